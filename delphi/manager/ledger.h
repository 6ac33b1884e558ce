/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The ledger as the room sees it: lines with their files and their chain of hashes. */
#ifndef MANAGER_LEDGER_H
#define MANAGER_LEDGER_H

#include "manager/seal.h"

#include <delphi/manager.h>

/* A file that was written, taken in or relied upon by an act. Its name is relative to the study folder; a foreign file
 * of which no copy is kept stands as not-kept/NNN-NAME, a columns map from elsewhere as map/NAME. */
typedef struct {
    const char *name;
    const char *sha256;
} manager_ledger_file;

#define MANAGER_NOT_KEPT "not-kept/"
#define MANAGER_MAP      "map/"

/* What the researchers note of their own about where they left the protocol. */
#define MANAGER_DEVIATIONS "deviations.csv"

/* The decisions of the steering group. */
#define MANAGER_OVERRIDES "overrides.csv"

/* A line as read. */
typedef struct {
    delphi_ledger_entry entry;
    int round;         /* 0: none */
    const char *prev;  /* SHA-256 of the line before */
    const char *fault; /* NULL, or why the line cannot be read: nothing else is filled then */
    char sha256[65];   /* of the line's own bytes, without its newline */
    const manager_ledger_file *files;
    size_t file_count;
} manager_ledger_line;

/* delphi_ledger_read() for a folder whose lock is held. */
delphi_status manager_ledger_load(const char *root, delphi_ledger **out, delphi_problems *problems);
const manager_ledger_line *manager_ledger_at(const delphi_ledger *ledger, size_t index);
const char *manager_ledger_root(const delphi_ledger *ledger);
/* Bytes of ledger.jsonl. */
size_t manager_ledger_size(const delphi_ledger *ledger);

const manager_seal *manager_ledger_seal(const delphi_ledger *ledger);

/* Adds an error for each line that cannot be read, is out of sequence or does not carry the hash of the one before, and
 * where the seal is another ledger's. A ledger without a seal is sound. */
delphi_status manager_ledger_chain(const delphi_ledger *ledger, delphi_problems *problems);

/* What was last recorded of a file, and in which line; NULL where it is not known. */
const manager_ledger_file *manager_ledger_last(const delphi_ledger *ledger, const char *name, long *line);
/* The last line of this act on this round; 0 where there is none. */
long manager_ledger_last_act(const delphi_ledger *ledger, const char *act, int round);
/* The line by which a foreign file of these bytes was taken in, or NULL. */
const manager_ledger_line *manager_ledger_taken(const delphi_ledger *ledger, const char *sha256);

/* Is this the name of a copy of a foreign file, kept or not? *number is its running number, *round its round (0: not
 * kept). */
bool manager_ledger_is_taken(const char *name, int *round, long *number);

/* What is to be written. */
typedef struct {
    const char *act, *by, *text, *why; /* `by` and `why` may be NULL */
    int round;                         /* 0: none */
    const manager_ledger_file *files;
    size_t file_count;
} manager_ledger_act;

/* The next line of the ledger with its newline, to be freed with free(); NULL when out of memory. */
char *manager_ledger_next(const delphi_ledger *ledger, const manager_ledger_act *act, const char *time);
/* The time for a line: SOURCE_DATE_EPOCH where that is set, else now; UTC, ISO 8601. */
delphi_status manager_ledger_time(char out[32], delphi_problems *problems);
/* Who does this: the name given, else DELPHI_OPERATOR, else NULL. Names and mail addresses are refused. */
delphi_status manager_ledger_operator(const char *given, const char **out, delphi_problems *problems);

#endif
