/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A rule's clauses in words. Each kind of clause is a sentence with places for its parts, so that a translation may
 * order them as its language asks; numbers stay exact. */
#include "export/rule_terms.h"

#include <string.h>

#include "base/buffer.h"
#include "base/rational.h"
#include "export/phrase.h"
#include "export/text.h"

typedef struct {
    const delphi_study *study;
    delphi_language language;
    delphi_buffer left, right, answers; /* parts of the clause at hand */
} teller;

static const char *words(const teller *t, const char *text) {
    return export_words(t->language, text);
}

static const char *text_of(const delphi_buffer *buffer) {
    return buffer->data ? buffer->data : "";
}

/* ---- numbers, exactly ---- */

/* 7, 7.5, and 22/7 where two decimals are not enough. */
static void write_number(const teller *t, delphi_rational number, delphi_buffer *out) {
    delphi_value value = {.kind = DELPHI_VALUE_RATIONAL, .as.rational = number};
    if (100 % number.den == 0)
        export_value(out, t->language, &value);
    else
        base_buffer_format(out, "%lld/%lld", (long long)number.num, (long long)number.den);
}

/* 75%, 12.5%, and 2/3 where no percentage is exact. */
static void write_percentage(const teller *t, delphi_rational number, delphi_buffer *out) {
    if (10000 % number.den != 0) {
        write_number(t, number, out);
        return;
    }
    write_number(t, base_rational_multiply(number, (delphi_rational){100, 1}), out);
    base_buffer_text(out, t->language == DELPHI_NL ? "\xC2\xA0%" : "%");
}

/* ---- sets of answers ---- */

static void write_stretch(const teller *t, int low, int high, delphi_buffer *out) {
    if (low == high)
        base_buffer_text(out, export_number(low).text);
    else
        EXPORT_FILL(out, export_words_in(t->language, "points", NC_("points", "{low} to {high}")),
                    {"low", export_number(low).text}, {"high", export_number(high).text});
}

/* "1 to 3 or 7 to 9 or “cannot judge”". */
static void write_answers(const teller *t, const delphi_answer_set *set, delphi_buffer *out) {
    const delphi_scale *scale = &t->study->protocol.scale;
    int points = scale->max - scale->min + 1;
    size_t start = out->size;
    for (int at = 0; at < points; at++) {
        int end = at;
        if (!set->points[at])
            continue;
        while (end + 1 < points && set->points[end + 1])
            end++;
        if (out->size > start)
            base_buffer_format(out, " %s ", words(t, N_("or")));
        write_stretch(t, scale->min + at, scale->min + end, out);
        at = end;
    }
    if (!set->cannot_judge)
        return;
    if (out->size > start)
        base_buffer_format(out, " %s ", words(t, N_("or")));
    base_buffer_text(out, words(t, N_("\xE2\x80\x9C"
                                      "cannot judge\xE2\x80\x9D")));
}

/* ---- measures ---- */

/* Those that rules commonly use, as they stand in a sentence; any other one by its title. */
static const struct {
    const char *name, *words;
} nouns[] = {
    {"mean", N_("the mean")},
    {"median", N_("the median")},
    {"mode", N_("the mode")},
    {"mode_share", N_("the share of the mode")},
    {"min", N_("the lowest rating")},
    {"max", N_("the highest rating")},
    {"sd", N_("the standard deviation")},
    {"cv", N_("the coefficient of variation")},
    {"q1", N_("the first quartile")},
    {"q3", N_("the third quartile")},
    {"iqr", N_("the interquartile range")},
    {"weighted_median", N_("the weighted median")},
    {"weighted_iqr", N_("the weighted interquartile range")},
    {"ipr", N_("the interpercentile range")},
    {"ipras", N_("the interpercentile range adjusted for symmetry")},
    {"disagreement_index", N_("the disagreement index")},
    {"mad_median", N_("the median absolute deviation")},
    {"mean_abs_dev_median", N_("the mean absolute deviation from the median")},
    {"cvr", N_("the content validity ratio")},
    {"cvr_critical", N_("its critical value for so many ratings")},
    {"i_cvi", N_("the item content validity index")},
    {"median_low", N_("the lower bound of the median")},
    {"median_high", N_("the upper bound of the median")},
};

