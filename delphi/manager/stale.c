/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which rounds are stale: an earlier round was re-opened after they were opened or last had their results written.
 *
 * That is in the ledger and nowhere else, so that it cannot be forgotten in a file of its own, and goes by itself when
 * the round is closed, re-opened or recomputed on what is before it now. */
#include "base/buffer.h"
#include "base/file.h"
#include "base/problems.h"
#include "manager/change.h"

#include <stdlib.h>
#include <string.h>

/* More ids than this are counted only. */
#define OFF_LIST_SHOWN 8

/* The line on which a round as it is now began to rest on the rounds before it. */
static long base_line(const delphi_folder *folder, const delphi_ledger *ledger, int round) {
    char name[ROUND_NAME_ROOM];
    long line = 0;
    if (folder->rounds[round - 1].closed) {
        manager_ledger_last(ledger, manager_round_name(round, "results.json", name), &line);
        return line;
    }
    long opened = manager_ledger_last_act(ledger, "open", round),
         reopened = manager_ledger_last_act(ledger, "reopen", round);
    return reopened > opened ? reopened : opened;
}

void manager_find_stale(const delphi_folder *folder, const delphi_ledger *ledger) {
    for (int round = 2; round <= folder->opened; round++) {
        long latest = base_line(folder, ledger, round);
        for (int before = 1; before < round; before++) {
            long reopened = manager_ledger_last_act(ledger, "reopen", before);
            if (reopened > latest) {
                latest = reopened;
                folder->rounds[round - 1].stale = before;
            }
        }
    }
}

delphi_status manager_none_stale(const delphi_folder *folder, int last, delphi_problems *problems) {
    for (int round = 1; round <= last; round++)
        if (folder->rounds[round - 1].closed && folder->rounds[round - 1].stale)
            return base_problem(problems, DELPHI_ERR_STATE, (base_place){.file = folder->path},
                                "round %d is stale: round %d was re-opened after it; `delphi recompute` brings its "
                                "results up to date, `delphi reopen --round %d` has it rated again",
                                round, folder->rounds[round - 1].stale, round);
    return DELPHI_OK;
}

static void note_round(const delphi_folder *folder, int round, delphi_problems *problems) {
    char name[ROUND_NAME_ROOM];
    int stale = folder->rounds[round - 1].stale;
    char *file = base_path_join(folder->path, manager_round_name(round, "", name));
    base_place place = {.file = file};
    if (!folder->rounds[round - 1].closed)
        base_notice(problems, place,
                    "this round was opened before round %d was re-opened: it was sent out with the list of then. What "
                    "was rated stays; it is decided on the list of now",
                    stale);
    else if (folder->rounds[stale - 1].closed)
        base_notice(problems, place,
                    "this round is stale: round %d was re-opened after it; `delphi recompute` brings its results up to "
                    "date, `delphi reopen --round %d` has it rated again",
                    stale, round);
    else
        base_notice(problems, place,
                    "this round is stale: round %d was re-opened after it; its results stay as they are until round %d "
                    "is closed again",
                    stale, stale);
    free(file);
}

static bool has_ratings(const delphi_ratings *ratings, size_t indicator) {
    if (delphi_ratings_ballot(ratings, indicator))
        return true;
    const delphi_rating *cells = delphi_ratings_column(ratings, indicator, 0);
    for (size_t i = 0; i < ratings->experts * ratings->criteria; i++)
        if (cells[i] != DELPHI_MISSING)
            return true;
    return false;
}

/* Ratings of indicators that are not, or no longer, on the list of their round. They are kept and do not count. */
static void note_off_list(const delphi_folder *folder, const delphi_result *result, delphi_problems *problems) {
    const delphi_study *study = folder->study;
    const delphi_ratings *ratings = study->ratings[result->round - 1];
    delphi_buffer ids = {0};
    size_t count = 0;
    for (size_t i = 0; i < study->indicator_count; i++) {
        if (!has_ratings(ratings, i) || delphi_result_outcome(result, i))
            continue;
        if (count++ < OFF_LIST_SHOWN)
            base_buffer_format(&ids, "%s%s", ids.size ? ", " : "", study->indicators[i].id);
    }
    if (count) {
        char name[ROUND_NAME_ROOM];
        char *file = base_path_join(folder->path, manager_answers_name(folder, result->round, name));
        base_notice(problems, (base_place){.file = file},
                    "holds ratings of %zu %s that %s not on the list of this round (%s%s): they are kept, and "
                    "do not count",
                    count, delphi_level_count_name(result->level, count), count == 1 ? "is" : "are",
                    base_buffer_string(&ids), count > OFF_LIST_SHOWN ? ", ..." : "");
        free(file);
    }
    delphi_buffer_free(&ids);
}

/* A decision on an indicator that its round does not rate (any more) decides nothing. */
static void note_idle_overrides(const delphi_folder *folder, const delphi_result *result, delphi_problems *problems) {
    const delphi_study *study = folder->study;
    char *file = base_path_join(folder->path, MANAGER_OVERRIDES);
    for (size_t i = 0; i < study->override_count; i++) {
        const delphi_override *o = &study->overrides[i];
        if (o->round == result->round && !delphi_result_outcome(result, o->indicator))
            base_notice(problems, (base_place){.file = file},
                        "the steering group's decision on %s in round %d does not count: it is not on the list of that "
                        "round",
                        study->indicators[o->indicator].id, o->round);
    }
    free(file);
}

delphi_status delphi_folder_note_stale(delphi_folder *folder, delphi_problems *problems) {
    for (int round = 1; round <= folder->opened; round++) {
        const delphi_result *result;
        delphi_status status = delphi_folder_result(folder, round, &result, problems);
        if (status)
            return status;
        if (folder->rounds[round - 1].stale)
            note_round(folder, round, problems);
        note_off_list(folder, result, problems);
        note_idle_overrides(folder, result, problems);
    }
    return DELPHI_OK;
}
