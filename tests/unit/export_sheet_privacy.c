/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tries to work out what others rated from one expert's sheet. The study and the ratings are random; all that the test
 * uses of the sheet is what is written on it. */
#include "../support/sheet_kit.h"
#include "export/sheet.h"

#include <stdlib.h>

enum { POINTS = 5, MOST_EXPERTS = 16, INDICATORS = 3 };

/* What a sheet says about one indicator. */
typedef struct {
    bool shown;
    int counts[POINTS], n, cannot_judge;
} heap;

typedef struct {
    heap panel, group;
    int own; /* 0: none */
} shown;

/* ---- a random study ---- */

typedef struct {
    int experts, groups, min_group;
    char panel[600], ratings[4000], protocol[700];
} random_study;

static int below(int limit) {
    return rand() % limit;
}

/* Most experts in the first group, so that what the panel has beyond it is often small. */
static void make_random(random_study *s) {
    s->experts = 3 + below(MOST_EXPERTS - 2);
    s->groups = 1 + below(3);
    s->min_group = 2 + below(4);
    char *p = s->panel + sprintf(s->panel, "expert,group\n"), *r = s->ratings;
    for (int e = 0; e < s->experts; e++)
        p += sprintf(p, "E%d,%c\n", e, 'a' + (below(3) ? 0 : below(s->groups)));
    *r = '\0';
    for (int e = 0; e < s->experts; e++)
        for (int i = 0; i < INDICATORS; i++) {
            int what = below(10);
            if (what > 1)
                r += sprintf(r, "E%d,I%d,rating,%d,\n", e, i, 1 + below(POINTS));
            else if (what == 1)
                r += sprintf(r, "E%d,I%d,rating,?,\n", e, i);
        }
    static const char *const denominators[] = {"valid", "answered", "panel"};
    snprintf(s->protocol, sizeof s->protocol,
             "{\"format\": \"delphi-study/1\", \"id\": \"s\", \"scale\": {\"min\": 1, \"max\": 5}, \"bands\": "
             "{\"high\": [4, 5]}, \"groups\": [{\"id\": \"a\"}, {\"id\": \"b\"}, {\"id\": \"c\"}], \"min_group\": %d, "
             "\"min_ratings\": 1, \"denominator\": \"%s\", \"rules\": {\"keep\": \"median >= 6\"}, \"rounds\": "
             "[{\"id\": 1}, {\"id\": 2}]}",
             s->min_group, denominators[below(3)]);
}

/* ---- what stands on a sheet ---- */

static heap read_heap(const sheet_read *r, uint32_t row, uint32_t first) {
    heap h = {.shown = sheet_number(r, row, first) >= 0};
    for (uint32_t i = 0; i < POINTS && h.shown; i++) {
        h.counts[i] = sheet_number(r, row, first + i);
        h.n += h.counts[i];
    }
    h.cannot_judge = h.shown ? sheet_number(r, row, first + POINTS) : 0;
    /* Where the counts are not there, no figure is: the row from the first point on has one text and no number. */
    for (uint32_t column = first; column < first + POINTS + 4 && !h.shown; column++)
        cr_expect_lt(sheet_number(r, row, column), 0, "a figure is shown without its counts");
    return h;
}

static shown read_shown(const sheet_read *r, int indicator) {
    char key[20];
    snprintf(key, sizeof key, "I%d|rating", indicator);
    uint32_t row = sheet_row_of(r, key), first = sheet_column_of(r, 3, "1");
    cr_assert(row && first);
    int own = sheet_number(r, row, first - 1);
    return (shown){read_heap(r, row, first), read_heap(r, row + 1, first), own > 0 ? own : 0};
}

/* ---- what can be made of it ---- */

/* How many others a heap tells of once the own rating is taken out. */
static int others_in(const heap *h, int own) {
    return h->n - (own && h->counts[own - 1] > 0);
}

static void expect_many(int others, int least, const char *what, const random_study *s) {
    cr_expect(others == 0 || others >= least, "%s tells of %d others; min_group is %d\n%s\n%s", what, others,
              s->min_group, s->panel, s->ratings);
}

static int attack(const shown *seen, const random_study *s) {
    if (seen->panel.shown)
        expect_many(others_in(&seen->panel, seen->own), s->min_group - 1, "the panel without oneself", s);
    if (!seen->group.shown)
        return seen->panel.shown;
    cr_expect(seen->panel.shown, "a group is shown without the panel");
    expect_many(others_in(&seen->group, seen->own), s->min_group - 1, "the group without oneself", s);
    /* The own rating is in both, and not in the difference. */
    int rest = seen->panel.n - seen->group.n, rest_cannot = seen->panel.cannot_judge - seen->group.cannot_judge;
    expect_many(rest, s->min_group, "the panel without the group", s);
    cr_expect(rest > 0 || rest_cannot == 0, "the rest is known to be unable to judge");
    for (int i = 0; i < POINTS; i++)
        cr_expect_geq(seen->panel.counts[i], seen->group.counts[i]);
    return 2;
}

