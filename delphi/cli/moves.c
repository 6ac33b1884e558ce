/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Decisions that move from one way of deciding to another: a rule under which the same ratings would be decided, or an
 * earlier state of the study. Below each stand the clauses that it moves by, of a rule that comes to another truth: on
 * the side where it does not hold, those that stand in its way; on the other side, those on the same value; and where
 * it holds on the later side alone, those that are new there, as long as they are few. */
#include "cli/moves.h"
#include "cli/decisions.h"
#include "cli/figures.h"
#include "cli/table.h"

#include <stdlib.h>
#include <string.h>

#define INDENT   4
#define MOST_NEW 6

/* Both tables, and for each head how many rows of clauses stand before those of the next one. */
typedef struct {
    const cli_terminal *terminal;
    const cli_moves *list;
    cli_table *heads, *clauses;
    size_t *ends;
} listing;

/* One rule of one indicator, on one side. */
typedef struct {
    const delphi_outcome *outcome;
    bool keep;
    delphi_truth truth;
    bool earlier; /* which side it is */
} side;

static bool has_unknown(const delphi_outcome *outcome, bool keep) {
    for (size_t i = 0; i < outcome->because_count; i++)
        if (outcome->because[i].of_keep == keep && outcome->because[i].holds == DELPHI_UNKNOWN)
            return true;
    return false;
}

/* What a rule came to, by the decision; where that is none, a rule with an unknown clause may be the cause. */
static side side_of(const delphi_outcome *outcome, bool keep, bool earlier) {
    delphi_decision d = outcome->rule_decision;
    bool holds = d == DELPHI_CONFLICT || d == (keep ? DELPHI_KEEP : DELPHI_DROP);
    delphi_truth truth = holds                                                 ? DELPHI_TRUE
                         : d == DELPHI_UNDECIDED && has_unknown(outcome, keep) ? DELPHI_UNKNOWN
                                                                               : DELPHI_FALSE;
    return (side){.outcome = outcome, .keep = keep, .truth = truth, .earlier = earlier};
}

static bool same_place(const delphi_clause *a, const delphi_clause *b) {
    return a->of_keep == b->of_keep && a->criterion == b->criterion && a->group == b->group;
}

/* Bytes of a clause up to its comparison: `share(high) ` of `share(high) >= 75%`. */
static size_t subject_size(const char *clause) {
    const char *signs[] = {"<", ">", "=", "!", "\xE2\x89"}; /* the last begins all three signs for not less and so on */
    size_t size = strlen(clause);
    for (size_t i = 0; i < sizeof signs / sizeof *signs; i++) {
        const char *at = strstr(clause, signs[i]);
        size = at && (size_t)(at - clause) < size ? (size_t)(at - clause) : size;
    }
    return size;
}

static bool same_subject(const delphi_clause *a, const delphi_clause *b) {
    size_t size = subject_size(a->clause);
    return same_place(a, b) && size == subject_size(b->clause) && strncmp(a->clause, b->clause, size) == 0;
}

/* Does this clause keep the rule from holding where it does not hold, and the very same one not so on the other side?
 */
static bool stands_in_the_way(const side *own, const side *other, const delphi_clause *clause) {
    if (clause->of_keep != own->keep || clause->holds != own->truth)
        return false;
    for (size_t i = 0; i < other->outcome->because_count; i++) {
        const delphi_clause *there = &other->outcome->because[i];
        if (same_place(there, clause) && strcmp(there->clause, clause->clause) == 0)
            return there->holds != clause->holds;
    }
    return true;
}

/* Is there a clause on the same value on the other side; and does one stand in the way there? */
static bool finds_subject(const side *own, const side *other, const delphi_clause *clause, bool *blocks) {
    bool known = false;
    *blocks = false;
    for (size_t i = 0; i < other->outcome->because_count; i++) {
        const delphi_clause *there = &other->outcome->because[i];
        if (!same_subject(there, clause))
            continue;
        known = true;
        *blocks = *blocks || stands_in_the_way(other, own, there);
    }
    return known;
}

