/* SPDX-License-Identifier: GPL-3.0-or-later */
/* blocks.csv of a scan: where a question belongs to another block in a version of the questionnaire than its topic. */
#include <delphi/ingest.h>

#include <stdlib.h>
#include <string.h>

#include "base/hash.h"
#include "base/problems.h"
#include "ingest/table.h"
#include "ingest/words.h"
#include "model/private.h"

enum { VERSION, INDICATOR, BLOCK, BLOCK_EN, COLUMN_COUNT };

static const ingest_column columns[COLUMN_COUNT] = {[VERSION] = {"version", true},
                                                    [INDICATOR] = {"indicator", true},
                                                    [BLOCK] = {"block", true},
                                                    [BLOCK_EN] = {"block_en", false}};

typedef struct {
    delphi_study *study;
    base_arena *arena;
    delphi_placing *items;
    size_t count, capacity;
} reading;

static delphi_placing *make_room(reading *r) {
    if (r->count == r->capacity) {
        size_t capacity = r->capacity ? r->capacity * 2 : 32;
        delphi_placing *items = realloc(r->items, capacity * sizeof *items);
        if (!items)
            return NULL;
        r->items = items;
        r->capacity = capacity;
    }
    return &r->items[r->count];
}

static void read_version(ingest_table *table, const ingest_row *row, delphi_placing *out) {
    const reading *r = table->context;
    const delphi_protocol *protocol = &r->study->protocol;
    ingest_field field = ingest_table_field(table, row, VERSION);
    for (size_t i = 0; i < protocol->round_count && !out->version; i++)
        if (strlen(protocol->rounds[i].version) == field.size &&
            memcmp(protocol->rounds[i].version, field.text, field.size) == 0)
            out->version = protocol->rounds[i].version;
    if (!out->version)
        ingest_table_refuse(table, row->line, VERSION, "no round of study.json has the version %s",
                            ingest_quote(field.text, field.size).text);
}

static void read_indicator(ingest_table *table, const ingest_row *row, delphi_placing *out) {
    const reading *r = table->context;
    ingest_field field = ingest_table_field(table, row, INDICATOR);
    out->indicator = model_find_indicator(r->study, field.text, field.size);
    if (out->indicator == DELPHI_NONE)
        ingest_table_refuse(table, row->line, INDICATOR, "there is no question %s",
                            ingest_quote(field.text, field.size).text);
    for (size_t i = 0; i < r->count; i++)
        if (out->indicator != DELPHI_NONE && r->items[i].indicator == out->indicator && out->version &&
            r->items[i].version == out->version)
            ingest_table_refuse(table, row->line, INDICATOR, "\"%s\" stands twice in version %s",
                                r->study->indicators[out->indicator].id, out->version);
}

static const char *copy(ingest_table *table, const ingest_row *row, size_t column) {
    const reading *r = table->context;
    ingest_field field = ingest_table_field(table, row, column);
    const char *text = field.size ? base_arena_text(r->arena, field.text, field.size) : NULL;
    if (field.size && !text)
        ingest_table_no_memory(table);
    return text;
}

static bool take_placing(ingest_table *table, const ingest_row *row) {
    reading *r = table->context;
    delphi_placing *out = make_room(r);
    if (!out)
        return ingest_table_no_memory(table);
    *out = (delphi_placing){0};
    read_version(table, row, out);
    read_indicator(table, row, out);
    const char *own = copy(table, row, BLOCK), *english = copy(table, row, BLOCK_EN);
    bool only_english = !english && r->study->protocol.language == DELPHI_EN;
    out->block = only_english ? (delphi_text){{NULL, own}} : (delphi_text){{own, english}};
    r->count++;
    return table->status != DELPHI_ERR_MEMORY;
}

delphi_status delphi_read_blocks(delphi_study *study, const char *file, const char *bytes, size_t size,
                                 delphi_problems *problems) {
    if (!study->protocol.scan.on)
        return base_problem(problems, DELPHI_ERR_INPUT, (base_place){.file = file},
                            "only a scan has blocks: study.json says so with \"scan\": {}");
    reading r = {.study = study, .arena = model_arena(study)};
    ingest_table table = {.file = file,
                          .problems = problems,
                          .columns = columns,
                          .column_count = COLUMN_COUNT,
                          .take = take_placing,
                          .context = &r};
    delphi_status status = ingest_table_read(&table, bytes, size);
    delphi_placing *placings = status ? NULL : base_arena_array(r.arena, r.count, sizeof *placings);
    if (status == DELPHI_OK && !placings)
        status = base_no_memory(problems);
    if (status == DELPHI_OK && r.count)
        memcpy(placings, r.items, r.count * sizeof *placings);
    if (status == DELPHI_OK) {
        study->placings = placings;
        study->placing_count = r.count;
        base_sha256(bytes, size, study->blocks_sha256);
    }
    free(r.items);
    return status;
}
