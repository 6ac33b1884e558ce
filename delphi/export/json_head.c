/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The head of results.json: what was computed from what, by which rules, and who took part. */
#include "base/buffer.h"
#include "export/json_terms.h"
#include "export/longlist_data.h"

#include <stdio.h>

static cJSON *rules_of(json_writer *w) {
    return json_rules(w, w->result->keep_rule, w->result->drop_rule);
}

static cJSON *input_of(json_writer *w, const char *file, const char *sha256) {
    cJSON *object = cJSON_CreateObject();
    if (object) {
        json_put(w, object, "file", cJSON_CreateString(file));
        json_put(w, object, "sha256", cJSON_CreateString(sha256));
    }
    return object;
}

static cJSON *inputs_of(json_writer *w) {
    const delphi_study *study = w->result->study;
    char file[64];
    snprintf(file, sizeof file, "round-%d/%s", w->result->round, delphi_kind_file(w->result->kind));
    cJSON *array = cJSON_CreateArray();
    if (!array)
        return NULL;
    json_push(w, array, input_of(w, file, study->ratings[w->result->round - 1]->sha256));
    if (study->longlist)
        json_push(w, array, input_of(w, "longlist.csv", study->longlist->sha256));
    if (*study->options_sha256)
        json_push(w, array, input_of(w, "options.csv", study->options_sha256));
    if (*study->blocks_sha256)
        json_push(w, array, input_of(w, "blocks.csv", study->blocks_sha256));
    return array;
}

static cJSON *retention_of(json_writer *w, const delphi_response *response) {
    bool compared = delphi_round_before(&w->result->study->protocol, w->result->round) > 0;
    cJSON *object = compared ? cJSON_CreateObject() : cJSON_CreateNull();
    if (object && compared) {
        json_put(w, object, "both", json_integer(response->stayed));
        json_put(w, object, "left", json_integer(response->left));
        json_put(w, object, "new", json_integer(response->joined));
    }
    return object;
}

static cJSON *response_of(json_writer *w, const char *id, const delphi_response *response) {
    cJSON *object = cJSON_CreateObject();
    if (!object)
        return NULL;
    if (id)
        json_put(w, object, "id", json_text(id));
    json_put(w, object, "invited", json_integer(response->invited));
    json_put(w, object, "responded", json_integer(response->responded));
    json_put(w, object, "complete", json_integer(response->complete));
    json_put(w, object, "partial", json_integer(response->responded - response->complete));
    json_put(w, object, "retention", retention_of(w, response));
    return object;
}

static cJSON *panel_of(json_writer *w) {
    const delphi_protocol *p = &w->result->study->protocol;
    cJSON *object = response_of(w, NULL, &w->result->response), *groups = cJSON_CreateArray();
    if (!object || !groups) {
        cJSON_Delete(object);
        cJSON_Delete(groups);
        return NULL;
    }
    json_put(w, object, "groups", groups);
    for (size_t g = 0; g < p->group_count; g++)
        json_push(w, groups, response_of(w, p->groups[g].id, &w->result->groups[g]));
    return object;
}

static cJSON *decisions_of(json_writer *w) {
    return json_decisions(w, w->result->decided);
}

static cJSON *longlist_of(json_writer *w) {
    return json_longlist(w, w->result->study->longlist);
}

static bool decides(const json_writer *w) {
    return w->result->scan == NULL;
}

static bool has_longlist(const json_writer *w) {
    return w->result->study->longlist != NULL;
}

static cJSON *flow_of(json_writer *w) {
    size_t count;
    const delphi_flow_column *columns = delphi_flow_columns(&count);
    const delphi_flow *flow = &w->result->flow[w->result->round - 1];
    cJSON *object = cJSON_CreateObject();
    for (size_t i = 0; object && i < count; i++)
        if (delphi_flow_column_wanted(&w->result->study->protocol, &columns[i]))
            json_put(w, object, columns[i].name, json_integer(delphi_flow_count(flow, &columns[i])));
    return object;
}

static cJSON *quantile_type_of(json_writer *w) {
    return json_quantile_type(w->result->study->protocol.quantile_type);
}

