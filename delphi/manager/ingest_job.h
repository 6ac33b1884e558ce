/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One ingest, from its options to what is written down of it. */
#ifndef MANAGER_INGEST_JOB_H
#define MANAGER_INGEST_JOB_H

#include "manager/ingested.h"
#include "manager/received.h"

/* All that one ingest has in its hands. */
typedef struct {
    delphi_folder *folder;
    const delphi_ingest_options *options;
    delphi_problems *problems;
    int round;
    delphi_ledger *ledger;
    bool *in_play;
    delphi_study asked; /* the study as the round asks it; borrowed by the intake */
    delphi_intake *intake;
    char *present_file; /* borrowed by the intake */
    char nonce[65];     /* likewise */
    manager_proposals proposals;
    manager_received received;
    char map_name[ROUND_NAME_ROOM]; /* the columns map as the ledger names it; "" where there was none */
    char map_sha256[65];
} manager_ingest_job;

/* Writes what was taken in, and its line in the ledger; nothing where a correction changes nothing. */
delphi_status manager_ingest_store(manager_ingest_job *job);
/* The options by which files were read, as the command line has them, so that the act can be repeated: "; with --format
 * redcap --keep-going". Nothing where there are none. A correction is known by its reason. */
void manager_ingest_asked(const delphi_ingest_options *options, const char *map_name, delphi_buffer *out);

#endif
