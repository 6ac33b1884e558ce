/* SPDX-License-Identifier: GPL-3.0-or-later */
/* deviations.csv: where the researchers themselves say that they left the protocol, why, and to what effect. */
#include <delphi/ingest.h>

#include <stdlib.h>
#include <string.h>

#include "base/date.h"
#include "base/problems.h"
#include "base/text.h"
#include "ingest/table.h"
#include "ingest/words.h"
#include "model/private.h"

/* The English of a text stands behind it. */
enum { DATE, ROUND, WHAT, WHAT_EN, WHY, WHY_EN, EFFECT, EFFECT_EN, COLUMN_COUNT };

static const ingest_column columns[COLUMN_COUNT] = {
    [DATE] = {"date", true},      [ROUND] = {"round", false},
    [WHAT] = {"what", true},      [WHAT_EN] = {"what_en", false},
    [WHY] = {"why", true},        [WHY_EN] = {"why_en", false},
    [EFFECT] = {"effect", false}, [EFFECT_EN] = {"effect_en", false},
};

typedef struct {
    delphi_study *study;
    delphi_deviation *items;
    size_t count, capacity;
} reading;

static delphi_deviation *make_room(reading *r) {
    if (r->count == r->capacity) {
        size_t capacity = r->capacity ? r->capacity * 2 : 16;
        delphi_deviation *items = realloc(r->items, capacity * sizeof *items);
        if (!items)
            return NULL;
        r->items = items;
        r->capacity = capacity;
    }
    return &r->items[r->count];
}

/* NULL where the field is blank, or memory ran out. */
static const char *copy(ingest_table *table, const ingest_row *row, size_t column) {
    const reading *r = table->context;
    ingest_field field = ingest_table_field(table, row, column);
    base_trim(&field.text, &field.size);
    const char *text = field.size ? base_arena_text(model_arena(r->study), field.text, field.size) : NULL;
    if (field.size && !text)
        ingest_table_no_memory(table);
    return text;
}

/* As in indicators.csv: the one text of an English study is English. */
static void read_text(ingest_table *table, const ingest_row *row, size_t column, delphi_text *out) {
    const reading *r = table->context;
    const char *text = copy(table, row, column), *english = copy(table, row, column + 1);
    bool only_english = !english && r->study->protocol.language == DELPHI_EN;
    if (text)
        out->in[only_english ? DELPHI_EN : DELPHI_NL] = text;
    if (english)
        out->in[DELPHI_EN] = english;
    if (!text && columns[column].required)
        ingest_table_refuse(table, row->line, column, "a deviation needs to say %s",
                            column == WHAT ? "what was done" : "why");
    else if (!text && english)
        ingest_table_refuse(table, row->line, column + 1, "this stands beside no %s, of which it is the English",
                            columns[column].name);
}

static void read_date(ingest_table *table, const ingest_row *row, delphi_deviation *out) {
    const reading *r = table->context;
    ingest_field field = ingest_table_field(table, row, DATE);
    out->date = base_arena_text(model_arena(r->study), field.text, field.size);
    if (!out->date)
        ingest_table_no_memory(table);
    else if (!base_is_date(field.text, field.size))
        ingest_table_refuse(table, row->line, DATE, "found %s; allowed is a date of the calendar as YYYY-MM-DD",
                            ingest_quote(field.text, field.size).text);
}

static bool take_deviation(ingest_table *table, const ingest_row *row) {
    reading *r = table->context;
    delphi_deviation *out = make_room(r);
    if (!out)
        return ingest_table_no_memory(table);
    *out = (delphi_deviation){.kind = DELPHI_DEVIATION_NOTED, .about = ""};
    read_date(table, row, out);
    if (ingest_table_field(table, row, ROUND).size)
        out->round = ingest_table_round(table, row, ROUND, r->study->protocol.round_count);
    read_text(table, row, WHAT, &out->what);
    read_text(table, row, WHY, &out->why);
    read_text(table, row, EFFECT, &out->effect);
    r->count++;
    return table->status != DELPHI_ERR_MEMORY;
}

static delphi_status give(const reading *r, const delphi_deviation **out, size_t *count, delphi_problems *problems) {
    delphi_deviation *own = base_arena_array(model_arena(r->study), r->count, sizeof *own);
    if (!own)
        return base_no_memory(problems);
    if (r->count)
        memcpy(own, r->items, r->count * sizeof *own);
    *out = own;
    *count = r->count;
    return DELPHI_OK;
}

delphi_status delphi_read_deviations(delphi_study *study, const char *file, const char *bytes, size_t size,
                                     const delphi_deviation **out, size_t *count, delphi_problems *problems) {
    reading r = {.study = study};
    ingest_table table = {.file = file,
                          .problems = problems,
                          .columns = columns,
                          .column_count = COLUMN_COUNT,
                          .take = take_deviation,
                          .context = &r};
    delphi_status status = ingest_table_read(&table, bytes, size);
    if (status == DELPHI_OK)
        status = give(&r, out, count, problems);
    free(r.items);
    return status;
}
