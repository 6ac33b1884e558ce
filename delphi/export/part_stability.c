/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The part "Stability": a row an indicator and criterion, with what changed since the previous round for the group
 * and for the persons, side by side because either can hide the other; and which indicators are worth another round.
 * The final report has every round since the first. */
#include "export/parts.h"

#include <delphi/stability.h>

#include "base/rational.h"
#include "export/verdicts.h"

#define TEXT_CHARACTERS 120 /* "Decisions" has the whole */

/* What a column shows: of the indicator, a verdict, a median, or a measure of a pair by its name. */
typedef enum {
    ID,
    ROUNDS,
    TEXT,
    CRITERION,
    DECISION,
    ANOTHER,
    OPINION,
    GROUP_STABLE,
    INDIVIDUALS_STABLE,
    BEFORE,
    NOW,
    MEASURE
} content;

#define OF_GROUP       N_("Group: all ratings of either round")
#define OF_INDIVIDUALS N_("Individuals: experts who rated in both rounds")

typedef struct {
    const char *head; /* NULL: the measure's title */
    const char *over;
    content what;
    const char *measure;
    double width;
} column;

static const column columns[] = {
    {N_("Id"), NULL, ID, NULL, 7},
    {N_("Rounds"), NULL, ROUNDS, NULL, 9}, /* in a final report only */
    {N_("Text"), NULL, TEXT, NULL, 34},
    {N_("Criterion"), NULL, CRITERION, NULL, 16},
    {N_("Decision"), NULL, DECISION, NULL, 19},
    {N_("Worth another round"), NULL, ANOTHER, NULL, 10},
    {N_("Opinion"), NULL, OPINION, NULL, 15},
    {N_("Group stable"), OF_GROUP, GROUP_STABLE, "net_change_unpaired", 12},
    {NULL, OF_GROUP, MEASURE, "net_change_unpaired", 8},
    {N_("Median, previous round"), OF_GROUP, BEFORE, "median_change", 7},
    {N_("Median, this round"), OF_GROUP, NOW, "median_change", 7},
    {N_("Change in IQR"), OF_GROUP, MEASURE, "iqr_change", 7},
    {N_("Individuals stable"), OF_INDIVIDUALS, INDIVIDUALS_STABLE, "changed_share", 12},
    {NULL, OF_INDIVIDUALS, MEASURE, "matched", 6},
    {NULL, OF_INDIVIDUALS, MEASURE, "changed_share", 8},
    {NULL, OF_INDIVIDUALS, MEASURE, "changed_up", 6},
    {NULL, OF_INDIVIDUALS, MEASURE, "changed_down", 6},
    {NULL, OF_INDIVIDUALS, MEASURE, "wilcoxon_p_exact", 8},
    {N_("Kappa, quadratic"), OF_INDIVIDUALS, MEASURE, "kappa_quadratic", 7},
};
enum { COLUMNS = sizeof columns / sizeof *columns };

static const char *const opinions[DELPHI_OPINION_COUNT] = {
    [DELPHI_OPINION_NONE] = NC_("opinion", "not known"),
    [DELPHI_OPINION_CONSENSUS] = NC_("opinion", "consensus"),
    [DELPHI_OPINION_MAJORITY] = NC_("opinion", "majority"),
    [DELPHI_OPINION_BIPOLARITY] = NC_("opinion", "bipolarity"),
    [DELPHI_OPINION_PLURALITY] = NC_("opinion", "plurality"),
    [DELPHI_OPINION_DISAGREEMENT] = NC_("opinion", "disagreement"),
};

static bool is_shown(const report *r, const column *c) {
    return c->what != ROUNDS || r->order->final;
}

/* Rounds whose comparison with the one before is shown: only that of the report, or all. */
static bool is_compared(const report *r, int round) {
    const delphi_result *result = r->rounds[round - 1];
    return result && result->stability && (r->order->final || round == r->round);
}

/* ---- the answer ---- */

/* How the sentence goes: after the last round there is no other one to be had. */
static const char *answer_words(const report *r, uint64_t count) {
    if (r->result->last_round)
        return count == 0 ? part_words(r, N_("No indicator was left that is neither settled nor stable."))
                          : part_many(r,
                                      "{count} of {total} indicators was neither settled nor stable after the "
                                      "last round, so that another one might have moved it: {names}.",
                                      "{count} of {total} indicators were neither settled nor stable after the "
                                      "last round, so that another one might have moved them: {names}.",
                                      count);
    return count == 0 ? part_words(r, N_("No indicator is worth another round."))
                      : part_many(r, "{count} of {total} indicators is worth another round: {names}.",
                                  "{count} of {total} indicators are worth another round: {names}.", count);
}

