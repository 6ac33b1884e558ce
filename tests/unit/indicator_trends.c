/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Trends of a chosen set: which series there are, where they begin, which way they go, what many tests leave of that,
 * and the files made of them. The study is the one of study_kit.h: after round 1 I01 is kept and I02 dropped, after
 * round 2 I03 is kept, too. */
#include "../kit/study_kit.h"
#include "../support/page.h"

#include <math.h>

static char *folder;
static delphi_folder *open_study;

static void act(delphi_status status) {
    cr_assert_eq(status, DELPHI_OK);
}

static void ingest(const char *name) {
    char *path = kit_beside(folder, name);
    const char *files[] = {path};
    delphi_ingest_options options = {0};
    delphi_intake_counts counts;
    act(delphi_folder_ingest(open_study, files, 1, &options, &counts, NULL, NULL));
    free(path);
}

static void reopen(void) {
    delphi_folder_free(open_study);
    open_study = kit_open(folder, DELPHI_FOLDER_WRITE);
}

/* Rounds 1 up to `rounds` are closed. */
static void make_study(int rounds) {
    static const char *const exports[] = {"b.csv", "c.csv"};
    const delphi_result *result;
    folder = kit_new();
    scratch_write(folder, "indicators.csv",
                  "id,text,polarity\nI01,First,lower\nI02,Second,higher\nI03,Third & last,\n");
    open_study = kit_open(folder, DELPHI_FOLDER_WRITE);
    for (int i = 0; i < rounds; i++) {
        act(delphi_folder_open_round(open_study, NULL, NULL));
        reopen();
        if (i == 0)
            ingest("a.csv");
        ingest(exports[i]);
        act(delphi_folder_close_round(open_study, NULL, &result, NULL));
        reopen();
    }
}

static void tear_down(void) {
    delphi_folder_free(open_study);
    kit_remove(folder);
}

TestSuite(indicator_trends, .fini = tear_down);

static const delphi_trends *trends_of(const char *csv) {
    const delphi_trends *trends = NULL;
    delphi_trends_options options = {0};
    delphi_problems *problems = delphi_problems_new();
    scratch_write(folder, "values.csv", csv);
    char *path = base_path_join(folder, "values.csv");
    delphi_status status = delphi_folder_trends(open_study, path, &options, &trends, problems);
    cr_assert_eq(status, DELPHI_OK, "%s",
                 delphi_problems_kept(problems) ? delphi_problems_get(problems, 0)->message : "");
    delphi_problems_free(problems);
    free(path);
    return trends;
}

static double number(const delphi_indicator_trend *s, const char *name) {
    return delphi_value_real(delphi_indicator_trend_value(s, name));
}

#define HEADING "indicator,region,year,value,note,break\n"

static const char many[] = HEADING
    /* falls, and lower is better */
    "I01,North,2011,90,,\nI01,North,2012,80,,\nI01,North,2013,70,,\nI01,North,2014,60,,\nI01,North,2015,50,,\n"
    /* two breaks: the second one counts; a gap of two years after it, one of them in the table */
    "I01,South,2011,5,,\nI01,South,2012,9,,yes\nI01,South,2013,9,,yes\nI01,South,2014,,\"<b>not</b> asked\",\n"
    "I01,South,2016,10,,\nI01,South,2017,11,,\nI01,South,2018,12,,\nI01,South,2019,13,,\n"
    /* a mark in the first year of a series is no break */
    "I01,West,2011,7,,yes\nI01,West,2012,7,,\nI01,West,2013,7,,\nI01,West,2014,7,,\nI01,West,2015,7,,\n"
    /* not judged, rising */
    "I03,North,2011,1,,\nI03,North,2012,2,,\nI03,North,2013,3,,\nI03,North,2014,4,,\nI03,North,2015,5,,\n"
    /* too few */
    "I03,South,2014,1,,\nI03,South,2015,2,,\n"
    /* not chosen */
    "I02,North,2011,1,,\n";

Test(indicator_trends, series_begin_at_the_last_break_and_are_judged_by_polarity) {
    make_study(2);
    const delphi_trends *t = trends_of(many);
    cr_assert_eq(t->series_count, 5);
    cr_expect_eq(t->chosen_count, 2);
    cr_expect_eq(t->left_out_count, 1);
    cr_expect_eq(t->left_out[0], 1);
    cr_expect_eq(t->without_count, 0);
    cr_expect(t->first_year == 2011 && t->last_year == 2019);
    const delphi_indicator_trend *falling = &t->series[0], *anew = &t->series[1], *same = &t->series[2],
                                 *rising = &t->series[3], *few = &t->series[4];
    cr_expect_eq(falling->direction, DELPHI_DIRECTION_BETTER);
    cr_expect_eq(falling->sign, -1);
    cr_expect_eq(number(falling, "sen_slope"), -10);
    cr_expect(anew->since == 2013 && anew->from == 2 && anew->first_year == 2013 && anew->last_year == 2019);
    cr_expect_eq(anew->gaps, 2);
    cr_expect_eq(number(anew, "years"), 5);
    cr_expect_eq(number(anew, "level_change"), 4);
    cr_expect_eq(anew->direction, DELPHI_DIRECTION_WORSE);
    cr_expect_eq(same->since, 0);
    cr_expect_eq(same->direction, DELPHI_DIRECTION_NONE);
    cr_expect_not(same->few);
    cr_expect_eq(same->holm.reason, DELPHI_REASON_SAME_VALUE);
    cr_expect_eq(rising->direction, DELPHI_DIRECTION_RISING);
    cr_expect(few->few && few->direction == DELPHI_DIRECTION_NONE);
    cr_expect_eq(few->holm.kind, DELPHI_VALUE_REAL, "it was tested all the same, and counts");
}

