/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The steering group decides otherwise than the rules. Its decision stands in overrides.csv, the ledger tells why, and
 * a closed round's results are written anew. */
#include "base/buffer.h"
#include "base/hash.h"
#include "base/problems.h"
#include "manager/disk.h"
#include "manager/reopen.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* All that one override has in its hands. */
typedef struct {
    delphi_folder *folder;
    delphi_problems *problems;
    int round;
    size_t indicator;
    const delphi_decision *decision; /* NULL: taken back */
    const char *why, *operator_name;
    delphi_ledger *ledger;
    delphi_decision rule;          /* what the rules come to */
    const delphi_override *before; /* what stood there; NULL */
    delphi_buffer overrides;       /* the new overrides.csv */
    delphi_buffer results;         /* the new results.json; empty where the round is open */
} override_job;

static base_place at_folder(const override_job *job) {
    return (base_place){.file = job->folder->path};
}

/* Decisions are put in while nothing rests on them. */
static delphi_status check_round(const override_job *job) {
    const delphi_folder *folder = job->folder;
    int round = job->round;
    if (round < 1 || round > folder->opened)
        return base_problem(job->problems, DELPHI_ERR_STATE, at_folder(job),
                            folder->opened ? "there is no round %d: it was not opened yet"
                                           : "there is no round %d: none was opened yet",
                            round);
    const manager_round *found = &folder->rounds[round - 1];
    if (!found->closed && !found->reopened)
        return base_problem(job->problems, DELPHI_ERR_STATE, at_folder(job),
                            "round %d is open: the rules decide when it is closed, and the steering group after that",
                            round);
    if (found->closed && round < folder->opened)
        return base_problem(job->problems, DELPHI_ERR_STATE, at_folder(job),
                            "round %d was opened on the decisions of round %d; to change these, re-open that round "
                            "first: `delphi reopen --round %d --why TEXT`",
                            round + 1, round, round);
    return manager_none_stale(folder, round, job->problems);
}

static delphi_status check_decision(const override_job *job, const delphi_result *result) {
    const char *id = job->folder->study->indicators[job->indicator].id;
    if (!job->decision)
        return job->before ? DELPHI_OK
                           : base_problem(job->problems, DELPHI_ERR_USAGE, at_folder(job),
                                          "there is no decision of the steering group on %s in round %d to take back",
                                          id, job->round);
    delphi_decision decision = *job->decision;
    const char *refusal = NULL;
    if (decision > DELPHI_NO_CONSENSUS)
        refusal = "is not for people to decide; allowed are keep, drop, rerate and no_consensus";
    else if (decision == DELPHI_RERATE && result->last_round)
        refusal = "cannot be decided after the last round: there is none to rate it in; add a round to study.json, or "
                  "decide no_consensus";
    else if (decision == DELPHI_NO_CONSENSUS && !result->last_round)
        refusal = "is for the last round only; before it there is rerate";
    else if (decision == job->rule && !job->before)
        refusal = "is what the rules come to by themselves";
    if (!refusal)
        return DELPHI_OK;
    return base_problem(job->problems, DELPHI_ERR_USAGE, at_folder(job), "%s: %s %s", id,
                        delphi_decision_name(decision), refusal);
}

static delphi_status find_indicator(override_job *job, const char *id) {
    const delphi_study *study = job->folder->study;
    const delphi_result *result;
    job->indicator = delphi_study_indicator(study, id);
    if (job->indicator == DELPHI_NONE)
        return base_problem(job->problems, DELPHI_ERR_USAGE, at_folder(job),
                            "there is no indicator \"%s\" in indicators.csv", id);
    delphi_status status = delphi_folder_result(job->folder, job->round, &result, job->problems);
    if (status)
        return status;
    const delphi_outcome *outcome = delphi_result_outcome(result, job->indicator);
    if (!outcome)
        return base_problem(job->problems, DELPHI_ERR_STATE, at_folder(job), "%s was not rated in round %d", id,
                            job->round);
    job->rule = outcome->rule_decision;
    job->before = delphi_study_override(study, job->round, job->indicator);
    return check_decision(job, result);
}

/* The override must be all that changes in the results. */
static delphi_status check_results(const override_job *job) {
    delphi_folder *folder = job->folder;
    if (!folder->rounds[job->round - 1].closed)
        return DELPHI_OK;
    char name[ROUND_NAME_ROOM];
    const delphi_result *result;
    delphi_buffer stored = {0}, computed = {0};
    delphi_status status = manager_read_results(folder, job->round, job->ledger, &stored, job->problems);
    if (!status)
        status = delphi_folder_appraisal(folder, job->round, &result, job->problems);
    if (!status && delphi_export_json(result, &computed))
        status = base_no_memory(job->problems);
    bool same = stored.size == computed.size && (!stored.size || memcmp(stored.data, computed.data, stored.size) == 0);
    if (!status && !same)
        status = manager_problem(folder->path, manager_round_name(job->round, "results.json", name), job->problems,
                                 DELPHI_ERR_STATE,
                                 "is not what the ratings and the protocol come to now; see `delphi recompute` first");
    delphi_buffer_free(&stored);
    delphi_buffer_free(&computed);
    return status;
}

