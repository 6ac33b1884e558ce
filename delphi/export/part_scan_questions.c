/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The part "Answers" of a scan's report: how often each answer was given, question by question, of all and of each
 * type, and in the wave before where that may be compared. Each share is of those who answered the question. */
#include "export/part_scan.h"

#include <stdlib.h>

enum { ANSWER, ALL_N, ALL_SHARE, BEFORE_N, BEFORE_SHARE, MOST_COLUMNS };

typedef struct {
    report *r;
    const delphi_scan *scan, *before; /* before: NULL where there is no wave before */
    size_t *types, type_count;
    document_table *table; /* of the block being written */
    bool multiple;         /* one of the block's questions */
} answers_part;

/* ---- one question ---- */

static const delphi_scan_answers *answers_of(const answers_part *p, const delphi_scan_question *q, size_t slot) {
    return &q->answers[slot ? 1 + p->types[slot - 1] : 0];
}

/* "V03  How are projects funded? (several answers possible; asked of 33)" */
static void put_title(answers_part *p, const delphi_scan_question *q) {
    report *r = p->r;
    const delphi_indicator *first = &r->study->indicators[q->indicators[0]];
    delphi_buffer title = {0};
    base_buffer_text(&title, first->id);
    if (q->multiple && q->option_count > 1)
        base_buffer_format(&title, "\xE2\x80\x93%s", r->study->indicators[q->indicators[q->option_count - 1]].id);
    base_buffer_format(&title, "  %s", delphi_text_in(q->title, r->language));
    if (q->multiple)
        base_buffer_format(&title, " \xC2\xB7 %s", part_words(r, N_("several answers possible")));
    if (first->asked_count > 0) {
        base_buffer_text(&title, " \xC2\xB7 ");
        EXPORT_FILL(&title, part_words(r, N_("asked only after certain answers to {id}: of {count}")),
                    {"id", r->study->indicators[first->asked_of].id},
                    {"count", export_number(q->answers[0].asked).text});
    }
    document_title_row(p->table, part_text_of(r, &title));
    delphi_buffer_free(&title);
}

static void put_share(answers_part *p, const delphi_scan_answers *a, size_t option) {
    if (!a || a->suppressed || a->n == 0) {
        for (int i = 0; i < 2; i++)
            if (a)
                document_put_hidden(p->table);
            else
                document_put_blank(p->table);
        return;
    }
    document_put_count(p->table, a->counts[option], DOCUMENT_QUIET);
    document_put_share(p->table, a->counts[option], a->n, DOCUMENT_PLAIN);
}

static void put_base(answers_part *p, const delphi_scan_answers *a) {
    if (a)
        document_put_count(p->table, a->n, DOCUMENT_TOTAL);
    else
        document_put_text(p->table, "", DOCUMENT_TOTAL);
    document_put_text(p->table, "", DOCUMENT_TOTAL);
}

static void put_options(answers_part *p, const delphi_scan_question *q, const delphi_scan_answers *then) {
    delphi_language language = p->r->language;
    for (size_t k = 0; k < q->option_count; k++) {
        document_start_row(p->table);
        const char *label = delphi_text_in(delphi_scan_option(p->scan, q, k), language);
        document_put_text(p->table, *label ? label : export_number((int64_t)k + 1).text, DOCUMENT_PLAIN);
        for (size_t slot = 0; slot <= p->type_count; slot++)
            put_share(p, answers_of(p, q, slot), k);
        if (p->before)
            put_share(p, then, k);
    }
}

static void put_question(answers_part *p, const delphi_scan_question *q) {
    const delphi_scan_question *old = p->before ? delphi_scan_question_before(p->scan, q, p->before) : NULL;
    const delphi_scan_answers *then = old ? &old->answers[0] : NULL;
    p->multiple |= q->multiple;
    put_title(p, q);
    put_options(p, q, then);
    document_start_row(p->table);
    document_put_text(p->table, part_words(p->r, q->multiple ? N_("Chose one at least") : N_("Answered")),
                      DOCUMENT_TOTAL);
    for (size_t slot = 0; slot <= p->type_count; slot++)
        put_base(p, answers_of(p, q, slot));
    if (p->before)
        put_base(p, then);
}

/* ---- one block ---- */

/* Can any question be compared? */
static bool compares(const delphi_scan *scan, const delphi_scan *before) {
    for (size_t q = 0; before && q < scan->question_count; q++)
        if (delphi_scan_question_before(scan, &scan->questions[q], before))
            return true;
    return false;
}

static size_t set_columns(answers_part *p, document_column *columns) {
    report *r = p->r;
    size_t count = 0;
    const char *n = part_words(r, N_("Number"));
    columns[count++] = (document_column){.head = part_words(r, N_("Answer")), .width = 52, .names_row = true};
    for (size_t slot = 0; slot <= p->type_count + (p->before != NULL); slot++) {
        const char *over =
            slot == 0 ? part_words(r, N_("All participants"))
            : slot <= p->type_count
                ? part_group_title(r, p->types[slot - 1])
                : document_copy(r->document, PART_PHRASE(r, N_("All, wave of {wave}"), {"wave", p->before->wave}));
        columns[count++] = (document_column){.head = n, .over = over, .width = 9, .direction = DOCUMENT_HEAD_FIGURES};
        columns[count++] = (document_column){
            .head = "%", .over = over, .width = 13, .direction = DOCUMENT_HEAD_FIGURES, .data_bar = slot == 0};
    }
    return count;
}

static void add_notes(answers_part *p) {
    report *r = p->r;
    document_add_note(p->table, part_words(r, N_("Percentages are of those who answered the question; what adds up to "
                                                 "99% or 101% was rounded.")));
    if (p->multiple)
        document_add_note(p->table, part_words(r, N_("Where several answers are possible, percentages are of those who "
                                                     "chose one at least, and add up to more than 100%.")));
    if (p->before)
        document_add_note(
            p->table, PART_PHRASE(r,
                                  N_("Empty in the columns of {wave}: that wave did not ask the question, or not so "
                                     "that it can be compared."),
                                  {"wave", p->before->wave}));
    part_scan_note_hidden(r, p->table);
}

static void write_block(answers_part *p, document_part *part, size_t block, document_column *columns) {
    const document_table_spec spec = {.title = part_block_title(p->r, p->scan->blocks[block].title),
                                      .columns = columns,
                                      .column_count = set_columns(p, columns),
                                      .whole = true};
    p->multiple = false;
    p->table = document_add_table(part, &spec);
    for (size_t q = 0; q < p->scan->question_count; q++)
        if (p->scan->questions[q].block == block)
            put_question(p, &p->scan->questions[q]);
    add_notes(p);
}

void part_scan_questions(report *r, document_part *part) {
    const delphi_result *before = part_before(r);
    answers_part p = {.r = r, .scan = r->result->scan, .before = before ? before->scan : NULL};
    document_column *columns = calloc(MOST_COLUMNS + 2 * r->protocol->group_count, sizeof *columns);
    p.types = calloc(r->protocol->group_count + 1, sizeof *p.types);
    document_set_title(part, part_words(r, N_("Answers, question by question")));
    if (columns && p.types) {
        p.type_count = part_scan_types(r, p.types);
        p.before = compares(p.scan, p.before) ? p.before : NULL;
        for (size_t b = 0; b < p.scan->block_count; b++)
            write_block(&p, part, b, columns);
    }
    r->failed |= !columns || !p.types;
    free(columns);
    free(p.types);
}
