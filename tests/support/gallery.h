/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A document with everything that a document can hold: every kind of words, cell, table, chart and diagram, texts that
 * mean harm, figures that are not there. The drawers' tests draw it; a browser looks at the page (.ci/pages). */
#ifndef SUPPORT_GALLERY_H
#define SUPPORT_GALLERY_H

#include <math.h>
#include <stdio.h>

#include "export/document.h"
#include "export/palette.h"

/* What an expert might have written, to break out of its place. */
#define GALLERY_HARM "<script>alert('x')</script> & \"quoted\" <img src=http://example.org/x onerror=alert(1)> ]]>"
/* Controls of both sets, a mark that turns the direction, a noncharacter. */
#define GALLERY_CONTROLS                                                                                               \
    "be\x01"                                                                                                           \
    "ll\x07 del\x7F c1\xC2\x85 turn\xE2\x80\xAEover \xEF\xBF\xBF"                                                      \
    "end"

static inline void gallery_words(document *doc) {
    document_part *part = document_add_part(doc, "words", "Words", "Words of every kind");
    document_say(part, DOCUMENT_ANSWER, "Of 12 indicators 3 are kept, 2 are dropped and 7 go on to the next round.");
    document_say(part, DOCUMENT_SUBTITLE, "What the part is about.");
    document_say(part, DOCUMENT_SECTION, "A heading");
    document_say(part, DOCUMENT_PARAGRAPH, "Running text, with a second line\nafter a break.");
    document_say(part, DOCUMENT_NOTE, GALLERY_HARM);
    document_say(part, DOCUMENT_CAUTION, GALLERY_CONTROLS);
    document_say(part, DOCUMENT_PARAGRAPH, "");
}

static inline void gallery_cells(document *doc) {
    static const document_column columns[] = {
        {.head = "Id", .width = 8, .names_row = true},
        {.head = "Text", .width = 30},
        {.head = "Decision", .width = 14},
        {.head = "n", .over = "All experts", .width = 6, .direction = DOCUMENT_HEAD_FIGURES},
        {.head = "% high", .over = "All experts", .width = 10, .direction = DOCUMENT_HEAD_FIGURES, .data_bar = true},
        {.head = "Median", .over = "All experts", .width = 8, .direction = DOCUMENT_HEAD_FIGURES},
        {.head = "p", .over = "Test", .width = 8, .direction = DOCUMENT_HEAD_FIGURES},
        {.head = "Stable", .over = "Test", .width = 8, .direction = DOCUMENT_HEAD_FIGURES},
        {.head = "few answers", .width = 4, .direction = DOCUMENT_HEAD_UPWARDS},
    };
    const document_table_spec spec = {.title = "Cells of every kind", .columns = columns, .column_count = 9};
    document_table *table = document_add_table(document_add_part(doc, "cells", "Cells", "Cells of every kind"), &spec);
    delphi_value none = {.kind = DELPHI_VALUE_UNDEFINED, .reason = DELPHI_REASON_NO_RATINGS};
    delphi_value few = {.kind = DELPHI_VALUE_UNDEFINED, .reason = DELPHI_REASON_TOO_FEW_RATINGS};
    delphi_value yes = {.kind = DELPHI_VALUE_TRUTH, .as.truth = true};
    delphi_value tiny = {.kind = DELPHI_VALUE_REAL, .as.real = 0.0001};
    static const char *const words[] = {"+ keep", "x drop", "o re-rate", "= no consensus", "? undecided", "! conflict"};
    for (size_t i = 0; i < DELPHI_DECISION_COUNT; i++) {
        char id[16];
        snprintf(id, sizeof id, "I%02zu", i + 1);
        if (i == 0 || i == 3)
            document_title_row(table, i == 0 ? "Prevention" : "Care & cost");
        document_start_row(table);
        document_put_text(table, id, DOCUMENT_STRONG);
        document_put_text(table, i == 1 ? GALLERY_HARM : "Falls of older people", (document_look)(i % 6));
        document_put_decision(table, (delphi_decision)i, words[i]);
        document_put_count(table, i == 5 ? 0 : 20 + i, DOCUMENT_PLAIN);
        document_put_share(table, i, i == 5 ? 0 : 7, DOCUMENT_PLAIN);
        if (i == 2)
            document_put_value(table, &none);
        else if (i == 4 || i == 5)
            document_put_value(table, &few);
        else
            document_put_number(table, 7.5 - 4 * (double)i, 1, DOCUMENT_PLAIN);
        document_put_measure(table, "kendall_p", &tiny);
        document_put_value(table, &yes);
        document_put_count_of_few(table, i % 2);
    }
    document_start_row(table);
    document_put_text(table, "All", DOCUMENT_TOTAL);
    document_put_blank(table);
    document_put_hidden(table);
    document_put_count(table, 135, DOCUMENT_TOTAL);
    document_add_note(table, "A note below the table.");
}

