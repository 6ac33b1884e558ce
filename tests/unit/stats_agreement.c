/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Fleiss' kappa, Gwet's AC1 and AC2, and plain agreement. */
#include "stats_opinions.h"

/* Ten items by five categories, fourteen raters. */
static const int textbook[10][5] = {{0, 0, 0, 0, 14}, {0, 2, 6, 4, 2}, {0, 0, 3, 5, 6}, {0, 3, 9, 2, 0},
                                    {2, 2, 8, 1, 1},  {7, 7, 0, 0, 0}, {3, 2, 6, 3, 0}, {2, 5, 3, 2, 2},
                                    {6, 5, 2, 1, 0},  {0, 2, 2, 3, 7}};

static void read_textbook(opinions *o) {
    for (size_t item = 0; item < 10; item++) {
        size_t expert = 0;
        for (int category = 0; category < 5; category++) {
            for (int k = 0; k < textbook[item][category]; k++)
                o->cells[item][expert++] = (int16_t)(category + 1);
        }
        cr_assert_eq(expert, 14);
    }
    opinions_start(o, 1, 5, 14, 10);
}

static const char observers[] = "1 2 3 3 2 1 4 1 2 . . . / 1 2 3 3 2 2 4 1 2 5 . 3 / . 3 3 3 2 3 4 2 2 5 1 . / "
                                "1 2 3 3 2 4 4 1 2 5 1 .";

Test(stats_agreement, fleiss_kappa_of_the_textbook) {
    opinions o;
    read_textbook(&o);
    expect_near(set_number(&o.set, "fleiss_kappa"), 0.209931, 5e-7);
    expect_near(set_number(&o.set, "percent_agreement"), 0.378022, 5e-7);
}

Test(stats_agreement, fleiss_kappa_is_not_defined_where_all_ratings_are_equal) {
    opinions o;
    opinions_read(&o, 1, 5, "3 3 3 / 3 3 3");
    cr_expect_eq(set_reason(&o.set, "fleiss_kappa"), DELPHI_REASON_ALL_EQUAL);
    opinions_read(&o, 1, 5, "3 3 3");
    cr_expect_eq(set_reason(&o.set, "fleiss_kappa"), DELPHI_REASON_TOO_FEW_EXPERTS);
}

Test(stats_agreement, fleiss_kappa_takes_complete_experts_only) {
    opinions some, all;
    opinions_read(&some, 1, 5, "1 3 4 2 / 5 5 . 1 / 2 3 4 1");
    opinions_read(&all, 1, 5, "1 3 4 2 / 2 3 4 1");
    cr_expect_eq(set_number(&some.set, "fleiss_kappa"), set_number(&all.set, "fleiss_kappa"));
}

Test(stats_agreement, names_do_not_matter_to_fleiss_kappa) {
    opinions one, other;
    opinions_read(&one, 1, 5, "1 3 4 2 / 2 3 4 1 / 1 1 4 2");
    opinions_read(&other, 1, 5, "5 1 2 3 / 3 1 2 5 / 5 5 2 3");
    expect_near(set_number(&one.set, "fleiss_kappa"), set_number(&other.set, "fleiss_kappa"), 1e-15);
}

Test(stats_agreement, gwets_coefficients_of_four_observers) {
    opinions o;
    opinions_read(&o, 1, 5, observers);
    double pa = set_number(&o.set, "percent_agreement"), ac1 = set_number(&o.set, "gwet_ac1");
    expect_near(pa, 0.818182, 5e-7);
    expect_near(ac1, 0.775444, 5e-7);
    expect_near((pa - ac1) / (1 - ac1), 0.190321, 5e-7); /* pe */
    expect_near(set_number(&o.set, "gwet_ac2_linear"), 0.858739, 5e-7);
    expect_near(set_number(&o.set, "gwet_ac2_quadratic"), 0.914001, 5e-7);
    expect_near(set_number(&o.set, "gwet_ac2_ordinal"), 0.898940, 5e-7);
}

/* Two experts, four items, on points 1 and 2 of a scale of three: pa 3/4, pi 5/8 and 3/8 and 0.
 * pe = 1 / (q - 1) * sum pi (1 - pi) = 1/2 * 30/64; the observed categories alone would give 30/64. */
