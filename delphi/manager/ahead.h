/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Files of an ingest that are read ahead of their turn, on all cores: what they say is looked at one after another, but
 * most of the time goes into unpacking them. */
#ifndef MANAGER_AHEAD_H
#define MANAGER_AHEAD_H

#include "manager/received.h"

/* So many are in memory at once, beside the bytes of those before. */
#define MANAGER_AHEAD 16

typedef struct {
    manager_received_file file;
    delphi_problems *problems; /* NULL when out of memory */
    delphi_status status;
    delphi_unpacked *unpacked; /* NULL where there was nothing to unpack */
} manager_ahead;

/* Reads up to MANAGER_AHEAD files; each is ended by manager_ahead_end(). */
void manager_ahead_read(const char *const *paths, size_t count, manager_ahead *out);
/* Frees all but the bytes of the file, which are the caller's. */
void manager_ahead_end(manager_ahead *ahead);

#endif
