/* SPDX-License-Identifier: GPL-3.0-or-later */
/* An expert's sheet: its make-up as tests/golden/check_xlsx.py and check_sheet.py see it, what is on it, the same bytes
 * however many processes write it, and what happens where it cannot be written. */
#include "../support/comma_locale.h"
#include "../support/report_study.h"
#include "../support/sheet_kit.h"

#include <time.h>

typedef struct {
    delphi_study *study;
    delphi_result *previous;
    delphi_problems *problems;
    sheet_kit *kit;
    int round;
} bench;

/* A remark on the whole, on a criterion, one that looks like a formula, and one that no row is high enough for. */
static void add_comments(const delphi_study *study) {
    static char endless[30000];
    static delphi_comment comments[] = {
        {0, 0, DELPHI_NONE, "Eigen woorden"},
        {1, 0, 0, "=HYPERLINK(\"http://example.org\")"},
        {2, 0, 1, "Regel een\nregel twee"},
        {3, 3, DELPHI_NONE, endless},
    };
    for (size_t i = 0; i + 1 < sizeof endless; i++)
        endless[i] = "opmerking "[i % 10];
    delphi_ratings *ratings = study->ratings[0];
    ratings->comments = comments;
    ratings->comment_count = sizeof comments / sizeof *comments;
}

static void set_up(bench *b, const char *protocol, int round) {
    *b = (bench){.problems = delphi_problems_new(), .round = round};
    b->study = support_study(protocol, b->problems);
    b->previous = round > 1 ? support_result(b->study, round - 1, b->problems) : NULL;
    cr_assert_eq(delphi_problems_errors(b->problems), 0u);
    if (round == 2)
        add_comments(b->study);
    b->kit = sheet_kit_new(b->study, round, b->previous);
}

static void tear_down(bench *b) {
    sheet_kit_end(b->kit);
    delphi_result_free(b->previous);
    delphi_study_free(b->study);
    delphi_problems_free(b->problems);
}

static int run(const bench *b, const char *script, size_t expert, const char *arguments) {
    const char *tests = getenv("DELPHI_TESTS");
    char *path = sheet_kit_path(b->kit, expert), *command = NULL;
    cr_assert_gt(asprintf(&command, "python3 %s/golden/%s %s %s", tests ? tests : "tests", script, path, arguments), 0);
    int status = system(command);
    free(command);
    free(path);
    return status;
}

/* ---- make-up ---- */

Test(export_sheet, first_round_is_a_sound_form_with_room_for_proposals) {
    bench b;
    set_up(&b, support_protocol, 1);
    cr_assert_eq(sheet_kit_write(b.kit, 4, DELPHI_NL, 1), DELPHI_OK);
    /* 12 indicators of 3 criteria: rating and comment each, a comment on the whole, and 5 proposals. */
    cr_expect_eq(run(&b, "check_sheet.py", 3, "--entries 89 --list 14"), 0);
    cr_expect_eq(run(&b, "check_xlsx.py", 3,
                     "--portrait 'Begin hier' --sheet 'Begin hier' --sheet Formulier --text 'P04 \302\267 Inwoners' "
                     "--text '20 november 2020' --text 'kan ik niet beoordelen' --text '9 \342\200\223 zeer hoog' "
                     "--text '=SOM(A1:A9) is tekst en geen formule' --text 'Mist u een indicator?' --no-text Start "
                     "--no-text rating' ' --no-text Criterion --no-text Step"),
                 0);
    tear_down(&b);
}

Test(export_sheet, later_round_is_feedback_and_form_in_one) {
    bench b;
    set_up(&b, support_protocol, 2);
    cr_assert_eq(sheet_kit_write(b.kit, 4, DELPHI_EN, 1), DELPHI_OK);
    cr_expect_eq(run(&b, "check_sheet.py", 3, "--entries 120 --list 14"), 0);
    cr_expect_eq(run(&b, "check_xlsx.py", 3,
                     "--portrait 'Start here' --sheet 'Start here' --sheet 'What was decided' --sheet Form "
                     "--text '29 January 2021' --text 'inside Q1\342\200\223Q3' --part-of-text 'reason asked below' "
                     "--text 'your group: Residents' --part-of-text 'Kept because:' --part-of-text 'cannot judge' "
                     "--part-of-text 'Code: delphi-sheet/1 proef 2 P04 ' --no-text 'Proposal' --no-text Ronde"),
                 0);
    tear_down(&b);
}

