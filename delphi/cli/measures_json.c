/* SPDX-License-Identifier: GPL-3.0-or-later */
/* `delphi measures --json`: the tables of measures for a program to read (delphi-measures/1). */
#include "cli/json.h"
#include "cli/measures.h"

#include <cjson/cJSON.h>

static bool add_measure(cJSON *list, const cli_entry *measure) {
    cJSON *object = cJSON_CreateObject();
    if (!object || !cJSON_AddItemToArray(list, object)) {
        cJSON_Delete(object);
        return false;
    }
    return cJSON_AddStringToObject(object, "name", measure->name) &&
           cJSON_AddStringToObject(object, "title", measure->title) &&
           cJSON_AddStringToObject(object, "definition", measure->definition) &&
           cJSON_AddStringToObject(object, "source", measure->source) &&
           cJSON_AddStringToObject(object, "reading", measure->reading);
}

/* The measures from `first` on; at most `limit`. */
static bool add_table(cJSON *list, const cli_shelf *shelf, size_t first, size_t limit) {
    cJSON *object = cJSON_CreateObject();
    if (!object || !cJSON_AddItemToArray(list, object)) {
        cJSON_Delete(object);
        return false;
    }
    cli_entry measure;
    cJSON *rows = NULL;
    bool good =
        cJSON_AddStringToObject(object, "id", shelf->id) && cJSON_AddStringToObject(object, "of", shelf->heading) &&
        cJSON_AddBoolToObject(object, "rules", shelf->in_rules) && (rows = cJSON_AddArrayToObject(object, "measures"));
    for (size_t i = 0; good && i < limit && shelf->entry(first + i, &measure); i++)
        good = add_measure(rows, &measure);
    return good;
}

delphi_status cli_print_measures_json(const cli_shelf *only, size_t place) {
    cJSON *root = cJSON_CreateObject(), *list = NULL;
    bool good = root && cJSON_AddStringToObject(root, "format", "delphi-measures/1") &&
                (list = cJSON_AddArrayToObject(root, "tables"));
    if (only)
        good = good && add_table(list, only, place, 1);
    for (size_t i = 0; good && !only && i < cli_measure_tables.count; i++)
        good = add_table(list, &cli_measure_tables.shelves[i], 0, DELPHI_NONE);
    return cli_print_json(root, good);
}
