/* SPDX-License-Identifier: GPL-3.0-or-later */
/* ratings.csv of a round, into its block of cells. A rating that stands twice is found by its cell being taken; where
 * that happens the file is read once more, to name the lines of both. */
#include <delphi/ingest.h>

#include <stdlib.h>
#include <string.h>

#include "base/problems.h"
#include "ingest/kind.h"
#include "ingest/ratings.h"
#include "model/private.h"

/* Places that stand more than once and are named; as many as a list of problems keeps. */
#define TWICE_MAX 1000

/* A comment on its way; `alone` where its row has no rating. */
typedef struct {
    uint64_t key;
    const char *text;
    bool alone;
} note;

/* A place that is rated or commented on more than once, and the first line that does. */
typedef struct {
    uint64_t key;
    long line;
} twice;

typedef struct {
    ingest_ratings_rows rows;
    delphi_ratings *ratings;
    base_arena *arena; /* of the comments */
    note *notes;
    size_t note_count, note_capacity;
    twice *twices;
    size_t twice_count;
    delphi_problems *problems;
} reading;

/* Orders by expert, indicator, and criterion with the whole first. */
static uint64_t key_of(const reading *r, const ingest_rating *e) {
    const delphi_ratings *ratings = r->ratings;
    size_t criterion = e->criterion + 1; /* DELPHI_NONE becomes 0 */
    return ((uint64_t)e->expert * ratings->indicators + e->indicator) * (ratings->criteria + 1) + criterion;
}

static ingest_rating place_of(const reading *r, uint64_t key) {
    const delphi_ratings *ratings = r->ratings;
    size_t row = key / (ratings->criteria + 1), criterion = key % (ratings->criteria + 1);
    return (ingest_rating){
        .expert = row / ratings->indicators, .indicator = row % ratings->indicators, .criterion = criterion - 1};
}

static delphi_rating *cell_of(const reading *r, const ingest_rating *e) {
    return delphi_ratings_column(r->ratings, e->indicator, e->criterion) + e->expert;
}

static bool add_twice(reading *r, uint64_t key) {
    if (!r->twices)
        r->twices = calloc(TWICE_MAX, sizeof *r->twices);
    if (r->twices && r->twice_count < TWICE_MAX)
        r->twices[r->twice_count++].key = key;
    return r->twices != NULL;
}

static bool add_note(reading *r, const ingest_rating *e) {
    if (!r->arena)
        r->arena = model_ratings_arena(r->ratings);
    if (r->note_count == r->note_capacity) {
        size_t capacity = r->note_capacity ? r->note_capacity * 2 : 64;
        note *notes = realloc(r->notes, capacity * sizeof *notes);
        if (!notes)
            return false;
        r->notes = notes;
        r->note_capacity = capacity;
    }
    const char *text = r->arena ? base_arena_text(r->arena, e->comment.text, e->comment.size) : NULL;
    r->notes[r->note_count++] = (note){.key = key_of(r, e), .text = text, .alone = e->rating == DELPHI_MISSING};
    return text != NULL;
}

static bool take_rating(ingest_table *table, const ingest_row *row) {
    reading *r = table->context;
    ingest_rating e = ingest_ratings_row(&r->rows, table, row);
    if (!e.sound)
        return true;
    if (e.rating != DELPHI_MISSING) {
        delphi_rating *cell = cell_of(r, &e);
        if (*cell != DELPHI_MISSING)
            return add_twice(r, key_of(r, &e)) || ingest_table_no_memory(table);
        *cell = e.rating;
    }
    return !e.comment.size || add_note(r, &e) || ingest_table_no_memory(table);
}

static int by_key(const void *a, const void *b) {
    uint64_t x = ((const note *)a)->key, y = ((const note *)b)->key;
    return x < y ? -1 : x > y;
}

static int by_twice(const void *a, const void *b) {
    uint64_t x = ((const twice *)a)->key, y = ((const twice *)b)->key;
    return x < y ? -1 : x > y;
}

/* Sorts the comments; two on one place, or one without a rating on a place that another row rates, stand twice. */
static bool settle_notes(reading *r) {
    if (r->note_count)
        qsort(r->notes, r->note_count, sizeof *r->notes, by_key);
    for (size_t i = 0; i < r->note_count; i++) {
        const note *n = &r->notes[i];
        ingest_rating e = place_of(r, n->key);
        bool again = i > 0 && n[-1].key == n->key;
        bool rated = n->alone && e.criterion != DELPHI_NONE && *cell_of(r, &e) != DELPHI_MISSING;
        if ((again || rated) && !add_twice(r, n->key))
            return false;
    }
    return true;
}

