/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reading the files of a study folder into its study. */
#include "base/file.h"
#include "base/hash.h"
#include "base/problems.h"
#include "manager/disk.h"
#include "manager/folder.h"

#include <errno.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>

typedef delphi_status (*reader)(delphi_study *study, const char *file, const char *bytes, size_t size,
                                delphi_problems *problems);

/* Reads one of the study's own files and gives its hash where that is asked for. */
static delphi_status load_file(const delphi_folder *folder, const char *name, reader read, char sha256[65],
                               delphi_problems *problems) {
    delphi_buffer bytes = {0};
    char *path = base_path_join(folder->path, name);
    delphi_status status = path ? base_file_read(path, path, &bytes, NULL, problems) : base_no_memory(problems);
    if (!status && sha256)
        base_sha256(bytes.data, bytes.size, sha256);
    if (!status)
        status = read(folder->study, path, bytes.data, bytes.size, problems);
    delphi_buffer_free(&bytes);
    free(path);
    return status;
}

delphi_status manager_load_study(delphi_folder *folder, delphi_problems *problems) {
    delphi_status status = load_file(folder, "study.json", delphi_read_protocol, NULL, problems);
    if (status) {
        folder->study->protocol.round_count = 0;
        return status;
    }
    status = delphi_study_check_rules(folder->study, problems);
    delphi_status one =
        load_file(folder, "indicators.csv", delphi_read_indicators, folder->indicators_sha256, problems);
    status = status ? status : one;
    one = load_file(folder, "panel.csv", delphi_read_panel, folder->panel_sha256, problems);
    return status ? status : one;
}

/* The reading of one round. Each has its own problems, so that they come out in the order of the rounds. */
typedef struct {
    const delphi_folder *folder;
    int round;
    delphi_problems *problems;
    delphi_status status;
    pthread_t thread;
    bool threaded;
} ratings_job;

static void *read_round(void *context) {
    ratings_job *job = context;
    char name[ROUND_NAME_ROOM];
    delphi_buffer bytes = {0};
    char *path = base_path_join(job->folder->path, manager_round_name(job->round, "ratings.csv", name));
    job->status = path ? base_file_read(path, path, &bytes, NULL, job->problems) : base_no_memory(job->problems);
    if (!job->status)
        job->status = delphi_read_ratings(job->folder->study, job->round, path, bytes.data, bytes.size, job->problems);
    delphi_buffer_free(&bytes);
    free(path);
    return NULL;
}

static void hand_over(const delphi_problems *from, delphi_problems *to) {
    for (size_t i = 0; i < delphi_problems_kept(from); i++) {
        const delphi_error *e = delphi_problems_get(from, i);
        base_place place = {.file = e->file, .line = e->line, .column = e->column, .pointer = e->pointer};
        if (e->severity == DELPHI_ERROR)
            base_problem(to, e->status, place, "%s", e->message);
        else
            base_notice(to, place, "%s", e->message);
    }
}

/* The last round is read by this thread; a round for which no thread can be had, too. */
static void start_jobs(ratings_job *jobs, int count) {
    for (int i = 0; i < count; i++)
        jobs[i].threaded = i + 1 < count && pthread_create(&jobs[i].thread, NULL, read_round, &jobs[i]) == 0;
    for (int i = 0; i < count; i++)
        if (!jobs[i].threaded)
            read_round(&jobs[i]);
}

static delphi_status end_jobs(ratings_job *jobs, int count, delphi_problems *problems) {
    delphi_status status = DELPHI_OK;
    for (int i = 0; i < count; i++) {
        if (jobs[i].threaded)
            pthread_join(jobs[i].thread, NULL);
        hand_over(jobs[i].problems, problems);
        status = status ? status : jobs[i].status;
    }
    return status;
}

delphi_status manager_load_ratings(delphi_folder *folder, delphi_problems *problems) {
    int count = folder->opened;
    ratings_job *jobs = calloc((size_t)count + 1, sizeof *jobs);
    bool ready = jobs != NULL;
    for (int i = 0; ready && i < count; i++) {
        jobs[i] = (ratings_job){.folder = folder, .round = i + 1, .problems = delphi_problems_new()};
        ready = jobs[i].problems != NULL;
    }
    delphi_status status = ready ? DELPHI_OK : base_no_memory(problems);
    if (ready) {
        start_jobs(jobs, count);
        status = end_jobs(jobs, count, problems);
    }
    for (int i = 0; jobs && i < count; i++)
        delphi_problems_free(jobs[i].problems);
    free(jobs);
    return status;
}
