/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A table of values, a row a value: reads its rows, names what is left out, and puts them in order. */
#include "ingest/values.h"

#include <stdlib.h>
#include <string.h>

#include "base/hash.h"
#include "base/index.h"
#include "base/problems.h"
#include "base/text.h"
#include "ingest/decode.h"
#include "ingest/words.h"
#include "model/private.h"

#define UNKNOWN_TOLD 20 /* names that are told one by one */

/* A value and where it stands. */
typedef struct {
    delphi_indicator_value value;
    long line;
} placed;

/* Texts, each once. */
typedef struct {
    base_index *index;
    const char **texts;
    size_t count, capacity;
} names;

typedef struct {
    const delphi_study *study;
    const char *file;
    delphi_problems *problems;
    base_arena *arena;
    values_map map;
    const delphi_values_settings *settings;
    values_columns columns;
    size_t width; /* fields of the heading; 0 before it was read */
    char mark;    /* the decimal mark, once one was seen */
    long rounded_line;
    size_t rounded;
    names regions, unknown;
    placed *items;
    size_t count, capacity;
    delphi_status status;
} reading;

static bool no_memory(reading *r) {
    r->status = base_no_memory(r->problems);
    return false;
}

/* The list with room for one more; NULL when out of memory. */
static void *make_room(void *list, size_t *capacity, size_t count, size_t size) {
    if (count < *capacity)
        return list;
    size_t more = *capacity ? *capacity * 2 : 64;
    void *grown = realloc(list, more * size);
    if (grown)
        *capacity = more;
    return grown;
}

/* The place of a text in the list, DELPHI_NONE when out of memory; *fresh: it was not there. */
static size_t place_of(reading *r, names *list, const char *text, size_t size, bool *fresh) {
    size_t place = base_index_find(list->index, text, size);
    *fresh = place == DELPHI_NONE;
    if (!*fresh)
        return place;
    const char *copy = base_arena_text(r->arena, text, size);
    const char **texts = make_room(list->texts, &list->capacity, list->count, sizeof *texts);
    if (texts)
        list->texts = texts;
    if (!copy || !texts || !base_index_add(list->index, copy, size, list->count)) {
        no_memory(r);
        return DELPHI_NONE;
    }
    texts[list->count] = copy;
    return list->count++;
}

static ingest_field cell_of(const reading *r, const ingest_row *row, values_field field) {
    size_t at = r->columns.at[field];
    ingest_field cell = at < row->count ? row->fields[at] : (ingest_field){.text = "", .line = row->line};
    base_trim(&cell.text, &cell.size);
    return cell;
}

static void refuse(reading *r, const ingest_row *row, values_field field, const char *what) {
    base_place place = {.file = r->file, .line = row->line, .column = (long)r->columns.at[field] + 1};
    ingest_field cell = cell_of(r, row, field);
    r->status = base_problem(r->problems, DELPHI_ERR_INPUT, place, "%s%s%s",
                             cell.size ? ingest_quote(cell.text, cell.size).text : "", cell.size ? " " : "", what);
}

/* By its id, else by its text in either language. */
static size_t find_indicator(const delphi_study *study, const char *text, size_t size) {
    size_t found = model_find_indicator(study, text, size);
    for (size_t i = 0; found == DELPHI_NONE && i < study->indicator_count; i++)
        for (int l = 0; l < DELPHI_LANGUAGE_COUNT; l++) {
            const char *own = study->indicators[i].text.in[l];
            if (own && base_same_words(own, strlen(own), text, size))
                return i;
        }
    return found;
}

static void tell_unknown(reading *r, const ingest_row *row, const ingest_field *cell) {
    const delphi_study *study = r->study;
    const char **ids = malloc((study->indicator_count + 1) * sizeof *ids);
    base_place place = {.file = r->file, .line = row->line, .column = (long)r->columns.at[VALUES_INDICATOR] + 1};
    for (size_t i = 0; ids && i < study->indicator_count; i++)
        ids[i] = study->indicators[i].id;
    base_notice(r->problems, place, "%s is no indicator of this study, and is left out%s",
                ingest_quote(cell->text, cell->size).text,
                ids ? ingest_hint(cell->text, cell->size, ids, study->indicator_count).text : "");
    free(ids);
}

