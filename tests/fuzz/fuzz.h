/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the fuzz targets share: each takes any bytes and must come back, whatever they are. Beside what sanitizers see,
 * a target states what must hold of the outcome; where it does not, the process ends as on a crash. */
#ifndef TESTS_FUZZ_H
#define TESTS_FUZZ_H

#include <delphi/delphi.h>

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

typedef struct {
    const char *name; /* its corpus is corpus/NAME/ */
    void (*run)(const char *bytes, size_t size);
} fuzz_target;

const fuzz_target *fuzz_targets(size_t *count);

void fuzz_ballots(const char *bytes, size_t size);
void fuzz_columns(const char *bytes, size_t size);
void fuzz_delimited(const char *bytes, size_t size);
void fuzz_indicators(const char *bytes, size_t size);
void fuzz_ledger(const char *bytes, size_t size);
void fuzz_longlist(const char *bytes, size_t size);
void fuzz_overrides(const char *bytes, size_t size);
void fuzz_panel(const char *bytes, size_t size);
void fuzz_proposals(const char *bytes, size_t size);
void fuzz_ranking(const char *bytes, size_t size);
void fuzz_ratings(const char *bytes, size_t size);
void fuzz_record(const char *bytes, size_t size);
void fuzz_results(const char *bytes, size_t size);
void fuzz_returned(const char *bytes, size_t size);
void fuzz_rules(const char *bytes, size_t size);
void fuzz_study(const char *bytes, size_t size);
void fuzz_values(const char *bytes, size_t size);
void fuzz_workbook(const char *bytes, size_t size);
void fuzz_xlsx(const char *bytes, size_t size);

#define FUZZ_MUST(holds)                                                                                               \
    do {                                                                                                               \
        if (!(holds)) {                                                                                                \
            fprintf(stderr, "%s:%d: does not hold: %s\n", __FILE__, __LINE__, #holds);                                 \
            abort();                                                                                                   \
        }                                                                                                              \
    } while (0)

/* Success means no error, failure at least one, each with words that fit a line of a terminal's reader. Empties
 * nothing: the caller frees the problems. */
void fuzz_check_problems(delphi_status status, const delphi_problems *problems);

/* The rounds of the study besides the first two, which are ratings. */
enum { FUZZ_ORDER = 3, FUZZ_PICK, FUZZ_MEETING };

/* A study with two criteria, groups, labels, three indicators and four experts; with `full` false its protocol only.
 * Never NULL; the caller frees it. */
delphi_study *fuzz_study_new(bool full);

/* Takes a file into round 1, by a map where `map` is not NULL. What was accepted can be written, read back, and taken
 * in again by the map that was used, with the same outcome. */
void fuzz_take_in(const char *map, size_t map_size, const char *bytes, size_t size);

#endif
