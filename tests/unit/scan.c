/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Scans: scores by block, bases of routed questions and of those with several answers, waves, and versions of the
 * questionnaire, which are never mixed. The figures were worked out by hand. */
#include <criterion/criterion.h>
#include <delphi/delphi.h>

#include "../support/study.h"

/* Two waves of one version, and a third of another. */
static const char protocol[] =
    "{\"format\": \"delphi-study/1\", \"id\": \"scan\", \"language\": \"en\", \"scale\": {\"min\": 1, \"max\": 4},"
    " \"groups\": [{\"id\": \"h\"}, {\"id\": \"o\"}], \"min_ratings\": 1, \"min_group\": %d, \"scan\": {},"
    " \"rounds\": [{\"id\": 1, \"wave\": \"2020\", \"version\": \"old\"}, {\"id\": 2, \"wave\": \"2021\"},"
    " {\"id\": 3, \"wave\": \"2022\", \"version\": \"new\"}]}";
/* Q5 stands for Q2 from wave 2 on and may be compared with it; Q3 is new then, and may not. */
static const char list[] = "id,topic,text,choice_of,asked_if,since,until,replaces,comparable\n"
                           "Q1,A,First,,,1,,,yes\n"
                           "Q2,A,Second,,,1,1,,\n"
                           "Q5,A,Second in other words,,,2,,Q2,yes\n"
                           "Q3,A,Third,,,2,,,\n"
                           "Q4,B,Fourth,,,1,,,\n"
                           "M1,B,One,Which?,Q4=2|3,1,,,\n"
                           "M2,B,Two,Which?,Q4=2|3,1,,,\n";
static const char options[] = "indicator,option,label,score\nQ4,1,none,1\nQ4,2,some,2\nQ4,3,all,4\nQ4,4,other,\n";
static const char blocks[] = "version,indicator,block\nnew,Q3,B\n";
static const char panel[] = "expert,group\nA,h\nB,h\nC,h\nD,o\nE,o\nF,o\n";
#define ROW(expert, question, answer) expert "," question ",rating," answer ",\n"
static const char *const answers[] = {
    ROW("A", "Q1", "1") ROW("A", "Q2", "2") ROW("B", "Q1", "2") ROW("B", "Q2", "4") ROW("C", "Q1", "3")
        ROW("D", "Q1", "4") ROW("D", "Q2", "4") ROW("E", "Q1", "2") ROW("E", "Q2", "1") ROW("A", "Q4", "2")
            ROW("B", "Q4", "3") ROW("C", "Q4", "4") ROW("D", "Q4", "1") ROW("A", "M1", "1") ROW("C", "M1", "1"),
    ROW("A", "Q1", "2") ROW("B", "Q1", "2") ROW("C", "Q1", "4") ROW("D", "Q1", "4") ROW("E", "Q1", "3")
        ROW("F", "Q1", "1") ROW("A", "Q5", "3") ROW("B", "Q5", "4") ROW("D", "Q5", "4") ROW("E", "Q5", "2")
            ROW("F", "Q5", "1") ROW("A", "Q3", "1") ROW("B", "Q3", "1") ROW("C", "Q3", "1") ROW("D", "Q3", "1")
                ROW("E", "Q3", "1") ROW("F", "Q3", "1") ROW("A", "Q4", "2") ROW("B", "Q4", "2") ROW("C", "Q4", "3")
                    ROW("D", "Q4", "2") ROW("E", "Q4", "3") ROW("F", "Q4", "1") ROW("A", "M1", "1") ROW("A", "M2", "1")
                        ROW("C", "M1", "1") ROW("D", "M1", "1") ROW("E", "M2", "1") ROW("F", "M1", "1"),
    ROW("A", "Q1", "4") ROW("B", "Q1", "4") ROW("C", "Q1", "4") ROW("A", "Q3", "2") ROW("B", "Q3", "2")
        ROW("C", "Q3", "2") ROW("A", "Q4", "1") ROW("B", "Q4", "1") ROW("C", "Q4", "1"),
};
#define WAVES 3

static delphi_study *study;
static delphi_result *waves[WAVES];