static inline void gallery_tables(document *doc) {
    static const document_column pair[] = {{.head = "", .width = 20, .names_row = true}, {.head = "", .width = 60}};
    static document_column many[24];
    document_part *part = document_add_part(doc, "tables", "Tables", "Tables of every make");
    document_table *table =
        document_add_table(part, &(document_table_spec){.columns = pair, .column_count = 2, .headless = true});
    for (int i = 0; i < 3; i++) {
        document_start_row(table);
        document_put_text(table, "A label", DOCUMENT_STRONG);
        document_put_text(table, "What it says, in a sentence of some length that has to fold on a phone.",
                          DOCUMENT_PLAIN);
    }
    for (size_t i = 0; i < 24; i++)
        many[i] = (document_column){.head = i == 0   ? "Indicator"
                                            : i == 1 ? "Text of the indicator"
                                                     : "Share",
                                    .over = i < 2    ? NULL
                                            : i < 13 ? "Round 1"
                                                     : "Round 2",
                                    .width = i == 1 ? 40 : 9,
                                    .direction = i < 2 ? DOCUMENT_HEAD_WORDS : DOCUMENT_HEAD_FIGURES,
                                    .names_row = i < 2,
                                    .data_bar = i == 4};
    table = document_add_table(
        part, &(document_table_spec){.title = "A wide table", .columns = many, .column_count = 24, .frozen = 2});
    for (size_t r = 0; r < 40; r++) {
        document_start_row(table);
        document_put_text(table, r % 2 ? "I01" : "I02-long-name", DOCUMENT_STRONG);
        document_put_text(table, "Acute admissions of frail older people, per 1,000 residents", DOCUMENT_SMALL);
        for (size_t i = 2; i < 24; i++)
            document_put_share(table, (r * 7 + i * 3) % 24, 23 + i % 2, DOCUMENT_PLAIN);
    }
    document_add_table(part, &(document_table_spec){.title = "An empty table", .columns = many + 1, .column_count = 3});
}

/* Rows of figures for the charts; some are not there. */
static inline document_table *gallery_figures(document_part *part, size_t rows, size_t columns, bool shares) {
    document_column heads[12] = {{.head = "Row", .width = 10, .names_row = true}};
    static const char *const names[] = {"Residents", "Professionals", "Administrators", "Regulators", "fifth",
                                        "sixth",     "seventh",       "eighth",         "ninth"};
    delphi_value none = {.kind = DELPHI_VALUE_UNDEFINED, .reason = DELPHI_REASON_NO_RATINGS};
    for (size_t i = 0; i < columns; i++)
        heads[i + 1] =
            (document_column){.head = names[i % 9], .width = 9, .direction = DOCUMENT_HEAD_FIGURES, .data_bar = shares};
    document_table *table = document_add_table(
        part, &(document_table_spec){.title = "Figures", .columns = heads, .column_count = columns + 1});
    for (size_t r = 0; r < rows; r++) {
        char id[16];
        snprintf(id, sizeof id, "I%02zu", r + 1);
        document_start_row(table);
        document_put_text(table, id, DOCUMENT_STRONG);
        for (size_t c = 0; c < columns; c++)
            if ((r + 3 * c) % 11 == 10)
                document_put_value(table, &none);
            else if (shares)
                document_put_share(table, (r * 5 + c * 4) % 22, 22, DOCUMENT_PLAIN);
            else
                document_put_number(table, 1 + (double)((r * 7 + c * 5) % 17) / 2, 1, DOCUMENT_PLAIN);
    }
    return table;
}

static inline void gallery_chart(document *doc, document_chart_kind kind, const char *id, const char *name, size_t rows,
                                 size_t columns, document_place place) {
    document_part *part = document_add_part(doc, id, name, name);
    bool shares = kind == DOCUMENT_BARS || kind == DOCUMENT_BARS_STACKED || kind == DOCUMENT_BARS_CLUSTERED;
    document_table *table = gallery_figures(part, rows, columns, shares);
    document_series series[9];
    uint32_t colours[64];
    for (size_t i = 0; i < columns; i++)
        series[i] = (document_series){.column = i + 1,
                                      .colour = kind == DOCUMENT_BARS_STACKED ? export_scale_colour(i, columns)
                                                                              : export_series_colour(i)};
    for (size_t i = 0; i < rows && i < 64; i++)
        colours[i] = export_series_colour(i);
    document_chart_spec spec = {.kind = kind,
                                .title = name,
                                .description = "What the chart shows: residents are highest on " GALLERY_HARM,
                                .row_count = rows,
                                .x = 1,
                                .series = kind == DOCUMENT_SCATTER ? series + 1 : series,
                                .series_count = kind == DOCUMENT_SCATTER ? columns - 1 : columns,
                                .row_colours = kind == DOCUMENT_BARS ? colours : NULL,
                                .x_title = "The title across",
                                .y_title = "The title upwards",
                                .least = shares ? 0 : 1,
                                .most = shares ? 1 : 9,
                                .x_least = 1,
                                .x_most = 9,
                                .mark = shares ? 0.75 : 7,
                                .x_mark = 7,
                                .percent = shares,
                                .place = place,
                                .width = 600,
                                .height = 320};
    document_add_chart(table, &spec);
}

