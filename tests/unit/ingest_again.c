/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Experts who return answers twice, and bad files among good ones. */
#include "../kit/sheet_kit.h"

#define FILES_MAX  128
#define SHEET(...) (&(kit_sheet){.rows = {__VA_ARGS__}})
#define R(indicator, rating)                                                                                           \
    { indicator "|relevance", rating }

typedef struct {
    delphi_status status;
    delphi_intake_counts counts;
    delphi_problems *problems;
    delphi_ingested what;
    delphi_second_return second[FILES_MAX];
    size_t second_count;
    char *ratings, *words;
} outcome;

static outcome ingest(const char *folder, const char *const *names, const delphi_ingest_options *options) {
    outcome o = {.problems = delphi_problems_new()};
    char *files[FILES_MAX];
    size_t count = 0;
    for (; names[count]; count++)
        files[count] = kit_beside(folder, names[count]);
    delphi_folder *open = kit_open(folder, DELPHI_FOLDER_WRITE);
    o.status = delphi_folder_ingest(open, (const char *const *)files, count, options, &o.counts, NULL, o.problems);
    o.what = *delphi_folder_ingested(open);
    o.second_count = o.what.second_return_count;
    for (size_t i = 0; i < o.second_count; i++)
        o.second[i] = o.what.second_returns[i];
    delphi_folder_free(open);
    o.ratings = scratch_read(folder, "round-1/ratings.csv");
    o.words = kit_words(o.problems);
    for (size_t i = 0; i < count; i++)
        free(files[i]);
    return o;
}

static void end(outcome *o) {
    delphi_problems_free(o->problems);
    free(o->ratings);
    free(o->words);
}

static char *start(void) {
    char *folder = kit_new();
    kit_live(folder, 1);
    return folder;
}

/* P1 returns two ratings and a proposal, then three ratings, then one with a comment. */
static void write_three(const char *folder) {
    kit_write_sheet(folder, "one.xlsx", "P1",
                    SHEET(R("I01", "1"), R("I02", "1"), R("I03", NULL), {"+1", NULL, NULL, "Sleep"}));
    kit_write_sheet(folder, "two.xlsx", "P1", SHEET(R("I01", "2"), R("I02", "2"), R("I03", "?")));
    kit_write_sheet(folder, "three.xlsx", "P1",
                    SHEET(R("I01", NULL), {"I02|relevance", "3", NULL, "Unsure"}, R("I03", NULL)));
}

#define ONE   "P1,I01,relevance,1,\nP1,I02,relevance,1,\n"
#define TWO   "P1,I01,relevance,2,\nP1,I02,relevance,2,\nP1,I03,relevance,?,\n"
#define THREE "P1,I02,relevance,3,Unsure\n"

static const struct {
    const char *name;
    delphi_again again;
    const char *first[4], *then[4]; /* what is in the round, and what comes */
    const char *ratings;            /* NULL: refused */
    bool proposal;
    size_t seconds;
    bool replaced; /* by the last of these */
} rows[] = {
    {"refused in one call", DELPHI_AGAIN_REFUSE, {0}, {"one.xlsx", "two.xlsx"}, NULL, false, 0, false},
    {"refused in a later call", DELPHI_AGAIN_REFUSE, {"one.xlsx"}, {"two.xlsx"}, NULL, true, 0, false},
    {"latest", DELPHI_AGAIN_LATEST, {0}, {"one.xlsx", "two.xlsx", "three.xlsx"}, THREE, false, 2, true},
    {"latest goes by the command line", DELPHI_AGAIN_LATEST, {0}, {"three.xlsx", "one.xlsx"}, ONE, true, 1, true},
    {"latest, the round being earlier", DELPHI_AGAIN_LATEST, {"one.xlsx"}, {"three.xlsx"}, THREE, false, 1, true},
    {"first", DELPHI_AGAIN_FIRST, {0}, {"one.xlsx", "two.xlsx"}, ONE, true, 1, false},
    {"first, the round being earlier", DELPHI_AGAIN_FIRST, {"three.xlsx"}, {"two.xlsx"}, THREE, false, 1, false},
    {"most complete, the later one", DELPHI_AGAIN_MOST_COMPLETE, {"one.xlsx"}, {"two.xlsx"}, TWO, false, 1, true},
    {"most complete, the earlier one", DELPHI_AGAIN_MOST_COMPLETE, {"two.xlsx"}, {"one.xlsx"}, TWO, false, 1, false},
    {"most complete of three",
     DELPHI_AGAIN_MOST_COMPLETE,
     {0},
     {"one.xlsx", "two.xlsx", "three.xlsx"},
     TWO,
     false,
     2,
     false},
    {"as complete: the later one",
     DELPHI_AGAIN_MOST_COMPLETE,
     {"two.xlsx"},
     {"again.xlsx"},
     "P1,I01,relevance,8,\nP1,I02,relevance,8,\nP1,I03,relevance,8,\n",
     false,
     1,
     true},
};

