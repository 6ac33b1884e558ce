/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Rating matrices from tests/oracle, and the tables of values that are made from them. */
#ifndef ORACLE_MATRIX_H
#define ORACLE_MATRIX_H

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <criterion/criterion.h>

enum { MATRIX_EXPERTS = 80, MATRIX_ITEMS = 40, MATRIX_LINE = 4096 };

/* A column an item; a cell off the scale where there is no rating. */
typedef struct {
    size_t experts, items;
    int16_t cells[MATRIX_ITEMS][MATRIX_EXPERTS];
    const int16_t *columns[MATRIX_ITEMS];
} matrix;

static inline FILE *matrix_open(const char *folder, const char *name) {
    char path[1024];
    snprintf(path, sizeof path, "%s/%s", folder, name);
    return fopen(path, "r");
}

static inline const char *matrix_tests(void) {
    const char *folder = getenv("DELPHI_TESTS");
    return folder ? folder : "tests";
}

/* The values that R made; skips the test, with the reason, where they are not here. */
static inline FILE *matrix_open_shared(const char *name) {
    const char *shared = getenv("DELPHI_SHARED");
    FILE *file = shared ? matrix_open(shared, name) : NULL;
    if (!file)
        file = matrix_open("../shared", name);
    if (!file) {
        fprintf(stderr, "skipped: the values that R made are not here (DELPHI_SHARED: the folder of %s)\n", name);
        cr_skip();
    }
    return file;
}

static inline FILE *matrix_open_own(const char *name) {
    FILE *file = matrix_open(matrix_tests(), name);
    cr_assert_not_null(file, "cannot open %s under %s: set DELPHI_TESTS", name, matrix_tests());
    return file;
}

/* The next field of a line without quotes; NULL after the last. */
static inline char *matrix_field(char **rest) {
    char *field = strsep(rest, ",");
    if (field)
        field[strcspn(field, "\r\n")] = '\0';
    return field;
}

static inline void matrix_read(matrix *m, const char *name) {
    char path[96], line[MATRIX_LINE];
    snprintf(path, sizeof path, "oracle/%s.csv", name);
    FILE *file = matrix_open_own(path);
    cr_assert_not_null(fgets(line, sizeof line, file));
    for (m->experts = 0; fgets(line, sizeof line, file); m->experts++) {
        char *rest = line, *field = matrix_field(&rest);
        cr_assert_lt(m->experts, MATRIX_EXPERTS);
        for (m->items = 0; (field = matrix_field(&rest)); m->items++) {
            cr_assert_lt(m->items, MATRIX_ITEMS);
            m->cells[m->items][m->experts] = *field ? (int16_t)atoi(field) : INT16_MIN;
        }
    }
    fclose(file);
    for (size_t item = 0; item < m->items; item++)
        m->columns[item] = m->cells[item];
}

#endif
