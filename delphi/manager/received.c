/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Foreign files as they came. */
#include "manager/received.h"

#include "base/file.h"
#include "base/hash.h"
#include "base/number.h"
#include "base/problems.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Longer names are cut; what tells them apart is their number. */
#define NAME_MAX_KEPT 120

void manager_received_free(manager_received *received) {
    for (size_t i = 0; i < received->count; i++)
        delphi_buffer_free(&received->files[i].bytes);
    free(received->files);
    *received = (manager_received){0};
}

delphi_status manager_received_read(const char *path, manager_received_file *out, delphi_problems *problems) {
    *out = (manager_received_file){.path = path};
    delphi_status status = base_file_read(path, path, &out->bytes, NULL, problems);
    if (!status)
        base_sha256(out->bytes.data, out->bytes.size, out->sha256);
    return status;
}

const manager_received_file *manager_received_add(manager_received *received, const manager_received_file *file) {
    manager_received_file *files = realloc(received->files, (received->count + 1) * sizeof *files);
    if (!files)
        return NULL;
    received->files = files;
    files[received->count] = *file;
    return &files[received->count++];
}

void manager_received_drop(manager_received *received) {
    delphi_buffer_free(&received->files[--received->count].bytes);
}

static const manager_received_file *same_bytes(const manager_received *received, const manager_received_file *file) {
    for (size_t i = 0; i < received->count; i++)
        if (&received->files[i] != file && strcmp(received->files[i].sha256, file->sha256) == 0)
            return &received->files[i];
    return NULL;
}

bool manager_received_known(const manager_received *received, const delphi_ledger *ledger, int round,
                            const manager_received_file *file, delphi_problems *problems) {
    base_place place = {.file = file->path};
    const manager_ledger_line *before = manager_ledger_taken(ledger, file->sha256);
    const manager_received_file *twin = same_bytes(received, file);
    if (before && before->round == round)
        base_notice(problems, place, "these very bytes were taken in before (line %ld of the ledger): left out",
                    before->entry.number);
    else if (!before && twin)
        base_notice(problems, place, "holds the same bytes as %s: left out", twin->path);
    else
        return false;
    return true;
}

delphi_status manager_received_is_new(const manager_received *received, const delphi_ledger *ledger,
                                      const manager_received_file *file, delphi_problems *problems) {
    base_place place = {.file = file->path};
    const manager_ledger_line *before = manager_ledger_taken(ledger, file->sha256);
    if (before)
        return base_problem(problems, DELPHI_ERR_INPUT, place,
                            "these very bytes were taken in before, in round %d (line %ld of the ledger, %s)",
                            before->round, before->entry.number, before->entry.time);
    const manager_received_file *twin = same_bytes(received, file);
    return twin ? base_problem(problems, DELPHI_ERR_INPUT, place, "holds the same bytes as %s", twin->path) : DELPHI_OK;
}

static char safe(char c) {
    bool plain =
        (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.' || c == '_' || c == '-';
    return plain ? c : '_';
}

void manager_received_name(const char *folder, const char *path, char out[ROUND_NAME_ROOM]) {
    const char *slash = strrchr(path, '/'), *name = slash ? slash + 1 : path;
    size_t length = strlen(name), used = (size_t)snprintf(out, ROUND_NAME_ROOM, "%s", folder);
    if (length > NAME_MAX_KEPT) /* the end is kept, for its extension */
        name += length - NAME_MAX_KEPT;
    for (; *name; name++)
        out[used++] = safe(*name);
    out[used] = '\0';
}

/* The highest number that the ledger gave to a file of this round, kept or not. */
static long highest_recorded(const delphi_ledger *ledger, int round) {
    long highest = 0;
    for (size_t i = 0; i < delphi_ledger_count(ledger); i++) {
        const manager_ledger_line *line = manager_ledger_at(ledger, i);
        for (size_t f = 0; line->round == round && f < line->file_count; f++) {
            int in_round;
            long number;
            if (manager_ledger_is_taken(line->files[f].name, &in_round, &number) && number > highest)
                highest = number;
        }
    }
    return highest;
}

/* The highest number in the folder itself, which may have been filled by hand. */
static long highest_there(const char *root, const char *folder) {
    char *path = base_path_join(root, folder);
    DIR *entries = path ? opendir(path) : NULL;
    const struct dirent *entry;
    int64_t number, highest = 0;
    while (entries && (entry = readdir(entries))) {
        size_t digits = strspn(entry->d_name, "0123456789");
        if (base_read_integer(entry->d_name, digits, 1, 1000000000, &number) && number > highest)
            highest = number;
    }
    if (entries)
        closedir(entries);
    free(path);
    return (long)highest;
}

void manager_received_write(const manager_received *received, manager_change *change, const delphi_ledger *ledger,
                            bool keep) {
    char folder[ROUND_NAME_ROOM], numbered[ROUND_NAME_ROOM], name[ROUND_NAME_ROOM];
    manager_round_name(change->of.round, "received", folder);
    long recorded = highest_recorded(ledger, change->of.round), there = highest_there(change->of.root, folder);
    long number = recorded > there ? recorded : there;
    if (keep)
        manager_change_folder(change, folder);
    for (size_t i = 0; i < received->count; i++) {
        const manager_received_file *file = &received->files[i];
        snprintf(numbered, sizeof numbered, "%.64s%s%03ld-", keep ? folder : MANAGER_NOT_KEPT, keep ? "/" : "",
                 ++number);
        manager_received_name(numbered, file->path, name);
        if (keep)
            manager_change_write(change, name, file->bytes.data, file->bytes.size);
        else
            manager_change_note(change, name, file->sha256);
    }
}