Test(ingest_again, one_return_of_an_expert_counts_as_the_terms_say) {
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        char *folder = start(), expected[512];
        write_three(folder);
        kit_write_sheet(folder, "again.xlsx", "P1", SHEET(R("I01", "8"), R("I02", "8"), R("I03", "8")));
        if (rows[i].first[0]) {
            outcome before = ingest(folder, rows[i].first, NULL);
            cr_assert_eq(before.status, DELPHI_OK, "%s:%s", rows[i].name, before.words);
            end(&before);
        }
        char *was = scratch_picture(folder);
        outcome o = ingest(folder, rows[i].then, &(delphi_ingest_options){.again = rows[i].again});
        char *proposals = scratch_read(folder, "round-1/proposals.csv"), *is = scratch_picture(folder);
        snprintf(expected, sizeof expected, KIT_HEADING "%s", rows[i].ratings ? rows[i].ratings : "");
        if (rows[i].ratings) {
            cr_expect_eq(o.status, DELPHI_OK, "%s:%s", rows[i].name, o.words);
            cr_expect_str_eq(o.ratings, expected, "%s: %s", rows[i].name, o.ratings);
            cr_expect_eq(o.second_count, rows[i].seconds, "%s", rows[i].name);
            cr_expect_eq(o.second[o.second_count - 1].replaced, rows[i].replaced, "%s", rows[i].name);
        } else {
            cr_expect_eq(o.status, DELPHI_ERR_INPUT, "%s", rows[i].name);
            cr_expect(kit_has(o.problems, DELPHI_ERROR, "two.xlsx", "P1 has returned answers to round 1 before"),
                      "%s:%s", rows[i].name, o.words);
            cr_expect_str_eq(was, is, "%s", rows[i].name);
        }
        cr_expect_eq(proposals && strstr(proposals, "Sleep"), rows[i].proposal, "%s", rows[i].name);
        cr_expect_eq(kit_check(folder), DELPHI_OK, "%s", rows[i].name);
        free(was);
        free(is);
        free(proposals);
        end(&o);
        kit_remove(folder);
    }
}

Test(ingest_again, what_was_replaced_is_told_counted_and_stays_findable) {
    static const char *const first[] = {"one.xlsx", NULL}, *const then[] = {"two.xlsx", "three.xlsx", NULL};
    char *folder = start();
    write_three(folder);
    outcome o = ingest(folder, first, NULL);
    end(&o);
    o = ingest(folder, then, &(delphi_ingest_options){.again = DELPHI_AGAIN_LATEST});
    cr_expect_eq(o.counts.ratings, 1);
    cr_expect_eq(o.counts.cannot_judge, 0);
    cr_expect_eq(o.counts.comments, 1);
    cr_expect_eq(o.counts.proposals, 0);
    cr_expect_eq(o.counts.experts, 1);
    cr_assert_eq(o.second_count, 2);
    cr_expect_eq(o.second[0].earlier_answers, 2);
    cr_expect_eq(o.second[0].later_answers, 3);
    cr_expect_eq(o.second[1].later_answers, 1);
    char *ledger = scratch_read(folder, "ledger.jsonl"), *kept = scratch_read(folder, "round-1/received/001-one.xlsx");
    cr_expect_not_null(strstr(ledger, "second returns, by --again latest: P1 replaced (2 by 3 answers), P1 replaced (3 "
                                      "by 1 answers)"));
    cr_expect_not_null(kept);
    free(ledger);
    free(kept);
    end(&o);
    kit_remove(folder);
}

