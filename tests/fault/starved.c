/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Every allocation of a command fails once: it ends with exit 4 and says why, or did all the same; it never falls, and
 * the folder is as before or as after. DELPHI_STARVE_ALL=1 goes through all of them, else the first are tried and then
 * ever fewer. */
#include "program.h"

#include "../kit/study_kit.h"

#define STARVE_FD 199

typedef struct {
    const char *name;
    size_t after; /* acts of the study's life before it */
    const char *arguments[8];
} command;

/* @ is the study folder, @/ a file in or beside it. */
static const command commands[] = {
    {"init", 0, {"init", "@/../new"}},
    {"open", 0, {"open", "@"}},
    {"ingest of csv", 1, {"ingest", "@", "@/../a.csv"}},
    {"ingest of xlsx", 1, {"ingest", "@", "@/../a.xlsx"}},
    {"dry run", 1, {"ingest", "@", "@/../b.csv", "--dry-run"}},
    {"correction", 3, {"ingest", "@", "@/../d.csv", "--correct", "--why", "a slip"}},
    {"close", 3, {"close", "@"}},
    {"reopen", 4, {"reopen", "@", "--round", "1", "--why", "late"}},
    {"check", 7, {"check", "@"}},
    {"log", 7, {"log", "@", "--verify"}},
    {"status", 2, {"status", "@"}},
    {"results", 7, {"results", "@"}},
    {"results as json", 7, {"results", "@", "--format", "json"}},
    {"whatif", 7, {"whatif", "@", "median >= 6"}},
    {"recompute", 7, {"recompute", "@", "--check"}},
    {"report", 7, {"report", "@", "-o", "@/../report.xlsx"}},
    {"sheets", 5, {"sheets", "@", "-o", "@/../sheets"}},
};
#define COMMANDS (sizeof commands / sizeof *commands)
#define STUDY    KIT_STUDY("\"replicates\": 5, \"seed\": 7, ")

/* One command with all that is compared. */
typedef struct {
    const command *c;
    const char *arguments[12];
    char program[600];
    char *folder, *said, *out, *before, *after, *printed;
} trial;

static char *picture(const trial *t) {
    char *root = kit_beside(t->folder, "");
    char *all = scratch_picture(root);
    free(root);
    return all;
}

static char *text_of(const char *path) {
    delphi_buffer bytes = {0};
    base_file_read(path, path, &bytes, NULL, NULL);
    return bytes.data ? bytes.data : strdup("");
}

/* The workbook with the answers of a.csv. */
static void write_workbook(const char *folder) {
    char *root = kit_beside(folder, "");
    const char *tests = getenv("DELPHI_TESTS");
    char *from = base_path_join(tests ? tests : "tests", "fault/a.xlsx"), *to = base_path_join(root, "a.xlsx");
    delphi_buffer bytes = {0};
    cr_assert_eq(base_file_read(from, from, &bytes, NULL, NULL), DELPHI_OK, "%s", from);
    cr_assert_eq(base_file_replace(to, to, bytes.data, bytes.size, NULL), DELPHI_OK);
    delphi_buffer_free(&bytes);
    free(from);
    free(to);
    free(root);
}

static void set_up(const trial *t) {
    static const char *const made[] = {"../new", "../report.xlsx", "../sheets"};
    for (size_t i = 0; i < sizeof made / sizeof *made; i++) {
        char *path = base_path_join(t->folder, made[i]);
        scratch_clear(path);
        unlink(path);
        free(path);
    }
    scratch_clear(t->folder);
    cr_assert_eq(mkdir(t->folder, 0777), 0);
    kit_write_study(t->folder, STUDY);
    kit_live(t->folder, t->c->after);
}

/* Runs it with the n-th allocation failing; *struck tells whether there was such a one. */
static int run(const trial *t, long number, bool *struck) {
    char text[32];
    int told[2];
    snprintf(text, sizeof text, "%ld", number);
    setenv("DELPHI_STARVE", text, 1);
    /* libxlsxwriter does not bear it that an allocation of its own fails. */
    if (strcmp(t->c->name, "report") == 0 || strcmp(t->c->name, "sheets") == 0)
        setenv("DELPHI_STARVE_OWN", "1", 1);
    cr_assert_eq(pipe(told), 0);
    cr_assert_eq(dup2(told[1], STARVE_FD), STARVE_FD);
    close(told[1]);
    pid_t child = program_start(t->arguments, t->out, t->said, &(program_limits){.seconds = 60});
    close(STARVE_FD);
    int code = program_wait(child, NULL);
    *struck = read(told[0], text, 1) == 1;
    close(told[0]);
    return code;
}

