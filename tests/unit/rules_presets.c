/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The presets: each one parses, and comes to its published verdict. */
#include "rules_fixture.h"

TestSuite(rules_presets);

Test(rules_presets, are_the_eight_of_the_manual) {
    static const char *const names[] = {"median-iqr", "percent-75", "comet-70-15", "comet-70-15-each-group",
                                        "ram",        "ram-ipras",  "lawshe",      "unisante"};
    size_t count = 0;
    const delphi_preset *presets = delphi_presets(&count);
    cr_assert_eq(count, sizeof names / sizeof names[0]);
    for (size_t i = 0; i < count; i++) {
        cr_expect_str_eq(presets[i].name, names[i]);
        cr_expect_eq(delphi_preset_find(names[i]), &presets[i]);
        cr_expect(presets[i].text[0] && presets[i].source[0], "%s is explained", names[i]);
    }
    cr_expect_null(delphi_preset_find("comet"));
    cr_expect_null(delphi_preset_find(""));
}

Test(rules_presets, parse) {
    size_t count = 0;
    const delphi_preset *presets = delphi_presets(&count);
    for (size_t i = 0; i < count; i++) {
        delphi_rule_free(fixture_parse(presets[i].keep));
        delphi_rule_free(fixture_parse(presets[i].drop));
    }
}

/* 20 raters on one criterion: how many rate high and low, and the measures that are not counts. */
typedef struct {
    const char *preset;
    int64_t high, low;
    int64_t twice_median, iqr;
    bool disagreement, classic;
    int64_t cvr_percent, critical_percent;
    delphi_truth keep, drop;
} verdict;

static fixture_world scene_of(const verdict *v) {
    fixture_world world = fixture_empty();
    fixture_rate(&world, 8, v->high);
    fixture_rate(&world, 2, v->low);
    fixture_rate(&world, 5, 20 - v->high - v->low);
    fixture_set(&world, MEDIAN, fixture_number(v->twice_median, 2));
    fixture_set(&world, IQR, fixture_number(v->iqr, 1));
    fixture_set(&world, DISAGREEMENT, base_value_truth(v->disagreement));
    fixture_set(&world, CLASSIC, base_value_truth(v->classic));
    fixture_set(&world, CVR, fixture_number(v->cvr_percent, 100));
    fixture_set(&world, CVR_CRITICAL, fixture_number(v->critical_percent, 100));
    return world;
}

Test(rules_presets, come_to_their_verdict) {
    const delphi_truth no = DELPHI_FALSE, yes = DELPHI_TRUE;
    const verdict rows[] = {
        {"median-iqr", 15, 2, 14, 2, false, false, 0, 0, yes, no},
        {"median-iqr", 15, 2, 14, 3, false, false, 0, 0, no, no},
        {"median-iqr", 2, 15, 6, 2, false, false, 0, 0, no, yes},
        {"median-iqr", 9, 2, 13, 1, false, false, 0, 0, no, no},
        {"percent-75", 15, 5, 16, 2, false, false, 0, 0, yes, no},
        {"percent-75", 14, 6, 16, 2, false, false, 0, 0, no, no},
        {"percent-75", 5, 15, 4, 2, false, false, 0, 0, no, yes},
        {"comet-70-15", 14, 2, 16, 2, false, false, 0, 0, yes, no},
        {"comet-70-15", 14, 3, 16, 2, false, false, 0, 0, no, no},
        {"comet-70-15", 13, 0, 16, 2, false, false, 0, 0, no, no},
        {"comet-70-15", 2, 14, 4, 2, false, false, 0, 0, no, yes},
        {"comet-70-15", 3, 14, 4, 2, false, false, 0, 0, no, no},
        {"ram", 12, 3, 14, 2, true, false, 0, 0, yes, no},
        {"ram", 12, 8, 14, 2, false, true, 0, 0, no, no},
        {"ram", 3, 12, 6, 2, true, false, 0, 0, no, yes},
        {"ram", 9, 2, 13, 2, false, false, 0, 0, no, no},
        {"ram", 2, 9, 7, 2, false, false, 0, 0, no, no},
        {"ram-ipras", 12, 3, 14, 2, false, true, 0, 0, yes, no},
        {"ram-ipras", 12, 8, 14, 2, true, false, 0, 0, no, no},
        {"ram-ipras", 3, 12, 6, 2, false, true, 0, 0, no, yes},
        {"lawshe", 15, 0, 16, 2, false, false, 50, 50, yes, no},
        {"lawshe", 14, 0, 16, 2, false, false, 40, 50, no, yes},
        {"unisante", 15, 2, 14, 3, false, false, 0, 0, yes, no},
        {"unisante", 15, 2, 14, 4, false, false, 0, 0, no, no},
        {"unisante", 2, 15, 6, 3, false, false, 0, 0, no, yes},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        fixture_world world = scene_of(&rows[i]);
        const delphi_preset *preset = delphi_preset_find(rows[i].preset);
        cr_expect_eq(fixture_evaluate(preset->keep, &world), rows[i].keep, "%s keeps, row %zu", preset->name, i);
        cr_expect_eq(fixture_evaluate(preset->drop, &world), rows[i].drop, "%s drops, row %zu", preset->name, i);
    }
}

/* In each group: high, low, of 20. */
static fixture_world grouped(int64_t counts[GROUPS][2]) {
    fixture_world world = fixture_empty();
    world.min_group = 5;
    for (size_t c = 0; c < CRITERIA; c++) {
        for (size_t g = 0; g < GROUPS; g++) {
            world.cells[c][1 + g].counts[8] = counts[g][0];
            world.cells[c][1 + g].counts[0] = counts[g][1];
            world.cells[c][1 + g].counts[4] = counts[g][0] + counts[g][1] ? 20 - counts[g][0] - counts[g][1] : 0;
        }
    }
    return world;
}

Test(rules_presets, comet_in_each_group) {
    struct {
        int64_t counts[GROUPS][2];
        delphi_truth keep, drop;
    } rows[] = {
        {{{14, 2}, {20, 0}, {15, 1}}, DELPHI_TRUE, DELPHI_FALSE},
        {{{14, 2}, {20, 0}, {14, 3}}, DELPHI_FALSE, DELPHI_FALSE},
        {{{14, 2}, {20, 0}, {0, 0}}, DELPHI_TRUE, DELPHI_FALSE},
        {{{10, 0}, {9, 9}, {1, 19}}, DELPHI_FALSE, DELPHI_TRUE},
        {{{11, 0}, {9, 9}, {1, 19}}, DELPHI_FALSE, DELPHI_FALSE},
        {{{0, 0}, {0, 0}, {0, 0}}, DELPHI_UNKNOWN, DELPHI_UNKNOWN},
    };
    const delphi_preset *preset = delphi_preset_find("comet-70-15-each-group");
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        fixture_world world = grouped(rows[i].counts);
        cr_expect_eq(fixture_evaluate(preset->keep, &world), rows[i].keep, "keep, row %zu", i);
        cr_expect_eq(fixture_evaluate(preset->drop, &world), rows[i].drop, "drop, row %zu", i);
    }
}