/* Names that are no places of cells, so that the parts of the file can be searched for them. */
Test(export_sheet, no_part_of_the_file_names_another_expert) {
    bench b;
    set_up(&b, support_protocol, 2);
    char names[1200] = "", *at = names;
    delphi_expert *experts = (delphi_expert *)(uintptr_t)b.study->experts;
    char ids[SUPPORT_EXPERTS][40];
    for (size_t e = 1; e < b.study->expert_count; e++) {
        snprintf(ids[e], sizeof ids[e], "pseudonym-%02zu", e);
        experts[e].id = ids[e];
        at += snprintf(at, (size_t)(names + sizeof names - at), " --not-in %s", ids[e]);
    }
    cr_assert_eq(sheet_kit_write(b.kit, 1, DELPHI_NL, 1), DELPHI_OK);
    cr_expect_eq(run(&b, "check_sheet.py", 0, names), 0);
    cr_expect_neq(run(&b, "check_sheet.py", 0, "--not-in P01 >/dev/null"), 0, "the search finds nothing");
    tear_down(&b);
}

/* ---- marks ---- */

Test(export_sheet, marks_are_those_that_the_reader_goes_by) {
    bench b;
    set_up(&b, support_protocol, 2);
    cr_assert_eq(sheet_kit_write(b.kit, 2, DELPHI_NL, 1), DELPHI_OK);
    char code[DELPHI_SHEET_CODE_SIZE], mark[100];
    delphi_sheet_code(b.study, 2, 1, b.kit->in_play, SHEET_NONCE, code);
    snprintf(mark, sizeof mark, "delphi-sheet/1 proef 2 P02 %s", code);
    sheet_read r = sheet_kit_read(b.kit, 1);
    cr_expect(sheet_cell_is(&r, 1, 1, mark));
    cr_expect_str_eq(ingest_book_property(r.book, DELPHI_SHEET_PROPERTY), mark);
    uint32_t rating = sheet_column_of(&r, 1, DELPHI_SHEET_RATING);
    cr_expect_gt(rating, 1u);
    cr_expect_eq(sheet_column_of(&r, 1, DELPHI_SHEET_REASON), rating + 1);
    cr_expect_eq(sheet_column_of(&r, 1, DELPHI_SHEET_COMMENT), rating + 2);
    cr_expect_gt(sheet_row_of(&r, "I01|relevance"), 3u);
    cr_expect_eq(sheet_row_of(&r, "I01|measurability"), sheet_row_of(&r, "I01|relevance") + 2);
    cr_expect_gt(sheet_row_of(&r, "I12|"), sheet_row_of(&r, "I11|"));
    cr_expect_eq(sheet_row_of(&r, "+1"), 0u, "proposals are for round 1");
    sheet_read_end(&r);
    tear_down(&b);
}

Test(export_sheet, indicators_of_a_topic_stand_together) {
    static const char protocol[] =
        "{\"format\": \"delphi-study/1\", \"id\": \"s\", \"scale\": {\"min\": 0, \"max\": 100}, \"rules\": {\"keep\": "
        "\"median >= 70\"}, \"rounds\": [{\"id\": 1}]}";
    delphi_study *study =
        test_study(protocol, "id,text,topic\nA,a,One\nB,b,Two\nC,c,One\n", "expert\nE1\n", (const char *const[]){NULL});
    sheet_kit *kit = sheet_kit_new(study, 1, NULL);
    cr_assert_eq(sheet_kit_write(kit, 1, DELPHI_EN, 1), DELPHI_OK);
    sheet_read r = sheet_kit_read(kit, 0);
    uint32_t a = sheet_row_of(&r, "A|rating"), b = sheet_row_of(&r, "B|rating"), c = sheet_row_of(&r, "C|rating");
    cr_expect(a && a < c && c < b, "%u %u %u", a, c, b);
    cr_expect_eq(sheet_row_of(&r, "A|"), 0u, "one criterion has a cell for comments of its own");
    sheet_read_end(&r);
    sheet_kit_end(kit);
    delphi_study_free(study);
}

/* ---- what is on it ---- */

