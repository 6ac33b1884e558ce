/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tries to work out what others rated from one expert's factsheet, by linear algebra. Each figure of the panel or of
 * the own group, of an indicator or of a topic, is taken to give away the sum of the ratings that it is of. An unknown
 * is what one other expert gave one indicator; what follows from all the sums together is their row space. Neither a
 * single unknown nor the sum of a heap that is too small may lie in it. The attacker is given more than any expert has:
 * who rated what, and so which ratings each figure is of. */
#include "../support/factsheet_kit.h"

#include <stdlib.h>

enum { MOST_EXPERTS = 16, INDICATORS = 5, TOPICS = 2, UNKNOWNS = MOST_EXPERTS * INDICATORS, MOST_ROWS = 64 };
static const int topic_of[INDICATORS] = {0, 1, 0, 0, 1};

typedef struct {
    int experts, groups, min_group;
    int group[MOST_EXPERTS];
    int cells[MOST_EXPERTS][INDICATORS]; /* 0: none, -1: cannot judge */
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
    *r = '\0';
    for (int e = 0; e < s->experts; e++) {
        s->group[e] = below(3) ? 0 : below(s->groups);
        p += sprintf(p, "E%d,%c\n", e, 'a' + s->group[e]);
        for (int i = 0; i < INDICATORS; i++) {
            int what = below(10);
            int rating = s->cells[e][i] = what > 1 ? 1 + below(9) : -what;
            if (rating)
                r += sprintf(r, rating > 0 ? "E%d,I%d,rating,%d,\n" : "E%d,I%d,rating,?,\n", e, i, rating);
        }
    }
    snprintf(s->protocol, sizeof s->protocol,
             "{\"format\": \"delphi-study/1\", \"id\": \"s\", \"scale\": {\"min\": 1, \"max\": 9}, \"bands\": "
             "{\"high\": [7, 9]}, \"groups\": [{\"id\": \"a\"}, {\"id\": \"b\"}, {\"id\": \"c\"}], \"min_group\": %d, "
             "\"min_ratings\": 1, \"rules\": {\"keep\": \"median >= 7\"}, \"rounds\": [{\"id\": 1}]}",
             s->min_group);
}

/* ---- sums of unknowns ---- */

typedef struct {
    double at[UNKNOWNS];
} row;

typedef struct {
    row rows[MOST_ROWS]; /* in echelon: each begins with a 1 where no other has anything */
    int starts[MOST_ROWS];
    int count;
} known;

/* Takes away all that is known; true where something is left. */
static bool reduce(const known *k, row *r, int *start) {
    for (int i = 0; i < k->count; i++) {
        double factor = r->at[k->starts[i]];
        for (int u = 0; u < UNKNOWNS && factor != 0; u++)
            r->at[u] -= factor * k->rows[i].at[u];
    }
    *start = -1;
    for (int u = 0; u < UNKNOWNS; u++)
        if (fabs(r->at[u]) > 1e-9 && (*start < 0 || fabs(r->at[u]) > fabs(r->at[*start])))
            *start = u;
    return *start >= 0;
}

static void learn(known *k, row r) {
    int start;
    if (!reduce(k, &r, &start))
        return;
    cr_assert_lt(k->count, MOST_ROWS);
    double first = r.at[start];
    for (int u = 0; u < UNKNOWNS; u++)
        r.at[u] /= first;
    for (int i = 0; i < k->count; i++) {
        double factor = k->rows[i].at[start];
        for (int u = 0; u < UNKNOWNS && factor != 0; u++)
            k->rows[i].at[u] -= factor * r.at[u];
    }
    k->rows[k->count] = r;
    k->starts[k->count++] = start;
}

static bool follows(const known *k, row r) {
    int start;
    return !reduce(k, &r, &start);
}

/* ---- heaps ---- */

typedef enum { ALL, OWN_GROUP, REST } heap_kind;

static bool is_in(const random_study *s, heap_kind kind, int me, int e) {
    return kind == ALL || (s->group[e] == s->group[me]) == (kind == OWN_GROUP);
}

/* Adds `weight` for each rating of the heap but one's own; returns how many these are, and in *n how many with it. */
static int add_heap(const random_study *s, row *r, heap_kind kind, int me, int i, double weight, int *n) {
    int others = 0;
    *n = 0;
    for (int e = 0; e < s->experts; e++) {
        if (!is_in(s, kind, me, e) || s->cells[e][i] <= 0)
            continue;
        ++*n;
        if (e == me)
            continue;
        others++;
        r->at[i * MOST_EXPERTS + e] += weight;
    }
    return others;
}

