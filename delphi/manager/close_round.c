/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Closing the open round: its ratings are frozen, its decisions written. */
#include "base/buffer.h"
#include "base/problems.h"
#include "manager/change.h"

#include <stdio.h>

/* "24 keep, 37 rerate"; decisions that no indicator came to are left out. Nothing is allocated: for want of memory the
 * ledger would say that nothing was decided. */
static void write_counts(const delphi_result *result, char *out, size_t size) {
    size_t used = 0;
    if (result->scan) {
        snprintf(out, size, "wave %s, %u participant%s", result->scan->wave, result->scan->participants,
                 manager_plural(result->scan->participants));
        return;
    }
    snprintf(out, size, "nothing decided");
    for (int d = 0; d < DELPHI_DECISION_COUNT; d++)
        if (result->decided[d] && used < size)
            used += (size_t)snprintf(out + used, size - used, "%s%u %s", used ? ", " : "", result->decided[d],
                                     delphi_decision_name((delphi_decision)d));
}

static delphi_status write_close(const delphi_folder *folder, const manager_change_of *of, const delphi_result *result,
                                 const delphi_buffer *json) {
    char name[ROUND_NAME_ROOM], counts[256];
    write_counts(result, counts, sizeof counts);
    manager_change change;
    manager_change_start(&change, of);
    manager_change_write(&change, manager_round_name(of->round, "results.json", name), json->data, json->size);
    manager_change_note(&change, manager_answers_name(folder, of->round, name),
                        folder->study->ratings[of->round - 1]->sha256);
    manager_change_note_study(&change, folder);
    delphi_status status = manager_change_commit(&change, "round %d: %s", of->round, counts);
    manager_change_end(&change);
    return status;
}

static delphi_status compute(delphi_folder *folder, int round, const delphi_result **result, delphi_buffer *json,
                             delphi_problems *problems) {
    bool meeting = delphi_round_kind(&folder->study->protocol, round) == DELPHI_KIND_MEETING;
    if (!delphi_ratings_any(folder->study->ratings[round - 1]))
        return base_problem(problems, DELPHI_ERR_STATE, (base_place){.file = folder->path},
                            "round %d has no %s yet; `delphi ingest` takes them in, then it can be closed", round,
                            meeting ? "ballots" : "ratings");
    delphi_status status = delphi_folder_appraisal(folder, round, result, problems);
    if (!status && (status = delphi_export_json(*result, json)) == DELPHI_ERR_MEMORY)
        base_no_memory(problems);
    else if (status && *result)
        base_problem(problems, status, (base_place){.file = folder->path}, "the results cannot be written");
    return status;
}

delphi_status delphi_folder_close_round(delphi_folder *folder, const char *operator_name, const delphi_result **out,
                                        delphi_problems *problems) {
    int round = 0;
    delphi_ledger *ledger = NULL;
    const delphi_result *result = NULL;
    delphi_buffer json = {0};
    delphi_status status = manager_open_round(folder, &round, problems);
    if (!status)
        status = manager_ready(folder, &ledger, problems);
    if (!status)
        status = manager_none_stale(folder, round - 1, problems);
    if (!status)
        status = compute(folder, round, &result, &json, problems);
    if (!status) {
        manager_change_of of = {folder->lock, folder->path, ledger, "close", round, operator_name, problems};
        status = write_close(folder, &of, result, &json);
    }
    if (!status)
        status = manager_load_rounds(folder, problems);
    if (!status && out)
        *out = result;
    delphi_buffer_free(&json);
    delphi_ledger_free(ledger);
    return status;
}