/* Does the whole rule hold in the clause's group? A group in which it does not tells nothing of why it does elsewhere.
 */
static bool group_agrees(const side *own, const delphi_clause *clause) {
    for (size_t i = 0; i < own->outcome->because_count; i++) {
        const delphi_clause *other = &own->outcome->because[i];
        if (other->of_keep == clause->of_keep && other->group == clause->group && other->holds != DELPHI_TRUE)
            return false;
    }
    return true;
}

/* A clause of the later side that the earlier one does not have. */
static bool is_new(const side *own, const side *other, const delphi_clause *clause) {
    bool blocks;
    return !own->earlier && clause->of_keep == own->keep && clause->holds == own->truth &&
           !finds_subject(own, other, clause, &blocks) && (clause->group == DELPHI_NONE || group_agrees(own, clause));
}

static bool few_new(const side *own, const side *other) {
    size_t count = 0;
    for (size_t i = 0; i < own->outcome->because_count; i++)
        count += is_new(own, other, &own->outcome->because[i]);
    return count <= MOST_NEW;
}

/* Of the side on which the rule holds, or is nearer to it. */
static bool answers(const side *own, const side *other, const delphi_clause *clause, bool few) {
    bool blocks;
    if (clause->of_keep != own->keep || clause->holds != own->truth)
        return false;
    return (finds_subject(own, other, clause, &blocks) && blocks) || (few && is_new(own, other, clause));
}

/* Digits beyond the fourth decimal tell nobody anything here; --format json has them. */
static void write_value(const delphi_value *value, char *out, size_t size) {
    cli_figure_exact(value, out, size);
    bool number = value->kind == DELPHI_VALUE_RATIONAL || value->kind == DELPHI_VALUE_REAL;
    if (number && strlen(out) > 8)
        snprintf(out, size, "%.4f", delphi_value_real(value));
}

/* Where a clause was looked at; the criterion only where its text does not say it and there are several. */
static void add_place(cli_table *table, const delphi_protocol *p, const delphi_clause *clause) {
    const char *criterion = clause->criterion != DELPHI_NONE ? p->criteria[clause->criterion].id : "";
    const char *group = clause->group != DELPHI_NONE ? p->groups[clause->group].id : "";
    const char *text = clause->clause + (strncmp(clause->clause, "not ", 4) == 0 ? 4 : 0);
    size_t size = strlen(criterion);
    bool said = p->criterion_count == 1 || (strncmp(text, criterion, size) == 0 && text[size] == '.');
    cli_table_add(table, CLI_PLAIN, "%s%s%s", said ? "" : criterion, said || !*criterion || !*group ? "" : ", ", group);
}

/* `both`: clauses of both rules stand here, so that each has to say which it is of. */
static void add_clause(const listing *l, const side *s, bool both, const delphi_clause *clause) {
    static const char *const words[] = {"no", "unknown", "yes"};
    static const cli_style styles[] = {CLI_RED, CLI_YELLOW, CLI_GREEN};
    char value[160], compare[160] = "";
    write_value(&clause->value, value, sizeof value);
    if (clause->compare.kind != DELPHI_VALUE_UNDEFINED || clause->compare.reason != DELPHI_REASON_NONE)
        write_value(&clause->compare, compare, sizeof compare);
    cli_table *table = l->clauses;
    cli_table_add(table, CLI_FAINT, "%s", s->earlier ? l->list->earlier : l->list->later);
    cli_table_add(table, CLI_FAINT, "%s", !both ? "" : s->keep ? "keep" : "drop");
    cli_table_add(table, styles[clause->holds], "%s", words[clause->holds]);
    add_place(table, &l->list->study->protocol, clause);
    cli_table_add(table, CLI_PLAIN, "%s", clause->clause);
    cli_table_add(table, CLI_PLAIN, "%s%s%s", value, *compare ? " against " : "", compare);
}

