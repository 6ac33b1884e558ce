/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A rule as a part of a sentence. Clauses on one criterion stand together behind its name; what is joined otherwise is
 * kept apart by semicolons, and further in by parentheses, so that the words can be read in one way only. */
#include <string.h>

#include "base/buffer.h"
#include "export/phrase.h"
#include "export/rule_terms.h"
#include "export/rule_words.h"
#include "export/text.h"

typedef struct {
    rule_voice voice;
    const delphi_rule *rule;
    size_t criterion; /* whose name has been said; DELPHI_NONE: none */
} telling;

/* Parts in a row. */
typedef struct {
    delphi_rule_part next;
    size_t left;
} row;

/* What stands in a list by itself: parts in a row that are all on one criterion, or a single one. */
typedef struct {
    row parts;
    size_t criterion; /* to be named; DELPHI_NONE: none */
} entry;

static void tell(const telling *t, const delphi_rule_part *part, int depth, delphi_buffer *out);

static const char *say(const telling *t, const char *text) {
    return rule_say(&t->voice, text);
}

/* ---- criteria ---- */

/* The one criterion that all of a part is on; DELPHI_NONE where it is on several, or on none. */
static size_t criterion_of(const telling *t, const delphi_rule_part *part) {
    delphi_rule_part child;
    if (part->shape == DELPHI_RULE_CLAUSE) {
        delphi_rule_clause clause = delphi_rule_clause_at(t->rule, part->clause);
        size_t left = clause.left.criterion, right = clause.right.criterion;
        return left == DELPHI_NONE ? right : right == DELPHI_NONE || right == left ? left : DELPHI_NONE;
    }
    size_t criterion = DELPHI_NONE;
    bool more = delphi_rule_part_first(part, &child);
    for (bool first = true; more; more = delphi_rule_part_next(&child, &child), first = false) {
        size_t own = criterion_of(t, &child);
        if (own == DELPHI_NONE || (!first && own != criterion))
            return DELPHI_NONE;
        criterion = own;
    }
    return criterion;
}

/* The same where its name is still to be said. */
static size_t criterion_to_name(const telling *t, const delphi_rule_part *part) {
    size_t criterion = criterion_of(t, part);
    return criterion == t->criterion || !rule_criterion(&t->voice, criterion) ? DELPHI_NONE : criterion;
}

/* ---- lists ---- */

static row row_of(const delphi_rule_part *whole) {
    delphi_rule_part part;
    row out = {0};
    for (bool more = delphi_rule_part_first(whole, &part); more; more = delphi_rule_part_next(&part, &part))
        if (out.left++ == 0)
            out.next = part;
    return out;
}

static void step(row *parts) {
    parts->left--;
    delphi_rule_part_next(&parts->next, &parts->next);
}

/* The entry with which the row begins, taken from it. */
static entry take_entry(const telling *t, row *parts) {
    entry out = {{parts->next, 1}, criterion_to_name(t, &parts->next)};
    for (step(parts); parts->left > 0 && out.criterion != DELPHI_NONE; step(parts), out.parts.left++)
        if (criterion_to_name(t, &parts->next) != out.criterion)
            break;
    return out;
}

static bool has_one_clause(const delphi_rule_part *part) {
    row inside = row_of(part);
    return part->shape == DELPHI_RULE_CLAUSE || (inside.left == 1 && has_one_clause(&inside.next));
}

/* Would the entry, said bare, run into what comes after it? */
static bool is_complex(const entry *e, bool last) {
    if (e->criterion != DELPHI_NONE || e->parts.left > 1)
        return true;
    return e->parts.next.shape != DELPHI_RULE_CLAUSE && !(last && has_one_clause(&e->parts.next));
}

static bool has_complex(const telling *t, row parts) {
    while (parts.left > 0) {
        entry e = take_entry(t, &parts);
        if (is_complex(&e, parts.left == 0))
            return true;
    }
    return false;
}

static void tell_entry(const telling *t, const entry *e, bool any, int depth, delphi_buffer *out);

