/* SPDX-License-Identifier: GPL-3.0-or-later */
/* round-N/proposals.csv: the new indicators that experts proposed on their sheets. */
#include <delphi/ingest.h>

#include <stdlib.h>
#include <string.h>

#include "base/buffer.h"
#include "base/number.h"
#include "base/problems.h"
#include "ingest/table.h"
#include "ingest/words.h"
#include "model/private.h"

enum { EXPERT, NUMBER, TEXT, SOURCE, COLUMN_COUNT };

typedef struct {
    const delphi_study *study;
    base_arena *arena;
    delphi_proposal *items;
    size_t count, capacity;
} reading;

void delphi_proposals_free(delphi_proposals *proposals) {
    if (!proposals)
        return;
    base_arena_free(proposals->owned);
    free(proposals);
}

static bool make_room(reading *r) {
    if (r->count < r->capacity)
        return true;
    size_t capacity = r->capacity ? r->capacity * 2 : 16;
    delphi_proposal *items = realloc(r->items, capacity * sizeof *items);
    if (!items)
        return false;
    r->items = items;
    r->capacity = capacity;
    return true;
}

/* Order is what makes the file canonical; it also shows a proposal that stands twice. */
static void check_order(ingest_table *table, const ingest_row *row, const delphi_proposal *p) {
    const reading *r = table->context;
    const delphi_proposal *last = r->count ? &r->items[r->count - 1] : NULL;
    if (last && (p->expert < last->expert || (p->expert == last->expert && p->number <= last->number)))
        ingest_table_refuse(table, row->line, EXPERT,
                            "this row stands out of order: proposals are in the order of panel.csv and then of their "
                            "numbers, each once");
}

static delphi_proposal read_row(ingest_table *table, const ingest_row *row) {
    const reading *r = table->context;
    ingest_field expert = ingest_table_field(table, row, EXPERT), number = ingest_table_field(table, row, NUMBER);
    ingest_field text = ingest_table_field(table, row, TEXT), source = ingest_table_field(table, row, SOURCE);
    int64_t value = 0;
    delphi_proposal p = {.expert = model_find_expert(r->study, expert.text, expert.size),
                         .text = base_arena_text(r->arena, text.text, text.size),
                         .source = base_arena_text(r->arena, source.text, source.size)};
    if (p.expert == DELPHI_NONE)
        ingest_table_refuse(table, row->line, EXPERT, "unknown expert %s; panel.csv has no such expert",
                            ingest_quote(expert.text, expert.size).text);
    if (!base_read_integer(number.text, number.size, 1, DELPHI_PROPOSALS_MAX, &value))
        ingest_table_refuse(table, row->line, NUMBER, "found %s; allowed is a whole number from 1 to %d",
                            ingest_quote(number.text, number.size).text, DELPHI_PROPOSALS_MAX);
    if (!text.size)
        ingest_table_refuse(table, row->line, TEXT, "a proposal has a text, and this one has none");
    p.number = (int)value;
    return p;
}

static bool take_row(ingest_table *table, const ingest_row *row) {
    reading *r = table->context;
    delphi_proposal p = read_row(table, row);
    if (!p.text || !p.source || !make_room(r))
        return ingest_table_no_memory(table);
    check_order(table, row, &p);
    r->items[r->count++] = p;
    return table->status != DELPHI_ERR_MEMORY;
}

/* The rows go to the arena that the proposals own. */
static delphi_status give(const reading *r, delphi_proposals **out, delphi_problems *problems) {
    delphi_proposals *proposals = calloc(1, sizeof *proposals);
    delphi_proposal *items = base_arena_array(r->arena, r->count, sizeof *items);
    if (!proposals || !items) {
        free(proposals);
        return base_no_memory(problems);
    }
    if (r->count)
        memcpy(items, r->items, r->count * sizeof *items);
    *proposals = (delphi_proposals){items, r->count, r->arena};
    *out = proposals;
    return DELPHI_OK;
}

delphi_status delphi_read_proposals(const delphi_study *study, const char *file, const char *bytes, size_t size,
                                    delphi_proposals **out, delphi_problems *problems) {
    static const ingest_column columns[COLUMN_COUNT] = {
        [EXPERT] = {"expert", true}, [NUMBER] = {"number", true}, [TEXT] = {"text", true}, [SOURCE] = {"source", true}};
    reading r = {.study = study, .arena = base_arena_new()};
    ingest_table table = {.file = file,
                          .problems = problems,
                          .columns = columns,
                          .column_count = COLUMN_COUNT,
                          .take = take_row,
                          .context = &r};
    delphi_status status = r.arena ? ingest_table_read(&table, bytes, size) : base_no_memory(problems);
    if (!status)
        status = give(&r, out, problems);
    if (status)
        base_arena_free(r.arena);
    free(r.items);
    return status;
}

delphi_status delphi_write_proposals(const delphi_study *study, const delphi_proposals *proposals, delphi_buffer *out) {
    base_buffer_text(out, "expert,number,text,source\n");
    for (size_t i = 0; i < proposals->count; i++) {
        const delphi_proposal *p = &proposals->items[i];
        base_buffer_format(out, "%s,%d,", study->experts[p->expert].id, p->number);
        ingest_csv_write(out, p->text, strlen(p->text), ',');
        base_buffer_char(out, ',');
        ingest_csv_write(out, p->source, strlen(p->source), ',');
        base_buffer_char(out, '\n');
    }
    return out->failed ? DELPHI_ERR_MEMORY : DELPHI_OK;
}