static trial trial_new(const command *c) {
    setenv("LC_ALL", "C", 1); /* where memory does not suffice for a locale, the program does without */
    trial t = {.c = c, .folder = kit_new_with(STUDY)};
    snprintf(t.program, sizeof t.program, "%s-starved", program_path());
    t.said = base_path_join(getenv("TMPDIR") ? getenv("TMPDIR") : "/tmp", "delphi-starved-said-XXXXXX");
    t.out = base_path_join(getenv("TMPDIR") ? getenv("TMPDIR") : "/tmp", "delphi-starved-out-XXXXXX");
    close(mkstemp(t.said));
    close(mkstemp(t.out));
    write_workbook(t.folder);
    for (size_t i = 0; i < 8 && c->arguments[i]; i++) {
        const char *argument = c->arguments[i];
        delphi_buffer text = {0};
        base_buffer_format(&text, "%s%s", argument[0] == '@' ? t.folder : "", argument + (argument[0] == '@'));
        t.arguments[i + 1] = text.data;
    }
    set_up(&t);
    t.before = picture(&t);
    return t;
}

static void trial_end(trial *t) {
    kit_remove(t->folder);
    unlink(t->said);
    unlink(t->out);
    for (size_t i = 1; t->arguments[i]; i++)
        free((char *)(uintptr_t)t->arguments[i]);
    free(t->said);
    free(t->out);
    free(t->before);
    free(t->after);
    free(t->printed);
}

/* What one run must be: refused with words and nothing changed, or done. */
static void expect_sound(const trial *t, long number, int code) {
    char *words = text_of(t->said), *printed = text_of(t->out), *now;
    cr_expect(code == 0 || code == 4, "%s, allocation %ld: exit %d: %s", t->c->name, number, code, words);
    cr_expect(code == 0 || strstr(words, "memory"), "%s, allocation %ld: exit %d: %s", t->c->name, number, code, words);
    cr_expect(code || strcmp(printed, t->printed) == 0, "%s, allocation %ld: exit 0 with other results", t->c->name,
              number);
    cr_expect_eq(kit_check(t->folder), DELPHI_OK, "%s, allocation %ld", t->c->name, number);
    now = picture(t);
    /* Sheets are written one by one: those that are there are whole, and can be made again. */
    bool is_before = strcmp(now, t->before) == 0 || (strcmp(t->c->name, "sheets") == 0 && code),
         is_after = strcmp(now, t->after) == 0;
    cr_expect(is_after || (is_before && code), "%s, allocation %ld: exit %d left\n%s\n%s", t->c->name, number, code,
              now, words);
    free(words);
    free(printed);
    free(now);
}

static void starve_everywhere(const command *c) {
    trial t = trial_new(c);
    t.arguments[0] = t.program;
    bool all = getenv("DELPHI_STARVE_ALL") != NULL, struck;
    int code = run(&t, 0, &struck);
    t.printed = text_of(t.out);
    t.after = picture(&t);
    cr_assert(code == 0 && !struck, "%s: exit %d", c->name, code);
    long number = 1, tried = 0;
    for (;; number += all || number < 150 ? 1 : 1 + number / 12) {
        set_up(&t);
        code = run(&t, number, &struck);
        if (!struck)
            break;
        expect_sound(&t, number, code);
        tried++;
    }
    fprintf(stderr, "%s: %ld of at most %ld allocations failed once\n", c->name, tried, number);
    cr_expect_geq(tried, 20, "%s", c->name);
    trial_end(&t);
}

static void starve(const char *name) {
    const char *preloaded = getenv("LD_PRELOAD");
    program_choose_disk();
    if (preloaded && strstr(preloaded, "vgpreload")) {
        fprintf(stderr, "skipped: valgrind has allocators of its own\n");
        return;
    }
    for (size_t i = 0; i < COMMANDS; i++)
        if (strncmp(commands[i].name, name, strlen(name)) == 0)
            starve_everywhere(&commands[i]);
}

#define STARVED(test, name)                                                                                            \
    Test(starved, test) {                                                                                              \
        starve(name);                                                                                                  \
    }

STARVED(init, "init")
STARVED(open, "open")
STARVED(ingest, "ingest")
STARVED(dry_run, "dry run")
STARVED(correction, "correction")
STARVED(close, "close")
STARVED(reopen, "reopen")
STARVED(check, "check")
STARVED(log, "log")
STARVED(status, "status")
STARVED(results, "results")
STARVED(whatif, "whatif")
STARVED(recompute, "recompute")
STARVED(report, "report")
STARVED(sheets, "sheets")
