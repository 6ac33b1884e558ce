/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What was done that the protocol did not foresee: the acts of the ledger that need a reason. */
#include "manager/folder.h"
#include "manager/ledger.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/problems.h"

struct delphi_deviations {
    base_arena *arena;
    delphi_deviation *items;
    size_t count;
};

static const char *copy(base_arena *arena, const char *text, size_t most) {
    return base_arena_text(arena, text, strnlen(text, most));
}

static bool add(delphi_deviations *list, const manager_ledger_line *line) {
    delphi_deviation *item = &list->items[list->count++];
    *item = (delphi_deviation){.date = copy(list->arena, line->entry.time, strlen("YYYY-MM-DD")),
                               .round = line->round,
                               .act = copy(list->arena, line->entry.act, SIZE_MAX),
                               .what = copy(list->arena, line->entry.text, SIZE_MAX),
                               .why = copy(list->arena, line->entry.why, SIZE_MAX)};
    return item->date && item->act && item->what && item->why;
}

static bool fill(delphi_deviations *list, const delphi_ledger *ledger) {
    size_t lines = delphi_ledger_count(ledger);
    list->arena = base_arena_new();
    list->items = list->arena ? base_arena_array(list->arena, lines, sizeof *list->items) : NULL;
    bool good = list->items != NULL;
    for (size_t i = 0; good && i < lines; i++) {
        const manager_ledger_line *line = manager_ledger_at(ledger, i);
        if (!line->fault && *line->entry.why)
            good = add(list, line);
    }
    return good;
}

delphi_status delphi_folder_deviations(const delphi_folder *folder, delphi_deviations **out,
                                       delphi_problems *problems) {
    delphi_ledger *ledger = NULL;
    delphi_status status = manager_ledger_load(folder->path, &ledger, problems);
    delphi_deviations *list = status ? NULL : calloc(1, sizeof *list);
    if (!status && (!list || !fill(list, ledger)))
        status = base_no_memory(problems);
    delphi_ledger_free(ledger);
    if (status)
        delphi_deviations_free(list);
    else
        *out = list;
    return status;
}

const delphi_deviation *delphi_deviations_items(const delphi_deviations *deviations, size_t *count) {
    *count = deviations->count;
    return deviations->items;
}

void delphi_deviations_free(delphi_deviations *deviations) {
    if (!deviations)
        return;
    base_arena_free(deviations->arena);
    free(deviations);
}
