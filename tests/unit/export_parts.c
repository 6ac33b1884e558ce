/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The parts of a report as documents: that each opens with its answer, is in the reader's language through and through,
 * names no expert, and says what it has to. */
#include <ctype.h>

#include <criterion/criterion.h>

#include "../support/document_texts.h"
#include "../support/report_rounds.h"
#include "export/text.h"

/* ---- every part ---- */

/* All parts, those to come included. */
Test(export_parts, each_opens_with_a_sentence_that_answers) {
    for (int final = 0; final < 2; final++) {
        support_rounds s = support_rounds_of(support_protocol, 3);
        document *doc = support_report(&s, DELPHI_EN, final);
        for (const document_part *part = doc->parts; part; part = part->next) {
            cr_expect_not_null(part->blocks, "%s", part->id);
            if (!part->blocks)
                continue;
            cr_expect_eq(part->blocks->kind, DOCUMENT_IS_WORDS, "%s", part->id);
            cr_expect_eq(part->blocks->words, DOCUMENT_ANSWER, "%s", part->id);
        }
        document_free(doc);
        support_rounds_free(&s);
    }
}

Test(export_parts, no_text_has_a_place_that_was_not_filled_or_names_an_expert) {
    for (int final = 0; final < 2; final++) {
        support_rounds s = support_rounds_of(support_protocol, 3);
        document *doc = support_report(&s, DELPHI_NL, final);
        for (const document_part *part = doc->parts; part; part = part->next) {
            document_texts texts = document_texts_of(part);
            for (size_t i = 0; i < texts.count; i++) {
                const char *open = strchr(texts.of[i], '{');
                cr_expect(!open || !islower((unsigned char)open[1]), "%s: %s", part->id, texts.of[i]);
                cr_expect_null(strstr(texts.of[i], "P01"), "%s: %s", part->id, texts.of[i]);
                cr_expect_null(strstr(texts.of[i], "P24"), "%s: %s", part->id, texts.of[i]);
            }
            document_texts_free(&texts);
        }
        document_free(doc);
        support_rounds_free(&s);
    }
}

/* Names of columns, members and files have no blank in them; a source is in brackets; topics and rules are the
 * author's, in one language. */
static bool is_nobodys_language(const support_rounds *s, const char *text) {
    size_t letters = 0;
    for (const char *at = text; *at; at++)
        letters += isalpha((unsigned char)*at) != 0;
    if (letters < 2 || !strchr(text, ' ') || (text[0] == '(' && text[strlen(text) - 1] == ')'))
        return true;
    for (size_t i = 0; i < s->study->indicator_count; i++)
        if (strcmp(text, delphi_text_in(&s->study->indicators[i].topic, DELPHI_NL)) == 0)
            return true;
    for (int r = 0; r < s->count; r++)
        if (strcmp(text, s->rounds[r]->keep_rule) == 0 || strcmp(text, s->rounds[r]->drop_rule) == 0)
            return true;
    return false;
}

/* "I01, I02" */
static bool is_list_of_ids(const char *text) {
    return strlen(text) == strspn(text, "I0123456789, ");
}

/* A word that is the same in both languages has a translation that says so. */
static bool is_translated(const char *text) {
    return export_translation(DELPHI_NL, NULL, text) || export_translation(DELPHI_NL, "opinion", text);
}

/* Names, ids and places that are the same in any language: each was looked at. */
static bool is_allowed(const char *text) {
    static const char *const same[] = {"I0",           "I1",      "COS-STAR", "ACCORD",           "delphi ",
                                       "study.json: ", "low = 1", "SHA-256",  "In results.json: "};
    for (size_t i = 0; i < sizeof same / sizeof *same; i++)
        if (strncmp(text, same[i], strlen(same[i])) == 0)
            return true;
    return false;
}

Test(export_parts, a_dutch_document_has_no_english_left) {
    for (int final = 0; final < 2; final++) {
        support_rounds s = support_rounds_of(support_protocol, 3);
        document *nl = support_report(&s, DELPHI_NL, final), *en = support_report(&s, DELPHI_EN, final);
        const document_part *other = en->parts;
        for (const document_part *part = nl->parts; part; part = part->next, other = other->next) {
            document_texts dutch = document_texts_of(part), english = document_texts_of(other);
            cr_assert_eq(dutch.count, english.count, "%s", part->id);
            for (size_t i = 0; i < dutch.count; i++)
                if (strcmp(dutch.of[i], english.of[i]) == 0)
                    cr_expect(is_nobodys_language(&s, dutch.of[i]) || is_translated(dutch.of[i]) ||
                                  is_allowed(dutch.of[i]) || is_list_of_ids(dutch.of[i]),
                              "%s: %s", part->id, dutch.of[i]);
            document_texts_free(&dutch);
            document_texts_free(&english);
        }
        document_free(nl);
        document_free(en);
        support_rounds_free(&s);
    }
}

/* ---- concordance ---- */

Test(export_parts, concordance_hides_what_a_small_group_would_tell_but_its_number) {
    support_rounds s = support_rounds_of(support_protocol, 2);
    document *doc = support_report(&s, DELPHI_EN, false);
    const document_part *part = document_part_named(doc, "concordance");
    const document_table *table = document_first_table(part);
    size_t hidden = 0, last = table->spec.column_count - 2; /* the group of three */
    cr_assert_str_eq(table->spec.columns[last].head, "Regulators");
    for (size_t i = 0; i < table->row_count; i++) {
        const document_row *row = &table->rows[i];
        if (row->title)
            continue;
        if (strcmp(row->cells[0].text, "Experts who rated") == 0) {
            cr_expect_eq(row->cells[last].kind, DOCUMENT_COUNT);
        } else {
            cr_expect_eq(row->cells[last].kind, DOCUMENT_HIDDEN, "%s", row->cells[0].text);
            hidden++;
        }
    }
    cr_expect_gt(hidden, 20u);
    document_free(doc);
    support_rounds_free(&s);
}

