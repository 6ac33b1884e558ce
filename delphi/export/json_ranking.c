/* SPDX-License-Identifier: GPL-3.0-or-later */
/* "ranking" of results.json: the order by Borda points, and what would become of it without each expert. */
#include "export/json_node.h"

static cJSON *place_of(json_writer *w, const delphi_ranked *ranked) {
    const delphi_outcome *outcome = &w->result->outcomes[ranked->outcome];
    cJSON *object = cJSON_CreateObject();
    if (!object)
        return NULL;
    json_put(w, object, "id", json_text(w->result->study->indicators[outcome->indicator].id));
    json_put(w, object, "place", json_integer(ranked->place));
    json_put(w, object, "tied", json_integer(ranked->tied));
    json_put(w, object, "place_best", json_integer(ranked->best));
    json_put(w, object, "place_worst", json_integer(ranked->worst));
    return object;
}

cJSON *json_ranking(json_writer *w) {
    const delphi_ranking *ranking = w->result->ranking;
    bool pick = w->result->study->protocol.rounds[w->result->round - 1].ranking.pick;
    cJSON *object = cJSON_CreateObject(), *order = cJSON_CreateArray();
    if (!object || !order) {
        cJSON_Delete(object);
        cJSON_Delete(order);
        return NULL;
    }
    json_put(w, object, "method", json_text(pick ? "pick" : "order"));
    json_put(w, object, "places", json_integer(ranking->places));
    json_put(w, object, "experts", json_integer(ranking->experts));
    json_put(w, object, "top", json_integer(ranking->top));
    json_put(w, object, "loo_order_changes", json_integer(ranking->order_changes));
    json_put(w, object, "loo_top_changes", json_integer(ranking->top_changes));
    json_put(w, object, "order", order);
    for (size_t i = 0; i < ranking->count; i++)
        json_push(w, order, place_of(w, &ranking->order[i]));
    return object;
}
