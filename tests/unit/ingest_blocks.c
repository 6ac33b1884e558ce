/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A file read block by block says what it says when it is read whole, wherever the blocks are cut. */
#include "ingest_help.h"

#include "base/buffer.h"
#include "base/hash.h"
#include "ingest/csv.h"

#include <errno.h>
#include <stdlib.h>

#define BLOCK ((size_t)1 << 18) /* of blocks.c */

/* A source over bytes, which gives at most `step` at a time. */
typedef struct {
    const char *bytes;
    size_t size, step, at;
    size_t fails_at; /* where reading fails, SIZE_MAX for nowhere */
    bool stays;      /* it cannot be rewound */
} tape;

static ptrdiff_t tape_read(void *context, char *room, size_t size) {
    tape *t = context;
    if (t->at >= t->fails_at) {
        errno = EIO;
        return -1;
    }
    size = size < t->step ? size : t->step;
    size = size < t->size - t->at ? size : t->size - t->at;
    memcpy(room, t->bytes + t->at, size);
    t->at += size;
    return (ptrdiff_t)size;
}

static bool tape_rewind(void *context) {
    tape *t = context;
    t->at = 0;
    errno = ESPIPE;
    return !t->stays;
}

static delphi_source source_of(tape *t) {
    return (delphi_source){.read = tape_read, .rewind = tape_rewind, .context = t};
}

/* Rows as text: `LINE:[field@LINE|...]`, long fields by their size. */
static bool write_row(void *context, const ingest_row *row) {
    delphi_buffer *out = context;
    base_buffer_format(out, "%ld:[", row->line);
    for (size_t i = 0; i < row->count; i++) {
        const ingest_field *f = &row->fields[i];
        if (f->size > 1000)
            base_buffer_format(out, "<%zu>", f->size);
        else
            base_buffer_append(out, f->text, f->size);
        base_buffer_format(out, "@%ld|", f->line);
    }
    base_buffer_text(out, "]\n");
    return true;
}

/* What came of it: rows, problems, status. */
static void read_blocks(ingest_blocks *blocks, delphi_buffer *out) {
    char problems_told[TOLD_SIZE];
    delphi_problems *problems = delphi_problems_new();
    delphi_status status = ingest_csv_blocks(blocks, ',', write_row, out, problems);
    base_buffer_format(out, "%d\n%s", (int)status, told(problems, problems_told));
    delphi_problems_free(problems);
}

static void expect_same(const char *text, size_t size, size_t step, const char *what, size_t shift) {
    delphi_buffer whole = {0}, parts = {0};
    char hash[65], other[65];
    tape t = {.bytes = text, .size = size, .step = step, .fails_at = SIZE_MAX};
    delphi_source source = source_of(&t);
    ingest_blocks one = ingest_blocks_of_bytes("f.csv", text, size);
    ingest_blocks many = ingest_blocks_of_source("f.csv", &source);
    read_blocks(&one, &whole);
    read_blocks(&many, &parts);
    cr_expect_str_eq(parts.data, whole.data, "%s, cut at %zu: %s and not %s", what, shift, parts.data, whole.data);
    if (t.at == size) {
        base_sha256(text, size, hash);
        ingest_blocks_sha256(&many, other);
        cr_expect_str_eq(other, hash);
    }
    ingest_blocks_free(&many);
    delphi_buffer_free(&whole);
    delphi_buffer_free(&parts);
}

/* The text behind a first line that leaves `shift` bytes of it in the first block. */
static void check_cut(const char *tricky, size_t shift) {
    size_t size = strlen(tricky), first = BLOCK - shift;
    char *text = malloc(first + size);
    cr_assert(text);
    memset(text, 'x', first - 1);
    text[first - 1] = '\n';
    memcpy(text + first, tricky, size);
    expect_same(text, first + size, SIZE_MAX, tricky, shift);
    expect_same(text, first + size, 4099, tricky, shift);
    free(text);
}

