/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Factsheets: scores against a count of their own from the ratings, what is compared and what is not, and the files. */
#include "../kit/scratch.h"
#include "../support/factsheet_kit.h"

#include <stdlib.h>
#include <time.h>

#include "base/file.h"

static const char protocol[] =
    "{\"format\": \"delphi-study/1\", \"id\": \"s\", \"scale\": {\"min\": 1, \"max\": 9, \"cannot_judge\": true}, "
    "\"bands\": {\"high\": [7, 9]}, \"criteria\": [{\"id\": \"r\", \"title\": \"Relevance\"}, {\"id\": \"m\", "
    "\"title\": "
    "\"Measurability\"}], \"groups\": [{\"id\": \"a\", \"title\": \"Alpha\"}, {\"id\": \"b\", \"title\": \"Beta\"}], "
    "\"min_group\": 3, \"min_ratings\": 1, \"settled\": \"stay\", \"rules\": {\"keep\": \"median >= 7\"}, \"rounds\": "
    "[{\"id\": 1, \"closes\": \"2021-01-29\"}, {\"id\": 2}]}";
/* C2 takes the place of C1 in round 2; A and D share a topic with nobody between them. */
static const char indicators[] = "id,topic,text,since,replaces\nA,Falls,a,1,\nB,Care,b,1,\nC1,Care,c,1,\nD,Falls,d,1,\n"
                                 "C2,Care,c anew,2,C1\nE,,e,1,\n";

enum { EXPERTS = 12, INDICATORS = 6, CRITERIA = 2, TOPICS = 3 };
static const int topic_of[INDICATORS] = {0, 1, 1, 0, 1, 2};
static const char *const topics[TOPICS] = {"Falls", "Care", "(no topic)"};

typedef struct {
    int cells[2][EXPERTS][INDICATORS][CRITERIA]; /* 0: none, -1: cannot judge */
    delphi_study *study;
    delphi_result *first, *second;
} case_of;

static bool in_play(int round, int i) {
    return round == 0 ? i != 4 : i != 2;
}

static int below(int limit) {
    return rand() % limit;
}

/* Expert 0 rates nothing of "Care" in round 2, and expert 11 nothing at all in round 1. */
static int draw(int round, int e, int i) {
    int what = below(10);
    if (!in_play(round, i) || (round == 0 && e == EXPERTS - 1) || (round == 1 && e == 0 && topic_of[i] == 1))
        return 0;
    return what == 0 ? 0 : what == 1 ? -1 : 1 + below(9);
}

static char *ratings_of(case_of *t, int round) {
    char *text = calloc(1, 40 * EXPERTS * INDICATORS * CRITERIA), *at = text;
    for (int e = 0; e < EXPERTS; e++)
        for (int i = 0; i < INDICATORS; i++)
            for (int c = 0; c < CRITERIA; c++) {
                static const char *const ids[INDICATORS] = {"A", "B", "C1", "D", "C2", "E"};
                int rating = t->cells[round][e][i][c] = draw(round, e, i);
                if (rating > 0)
                    at += sprintf(at, "E%d,%s,%c,%d,\n", e, ids[i], "rm"[c], rating);
                else if (rating < 0)
                    at += sprintf(at, "E%d,%s,%c,?,\n", e, ids[i], "rm"[c]);
            }
    return text;
}

static case_of *set_up(unsigned seed) {
    case_of *t = calloc(1, sizeof *t);
    srand(seed);
    char *first = ratings_of(t, 0), *second = ratings_of(t, 1);
    t->study = test_study(protocol, indicators,
                          "expert,group,language\nE0,a,nl\nE1,a,en\nE2,a,en\nE3,a,en\nE4,a,en\nE5,a,en\nE6,b,en\n"
                          "E7,b,en\nE8,b,en\nE9,b,en\nE10,b,en\nE11,b,en\n",
                          (const char *const[]){first, second, NULL});
    t->first = test_analyse(t->study, 1, NULL);
    t->second = test_analyse(t->study, 2, t->first);
    free(first);
    free(second);
    return t;
}

