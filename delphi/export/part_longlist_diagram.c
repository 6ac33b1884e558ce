/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The flow of a longlist as a diagram: down the left what went on, to the right what left. */
#include "export/longlist.h"

#include <string.h>

enum { FOUND, DUPLICATES, SCREENED, ON_SCREENING, ASSESSED, ON_ASSESSMENT, INCLUDED, RATED, BOXES };

#define WIDE 2 /* columns of the grid that a box takes */

static void add_line(report *r, delphi_buffer *text, const char *words, uint32_t count) {
    if (text->size)
        base_buffer_char(text, '\n');
    EXPORT_FILL(text, part_words(r, words), {"count", export_number(count).text});
}

static void add_item(delphi_buffer *text, const char *title, uint32_t count) {
    base_buffer_format(text, "\n\xE2\x80\x93 %s: %u", title, count);
}

static const char *taken(report *r, delphi_buffer *text) {
    const char *made = document_copy(r->document, part_text_of(r, text));
    delphi_buffer_free(text);
    return made;
}

/* Databases and registers, then other ways, each with its sources. */
static const char *found_text(report *r, const delphi_longlist_counts *counts) {
    const delphi_longlist *list = r->study->longlist;
    delphi_buffer text = {0};
    add_line(r, &text, N_("{count} identified"), counts->identified);
    for (delphi_source_kind kind = 0; kind < DELPHI_SOURCE_COUNT; kind++)
        for (size_t i = 0; i < list->source_count; i++)
            if (list->sources[i].kind == kind)
                add_item(&text, longlist_source_title(r, i), delphi_longlist_count(list, i).identified);
    return taken(r, &text);
}

static const char *excluded_text(report *r, const char *words, delphi_longlist_stage stage, uint32_t count) {
    const delphi_longlist *list = r->study->longlist;
    delphi_buffer text = {0};
    add_line(r, &text, words, count);
    for (size_t i = 0; i < list->reason_count; i++) {
        uint32_t left_out = delphi_longlist_excluded(list, stage, i);
        if (left_out > 0)
            add_item(&text, longlist_reason_title(r, i), left_out);
    }
    return taken(r, &text);
}

static const char *line_text(report *r, const char *words, uint32_t count) {
    delphi_buffer text = {0};
    add_line(r, &text, words, count);
    return taken(r, &text);
}

static const char *rated_text(report *r, const delphi_longlist_counts *counts) {
    delphi_buffer text = {0};
    add_line(r, &text, N_("{count} indicators"), counts->indicators + counts->added);
    if (counts->added > 0)
        add_line(r, &text, N_("{count} of them added beside the longlist"), counts->added);
    return taken(r, &text);
}

void longlist_diagram(report *r, document_part *part, const delphi_longlist_counts *counts) {
    bool two_stages = counts->excluded_assessment > 0;
    int last = two_stages ? 3 : 2;
    const document_box all[BOXES] = {
        [FOUND] = {.row = 0, .column = 0, .text = found_text(r, counts), .look = DOCUMENT_STRONG},
        [DUPLICATES] = {.row = 0,
                        .column = 1,
                        .text = line_text(r, N_("{count} duplicates removed"), counts->duplicates),
                        .look = DOCUMENT_QUIET},
        [SCREENED] = {.row = 1, .column = 0, .text = line_text(r, N_("{count} screened"), counts->screened)},
        [ON_SCREENING] = {.row = 1,
                          .column = 1,
                          .text = excluded_text(r, N_("{count} left out on screening"), DELPHI_STAGE_SCREENING,
                                                counts->excluded_screening),
                          .look = DOCUMENT_QUIET},
        [ASSESSED] = {.row = 2, .column = 0, .text = line_text(r, N_("{count} assessed"), counts->assessed)},
        [ON_ASSESSMENT] = {.row = 2,
                           .column = 1,
                           .text = excluded_text(r, N_("{count} left out on assessment"), DELPHI_STAGE_ASSESSMENT,
                                                 counts->excluded_assessment),
                           .look = DOCUMENT_QUIET},
        [INCLUDED] = {.row = last,
                      .column = 0,
                      .text = line_text(r, N_("{count} candidates included"), counts->included),
                      .look = DOCUMENT_STRONG},
        [RATED] = {.row = last + 1, .column = 0, .text = rated_text(r, counts), .look = DOCUMENT_TOTAL},
    };
    document_box boxes[BOXES];
    document_arrow arrows[BOXES];
    size_t place[BOXES], count = 0, arrow_count = 0;
    for (size_t i = 0; i < BOXES; i++) {
        if (!two_stages && (i == ASSESSED || i == ON_ASSESSMENT))
            continue;
        place[i] = count;
        boxes[count] = all[i];
        boxes[count].column *= WIDE;
        boxes[count++].columns = WIDE; /* titles of sources and reasons take room */
    }
    /* Each step leads down to the next one, and to the right to what left. */
    for (size_t i = 0, before = BOXES; i < BOXES; i++) {
        if (!two_stages && (i == ASSESSED || i == ON_ASSESSMENT))
            continue;
        if (all[i].column == 1) {
            arrows[arrow_count++] = (document_arrow){place[i - 1], place[i]};
            continue;
        }
        if (before < BOXES)
            arrows[arrow_count++] = (document_arrow){place[before], place[i]};
        before = i;
    }
    document_add_diagram(
        part, &(document_diagram){
                  .title = part_words(r, N_("The flow of candidates (PRISMA 2020)")),
                  .description = part_words(r, N_("From top to bottom: how many candidates were identified, screened, "
                                                  "assessed and included; to the right what left and why. The tables "
                                                  "have the figures.")),
                  .boxes = boxes,
                  .box_count = count,
                  .arrows = arrows,
                  .arrow_count = arrow_count});
}