/* "3 of 20 indicators are worth another round: I03, I07, I12." */
static void say_answer(report *r, document_part *part) {
    const delphi_result *result = r->result;
    delphi_buffer names = {0};
    uint64_t count = 0;
    for (size_t i = 0; i < result->stability_count; i++)
        if (result->stability[i].another_round && ++count)
            base_buffer_format(&names, "%s%s", names.size ? ", " : "",
                               r->study->indicators[result->stability[i].indicator].id);
    document_say(part, DOCUMENT_ANSWER,
                 PART_FILLED(r, answer_words(r, count), {"count", export_number((int64_t)count).text},
                             {"total", export_number((int64_t)result->stability_count).text},
                             {"names", part_text_of(r, &names)}));
    part_end(r, &names);
}

static void say_what_is_left_out(report *r, document_part *part) {
    size_t apart = r->result->outcome_count - r->result->stability_count;
    if (apart > 0)
        document_say(
            part, DOCUMENT_NOTE,
            PART_PHRASE(r, N_("Not compared, because they are new or have another wording (indicators: {count})."),
                        {"count", export_number((int64_t)apart).text}));
}

static void say_definitions(report *r, document_part *part) {
    size_t count;
    const delphi_verdict *verdicts = delphi_stability_verdicts(&count);
    document_say(part, DOCUMENT_SECTION, part_words(r, N_("What the verdicts mean")));
    for (size_t i = 0; i < count; i++) {
        delphi_buffer *out = part_new_phrase(r);
        base_buffer_format(out, "%s \xE2\x80\x93 %s (%s)", part_words(r, verdicts[i].title),
                           part_words(r, verdicts[i].definition), part_words(r, verdicts[i].source));
        document_say(part, DOCUMENT_NOTE, part_phrase_text(r));
    }
}

/* ---- group against individuals ---- */

static const char *const verdict_words[] = {
    [DELPHI_TRUE] = N_("\xE2\x9C\x93 stable"),
    [DELPHI_FALSE] = N_("\xE2\x9C\x97 not stable"),
};

/* "Of 60 comparisons (an indicator on a criterion) the group is stable in 40; in 12 of these the individuals are not."
 */
static void say_crossing(report *r, document_part *part) {
    uint64_t stable = 0, hidden = 0, all = r->result->stability_count * r->protocol->criterion_count;
    for (size_t i = 0; i < r->result->stability_count; i++)
        for (size_t c = 0; c < r->protocol->criterion_count; c++) {
            const delphi_stability_cell *cell = &r->result->stability[i].criteria[c];
            stable += cell->group_stable == DELPHI_TRUE;
            hidden += cell->group_stable == DELPHI_TRUE && cell->individuals_stable == DELPHI_FALSE;
        }
    document_say(
        part, DOCUMENT_PARAGRAPH,
        PART_PHRASE(r,
                    N_("Of {all} comparisons with round {round} (an indicator on a criterion) the group is "
                       "stable in {stable}; in {hidden} of these the individuals are not. A steady group can "
                       "hide experts who change."),
                    {"all", export_number((int64_t)all).text}, {"round", export_number(part_round_before(r)).text},
                    {"stable", export_number((int64_t)stable).text}, {"hidden", export_number((int64_t)hidden).text}));
}

/* ---- the rows ---- */

static const char *head_of(const column *c) {
    size_t count;
    return c->head ? c->head : delphi_pair_measures(&count)[delphi_pair_measure_find(c->measure)].title;
}

/* A row being written. */
typedef struct {
    report *r;
    document_table *table;
    const delphi_result *result; /* of the later round */
    const delphi_outcome *outcome;
    const delphi_stability *stability;
    size_t criterion;
} line;

static void put_verdict(const line *l, const delphi_value *stable) {
    if (stable->kind != DELPHI_VALUE_TRUTH)
        document_put_value(l->table, stable);
    else
        document_put_text(l->table, part_words(l->r, verdict_words[stable->as.truth ? DELPHI_TRUE : DELPHI_FALSE]),
                          stable->as.truth ? DOCUMENT_PLAIN : DOCUMENT_STRONG);
}

/* This round's median, or, from it and the change, that of the round before. */
static void put_median(const line *l, const delphi_value *change, bool before) {
    const delphi_cell *cell = delphi_result_cell(l->result, l->outcome, l->criterion, DELPHI_NONE);
    const delphi_value *now = &cell->values[delphi_measure_find("median")], *shown = before ? change : now;
    delphi_value earlier;
    if (before && now->kind == DELPHI_VALUE_RATIONAL && change->kind == DELPHI_VALUE_RATIONAL) {
        earlier = base_value_rational(base_rational_subtract(now->as.rational, change->as.rational));
        shown = &earlier;
    }
    document_put_value(l->table, shown);
}

