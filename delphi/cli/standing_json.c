/* SPDX-License-Identifier: GPL-3.0-or-later */
/* `delphi status --json`: the same for a program to read (delphi-status/1). */
#include "cli/answers.h"
#include "cli/decisions.h"
#include "cli/json.h"

#include <cjson/cJSON.h>

/* cJSON's own answer to "out of memory" is NULL; every step passes it on. */
static bool add_number(cJSON *object, const char *key, double value) {
    return cJSON_AddNumberToObject(object, key, value) != NULL;
}

static bool add_text(cJSON *object, const char *key, const char *text) {
    if (!text)
        return cJSON_AddNullToObject(object, key) != NULL;
    return cJSON_AddStringToObject(object, key, text) != NULL;
}

static bool add_response(cJSON *object, const delphi_response *response) {
    return add_number(object, "invited", response->invited) && add_number(object, "responded", response->responded) &&
           add_number(object, "complete", response->complete);
}

/* An object that has been hung in its array; NULL when out of memory. */
static cJSON *add_object(cJSON *array) {
    cJSON *object = cJSON_CreateObject();
    if (object && cJSON_AddItemToArray(array, object))
        return object;
    cJSON_Delete(object);
    return NULL;
}

static bool add_groups(cJSON *root, const cli_standing *s) {
    cJSON *array = cJSON_AddArrayToObject(root, "groups");
    bool good = array != NULL;
    for (size_t g = 0; good && g < s->study->protocol.group_count; g++) {
        cJSON *object = add_object(array);
        good = object && add_text(object, "id", s->study->protocol.groups[g].id) &&
               add_response(object, &s->result->groups[g]);
    }
    return good;
}

static bool add_silent(cJSON *root, const cli_standing *s) {
    cJSON *array = cJSON_AddArrayToObject(root, "silent");
    bool good = array != NULL;
    for (size_t e = 0; good && e < s->study->expert_count; e++) {
        if (!s->answers[e].invited || s->answers[e].responded)
            continue;
        cJSON *text = cJSON_CreateString(s->study->experts[e].id);
        good = text && cJSON_AddItemToArray(array, text);
    }
    return good;
}

static bool add_partial(cJSON *root, const cli_standing *s) {
    cJSON *array = cJSON_AddArrayToObject(root, "partial");
    bool good = array != NULL;
    for (size_t e = 0; good && e < s->study->expert_count; e++) {
        const cli_answer *answer = &s->answers[e];
        if (!answer->invited || !answer->responded || answer->missing == 0)
            continue;
        cJSON *object = add_object(array);
        good = object && add_text(object, "expert", s->study->experts[e].id) &&
               add_number(object, "missing", (double)answer->missing);
    }
    return good;
}

/* The rounds that rest on an earlier one which was re-opened since. */
static bool add_stale(cJSON *root, const cli_standing *s) {
    cJSON *array = cJSON_AddArrayToObject(root, "stale");
    bool good = array != NULL;
    for (int round = 1; good && round <= delphi_folder_opened(s->folder); round++) {
        if (!delphi_folder_stale(s->folder, round))
            continue;
        cJSON *number = cJSON_CreateNumber(round);
        good = number && cJSON_AddItemToArray(array, number);
    }
    return good;
}

static bool add_proposals(cJSON *root, const cli_standing *s, const delphi_proposals *proposals) {
    cJSON *array = cJSON_AddArrayToObject(root, "proposals");
    bool good = array != NULL;
    for (size_t i = 0; good && i < proposals->count; i++) {
        const delphi_proposal *p = &proposals->items[i];
        cJSON *object = add_object(array);
        good = object && add_text(object, "expert", s->study->experts[p->expert].id) &&
               add_number(object, "number", p->number) && add_text(object, "text", p->text);
    }
    return good;
}

static bool add_flow(cJSON *root, const delphi_result *result) {
    size_t count;
    const delphi_flow_column *columns = delphi_flow_columns(&count);
    cJSON *object = cJSON_AddObjectToObject(root, "flow");
    bool good = object != NULL;
    for (size_t i = 0; good && i < count; i++)
        if (delphi_flow_column_wanted(&result->study->protocol, &columns[i]))
            good =
                add_number(object, columns[i].name, delphi_flow_count(&result->flow[result->round - 1], &columns[i]));
    return good;
}

static bool add_round(cJSON *root, const cli_standing *s, const delphi_proposals *proposals) {
    if (!s->result)
        return true;
    bool good = add_text(root, "closes", s->closes);
    if (good && s->dated)
        good = add_number(root, "days_left", (double)s->days_left);
    good = good && add_number(root, "in_play", (double)s->result->outcome_count) && add_flow(root, s->result);
    if (s->result->kind == DELPHI_KIND_MEETING)
        return good && add_number(root, "ballots", (double)cli_count_ballots(s->result));
    return good && add_response(root, &s->result->response) && add_groups(root, s) && add_silent(root, s) &&
           add_partial(root, s) && add_proposals(root, s, proposals);
}

static delphi_status print(const cli_standing *s, const delphi_proposals *proposals) {
    static const char *const states[] = {
        [CLI_NOT_STARTED] = "not_started",
        [CLI_ROUND_OPEN] = "open",
        [CLI_BETWEEN_ROUNDS] = "closed",
        [CLI_FINISHED] = "finished",
    };
    cJSON *root = cJSON_CreateObject();
    bool good = root && add_text(root, "format", "delphi-status/1") && add_text(root, "study", s->study->protocol.id) &&
                add_text(root, "state", states[s->state]) && add_number(root, "round", s->round) &&
                add_number(root, "rounds", (double)s->study->protocol.round_count) && add_stale(root, s) &&
                add_round(root, s, proposals) && add_text(root, "next", s->next);
    return cli_print_json(root, good);
}

delphi_status cli_print_standing_json(cli_call *call, const delphi_folder *folder, const cli_standing *s) {
    delphi_proposals *proposals = NULL;
    delphi_status status =
        s->result ? delphi_folder_proposals(folder, s->round, &proposals, call->problems) : DELPHI_OK;
    if (status == DELPHI_OK)
        status = print(s, proposals);
    delphi_proposals_free(proposals);
    return status;
}
