/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A study of three rounds in which everything happens to indicators that can: kept, dropped, reworded, merged,
 * withdrawn, added, decided by the steering group, ended without consensus. And what its figures are, counted from the
 * ratings anew, in the plainest way. */
#ifndef SUPPORT_FINAL_STUDY_H
#define SUPPORT_FINAL_STUDY_H

#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <delphi/delphi.h>

enum { FINAL_ROUNDS = 3, FINAL_EXPERTS = 14, FINAL_CRITERIA = 2, FINAL_POINTS = 9 };

static const char final_protocol[] =
    "{\"format\": \"delphi-study/1\", \"id\": \"eind\", \"title\": {\"nl\": \"Eindproef\", \"en\": \"Final trial\"},"
    " \"language\": \"nl\", \"scale\": {\"min\": 1, \"max\": 9, \"labels\": {\"1\": {\"nl\": \"laag\", \"en\": "
    "\"low\"}, \"9\": {\"nl\": \"hoog\", \"en\": \"high\"}}, \"cannot_judge\": true},"
    " \"bands\": {\"low\": [1, 3], \"high\": [7, 9]}, \"criteria\": [{\"id\": \"relevance\", \"title\": {\"nl\": "
    "\"Relevantie\", \"en\": \"Relevance\"}}, {\"id\": \"measurability\", \"title\": {\"nl\": \"Meetbaarheid\", "
    "\"en\": \"Measurability\"}}],"
    " \"groups\": [{\"id\": \"a\", \"title\": {\"nl\": \"Inwoners\", \"en\": \"Residents\"}}, {\"id\": \"b\", "
    "\"title\": {\"nl\": \"Toezichthouders\", \"en\": \"Regulators\"}}],"
    " \"quantile_type\": 7, \"denominator\": \"valid\", \"min_ratings\": 3, \"min_group\": 5, \"settled\": \"leave\","
    " \"seed\": 11, \"rules\": {\"keep\": \"relevance.median >= 7 and measurability.median >= 5\", \"drop\": "
    "\"relevance.median <= 3\"},"
    " \"rounds\": [{\"id\": 1, \"closes\": \"2020-11-20\"}, {\"id\": 2, \"closes\": \"2021-01-29\"}, {\"id\": 3, "
    "\"closes\": \"2021-03-19\", \"rules\": {\"keep\": \"relevance.median >= 6 and measurability.median >= 5\"}}]}";

static const char final_indicators[] = "id,topic,topic_en,text,text_en,definition,since,until,replaces\n"
                                       "A,Preventie,Prevention,Tekst A,Text A,Definitie A,,,\n"
                                       "B,Preventie,,Tekst B,Text B,,,,\n"
                                       "C,Regio,Region,Tekst C,Text C,,,,\n"
                                       "D,Regio,,Tekst D,Text D,,,,\n"
                                       "E,Ziekenhuis,Hospital,Tekst E,Text E,,,,\n"
                                       "F,Ziekenhuis,,Tekst F,Text F,,,,\n"
                                       "G,Ziekenhuis,,Tekst G,Text G,,,1,\n"
                                       "I,Personeel,Staff,Tekst I,Text I,,,,\n"
                                       "D2,Regio,,Tekst D anders,Text D reworded,Definitie D2,2,,D\n"
                                       "EF,Ziekenhuis,,Tekst E en F,Text E and F,,2,,E F\n"
                                       "H,Mantelzorg,Carers,Tekst H,Text H,,2,,\n"
                                       "J,Personeel,,Tekst J,Text J,,2,,\n";

/* Centre of relevance and of measurability in each round. */
static const struct {
    const char *id;
    int centre[FINAL_ROUNDS][FINAL_CRITERIA];
} final_profiles[] = {
    {"A", {{8, 6}, {0, 0}, {0, 0}}},  {"B", {{2, 5}, {0, 0}, {0, 0}}}, {"C", {{6, 5}, {8, 7}, {0, 0}}},
    {"D", {{5, 6}, {0, 0}, {0, 0}}},  {"E", {{5, 5}, {0, 0}, {0, 0}}}, {"F", {{4, 4}, {0, 0}, {0, 0}}},
    {"G", {{5, 7}, {0, 0}, {0, 0}}},  {"I", {{5, 4}, {5, 4}, {5, 3}}}, {"D2", {{0, 0}, {5, 6}, {7, 6}}},
    {"EF", {{0, 0}, {2, 5}, {0, 0}}}, {"H", {{0, 0}, {5, 5}, {4, 8}}}, {"J", {{0, 0}, {6, 4}, {6, 5}}},
};

typedef struct {
    delphi_problems *problems;
    delphi_study *study;
    const delphi_result *rounds[FINAL_ROUNDS];
    delphi_result *own[FINAL_ROUNDS];
    int count;
} final_study;

/* P13 and P14 join in round 2; P05 leaves after round 1; P06 misses round 2. */
static inline bool final_answers(int expert, int round) {
    if (expert >= 12 && round == 1)
        return false;
    if (expert == 4 && round > 1)
        return false;
    return !(expert == 5 && round == 2);
}

