/* SPDX-License-Identifier: GPL-3.0-or-later */
/* "selection" of results.json: the choice as the protocol has it, a tie at its cut with the scores, and the ranking. */
#include "export/json_node.h"

static cJSON *keys_of(json_writer *w, const delphi_selection *s) {
    cJSON *array = cJSON_CreateArray();
    for (size_t k = 0; array && k < s->select->by_count; k++)
        json_push(w, array, json_text(s->by[k]));
    return array;
}

static cJSON *values_of(json_writer *w, const delphi_selection *s, const delphi_rank *rank, const char *id) {
    cJSON *array = cJSON_CreateArray();
    for (size_t k = 0; array && k < s->select->by_count; k++) {
        const delphi_value *value = &rank->values[k];
        bool is_id = value->kind == DELPHI_VALUE_UNDEFINED && value->reason == DELPHI_REASON_NONE;
        json_push(w, array, is_id ? json_text(id) : json_value(value));
    }
    return array;
}

static const char *id_of(json_writer *w, size_t outcome) {
    return w->result->study->indicators[w->result->outcomes[outcome].indicator].id;
}

static cJSON *selected_of(const delphi_rank *rank) {
    return rank->selected == DELPHI_UNKNOWN ? cJSON_CreateNull() : cJSON_CreateBool(rank->selected == DELPHI_TRUE);
}

static cJSON *place_of(json_writer *w, const delphi_selection *s, size_t outcome) {
    const delphi_rank *rank = w->result->outcomes[outcome].rank;
    cJSON *object = cJSON_CreateObject();
    if (!object)
        return NULL;
    json_put(w, object, "id", json_text(id_of(w, outcome)));
    json_put(w, object, "rank", json_integer(rank->rank));
    json_put(w, object, "selected", selected_of(rank));
    json_put(w, object, "values", values_of(w, s, rank, id_of(w, outcome)));
    return object;
}

static cJSON *ranking_of(json_writer *w, const delphi_selection *s) {
    cJSON *array = cJSON_CreateArray();
    for (size_t i = 0; array && i < s->ranked; i++)
        json_push(w, array, place_of(w, s, s->order[i]));
    return array;
}

static cJSON *unranked_of(json_writer *w) {
    cJSON *array = cJSON_CreateArray();
    for (size_t i = 0; array && i < w->result->outcome_count; i++) {
        const delphi_rank *rank = w->result->outcomes[i].rank;
        if (rank->candidate && !rank->rank)
            json_push(w, array, json_text(id_of(w, i)));
    }
    return array;
}

/* null where the cut goes through no equals. */
static cJSON *tie_of(json_writer *w, const delphi_selection *s) {
    cJSON *object = s->tied ? cJSON_CreateObject() : cJSON_CreateNull(), *ids = NULL;
    if (!object || !s->tied)
        return object;
    size_t first = s->tied_rank - 1;
    json_put(w, object, "rank", json_integer(s->tied_rank));
    json_put(w, object, "places", json_integer(s->select->best - (int64_t)first));
    json_put(w, object, "ids", ids = cJSON_CreateArray());
    for (size_t i = first; !w->failed && i < first + s->tied; i++)
        json_push(w, ids, json_text(id_of(w, s->order[i])));
    json_put(w, object, "values",
             values_of(w, s, w->result->outcomes[s->order[first]].rank, id_of(w, s->order[first])));
    return object;
}

cJSON *json_selection(json_writer *w) {
    const delphi_selection *s = w->result->selection;
    cJSON *object = cJSON_CreateObject();
    if (!object)
        return NULL;
    json_put(w, object, "best", json_integer(s->select->best));
    json_put(w, object, "among", json_text(delphi_among_name(s->select->among)));
    json_put(w, object, "by", keys_of(w, s));
    json_put(w, object, "ties", json_text(delphi_ties_name(s->select->ties)));
    json_put(w, object, "candidates", json_integer(s->candidates));
    json_put(w, object, "selected", json_integer(s->selected));
    json_put(w, object, "tie_at_cut", tie_of(w, s));
    json_put(w, object, "ranking", ranking_of(w, s));
    json_put(w, object, "unranked", unranked_of(w));
    return object;
}