static void tear_down(case_of *t) {
    delphi_result_free(t->second);
    delphi_result_free(t->first);
    delphi_study_free(t->study);
    free(t);
}

/* ---- what is to be expected, counted from the ratings ---- */

typedef struct {
    int n;
    double mean;
} count;

static count count_of(const case_of *t, int round, int i, int c, int group) {
    count k = {0};
    for (int e = 0; e < EXPERTS; e++)
        if ((group < 0 || group == e / 6) && t->cells[round][e][i][c] > 0) {
            k.n++;
            k.mean += t->cells[round][e][i][c];
        }
    k.mean = k.n ? k.mean / k.n : NAN;
    return k;
}

static bool panel_shown(const case_of *t, int round, int i, int c) {
    return count_of(t, round, i, c, -1).n >= 3;
}

/* Three of the group, and of the rest three, or nobody who gave an answer of any kind. */
static bool group_shown(const case_of *t, int i, int c, int group) {
    int rest = count_of(t, 1, i, c, 1 - group).n, answers = 0;
    for (int e = 0; e < EXPERTS; e++)
        answers += e / 6 != group && t->cells[1][e][i][c] != 0;
    return panel_shown(t, 1, i, c) && count_of(t, 1, i, c, group).n >= 3 && (rest >= 3 || answers == 0);
}

typedef struct {
    int in_play, base;
    double own, panel, group; /* NaN: none */
} score;

/* NaN is in no sum that is shown, and makes what it is added to NaN. */
static score score_of(const case_of *t, int e, int topic, int c) {
    score s = {0};
    for (int i = 0; i < INDICATORS; i++) {
        if (!in_play(1, i) || (topic < TOPICS && topic_of[i] != topic))
            continue;
        s.in_play++;
        if (t->cells[1][e][i][c] <= 0)
            continue;
        s.base++;
        s.own += t->cells[1][e][i][c];
        s.panel += panel_shown(t, 1, i, c) ? count_of(t, 1, i, c, -1).mean : NAN;
        s.group += group_shown(t, i, c, e / 6) ? count_of(t, 1, i, c, e / 6).mean : NAN;
    }
    s.own /= s.base;
    s.panel /= s.base;
    s.group /= s.base;
    return s;
}

typedef struct {
    int base, panel_base;
    double then, now, panel_then, panel_now;
} change;

static change change_of(const case_of *t, int e, int topic, int c) {
    change k = {0};
    for (int i = 0; i < INDICATORS; i++) {
        int then = t->cells[0][e][i][c], now = t->cells[1][e][i][c];
        if (!in_play(0, i) || !in_play(1, i) || (topic < TOPICS && topic_of[i] != topic))
            continue;
        if (then > 0 && now > 0) {
            k.base++;
            k.then += then;
            k.now += now;
        }
        if (panel_shown(t, 0, i, c) && panel_shown(t, 1, i, c)) {
            k.panel_base++;
            k.panel_then += count_of(t, 0, i, c, -1).mean;
            k.panel_now += count_of(t, 1, i, c, -1).mean;
        }
    }
    k.then /= k.base;
    k.now /= k.base;
    k.panel_then /= k.panel_base;
    k.panel_now /= k.panel_base;
    return k;
}

/* ---- and what the document says ---- */

static void expect_figure(const document_table *table, size_t row, size_t column, double expected, const char *what) {
    double found = factsheet_figure(table, row, column);
    cr_expect((isnan(found) && isnan(expected)) || fabs(found - expected) < 1e-12, "%s, row %zu: %.17g, not %.17g",
              what, row, found, expected);
}

static int expect_scores(const case_of *t, const document *doc, int e) {
    int hidden = 0;
    for (int c = 0; c < CRITERIA; c++) {
        const document_table *table = factsheet_table(doc, "scores", (size_t)c);
        cr_assert_eq(table->row_count, TOPICS + 1);
        for (int topic = 0; topic <= TOPICS; topic++) {
            score s = score_of(t, e, topic, c);
            size_t row = (size_t)topic;
            cr_expect_str_eq(factsheet_cell_at(table, row, SCORE_TOPIC)->text,
                             topic < TOPICS ? topics[topic] : "All topics");
            expect_figure(table, row, SCORE_IN_PLAY, s.in_play, "in play");
            expect_figure(table, row, SCORE_BASE, s.base, "base");
            expect_figure(table, row, SCORE_OWN, s.own, "own");
            expect_figure(table, row, SCORE_PANEL, s.panel, "panel");
            expect_figure(table, row, SCORE_MINUS, s.own - s.panel, "own minus panel");
            expect_figure(table, row, SCORE_GROUP, s.group, "group");
            hidden += s.base > 0 && isnan(s.group);
        }
    }
    return hidden;
}