static bool has_text(const sheet_read *r, const char *text) {
    return memmem(r->form.text.data, r->form.text.size, text, strlen(text)) != NULL;
}

Test(export_sheet, topic_and_definition_are_in_the_experts_language_where_there_is_one) {
    static const char protocol[] =
        "{\"format\": \"delphi-study/1\", \"id\": \"s\", \"scale\": {\"min\": 1, \"max\": 9}, \"rules\": {\"keep\": "
        "\"median >= 7\"}, \"rounds\": [{\"id\": 1}]}";
    static const struct {
        delphi_language language;
        const char *shown[4], *not_shown[2];
    } rows[] = {
        {DELPHI_NL, {"Thuiszorg", "Per duizend", "Aandeel", "Reizen"}, {"Care at home", "Per thousand"}},
        {DELPHI_EN, {"Care at home", "Per thousand", "Aandeel", "Reizen"}, {"Thuiszorg", "Per duizend"}},
    };
    delphi_study *study = test_study(protocol,
                                     "id,text,topic,topic_en,definition,definition_en\n"
                                     "A,a,Thuiszorg,Care at home,Per duizend,Per thousand\nB,b,Reizen,,Aandeel,\n"
                                     "C,c,Thuiszorg,,,\n",
                                     "expert\nE1\n", (const char *const[]){NULL});
    for (size_t i = 0; i < 2; i++) {
        sheet_kit *kit = sheet_kit_new(study, 1, NULL);
        cr_assert_eq(sheet_kit_write(kit, 1, rows[i].language, 1), DELPHI_OK);
        sheet_read r = sheet_kit_read(kit, 0);
        for (size_t t = 0; t < 4; t++)
            cr_expect(has_text(&r, rows[i].shown[t]), "%s", rows[i].shown[t]);
        for (size_t t = 0; t < 2; t++)
            cr_expect_not(has_text(&r, rows[i].not_shown[t]), "%s", rows[i].not_shown[t]);
        uint32_t a = sheet_row_of(&r, "A|rating"), b = sheet_row_of(&r, "B|rating"), c = sheet_row_of(&r, "C|rating");
        cr_expect(a && a < c && c < b, "one topic, whether each row has its English or not: %u %u %u", a, c, b);
        sheet_read_end(&r);
        sheet_kit_end(kit);
    }
    delphi_study_free(study);
}

Test(export_sheet, shows_own_rating_counts_and_median) {
    bench b;
    set_up(&b, support_protocol, 2);
    cr_assert_eq(sheet_kit_write(b.kit, 4, DELPHI_EN, 1), DELPHI_OK);
    sheet_read r = sheet_kit_read(b.kit, 3);
    uint32_t first = sheet_column_of(&r, 3, "1"), n = sheet_column_of(&r, 3, "n");
    const delphi_outcome *outcome = delphi_result_outcome(b.previous, 0);
    const delphi_cell *panel = delphi_result_cell(b.previous, outcome, 0, DELPHI_NONE);
    uint32_t row = sheet_row_of(&r, "I01|relevance");
    for (uint32_t point = 0; point < 9; point++)
        cr_expect_eq(sheet_number(&r, row, first + point), (int)panel->counts[point], "point %u", point + 1);
    cr_expect_eq(sheet_number(&r, row, n), (int)panel->n);
    cr_expect_eq(sheet_number(&r, row, first - 1), delphi_ratings_column(b.study->ratings[0], 0, 0)[3]);
    char *median = sheet_cell(&r, row, n + 1);
    double wanted = delphi_value_real(&panel->values[delphi_measure_find("median")]);
    cr_expect_float_eq(strtod(median, NULL), wanted, 1e-9);
    free(median);
    sheet_read_end(&r);
    tear_down(&b);
}

Test(export_sheet, comments_carry_no_name_and_the_own_is_marked) {
    bench b;
    set_up(&b, support_protocol, 2);
    cr_assert_eq(sheet_kit_write(b.kit, 2, DELPHI_NL, 1), DELPHI_OK);
    sheet_read own = sheet_kit_read(b.kit, 0), other = sheet_kit_read(b.kit, 1);
    cr_expect(has_text(&own, "(u) Eigen woorden"));
    cr_expect(has_text(&other, "Eigen woorden"));
    cr_expect_not(has_text(&other, "(u) Eigen woorden"));
    cr_expect(has_text(&other, "Relevantie: (u) =HYPERLINK"));
    sheet_read_end(&own);
    sheet_read_end(&other);
    tear_down(&b);
}

