/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The table of measures: its names, and the reasons it gives before a measure is asked at all. */
#include "base/text.h"
#include "stats_panel.h"

static const char *const names[] = {
    "mean",
    "median",
    "mode",
    "mode_share",
    "min",
    "max",
    "sd",
    "cv",
    "q1",
    "q3",
    "iqr",
    "p30",
    "p70",
    "hinge_lower",
    "hinge_upper",
    "weighted_median",
    "weighted_q1",
    "weighted_q3",
    "weighted_iqr",
    "mad_median",
    "mean_abs_dev_median",
    "ipr",
    "ipras",
    "disagreement_index",
    "disagreement",
    "disagreement_classic",
    "disagreement_third",
    "agreement_classic",
    "cvr",
    "cvr_critical",
    "cvr_wilson",
    "i_cvi",
    "modified_kappa",
    "van_der_eijk_a",
    "polarisation",
    "leik_d",
    "tastle_wierman_cns",
    "blair_lacy_l2",
    "bimodality",
    "median_low",
    "median_high",
};
enum { NAME_COUNT = sizeof names / sizeof *names };

Test(stats_registry, names_and_their_order_are_the_contract) {
    size_t count;
    const delphi_measure *measures = delphi_measures_of(false, &count);
    cr_assert_eq(count, NAME_COUNT);
    for (size_t i = 0; i < count; i++)
        cr_expect_str_eq(measures[i].name, names[i]);
    const char *const of_ranks[] = {"borda", "mean_rank", "pick_share", "first_share"};
    delphi_measures_of(true, &count);
    cr_assert_eq(count, NAME_COUNT + sizeof of_ranks / sizeof *of_ranks);
    for (size_t i = NAME_COUNT; i < count; i++)
        cr_expect_str_eq(measures[i].name, of_ranks[i - NAME_COUNT]);
}

Test(stats_registry, measures_of_ranks_are_refused_on_ratings) {
    panel p;
    panel_set(&p, 1, 9, "7x3 8 9");
    cr_expect(same_reason(panel_measure(&p, "borda"), DELPHI_REASON_NO_RANKING));
    cr_expect(same_reason(panel_measure(&p, "first_share"), DELPHI_REASON_NO_RANKING));
}

Test(stats_registry, every_row_is_complete) {
    size_t count;
    const delphi_measure *measures = delphi_measures(&count);
    for (size_t i = 0; i < count; i++) {
        const delphi_measure *m = &measures[i];
        size_t length = strlen(m->definition);
        cr_expect(base_is_name(m->name, strlen(m->name)), "%s", m->name);
        cr_expect(m->title[0] && !(m->title[0] >= 'a' && m->title[0] <= 'z'), "%s", m->name);
        cr_expect(length > 20 && m->definition[length - 1] == '.', "%s", m->name);
        cr_expect_not_null(m->source, "%s", m->name);
        length = strlen(m->reading);
        cr_expect(length == 0 || m->reading[length - 1] == '.', "%s", m->name);
        cr_expect_not_null(m->compute, "%s", m->name);
        for (size_t j = 0; j < i; j++)
            cr_expect_str_neq(m->title, measures[j].title);
    }
}

Test(stats_registry, a_measure_is_found_by_its_whole_name) {
    for (size_t i = 0; i < NAME_COUNT; i++)
        cr_expect_eq(delphi_measure_find(names[i]), i, "%s", names[i]);
    const char *const unknown[] = {"", "media", "medians", "Median", "disagreement_", "n"};
    for (size_t i = 0; i < sizeof unknown / sizeof *unknown; i++)
        cr_expect_eq(delphi_measure_find(unknown[i]), DELPHI_NONE, "%s", unknown[i]);
}

Test(stats_registry, nothing_is_defined_without_ratings_or_with_too_few) {
    panel none, four, five;
    panel_set(&none, 1, 9, "");
    panel_set(&four, 1, 9, "7x3 8");
    panel_set(&five, 1, 9, "7x3 8 9");
    none.item.min_ratings = four.item.min_ratings = five.item.min_ratings = 5;
    for (size_t i = 0; i < NAME_COUNT; i++) {
        cr_expect(same_reason(panel_measure(&none, names[i]), DELPHI_REASON_NO_RATINGS), "%s", names[i]);
        cr_expect(same_reason(panel_measure(&four, names[i]), DELPHI_REASON_TOO_FEW_RATINGS), "%s", names[i]);
        cr_expect(!same_reason(panel_measure(&five, names[i]), DELPHI_REASON_TOO_FEW_RATINGS), "%s", names[i]);
    }
}

