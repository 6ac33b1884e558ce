/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A rule as a list: a line a clause, and what is joined otherwise stands further in. */
#include "export/rule_words.h"

#include <string.h>

#include "base/buffer.h"
#include "export/phrase.h"
#include "export/rule_terms.h"
#include "export/text.h"

typedef struct {
    const delphi_study *study;
    const delphi_rule *rule;
    delphi_language language;
    delphi_buffer *out;
} telling;

static const char *words(const telling *t, const char *text) {
    return export_words(t->language, text);
}

/* On the only criterion there is, nobody asks which. */
static bool is_plain(const telling *t, const delphi_rule_part *part) {
    return part->shape == DELPHI_RULE_CRITERIA && t->study->protocol.criterion_count == 1;
}

/* What stands before the parts of a part. */
static void write_heading(const telling *t, const delphi_rule_part *part) {
    static const char *const headings[] = {
        [DELPHI_RULE_ALL_OF] = N_("all of these hold:"),
        [DELPHI_RULE_ANY_OF] = N_("at least one of these holds:"),
        [DELPHI_RULE_NOT] = N_("this does not hold:"),
        [DELPHI_RULE_CRITERIA] = N_("on at least one criterion:"),
        [DELPHI_RULE_GROUPS] = N_("in at least one group with {least} valid ratings or more:"),
    };
    const char *heading = headings[part->shape];
    if (part->shape == DELPHI_RULE_CRITERIA && part->every)
        heading = N_("on every criterion:");
    if (part->shape == DELPHI_RULE_GROUPS && part->every)
        heading = N_("in every group with {least} valid ratings or more:");
    EXPORT_FILL(t->out, words(t, heading), {"least", export_number(t->study->protocol.min_group).text});
}

static void write_clause(const telling *t, const delphi_rule_part *part) {
    delphi_rule_clause clause = delphi_rule_clause_at(t->rule, part->clause);
    rule_clause_sentence(&(rule_voice){t->study, t->language}, &clause, t->out);
}

/* ---- as a list ---- */

/* Four blanks that stay where they are. */
#define STEP "\xC2\xA0\xC2\xA0\xC2\xA0\xC2\xA0"

static void write_list(const telling *t, const delphi_rule_part *part, int depth) {
    delphi_rule_part child;
    if (part->shape == DELPHI_RULE_CLAUSE) {
        write_clause(t, part);
        return;
    }
    bool more = delphi_rule_part_first(part, &child);
    if (is_plain(t, part)) {
        write_list(t, &child, depth);
        return;
    }
    write_heading(t, part);
    /* What holds in every one of them together holds in every one of them by itself. */
    if (part->every && child.shape == DELPHI_RULE_ALL_OF)
        more = delphi_rule_part_first(&child, &child);
    for (; more; more = delphi_rule_part_next(&child, &child)) {
        base_buffer_char(t->out, '\n');
        for (int i = 0; i < depth; i++)
            base_buffer_text(t->out, STEP);
        base_buffer_text(t->out, "\xE2\x80\xA2 ");
        write_list(t, &child, depth + 1);
    }
}

/* ---- */

/* All words begin small; a list stands by itself and so begins with a capital. Letters with accents begin none. */
static void capitalise(delphi_buffer *out, size_t at) {
    if (at < out->size && out->data[at] >= 'a' && out->data[at] <= 'z')
        out->data[at] = (char)(out->data[at] - 'a' + 'A');
}

void export_rule_words(const delphi_result *result, delphi_language language, bool keep, delphi_buffer *out) {
    telling t = {result->study, delphi_result_rule(result, keep), language, out};
    if (result->kind == DELPHI_KIND_MEETING)
        export_meeting_words(result, language, keep, out);
    if (!t.rule)
        return;
    delphi_rule_part whole = delphi_rule_whole(t.rule);
    size_t start = out->size;
    write_list(&t, &whole, 0);
    capitalise(out, start);
}