Test(export_sheet, comments_of_a_round_with_few_answers_are_the_own_ones_alone) {
    static const char protocol[] =
        "{\"format\": \"delphi-study/1\", \"id\": \"s\", \"scale\": {\"min\": 1, \"max\": 9}, \"min_group\": 3, "
        "\"rules\": {\"keep\": \"median >= 10\"}, \"rounds\": [{\"id\": 1}, {\"id\": 2}]}";
    static const char *const rows[] = {"E1,A,rating,5,mine\nE2,A,rating,6,theirs\n",
                                       "E1,A,rating,5,mine\nE2,A,rating,6,theirs\nE3,A,rating,6,\n"};
    for (size_t i = 0; i < 2; i++) {
        delphi_study *study =
            test_study(protocol, "id,text\nA,a\n", "expert\nE1\nE2\nE3\nE4\n", (const char *const[]){rows[i], NULL});
        delphi_result *first = test_analyse(study, 1, NULL);
        sheet_kit *kit = sheet_kit_new(study, 2, first);
        cr_assert_eq(sheet_kit_write(kit, 1, DELPHI_EN, 1), DELPHI_OK);
        sheet_read r = sheet_kit_read(kit, 0);
        cr_expect(has_text(&r, "(you) mine"));
        cr_expect_eq(has_text(&r, "theirs"), i == 1);
        sheet_read_end(&r);
        sheet_kit_end(kit);
        delphi_result_free(first);
        delphi_study_free(study);
    }
}

/* ---- other scales ---- */

Test(export_sheet, long_scale_has_bins_and_a_rule_in_place_of_a_list) {
    static const char protocol[] =
        "{\"format\": \"delphi-study/1\", \"id\": \"s\", \"scale\": {\"min\": 0, \"max\": 100}, \"min_group\": 2, "
        "\"rules\": {\"keep\": \"median >= 101\"}, \"rounds\": [{\"id\": 1}, {\"id\": 2}]}";
    static const char ratings[] = "E1,A,rating,0,\nE2,A,rating,9,\nE3,A,rating,100,\nE4,A,rating,?,\n";
    delphi_study *study =
        test_study(protocol, "id,text\nA,a\n", "expert\nE1\nE2\nE3\nE4\n", (const char *const[]){ratings, NULL});
    bench b = {.study = study, .previous = test_analyse(study, 1, NULL), .problems = delphi_problems_new(), .round = 2};
    b.kit = sheet_kit_new(study, 2, b.previous);
    cr_assert_eq(sheet_kit_write(b.kit, 4, DELPHI_EN, 1), DELPHI_OK);
    sheet_read r = sheet_kit_read(b.kit, 3);
    uint32_t row = sheet_row_of(&r, "A|rating"), first = sheet_column_of(&r, 3, "0\342\200\2239");
    cr_expect_eq(sheet_column_of(&r, 3, "90\342\200\223100"), first + 9);
    cr_expect_eq(sheet_number(&r, row, first), 2);
    cr_expect_eq(sheet_number(&r, row, first + 9), 1);
    cr_expect(sheet_cell_is(&r, row, first - 1, "?"));
    cr_expect_eq(run(&b, "check_sheet.py", 3, "--entries 3"), 0);
    sheet_read_end(&r);
    tear_down(&b);
}

/* ---- what a round asks for besides ---- */

#define NEXT_ROUND "next round"

/* The sheet of round 1 under these rounds. */
static void expect_asked(const char *rounds, const char *arguments) {
    char protocol[600];
    snprintf(protocol, sizeof protocol,
             "{\"format\": \"delphi-study/1\", \"id\": \"s\", \"scale\": {\"min\": 1, \"max\": 9}, \"rules\": \"ram\", "
             "\"rounds\": [%s]}",
             rounds);
    delphi_study *study =
        test_study(protocol, "id,text\nA,a\nB,b\nC,c\n", "expert\nE1\nE2\n", (const char *const[]){NULL});
    bench b = {.study = study, .problems = delphi_problems_new(), .round = 1, .kit = sheet_kit_new(study, 1, NULL)};
    cr_assert_eq(sheet_kit_write(b.kit, 1, DELPHI_EN, 1), DELPHI_OK);
    cr_expect_eq(run(&b, "check_xlsx.py", 0, arguments), 0, "%s", rounds);
    tear_down(&b);
}

