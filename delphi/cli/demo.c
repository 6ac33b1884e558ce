/* SPDX-License-Identifier: GPL-3.0-or-later */
/* `delphi demo`: a newcomer is shown a whole small study, from the first command to the report, in a folder of its own.
 * Each step is the command itself, as it would be typed. */
#include "cli/command.h"

#include <errno.h>
#include <spawn.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

extern char **environ;

#define WORDS 6

typedef struct {
    const char *about;
    const char *words[WORDS]; /* after `delphi` */
} demo_step;

/* Nine experts on the four indicators of the template: two that all want, one that divides them, one that nobody wants.
 */
static const char answers[] =
    "expert;S01;S02;S03;S04\n"
    "P01;7;9;8;2\nP02;8;8;7;1\nP03;7;9;3;2\nP04;9;8;8;3\nP05;7;7;2;3\nP06;8;9;9;1\nP07;6;8;2;2\n"
    "P08;7;9;7;4\nP09;8;9;1;2\n";

static const demo_step steps[] = {
    {"A study is a folder: the protocol with its rules, the indicators, the panel. A template makes a start.",
     {"init", "mystudy", "--template", "ram", "--lang", "en"}},
    {"Nothing is rated before a round is open.", {"open", "mystudy"}},
    {"Every expert gets a workbook to fill in. These are nine.", {"sheets", "mystudy"}},
    {"Let us say that a survey tool asked them instead; its export is answers.csv:",
     {"ingest", "mystudy", "answers.csv"}},
    {"Who has answered, and what comes next?", {"status", "mystudy"}},
    {"Closing the round applies the rules that were written beforehand.", {"close", "mystudy"}},
    {"Why is S03 to be rated again, and how sure is that?", {"results", "mystudy", "--explain", "S03"}},
    {"What if the rule had been another one?", {"whatif", "mystudy", "median >= 7 and share(7..9) >= 90%"}},
    {"The report for the steering group, as a workbook; --html makes a page of it.", {"report", "mystudy"}},
    {"Everything that was done is in the ledger, and can be checked.", {"log", "mystudy", "--verify"}},
};
#define STEPS (sizeof steps / sizeof *steps)

static bool write_answers(void) {
    FILE *file = fopen("answers.csv", "w");
    bool whole = file && fputs(answers, file) >= 0;
    return file && fclose(file) == 0 && whole;
}

/* As it is typed: words with blanks in quotes. */
static void print_command(const demo_step *step) {
    printf("$ delphi");
    for (size_t i = 0; i < WORDS && step->words[i]; i++)
        printf(strchr(step->words[i], ' ') ? " \"%s\"" : " %s", step->words[i]);
    putchar('\n');
}

/* This very program, so that nothing shown here is not what it does. */
static bool find_program(char *path, size_t size) {
    ssize_t length = readlink("/proc/self/exe", path, size - 1);
    path[length > 0 ? length : 0] = '\0';
    return length > 0 && (size_t)length < size - 1;
}

static int run_step(const demo_step *step) {
    char *words[WORDS + 2] = {NULL}, program[4096];
    bool copied = find_program(program, sizeof program) && (words[0] = strdup("delphi")) != NULL;
    int status = -1;
    pid_t pid;
    for (size_t i = 0; i < WORDS && step->words[i]; i++)
        copied = (words[i + 1] = strdup(step->words[i])) != NULL && copied;
    fflush(stdout);
    if (copied && posix_spawn(&pid, program, NULL, NULL, words, environ) == 0)
        while (waitpid(pid, &status, 0) < 0 && errno == EINTR)
            continue;
    for (size_t i = 0; i < WORDS + 1; i++)
        free(words[i]);
    return status != -1 && WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

static delphi_status show(const cli_call *call, size_t number) {
    const demo_step *step = &steps[number];
    printf("\n%zu. ", number + 1);
    cli_print_paragraph(&call->terminal, step->about, 0);
    if (strcmp(step->words[0], "ingest") == 0)
        printf("%s\n", answers);
    print_command(step);
    int exit = run_step(step);
    return exit == 0 ? DELPHI_OK
                     : cli_error(DELPHI_ERR_INTERNAL, "demo: 'delphi %s' ended with %d", step->words[0], exit);
}

static delphi_status run(cli_call *call) {
    const char *base = getenv("TMPDIR");
    char *folder = NULL;
    if (asprintf(&folder, "%s/delphi-demo-XXXXXX", base && *base ? base : "/tmp") < 0)
        return DELPHI_ERR_MEMORY;
    delphi_status status = DELPHI_OK;
    if (!mkdtemp(folder) || chdir(folder) != 0 || !write_answers())
        status = cli_error(DELPHI_ERR_IO, "%s: the folder of the demo cannot be made: %s", folder, strerror(errno));
    for (size_t i = 0; i < STEPS && status == DELPHI_OK; i++)
        status = show(call, i);
    if (status == DELPHI_OK)
        printf("\nAll of it is in %s; have a look, and remove it when you are done.\n"
               "Your own study begins with: delphi init NAME\n",
               folder);
    free(folder);
    return status;
}

static const cli_option options[] = {CLI_OPTION_END};

const cli_command cli_command_demo = {
    .name = "demo",
    .arguments = "",
    .about = "shows a whole small study",
    .details =
        "Walks through a small study in a temporary folder: each step is explained, and is the command itself as it "
        "would be typed. It takes a few seconds and needs nothing.",
    .examples = {"delphi demo", "TMPDIR=~ delphi demo"},
    .least = 0,
    .most = 0,
    .options = options,
    .run = run,
};
