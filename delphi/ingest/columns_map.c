/* SPDX-License-Identifier: GPL-3.0-or-later */
/* columns.csv (`column,field,indicator,criterion`): which column of a foreign file holds what. A row names its column
 * by the heading, by `#N` (the N-th), or by `*` (all that no other row names). */
#include "ingest/intake.h"

#include <stdlib.h>
#include <string.h>

#include "base/number.h"
#include "base/text.h"

/* As many as a file may have columns. Each row is compared with all before it. */
#define ROWS_MAX 20000

enum { MAP_COLUMN, MAP_FIELD, MAP_INDICATOR, MAP_CRITERION, MAP_FIELDS };
static const char *const map_fields[MAP_FIELDS] = {"column", "field", "indicator", "criterion"};
static const char FIELDS_ALLOWED[] =
    "expert, rating, comment, group, indicator, criterion, tick, choices, cannot_judge or ignore";

/* Reading a map. Its rows grow in memory that is copied to the intake's arena at the end. */
typedef struct {
    delphi_intake *intake;
    const char *file;
    delphi_problems *problems;
    size_t at[MAP_FIELDS]; /* which field of a row holds what, or DELPHI_NONE */
    bool heading_seen;
    intake_map_row *rows;
    size_t count, capacity;
    delphi_status status;
    bool row_refused;
} map_reader;

typedef struct {
    const char *text;
    size_t size;
    base_place place;
} map_cell;

static map_cell cell_of(const map_reader *r, const ingest_row *row, int what) {
    size_t at = r->at[what];
    map_cell cell = {.text = "", .place = {.file = r->file, .line = row->line}};
    if (at == DELPHI_NONE || at >= row->count)
        return cell;
    cell.text = row->fields[at].text;
    cell.size = row->fields[at].size;
    cell.place.line = row->fields[at].line;
    cell.place.column = (long)at + 1;
    base_trim(&cell.text, &cell.size);
    return cell;
}

#define REFUSE(r, cell, ...)                                                                                           \
    ((r)->row_refused = true, (r)->status = base_problem((r)->problems, DELPHI_ERR_INPUT, (cell)->place, __VA_ARGS__))

static bool read_heading(map_reader *r, const ingest_row *row) {
    r->heading_seen = true;
    for (int what = 0; what < MAP_FIELDS; what++)
        r->at[what] = DELPHI_NONE;
    for (size_t i = 0; i < row->count; i++)
        for (int what = 0; what < MAP_FIELDS; what++)
            if (r->at[what] == DELPHI_NONE &&
                base_same_words(row->fields[i].text, row->fields[i].size, map_fields[what], strlen(map_fields[what])))
                r->at[what] = i;
    if (r->at[MAP_COLUMN] != DELPHI_NONE && r->at[MAP_FIELD] != DELPHI_NONE)
        return true;
    r->status =
        base_problem(r->problems, DELPHI_ERR_INPUT, (base_place){.file = r->file, .line = row->line, .column = 1},
                     "a columns map has the headings column,field,indicator,criterion; '%s' is not there",
                     map_fields[r->at[MAP_COLUMN] == DELPHI_NONE ? MAP_COLUMN : MAP_FIELD]);
    return false;
}

static void read_field(map_reader *r, const map_cell *cell, intake_map_row *row) {
    static const struct {
        const char *name;
    } names[] = {{"expert"},    {"rating"}, {"comment"}, {"group"},   {"indicator"},
                 {"criterion"}, {"ignore"}, {"tick"},    {"choices"}, {"cannot_judge"}};
    char hint[INTAKE_HINT_SIZE];
    row->target.role = intake_role_named(cell->text, cell->size);
    if (row->target.role != INTAKE_OPEN)
        return;
    if (cell->size == 0)
        REFUSE(r, cell, "no field is given for this column; write %s", FIELDS_ALLOWED);
    else
        REFUSE(r, cell, "unknown field '%s'%s; allowed are %s", INTAKE_CUT(cell->text, cell->size),
               intake_hint(r->intake, hint, cell->text, cell->size, names, sizeof *names, sizeof names / sizeof *names),
               FIELDS_ALLOWED);
}