static int size_of(const random_study *s, heap_kind kind, int me, int i) {
    row unused = {{0}};
    int n;
    add_heap(s, &unused, kind, me, i, 1, &n);
    return n;
}

/* What the heap's mean over a topic's indicators that one rated oneself gives away. */
static row topic_row(const random_study *s, heap_kind kind, int me, int topic) {
    row r = {{0}};
    int n;
    for (int i = 0; i < INDICATORS; i++)
        if (s->cells[me][i] > 0 && (topic == TOPICS || topic_of[i] == topic))
            add_heap(s, &r, kind, me, i, 1.0 / size_of(s, kind, me, i), &n);
    return r;
}

/* ---- what is read off ---- */

typedef struct {
    int group_shown, group_hidden, topic_shown, topic_hidden;
} tally;

static void learn_scores(const random_study *s, const document *doc, int me, known *k, tally *t) {
    const document_table *table = factsheet_table(doc, "scores", 0);
    for (size_t r = 0; r < table->row_count; r++) {
        const char *title = factsheet_cell_at(table, r, SCORE_TOPIC)->text;
        int topic = *title == 'T' ? title[1] - '0' : TOPICS;
        if (!isnan(factsheet_figure(table, r, SCORE_PANEL)))
            learn(k, topic_row(s, ALL, me, topic));
        cr_expect(!isnan(factsheet_figure(table, r, SCORE_PANEL)) || isnan(factsheet_figure(table, r, SCORE_MINUS)));
        if (!isnan(factsheet_figure(table, r, SCORE_GROUP)))
            learn(k, topic_row(s, OWN_GROUP, me, topic));
        t->topic_shown += !isnan(factsheet_figure(table, r, SCORE_GROUP));
        t->topic_hidden += isnan(factsheet_figure(table, r, SCORE_GROUP));
    }
}

static void learn_heap(const random_study *s, heap_kind kind, int me, int i, known *k) {
    row r = {{0}};
    int n;
    add_heap(s, &r, kind, me, i, 1, &n);
    learn(k, r);
}

/* Is any figure of the panel (the group) but its n in the row? */
static bool has_figures(const document_table *table, size_t r, const char *over) {
    bool any = false;
    for (size_t c = 0; c < table->spec.column_count; c++) {
        const document_column *column = &table->spec.columns[c];
        const document_cell *cell = factsheet_cell_at(table, r, c);
        bool quartiles = cell->kind == DOCUMENT_TEXT && strncmp(column->head, "Q1", 2) == 0;
        if (column->over && strcmp(column->over, over) == 0 && strcmp(column->head, "n") != 0)
            any |= document_is_figure(cell) || quartiles;
    }
    return any;
}

static void learn_indicators(const random_study *s, const document *doc, int me, known *k, tally *t) {
    const document_table *table = factsheet_table(doc, "indicators", 0);
    size_t place = factsheet_column(table, "You", "Beside the panel");
    for (size_t r = 0; r < table->row_count; r++) {
        if (table->rows[r].title)
            continue;
        int i = factsheet_cell_at(table, r, 0)->text[1] - '0';
        bool panel = has_figures(table, r, "Panel"), group = has_figures(table, r, "Your group");
        cr_expect(panel || !strstr(factsheet_cell_at(table, r, place)->text, "side"),
                  "a place beside hidden quartiles");
        if (panel)
            learn_heap(s, ALL, me, i, k);
        if (group)
            learn_heap(s, OWN_GROUP, me, i, k);
        t->group_shown += group;
        t->group_hidden += !group;
    }
}

/* ---- the attack ---- */

static void expect_no_single(const random_study *s, const known *k, int me) {
    for (int e = 0; e < s->experts; e++)
        for (int i = 0; i < INDICATORS; i++) {
            row r = {{0}};
            if (e == me || s->cells[e][i] <= 0)
                continue;
            r.at[i * MOST_EXPERTS + e] = 1;
            cr_expect(!follows(k, r) || s->min_group == 2, "E%d works out E%d's rating of I%d, min_group %d\n%s\n%s",
                      me, e, i, s->min_group, s->panel, s->ratings);
        }
}

/* A heap of so few that an expert should not see its sum. One's own rating is one of those that count; the rest has
 * one's own among them where one's group is oneself alone, for then it is the panel but oneself. */
