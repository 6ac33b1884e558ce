/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The flow of indicators: where they come from, and that what comes in and goes out balances in any study. */
#include <delphi/delphi.h>

#include "base/buffer.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define ROUNDS 4

#define PROTOCOL(settled)                                                                                              \
    "{\"format\": \"delphi-study/1\", \"id\": \"flow\", \"scale\": {\"min\": 1, \"max\": 9},"                          \
    " \"criteria\": [{\"id\": \"c\"}], \"min_ratings\": 1, \"settled\": \"" settled                                    \
    "\", \"rules\": {\"keep\": \"median >= 7\", \"drop\": \"median <= 3\"},"                                           \
    " \"rounds\": [{\"id\": 1}, {\"id\": 2}, {\"id\": 3}, {\"id\": 4}]}"

static delphi_study *read_study(const char *protocol, const char *indicators) {
    delphi_study *study = delphi_study_new();
    delphi_problems *problems = delphi_problems_new();
    cr_assert_eq(delphi_read_protocol(study, "study.json", protocol, strlen(protocol), problems), DELPHI_OK);
    delphi_status status = delphi_read_indicators(study, "indicators.csv", indicators, strlen(indicators), problems);
    cr_assert_eq(status, DELPHI_OK, "%s",
                 delphi_problems_kept(problems) ? delphi_problems_get(problems, 0)->message : "");
    cr_assert_eq(delphi_read_panel(study, "panel.csv", "expert\nP1\n", 10, problems), DELPHI_OK);
    delphi_problems_free(problems);
    return study;
}

/* Rates whatever is on the list of each round; rating(i, round) of indicator i. Results of all rounds, to be freed. */
static void hold(delphi_study *study, int (*rating)(size_t indicator, int round), delphi_result *results[ROUNDS]) {
    delphi_problems *problems = delphi_problems_new();
    for (int round = 1; round <= ROUNDS; round++) {
        study->ratings[round - 1] = delphi_ratings_new(study, round);
        for (size_t i = 0; i < study->indicator_count; i++)
            *delphi_ratings_column(study->ratings[round - 1], i, 0) = (delphi_rating)rating(i, round);
        cr_assert_eq(delphi_analyse(study, round, round > 1 ? results[round - 2] : NULL, &results[round - 1], problems),
                     DELPHI_OK);
    }
    delphi_problems_free(problems);
}

static void end(delphi_study *study, delphi_result *results[ROUNDS]) {
    for (int round = 0; round < ROUNDS; round++)
        delphi_result_free(results[round]);
    delphi_study_free(study);
}

Test(flow, an_indicator_comes_from_what_it_names_and_who_else_names_it) {
    static const struct {
        const char *id;
        delphi_origin origin;
    } rows[] = {
        {"A", DELPHI_ORIGIN_START},     {"A2", DELPHI_ORIGIN_REWORDED}, {"BC", DELPHI_ORIGIN_MERGED},
        {"D1", DELPHI_ORIGIN_SPLIT},    {"D2", DELPHI_ORIGIN_SPLIT},    {"N", DELPHI_ORIGIN_ADDED},
        {"A3", DELPHI_ORIGIN_REWORDED}, {"D3", DELPHI_ORIGIN_REWORDED}, {"E1", DELPHI_ORIGIN_SPLIT},
        {"EF", DELPHI_ORIGIN_MERGED},
    };
    delphi_study *study = read_study(PROTOCOL("leave"), "id,text,since,replaces\nA,a,1,\nB,b,1,\nC,c,1,\nD,d,1,\n"
                                                        "E,e,1,\nF,f,1,\nA2,a,2,A\nBC,bc,2,B;C\nD1,d,2,D\nD2,d,2,D\n"
                                                        "N,n,2,\nA3,a,3,A2\nD3,d,3,D\nE1,e,2,E\nEF,ef,2,E F\n");
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        cr_expect_eq(delphi_indicator_origin(study, delphi_study_indicator(study, rows[i].id)), rows[i].origin, "%s",
                     rows[i].id);
    delphi_study_free(study);
}

static int by_table(size_t indicator, int round) {
    static const int ratings[][ROUNDS] = {
        {9, 9, 9, 9}, /* K: kept in round 1 */
        {1, 1, 1, 1}, /* G: dropped in round 1 */
        {5, 5, 5, 5}, /* W: withdrawn after round 1 */
        {5, 5, 8, 8}, /* R: kept in round 3 */
        {9, 5, 5, 5}, /* Q: kept in round 1, and reworded after that */
        {5, 5, 5, 9}, /* Q2 */
        {5, 1, 1, 1}, /* N: dropped in round 2 */
    };
    return ratings[indicator][round - 1];
}

