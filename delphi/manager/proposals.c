/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The proposals of new indicators that a round holds: round-N/proposals.csv, there as soon as there is one. */
#include "base/file.h"
#include "base/hash.h"
#include "base/problems.h"
#include "manager/disk.h"
#include "manager/ingested.h"

#include <stdlib.h>
#include <string.h>

#define HEADING "expert,number,text,source\n"

/* Reads the file; an absent one is as one without rows. */
static delphi_status read_file(const delphi_folder *folder, int round, manager_proposals *out,
                               delphi_problems *problems) {
    char name[ROUND_NAME_ROOM];
    char *path = base_path_join(folder->path, manager_round_name(round, "proposals.csv", name));
    delphi_buffer bytes = {0};
    bool missing = false;
    delphi_status status = path ? base_file_read(path, path, &bytes, &missing, problems) : base_no_memory(problems);
    *out = (manager_proposals){0};
    if (!status && missing)
        status = delphi_read_proposals(folder->study, "", HEADING, strlen(HEADING), &out->held, problems);
    else if (!status) {
        base_sha256(bytes.data, bytes.size, out->sha256);
        status = delphi_read_proposals(folder->study, path, bytes.data, bytes.size, &out->held, problems);
    }
    delphi_buffer_free(&bytes);
    free(path);
    return status;
}

delphi_status delphi_folder_proposals(const delphi_folder *folder, int round, delphi_proposals **out,
                                      delphi_problems *problems) {
    manager_proposals proposals;
    delphi_status status = read_file(folder, round, &proposals, problems);
    if (!status)
        *out = proposals.held;
    return status;
}

delphi_status manager_proposals_load(const delphi_folder *folder, const delphi_ledger *ledger, int round,
                                     manager_proposals *out, delphi_problems *problems) {
    char name[ROUND_NAME_ROOM];
    long line = 0;
    const manager_ledger_file *last =
        manager_ledger_last(ledger, manager_round_name(round, "proposals.csv", name), &line);
    delphi_status status = read_file(folder, round, out, problems);
    if (status || !last || strcmp(last->sha256, out->sha256) == 0)
        return status;
    return manager_problem(folder->path, name, problems, DELPHI_ERR_STATE,
                           "was changed by hand after line %ld of the ledger recorded it; put that version back", line);
}

delphi_status manager_proposals_write(const manager_proposals *before, const delphi_study *study,
                                      const delphi_intake *intake, delphi_buffer *out) {
    char sha256[65];
    delphi_proposals *proposals = delphi_intake_proposals(intake);
    if (!proposals)
        return DELPHI_ERR_MEMORY;
    bool none = proposals->count == 0 && !*before->sha256;
    delphi_status status = none ? DELPHI_OK : delphi_write_proposals(study, proposals, out);
    delphi_proposals_free(proposals);
    if (!status && out->size)
        base_sha256(out->data, out->size, sha256);
    if (!status && out->size && strcmp(sha256, before->sha256) == 0)
        delphi_buffer_free(out);
    return status;
}