static void make(int min_group) {
    delphi_problems *problems = delphi_problems_new();
    char settings[sizeof protocol + 16];
    snprintf(settings, sizeof settings, protocol, min_group);
    study = delphi_study_new();
    delphi_read_protocol(study, "study.json", settings, strlen(settings), problems);
    delphi_read_indicators(study, "indicators.csv", list, strlen(list), problems);
    delphi_read_options(study, "options.csv", options, strlen(options), problems);
    delphi_read_blocks(study, "blocks.csv", blocks, strlen(blocks), problems);
    delphi_read_panel(study, "panel.csv", panel, strlen(panel), problems);
    for (int i = 0; i < WAVES; i++) {
        char *text = NULL;
        cr_assert_gt(asprintf(&text, "expert,indicator,criterion,rating,comment\n%s", answers[i]), 0);
        delphi_read_ratings(study, i + 1, "ratings.csv", text, strlen(text), problems);
        free(text);
    }
    test_no_problems(problems);
    delphi_problems_free(problems);
    for (int i = 0; i < WAVES; i++)
        waves[i] = test_analyse(study, i + 1, i ? waves[i - 1] : NULL);
}

/* With a min_group of 1 nothing is held back. */
static void setup(void) {
    make(1);
}

static void setup_private(void) {
    make(3);
}

static void teardown(void) {
    for (int i = 0; i < WAVES; i++)
        delphi_result_free(waves[i]);
    delphi_study_free(study);
}

TestSuite(scan, .init = setup, .fini = teardown);
TestSuite(scan_privacy, .init = setup_private, .fini = teardown);

static const delphi_scan_block *block(int wave, const char *title) {
    const delphi_scan *scan = waves[wave - 1]->scan;
    for (size_t b = 0; b < scan->block_count; b++)
        if (strcmp(delphi_text_in(scan->blocks[b].title, DELPHI_EN), title) == 0)
            return &scan->blocks[b];
    cr_assert_fail("wave %d has no block %s", wave, title);
    return NULL;
}

static const delphi_scan_question *question(int wave, const char *id) {
    const delphi_scan *scan = waves[wave - 1]->scan;
    for (size_t q = 0; q < scan->question_count; q++)
        if (strcmp(study->indicators[scan->questions[q].indicators[0]].id, id) == 0)
            return &scan->questions[q];
    return NULL;
}

static void expect_value(const delphi_value *value, int64_t num, int64_t den, const char *what) {
    cr_assert_eq(value->kind, DELPHI_VALUE_RATIONAL, "%s is not exact", what);
    cr_expect_eq(value->as.rational.num * den, num * value->as.rational.den, "%s is %ld/%ld", what,
                 (long)value->as.rational.num, (long)value->as.rational.den);
}

static size_t expert(const char *id) {
    return delphi_study_expert(study, id);
}

Test(scan, a_score_is_the_mean_of_the_participants_own_means) {
    const delphi_scan_block *a = block(1, "A");
    expect_value(&a->own[expert("A")], 3, 2, "A's");
    expect_value(&a->own[expert("C")], 3, 1, "C's, who answered one question");
    cr_expect_eq(a->own[expert("F")].kind, DELPHI_VALUE_UNDEFINED);
    cr_expect_eq(a->answered[expert("C")], 1u);
    cr_expect_eq(a->scores[0].n, 5u);
    expect_value(&a->scores[0].value, 13, 5, "that of all, which is not 23/9 of all answers together");
    expect_value(&block(2, "A")->scores[0].value, 77, 36, "that of wave 2");
}

Test(scan, an_answer_without_a_score_counts_in_none) {
    const delphi_scan_block *b = block(1, "B");
    expect_value(&b->own[expert("B")], 4, 1, "the third answer, scored 4");
    cr_expect_eq(b->own[expert("C")].kind, DELPHI_VALUE_UNDEFINED, "\"other\" has no score");
    cr_expect_eq(b->scored, 1u, "choices have none either");
    cr_expect_eq(b->scores[0].n, 3u);
    expect_value(&b->scores[0].value, 7, 3, "that of all");
    cr_expect_eq(question(1, "Q4")->answers[0].n, 4u, "and is an answer all the same");
}

Test(scan, a_routed_question_has_a_base_of_its_own) {
    const delphi_scan_answers *all = &question(2, "M1")->answers[0];
    cr_expect(question(2, "M1")->multiple);
    cr_expect_eq(all->asked, 5u, "F answered Q4 otherwise");
    cr_expect_eq(all->n, 4u, "B was asked and chose nothing");
    cr_expect_eq(all->missing, 1u);
    cr_expect_eq(all->counts[0], 3u);
    cr_expect_eq(all->counts[1], 2u);
    cr_expect_eq(waves[1]->scan->not_asked_answers, 1u, "F's");
    cr_expect_null(question(2, "M2"), "both options are one question");
    cr_expect_eq(delphi_question_count(study), 6u);
}

