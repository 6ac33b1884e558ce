/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The parts about experts and about how sure decisions are: their figures against a count of the ratings themselves,
 * and what they hide. */
#include <criterion/criterion.h>

#include "../support/document_texts.h"
#include "../support/report_rounds.h"
#include "export/part_privacy.h"

enum { GROUPS = 4 };

static const document_cell *cell_at(const document_table *table, size_t row, size_t column) {
    cr_assert_lt(row, table->row_count);
    cr_assert_lt(column, table->rows[row].cell_count);
    return &table->rows[row].cells[column];
}

/* ---- groups ---- */

/* The ratings of a group on an indicator and criterion, counted one by one. */
static uint32_t count_ratings(const support_rounds *s, int round, size_t group, size_t indicator, size_t criterion,
                              int least) {
    const delphi_ratings *ratings = s->study->ratings[round - 1];
    const delphi_rating *column = delphi_ratings_column(ratings, indicator, criterion);
    uint32_t count = 0;
    for (size_t e = 0; e < ratings->experts; e++)
        count += s->study->experts[e].group == group && column[e] != DELPHI_MISSING &&
                 column[e] != DELPHI_CANNOT_JUDGE && column[e] >= least;
    return count;
}

/* n, median, IQR and share of group `g` begin at this column. */
static size_t first_column(size_t g) {
    return 4 + 4 * (g + 1);
}

Test(export_parts_panel, groups_have_the_figures_of_their_own_ratings) {
    support_rounds s = support_rounds_of(support_protocol, 2);
    document *doc = support_report(&s, DELPHI_EN, false);
    const document_table *table = document_first_table(document_part_named(doc, "groups"));
    size_t row = 0, shown = 0;
    for (size_t i = 0; i < s.rounds[1]->outcome_count; i++)
        for (size_t c = 0; c < 3; c++, row++)
            for (size_t g = 0; g < GROUPS; g++) {
                size_t indicator = s.rounds[1]->outcomes[i].indicator, at = first_column(g);
                uint32_t n = count_ratings(&s, 2, g, indicator, c, 1);
                cr_assert_eq(cell_at(table, row, at)->number, n);
                if (cell_at(table, row, at + 1)->kind == DOCUMENT_HIDDEN)
                    continue;
                shown++;
                cr_assert_geq(n, 5);
                cr_assert_float_eq(cell_at(table, row, at + 3)->number,
                                   (double)count_ratings(&s, 2, g, indicator, c, 7) / n, 1e-12);
            }
    cr_assert_eq(row, table->row_count);
    cr_assert_gt(shown, 0);
    document_free(doc);
    support_rounds_free(&s);
}

/* What the panel has beyond the groups that are shown is that of a small group, or of nobody: never of fewer than
 * min_group ratings. */
Test(export_parts_panel, no_small_group_comes_out_of_the_panel_less_the_others) {
    support_rounds s = support_rounds_of(support_protocol, 2);
    document *doc = support_report(&s, DELPHI_EN, false);
    const document_table *table = document_first_table(document_part_named(doc, "groups"));
    size_t hidden = 0;
    for (size_t row = 0; row < table->row_count; row++) {
        double rest = cell_at(table, row, 4)->number;
        if (rest < 5) { /* of the whole panel: then nothing is shown but n */
            cr_expect_eq(cell_at(table, row, 5)->kind, DOCUMENT_ABSENT);
            continue;
        }
        for (size_t g = 0; g < GROUPS; g++)
            if (cell_at(table, row, first_column(g) + 1)->kind != DOCUMENT_HIDDEN)
                rest -= cell_at(table, row, first_column(g))->number;
            else
                hidden++;
        cr_expect(rest == 0 || rest >= 5, "row %zu leaves %g ratings", row, rest);
    }
    cr_assert_gt(hidden, 0, "the study has a small group");
    document_free(doc);
    support_rounds_free(&s);
}

/* n of four groups, and which of them may be shown with min_group 5. */
static const struct {
    uint32_t n[GROUPS];
    bool shown[GROUPS];
    bool held_back;
} privacy_cases[] = {
    {{9, 8, 7, 6}, {true, true, true, true}, false},    {{9, 8, 7, 0}, {true, true, true, false}, false},
    {{9, 8, 7, 4}, {true, true, false, false}, true},   {{9, 8, 3, 3}, {true, true, false, false}, false},
    {{9, 5, 5, 2}, {true, true, false, false}, true},   {{4, 0, 0, 0}, {false, false, false, false}, false},
    {{4, 6, 0, 0}, {false, false, false, false}, true},
};