static void write_measure(const teller *t, size_t measure, delphi_buffer *out) {
    size_t count;
    const delphi_measure *row = &delphi_measures(&count)[measure];
    for (size_t i = 0; i < sizeof nouns / sizeof *nouns; i++)
        if (strcmp(nouns[i].name, row->name) == 0) {
            base_buffer_text(out, words(t, nouns[i].words));
            return;
        }
    EXPORT_FILL(out, words(t, N_("\xE2\x80\x9C{title}\xE2\x80\x9D")), {"title", words(t, row->title)});
}

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

static void write_truth(const teller *t, size_t measure, bool holds, delphi_buffer *out) {
    size_t count;
    const delphi_measure *row = &delphi_measures(&count)[measure];
    for (size_t i = 0; i < sizeof truths / sizeof *truths; i++)
        if (strcmp(truths[i].name, row->name) == 0) {
            base_buffer_text(out, words(t, holds ? truths[i].holds : truths[i].holds_not));
            return;
        }
    EXPORT_FILL(out,
                words(t, holds ? N_("\xE2\x80\x9C{title}\xE2\x80\x9D holds")
                               : N_("\xE2\x80\x9C{title}\xE2\x80\x9D does not hold")),
                {"title", words(t, row->title)});
}

/* ---- sides ---- */

/* What a share is a share of, by the protocol's denominator. */
static const char *const share_nouns[] = {
    [DELPHI_DENOMINATOR_VALID] = N_("the share of {answers} among the valid ratings"),
    [DELPHI_DENOMINATOR_ANSWERED] = N_("the share of {answers} among the answers"),
    [DELPHI_DENOMINATOR_PANEL] = N_("the share of {answers} among all who were invited"),
};
static const char *const share_clauses[] = {
    [DELPHI_DENOMINATOR_VALID] = N_("{comparison} {limit} of the valid ratings are {answers}"),
    [DELPHI_DENOMINATOR_ANSWERED] = N_("{comparison} {limit} of the answers are {answers}"),
    [DELPHI_DENOMINATOR_PANEL] = N_("{comparison} {limit} of all who were invited answer {answers}"),
};

static void write_number_of(teller *t, const delphi_rule_term *term, bool percent, delphi_buffer *out) {
    if (percent)
        write_percentage(t, term->number, out);
    else
        write_number(t, term->number, out);
}

/* A side of a clause as a noun. `percent`: a number is compared with a share. */
static void write_side(teller *t, const delphi_rule_term *term, bool percent, delphi_buffer *out) {
    t->answers.size = 0;
    switch (term->kind) {
    case DELPHI_TERM_NUMBER:
        write_number_of(t, term, percent, out);
        return;
    case DELPHI_TERM_MEASURE:
        write_measure(t, term->measure, out);
        return;
    case DELPHI_TERM_SHARE:
        write_answers(t, term->set, &t->answers);
        EXPORT_FILL(out, words(t, share_nouns[t->study->protocol.denominator]), {"answers", text_of(&t->answers)});
        return;
    case DELPHI_TERM_COUNT:
        write_answers(t, term->set, &t->answers);
        EXPORT_FILL(out, words(t, N_("the number of answers {answers}")), {"answers", text_of(&t->answers)});
        return;
    case DELPHI_TERM_N:
        base_buffer_text(out, words(t, N_("the number of valid ratings")));
        return;
    case DELPHI_TERM_CANNOT_JUDGE:
        base_buffer_text(out, words(t, N_("the number of answers \xE2\x80\x9C"
                                          "cannot judge\xE2\x80\x9D")));
        return;
    case DELPHI_TERM_ROUND:
        base_buffer_text(out, words(t, N_("the number of the round")));
        return;
    }
}

/* ---- clauses ---- */