static void read_column(map_reader *r, const map_cell *cell, intake_map_row *row) {
    int64_t number = 0;
    row->column = intake_fold(r->intake->arena, cell->text, cell->size, &row->column_size);
    if (!row->column)
        r->status = base_no_memory(r->problems);
    row->rest = cell->size == 1 && cell->text[0] == '*';
    if (cell->size == 0)
        REFUSE(r, cell, "no column is given; write its heading, #N for the N-th column, or * for all others");
    else if (cell->size > 1 && cell->text[0] == '#' &&
             base_read_integer(cell->text + 1, cell->size - 1, 1, 1000000, &number))
        row->number = (size_t)number;
    if (row->rest && row->target.role != INTAKE_IGNORE && row->target.role != INTAKE_OPEN)
        REFUSE(r, cell, "* stands for all other columns, and these can only be ignored");
}

static void read_indicator(map_reader *r, const map_cell *cell, intake_map_row *row) {
    char hint[INTAKE_HINT_SIZE];
    bool two;
    if (cell->size == 0)
        return;
    row->target.indicator = intake_find_indicator(r->intake, cell->text, cell->size, &two);
    if (row->target.indicator == DELPHI_NONE)
        REFUSE(r, cell, "unknown indicator '%s'%s", INTAKE_CUT(cell->text, cell->size),
               intake_hint_indicator(r->intake, hint, cell->text, cell->size));
}

static void read_criterion(map_reader *r, const map_cell *cell, intake_map_row *row) {
    char hint[INTAKE_HINT_SIZE];
    bool several = r->intake->study->protocol.criterion_count > 1;
    if (cell->size) {
        row->target.criterion = intake_find_criterion(r->intake, cell->text, cell->size);
        if (row->target.criterion == DELPHI_NONE)
            REFUSE(r, cell, "unknown criterion '%s'%s", INTAKE_CUT(cell->text, cell->size),
                   intake_hint_criterion(r->intake, hint, cell->text, cell->size));
    } else if (!several) {
        row->target.criterion = 0;
    } else if (row->target.role >= INTAKE_RATING && row->target.role != INTAKE_COMMENT &&
               row->target.role != INTAKE_CHOICES && row->target.indicator != DELPHI_NONE) {
        REFUSE(r, cell, "this study has %zu criteria; say on which one this column holds ratings",
               r->intake->study->protocol.criterion_count);
    }
}

/* Only ratings and comments are on something. */
static void check_target(map_reader *r, const ingest_row *row, intake_map_row *out) {
    map_cell indicator = cell_of(r, row, MAP_INDICATOR), criterion = cell_of(r, row, MAP_CRITERION);
    if (intake_role_answers(out->target.role)) {
        read_indicator(r, &indicator, out);
        read_criterion(r, &criterion, out);
    } else if (out->target.role != INTAKE_OPEN && (indicator.size || criterion.size)) {
        REFUSE(r, indicator.size ? &indicator : &criterion,
               "a column with field %s takes no indicator and no criterion; leave these empty",
               intake_role_name(out->target.role));
    }
    if (out->target.role == INTAKE_GROUP && r->intake->study->protocol.group_count == 0) {
        map_cell field = cell_of(r, row, MAP_FIELD);
        REFUSE(r, &field, "this study has no groups; write ignore");
    }
}

static bool same_target(intake_target a, intake_target b) {
    return a.role == b.role && a.indicator == b.indicator && a.criterion == b.criterion;
}

static bool same_column(const intake_map_row *a, const intake_map_row *b) {
    return a->column_size == b->column_size && memcmp(a->column, b->column, a->column_size) == 0;
}

