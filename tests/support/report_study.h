/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A small Dutch study with everything that a report must bear: every decision, a group below min_group, an indicator
 * with too few ratings, texts with accents, one that looks like a formula and one of forty thousand characters. */
#ifndef SUPPORT_REPORT_STUDY_H
#define SUPPORT_REPORT_STUDY_H

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <delphi/delphi.h>

static const char support_protocol[] =
    "{\"format\": \"delphi-study/1\", \"id\": \"proef\","
    " \"title\": {\"nl\": \"Proefonderzoek zorg & welzijn in co\303\266rdinatie\","
    "             \"en\": \"Trial study of care & welfare in co-ordination\"},"
    " \"language\": \"nl\","
    " \"scale\": {\"min\": 1, \"max\": 9, \"labels\": {\"1\": {\"nl\": \"zeer laag\", \"en\": \"very low\"},"
    "   \"5\": {\"nl\": \"gemiddeld\", \"en\": \"moderate\"}, \"9\": {\"nl\": \"zeer hoog\", \"en\": \"very high\"}},"
    "   \"cannot_judge\": true},"
    " \"bands\": {\"low\": [1, 3], \"middle\": [4, 6], \"high\": [7, 9]},"
    " \"criteria\": [{\"id\": \"relevance\", \"title\": {\"nl\": \"Relevantie\", \"en\": \"Relevance\"}},"
    "   {\"id\": \"measurability\", \"title\": {\"nl\": \"Meetbaarheid\", \"en\": \"Measurability\"}},"
    "   {\"id\": \"influence\", \"title\": {\"nl\": \"Be\303\257nvloedbaarheid\", \"en\": \"Influenceability\"}}],"
    " \"groups\": [{\"id\": \"inwoners\", \"title\": {\"nl\": \"Inwoners\", \"en\": \"Residents\"}},"
    "   {\"id\": \"professionals\", \"title\": {\"nl\": \"Professionals\", \"en\": \"Professionals\"}},"
    "   {\"id\": \"bestuurders\", \"title\": {\"nl\": \"Bestuurders\", \"en\": \"Administrators\"}},"
    "   {\"id\": \"toezicht\", \"title\": {\"nl\": \"Toezichthouders\", \"en\": \"Regulators\"}}],"
    " \"quantile_type\": 7, \"denominator\": \"valid\", \"min_ratings\": 5, \"min_group\": 5, \"settled\": \"stay\","
    " \"seed\": 20210401,"
    " \"rules\": {\"keep\": \"relevance.median >= 7 and relevance.share(high) >= 75% and not relevance.disagreement and"
    " not relevance.disagreement_classic and measurability.median >= 5\","
    "   \"drop\": \"relevance.median <= 4 or measurability.share(low) >= 2/3 or relevance.cannot_judge >= 10\"},"
    " \"rounds\": [{\"id\": 1, \"closes\": \"2020-11-20\"}, {\"id\": 2, \"closes\": \"2021-01-29\"},"
    "   {\"id\": 3, \"closes\": \"2021-03-19\", \"rules\": {\"keep\": \"relevance.median >= 7 and every group"
    " (relevance.median >= 6)\"}}]}";

static const char support_indicators[] =
    "id,topic,text,text_en,topic_en\n"
    "I01,Preventie,Deelname aan de gecombineerde leefstijlinterventie (GLI),Participation in the combined lifestyle "
    "intervention (GLI),Prevention\n"
    "I02,Preventie,=SOM(A1:A9) is tekst en geen formule,=SUM(A1:A9) is text and no formula,\n"
    "I03,E-health,\"Cli\303\253nten met telemonitoring, per 1.000 inwoners \342\200\223 \342\202\254 per "
    "pati\303\253nt\",\"Clients with telemonitoring, per 1,000 residents\",\n"
    "I04,Samenwerking in de regio en daarbuiten,Vertrouwen tussen professionals in de regio,Trust between "
    "professionals,\n"
    "I05,Palliatieve zorg,Zorg in de laatste 1000 dagen,Care in the last 1000 days,\n"
    "I06,Ziekenhuis,Verkeerdebeddagen,Wrong-bed days,Hospital\n"
    "I07,Ziekenhuis,Acute opnamen van kwetsbare ouderen,Acute admissions of frail older people,\n"
    "I08,Financi\303\253n,Kosten per pati\303\253nt,Cost per patient,\n"
    "I09,Personeel,Werkplezier en werkdruk,Work pleasure and work pressure,\n"
    "I10,Ervaringen,Ervaren kwaliteit,Experienced quality,\n"
    "I11,Regio,Regiobeeld en regioplan,Regional picture and plan,\n"
    "I12,Regio,";