Test(export_parts_panel, the_smallest_groups_are_held_back_until_enough_are_left) {
    support_rounds s = support_rounds_of(support_protocol, 1);
    delphi_outcome outcome = s.rounds[0]->outcomes[0];
    delphi_cell cells[3 * (1 + GROUPS)] = {{0}};
    outcome.cells = cells;
    for (size_t i = 0; i < sizeof privacy_cases / sizeof *privacy_cases; i++) {
        bool shown[GROUPS];
        for (size_t g = 0; g < GROUPS; g++) {
            delphi_cell *cell = &cells[1 + g]; /* the first is the panel's */
            cell->n = privacy_cases[i].n[g];
            cell->suppressed = cell->n < 5;
        }
        cr_expect_eq(part_groups_shown(s.rounds[0], &outcome, 0, shown), privacy_cases[i].held_back, "case %zu", i);
        for (size_t g = 0; g < GROUPS; g++)
            cr_expect_eq(shown[g], privacy_cases[i].shown[g], "case %zu, group %zu", i, g);
    }
    support_rounds_free(&s);
}

/* ---- response ---- */

Test(export_parts_panel, response_counts_who_gave_an_answer) {
    support_rounds s = support_rounds_of(support_protocol, 2);
    document *doc = support_report(&s, DELPHI_EN, false);
    const document_part *part = document_part_named(doc, "response");
    const document_table *table = document_first_table(part);
    for (size_t g = 0; g < GROUPS; g++) {
        uint32_t invited = 0, responded = 0;
        for (size_t e = 0; e < s.study->expert_count; e++) {
            bool any = false;
            if (s.study->experts[e].group != g)
                continue;
            invited++;
            for (size_t i = 0; i < s.study->indicator_count; i++)
                for (size_t c = 0; c < 3; c++)
                    any |= delphi_ratings_column(s.study->ratings[1], i, c)[e] != DELPHI_MISSING;
            responded += any;
        }
        cr_assert_float_eq(cell_at(table, g, 2)->number, (double)responded / invited, 1e-12);
    }
    cr_assert_not_null(table->charts);
    document_free(doc);
    support_rounds_free(&s);
}

/* ---- robustness ---- */

Test(export_parts_panel, robustness_names_every_decision_that_an_expert_or_two_ratings_change) {
    support_rounds s = support_rounds_of(support_protocol, 2);
    document *doc = support_report(&s, DELPHI_EN, false);
    const document_part *part = document_part_named(doc, "robustness");
    const document_table *table = document_first_table(part);
    size_t flips = delphi_decision_measure_find("loo_flips"), margin = delphi_decision_measure_find("flip_margin");
    size_t fragile = 0;
    for (size_t i = 0; i < s.rounds[1]->outcome_count; i++) {
        const delphi_value *values = s.rounds[1]->robustness[i].values;
        bool expected = (values[flips].kind != DELPHI_VALUE_UNDEFINED && delphi_value_real(&values[flips]) > 0) ||
                        (values[margin].kind != DELPHI_VALUE_UNDEFINED && delphi_value_real(&values[margin]) <= 2);
        const char *id = s.study->indicators[s.rounds[1]->outcomes[i].indicator].id;
        cr_expect_eq(strstr(cell_at(table, i, 3)->text, "fragile") != NULL, expected, "%s", id);
        if (expected)
            cr_expect_not_null(strstr(part->blocks->text, id), "%s", id);
        fragile += expected;
    }
    cr_assert_gt(fragile, 0);
    cr_assert_lt(fragile, s.rounds[1]->outcome_count);
    document_free(doc);
    support_rounds_free(&s);
}

/* ---- the final report ---- */

Test(export_parts_panel, the_core_set_has_what_the_last_round_that_rated_it_kept) {
    support_rounds s = support_rounds_of(support_protocol, 3);
    document *doc = support_report(&s, DELPHI_EN, true);
    const document_table *core = document_first_table(document_part_named(doc, "core"));
    size_t kept = 0;
    for (size_t i = 0; i < s.study->indicator_count; i++) {
        const delphi_outcome *last = NULL;
        for (int round = 0; round < 3; round++) {
            const delphi_outcome *outcome = delphi_result_outcome(s.rounds[round], i);
            last = outcome ? outcome : last;
        }
        if (!last || last->decision != DELPHI_KEEP)
            continue;
        cr_assert_str_eq(cell_at(core, kept, 0)->text, s.study->indicators[i].id);
        kept++;
    }
    cr_assert_gt(kept, 0);
    cr_assert_eq(core->row_count, kept);
    document_free(doc);
    support_rounds_free(&s);
}

Test(export_parts_panel, a_final_report_of_a_study_under_way_says_so) {
    for (int rounds = 2; rounds <= 3; rounds++) {
        support_rounds s = support_rounds_of(support_protocol, rounds);
        document *doc = support_report(&s, DELPHI_EN, true);
        document_texts texts = document_texts_of(document_part_named(doc, "overview"));
        cr_expect_eq(document_texts_contain(&texts, "Interim"), rounds < 3);
        document_texts_free(&texts);
        document_free(doc);
        support_rounds_free(&s);
    }
}
