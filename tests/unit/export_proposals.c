/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The part "Proposals": what experts proposed, each text once, with what became of it, and without a trace of who. */
#include "../support/document_texts.h"
#include "../support/final_study.h"
#include "export/parts.h"

/* As they came in: those of an expert after each other. */
static const delphi_proposed proposals[] = {
    {1, "Sleep at night"}, {1, "  text   h. "}, {1, "Distance to a bus stop, as P03 said"},
    {1, "Text H"},         {2, "Text H"},       {1, "sleep at night."},
};
enum { PROPOSALS = sizeof proposals / sizeof *proposals };

static document *report_with(const final_study *s, const delphi_proposed *list, size_t count, bool final) {
    delphi_report_order order = {.rounds = s->rounds,
                                 .round_count = (size_t)s->count,
                                 .language = DELPHI_EN,
                                 .final = final,
                                 .proposals = list,
                                 .proposal_count = count};
    document *doc = parts_write(&order);
    cr_assert_not_null(doc);
    return doc;
}

static const document_table *table_of(const document *doc) {
    return document_first_table(document_part_named(doc, "proposals"));
}

Test(export_proposals, each_text_stands_once_with_what_became_of_it) {
    static const struct {
        const char *text, *status;
        int round, times;
    } rows[] = {
        {"Distance to a bus stop, as (an expert) said", "not on the list in these words", 1, 1},
        {"Sleep at night", "not on the list in these words", 1, 2},
        {"  text   h. ", "on the list as H from round 2 on: \xE2\x9C\x93 kept", 1, 2},
        {"Text H", "not on the list in these words", 2, 1}, /* it was there already */
    };
    final_study s = final_study_of(final_protocol, 3);
    document *doc = report_with(&s, proposals, PROPOSALS, true);
    const document_part *part = document_part_named(doc, "proposals");
    const document_table *table = table_of(doc);
    cr_expect_str_eq(part->blocks->text,
                     "Experts proposed 4 new indicators; 1 of them came on the list word for word.");
    cr_assert_eq(table->row_count, sizeof rows / sizeof *rows);
    for (size_t i = 0; i < table->row_count; i++) {
        const document_cell *cells = table->rows[i].cells;
        cr_expect_str_eq(cells[0].text, rows[i].text);
        cr_expect_eq(cells[1].number, rows[i].round);
        cr_expect_eq(cells[2].number, rows[i].times);
        cr_expect_str_eq(cells[3].text, rows[i].status);
    }
    document_free(doc);
    final_study_free(&s);
}

/* In whatever order they came in, the report is the same: it cannot tell which are of one expert. */
Test(export_proposals, the_order_is_that_of_no_expert) {
    final_study s = final_study_of(final_protocol, 3);
    delphi_proposed turned[PROPOSALS];
    for (size_t i = 0; i < PROPOSALS; i++)
        turned[i] = proposals[PROPOSALS - 1 - i];
    document *first = report_with(&s, proposals, PROPOSALS, true), *second = report_with(&s, turned, PROPOSALS, true);
    document_texts a = document_texts_of(document_part_named(first, "proposals")),
                   b = document_texts_of(document_part_named(second, "proposals"));
    cr_assert_eq(a.count, b.count);
    for (size_t i = 0; i < a.count; i++)
        cr_expect_str_eq(a.of[i], b.of[i]);
    document_texts_free(&a);
    document_texts_free(&b);
    document_free(first);
    document_free(second);
    final_study_free(&s);
}

Test(export_proposals, where_few_responded_the_texts_are_not_shown) {
    final_study s = final_study_of(final_protocol, 3);
    s.study->protocol.min_group = (int)s.rounds[0]->response.responded + 1;
    document *doc = report_with(&s, proposals, PROPOSALS, true);
    document_texts texts = document_texts_of(document_part_named(doc, "proposals"));
    bool said = false;
    for (size_t i = 0; i < texts.count; i++) {
        cr_expect_null(strstr(texts.of[i], "leep at"), "%s", texts.of[i]);
        cr_expect_null(strstr(texts.of[i], "bus stop"), "%s", texts.of[i]);
        said |= strncmp(texts.of[i], "4 proposals are not shown", 25) == 0;
    }
    cr_expect(said);
    document_texts_free(&texts);
    document_free(doc);
    final_study_free(&s);
}

Test(export_proposals, a_round_report_and_the_paper_tell_of_them_too) {
    final_study s = final_study_of(final_protocol, 3);
    document *none = report_with(&s, NULL, 0, false), *one = report_with(&s, proposals + 4, 1, false),
             *paper = report_with(&s, proposals, PROPOSALS, true);
    cr_expect_null(document_part_named(none, "proposals"));
    cr_assert_not_null(document_part_named(one, "proposals"));
    cr_expect_str_eq(document_part_named(one, "proposals")->blocks->text,
                     "Experts proposed 1 new indicator; none of them came on the list word for word.");
    document_texts texts = document_texts_of(document_part_named(paper, "paragraph"));
    size_t told = 0;
    for (size_t i = 0; i < texts.count; i++)
        told += strstr(texts.of[i], "Experts proposed 4 new indicators; 1 of them") != NULL;
    cr_expect_eq(told, 1u);
    document_texts_free(&texts);
    document_free(none);
    document_free(one);
    document_free(paper);
    final_study_free(&s);
}
