/* SPDX-License-Identifier: GPL-3.0-or-later */
/* "Did you mean": the nearest spelling of a command, an option or a name. */
#include "cli/command.h"

#include <string.h>

#define LONGEST 48

static size_t least(size_t a, size_t b) {
    return a < b ? a : b;
}

/* Edit distance where a swap of neighbours counts once. Long words are never near. */
static size_t distance(const char *a, const char *b) {
    size_t row[LONGEST + 1][LONGEST + 1], m = strlen(a), n = strlen(b);
    if (m > LONGEST || n > LONGEST)
        return LONGEST;
    for (size_t i = 0; i <= m; i++) {
        for (size_t j = 0; j <= n; j++) {
            if (i == 0 || j == 0) {
                row[i][j] = i + j;
                continue;
            }
            size_t change = row[i - 1][j - 1] + (a[i - 1] != b[j - 1]);
            row[i][j] = least(change, 1 + least(row[i - 1][j], row[i][j - 1]));
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                row[i][j] = least(row[i][j], row[i - 2][j - 2] + 1);
        }
    }
    return row[m][n];
}

const char *cli_nearest(const char *word, const char *const *candidates, size_t count) {
    /* A third of the letters may be wrong, three at most. */
    size_t best = strlen(word) / 3;
    best = best < 1 ? 1 : least(best, 3);
    const char *found = NULL;
    for (size_t i = 0; i < count; i++) {
        size_t apart = distance(word, candidates[i]);
        if (apart < best || (apart == best && !found)) {
            best = apart;
            found = candidates[i];
        }
    }
    return found;
}
