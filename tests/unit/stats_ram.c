/* SPDX-License-Identifier: GPL-3.0-or-later */
/* RAND/UCLA: the vectors of METHODS 2.1, the published example, the table of panel sizes, and both tests of
 * disagreement over every panel of seven to ten. */
#include "stats_panel.h"

enum { NO = 0, YES = 1, UNDEFINED = 2 };

typedef struct {
    const char *ratings;
    delphi_quantile_type type;
    const char *p30, *p70, *ipr, *ipras;
    int disagreement, classic;
} ram_row;

#define T2 DELPHI_QUANTILE_TYPE2
#define T6 DELPHI_QUANTILE_TYPE6
#define T7 DELPHI_QUANTILE_TYPE7
#define T8 DELPHI_QUANTILE_TYPE8

static const ram_row vectors[] = {
    {"1x7 8x3", T2, "1", "4.5", "3.5", "5.725", NO, YES},
    {"1x7 8x3", T6, "1", "5.9", "4.9", "4.675", YES, YES},
    {"1x7 8x3", T7, "1", "3.1", "2.1", "6.775", NO, YES},
    {"3 3 4 7 7 8 9 9 9", T2, "4", "9", "5", "4.6", YES, NO},
    {"3 3 4 7 7 8 9 9 9", T6, "4", "9", "5", "4.6", YES, NO},
    {"3 3 4 7 7 8 9 9 9", T7, "5.2", "8.6", "3.4", "5.2", NO, NO},
    {"1 1 4 6 6 8 8 9 9", T2, "4", "8", "4", "3.85", YES, NO},
    {"1 1 4 6 6 8 8 9 9", T6, "4", "8", "4", "3.85", YES, NO},
    {"1 1 4 6 6 8 8 9 9", T7, "4.8", "8", "3.2", "4.45", NO, NO},
    {"1 3 3 5 5 8 8 8 8 9", T2, "4", "8", "4", "3.85", YES, YES},
    {"1 3 3 5 5 8 8 8 8 9", T6, "3.6", "8", "4.4", "3.55", YES, YES},
    {"1 3 3 5 5 8 8 8 8 9", T7, "4.4", "8", "3.6", "4.15", NO, YES},
    {"2 2 2 5 5 5 8 8 8", T6, "2", "8", "6", "2.35", YES, YES},
    {"2 2 2 5 5 5 8 8 8", T7, "3.2", "6.8", "3.6", "2.35", YES, YES},
    {"1 1 1 7 7 7 7 9 9", T6, "1", "7", "6", "3.85", YES, YES},
    {"1 1 1 7 7 7 7 9 9", T7, "3.4", "7", "3.6", "2.65", YES, YES},
    {"7x9", T2, "7", "7", "0", "5.35", NO, NO},
    {"7x9", T6, "7", "7", "0", "5.35", NO, NO},
    {"7x9", T7, "7", "7", "0", "5.35", NO, NO},
    {"1 2 3 4 5 6 7 8 9", T6, "3", "7", "4", "2.35", YES, YES},
    {"1 2 3 4 5 6 7 8 9", T7, "3.4", "6.6", "3.2", "2.35", YES, YES},
    /* The published example: n = 15. */
    {"4 5 6 7x5 8x5 9x2", T2, "7", "8", "1", "6.1", NO, NO},
    {"4 5 6 7x5 8x5 9x2", T6, "7", "8", "1", "6.1", NO, NO},
    {"4 5 6 7x5 8x5 9x2", T7, "7", "8", "1", "6.1", NO, NO},
    {"4 5 6 7x5 8x5 9x2", T8, "7", "8", "1", "6.1", NO, NO},
};

