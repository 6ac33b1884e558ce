/* SPDX-License-Identifier: GPL-3.0-or-later */
/* overrides.csv: decisions of the steering group, with the reason of each. */
#include <delphi/ingest.h>

#include <stdlib.h>
#include <string.h>

#include "base/buffer.h"
#include "base/problems.h"
#include "base/text.h"
#include "ingest/table.h"
#include "ingest/words.h"
#include "model/private.h"

enum { ROUND, INDICATOR, DECISION, WHY, COLUMN_COUNT };

static const ingest_column columns[COLUMN_COUNT] = {[ROUND] = {"round", true},
                                                    [INDICATOR] = {"indicator", true},
                                                    [DECISION] = {"decision", true},
                                                    [WHY] = {"why", true}};

typedef struct {
    delphi_study *study;
    delphi_override *items;
    size_t count, capacity;
} reading;

static delphi_override *make_room(reading *r) {
    if (r->count == r->capacity) {
        size_t capacity = r->capacity ? r->capacity * 2 : 16;
        delphi_override *items = realloc(r->items, capacity * sizeof *items);
        if (!items)
            return NULL;
        r->items = items;
        r->capacity = capacity;
    }
    return &r->items[r->count];
}

static void read_indicator(ingest_table *table, const ingest_row *row, delphi_override *out) {
    const reading *r = table->context;
    ingest_field field = ingest_table_field(table, row, INDICATOR);
    out->indicator = model_find_indicator(r->study, field.text, field.size);
    if (out->indicator == DELPHI_NONE)
        ingest_table_refuse(table, row->line, INDICATOR, "there is no indicator %s",
                            ingest_quote(field.text, field.size).text);
    for (size_t i = 0; i < r->count; i++)
        if (out->indicator != DELPHI_NONE && r->items[i].round == out->round && r->items[i].indicator == out->indicator)
            ingest_table_refuse(table, row->line, INDICATOR, "%s has two decisions in round %d",
                                r->study->indicators[out->indicator].id, out->round);
}

/* What people cannot decide is that nothing is decided. */
static void read_decision(ingest_table *table, const ingest_row *row, delphi_override *out) {
    ingest_field field = ingest_table_field(table, row, DECISION);
    for (int d = DELPHI_KEEP; d <= DELPHI_NO_CONSENSUS; d++) {
        const char *name = delphi_decision_name((delphi_decision)d);
        if (strlen(name) == field.size && memcmp(name, field.text, field.size) == 0) {
            out->decision = (delphi_decision)d;
            return;
        }
    }
    ingest_table_refuse(table, row->line, DECISION, "found %s; allowed are keep, drop, rerate and no_consensus",
                        ingest_quote(field.text, field.size).text);
}

static void read_why(ingest_table *table, const ingest_row *row, delphi_override *out) {
    const reading *r = table->context;
    ingest_field field = ingest_table_field(table, row, WHY);
    out->why = base_arena_text(model_arena(r->study), field.text, field.size);
    base_trim(&field.text, &field.size);
    if (!out->why)
        ingest_table_no_memory(table);
    else if (!field.size)
        ingest_table_refuse(table, row->line, WHY, "a decision of the steering group needs a reason");
}

static bool take_override(ingest_table *table, const ingest_row *row) {
    reading *r = table->context;
    delphi_override *out = make_room(r);
    if (!out)
        return ingest_table_no_memory(table);
    *out = (delphi_override){.round = ingest_table_round(table, row, ROUND, r->study->protocol.round_count)};
    read_indicator(table, row, out);
    read_decision(table, row, out);
    read_why(table, row, out);
    r->count++;
    return table->status != DELPHI_ERR_MEMORY;
}

static delphi_status give(reading *r, delphi_problems *problems) {
    delphi_override *overrides = base_arena_array(model_arena(r->study), r->count, sizeof *overrides);
    if (!overrides)
        return base_no_memory(problems);
    if (r->count)
        memcpy(overrides, r->items, r->count * sizeof *overrides);
    r->study->overrides = overrides;
    r->study->override_count = r->count;
    return DELPHI_OK;
}

delphi_status delphi_read_overrides(delphi_study *study, const char *file, const char *bytes, size_t size,
                                    delphi_problems *problems) {
    reading r = {.study = study};
    ingest_table table = {.file = file,
                          .problems = problems,
                          .columns = columns,
                          .column_count = COLUMN_COUNT,
                          .take = take_override,
                          .context = &r};
    delphi_status status = ingest_table_read(&table, bytes, size);
    if (status == DELPHI_OK)
        status = give(&r, problems);
    free(r.items);
    return status;
}

static int by_place(const void *left, const void *right) {
    const delphi_override *a = left, *b = right;
    if (a->round != b->round)
        return a->round < b->round ? -1 : 1;
    return (a->indicator > b->indicator) - (a->indicator < b->indicator);
}

delphi_status delphi_write_overrides(const delphi_study *study, delphi_override *overrides, size_t count,
                                     delphi_buffer *out) {
    if (count > 1)
        qsort(overrides, count, sizeof *overrides, by_place);
    base_buffer_text(out, "round,indicator,decision,why\n");
    for (size_t i = 0; i < count; i++) {
        const delphi_override *o = &overrides[i];
        base_buffer_format(out, "%d,%s,%s,", o->round, study->indicators[o->indicator].id,
                           delphi_decision_name(o->decision));
        ingest_csv_write(out, o->why, strlen(o->why), ',');
        base_buffer_char(out, '\n');
    }
    return out->failed ? DELPHI_ERR_MEMORY : DELPHI_OK;
}
