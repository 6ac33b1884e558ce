/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A large ratings.csv, read by every core, says what it says to the careful reading: the same ratings and comments, and
 * the same problems. */
#include "ingest_help.h"

#include "base/buffer.h"

#include <stdlib.h>

#define EXPERTS    600
#define INDICATORS 60
#define CRITERIA   2
#define ROWS       ((size_t)EXPERTS * INDICATORS * CRITERIA)

typedef struct {
    const char *bytes;
    size_t size, at;
} tape;

static ptrdiff_t tape_read(void *context, char *room, size_t size) {
    tape *t = context;
    size = size < t->size - t->at ? size : t->size - t->at;
    memcpy(room, t->bytes + t->at, size);
    t->at += size;
    return (ptrdiff_t)size;
}

static bool tape_rewind(void *context) {
    ((tape *)context)->at = 0;
    return true;
}

static delphi_study *large_study(void) {
    delphi_study *study =
        study_with("{\"format\": \"delphi-study/1\", \"id\": \"s\", \"scale\": {\"min\": 1, \"max\": 9}, \"criteria\": "
                   "[{\"id\": \"rel\"}, {\"id\": \"feas\"}], \"rules\": \"ram\", \"rounds\": [{\"id\": 1}]}");
    delphi_buffer text = {0};
    base_buffer_text(&text, "id,text\n");
    for (int i = 0; i < INDICATORS; i++)
        base_buffer_format(&text, "I%d,x\n", i);
    cr_assert_eq(delphi_read_indicators(study, "i.csv", text.data, text.size, NULL), DELPHI_OK);
    text.size = 0;
    base_buffer_text(&text, "expert\n");
    for (int e = 0; e < EXPERTS; e++)
        base_buffer_format(&text, "expert-%d\n", e);
    cr_assert_eq(delphi_read_panel(study, "p.csv", text.data, text.size, NULL), DELPHI_OK);
    delphi_buffer_free(&text);
    return study;
}

static uint64_t draw(uint64_t *state) {
    *state = *state * 6364136223846793005u + 1442695040888963407u;
    return *state >> 33;
}

/* Each row once, in any order, some with comments over several lines. */
static void write_rows(delphi_buffer *out, uint64_t seed, bool shuffled) {
    static const char *const comments[] = {
        "", "", "", "well", "\"so, so\"", "\"two\nlines and \"\"quotes\"\"\"", "\"\xC3\xA9\r\n\""};
    size_t *order = malloc(ROWS * sizeof *order);
    cr_assert(order);
    for (size_t i = 0; i < ROWS; i++) {
        size_t other = shuffled ? draw(&seed) % (i + 1) : i;
        order[i] = order[other];
        order[other] = i;
    }
    base_buffer_text(out, "comment,expert,rating,indicator,criterion\n");
    for (size_t i = 0; i < ROWS; i++) {
        uint64_t dice = draw(&seed);
        if (dice % 11 == 0)
            continue;
        base_buffer_format(out, "%s,expert-%zu,", comments[dice / 11 % 7], order[i] / (INDICATORS * CRITERIA));
        if (dice % 13 == 0)
            base_buffer_text(out, "?");
        else
            base_buffer_format(out, "%d", (int)(dice / 77 % 9) + 1);
        base_buffer_format(out, ",I%zu,%s\n", order[i] / CRITERIA % INDICATORS, order[i] % CRITERIA ? "feas" : "rel");
    }
    free(order);
    cr_assert(!out->failed);
}

static void expect_equal(const delphi_ratings *a, const delphi_ratings *b) {
    cr_assert(a && b);
    cr_expect_str_eq(a->sha256, b->sha256);
    cr_expect_arr_eq(a->cells, b->cells, ROWS * sizeof *a->cells);
    cr_assert_eq(a->comment_count, b->comment_count);
    for (size_t i = 0; i < a->comment_count; i++) {
        const delphi_comment *x = &a->comments[i], *y = &b->comments[i];
        cr_assert(x->expert == y->expert && x->indicator == y->indicator && x->criterion == y->criterion);
        cr_assert_str_eq(x->text, y->text);
    }
}

