/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Opening the next round. */
#include "base/problems.h"
#include "manager/change.h"

#include <stdlib.h>
#include <string.h>

/* Is there a round to open at all? */
static delphi_status check_next(const delphi_folder *folder, delphi_problems *problems) {
    if (folder->opened > folder->closed)
        return base_problem(problems, DELPHI_ERR_STATE, (base_place){.file = folder->path},
                            "round %d is open; `delphi close` closes it, then the next one can be opened",
                            folder->closed + 1);
    if (manager_none_stale(folder, folder->closed, problems))
        return DELPHI_ERR_STATE;
    if ((size_t)folder->opened == folder->study->protocol.round_count)
        return base_problem(problems, DELPHI_ERR_STATE, (base_place){.file = folder->path},
                            "all %d rounds of the protocol are closed; to hold one more, add it to \"rounds\" in "
                            "study.json",
                            folder->closed);
    return DELPHI_OK;
}

static size_t count_invited(const delphi_study *study, int round) {
    size_t invited = 0;
    for (size_t i = 0; i < study->expert_count; i++)
        invited += study->experts[i].since <= round;
    return invited;
}

static delphi_status check_nonempty(const delphi_folder *folder, int round, size_t in_play, delphi_problems *problems) {
    base_place place = {.file = folder->path};
    const delphi_protocol *p = &folder->study->protocol;
    delphi_level level = delphi_round_level(p, round), other = DELPHI_LEVEL_TOPIC;
    if (level == DELPHI_LEVEL_TOPIC)
        other = DELPHI_LEVEL_INDICATOR;
    if (!in_play && delphi_protocol_rates_topics(p))
        return base_problem(problems, DELPHI_ERR_STATE, place,
                            "round %d has nothing to rate: every %s was kept, dropped or left out with its topic, and "
                            "none is new%s",
                            round, delphi_level_name(level),
                            delphi_round_after(p, round, other) ? "; to go on with the other level, take this round "
                                                                  "out of \"rounds\" in study.json"
                                                                : "");
    if (!in_play)
        return base_problem(problems, DELPHI_ERR_STATE, place,
                            "round %d has nothing to rate: every indicator was kept or dropped, and none is new",
                            round);
    if (!count_invited(folder->study, round))
        return base_problem(problems, DELPHI_ERR_STATE, place,
                            "nobody is invited to round %d; panel.csv must hold an expert at least", round);
    return DELPHI_OK;
}

/* The heading alone: nothing has been rated yet. */
static delphi_status write_empty(const delphi_study *study, int round, delphi_buffer *out, delphi_problems *problems) {
    delphi_ratings *empty = delphi_ratings_new(study, round);
    delphi_status status = empty ? delphi_write_ratings(study, empty, out) : DELPHI_ERR_MEMORY;
    delphi_ratings_free(empty);
    return status ? base_no_memory(problems) : DELPHI_OK;
}

static delphi_status write_round(delphi_folder *folder, const manager_change_of *of, const delphi_buffer *ratings,
                                 size_t in_play) {
    char name[ROUND_NAME_ROOM];
    manager_change change;
    manager_change_start(&change, of);
    manager_change_folder(&change, manager_round_name(of->round, "", name));
    manager_change_write(&change, manager_round_name(of->round, "ratings.csv", name), ratings->data, ratings->size);
    manager_change_note_study(&change, folder);
    size_t invited = count_invited(folder->study, of->round);
    delphi_level level = delphi_round_level(&folder->study->protocol, of->round);
    delphi_status status =
        manager_change_commit(&change, "round %d: %zu %s in play, %zu expert%s invited", of->round, in_play,
                              delphi_level_count_name(level, in_play), invited, manager_plural(invited));
    manager_change_end(&change);
    return status;
}

/* The round in memory as delphi_folder_open() would read it from the disk. */
static delphi_status take_up(delphi_folder *folder, const delphi_buffer *ratings, delphi_problems *problems) {
    delphi_status status =
        delphi_read_ratings(folder->study, folder->opened + 1, folder->path, ratings->data, ratings->size, problems);
    return status ? status : manager_load_rounds(folder, problems);
}

delphi_status delphi_folder_open_round(delphi_folder *folder, const char *operator_name, delphi_problems *problems) {
    int round = folder->opened + 1;
    delphi_ledger *ledger = NULL;
    bool *in_play = NULL;
    size_t count = 0;
    delphi_buffer ratings = {0};
    delphi_status status = check_next(folder, problems);
    if (!status)
        status = manager_ready(folder, &ledger, problems);
    if (!status)
        status = manager_in_play(folder, round, &in_play, &count, problems);
    if (!status)
        status = check_nonempty(folder, round, count, problems);
    if (!status)
        status = write_empty(folder->study, round, &ratings, problems);
    if (!status) {
        manager_change_of of = {folder->lock, folder->path, ledger, "open", round, operator_name, problems};
        status = write_round(folder, &of, &ratings, count);
    }
    if (!status)
        status = take_up(folder, &ratings, problems);
    delphi_buffer_free(&ratings);
    free(in_play);
    delphi_ledger_free(ledger);
    return status;
}