static bool is_small(const random_study *s, heap_kind kind, int me, int i) {
    int n = size_of(s, kind, me, i);
    bool alone = s->cells[me][i] > 0 && size_of(s, OWN_GROUP, me, i) == 1;
    return n > 0 && n + (kind == REST && alone) < s->min_group;
}

static void expect_no_small_heap(const random_study *s, const known *k, int me, int i, heap_kind kind) {
    row r = {{0}};
    int n, others = add_heap(s, &r, kind, me, i, 1, &n);
    if (others > 0 && is_small(s, kind, me, i))
        cr_expect_not(follows(k, r), "E%d works out heap %d of I%d: %d others, min_group %d\n%s\n%s", me, kind, i,
                      others, s->min_group, s->panel, s->ratings);
}

/* Small heaps of a topic together, as a mean would leave them once what is shown has been taken away. */
static void expect_no_small_topic(const random_study *s, const known *k, int me, int topic, heap_kind kind) {
    row r = {{0}};
    int n, others = 0;
    for (int i = 0; i < INDICATORS; i++)
        if (topic_of[i] == topic && s->cells[me][i] > 0 && is_small(s, kind, me, i))
            others += add_heap(s, &r, kind, me, i, 1.0 / size_of(s, kind, me, i), &n);
    if (others > 0)
        cr_expect_not(follows(k, r), "E%d works out the small heaps %d of topic %d, min_group %d\n%s\n%s", me, kind,
                      topic, s->min_group, s->panel, s->ratings);
}

static void attack(const random_study *s, const document *doc, int me, tally *t) {
    known *k = calloc(1, sizeof *k);
    cr_assert_not_null(k);
    learn_indicators(s, doc, me, k, t);
    learn_scores(s, doc, me, k, t);
    expect_no_single(s, k, me);
    for (heap_kind kind = ALL; kind <= REST; kind++) {
        for (int i = 0; i < INDICATORS; i++)
            expect_no_small_heap(s, k, me, i, kind);
        for (int topic = 0; topic < TOPICS; topic++)
            expect_no_small_topic(s, k, me, topic, kind);
    }
    free(k);
}

static void try_study(const random_study *s, tally *t) {
    delphi_study *study = test_study(s->protocol, "id,topic,text\nI0,T0,a\nI1,T1,b\nI2,T0,c\nI3,T0,d\nI4,T1,e\n",
                                     s->panel, (const char *const[]){s->ratings, NULL});
    delphi_result *result = test_analyse(study, 1, NULL);
    factsheet_kit *kit = factsheet_kit_new(result, NULL);
    for (int e = 0; e < s->experts; e++) {
        document *doc = factsheet_kit_document(kit, (size_t)e, DELPHI_EN);
        attack(s, doc, e, t);
        document_free(doc);
    }
    factsheet_kit_end(kit);
    delphi_result_free(result);
    delphi_study_free(study);
}

Test(export_factsheet_privacy, no_rating_and_no_small_heap_follows_from_all_figures_together) {
    random_study *s = calloc(1, sizeof *s);
    tally t = {0};
    for (unsigned seed = 1; seed <= 150; seed++) {
        srand(seed);
        make_random(s);
        try_study(s, &t);
    }
    /* All kinds came up often, so that the test could have failed. */
    cr_expect_gt(t.group_shown, 300, "%d", t.group_shown);
    cr_expect_gt(t.group_hidden, 300, "%d", t.group_hidden);
    cr_expect_gt(t.topic_shown, 300, "%d", t.topic_shown);
    cr_expect_gt(t.topic_hidden, 300, "%d", t.topic_hidden);
    free(s);
}

/* The attack itself: a topic's mean beside its shown indicators gives away the one that is not. */
Test(export_factsheet_privacy, the_attack_sees_through_a_mean_with_one_hidden_heap) {
    random_study *s = calloc(1, sizeof *s);
    s->experts = 4;
    s->min_group = 3;
    for (int e = 0; e < 4; e++)
        for (int i = 0; i < INDICATORS; i++)
            s->cells[e][i] = i == 2 && e > 1 ? 0 : 5; /* of I2 only one other rated */
    known *k = calloc(1, sizeof *k);
    learn_heap(s, OWN_GROUP, 0, 0, k);
    learn_heap(s, OWN_GROUP, 0, 3, k);
    row single = {{0}};
    single.at[2 * MOST_EXPERTS + 1] = 1;
    cr_expect_not(follows(k, single));
    learn(k, topic_row(s, OWN_GROUP, 0, 0));
    cr_expect(follows(k, single));
    free(k);
    free(s);
}
