/* SPDX-License-Identifier: GPL-3.0-or-later */
/* panel.csv: who rates, by pseudonym. A refused pseudonym is not repeated in the message: it may be a name. */
#include <delphi/ingest.h>

#include <stdlib.h>
#include <string.h>

#include "base/index.h"
#include "base/number.h"
#include "base/problems.h"
#include "base/text.h"
#include "ingest/table.h"
#include "ingest/words.h"
#include "model/private.h"

#define GROUPS_MAX 200

enum { EXPERT, GROUP, LANGUAGE, WEIGHT, SINCE, COLUMN_COUNT };

typedef struct {
    delphi_study *study;
    delphi_expert *experts;
    long *lines;
    size_t count, capacity;
    base_index *ids;
} reading;

static bool make_room(reading *r) {
    if (r->count < r->capacity)
        return true;
    size_t capacity = r->capacity ? r->capacity * 2 : 64;
    delphi_expert *experts = realloc(r->experts, capacity * sizeof *experts);
    if (experts)
        r->experts = experts;
    long *lines = realloc(r->lines, capacity * sizeof *lines);
    if (lines)
        r->lines = lines;
    if (!experts || !lines)
        return false;
    r->capacity = capacity;
    return true;
}

static void check_pseudonym(ingest_table *table, const ingest_row *row, const char *id) {
    reading *r = table->context;
    size_t size = strlen(id), place = base_index_find(r->ids, id, size);
    const char *private = ingest_looks_private(id, size);
    if (private)
        ingest_table_refuse(table, row->line, EXPERT,
                            "this looks like %s; for their privacy experts go by a pseudonym, such as P01", private);
    else if (!base_is_id(id, size))
        ingest_table_refuse(table, row->line, EXPERT,
                            "this is not a pseudonym: allowed are 1 to 64 letters, digits, _, - and ., such as P01");
    else if (place != DELPHI_NONE)
        ingest_table_refuse(table, row->line, EXPERT, "the expert \"%s\" stands twice: on line %ld and on line %ld", id,
                            r->lines[place], row->line);
    else if (!base_index_add(r->ids, id, size, r->count))
        ingest_table_no_memory(table);
}

static void refuse_group(ingest_table *table, const ingest_row *row, const ingest_field *field) {
    const reading *r = table->context;
    const delphi_protocol *protocol = &r->study->protocol;
    const char *names[GROUPS_MAX];
    size_t count = protocol->group_count < GROUPS_MAX ? protocol->group_count : GROUPS_MAX;
    for (size_t i = 0; i < count; i++)
        names[i] = protocol->groups[i].id;
    if (!count)
        ingest_table_refuse(table, row->line, GROUP, "found %s, but study.json has no groups",
                            ingest_quote(field->text, field->size).text);
    else if (!field->size)
        ingest_table_refuse(table, row->line, GROUP, "every expert of this study belongs to a group%s",
                            ingest_choices("", 0, names, count).text);
    else
        ingest_table_refuse(table, row->line, GROUP, "there is no group %s%s",
                            ingest_quote(field->text, field->size).text,
                            ingest_choices(field->text, field->size, names, count).text);
}

static size_t read_group(ingest_table *table, const ingest_row *row) {
    const reading *r = table->context;
    const delphi_protocol *protocol = &r->study->protocol;
    ingest_field field = ingest_table_field(table, row, GROUP);
    if (!protocol->group_count && !field.size)
        return DELPHI_NONE;
    for (size_t i = 0; i < protocol->group_count; i++)
        if (strlen(protocol->groups[i].id) == field.size && memcmp(protocol->groups[i].id, field.text, field.size) == 0)
            return i;
    refuse_group(table, row, &field);
    return DELPHI_NONE;
}

static delphi_language read_language(ingest_table *table, const ingest_row *row) {
    const reading *r = table->context;
    ingest_field field = ingest_table_field(table, row, LANGUAGE);
    if (!field.size)
        return r->study->protocol.language;
    for (int l = 0; l < DELPHI_LANGUAGE_COUNT; l++)
        if (field.size == 2 && memcmp(field.text, delphi_language_code((delphi_language)l), 2) == 0)
            return (delphi_language)l;
    ingest_table_refuse(table, row->line, LANGUAGE, "found %s; allowed: nl, en",
                        ingest_quote(field.text, field.size).text);
    return DELPHI_NL;
}

static delphi_rational read_weight(ingest_table *table, const ingest_row *row) {
    ingest_field field = ingest_table_field(table, row, WEIGHT);
    delphi_rational weight = {1, 1};
    if (!field.size)
        return weight;
    bool read = base_read_decimal(field.text, field.size, '.', &weight) ||
                base_read_decimal(field.text, field.size, ',', &weight);
    if (!read || weight.num <= 0)
        ingest_table_refuse(table, row->line, WEIGHT, "found %s; a weight is a number above 0, such as 1 or 0.5",
                            ingest_quote(field.text, field.size).text);
    return weight;
}

static bool take_expert(ingest_table *table, const ingest_row *row) {
    reading *r = table->context;
    ingest_field field = ingest_table_field(table, row, EXPERT);
    const char *id = base_arena_text(model_arena(r->study), field.text, field.size);
    if (!id || !make_room(r))
        return ingest_table_no_memory(table);
    check_pseudonym(table, row, id);
    delphi_expert *expert = &r->experts[r->count];
    expert->id = id;
    expert->group = read_group(table, row);
    expert->language = read_language(table, row);
    expert->weight = read_weight(table, row);
    expert->since = ingest_table_round(table, row, SINCE, r->study->protocol.round_count);
    r->lines[r->count++] = row->line;
    return table->status != DELPHI_ERR_MEMORY;
}

static delphi_status give(delphi_study *study, const reading *r, delphi_problems *problems) {
    delphi_expert *experts = base_arena_array(model_arena(study), r->count, sizeof *experts);
    if (!experts)
        return base_no_memory(problems);
    if (r->count)
        memcpy(experts, r->experts, r->count * sizeof *experts);
    study->experts = experts;
    study->expert_count = r->count;
    return model_index_experts(study) ? DELPHI_OK : base_no_memory(problems);
}

delphi_status delphi_read_panel(delphi_study *study, const char *file, const char *bytes, size_t size,
                                delphi_problems *problems) {
    const ingest_column columns[COLUMN_COUNT] = {
        [EXPERT] = {"expert", true},      [GROUP] = {"group", study->protocol.group_count > 0},
        [LANGUAGE] = {"language", false}, [WEIGHT] = {"weight", false},
        [SINCE] = {"since", false},
    };
    reading r = {.study = study, .ids = base_index_new(64)};
    ingest_table table = {.file = file,
                          .problems = problems,
                          .columns = columns,
                          .column_count = COLUMN_COUNT,
                          .take = take_expert,
                          .context = &r};
    delphi_status status = r.ids ? ingest_table_read(&table, bytes, size) : base_no_memory(problems);
    if (status == DELPHI_OK)
        status = give(study, &r, problems);
    base_index_free(r.ids);
    free(r.experts);
    free(r.lines);
    return status;
}
