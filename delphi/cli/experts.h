/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the commands share that write a workbook for each expert: for whom, where, and by how many processes. */
#ifndef CLI_EXPERTS_H
#define CLI_EXPERTS_H

#include "cli/study.h"

/* One such command on one round. */
typedef struct {
    const char *noun; /* of one workbook: "sheet"; with an s it is the command, and the folder in out/round-N */
    const delphi_study *study;
    int round;
    bool (*is_for)(const void *context, size_t expert);
    /* Says why not, and returns the status of that. */
    delphi_status (*refuse)(const void *context, size_t expert);
    const void *context;
    /* Found by cli_expert_orders(), ended by cli_expert_orders_end(). */
    delphi_sheet_order *orders;
    size_t count;
    char *folder; /* ends in a slash */
} cli_experts;

/* Those who were named with --expert, else all for whom there is one; the folder is made when all that was asked for
 * can be made. */
delphi_status cli_expert_orders(const cli_call *call, cli_experts *experts);
void cli_expert_orders_end(cli_experts *experts);

/* A delphi_sheet_progress; the context is the cli_experts. */
void cli_expert_progress(void *context, size_t done, size_t count);
/* --jobs, else one a core. */
int cli_jobs(const cli_call *call);
/* "6 sheets for round 1 in DIR/" */
void cli_print_written(const cli_experts *experts);

#define CLI_OPTION_EXPERT                                                                                              \
    { "expert", 'e', CLI_LIST, "ID", "only for these experts", offsetof(cli_values, experts) }
#define CLI_OPTION_JOBS                                                                                                \
    { "jobs", 'j', CLI_NUMBER, "N", "processes at once (else one a core)", offsetof(cli_values, jobs) }

#endif
