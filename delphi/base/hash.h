/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef BASE_HASH_H
#define BASE_HASH_H

#include <stddef.h>
#include <stdint.h>

/* SHA-256 as 64 lower-case hexadecimal digits (libcrypto). */
void base_sha256(const void *bytes, size_t size, char hex[65]);

/* The same of bytes that come piece by piece. */
typedef struct {
    uint64_t state[16]; /* libcrypto's */
} base_hash;

void base_hash_start(base_hash *hash);
void base_hash_add(base_hash *hash, const void *bytes, size_t size);
void base_hash_end(base_hash *hash, char hex[65]);

#endif
