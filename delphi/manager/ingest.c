/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Taking foreign files into the open round, all or nothing. */
#include "base/file.h"
#include "base/hash.h"
#include "base/problems.h"
#include "manager/ahead.h"
#include "manager/correct.h"
#include "manager/ingest_job.h"

#include <stdlib.h>
#include <string.h>

/* A folder whose ledger does not tell when the round was opened can take surveys in, and no sheets. */
static delphi_status agree(manager_ingest_job *job) {
    delphi_intake_terms terms = {.again = job->options->again, .keep_going = job->options->keep_going};
    delphi_status status = manager_proposals_load(job->folder, job->ledger, job->round, &job->proposals, job->problems);
    if (status)
        return status;
    terms.proposals = job->proposals.held;
    status = delphi_folder_nonce(job->folder, job->round, job->nonce, NULL);
    if (status == DELPHI_ERR_MEMORY)
        return base_no_memory(job->problems);
    if (status == DELPHI_OK)
        terms.nonce = job->nonce;
    return delphi_intake_agree(job->intake, &terms) ? base_no_memory(job->problems) : DELPHI_OK;
}

/* How far the files have been taken in. */
typedef struct {
    bool many;           /* there is more than one */
    delphi_status first; /* the first error */
    bool ended;          /* memory ran out */
} taken_files;

static delphi_status start(manager_ingest_job *job) {
    delphi_folder *folder = job->folder;
    char name[ROUND_NAME_ROOM];
    size_t count;
    delphi_status status = manager_correct_check(folder, job->options, job->problems);
    if (!status)
        status = manager_open_round(folder, &job->round, job->problems);
    folder->ingested.round = job->round;
    if (!status && job->options->dry_run)
        status = manager_ledger_load(folder->path, &job->ledger, job->problems);
    else if (!status)
        status = manager_ready(folder, &job->ledger, job->problems);
    if (!status)
        status = manager_check_results(folder, job->ledger, job->round, job->problems);
    if (!status)
        status = manager_in_play(folder, job->round, &job->in_play, &count, job->problems);
    if (status)
        return status;
    job->present_file = base_path_join(folder->path, manager_answers_name(folder, job->round, name));
    job->asked = delphi_study_in_round(folder->study, job->round);
    if (job->present_file)
        job->intake = delphi_intake_new(&job->asked, job->round, job->in_play, folder->study->ratings[job->round - 1],
                                        job->present_file);
    if (!job->intake)
        return base_no_memory(job->problems);
    if (job->options->correct)
        delphi_intake_correct(job->intake);
    delphi_intake_settings settings = {.format = job->options->format,
                                       .complete_only = job->options->complete_only,
                                       .only = job->options->only,
                                       .keep_rows = job->options->loss != NULL};
    delphi_status set = delphi_intake_set(job->intake, &settings, job->problems);
    return set ? set : agree(job);
}

/* What became of columns and rows is told of refused files as well: that is when a person asks. */
static delphi_status report_loss(const manager_ingest_job *job) {
    delphi_buffer *loss = job->options->loss, *summary = job->options->summary;
    if ((loss && delphi_intake_write_loss(job->intake, loss)) ||
        (summary && delphi_intake_write_summary(job->intake, summary)))
        return base_no_memory(job->problems);
    return DELPHI_OK;
}

static delphi_status take_map(manager_ingest_job *job, const char *path, bool own) {
    delphi_buffer bytes = {0};
    bool missing = false;
    delphi_status status = base_file_read(path, path, &bytes, own ? &missing : NULL, job->problems);
    if (!status && !missing) {
        if (own)
            manager_round_name(job->round, "columns.csv", job->map_name);
        else
            manager_received_name(MANAGER_MAP, path, job->map_name);
        base_sha256(bytes.data, bytes.size, job->map_sha256);
        status = delphi_intake_map(job->intake, path, bytes.data, bytes.size, job->problems);
    }
    delphi_buffer_free(&bytes);
    return status;
}

/* The map that was named, else the round's own where it has one. */
static delphi_status find_map(manager_ingest_job *job) {
    if (job->options->map)
        return take_map(job, job->options->map, false);
    char name[ROUND_NAME_ROOM];
    char *own = base_path_join(job->folder->path, manager_round_name(job->round, "columns.csv", name));
    delphi_status status = own ? take_map(job, own, true) : base_no_memory(job->problems);
    free(own);
    return status;
}

static delphi_status take_bytes(manager_ingest_job *job, const manager_received_file *file, delphi_unpacked *unpacked,
                                delphi_file_fate *fate, delphi_problems *problems) {
    bool terms = job->options->again != DELPHI_AGAIN_REFUSE;
    if (terms && manager_received_known(&job->received, job->ledger, job->round, file, problems)) {
        *fate = DELPHI_FILE_KNOWN;
        return DELPHI_OK;
    }
    delphi_status status = DELPHI_OK;
    if (!job->options->correct) /* a correction may well bring back what came first */
        status = manager_received_is_new(&job->received, job->ledger, file, problems);
    if (!status)
        status = unpacked ? delphi_intake_add_unpacked(job->intake, unpacked, problems)
                          : delphi_intake_add(job->intake, file->path, file->bytes.data, file->bytes.size,
                                              job->options->delimiter, problems);
    *fate = status ? DELPHI_FILE_REFUSED : DELPHI_FILE_SOUND;
    return status;
}

