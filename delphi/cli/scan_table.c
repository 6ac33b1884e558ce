/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tables of a wave of a scan: blocks, questions, participants. A score is rounded as the protocol says, a half upwards,
 * and a percentage to whole per cents: so are such figures published. */
#include "cli/scan.h"

#include "cli/study.h"
#include "cli/table.h"

#include <delphi/questionnaire.h>

#include <stdlib.h>
#include <string.h>

#define CELL        32
#define TYPES_MOST  6 /* more types than this are left to --csv and --json */
#define BLOCKS_MOST 24
#define TITLE_MOST  14 /* a longer title of a type would leave no room for blocks and answers */

static const char *title_of(const delphi_study *study, const delphi_text *text) {
    return delphi_text_in(text, study->protocol.language);
}

static const char *block_title(const delphi_study *study, const delphi_scan_block *block) {
    const char *title = title_of(study, block->title);
    return *title ? title : "(no block)";
}

static const char *type_title(const delphi_study *study, size_t group) {
    const char *title = title_of(study, &study->protocol.groups[group].title);
    return *title && strlen(title) <= TITLE_MOST ? title : study->protocol.groups[group].id;
}

/* The types that took part, for columns of their own. */
static size_t find_types(const delphi_result *result, size_t types[TYPES_MOST]) {
    size_t count = 0;
    for (size_t g = 0; g < result->study->protocol.group_count; g++) {
        if (result->groups[g].responded == 0)
            continue;
        if (count == TYPES_MOST)
            return 0;
        types[count++] = g;
    }
    return count;
}

static const char *score_text(const cli_terminal *terminal, const delphi_study *study, const delphi_value *score,
                              char out[CELL]) {
    int decimals = study->protocol.scan.decimals;
    if (score->kind == DELPHI_VALUE_UNDEFINED) {
        snprintf(out, CELL, "%s", terminal->signs->dash);
        return out;
    }
    int64_t units = delphi_scan_rounded(score, decimals), one = decimals == 2 ? 100 : decimals == 1 ? 10 : 1;
    int64_t whole = units < 0 ? -units : units;
    snprintf(out, CELL, "%s%lld", units < 0 ? "-" : "", (long long)(whole / one));
    if (decimals)
        snprintf(out + strlen(out), CELL - strlen(out), ".%0*lld", decimals, (long long)(whole % one));
    return out;
}

static void add_score(cli_table *table, const cli_terminal *terminal, const delphi_study *study,
                      const delphi_scan_score *score) {
    char cell[CELL];
    cli_table_add(table, score->suppressed ? CLI_FAINT : CLI_BOLD, "%s",
                  score_text(terminal, study, &score->value, cell));
    cli_table_add(table, CLI_FAINT, "%u", score->n);
}

/* ---- heads ---- */

static void print_head(const cli_terminal *terminal, const delphi_result *result) {
    const delphi_scan *scan = result->scan;
    delphi_rational low, high;
    char from[CELL], to[CELL];
    delphi_question_score_range(scan->study, &low, &high);
    delphi_value least = {.kind = DELPHI_VALUE_RATIONAL, .as.rational = low},
                 most = {.kind = DELPHI_VALUE_RATIONAL, .as.rational = high};
    delphi_value_text(&least, from, sizeof from);
    delphi_value_text(&most, to, sizeof to);
    printf("%s\n", cli_study_title(scan->study));
    printf("Wave %s%squestionnaire %s%s%u of %u participants%sscores from %s to %s\n\n", scan->wave,
           terminal->signs->dot, scan->version, terminal->signs->dot, scan->participants, result->response.invited,
           terminal->signs->dot, from, to);
}

static bool any_score_suppressed(const delphi_scan *scan) {
    for (size_t b = 0; b < scan->block_count; b++)
        for (size_t s = 0; s <= scan->study->protocol.group_count; s++)
            if (scan->blocks[b].scores[s].suppressed)
                return true;
    return false;
}

static bool any_answer_suppressed(const delphi_scan *scan) {
    for (size_t q = 0; q < scan->question_count; q++)
        for (size_t s = 0; s <= scan->study->protocol.group_count; s++)
            if (scan->questions[q].answers[s].suppressed)
                return true;
    return false;
}

static bool any_compared(const delphi_scan *scan) {
    for (size_t b = 0; b < scan->block_count; b++)
        if (scan->blocks[b].compared)
            return true;
    return false;
}

static void print_suppressed(const cli_terminal *terminal, const delphi_scan *scan) {
    char text[300];
    snprintf(text, sizeof text,
             "%s: not shown, for fewer than %d participants, or because such a figure could be worked out from it.",
             terminal->signs->dash, scan->study->protocol.min_group);
    cli_print_paragraph(terminal, text, 0);
}

