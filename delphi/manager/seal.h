/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The seal of the ledger, ledger.sha256: how many lines it has and the hash of the last one. Each line vouches for the
 * one before it; the seal vouches for the last, and for there being no more and no fewer. */
#ifndef MANAGER_SEAL_H
#define MANAGER_SEAL_H

#include <delphi/base.h>

#define MANAGER_SEAL "ledger.sha256"
/* Room for its bytes: "NUMBER HASH\n". */
#define MANAGER_SEAL_SIZE 96

typedef enum {
    MANAGER_UNSEALED, /* there is none: the last line was written before seals were, or the seal was lost */
    MANAGER_SEALED,
    MANAGER_SEAL_BROKEN /* it is there, and is not one */
} manager_seal_kind;

typedef struct {
    manager_seal_kind kind;
    long count;
    char sha256[65];
} manager_seal;

delphi_status manager_seal_read(const char *root, manager_seal *out, delphi_problems *problems);
/* The seal of a ledger of `count` lines whose last is `line` (with its newline). Returns its length. */
size_t manager_seal_write(long count, const char *line, char out[MANAGER_SEAL_SIZE]);

#endif
