/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Why an indicator came to its decision: the clauses that settled it, each with the value that it saw.
 *
 * results.json has every clause; here stand those that made the outcome: for a rule that holds the clauses that hold,
 * for one that does not those that do not, for an unknown one the unknown ones. Under a `not` before more than one
 * clause that would mislead, and all are shown. */
#include <string.h>

#include <delphi/stats.h>

#include "base/buffer.h"
#include "export/decision.h"
#include "export/phrase.h"
#include "export/text.h"

/* Whose outcome is explained, and to whom. */
typedef struct {
    const delphi_result *result;
    const delphi_protocol *protocol;
    delphi_language language;
} telling;

/* What is told of one rule: the heading, and which clauses stand under it. */
typedef struct {
    const char *heading; /* NULL: this rule is not spoken of */
    delphi_truth clauses;
} rule_telling;

static const struct {
    rule_telling keep, drop;
} tellings[DELPHI_DECISION_COUNT] = {
    [DELPHI_KEEP] = {{N_("Kept because:"), DELPHI_TRUE}, {NULL, DELPHI_FALSE}},
    [DELPHI_DROP] = {{NULL, DELPHI_FALSE}, {N_("Dropped because:"), DELPHI_TRUE}},
    [DELPHI_RERATE] = {{N_("Not kept because:"), DELPHI_FALSE}, {N_("Not dropped because:"), DELPHI_FALSE}},
    [DELPHI_NO_CONSENSUS] = {{N_("Not kept because:"), DELPHI_FALSE}, {N_("Not dropped because:"), DELPHI_FALSE}},
    [DELPHI_UNDECIDED] = {{N_("Unknown in the rule for keeping:"), DELPHI_UNKNOWN},
                          {N_("Unknown in the rule for dropping:"), DELPHI_UNKNOWN}},
    [DELPHI_CONFLICT] = {{N_("The rule for keeping holds:"), DELPHI_TRUE},
                         {N_("The rule for dropping holds:"), DELPHI_TRUE}},
};

static const char *const truths[] = {
    [DELPHI_FALSE] = N_("no"), [DELPHI_UNKNOWN] = N_("unknown"), [DELPHI_TRUE] = N_("yes")};

static bool in_name(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '-';
}

/* Does the clause name the criterion itself, as `relevance.median` does? */
static bool names(const char *clause, const char *criterion) {
    size_t length = strlen(criterion);
    for (const char *at = clause; (at = strstr(at, criterion)); at++)
        if (at[length] == '.' && (at == clause || !in_name(at[-1])))
            return true;
    return false;
}

static void append_place(const telling *t, const delphi_clause *clause, delphi_buffer *out) {
    const delphi_protocol *protocol = t->protocol;
    if (clause->criterion != DELPHI_NONE && protocol->criterion_count > 1 &&
        !names(clause->clause, protocol->criteria[clause->criterion].id)) {
        base_buffer_text(out, delphi_text_in(&protocol->criteria[clause->criterion].title, t->language));
        base_buffer_text(out, ": ");
    }
    if (clause->group != DELPHI_NONE) {
        base_buffer_text(out, delphi_text_in(&protocol->groups[clause->group].title, t->language));
        base_buffer_text(out, ": ");
    }
}

/* The value that a clause saw; why it is not defined is told once for several clauses in a row. */
static void append_seen(const telling *t, const delphi_value *value, delphi_reason *told, delphi_buffer *out) {
    base_buffer_text(out, ": ");
    if (value->kind == DELPHI_VALUE_UNDEFINED && value->reason == *told)
        base_buffer_text(out, export_words(t->language, N_("not defined")));
    else
        export_value(out, t->language, value);
    *told = value->kind == DELPHI_VALUE_UNDEFINED ? value->reason : DELPHI_REASON_NONE;
}

/* "share(high) >= 75%: 16/21 (76.2%) - yes", and for a measure on the right side "... against 3/21 (14.3%) - no". */
static void append_clause(const telling *t, const delphi_clause *clause, delphi_reason *told, delphi_buffer *out) {
    append_place(t, clause, out);
    base_buffer_text(out, clause->clause);
    if (clause->value.kind != DELPHI_VALUE_TRUTH)
        append_seen(t, &clause->value, told, out);
    if (clause->compare.kind != DELPHI_VALUE_UNDEFINED || clause->compare.reason != DELPHI_REASON_NONE) {
        base_buffer_char(out, ' ');
        base_buffer_text(out, export_words(t->language, N_("against")));
        base_buffer_char(out, ' ');
        export_value(out, t->language, &clause->compare);
    }
    /* "not defined" says enough by itself. */
    if (clause->holds != DELPHI_UNKNOWN || clause->value.kind != DELPHI_VALUE_UNDEFINED) {
        base_buffer_text(out, " \xE2\x80\x93 ");
        base_buffer_text(out, export_words(t->language, truths[clause->holds]));
    }
}