/* A whole folder of returned files can be named each time: what came before is passed over. */
Test(ingest_again, files_that_came_before_are_passed_over_by_terms) {
    static const char *const first[] = {"one.xlsx", NULL}, *const both[] = {"one.xlsx", "p2.xlsx", "copy.xlsx", NULL},
                             *const old[] = {"one.xlsx", "p2.xlsx", NULL};
    char *folder = start();
    write_three(folder);
    kit_write_sheet(folder, "p2.xlsx", "P2", SHEET(R("I01", "9"), R("I02", NULL), R("I03", NULL)));
    kit_write_sheet(folder, "copy.xlsx", "P2", SHEET(R("I01", "9"), R("I02", NULL), R("I03", NULL)));
    outcome o = ingest(folder, first, NULL);
    end(&o);
    o = ingest(folder, both, &(delphi_ingest_options){.again = DELPHI_AGAIN_LATEST});
    cr_expect_eq(o.status, DELPHI_OK, "%s", o.words);
    cr_expect_eq(o.what.count[DELPHI_FILE_KNOWN], 2, "%s", o.words);
    cr_expect_eq(o.what.count[DELPHI_FILE_SOUND], 1);
    cr_expect(kit_has(o.problems, DELPHI_NOTICE, "one.xlsx", "taken in before (line 2 of the ledger)"));
    cr_expect(kit_has(o.problems, DELPHI_NOTICE, "copy.xlsx", "the same bytes as"));
    cr_expect_str_eq(o.ratings, KIT_HEADING ONE "P2,I01,relevance,9,\n");
    end(&o);
    char *before = scratch_picture(folder);
    o = ingest(folder, old, &(delphi_ingest_options){.again = DELPHI_AGAIN_LATEST});
    cr_expect_eq(o.status, DELPHI_OK);
    cr_expect_not(o.what.changed);
    char *after = scratch_picture(folder);
    cr_expect_str_eq(before, after);
    free(before);
    free(after);
    end(&o);
    kit_remove(folder);
}

Test(ingest_again, an_empty_sheet_takes_the_place_of_nothing) {
    static const char *const names[] = {"two.xlsx", "empty.xlsx", NULL};
    char *folder = start();
    write_three(folder);
    kit_write_sheet(folder, "empty.xlsx", "P1", SHEET(R("I01", NULL), R("I02", NULL), R("I03", NULL)));
    outcome o = ingest(folder, names, &(delphi_ingest_options){.again = DELPHI_AGAIN_LATEST});
    cr_expect_str_eq(o.ratings, KIT_HEADING TWO);
    cr_expect(kit_has(o.problems, DELPHI_NOTICE, "empty.xlsx", "holds no answers"));
    end(&o);
    kit_remove(folder);
}

/* Surveys: the terms are about an expert's answers in a file, whatever rows they stand in. */
Test(ingest_again, the_terms_hold_for_surveys_and_for_a_mix) {
    static const struct {
        delphi_again again;
        const char *p1, *p2;
    } survey[] = {
        {DELPHI_AGAIN_LATEST, "P1,I02,relevance,4,late\n",
         "P2,I01,relevance,4,\nP2,I02,relevance,4,\nP2,I03,relevance,4,\n"},
        {DELPHI_AGAIN_FIRST, TWO, "P2,I01,relevance,9,\n"},
        {DELPHI_AGAIN_MOST_COMPLETE, TWO, "P2,I01,relevance,4,\nP2,I02,relevance,4,\nP2,I03,relevance,4,\n"},
    };
    static const char *const names[] = {"two.xlsx", "p2.xlsx", "late.csv", NULL};
    for (size_t i = 0; i < sizeof survey / sizeof *survey; i++) {
        char *folder = start(), expected[512];
        write_three(folder);
        kit_write_sheet(folder, "p2.xlsx", "P2", SHEET(R("I01", "9"), R("I02", NULL), R("I03", NULL)));
        scratch_write(folder, "../late.csv",
                      KIT_HEADING "P2,I01,relevance,4,\nP1,I02,relevance,4,late\nP2,I03,relevance,4,\n"
                                  "P2,I02,relevance,4,\nP3,I01,relevance,1,new\n");
        outcome o = ingest(folder, names, &(delphi_ingest_options){.again = survey[i].again});
        snprintf(expected, sizeof expected, KIT_HEADING "%s%sP3,I01,relevance,1,new\n", survey[i].p1, survey[i].p2);
        cr_expect_eq(o.status, DELPHI_OK, "row %zu:%s", i, o.words);
        cr_expect_str_eq(o.ratings, expected, "row %zu: %s", i, o.ratings);
        cr_expect_eq(o.second_count, 2, "row %zu", i);
        cr_expect_eq(o.counts.experts, 3, "row %zu", i);
        end(&o);
        kit_remove(folder);
    }
}

