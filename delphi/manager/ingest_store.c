/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What an ingest writes: the ratings, what came beside them, copies of the files, and the ledger's line about it all.
 */
#include "base/buffer.h"
#include "base/hash.h"
#include "base/problems.h"
#include "manager/change.h"
#include "manager/correct.h"
#include "manager/ingest_job.h"

#include <stdio.h>
#include <string.h>

/* "2 files, 12 experts, 60 ratings, ..."; of a meeting "1 file, 9 ballots". */
static void say_counts(const manager_ingest_job *job, const delphi_intake_counts *counts, char *out, size_t size) {
    if (delphi_round_kind(&job->asked.protocol, job->round) == DELPHI_KIND_MEETING)
        snprintf(out, size, "%zu file%s, %zu ballot%s", counts->files, manager_plural(counts->files), counts->ballots,
                 manager_plural(counts->ballots));
    else
        snprintf(out, size, "%zu file%s, %zu expert%s, %zu rating%s, %zu cannot judge, %zu comment%s", counts->files,
                 manager_plural(counts->files), counts->experts, manager_plural(counts->experts), counts->ratings,
                 manager_plural(counts->ratings), counts->cannot_judge, counts->comments,
                 manager_plural(counts->comments));
}

static delphi_status write_change(manager_ingest_job *job, const delphi_buffer *ratings,
                                  const delphi_buffer *proposals) {
    delphi_folder *folder = job->folder;
    delphi_intake_counts counts = delphi_intake_count(job->intake);
    char name[ROUND_NAME_ROOM];
    manager_change_of of = {folder->lock, folder->path, job->ledger, "ingest", job->round, job->options->operator_name,
                            job->problems};
    manager_change change;
    delphi_buffer more = {0};
    manager_ingested_words(folder, job->options, counts.proposals, &more);
    manager_change_start(&change, &of);
    manager_change_write(&change, manager_answers_name(job->folder, job->round, name), ratings->data, ratings->size);
    if (proposals->size)
        manager_change_write(&change, manager_round_name(job->round, "proposals.csv", name), proposals->data,
                             proposals->size);
    manager_received_write(&job->received, &change, job->ledger, folder->study->protocol.received);
    if (*job->map_name)
        manager_change_note(&change, job->map_name, job->map_sha256);
    if (job->options->correct)
        manager_change_why(&change, job->options->why);
    manager_correct_write(&change, folder, job->intake, job->options->why, &more);
    manager_ingest_asked(job->options, job->map_name, &more);
    if (more.failed && !change.status)
        change.status = base_no_memory(job->problems);
    char words[256];
    say_counts(job, &counts, words, sizeof words);
    delphi_status status =
        manager_change_commit(&change, "round %d: %s%s", job->round, words, base_buffer_string(&more));
    manager_change_end(&change);
    delphi_buffer_free(&more);
    return status;
}

delphi_status manager_ingest_store(manager_ingest_job *job) {
    delphi_study *study = job->folder->study;
    delphi_intake_counts counts = delphi_intake_count(job->intake);
    if (job->options->correct && manager_correct_nothing(&counts))
        return DELPHI_OK;
    delphi_buffer bytes = {0}, proposals = {0};
    delphi_ratings *ratings = delphi_intake_ratings(job->intake);
    delphi_status status = ratings ? delphi_write_ratings(study, ratings, &bytes) : DELPHI_ERR_MEMORY;
    if (!status)
        status = manager_proposals_write(&job->proposals, study, job->intake, &proposals);
    if (status)
        base_no_memory(job->problems);
    else
        status = write_change(job, &bytes, &proposals);
    if (!status) {
        job->folder->ingested.changed = true;
        base_sha256(bytes.data, bytes.size, ratings->sha256);
        delphi_ratings_free(study->ratings[job->round - 1]);
        study->ratings[job->round - 1] = ratings;
        ratings = NULL;
        manager_forget_results(job->folder, job->round);
    }
    delphi_ratings_free(ratings);
    delphi_buffer_free(&bytes);
    delphi_buffer_free(&proposals);
    return status;
}
