/* SPDX-License-Identifier: GPL-3.0-or-later */
/* ratings.csv by every core. Blocks of whole rows are handed out one after another, each core reads its own, and rows
 * find their cells without looking at each other: the order of the rows does not matter to what is in the file.
 *
 * Nothing is told here. What is in any way not as it should be, memory that runs out included, ends it with "there is
 * something to tell", and the careful reading says what. A place that stands twice shows by there being fewer cells
 * filled than rows read. */
#include "ingest/ratings_notes.h"

#include <pthread.h>
#include <stdlib.h>

#include "base/cores.h"
#include "model/private.h"

/* Blocks that one core reads before others are called in: a usual round has no more, and is read before they start. */
#define ALONE 4
/* More than these would wait for each other where blocks are handed out. */
#define WORKERS_MAX 8

/* What the workers share. */
typedef struct {
    ingest_blocks *blocks;
    delphi_ratings *ratings;
    pthread_mutex_t lock; /* on the blocks, and on the memory of the comments */
    bool faulty;          /* by the lock, too */
} crew;

typedef struct {
    crew *of;
    ingest_table table;
    ingest_ratings_rows rows;
    ingest_room room;
    ingest_notes notes;
    size_t rated;
    pthread_t thread;
    bool threaded;
} worker;

static bool add_note(worker *w, const ingest_rating *e) {
    delphi_ratings *ratings = w->of->ratings;
    pthread_mutex_lock(&w->of->lock);
    base_arena *arena = model_ratings_arena(ratings);
    const char *text = arena ? base_arena_text(arena, e->comment.text, e->comment.size) : NULL;
    pthread_mutex_unlock(&w->of->lock);
    return text && ingest_notes_add(&w->notes, ingest_place_key(ratings, e), text, e->rating == DELPHI_MISSING);
}

/* Two rows on one place may be read at once, so that the cell is set in one go; which of them wins does not matter. */
static bool take_rating(ingest_table *table, const ingest_row *row) {
    worker *w = table->context;
    ingest_rating e = ingest_ratings_row(&w->rows, table, row);
    if (!e.sound)
        return false;
    if (e.rating != DELPHI_MISSING) {
        __atomic_store_n(ingest_place_cell(w->of->ratings, &e), e.rating, __ATOMIC_RELAXED);
        w->rated++;
    }
    return !e.comment.size || add_note(w, &e);
}

/* The next block into the worker's own room; false at the end, and where the work has ended in a fault. */
static bool next_block(worker *w, const char **text, size_t *size) {
    crew *of = w->of;
    pthread_mutex_lock(&of->lock);
    of->faulty = of->faulty || ingest_blocks_next_into(of->blocks, &w->room, 1, text, size, NULL);
    bool there = !of->faulty && *size;
    pthread_mutex_unlock(&of->lock);
    return there;
}

static void note_fault(crew *of) {
    pthread_mutex_lock(&of->lock);
    of->faulty = true;
    pthread_mutex_unlock(&of->lock);
}

/* Reads up to `most` blocks. @return were there so many? */
static bool read_blocks(worker *w, size_t most) {
    const char *text;
    size_t size = 0;
    for (size_t i = 0; i < most; i++) {
        if (!next_block(w, &text, &size))
            return false;
        if (ingest_table_read_part(&w->table, text, size)) {
            note_fault(w->of);
            return false;
        }
    }
    return true;
}

static void *work(void *context) {
    read_blocks(context, SIZE_MAX);
    return NULL;
}

static bool start(worker *w, crew *of, const delphi_study *study, const ingest_table *table) {
    *w = (worker){.of = of, .table = *table};
    w->table.context = w;
    return ingest_ratings_rows_start(&w->rows, study, of->ratings->round);
}

static void end(worker *w) {
    ingest_ratings_rows_end(&w->rows);
    ingest_notes_free(&w->notes);
    free(w->room.bytes);
}

/* The first worker knows the headings by now. One that cannot be started is done without. */
static void read_together(worker *workers, size_t count, const delphi_study *study) {
    crew *of = workers->of;
    for (size_t i = 1; i < count; i++)
        workers[i].threaded = start(&workers[i], of, study, &workers->table) &&
                              pthread_create(&workers[i].thread, NULL, work, &workers[i]) == 0;
    work(workers);
    for (size_t i = 1; i < count; i++)
        if (workers[i].threaded)
            pthread_join(workers[i].thread, NULL);
}

static size_t count_filled(const delphi_ratings *ratings) {
    size_t filled = 0, cells = ratings->experts * ratings->indicators * ratings->criteria;
    for (size_t i = 0; i < cells; i++)
        filled += ratings->cells[i] != DELPHI_MISSING;
    return filled;
}

static bool refuse_twice(void *context, uint64_t key) {
    (void)context;
    (void)key;
    return false;
}

/* All that was read comes together: nothing stands twice, and the comments have their order. */
static bool settle(worker *workers, size_t count) {
    delphi_ratings *ratings = workers->of->ratings;
    size_t rated = 0;
    for (size_t i = 0; i < count; i++) {
        rated += workers[i].rated;
        if (i && !ingest_notes_join(&workers->notes, &workers[i].notes))
            return false;
    }
    return rated == count_filled(ratings) && ingest_notes_settle(&workers->notes, ratings, refuse_twice, NULL) &&
           ingest_notes_give(&workers->notes, ratings);
}

static bool read_all(crew *of, const delphi_study *study, const ingest_table *table) {
    worker workers[WORKERS_MAX];
    size_t cores = base_cores(), count = 1;
    bool more = start(workers, of, study, table) && read_blocks(workers, ALONE);
    if (more) {
        count = cores < WORKERS_MAX ? cores : WORKERS_MAX;
        read_together(workers, count, study);
    }
    bool sound = !of->faulty && workers->table.width && settle(workers, count);
    for (size_t i = 0; i < count; i++)
        end(&workers[i]);
    return sound;
}

bool ingest_ratings_quickly(const delphi_study *study, ingest_blocks *blocks, delphi_ratings *ratings) {
    crew of = {.blocks = blocks, .ratings = ratings};
    ingest_column columns[INGEST_RATINGS_COLUMNS];
    ingest_ratings_columns(ratings->criteria, columns);
    ingest_table table = {
        .file = blocks->file, .columns = columns, .column_count = INGEST_RATINGS_COLUMNS, .take = take_rating};
    ingest_table_start(&table);
    if (pthread_mutex_init(&of.lock, NULL) != 0)
        return false;
    blocks->whole_rows = true;
    bool sound = read_all(&of, study, &table);
    blocks->whole_rows = false;
    pthread_mutex_destroy(&of.lock);
    return sound;
}