Test(scan_privacy, what_is_too_small_is_not_shown_nor_left_to_be_worked_out) {
    const delphi_scan_answers *first = question(1, "Q1")->answers;
    cr_expect_not(first[0].suppressed);
    cr_expect(first[2].suppressed, "two of o");
    cr_expect(first[1].suppressed, "all less the three of h are the two of o");
    cr_expect_eq(first[1].n, 3u, "n is no secret");
    cr_expect_eq(first[1].score.value.reason, DELPHI_REASON_SMALL_GROUP);
    for (int s = 0; s <= 2; s++)
        cr_expect_not(question(2, "Q1")->answers[s].suppressed);
    cr_expect(question(1, "M1")->answers[0].suppressed, "one answered");
    cr_expect_null(question(1, "M1")->answers[0].counts);
}

/* In block A of wave 2 all answered Q1 and Q3, and C alone left Q5 out: twice the difference between the sum of scores
 * and those of the questions would be C's own. */
Test(scan_privacy, a_score_does_not_tell_what_the_few_answered_who_left_something_out) {
    const delphi_scan_block *a = block(2, "A"), *b = block(2, "B");
    cr_expect(a->scores[0].suppressed);
    cr_expect(a->scores[1].suppressed, "C is of h");
    cr_expect(a->scores[2].suppressed, "all less those of o are those of h");
    cr_expect(a->then.suppressed || a->then.n == 0);
    for (int s = 0; s <= 2; s++)
        cr_expect_not(b->scores[s].suppressed, "all answered Q4");
    cr_expect_not(block(3, "B")->scores[0].suppressed);
}

/* Whoever adds up what is shown never gets a heap of fewer than min_group. */
Test(scan_privacy, no_small_heap_is_left_between_the_whole_and_its_shown_parts) {
    for (int w = 0; w < WAVES; w++)
        for (size_t q = 0; q < waves[w]->scan->question_count; q++) {
            const delphi_scan_answers *a = waves[w]->scan->questions[q].answers;
            uint32_t rest = a[0].n;
            for (int s = 1; s <= 2; s++)
                rest -= a[s].suppressed ? 0 : a[s].n;
            cr_expect(a[0].suppressed || rest == 0 || rest >= 3, "wave %d, question %zu: %u", w + 1, q, rest);
            for (int s = 0; s <= 2; s++)
                cr_expect(a[s].suppressed || a[s].n == 0 || a[s].n >= 3);
        }
}

Test(scan, waves_of_a_version_are_compared_over_comparable_questions_alone) {
    const delphi_scan_block *a = block(2, "A");
    cr_expect_eq(a->compared, 2u, "Q1, and Q5 for Q2; Q3 is new");
    expect_value(&a->then.value, 13, 5, "2020");
    expect_value(&a->now.value, 17, 6, "2021, without Q3, which pulls the score below that of 2020");
    cr_expect_null(delphi_scan_question_before(waves[1]->scan, question(2, "Q3"), waves[0]->scan));
    cr_expect_eq(delphi_scan_question_before(waves[1]->scan, question(2, "Q5"), waves[0]->scan), question(1, "Q2"));
    delphi_scan_own_change own = delphi_scan_own_since(waves[1]->scan, a, expert("A"));
    cr_expect_eq(own.questions, 2u);
    expect_value(&own.then, 3, 2, "A's in 2020");
    expect_value(&own.now, 5, 2, "A's in 2021");
    own = delphi_scan_own_since(waves[1]->scan, a, expert("C"));
    cr_expect_eq(own.questions, 1u, "C answered Q1 in both");
    cr_expect_eq(delphi_scan_own_since(waves[1]->scan, a, expert("F")).questions, 0u);
}

Test(scan, two_versions_are_two_series) {
    const delphi_scan *now = waves[2]->scan, *then = waves[1]->scan;
    cr_expect_str_eq(then->version, "old", "a round has the version of the round before");
    cr_expect_str_eq(now->version, "new");
    for (size_t b = 0; b < now->block_count; b++) {
        cr_expect_eq(now->blocks[b].compared, 0u);
        cr_expect_null(delphi_scan_same_block(now, &now->blocks[b], then));
        cr_expect_eq(delphi_scan_own_since(now, &now->blocks[b], expert("A")).questions, 0u);
    }
    cr_expect_not_null(delphi_scan_same_block(then, &then->blocks[0], waves[0]->scan));
    cr_expect_not_null(delphi_scan_question_before(now, question(3, "Q1"), then), "declared comparable");
    cr_expect_null(delphi_scan_question_before(now, question(3, "Q3"), then), "the same words, and not declared so");
}