Test(stats_ram, vectors_of_percentiles_ranges_and_verdicts) {
    for (size_t i = 0; i < sizeof vectors / sizeof *vectors; i++) {
        const ram_row *row = &vectors[i];
        panel p;
        panel_set(&p, 1, 9, row->ratings);
        p.item.quantile_type = row->type;
        cr_expect(same_decimal(panel_measure(&p, "p30"), row->p30), "p30, %s, type %d", row->ratings, row->type);
        cr_expect(same_decimal(panel_measure(&p, "p70"), row->p70), "p70, %s, type %d", row->ratings, row->type);
        cr_expect(same_decimal(panel_measure(&p, "ipr"), row->ipr), "ipr, %s, type %d", row->ratings, row->type);
        cr_expect(same_decimal(panel_measure(&p, "ipras"), row->ipras), "ipras, %s, type %d", row->ratings, row->type);
        cr_expect(same_truth(panel_measure(&p, "disagreement"), row->disagreement), "%s, type %d", row->ratings,
                  row->type);
        cr_expect(same_truth(panel_measure(&p, "disagreement_classic"), row->classic), "%s", row->ratings);
    }
}

Test(stats_ram, medians_of_the_vectors) {
    static const struct {
        const char *ratings, *median;
    } rows[] = {{"1x7 8x3", "1"},
                {"3 3 4 7 7 8 9 9 9", "7"},
                {"1 3 3 5 5 8 8 8 8 9", "6.5"},
                {"1 1 1 7 7 7 7 9 9", "7"},
                {"4 5 6 7x5 8x5 9x2", "7"}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        panel p;
        panel_set(&p, 1, 9, rows[i].ratings);
        cr_expect(same_decimal(panel_measure(&p, "median"), rows[i].median), "%s", rows[i].ratings);
    }
}

Test(stats_ram, an_ipr_equal_to_ipras_is_no_disagreement) {
    panel p;
    panel_first(&p, 1, 9, 9);
    int ties = 0;
    do {
        delphi_value ipr = panel_measure(&p, "ipr");
        if (!same_rational(panel_measure(&p, "ipras"), ipr.as.rational))
            continue;
        ties++;
        cr_assert(same_truth(panel_measure(&p, "disagreement"), false));
        cr_assert(same_decimal(panel_measure(&p, "disagreement_index"), "1"));
    } while (panel_next(&p));
    cr_expect_eq(ties, 40);
}

Test(stats_ram, the_disagreement_index_is_the_quotient) {
    panel p;
    panel_set(&p, 1, 9, "1x7 8x3");
    p.item.quantile_type = T6;
    cr_expect(same_rational(panel_measure(&p, "disagreement_index"), base_rational(4900, 4675)));
    panel_set(&p, 1, 9, "4 5 6 7x5 8x5 9x2");
    cr_expect(same_rational(panel_measure(&p, "disagreement_index"), base_rational(100, 610)));
    panel_set(&p, 1, 9, "7x9");
    cr_expect(same_decimal(panel_measure(&p, "disagreement_index"), "0"));
}

/* k ratings in either extreme and the rest in the middle, for the sizes that are tabled: k = 3, 4, 5. */
Test(stats_ram, classic_disagreement_follows_the_table_of_panel_sizes) {
    for (uint32_t n = 8; n <= 16; n++) {
        uint32_t k = n <= 10 ? 3 : n <= 13 ? 4 : 5;
        for (uint32_t low = k - 1; low <= k; low++) {
            for (uint32_t high = k - 1; high <= k; high++) {
                panel p;
                panel_clear(&p, 1, 9);
                panel_add(&p, 3, low);
                panel_add(&p, 7, high);
                panel_add(&p, 5, n - low - high);
                cr_expect(same_truth(panel_measure(&p, "disagreement_classic"), low == k && high == k),
                          "%u and %u of %u", low, high, n);
            }
        }
    }
}