static delphi_status write_overrides(override_job *job) {
    const delphi_study *study = job->folder->study;
    delphi_override *all = calloc(study->override_count + 1, sizeof *all);
    size_t count = 0;
    if (!all)
        return base_no_memory(job->problems);
    for (size_t i = 0; i < study->override_count; i++)
        if (&study->overrides[i] != job->before)
            all[count++] = study->overrides[i];
    if (job->decision)
        all[count++] = (delphi_override){job->round, job->indicator, *job->decision, job->why};
    delphi_status status = delphi_write_overrides(study, all, count, &job->overrides);
    free(all);
    return status ? base_no_memory(job->problems) : DELPHI_OK;
}

/* The study decides by the new overrides from here on. */
static delphi_status take_up(override_job *job) {
    delphi_folder *folder = job->folder;
    const delphi_result *result;
    manager_forget_results(folder, job->round);
    delphi_status status = delphi_read_overrides(folder->study, MANAGER_OVERRIDES, job->overrides.data,
                                                 job->overrides.size, job->problems);
    if (status || !folder->rounds[job->round - 1].closed)
        return status;
    status = delphi_folder_appraisal(folder, job->round, &result, job->problems);
    if (!status && delphi_export_json(result, &job->results))
        status = base_no_memory(job->problems);
    return status;
}

static delphi_status write_change(const override_job *job) {
    const delphi_folder *folder = job->folder;
    const char *id = folder->study->indicators[job->indicator].id, *rule = delphi_decision_name(job->rule);
    char name[ROUND_NAME_ROOM], words[128];
    if (job->decision)
        snprintf(words, sizeof words, "%s; the rules come to %s", delphi_decision_name(*job->decision), rule);
    else
        snprintf(words, sizeof words, "%s is taken back; the rules come to %s",
                 delphi_decision_name(job->before->decision), rule);
    manager_change_of of = {folder->lock, folder->path,       job->ledger,  "override",
                            job->round,   job->operator_name, job->problems};
    manager_change change;
    manager_change_start(&change, &of);
    manager_change_why(&change, job->why);
    manager_change_write(&change, MANAGER_OVERRIDES, job->overrides.data, job->overrides.size);
    if (job->results.size)
        manager_change_write(&change, manager_round_name(job->round, "results.json", name), job->results.data,
                             job->results.size);
    manager_change_note_study(&change, folder);
    delphi_status status = manager_change_commit(&change, "round %d: %s %s", job->round, id, words);
    manager_change_end(&change);
    return status;
}

static delphi_status change(override_job *job) {
    delphi_folder *folder = job->folder;
    const delphi_override *overrides = folder->study->overrides;
    size_t count = folder->study->override_count;
    delphi_status status = take_up(job);
    if (!status)
        status = write_change(job);
    if (!status) {
        base_sha256(job->overrides.data, job->overrides.size, folder->overrides_sha256);
        return DELPHI_OK;
    }
    folder->study->overrides = overrides;
    folder->study->override_count = count;
    manager_forget_results(folder, job->round);
    return status;
}

delphi_status delphi_folder_override(delphi_folder *folder, int round, const char *indicator,
                                     const delphi_decision *decision, const char *why, const char *operator_name,
                                     delphi_problems *problems) {
    override_job job = {.folder = folder,
                        .problems = problems,
                        .round = round,
                        .decision = decision,
                        .why = why,
                        .operator_name = operator_name};
    if (folder->study->protocol.scan.on)
        return base_problem(problems, DELPHI_ERR_STATE, (base_place){.file = folder->path},
                            "this is a scan, which decides nothing: there is nothing to be decided otherwise");
    delphi_status status = manager_why_check(why, "override", problems);
    if (!status)
        status = check_round(&job);
    if (!status)
        status = manager_ready(folder, &job.ledger, problems);
    if (!status)
        status = find_indicator(&job, indicator);
    if (!status)
        status = check_results(&job);
    if (!status)
        status = write_overrides(&job);
    if (!status)
        status = change(&job);
    delphi_buffer_free(&job.overrides);
    delphi_buffer_free(&job.results);
    delphi_ledger_free(job.ledger);
    return status;
}
