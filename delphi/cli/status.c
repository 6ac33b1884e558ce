/* SPDX-License-Identifier: GPL-3.0-or-later */
/* `delphi status`: where the study stands, who has answered, and what comes next. */
#include "cli/answers.h"
#include "cli/decisions.h"
#include "cli/study.h"
#include "cli/table.h"

#include <delphi/questionnaire.h>

#include <stdlib.h>

static void print_deadline(const cli_standing *s) {
    if (!s->closes)
        return;
    printf(", closes on %s", s->closes);
    if (!s->dated)
        return;
    if (s->days_left > 0)
        printf(" (%ld day%s left)", s->days_left, cli_plural((size_t)s->days_left));
    else if (s->days_left == 0)
        printf(" (today)");
    else
        printf(" (%ld day%s ago)", -s->days_left, cli_plural((size_t)-s->days_left));
}

/* "6 topics · 14 indicators · ": each level that the study has. */
static void print_items(const cli_terminal *terminal, const delphi_study *study) {
    size_t counts[DELPHI_LEVEL_COUNT] = {0};
    if (study->protocol.scan.on) {
        size_t questions = delphi_question_count(study);
        printf("%zu question%s%s", questions, cli_plural(questions), terminal->signs->dot);
        return;
    }
    for (size_t i = 0; i < study->indicator_count; i++)
        counts[study->indicators[i].level]++;
    for (int l = DELPHI_LEVEL_COUNT - 1; l >= 0; l--)
        if (counts[l] || l == DELPHI_LEVEL_INDICATOR)
            printf("%zu %s%s", counts[l], delphi_level_count_name((delphi_level)l, counts[l]), terminal->signs->dot);
}

static void print_state(const cli_terminal *terminal, const cli_standing *s) {
    size_t rounds = s->study->protocol.round_count;
    const char *title = cli_study_title(s->study);
    size_t width = cli_text_width(terminal, title);
    cli_style_on(terminal, stdout, CLI_BOLD);
    cli_text_put(terminal, stdout, title, width < terminal->width ? width : terminal->width, false);
    cli_style_off(terminal, stdout, CLI_BOLD);
    putchar('\n');
    print_items(terminal, s->study);
    printf("%zu %s%s\n", s->study->expert_count, s->study->protocol.scan.on ? "participant" : "expert",
           cli_plural(s->study->expert_count));
    if (s->state == CLI_NOT_STARTED)
        printf("No round has been opened yet; %zu planned", rounds);
    else if (s->state == CLI_ROUND_OPEN)
        printf("Round %d of %zu is open%s", s->round, rounds,
               delphi_folder_round_state(s->folder, s->round) == DELPHI_ROUND_REOPENED ? " again" : "");
    else
        printf("Round %d of %zu is closed", s->round, rounds);
    if (s->state == CLI_ROUND_OPEN)
        print_deadline(s);
    putchar('\n');
}

static void print_part(const cli_terminal *terminal, bool *any, uint32_t count, const char *words) {
    if (!count)
        return;
    printf("%s%u %s", *any ? terminal->signs->dot : "           ", count, words);
    *any = true;
}

/* What came in and left otherwise than by being rated: nothing, mostly. */
static void print_flow(const cli_terminal *terminal, const delphi_result *result) {
    const delphi_flow *flow = &result->flow[result->round - 1];
    bool any = false;
    print_part(terminal, &any, flow->added, "added");
    print_part(terminal, &any, flow->reworded, "reworded");
    print_part(terminal, &any, flow->merged, "merged");
    print_part(terminal, &any, flow->split, "split off");
    print_part(terminal, &any, flow->withdrawn, "withdrawn");
    print_part(terminal, &any, flow->left_out, "left out with their topic");
    print_part(terminal, &any, result->overridden, "decided by the steering group");
    if (any)
        putchar('\n');
}

/* The rounds after one that was re-opened. */
static void print_waiting_rounds(const delphi_folder *folder) {
    for (int round = delphi_folder_closed(folder) + 2; round <= delphi_folder_opened(folder); round++)
        printf("  round %d: %s, and waits; STALE, since round %d was re-opened\n", round,
               delphi_folder_round_state(folder, round) == DELPHI_ROUND_CLOSED ? "closed" : "open",
               delphi_folder_stale(folder, round));
}

static delphi_status print_closed_rounds(cli_call *call, delphi_folder *folder) {
    delphi_status status = DELPHI_OK;
    for (int round = 1; round <= delphi_folder_closed(folder) && status == DELPHI_OK; round++) {
        const delphi_result *result;
        status = delphi_folder_result(folder, round, &result, call->problems);
        if (status != DELPHI_OK)
            break;
        printf("  round %d: ", round);
        if (result->scan)
            printf("wave %s, %u participant%s", result->scan->wave, result->scan->participants,
                   cli_plural(result->scan->participants));
        else
            cli_print_counts(&call->terminal, result);
        if (delphi_folder_stale(folder, round))
            printf("%sSTALE", call->terminal.signs->dot);
        putchar('\n');
        print_flow(&call->terminal, result);
    }
    print_waiting_rounds(folder);
    return status;
}

/* Of the last round, as long as the next one is not open: then it is too late for advice. */
static delphi_status print_advice(cli_call *call, delphi_folder *folder, const cli_standing *s) {
    const delphi_result *result;
    int round = delphi_folder_closed(folder);
    if (s->state == CLI_ROUND_OPEN || round < 2)
        return DELPHI_OK;
    delphi_status status = delphi_folder_stability(folder, round, &result, call->problems);
    return status == DELPHI_OK ? cli_print_advice(&call->terminal, result) : status;
}

