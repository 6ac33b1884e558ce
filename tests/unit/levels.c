/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Studies of two levels: topics first, then the indicators that measure them. */
#include <criterion/criterion.h>
#include <delphi/delphi.h>

#include "../support/study.h"

/* Topics in rounds 1 and 3, indicators in 2 and 4. */
static const char protocol[] =
    "{\"format\": \"delphi-study/1\", \"id\": \"levels\", \"scale\": {\"min\": 1, \"max\": 9}, \"min_ratings\": 1,"
    " \"rules\": {\"keep\": \"median >= 7\", \"drop\": \"median <= 3\"},"
    " \"rounds\": [{\"id\": 1, \"level\": \"topic\"}, {\"id\": 2}, {\"id\": 3, \"level\": \"topic\"}, {\"id\": 4}]}";
/* T3 is kept without an indicator proposed; T4 is kept in round 3 only; T5 is dropped; I6 has a topic of its own. */
static const char list[] = "id,level,topic,text,since,replaces\n"
                           "T1,topic,,Falls,,\n"
                           "T2,topic,,Prevention,,\n"
                           "T3,topic,,Trust,,\n"
                           "T4,topic,,Regional plan,,\n"
                           "T5,topic,,Parking,,\n"
                           "I1,,T1,Falls at home,,\n"
                           "I2,indicator,T1,Falls in hospital,,\n"
                           "I3,,T2,Vaccinations,,\n"
                           "I4,,T4,Plans agreed,,\n"
                           "I5,,T5,Parking places,,\n"
                           "I6,,Costs,Cost per patient,,\n";
static const char panel[] = "expert\nA\nB\nC\n";

/* Three ratings of each, in turn. */
static const char *const rows[] = {
    "A,T1,rating,8,\nB,T1,rating,8,\nC,T1,rating,8,\nA,T2,rating,7,\nB,T2,rating,7,\nA,T3,rating,9,\nB,T3,rating,9,\n"
    "A,T4,rating,5,\nB,T4,rating,5,\nA,T5,rating,2,\nB,T5,rating,2,\n",
    "A,I1,rating,8,\nB,I1,rating,8,\nA,I2,rating,5,\nB,I2,rating,5,\nA,I3,rating,2,\nB,I3,rating,2,\nA,I6,rating,5,\n",
    "A,T4,rating,8,\nB,T4,rating,8,\n",
    "A,I2,rating,2,\nB,I2,rating,2,\nA,I4,rating,5,\nB,I4,rating,5,\nA,I6,rating,8,\n", NULL};

typedef struct {
    delphi_study *study;
    delphi_result *rounds[4];
} fixture;

static fixture make(const char *settings, const char *indicators, const char *const *ratings) {
    fixture f = {.study = test_study(settings, indicators, panel, ratings)};
    for (int i = 0; i < 4 && ratings[i]; i++)
        f.rounds[i] = test_analyse(f.study, i + 1, i ? f.rounds[i - 1] : NULL);
    return f;
}

static void end(fixture *f) {
    for (int i = 0; i < 4; i++)
        delphi_result_free(f->rounds[i]);
    delphi_study_free(f->study);
}

static const delphi_topic *topic(const delphi_result *result, const char *id) {
    for (size_t i = 0; i < result->topic_count; i++)
        if (strcmp(result->study->indicators[result->topics[i].item].id, id) == 0)
            return &result->topics[i];
    return NULL;
}

Test(levels, a_round_rates_the_items_of_its_own_level) {
    fixture f = make(protocol, list, rows);
    static const struct {
        int round;
        const char *id, *decision;
    } expected[] = {
        {1, "T1", "keep"},        {1, "T4", "rerate"},       {1, "T5", "drop"},   {1, "I1", "not in play"},
        {2, "I1", "keep"},        {2, "I2", "rerate"},       {2, "I3", "drop"},   {2, "T1", "not in play"},
        {2, "I4", "not in play"}, {2, "I5", "not in play"},  {2, "I6", "rerate"}, {3, "T4", "keep"},
        {3, "T1", "not in play"}, {4, "I4", "no_consensus"}, {4, "I2", "drop"},   {4, "I5", "not in play"},
        {4, "I6", "keep"},
    };
    for (size_t i = 0; i < sizeof expected / sizeof *expected; i++)
        cr_expect_str_eq(test_decision(f.rounds[expected[i].round - 1], expected[i].id), expected[i].decision,
                         "%s in round %d", expected[i].id, expected[i].round);
    end(&f);
}

Test(levels, a_round_is_compared_with_the_last_one_of_its_level) {
    fixture f = make(protocol, list, rows);
    cr_expect_null(f.rounds[0]->before);
    cr_expect_null(f.rounds[1]->before);
    cr_expect_eq(f.rounds[2]->before, f.rounds[0]);
    cr_expect_eq(f.rounds[3]->before, f.rounds[1]);
    cr_expect_not(f.rounds[0]->last_round);
    cr_expect_not(f.rounds[1]->last_round);
    cr_expect(f.rounds[2]->last_round, "no later round rates topics");
    cr_expect(f.rounds[3]->last_round);
    cr_assert_eq(delphi_appraise(f.rounds[3], f.rounds[3]->before), DELPHI_OK);
    cr_assert_eq(f.rounds[3]->stability_count, 2u);
    cr_expect_str_eq(f.study->indicators[f.rounds[3]->stability[0].indicator].id, "I2");
    /* C rated in round 1 alone, which has no part in the retention of indicator rounds. */
    cr_expect_eq(f.rounds[3]->response.stayed, 2u);
    cr_expect_eq(f.rounds[3]->response.left, 0u);
    cr_expect_eq(f.rounds[2]->response.left, 1u);
    end(&f);
}

