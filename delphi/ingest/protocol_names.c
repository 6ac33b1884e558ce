/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The criteria and the groups of study.json: lists of an id and a title. */
#include "ingest/protocol.h"

#include <string.h>

#include "base/text.h"
#include "ingest/words.h"

#define CRITERIA_MAX 100
#define GROUPS_MAX   200

static const char *const rule_words[] = {"and",   "or",    "not",   "every", "any",       "group",
                                         "round", "share", "count", "n",     "criterion", "cannot_judge"};

bool ingest_protocol_name(ingest_json *json, const char *name) {
    size_t size = strlen(name);
    if (!base_is_name(name, size)) {
        ingest_json_refuse(
            json,
            "%s cannot be used in a rule; allowed are at most 64 of A-Z, a-z, 0-9, _ and -, and a letter or "
            "_ to begin with",
            ingest_quote(name, size).text);
        return false;
    }
    for (size_t i = 0; i < sizeof rule_words / sizeof *rule_words; i++)
        if (strcmp(name, rule_words[i]) == 0) {
            ingest_json_refuse(json, "\"%s\" is a word of the rule language; choose another", name);
            return false;
        }
    return true;
}

static void read_criterion_id(ingest_json *json, const cJSON *value, void *out) {
    const char *id = ingest_json_string(json, value);
    if (id && ingest_protocol_name(json, id))
        ((delphi_named *)out)->id = id;
}

static void read_group_id(ingest_json *json, const cJSON *value, void *out) {
    const char *id = ingest_json_string(json, value);
    if (id && base_is_id(id, strlen(id)))
        ((delphi_named *)out)->id = id;
    else if (id)
        ingest_json_expected(json, "an id of 1 to 64 letters, digits, _, - and .", value);
}

static void read_named_title(ingest_json *json, const cJSON *value, void *out) {
    ingest_json_text(json, value, &((delphi_named *)out)->title);
}

static const ingest_json_field criterion_fields[] = {{"id", true, read_criterion_id},
                                                     {"title", false, read_named_title}};
static const ingest_json_field group_fields[] = {{"id", true, read_group_id}, {"title", false, read_named_title}};

static void refuse_second(ingest_json *json, const delphi_named *items, size_t index) {
    for (size_t i = 0; i < index; i++)
        if (items[i].id && strcmp(items[i].id, items[index].id) == 0) {
            size_t mark = ingest_json_enter(json, "id");
            ingest_json_refuse(json, "the id \"%s\" is taken: number %zu of this list has it too", items[i].id, i + 1);
            ingest_json_leave(json, mark);
            return;
        }
}

static void read_one(ingest_json *json, const cJSON *value, const ingest_json_field *fields, delphi_named *items,
                     size_t index) {
    delphi_named *item = &items[index];
    if (!ingest_json_object(json, value, fields, 2, item) || !item->id)
        return;
    refuse_second(json, items, index);
    if (!item->title.in[DELPHI_NL] && !item->title.in[DELPHI_EN])
        item->title.in[json->language] = item->id;
}

static const delphi_named *read_list(ingest_json *json, const cJSON *value, const ingest_json_field *fields,
                                     size_t count) {
    delphi_named *items = base_arena_array(json->arena, count, sizeof *items);
    if (!items) {
        ingest_json_no_memory(json);
        return NULL;
    }
    const cJSON *element;
    size_t index = 0;
    cJSON_ArrayForEach(element, value) {
        size_t mark = ingest_json_enter_index(json, index);
        read_one(json, element, fields, items, index++);
        ingest_json_leave(json, mark);
    }
    return items;
}

void ingest_protocol_criteria(ingest_json *json, const cJSON *value, void *out) {
    delphi_protocol *protocol = &((ingest_draft *)out)->protocol;
    if (ingest_json_array(json, value, 1, CRITERIA_MAX, "criteria", &protocol->criterion_count))
        protocol->criteria = read_list(json, value, criterion_fields, protocol->criterion_count);
}

void ingest_protocol_groups(ingest_json *json, const cJSON *value, void *out) {
    delphi_protocol *protocol = &((ingest_draft *)out)->protocol;
    if (ingest_json_array(json, value, 0, GROUPS_MAX, "groups", &protocol->group_count))
        protocol->groups = read_list(json, value, group_fields, protocol->group_count);
}

void ingest_protocol_default_criteria(ingest_draft *draft) {
    static const delphi_named rating = {"rating", {{[DELPHI_NL] = "Beoordeling", [DELPHI_EN] = "Rating"}}};
    draft->protocol.criteria = &rating;
    draft->protocol.criterion_count = 1;
}
