/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Results that no longer count: they are kept, numbered, in round-N/superseded/. */
#ifndef MANAGER_REOPEN_H
#define MANAGER_REOPEN_H

#include "manager/change.h"

#define MANAGER_SUPERSEDED "superseded"

/* Writes a round's results.json as it is now to the next free name in superseded/, which is given. */
void manager_supersede(manager_change *change, int round, const delphi_buffer *results, char name[ROUND_NAME_ROOM]);

/* Reads a round's results.json, which must be what the ledger recorded last. */
delphi_status manager_read_results(const delphi_folder *folder, int round, const delphi_ledger *ledger,
                                   delphi_buffer *out, delphi_problems *problems);

#endif
