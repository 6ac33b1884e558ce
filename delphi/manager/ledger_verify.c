/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the ledger proves: its own chain, and that the files are those that it recorded last. */
#include "manager/ledger.h"

#include "base/file.h"
#include "base/hash.h"
#include "base/index.h"
#include "base/number.h"
#include "base/problems.h"
#include "manager/disk.h"
#include "manager/plan.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define ZEROS "0000000000000000000000000000000000000000000000000000000000000000"

static delphi_status line_problem(const delphi_ledger *ledger, size_t index, const char *what,
                                  delphi_problems *problems) {
    char *file = base_path_join(manager_ledger_root(ledger), MANAGER_LEDGER);
    delphi_status status = base_problem(problems, DELPHI_ERR_INPUT, (base_place){.file = file, .line = (long)index + 1},
                                        "this line %s; put the file back from a copy", what);
    free(file);
    return status;
}

static delphi_status seal_problem(const delphi_ledger *ledger, delphi_problems *problems, const char *what) {
    return manager_problem(manager_ledger_root(ledger), MANAGER_SEAL, problems, DELPHI_ERR_INPUT,
                           "%s; put both files back from one and the same copy", what);
}

/* The last line has no follower that vouches for it: the seal does. */
static delphi_status check_seal(const delphi_ledger *ledger, delphi_problems *problems) {
    const manager_seal *seal = manager_ledger_seal(ledger);
    size_t count = delphi_ledger_count(ledger);
    char what[160];
    if (seal->kind == MANAGER_UNSEALED)
        return DELPHI_OK;
    if (seal->kind == MANAGER_SEAL_BROKEN)
        return seal_problem(ledger, problems, "is not the seal of a ledger (a number and a SHA-256)");
    if ((size_t)seal->count != count) {
        snprintf(what, sizeof what, "seals a ledger of %ld line%s, and " MANAGER_LEDGER " has %zu: lines were %s",
                 seal->count, seal->count == 1 ? "" : "s", count,
                 (size_t)seal->count > count ? "taken out at its end" : "added to it, or this is an older seal");
        return seal_problem(ledger, problems, what);
    }
    const manager_ledger_line *last = manager_ledger_at(ledger, count - 1);
    if (last->fault || strcmp(last->sha256, seal->sha256) == 0)
        return DELPHI_OK; /* a line that cannot be read was told of */
    return line_problem(ledger, count - 1, "is not the one that " MANAGER_SEAL " seals: it was altered", problems);
}

delphi_status manager_ledger_chain(const delphi_ledger *ledger, delphi_problems *problems) {
    delphi_status status = DELPHI_OK;
    const char *before = ZEROS;
    for (size_t i = 0; i < delphi_ledger_count(ledger); i++) {
        const manager_ledger_line *line = manager_ledger_at(ledger, i);
        if (line->fault)
            status = line_problem(ledger, i, line->fault, problems);
        else if (line->entry.number != (long)i + 1)
            status = line_problem(ledger, i, "is out of sequence: lines were taken out, added or moved", problems);
        else if (strcmp(line->prev, before) != 0)
            status = line_problem(ledger, i, "does not carry the hash of the line before it: that one was altered",
                                  problems);
        before = line->sha256;
    }
    delphi_status sealed = check_seal(ledger, problems);
    return status ? status : sealed;
}

/* Reads `round-N/` and moves past it. */
static bool skip_round(const char **name, int *round) {
    const char *slash = strchr(*name, '/');
    int64_t number;
    if (!slash || strncmp(*name, "round-", 6) != 0 ||
        !base_read_integer(*name + 6, (size_t)(slash - *name - 6), 1, 1000000, &number))
        return false;
    *round = (int)number;
    *name = slash + 1;
    return true;
}

static bool starts_with(const char **text, const char *start) {
    size_t size = strlen(start);
    if (strncmp(*text, start, size) != 0)
        return false;
    *text += size;
    return true;
}

bool manager_ledger_is_taken(const char *name, int *round, long *number) {
    int64_t value;
    *round = 0;
    if (!starts_with(&name, MANAGER_NOT_KEPT) && !(skip_round(&name, round) && starts_with(&name, "received/")))
        return false;
    const char *dash = strchr(name, '-');
    if (!dash || !base_read_integer(name, (size_t)(dash - name), 1, 1000000000, &value))
        return false;
    *number = (long)value;
    return true;
}

const manager_ledger_file *manager_ledger_last(const delphi_ledger *ledger, const char *name, long *line) {
    for (size_t i = delphi_ledger_count(ledger); i-- > 0;) {
        const manager_ledger_line *at = manager_ledger_at(ledger, i);
        for (size_t f = 0; f < at->file_count; f++) {
            if (strcmp(at->files[f].name, name) != 0)
                continue;
            if (line)
                *line = (long)i + 1;
            return &at->files[f];
        }
    }
    return NULL;
}

long manager_ledger_last_act(const delphi_ledger *ledger, const char *act, int round) {
    for (size_t i = delphi_ledger_count(ledger); i-- > 0;) {
        const manager_ledger_line *line = manager_ledger_at(ledger, i);
        if (line->round == round && strcmp(line->entry.act, act) == 0)
            return (long)i + 1;
    }
    return 0;
}