Test(flow, counts_what_comes_in_and_what_leaves) {
    static const delphi_flow expected[ROUNDS] = {
        {.started = 5,
         .decided = {[DELPHI_KEEP] = 2, [DELPHI_DROP] = 1, [DELPHI_RERATE] = 2},
         .kept_so_far = 2,
         .dropped_so_far = 1},
        {.started = 3,
         .carried = 1,
         .added = 1,
         .reworded = 1,
         .replaced = 1,
         .withdrawn = 1,
         .settled = 2,
         .decided = {[DELPHI_DROP] = 1, [DELPHI_RERATE] = 2},
         .kept_so_far = 1,
         .dropped_so_far = 2},
        {.started = 2,
         .carried = 2,
         .settled = 1,
         .decided = {[DELPHI_KEEP] = 1, [DELPHI_RERATE] = 1},
         .kept_so_far = 2,
         .dropped_so_far = 2},
        {.started = 1,
         .carried = 1,
         .settled = 1,
         .decided = {[DELPHI_KEEP] = 1},
         .kept_so_far = 3,
         .dropped_so_far = 2},
    };
    delphi_study *study = read_study(PROTOCOL("leave"), "id,text,since,until,replaces\nK,k,1,,\nG,g,1,,\nW,w,1,1,\n"
                                                        "R,r,1,,\nQ,q,1,,\nQ2,q,2,,Q\nN,n,2,,\n");
    delphi_result *results[ROUNDS];
    hold(study, by_table, results);
    size_t count;
    const delphi_flow_column *columns = delphi_flow_columns(&count);
    cr_assert_eq(count * sizeof(uint32_t), sizeof(delphi_flow));
    for (int round = 1; round <= ROUNDS; round++)
        for (size_t c = 0; c < count; c++)
            cr_expect_eq(delphi_flow_count(&results[ROUNDS - 1]->flow[round - 1], &columns[c]),
                         delphi_flow_count(&expected[round - 1], &columns[c]), "round %d, %s", round, columns[c].name);
    end(study, results);
}

/* A small generator of its own, so that every run is the same. */
static uint32_t state;
static uint32_t draw(uint32_t below) {
    state = state * 1664525u + 1013904223u;
    return (state >> 16) % below;
}

static int at_random(size_t indicator, int round) {
    (void)indicator, (void)round;
    return 1 + (int)draw(9);
}

static void write_random(delphi_buffer *out) {
    int since[24];
    base_buffer_text(out, "id,text,since,until,replaces\n");
    for (int i = 0; i < 24; i++) {
        since[i] = i < 6 ? 1 : 1 + (int)draw(ROUNDS);
        int until = draw(4) ? 0 : since[i] + (int)draw((uint32_t)(ROUNDS - since[i] + 1));
        base_buffer_format(out, "I%d,t,%d,", i, since[i]);
        if (until)
            base_buffer_format(out, "%d", until);
        base_buffer_char(out, ',');
        for (int old = 0; old < i; old++)
            if (since[old] < since[i] && draw(5) == 0)
                base_buffer_format(out, "I%d ", old);
        base_buffer_char(out, '\n');
    }
}

static void expect_balance(const delphi_result *result, const delphi_flow *before) {
    const delphi_flow *now = &result->flow[result->round - 1];
    uint32_t decided = 0;
    for (int d = 0; d < DELPHI_DECISION_COUNT; d++)
        decided += now->decided[d];
    cr_expect_eq(now->started, result->outcome_count);
    cr_expect_eq(decided, now->started);
    if (!before)
        return;
    cr_expect_eq(now->started, now->carried + now->added + now->reworded + now->merged + now->split);
    cr_expect_eq(before->started, now->carried + now->replaced + now->withdrawn + now->settled);
}

Test(flow, in_any_study_what_comes_in_and_what_leaves_balance) {
    static const char *const protocols[] = {PROTOCOL("leave"), PROTOCOL("stay")};
    uint32_t seen[4] = {0};
    for (state = 1; state < 200;) {
        uint32_t next = state + 1;
        delphi_buffer indicators = {0};
        write_random(&indicators);
        delphi_study *study = read_study(protocols[next % 2], indicators.data);
        delphi_result *results[ROUNDS];
        hold(study, at_random, results);
        for (int round = 0; round < ROUNDS; round++)
            expect_balance(results[round], round ? &results[round]->flow[round - 1] : NULL);
        const delphi_flow *last = &results[ROUNDS - 1]->flow[ROUNDS - 1];
        seen[0] += last->merged, seen[1] += last->split, seen[2] += last->withdrawn, seen[3] += last->replaced;
        end(study, results);
        delphi_buffer_free(&indicators);
        state = next;
    }
    for (int i = 0; i < 4; i++)
        cr_expect_gt(seen[i], 0, "kind %d never came up", i);
}