/* "A, B and C"; "A and B; and C". */
static void tell_row(const telling *t, row parts, bool any, int depth, delphi_buffer *out) {
    const char *joint = any ? export_words_in(t->voice.language, "either", NC_("either", "or")) : say(t, N_("and"));
    bool complex = has_complex(t, parts);
    for (bool first = true; parts.left > 0; first = false) {
        entry e = take_entry(t, &parts);
        bool last = parts.left == 0, enclosed = depth > 0 && is_complex(&e, last);
        if (!first)
            base_buffer_text(out, complex && depth == 0 ? "; " : last ? " " : ", ");
        if (!first && last)
            base_buffer_format(out, "%s ", joint);
        base_buffer_text(out, enclosed ? "(" : "");
        tell_entry(t, &e, any, depth + 1, out);
        base_buffer_text(out, enclosed ? ")" : "");
    }
}

static void tell_entry(const telling *t, const entry *e, bool any, int depth, delphi_buffer *out) {
    telling inside = *t;
    delphi_buffer conditions = {0};
    bool named = e->criterion != DELPHI_NONE;
    inside.criterion = named ? e->criterion : t->criterion;
    if (e->parts.left == 1)
        tell(&inside, &e->parts.next, depth, &conditions);
    else
        tell_row(&inside, e->parts, any, depth, &conditions);
    EXPORT_FILL(out, named ? say(t, N_("on {criterion} {conditions}")) : "{conditions}",
                {"criterion", named ? rule_criterion(&t->voice, e->criterion) : ""},
                {"conditions", base_buffer_string(&conditions)});
    out->failed |= conditions.failed;
    delphi_buffer_free(&conditions);
}

/* ---- parts ---- */

static const char *pattern_of(const telling *t, const delphi_rule_part *part) {
    switch (part->shape) {
    case DELPHI_RULE_ANY_OF:
        return say(t, N_("either {conditions}"));
    case DELPHI_RULE_NOT:
        return say(t, N_("no case of ({conditions})"));
    case DELPHI_RULE_CRITERIA:
        if (t->voice.study->protocol.criterion_count == 1) /* nobody asks which */
            return "{conditions}";
        return say(t,
                   part->every ? N_("on every criterion {conditions}") : N_("on at least one criterion {conditions}"));
    case DELPHI_RULE_GROUPS:
        return say(t, part->every ? N_("in every group with {least} or more valid ratings {conditions}")
                                  : N_("in at least one group with {least} or more valid ratings {conditions}"));
    default:
        return "{conditions}";
    }
}

static void tell(const telling *t, const delphi_rule_part *part, int depth, delphi_buffer *out) {
    delphi_buffer conditions = {0};
    row inside = row_of(part);
    if (part->shape == DELPHI_RULE_CLAUSE) {
        delphi_rule_clause clause = delphi_rule_clause_at(t->rule, part->clause);
        rule_clause_noun(&t->voice, &clause, out);
        return;
    }
    if (inside.left > 1) {
        tell_row(t, inside, part->shape == DELPHI_RULE_ANY_OF, depth, &conditions);
    } else {
        entry whole = {inside, criterion_to_name(t, &inside.next)};
        tell_entry(t, &whole, false, depth, &conditions);
    }
    EXPORT_FILL(out, pattern_of(t, part), {"conditions", base_buffer_string(&conditions)},
                {"least", export_number(t->voice.study->protocol.min_group).text});
    out->failed |= conditions.failed;
    delphi_buffer_free(&conditions);
}

/* ---- */

void export_rule_prose(const delphi_result *result, delphi_language language, bool keep, delphi_buffer *out) {
    telling t = {{result->study, language}, delphi_result_rule(result, keep), DELPHI_NONE};
    if (result->kind == DELPHI_KIND_MEETING)
        export_meeting_words(result, language, keep, out);
    if (!t.rule)
        return;
    entry whole = {{delphi_rule_whole(t.rule), 1}, DELPHI_NONE};
    whole.criterion = criterion_to_name(&t, &whole.parts.next);
    tell_entry(&t, &whole, false, 0, out);
}

void export_rule_definitions(const delphi_result *result, delphi_language language, bool keep, delphi_buffer *out) {
    const rule_voice voice = {result->study, language};
    const delphi_rule *rule = delphi_result_rule(result, keep);
    for (size_t i = 0; rule && i < delphi_rule_clause_count(rule); i++) {
        delphi_rule_clause clause = delphi_rule_clause_at(rule, i);
        const char *definition =
            clause.sign < DELPHI_SIGN_HOLDS ? NULL : rule_truth_definition(&voice, clause.left.measure);
        if (!definition || (out->size > 0 && strstr(out->data, definition)))
            continue;
        base_buffer_format(out, "%s%s", out->size ? " " : "", definition);
    }
}