static cJSON *denominator_of(json_writer *w) {
    return json_denominator(w->result->study->protocol.denominator);
}

static cJSON *format_of(json_writer *w) {
    (void)w;
    return json_text("delphi-results/1");
}

static cJSON *engine_of(json_writer *w) {
    (void)w;
    return cJSON_CreateString(delphi_version());
}

static cJSON *study_of(json_writer *w) {
    return json_text(w->result->study->protocol.id);
}

static cJSON *round_of(json_writer *w) {
    return json_integer(w->result->round);
}

static cJSON *protocol_of(json_writer *w) {
    return json_text(w->result->study->protocol.sha256);
}

static cJSON *seed_of(json_writer *w) {
    return json_integer((int64_t)w->result->study->protocol.seed);
}

static cJSON *replicates_of(json_writer *w) {
    return json_integer(w->result->study->protocol.replicates);
}

static cJSON *level_of(json_writer *w) {
    return json_text(delphi_level_name(w->result->level));
}

static cJSON *kind_of(json_writer *w) {
    return json_text(delphi_kind_name(w->result->kind));
}

static bool is_no_rating(const json_writer *w) {
    return w->result->kind != DELPHI_KIND_RATING;
}

static bool is_meeting(const json_writer *w) {
    return w->result->kind == DELPHI_KIND_MEETING;
}

static bool is_ranking(const json_writer *w) {
    return w->result->ranking != NULL;
}

static bool is_answered(const json_writer *w) {
    return !is_meeting(w);
}

static bool has_rules(const json_writer *w) {
    return is_answered(w) && decides(w);
}

static cJSON *topic_of(json_writer *w, const delphi_topic *topic) {
    cJSON *object = cJSON_CreateObject();
    if (!object)
        return NULL;
    json_put(w, object, "id", json_text(w->result->study->indicators[topic->item].id));
    json_put(w, object, "candidates", json_integer(topic->candidates));
    json_put(w, object, "kept", json_integer(topic->kept));
    json_put(w, object, "open", json_integer(topic->open));
    json_put(w, object, "without_indicator", cJSON_CreateBool(topic->without_indicator));
    return object;
}

static cJSON *topics_of(json_writer *w) {
    cJSON *array = cJSON_CreateArray();
    for (size_t i = 0; array && i < w->result->topic_count; i++)
        json_push(w, array, topic_of(w, &w->result->topics[i]));
    return array;
}

static bool rates_topics(const json_writer *w) {
    return delphi_protocol_rates_topics(&w->result->study->protocol);
}

static bool selects(const json_writer *w) {
    return w->result->selection != NULL;
}

/* The members before "indicators", in their fixed order. */
static const struct {
    const char *key;
    cJSON *(*make)(json_writer *w);
    bool (*wanted)(const json_writer *w); /* NULL: always */
} head[] = {
    {"format", format_of, NULL},
    {"engine", engine_of, NULL},
    {"study", study_of, NULL},
    {"round", round_of, NULL},
    {"level", level_of, rates_topics},
    {"kind", kind_of, is_no_rating},
    {"meeting", json_meeting, is_meeting},
    {"protocol_sha256", protocol_of, NULL},
    {"inputs", inputs_of, NULL},
    {"quantile_type", quantile_type_of, is_answered},
    {"denominator", denominator_of, is_answered},
    {"seed", seed_of, NULL},
    {"replicates", replicates_of, NULL},
    {"rules", rules_of, has_rules},
    {"panel", panel_of, is_answered},
    {"decisions", decisions_of, decides},
    {"longlist", longlist_of, has_longlist},
    {"flow", flow_of, decides},
    {"topics", topics_of, rates_topics},
    {"ranking", json_ranking, is_ranking},
    {"selection", json_selection, selects},
};

void json_write_head(json_writer *w) {
    for (size_t i = 0; i < sizeof head / sizeof *head && !w->failed; i++) {
        if (head[i].wanted && !head[i].wanted(w))
            continue;
        base_buffer_format(w->out, "\"%s\": ", head[i].key);
        json_print(w, head[i].make(w));
        base_buffer_text(w->out, ",\n ");
    }
}