/* The sheet does not lie: what it shows of the panel is what the panel gave. */
static void expect_true(const shown *seen, const delphi_result *result, int indicator) {
    const delphi_outcome *outcome = delphi_result_outcome(result, (size_t)indicator);
    const delphi_cell *panel = delphi_result_cell(result, outcome, 0, DELPHI_NONE);
    for (int i = 0; i < POINTS && seen->panel.shown; i++)
        cr_expect_eq(seen->panel.counts[i], (int)panel->counts[i]);
}

static void try_study(random_study *s, int tally[3]) {
    delphi_study *study =
        test_study(s->protocol, "id,text\nI0,a\nI1,b\nI2,c\n", s->panel, (const char *const[]){s->ratings, NULL});
    delphi_result *first = test_analyse(study, 1, NULL);
    sheet_kit *kit = sheet_kit_new(study, 2, first);
    cr_assert_eq(sheet_kit_write(kit, study->expert_count, DELPHI_EN, 1), DELPHI_OK);
    for (size_t e = 0; e < study->expert_count; e++) {
        sheet_read r = sheet_kit_read(kit, e);
        for (int i = 0; i < INDICATORS; i++) {
            shown seen = read_shown(&r, i);
            tally[attack(&seen, s)]++;
            expect_true(&seen, first, i);
        }
        sheet_read_end(&r);
    }
    sheet_kit_end(kit);
    delphi_result_free(first);
    delphi_study_free(study);
}

Test(export_sheet_privacy, no_heap_that_can_be_made_tells_of_few_others) {
    random_study *s = calloc(1, sizeof *s);
    int tally[3] = {0};
    for (unsigned seed = 1; seed <= 60; seed++) {
        srand(seed);
        make_random(s);
        try_study(s, tally);
    }
    /* All three kinds came up often, so that the test could have failed. */
    for (int i = 0; i < 3; i++)
        cr_expect_gt(tally[i], 100, "kind %d came up %d times", i, tally[i]);
    free(s);
}

/* ---- the decision itself ---- */

Test(export_sheet_privacy, limits_are_met_to_the_last_expert) {
    static const struct {
        uint32_t panel, panel_cannot, group, group_cannot;
        sheet_view view;
    } rows[] = {
        {4, 9, 4, 0, SHEET_SEES_NOTHING}, /* one rating too few; those who cannot judge are none */
        {5, 0, 0, 0, SHEET_SEES_PANEL},   {10, 0, 4, 0, SHEET_SEES_PANEL},
        {10, 0, 5, 0, SHEET_SEES_BOTH},   {10, 0, 6, 0, SHEET_SEES_PANEL},  /* 4 others could be worked out */
        {10, 0, 9, 0, SHEET_SEES_PANEL},                                    /* so could 1 */
        {10, 0, 10, 0, SHEET_SEES_BOTH},                                    /* there are no others */
        {10, 1, 10, 1, SHEET_SEES_BOTH},  {10, 2, 10, 1, SHEET_SEES_PANEL}, /* one other who cannot judge */
        {15, 3, 10, 0, SHEET_SEES_BOTH},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        delphi_cell panel = {.n = rows[i].panel, .cannot_judge = rows[i].panel_cannot};
        delphi_cell group = {.n = rows[i].group, .cannot_judge = rows[i].group_cannot};
        cr_expect_eq(sheet_may_see(&panel, &group, 5), rows[i].view, "row %zu", i);
    }
    delphi_cell panel = {.n = 5};
    cr_expect_eq(sheet_may_see(&panel, NULL, 5), SHEET_SEES_PANEL, "a study without groups");
}

/* Every group was asked, and what a group gave is nobody's business but its own. */
Test(export_sheet_privacy, reasons_of_a_decision_show_the_panel_alone) {
    static const char protocol[] =
        "{\"format\": \"delphi-study/1\", \"id\": \"s\", \"scale\": {\"min\": 1, \"max\": 9}, \"groups\": [{\"id\": "
        "\"a\", \"title\": \"Alpha\"}, {\"id\": \"b\", \"title\": \"Beta\"}], \"min_group\": 2, \"min_ratings\": 1, "
        "\"rules\": {\"keep\": \"median >= 7 and every group (share(7..9) >= 50%)\"}, \"rounds\": [{\"id\": 1}, "
        "{\"id\": 2}]}";
    delphi_study *study =
        test_study(protocol, "id,text\nA,a\nB,b\n", "expert,group\nE1,a\nE2,a\nE3,b\nE4,b\n",
                   (const char *const[]){"E1,A,rating,7,\nE2,A,rating,7,\nE3,A,rating,8,\nE4,A,rating,9,\n", NULL});
    delphi_result *first = test_analyse(study, 1, NULL);
    cr_assert_str_eq(test_decision(first, "A"), "keep");
    const delphi_outcome *outcome = delphi_result_outcome(first, 0);
    cr_assert_gt(outcome->because_count, 1u);
    sheet_plan plan = {.study = study, .protocol = &study->protocol};
    sheet_book book = {.plan = &plan, .book = {.result = first}};
    delphi_clause *room = calloc(outcome->because_count, sizeof *room);
    delphi_outcome public = sheet_public_outcome(&book, outcome, room);
    cr_assert_eq(public.because_count, 1u);
    cr_expect_eq(public.because[0].group, DELPHI_NONE);
    free(room);
    delphi_result_free(first);
    delphi_study_free(study);
}
