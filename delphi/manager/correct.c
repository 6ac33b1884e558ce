/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Corrections as they are written down: what stood there is never lost. */
#include "manager/correct.h"

#include "base/buffer.h"
#include "base/file.h"
#include "base/hash.h"
#include "base/number.h"
#include "base/problems.h"
#include "manager/disk.h"

#include <stdlib.h>
#include <string.h>

/* More than these stand in corrections.csv only. */
#define INLINE_MAX 5

delphi_status manager_correct_check(const delphi_folder *folder, const delphi_ingest_options *options,
                                    delphi_problems *problems) {
    if (!options->correct)
        return DELPHI_OK;
    if (options->again != DELPHI_AGAIN_REFUSE || options->keep_going)
        return base_problem(problems, DELPHI_ERR_USAGE, (base_place){0},
                            "a correction does not go with %s: it replaces single answers, of all files or of none",
                            options->keep_going ? "--keep-going" : "--again");
    delphi_status status = manager_why_check(options->why, "a correction", problems);
    if (!status && folder->opened && folder->opened == folder->closed)
        status = base_problem(problems, DELPHI_ERR_STATE, (base_place){.file = folder->path},
                              "round %d is closed, and only an open round can be corrected; `delphi reopen --round N "
                              "--why TEXT` opens a round again",
                              folder->closed);
    return status;
}

bool manager_correct_nothing(const delphi_intake_counts *counts) {
    return !counts->ratings && !counts->cannot_judge && !counts->comments && !counts->proposals && !counts->ballots &&
           !counts->corrected;
}

/* What the file holds now, which must be what the ledger recorded last. */
static delphi_status read_present(const manager_change *change, const char *name, delphi_buffer *out) {
    delphi_problems *problems = change->of.problems;
    bool missing;
    long line;
    char sha256[65];
    char *path = base_path_join(change->of.root, name);
    delphi_status status = path ? base_file_read(path, path, out, &missing, problems) : base_no_memory(problems);
    free(path);
    if (status)
        return status;
    const manager_ledger_file *last = manager_ledger_last(change->of.ledger, name, &line);
    base_sha256(base_buffer_string(out), out->size, sha256);
    if (!last || (!missing && strcmp(last->sha256, sha256) == 0))
        return DELPHI_OK;
    return manager_problem(change->of.root, name, problems, DELPHI_ERR_STATE,
                           "%s line %ld of the ledger recorded it; put that version back",
                           missing ? "is not there;" : "was changed by hand after", line);
}

static void say_rating(delphi_rating rating, delphi_buffer *out) {
    char digits[BASE_NUMBER_SIZE];
    if (rating == DELPHI_CANNOT_JUDGE)
        base_buffer_char(out, '?');
    else if (rating == DELPHI_MISSING)
        base_buffer_text(out, "withdrawn");
    else
        base_buffer_append(out, digits, base_write_integer(rating, digits));
}

/* "I07 9 for, 3 against -> 8 for, 4 against" */
static void say_ballots(const delphi_study *study, const delphi_correction *c, delphi_buffer *out) {
    base_buffer_format(out, "%s %u for, %u against -> %u for, %u against", study->indicators[c->indicator].id,
                       c->old_ballot->in_favour, c->old_ballot->against, c->new_ballot->in_favour,
                       c->new_ballot->against);
}

/* "P1 I01[relevance] 7 -> 8"; of a comment only that it changed: a text may be long. */
static void say(const delphi_study *study, const delphi_correction *c, delphi_buffer *out) {
    if (c->old_ballot) {
        say_ballots(study, c, out);
        return;
    }
    base_buffer_format(out, "%s %s", study->experts[c->expert].id, study->indicators[c->indicator].id);
    if (c->criterion != DELPHI_NONE)
        base_buffer_format(out, "[%s]", study->protocol.criteria[c->criterion].id);
    base_buffer_char(out, ' ');
    if (c->old_comment) {
        base_buffer_text(out, c->new_comment ? "comment" : "comment withdrawn");
        return;
    }
    say_rating(c->old_rating, out);
    base_buffer_text(out, " -> ");
    say_rating(c->new_rating, out);
}

static void say_all(const delphi_study *study, const delphi_correction *corrections, size_t count, const char *name,
                    delphi_buffer *out) {
    base_buffer_format(out, ", %zu corrected: ", count);
    for (size_t i = 0; i < count && i < INLINE_MAX; i++) {
        base_buffer_text(out, i ? ", " : "");
        say(study, &corrections[i], out);
    }
    if (count > INLINE_MAX)
        base_buffer_format(out, " and %zu more in %s", count - INLINE_MAX, name);
}

void manager_correct_write(manager_change *change, const delphi_folder *folder, delphi_intake *intake, const char *why,
                           delphi_buffer *words) {
    char name[ROUND_NAME_ROOM];
    size_t count;
    const delphi_correction *corrections = delphi_intake_corrections(intake, &count);
    if (change->status || !count)
        return;
    delphi_buffer bytes = {0};
    delphi_study asked = delphi_study_in_round(folder->study, change->of.round);
    manager_round_name(change->of.round, "corrections.csv", name);
    long act = (long)delphi_ledger_count(change->of.ledger) + 1;
    change->status = read_present(change, name, &bytes);
    if (!change->status && delphi_write_corrections(&asked, corrections, count, act, why, &bytes))
        change->status = base_no_memory(change->of.problems);
    manager_change_write(change, name, bytes.data, bytes.size);
    say_all(&asked, corrections, count, name, words);
    delphi_buffer_free(&bytes);
}