/* Printed with the table's extension for larger panels: 5 outside of 17-19, 6 of 20-22, 7 of 23-25. */
Test(stats_ram, classic_agreement_follows_the_table_of_panel_sizes) {
    for (uint32_t n = 8; n <= 25; n++) {
        uint32_t limit = n <= 10 ? 2 : n <= 13 ? 3 : n <= 16 ? 4 : n <= 19 ? 5 : n <= 22 ? 6 : 7;
        for (uint32_t outside = limit; outside <= limit + 1; outside++) {
            panel p;
            panel_clear(&p, 1, 9);
            panel_add(&p, 8, n - outside);
            panel_add(&p, 6, outside);
            cr_expect(same_truth(panel_measure(&p, "agreement_classic"), outside == limit), "%u of %u", outside, n);
        }
    }
}

Test(stats_ram, agreement_looks_at_the_third_that_holds_the_median) {
    static const struct {
        const char *ratings;
        int agreement;
    } rows[] = {
        {"4 5 6 7x5 8x5 9x2", YES}, /* the published example: three outside, four allowed */
        {"1x7 8x3", NO},
        {"1 2 3 3 3 3 3 4 4", YES},
        {"3x4 4x4", UNDEFINED},
        {"6x4 7x4", UNDEFINED},
        {"1 3 3 5 5 8 8 8 8 9", UNDEFINED},
        {"1 2 3 3 4 9 9 9 9", NO}, /* median 4: five outside */
        {"2x3 3 4x4", UNDEFINED},  /* median 3.5 */
        {"3x5 4x3", NO},           /* median 3: three outside, two allowed */
        {"3x6 4x2", YES},
        {"4x6 3 7", YES},
        {"6x6 7x2", YES},
        {"2x3 5x2 6x3", NO}, /* median 5 */
        {"4x4 5x4", YES},    /* median 4.5 lies inside */
        {"1x4 9x4", NO},     /* median 5, nobody there */
        {"7x4 9x4", YES},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        panel p;
        panel_set(&p, 1, 9, rows[i].ratings);
        delphi_value value = panel_measure(&p, "agreement_classic");
        if (rows[i].agreement == UNDEFINED)
            cr_expect(same_reason(value, DELPHI_REASON_BETWEEN_REGIONS), "%s", rows[i].ratings);
        else
            cr_expect(same_truth(value, rows[i].agreement), "%s", rows[i].ratings);
    }
}

Test(stats_ram, classic_and_one_third_part_at_ten) {
    panel p;
    panel_set(&p, 1, 9, "1x3 5x4 9x3");
    cr_expect(same_truth(panel_measure(&p, "disagreement_classic"), true));
    cr_expect(same_truth(panel_measure(&p, "disagreement_third"), false));
    panel_set(&p, 1, 9, "1x3 5x3 9x3");
    cr_expect(same_truth(panel_measure(&p, "disagreement_third"), true));
    panel_set(&p, 1, 9, "1x3 5x4 9x2");
    cr_expect(same_truth(panel_measure(&p, "disagreement_third"), false));
}

Test(stats_ram, a_single_rating_does_not_disagree_with_itself) {
    for (int rating = 1; rating <= 9; rating++) {
        panel p;
        panel_clear(&p, 1, 9);
        panel_add(&p, rating, 1);
        cr_expect(same_truth(panel_measure(&p, "disagreement_classic"), false), "%d", rating);
        cr_expect(same_truth(panel_measure(&p, "disagreement_third"), false), "%d", rating);
        cr_expect(same_truth(panel_measure(&p, "disagreement"), false), "%d", rating);
        cr_expect(same_truth(panel_measure(&p, "agreement_classic"), true), "%d", rating);
    }
}

