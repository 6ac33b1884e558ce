/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What an ingest came to, for its caller and for the ledger. */
#include "manager/ingested.h"

#include "base/buffer.h"
#include "base/problems.h"
#include "manager/change.h"

#include <string.h>

/* Of one file among many. */
#define PROBLEMS_SHOWN 20

const delphi_ingested *delphi_folder_ingested(const delphi_folder *folder) {
    return &folder->ingested;
}

void manager_ingested_forget(delphi_folder *folder) {
    base_arena_free(folder->ingest_arena);
    folder->ingest_arena = NULL;
    folder->ingested = (delphi_ingested){0};
}

/* Files that are not reached count as refused. */
delphi_file_fate *manager_ingested_start(delphi_folder *folder, size_t file_count) {
    folder->ingest_arena = base_arena_new();
    delphi_file_fate *fates =
        folder->ingest_arena ? base_arena_array(folder->ingest_arena, file_count, sizeof *fates) : NULL;
    if (!fates)
        return NULL;
    for (size_t i = 0; i < file_count; i++)
        fates[i] = DELPHI_FILE_REFUSED;
    folder->ingested.fates = fates;
    folder->ingested.file_count = file_count;
    return fates;
}

void manager_ingested_count(delphi_folder *folder) {
    delphi_ingested *ingested = &folder->ingested;
    memset(ingested->count, 0, sizeof ingested->count);
    for (size_t i = 0; i < ingested->file_count; i++)
        ingested->count[ingested->fates[i]]++;
}

delphi_status manager_ingested_second(delphi_folder *folder, const delphi_intake *intake) {
    size_t count;
    const delphi_second_return *from = delphi_intake_second_returns(intake, &count);
    if (!count)
        return DELPHI_OK;
    base_arena *arena = folder->ingest_arena;
    delphi_second_return *copies = base_arena_array(arena, count, sizeof *copies);
    for (size_t i = 0; copies && i < count; i++) {
        copies[i] = from[i];
        copies[i].earlier = base_arena_text(arena, from[i].earlier, strlen(from[i].earlier));
        copies[i].later = base_arena_text(arena, from[i].later, strlen(from[i].later));
        if (!copies[i].earlier || !copies[i].later)
            return DELPHI_ERR_MEMORY;
    }
    folder->ingested.second_returns = copies;
    folder->ingested.second_return_count = copies ? count : 0;
    return copies ? DELPHI_OK : DELPHI_ERR_MEMORY;
}

/* "; of second returns the latest counts: P07 replaced (38 by 40 answers), P09 kept (40, not 12)" */
static void put_second_returns(const delphi_folder *folder, delphi_again again, delphi_buffer *out) {
    const delphi_ingested *ingested = &folder->ingested;
    for (size_t i = 0; i < ingested->second_return_count; i++) {
        const delphi_second_return *second = &ingested->second_returns[i];
        if (i == 0)
            base_buffer_format(out, "; second returns, by --again %s: ", delphi_again_name(again));
        base_buffer_format(out, second->replaced ? "%s%s replaced (%zu by %zu answers)" : "%s%s kept (%zu, not %zu)",
                           i ? ", " : "", folder->study->experts[second->expert].id, second->earlier_answers,
                           second->later_answers);
    }
}

void manager_ingested_words(const delphi_folder *folder, const delphi_ingest_options *options, size_t proposals,
                            delphi_buffer *out) {
    const size_t *count = folder->ingested.count;
    if (proposals)
        base_buffer_format(out, ", %zu proposal%s", proposals, manager_plural(proposals));
    put_second_returns(folder, options->again, out);
    if (count[DELPHI_FILE_REFUSED])
        base_buffer_format(out, "; %zu file%s refused", count[DELPHI_FILE_REFUSED],
                           manager_plural(count[DELPHI_FILE_REFUSED]));
}

void manager_problems_pass(const delphi_problems *from, const char *file, delphi_problems *to) {
    size_t seen[2] = {0}, told = 0;
    for (size_t i = 0; i < delphi_problems_kept(from); i++) {
        const delphi_error *e = delphi_problems_get(from, i);
        if (file && seen[e->severity]++ >= PROBLEMS_SHOWN)
            continue;
        base_problem_copy(to, e);
        told += e->severity == DELPHI_ERROR;
    }
    size_t more = delphi_problems_errors(from) - told;
    if (file && more)
        base_problem(to, delphi_problems_status(from), (base_place){.file = file},
                     "this file has %zu more problems; ingest it by itself to see them all", more);
    /* What the list of a single file could not keep, that of the caller cannot either: it is counted. */
    for (size_t i = 0; !file && i < more; i++)
        base_problem(to, delphi_problems_status(from), (base_place){0}, "one more problem");
}
