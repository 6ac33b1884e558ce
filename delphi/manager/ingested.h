/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What an ingest came to, file by file and expert by expert; and the proposals that came with it. */
#ifndef MANAGER_INGESTED_H
#define MANAGER_INGESTED_H

#include "manager/folder.h"
#include "manager/ledger.h"

void manager_ingested_forget(delphi_folder *folder);
/* Room for the fates of so many files; NULL when out of memory. */
delphi_file_fate *manager_ingested_start(delphi_folder *folder, size_t file_count);
void manager_ingested_count(delphi_folder *folder);
/* Copies what the intake says of experts who returned answers twice. */
delphi_status manager_ingested_second(delphi_folder *folder, const delphi_intake *intake);
/* What the ledger's line says beyond the counts: proposals, by which terms whose answers were replaced, files that were
 * left out. */
void manager_ingested_words(const delphi_folder *folder, const delphi_ingest_options *options, size_t proposals,
                            delphi_buffer *out);
/* Hands on the problems of one file. Where it is one of several (`file` names it, else NULL) it may not drown the
 * others: its first problems, and how many more there are. */
void manager_problems_pass(const delphi_problems *from, const char *file, delphi_problems *to);

/* round-N/proposals.csv. */
typedef struct {
    delphi_proposals *held; /* to be freed */
    char sha256[65];        /* of its bytes; "" where there is no such file */
} manager_proposals;

/* What the round holds; refused where it was changed by hand after the ledger recorded it. */
delphi_status manager_proposals_load(const delphi_folder *folder, const delphi_ledger *ledger, int round,
                                     manager_proposals *out, delphi_problems *problems);
/* Writes the file anew; nothing where it would stay as it is. */
delphi_status manager_proposals_write(const manager_proposals *before, const delphi_study *study,
                                      const delphi_intake *intake, delphi_buffer *out);

#endif