enum { SUPPORT_EXPERTS = 24, SUPPORT_INDICATORS = 12, SUPPORT_LONG_TEXT = 40000 };

/* Where the ratings of an indicator lie on relevance, and how far they spread, how many cannot judge or are missing. */
static const struct {
    int centre, spread, cannot_judge, missing, measurability;
} support_profiles[SUPPORT_INDICATORS] = {
    {8, 1, 0, 0, 7},  {8, 1, 2, 1, 6}, {7, 1, 1, 0, 6}, {5, 4, 0, 2, 5}, {2, 1, 1, 0, 5}, {7, 0, 12, 0, 7},
    {8, 1, 3, 18, 7}, {6, 2, 0, 0, 2}, {6, 2, 1, 1, 6}, {7, 2, 0, 3, 6}, {5, 2, 0, 0, 8}, {8, 1, 0, 0, 8},
};

static inline uint32_t support_random(uint32_t *state) {
    *state = *state * 1664525u + 1013904223u;
    return *state >> 16;
}

static inline delphi_rating support_rating(size_t indicator, size_t criterion, size_t expert, uint32_t *state) {
    int place = (int)((expert * 7 + criterion * 5 + indicator) % SUPPORT_EXPERTS);
    int spread = support_profiles[indicator].spread;
    int rating = criterion == 0 ? support_profiles[indicator].centre : support_profiles[indicator].measurability;
    int step = (int)(support_random(state) % (uint32_t)(2 * spread + 1)) - spread;
    if (place < support_profiles[indicator].cannot_judge)
        return DELPHI_CANNOT_JUDGE;
    if (place < support_profiles[indicator].cannot_judge + support_profiles[indicator].missing)
        return DELPHI_MISSING;
    rating += step;
    return (delphi_rating)(rating < 1 ? 1 : rating > 9 ? 9 : rating);
}

static inline void support_fill(const delphi_study *study, int round) {
    uint32_t state = 7u + (uint32_t)round;
    delphi_ratings *ratings = delphi_ratings_new(study, round);
    for (size_t i = 0; ratings && i < study->indicator_count; i++)
        for (size_t c = 0; c < study->protocol.criterion_count; c++)
            for (size_t e = 0; e < study->expert_count; e++)
                delphi_ratings_column(ratings, i, c)[e] = support_rating(i, c, e, &state);
    if (ratings)
        snprintf(ratings->sha256, sizeof ratings->sha256, "%064d", round);
    study->ratings[round - 1] = ratings;
}

/* A long text of words, and the row of indicators.csv closed behind it. */
static inline char *support_indicators_csv(void) {
    size_t start = strlen(support_indicators);
    char *text = malloc(start + SUPPORT_LONG_TEXT + 16);
    if (!text)
        return NULL;
    memcpy(text, support_indicators, start);
    for (size_t i = 0; i < SUPPORT_LONG_TEXT; i++)
        text[start + i] = "regiobeeld "[i % 11];
    memcpy(text + start + SUPPORT_LONG_TEXT, ",Regional,\n", 12);
    return text;
}

static inline delphi_study *support_study(const char *protocol, delphi_problems *problems) {
    static const char *const groups[] = {"inwoners", "professionals", "bestuurders", "toezicht"};
    delphi_study *study = delphi_study_new();
    char panel[1024] = "expert,group,language\n", *indicators = support_indicators_csv();
    for (int e = 0; e < SUPPORT_EXPERTS; e++) {
        size_t end = strlen(panel);
        /* The last group has three members: fewer than min_group. */
        snprintf(panel + end, sizeof panel - end, "P%02d,%s,nl\n", e + 1, groups[e < 3 ? 3 : e % 3]);
    }
    delphi_read_protocol(study, "study.json", protocol, strlen(protocol), problems);
    delphi_read_indicators(study, "indicators.csv", indicators, strlen(indicators), problems);
    delphi_read_panel(study, "panel.csv", panel, strlen(panel), problems);
    free(indicators);
    return study;
}

/* The result of `round`, or NULL with the problems filled. Free the result, then the study. */
static inline delphi_result *support_result(delphi_study *study, int round, delphi_problems *problems) {
    delphi_result *result = NULL, *previous = NULL;
    for (int r = 1; r <= round; r++) {
        support_fill(study, r);
        result = NULL;
        if (delphi_analyse(study, r, previous, &result, problems))
            result = NULL;
        delphi_result_free(previous);
        previous = result;
    }
    return result;
}

#endif
