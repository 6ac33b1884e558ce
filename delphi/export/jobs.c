/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Many workbooks by as many processes as are asked for. Not by threads: libxlsxwriter calls gmtime(), which all threads
 * share. A worker tells of each workbook through a pipe of its own, which ends when the worker does. */
#include "export/jobs.h"

#include <errno.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/file.h"
#include "base/problems.h"

#define MOST_WORKERS 256

/* What a worker says of one workbook. */
typedef struct {
    delphi_status status;
    delphi_error error; /* where status is not DELPHI_OK */
} report_of_one;

typedef struct {
    pid_t pid;
    int fd; /* -1 where the worker has ended */
} worker;

typedef struct {
    const export_jobs *jobs;
    size_t done;
    delphi_status worst;
} batch;

static void note_done(batch *b, delphi_status status) {
    b->worst = status > b->worst ? status : b->worst;
    b->done++;
    if (b->jobs->progress)
        b->jobs->progress(b->jobs->context, b->done, b->jobs->count);
}

static delphi_status write_one(const batch *b, size_t i, delphi_problems *problems) {
    return b->jobs->write(b->jobs->plan, &b->jobs->orders[i], problems);
}

static delphi_status write_here(batch *b) {
    for (size_t i = 0; i < b->jobs->count; i++)
        note_done(b, write_one(b, i, b->jobs->problems));
    return b->worst;
}

/* ---- in a worker ---- */

static bool send_all(int fd, const void *bytes, size_t size) {
    for (const char *at = bytes; size > 0;) {
        ssize_t sent = write(fd, at, size);
        if (sent < 0 && errno == EINTR)
            continue;
        if (sent < 0)
            return false;
        at += sent;
        size -= (size_t)sent;
    }
    return true;
}

static bool write_and_tell(const batch *b, size_t i, int fd) {
    delphi_problems *problems = delphi_problems_new();
    report_of_one report = {.status = problems ? write_one(b, i, problems) : DELPHI_ERR_MEMORY};
    const delphi_error *first = problems ? delphi_problems_get(problems, 0) : NULL;
    if (first)
        report.error = *first;
    delphi_problems_free(problems);
    return send_all(fd, &report, sizeof report);
}

static _Noreturn void work(const batch *b, size_t first, size_t step, int fd) {
    bool heard = true;
    for (size_t i = first; i < b->jobs->count && heard; i += step)
        heard = write_and_tell(b, i, fd);
    _exit(heard ? 0 : 1);
}

/* ---- in the process that asked ---- */

static bool start(batch *b, worker *workers, size_t which, size_t count) {
    int ends[2];
    if (pipe(ends) != 0)
        return false;
    pid_t pid = fork();
    if (pid == 0) {
        close(ends[0]);
        for (size_t i = 0; i < which; i++)
            close(workers[i].fd);
        work(b, which, count, ends[1]);
    }
    close(ends[1]);
    if (pid < 0)
        close(ends[0]);
    else
        workers[which] = (worker){pid, ends[0]};
    return pid > 0;
}

/* One whole report; false at the end, or where the worker died in the middle of one. */
static bool hear(int fd, report_of_one *out) {
    char *at = (char *)out;
    for (size_t left = sizeof *out; left > 0;) {
        ssize_t got = read(fd, at, left);
        if (got < 0 && errno == EINTR)
            continue;
        if (got <= 0)
            return false;
        at += got;
        left -= (size_t)got;
    }
    return true;
}

static void take(batch *b, worker *w) {
    report_of_one report;
    if (!hear(w->fd, &report)) {
        close(w->fd);
        w->fd = -1;
        return;
    }
    if (report.status)
        base_problem(b->jobs->problems, report.status, (base_place){.file = report.error.file}, "%s",
                     *report.error.message ? report.error.message : delphi_status_text(report.status));
    note_done(b, report.status);
}

static void listen_to(batch *b, worker *workers, size_t count) {
    struct pollfd polled[MOST_WORKERS];
    for (size_t running = count; running > 0;) {
        for (size_t i = 0; i < count; i++)
            polled[i] = (struct pollfd){.fd = workers[i].fd, .events = POLLIN};
        if (poll(polled, count, -1) < 0)
            continue;
        running = 0;
        for (size_t i = 0; i < count; i++) {
            if (polled[i].revents)
                take(b, &workers[i]);
            running += workers[i].fd >= 0;
        }
    }
}

static void wait_for(const worker *workers, size_t count) {
    for (size_t i = 0; i < count; i++)
        while (waitpid(workers[i].pid, NULL, 0) < 0 && errno == EINTR)
            continue;
}

static delphi_status write_by(batch *b, size_t count) {
    worker workers[MOST_WORKERS];
    size_t started = 0;
    while (started < count && start(b, workers, started, count))
        started++;
    bool all = started == count;
    listen_to(b, workers, started);
    wait_for(workers, started);
    if (b->done == b->jobs->count)
        return b->worst;
    return base_problem(b->jobs->problems, DELPHI_ERR_INTERNAL, (base_place){.file = b->jobs->orders[0].path},
                        all ? "%zu of %zu workbooks were not written: a process that wrote them was ended"
                            : "%zu of %zu workbooks were not written: no more processes can be started; use fewer jobs",
                        b->jobs->count - b->done, b->jobs->count);
}

delphi_status export_jobs_run(const export_jobs *jobs) {
    batch b = {.jobs = jobs};
    size_t count = jobs->count, used = jobs->workers < 1 ? 1 : (size_t)jobs->workers;
    used = used > MOST_WORKERS ? MOST_WORKERS : used;
    used = used > count ? count : used;
    delphi_status status = used <= 1 ? write_here(&b) : write_by(&b, used);
    /* Once for all of them: waiting for the disk after each takes longer than making it. */
    if (!status && count > 0 && !base_file_settle(jobs->orders[count - 1].path))
        status = base_io_problem(jobs->problems, jobs->orders[count - 1].path, "cannot be brought to the disk");
    return status;
}
