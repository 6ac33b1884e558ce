/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a command is: a row with its words, its options and the function that does it. */
#ifndef CLI_COMMAND_H
#define CLI_COMMAND_H

#include "cli/terminal.h"

#include <delphi/delphi.h>

#include <stdio.h>

/* Values of an option that may be given more than once. */
typedef struct {
    const char **items; /* freed with the values */
    size_t count;
} cli_list;

/* Everything that options can set; each command uses its own few. Zero means "not given". */
typedef struct {
    bool help, ascii, json, dry_run, check, verify, grid, stayers, correct, keep_going, complete_only, missing, html,
        final, csv, merge, multiple, questions, participants;
    const char *by, *template_name, *map, *delimiter, *output, *explain, *keep, *drop, *why, *survey, *only,
        *loss_report, *junit, *panel, *replicates, *conformity, *attrition, *cannot_judge, *leniency, *wobble, *seed,
        *shard, *base, *mean, *scale, *wave, *beliefs;
    int round, min_ratings, jobs, best, items;
    cli_list experts;
    /* Choices: the place in the row's list, from 1. */
    int language, format, dialect, quantile_type, denominator, groups, again, rounding;
    char *const *arguments; /* what is left: STUDY first */
    size_t argument_count;
} cli_values;

typedef enum {
    CLI_FLAG,   /* a bool */
    CLI_TEXT,   /* a const char * */
    CLI_NUMBER, /* an int, 1 to 999 */
    CLI_LIST,   /* a cli_list: given once for each value */
    CLI_CHOICE, /* an int: the place in `argument`, which lists the choices as "nl|en" */
} cli_kind;

/* A row makes the option, its help line, and says where its value goes. */
typedef struct {
    const char *name;
    int letter; /* 0: no short form */
    cli_kind kind;
    const char *argument; /* how the help names the value; NULL for a flag */
    const char *help;
    size_t offset; /* of its field in cli_values */
} cli_option;

/* Options that several commands share. */
#define CLI_OPTION_BY                                                                                                  \
    { "by", 0, CLI_TEXT, "NAME", "who does this, for the ledger (else DELPHI_OPERATOR)", offsetof(cli_values, by) }
#define CLI_OPTION_WHY                                                                                                 \
    { "why", 0, CLI_TEXT, "TEXT", "the reason, for the ledger", offsetof(cli_values, why) }
#define CLI_OPTION_ROUND                                                                                               \
    { "round", 'r', CLI_NUMBER, "N", "which round (else the last closed one)", offsetof(cli_values, round) }
#define CLI_OPTION_JSON                                                                                                \
    { "json", 0, CLI_FLAG, NULL, "for a program to read", offsetof(cli_values, json) }
#define CLI_OPTION_CSV                                                                                                 \
    { "csv", 0, CLI_FLAG, NULL, "tidy CSV, a row a value", offsetof(cli_values, csv) }
#define CLI_OPTION_LANG(about)                                                                                         \
    { "lang", 'l', CLI_CHOICE, "nl|en", about, offsetof(cli_values, language) }
#define CLI_OPTION_CSV_DIALECT                                                                                         \
    {                                                                                                                  \
        "csv-dialect", 0, CLI_CHOICE, "excel-nl", "CSV that a Dutch Excel opens by double-click",                      \
            offsetof(cli_values, dialect)                                                                              \
    }
#define CLI_OPTION_END                                                                                                 \
    { NULL, 0, CLI_FLAG, NULL, NULL, 0 }

typedef struct cli_command cli_command;

/* One call of one command. */
typedef struct {
    const cli_command *command;
    cli_values values;
    delphi_problems *problems; /* what the library found; main prints it at the end */
    cli_terminal terminal;     /* standard output */
    char last_word[160];       /* said on stderr after the problems; "" where there is nothing to say */
} cli_call;

struct cli_command {
    const char *name;
    const char *arguments; /* "STUDY FILE..." */
    const char *about;     /* one line */
    const char *details;   /* a paragraph for the command's own help */
    const char *examples[2];
    size_t least, most;        /* how many arguments */
    const cli_option *options; /* ends with CLI_OPTION_END; the common ones come by themselves */
    delphi_status (*run)(cli_call *call);
};

/* All of them, in the order of the help. */
extern const cli_command *const cli_commands[];
extern const size_t cli_command_count;

/* Row i of a command's options, the common ones after its own; NULL past the last. */
const cli_option *cli_option_row(const cli_command *command, size_t i);

/* A row a command; commands.c lists them. */
extern const cli_command cli_command_init, cli_command_check, cli_command_open, cli_command_ingest, cli_command_status,
    cli_command_close, cli_command_results, cli_command_report, cli_command_recompute, cli_command_rules,
    cli_command_measures, cli_command_log, cli_command_reopen, cli_command_override, cli_command_whatif,
    cli_command_sheets, cli_command_schema, cli_command_factsheets, cli_command_trends, cli_command_longlist,
    cli_command_diff, cli_command_simulate, cli_command_demo, cli_command_grim, cli_command_scan;

/* Reads the words after the command's name (argv[0]) into *out, to be freed whatever comes of it. What is wrong goes to
 * stderr. */
delphi_status cli_parse(const cli_command *command, int argc, char **argv, cli_values *out);
void cli_values_free(cli_values *values);
/* What --lang says, else `usual`. */
delphi_language cli_language(const cli_values *values, delphi_language usual);
void cli_print_help(const cli_command *command);

/* "delphi: ..." on stderr. cli_error returns the status it is given, so that a function can end with it. */
delphi_status cli_error(delphi_status status, const char *format, ...) __attribute__((format(printf, 2, 3)));
void cli_note(const char *format, ...) __attribute__((format(printf, 1, 2)));
/* A line on stderr, and the line that says how many were not kept (none for 0). */
void cli_print_problem(delphi_severity severity, const char *text);
void cli_print_more_problems(size_t more);
/* Every problem and notice of a list, so. */
void cli_print_problems(const delphi_problems *problems);

/* The candidate that `word` was probably meant to be, or NULL. */
const char *cli_nearest(const char *word, const char *const *candidates, size_t count);

#endif
