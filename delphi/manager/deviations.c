/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where a study left its protocol: from the ledger's acts, and from what the researchers note in deviations.csv. */
#include "manager/deviations.h"
#include "base/buffer.h"
#include "base/date.h"
#include "base/file.h"
#include "base/number.h"
#include "base/problems.h"
#include "manager/compare.h"
#include "manager/reopen.h"

#include <stdlib.h>
#include <string.h>

/* The first character behind a mark; NULL where there is none. */
static const char *behind_first(const char *text, const char *mark) {
    const char *at = strstr(text, mark);
    return at ? at + strlen(mark) : NULL;
}

static const char *copy(manager_deviations *d, const char *text, size_t size) {
    const char *copied = base_arena_text(d->arena, text, size);
    if (!copied)
        d->failed = true;
    return copied ? copied : "";
}

static delphi_deviation *add(manager_deviations *d) {
    if (d->count == d->capacity) {
        size_t capacity = d->capacity ? 2 * d->capacity : 16;
        delphi_deviation *items = base_arena_array(d->arena, capacity, sizeof *items);
        if (!items) {
            d->failed = true;
            return &d->spare;
        }
        if (d->count)
            memcpy(items, d->items, d->count * sizeof *items);
        d->items = items;
        d->capacity = capacity;
    }
    d->items[d->count] = (delphi_deviation){.about = "", .date = ""};
    return &d->items[d->count++];
}

/* With the day, the round and the reason of a line. */
static delphi_deviation *add_of(manager_deviations *d, const manager_ledger_line *line, delphi_deviation_kind kind) {
    delphi_deviation *out = add(d);
    size_t size = strlen(line->entry.time);
    out->kind = kind;
    out->date = copy(d, line->entry.time, size < 10 ? size : 10);
    out->round = line->round;
    if (*line->entry.why)
        out->why.in[d->folder->study->protocol.language] = copy(d, line->entry.why, strlen(line->entry.why));
    return out;
}

/* ---- acts ---- */

static bool read_decision(const char *text, delphi_decision *out) {
    char name[32];
    size_t size = strcspn(text, " ;");
    if (size >= sizeof name)
        return false;
    memcpy(name, text, size);
    name[size] = '\0';
    return delphi_decision_read(name, out);
}

/* "round 1: I04 keep; the rules come to drop", "round 1: I04 keep is taken back; ...": as manager/override.c has it. */
static void take_override(manager_deviations *d, const manager_ledger_line *line) {
    const char *id = behind_first(line->entry.text, ": "), *rules = behind_first(line->entry.text, " come to ");
    const char *decision = id ? behind_first(id, " ") : NULL;
    delphi_decision taken, by_rules;
    if (!decision || !rules || !read_decision(decision, &taken) || !read_decision(rules, &by_rules))
        return;
    delphi_deviation *out = add_of(
        d, line, behind_first(decision, " is taken back;") ? DELPHI_DEVIATION_TAKEN_BACK : DELPHI_DEVIATION_OVERRIDE);
    out->about = copy(d, id, strcspn(id, " "));
    out->decision = taken;
    out->by_rules = by_rules;
}

/* "..., 3 corrected: P01 ...": whose answers they are is nobody's business. */
static void take_correction(manager_deviations *d, const manager_ledger_line *line) {
    const char *end = strstr(line->entry.text, " corrected: "), *start = end;
    int64_t count = 0;
    if (!*line->entry.why || !end)
        return;
    while (start > line->entry.text && start[-1] >= '0' && start[-1] <= '9')
        start--;
    delphi_deviation *out = add_of(d, line, DELPHI_DEVIATION_CORRECTION);
    out->counted = base_read_integer(start, (size_t)(end - start), 0, UINT32_MAX, &count);
    out->count = (uint32_t)count;
}

/* "2 of 3 closed rounds differed; 4 decisions moved": listed where any did. */
static void take_recompute(manager_deviations *d, const manager_ledger_line *line) {
    const char *start = behind_first(line->entry.text, "differed; ");
    int64_t count = 0;
    if (!start || !base_read_integer(start, strcspn(start, " "), 1, UINT32_MAX, &count))
        return;
    delphi_deviation *out = add_of(d, line, DELPHI_DEVIATION_RECOMPUTE);
    out->counted = true;
    out->count = (uint32_t)count;
}

