/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Taking files in: all or nothing, once only, with copies under safe names. */
#include "../kit/study_kit.h"

#include "manager/ingest_job.h"

static delphi_status ingest_files(const char *path, const char *const *names, size_t count,
                                  const delphi_ingest_options *options, delphi_intake_counts *counts,
                                  delphi_problems *problems) {
    char *files[8];
    for (size_t i = 0; i < count; i++)
        files[i] = kit_beside(path, names[i]);
    bool dry = options && options->dry_run;
    delphi_folder *folder = kit_open(path, dry ? DELPHI_FOLDER_READ : DELPHI_FOLDER_WRITE);
    delphi_buffer map = {0};
    delphi_status status =
        delphi_folder_ingest(folder, (const char *const *)files, count, options, counts, &map, problems);
    delphi_buffer_free(&map);
    delphi_folder_free(folder);
    for (size_t i = 0; i < count; i++)
        free(files[i]);
    return status;
}

static bool is_there(const char *path, const char *name) {
    char *text = scratch_read(path, name);
    free(text);
    return text != NULL;
}

Test(manager_ingest, several_files_are_one_change) {
    static const char *const names[] = {"a.csv", "b.csv"};
    char *path = kit_new();
    kit_live(path, 1);
    delphi_problems *problems = delphi_problems_new();
    delphi_intake_counts counts;
    cr_assert_eq(ingest_files(path, names, 2, NULL, &counts, problems), DELPHI_OK);
    cr_expect_eq(counts.files, 2);
    cr_expect_eq(counts.experts, 4);
    cr_expect_eq(counts.ratings, 9);
    cr_expect_eq(counts.cannot_judge, 1);
    cr_expect_eq(counts.comments, 1);
    char *a = scratch_read(path, "round-1/received/001-a.csv"), *b = scratch_read(path, "round-1/received/002-b.csv");
    cr_expect_str_eq(a, KIT_EXPORT_1);
    cr_expect_str_eq(b, KIT_EXPORT_2);
    free(a);
    free(b);
    cr_expect_eq(kit_check(path), DELPHI_OK);
    delphi_problems_free(problems);
    kit_remove(path);
}