static void expect_changes(const case_of *t, const document *doc, int e) {
    for (int c = 0; c < CRITERIA; c++)
        for (int topic = 0; topic <= TOPICS; topic++) {
            const document_table *table = factsheet_table(doc, "since", (size_t)c);
            change k = change_of(t, e, topic, c);
            size_t row = (size_t)topic;
            expect_figure(table, row, SINCE_BASE, k.base, "rated in both");
            expect_figure(table, row, SINCE_THEN, k.then, "then");
            expect_figure(table, row, SINCE_NOW, k.now, "now");
            expect_figure(table, row, SINCE_CHANGE, k.now - k.then, "change");
            expect_figure(table, row, SINCE_PANEL_BASE, k.panel_base, "in play in both");
            expect_figure(table, row, SINCE_PANEL_THEN, k.panel_then, "panel then");
            expect_figure(table, row, SINCE_PANEL_NOW, k.panel_now, "panel now");
        }
}

Test(export_factsheet, scores_and_changes_are_those_counted_from_the_ratings) {
    int hidden = 0;
    for (unsigned seed = 1; seed <= 8; seed++) {
        case_of *t = set_up(seed);
        factsheet_kit *kit = factsheet_kit_new(t->second, t->first);
        for (int e = 0; e < EXPERTS; e++) {
            document *doc = factsheet_kit_document(kit, (size_t)e, DELPHI_EN);
            hidden += expect_scores(t, doc, e);
            expect_changes(t, doc, e);
            document_free(doc);
        }
        factsheet_kit_end(kit);
        tear_down(t);
    }
    cr_expect_gt(hidden, 20, "groups were hidden too seldom for the test to tell: %d", hidden);
}

/* ---- exactly ---- */

Test(export_factsheet, the_own_score_is_an_exact_fraction_and_none_is_undefined) {
    case_of *t = set_up(3);
    factsheet_kit *kit = factsheet_kit_new(t->second, t->first);
    bool fraction = false;
    for (size_t e = 0; e < EXPERTS; e++) {
        factsheet_score s = factsheet_score_of(&kit->plan, e, factsheet_all(&kit->plan), 0);
        cr_assert_eq(s.own.value.kind, DELPHI_VALUE_RATIONAL);
        int64_t sum = 0;
        for (int i = 0; i < INDICATORS; i++)
            sum += t->cells[1][e][i][0] > 0 ? t->cells[1][e][i][0] : 0;
        cr_expect_eq(s.own.value.as.rational.num * s.base, sum * s.own.value.as.rational.den);
        fraction |= s.own.value.as.rational.den > 2;
    }
    cr_expect(fraction);
    factsheet_score none = factsheet_score_of(&kit->plan, 0, factsheet_topic(&kit->plan, 1), 0);
    cr_expect_eq(none.base, 0u);
    cr_expect_eq(none.in_play, 2u);
    cr_expect_eq(none.own.value.kind, DELPHI_VALUE_UNDEFINED);
    cr_expect_eq(none.own.value.reason, DELPHI_REASON_NO_RATINGS);
    cr_expect_eq(none.panel.value.kind, DELPHI_VALUE_UNDEFINED, "the panel has no score over indicators not rated");
    cr_expect_not(none.panel.hidden, "which is not for a secret's sake");
    factsheet_kit_end(kit);
    tear_down(t);
}

/* ---- indicator by indicator ---- */

static size_t row_of(const document_table *table, const char *id) {
    for (size_t row = 0; row < table->row_count; row++)
        if (!table->rows[row].title && strcmp(table->rows[row].cells[0].text, id) == 0)
            return row;
    cr_assert_fail("%s is not in the table", id);
    return 0;
}

