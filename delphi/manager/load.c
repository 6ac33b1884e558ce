/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reading the files of a study folder into its study. */
#include "base/file.h"
#include "base/hash.h"
#include "base/problems.h"
#include "manager/each_round.h"
#include "manager/folder.h"
#include "manager/ledger.h"

#include <stdlib.h>
#include <unistd.h>

typedef delphi_status (*reader)(delphi_study *study, const char *file, const char *bytes, size_t size,
                                delphi_problems *problems);

/* Reads one of the study's own files and gives its hash where that is asked for. */
static delphi_status load_file(const delphi_folder *folder, const char *name, reader read, char sha256[65],
                               delphi_problems *problems) {
    delphi_buffer bytes = {0};
    char *path = base_path_join(folder->path, name);
    delphi_status status = path ? base_file_read(path, path, &bytes, NULL, problems) : base_no_memory(problems);
    if (!status && sha256)
        base_sha256(bytes.data, bytes.size, sha256);
    if (!status)
        status = read(folder->study, path, bytes.data, bytes.size, problems);
    delphi_buffer_free(&bytes);
    free(path);
    return status;
}

/* A file that need not be there. */
static delphi_status load_optional(const delphi_folder *folder, const char *name, reader read, char sha256[65],
                                   delphi_problems *problems) {
    char *path = base_path_join(folder->path, name);
    bool there = path && access(path, F_OK) == 0;
    delphi_status status = path ? DELPHI_OK : base_no_memory(problems);
    free(path);
    return there ? load_file(folder, name, read, sha256, problems) : status;
}

delphi_status manager_load_study(delphi_folder *folder, delphi_problems *problems) {
    delphi_status status = load_file(folder, "study.json", delphi_read_protocol, NULL, problems);
    if (status) {
        folder->study->protocol.round_count = 0;
        return status;
    }
    status = delphi_study_check_rules(folder->study, problems);
    delphi_status one =
        load_file(folder, "indicators.csv", delphi_read_indicators, folder->indicators_sha256, problems);
    status = status ? status : one;
    one = load_file(folder, "panel.csv", delphi_read_panel, folder->panel_sha256, problems);
    status = status ? status : one;
    if (!status)
        status = load_optional(folder, "options.csv", delphi_read_options, NULL, problems);
    if (!status)
        status = load_optional(folder, "blocks.csv", delphi_read_blocks, NULL, problems);
    if (status)
        return status;
    status = load_optional(folder, MANAGER_OVERRIDES, delphi_read_overrides, folder->overrides_sha256, problems);
    one = load_optional(folder, "longlist.csv", delphi_read_longlist, NULL, problems);
    return status ? status : one;
}

static delphi_status load_round(void *context, int round, delphi_problems *problems) {
    const delphi_folder *folder = context;
    char name[ROUND_NAME_ROOM];
    base_file file = {.fd = -1};
    char *path = base_path_join(folder->path, manager_answers_name(folder, round, name));
    delphi_status status = path ? base_file_open(path, path, &file, NULL, problems) : base_no_memory(problems);
    if (!status) {
        delphi_source source = base_file_source(&file);
        status = delphi_read_ratings_from(folder->study, round, path, &source, problems);
    }
    base_file_close(&file);
    free(path);
    return status;
}

delphi_status manager_load_ratings(delphi_folder *folder, delphi_problems *problems) {
    return manager_each_round(folder->opened, NULL, load_round, folder, problems);
}