Test(stats_agreement, the_categories_are_the_whole_scale) {
    opinions o;
    opinions_read(&o, 1, 3, "1 1 2 2 / 1 1 2 1");
    double pe = 15.0 / 64;
    expect_near(set_number(&o.set, "gwet_ac1"), (0.75 - pe) / (1 - pe), 1e-15);
}

Test(stats_agreement, all_equal_is_full_agreement_for_gwet) {
    static const char *const names[] = {"percent_agreement", "gwet_ac1", "gwet_ac2_linear", "gwet_ac2_quadratic",
                                        "gwet_ac2_ordinal"};
    opinions o;
    opinions_read(&o, 1, 9, "3 3 3 / 3 3 3 / 3 . 3");
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        cr_expect_eq(set_number(&o.set, names[i]), 1, "%s", names[i]);
    opinions_read(&o, 1, 9, "3 . 3 / . 3 .");
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        cr_expect_eq(set_reason(&o.set, names[i]), DELPHI_REASON_NO_PAIRS, "%s", names[i]);
}

/* On two points every kind of weight is the same. */
Test(stats_agreement, weights_do_not_matter_on_two_points) {
    static const char *const names[] = {"gwet_ac2_linear", "gwet_ac2_quadratic", "gwet_ac2_ordinal"};
    opinions o;
    opinions_read(&o, 0, 1, "0 1 1 0 1 / 0 1 0 0 1 / 1 1 1 0 .");
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        expect_near(set_number(&o.set, names[i]), set_number(&o.set, "gwet_ac1"), 1e-15);
}

/* The weights of a textbook: a matrix, and every pair of ratings. */
static double by_matrix(const opinions *o, double (*weight)(double d, double q)) {
    double pa = 0, units = 0, rated = 0, pi[32] = {0}, total = 0, q = o->set.points, sum = 0;
    for (size_t item = 0; item < o->set.items; item++) {
        double r = 0, agree = 0;
        for (size_t a = 0; a < o->set.experts; a++)
            r += o->cells[item][a] != OPINIONS_NONE;
        for (size_t a = 0; a < o->set.experts; a++) {
            if (o->cells[item][a] == OPINIONS_NONE)
                continue;
            pi[o->cells[item][a] - o->set.scale_min] += 1 / r;
            for (size_t b = 0; b < o->set.experts; b++) {
                if (b != a && o->cells[item][b] != OPINIONS_NONE)
                    agree += weight(abs(o->cells[item][a] - o->cells[item][b]), q);
            }
        }
        rated += r > 0;
        units += r > 1;
        pa += r > 1 ? agree / (r * (r - 1)) : 0;
    }
    for (int k = 0; k < o->set.points; k++) {
        sum += pi[k] / rated * (1 - pi[k] / rated);
        for (int l = 0; l < o->set.points; l++)
            total += weight(abs(k - l), q);
    }
    double pe = total / (q * (q - 1)) * sum;
    return (pa / units - pe) / (1 - pe);
}

static double identity(double d, double q) {
    (void)q;
    return d == 0;
}

static double linear(double d, double q) {
    return 1 - d / (q - 1);
}

static double quadratic(double d, double q) {
    return 1 - d * d / ((q - 1) * (q - 1));
}

static double ordinal(double d, double q) {
    return 1 - d * (d + 1) / 2 / (q * (q - 1) / 2);
}

Test(stats_agreement, gwets_coefficients_agree_with_a_matrix_of_weights) {
    static const struct {
        const char *name;
        double (*weight)(double, double);
    } rows[] = {{"gwet_ac1", identity},
                {"gwet_ac2_linear", linear},
                {"gwet_ac2_quadratic", quadratic},
                {"gwet_ac2_ordinal", ordinal}};
    uint64_t state = 31;
    for (int run = 0; run < 300; run++) {
        opinions o;
        int min = (int)opinions_random(&state, 5) - 2;
        opinions_make(&o, &state, min, min + 1 + (int)opinions_random(&state, 20), run % 2 ? 20 : 0);
        for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
            delphi_value value = set_measure(&o.set, rows[i].name);
            if (value.kind != DELPHI_VALUE_UNDEFINED)
                expect_near(delphi_value_real(&value), by_matrix(&o, rows[i].weight), 1e-12);
        }
    }
}