/* Rounded, but 100 only where it is all of them. */
static int percent(uint32_t part, uint32_t whole) {
    int rounded = (int)((200 * (uint64_t)part + whole) / (2 * (uint64_t)whole));
    return rounded == 100 && part < whole ? 99 : rounded;
}

static void add_response(cli_table *table, const char *name, const delphi_response *response) {
    cli_table_add(table, CLI_PLAIN, "%s", name);
    cli_table_add(table, CLI_PLAIN, "%u", response->invited);
    cli_table_add(table, CLI_PLAIN, "%u", response->responded);
    cli_table_add(table, CLI_PLAIN, "%u", response->complete);
    if (response->invited > 0)
        cli_table_add(table, CLI_PLAIN, "%d%%", percent(response->responded, response->invited));
    else
        cli_table_add(table, CLI_PLAIN, "-");
}

/* "5 of 7 indicators have a ballot": nobody is waited for by name. */
static delphi_status print_voted(const cli_standing *s) {
    size_t all = s->result->outcome_count;
    printf("\n  %zu of %zu %s voted on\n", cli_count_ballots(s->result), all,
           delphi_level_count_name(s->result->level, all));
    return DELPHI_OK;
}

static delphi_status print_response(const cli_terminal *terminal, const cli_standing *s) {
    static const cli_column columns[] = {
        {.heading = "group", .elastic = true},   {.heading = "invited", .right = true},
        {.heading = "responded", .right = true}, {.heading = "complete", .right = true},
        {.heading = "response", .right = true},
    };
    const delphi_protocol *protocol = &s->study->protocol;
    if (s->result->kind == DELPHI_KIND_MEETING)
        return print_voted(s);
    cli_table *table = cli_table_new(terminal, columns, sizeof columns / sizeof *columns);
    for (size_t g = 0; g < protocol->group_count; g++) {
        const char *title = delphi_text_in(&protocol->groups[g].title, protocol->language);
        add_response(table, *title ? title : protocol->groups[g].id, &s->result->groups[g]);
    }
    add_response(table, "all", &s->result->response);
    putchar('\n');
    return cli_table_print(table, 2);
}

/* What experts would like to see added: somebody has to decide on it before the next round. */
static delphi_status print_proposals(cli_call *call, delphi_folder *folder, const cli_standing *s) {
    static const cli_column columns[] = {
        {.heading = "expert"}, {.heading = "no", .right = true}, {.heading = "proposal", .elastic = true}};
    delphi_proposals *proposals = NULL;
    delphi_status status = s->round ? delphi_folder_proposals(folder, s->round, &proposals, call->problems) : DELPHI_OK;
    if (status == DELPHI_OK && proposals && proposals->count) {
        printf("\nNew indicators proposed in round %d:\n", s->round);
        cli_table *table = cli_table_new(&call->terminal, columns, sizeof columns / sizeof *columns);
        for (size_t i = 0; i < proposals->count; i++) {
            cli_table_add(table, CLI_PLAIN, "%s", s->study->experts[proposals->items[i].expert].id);
            cli_table_add(table, CLI_PLAIN, "%d", proposals->items[i].number);
            cli_table_add(table, CLI_PLAIN, "%s", proposals->items[i].text);
        }
        status = cli_table_print(table, 2);
    }
    delphi_proposals_free(proposals);
    return status;
}

static delphi_status print_standing(cli_call *call, delphi_folder *folder, const cli_standing *s) {
    print_state(&call->terminal, s);
    delphi_status status = print_closed_rounds(call, folder);
    if (status == DELPHI_OK)
        status = print_advice(call, folder, s);
    if (status == DELPHI_OK && s->result)
        status = print_response(&call->terminal, s);
    if (status == DELPHI_OK && s->state == CLI_ROUND_OPEN && s->result->kind != DELPHI_KIND_MEETING)
        status = cli_print_reminders(&call->terminal, s);
    if (status == DELPHI_OK)
        status = print_proposals(call, folder, s);
    if (status == DELPHI_OK)
        cli_print_next_step(s);
    return status;
}

static delphi_status run(cli_call *call) {
    delphi_folder *folder = NULL;
    cli_standing standing = {0};
    if (call->values.missing && call->values.json)
        return cli_error(DELPHI_ERR_USAGE, "status: --missing does not go with --json, which lists them by itself");
    delphi_status status = cli_open_folder(call, DELPHI_FOLDER_READ, &folder);
    if (status == DELPHI_OK)
        status = cli_find_standing(call, folder, &standing);
    if (status == DELPHI_OK)
        status = delphi_folder_note_stale(folder, call->problems);
    if (status == DELPHI_OK)
        status = call->values.missing ? cli_print_missing(&standing)
                 : call->values.json  ? cli_print_standing_json(call, folder, &standing)
                                      : print_standing(call, folder, &standing);
    free(standing.answers);
    delphi_folder_free(folder);
    return status;
}

static const cli_option options[] = {
    {"missing", 'm', CLI_FLAG, NULL, "only who is to be reminded: a pseudonym a line", offsetof(cli_values, missing)},
    CLI_OPTION_JSON,
    CLI_OPTION_END,
};

const cli_command cli_command_status = {
    .name = "status",
    .arguments = "STUDY",
    .about = "who has answered, and what comes next",
    .details = "Shows where the study stands: the rounds so far, the response of each group, who has not "
               "answered or not completely, how many days are left, and what to do next. With --missing it lists "
               "those who have not answered completely, as 'delphi sheets --expert' takes them.",
    .examples = {"delphi status kernset", "delphi sheets kernset -o again --expert $(delphi status kernset --missing)"},
    .least = 1,
    .most = 1,
    .options = options,
    .run = run,
};
