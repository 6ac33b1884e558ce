/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Experts' sheets as they come back: read by their marks alone, refused where these do not fit. */
#include "../kit/sheet_kit.h"

/* The study kit has one criterion and three indicators, all in round 1. */
#define ROWS(a, b, c)                                                                                                  \
    {                                                                                                                  \
        {"I01|relevance", a}, {"I02|relevance", b}, {                                                                  \
            "I03|relevance", c                                                                                         \
        }                                                                                                              \
    }

typedef struct {
    delphi_status status;
    delphi_intake_counts counts;
    delphi_problems *problems;
} outcome;

static outcome ingest(const char *folder, const char *file) {
    outcome o = {.problems = delphi_problems_new()};
    delphi_folder *open = kit_open(folder, DELPHI_FOLDER_WRITE);
    char *path = kit_beside(folder, file);
    const char *files[] = {path};
    o.status = delphi_folder_ingest(open, files, 1, NULL, &o.counts, NULL, o.problems);
    free(path);
    delphi_folder_free(open);
    return o;
}

static void expect_ratings(const char *folder, const char *expected, const char *what) {
    char *ratings = scratch_read(folder, "round-1/ratings.csv");
    cr_expect_str_eq(ratings, expected, "%s: %s", what, ratings);
    free(ratings);
}

/* Each row: a sheet of P1, and what stands in ratings.csv below the heading. */
static const struct {
    const char *name;
    kit_sheet sheet;
    const char *ratings;
} sound[] = {
    {"numbers", {.rows = ROWS("7", "2", "5")}, "P1,I01,relevance,7,\nP1,I02,relevance,2,\nP1,I03,relevance,5,\n"},
    {"numbers as text",
     {.rows = {{"I01|relevance", "7", .as_text = true}, {"I02|relevance", " 2 ", .as_text = true}, {"I03|relevance"}}},
     "P1,I01,relevance,7,\nP1,I02,relevance,2,\n"},
    {"labels, and cannot judge in both languages",
     {.rows = ROWS("7 – zeer relevant", "Kan ik niet beoordelen", "cannot judge")},
     "P1,I01,relevance,7,\nP1,I02,relevance,?,\nP1,I03,relevance,?,\n"},
    {"a question mark", {.rows = ROWS("?", "", "")}, "P1,I01,relevance,?,\n"},
    {"rows that were sorted",
     {.rows = {{"I03|relevance", "5"}, {"I01|relevance", "7"}, {"I02|relevance", "2"}}},
     "P1,I01,relevance,7,\nP1,I02,relevance,2,\nP1,I03,relevance,5,\n"},
    {"a form that was renamed and moved",
     {.name = "Kopie van formulier", .not_first = true, .rows = ROWS("7", "", "")},
     "P1,I01,relevance,7,\n"},
    {"no document property, as some programs leave it",
     {.property = "", .rows = ROWS("7", "", "")},
     "P1,I01,relevance,7,\n"},
    {"a row that was put in", {.row_between = true, .rows = ROWS("7", "", "")}, "P1,I01,relevance,7,\n"},
    {"reason and comment",
     {.rows = {{"I01|relevance", "7", "It is cheap", NULL},
               {"I02|relevance", "2", NULL, "Two\r\nlines, \"quoted\""},
               {"I03|relevance", "", "Because", "and more"}}},
     "P1,I01,relevance,7,It is cheap\nP1,I02,relevance,2,\"Two\nlines, \"\"quoted\"\"\"\n"
     "P1,I03,relevance,,Because / and more\n"},
    {"a comment on the whole",
     {.rows = {{"I01|relevance", "7"}, {"I02|relevance"}, {"I03|relevance"}, {"I02|", "", NULL, "Unclear"}}},
     "P1,I01,relevance,7,\nP1,I02,,,Unclear\n"},
    {"texts that look like formulas",
     {.rows = {{"I01|relevance", "7", NULL, "=1+1"}, {"I02|relevance"}, {"I03|relevance"}}},
     "P1,I01,relevance,7,=1+1\n"},
};

Test(ingest_sheets, answers_are_found_by_the_marks_alone) {
    for (size_t i = 0; i < sizeof sound / sizeof *sound; i++) {
        char *folder = kit_new(), expected[512];
        kit_live(folder, 1);
        kit_write_sheet(folder, "p1.xlsx", "P1", &sound[i].sheet);
        outcome o = ingest(folder, "p1.xlsx");
        char *words = kit_words(o.problems);
        cr_expect_eq(o.status, DELPHI_OK, "%s:%s", sound[i].name, words);
        cr_expect_eq(o.counts.sheets, 1, "%s", sound[i].name);
        snprintf(expected, sizeof expected, KIT_HEADING "%s", sound[i].ratings);
        expect_ratings(folder, expected, sound[i].name);
        cr_expect_eq(kit_check(folder), DELPHI_OK, "%s", sound[i].name);
        free(words);
        delphi_problems_free(o.problems);
        kit_remove(folder);
    }
}