Test(levels, indicators_of_a_topic_not_kept_are_left_out_and_not_dropped) {
    fixture f = make(protocol, list, rows);
    const delphi_flow *flow = f.rounds[3]->flow;
    cr_expect_eq(flow[0].left_out, 0u);
    cr_expect_eq(flow[1].left_out, 2u, "I4 and I5");
    cr_expect_eq(flow[3].left_out, 1u, "I5");
    cr_expect_eq(flow[3].started, flow[3].carried + flow[3].added + flow[3].reworded + flow[3].merged + flow[3].split);
    cr_expect_eq(flow[3].carried, 2u);
    cr_expect_eq(flow[3].added, 1u, "I4, whose topic was kept only now");
    cr_expect_eq(flow[1].started, flow[3].carried + flow[3].replaced + flow[3].withdrawn + flow[3].settled);
    cr_expect_eq(flow[2].kept_so_far, 4u, "topics alone");
    cr_expect_eq(flow[3].kept_so_far, 2u, "indicators alone");
    cr_expect_eq(flow[3].dropped_so_far, 2u);
    end(&f);
}

Test(levels, a_kept_topic_with_no_indicator_is_a_result_of_its_own) {
    fixture f = make(protocol, list, rows);
    cr_expect_eq(f.rounds[0]->topic_count, 3u);
    cr_expect(topic(f.rounds[0], "T3")->without_indicator, "none was proposed");
    cr_expect_not(topic(f.rounds[0], "T2")->without_indicator);
    cr_expect_eq(topic(f.rounds[0], "T1")->open, 2u);
    cr_expect(topic(f.rounds[1], "T2")->without_indicator, "its only indicator was dropped");
    cr_expect_eq(topic(f.rounds[1], "T1")->kept, 1u);
    cr_expect_null(topic(f.rounds[1], "T4"));
    cr_expect_not(topic(f.rounds[2], "T4")->without_indicator, "I4 is still to be rated");
    cr_expect(topic(f.rounds[3], "T4")->without_indicator, "no consensus on I4 after the last round");
    cr_expect_not(topic(f.rounds[3], "T1")->without_indicator);
    cr_expect_eq(topic(f.rounds[3], "T1")->candidates, 2u);
    end(&f);
}

/* The topic is worded anew after round 1; its indicators, which still name the old one, follow it. */
Test(levels, a_reworded_topic_takes_its_indicators_along) {
    static const char indicators[] = "id,level,topic,text,since,replaces\n"
                                     "T1,topic,,Falls,,\nT1b,topic,,Falls of older people,3,T1\n"
                                     "I1,,T1,Falls at home,4,\nI2,,T1b,Falls in hospital,4,\n";
    static const char *const ratings[] = {"A,T1,rating,5,\n", "", "A,T1b,rating,8,\n",
                                          "A,I1,rating,8,\nA,I2,rating,2,\n", NULL};
    fixture f = make(protocol, indicators, ratings);
    cr_expect_str_eq(test_decision(f.rounds[3], "I1"), "keep");
    cr_expect_str_eq(test_decision(f.rounds[3], "I2"), "drop");
    cr_expect_eq(f.rounds[3]->topic_count, 1u);
    cr_expect_eq(topic(f.rounds[3], "T1b")->candidates, 2u);
    end(&f);
}

Test(levels, an_indicator_bears_the_title_of_its_topic) {
    static const char indicators[] = "id,level,topic,topic_en,text,text_en\n"
                                     "T1,topic,,,Vallen,Falls\nI1,,T1,,Vallen thuis,Falls at home\n"
                                     "I2,,Kosten,Costs,Kosten per patient,Cost per patient\n";
    static const char *const none[] = {NULL};
    fixture f = make(protocol, indicators, none);
    cr_expect_eq(f.study->indicators[1].topic_item, 0u);
    cr_expect_str_eq(delphi_text_in(&f.study->indicators[1].topic, DELPHI_NL), "Vallen");
    cr_expect_str_eq(delphi_text_in(&f.study->indicators[1].topic, DELPHI_EN), "Falls");
    cr_expect_eq(f.study->indicators[2].topic_item, DELPHI_NONE);
    end(&f);
}

/* ---- what is refused ---- */

static void expect_refused(const char *indicators, const char *words) {
    delphi_problems *problems = delphi_problems_new();
    delphi_study *study = delphi_study_new();
    char text[1400] = "";
    cr_assert_eq(delphi_read_protocol(study, "study.json", protocol, strlen(protocol), problems), DELPHI_OK);
    cr_expect_neq(delphi_read_indicators(study, "i.csv", indicators, strlen(indicators), problems), DELPHI_OK);
    if (delphi_problems_kept(problems))
        delphi_error_format(delphi_problems_get(problems, 0), text, sizeof text);
    cr_expect(strstr(text, words), "%s", text);
    delphi_study_free(study);
    delphi_problems_free(problems);
}

Test(levels, what_two_levels_cannot_be_is_refused_with_its_place) {
    expect_refused("id,level,text\nT1,topics,Falls\n", "i.csv:2:2: \"topics\" is not a level; did you mean \"topic\"?");
    expect_refused("id,level,topic,text\nT1,topic,,Falls\nT2,topic,T1,Falls at home\n",
                   "i.csv:3:3: the topic \"T2\" cannot be of the topic \"T1\"");
    expect_refused("id,level,text,since,replaces\nT1,topic,Falls,1,\nI1,,Falls,2,T1\n",
                   "i.csv:3:5: \"I1\", which is of level indicator, cannot replace \"T1\" of level topic");
    expect_refused("id,level,topic,topic_en,text\nT1,topic,,,Vallen\nI1,,T1,Falls,Vallen thuis\n",
                   "i.csv:3:4: \"T1\" is a topic of this file (line 2)");
}
