/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A transaction: every change of a study folder is made through one, and happens whole or not at all.
 *
 * New files are staged in .delphi/ and synced; then a commit record is written there that lists the moves and the
 * ledger's new line. Its rename to .delphi/commit is the commit point: before it nothing of the study has changed,
 * after it the next command finishes what was begun. */
#ifndef MANAGER_TXN_H
#define MANAGER_TXN_H

#include <delphi/base.h>

typedef struct manager_txn manager_txn;

/* `folder` is a descriptor of the study folder with the exclusive lock, settled; borrowed, as `root` is. */
delphi_status manager_txn_new(int folder, const char *root, manager_txn **out, delphi_problems *problems);
/* Undoes what was staged, unless the transaction was committed. NULL is allowed. */
void manager_txn_free(manager_txn *txn);

/* A folder to be made, parents first. */
delphi_status manager_txn_folder(manager_txn *txn, const char *name, delphi_problems *problems);
/* Stages a file that is to stand at `name`, and gives the SHA-256 of its bytes. */
delphi_status manager_txn_file(manager_txn *txn, const char *name, const char *bytes, size_t size, char sha256[65],
                               delphi_problems *problems);
/* A file to be taken away, once the staged ones stand in their places. */
delphi_status manager_txn_remove(manager_txn *txn, const char *name, delphi_problems *problems);
/* Makes the change. `what` says it in words; `line` (with its newline) goes to the ledger, which has `ledger_size`
 * bytes now. After an error the folder is as it was, or a notice says that the next command finishes the change. */
delphi_status manager_txn_commit(manager_txn *txn, const char *what, size_t ledger_size, const char *line,
                                 delphi_problems *problems);

#endif