/* ---- bad files among good ones ---- */

/* A sheet of each expert; those of P2 and P5 are off the scale twice. */
static const char **write_many(const char *folder) {
    const char **names = calloc(FILES_MAX, sizeof *names);
    for (size_t i = 0; i < 6; i++) {
        char file[32], expert[32];
        snprintf(file, sizeof file, "s%zu.xlsx", i);
        snprintf(expert, sizeof expert, "P%zu", i + 1);
        bool bad = i == 1 || i == 4;
        kit_write_sheet(folder, file, expert,
                        SHEET(R("I01", bad ? "77" : "7"), R("I02", bad ? "88" : "2"), R("I03", "5")));
        names[i] = strdup(file);
    }
    return names;
}

static void free_names(const char **names) {
    for (size_t i = 0; names[i]; i++)
        free((char *)(uintptr_t)names[i]);
    free(names);
}

Test(ingest_again, bad_files_keep_all_out_and_the_sound_ones_are_counted) {
    char *folder = start();
    const char **names = write_many(folder);
    char *before = scratch_picture(folder);
    outcome o = ingest(folder, names, NULL);
    char *after = scratch_picture(folder);
    cr_expect_eq(o.status, DELPHI_ERR_INPUT);
    cr_expect_eq(o.what.count[DELPHI_FILE_SOUND], 4);
    cr_expect_eq(o.what.count[DELPHI_FILE_REFUSED], 2);
    cr_expect_not(o.what.changed);
    cr_expect_str_eq(before, after);
    free(before);
    free(after);
    free_names(names);
    end(&o);
    kit_remove(folder);
}

Test(ingest_again, keep_going_takes_the_sound_files_and_names_the_bad) {
    char *folder = start();
    const char **names = write_many(folder);
    outcome o = ingest(folder, names, &(delphi_ingest_options){.keep_going = true});
    cr_expect_eq(o.status, DELPHI_OK);
    cr_expect_eq(o.counts.files, 4);
    cr_expect_eq(o.counts.ratings, 12);
    cr_expect(kit_has(o.problems, DELPHI_ERROR, "s1.xlsx", "'77' is off the scale"));
    cr_expect(kit_has(o.problems, DELPHI_ERROR, "s4.xlsx", "'88' is off the scale"));
    cr_expect_eq(delphi_problems_errors(o.problems), 4);
    cr_expect_null(strstr(o.ratings, "P2,"));
    char *ledger = scratch_read(folder, "ledger.jsonl"), *fifth = scratch_read(folder, "round-1/received/005-s5.xlsx"),
         *fourth = scratch_read(folder, "round-1/received/004-s5.xlsx");
    cr_expect_not_null(strstr(ledger, "; 2 files refused; with --keep-going\""));
    cr_expect_null(fifth);
    cr_expect_not_null(fourth);
    cr_expect_eq(kit_check(folder), DELPHI_OK);
    free(ledger);
    free(fifth);
    free(fourth);
    free_names(names);
    end(&o);
    kit_remove(folder);
}

/* What a refused file brought is gone when the next one is looked at. */
Test(ingest_again, a_refused_survey_leaves_no_trace) {
    static const char *const names[] = {"bad.csv", "good.csv", "none.csv", NULL};
    char *folder = start();
    scratch_write(folder, "../bad.csv",
                  KIT_HEADING "P1,I01,relevance,1,wrong\nP2,I02,relevance,1,wrong\nP1,I03,relevance,99,\n");
    scratch_write(folder, "../good.csv", KIT_HEADING "P1,I01,relevance,7,\nP1,I02,relevance,2,right\n");
    outcome o = ingest(folder, names, &(delphi_ingest_options){.keep_going = true});
    cr_expect_eq(o.status, DELPHI_OK, "%s", o.words);
    cr_expect_str_eq(o.ratings, KIT_HEADING "P1,I01,relevance,7,\nP1,I02,relevance,2,right\n");
    cr_expect_eq(o.counts.ratings, 2);
    cr_expect_eq(o.counts.comments, 1);
    cr_expect_eq(o.counts.experts, 1);
    cr_expect_eq(o.counts.files, 1);
    cr_expect_eq(o.what.count[DELPHI_FILE_REFUSED], 2);
    end(&o);
    kit_remove(folder);
}

