/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which column of a table of values holds what: by a columns map (`column,field`), else by headings in English or
 * Dutch. */
#include "ingest/values.h"

#include <stdlib.h>
#include <string.h>

#include "base/buffer.h"
#include "base/number.h"
#include "base/problems.h"
#include "base/text.h"
#include "ingest/table.h"
#include "ingest/words.h"

#define MOST_NAMES 7

/* The field's own name first. */
static const struct {
    bool required;
    const char *names[MOST_NAMES];
} fields[VALUES_FIELDS] = {
    [VALUES_INDICATOR] = {true, {"indicator", "indicator_id", "indicatorcode", "code", "id"}},
    [VALUES_REGION] = {false, {"region", "regio", "gebied", "area", "gemeente", "provincie", "regio's"}},
    [VALUES_YEAR] = {true, {"year", "jaar", "perioden", "periode", "period"}},
    [VALUES_VALUE] = {true, {"value", "waarde", "cijfer"}},
    [VALUES_NOTE] = {false, {"note", "toelichting", "opmerking", "noot", "comment", "remark"}},
    [VALUES_BREAK] = {false, {"break", "breuk", "trendbreuk", "reeksbreuk", "methodebreuk"}},
    [VALUES_IGNORE] = {false, {"ignore"}},
};

const char *values_field_name(values_field field) {
    return fields[field].names[0];
}

/* ---- the map ---- */

enum { MAP_COLUMN, MAP_FIELD, MAP_INDICATOR, MAP_CRITERION, MAP_COLUMNS };

typedef struct {
    base_arena *arena;
    values_map *map;
} map_reading;

static values_field field_named(ingest_table *table, const ingest_row *row) {
    const char *names[VALUES_FIELDS];
    ingest_field cell = ingest_table_field(table, row, MAP_FIELD);
    base_trim(&cell.text, &cell.size);
    for (values_field f = 0; f < VALUES_FIELDS; f++) {
        names[f] = values_field_name(f);
        if (base_same_words(cell.text, cell.size, names[f], strlen(names[f])))
            return f;
    }
    ingest_table_refuse(table, row->line, MAP_FIELD, "unknown field %s%s", ingest_quote(cell.text, cell.size).text,
                        ingest_choices(cell.text, cell.size, names, VALUES_FIELDS).text);
    return VALUES_IGNORE;
}

static bool take_map_row(ingest_table *table, const ingest_row *row) {
    map_reading *r = table->context;
    values_map *map = r->map;
    if (map->count == map->capacity) {
        size_t capacity = map->capacity ? map->capacity * 2 : 16;
        values_map_row *rows = realloc(map->rows, capacity * sizeof *rows);
        if (!rows)
            return ingest_table_no_memory(table);
        map->rows = rows;
        map->capacity = capacity;
    }
    ingest_field cell = ingest_table_field(table, row, MAP_COLUMN);
    base_trim(&cell.text, &cell.size);
    const char *column = base_arena_text(r->arena, cell.text, cell.size);
    if (!column)
        return ingest_table_no_memory(table);
    if (!*column)
        ingest_table_refuse(table, row->line, MAP_COLUMN, "no column is given; write its heading, or #N for the N-th");
    map->rows[map->count++] = (values_map_row){column, field_named(table, row), row->line, false};
    return table->status != DELPHI_ERR_MEMORY;
}

delphi_status values_map_read(base_arena *arena, const delphi_values_settings *settings, values_map *out,
                              delphi_problems *problems) {
    /* The last two are of the maps of `ingest`, and mean nothing here. */
    static const ingest_column columns[MAP_COLUMNS] = {
        {"column", true}, {"field", true}, {"indicator", false}, {"criterion", false}};
    map_reading reading = {arena, out};
    ingest_table table = {.file = settings->map_file,
                          .problems = problems,
                          .columns = columns,
                          .column_count = MAP_COLUMNS,
                          .take = take_map_row,
                          .context = &reading};
    return settings->map_file ? ingest_table_read(&table, settings->map_bytes, settings->map_size) : DELPHI_OK;
}

/* ---- headings ---- */

typedef struct {
    const ingest_row *headings;
    const char *file;
    values_map *map;
    const delphi_values_settings *settings;
    values_columns *out;
    delphi_problems *problems;
    delphi_status status;
} finding;