/* No column twice, and nothing in two columns. */
static void check_twice(map_reader *r, const ingest_row *row, const intake_map_row *out) {
    char name[INTAKE_TARGET_SIZE];
    map_cell column = cell_of(r, row, MAP_COLUMN);
    for (size_t i = 0; i < r->count; i++) {
        const intake_map_row *earlier = &r->rows[i];
        if (same_column(earlier, out)) {
            REFUSE(r, &column, "column '%s' stands in this map already, on line %ld",
                   INTAKE_CUT(column.text, column.size), earlier->line);
            return;
        }
        if (out->target.role > INTAKE_IGNORE && same_target(earlier->target, out->target)) {
            REFUSE(r, &column, "two columns are given for %s: '%s' on line %ld and this one",
                   intake_target_name(r->intake, out->target, name), INTAKE_CUT(earlier->column, earlier->column_size),
                   earlier->line);
            return;
        }
    }
}

static bool push(map_reader *r, const intake_map_row *row) {
    if (r->count == r->capacity) {
        size_t capacity = r->capacity ? r->capacity * 2 : 64;
        intake_map_row *rows = realloc(r->rows, capacity * sizeof *rows);
        if (!rows)
            return false;
        r->rows = rows;
        r->capacity = capacity;
    }
    r->rows[r->count++] = *row;
    return true;
}

static bool is_blank(const ingest_row *row) {
    for (size_t i = 0; i < row->count; i++) {
        const char *text = row->fields[i].text;
        size_t size = row->fields[i].size;
        base_trim(&text, &size);
        if (size)
            return false;
    }
    return true;
}

static bool take_row(void *context, const ingest_row *row) {
    map_reader *r = context;
    intake_map_row out = {.target = {INTAKE_OPEN, DELPHI_NONE, DELPHI_NONE}, .line = row->line};
    if (!r->heading_seen)
        return read_heading(r, row);
    if (is_blank(row))
        return true;
    if (r->count == ROWS_MAX) {
        r->status = base_problem(r->problems, DELPHI_ERR_INPUT, (base_place){.file = r->file, .line = row->line},
                                 "this columns map has more than %d rows, the most that is allowed", ROWS_MAX);
        return false;
    }
    r->row_refused = false;
    map_cell field = cell_of(r, row, MAP_FIELD), column = cell_of(r, row, MAP_COLUMN);
    read_field(r, &field, &out);
    read_column(r, &column, &out);
    if (!out.column)
        return false;
    check_target(r, row, &out);
    if (!r->row_refused)
        check_twice(r, row, &out);
    if (push(r, &out))
        return true;
    r->status = base_no_memory(r->problems);
    return false;
}

/* Hands the rows over to the arena. */
static delphi_status keep_map(map_reader *r) {
    base_arena *arena = r->intake->arena;
    intake_map *map = base_arena_alloc(arena, sizeof *map);
    intake_map_row *rows = base_arena_array(arena, r->count, sizeof *rows);
    const char *file = base_arena_text(arena, r->file, strlen(r->file));
    if (!map || !rows || !file)
        return base_no_memory(r->problems);
    if (r->count)
        memcpy(rows, r->rows, r->count * sizeof *rows);
    *map = (intake_map){.file = file, .rows = rows, .count = r->count};
    r->intake->map = map;
    return DELPHI_OK;
}

delphi_status delphi_intake_map(delphi_intake *intake, const char *file, const char *bytes, size_t size,
                                delphi_problems *problems) {
    map_reader r = {.intake = intake, .file = file, .problems = problems};
    intake_text text;
    delphi_status status = intake_decode(file, bytes, size, &text, problems);
    if (status != DELPHI_OK)
        return status;
    intake_layout layout = intake_layout_find(&text, 0);
    status = ingest_csv_rows(file, layout.text, layout.size, layout.delimiter, take_row, &r, problems);
    if (status == DELPHI_OK || r.status == DELPHI_ERR_MEMORY)
        status = r.status;
    if (status == DELPHI_OK && !r.heading_seen)
        status = base_problem(problems, DELPHI_ERR_INPUT, (base_place){.file = file},
                              "this columns map is empty; it begins with column,field,indicator,criterion");
    if (status == DELPHI_OK)
        status = keep_map(&r);
    free(r.rows);
    intake_text_free(&text);
    return status;
}
