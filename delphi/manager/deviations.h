/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What deviations are gathered in. */
#ifndef MANAGER_DEVIATIONS_H
#define MANAGER_DEVIATIONS_H

#include "base/arena.h"
#include "manager/folder.h"
#include "manager/ledger.h"

enum { MANAGER_WATCHED = 3 };

typedef struct {
    delphi_folder *folder;
    delphi_problems *problems;
    delphi_ledger *ledger;
    base_arena *arena;
    delphi_deviation *items, spare;
    size_t count, capacity;
    bool failed;                       /* out of memory */
    int opened;                        /* the round that was opened last; 0: none yet */
    const char *seen[MANAGER_WATCHED]; /* hash of each file as an act saw it last */
} manager_deviations;

#endif