#define P1_CODE "0123456789abcdef"

/* Each row: a sheet of P1 that is refused, where, and why. */
static const struct {
    const char *name;
    kit_sheet sheet;
    long line, column;
    const char *words;
} refused[] = {
    {"another study", {.mark = "delphi-sheet/1 other 1 P1 " P1_CODE, .property = ""}, 1, 1, "the study 'other'"},
    {"a round to come",
     {.mark = "delphi-sheet/1 kit 2 P1 " P1_CODE, .property = ""},
     1,
     1,
     "this sheet is for round 2; answers go to round 1"},
    {"an unknown expert", {.mark = "delphi-sheet/1 kit 1 P11 " P1_CODE, .property = ""}, 1, 1, "did you mean 'P1'?"},
    {"a code that does not fit", {.mark = "delphi-sheet/1 kit 1 P1 " P1_CODE, .property = ""}, 1, 1, "does not fit"},
    {"a newer format", {.mark = "delphi-sheet/2 kit 1 P1 " P1_CODE, .property = ""}, 1, 1, "format 'delphi-sheet/2'"},
    {"half a mark", {.mark = "delphi-sheet/1 kit 1", .property = ""}, 1, 1, "it has 3 words"},
    {"no round", {.mark = "delphi-sheet/1 kit one P1 " P1_CODE, .property = ""}, 1, 1, "'one' is no round"},
    {"a form in another's document", {.property = "delphi-sheet/1 kit 1 P2 " P1_CODE}, 1, 1, "put into another"},
    {"no mark, but the property", {.mark = ""}, 0, 0, "mark in cell A1 of its form is gone"},
    {"two forms", {.second_form = true, .rows = ROWS("7", "", "")}, 0, 0, "'Form' and 'Form (2)'"},
    {"no mark of the ratings", {.marks = {""}, .rows = ROWS("7", "", "")}, 1, 1, "#rating is gone"},
    {"no mark of the comments", {.marks = {NULL, NULL, "#"}, .rows = ROWS("7", "", "")}, 1, 1, "#comment is gone"},
    {"two columns of ratings", {.marks = {NULL, "#rating"}, .rows = ROWS("7", "", "")}, 1, 4, "#rating stands twice"},
    {"a row is gone",
     {.rows = {{"I01|relevance", "7"}, {"I03|relevance"}}},
     1,
     1,
     "1 row of this sheet is gone, the first being that of I02"},
    {"a row was copied",
     {.rows = {{"I01|relevance"}, {"I02|relevance"}, {"I03|relevance"}, {"I01|relevance", "7"}}},
     7,
     1,
     "stands twice in the hidden first column, in row 4"},
    {"a proposal was copied",
     {.rows = {{"I01|relevance"}, {"I02|relevance"}, {"I03|relevance"}, {"+1"}, {"+1", "", "", "New"}}},
     8,
     1,
     "'+1' stands twice"},
    {"an unknown key",
     {.rows = {{"I01|relevance"}, {"I02|relevance"}, {"I03|relevance"}, {"I09|relevance", "7"}}},
     7,
     1,
     "'I09|relevance'"},
    {"an unknown criterion",
     {.rows = {{"I01|relevance"}, {"I02|relevance"}, {"I03|relevance"}, {"I03|cost", "7"}}},
     7,
     1,
     "'I03|cost'"},
    {"no key", {.rows = {{"I01|relevance"}, {"I02|relevance"}, {"I03|relevance"}, {"+x"}}}, 7, 1, "'+x'"},
    {"off the scale",
     {.rows = ROWS("7", "12", "")},
     5,
     3,
     "cell C5, I02: '12' is off the scale; allowed is a whole number from 1 to 9"},
    {"not whole", {.rows = ROWS("7.5", "", "")}, 4, 3, "cell C4, I01: '7.5'"},
    {"words", {.rows = ROWS("", "", "very")}, 6, 3, "cell C6, I03: 'very'"},
    {"a rating on the whole",
     {.rows = {{"I01|relevance"}, {"I02|relevance"}, {"I03|relevance"}, {"I03|", "7"}}},
     7,
     3,
     "indicator I03 as a whole"},
};