static void put_of_indicator(const line *l, const column *c) {
    report *r = l->r;
    switch (c->what) {
    case ID:
        document_put_text(l->table, r->study->indicators[l->stability->indicator].id, DOCUMENT_STRONG);
        break;
    case ROUNDS:
        document_put_text(l->table,
                          PART_PHRASE(r, N_("{from} to {to}"),
                                      {"from", export_number(delphi_round_before(r->protocol, l->result->round)).text},
                                      {"to", export_number(l->result->round).text}),
                          DOCUMENT_PLAIN);
        break;
    case TEXT:
        document_put_text(l->table, part_start(r, part_indicator_text(r, l->stability->indicator), TEXT_CHARACTERS),
                          DOCUMENT_SMALL);
        break;
    case CRITERION:
        document_put_text(l->table, part_criterion_title(r, l->criterion), DOCUMENT_PLAIN);
        break;
    case DECISION:
        part_put_outcome(r, l->table, l->outcome);
        break;
    case ANOTHER:
        document_put_text(l->table, part_words(r, l->stability->another_round ? N_("yes") : N_("no")),
                          l->stability->another_round ? DOCUMENT_STRONG : DOCUMENT_PLAIN);
        break;
    default:
        document_put_text(
            l->table, export_words_in(r->language, "opinion", opinions[l->stability->criteria[l->criterion].opinion]),
            DOCUMENT_PLAIN);
    }
}

static void put_figure(const line *l, const column *c) {
    const delphi_stability_cell *cell = &l->stability->criteria[l->criterion];
    const delphi_value *value = &cell->values[delphi_pair_measure_find(c->measure)];
    delphi_value verdict;
    switch (c->what) {
    case GROUP_STABLE:
        verdict = export_group_stable(cell);
        put_verdict(l, &verdict);
        break;
    case INDIVIDUALS_STABLE:
        verdict = export_individuals_stable(cell);
        put_verdict(l, &verdict);
        break;
    case BEFORE:
    case NOW:
        put_median(l, value, c->what == BEFORE);
        break;
    default:
        document_put_measure(l->table, c->measure, value);
    }
}

static void put_line(const line *l) {
    document_start_row(l->table);
    for (size_t i = 0; i < COLUMNS; i++)
        if (!is_shown(l->r, &columns[i]))
            continue;
        else if (columns[i].measure)
            put_figure(l, &columns[i]);
        else
            put_of_indicator(l, &columns[i]);
}

static const delphi_stability *stability_of(const delphi_result *result, size_t indicator) {
    for (size_t i = 0; i < result->stability_count; i++)
        if (result->stability[i].indicator == indicator)
            return &result->stability[i];
    return NULL;
}

/* An indicator's rows: for each criterion the rounds one after another. */
static void put_indicator(report *r, document_table *table, size_t indicator) {
    for (size_t c = 0; c < r->protocol->criterion_count; c++)
        for (int round = 2; round <= r->round; round++) {
            const delphi_result *result = r->rounds[round - 1];
            const delphi_stability *found = is_compared(r, round) ? stability_of(result, indicator) : NULL;
            if (!found)
                continue;
            line l = {r, table, result, delphi_result_outcome(result, indicator), found, c};
            put_line(&l);
        }
}

static document_table *start_table(report *r, document_part *part) {
    document_column heads[COLUMNS];
    size_t count = 0;
    int left = 1; /* columns that name the row */
    for (size_t i = 0; i < COLUMNS; i++) {
        const column *c = &columns[i];
        if (!is_shown(r, c))
            continue;
        bool words = !c->measure || c->what == GROUP_STABLE || c->what == INDIVIDUALS_STABLE;
        heads[count++] = (document_column){.head = part_words(r, head_of(c)),
                                           .over = c->over ? part_words(r, c->over) : NULL,
                                           .width = c->width,
                                           .direction = words ? DOCUMENT_HEAD_WORDS : DOCUMENT_HEAD_UPWARDS,
                                           .names_row = c->what == ID};
        left = c->what == TEXT ? (int)count : left;
    }
    return document_add_table(
        part, &(document_table_spec){.columns = heads, .column_count = count, .filter = true, .frozen = left});
}

void part_stability(report *r, document_part *part) {
    document_set_title(part, r->order->final ? part_words(r, N_("Stability: what changed from round to round"))
                                             : PART_PHRASE(r, N_("Stability: what changed since round {round}"),
                                                           {"round", export_number(part_round_before(r)).text}));
    say_answer(r, part);
    say_crossing(r, part);
    say_what_is_left_out(r, part);
    document_table *table = start_table(r, part);
    for (size_t i = 0; i < r->study->indicator_count; i++)
        put_indicator(r, table, i);
    say_definitions(r, part);
}

bool part_stability_wanted(const report *r) {
    for (int round = 2; round <= r->round; round++)
        if (is_compared(r, round))
            return true;
    return false;
}