/* Reads it both ways. */
static void expect_both_ways(const delphi_buffer *csv, bool sound) {
    delphi_study *careful = large_study(), *quick = large_study();
    delphi_problems *one = delphi_problems_new(), *other = delphi_problems_new();
    char said[TOLD_SIZE];
    tape t = {.bytes = csv->data, .size = csv->size};
    delphi_source source = {.read = tape_read, .rewind = tape_rewind, .context = &t};
    delphi_status status = delphi_read_ratings(careful, 1, "r.csv", csv->data, csv->size, one);
    cr_expect_eq(delphi_read_ratings_from(quick, 1, "r.csv", &source, other), status);
    cr_expect_eq(status == DELPHI_OK, sound);
    expect_told(other, told(one, said), "a large file");
    if (sound)
        expect_equal(quick->ratings[0], careful->ratings[0]);
    else
        cr_expect(!quick->ratings[0] && *said);
    delphi_problems_free(one);
    delphi_problems_free(other);
    delphi_study_free(careful);
    delphi_study_free(quick);
}

Test(ingest_quickly, the_same_ratings_and_comments_in_any_order) {
    for (uint64_t seed = 1; seed <= 2; seed++) {
        delphi_buffer csv = {0};
        write_rows(&csv, seed, seed % 2);
        cr_assert(csv.size > (size_t)5 << 18, "more than one core's share: %zu", csv.size);
        expect_both_ways(&csv, true);
        delphi_buffer_free(&csv);
    }
}

/* Puts text in place of what is at the first line end behind a part of the file. */
static void insert(delphi_buffer *csv, double part, const char *text, size_t size) {
    size_t at = (size_t)(part * (double)csv->size);
    while (at < csv->size && strncmp(csv->data + at, "feas\n", 5) != 0)
        at++;
    at = at + 5 < csv->size ? at + 5 : csv->size;
    cr_assert(base_buffer_reserve(csv, size));
    memmove(csv->data + at + size, csv->data + at, csv->size - at);
    memcpy(csv->data + at, text, size);
    csv->size += size;
    csv->data[csv->size] = '\0';
}

Test(ingest_quickly, the_same_problems_wherever_they_stand) {
    static const struct {
        const char *row;
        size_t size;
    } faults[] = {
#define FAULT(text) {text, sizeof(text) - 1}
        FAULT(",expert-1,5,I1,rel\n,expert-1,5,I1,rel\n"),
        FAULT("again,expert-3,,I2,\nand again,expert-3,,I2,\n"),
        FAULT("alone,expert-5,,I3,rel\n,expert-5,4,I3,rel\n"),
        FAULT(",nobody,5,I1,rel\n"),
        FAULT(",expert-1,10,I1,rel\n,expert-1,5,J1,rel\n"),
        FAULT(",expert-1,5,I1\n"),
        FAULT("caf\xE9,expert-1,5,I1,rel\n"),
        FAULT(",expert-1,\0,I1,rel\n"),
        FAULT("\"open,expert-1,5,I1,rel\n"),
        FAULT("in\"side,expert-1,5,I1,rel\n"),
        FAULT("\"closed\" early,expert-1,5,I1,rel\n"),
#undef FAULT
    };
    static const double parts[] = {0, 0.97};
    for (size_t i = 0; i < sizeof faults / sizeof *faults; i++)
        for (size_t p = 0; p < sizeof parts / sizeof *parts; p++) {
            delphi_buffer csv = {0};
            write_rows(&csv, 5, false);
            insert(&csv, parts[p], faults[i].row, faults[i].size);
            expect_both_ways(&csv, false);
            delphi_buffer_free(&csv);
        }
}

Test(ingest_quickly, rows_far_apart_that_stand_twice) {
    delphi_buffer csv = {0};
    write_rows(&csv, 6, false);
    static const char first[] = ",expert-599,5,I1,rel\n", last[] = ",expert-0,5,I1,feas\n";
    insert(&csv, 0, first, sizeof first - 1);
    insert(&csv, 1, last, sizeof last - 1);
    expect_both_ways(&csv, false);
    delphi_buffer_free(&csv);
}

Test(ingest_quickly, a_round_with_nothing_in_it) {
    delphi_buffer csv = {0};
    base_buffer_text(&csv, "expert,indicator,criterion,rating\n");
    expect_both_ways(&csv, true);
    csv.size = 0;
    csv.data[0] = '\0';
    expect_both_ways(&csv, false);
    delphi_buffer_free(&csv);
}
