/* SPDX-License-Identifier: GPL-3.0-or-later */
/* `delphi whatif --format csv|json`. Ids and labels hold no character that CSV or JSON text would have to escape, but
 * for the rules, which cJSON writes. */
#include "cli/whatif.h"

#include <cjson/cJSON.h>

static const char *id_of(const delphi_result *real, size_t outcome) {
    return real->study->indicators[real->outcomes[outcome].indicator].id;
}

/* cJSON takes NULL for a parent and gives NULL back, so that one look at the end is enough. */
static bool add_text(cJSON *object, const char *key, const char *text) {
    return (text ? cJSON_AddStringToObject(object, key, text) : cJSON_AddNullToObject(object, key)) != NULL;
}

static bool add_counts(cJSON *object, const char *key, const uint32_t *decided) {
    cJSON *counts = cJSON_AddObjectToObject(object, key);
    bool good = counts != NULL;
    for (int d = 0; good && d < DELPHI_DECISION_COUNT; d++)
        good = cJSON_AddNumberToObject(counts, delphi_decision_name((delphi_decision)d), decided[d]) != NULL;
    return good;
}

static cJSON *add_object(cJSON *array) {
    cJSON *object = cJSON_CreateObject();
    if (object && cJSON_AddItemToArray(array, object))
        return object;
    cJSON_Delete(object);
    return NULL;
}

static bool add_move(cJSON *array, const char *id, delphi_decision from, delphi_decision to) {
    cJSON *object = from == to ? NULL : add_object(array);
    return from == to ||
           (object && add_text(object, "id", id) && add_text(object, "from", delphi_decision_name(from)) &&
            add_text(object, "to", delphi_decision_name(to)));
}

static bool add_head(cJSON *root, const delphi_result *real) {
    return root && add_text(root, "format", "delphi-whatif/1") && add_text(root, "study", real->study->protocol.id) &&
           cJSON_AddNumberToObject(root, "round", real->round);
}

static bool add_settings(cJSON *root, const char *key, const delphi_result *result) {
    const delphi_protocol *p = &result->study->protocol;
    cJSON *object = cJSON_AddObjectToObject(root, key);
    return object && add_text(object, "keep", result->keep_rule) && add_text(object, "drop", result->drop_rule) &&
           add_text(object, "quantile_type", cli_quantile_type_name(p->quantile_type)) &&
           add_text(object, "denominator", cli_denominator_name(p->denominator)) &&
           cJSON_AddNumberToObject(object, "min_ratings", p->min_ratings) &&
           cJSON_AddNumberToObject(object, "experts", result->response.responded) &&
           add_counts(object, "decisions", result->decided);
}

static delphi_status print_and_free(cJSON *root, bool good) {
    char *text = good ? cJSON_Print(root) : NULL;
    cJSON_Delete(root);
    if (!text)
        return DELPHI_ERR_MEMORY;
    printf("%s\n", text);
    cJSON_free(text);
    return DELPHI_OK;
}

delphi_status cli_whatif_json(const delphi_result *real, const delphi_variant_result *tried) {
    cJSON *root = cJSON_CreateObject();
    bool good =
        add_head(root, real) && add_settings(root, "decided", real) && add_settings(root, "what_if", tried->result);
    cJSON *moved = good ? cJSON_AddArrayToObject(root, "moved") : NULL;
    good = moved != NULL;
    for (size_t i = 0; good && i < real->outcome_count; i++)
        good = add_move(moved, id_of(real, i), real->outcomes[i].decision, tried->result->outcomes[i].decision);
    return print_and_free(root, good);
}

static bool add_alternative(cJSON *array, const delphi_result *real, const delphi_alternative *item) {
    cJSON *object = add_object(array);
    bool good = object && add_text(object, "kind", item->kind) && add_text(object, "label", item->label);
    if (!good || item->refusal)
        return good && add_text(object, "refused", item->refusal);
    cJSON *moved = add_counts(object, "decisions", item->decided) ? cJSON_AddArrayToObject(object, "moved") : NULL;
    good = moved != NULL;
    for (size_t i = 0; good && i < real->outcome_count; i++)
        good = add_move(moved, id_of(real, i), real->outcomes[i].decision, item->decisions[i]);
    return good;
}

delphi_status cli_whatif_grid_json(const delphi_result *real, const delphi_alternatives *all) {
    cJSON *root = cJSON_CreateObject();
    bool good = add_head(root, real) && add_settings(root, "decided", real);
    cJSON *array = good ? cJSON_AddArrayToObject(root, "alternatives") : NULL;
    good = array != NULL;
    for (size_t a = 0; good && a < all->count; a++)
        good = add_alternative(array, real, &all->items[a]);
    cJSON *agreeing = good ? cJSON_AddObjectToObject(root, "agreeing") : NULL;
    good = agreeing && cJSON_AddNumberToObject(root, "tried", (double)all->decided);
    for (size_t i = 0; good && i < real->outcome_count; i++)
        good = cJSON_AddNumberToObject(agreeing, id_of(real, i), (double)all->agreeing[i]) != NULL;
    return print_and_free(root, good);
}

delphi_status cli_whatif_csv(const delphi_result *real, const delphi_variant_result *tried) {
    printf("indicator,decision,what_if\r\n");
    for (size_t i = 0; i < real->outcome_count; i++)
        printf("%s,%s,%s\r\n", id_of(real, i), delphi_decision_name(real->outcomes[i].decision),
               delphi_decision_name(tried->result->outcomes[i].decision));
    return DELPHI_OK;
}

delphi_status cli_whatif_grid_csv(const delphi_result *real, const delphi_alternatives *all) {
    printf("kind,alternative,indicator,decision,what_if\r\n");
    for (size_t a = 0; a < all->count; a++) {
        const delphi_alternative *item = &all->items[a];
        for (size_t i = 0; item->decisions && i < real->outcome_count; i++)
            printf("%s,%s,%s,%s,%s\r\n", item->kind, item->label, id_of(real, i),
                   delphi_decision_name(real->outcomes[i].decision), delphi_decision_name(item->decisions[i]));
    }
    return DELPHI_OK;
}