static values_map_row *row_for(const finding *f, size_t column) {
    const ingest_field *heading = &f->headings->fields[column];
    int64_t number;
    for (size_t i = 0; i < f->map->count; i++) {
        const char *name = f->map->rows[i].column;
        bool numbered = name[0] == '#' && base_read_integer(name + 1, strlen(name + 1), 1, INT32_MAX, &number);
        if (numbered ? (size_t)number == column + 1 : base_same_words(heading->text, heading->size, name, strlen(name)))
            return &f->map->rows[i];
    }
    return NULL;
}

static values_field by_name(const ingest_field *heading) {
    for (values_field f = 0; f < VALUES_IGNORE; f++)
        for (size_t i = 0; i < MOST_NAMES && fields[f].names[i]; i++)
            if (base_same_words(heading->text, heading->size, fields[f].names[i], strlen(fields[f].names[i])))
                return f;
    return VALUES_IGNORE;
}

/* A file with a map is read by it alone. */
static values_field field_of(finding *f, size_t column) {
    const ingest_field *heading = &f->headings->fields[column];
    if (!f->settings->map_file)
        return by_name(heading);
    values_map_row *row = row_for(f, column);
    if (row)
        row->used = true;
    return row ? row->field : VALUES_IGNORE;
}

static void place(finding *f, size_t column, values_field field) {
    const ingest_field *heading = &f->headings->fields[column];
    base_place at = {.file = f->file, .line = heading->line, .column = (long)column + 1};
    if (field == VALUES_IGNORE) {
        if (!f->settings->map_file && heading->size)
            base_notice(f->problems, at, "the column %s is left out", ingest_quote(heading->text, heading->size).text);
        return;
    }
    if (f->out->at[field] == DELPHI_NONE) {
        f->out->at[field] = column;
        return;
    }
    f->status = base_problem(f->problems, DELPHI_ERR_INPUT, at,
                             "column %zu holds the %s already; say with --map which of the two it is",
                             f->out->at[field] + 1, values_field_name(field));
}

/* The map that was used, a row a column. */
static void write_map(const finding *f, delphi_buffer *out) {
    if (!out)
        return;
    base_buffer_text(out, "column,field\n");
    for (size_t i = 0; i < f->headings->count; i++) {
        const ingest_field *heading = &f->headings->fields[i];
        values_field field = VALUES_IGNORE;
        for (values_field k = 0; k < VALUES_IGNORE; k++)
            if (f->out->at[k] == i)
                field = k;
        if (heading->size && !strchr("#=+-@", heading->text[0]))
            ingest_csv_write(out, heading->text, heading->size, ',');
        else
            base_buffer_format(out, "#%zu", i + 1);
        base_buffer_format(out, ",%s\n", values_field_name(field));
    }
}

static void refuse_missing(finding *f) {
    base_place at = {.file = f->file, .line = f->headings->line};
    for (values_field k = 0; k < VALUES_IGNORE; k++)
        if (fields[k].required && f->out->at[k] == DELPHI_NONE)
            f->status = base_problem(
                f->problems, DELPHI_ERR_INPUT, at,
                f->settings->map_file
                    ? "the columns map names no column that is here for the %s"
                    : "no heading says which column holds the %s; name it so, or say it in a columns map (--map)",
                values_field_name(k));
    for (size_t i = 0; i < f->map->count; i++)
        if (!f->map->rows[i].used && f->map->rows[i].field != VALUES_IGNORE)
            f->status = base_problem(f->problems, DELPHI_ERR_INPUT,
                                     (base_place){.file = f->settings->map_file, .line = f->map->rows[i].line, 1, NULL},
                                     "the table has no column %s",
                                     ingest_quote(f->map->rows[i].column, strlen(f->map->rows[i].column)).text);
}

delphi_status values_columns_find(const ingest_row *headings, const char *file, values_map *map,
                                  const delphi_values_settings *settings, values_columns *out,
                                  delphi_problems *problems) {
    finding f = {headings, file, map, settings, out, problems, DELPHI_OK};
    for (values_field k = 0; k < VALUES_FIELDS; k++)
        out->at[k] = DELPHI_NONE;
    for (size_t i = 0; i < headings->count; i++)
        place(&f, i, field_of(&f, i));
    refuse_missing(&f);
    write_map(&f, settings->map_used);
    return f.status;
}
