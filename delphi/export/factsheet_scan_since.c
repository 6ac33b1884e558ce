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
    part_put_difference(r, table, &own.then, &own.now, DOCUMENT_PLAIN);
    document_put_count(table, block->compared, DOCUMENT_PLAIN);
    part_put_score(r, table, &block->then, DOCUMENT_PLAIN);
    part_put_score(r, table, &block->now, DOCUMENT_PLAIN);
    part_put_difference(r, table, &block->then.value, &block->now.value, DOCUMENT_PLAIN);
}

/* ---- single questions ---- */

static document_table *add_questions(factsheet *f, document_part *part) {
    report *r = &f->r;
    const char *you = part_words(r, N_("Your answer")), *all = part_words(r, N_("All, mean score"));
    const char *then = part_wave_name(r, r->result->scan->previous), *now = part_wave_name(r, r->round);
    const document_column columns[] = {
        {.head = part_words(r, N_("Question")), .width = 44, .names_row = true},
        {.head = then, .over = you, .width = 22, .span = 2},
        {.head = now, .over = you, .width = 22, .span = 2},
        {.head = then, .over = all, .width = 11, .direction = DOCUMENT_HEAD_FIGURES},
        {.head = now, .over = all, .width = 11, .direction = DOCUMENT_HEAD_FIGURES},
    };
    return document_add_table(part, &(document_table_spec){.title = part_words(r, N_("Questions that can be compared")),
                                                           .columns = columns,
                                                           .column_count = sizeof columns / sizeof *columns});
}

/* The own answer to a question of the wave that `scan` is of. */
static const char *own_label(const factsheet *f, const delphi_scan *scan, const delphi_scan_question *q) {
    const delphi_study *study = f->r.study;
    size_t indicator = q->indicators[0];
    delphi_rating answer = delphi_question_answer(study, study->ratings[scan->round - 1], f->expert, indicator);
    int low = delphi_question_scale(study, indicator)->min;
    if (answer < low)
        return part_words(&f->r, N_("no answer"));
    const char *label = delphi_text_in(delphi_scan_option(scan, q, (size_t)(answer - low)), f->r.language);
    return *label ? label : document_copy(f->r.document, export_number(answer).text);
}

/* Those that can be compared though their block cannot, since the questionnaire changed around them, are among them. */
static void put_questions(factsheet *f, document_part *part) {
    report *r = &f->r;
    const delphi_scan *scan = r->result->scan, *before = f->plan->of->previous->scan;
    document_table *table = NULL;
    for (size_t i = 0; i < scan->question_count; i++) {
        const delphi_scan_question *q = &scan->questions[i], *old = delphi_scan_question_before(scan, q, before);
        if (!old || q->multiple)
            continue;
        table = table ? table : add_questions(f, part);
        document_start_row(table);
        document_put_text(table, delphi_text_in(q->title, r->language), DOCUMENT_STRONG);
        document_put_text(table, own_label(f, before, old), DOCUMENT_PLAIN);
        document_put_text(table, own_label(f, scan, q), DOCUMENT_PLAIN);
        part_put_score(r, table, &old->answers[0].score, DOCUMENT_PLAIN);
        part_put_score(r, table, &q->answers[0].score, DOCUMENT_PLAIN);
    }
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
    put_questions(f, part);
    if (!table) {
        document_say_first(part, DOCUMENT_ANSWER,
                           part_words(r, N_("The questionnaire changed since the wave before: its scores of blocks are "
                                            "another series, and cannot be set beside these.")));
        return;
    }
    document_say_first(
        part, DOCUMENT_PARAGRAPH,
        part_words(r, N_("Only comparable questions are compared, so that these scores need not be those "
                         "of the first page. Yours are over what you answered in both waves; those of "
                         "all are of whoever took part in each.")));
}