static bool needs_1_to_9(const char *name) {
    const char *const nine[] = {"ipras",
                                "disagreement_index",
                                "disagreement",
                                "disagreement_classic",
                                "disagreement_third",
                                "agreement_classic"};
    for (size_t i = 0; i < sizeof nine / sizeof *nine; i++) {
        if (strcmp(name, nine[i]) == 0)
            return true;
    }
    return false;
}

Test(stats_registry, measures_of_a_scale_of_1_to_9_are_refused_on_any_other) {
    static const int scales[][2] = {{1, 5}, {0, 8}, {0, 9}, {1, 10}, {2, 10}, {1, 8}};
    for (size_t s = 0; s < sizeof scales / sizeof *scales; s++) {
        panel p;
        panel_set(&p, scales[s][0], scales[s][1], "2x2 3x3 4 5");
        for (size_t i = 0; i < NAME_COUNT; i++)
            cr_expect_eq(same_reason(panel_measure(&p, names[i]), DELPHI_REASON_SCALE), needs_1_to_9(names[i]),
                         "%s on %d to %d", names[i], scales[s][0], scales[s][1]);
    }
}

Test(stats_registry, measures_of_three_points_or_more_are_refused_on_two) {
    panel p;
    size_t count;
    const delphi_measure *measures = delphi_measures(&count);
    panel_set(&p, 1, 2, "1x4 2x3");
    for (size_t i = 0; i < count; i++)
        cr_expect_eq(same_reason(panel_measure(&p, measures[i].name), DELPHI_REASON_FEW_POINTS),
                     strcmp(measures[i].name, "van_der_eijk_a") == 0 || strcmp(measures[i].name, "polarisation") == 0,
                     "%s", measures[i].name);
}

Test(stats_registry, the_scale_is_named_rather_than_the_number_of_ratings) {
    panel p;
    panel_set(&p, 1, 5, "");
    cr_expect(same_reason(panel_measure(&p, "ipras"), DELPHI_REASON_SCALE));
    panel_set(&p, 1, 5, "3");
    p.item.min_ratings = 2;
    cr_expect(same_reason(panel_measure(&p, "disagreement"), DELPHI_REASON_SCALE));
    cr_expect(same_reason(panel_measure(&p, "ipr"), DELPHI_REASON_TOO_FEW_RATINGS));
}

static bool as_announced(const delphi_measure *measure, delphi_value value) {
    switch (value.kind) {
    case DELPHI_VALUE_UNDEFINED:
        return value.reason > DELPHI_REASON_NONE && value.reason < DELPHI_REASON_COUNT;
    case DELPHI_VALUE_TRUTH:
        return measure->kind == DELPHI_MEASURE_TRUTH;
    case DELPHI_VALUE_RATIONAL:
        return measure->kind == DELPHI_MEASURE_RATIONAL && value.as.rational.den > 0 &&
               base_rational(value.as.rational.num, value.as.rational.den).den == value.as.rational.den;
    case DELPHI_VALUE_REAL:
        return measure->kind == DELPHI_MEASURE_REAL && __builtin_isfinite(value.as.real);
    default:
        return false;
    }
}

Test(stats_registry, a_value_is_of_the_kind_of_its_row_reduced_and_finite_or_has_a_reason) {
    size_t count;
    const delphi_measure *measures = delphi_measures(&count);
    uint64_t state = 20201;
    for (int run = 0; run < 3000; run++) {
        panel p;
        bool nine = run % 3 > 0;
        panel_set_random(&p, &state, nine ? 1 : -4, nine ? 9 : 6, 1 + panel_random(&state, 40));
        p.item.quantile_type = all_types[panel_random(&state, TYPE_COUNT)];
        if (run % 2)
            p.item.high_low = p.item.high_high - 2;
        for (size_t i = 0; i < count; i++) {
            delphi_value value = {.kind = (delphi_value_kind)99};
            delphi_measure_value(&measures[i], &p.item, &value);
            cr_assert(as_announced(&measures[i], value), "%s, run %d", measures[i].name, run);
        }
    }
}