Test(ingest_sheets, a_sheet_that_does_not_fit_is_refused_with_its_place) {
    for (size_t i = 0; i < sizeof refused / sizeof *refused; i++) {
        char *folder = kit_new();
        kit_live(folder, 1);
        kit_write_sheet(folder, "p1.xlsx", "P1", &refused[i].sheet);
        char *before = scratch_picture(folder);
        outcome o = ingest(folder, "p1.xlsx");
        char *words = kit_words(o.problems), *after = scratch_picture(folder);
        cr_expect_eq(o.status, DELPHI_ERR_INPUT, "%s: %d%s", refused[i].name, (int)o.status, words);
        cr_expect(kit_has(o.problems, DELPHI_ERROR, "p1.xlsx", refused[i].words), "%s:%s", refused[i].name, words);
        const delphi_error *e = delphi_problems_get(o.problems, 0);
        cr_expect(e && e->line == refused[i].line && e->column == refused[i].column, "%s:%s", refused[i].name, words);
        cr_expect_str_eq(before, after, "%s", refused[i].name);
        free(before);
        free(after);
        free(words);
        delphi_problems_free(o.problems);
        kit_remove(folder);
    }
}

Test(ingest_sheets, a_sheet_of_a_closed_round_is_stale) {
    static const kit_sheet sheet = {.rows = {{"I03|relevance", "7"}}};
    char *folder = kit_new();
    kit_live(folder, 3);
    kit_write_sheet(folder, "p6.xlsx", "P6", &(kit_sheet){.rows = ROWS("7", "7", "7")});
    cr_assert_eq(kit_do(folder, KIT_CLOSE, NULL), DELPHI_OK);
    cr_assert_eq(kit_do(folder, KIT_OPEN, NULL), DELPHI_OK);
    outcome o = ingest(folder, "p6.xlsx");
    cr_expect_eq(o.status, DELPHI_ERR_INPUT);
    cr_expect(
        kit_has(o.problems, DELPHI_ERROR, "p6.xlsx", "stale: it is for round 1, which is closed; round 2 is open"));
    delphi_problems_free(o.problems);
    kit_write_sheet(folder, "new.xlsx", "P6", &sheet);
    o = ingest(folder, "new.xlsx");
    cr_expect_eq(o.status, DELPHI_OK);
    delphi_problems_free(o.problems);
    kit_remove(folder);
}

/* The code of one expert is not that of another, and the key of an indicator that was settled is not in play. */
Test(ingest_sheets, nobody_can_answer_for_another_expert) {
    char *folder = kit_new();
    kit_live(folder, 1);
    char *mark = kit_mark(folder, "P1"), *forged = strdup(mark);
    *strstr(forged, "P1") = 'P';
    strstr(forged, " P1 ")[2] = '2';
    kit_write_sheet(folder, "forged.xlsx", "P1",
                    &(kit_sheet){.mark = forged, .property = forged, .rows = ROWS("9", "", "")});
    outcome o = ingest(folder, "forged.xlsx");
    cr_expect_eq(o.status, DELPHI_ERR_INPUT);
    cr_expect(kit_has(o.problems, DELPHI_ERROR, "forged.xlsx", "does not fit expert P2 in round 1"));
    delphi_problems_free(o.problems);
    free(mark);
    free(forged);
    kit_remove(folder);
}

Test(ingest_sheets, an_indicator_that_is_not_in_the_round_is_refused) {
    char *folder = kit_new();
    kit_live(folder, 5);
    kit_write_sheet(folder, "p6.xlsx", "P6", &(kit_sheet){.rows = {{"I03|relevance", "7"}, {"I01|relevance", "7"}}});
    outcome o = ingest(folder, "p6.xlsx");
    cr_expect_eq(o.status, DELPHI_ERR_INPUT);
    cr_expect(
        kit_has(o.problems, DELPHI_ERROR, "p6.xlsx", "'I01|relevance' is of an indicator that is not in round 2"));
    delphi_problems_free(o.problems);
    kit_remove(folder);
}

Test(ingest_sheets, a_rating_in_a_row_that_was_put_in_is_told) {
    char *folder = kit_new();
    kit_live(folder, 1);
    kit_write_sheet(folder, "p1.xlsx", "P1", &(kit_sheet){.row_between = true, .rows = ROWS("7", "", "")});
    outcome o = ingest(folder, "p1.xlsx");
    cr_expect(kit_has(o.problems, DELPHI_NOTICE, "p1.xlsx", "'9' in cell C5 was left out"));
    delphi_problems_free(o.problems);
    kit_remove(folder);
}

