/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The seal of the ledger. */
#include "manager/seal.h"

#include "base/file.h"
#include "base/hash.h"
#include "base/number.h"
#include "base/problems.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static bool parse(const char *bytes, size_t size, manager_seal *seal) {
    const char *blank = memchr(bytes, ' ', size);
    int64_t count;
    if (!blank || !base_read_integer(bytes, (size_t)(blank - bytes), 1, 1000000000, &count))
        return false;
    const char *hash = blank + 1;
    if (size - (size_t)(hash - bytes) != 65 || hash[64] != '\n')
        return false;
    memcpy(seal->sha256, hash, 64);
    seal->sha256[64] = '\0';
    seal->count = (long)count;
    return strspn(seal->sha256, "0123456789abcdef") == 64;
}

delphi_status manager_seal_read(const char *root, manager_seal *out, delphi_problems *problems) {
    *out = (manager_seal){.kind = MANAGER_UNSEALED};
    delphi_buffer bytes = {0};
    char *path = base_path_join(root, MANAGER_SEAL);
    bool missing = false;
    delphi_status status = path ? base_file_read(path, path, &bytes, &missing, problems) : base_no_memory(problems);
    if (!status && !missing)
        out->kind = bytes.data && parse(bytes.data, bytes.size, out) ? MANAGER_SEALED : MANAGER_SEAL_BROKEN;
    delphi_buffer_free(&bytes);
    free(path);
    return status;
}

size_t manager_seal_write(long count, const char *line, char out[MANAGER_SEAL_SIZE]) {
    char sha256[65];
    base_sha256(line, strcspn(line, "\n"), sha256);
    return (size_t)snprintf(out, MANAGER_SEAL_SIZE, "%ld %s\n", count, sha256);
}
