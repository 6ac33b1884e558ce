/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Commands of the program that change a study, each with the study on which it is run: that is made once, and put back
 * to the byte before every run. */
#ifndef TESTS_COMMANDS_H
#define TESTS_COMMANDS_H

#include "program.h"

#include "../kit/sheet_kit.h"

#define ARGUMENTS_MAX 12

/* The study has replicates, so that all that is random is in its results. */
#define COMMANDS_STUDY KIT_STUDY("\"replicates\": 5, \"seed\": 7, ")

/* Makes what a command needs beyond the study's life up to it. */
typedef void (*command_maker)(const char *folder);

/* A command, and how much of the study's life comes before it. @ is the study folder, @/ a file in or beside it. */
typedef struct {
    const char *name;
    size_t after;
    const char *arguments[ARGUMENTS_MAX];
    command_maker prepare; /* may be NULL */
    bool once;             /* cannot be done a second time */
} command;

/* ---- what commands need ---- */

static void command_must(delphi_status status, const delphi_problems *problems) {
    cr_assert_eq(status, DELPHI_OK, "%s",
                 delphi_problems_kept(problems) ? delphi_problems_get(problems, 0)->message : "");
}

static void command_take_in(const char *folder, const char *file, const delphi_ingest_options *options) {
    delphi_problems *problems = delphi_problems_new();
    delphi_folder *open = kit_open(folder, DELPHI_FOLDER_WRITE);
    command_must(kit_ingest(open, file, options, problems), problems);
    delphi_folder_free(open);
    delphi_problems_free(problems);
}

static void command_do(const char *folder, kit_act act) {
    delphi_problems *problems = delphi_problems_new();
    command_must(kit_do(folder, act, problems), problems);
    delphi_problems_free(problems);
}

/* A survey as a workbook. */
static inline void command_write_survey(const char *folder) {
    static const char *const rows[][5] = {{"expert", "indicator", "criterion", "rating", "comment"},
                                          {"P1", "I01", "relevance", "7", "fine"},
                                          {"P1", "I02", "relevance", "2", ""},
                                          {"P2", "I03", "relevance", "5", ""}};
    char *path = kit_beside(folder, "survey.xlsx");
    lxw_workbook *book = workbook_new(path);
    lxw_worksheet *sheet = workbook_add_worksheet(book, "Answers");
    for (lxw_row_t r = 0; r < sizeof rows / sizeof *rows; r++)
        for (lxw_col_t c = 0; c < 5; c++)
            kit_put(sheet, r, c, rows[r][c]);
    cr_assert_eq(workbook_close(book), LXW_NO_ERROR);
    free(path);
}

/* A form that came back, with what is proposed in it; NULL: nothing. */
static void command_write_sheet(const char *folder, const char *file, const char *expert, const char *rating,
                                const char *proposal) {
    const kit_sheet sheet = {.rows = {{"I01|relevance", rating, "It is cheap"},
                                      {"I02|relevance", "2"},
                                      {"I03|relevance", "?", NULL, "Two\nlines"},
                                      {"+1", "", "", proposal}}};
    kit_write_sheet(folder, file, expert, &sheet);
}

static void command_write_sheets(const char *folder) {
    command_write_sheet(folder, "p1.xlsx", "P1", "7", "Sleep");
    command_write_sheet(folder, "p2.xlsx", "P2", "8", "Falls, at home");
    command_write_sheet(folder, "p3.xlsx", "P3", "9", NULL);
}

/* Of P1 and P2 came back before what comes back now. */
static void command_return_twice(const char *folder) {
    command_write_sheet(folder, "p1-early.xlsx", "P1", "1", "Rest");
    command_write_sheet(folder, "p2-early.xlsx", "P2", "2", "Food");
    command_take_in(folder, "p1-early.xlsx", NULL);
    command_take_in(folder, "p2-early.xlsx", NULL);
    command_write_sheets(folder);
}

static void command_correct_first(const char *folder) {
    char *root = kit_beside(folder, "");
    command_do(folder, KIT_CORRECT);
    scratch_write(root, "e.csv", KIT_HEADING "P1,I01,relevance,5,\nP2,I02,relevance,withdrawn,\n");
    free(root);
}

static void command_reopen_first(const char *folder) {
    command_do(folder, KIT_REOPEN);
}

static void command_override_first(const char *folder) {
    command_do(folder, KIT_OVERRIDE);
}

static void command_alter_results(const char *folder) {
    scratch_write(folder, "round-1/results.json", "{}\n");
}

/* The study begins with another kind of round, which is open, and a file is there to be taken into it. */
static void command_begin_otherwise(const char *folder, const char *round, const char *text) {
    char study[800], *root = kit_beside(folder, "");
    snprintf(study, sizeof study,
             "{\"format\": \"delphi-study/1\", \"id\": \"kit\", \"language\": \"en\", \"scale\": {\"min\": 1, \"max\": "
             "9}, \"min_ratings\": 3, \"replicates\": 5, \"seed\": 7, \"rounds\": [%s]}\n",
             round);
    scratch_write(folder, "study.json", study);
    scratch_write(root, "votes.csv", text);
    free(root);
    command_do(folder, KIT_OPEN);
}

static void command_meet(const char *folder) {
    command_begin_otherwise(folder, "{\"id\": 1, \"kind\": \"meeting\", \"meeting\": {\"majority\": \"2/3\"}}",
                            "indicator,present,for,against,abstain,note\nI01,6,5,1,0,\nI02,6,1,4,1,\"no, thanks\"\n");
}