/* False where the row is left out. */
static bool read_indicator(reading *r, const ingest_row *row, delphi_indicator_value *out) {
    ingest_field cell = cell_of(r, row, VALUES_INDICATOR);
    bool fresh;
    if (!cell.size) {
        refuse(r, row, VALUES_INDICATOR, "no indicator is named here");
        return true;
    }
    out->indicator = find_indicator(r->study, cell.text, cell.size);
    if (out->indicator != DELPHI_NONE)
        return true;
    if (place_of(r, &r->unknown, cell.text, cell.size, &fresh) != DELPHI_NONE && fresh &&
        r->unknown.count <= UNKNOWN_TOLD)
        tell_unknown(r, row, &cell);
    return false;
}

static void read_year(reading *r, const ingest_row *row, delphi_indicator_value *out) {
    ingest_field cell = cell_of(r, row, VALUES_YEAR);
    out->year = values_year(cell.text, cell.size);
    if (!out->year)
        refuse(r, row, VALUES_YEAR,
               cell.size
                   ? "is no year from 1800 to 2200 (written so, or as in 2020JJ00): months and quarters are not read"
                   : "no year is given here");
}

static void read_value(reading *r, const ingest_row *row, delphi_indicator_value *out) {
    ingest_field cell = cell_of(r, row, VALUES_VALUE);
    values_number_kind kind = values_number(cell.text, cell.size, &r->mark, &out->value);
    out->missing = kind == VALUES_MISSING;
    if (kind == VALUES_ROUNDED && r->rounded++ == 0)
        r->rounded_line = row->line;
    if (kind > VALUES_MISSING)
        refuse(r, row, VALUES_VALUE, values_number_fault(kind));
}

static void read_break(reading *r, const ingest_row *row, delphi_indicator_value *out) {
    ingest_field cell = cell_of(r, row, VALUES_BREAK);
    if (!values_truth(cell.text, cell.size, &out->starts_anew))
        refuse(r, row, VALUES_BREAK,
               "is not allowed here: write yes, 1 or x where the series starts anew in this year, and no, 0 or nothing "
               "elsewhere");
}

/* The word by which a table says "missing" is worth keeping where there is no note. */
static void read_note(reading *r, const ingest_row *row, delphi_indicator_value *out) {
    ingest_field note = cell_of(r, row, VALUES_NOTE);
    if (!note.size && out->missing)
        note = cell_of(r, row, VALUES_VALUE);
    out->note = base_arena_text(r->arena, note.text, note.size);
    if (!out->note)
        no_memory(r);
}

static bool take_value(reading *r, const ingest_row *row) {
    ingest_field region = cell_of(r, row, VALUES_REGION);
    delphi_indicator_value value = {.indicator = DELPHI_NONE, .value = {0, 1}};
    bool fresh;
    if (!read_indicator(r, row, &value))
        return r->status != DELPHI_ERR_MEMORY;
    read_year(r, row, &value);
    read_value(r, row, &value);
    read_break(r, row, &value);
    read_note(r, row, &value);
    value.region = place_of(r, &r->regions, region.text, region.size, &fresh);
    if (r->status == DELPHI_ERR_MEMORY)
        return false;
    placed *items = make_room(r->items, &r->capacity, r->count, sizeof *items);
    if (!items)
        return no_memory(r);
    r->items = items;
    r->items[r->count++] = (placed){value, row->line};
    return true;
}

static bool take_row(void *context, const ingest_row *row) {
    reading *r = context;
    if (r->width) {
        if (row->count <= r->width)
            return take_value(r, row);
        r->status = base_problem(r->problems, DELPHI_ERR_INPUT, (base_place){.file = r->file, .line = row->line},
                                 "this row has %zu fields, the heading has %zu", row->count, r->width);
        return true;
    }
    r->width = row->count;
    r->status = values_columns_find(row, r->file, &r->map, r->settings, &r->columns, r->problems);
    return r->status == DELPHI_OK;
}

static int by_place(const void *left, const void *right) {
    const placed *a = left, *b = right;
    if (a->value.indicator != b->value.indicator)
        return a->value.indicator < b->value.indicator ? -1 : 1;
    if (a->value.region != b->value.region)
        return a->value.region < b->value.region ? -1 : 1;
    if (a->value.year != b->value.year)
        return a->value.year < b->value.year ? -1 : 1;
    return (a->line > b->line) - (a->line < b->line);
}