Test(scan, a_version_has_its_own_blocks) {
    cr_expect_eq(block(2, "A")->scored, 3u);
    cr_expect_eq(block(3, "A")->scored, 2u, "Q1 and Q5");
    cr_expect_eq(block(3, "B")->scored, 2u, "Q4, and Q3 by blocks.csv");
    expect_value(&block(3, "B")->scores[0].value, 3, 2, "B in the new layout");
    expect_value(&block(3, "A")->scores[0].value, 4, 1, "A in the new layout");
}

Test(scan, a_half_is_rounded_upwards) {
    static const struct {
        int64_t num, den;
        int decimals;
        int64_t expected;
    } rows[] = {{49, 20, 1, 25}, {244, 100, 1, 24}, {5, 2, 0, 3}, {7, 3, 2, 233}, {-5, 2, 0, -2}, {1, 1, 1, 10}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        delphi_value value = {.kind = DELPHI_VALUE_RATIONAL, .as.rational = {rows[i].num, rows[i].den}};
        cr_expect_eq(delphi_scan_rounded(&value, rows[i].decimals), rows[i].expected, "row %zu", i);
    }
    cr_expect_eq(delphi_scan_percent(1, 8), 13);
    cr_expect_eq(delphi_scan_percent(4, 51), 8);
    cr_expect_eq(delphi_scan_percent(0, 3), 0);
    cr_expect_eq(delphi_scan_percent(3, 3), 100);
}

/* ---- what is refused ---- */

typedef delphi_status reader(delphi_study *, const char *, const char *, size_t, delphi_problems *);

static void refuse(reader *read, const char *text, const char *expected) {
    delphi_problems *problems = delphi_problems_new();
    char message[1400] = "";
    read(study, "f", text, strlen(text), problems);
    for (size_t i = 0; i < delphi_problems_kept(problems) && !*message; i++)
        delphi_error_format(delphi_problems_get(problems, i), message, sizeof message);
    cr_expect_str_eq(message, expected);
    delphi_problems_free(problems);
}

#define STUDY "{\"format\": \"delphi-study/1\", \"id\": \"s\", \"scale\": {\"min\": 1, \"max\": 4}, "

Test(scan, what_does_not_fit_is_refused_with_its_place) {
    static const struct {
        reader *read;
        const char *text, *expected;
    } rows[] = {
        {delphi_read_options, "indicator,option,label\nQ9,1,a\n", "f:2:1: there is no question \"Q9\""},
        {delphi_read_options, "indicator,option,label\nM1,1,a\n",
         "f:2:1: \"M1\" is an option that can be chosen beside others: it has no answers of its own"},
        {delphi_read_blocks, "version,indicator,block\nnewer,Q1,A\n",
         "f:2:1: no round of study.json has the version \"newer\""},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        refuse(rows[i].read, rows[i].text, rows[i].expected);
}

Test(scan, a_protocol_that_is_half_a_scan_is_refused) {
    static const struct {
        const char *text, *expected;
    } rows[] = {
        {STUDY "\"rules\": {\"keep\": \"n > 1\"}, \"rounds\": [{\"id\": 1, \"wave\": \"2022\"}]}",
         "f:/rounds/0/wave: only a scan has waves: say so with \"scan\": {}"},
        {STUDY "\"scan\": {}, \"rounds\": [{\"id\": 1, \"wave\": \"a\"}, {\"id\": 2, \"wave\": \"a\"}]}",
         "f:/rounds/1/wave: rounds 1 and 2 are both wave \"a\""},
        {STUDY "\"scan\": {}, \"rounds\": [{\"id\": 1, \"rules\": {\"keep\": \"n > 1\"}}]}",
         "f:/rounds/0: a scan has no rules and selects nothing: it keeps and drops nothing"},
        {STUDY "\"scan\": {}, \"rounds\": [{\"id\": 1, \"level\": \"topic\"}]}",
         "f:/rounds/0: a scan has questions, and no round of topics"},
        {STUDY "\"scan\": {\"decimals\": 3}, \"rounds\": [{\"id\": 1}]}",
         "f:/scan/decimals: expected a whole number from 0 to 2, found 3"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        delphi_problems *problems = delphi_problems_new();
        delphi_study *other = delphi_study_new();
        char message[1400] = "";
        delphi_read_protocol(other, "f", rows[i].text, strlen(rows[i].text), problems);
        if (delphi_problems_kept(problems))
            delphi_error_format(delphi_problems_get(problems, 0), message, sizeof message);
        cr_expect_str_eq(message, rows[i].expected);
        delphi_study_free(other);
        delphi_problems_free(problems);
    }
}
