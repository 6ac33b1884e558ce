/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Every allocation of a command fails once: it ends with exit 4 and says why, or did all the same; it never falls, and
 * the folder is as before or as after. With DELPHI_FAULTS=all all of them fail in their turn, else the first ones and
 * then ever fewer. */
#include "commands.h"

#define STARVE_FD 199

/* So many first allocations are tried one by one in a sample. */
#define SAMPLE 25

/* What changes no study. */
static const command others[] = {
    {"init", 0, {"init", "@/../new"}, NULL, false},
    {"dry run", 1, {"ingest", "@", "@/../b.csv", "--dry-run"}, NULL, false},
    {"check", 7, {"check", "@"}, NULL, false},
    {"log", 7, {"log", "@", "--verify"}, NULL, false},
    {"status", 2, {"status", "@"}, NULL, false},
    {"status of who is missing", 2, {"status", "@", "--missing"}, NULL, false},
    {"status of a stale study", 7, {"status", "@"}, command_reopen_first, false},
    {"results", 7, {"results", "@"}, NULL, false},
    {"results as json", 7, {"results", "@", "--format", "json"}, NULL, false},
    {"results of one", 7, {"results", "@", "--explain", "I03"}, NULL, false},
    {"whatif", 7, {"whatif", "@", "median >= 6"}, NULL, false},
    {"recompute to compare", 7, {"recompute", "@", "--check"}, NULL, false},
    {"report", 7, {"report", "@", "-o", "@/../report.xlsx"}, NULL, false},
    {"final report", 7, {"report", "@", "--final", "-o", "@/../report.xlsx"}, NULL, false},
    {"page", 7, {"report", "@", "--html", "-o", "@/../report.html"}, NULL, false},
    {"recompute for a program", 7, {"recompute", "@", "--check", "--json"}, NULL, false},
    {"simulate", 7, {"simulate", "@", "--panel", "5", "--replicates", "3", "--json"}, NULL, false},
    {"simulate as a workbook", 7, {"simulate", "@", "--replicates", "3", "-o", "@/../plan.xlsx"}, NULL, false},
    {"sheets", 5, {"sheets", "@", "-o", "@/../sheets"}, NULL, false},
    {"factsheets", 7, {"factsheets", "@", "-o", "@/../factsheets"}, NULL, false},
};
#define OTHERS (sizeof others / sizeof *others)

/* One command with all that is compared. */
typedef struct {
    stage s;
    bool own; /* only the program's own allocations fail */
    char *before, *after, *printed;
} trial;

static bool is(const trial *t, const char *name) {
    return strcmp(t->s.c->name, name) == 0;
}

/* A workbook for each expert. */
static bool writes_sheets(const trial *t) {
    return is(t, "sheets") || is(t, "factsheets");
}

/* Runs it with the n-th allocation failing; *struck tells whether there was such a one. */
static int run(const trial *t, long number, bool *struck) {
    char text[32];
    int told[2];
    snprintf(text, sizeof text, "%ld", number);
    setenv("DELPHI_STARVE", text, 1);
    if (t->own)
        setenv("DELPHI_STARVE_OWN", "1", 1);
    cr_assert_eq(pipe(told), 0);
    cr_assert_eq(dup2(told[1], STARVE_FD), STARVE_FD);
    close(told[1]);
    pid_t child = program_start(t->s.line, t->s.out, t->s.said, &(program_limits){.seconds = 60});
    close(STARVE_FD);
    int code = program_wait(child, NULL);
    *struck = read(told[0], text, 1) == 1;
    close(told[0]);
    return code;
}

static trial trial_new(const command *c) {
    char program[600];
    bool struck;
    snprintf(program, sizeof program, "%s-starved", program_path());
    trial t = {.s = stage_new(c, program, NULL)};
    /* libxlsxwriter does not bear it that an allocation of its own fails. */
    t.own = is(&t, "report") || is(&t, "final report") || is(&t, "simulate as a workbook") || writes_sheets(&t);
    t.before = stage_picture(&t.s);
    int code = run(&t, 0, &struck);
    t.printed = stage_text(t.s.out);
    t.after = stage_picture(&t.s);
    char *words = stage_text(t.s.said);
    cr_assert(code == 0 && !struck, "%s: exit %d: %s", c->name, code, words);
    free(words);
    return t;
}

static void trial_free(trial *t) {
    stage_free(&t->s);
    free(t->before);
    free(t->after);
    free(t->printed);
}

/* What one run must be: refused with words and nothing changed, or done. */
static void expect_sound(const trial *t, long number, int code) {
    const char *name = t->s.c->name;
    char *words = stage_text(t->s.said), *printed = stage_text(t->s.out), *now;
    cr_expect(code == 0 || code == 4, "%s, allocation %ld: exit %d: %s", name, number, code, words);
    cr_expect(code == 0 || strstr(words, "memory"), "%s, allocation %ld: exit %d: %s", name, number, code, words);
    cr_expect(code || strcmp(printed, t->printed) == 0, "%s, allocation %ld: exit 0 with other results", name, number);
    if (t->s.c->prepare != command_alter_results)
        cr_expect_eq(kit_check(t->s.folder), DELPHI_OK, "%s, allocation %ld", name, number);
    now = stage_picture(&t->s);
    /* Sheets are written one by one: those that are there are whole, and can be made again. */
    bool is_before = strcmp(now, t->before) == 0 || (writes_sheets(t) && code), is_after = strcmp(now, t->after) == 0;
    cr_expect(is_after || (is_before && code), "%s, allocation %ld: exit %d left\n%s\n%s", name, number, code, now,
              words);
    free(words);
    free(printed);
    free(now);
}

static void starve_everywhere(const command *c) {
    trial t = trial_new(c);
    long number = 1, tried = 0;
    bool struck, all = program_tries_all();
    for (;; number += all || number < SAMPLE ? 1 : 1 + number / 7) {
        stage_reset(&t.s);
        int code = run(&t, number, &struck);
        if (!struck)
            break;
        expect_sound(&t, number, code);
        tried++;
    }
    fprintf(stderr, "%s: %ld of at most %ld allocations failed once\n", c->name, tried, number);
    cr_expect_geq(tried, 20, "%s", c->name);
    trial_free(&t);
}

static void starve(const command *commands, size_t count) {
    if (program_in_valgrind())
        cr_skip("valgrind has allocators of its own");
    scratch_in_memory();
    setenv("LC_ALL", "C", 1); /* where memory does not suffice for a locale, the program does without */
    for (size_t i = 0; i < count; i++)
        starve_everywhere(&commands[i]);
}

Test(starved, what_changes_a_study_does_so_or_says_why_not) {
    starve(acts, ACTS);
}

Test(starved, what_reads_a_study_gives_all_or_says_why_not) {
    starve(others, OTHERS);
}