static inline void final_fill(delphi_study *study, int round) {
    delphi_ratings *ratings = delphi_ratings_new(study, round);
    uint32_t state = 1605u + (uint32_t)round; /* with it one decision hangs on one expert */
    cr_assert_not_null(ratings);
    for (size_t i = 0; i < sizeof final_profiles / sizeof *final_profiles; i++) {
        size_t indicator = delphi_study_indicator(study, final_profiles[i].id);
        for (size_t c = 0; c < FINAL_CRITERIA; c++)
            for (int e = 0; e < FINAL_EXPERTS; e++) {
                int centre = final_profiles[i].centre[round - 1][c], rating;
                state = state * 1664525u + 1013904223u;
                rating = centre + (int)((state >> 16) % 3u) - 1;
                if (centre == 0 || !final_answers(e, round))
                    continue;
                delphi_ratings_column(ratings, indicator, c)[e] =
                    e == 3 && c == 1 && i % 4 == 0 ? DELPHI_CANNOT_JUDGE : (delphi_rating)rating;
            }
    }
    snprintf(ratings->sha256, sizeof ratings->sha256, "%064d", round);
    study->ratings[round - 1] = ratings;
}

static inline final_study final_study_of(const char *protocol, int rounds) {
    static const char overrides[] = "round,indicator,decision,why\n3,H,keep,Wettelijk verplicht\n";
    final_study s = {.problems = delphi_problems_new(), .study = delphi_study_new(), .count = rounds};
    char panel[1024] = "expert,group,language,since\n";
    for (int e = 0; e < FINAL_EXPERTS; e++) {
        size_t end = strlen(panel);
        snprintf(panel + end, sizeof panel - end, "P%02d,%s,nl,%d\n", e + 1, e % 4 == 3 ? "b" : "a", e < 12 ? 1 : 2);
    }
    delphi_read_protocol(s.study, "study.json", protocol, strlen(protocol), s.problems);
    delphi_read_indicators(s.study, "indicators.csv", final_indicators, sizeof final_indicators - 1, s.problems);
    delphi_read_panel(s.study, "panel.csv", panel, strlen(panel), s.problems);
    if (rounds == FINAL_ROUNDS)
        delphi_read_overrides(s.study, "overrides.csv", overrides, sizeof overrides - 1, s.problems);
    cr_assert_eq(delphi_problems_errors(s.problems), 0u, "%s",
                 delphi_problems_kept(s.problems) ? delphi_problems_get(s.problems, 0)->message : "");
    for (int r = 1; r <= rounds; r++) {
        const delphi_result *previous = r > 1 ? s.own[r - 2] : NULL;
        final_fill(s.study, r);
        cr_assert_eq(delphi_analyse(s.study, r, previous, &s.own[r - 1], s.problems), DELPHI_OK);
        cr_assert_eq(delphi_appraise(s.own[r - 1], previous), DELPHI_OK);
        s.rounds[r - 1] = s.own[r - 1];
    }
    return s;
}

static inline void final_study_free(final_study *s) {
    for (int r = 0; r < s->count; r++)
        delphi_result_free(s->own[r]);
    delphi_study_free(s->study);
    delphi_problems_free(s->problems);
}

/* ---- counted anew ---- */

typedef struct {
    int values[FINAL_EXPERTS]; /* sorted */
    int n, high;
    int counts[FINAL_POINTS + 1];
} plain_ratings;

static inline int plain_compare(const void *a, const void *b) {
    return *(const int *)a - *(const int *)b;
}

/* `without`: an expert to be left out, or -1. */
static inline plain_ratings plain_of(const delphi_study *study, int round, const char *id, size_t criterion,
                                     int without) {
    plain_ratings p = {.n = 0};
    const delphi_rating *cells =
        delphi_ratings_column(study->ratings[round - 1], delphi_study_indicator(study, id), criterion);
    for (int e = 0; e < FINAL_EXPERTS; e++)
        if (cells[e] >= 1 && e != without) {
            p.values[p.n++] = cells[e];
            p.high += cells[e] >= 7;
            p.counts[cells[e]]++;
        }
    qsort(p.values, (size_t)p.n, sizeof *p.values, plain_compare);
    return p;
}

/* Type 7: linear between the ratings around (n - 1)p, counted from 0. */
static inline double plain_quantile(const plain_ratings *p, double at) {
    double place = (p->n - 1) * at;
    int below = (int)place;
    double part = place - below;
    return part > 0 ? p->values[below] + part * (p->values[below + 1] - p->values[below]) : p->values[below];
}

static inline bool plain_is_listed(const delphi_study *study, int round, const char *id) {
    return plain_of(study, round, id, 0, -1).n > 0;
}

/* By the rules of the protocol above; without the steering group. */
static inline delphi_decision plain_decision(const delphi_study *study, int round, const char *id, int without) {
    plain_ratings relevance = plain_of(study, round, id, 0, without), other = plain_of(study, round, id, 1, without);
    double first = plain_quantile(&relevance, 0.5), second = plain_quantile(&other, 0.5);
    bool keep = first >= (round == 3 ? 6 : 7) && second >= 5, drop = first <= 3;
    if (keep)
        return DELPHI_KEEP;
    return drop ? DELPHI_DROP : round == FINAL_ROUNDS ? DELPHI_NO_CONSENSUS : DELPHI_RERATE;
}

#endif