static const delphi_value *measure_of(const case_of *t, size_t i, size_t c, const char *name) {
    const delphi_outcome *outcome = delphi_result_outcome(t->second, i);
    return &delphi_result_cell(t->second, outcome, c, DELPHI_NONE)->values[delphi_measure_find(name)];
}

Test(export_factsheet, each_indicator_has_the_own_rating_and_the_panels_figures) {
    static const char *const ids[INDICATORS] = {"A", "B", "C1", "D", "C2", "E"};
    case_of *t = set_up(5);
    factsheet_kit *kit = factsheet_kit_new(t->second, t->first);
    document *doc = factsheet_kit_document(kit, 4, DELPHI_EN);
    const document_table *table = factsheet_table(doc, "indicators", 0);
    cr_assert_not_null(table);
    size_t own = factsheet_column(table, "You", "Your rating"),
           place = factsheet_column(table, "You", "Beside the panel");
    size_t n = factsheet_column(table, "Panel", "n"), median = factsheet_column(table, "Panel", "Median");
    size_t before = factsheet_column(table, NULL, "Your rating in round 1");
    cr_assert(factsheet_column(table, "Panel", "% high (7\342\200\2239)") != DELPHI_NONE);
    for (int i = 0; i < INDICATORS; i++) {
        if (!in_play(1, i))
            continue;
        for (int c = 0; c < CRITERIA; c++) {
            size_t row = row_of(table, ids[i]) + (size_t)c;
            int rating = t->cells[1][4][i][c], then = t->cells[0][4][i][c];
            expect_figure(table, row, own, rating > 0 ? (double)rating : (double)NAN, "own");
            expect_figure(table, row, before, then > 0 ? (double)then : (double)NAN, "before");
            expect_figure(table, row, n, count_of(t, 1, i, c, -1).n, "n");
            expect_figure(table, row, median, delphi_value_real(measure_of(t, (size_t)i, (size_t)c, "median")),
                          "median");
            double q1 = delphi_value_real(measure_of(t, (size_t)i, (size_t)c, "q1"));
            double q3 = delphi_value_real(measure_of(t, (size_t)i, (size_t)c, "q3"));
            const char *words = rating == 0   ? "you gave no rating"
                                : rating < 0  ? "you could not judge"
                                : rating < q1 ? "outside Q1\342\200\223Q3: lower"
                                : rating > q3 ? "outside Q1\342\200\223Q3: higher"
                                              : "inside Q1\342\200\223Q3";
            cr_expect_str_eq(factsheet_cell_at(table, row, place)->text, words);
        }
    }
    cr_expect_str_eq(factsheet_cell_at(table, row_of(table, "C2"), before)->text, "new",
                     "a new wording has nothing to be compared with");
    document_free(doc);
    factsheet_kit_end(kit);
    tear_down(t);
}

/* ---- shapes ---- */

Test(export_factsheet, a_first_round_has_nothing_before_it_and_an_open_one_says_so) {
    case_of *t = set_up(2);
    delphi_factsheet_round round = {t->first, NULL, true};
    factsheet_plan plan;
    cr_assert_eq(factsheet_plan_make(&round, &plan), DELPHI_OK);
    document *doc = factsheet_write(&plan, 1, DELPHI_EN);
    cr_expect_null(factsheet_table(doc, "since", 0));
    cr_expect_eq(factsheet_column(factsheet_table(doc, "indicators", 0), NULL, "Your rating in round 0"), DELPHI_NONE);
    cr_expect(strstr(factsheet_words(doc, "scores", DOCUMENT_CAUTION), "Preliminary"));
    cr_expect(strstr(doc->subtitle, "Round 1 of 2, still open"), "%s", doc->subtitle);
    document_free(doc);
    factsheet_plan_end(&plan);
    tear_down(t);
}

