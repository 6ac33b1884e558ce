/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Trends of what a study chose: its closed rounds, and a table of values from outside the folder. */
#include "base/buffer.h"
#include "base/file.h"
#include "base/problems.h"
#include "manager/folder.h"

#include <stdlib.h>

static delphi_status read_values(delphi_folder *folder, const char *file, const delphi_trends_options *options,
                                 delphi_problems *problems) {
    delphi_buffer bytes = {0}, map = {0};
    delphi_values_settings settings = {.map_file = options->map, .map_used = options->map_used};
    delphi_status status = base_file_read(file, file, &bytes, NULL, problems);
    if (status == DELPHI_OK && options->map)
        status = base_file_read(options->map, options->map, &map, NULL, problems);
    settings.map_bytes = base_buffer_string(&map);
    settings.map_size = map.size;
    if (status == DELPHI_OK)
        status = delphi_read_values(folder->study, file, base_buffer_string(&bytes), bytes.size, &settings,
                                    &folder->values, problems);
    delphi_buffer_free(&bytes);
    delphi_buffer_free(&map);
    return status;
}

static delphi_status analyse(delphi_folder *folder, delphi_problems *problems) {
    size_t count = (size_t)folder->closed;
    const delphi_result **results = calloc(count, sizeof *results);
    delphi_status status = results ? DELPHI_OK : base_no_memory(problems);
    for (size_t i = 0; i < count && status == DELPHI_OK; i++)
        status = delphi_folder_result(folder, (int)i + 1, &results[i], problems);
    if (status == DELPHI_OK) {
        delphi_rounds rounds = {results, count};
        status = delphi_trends_analyse(&rounds, folder->values, &folder->trends, problems);
    }
    free(results);
    return status;
}

void manager_forget_trends(delphi_folder *folder) {
    delphi_trends_free(folder->trends);
    delphi_values_free(folder->values);
    folder->trends = NULL;
    folder->values = NULL;
}

delphi_status delphi_folder_trends(delphi_folder *folder, const char *file, const delphi_trends_options *options,
                                   const delphi_trends **out, delphi_problems *problems) {
    if (folder->closed == 0)
        return base_problem(problems, DELPHI_ERR_STATE, (base_place){.file = folder->path},
                            "no round is closed yet, so that nothing is chosen of which there could be a trend");
    manager_forget_trends(folder);
    delphi_status status = read_values(folder, file, options, problems);
    if (status == DELPHI_OK)
        status = analyse(folder, problems);
    if (status == DELPHI_OK)
        *out = folder->trends;
    return status;
}