static inline void gallery_charts(document *doc) {
    gallery_chart(doc, DOCUMENT_BARS, "bars", "Bars", 5, 1, DOCUMENT_BESIDE);
    gallery_chart(doc, DOCUMENT_BARS_STACKED, "stacked", "Stacked bars", 40, 9, DOCUMENT_BESIDE);
    gallery_chart(doc, DOCUMENT_BARS_CLUSTERED, "clustered", "Clustered bars", 6, 4, DOCUMENT_BELOW);
    gallery_chart(doc, DOCUMENT_LINES, "lines", "Lines", 12, 4, DOCUMENT_BELOW);
    gallery_chart(doc, DOCUMENT_MOVES, "moves", "Moves", 14, 3, DOCUMENT_BELOW);
    gallery_chart(doc, DOCUMENT_SCATTER, "scatter", "Scatter", 30, 3, DOCUMENT_BELOW);
    gallery_chart(doc, DOCUMENT_RADAR, "radar", "Radar", 8, 3, DOCUMENT_BESIDE);
    document_part *part = document_add_part(doc, "hard", "Hard cases", "Charts of nothing, of one, of long names");
    static const document_column columns[] = {{.head = "Name", .width = 50, .names_row = true},
                                              {.head = "Value", .width = 9, .direction = DOCUMENT_HEAD_FIGURES}};
    const document_series series = {.column = 1, .colour = 0x0072B2};
    document_table *table = document_add_table(part, &(document_table_spec){.columns = columns, .column_count = 2});
    document_add_chart(table, &(document_chart_spec){.kind = DOCUMENT_BARS,
                                                     .title = "Of nothing",
                                                     .description = "There is nothing.",
                                                     .series = &series,
                                                     .series_count = 1,
                                                     .mark = NAN,
                                                     .x_mark = NAN});
    for (document_chart_kind kind = DOCUMENT_BARS; kind <= DOCUMENT_RADAR; kind++) {
        table = document_add_table(part, &(document_table_spec){.columns = columns, .column_count = 2});
        for (int i = 0; i < 4; i++) {
            document_start_row(table);
            document_put_text(table,
                              i == 0 ? "Clients with <telemonitoring>, per 1,000 residents of the region" : "Low",
                              DOCUMENT_PLAIN);
            if (i == 3)
                document_put_hidden(table);
            else
                document_put_number(table, i == 1 ? -2.5 : 3.25 * i, 2, DOCUMENT_PLAIN);
        }
        document_add_chart(table, &(document_chart_spec){.kind = kind,
                                                         .title = "Negative, long, hidden",
                                                         .description = "Hard to draw.",
                                                         .row_count = 4,
                                                         .x = 1,
                                                         .series = &series,
                                                         .series_count = 1,
                                                         .mark = NAN,
                                                         .x_mark = NAN});
    }
}

static inline void gallery_diagram(document *doc) {
    static const document_box boxes[] = {
        {0, 0, 1, "Invited\n(n = 45)", DOCUMENT_STRONG},
        {0, 1, 1, "Declined (n = 5)", DOCUMENT_QUIET},
        {1, 0, 1, "Rated in round 1 (n = 40), of whom 12 residents, 10 professionals, 9 administrators", 0},
        {1, 1, 1, "Did not answer (n = 4)\nafter two reminders & <a call>", DOCUMENT_WARNING},
        {2, 0, 2, "Rated in round 2 (n = 36)", DOCUMENT_TOTAL},
        {3, 1, 1, "Left", DOCUMENT_PLAIN},
    };
    static const document_arrow arrows[] = {{0, 1}, {0, 2}, {2, 3}, {2, 4}, {3, 4}, {4, 5}};
    document_part *part = document_add_part(doc, "diagram", "Diagram", "A diagram");
    document_add_diagram(part, &(document_diagram){.title = "Flow of experts",
                                                   .description = "45 invited, 36 in the last round.",
                                                   .boxes = boxes,
                                                   .box_count = sizeof boxes / sizeof *boxes,
                                                   .arrows = arrows,
                                                   .arrow_count = sizeof arrows / sizeof *arrows});
}

/* To be freed with document_free(); NULL when out of memory. */
static inline document *gallery_document(delphi_language language) {
    document *doc = document_new(language);
    if (!doc)
        return NULL;
    document_entitle(doc, "A gallery of <everything> & more", "Round 2 of 3, closed on 29 January 2021");
    gallery_words(doc);
    gallery_cells(doc);
    gallery_tables(doc);
    gallery_charts(doc);
    gallery_diagram(doc);
    return doc;
}

#endif