static const struct {
    const char *is, *of_share; /* "{left} is at least {right}"; "at least 75% of ..." */
    delphi_rule_sign mirrored;
} signs[DELPHI_SIGN_HOLDS] = {
    [DELPHI_SIGN_AT_LEAST] = {N_("{left} is at least {right}"), NC_("share", "at least"), DELPHI_SIGN_AT_MOST},
    [DELPHI_SIGN_MORE] = {N_("{left} is more than {right}"), NC_("share", "more than"), DELPHI_SIGN_LESS},
    [DELPHI_SIGN_AT_MOST] = {N_("{left} is at most {right}"), NC_("share", "at most"), DELPHI_SIGN_AT_LEAST},
    [DELPHI_SIGN_LESS] = {N_("{left} is less than {right}"), NC_("share", "less than"), DELPHI_SIGN_MORE},
    [DELPHI_SIGN_EQUAL] = {N_("{left} is equal to {right}"), NC_("share", "exactly"), DELPHI_SIGN_EQUAL},
    [DELPHI_SIGN_UNEQUAL] = {N_("{left} is not equal to {right}"), NC_("share", "not exactly"), DELPHI_SIGN_UNEQUAL},
};

/* "at least 75% of the valid ratings are 7 to 9": how people speak of a share and a number. */
static void write_share_clause(teller *t, const delphi_rule_clause *clause, delphi_buffer *out) {
    t->answers.size = t->right.size = 0;
    write_answers(t, clause->left.set, &t->answers);
    write_percentage(t, clause->right.number, &t->right);
    EXPORT_FILL(out, words(t, share_clauses[t->study->protocol.denominator]),
                {"comparison", export_words_in(t->language, "share", signs[clause->sign].of_share)},
                {"limit", text_of(&t->right)}, {"answers", text_of(&t->answers)});
}

static void write_criterion(const teller *t, size_t criterion, delphi_buffer *out) {
    const delphi_protocol *p = &t->study->protocol;
    if (criterion == DELPHI_NONE || p->criterion_count == 1)
        return;
    const char *title = delphi_text_in(&p->criteria[criterion].title, t->language);
    base_buffer_format(out, "%s: ", *title ? title : p->criteria[criterion].id);
}

static void write_comparison(teller *t, const delphi_rule_clause *clause, delphi_buffer *out) {
    bool shares = clause->left.kind == DELPHI_TERM_SHARE;
    if (shares && clause->right.kind == DELPHI_TERM_NUMBER) {
        write_criterion(t, clause->left.criterion, out);
        write_share_clause(t, clause, out);
        return;
    }
    /* Where the sides are of two criteria, each says its own. */
    bool apart = clause->right.criterion != DELPHI_NONE && clause->right.criterion != clause->left.criterion;
    t->left.size = t->right.size = 0;
    if (apart) {
        write_criterion(t, clause->left.criterion, &t->left);
        write_criterion(t, clause->right.criterion, &t->right);
    } else {
        write_criterion(t, clause->left.criterion, out);
    }
    write_side(t, &clause->left, false, &t->left);
    write_side(t, &clause->right, shares, &t->right);
    EXPORT_FILL(out, words(t, signs[clause->sign].is), {"left", text_of(&t->left)}, {"right", text_of(&t->right)});
}

/* `75% <= share(high)` says the same as `share(high) >= 75%`: the number goes behind. */
static delphi_rule_clause mirrored(const delphi_rule_clause *clause) {
    delphi_rule_clause out = *clause;
    out.left = clause->right;
    out.right = clause->left;
    out.sign = signs[clause->sign].mirrored;
    return out;
}

void export_clause_words(const delphi_study *study, delphi_language language, const delphi_rule_clause *clause,
                         delphi_buffer *out) {
    teller t = {.study = study, .language = language};
    if (clause->sign >= DELPHI_SIGN_HOLDS) {
        write_criterion(&t, clause->left.criterion, out);
        write_truth(&t, clause->left.measure, clause->sign == DELPHI_SIGN_HOLDS, out);
    } else if (clause->left.kind == DELPHI_TERM_NUMBER) {
        delphi_rule_clause turned = mirrored(clause);
        write_comparison(&t, &turned, out);
    } else {
        write_comparison(&t, clause, out);
    }
    out->failed |= t.left.failed || t.right.failed || t.answers.failed;
    delphi_buffer_free(&t.left);
    delphi_buffer_free(&t.right);
    delphi_buffer_free(&t.answers);
}