Test(ingest_again, keep_going_with_nothing_sound_is_an_error) {
    static const char *const names[] = {"none.csv", "none.xlsx", NULL};
    char *folder = start();
    outcome o = ingest(folder, names, &(delphi_ingest_options){.keep_going = true});
    cr_expect_eq(o.status, DELPHI_ERR_IO);
    cr_expect_not(o.what.changed);
    end(&o);
    kit_remove(folder);
}

/* One file with many problems does not drown the others. */
Test(ingest_again, of_one_file_among_many_the_first_problems_are_told) {
    static const char *const names[] = {"bad.csv", "worse.csv", NULL};
    char *folder = start();
    delphi_buffer text = {0};
    base_buffer_text(&text, KIT_HEADING);
    for (int i = 0; i < 50; i++)
        base_buffer_format(&text, "P%d,I01,relevance,1,\n", 100 + i);
    scratch_write(folder, "../bad.csv", text.data);
    scratch_write(folder, "../worse.csv", KIT_HEADING "P1,I01,relevance,99,\n");
    outcome o = ingest(folder, names, NULL);
    cr_expect_eq(delphi_problems_errors(o.problems), 22, "%s", o.words);
    cr_expect(kit_has(o.problems, DELPHI_ERROR, "bad.csv", "30 more problems"));
    cr_expect(kit_has(o.problems, DELPHI_ERROR, "worse.csv", "off the scale"));
    delphi_buffer_free(&text);
    end(&o);
    kit_remove(folder);
}

/* ---- the same answers by sheet and by export ---- */

/* A round trip: whatever the sheets say, the same in a CSV file gives the same ratings.csv, byte for byte. */
Test(ingest_again, sheets_and_an_export_with_the_same_answers_give_the_same_bytes) {
    static const char *const ratings[] = {"1", "9", "?", "", "5", "7 – Very important", "3"};
    static const char *const comments[] = {"", "Fine", "", "\"quoted\", and more", "zwölf", "", "line\nbreak"};
    char *by_sheet = start(), *by_csv = start();
    const char *names[7] = {0};
    delphi_buffer csv = {0};
    base_buffer_text(&csv, KIT_HEADING);
    unsigned at = 3;
    for (size_t e = 6; e-- > 0;) {
        kit_sheet sheet = {0};
        char file[32], expert[32];
        char keys[3][32];
        snprintf(file, sizeof file, "s%zu.xlsx", e);
        snprintf(expert, sizeof expert, "P%zu", e + 1);
        for (size_t i = 0; i < 3; i++, at = at * 5 + 3) {
            snprintf(keys[i], sizeof keys[i], "I0%zu|relevance", i + 1);
            const char *comment = comments[at / 3 % 7];
            sheet.rows[i] = (kit_row){.key = keys[i], .rating = ratings[at % 7], .comment = comment};
            base_buffer_format(&csv, "%s,I0%zu,relevance,%s,\"", expert, i + 1, ratings[at % 7]);
            for (const char *p = comment; *p; p++)
                base_buffer_format(&csv, *p == '"' ? "\"%c" : "%c", *p);
            base_buffer_text(&csv, "\"\n");
        }
        kit_write_sheet(by_sheet, file, expert, &sheet);
        names[e] = strdup(file);
    }
    scratch_write(by_csv, "../all.csv", csv.data);
    outcome a = ingest(by_sheet, names, NULL), b = ingest(by_csv, (const char *const[]){"all.csv", NULL}, NULL);
    cr_expect_eq(a.status, DELPHI_OK, "%s", a.words);
    cr_expect_eq(b.status, DELPHI_OK, "%s", b.words);
    cr_expect_str_eq(a.ratings, b.ratings);
    cr_expect(strlen(a.ratings) > 200);
    for (size_t e = 0; e < 6; e++)
        free((char *)(uintptr_t)names[e]);
    delphi_buffer_free(&csv);
    end(&a);
    end(&b);
    kit_remove(by_sheet);
    kit_remove(by_csv);
}