/* Each row: what is ingested after a.csv was, and why nothing of it comes in. */
Test(manager_ingest, one_bad_file_keeps_all_out) {
    static const struct {
        const char *names[2];
        const char *text; /* of d.csv */
        delphi_status status;
        const char *file, *words;
    } rows[] = {
        {{"b.csv", "d.csv"}, KIT_HEADING "P5,I01,relevance,12,\n", DELPHI_ERR_INPUT, "d.csv", "12"},
        {{"d.csv", "b.csv"}, KIT_HEADING "P9,I01,relevance,5,\n", DELPHI_ERR_INPUT, "d.csv", "P9"},
        {{"b.csv", "none.csv"}, "", DELPHI_ERR_IO, "none.csv", "cannot be opened"},
        {{"b.csv", "a.csv"}, "", DELPHI_ERR_INPUT, "a.csv", "taken in before, in round 1 (line 2 of the ledger"},
        {{"b.csv", "b.csv"}, "", DELPHI_ERR_INPUT, "b.csv", "the same bytes as"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        char *path = kit_new();
        kit_live(path, 2);
        scratch_write(path, "../d.csv", rows[i].text);
        char *before = scratch_picture(path);
        delphi_problems *problems = delphi_problems_new();
        delphi_status status = ingest_files(path, rows[i].names, 2, NULL, NULL, problems);
        char *words = kit_words(problems), *after = scratch_picture(path);
        cr_expect_eq(status, rows[i].status, "row %zu: %d%s", i, (int)status, words);
        cr_expect(kit_has(problems, DELPHI_ERROR, rows[i].file, rows[i].words), "row %zu:%s", i, words);
        cr_expect_str_eq(before, after, "row %zu", i);
        free(words);
        free(before);
        free(after);
        delphi_problems_free(problems);
        kit_remove(path);
    }
}

Test(manager_ingest, a_file_of_an_earlier_round_is_recognised) {
    static const char *const names[] = {"a.csv"};
    char *path = kit_new();
    kit_live(path, 5);
    delphi_problems *problems = delphi_problems_new();
    cr_expect_eq(ingest_files(path, names, 1, NULL, NULL, problems), DELPHI_ERR_INPUT);
    cr_expect(kit_has(problems, DELPHI_ERROR, "a.csv", "in round 1"));
    delphi_problems_free(problems);
    kit_remove(path);
}

Test(manager_ingest, a_dry_run_changes_nothing_and_counts_all_the_same) {
    static const char *const names[] = {"b.csv"};
    char *path = kit_new();
    kit_live(path, 2);
    char *before = scratch_picture(path);
    delphi_problems *problems = delphi_problems_new();
    delphi_intake_counts counts;
    cr_expect_eq(ingest_files(path, names, 1, &(delphi_ingest_options){.dry_run = true}, &counts, problems), DELPHI_OK);
    cr_expect_eq(counts.ratings, 6);
    char *after = scratch_picture(path);
    cr_expect_str_eq(before, after);
    free(before);
    free(after);
    delphi_problems_free(problems);
    kit_remove(path);
}

/* A survey export holds names and addresses: its name is made safe, and its copy can be left out altogether. */
Test(manager_ingest, copies_have_safe_names) {
    static const char *const names[] = {"\xC3\xA9n, twee & drie.csv"};
    char *path = kit_new();
    kit_live(path, 1);
    scratch_write(path, "../\xC3\xA9n, twee & drie.csv", KIT_EXPORT_1);
    delphi_problems *problems = delphi_problems_new();
    cr_assert_eq(ingest_files(path, names, 1, NULL, NULL, problems), DELPHI_OK);
    cr_expect(is_there(path, "round-1/received/001-__n__twee___drie.csv"));
    delphi_problems_free(problems);
    kit_remove(path);
}

Test(manager_ingest, numbers_go_on_after_what_is_there) {
    char *path = kit_new();
    kit_live(path, 2);
    scratch_write(path, "round-1/received/017-by-hand.csv", "x");
    cr_assert_eq(kit_do(path, KIT_INGEST_B, NULL), DELPHI_OK);
    cr_expect(is_there(path, "round-1/received/018-b.csv"));
    kit_remove(path);
}

Test(manager_ingest, where_copies_are_turned_off_none_is_kept_and_a_second_time_is_still_seen) {
    char *path = kit_new_with(KIT_STUDY("\"received\": false, "));
    kit_live(path, 3);
    cr_expect_not(is_there(path, "round-1/received/001-a.csv"));
    char *picture = scratch_picture(path);
    cr_expect_not(strstr(picture, "received"));
    free(picture);
    char *ledger = scratch_read(path, "ledger.jsonl");
    cr_expect(strstr(ledger, "\"not-kept/001-a.csv\""));
    cr_expect(strstr(ledger, "\"not-kept/002-b.csv\""));
    free(ledger);
    delphi_problems *problems = delphi_problems_new();
    cr_expect_eq(kit_do(path, KIT_INGEST_A, problems), DELPHI_ERR_INPUT);
    cr_expect(kit_has(problems, DELPHI_ERROR, "a.csv", "taken in before"));
    cr_expect_eq(kit_check(path), DELPHI_OK);
    delphi_problems_free(problems);
    kit_remove(path);
}

Test(manager_ingest, no_policy_sets_answers_aside_where_no_copy_is_kept) {
    static const char *const names[] = {"x.csv"};
    char *path = kit_new_with(KIT_STUDY("\"received\": false, "));
    kit_live(path, 1);
    delphi_problems *problems = delphi_problems_new();
    delphi_folder *folder = NULL;
    cr_assert_eq(delphi_folder_open(path, DELPHI_FOLDER_WRITE, &folder, problems), DELPHI_OK);
    delphi_ingest_options options = {.again = DELPHI_AGAIN_LATEST};
    cr_expect_eq(delphi_folder_ingest(folder, names, 1, &options, NULL, NULL, problems), DELPHI_ERR_USAGE);
    cr_expect_not_null(strstr(delphi_problems_get(problems, 0)->message, "would be lost"));
    delphi_folder_free(folder);
    delphi_problems_free(problems);
    kit_remove(path);
}

#define MAP  "column,field,indicator,criterion\nwho,expert,,\nq1,rating,I01,relevance\n"
#define WIDE "who,q1\nP1,7\nP2,8\n"

Test(manager_ingest, the_map_of_the_round_is_used_and_recorded) {
    static const char *const names[] = {"wide.csv"};
    char *path = kit_new();
    kit_live(path, 1);
    scratch_write(path, "../wide.csv", WIDE);
    scratch_write(path, "round-1/columns.csv", MAP);
    delphi_problems *problems = delphi_problems_new();
    delphi_intake_counts counts;
    delphi_status status = ingest_files(path, names, 1, NULL, &counts, problems);
    char *words = kit_words(problems);
    cr_assert_eq(status, DELPHI_OK, "%s", words);
    cr_expect_eq(counts.ratings, 2);
    char *ledger = scratch_read(path, "ledger.jsonl");
    cr_expect(strstr(ledger, "\"round-1/columns.csv\""));
    free(ledger);
    free(words);
    delphi_problems_free(problems);
    kit_remove(path);
}

Test(manager_ingest, a_map_that_is_named_goes_before_it) {
    static const char *const names[] = {"wide.csv"};
    char *path = kit_new();
    kit_live(path, 1);
    scratch_write(path, "../wide.csv", WIDE);
    scratch_write(path, "../map.csv", MAP);
    scratch_write(path, "round-1/columns.csv", "column,field,indicator,criterion\nwho,ignore,,\n");
    char *map = kit_beside(path, "map.csv"), *none = kit_beside(path, "none.csv");
    delphi_problems *problems = delphi_problems_new();
    cr_expect_eq(ingest_files(path, names, 1, &(delphi_ingest_options){.map = none}, NULL, problems), DELPHI_ERR_IO);
    cr_expect(kit_has(problems, DELPHI_ERROR, "none.csv", "cannot be opened"));
    cr_expect_eq(ingest_files(path, names, 1, &(delphi_ingest_options){.map = map}, NULL, problems), DELPHI_OK);
    char *ledger = scratch_read(path, "ledger.jsonl");
    cr_expect(strstr(ledger, "\"map/map.csv\""));
    free(ledger);
    free(map);
    free(none);
    delphi_problems_free(problems);
    kit_remove(path);
}

Test(manager_ingest, the_options_are_told_so_that_the_act_can_be_repeated) {
    static const struct {
        delphi_ingest_options options;
        const char *map, *words;
    } rows[] = {
        {{0}, "round-1/columns.csv", ""},
        {{.dry_run = true, .correct = true, .why = "x", .operator_name = "anna"}, "", ""},
        {{.format = "redcap", .only = "redcap_event_name=r_1", .complete_only = true},
         "",
         "; with --format redcap --only redcap_event_name=r_1 --complete-only"},
        {{.map = "/home/jan/map (2).csv", .delimiter = '\t'},
         "map/map__2_.csv",
         "; with --map map/map__2_.csv --delimiter tab"},
        {{.delimiter = ';', .again = DELPHI_AGAIN_MOST_COMPLETE, .keep_going = true},
         "",
         "; with --delimiter ';' --again most-complete --keep-going"},
        {{.only = "Event=Jan's first"}, "", "; with --only 'Event=Jan'\\''s first'"},
        {{.only = "mail=jan@rivm.nl"}, "", "; with --only '(not kept)'"},
        {{.only = "mail=\xFF"}, "", "; with --only '(not kept)'"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        delphi_buffer out = {0};
        manager_ingest_asked(&rows[i].options, rows[i].map, &out);
        cr_expect_str_eq(out.data ? out.data : "", rows[i].words, "row %zu: %s", i, out.data);
        delphi_buffer_free(&out);
    }
}

Test(manager_ingest, options_stand_in_the_ledgers_line) {
    static const char *const names[] = {"wide.csv"};
    char *path = kit_new();
    kit_live(path, 1);
    scratch_write(path, "../wide.csv", "who,wave,q1\nP1,1,7\nP2,2,8\n");
    scratch_write(path, "../map.csv", MAP "wave,ignore,,\n");
    char *map = kit_beside(path, "map.csv");
    delphi_problems *problems = delphi_problems_new();
    delphi_ingest_options options = {.map = map, .format = "generic", .only = "wave=2", .keep_going = true};
    cr_expect_eq(ingest_files(path, names, 1, &options, NULL, problems), DELPHI_OK);
    char *ledger = scratch_read(path, "ledger.jsonl");
    cr_expect(strstr(ledger,
                     "1 expert, 1 rating, 0 cannot judge, 0 comments; with --format generic --only wave=2 --map "
                     "map/map.csv --keep-going\""),
              "%s", ledger);
    free(ledger);
    free(map);
    delphi_problems_free(problems);
    kit_remove(path);
}

Test(manager_ingest, no_file_at_all_is_a_mistake) {
    char *path = kit_new();
    kit_live(path, 1);
    delphi_problems *problems = delphi_problems_new();
    cr_expect_eq(ingest_files(path, NULL, 0, NULL, NULL, problems), DELPHI_ERR_USAGE);
    delphi_problems_free(problems);
    kit_remove(path);
}
