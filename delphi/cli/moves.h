/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Decisions that move, printed with the clauses that they move by. */
#ifndef CLI_MOVES_H
#define CLI_MOVES_H

#include "cli/command.h"

typedef struct {
    const delphi_outcome *was, *now; /* both with the places of criteria and groups in `study` */
    delphi_decision from, to;
} cli_move;

typedef struct {
    const delphi_study *study; /* of `now` */
    const cli_move *moves;
    size_t count;
    const char *earlier, *later; /* how the sides are called: "decided" and "what if" */
    bool unlike;                 /* criteria or groups are other ones, so that clauses cannot be told side by side */
} cli_moves;

/* DELPHI_ERR_MEMORY is the only error. */
delphi_status cli_print_moves(const cli_terminal *terminal, const cli_moves *list);

#endif