Test(export_sheet, proposals_and_comments_are_asked_for_where_they_go_somewhere) {
    static const char again[] =
        "--portrait 'Start here' --part-of-text 'read it in the " NEXT_ROUND "' --text 'Is an indicator missing?'";
    static const char last[] =
        "--portrait 'Start here' --part-of-text 'the researchers read it' --text 'Is an indicator missing?' "
        "--no-text 'in the " NEXT_ROUND "'";
    static const char order[] =
        "--portrait 'Start here' --part-of-text 'the researchers read it' --no-text 'Is an indicator missing' "
        "--no-text 'in the " NEXT_ROUND "'";
    expect_asked("{\"id\": 1}, {\"id\": 2}", again);
    expect_asked("{\"id\": 1}", last);
    expect_asked("{\"id\": 1}, {\"id\": 2, \"kind\": \"meeting\", \"meeting\": {\"majority\": \"2/3\"}}", last);
    expect_asked("{\"id\": 1, \"kind\": \"ranking\", \"ranking\": {\"method\": \"order\", \"places\": 2}, \"rules\": "
                 "{\"keep\": \"mean_rank <= 2\"}}, {\"id\": 2}",
                 again);
    expect_asked("{\"id\": 1, \"kind\": \"ranking\", \"ranking\": {\"method\": \"order\", \"places\": 2}, \"rules\": "
                 "{\"keep\": \"mean_rank <= 2\"}}",
                 order);
}

/* ---- bytes, processes, faults ---- */

static delphi_buffer bytes_of(const bench *b, size_t expert) {
    delphi_buffer bytes = {0};
    char *path = sheet_kit_path(b->kit, expert);
    cr_assert_eq(base_file_read(path, path, &bytes, NULL, b->problems), DELPHI_OK);
    free(path);
    return bytes;
}

Test(export_sheet, same_bytes_by_one_process_or_several_anywhere_and_at_any_time) {
    bench b;
    set_up(&b, support_protocol, 2);
    delphi_buffer first[7];
    setenv("TZ", "Pacific/Kiritimati", 1);
    tzset();
    cr_assert_eq(sheet_kit_write(b.kit, 7, DELPHI_NL, 1), DELPHI_OK);
    for (size_t e = 0; e < 7; e++)
        first[e] = bytes_of(&b, e);
    setenv("TZ", "America/Anchorage", 1);
    tzset();
    if (!support_comma_locale())
        cr_log_warn("no locale that writes 7,5: only the environment is tried");
    sleep(1);
    cr_assert_eq(sheet_kit_write(b.kit, 7, DELPHI_NL, 3), DELPHI_OK);
    for (size_t e = 0; e < 7; e++) {
        delphi_buffer again = bytes_of(&b, e);
        cr_expect_eq(first[e].size, again.size, "expert %zu", e);
        cr_expect_eq(memcmp(first[e].data, again.data, again.size), 0, "expert %zu", e);
        delphi_buffer_free(&first[e]);
        delphi_buffer_free(&again);
    }
    tear_down(&b);
}

/* A folder stands where the third sheet should come: the others are written all the same. */
Test(export_sheet, a_sheet_that_cannot_be_written_is_named_and_the_others_are_there) {
    for (int workers = 1; workers <= 2; workers++) {
        bench b;
        set_up(&b, support_protocol, 1);
        char *path = sheet_kit_path(b.kit, 2);
        cr_assert_eq(mkdir(path, 0777), 0);
        cr_expect_eq(sheet_kit_write(b.kit, 4, DELPHI_EN, workers), DELPHI_ERR_IO);
        cr_assert_eq(delphi_problems_errors(b.kit->problems), 1u);
        cr_expect_str_eq(delphi_problems_get(b.kit->problems, 0)->file, path);
        for (size_t e = 0; e < 4; e++)
            if (e != 2)
                cr_expect_eq(run(&b, "check_sheet.py", e, ""), 0, "expert %zu", e);
        free(path);
        tear_down(&b);
    }
}
