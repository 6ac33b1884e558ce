/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Doing the same for each round, a thread a round: most of the time of a large study goes into reading its ratings and
 * writing its results, and the rounds do not depend on each other there. */
#include "manager/each_round.h"

#include "base/problems.h"

#include <pthread.h>
#include <stdlib.h>

typedef struct {
    manager_round_worker work;
    void *context;
    int round;
    delphi_problems *problems;
    delphi_status status;
    pthread_t thread;
    bool threaded, skipped;
} round_job;

static void *run(void *context) {
    round_job *job = context;
    job->status = job->work(job->context, job->round, job->problems);
    return NULL;
}

/* The last round is done by this thread; a round for which no thread can be had, too. A round that cannot be prepared
 * ends the work, since those after it rest on it. */
static void start_jobs(round_job *jobs, int count, manager_round_worker prepare) {
    bool ready = true;
    for (int i = 0; i < count; i++) {
        if (ready && prepare)
            jobs[i].status = prepare(jobs[i].context, jobs[i].round, jobs[i].problems);
        ready = ready && !jobs[i].status;
        jobs[i].skipped = !ready;
        jobs[i].threaded = ready && i + 1 < count && pthread_create(&jobs[i].thread, NULL, run, &jobs[i]) == 0;
    }
    for (int i = 0; i < count; i++)
        if (!jobs[i].threaded && !jobs[i].skipped)
            run(&jobs[i]);
}

static delphi_status end_jobs(round_job *jobs, int count, delphi_problems *problems) {
    delphi_status status = DELPHI_OK;
    for (int i = 0; i < count; i++) {
        if (jobs[i].threaded)
            pthread_join(jobs[i].thread, NULL);
        for (size_t p = 0; p < delphi_problems_kept(jobs[i].problems); p++)
            base_problem_copy(problems, delphi_problems_get(jobs[i].problems, p));
        status = status ? status : jobs[i].status;
    }
    return status;
}

delphi_status manager_each_round(int count, manager_round_worker prepare, manager_round_worker work, void *context,
                                 delphi_problems *problems) {
    round_job *jobs = calloc((size_t)count + 1, sizeof *jobs);
    bool ready = jobs != NULL;
    for (int i = 0; ready && i < count; i++) {
        jobs[i] = (round_job){.work = work, .context = context, .round = i + 1, .problems = delphi_problems_new()};
        ready = jobs[i].problems != NULL;
    }
    delphi_status status = ready ? DELPHI_OK : base_no_memory(problems);
    if (ready) {
        start_jobs(jobs, count, prepare);
        status = end_jobs(jobs, count, problems);
    }
    for (int i = 0; jobs && i < count; i++)
        delphi_problems_free(jobs[i].problems);
    free(jobs);
    return status;
}