/* A round has one closing date: only that it was closed first is early or late. */
static void take_close(manager_deviations *d, size_t index, const manager_ledger_line *line) {
    const delphi_protocol *protocol = &d->folder->study->protocol;
    const char *closes = line->round >= 1 && (size_t)line->round <= protocol->round_count
                             ? protocol->rounds[line->round - 1].closes
                             : NULL;
    for (size_t i = 0; i < index && closes; i++) {
        const manager_ledger_line *before = manager_ledger_at(d->ledger, i);
        if (before->round == line->round && strcmp(before->entry.act, "close") == 0)
            return;
    }
    long days = closes && strlen(line->entry.time) >= 10 ? base_days_between(closes, line->entry.time) : 0;
    if (days <= 0)
        return;
    delphi_deviation *out = add_of(d, line, DELPHI_DEVIATION_LATE);
    out->about = copy(d, closes, strlen(closes));
    out->counted = true;
    out->count = (uint32_t)days;
}

/* ---- a round that was opened again ---- */

static delphi_status read_file(const manager_deviations *d, const char *name, delphi_buffer *out, bool *missing) {
    char *path = base_path_join(d->folder->path, name);
    delphi_status status = path ? base_file_read(path, path, out, missing, d->problems) : base_no_memory(d->problems);
    free(path);
    return status;
}

static const char *superseded_of(const manager_ledger_line *line) {
    for (size_t f = 0; f < line->file_count; f++)
        if (strstr(line->files[f].name, "/" MANAGER_SUPERSEDED "/"))
            return line->files[f].name;
    return NULL;
}

/* What the round came to after it had been opened again: what the next opening put away, or what stands there now. */
static const char *came_to(const manager_deviations *d, size_t index, char name[ROUND_NAME_ROOM]) {
    int round = manager_ledger_at(d->ledger, index)->round;
    for (size_t i = index + 1; i < delphi_ledger_count(d->ledger); i++) {
        const manager_ledger_line *later = manager_ledger_at(d->ledger, i);
        if (later->round == round && strcmp(later->entry.act, "reopen") == 0)
            return superseded_of(later);
    }
    return manager_round_name(round, "results.json", name);
}

static delphi_status take_reopen(manager_deviations *d, size_t index, const manager_ledger_line *line) {
    char name[ROUND_NAME_ROOM];
    const char *old = superseded_of(line), *new = came_to(d, index, name);
    delphi_deviation *out = add_of(d, line, DELPHI_DEVIATION_REOPEN);
    delphi_buffer before = {0}, after = {0};
    bool no_old = true, no_new = true;
    manager_comparison found = {0};
    delphi_status status = old && new ? read_file(d, old, &before, &no_old) : DELPHI_OK;
    if (!status && !no_old)
        status = read_file(d, new, &after, &no_new);
    if (!status && !no_old && !no_new) {
        status = manager_compare(&before, &after, &found) ? base_no_memory(d->problems) : DELPHI_OK;
        out->counted = !status;
        out->count = (uint32_t)found.moved;
    }
    delphi_buffer_free(&found.details);
    delphi_buffer_free(&before);
    delphi_buffer_free(&after);
    return status;
}

/* ---- files that changed ---- */

enum { PROTOCOL, INDICATORS, PANEL };
static const char *const watched[MANAGER_WATCHED] = {
    [PROTOCOL] = "study.json", [INDICATORS] = "indicators.csv", [PANEL] = "panel.csv"};

/* Begins something in the round that was opened last, or in the next one? */
static bool begins(const manager_deviations *d, int since) {
    return since > 1 && (since == d->opened || since == d->opened + 1);
}

/* Is it how a list or a panel grows: something is in from here on, or out? */
static bool is_foreseen(const manager_deviations *d, size_t file) {
    const delphi_study *study = d->folder->study;
    bool foreseen = false;
    for (size_t i = 0; file == INDICATORS && i < study->indicator_count; i++)
        foreseen |= begins(d, study->indicators[i].since) ||
                    (study->indicators[i].until && begins(d, study->indicators[i].until + 1));
    for (size_t i = 0; file == PANEL && i < study->expert_count; i++)
        foreseen |= begins(d, study->experts[i].since);
    return foreseen;
}

static void take_change(manager_deviations *d, size_t file, const manager_ledger_line *line) {
    if (is_foreseen(d, file))
        return;
    delphi_deviation *out = add_of(d, line, DELPHI_DEVIATION_CHANGE);
    out->why = (delphi_text){{NULL}};
    out->round = d->opened;
    out->about = watched[file];
}

