/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What `delphi diff` found, for people and as JSON. */
#include <cjson/cJSON.h>
#include <stdlib.h>
#include <string.h>

#include "cli/decisions.h"
#include "cli/diff.h"
#include "cli/json.h"
#include "cli/study.h"

static const char *const words[CLI_DIFF_CHANGES] = {
    [CLI_DIFF_RATINGS] = "ratings",
    [CLI_DIFF_RULES] = "rules",
    [CLI_DIFF_PROTOCOL] = "protocol",
    [CLI_DIFF_PANEL] = "panel",
    [CLI_DIFF_STEERING] = "decisions of the steering group",
};

/* "Round 2: other ratings and rules" */
static void print_head(const cli_diff_round *r) {
    size_t count = 0, said = 0;
    for (size_t i = 0; i < CLI_DIFF_CHANGES; i++)
        count += r->changed[i];
    printf("Round %d: %s", r->now->round, count ? "other " : "nothing that counts has changed");
    for (size_t i = 0; i < CLI_DIFF_CHANGES; i++) {
        if (!r->changed[i])
            continue;
        printf("%s%s", said == 0 ? "" : said + 1 == count ? " and " : ", ", words[i]);
        said++;
    }
    putchar('\n');
}

static void print_rule(const char *name, const char *then, const char *now) {
    if (then == now || (then && now && strcmp(then, now) == 0))
        return;
    printf("  %s  then  %s\n        now   %s\n", name, then ? then : "(none)", now ? now : "(none)");
}

static delphi_status print_round(const cli_terminal *terminal, const cli_diff *d, const cli_diff_round *r) {
    print_head(r);
    print_rule("keep", r->then->keep_rule, r->now->keep_rule);
    print_rule("drop", r->then->drop_rule, r->now->drop_rule);
    cli_moves list = {.study = r->now->study,
                      .moves = r->moves,
                      .count = r->moved,
                      .earlier = "then",
                      .later = "now",
                      .unlike = d->unlike};
    delphi_status status = DELPHI_OK;
    if (r->moved) {
        putchar('\n');
        status = cli_print_moves(terminal, &list);
        putchar('\n');
    }
    printf("  %zu of %zu decisions moved", r->moved, r->both);
    if (r->came)
        printf(" %s %zu indicator%s came into play", terminal->signs->dot, r->came, cli_plural(r->came));
    if (r->left)
        printf(" %s %zu left", terminal->signs->dot, r->left);
    printf("\n  then  ");
    cli_print_counts(terminal, r->then);
    printf("\n  now   ");
    cli_print_counts(terminal, r->now);
    putchar('\n');
    if (r->engine_moved)
        printf("  The results.json of then has %zu decision%s other than this engine takes on the same data.\n",
               r->engine_moved, cli_plural(r->engine_moved));
    return status;
}

delphi_status cli_diff_print(const cli_terminal *terminal, const cli_diff *d) {
    printf("%s against %s\n\n", d->study, d->against);
    if (d->unlike)
        printf("The criteria or the groups are other ones: clauses cannot be told side by side.\n\n");
    delphi_status status = DELPHI_OK;
    for (size_t i = 0; i < d->round_count && status == DELPHI_OK; i++) {
        status = print_round(terminal, d, &d->rounds[i]);
        putchar('\n');
    }
    for (int round = d->closed_then + 1; round <= d->closed_now; round++)
        printf("Round %d is closed now, and was not then.\n", round);
    for (int round = d->closed_now + 1; round <= d->closed_then; round++)
        printf("Round %d was closed then, and is not now.\n", round);
    if (d->closed_then == 0 && d->closed_now == 0)
        printf("No round is closed on either side.\n");
    return status;
}

/* ---- as JSON ---- */

static bool add_moves(cJSON *round, const cli_diff_round *r) {
    cJSON *moves = cJSON_AddArrayToObject(round, "moved");
    for (size_t i = 0; moves && i < r->moved; i++) {
        const cli_move *m = &r->moves[i];
        cJSON *move = cJSON_CreateObject();
        if (!cJSON_AddItemToArray(moves, move)) {
            cJSON_Delete(move);
            return false;
        }
        if (!cJSON_AddStringToObject(move, "id", r->now->study->indicators[m->now->indicator].id) ||
            !cJSON_AddStringToObject(move, "then", delphi_decision_name(m->from)) ||
            !cJSON_AddStringToObject(move, "now", delphi_decision_name(m->to)))
            return false;
    }
    return moves != NULL;
}

static bool add_round(cJSON *rounds, const cli_diff_round *r) {
    static const char *const names[CLI_DIFF_CHANGES] = {"ratings", "rules", "protocol", "panel", "steering_group"};
    cJSON *round = cJSON_CreateObject();
    if (!cJSON_AddItemToArray(rounds, round)) {
        cJSON_Delete(round);
        return false;
    }
    cJSON *changed =
        cJSON_AddNumberToObject(round, "round", r->now->round) ? cJSON_AddArrayToObject(round, "changed") : NULL;
    for (size_t i = 0; changed && i < CLI_DIFF_CHANGES; i++) {
        cJSON *name = r->changed[i] ? cJSON_CreateString(names[i]) : NULL;
        if (r->changed[i] && !cJSON_AddItemToArray(changed, name)) {
            cJSON_Delete(name);
            return false;
        }
    }
    return changed && cJSON_AddNumberToObject(round, "indicators", (double)r->both) &&
           cJSON_AddNumberToObject(round, "came", (double)r->came) &&
           cJSON_AddNumberToObject(round, "left", (double)r->left) &&
           cJSON_AddNumberToObject(round, "moved_by_engine", (double)r->engine_moved) && add_moves(round, r);
}

delphi_status cli_diff_print_json(const cli_diff *d) {
    cJSON *root = cJSON_CreateObject(), *rounds = NULL;
    if (root && cJSON_AddStringToObject(root, "study", delphi_folder_study(d->now)->protocol.id) &&
        cJSON_AddStringToObject(root, "against", d->against) &&
        cJSON_AddNumberToObject(root, "closed_then", d->closed_then) &&
        cJSON_AddNumberToObject(root, "closed_now", d->closed_now))
        rounds = cJSON_AddArrayToObject(root, "rounds");
    bool good = rounds != NULL;
    for (size_t i = 0; good && i < d->round_count; i++)
        good = add_round(rounds, &d->rounds[i]);
    return cli_print_json(root, good);
}