Test(export_factsheet, is_made_for_those_who_rated) {
    case_of *t = set_up(2);
    delphi_factsheet_round first = {t->first, NULL, false}, second = {t->second, t->first, false};
    cr_expect_not(delphi_factsheet_is_for(&first, EXPERTS - 1));
    cr_expect(delphi_factsheet_is_for(&first, 0));
    cr_expect(delphi_factsheet_is_for(&second, EXPERTS - 1));
    factsheet_kit *kit = factsheet_kit_new(t->second, t->first);
    document *doc = factsheet_kit_document(kit, EXPERTS - 1, DELPHI_EN);
    cr_expect_str_eq(factsheet_words(doc, "since", DOCUMENT_ANSWER),
                     "You gave no rating in round 1 that can be set beside one of this round.");
    document_free(doc);
    factsheet_kit_end(kit);
    tear_down(t);
}

/* ---- files ---- */

static char *path_of(const char *folder, int round, const delphi_study *study, size_t e) {
    char *path = NULL;
    cr_assert_gt(asprintf(&path, "%s/%d-%s.xlsx", folder, round, study->experts[e].id), 0);
    return path;
}

static void write_all(const case_of *t, const char *folder, int number, int workers) {
    delphi_factsheet_round round = {t->second, t->first, false};
    delphi_sheet_order orders[EXPERTS];
    delphi_problems *problems = delphi_problems_new();
    for (size_t e = 0; e < EXPERTS; e++)
        orders[e] = (delphi_sheet_order){e, e ? DELPHI_EN : DELPHI_NL, path_of(folder, number, t->study, e)};
    cr_assert_eq(delphi_export_factsheets(&round, orders, EXPERTS, workers, NULL, NULL, problems), DELPHI_OK);
    for (size_t e = 0; e < EXPERTS; e++)
        free((char *)(uintptr_t)orders[e].path);
    delphi_problems_free(problems);
}

static int check(const char *path, const char *arguments) {
    const char *tests = getenv("DELPHI_TESTS");
    char command[4096];
    snprintf(command, sizeof command, "python3 %s/golden/check_xlsx.py %s %s", tests ? tests : "tests", path,
             arguments);
    return system(command);
}

Test(export_factsheet, files_are_sound_and_in_each_experts_language) {
    case_of *t = set_up(7);
    char *folder = scratch_new();
    write_all(t, folder, 1, 1);
    for (size_t e = 0; e < EXPERTS; e++) {
        char *path = path_of(folder, 1, t->study, e);
        cr_expect_eq(check(path, e ? "--sheet Factsheet --sheet 'Round before' --sheet Indicators --sheet Reading "
                                     "--text Relevance --text 'You minus panel' --part-of-text 'no good or bad score' "
                                     "--part-of-text 'fewer than 3 experts are not shown'"
                                   : "--sheet Factsheet --sheet 'Vorige ronde' --sheet Indicatoren --sheet Leeswijzer "
                                     "--text 'U min panel' --part-of-text 'geen goede of slechte score' "
                                     "--no-text Panel: --no-text 'You minus panel'"),
                     0, "%s", path);
        free(path);
    }
    scratch_remove(folder);
    tear_down(t);
}

Test(export_factsheet, the_same_bytes_by_any_number_of_processes_in_any_time_zone) {
    case_of *t = set_up(7);
    char *folder = scratch_new();
    delphi_problems *problems = delphi_problems_new();
    write_all(t, folder, 1, 1);
    setenv("TZ", "Pacific/Auckland", 1);
    tzset();
    write_all(t, folder, 2, 3);
    for (size_t e = 0; e < EXPERTS; e++) {
        char *one = path_of(folder, 1, t->study, e), *two = path_of(folder, 2, t->study, e);
        delphi_buffer a = {0}, b = {0};
        cr_assert_eq(base_file_read(one, one, &a, NULL, problems), DELPHI_OK);
        cr_assert_eq(base_file_read(two, two, &b, NULL, problems), DELPHI_OK);
        cr_expect(a.size == b.size && memcmp(a.data, b.data, a.size) == 0, "%s", one);
        delphi_buffer_free(&a);
        delphi_buffer_free(&b);
        free(one);
        free(two);
    }
    delphi_problems_free(problems);
    scratch_remove(folder);
    tear_down(t);
}