static void print_notes(const cli_terminal *terminal, const delphi_scan *scan) {
    char text[300];
    if (any_score_suppressed(scan))
        print_suppressed(terminal, scan);
    if (any_compared(scan)) {
        snprintf(text, sizeof text, "Since %s: of all, over so many comparable questions (in brackets).",
                 scan->study->protocol.rounds[scan->previous - 1].wave);
        cli_print_paragraph(terminal, text, 0);
    }
    if (scan->not_asked_answers > 0) {
        snprintf(text, sizeof text, "%u answer%s to questions that the participant was not asked: left out.",
                 scan->not_asked_answers, cli_plural(scan->not_asked_answers));
        cli_print_paragraph(terminal, text, 0);
    }
}

/* ---- blocks ---- */

/* "2.4 → 2.6 (3)": over so many comparable questions. */
static void add_change(cli_table *table, const cli_terminal *terminal, const delphi_study *study,
                       const delphi_scan_block *block) {
    char then[CELL], now[CELL];
    if (!block->compared) {
        cli_table_add(table, CLI_PLAIN, "%s", "");
        return;
    }
    cli_table_add(table, CLI_PLAIN, "%s %s %s (%zu)", score_text(terminal, study, &block->then.value, then),
                  terminal->signs->arrow, score_text(terminal, study, &block->now.value, now), block->compared);
}

static void add_block(cli_table *table, const cli_terminal *terminal, const delphi_result *result,
                      const delphi_scan_block *block, const size_t *types, size_t type_count) {
    const delphi_study *study = result->study;
    cli_table_add(table, CLI_PLAIN, "%s", block_title(study, block));
    cli_table_add(table, CLI_PLAIN, "%zu", block->scored);
    add_score(table, terminal, study, &block->scores[0]);
    for (size_t t = 0; t < type_count; t++)
        add_score(table, terminal, study, &block->scores[1 + types[t]]);
    add_change(table, terminal, study, block);
}

delphi_status cli_print_blocks(const cli_terminal *terminal, const delphi_result *result) {
    const delphi_scan *scan = result->scan;
    size_t types[TYPES_MOST], type_count = find_types(result, types), used = 0;
    cli_column columns[5 + 2 * TYPES_MOST] = {{.heading = "block", .elastic = true}};
    char since[96] = "";
    columns[++used] = (cli_column){.heading = "questions", .right = true};
    columns[++used] = (cli_column){.heading = "all", .right = true};
    columns[++used] = (cli_column){.heading = "n", .right = true};
    for (size_t t = 0; t < type_count; t++) {
        columns[++used] = (cli_column){.heading = type_title(scan->study, types[t]), .right = true};
        columns[++used] = (cli_column){.heading = "n", .right = true};
    }
    if (any_compared(scan))
        snprintf(since, sizeof since, "since %s", scan->study->protocol.rounds[scan->previous - 1].wave);
    columns[++used] = (cli_column){.heading = since};
    cli_table *table = cli_table_new(terminal, columns, used + 1);
    print_head(terminal, result);
    for (size_t b = 0; b < scan->block_count; b++)
        if (scan->blocks[b].scored > 0)
            add_block(table, terminal, result, &scan->blocks[b], types, type_count);
    delphi_status status = cli_table_print(table, 0);
    print_notes(terminal, scan);
    return status;
}

/* ---- questions ---- */

static void add_share(cli_table *table, const cli_terminal *terminal, const delphi_scan_answers *a, size_t option,
                      bool with_count) {
    bool shown = !a->suppressed && a->n > 0;
    if (with_count && shown)
        cli_table_add(table, CLI_PLAIN, "%u", a->counts[option]);
    else if (with_count)
        cli_table_add(table, CLI_FAINT, "%s", terminal->signs->dash);
    if (shown)
        cli_table_add(table, with_count ? CLI_BOLD : CLI_PLAIN, "%d%%", delphi_scan_percent(a->counts[option], a->n));
    else
        cli_table_add(table, CLI_FAINT, "%s", terminal->signs->dash);
}

/* The base of a question stands in a row of its own, and so does its score. */
static void add_base(cli_table *table, const cli_terminal *terminal, const delphi_scan *scan,
                     const delphi_scan_question *q, const size_t *types, size_t type_count) {
    char cell[CELL];
    cli_table_add(table, CLI_FAINT, "%s", q->multiple ? "chose one at least" : "answered");
    cli_table_add(table, CLI_FAINT, "%u", q->answers[0].n);
    cli_table_add(table, CLI_FAINT, "%s", "");
    for (size_t t = 0; t < type_count; t++)
        cli_table_add(table, CLI_FAINT, "%u", q->answers[1 + types[t]].n);
    if (q->multiple || !delphi_question_is_scored(scan->study, q->indicators[0]))
        return;
    cli_table_add(table, CLI_FAINT, "score");
    cli_table_add(table, CLI_FAINT, "%s", "");
    cli_table_add(table, CLI_FAINT, "%s", score_text(terminal, scan->study, &q->answers[0].score.value, cell));
    for (size_t t = 0; t < type_count; t++)
        cli_table_add(table, CLI_FAINT, "%s",
                      score_text(terminal, scan->study, &q->answers[1 + types[t]].score.value, cell));
}

