/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The study folder inside the room: what a delphi_folder holds, and the steps that its acts share. */
#ifndef MANAGER_FOLDER_H
#define MANAGER_FOLDER_H

#include "base/arena.h"

#include <delphi/manager.h>

/* An opened round. */
typedef struct {
    bool closed;   /* has its results.json */
    bool reopened; /* has superseded results beside it, and no results.json */
    int stale;     /* the earlier round that was re-opened after this one; 0: none */
} manager_round;

struct delphi_folder {
    char *path;
    int lock; /* descriptor of the folder with the exclusive lock; -1 where it was opened to be read */
    delphi_study *study;
    char indicators_sha256[65], panel_sha256[65];
    char overrides_sha256[65]; /* "" where there is no overrides.csv */
    int opened, closed;        /* `closed`: in a row, from the first round on */
    manager_round *rounds;     /* round_count entries; those that were not opened are all zero */
    delphi_result **results;   /* an entry for each round of the protocol, NULL until it is asked for */
    base_arena *findings;      /* behind `recomputed` */
    delphi_recomputed *recomputed;
    base_arena *ingest_arena; /* behind `ingested` */
    delphi_ingested ingested;
    delphi_values *values; /* behind `trends`; both NULL until they are asked for */
    delphi_trends *trends;
    base_arena *deviations; /* behind those that were asked for last */
};

/* Room for the name of any file of a round. */
#define ROUND_NAME_ROOM 320
/* "round-N/NAME", or "round-N" where `name` is "". Returns `out`. */
const char *manager_round_name(int round, const char *name, char out[ROUND_NAME_ROOM]);

/* Reads study.json, indicators.csv and panel.csv, and checks the rules. */
delphi_status manager_load_study(delphi_folder *folder, delphi_problems *problems);
/* Finds which rounds were opened and closed, now. A gap is an error, unless the round was re-opened, and so is a round
 * that the ledger opened and that is not there. */
delphi_status manager_load_rounds(delphi_folder *folder, delphi_problems *problems);
/* Finds in the ledger which rounds are stale; only asked where some round was re-opened at some time. */
void manager_find_stale(const delphi_folder *folder, const delphi_ledger *ledger);
/* Reads the ratings of every opened round, a thread a round. */
delphi_status manager_load_ratings(delphi_folder *folder, delphi_problems *problems);

/* The folder can be changed: it was opened for that, its ledger is sound, and the ratings of every round are those that
 * the ledger recorded last. Gives the ledger, to be freed. */
delphi_status manager_ready(const delphi_folder *folder, delphi_ledger **ledger, delphi_problems *problems);
/* Results that were lost would make a closed round look like one that is open, or was re-opened: DELPHI_ERR_STATE. */
delphi_status manager_check_results(const delphi_folder *folder, const delphi_ledger *ledger, int round,
                                    delphi_problems *problems);
/* The open round's number, of several the first; DELPHI_ERR_STATE where none is open. */
delphi_status manager_open_round(const delphi_folder *folder, int *round, delphi_problems *problems);
/* No round up to `last` is closed and stale: what comes next would rest on results that are not up to date. */
delphi_status manager_none_stale(const delphi_folder *folder, int last, delphi_problems *problems);
/* Marks the indicators of a round, whose predecessor is closed; *count tells how many. Freed by the caller. */
delphi_status manager_in_play(delphi_folder *folder, int round, bool **in_play, size_t *count,
                              delphi_problems *problems);
void manager_forget_trends(delphi_folder *folder);
/* Forgets the results of this round and of those after it. */
void manager_forget_results(delphi_folder *folder, int round);

#endif
