/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a transaction is going to do, as it stands in its commit record. */
#ifndef MANAGER_PLAN_H
#define MANAGER_PLAN_H

#include "base/arena.h"

#include <delphi/base.h>

/* Where a change is prepared, inside the study folder. Gone when nothing is going on. */
#define MANAGER_STAGE  ".delphi"
#define MANAGER_COMMIT MANAGER_STAGE "/commit"
#define MANAGER_DRAFT  MANAGER_STAGE "/commit.new"
#define MANAGER_LEDGER "ledger.jsonl"

/* A folder to make, or a file to take away. Names are relative to the study folder throughout. */
typedef struct manager_new_folder {
    struct manager_new_folder *next;
    const char *name;
} manager_new_folder, manager_removal;

/* A staged file that takes the place of `file`. */
typedef struct manager_move {
    struct manager_move *next;
    const char *staged;
    const char *file;
    char sha256[65];
} manager_move;

typedef struct {
    base_arena *arena;
    const char *what; /* the change in words, for people */
    manager_new_folder *folders, **folders_end;
    manager_move *moves, **moves_end;
    manager_removal *removals, **removals_end;
    size_t ledger_size;      /* bytes of the ledger before the change */
    const char *ledger_line; /* with its newline */
} manager_plan;

/* false when out of memory. Free with manager_plan_free(), also after a failure. */
bool manager_plan_start(manager_plan *plan);
void manager_plan_free(manager_plan *plan);
bool manager_plan_folder(manager_plan *plan, const char *name);
bool manager_plan_removal(manager_plan *plan, const char *name);
bool manager_plan_move(manager_plan *plan, const char *staged, const char *file, const char *sha256);

/* The commit record as JSON, to be freed with free(); NULL when out of memory. */
char *manager_plan_write(const manager_plan *plan);
/* Reads a commit record into a plan that was started. A record that names anything outside the study is refused. */
bool manager_plan_read(manager_plan *plan, const char *bytes, size_t size);

/* Carries the plan out: folders, files, removals, the ledger's line, and then the record itself goes. `again` for the
 * second time over: what was moved before the crash is not there any more. Idempotent. */
delphi_status manager_plan_apply(const manager_plan *plan, int folder, const char *root, bool again,
                                 delphi_problems *problems);

#endif
