/* SPDX-License-Identifier: GPL-3.0-or-later */
/* ratings.csv of a round, into its block of cells: every problem with its line. A rating that stands twice is found by
 * its cell being taken; where that happens the file is read once more, to name the lines of both.
 *
 * Nearly every file has nothing to be told of it, and is read by all cores at once (ratings_quickly.c). Where that
 * finds a fault, whichever, the file is read again from the start, carefully, by what stands here. */
#include <delphi/ingest.h>

#include <stdlib.h>
#include <string.h>

#include "base/problems.h"
#include "ingest/kind.h"
#include "ingest/ratings_notes.h"
#include "model/private.h"

/* Places that stand more than once and are named; as many as a list of problems keeps. */
#define TWICE_MAX 1000

/* A place that is rated or commented on more than once, and the first line that does. */
typedef struct {
    uint64_t key;
    long line;
} twice;

typedef struct {
    ingest_ratings_rows rows;
    delphi_ratings *ratings;
    ingest_notes notes;
    twice *twices;
    size_t twice_count;
    delphi_problems *problems;
} reading;

static bool add_twice(void *context, uint64_t key) {
    reading *r = context;
    if (!r->twices)
        r->twices = calloc(TWICE_MAX, sizeof *r->twices);
    if (r->twices && r->twice_count < TWICE_MAX)
        r->twices[r->twice_count++].key = key;
    return r->twices != NULL;
}

static bool add_note(reading *r, const ingest_rating *e) {
    base_arena *arena = model_ratings_arena(r->ratings);
    const char *text = arena ? base_arena_text(arena, e->comment.text, e->comment.size) : NULL;
    return text && ingest_notes_add(&r->notes, ingest_place_key(r->ratings, e), text, e->rating == DELPHI_MISSING);
}

static bool take_rating(ingest_table *table, const ingest_row *row) {
    reading *r = table->context;
    ingest_rating e = ingest_ratings_row(&r->rows, table, row);
    if (!e.sound)
        return true;
    if (e.rating != DELPHI_MISSING) {
        delphi_rating *cell = ingest_place_cell(r->ratings, &e);
        if (*cell != DELPHI_MISSING)
            return add_twice(r, ingest_place_key(r->ratings, &e)) || ingest_table_no_memory(table);
        *cell = e.rating;
    }
    return !e.comment.size || add_note(r, &e) || ingest_table_no_memory(table);
}

static int by_twice(const void *a, const void *b) {
    uint64_t x = ((const twice *)a)->key, y = ((const twice *)b)->key;
    return x < y ? -1 : x > y;
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
    twice wanted = {.key = ingest_place_key(r->ratings, &e)};
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

static delphi_status read_file(reading *r, ingest_blocks *blocks) {
    ingest_column columns[INGEST_RATINGS_COLUMNS];
    ingest_ratings_columns(r->ratings->criteria, columns);
    ingest_table table = {.file = blocks->file,
                          .problems = r->problems,
                          .columns = columns,
                          .column_count = INGEST_RATINGS_COLUMNS,
                          .take = take_rating,
                          .context = r};
    delphi_status status = ingest_table_read_blocks(&table, blocks);
    if (status != DELPHI_ERR_MEMORY && !ingest_notes_settle(&r->notes, r->ratings, add_twice, r))
        status = base_no_memory(r->problems);
    if (status != DELPHI_ERR_MEMORY && r->twice_count)
        status = name_twices(&table, blocks);
    if (status == DELPHI_OK && !ingest_notes_give(&r->notes, r->ratings))
        status = base_no_memory(r->problems);
    return status;
}

static delphi_status read_carefully(const delphi_study *study, ingest_blocks *blocks, delphi_ratings *ratings,
                                    delphi_problems *problems) {
    reading r = {.ratings = ratings, .problems = problems};
    bool ready = ingest_ratings_rows_start(&r.rows, study, ratings->round);
    delphi_status status = ready ? read_file(&r, blocks) : base_no_memory(problems);
    ingest_ratings_rows_end(&r.rows);
    ingest_notes_free(&r.notes);
    free(r.twices);
    return status;
}

delphi_status ingest_ratings_read(const delphi_study *study, ingest_blocks *blocks, delphi_ratings *ratings,
                                  delphi_problems *problems) {
    if (!blocks->source)
        return read_carefully(study, blocks, ratings, problems);
    if (ingest_ratings_quickly(study, blocks, ratings))
        return DELPHI_OK;
    model_ratings_clear(ratings);
    delphi_status status = ingest_blocks_rewind(blocks, problems);
    return status ? status : read_carefully(study, blocks, ratings, problems);
}
