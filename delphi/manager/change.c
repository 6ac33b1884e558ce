/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One act on a study: a transaction together with its line in the ledger. */
#include "manager/change.h"

#include "base/file.h"
#include "base/problems.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void manager_change_start(manager_change *change, const manager_change_of *of) {
    *change = (manager_change){.of = *of, .arena = base_arena_new()};
    if (!change->arena)
        change->status = base_no_memory(of->problems);
    if (!change->status)
        change->status = manager_ledger_operator(of->operator_name, &change->by, of->problems);
    if (!change->status)
        change->status = manager_ledger_time(change->time, of->problems);
    if (!change->status)
        change->status = manager_txn_new(of->lock, of->root, &change->txn, of->problems);
}

void manager_change_end(manager_change *change) {
    manager_txn_free(change->txn);
    base_arena_free(change->arena);
    free(change->files);
    *change = (manager_change){0};
}

void manager_change_why(manager_change *change, const char *why) {
    if (!change->status)
        change->status = manager_why_check(why, change->of.act, change->of.problems);
    change->why = why;
}

void manager_change_folder(manager_change *change, const char *name) {
    if (!change->status)
        change->status = manager_txn_folder(change->txn, name, change->of.problems);
}

static bool make_room(manager_change *change) {
    if (change->file_count < change->file_capacity)
        return true;
    size_t capacity = change->file_capacity ? change->file_capacity * 2 : 8;
    manager_ledger_file *files = realloc(change->files, capacity * sizeof *files);
    if (!files)
        return false;
    change->files = files;
    change->file_capacity = capacity;
    return true;
}

void manager_change_note(manager_change *change, const char *name, const char *sha256) {
    if (change->status)
        return;
    manager_ledger_file file = {.name = base_arena_text(change->arena, name, strlen(name)),
                                .sha256 = base_arena_text(change->arena, sha256, strlen(sha256))};
    if (file.name && file.sha256 && make_room(change))
        change->files[change->file_count++] = file;
    else
        change->status = base_no_memory(change->of.problems);
}

void manager_change_write(manager_change *change, const char *name, const char *bytes, size_t size) {
    char sha256[65];
    if (!change->status)
        change->status = manager_txn_file(change->txn, name, bytes, size, sha256, change->of.problems);
    if (!change->status)
        manager_change_note(change, name, sha256);
}

void manager_change_remove(manager_change *change, const char *name) {
    if (!change->status)
        change->status = manager_txn_remove(change->txn, name, change->of.problems);
}

/* There only where the researchers noted something. */
static void note_deviations(manager_change *change) {
    bool missing = true;
    char sha256[65], *path = base_path_join(change->of.root, MANAGER_DEVIATIONS);
    if (!path && !change->status)
        change->status = base_no_memory(change->of.problems);
    if (!change->status)
        change->status = base_file_sha256(path, path, sha256, &missing, change->of.problems);
    if (!change->status && !missing)
        manager_change_note(change, MANAGER_DEVIATIONS, sha256);
    free(path);
}

void manager_change_note_study(manager_change *change, const delphi_folder *folder) {
    manager_change_note(change, "study.json", folder->study->protocol.sha256);
    manager_change_note(change, "indicators.csv", folder->indicators_sha256);
    manager_change_note(change, "panel.csv", folder->panel_sha256);
    if (*folder->study->options_sha256)
        manager_change_note(change, "options.csv", folder->study->options_sha256);
    if (*folder->study->blocks_sha256)
        manager_change_note(change, "blocks.csv", folder->study->blocks_sha256);
    note_deviations(change);
}

const char *manager_plural(size_t count) {
    return count == 1 ? "" : "s";
}

/* Not among the files of the line, which it seals. */
static delphi_status write_seal(manager_change *change, const char *line) {
    char seal[MANAGER_SEAL_SIZE], sha256[65];
    size_t size = manager_seal_write((long)delphi_ledger_count(change->of.ledger) + 1, line, seal);
    return manager_txn_file(change->txn, MANAGER_SEAL, seal, size, sha256, change->of.problems);
}

static delphi_status commit(manager_change *change, const char *text) {
    manager_ledger_act act = {.act = change->of.act,
                              .by = change->by,
                              .text = text,
                              .why = change->why,
                              .round = change->of.round,
                              .files = change->files,
                              .file_count = change->file_count};
    const char *what = base_arena_format(change->arena, "%s, %s", change->of.act, text);
    char *line = what ? manager_ledger_next(change->of.ledger, &act, change->time) : NULL;
    delphi_status status = line ? write_seal(change, line) : base_no_memory(change->of.problems);
    if (!status)
        status =
            manager_txn_commit(change->txn, what, manager_ledger_size(change->of.ledger), line, change->of.problems);
    free(line);
    return status;
}

delphi_status manager_change_commit(manager_change *change, const char *format, ...) {
    if (change->status)
        return change->status;
    char *text = NULL;
    va_list args;
    va_start(args, format);
    int size = vasprintf(&text, format, args);
    va_end(args);
    change->status = size < 0 ? base_no_memory(change->of.problems) : commit(change, text);
    if (size >= 0)
        free(text);
    return change->status;
}
