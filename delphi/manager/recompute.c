/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Recomputing closed rounds: does this engine come to what was written when they were closed? */
#include "base/buffer.h"
#include "base/file.h"
#include "base/hash.h"
#include "base/problems.h"
#include "manager/change.h"
#include "manager/compare.h"
#include "manager/each_round.h"
#include "manager/reopen.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* What is in results.json and what was computed now. Both are empty where they are the same. */
typedef struct {
    delphi_buffer stored, computed;
    char sha256[65]; /* of what was computed */
} versions;

typedef struct {
    delphi_folder *folder;
    versions *rounds; /* an entry for each closed round */
    size_t differing, moved;
} recomputation;

static delphi_status read_results(const delphi_folder *folder, int round, delphi_buffer *out,
                                  delphi_problems *problems) {
    char name[ROUND_NAME_ROOM];
    char *path = base_path_join(folder->path, manager_round_name(round, "results.json", name));
    delphi_status status = path ? base_file_read(path, path, out, NULL, problems) : base_no_memory(problems);
    free(path);
    return status;
}

static delphi_status keep_finding(delphi_folder *folder, int round, const manager_comparison *found,
                                  delphi_problems *problems) {
    const char *text = base_buffer_string(&found->details);
    delphi_recomputed *entry = &folder->recomputed[round - 1];
    *entry = (delphi_recomputed){.round = round,
                                 .same_bytes = found->same_bytes,
                                 .only_engine = found->only_engine,
                                 .moved = found->moved,
                                 .details = base_arena_text(folder->findings, text, strlen(text))};
    return entry->details ? DELPHI_OK : base_no_memory(problems);
}

static void versions_free(versions *v) {
    delphi_buffer_free(&v->stored);
    delphi_buffer_free(&v->computed);
}

/* A round's result rests on that of the round before it. */
static delphi_status decide(void *context, int round, delphi_problems *problems) {
    const recomputation *r = context;
    const delphi_result *result;
    return delphi_folder_result(r->folder, round, &result, problems);
}

/* One of the threads: the round's result is there already, so that it is only read. */
static delphi_status write_and_read(void *context, int round, delphi_problems *problems) {
    const recomputation *r = context;
    versions *v = &r->rounds[round - 1];
    delphi_result *result = r->folder->results[round - 1];
    if (delphi_appraise(result, result->before) || delphi_export_json(result, &v->computed))
        return base_no_memory(problems);
    delphi_status status = read_results(r->folder, round, &v->stored, problems);
    base_sha256(v->computed.data, v->computed.size, v->sha256);
    if (!status && v->stored.size == v->computed.size && memcmp(v->stored.data, v->computed.data, v->stored.size) == 0)
        versions_free(v);
    return status;
}

/* Not in a thread: cJSON's parser keeps its last error in a global. */
static delphi_status describe_round(recomputation *r, int round, delphi_problems *problems) {
    versions *v = &r->rounds[round - 1];
    manager_comparison found = {.same_bytes = true};
    if (v->computed.size && manager_compare(&v->stored, &v->computed, &found))
        return base_no_memory(problems);
    r->differing += !found.same_bytes;
    r->moved += found.moved;
    delphi_status status = keep_finding(r->folder, round, &found, problems);
    delphi_buffer_free(&found.details);
    return status;
}

static delphi_status make_room(recomputation *r, delphi_problems *problems) {
    delphi_folder *folder = r->folder;
    size_t count = (size_t)folder->closed;
    base_arena_free(folder->findings);
    folder->findings = base_arena_new();
    folder->recomputed =
        folder->findings ? base_arena_array(folder->findings, count, sizeof *folder->recomputed) : NULL;
    r->rounds = calloc(count + 1, sizeof *r->rounds);
    return folder->recomputed && r->rounds ? DELPHI_OK : base_no_memory(problems);
}

static delphi_status recompute_all(recomputation *r, delphi_problems *problems) {
    delphi_folder *folder = r->folder;
    delphi_status status = make_room(r, problems);
    if (!status)
        status = manager_each_round(folder->closed, decide, write_and_read, r, problems);
    for (int round = 1; !status && round <= folder->closed; round++)
        status = describe_round(r, round, problems);
    return status;
}

/* What the ledger knows of a round that was stale and comes out the same is that it was looked at. */
static void write_round(manager_change *change, const delphi_folder *folder, const versions *v, int round) {
    char name[ROUND_NAME_ROOM], kept[ROUND_NAME_ROOM];
    bool stale = folder->rounds[round - 1].stale != 0;
    manager_round_name(round, "results.json", name);
    if (v->computed.size && stale)
        manager_supersede(change, round, &v->stored, kept);
    if (v->computed.size)
        manager_change_write(change, name, v->computed.data, v->computed.size);
    else if (stale)
        manager_change_note(change, name, v->sha256);
}

static size_t count_stale(const delphi_folder *folder) {
    size_t count = 0;
    for (int round = 1; round <= folder->closed; round++)
        count += folder->rounds[round - 1].stale != 0;
    return count;
}

static delphi_status write_results(delphi_folder *folder, const recomputation *r, const char *operator_name,
                                   delphi_problems *problems) {
    delphi_ledger *ledger;
    delphi_status status = manager_ready(folder, &ledger, problems);
    if (status)
        return status;
    manager_change_of of = {folder->lock, folder->path, ledger, "recompute", 0, operator_name, problems};
    manager_change change;
    manager_change_start(&change, &of);
    for (int round = 1; round <= folder->closed; round++)
        write_round(&change, folder, &r->rounds[round - 1], round);
    manager_change_note_study(&change, folder);
    char words[48] = "";
    size_t stale = count_stale(folder);
    if (stale)
        snprintf(words, sizeof words, "; %zu %s stale no longer", stale, stale == 1 ? "is" : "are");
    status = manager_change_commit(&change, "%zu of %d closed round%s differed; %zu decision%s moved%s", r->differing,
                                   folder->closed, manager_plural((size_t)folder->closed), r->moved,
                                   manager_plural(r->moved), words);
    manager_change_end(&change);
    delphi_ledger_free(ledger);
    return status ? status : manager_load_rounds(folder, problems);
}

delphi_status delphi_folder_recompute(delphi_folder *folder, bool check, const char *operator_name,
                                      const delphi_recomputed **rounds, size_t *round_count,
                                      delphi_problems *problems) {
    recomputation r = {.folder = folder};
    delphi_status status = recompute_all(&r, problems);
    if (!status && !check && (r.differing || count_stale(folder)))
        status = write_results(folder, &r, operator_name, problems);
    if (!status) {
        *rounds = folder->recomputed;
        *round_count = (size_t)folder->closed;
    }
    for (int i = 0; r.rounds && i < folder->closed; i++)
        versions_free(&r.rounds[i]);
    free(r.rounds);
    return status;
}