/* Is there a `not` (or `niet`) in front of something larger than one measure? */
static bool negates_several(const char *rule) {
    static const char *const words[] = {"not", "niet"};
    for (size_t w = 0; w < 2; w++) {
        size_t length = strlen(words[w]);
        for (const char *at = rule; (at = strstr(at, words[w])); at += length) {
            if ((at > rule && in_name(at[-1])) || in_name(at[length]))
                continue;
            const char *next = at + length + strspn(at + length, " \t\r\n");
            size_t size = 0;
            char name[64];
            while (in_name(next[size]) && size + 1 < sizeof name)
                size++;
            memcpy(name, next, size);
            name[size] = '\0';
            if (next[size] != '.' && delphi_measure_find(name) == DELPHI_NONE)
                return true;
        }
    }
    return false;
}

typedef struct {
    const delphi_outcome *outcome;
    bool of_keep;
    bool every;          /* show all clauses of the rule */
    delphi_truth wanted; /* else those that came to this */
} selection;

static bool chosen(const selection *choice, const delphi_clause *clause) {
    return clause->of_keep == choice->of_keep && (choice->every || clause->holds == choice->wanted);
}

static size_t count_chosen(const selection *choice) {
    size_t count = 0;
    for (size_t i = 0; i < choice->outcome->because_count; i++)
        count += chosen(choice, &choice->outcome->because[i]);
    return count;
}

static void append_line_break(delphi_buffer *out) {
    if (out->size > 0)
        base_buffer_char(out, '\n');
}

static void append_more(const telling *t, size_t count, delphi_buffer *out) {
    append_line_break(out);
    EXPORT_FILL(out,
                export_words_many(t->language, "and {count} more clause, in results.json",
                                  "and {count} more clauses, in results.json", count),
                {"count", export_number((int64_t)count).text});
}

/* The heading and the clauses of one rule; no more than `limit` of them. */
static void tell(const telling *t, const selection *choice, const char *heading, size_t limit, delphi_buffer *out) {
    size_t count = count_chosen(choice), shown = 0;
    delphi_reason told = DELPHI_REASON_NONE;
    if (count == 0)
        return;
    append_line_break(out);
    base_buffer_text(out, export_words(t->language, heading));
    for (size_t i = 0; i < choice->outcome->because_count && (limit == 0 || shown < limit); i++) {
        if (!chosen(choice, &choice->outcome->because[i]))
            continue;
        base_buffer_text(out, "\n\xE2\x80\xA2 ");
        append_clause(t, &choice->outcome->because[i], &told, out);
        shown++;
    }
    if (shown < count)
        append_more(t, count - shown, out);
}

static void tell_rule(const telling *t, const delphi_outcome *outcome, bool of_keep, size_t limit, delphi_buffer *out) {
    static const rule_telling not_selected = {N_("Not selected because:"), DELPHI_FALSE};
    const rule_telling *told =
        of_keep ? &tellings[outcome->rule_decision].keep : &tellings[outcome->rule_decision].drop;
    const char *rule = of_keep ? t->result->keep_rule : t->result->drop_rule;
    /* A rank is a clause of the rule for keeping, and is one without such a rule, too. */
    bool ranked = of_keep && outcome->rank && outcome->rank->candidate;
    if (ranked && outcome->rule_decision == DELPHI_DROP)
        told = &not_selected;
    if (!told->heading || (!rule && !ranked))
        return;
    selection choice = {outcome, of_keep, rule && negates_several(rule) && !ranked, told->clauses};
    tell(t, &choice, told->heading, limit, out);
}

/* "Decided by the steering group: ..."; then what the rules come to, and the clauses below are about. */
static void tell_override(const telling *t, const delphi_outcome *outcome, delphi_buffer *out) {
    if (!outcome->override_why)
        return;
    EXPORT_FILL(out, export_words(t->language, N_("Decided by the steering group: {why}")),
                {"why", outcome->override_why});
    append_line_break(out);
    EXPORT_FILL(out, export_words(t->language, N_("By the rules: {decision}")),
                {"decision", export_decision_word(t->language, outcome->rule_decision)});
}

void export_why(const delphi_result *result, delphi_language language, const delphi_outcome *outcome, size_t limit,
                delphi_buffer *out) {
    const telling t = {result, &result->study->protocol, language};
    tell_override(&t, outcome, out);
    tell_rule(&t, outcome, true, limit, out);
    tell_rule(&t, outcome, false, limit, out);
}
