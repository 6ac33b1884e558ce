/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef BASE_HASH_H
#define BASE_HASH_H

#include <stddef.h>

/* SHA-256 as 64 lower-case hexadecimal digits (libcrypto). */
void base_sha256(const void *bytes, size_t size, char hex[65]);

#endif
