/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the files of `delphi diff` share. */
#ifndef CLI_DIFF_H
#define CLI_DIFF_H

#include "cli/moves.h"

/* What can be other than it was, in the order in which it is said. */
typedef enum {
    CLI_DIFF_RATINGS,
    CLI_DIFF_RULES,
    CLI_DIFF_PROTOCOL, /* other than its rules for the round */
    CLI_DIFF_PANEL,
    CLI_DIFF_STEERING,
    CLI_DIFF_CHANGES
} cli_diff_change;

/* A round that is closed on both sides. */
typedef struct {
    const delphi_result *then, *now;
    bool changed[CLI_DIFF_CHANGES];
    cli_move *moves;
    size_t moved, both, came, left; /* indicators: in both rounds, only now, only then */
    size_t engine_moved;            /* decisions that were written otherwise then than this engine takes them */
} cli_diff_round;

typedef struct {
    const char *study, *against;
    delphi_revision *revision; /* NULL where `against` is a folder */
    delphi_folder *then, *now;
    const delphi_recomputed *recomputed; /* of the earlier side */
    size_t recomputed_count;
    int closed_then, closed_now;
    bool unlike; /* criteria or groups are other ones */
    cli_diff_round *rounds;
    size_t round_count, moved;
} cli_diff;

delphi_status cli_diff_print(const cli_terminal *terminal, const cli_diff *diff);
delphi_status cli_diff_print_json(const cli_diff *diff);

#endif