static void refuse_doubles(reading *r) {
    for (size_t i = 1; i < r->count; i++) {
        const placed *a = &r->items[i - 1], *b = &r->items[i];
        if (b->value.indicator == DELPHI_NONE || !b->value.year || a->value.indicator != b->value.indicator ||
            a->value.region != b->value.region || a->value.year != b->value.year)
            continue;
        const char *region = r->regions.texts[b->value.region];
        r->status = base_problem(r->problems, DELPHI_ERR_INPUT, (base_place){.file = r->file, .line = b->line},
                                 "%s has a value for %d%s%s on line %ld already; a table has one for each indicator, "
                                 "region and year",
                                 r->study->indicators[b->value.indicator].id, b->value.year, *region ? " in " : "",
                                 region, a->line);
    }
}

static void tell_rest(const reading *r) {
    base_place place = {.file = r->file};
    if (r->unknown.count > UNKNOWN_TOLD)
        base_notice(r->problems, place, "%zu more names are no indicators of this study, and are left out",
                    r->unknown.count - UNKNOWN_TOLD);
    if (r->rounded)
        base_notice(r->problems, (base_place){.file = r->file, .line = r->rounded_line},
                    "values of more than 15 digits are rounded to 15; there are %zu", r->rounded);
}

static delphi_status give(reading *r, delphi_values **out) {
    delphi_values *values = calloc(1, sizeof *values);
    delphi_indicator_value *items = base_arena_array(r->arena, r->count, sizeof *items);
    const char **regions = base_arena_array(r->arena, r->regions.count, sizeof *regions),
               **unknown = base_arena_array(r->arena, r->unknown.count, sizeof *unknown);
    if (!values || !items || !regions || !unknown) {
        free(values);
        return base_no_memory(r->problems);
    }
    *values = (delphi_values){items, r->count, regions, r->regions.count, unknown, r->unknown.count, .owned = r->arena};
    for (size_t i = 0; i < r->count; i++) {
        items[i] = r->items[i].value;
        values->first_year = i && values->first_year < items[i].year ? values->first_year : items[i].year;
        values->last_year = values->last_year > items[i].year ? values->last_year : items[i].year;
    }
    for (size_t i = 0; i < r->regions.count; i++)
        regions[i] = r->regions.texts[i];
    for (size_t i = 0; i < r->unknown.count; i++)
        unknown[i] = r->unknown.texts[i];
    *out = values;
    return DELPHI_OK;
}

static void read_all(reading *r, const char *bytes, size_t size) {
    intake_text text = {0};
    delphi_status status = intake_decode(r->file, bytes, size, &text, r->problems);
    if (status == DELPHI_OK) {
        intake_layout layout = intake_layout_find(&text, 0);
        status = intake_layout_rows(&layout, r->file, take_row, r, r->problems);
        intake_text_free(&text);
    }
    if (r->status == DELPHI_OK)
        r->status = status;
    if (r->status == DELPHI_OK && !r->width)
        r->status = base_problem(r->problems, DELPHI_ERR_INPUT, (base_place){.file = r->file, .line = 1},
                                 "this file is empty: it has no heading");
}

delphi_status delphi_read_values(const delphi_study *study, const char *file, const char *bytes, size_t size,
                                 const delphi_values_settings *settings, delphi_values **out,
                                 delphi_problems *problems) {
    reading r = {.study = study,
                 .file = file,
                 .problems = problems,
                 .arena = base_arena_new(),
                 .settings = settings,
                 .regions = {.index = base_index_new(16)},
                 .unknown = {.index = base_index_new(16)}};
    if (!r.arena || !r.regions.index || !r.unknown.index)
        no_memory(&r);
    else
        r.status = values_map_read(r.arena, settings, &r.map, problems);
    if (r.status == DELPHI_OK)
        read_all(&r, bytes, size);
    if (r.count > 1)
        qsort(r.items, r.count, sizeof *r.items, by_place);
    refuse_doubles(&r);
    if (r.status == DELPHI_OK) {
        tell_rest(&r);
        r.status = give(&r, out);
    }
    if (r.status == DELPHI_OK)
        base_sha256(bytes, size, (*out)->sha256);
    else
        base_arena_free(r.arena);
    base_index_free(r.regions.index);
    base_index_free(r.unknown.index);
    free(r.regions.texts);
    free(r.unknown.texts);
    free(r.map.rows);
    free(r.items);
    return r.status;
}
