/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reading files on all cores: each thread takes the next one that nobody has. */
#include "manager/ahead.h"

#include "base/cores.h"

#include <pthread.h>
#include <stdatomic.h>

#define THREADS_MAX 8

typedef struct {
    const char *const *paths;
    manager_ahead *out;
    size_t count;
    atomic_size_t next;
} work;

static void read_one(delphi_unpacker *unpacker, const char *path, manager_ahead *out) {
    *out = (manager_ahead){.problems = delphi_problems_new(), .status = DELPHI_ERR_MEMORY};
    if (!out->problems)
        return;
    out->status = manager_received_read(path, &out->file, out->problems);
    if (!out->status)
        out->unpacked = delphi_unpack(unpacker, path, out->file.bytes.data, out->file.bytes.size);
}

static void *run(void *context) {
    work *w = context;
    delphi_unpacker *unpacker = delphi_unpacker_new();
    for (size_t i = atomic_fetch_add(&w->next, 1); i < w->count; i = atomic_fetch_add(&w->next, 1))
        read_one(unpacker, w->paths[i], &w->out[i]);
    delphi_unpacker_free(unpacker);
    return NULL;
}

/* Where no thread can be had, this one does it all. */
void manager_ahead_read(const char *const *paths, size_t count, manager_ahead *out) {
    work w = {.paths = paths, .out = out, .count = count};
    pthread_t threads[THREADS_MAX];
    size_t started = 0, cores = base_cores();
    while (started < THREADS_MAX && started + 1 < cores && started + 1 < count &&
           pthread_create(&threads[started], NULL, run, &w) == 0)
        started++;
    run(&w);
    while (started)
        pthread_join(threads[--started], NULL);
}

void manager_ahead_end(manager_ahead *ahead) {
    delphi_unpacked_free(ahead->unpacked);
    delphi_problems_free(ahead->problems);
}
