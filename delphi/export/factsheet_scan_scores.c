/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The first page of a scan's factsheet: own scores by block beside those of all and of the own type, with charts. */
#include "export/factsheet.h"
#include "export/part_scan.h"

#include <math.h>

enum { NUMBER, BLOCK, QUESTIONS, ANSWERED, OWN, ALL, MINUS, TYPE, COLUMN_COUNT };

static const delphi_scan *scan_of(const factsheet *f) {
    return f->r.result->scan;
}

static const delphi_scan_score *type_score(const factsheet *f, const delphi_scan_block *block) {
    return &block->scores[1 + f->group];
}

static bool has_own(const factsheet *f, const delphi_scan_block *block) {
    return block->own[f->expert].kind != DELPHI_VALUE_UNDEFINED;
}

/* ---- the finding ---- */

/* Higher, lower or the same as the score of all, as they are shown. */
static void say_places(factsheet *f, document_part *part) {
    report *r = &f->r;
    int decimals = r->protocol->scan.decimals, compared = 0, higher = 0, lower = 0;
    for (size_t b = 0; b < scan_of(f)->block_count; b++) {
        const delphi_scan_block *block = &scan_of(f)->blocks[b];
        const delphi_value *all = &block->scores[0].value, *own = &block->own[f->expert];
        if (!has_own(f, block) || all->kind == DELPHI_VALUE_UNDEFINED)
            continue;
        compared++;
        higher += delphi_scan_rounded(own, decimals) > delphi_scan_rounded(all, decimals);
        lower += delphi_scan_rounded(own, decimals) < delphi_scan_rounded(all, decimals);
    }
    if (compared == 0) {
        document_say(part, DOCUMENT_ANSWER,
                     part_words(r, N_("Too few took part for your scores to be set beside those of all.")));
        return;
    }
    const char *pattern = part_many(r,
                                    "On {count} block your score can be set beside that of all participants: on "
                                    "{higher} it is higher, on {lower} lower, on {same} the same.",
                                    "On {count} blocks your score can be set beside that of all participants: on "
                                    "{higher} it is higher, on {lower} lower, on {same} the same.",
                                    (uint64_t)compared);
    document_say(part, DOCUMENT_ANSWER,
                 PART_FILLED(r, pattern, {"count", export_number(compared).text},
                             {"higher", export_number(higher).text}, {"lower", export_number(lower).text},
                             {"same", export_number(compared - higher - lower).text}));
}

/* ---- the table ---- */

static document_table *add_table(factsheet *f, document_part *part) {
    report *r = &f->r;
    bool typed = f->group != DELPHI_NONE;
    const struct {
        const char *head;
        double width;
    } heads[TYPE] = {{N_("No."), 6},           {N_("Block"), typed ? 40 : 62},
                     {N_("Questions"), 13},    {N_("answered by you"), 13},
                     {N_("Your score"), 13},   {N_("All"), 13},
                     {N_("You minus all"), 13}};
    document_column columns[COLUMN_COUNT];
    for (size_t i = 0; i < TYPE; i++)
        columns[i] = (document_column){.head = part_words(r, heads[i].head),
                                       .width = heads[i].width,
                                       .names_row = i == BLOCK,
                                       .direction = i == BLOCK ? DOCUMENT_HEAD_WORDS : DOCUMENT_HEAD_FIGURES};
    columns[TYPE] = (document_column){.head = PART_PHRASE(r, N_("Your type: {group}"), {"group", f->group_title}),
                                      .width = 22,
                                      .direction = DOCUMENT_HEAD_FIGURES};
    return document_add_table(part,
                              &(document_table_spec){.columns = columns, .column_count = typed ? COLUMN_COUNT : TYPE});
}

