/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One act on a study: the files that it writes and the ledger's line about them, in one transaction.
 *
 * After a failure the steps do nothing and manager_change_commit() returns the first error, so that an act reads as the
 * list of what it does. */
#ifndef MANAGER_CHANGE_H
#define MANAGER_CHANGE_H

#include "base/arena.h"
#include "manager/folder.h"
#include "manager/ledger.h"
#include "manager/txn.h"

/* What an act is, where it is made, and by whom. All borrowed. */
typedef struct {
    int lock; /* the study folder, exclusively locked and settled */
    const char *root;
    const delphi_ledger *ledger; /* as it is now */
    const char *act;
    int round; /* 0: none */
    const char *operator_name;
    delphi_problems *problems;
} manager_change_of;

/* Private but for its place on the caller's stack. */
typedef struct {
    manager_change_of of;
    delphi_status status; /* the first error */
    manager_txn *txn;
    base_arena *arena;
    manager_ledger_file *files;
    size_t file_count, file_capacity;
    char time[32];
    const char *by, *why;
} manager_change;

/* Every start has its manager_change_end(), which undoes what was not committed. */
void manager_change_start(manager_change *change, const manager_change_of *of);
void manager_change_end(manager_change *change);

/* The reason of an act that needs one, which is checked. Borrowed. */
void manager_change_why(manager_change *change, const char *why);
void manager_change_folder(manager_change *change, const char *name);
/* Writes a file, and records it. */
void manager_change_write(manager_change *change, const char *name, const char *bytes, size_t size);
/* Takes a file away: what was in it must stand elsewhere by then. */
void manager_change_remove(manager_change *change, const char *name);
/* Records a file that the act relied on, or took in without keeping it. */
void manager_change_note(manager_change *change, const char *name, const char *sha256);
/* Records study.json, indicators.csv and panel.csv as they were read, and deviations.csv where it is there. */
void manager_change_note_study(manager_change *change, const delphi_folder *folder);
/* A reason as it was given: a text, on one line, without what looks like a mail address. DELPHI_ERR_USAGE. */
delphi_status manager_why_check(const char *why, const char *act, delphi_problems *problems);
/* Is there a word with letters on both sides of an `@`? */
bool manager_names_an_address(const char *text);
/* "s", or "" for one: for the words of an act. */
const char *manager_plural(size_t count);
/* Makes the change; the text tells people what was done. */
delphi_status manager_change_commit(manager_change *change, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

#endif