static void add_question(cli_table *table, const cli_terminal *terminal, const delphi_scan *scan,
                         const delphi_scan_question *q, const size_t *types, size_t type_count) {
    for (size_t k = 0; k < q->option_count; k++) {
        const char *label = title_of(scan->study, delphi_scan_option(scan, q, k));
        if (*label)
            cli_table_add(table, CLI_PLAIN, "%s", label);
        else
            cli_table_add(table, CLI_PLAIN, "%zu", k + 1);
        add_share(table, terminal, &q->answers[0], k, true);
        for (size_t t = 0; t < type_count; t++)
            add_share(table, terminal, &q->answers[1 + types[t]], k, false);
    }
    add_base(table, terminal, scan, q, types, type_count);
}

static void print_question_head(const cli_terminal *terminal, const delphi_scan *scan, const delphi_scan_question *q,
                                bool new_block) {
    const delphi_indicator *first = &scan->study->indicators[q->indicators[0]];
    cli_style_on(terminal, stdout, CLI_BOLD);
    if (new_block)
        printf("\n%s\n", block_title(scan->study, &scan->blocks[q->block]));
    printf("%s", first->id);
    if (q->multiple && q->option_count > 1)
        printf(" to %s", scan->study->indicators[q->indicators[q->option_count - 1]].id);
    cli_style_off(terminal, stdout, CLI_BOLD);
    printf("  %s", title_of(scan->study, q->title));
    if (first->asked_count > 0)
        printf(" (asked of %u, by %s)", q->answers[0].asked, scan->study->indicators[first->asked_of].id);
    putchar('\n');
}

/* Rows of a question in the table: its options, its base, and its score. */
static size_t rows_of(const delphi_scan *scan, const delphi_scan_question *q) {
    return q->option_count + (q->multiple || !delphi_question_is_scored(scan->study, q->indicators[0]) ? 1 : 2);
}

delphi_status cli_print_questions(const cli_terminal *terminal, const delphi_result *result) {
    const delphi_scan *scan = result->scan;
    size_t types[TYPES_MOST], type_count = find_types(result, types), row = 0;
    cli_column columns[3 + TYPES_MOST] = {
        {.heading = "answer", .elastic = true}, {.heading = "n", .right = true}, {.heading = "all", .right = true}};
    for (size_t t = 0; t < type_count; t++)
        columns[3 + t] = (cli_column){.heading = type_title(scan->study, types[t]), .right = true};
    cli_table *table = cli_table_new(terminal, columns, 3 + type_count);
    for (size_t q = 0; q < scan->question_count; q++)
        add_question(table, terminal, scan, &scan->questions[q], types, type_count);
    cli_table_fit(table, terminal->width - 2);
    bool good = !cli_table_failed(table) && cli_table_print_row(table, DELPHI_NONE, 2);
    for (size_t q = 0; q < scan->question_count && good; q++) {
        const delphi_scan_question *question = &scan->questions[q];
        print_question_head(terminal, scan, question, q == 0 || question->block != question[-1].block);
        for (size_t end = row + rows_of(scan, question); row < end && good; row++)
            good = cli_table_print_row(table, row, 2);
    }
    cli_table_free(table);
    if (any_answer_suppressed(scan))
        print_suppressed(terminal, scan);
    return good ? DELPHI_OK : DELPHI_ERR_MEMORY;
}

/* ---- participants ---- */

delphi_status cli_print_participants(const cli_terminal *terminal, const delphi_result *result) {
    const delphi_scan *scan = result->scan;
    cli_column columns[1 + BLOCKS_MOST] = {{.heading = "participant"}};
    char heads[BLOCKS_MOST][CELL], cell[CELL];
    size_t blocks[BLOCKS_MOST], count = 0;
    for (size_t b = 0; b < scan->block_count && count < BLOCKS_MOST; b++)
        if (scan->blocks[b].scored > 0) {
            snprintf(heads[count], CELL, "%zu", count + 1);
            columns[1 + count] = (cli_column){.heading = heads[count], .right = true};
            blocks[count++] = b;
        }
    cli_table *table = cli_table_new(terminal, columns, 1 + count);
    for (size_t e = 0; e < scan->study->expert_count; e++) {
        bool any = false;
        for (size_t i = 0; i < count && !any; i++)
            any = scan->blocks[blocks[i]].answered[e] > 0;
        if (!any)
            continue;
        cli_table_add(table, CLI_BOLD, "%s", scan->study->experts[e].id);
        for (size_t i = 0; i < count; i++)
            cli_table_add(table, CLI_PLAIN, "%s",
                          score_text(terminal, scan->study, &scan->blocks[blocks[i]].own[e], cell));
    }
    print_head(terminal, result);
    for (size_t i = 0; i < count; i++)
        printf("  %zu  %s\n", i + 1, block_title(scan->study, &scan->blocks[blocks[i]]));
    putchar('\n');
    return cli_table_print(table, 0);
}