static void put_block(factsheet *f, document_table *table, size_t number, const delphi_scan_block *block) {
    report *r = &f->r;
    document_start_row(table);
    document_put_text(table, export_number((int64_t)number).text, DOCUMENT_PLAIN);
    document_put_text(table, part_block_title(r, block->title), DOCUMENT_STRONG);
    document_put_count(table, block->scored, DOCUMENT_PLAIN);
    document_put_count(table, block->answered[f->expert], DOCUMENT_PLAIN);
    part_put_score_value(r, table, &block->own[f->expert], DOCUMENT_STRONG);
    part_put_score(r, table, &block->scores[0], DOCUMENT_PLAIN);
    part_put_difference(r, table, &block->scores[0].value, &block->own[f->expert], DOCUMENT_PLAIN);
    if (f->group != DELPHI_NONE)
        part_put_score(r, table, type_score(f, block), DOCUMENT_PLAIN);
}

static void add_notes(factsheet *f, document_table *table) {
    report *r = &f->r;
    document_add_note(table, part_words(r, N_("Your score is the mean of the scores of your answers in the block, that "
                                              "of all the mean of all participants' scores, you included.")));
    part_scan_note_hidden(r, table);
}

/* ---- charts ---- */

#define LEAST_SPOKES 3 /* a radar of fewer is a line */
#define CHART_WIDTH  474
#define LEAST_HEIGHT 400

static bool shows_type(const factsheet *f) {
    for (size_t b = 0; f->group != DELPHI_NONE && b < scan_of(f)->block_count; b++)
        if (type_score(f, &scan_of(f)->blocks[b])->value.kind != DELPHI_VALUE_UNDEFINED)
            return true;
    return false;
}

static void add_charts(factsheet *f, document_table *table) {
    report *r = &f->r;
    const document_series series[] = {{OWN, part_words(r, N_("You")), export_series_colour(0)},
                                      {ALL, part_words(r, N_("All")), export_series_colour(1)},
                                      {TYPE, part_words(r, N_("Your type")), export_series_colour(2)}};
    document_chart_spec spec = {
        .kind = DOCUMENT_RADAR,
        .title = part_words(r, N_("You and all participants by block")),
        .description = part_words(r, N_("For each block your score, that of all and, where it is shown, that of your "
                                        "type; the figures are those of the table.")),
        .row_count = table->row_count,
        .categories = NUMBER,
        .series = series,
        .series_count = shows_type(f) ? 3 : 2,
        .mark = NAN,
        .x_mark = NAN,
        .place = DOCUMENT_BELOW,
        .width = CHART_WIDTH,
        .height = LEAST_HEIGHT};
    part_scan_range(r, &spec.least, &spec.most);
    if (table->row_count >= LEAST_SPOKES)
        document_add_chart(table, &spec);
    spec.kind = DOCUMENT_BARS_CLUSTERED;
    spec.categories = BLOCK;
    spec.x_title = part_words(r, N_("Score"));
    spec.height = 104 + (int)(table->row_count * (13 * spec.series_count + 8));
    spec.height = spec.height < LEAST_HEIGHT ? LEAST_HEIGHT : spec.height;
    document_add_chart(table, &spec);
}

void factsheet_scan_scores(factsheet *f, document_part *part) {
    report *r = &f->r;
    size_t number = 0;
    say_places(f, part);
    if (f->plan->of->open)
        document_say(part, DOCUMENT_CAUTION,
                     part_words(r, N_("Preliminary: the wave is still open, and answers may still come in.")));
    document_say(part, DOCUMENT_PARAGRAPH,
                 part_words(r, N_("A mirror and no judgement: there is no good or bad score, and this factsheet is no "
                                  "instrument of accountability. It is yours alone.")));
    document_table *table = add_table(f, part);
    for (size_t b = 0; b < scan_of(f)->block_count; b++)
        if (scan_of(f)->blocks[b].scored > 0)
            put_block(f, table, ++number, &scan_of(f)->blocks[b]);
    add_notes(f, table);
    if (number > 0)
        add_charts(f, table);
}
