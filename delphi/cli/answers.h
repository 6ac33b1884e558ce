/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Who has answered in a round, and where a study stands. */
#ifndef CLI_ANSWERS_H
#define CLI_ANSWERS_H

#include "cli/command.h"

typedef struct {
    bool invited;
    bool responded; /* gave a rating, a "cannot judge" or a comment */
    size_t missing; /* of the indicators in play, each criterion counted */
} cli_answer;

/* One entry for each expert of the study, in the panel's order; freed by the caller. NULL when out of memory. */
cli_answer *cli_find_answers(const delphi_result *result);

typedef enum { CLI_NOT_STARTED, CLI_ROUND_OPEN, CLI_BETWEEN_ROUNDS, CLI_FINISHED } cli_state;

typedef struct {
    const delphi_study *study;
    const delphi_folder *folder;
    const char *path;
    cli_state state;
    int round;                   /* the open one, else the last closed one; 0 where there is none */
    const delphi_result *result; /* of that round; NULL where there is none */
    cli_answer *answers;         /* of that round; NULL where there is none */
    const char *closes;          /* its date, or NULL */
    bool dated;                  /* is `days_left` known? */
    long days_left;              /* negative: days past the date */
    const char *next;            /* the command to run next; NULL where nothing is left */
} cli_standing;

/* Finds where the study stands; `answers` is to be freed by the caller. */
delphi_status cli_find_standing(cli_call *call, delphi_folder *folder, cli_standing *out);
/* The command to run next. */
const char *cli_next_command(const cli_standing *standing);
/* "Next: ..." with the reason. */
void cli_print_next_step(const cli_standing *standing);
/* Of the open round: those who have not answered at all, and those who have not completely. */
delphi_status cli_print_reminders(const cli_terminal *terminal, const cli_standing *standing);
/* Both, a pseudonym a line, for a program or a mail merge. DELPHI_ERR_STATE where no round is open. */
delphi_status cli_print_missing(const cli_standing *standing);
delphi_status cli_print_standing_json(cli_call *call, const delphi_folder *folder, const cli_standing *standing);

/* Days from today (SOURCE_DATE_EPOCH, else the clock) to a date YYYY-MM-DD; false where it is not one. */
bool cli_days_until(const char *date, long *out);

#endif