/* Its problems are found when it is its turn, so that they come in the order of the files. */
static delphi_status take_file(manager_ingest_job *job, manager_ahead *ahead, delphi_file_fate *fate) {
    if (!ahead->problems)
        return base_no_memory(job->problems);
    if (ahead->status) {
        delphi_buffer_free(&ahead->file.bytes);
        return ahead->status;
    }
    const manager_received_file *file = manager_received_add(&job->received, &ahead->file);
    if (!file) {
        delphi_buffer_free(&ahead->file.bytes);
        return base_no_memory(ahead->problems);
    }
    delphi_status status = take_bytes(job, file, ahead->unpacked, fate, ahead->problems);
    if (*fate != DELPHI_FILE_SOUND)
        manager_received_drop(&job->received);
    return status;
}

/* After an error it goes on with the next file; memory that has run out ends it, but for what is to be freed. */
static void take_batch(manager_ingest_job *job, const char *const *files, size_t count, delphi_file_fate *fates,
                       taken_files *taken) {
    manager_ahead ahead[MANAGER_AHEAD];
    manager_ahead_read(files, count, ahead);
    for (size_t i = 0; i < count; i++) {
        if (taken->ended) {
            delphi_buffer_free(&ahead[i].file.bytes);
        } else {
            delphi_status status = take_file(job, &ahead[i], &fates[i]);
            if (ahead[i].problems)
                manager_problems_pass(ahead[i].problems, taken->many ? files[i] : NULL, job->problems);
            taken->first = taken->first ? taken->first : status;
            taken->ended = status == DELPHI_ERR_MEMORY;
        }
        manager_ahead_end(&ahead[i]);
    }
}

/* Goes on after an error in a file, so that a person sees what is wrong with every one; a map that is wrong would only
 * make them all look wrong. */
static delphi_status take_files(manager_ingest_job *job, const char *const *files, size_t file_count) {
    delphi_status status = find_map(job);
    if (status)
        return status;
    delphi_file_fate *fates = manager_ingested_start(job->folder, file_count);
    if (!fates)
        return base_no_memory(job->problems);
    taken_files taken = {.many = file_count > 1};
    for (size_t i = 0; i < file_count && !taken.ended; i += MANAGER_AHEAD) {
        size_t left = file_count - i;
        take_batch(job, files + i, left < MANAGER_AHEAD ? left : MANAGER_AHEAD, fates + i, &taken);
    }
    manager_ingested_count(job->folder);
    bool enough = job->options->keep_going && job->folder->ingested.count[DELPHI_FILE_SOUND];
    return enough && !taken.ended ? DELPHI_OK : taken.first;
}

static void finish(manager_ingest_job *job) {
    manager_received_free(&job->received);
    delphi_intake_free(job->intake);
    delphi_proposals_free(job->proposals.held);
    free(job->present_file);
    free(job->in_play);
    delphi_ledger_free(job->ledger);
}

/* What a policy sets aside must stay findable, and without received/ it would stand nowhere. */
static delphi_status check_options(const manager_ingest_job *job, size_t file_count) {
    if (!file_count)
        return base_problem(job->problems, DELPHI_ERR_USAGE, (base_place){0}, "no file was named to take in");
    if (job->options->again == DELPHI_AGAIN_REFUSE || job->folder->study->protocol.received)
        return DELPHI_OK;
    return base_problem(
        job->problems, DELPHI_ERR_USAGE, (base_place){.file = job->folder->path},
        "this study keeps no copy of what comes in (\"received\": false), so that answers which --again "
        "sets aside would be lost; use --correct, which keeps the old answers");
}

delphi_status delphi_folder_ingest(delphi_folder *folder, const char *const *files, size_t file_count,
                                   const delphi_ingest_options *options, delphi_intake_counts *counts,
                                   delphi_buffer *map_used, delphi_problems *problems) {
    static const delphi_ingest_options defaults = {0};
    manager_ingest_job job = {.folder = folder, .options = options ? options : &defaults, .problems = problems};
    delphi_status status = check_options(&job, file_count);
    manager_ingested_forget(folder);
    if (!status)
        status = start(&job);
    if (!status)
        status = take_files(&job, files, file_count);
    if (job.intake && manager_ingested_second(folder, job.intake))
        status = base_no_memory(problems);
    /* A refused file's map is what a person needs to mend it. */
    if (job.intake && map_used && delphi_intake_write_map(job.intake, map_used))
        status = base_no_memory(problems);
    if (job.intake && report_loss(&job))
        status = DELPHI_ERR_MEMORY;
    if (!status && !job.options->dry_run && folder->ingested.count[DELPHI_FILE_SOUND])
        status = manager_ingest_store(&job);
    if (!status && counts)
        *counts = delphi_intake_count(job.intake);
    finish(&job);
    return status;
}