static void add_telling(const listing *l, const side *own, const side *other, bool both) {
    bool few = few_new(own, other);
    for (size_t i = 0; i < own->outcome->because_count; i++) {
        const delphi_clause *clause = &own->outcome->because[i];
        if (own->truth < other->truth ? stands_in_the_way(own, other, clause) : answers(own, other, clause, few))
            add_clause(l, own, both, clause);
    }
}

/* What leaves an indicator undecided is told below all moves, once for all of them. */
static void add_clauses(const listing *l, const cli_move *move) {
    side before[2], after[2];
    for (int keep = 0; keep < 2; keep++) {
        before[keep] = side_of(move->was, keep, true);
        after[keep] = side_of(move->now, keep, false);
    }
    bool both = before[0].truth != after[0].truth && before[1].truth != after[1].truth;
    for (int keep = 1; keep >= 0 && move->to != DELPHI_UNDECIDED; keep--) {
        if (before[keep].truth == after[keep].truth)
            continue;
        add_telling(l, &before[keep], &after[keep], both);
        add_telling(l, &after[keep], &before[keep], both);
    }
}

static void add_head(const listing *l, const cli_move *move) {
    const cli_terminal *terminal = l->terminal;
    const delphi_study *study = l->list->study;
    const delphi_indicator *indicator = &study->indicators[move->now->indicator];
    cli_table_add(l->heads, cli_decision_style(move->to), "%s %s %s %s %s", cli_decision_mark(terminal, move->from),
                  cli_decision_words(move->from), terminal->signs->arrow, cli_decision_mark(terminal, move->to),
                  cli_decision_words(move->to));
    cli_table_add(l->heads, CLI_PLAIN, "%s", indicator->id);
    cli_table_add(l->heads, CLI_PLAIN, "%s", delphi_text_in(&indicator->text, study->protocol.language));
}

static void fill(listing *l) {
    for (size_t i = 0; i < l->list->count; i++) {
        add_head(l, &l->list->moves[i]);
        if (!l->list->unlike)
            add_clauses(l, &l->list->moves[i]);
        l->ends[i] = cli_table_rows(l->clauses);
    }
}

static bool print(const listing *m) {
    const cli_terminal *terminal = m->terminal;
    if (cli_table_failed(m->heads) || cli_table_failed(m->clauses))
        return false;
    cli_table_fit(m->heads, terminal->width);
    cli_table_fit(m->clauses, terminal->width - INDENT);
    bool good = cli_table_print_row(m->heads, DELPHI_NONE, 0);
    for (size_t row = 0, clause = 0; good && row < cli_table_rows(m->heads); row++) {
        good = cli_table_print_row(m->heads, row, 0);
        for (; good && clause < m->ends[row]; clause++)
            good = cli_table_print_row(m->clauses, clause, INDENT);
    }
    return good;
}

delphi_status cli_print_moves(const cli_terminal *terminal, const cli_moves *list) {
    size_t first = list->count ? list->moves[0].now->indicator : 0;
    delphi_level level = list->count ? list->study->indicators[first].level : DELPHI_LEVEL_INDICATOR;
    const cli_column head_columns[] = {
        {.heading = "decision"}, {.heading = "id"}, {.heading = delphi_level_name(level), .elastic = true}};
    static const cli_column clause_columns[] = {{.heading = NULL}, {.heading = NULL}, {.heading = NULL},
                                                {.heading = NULL}, {.elastic = true}, {.heading = NULL}};
    listing l = {.terminal = terminal,
                 .list = list,
                 .heads = cli_table_new(terminal, head_columns, sizeof head_columns / sizeof *head_columns),
                 .clauses = cli_table_new(terminal, clause_columns, sizeof clause_columns / sizeof *clause_columns),
                 .ends = calloc(list->count + 1, sizeof *l.ends)};
    bool good = l.ends != NULL;
    if (good) {
        fill(&l);
        good = print(&l);
    }
    cli_table_free(l.heads);
    cli_table_free(l.clauses);
    free(l.ends);
    return good ? DELPHI_OK : DELPHI_ERR_MEMORY;
}
