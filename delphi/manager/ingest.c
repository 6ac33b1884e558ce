/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Taking foreign files into the open round, all or nothing. */
#include "base/file.h"
#include "base/hash.h"
#include "base/problems.h"
#include "manager/change.h"
#include "manager/correct.h"
#include "manager/received.h"

#include <stdlib.h>
#include <string.h>

/* All that one ingest has in its hands. */
typedef struct {
    delphi_folder *folder;
    const delphi_ingest_options *options;
    delphi_problems *problems;
    int round;
    delphi_ledger *ledger;
    bool *in_play;
    delphi_intake *intake;
    char *present_file; /* borrowed by the intake */
    manager_received received;
    char map_name[ROUND_NAME_ROOM]; /* the columns map as the ledger names it; "" where there was none */
    char map_sha256[65];
} ingest_job;

static delphi_status start(ingest_job *job) {
    delphi_folder *folder = job->folder;
    char name[ROUND_NAME_ROOM];
    size_t count;
    delphi_status status = manager_correct_check(folder, job->options, job->problems);
    if (!status)
        status = manager_open_round(folder, &job->round, job->problems);
    if (!status && job->options->dry_run)
        status = manager_ledger_load(folder->path, &job->ledger, job->problems);
    else if (!status)
        status = manager_ready(folder, &job->ledger, job->problems);
    if (!status)
        status = manager_in_play(folder, job->round, &job->in_play, &count, job->problems);
    if (status)
        return status;
    job->present_file = base_path_join(folder->path, manager_round_name(job->round, "ratings.csv", name));
    if (job->present_file)
        job->intake = delphi_intake_new(folder->study, job->round, job->in_play, folder->study->ratings[job->round - 1],
                                        job->present_file);
    if (job->intake && job->options->correct)
        delphi_intake_correct(job->intake);
    return job->intake ? DELPHI_OK : base_no_memory(job->problems);
}

static delphi_status take_map(ingest_job *job, const char *path, bool own) {
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
static delphi_status find_map(ingest_job *job) {
    if (job->options->map)
        return take_map(job, job->options->map, false);
    char name[ROUND_NAME_ROOM];
    char *own = base_path_join(job->folder->path, manager_round_name(job->round, "columns.csv", name));
    delphi_status status = own ? take_map(job, own, true) : base_no_memory(job->problems);
    free(own);
    return status;
}

static delphi_status take_file(ingest_job *job, const char *path) {
    const manager_received_file *file;
    delphi_status status = manager_received_add(&job->received, path, &file, job->problems);
    if (!status && !job->options->correct) /* a correction may well bring back what came first */
        status = manager_received_is_new(&job->received, job->ledger, file, job->problems);
    if (status)
        return status;
    return delphi_intake_add(job->intake, path, file->bytes.data, file->bytes.size, job->options->delimiter,
                             job->problems);
}

/* Goes on after an error in a file, so that a person sees what is wrong with every one; a map that is wrong would only
 * make them all look wrong. */
static delphi_status take_files(ingest_job *job, const char *const *files, size_t file_count) {
    delphi_status status = find_map(job);
    if (status)
        return status;
    for (size_t i = 0; i < file_count; i++) {
        delphi_status one = take_file(job, files[i]);
        status = status ? status : one;
    }
    return status;
}

static delphi_status write_change(ingest_job *job, const delphi_buffer *ratings) {
    delphi_folder *folder = job->folder;
    delphi_intake_counts counts = delphi_intake_count(job->intake);
    delphi_buffer corrected = {0};
    char name[ROUND_NAME_ROOM];
    manager_change_of of = {folder->lock, folder->path, job->ledger, "ingest", job->round, job->options->operator_name,
                            job->problems};
    manager_change change;
    manager_change_start(&change, &of);
    manager_change_write(&change, manager_round_name(job->round, "ratings.csv", name), ratings->data, ratings->size);
    manager_received_write(&job->received, &change, job->ledger, folder->study->protocol.received);
    if (*job->map_name)
        manager_change_note(&change, job->map_name, job->map_sha256);
    if (job->options->correct)
        manager_change_why(&change, job->options->why);
    manager_correct_write(&change, folder, job->intake, job->options->why, &corrected);
    delphi_status status = manager_change_commit(
        &change, "round %d: %zu file%s, %zu expert%s, %zu rating%s, %zu cannot judge, %zu comment%s%s", job->round,
        counts.files, manager_plural(counts.files), counts.experts, manager_plural(counts.experts), counts.ratings,
        manager_plural(counts.ratings), counts.cannot_judge, counts.comments, manager_plural(counts.comments),
        corrected.data ? corrected.data : "");
    manager_change_end(&change);
    delphi_buffer_free(&corrected);
    return status;
}

static delphi_status store(ingest_job *job) {
    delphi_study *study = job->folder->study;
    delphi_intake_counts counts = delphi_intake_count(job->intake);
    if (job->options->correct && manager_correct_nothing(&counts))
        return DELPHI_OK;
    delphi_buffer bytes = {0};
    delphi_ratings *ratings = delphi_intake_ratings(job->intake);
    delphi_status status = ratings ? delphi_write_ratings(study, ratings, &bytes) : DELPHI_ERR_MEMORY;
    if (status)
        base_no_memory(job->problems);
    else
        status = write_change(job, &bytes);
    if (!status) {
        base_sha256(bytes.data, bytes.size, ratings->sha256);
        delphi_ratings_free(study->ratings[job->round - 1]);
        study->ratings[job->round - 1] = ratings;
        ratings = NULL;
        manager_forget_results(job->folder, job->round);
    }
    delphi_ratings_free(ratings);
    delphi_buffer_free(&bytes);
    return status;
}

static void finish(ingest_job *job) {
    manager_received_free(&job->received);
    delphi_intake_free(job->intake);
    free(job->present_file);
    free(job->in_play);
    delphi_ledger_free(job->ledger);
}

delphi_status delphi_folder_ingest(delphi_folder *folder, const char *const *files, size_t file_count,
                                   const delphi_ingest_options *options, delphi_intake_counts *counts,
                                   delphi_buffer *map_used, delphi_problems *problems) {
    static const delphi_ingest_options defaults = {0};
    ingest_job job = {.folder = folder, .options = options ? options : &defaults, .problems = problems};
    delphi_status status = DELPHI_OK;
    if (!file_count)
        status = base_problem(problems, DELPHI_ERR_USAGE, (base_place){0}, "no file was named to take in");
    if (!status)
        status = start(&job);
    if (!status)
        status = take_files(&job, files, file_count);
    /* A refused file's map is what a person needs to mend it. */
    if (job.intake && map_used && delphi_intake_write_map(job.intake, map_used))
        status = base_no_memory(problems);
    if (!status && !job.options->dry_run)
        status = store(&job);
    if (!status && counts)
        *counts = delphi_intake_count(job.intake);
    finish(&job);
    return status;
}
