/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The foreign files of one ingest: their bytes, whether they came before, and the copies in round-N/received/. */
#ifndef MANAGER_RECEIVED_H
#define MANAGER_RECEIVED_H

#include "manager/change.h"

typedef struct {
    const char *path; /* borrowed */
    delphi_buffer bytes;
    char sha256[65];
} manager_received_file;

/* Start with {0}. */
typedef struct {
    manager_received_file *files;
    size_t count;
} manager_received;

void manager_received_free(manager_received *received);
/* Reads a file and its hash; what was read is freed with delphi_buffer_free(). Several threads can each read some. */
delphi_status manager_received_read(const char *path, manager_received_file *out, delphi_problems *problems);
/* Adds a file that was read, whose bytes are owned from here on; NULL when out of memory. Valid until the next one is
 * added. */
const manager_received_file *manager_received_add(manager_received *received, const manager_received_file *file);
/* Drops the file that was added last. */
void manager_received_drop(manager_received *received);
/* Were the same bytes taken into this round before, by the ledger or within this ingest? A notice tells where. */
bool manager_received_known(const manager_received *received, const delphi_ledger *ledger, int round,
                            const manager_received_file *file, delphi_problems *problems);
/* An error where the same bytes were taken in before, by the ledger or within this ingest. */
delphi_status manager_received_is_new(const manager_received *received, const delphi_ledger *ledger,
                                      const manager_received_file *file, delphi_problems *problems);
/* FOLDER followed by the last part of the path, in which everything but [A-Za-z0-9._-] has become `_`. */
void manager_received_name(const char *folder, const char *path, char out[ROUND_NAME_ROOM]);
/* Writes a numbered copy of each file to round-N/received/, or only records them where no copies are kept. */
void manager_received_write(const manager_received *received, manager_change *change, const delphi_ledger *ledger,
                            bool keep);

#endif
