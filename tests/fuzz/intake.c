/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Foreign files: delimited text with and without a columns map. */
#include "fuzz.h"

#include <string.h>

static const bool in_play[] = {true, true, false};
static const bool all_in_play[] = {true, true, true};

static delphi_intake *start(const delphi_study *study, int round) {
    delphi_intake *intake = delphi_intake_new(study, round, round == 1 ? in_play : all_in_play, NULL, "ratings.csv");
    FUZZ_MUST(intake);
    return intake;
}

/* Ratings as they are written; the caller frees them. */
static delphi_buffer written(const delphi_study *study, const delphi_intake *intake) {
    delphi_buffer out = {0};
    delphi_ratings *ratings = delphi_intake_ratings(intake);
    FUZZ_MUST(ratings);
    FUZZ_MUST(!delphi_write_ratings(study, ratings, &out) && out.data);
    delphi_ratings_free(ratings);
    return out;
}

/* What the program wrote, it reads, and writes the same again. */
static void check_read_back(int round, const delphi_buffer *first) {
    delphi_study *study = fuzz_study_new(true);
    delphi_problems *problems = delphi_problems_new();
    delphi_buffer second = {0};
    delphi_status status = delphi_read_ratings(study, round, "ratings.csv", first->data, first->size, problems);
    fuzz_check_problems(status, problems);
    FUZZ_MUST(!status);
    FUZZ_MUST(!delphi_write_ratings(study, study->ratings[round - 1], &second));
    FUZZ_MUST(first->size == second.size && memcmp(first->data, second.data, first->size) == 0);
    delphi_buffer_free(&second);
    delphi_problems_free(problems);
    delphi_study_free(study);
}

/* A map that was written for a file gives what the file gave without it. */
static void check_map(const delphi_study *study, int round, const delphi_intake *intake, const char *bytes, size_t size,
                      const delphi_buffer *expected) {
    delphi_buffer map = {0};
    delphi_problems *problems = delphi_problems_new();
    delphi_intake *again = start(study, round);
    FUZZ_MUST(!delphi_intake_write_map(intake, &map));
    delphi_status status = delphi_intake_map(again, "columns.csv", map.data ? map.data : "", map.size, problems);
    if (!status)
        status = delphi_intake_add(again, "answers", bytes, size, 0, problems);
    fuzz_check_problems(status, problems);
    FUZZ_MUST(!status);
    delphi_buffer out = written(study, again);
    FUZZ_MUST(out.size == expected->size && memcmp(out.data, expected->data, out.size) == 0);
    delphi_buffer_free(&out);
    delphi_buffer_free(&map);
    delphi_intake_free(again);
    delphi_problems_free(problems);
}

static void check_taken(const delphi_study *study, int round, const delphi_intake *intake, const char *bytes,
                        size_t size) {
    delphi_buffer out = written(study, intake);
    check_read_back(round, &out);
    if (round != FUZZ_MEETING) /* the columns of ballots have no map */
        check_map(study, round, intake, bytes, size, &out);
    delphi_buffer_free(&out);
}

static void check_refused(const delphi_intake *intake) {
    delphi_buffer map = {0};
    FUZZ_MUST(!delphi_intake_ratings(intake));
    FUZZ_MUST(!delphi_intake_write_map(intake, &map));
    delphi_buffer_free(&map);
}

static void take_in(int round, const char *map, size_t map_size, const char *bytes, size_t size) {
    delphi_study *study = fuzz_study_new(true);
    delphi_problems *problems = delphi_problems_new();
    delphi_intake *intake = start(study, round);
    delphi_status mapped = map ? delphi_intake_map(intake, "columns.csv", map, map_size, problems) : DELPHI_OK;
    fuzz_check_problems(mapped, problems);
    if (!mapped) {
        delphi_status status = delphi_intake_add(intake, "answers", bytes, size, 0, problems);
        fuzz_check_problems(status, problems);
        if (status)
            check_refused(intake);
        else
            check_taken(study, round, intake, bytes, size);
    }
    delphi_intake_free(intake);
    delphi_problems_free(problems);
    delphi_study_free(study);
}

void fuzz_take_in(const char *map, size_t map_size, const char *bytes, size_t size) {
    take_in(1, map, map_size, bytes, size);
}

/* Also as the round's own file: what is read is written, and that reads as the same. */
static void read_own(int round, const char *bytes, size_t size) {
    delphi_study *study = fuzz_study_new(true);
    delphi_problems *problems = delphi_problems_new();
    delphi_status status = delphi_read_ratings(study, round, "own.csv", bytes, size, problems);
    fuzz_check_problems(status, problems);
    if (!status) {
        delphi_buffer out = {0};
        FUZZ_MUST(!delphi_write_ratings(study, study->ratings[round - 1], &out));
        check_read_back(round, &out);
        delphi_buffer_free(&out);
    }
    delphi_problems_free(problems);
    delphi_study_free(study);
}

/* Orders and picks, as they come in and as the round keeps them. */
void fuzz_ranking(const char *bytes, size_t size) {
    for (int round = FUZZ_ORDER; round <= FUZZ_PICK; round++) {
        take_in(round, NULL, 0, bytes, size);
        read_own(round, bytes, size);
    }
}

void fuzz_ballots(const char *bytes, size_t size) {
    take_in(FUZZ_MEETING, NULL, 0, bytes, size);
    read_own(FUZZ_MEETING, bytes, size);
}

void fuzz_delimited(const char *bytes, size_t size) {
    fuzz_take_in(NULL, 0, bytes, size);
}

/* The map, a record separator (0x1E), the file. */
void fuzz_columns(const char *bytes, size_t size) {
    const char *at = size ? memchr(bytes, 0x1E, size) : NULL;
    size_t map = at ? (size_t)(at - bytes) : size;
    fuzz_take_in(bytes, map, at ? at + 1 : "expert,I01[relevance]\nE1,7\n", at ? size - map - 1 : 28);
}