Test(indicator_trends, holm_corrects_over_the_series_that_were_tested) {
    make_study(2);
    const delphi_trends *t = trends_of(many);
    double p[5], holm[5];
    size_t tested = 0;
    for (size_t i = 0; i < t->series_count; i++)
        if (delphi_indicator_trend_value(&t->series[i], "mann_kendall_p")->kind != DELPHI_VALUE_UNDEFINED)
            p[tested++] = number(&t->series[i], "mann_kendall_p");
    cr_assert_eq(tested, 4);
    cr_expect_eq(t->tested, 4);
    delphi_holm(p, tested, holm);
    for (size_t i = 0, k = 0; i < t->series_count; i++)
        if (t->series[i].holm.kind != DELPHI_VALUE_UNDEFINED)
            cr_expect_eq(delphi_value_real(&t->series[i].holm), holm[k++]);
    /* 1/60 each: 4/60 after the correction. */
    cr_expect_float_eq(holm[0], 4.0 / 60, 1e-12);
    cr_expect_eq(t->holding, 0);
    cr_expect_eq(t->counts[DELPHI_DIRECTION_BETTER], 1);
    cr_expect_eq(t->counts[DELPHI_DIRECTION_NONE], 2);
}

Test(indicator_trends, the_set_is_what_the_closed_rounds_chose) {
    make_study(1);
    const delphi_trends *t = trends_of(HEADING "I03,,2020,1,,\nI02,,2020,1,,\n");
    cr_expect_eq(t->series_count, 0);
    cr_assert_eq(t->without_count, 1);
    cr_expect_eq(t->without[0], 0);
    cr_expect_eq(t->left_out_count, 2);
    cr_expect_not(t->last->last_round);
    cr_expect_eq(t->first_year, 0);
}

Test(indicator_trends, without_a_closed_round_nothing_is_chosen) {
    make_study(0);
    const delphi_trends *trends;
    delphi_trends_options options = {0};
    cr_expect_eq(delphi_folder_trends(open_study, "values.csv", &options, &trends, NULL), DELPHI_ERR_STATE);
}

/* What a page must hold; nothing of a note becomes markup. */
Test(indicator_trends, the_page_is_sound_in_both_languages) {
    static page_facts facts;
    make_study(2);
    const delphi_trends *t = trends_of(many);
    for (delphi_language l = 0; l < DELPHI_LANGUAGE_COUNT; l++) {
        delphi_buffer page = {0};
        act(delphi_export_trends_html(t, l, &page));
        cr_assert(page_read(&facts, page.data, page.size), "%s", facts.error);
        cr_expect_eq(facts.scripts, 0);
        cr_expect_eq(facts.outside, 0);
        cr_expect_not(facts.repeated_id);
        cr_expect_not(facts.level_skipped);
        cr_expect_null(page_dead_link(&facts));
        cr_expect_eq(facts.pictures, 5);
        cr_expect_not_null(strstr(page.data, "&lt;b&gt;not&lt;/b&gt; asked"));
        delphi_buffer_free(&page);
    }
}

/* A line is drawn between neighbours alone: not over a gap, and not over a break. */
Test(indicator_trends, no_line_crosses_a_gap_or_a_break) {
    make_study(2);
    const delphi_trends *t = trends_of(HEADING "I01,,2011,1,,\nI01,,2012,2,,\nI01,,2013,3,,yes\nI01,,2014,,,\n"
                                               "I01,,2015,4,,\nI01,,2016,5,,\n");
    delphi_buffer page = {0};
    act(delphi_export_trends_html(t, DELPHI_EN, &page));
    int segments = 0;
    for (const char *at = page.data; (at = strstr(at, "stroke-width=\"2\"")); at++)
        segments++;
    cr_expect_eq(segments, 2 + 2, "%d: two segments, and one in the legend for either stretch", segments);
    delphi_buffer_free(&page);
}

Test(indicator_trends, the_workbook_has_the_same_bytes_twice) {
    make_study(2);
    const delphi_trends *t = trends_of(many);
    char *one = base_path_join(folder, "one.xlsx"), *two = base_path_join(folder, "two.xlsx");
    delphi_buffer a = {0}, b = {0};
    act(delphi_export_trends(t, DELPHI_NL, one, NULL));
    act(delphi_export_trends(t, DELPHI_NL, two, NULL));
    act(base_file_read(one, one, &a, NULL, NULL));
    act(base_file_read(two, two, &b, NULL, NULL));
    cr_assert_gt(a.size, 8000);
    cr_expect(a.size == b.size && memcmp(a.data, b.data, a.size) == 0);
    delphi_buffer_free(&a);
    delphi_buffer_free(&b);
    free(one);
    free(two);
}