const manager_ledger_line *manager_ledger_taken(const delphi_ledger *ledger, const char *sha256) {
    for (size_t i = 0; i < delphi_ledger_count(ledger); i++) {
        const manager_ledger_line *at = manager_ledger_at(ledger, i);
        for (size_t f = 0; f < at->file_count; f++) {
            int round;
            long number;
            if (strcmp(at->files[f].sha256, sha256) == 0 && manager_ledger_is_taken(at->files[f].name, &round, &number))
                return at;
        }
    }
    return NULL;
}

/* How much a file may change without the ledger. */
typedef enum { FREE, MAY_GROW, FROZEN } firmness;

/* What init wrote is there to be edited, until a round is opened upon it. */
static firmness firmness_of(const char *name, const char *act) {
    int round;
    if (strcmp(name, "study.json") == 0 || strcmp(name, "indicators.csv") == 0 || strcmp(name, "panel.csv") == 0 ||
        strcmp(name, "options.csv") == 0 || strcmp(name, "blocks.csv") == 0)
        return strcmp(act, "init") == 0 ? FREE : MAY_GROW;
    if (strcmp(name, MANAGER_OVERRIDES) == 0)
        return FROZEN;
    if (strcmp(name, MANAGER_DEVIATIONS) == 0)
        return MAY_GROW;
    if (!skip_round(&name, &round))
        return FREE;
    static const char *const frozen[] = {"ratings.csv", "ballots.csv", "corrections.csv", "proposals.csv",
                                         "results.json"};
    for (size_t i = 0; i < sizeof frozen / sizeof *frozen; i++)
        if (strcmp(name, frozen[i]) == 0)
            return FROZEN;
    bool inside = starts_with(&name, "received/") || starts_with(&name, "superseded/");
    return inside && !strchr(name, '/') && strcmp(name, "..") != 0 ? FROZEN : FREE;
}

static delphi_status compare(const char *path, firmness firm, const manager_ledger_file *file, long line,
                             delphi_problems *problems) {
    bool missing;
    char sha256[65];
    delphi_status status = base_file_sha256(path, path, sha256, &missing, problems);
    if (status)
        return status;
    base_place place = {.file = path};
    if (missing)
        return base_problem(problems, DELPHI_ERR_INPUT, place, "is not there; line %ld of the ledger recorded it",
                            line);
    if (strcmp(sha256, file->sha256) == 0)
        return DELPHI_OK;
    if (firm == FROZEN)
        return base_problem(problems, DELPHI_ERR_INPUT, place,
                            "was changed after line %ld of the ledger recorded it; put the recorded version back",
                            line);
    base_notice(problems, place, "was changed after line %ld of the ledger recorded it", line);
    return DELPHI_OK;
}

/* A round that was re-opened has no results.json, unless a later line recorded one again. */
static bool was_superseded(const delphi_ledger *ledger, size_t line, const char *name) {
    int round;
    return skip_round(&name, &round) && strcmp(name, "results.json") == 0 &&
           manager_ledger_last_act(ledger, "reopen", round) > (long)line + 1;
}

static delphi_status verify_file(const delphi_ledger *ledger, size_t line, const manager_ledger_file *file,
                                 delphi_problems *problems) {
    firmness firm = firmness_of(file->name, manager_ledger_at(ledger, line)->entry.act);
    if (firm == FREE || was_superseded(ledger, line, file->name))
        return DELPHI_OK;
    char *path = base_path_join(manager_ledger_root(ledger), file->name);
    delphi_status status = path ? compare(path, firm, file, (long)line + 1, problems) : base_no_memory(problems);
    free(path);
    return status;
}

/* From the last line to the first: what is met first of a file is what was recorded last. */
static delphi_status verify_files(const delphi_ledger *ledger, base_index *seen, delphi_problems *problems) {
    delphi_status status = DELPHI_OK;
    for (size_t i = delphi_ledger_count(ledger); i-- > 0;) {
        const manager_ledger_line *line = manager_ledger_at(ledger, i);
        for (size_t f = 0; f < line->file_count; f++) {
            const char *name = line->files[f].name;
            if (base_index_find(seen, name, strlen(name)) != DELPHI_NONE)
                continue;
            if (!base_index_add(seen, name, strlen(name), i))
                return base_no_memory(problems);
            delphi_status one = verify_file(ledger, i, &line->files[f], problems);
            status = one ? one : status;
        }
    }
    return status;
}

/* No fault, since ledgers of before had none; but it is to be known. */
static void note_unsealed(const delphi_ledger *ledger, delphi_problems *problems) {
    if (!delphi_ledger_count(ledger) || manager_ledger_seal(ledger)->kind != MANAGER_UNSEALED)
        return;
    char *file = base_path_join(manager_ledger_root(ledger), MANAGER_SEAL);
    base_notice(problems, (base_place){.file = file},
                "is not there, so that nothing vouches for the ledger's last line; the next act writes it");
    free(file);
}

delphi_status delphi_ledger_verify(const delphi_ledger *ledger, delphi_problems *problems) {
    base_index *seen = base_index_new(64);
    if (!seen)
        return base_no_memory(problems);
    delphi_status chain = manager_ledger_chain(ledger, problems);
    note_unsealed(ledger, problems);
    delphi_status files = verify_files(ledger, seen, problems);
    base_index_free(seen);
    return chain ? chain : files;
}