Test(export_parts, concordance_falls_back_on_those_who_rated_two_where_hardly_anyone_rated_all) {
    support_rounds s = support_rounds_of(support_protocol, 2);
    document *doc = support_report(&s, DELPHI_EN, false);
    const char *answer = document_part_named(doc, "concordance")->blocks->text;
    cr_expect(strstr(answer, "of the experts who rated two indicators or more: Relevance "), "%s", answer);
    cr_expect(strstr(answer, " (24 experts)"), "%s", answer);
    document_free(doc);
    support_rounds_free(&s);
}

/* ---- stability ---- */

static size_t count_rows_of(const document_table *table, const char *id) {
    size_t count = 0;
    for (size_t i = 0; i < table->row_count; i++)
        count += strcmp(table->rows[i].cells[0].text, id) == 0;
    return count;
}

Test(export_parts, stability_compares_one_round_in_a_round_report_and_all_in_the_final_one) {
    support_rounds s = support_rounds_of(support_protocol, 3);
    document *of_round = support_report(&s, DELPHI_EN, false), *final = support_report(&s, DELPHI_EN, true);
    cr_expect_eq(count_rows_of(document_first_table(document_part_named(of_round, "stability")), "I01"), 3u);
    cr_expect_eq(count_rows_of(document_first_table(document_part_named(final, "stability")), "I01"), 6u);
    document_texts texts = document_texts_of(document_part_named(final, "stability"));
    cr_expect(document_texts_have(&texts, "1 to 2"));
    cr_expect(document_texts_have(&texts, "2 to 3"));
    document_texts_free(&texts);
    document_free(of_round);
    document_free(final);
    support_rounds_free(&s);
}

Test(export_parts, after_the_last_round_no_other_one_is_advised) {
    for (int rounds = 2; rounds <= 3; rounds++) {
        support_rounds s = support_rounds_of(support_protocol, rounds);
        document *doc = support_report(&s, DELPHI_EN, false);
        const char *answer = document_part_named(doc, "stability")->blocks->text;
        cr_expect_eq(strstr(answer, "worth another round") != NULL, rounds == 2, "%s", answer);
        cr_expect_eq(strstr(answer, "after the last round") != NULL, rounds == 3, "%s", answer);
        document_free(doc);
        support_rounds_free(&s);
    }
}

/* ---- flow ---- */

Test(export_parts, flow_has_a_column_a_round_and_says_how_it_stands) {
    support_rounds s = support_rounds_of(support_protocol, 3);
    document *doc = support_report(&s, DELPHI_EN, false);
    const document_part *part = document_part_named(doc, "flow");
    const delphi_flow *flow = &s.rounds[2]->flow[2];
    char expected[200];
    cr_expect_eq(document_first_table(part)->spec.column_count, 5u);
    snprintf(expected, sizeof expected, "After round 3, %u are kept and %u dropped; of the 12 on the list",
             flow->kept_so_far, flow->dropped_so_far);
    cr_expect(strstr(part->blocks->text, expected), "%s", part->blocks->text);
    document_free(doc);
    support_rounds_free(&s);
}

Test(export_parts, the_first_round_has_no_flow_and_no_stability) {
    support_rounds s = support_rounds_of(support_protocol, 1);
    document *doc = support_report(&s, DELPHI_EN, false);
    cr_expect_null(document_part_named(doc, "flow"));
    cr_expect_null(document_part_named(doc, "stability"));
    cr_expect_not_null(document_part_named(doc, "method"));
    document_free(doc);
    support_rounds_free(&s);
}

/* ---- method ---- */

/* Rounds 1 and 2 have the study's rule for keeping, round 3 one of its own; for dropping all have the study's. */
Test(export_parts, method_has_each_rule_once_with_its_rounds) {
    support_rounds s = support_rounds_of(support_protocol, 3);
    document *final = support_report(&s, DELPHI_EN, true), *of_round = support_report(&s, DELPHI_EN, false);
    static const char *const labels[] = {"Rule for keeping, rounds 1 to 2", "Rule for keeping, round 3",
                                         "Rule for dropping, rounds 1 to 3"};
    const document_table *table = document_first_table(document_part_named(final, "method"));
    cr_assert_eq(table->row_count, 3u);
    for (size_t i = 0; i < 3; i++)
        cr_expect_str_eq(table->rows[i].cells[0].text, labels[i]);
    cr_expect_str_eq(table->rows[0].cells[2].text, s.rounds[0]->keep_rule);
    cr_expect_str_eq(table->rows[1].cells[2].text, s.rounds[2]->keep_rule);
    cr_expect_eq(document_first_table(document_part_named(of_round, "method"))->row_count, 2u);
    document_free(final);
    document_free(of_round);
    support_rounds_free(&s);
}

/* ---- a report without the rounds before ---- */

Test(export_parts, a_round_report_can_do_without_the_results_of_the_rounds_before) {
    support_rounds s = support_rounds_of(support_protocol, 3);
    s.rounds[0] = s.rounds[1] = NULL;
    document *doc = support_report(&s, DELPHI_NL, false);
    cr_expect_not_null(document_part_named(doc, "checklist"));
    cr_expect_not_null(document_part_named(doc, "stability"));
    document_free(doc);
    support_rounds_free(&s);
}
