/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Of a scan's factsheet: each question with one's own answer, and how many gave the same one; and how it is read. */
#include "export/factsheet.h"
#include "export/part_scan.h"

/* ---- answers ---- */

static document_table *add_table(factsheet *f, document_part *part, const char *title) {
    report *r = &f->r;
    const char *same = part_words(r, N_("Answered the same"));
    const document_column columns[] = {
        {.head = part_words(r, N_("Id")), .width = 8, .names_row = true},
        {.head = part_words(r, N_("Question")), .width = 52},
        {.head = part_words(r, N_("Your answer")), .width = 44},
        {.head = part_words(r, N_("All, %")), .over = same, .width = 12, .direction = DOCUMENT_HEAD_FIGURES},
        {.head = part_words(r, N_("Your type, %")), .over = same, .width = 14, .direction = DOCUMENT_HEAD_FIGURES},
    };
    return document_add_table(
        part,
        &(document_table_spec){.title = title, .columns = columns, .column_count = f->group == DELPHI_NONE ? 4 : 5});
}

static void put_share(document_table *table, const delphi_scan_answers *a, size_t option) {
    if (a->suppressed || a->n == 0)
        document_put_hidden(table);
    else
        document_put_share(table, a->counts[option], a->n, DOCUMENT_PLAIN);
}

static void put_answer(factsheet *f, document_table *table, const delphi_scan_question *q, const char *answer,
                       size_t option) {
    document_put_text(table, answer, option == DELPHI_NONE ? DOCUMENT_QUIET : DOCUMENT_STRONG);
    for (size_t slot = 0; slot < (f->group == DELPHI_NONE ? 1 : 2); slot++)
        if (option == DELPHI_NONE)
            document_put_blank(table);
        else
            put_share(table, &q->answers[slot ? 1 + f->group : 0], option);
}

static const char *label_of(const factsheet *f, const delphi_scan_question *q, size_t option) {
    const char *label = delphi_text_in(delphi_scan_option(f->r.result->scan, q, option), f->r.language);
    return *label ? label : document_copy(f->r.document, export_number((int64_t)option + 1).text);
}

static delphi_rating answer_of(const factsheet *f, size_t indicator) {
    return delphi_question_answer(f->r.study, f->plan->now, f->expert, indicator);
}

/* Of a question with one answer. */
static void put_single(factsheet *f, document_table *table, const delphi_scan_question *q) {
    report *r = &f->r;
    delphi_rating answer = answer_of(f, q->indicators[0]);
    int low = delphi_question_scale(r->study, q->indicators[0])->min;
    document_start_row(table);
    document_put_text(table, r->study->indicators[q->indicators[0]].id, DOCUMENT_STRONG);
    document_put_text(table, delphi_text_in(q->title, r->language), DOCUMENT_PLAIN);
    if (answer >= low)
        put_answer(f, table, q, label_of(f, q, (size_t)(answer - low)), (size_t)(answer - low));
    else
        put_answer(f, table, q,
                   part_words(r, answer == DELPHI_NOT_ASKED      ? N_("not asked")
                                 : answer == DELPHI_CANNOT_JUDGE ? N_("cannot judge")
                                                                 : N_("no answer")),
                   DELPHI_NONE);
}

/* A row for each option that was chosen. */
static void put_multiple(factsheet *f, document_table *table, const delphi_scan_question *q) {
    report *r = &f->r;
    delphi_rating chosen = (delphi_rating)r->protocol->scale.min;
    bool any = false;
    for (size_t k = 0; k < q->option_count; k++) {
        if (answer_of(f, q->indicators[k]) != chosen)
            continue;
        document_start_row(table);
        document_put_text(table, r->study->indicators[q->indicators[k]].id, DOCUMENT_STRONG);
        document_put_text(table, any ? "" : delphi_text_in(q->title, r->language), DOCUMENT_PLAIN);
        put_answer(f, table, q, label_of(f, q, k), k);
        any = true;
    }
    if (any)
        return;
    document_start_row(table);
    document_put_text(table, r->study->indicators[q->indicators[0]].id, DOCUMENT_STRONG);
    document_put_text(table, delphi_text_in(q->title, r->language), DOCUMENT_PLAIN);
    bool asked = answer_of(f, q->indicators[0]) != DELPHI_NOT_ASKED;
    put_answer(f, table, q, part_words(r, asked ? N_("no answer") : N_("not asked")), DELPHI_NONE);
}

void factsheet_scan_answers(factsheet *f, document_part *part) {
    const delphi_scan *scan = f->r.result->scan;
    document_table *table = NULL;
    for (size_t i = 0; i < scan->question_count; i++) {
        const delphi_scan_question *q = &scan->questions[i];
        if (i == 0 || q->block != scan->questions[i - 1].block)
            table = add_table(f, part, part_block_title(&f->r, scan->blocks[q->block].title));
        if (q->multiple)
            put_multiple(f, table, q);
        else
            put_single(f, table, q);
    }
    if (table)
        part_scan_note_hidden(&f->r, table);
}

/* ---- reading ---- */

typedef struct {
    const char *label, *text;
} entry;

static const entry entries[] = {
    {N_("Your score"),
     N_("The mean of the scores of your answers in a block. How many these are stands beside it. An answer without a "
        "score, \xE2\x80\x9C"
        "cannot judge\xE2\x80\x9D and questions with several answers possible count in none.")},
    {N_("All"), N_("All participants, you included: the mean of their scores, each counting the same.")},
    {N_("Your type"), N_("The participants of your type, you included; its score is made in the same way.")},
    {N_("Answered the same"),
     N_("How many of those who answered the question gave the answer that you gave; of several answers that are "
        "possible each has a row.")},
    {N_("Wave before"), N_("Only comparable questions are compared, within a version of the questionnaire. A new "
                           "version is a new series.")},
    {N_("No judgement"), N_("There is no good or bad score. The factsheet is a mirror to think and talk by, and no "
                            "instrument of accountability.")},
    {N_("Your privacy"),
     N_("This factsheet is made for {expert} alone, under that pseudonym. Nobody else's answers are in it, and none "
        "can be worked out from it: figures on fewer than {count} participants are not shown, nor figures from which "
        "those could be worked out.")},
};

void factsheet_scan_reading(factsheet *f, document_part *part) {
    report *r = &f->r;
    export_digits least = export_number(r->protocol->min_group);
    const document_column columns[] = {{.width = 24, .names_row = true}, {.width = 100}};
    document_table *table =
        document_add_table(part, &(document_table_spec){.columns = columns, .column_count = 2, .headless = true});
    for (size_t i = 0; i < sizeof entries / sizeof *entries; i++) {
        document_start_row(table);
        document_put_text(table, part_words(r, entries[i].label), DOCUMENT_STRONG);
        document_put_text(
            table, PART_PHRASE(r, entries[i].text, {"expert", r->study->experts[f->expert].id}, {"count", least.text}),
            DOCUMENT_PLAIN);
    }
}