static void refuse_twice(ingest_table *table, const ingest_row *row, const ingest_rating *e, long first) {
    reading *r = table->context;
    const delphi_study *study = r->rows.study;
    bool whole = e->criterion == DELPHI_NONE;
    table->problems = r->problems;
    ingest_table_refuse(table, row->line, INGEST_RATINGS_INDICATOR,
                        "expert \"%s\" has two rows on indicator \"%s\"%s%s: line %ld and line %ld",
                        study->experts[e->expert].id, study->indicators[e->indicator].id,
                        whole ? " as a whole" : ", criterion ", whole ? "" : r->rows.criteria[e->criterion], first,
                        row->line);
    table->problems = NULL;
}

static bool take_again(ingest_table *table, const ingest_row *row) {
    reading *r = table->context;
    ingest_rating e = ingest_ratings_row(&r->rows, table, row);
    if (!e.sound)
        return true;
    twice wanted = {.key = key_of(r, &e)};
    twice *found = bsearch(&wanted, r->twices, r->twice_count, sizeof wanted, by_twice);
    if (found && found->line)
        refuse_twice(table, row, &e, found->line);
    else if (found)
        found->line = row->line;
    return true;
}

/* The second reading tells nothing else: the first has. */
static delphi_status name_twices(ingest_table *table, ingest_blocks *blocks) {
    reading *r = table->context;
    qsort(r->twices, r->twice_count, sizeof *r->twices, by_twice);
    size_t count = 1;
    for (size_t i = 1; i < r->twice_count; i++)
        if (r->twices[i].key != r->twices[count - 1].key)
            r->twices[count++] = r->twices[i];
    r->twice_count = count;
    table->take = take_again;
    table->problems = NULL;
    delphi_status status = ingest_blocks_rewind(blocks, r->problems);
    return status ? status : ingest_table_read_blocks(table, blocks);
}

static bool give_comments(reading *r) {
    delphi_ratings *ratings = r->ratings;
    if (!r->note_count)
        return true;
    delphi_comment *comments = base_arena_array(r->arena, r->note_count, sizeof *comments);
    if (!comments)
        return false;
    for (size_t i = 0; i < r->note_count; i++) {
        ingest_rating e = place_of(r, r->notes[i].key);
        comments[i] = (delphi_comment){
            .expert = e.expert, .indicator = e.indicator, .criterion = e.criterion, .text = r->notes[i].text};
    }
    ratings->comments = comments;
    ratings->comment_count = r->note_count;
    return true;
}

static delphi_status read_file(reading *r, ingest_blocks *blocks) {
    size_t criteria = r->ratings->criteria;
    const ingest_column columns[INGEST_RATINGS_COLUMNS] = {
        [INGEST_RATINGS_EXPERT] = {"expert", true},
        [INGEST_RATINGS_INDICATOR] = {"indicator", true},
        [INGEST_RATINGS_CRITERION] = {"criterion", criteria > 1},
        [INGEST_RATINGS_RATING] = {"rating", true},
        [INGEST_RATINGS_COMMENT] = {"comment", false},
    };
    ingest_table table = {.file = blocks->file,
                          .problems = r->problems,
                          .columns = columns,
                          .column_count = INGEST_RATINGS_COLUMNS,
                          .take = take_rating,
                          .context = r};
    delphi_status status = ingest_table_read_blocks(&table, blocks);
    if (status != DELPHI_ERR_MEMORY && !settle_notes(r))
        status = base_no_memory(r->problems);
    if (status != DELPHI_ERR_MEMORY && r->twice_count)
        status = name_twices(&table, blocks);
    if (status == DELPHI_OK && !give_comments(r))
        status = base_no_memory(r->problems);
    return status;
}

delphi_status ingest_ratings_read(const delphi_study *study, ingest_blocks *blocks, delphi_ratings *ratings,
                                  delphi_problems *problems) {
    reading r = {.ratings = ratings, .problems = problems};
    bool ready = ingest_ratings_rows_start(&r.rows, study, ratings->round);
    delphi_status status = ready ? read_file(&r, blocks) : base_no_memory(problems);
    ingest_ratings_rows_end(&r.rows);
    free(r.notes);
    free(r.twices);
    return status;
}
