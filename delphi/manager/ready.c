/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What an act asks of the folder before it changes anything. */
#include "base/problems.h"
#include "manager/disk.h"
#include "manager/folder.h"
#include "manager/ledger.h"

#include <stdlib.h>
#include <string.h>

static delphi_status check_ratings(const delphi_folder *folder, const delphi_ledger *ledger, int round,
                                   delphi_problems *problems) {
    char name[ROUND_NAME_ROOM];
    long line = 0;
    const manager_ledger_file *last =
        manager_ledger_last(ledger, manager_round_name(round, "ratings.csv", name), &line);
    if (!last || strcmp(last->sha256, folder->study->ratings[round - 1]->sha256) == 0)
        return DELPHI_OK;
    return manager_problem(folder->path, name, problems, DELPHI_ERR_STATE,
                           "was changed by hand after line %ld of the ledger recorded it; put that version back and "
                           "take the change in with `delphi ingest`",
                           line);
}

delphi_status manager_check_results(const delphi_folder *folder, const delphi_ledger *ledger, int round,
                                    delphi_problems *problems) {
    char name[ROUND_NAME_ROOM];
    long line = 0;
    if (folder->rounds[round - 1].closed ||
        !manager_ledger_last(ledger, manager_round_name(round, "results.json", name), &line) ||
        manager_ledger_last_act(ledger, "reopen", round) > line)
        return DELPHI_OK;
    return manager_problem(folder->path, name, problems, DELPHI_ERR_STATE,
                           "is not there; line %ld of the ledger recorded it, and the round was not re-opened since%s",
                           line, folder->rounds[round - 1].reopened ? "" : "; `delphi close` writes it anew");
}

static delphi_status check_overrides(const delphi_folder *folder, const delphi_ledger *ledger,
                                     delphi_problems *problems) {
    long line = 0;
    const manager_ledger_file *last = manager_ledger_last(ledger, MANAGER_OVERRIDES, &line);
    if (last ? strcmp(last->sha256, folder->overrides_sha256) == 0 : !*folder->overrides_sha256)
        return DELPHI_OK;
    if (!last)
        return manager_problem(folder->path, MANAGER_OVERRIDES, problems, DELPHI_ERR_STATE,
                               "was made by hand; take it away, and put the decisions in with `delphi override`");
    return manager_problem(folder->path, MANAGER_OVERRIDES, problems, DELPHI_ERR_STATE,
                           "%s line %ld of the ledger recorded it; put that version back",
                           *folder->overrides_sha256 ? "was changed by hand after" : "is not there;", line);
}

delphi_status manager_ready(const delphi_folder *folder, delphi_ledger **ledger, delphi_problems *problems) {
    if (folder->lock < 0)
        return base_problem(problems, DELPHI_ERR_USAGE, (base_place){.file = folder->path},
                            "this study was opened to be read, not to be changed");
    delphi_ledger *read = NULL;
    delphi_status status = manager_ledger_load(folder->path, &read, problems);
    if (status)
        return status;
    if (manager_ledger_chain(read, problems))
        status = DELPHI_ERR_STATE;
    delphi_status decided = check_overrides(folder, read, problems);
    status = status ? status : decided;
    for (int round = 1; round <= folder->opened; round++) {
        delphi_status one = check_ratings(folder, read, round, problems);
        status = status ? status : one;
        if (folder->rounds[round - 1].reopened)
            one = manager_check_results(folder, read, round, problems);
        status = status ? status : one;
    }
    if (status)
        delphi_ledger_free(read);
    else
        *ledger = read;
    return status;
}

delphi_status manager_open_round(const delphi_folder *folder, int *round, delphi_problems *problems) {
    if (folder->opened > folder->closed) {
        *round = folder->closed + 1;
        return DELPHI_OK;
    }
    bool more = (size_t)folder->opened < folder->study->protocol.round_count;
    return base_problem(problems, DELPHI_ERR_STATE, (base_place){.file = folder->path},
                        more ? "no round is open; `delphi open` opens round %d"
                             : "no round is open, and all %d rounds of the protocol are closed",
                        more ? folder->opened + 1 : folder->closed);
}

delphi_status manager_in_play(delphi_folder *folder, int round, bool **in_play, size_t *count,
                              delphi_problems *problems) {
    const delphi_result *previous = NULL;
    delphi_status status = round > 1 ? delphi_folder_result(folder, round - 1, &previous, problems) : DELPHI_OK;
    if (status)
        return status;
    bool *marks = calloc(folder->study->indicator_count + 1, sizeof *marks);
    if (!marks)
        return base_no_memory(problems);
    *count = delphi_in_play(folder->study, round, previous, marks);
    *in_play = marks;
    return DELPHI_OK;
}

delphi_status delphi_folder_result(delphi_folder *folder, int round, const delphi_result **out,
                                   delphi_problems *problems) {
    if (round < 1 || round > folder->opened)
        return base_problem(problems, DELPHI_ERR_USAGE, (base_place){.file = folder->path},
                            folder->opened ? "there is no round %d to look at; rounds 1 to %d were opened"
                                           : "there is no round %d to look at; none was opened yet",
                            round, folder->opened);
    for (int r = 1; r <= round; r++) {
        if (folder->results[r - 1])
            continue;
        const delphi_result *previous = r > 1 ? folder->results[r - 2] : NULL;
        delphi_status status = delphi_analyse(folder->study, r, previous, &folder->results[r - 1], problems);
        if (status)
            return status;
    }
    folder->results[round - 1]->stale = folder->rounds[round - 1].stale;
    *out = folder->results[round - 1];
    return DELPHI_OK;
}

static delphi_status appraised(delphi_folder *folder, int round,
                               delphi_status (*appraise)(delphi_result *result, const delphi_result *previous),
                               const delphi_result **out, delphi_problems *problems) {
    const delphi_result *result;
    delphi_status status = delphi_folder_result(folder, round, &result, problems);
    if (status)
        return status;
    if (appraise(folder->results[round - 1], result->before))
        return base_no_memory(problems);
    *out = result;
    return DELPHI_OK;
}

delphi_status delphi_folder_appraisal(delphi_folder *folder, int round, const delphi_result **out,
                                      delphi_problems *problems) {
    return appraised(folder, round, delphi_appraise, out, problems);
}

delphi_status delphi_folder_stability(delphi_folder *folder, int round, const delphi_result **out,
                                      delphi_problems *problems) {
    return appraised(folder, round, delphi_appraise_stability, out, problems);
}

void manager_forget_results(delphi_folder *folder, int round) {
    manager_forget_trends(folder); /* they borrow the results */
    for (size_t i = (size_t)round - 1; i < folder->study->protocol.round_count; i++) {
        delphi_result_free(folder->results[i]);
        folder->results[i] = NULL;
    }
}