Test(stats_ram, the_scale_turned_round_leaves_every_verdict) {
    uint64_t state = 31;
    for (int run = 0; run < 2000; run++) {
        panel p, mirrored;
        panel_set_random(&p, &state, 1, 9, 1 + panel_random(&state, 25));
        p.item.quantile_type = all_types[1 + panel_random(&state, TYPE_COUNT - 1)];
        panel_mirror(&mirrored, &p);
        const char *const truths[] = {"disagreement", "disagreement_classic", "disagreement_third"};
        for (size_t i = 0; i < sizeof truths / sizeof *truths; i++)
            cr_assert(same_truth(panel_measure(&mirrored, truths[i]), panel_measure(&p, truths[i]).as.truth), "%s",
                      truths[i]);
        cr_assert(same_rational(panel_measure(&mirrored, "ipras"), panel_measure(&p, "ipras").as.rational));
        delphi_value a = panel_measure(&p, "agreement_classic"), b = panel_measure(&mirrored, "agreement_classic");
        cr_assert(a.kind == b.kind && (a.kind != DELPHI_VALUE_TRUTH || a.as.truth == b.as.truth));
    }
}

/* Disagreements among all the multisets of n ratings on 1 to 9. */
typedef struct {
    uint32_t n, panels, by_type[4], classic, third;
} space_row;

static const space_row spaces[] = {
    {7, 6435, {1020, 2436, 1426, 2019}, 2472, 600},
    {8, 12870, {3465, 4780, 2705, 4347}, 2145, 2145},
    {9, 24310, {9145, 9145, 5907, 7545}, 5925, 5925},
    {10, 43758, {13915, 16129, 11002, 14943}, 13941, 4521},
};

static bool truth(const panel *p, size_t measure) {
    size_t count;
    delphi_value value;
    delphi_measure_value(&delphi_measures(&count)[measure], &p->item, &value);
    cr_assert_eq(value.kind, DELPHI_VALUE_TRUTH);
    return value.as.truth;
}

static space_row count_space(uint32_t n) {
    static const delphi_quantile_type types[] = {T2, T6, T7, T8};
    size_t ipras = delphi_measure_find("disagreement"), classic = delphi_measure_find("disagreement_classic"),
           third = delphi_measure_find("disagreement_third");
    space_row seen = {.n = n};
    panel p;
    panel_first(&p, 1, 9, n);
    do {
        seen.panels++;
        for (int t = 0; t < 4; t++) {
            p.item.quantile_type = types[t];
            seen.by_type[t] += truth(&p, ipras);
        }
        seen.classic += truth(&p, classic);
        seen.third += truth(&p, third);
    } while (panel_next(&p));
    return seen;
}

Test(stats_ram, disagreements_among_all_panels_of_seven_to_ten) {
    for (size_t i = 0; i < sizeof spaces / sizeof *spaces; i++) {
        const space_row *row = &spaces[i];
        space_row seen = count_space(row->n);
        cr_expect_eq(seen.panels, row->panels, "n %u: %u panels", row->n, seen.panels);
        for (int t = 0; t < 4; t++)
            cr_expect_eq(seen.by_type[t], row->by_type[t], "n %u, type %d of 2 6 7 8: %u", row->n, t, seen.by_type[t]);
        cr_expect_eq(seen.classic, row->classic, "n %u, classic: %u", row->n, seen.classic);
        cr_expect_eq(seen.third, row->third, "n %u, third: %u", row->n, seen.third);
    }
}

Test(stats_ram, classic_differs_from_ipras_of_type_7_on_1818_panels_of_nine) {
    panel p;
    panel_first(&p, 1, 9, 9);
    int differ = 0;
    do
        differ += panel_measure(&p, "disagreement").as.truth != panel_measure(&p, "disagreement_classic").as.truth;
    while (panel_next(&p));
    cr_expect_eq(differ, 1818);
}

/* Where doubles mis-decided 36 panels. */
Test(stats_ram, ipr_equals_ipras_on_432_panels_of_ten_by_type_6) {
    panel p;
    panel_first(&p, 1, 9, 10);
    p.item.quantile_type = T6;
    int ties = 0;
    do {
        delphi_value ipr = panel_measure(&p, "ipr"), ipras = panel_measure(&p, "ipras");
        ties += base_rational_compare(ipr.as.rational, ipras.as.rational) == 0;
    } while (panel_next(&p));
    cr_expect_eq(ties, 432);
}
