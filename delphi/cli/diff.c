/* SPDX-License-Identifier: GPL-3.0-or-later */
/* `delphi diff`: which decisions are other ones than at an earlier revision, or in another folder, and why. Both sides
 * are decided by this engine, so that what moves between them comes of data and rules; what the engine itself moves is
 * told apart, by the results that were written then. */
#include "cli/diff.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cli/study.h"

/* ---- the two sides ---- */

static bool is_study(const char *path) {
    char *name = NULL;
    bool found = asprintf(&name, "%s/study.json", path) >= 0 && access(name, F_OK) == 0;
    free(name);
    return found;
}

static delphi_status open_then(cli_call *call, cli_diff *d) {
    const char *study = call->values.arguments[0];
    d->against = call->values.arguments[1];
    if (is_study(d->against))
        return delphi_folder_open(d->against, DELPHI_FOLDER_READ, &d->then, call->problems);
    delphi_status status = delphi_revision_take(study, d->against, &d->revision, call->problems);
    if (status == DELPHI_OK && !is_study(delphi_revision_path(d->revision)))
        return cli_error(DELPHI_ERR_INPUT, "%s: there was no study in this folder at '%s'", study, d->against);
    return status ? status
                  : delphi_folder_open(delphi_revision_path(d->revision), DELPHI_FOLDER_READ, &d->then, call->problems);
}

static bool same_names(const delphi_named *a, size_t count_a, const delphi_named *b, size_t count_b) {
    if (count_a != count_b)
        return false;
    for (size_t i = 0; i < count_a; i++)
        if (strcmp(a[i].id, b[i].id) != 0)
            return false;
    return true;
}

static bool same_clauses(const delphi_protocol *a, const delphi_protocol *b) {
    return same_names(a->criteria, a->criterion_count, b->criteria, b->criterion_count) &&
           same_names(a->groups, a->group_count, b->groups, b->group_count);
}

/* ---- one round ---- */

static bool same_text(const char *a, const char *b) {
    return a == b || (a && b && strcmp(a, b) == 0);
}

/* The decisions that are other ones. DELPHI_ERR_MEMORY. */
static delphi_status find_moves(cli_diff_round *r) {
    const delphi_study *then = r->then->study, *now = r->now->study;
    r->moves = calloc(r->now->outcome_count + 1, sizeof *r->moves);
    for (size_t i = 0; r->moves && i < r->now->outcome_count; i++) {
        const delphi_outcome *outcome = &r->now->outcomes[i], *was = NULL;
        size_t at = delphi_study_indicator(then, now->indicators[outcome->indicator].id);
        if (at != DELPHI_NONE)
            was = delphi_result_outcome(r->then, at);
        r->came += !was;
        r->both += was != NULL;
        if (was && was->decision != outcome->decision)
            r->moves[r->moved++] =
                (cli_move){.was = was, .now = outcome, .from = was->decision, .to = outcome->decision};
    }
    r->left = r->then->outcome_count - r->both;
    return r->moves ? DELPHI_OK : DELPHI_ERR_MEMORY;
}

static void find_changes(cli_diff_round *r) {
    const delphi_study *then = r->then->study, *now = r->now->study;
    int i = r->now->round - 1;
    r->changed[CLI_DIFF_RATINGS] = !same_text(then->ratings[i]->sha256, now->ratings[i]->sha256);
    r->changed[CLI_DIFF_RULES] =
        !same_text(r->then->keep_rule, r->now->keep_rule) || !same_text(r->then->drop_rule, r->now->drop_rule);
    r->changed[CLI_DIFF_PROTOCOL] =
        !r->changed[CLI_DIFF_RULES] && !same_text(then->protocol.sha256, now->protocol.sha256);
    r->changed[CLI_DIFF_PANEL] = then->expert_count != now->expert_count;
    r->changed[CLI_DIFF_STEERING] = r->then->overridden != r->now->overridden;
}

static delphi_status compare_round(cli_call *call, const cli_diff *d, int round, cli_diff_round *r) {
    delphi_status status = delphi_folder_result(d->then, round, &r->then, call->problems);
    if (status == DELPHI_OK)
        status = delphi_folder_result(d->now, round, &r->now, call->problems);
    if (status != DELPHI_OK)
        return status;
    const delphi_recomputed *written = (size_t)round <= d->recomputed_count ? &d->recomputed[round - 1] : NULL;
    r->engine_moved = written ? written->moved : 0;
    find_changes(r);
    return find_moves(r);
}

/* ---- all of it ---- */

static delphi_status compare(cli_call *call, cli_diff *d) {
    delphi_status status =
        delphi_folder_recompute(d->then, true, NULL, &d->recomputed, &d->recomputed_count, call->problems);
    int then = delphi_folder_closed(d->then), now = delphi_folder_closed(d->now);
    d->closed_then = then;
    d->closed_now = now;
    d->unlike = !same_clauses(&delphi_folder_study(d->then)->protocol, &delphi_folder_study(d->now)->protocol);
    d->round_count = (size_t)(then < now ? then : now);
    d->rounds = calloc(d->round_count + 1, sizeof *d->rounds);
    if (!d->rounds)
        return DELPHI_ERR_MEMORY;
    for (size_t i = 0; i < d->round_count && status == DELPHI_OK; i++) {
        status = compare_round(call, d, (int)i + 1, &d->rounds[i]);
        d->moved += d->rounds[i].moved;
    }
    return status;
}

static void free_all(cli_diff *d) {
    for (size_t i = 0; d->rounds && i < d->round_count; i++)
        free(d->rounds[i].moves);
    free(d->rounds);
    delphi_folder_free(d->now);
    delphi_folder_free(d->then);
    delphi_revision_free(d->revision);
}

static delphi_status run(cli_call *call) {
    cli_diff d = {.study = call->values.arguments[0]};
    delphi_status status = cli_open_folder(call, DELPHI_FOLDER_READ, &d.now);
    if (status == DELPHI_OK)
        status = open_then(call, &d);
    if (status == DELPHI_OK)
        status = compare(call, &d);
    if (status == DELPHI_OK)
        status = call->values.json ? cli_diff_print_json(&d) : cli_diff_print(&call->terminal, &d);
    if (status == DELPHI_OK && call->values.check && d.moved > 0)
        status = DELPHI_ERR_INPUT;
    free_all(&d);
    return status;
}

static const cli_option options[] = {
    {"check", 'c', CLI_FLAG, NULL, "exit 1 where a decision moved", offsetof(cli_values, check)},
    CLI_OPTION_JSON,
    CLI_OPTION_END,
};

const cli_command cli_command_diff = {
    .name = "diff",
    .arguments = "STUDY REVISION",
    .about = "which decisions moved since a revision, and why",
    .details = "Compares the closed rounds of a study with what they were at a revision of the git repository that it "
               "lies in, or in another folder: which decisions moved, by which clauses, and whether ratings, rules or "
               "other parts of the protocol changed. Both sides are decided anew by this engine; where it does not "
               "come to what was written then, that is said apart.",
    .examples = {"delphi diff kernset HEAD~1", "delphi diff kernset ../kernset-before --json"},
    .least = 2,
    .most = 2,
    .options = options,
    .run = run,
};