/* What init wrote is there to be edited: a file counts from the first opening on. */
static void watch(manager_deviations *d, const manager_ledger_line *line) {
    if (strcmp(line->entry.act, "open") == 0)
        d->opened = line->round;
    for (size_t f = 0; d->opened && f < line->file_count; f++)
        for (size_t w = 0; w < MANAGER_WATCHED; w++) {
            if (strcmp(line->files[f].name, watched[w]) != 0)
                continue;
            if (d->seen[w] && strcmp(d->seen[w], line->files[f].sha256) != 0)
                take_change(d, w, line);
            d->seen[w] = line->files[f].sha256;
        }
}

/* As the files are now, against the last act that saw them. */
static void watch_now(manager_deviations *d) {
    const delphi_folder *folder = d->folder;
    const char *const now[MANAGER_WATCHED] = {
        [PROTOCOL] = folder->study->protocol.sha256,
        [INDICATORS] = folder->indicators_sha256,
        [PANEL] = folder->panel_sha256,
    };
    size_t count = delphi_ledger_count(d->ledger);
    for (size_t w = 0; w < MANAGER_WATCHED && count; w++)
        if (d->seen[w] && strcmp(d->seen[w], now[w]) != 0)
            take_change(d, w, manager_ledger_at(d->ledger, count - 1));
}

/* ---- all ---- */

static delphi_status take_line(manager_deviations *d, size_t index) {
    const manager_ledger_line *line = manager_ledger_at(d->ledger, index);
    const char *act = line->entry.act;
    if (line->fault)
        return DELPHI_OK;
    if (strcmp(act, "override") == 0)
        take_override(d, line);
    else if (strcmp(act, "ingest") == 0)
        take_correction(d, line);
    else if (strcmp(act, "recompute") == 0)
        take_recompute(d, line);
    else if (strcmp(act, "close") == 0)
        take_close(d, index, line);
    watch(d, line);
    return strcmp(act, "reopen") == 0 ? take_reopen(d, index, line) : DELPHI_OK;
}

static delphi_status take_notes(manager_deviations *d) {
    delphi_buffer bytes = {0};
    bool missing = true;
    const delphi_deviation *notes = NULL;
    size_t count = 0;
    char *path = base_path_join(d->folder->path, MANAGER_DEVIATIONS);
    delphi_status status =
        path ? base_file_read(path, path, &bytes, &missing, d->problems) : base_no_memory(d->problems);
    if (!status && !missing)
        status = delphi_read_deviations(d->folder->study, path, base_buffer_string(&bytes), bytes.size, &notes, &count,
                                        d->problems);
    for (size_t i = 0; i < count; i++)
        *add(d) = notes[i];
    delphi_buffer_free(&bytes);
    free(path);
    return status;
}

/* By date; those of one day as they came, the study's own after them. */
static void sort(manager_deviations *d) {
    for (size_t i = 1; i < d->count; i++)
        for (size_t k = i; k > 0 && strcmp(d->items[k].date, d->items[k - 1].date) < 0; k--) {
            delphi_deviation moved = d->items[k];
            d->items[k] = d->items[k - 1];
            d->items[k - 1] = moved;
        }
}

/* Those of later rounds are of a later report. */
static size_t cut(manager_deviations *d, int round) {
    size_t count = 0;
    for (size_t i = 0; i < d->count; i++)
        if (d->items[i].round <= round)
            d->items[count++] = d->items[i];
    return count;
}

delphi_status delphi_folder_deviations(delphi_folder *folder, int round, const delphi_deviation **out, size_t *count,
                                       delphi_problems *problems) {
    manager_deviations d = {.folder = folder, .problems = problems, .arena = base_arena_new()};
    delphi_status status = d.arena ? manager_ledger_load(folder->path, &d.ledger, problems) : base_no_memory(problems);
    for (size_t i = 0; !status && i < delphi_ledger_count(d.ledger); i++)
        status = take_line(&d, i);
    if (!status)
        watch_now(&d);
    if (!status)
        status = take_notes(&d);
    if (!status && d.failed)
        status = base_no_memory(problems);
    delphi_ledger_free(d.ledger);
    if (status) {
        base_arena_free(d.arena);
        return status;
    }
    sort(&d);
    base_arena_free(folder->deviations);
    folder->deviations = d.arena;
    *out = d.items;
    *count = cut(&d, round);
    return DELPHI_OK;
}
