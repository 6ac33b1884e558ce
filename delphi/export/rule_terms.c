/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A rule's clauses as sentences. Each kind of clause has places for its parts, so that a translation may order them as
 * its language asks. */
#include "export/rule_terms.h"

#include <string.h>

#include "base/buffer.h"
#include "export/phrase.h"
#include "export/text.h"

/* Measures that hold or do not. */
static const struct {
    const char *name, *holds, *holds_not;
} truths[] = {
    {"disagreement", N_("there is disagreement (the interpercentile range is above the one adjusted for symmetry)"),
     N_("there is no disagreement (the interpercentile range is not above the one adjusted for symmetry)")},
    {"disagreement_classic",
     N_("there is disagreement by the classic definition (about a third or more at either end of the scale)"),
     N_("there is no disagreement by the classic definition (about a third or more at either end of the scale)")},
    {"disagreement_third", N_("there is disagreement (at least a third at either end of the scale)"),
     N_("there is no disagreement (not at least a third at either end of the scale)")},
    {"agreement_classic", N_("there is agreement by the classic definition (few ratings outside the median's third)"),
     N_("there is no agreement by the classic definition (few ratings outside the median's third)")},
};

static void write_truth(const rule_voice *voice, size_t measure, bool holds, delphi_buffer *out) {
    size_t count;
    const delphi_measure *row = &delphi_measures(&count)[measure];
    for (size_t i = 0; i < sizeof truths / sizeof *truths; i++)
        if (strcmp(truths[i].name, row->name) == 0) {
            base_buffer_text(out, rule_say(voice, holds ? truths[i].holds : truths[i].holds_not));
            return;
        }
    EXPORT_FILL(out,
                rule_say(voice, holds ? N_("\xE2\x80\x9C{title}\xE2\x80\x9D holds")
                                      : N_("\xE2\x80\x9C{title}\xE2\x80\x9D does not hold")),
                {"title", rule_say(voice, row->title)});
}

static void write_criterion(const rule_voice *voice, size_t criterion, delphi_buffer *out) {
    const char *title = rule_criterion(voice, criterion);
    if (title)
        base_buffer_format(out, "%s: ", title);
}

/* "at least 75% of the valid ratings are 7 to 9": how people speak of a share and a number. */
static void write_share(const rule_voice *voice, const delphi_rule_clause *clause, delphi_buffer *out) {
    static const char *const clauses[] = {
        [DELPHI_DENOMINATOR_VALID] = N_("{comparison} {limit} of the valid ratings are {answers}"),
        [DELPHI_DENOMINATOR_ANSWERED] = N_("{comparison} {limit} of the answers are {answers}"),
        [DELPHI_DENOMINATOR_PANEL] = N_("{comparison} {limit} of all who were invited answer {answers}"),
    };
    delphi_buffer answers = {0}, limit = {0};
    rule_answers(voice, clause->left.set, &answers);
    rule_percentage(voice, clause->right.number, &limit);
    EXPORT_FILL(out, rule_say(voice, clauses[voice->study->protocol.denominator]),
                {"comparison", rule_comparison(voice, clause->sign)}, {"limit", base_buffer_string(&limit)},
                {"answers", base_buffer_string(&answers)});
    out->failed |= answers.failed || limit.failed;
    delphi_buffer_free(&answers);
    delphi_buffer_free(&limit);
}

static void write_comparison(const rule_voice *voice, const delphi_rule_clause *clause, delphi_buffer *out) {
    static const char *const patterns[DELPHI_SIGN_HOLDS] = {
        [DELPHI_SIGN_AT_LEAST] = N_("{left} is at least {right}"),
        [DELPHI_SIGN_MORE] = N_("{left} is more than {right}"),
        [DELPHI_SIGN_AT_MOST] = N_("{left} is at most {right}"),
        [DELPHI_SIGN_LESS] = N_("{left} is less than {right}"),
        [DELPHI_SIGN_EQUAL] = N_("{left} is equal to {right}"),
        [DELPHI_SIGN_UNEQUAL] = N_("{left} is not equal to {right}"),
    };
    delphi_buffer left = {0}, right = {0};
    /* Where the sides are of two criteria, each says its own. */
    bool apart = clause->right.criterion != DELPHI_NONE && clause->right.criterion != clause->left.criterion;
    write_criterion(voice, clause->left.criterion, apart ? &left : out);
    if (apart)
        write_criterion(voice, clause->right.criterion, &right);
    rule_side(voice, &clause->left, true, false, &left);
    rule_side(voice, &clause->right, true, clause->left.kind == DELPHI_TERM_SHARE, &right);
    EXPORT_FILL(out, rule_say(voice, patterns[clause->sign]), {"left", base_buffer_string(&left)},
                {"right", base_buffer_string(&right)});
    out->failed |= left.failed || right.failed;
    delphi_buffer_free(&left);
    delphi_buffer_free(&right);
}

void rule_clause_sentence(const rule_voice *voice, const delphi_rule_clause *asked, delphi_buffer *out) {
    delphi_rule_clause clause = rule_number_last(asked);
    if (clause.sign >= DELPHI_SIGN_HOLDS) {
        write_criterion(voice, clause.left.criterion, out);
        write_truth(voice, clause.left.measure, clause.sign == DELPHI_SIGN_HOLDS, out);
    } else if (clause.left.kind == DELPHI_TERM_SHARE && clause.right.kind == DELPHI_TERM_NUMBER) {
        write_criterion(voice, clause.left.criterion, out);
        write_share(voice, &clause, out);
    } else {
        write_comparison(voice, &clause, out);
    }
}
