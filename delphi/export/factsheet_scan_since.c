/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Of a scan's factsheet: own scores and those of all in this wave and the one before, over comparable questions alone.
 */
#include "export/factsheet.h"
#include "export/part_scan.h"

enum { BLOCK, BASE, THEN, NOW, CHANGE, ALL_BASE, ALL_THEN, ALL_NOW, ALL_CHANGE, COLUMN_COUNT };

static document_table *add_table(factsheet *f, document_part *part) {
    report *r = &f->r;
    const char *you = part_words(r, N_("You")), *all = part_words(r, N_("All"));
    const char *then = part_wave_name(r, r->result->scan->previous), *now = part_wave_name(r, r->round);
    const char *questions = part_words(r, N_("Questions")), *change = part_words(r, N_("Change"));
    const struct {
        const char *over, *head;
    } heads[COLUMN_COUNT] = {{NULL, part_words(r, N_("Block"))},
                             {you, questions},
                             {you, then},
                             {you, now},
                             {you, change},
                             {all, questions},
                             {all, then},
                             {all, now},
                             {all, change}};
    document_column columns[COLUMN_COUNT];
    for (size_t i = 0; i < COLUMN_COUNT; i++)
        columns[i] = (document_column){.head = heads[i].head,
                                       .over = heads[i].over,
                                       .width = i == BLOCK ? 44 : 11,
                                       .names_row = i == BLOCK,
                                       .direction = i == BLOCK ? DOCUMENT_HEAD_WORDS : DOCUMENT_HEAD_FIGURES};
    return document_add_table(part, &(document_table_spec){.columns = columns, .column_count = COLUMN_COUNT});
}

static void put_block(factsheet *f, document_table *table, const delphi_scan_block *block) {
    report *r = &f->r;
    delphi_scan_own_change own = delphi_scan_own_since(r->result->scan, block, f->expert);
    document_start_row(table);
    document_put_text(table, part_block_title(r, block->title), DOCUMENT_STRONG);
    document_put_count(table, own.questions, DOCUMENT_PLAIN);
    part_put_score_value(r, table, &own.then, DOCUMENT_PLAIN);
    part_put_score_value(r, table, &own.now, DOCUMENT_STRONG);
    part_put_difference(table, &own.then, &own.now, DOCUMENT_PLAIN);
    document_put_count(table, block->compared, DOCUMENT_PLAIN);
    part_put_score(r, table, &block->then, DOCUMENT_PLAIN);
    part_put_score(r, table, &block->now, DOCUMENT_PLAIN);
    part_put_difference(table, &block->then.value, &block->now.value, DOCUMENT_PLAIN);
}

void factsheet_scan_since(factsheet *f, document_part *part) {
    report *r = &f->r;
    const delphi_scan *scan = r->result->scan;
    document_table *table = NULL;
    for (size_t b = 0; b < scan->block_count; b++) {
        if (!scan->blocks[b].compared)
            continue;
        table = table ? table : add_table(f, part);
        put_block(f, table, &scan->blocks[b]);
    }
    if (!table) {
        document_say(part, DOCUMENT_ANSWER,
                     part_words(r, N_("The questionnaire changed since the wave before: its scores are another series, "
                                      "and cannot be set beside these.")));
        return;
    }
    document_say_first(
        part, DOCUMENT_PARAGRAPH,
        part_words(r, N_("Only comparable questions are compared, so that these scores need not be those "
                         "of the first page. Yours are over what you answered in both waves; those of "
                         "all are of whoever took part in each.")));
}
