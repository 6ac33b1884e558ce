/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A columns map meets the heading row of a file: each of its rows finds its column. */
#include "ingest/intake.h"

#include <string.h>

#include "base/buffer.h"

typedef struct {
    delphi_intake *intake;
    intake_file *file;
    delphi_problems *problems;
    delphi_status status;
} application;

static base_place place_of(const application *a, const intake_map_row *row) {
    return (base_place){.file = a->intake->map->file, .line = row->line, .column = 1};
}

#define REFUSE(a, row, ...) ((a)->status = base_problem((a)->problems, DELPHI_ERR_INPUT, place_of(a, row), __VA_ARGS__))

static bool has_heading(const intake_column *column, const intake_map_row *row) {
    /* (An other name is not looked at: the map is applied before the dialect is.) */
    return column->heading_size == row->column_size && memcmp(column->heading, row->column, row->column_size) == 0;
}

/* The columns with a repeated heading, as "#2, #5". */
static const char *numbers_of(application *a, const intake_map_row *row, char out[INTAKE_CUT_SIZE]) {
    delphi_buffer list = {0};
    for (size_t i = 0; i < a->file->column_count; i++)
        if (has_heading(&a->file->columns[i], row))
            base_buffer_format(&list, "%s#%zu", list.size ? ", " : "", i + 1);
    intake_cut(out, base_buffer_string(&list), list.size);
    delphi_buffer_free(&list);
    return out;
}

static void refuse_unknown(application *a, const intake_map_row *row) {
    char hint[INTAKE_HINT_SIZE];
    /* A name that the file lacks does no harm where it would have been ignored: one map serves several exports. */
    if (row->target.role == INTAKE_IGNORE)
        return;
    if (row->number) {
        REFUSE(a, row, "%s has %zu columns, there is no column #%zu", a->file->name, a->file->column_count,
               row->number);
        return;
    }
    intake_hint(a->intake, hint, row->column, row->column_size, a->file->columns, sizeof *a->file->columns,
                a->file->column_count);
    REFUSE(a, row, "%s has no column '%s'%s", a->file->name, INTAKE_CUT(row->column, row->column_size), hint);
}

static void refuse_repeated(application *a, const intake_map_row *row) {
    REFUSE(a, row, "the heading '%s' occurs more than once in %s; say which column with its number: %s",
           INTAKE_CUT(row->column, row->column_size), a->file->name, numbers_of(a, row, (char[INTAKE_CUT_SIZE]){0}));
    /* That was said of them; what they hold is not looked into. */
    for (size_t i = 0; i < a->file->column_count; i++)
        if (has_heading(&a->file->columns[i], row) && !a->file->columns[i].map_line)
            a->file->columns[i].map_line = row->line;
}

/* The column that a row of the map names, or NULL. */
static intake_column *column_of(application *a, const intake_map_row *row) {
    intake_file *file = a->file;
    intake_column *found = NULL;
    if (row->number)
        found = row->number <= file->column_count ? &file->columns[row->number - 1] : NULL;
    for (size_t i = 0; i < file->column_count && !row->number && !found; i++)
        if (has_heading(&file->columns[i], row))
            found = &file->columns[i];
    if (!found) {
        refuse_unknown(a, row);
    } else if (!row->number && found->repeated) {
        refuse_repeated(a, row);
        found = NULL;
    }
    return found;
}

static void apply_row(application *a, const intake_map_row *row) {
    intake_column *column = column_of(a, row);
    if (!column)
        return;
    if (column->map_line) {
        REFUSE(a, row, "column #%td ('%s') of %s was mapped already, on line %ld", column - a->file->columns + 1,
               INTAKE_HEADING(column), a->file->name, column->map_line);
        return;
    }
    column->map_line = row->line;
    column->target = row->target;
}

delphi_status intake_map_apply(delphi_intake *intake, intake_file *file, delphi_problems *problems) {
    const intake_map *map = intake->map;
    application a = {intake, file, problems, DELPHI_OK};
    const intake_map_row *rest = NULL;
    for (size_t i = 0; map && i < map->count; i++)
        if (map->rows[i].rest)
            rest = &map->rows[i];
        else
            apply_row(&a, &map->rows[i]);
    for (size_t i = 0; rest && i < file->column_count; i++)
        if (!file->columns[i].map_line) {
            file->columns[i].target = rest->target;
            file->columns[i].map_line = rest->line;
        }
    return a.status;
}