Test(ingest_blocks, a_cut_at_any_byte_changes_nothing) {
    static const char *const texts[] = {
        "a,b\n1,2\n",
        "a,b\r\n1,2\r\n\r\n3,4",
        "a,b\r1,2\r\r3,4\r",
        "a,\"x\r\ny\"\r\n\"q\nr\",\"s\rt\"\r\nend",
        "\xC3\xA9,\xE2\x82\xAC\n\xF0\x9F\x99\x82,b\r\nc",
        "a,b\n1,\"it \"\"is\"\" so\"\n\"\",\n",
        "a,\"never closed\n1,2\n3,4\n",
        "a,b\n1,\"text\" after\n2,3\n",
        "a,b\n1,mid\"dle\n2,3\n",
        "\n\n\r\n\r\rlast",
        "a,b",
    };
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        for (size_t shift = 0; shift <= strlen(texts[i]); shift++)
            check_cut(texts[i], shift);
}

Test(ingest_blocks, lines_longer_than_a_block_and_empty_files) {
    size_t size = 3 * BLOCK;
    char *text = malloc(size);
    cr_assert(text);
    memset(text, 'x', size);
    expect_same(text, size, SIZE_MAX, "one line", 0);
    text[2 * BLOCK] = '\r';
    text[2 * BLOCK + 1] = '\n';
    expect_same(text, size, SIZE_MAX, "two lines", 0);
    expect_same(text, 2 * BLOCK, SIZE_MAX, "two blocks", 0);
    expect_same(text, 2 * BLOCK + 1, SIZE_MAX, "a CR at the end", 0);
    expect_same("", 0, SIZE_MAX, "nothing", 0);
    expect_same("\xEF\xBB\xBF", 3, 1, "a mark", 0);
    expect_same("\xEF\xBB\xBF\na,b\n", 8, 1, "a mark and a row", 0);
    expect_same("\xFF\xFE"
                "a",
                3, 1, "UTF-16", 0);
    free(text);
}

/* A first line of a block and what follows it, with what is told of that. */
static void expect_refused(const char *more, size_t more_size, const char *expected) {
    size_t size = BLOCK + more_size;
    char *text = malloc(size);
    cr_assert(text);
    memset(text, 'x', BLOCK - 1);
    text[BLOCK - 1] = '\n';
    memcpy(text + BLOCK, more, more_size);
    tape t = {.bytes = text, .size = size, .step = SIZE_MAX, .fails_at = SIZE_MAX};
    delphi_source source = source_of(&t);
    ingest_blocks blocks = ingest_blocks_of_source("f.csv", &source);
    delphi_buffer rows = {0};
    delphi_problems *problems = delphi_problems_new();
    cr_expect_eq(ingest_csv_blocks(&blocks, ',', write_row, &rows, problems), DELPHI_ERR_INPUT);
    expect_told(problems, expected, "a second block");
    ingest_blocks_free(&blocks);
    delphi_problems_free(problems);
    delphi_buffer_free(&rows);
    free(text);
}

Test(ingest_blocks, bytes_that_are_no_text_have_the_line_of_the_file) {
    expect_refused("a\nb\nc\xE9t\xE9\n", 9,
                   "f.csv:4: the byte E9 (character 2 of this line) is not UTF-8; save the file as UTF-8 (in Excel: "
                   "\"CSV UTF-8\")\n");
    expect_refused("a\r\nb\0c\n", 7,
                   "f.csv:3: the byte 00 stands here: this is not delimited text (a workbook, or UTF-16?)\n");
}

Test(ingest_blocks, a_line_without_end_is_refused) {
    size_t size = (size_t)1 << 27;
    char *text = malloc(size);
    cr_assert(text);
    memset(text, ',', size);
    tape t = {.bytes = text, .size = size, .step = SIZE_MAX, .fails_at = SIZE_MAX};
    delphi_source source = source_of(&t);
    ingest_blocks blocks = ingest_blocks_of_source("f.csv", &source);
    delphi_problems *problems = delphi_problems_new();
    delphi_buffer rows = {0};
    cr_expect_eq(ingest_csv_blocks(&blocks, ',', write_row, &rows, problems), DELPHI_ERR_INPUT);
    expect_told(problems, "f.csv: this file has a line of more than 64 MiB, the most that is allowed\n", "commas");
    ingest_blocks_free(&blocks);
    delphi_problems_free(problems);
    free(text);
}