static void command_vote(const char *folder) {
    command_meet(folder);
    command_take_in(folder, "votes.csv", NULL);
}

static void command_rank(const char *folder) {
    command_begin_otherwise(folder,
                            "{\"id\": 1, \"kind\": \"ranking\", \"ranking\": {\"method\": \"order\", \"places\": 2}, "
                            "\"rules\": {\"keep\": \"mean_rank < 2\"}}",
                            "expert,I01,I02,I03\nP1,1,2,\nP2,1,,2\nP3,,1,2\n");
}

static void command_ranked(const char *folder) {
    command_rank(folder);
    command_take_in(folder, "votes.csv", NULL);
}

/* ---- the commands ---- */

static const command acts[] = {
    {"open", 0, {"open", "@"}, NULL, true},
    {"open the next", 4, {"open", "@"}, NULL, true},
    {"ingest", 1, {"ingest", "@", "@/../a.csv"}, NULL, true},
    {"ingest of two files", 1, {"ingest", "@", "@/../a.csv", "@/../b.csv"}, NULL, true},
    {"ingest of a survey", 1, {"ingest", "@", "@/../survey.xlsx"}, command_write_survey, true},
    {"ingest of sheets",
     1,
     {"ingest", "@", "@/../p1.xlsx", "@/../p2.xlsx", "@/../p3.xlsx"},
     command_write_sheets,
     true},
    {"ingest of second returns",
     1,
     {"ingest", "@", "@/../p1.xlsx", "@/../p2.xlsx", "--again", "latest"},
     command_return_twice,
     true},
    {"correction", 3, {"ingest", "@", "@/../d.csv", "--correct", "--why", "a slip"}, NULL, true},
    {"second correction",
     3,
     {"ingest", "@", "@/../e.csv", "--correct", "--why", "a slip"},
     command_correct_first,
     true},
    {"close", 3, {"close", "@"}, NULL, true},
    {"close again", 4, {"close", "@"}, command_reopen_first, true},
    {"reopen", 4, {"reopen", "@", "--round", "1", "--why", "a late return"}, NULL, true},
    {"reopen an earlier one", 7, {"reopen", "@", "--round", "1", "--why", "a late return"}, NULL, true},
    {"override", 4, {"override", "@", "--round", "1", "--why", "agreed", "I03", "keep"}, NULL, false},
    {"second override",
     4,
     {"override", "@", "--round", "1", "--why", "by law", "I02", "keep"},
     command_override_first,
     false},
    {"recompute", 7, {"recompute", "@"}, command_alter_results, false},
    {"ingest of ballots", 0, {"ingest", "@", "@/../votes.csv"}, command_meet, true},
    {"close of a meeting", 0, {"close", "@"}, command_vote, true},
    {"ingest of a ranking", 0, {"ingest", "@", "@/../votes.csv"}, command_rank, true},
    {"close of a ranking", 0, {"close", "@"}, command_ranked, true},
};
#define ACTS (sizeof acts / sizeof *acts)

/* ---- the study on which a command is run ---- */

typedef struct {
    const command *c;
    char *root, *folder; /* the study, and where it lies with all that stands beside it */
    char *scratch;       /* a folder beyond: root as it was, and what the program says */
    char *kept, *said, *out;
    const char *line[ARGUMENTS_MAX + 2];
} stage;

static inline void stage_line(stage *s, const char *program) {
    s->line[0] = strdup(program);
    for (size_t i = 0; i < ARGUMENTS_MAX && s->c->arguments[i]; i++) {
        const char *argument = s->c->arguments[i];
        delphi_buffer text = {0};
        base_buffer_format(&text, "%s%s", argument[0] == '@' ? s->folder : "", argument + (argument[0] == '@'));
        s->line[i + 1] = text.data;
    }
}

/* `disk`: a folder in which the study is to lie; NULL: where all else lies. */
static inline stage stage_new(const command *c, const char *program, const char *disk) {
    stage s = {.c = c, .scratch = scratch_new()};
    char *usual = getenv("TMPDIR") ? strdup(getenv("TMPDIR")) : NULL;
    if (disk)
        setenv("TMPDIR", disk, 1);
    s.folder = kit_new_with(COMMANDS_STUDY);
    if (usual)
        setenv("TMPDIR", usual, 1);
    else
        unsetenv("TMPDIR");
    free(usual);
    s.root = strdup(s.folder);
    *strrchr(s.root, '/') = '\0';
    kit_live(s.folder, c->after);
    if (c->prepare)
        c->prepare(s.folder);
    s.kept = base_path_join(s.scratch, "kept");
    s.said = base_path_join(s.scratch, "said");
    s.out = base_path_join(s.scratch, "out");
    scratch_copy(s.root, s.kept);
    stage_line(&s, program);
    return s;
}

/* All is as it was before the command. */
static inline void stage_reset(const stage *s) {
    scratch_clear(s->root);
    scratch_copy(s->kept, s->root);
}

static inline char *stage_picture(const stage *s) {
    return scratch_picture(s->root);
}

static inline void stage_free(stage *s) {
    scratch_remove(s->root);
    scratch_remove(s->scratch);
    for (size_t i = 0; s->line[i]; i++)
        free((char *)(uintptr_t)s->line[i]);
    free(s->folder);
    free(s->kept);
    free(s->said);
    free(s->out);
}

/* The text of a file that the program wrote, to be freed. */
static inline char *stage_text(const char *path) {
    delphi_buffer bytes = {0};
    base_file_read(path, path, &bytes, NULL, NULL);
    return bytes.data ? bytes.data : strdup("");
}

#endif
