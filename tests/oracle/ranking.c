/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Rankings as make_ranking.py works them out from the ballots, beside what comes of the same ballots as ratings.csv. */
#include <math.h>

#include "../support/study.h"
#include "matrix.h"

enum { ITEMS_MOST = 16, CASES = 4 };

/* A case of ranking.csv. */
typedef struct {
    char name[32], method[8], ballots[ITEMS_MOST][64];
    int places;
    size_t items;
    double values[ITEMS_MOST][5]; /* Borda points, mean rank, picked, first (NAN: none), W */
} ranking_case;

static void read_values(ranking_case *c, char *text) {
    for (int v = 0; v < 5; v++) {
        char *end;
        c->values[c->items][v] = *text == ',' ? NAN : strtod(text, &end);
        text = *text == ',' ? text + 1 : end + 1;
    }
}

/* The next case, up to a line of another one, which is kept for the next call. */
static bool read_case(FILE *file, ranking_case *c) {
    static char line[MATRIX_LINE];
    *c = (ranking_case){0};
    while (*line || fgets(line, sizeof line, file)) {
        char name[32], method[8], item[16], ballots[64];
        int places, used = 0;
        if (sscanf(line, "%31[^,],%7[^,],%d,%15[^,],%63[^,],%n", name, method, &places, item, ballots, &used) == 5) {
            if (c->items && strcmp(name, c->name) != 0)
                return true;
            snprintf(c->name, sizeof c->name, "%s", name);
            snprintf(c->method, sizeof c->method, "%s", method);
            snprintf(c->ballots[c->items], sizeof c->ballots[0], "%s", ballots);
            c->places = places;
            read_values(c, line + used);
            c->items++;
        }
        *line = '\0';
    }
    return c->items > 0;
}

static size_t count_experts(const ranking_case *c) {
    size_t count = 1;
    for (const char *at = c->ballots[0]; *at; at++)
        count += *at == ';';
    return count;
}

/* "E1,I1,rank,3," and so on. */
static char *ratings_of(const ranking_case *c) {
    char *text = NULL;
    size_t size;
    FILE *out = open_memstream(&text, &size);
    for (size_t e = 0; e < count_experts(c); e++)
        for (size_t i = 0; i < c->items; i++) {
            const char *at = c->ballots[i];
            for (size_t skip = 0; skip < e; skip++)
                at = strchr(at, ';') + 1;
            int place = atoi(at);
            if (place)
                fprintf(out, "E%zu,I%zu,rank,%d,\n", e + 1, i + 1, place);
        }
    fclose(out);
    return text;
}

static delphi_study *study_of(const ranking_case *c) {
    char protocol[400], indicators[400] = "id,topic,text\n", panel[200] = "expert\n";
    snprintf(protocol, sizeof protocol,
             "{\"format\": \"delphi-study/1\", \"id\": \"r\", \"scale\": {\"min\": 1, \"max\": 9}, \"min_ratings\": 1, "
             "\"rounds\": [{\"id\": 1, \"kind\": \"ranking\", \"ranking\": {\"method\": \"%s\", \"places\": %d}, "
             "\"rules\": {\"keep\": \"borda > 1\"}}]}",
             c->method, c->places);
    for (size_t i = 0; i < c->items; i++)
        snprintf(indicators + strlen(indicators), 40, "I%zu,,x\n", i + 1);
    for (size_t e = 0; e < count_experts(c); e++)
        snprintf(panel + strlen(panel), 40, "E%zu\n", e + 1);
    char *rows = ratings_of(c);
    const char *const ratings[] = {rows, NULL};
    delphi_study *study = test_study(protocol, indicators, panel, ratings);
    free(rows);
    return study;
}

static void expect(const char *what, const ranking_case *c, size_t item, const delphi_value *value, double expected) {
    double found = delphi_value_real(value);
    bool same = isnan(expected) ? isnan(found) : fabs(found - expected) <= 1e-12 * (1 + fabs(expected));
    cr_expect(same, "%s of item %zu of %s: %.17g, and it is %.17g", what, item + 1, c->name, found, expected);
}

Test(ranking_oracle, comes_to_what_the_ballots_come_to) {
    static const char *const measures[] = {"borda", "mean_rank", "pick_share", "first_share"};
    FILE *file = matrix_open(matrix_tests(), "oracle/ranking.csv");
    ranking_case c;
    int cases = 0;
    cr_assert_not_null(file);
    for (; read_case(file, &c); cases++) {
        delphi_study *study = study_of(&c);
        delphi_result *result = test_analyse(study, 1, NULL);
        cr_assert_eq(delphi_appraise(result, NULL), DELPHI_OK);
        cr_assert_eq(result->outcome_count, c.items);
        for (size_t i = 0; i < c.items; i++)
            for (size_t m = 0; m < 4; m++)
                expect(measures[m], &c, i,
                       &delphi_result_cell(result, &result->outcomes[i], 0, DELPHI_NONE)
                            ->values[delphi_measure_find(measures[m])],
                       c.values[i][m]);
        expect("W", &c, 0,
               &delphi_result_concordance(result, 0, DELPHI_NONE)->values[delphi_set_measure_find("kendall_w_ties")],
               c.values[0][4]);
        delphi_result_free(result);
        delphi_study_free(study);
    }
    fclose(file);
    cr_expect_eq(cases, CASES);
}