/* ---- proposals ---- */

#define PROPOSING(text)                                                                                                \
    {                                                                                                                  \
        .rows = {                                                                                                      \
            {"I01|relevance", "7"},                                                                                    \
            {"I02|relevance"},                                                                                         \
            {"I03|relevance"},                                                                                         \
            {"+1", "", "", NULL},                                                                                      \
            {"+2", "", "", text}                                                                                       \
        }                                                                                                              \
    }

Test(ingest_sheets, proposals_are_collected_in_canonical_order) {
    char *folder = kit_new();
    kit_live(folder, 1);
    kit_write_sheet(folder, "p2.xlsx", "P2", &(kit_sheet)PROPOSING("Sleep, \"deep\""));
    kit_write_sheet(folder, "p1.xlsx", "P1", &(kit_sheet)PROPOSING("Falls at home"));
    outcome o = ingest(folder, "p2.xlsx");
    cr_expect_eq(o.status, DELPHI_OK);
    cr_expect_eq(o.counts.proposals, 1);
    delphi_problems_free(o.problems);
    o = ingest(folder, "p1.xlsx");
    cr_expect_eq(o.status, DELPHI_OK);
    delphi_problems_free(o.problems);
    char *text = scratch_read(folder, "round-1/proposals.csv"), *ledger = scratch_read(folder, "ledger.jsonl");
    cr_expect_str_eq(text, "expert,number,text,source\nP1,2,Falls at home,p1.xlsx\n"
                           "P2,2,\"Sleep, \"\"deep\"\"\",p2.xlsx\n");
    cr_expect_not_null(strstr(ledger, "0 comments, 1 proposal\""));
    cr_expect_not_null(strstr(ledger, "\"round-1/proposals.csv\""));
    free(text);
    free(ledger);
    cr_expect_eq(kit_check(folder), DELPHI_OK);
    scratch_write(folder, "round-1/proposals.csv", "expert,number,text,source\n");
    cr_expect_eq(kit_check(folder), DELPHI_ERR_INPUT);
    o = ingest(folder, "a.csv");
    cr_expect_eq(o.status, DELPHI_ERR_STATE);
    cr_expect(kit_has(o.problems, DELPHI_ERROR, "proposals.csv", "was changed by hand"));
    delphi_problems_free(o.problems);
    kit_remove(folder);
}

Test(ingest_sheets, without_proposals_there_is_no_such_file) {
    char *folder = kit_new();
    kit_live(folder, 1);
    kit_write_sheet(folder, "p1.xlsx", "P1", &(kit_sheet){.rows = ROWS("7", "", "")});
    outcome o = ingest(folder, "p1.xlsx");
    char *text = scratch_read(folder, "round-1/proposals.csv");
    cr_expect_null(text);
    delphi_problems_free(o.problems);
    kit_remove(folder);
}

/* Each row: proposals.csv, and what is wrong with it. */
Test(ingest_sheets, proposals_that_were_damaged_are_refused) {
    static const struct {
        const char *text;
        long line;
        const char *words;
    } rows[] = {
        {"", 1, "empty"},
        {"expert,number,text\n", 1, "\"source\" is required"},
        {"expert,number,text,source\nP9,1,a,b\n", 2, "unknown expert"},
        {"expert,number,text,source\nP1,0,a,b\n", 2, "from 1 to 999"},
        {"expert,number,text,source\nP1,1,,b\n", 2, "a proposal has a text"},
        {"expert,number,text,source\nP2,1,a,b\nP1,1,a,b\n", 3, "out of order"},
        {"expert,number,text,source\nP1,1,a,b\nP1,1,a,b\n", 3, "out of order"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        char *folder = kit_new();
        delphi_folder *open = kit_open(folder, DELPHI_FOLDER_READ);
        delphi_problems *problems = delphi_problems_new();
        delphi_proposals *out = NULL;
        cr_expect_eq(delphi_read_proposals(delphi_folder_study(open), "proposals.csv", rows[i].text,
                                           strlen(rows[i].text), &out, problems),
                     DELPHI_ERR_INPUT, "row %zu", i);
        cr_expect_null(out);
        cr_expect(kit_has(problems, DELPHI_ERROR, "proposals.csv", rows[i].words), "row %zu", i);
        cr_expect_eq(delphi_problems_get(problems, 0)->line, rows[i].line, "row %zu", i);
        delphi_problems_free(problems);
        delphi_folder_free(open);
        kit_remove(folder);
    }
}
