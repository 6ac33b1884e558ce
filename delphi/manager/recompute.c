/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Recomputing closed rounds: does this engine come to what was written when they were closed? */
#include "base/file.h"
#include "base/problems.h"
#include "manager/change.h"
#include "manager/compare.h"

#include <stdlib.h>
#include <string.h>

/* What was computed now for a round whose file differs. */
typedef struct {
    delphi_buffer *json; /* an entry for each closed round, empty where the file is the same */
    size_t differing, moved;
} recomputation;

static delphi_status read_results(const delphi_folder *folder, int round, delphi_buffer *out,
                                  delphi_problems *problems) {
    char name[ROUND_NAME_ROOM];
    char *path = base_path_join(folder->path, manager_round_name(round, "results.json", name));
    delphi_status status = path ? base_file_read(path, path, out, NULL, problems) : base_no_memory(problems);
    free(path);
    return status;
}

static delphi_status keep_finding(delphi_folder *folder, int round, const manager_comparison *found,
                                  delphi_problems *problems) {
    const char *text = found->details.data ? found->details.data : "";
    delphi_recomputed *entry = &folder->recomputed[round - 1];
    *entry = (delphi_recomputed){.round = round,
                                 .same_bytes = found->same_bytes,
                                 .only_engine = found->only_engine,
                                 .moved = found->moved,
                                 .details = base_arena_text(folder->findings, text, strlen(text))};
    return entry->details ? DELPHI_OK : base_no_memory(problems);
}

static delphi_status recompute_round(delphi_folder *folder, int round, delphi_buffer *json, delphi_problems *problems) {
    const delphi_result *result;
    delphi_buffer stored = {0};
    manager_comparison found = {0};
    delphi_status status = delphi_folder_result(folder, round, &result, problems);
    if (!status && delphi_export_json(result, json))
        status = base_no_memory(problems);
    if (!status)
        status = read_results(folder, round, &stored, problems);
    if (!status && manager_compare(&stored, json, &found))
        status = base_no_memory(problems);
    if (!status)
        status = keep_finding(folder, round, &found, problems);
    delphi_buffer_free(&found.details);
    delphi_buffer_free(&stored);
    if (found.same_bytes)
        delphi_buffer_free(json);
    return status;
}

static delphi_status recompute_all(delphi_folder *folder, recomputation *r, delphi_problems *problems) {
    base_arena_free(folder->findings);
    folder->findings = base_arena_new();
    folder->recomputed =
        folder->findings ? base_arena_array(folder->findings, (size_t)folder->closed, sizeof(delphi_recomputed)) : NULL;
    r->json = calloc((size_t)folder->closed + 1, sizeof *r->json);
    delphi_status status = folder->recomputed && r->json ? DELPHI_OK : base_no_memory(problems);
    for (int round = 1; !status && round <= folder->closed; round++) {
        status = recompute_round(folder, round, &r->json[round - 1], problems);
        r->differing += !folder->recomputed[round - 1].same_bytes;
        r->moved += folder->recomputed[round - 1].moved;
    }
    return status;
}

static delphi_status write_results(const delphi_folder *folder, const recomputation *r, const char *operator_name,
                                   delphi_problems *problems) {
    delphi_ledger *ledger;
    delphi_status status = manager_ready(folder, &ledger, problems);
    if (status)
        return status;
    manager_change_of of = {folder->lock, folder->path, ledger, "recompute", 0, operator_name, problems};
    manager_change change;
    manager_change_start(&change, &of);
    for (int round = 1; round <= folder->closed; round++) {
        char name[ROUND_NAME_ROOM];
        const delphi_buffer *json = &r->json[round - 1];
        if (json->size)
            manager_change_write(&change, manager_round_name(round, "results.json", name), json->data, json->size);
    }
    manager_change_note_study(&change, folder);
    status = manager_change_commit(&change, "%zu of %d closed round%s differed; %zu decision%s moved", r->differing,
                                   folder->closed, manager_plural((size_t)folder->closed), r->moved,
                                   manager_plural(r->moved));
    manager_change_end(&change);
    delphi_ledger_free(ledger);
    return status;
}

delphi_status delphi_folder_recompute(delphi_folder *folder, bool check, const char *operator_name,
                                      const delphi_recomputed **rounds, size_t *round_count,
                                      delphi_problems *problems) {
    recomputation r = {0};
    delphi_status status = recompute_all(folder, &r, problems);
    if (!status && !check && r.differing)
        status = write_results(folder, &r, operator_name, problems);
    if (!status) {
        *rounds = folder->recomputed;
        *round_count = (size_t)folder->closed;
    }
    for (int i = 0; r.json && i < folder->closed; i++)
        delphi_buffer_free(&r.json[i]);
    free(r.json);
    return status;
}