/* Ratings by a source: those of the bytes, or what is told instead. */
static delphi_status read_ratings(delphi_study *study, tape *t, delphi_problems *problems) {
    delphi_source source = source_of(t);
    return delphi_read_ratings_from(study, 1, "r.csv", &source, problems);
}

static delphi_study *study_of_two(void) {
    static const char indicators[] = "id,text\nI1,a\nI2,b\n", panel[] = "expert\nP1\nP2\n";
    delphi_study *study = study_with("{\"format\": \"delphi-study/1\", \"id\": \"s\", \"scale\": {\"min\": 1, \"max\": "
                                     "9}, \"rules\": \"ram\", \"rounds\": [{\"id\": 1}]}");
    cr_assert_eq(delphi_read_indicators(study, "i.csv", indicators, sizeof indicators - 1, NULL), DELPHI_OK);
    cr_assert_eq(delphi_read_panel(study, "p.csv", panel, sizeof panel - 1, NULL), DELPHI_OK);
    return study;
}

Test(ingest_blocks, ratings_from_a_source) {
    static const char csv[] = "expert,indicator,rating,comment\nP1,I1,9,\nP2,I1,?,\"hm,\r\nwell\"\n";
    delphi_study *study = study_of_two();
    delphi_problems *problems = delphi_problems_new();
    char hash[65];
    tape t = {.bytes = csv, .size = sizeof csv - 1, .step = 3, .fails_at = SIZE_MAX};
    cr_expect_eq(read_ratings(study, &t, problems), DELPHI_OK);
    expect_told(problems, "", csv);
    cr_assert(study->ratings[0]);
    cr_expect_eq(delphi_ratings_column(study->ratings[0], 0, 0)[0], 9);
    cr_expect_eq(delphi_ratings_column(study->ratings[0], 0, 0)[1], DELPHI_CANNOT_JUDGE);
    cr_expect_str_eq(study->ratings[0]->comments[0].text, "hm,\r\nwell");
    base_sha256(csv, sizeof csv - 1, hash);
    cr_expect_str_eq(study->ratings[0]->sha256, hash);
    delphi_problems_free(problems);
    delphi_study_free(study);
}

Test(ingest_blocks, a_second_reading_names_what_stands_twice) {
    static const char csv[] = "expert,indicator,rating\nP1,I1,9\nP2,I1,3\nP1,I1,8\n";
    delphi_study *study = study_of_two();
    delphi_problems *problems = delphi_problems_new();
    tape t = {.bytes = csv, .size = sizeof csv - 1, .step = 5, .fails_at = SIZE_MAX};
    cr_expect_eq(read_ratings(study, &t, problems), DELPHI_ERR_INPUT);
    expect_told(problems,
                "r.csv:4:2: expert \"P1\" has two rows on indicator \"I1\", criterion rating: line 2 and line 4\n",
                csv);
    delphi_problems_free(problems);
    problems = delphi_problems_new();
    t = (tape){.bytes = csv, .size = sizeof csv - 1, .step = 5, .fails_at = SIZE_MAX, .stays = true};
    cr_expect_eq(read_ratings(study, &t, problems), DELPHI_ERR_IO);
    expect_told(problems, "r.csv: cannot be read: Illegal seek\n", csv);
    cr_expect_null(study->ratings[0]);
    delphi_problems_free(problems);
    delphi_study_free(study);
}

Test(ingest_blocks, a_source_that_fails_leaves_the_study_as_it_was) {
    static const char csv[] = "expert,indicator,rating\nP1,I1,9\nP2,I1,3\n";
    delphi_study *study = study_of_two();
    for (size_t at = 0; at <= sizeof csv - 1; at++) {
        delphi_problems *problems = delphi_problems_new();
        tape t = {.bytes = csv, .size = sizeof csv - 1, .step = 1, .fails_at = at};
        cr_expect_eq(read_ratings(study, &t, problems), DELPHI_ERR_IO, "at %zu", at);
        expect_told(problems, "r.csv: cannot be read: Input/output error\n", csv);
        cr_expect_null(study->ratings[0]);
        delphi_problems_free(problems);
    }
    delphi_study_free(study);
}