/* A correction by a sheet replaces answer by answer; what it leaves empty stays. */
Test(ingest_again, a_correction_by_a_sheet_replaces_single_answers_and_keeps_what_stood_there) {
    static const char *const first[] = {"one.xlsx", NULL}, *const then[] = {"fix.xlsx", NULL};
    char *folder = start();
    write_three(folder);
    kit_write_sheet(folder, "fix.xlsx", "P1",
                    SHEET({"I01|relevance", "4", NULL, "Now sure"}, R("I02", "1"), R("I03", "7"),
                          {"+1", NULL, NULL, "Sleep at night"}, {"+2", NULL, NULL, "Food"}));
    outcome o = ingest(folder, first, NULL);
    end(&o);
    o = ingest(folder, then, &(delphi_ingest_options){.correct = true, .why = "she said so"});
    cr_expect_eq(o.status, DELPHI_OK, "%s", o.words);
    cr_expect_str_eq(o.ratings, KIT_HEADING "P1,I01,relevance,4,Now sure\nP1,I02,relevance,1,\nP1,I03,relevance,7,\n");
    cr_expect_eq(o.counts.corrected, 2);
    cr_expect_eq(o.counts.same, 1);
    cr_expect_eq(o.counts.ratings, 1);
    cr_expect_eq(o.counts.proposals, 1);
    char *proposals = scratch_read(folder, "round-1/proposals.csv"),
         *kept = scratch_read(folder, "round-1/corrections.csv");
    cr_expect(strstr(proposals, "P1,1,Sleep at night,") && strstr(proposals, "P1,2,Food,"), "%s", proposals);
    cr_expect_str_eq(kept, "act,expert,indicator,criterion,field,old,new,why\n"
                           "3,P1,I01,relevance,rating,1,4,she said so\n");
    cr_expect_eq(kit_check(folder), DELPHI_OK);
    free(proposals);
    free(kept);
    end(&o);
    kit_remove(folder);
}

Test(ingest_again, a_correction_by_a_sheet_takes_single_answers_back_and_an_ingest_does_not) {
    static const char *const first[] = {"one.xlsx", NULL}, *const then[] = {"back.xlsx", NULL};
    char *folder = start();
    write_three(folder);
    kit_write_sheet(folder, "back.xlsx", "P1",
                    SHEET({"I01|relevance", "Withdrawn"}, {"I02|relevance", "", NULL, NULL}, R("I03", "ingetrokken")));
    outcome o = ingest(folder, then, NULL);
    cr_expect_eq(o.status, DELPHI_ERR_INPUT);
    cr_expect(strstr(o.words, "'Withdrawn' takes an answer back, which only a correction does"), "%s", o.words);
    end(&o);
    o = ingest(folder, first, NULL);
    end(&o);
    o = ingest(folder, then, &(delphi_ingest_options){.correct = true, .why = "she said so"});
    cr_expect_eq(o.status, DELPHI_OK, "%s", o.words);
    cr_expect_str_eq(o.ratings, KIT_HEADING "P1,I02,relevance,1,\n");
    cr_expect_eq(o.counts.corrected, 1);
    cr_expect_eq(o.counts.withdrawn, 1);
    cr_expect_eq(o.counts.same, 1, "there was none on I03");
    char *kept = scratch_read(folder, "round-1/corrections.csv");
    cr_expect_str_eq(kept, "act,expert,indicator,criterion,field,old,new,why\n"
                           "3,P1,I01,relevance,rating,1,withdrawn,she said so\n");
    cr_expect_eq(kit_check(folder), DELPHI_OK);
    free(kept);
    end(&o);
    kit_remove(folder);
}

Test(ingest_again, a_correction_goes_with_neither_terms_nor_bad_files) {
    static const char *const files[] = {"one.xlsx", NULL};
    static const delphi_ingest_options wrong[] = {
        {.correct = true, .why = "w", .again = DELPHI_AGAIN_LATEST},
        {.correct = true, .why = "w", .keep_going = true},
        {.correct = true},
    };
    char *folder = start();
    write_three(folder);
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        outcome o = ingest(folder, files, &wrong[i]);
        cr_expect_eq(o.status, DELPHI_ERR_USAGE, "row %zu:%s", i, o.words);
        end(&o);
    }
    kit_remove(folder);
}
