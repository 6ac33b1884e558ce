/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A rule's clauses as what something has: "a median of at least 7". A sentence can take these in whatever its tense and
 * the order of its words. */
#include <string.h>

#include "base/buffer.h"
#include "export/phrase.h"
#include "export/rule_terms.h"
#include "export/text.h"

/* Measures that hold or do not. Their definitions would be too long within a list, and are said once. */
static const struct {
    const char *name, *holds, *holds_not, *definition;
} truths[] = {
    {"disagreement", N_("disagreement"), N_("no disagreement"),
     N_("There was disagreement where the interpercentile range (30th to 70th percentile) was above the "
        "interpercentile "
        "range adjusted for symmetry (IPRAS).")},
    {"disagreement_classic", N_("disagreement by the classic definition"),
     N_("no disagreement by the classic definition"),
     N_("There was disagreement by the classic definition where about a third of the ratings or more were at either "
        "end "
        "of the scale (1 to 3 and 7 to 9).")},
    {"disagreement_third", N_("disagreement between thirds"), N_("no disagreement between thirds"),
     N_("There was disagreement between thirds where at least a third of the ratings were at either end of the scale "
        "(1 "
        "to 3 and 7 to 9).")},
    {"agreement_classic", N_("agreement by the classic definition"), N_("no agreement by the classic definition"),
     N_("There was agreement by the classic definition where fewer than about a third of the ratings were outside the "
        "third of the scale that has the median (1 to 3, 4 to 6 or 7 to 9).")},
};

static const char *name_of(size_t measure) {
    size_t count;
    return delphi_measures(&count)[measure].name;
}

const char *rule_truth_definition(const rule_voice *voice, size_t measure) {
    for (size_t i = 0; i < sizeof truths / sizeof *truths; i++)
        if (strcmp(truths[i].name, name_of(measure)) == 0)
            return rule_say(voice, truths[i].definition);
    return NULL;
}

static void write_truth(const rule_voice *voice, size_t measure, bool holds, delphi_buffer *out) {
    size_t count;
    for (size_t i = 0; i < sizeof truths / sizeof *truths; i++)
        if (strcmp(truths[i].name, name_of(measure)) == 0) {
            base_buffer_text(out, rule_say(voice, holds ? truths[i].holds : truths[i].holds_not));
            return;
        }
    EXPORT_FILL(
        out, rule_say(voice, holds ? N_("\xE2\x80\x9C{title}\xE2\x80\x9D") : N_("no \xE2\x80\x9C{title}\xE2\x80\x9D")),
        {"title", rule_say(voice, delphi_measures(&count)[measure].title)});
}

/* Of a share or of the number of ratings people say how many there are, not how large the number is. */
static void write_amount(const rule_voice *voice, const delphi_rule_clause *clause, delphi_buffer *out) {
    static const char *const shares[] = {
        [DELPHI_DENOMINATOR_VALID] = N_("{comparison} {limit} of the valid ratings being {answers}"),
        [DELPHI_DENOMINATOR_ANSWERED] = N_("{comparison} {limit} of the answers being {answers}"),
        [DELPHI_DENOMINATOR_PANEL] = N_("{comparison} {limit} of all who were invited answering {answers}"),
    };
    bool share = clause->left.kind == DELPHI_TERM_SHARE;
    delphi_buffer answers = {0}, limit = {0};
    if (share)
        rule_answers(voice, clause->left.set, &answers);
    rule_side(voice, &clause->right, false, share, &limit);
    EXPORT_FILL(
        out,
        rule_say(voice, share ? shares[voice->study->protocol.denominator] : N_("{comparison} {limit} valid ratings")),
        {"comparison", rule_comparison(voice, clause->sign)}, {"limit", base_buffer_string(&limit)},
        {"answers", base_buffer_string(&answers)});
    out->failed |= answers.failed || limit.failed;
    delphi_buffer_free(&answers);
    delphi_buffer_free(&limit);
}

static void write_side(const rule_voice *voice, const delphi_rule_term *term, bool definite, bool percent, bool named,
                       delphi_buffer *out) {
    const char *criterion = named ? rule_criterion(voice, term->criterion) : NULL;
    delphi_buffer noun = {0};
    rule_side(voice, term, definite, percent, &noun);
    EXPORT_FILL(out, criterion ? rule_say(voice, N_("{what} on {criterion}")) : "{what}",
                {"what", base_buffer_string(&noun)}, {"criterion", criterion ? criterion : ""});
    out->failed |= noun.failed;
    delphi_buffer_free(&noun);
}

static void write_comparison(const rule_voice *voice, const delphi_rule_clause *clause, delphi_buffer *out) {
    static const char *const patterns[DELPHI_SIGN_HOLDS][2] = {
        [DELPHI_SIGN_AT_LEAST] = {N_("{left} of at least {right}"), N_("{left} not below {right}")},
        [DELPHI_SIGN_MORE] = {N_("{left} of more than {right}"), N_("{left} above {right}")},
        [DELPHI_SIGN_AT_MOST] = {N_("{left} of at most {right}"), N_("{left} not above {right}")},
        [DELPHI_SIGN_LESS] = {N_("{left} of less than {right}"), N_("{left} below {right}")},
        [DELPHI_SIGN_EQUAL] = {N_("{left} of exactly {right}"), N_("{left} equal to {right}")},
        [DELPHI_SIGN_UNEQUAL] = {N_("{left} other than {right}"), N_("{left} other than {right}")},
    };
    bool number = clause->right.kind == DELPHI_TERM_NUMBER;
    bool apart = !number && clause->right.criterion != clause->left.criterion;
    delphi_buffer left = {0}, right = {0};
    write_side(voice, &clause->left, false, false, apart, &left);
    write_side(voice, &clause->right, true, clause->left.kind == DELPHI_TERM_SHARE, apart, &right);
    EXPORT_FILL(out, rule_say(voice, patterns[clause->sign][!number]), {"left", base_buffer_string(&left)},
                {"right", base_buffer_string(&right)});
    out->failed |= left.failed || right.failed;
    delphi_buffer_free(&left);
    delphi_buffer_free(&right);
}

void rule_clause_noun(const rule_voice *voice, const delphi_rule_clause *asked, delphi_buffer *out) {
    delphi_rule_clause clause = rule_number_last(asked);
    bool number = clause.right.kind == DELPHI_TERM_NUMBER;
    if (clause.sign >= DELPHI_SIGN_HOLDS)
        write_truth(voice, clause.left.measure, clause.sign == DELPHI_SIGN_HOLDS, out);
    else if (number && (clause.left.kind == DELPHI_TERM_SHARE || clause.left.kind == DELPHI_TERM_N))
        write_amount(voice, &clause, out);
    else
        write_comparison(voice, &clause, out);
}
