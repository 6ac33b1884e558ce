/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What clauses of a rule are made of, in words. Numbers stay exact. */
#include "export/rule_values.h"

#include <string.h>

#include "base/buffer.h"
#include "base/rational.h"
#include "export/phrase.h"
#include "export/text.h"

const char *rule_say(const rule_voice *voice, const char *text) {
    return export_words(voice->language, text);
}

/* ---- numbers, exactly ---- */

/* 7, 7.5, and 22/7 where two decimals are not enough. */
static void write_number(const rule_voice *voice, delphi_rational number, delphi_buffer *out) {
    delphi_value value = {.kind = DELPHI_VALUE_RATIONAL, .as.rational = number};
    if (100 % number.den == 0)
        export_value(out, voice->language, &value);
    else
        base_buffer_format(out, "%lld/%lld", (long long)number.num, (long long)number.den);
}

void rule_percentage(const rule_voice *voice, delphi_rational number, delphi_buffer *out) {
    if (10000 % number.den != 0) {
        write_number(voice, number, out);
        return;
    }
    write_number(voice, base_rational_multiply(number, (delphi_rational){100, 1}), out);
    base_buffer_text(out, voice->language == DELPHI_NL ? "\xC2\xA0%" : "%");
}

/* ---- sets of answers ---- */

static void write_stretch(const rule_voice *voice, int low, int high, delphi_buffer *out) {
    if (low == high)
        base_buffer_text(out, export_number(low).text);
    else
        EXPORT_FILL(out, export_words_in(voice->language, "points", NC_("points", "{low} to {high}")),
                    {"low", export_number(low).text}, {"high", export_number(high).text});
}

void rule_answers(const rule_voice *voice, const delphi_answer_set *set, delphi_buffer *out) {
    const delphi_scale *scale = &voice->study->protocol.scale;
    int points = scale->max - scale->min + 1;
    size_t start = out->size;
    for (int at = 0; at < points; at++) {
        int end = at;
        if (!set->points[at])
            continue;
        while (end + 1 < points && set->points[end + 1])
            end++;
        if (out->size > start)
            base_buffer_format(out, " %s ", rule_say(voice, N_("or")));
        write_stretch(voice, scale->min + at, scale->min + end, out);
        at = end;
    }
    if (!set->cannot_judge)
        return;
    if (out->size > start)
        base_buffer_format(out, " %s ", rule_say(voice, N_("or")));
    base_buffer_text(out, rule_say(voice, N_("\xE2\x80\x9C"
                                             "cannot judge\xE2\x80\x9D")));
}

/* ---- measures ---- */

/* Those that rules commonly use, as they stand in a sentence; any other one by its title. */
static const struct {
    const char *name, *the, *a;
} nouns[] = {
    {"mean", N_("the mean"), N_("a mean")},
    {"median", N_("the median"), N_("a median")},
    {"mode", N_("the mode"), N_("a mode")},
    {"mode_share", N_("the share of the mode"), N_("a share of the mode")},
    {"min", N_("the lowest rating"), N_("a lowest rating")},
    {"max", N_("the highest rating"), N_("a highest rating")},
    {"sd", N_("the standard deviation"), N_("a standard deviation")},
    {"cv", N_("the coefficient of variation"), N_("a coefficient of variation")},
    {"q1", N_("the first quartile"), N_("a first quartile")},
    {"q3", N_("the third quartile"), N_("a third quartile")},
    {"iqr", N_("the interquartile range"), N_("an interquartile range")},
    {"weighted_median", N_("the weighted median"), N_("a weighted median")},
    {"weighted_iqr", N_("the weighted interquartile range"), N_("a weighted interquartile range")},
    {"ipr", N_("the interpercentile range"), N_("an interpercentile range")},
    {"ipras", N_("the interpercentile range adjusted for symmetry"),
     N_("an interpercentile range adjusted for symmetry")},
    {"disagreement_index", N_("the disagreement index"), N_("a disagreement index")},
    {"mad_median", N_("the median absolute deviation"), N_("a median absolute deviation")},
    {"mean_abs_dev_median", N_("the mean absolute deviation from the median"),
     N_("a mean absolute deviation from the median")},
    {"cvr", N_("the content validity ratio"), N_("a content validity ratio")},
    {"cvr_critical", N_("its critical value for so many ratings"),
     N_("a critical value of the content validity ratio")},
    {"i_cvi", N_("the item content validity index"), N_("an item content validity index")},
    {"median_low", N_("the lower bound of the median"), N_("a lower bound of the median")},
    {"median_high", N_("the upper bound of the median"), N_("an upper bound of the median")},
};

static void write_measure(const rule_voice *voice, size_t measure, bool definite, delphi_buffer *out) {
    size_t count;
    const delphi_measure *row = &delphi_measures(&count)[measure];
    for (size_t i = 0; i < sizeof nouns / sizeof *nouns; i++)
        if (strcmp(nouns[i].name, row->name) == 0) {
            base_buffer_text(out, rule_say(voice, definite ? nouns[i].the : nouns[i].a));
            return;
        }
    EXPORT_FILL(out,
                rule_say(voice, definite ? N_("\xE2\x80\x9C{title}\xE2\x80\x9D")
                                         : N_("a value of \xE2\x80\x9C{title}\xE2\x80\x9D")),
                {"title", rule_say(voice, row->title)});
}

/* ---- sides ---- */

/* What a share is a share of, by the protocol's denominator. */
static const char *const shares[][2] = {
    [DELPHI_DENOMINATOR_VALID] = {N_("a share of {answers} among the valid ratings"),
                                  N_("the share of {answers} among the valid ratings")},
    [DELPHI_DENOMINATOR_ANSWERED] = {N_("a share of {answers} among the answers"),
                                     N_("the share of {answers} among the answers")},
    [DELPHI_DENOMINATOR_PANEL] = {N_("a share of {answers} among all who were invited"),
                                  N_("the share of {answers} among all who were invited")},
};

static const char *const others[][2] = {
    [DELPHI_TERM_COUNT] = {N_("a number of answers {answers}"), N_("the number of answers {answers}")},
    [DELPHI_TERM_N] = {N_("a number of valid ratings"), N_("the number of valid ratings")},
    [DELPHI_TERM_CANNOT_JUDGE] = {N_("a number of answers \xE2\x80\x9C"
                                     "cannot judge\xE2\x80\x9D"),
                                  N_("the number of answers \xE2\x80\x9C"
                                     "cannot judge\xE2\x80\x9D")},
    [DELPHI_TERM_ROUND] = {N_("a round's number"), N_("the number of the round")},
};

void rule_side(const rule_voice *voice, const delphi_rule_term *term, bool definite, bool percent, delphi_buffer *out) {
    delphi_buffer answers = {0};
    bool share = term->kind == DELPHI_TERM_SHARE;
    if (term->kind == DELPHI_TERM_NUMBER) {
        if (percent)
            rule_percentage(voice, term->number, out);
        else
            write_number(voice, term->number, out);
        return;
    }
    if (term->kind == DELPHI_TERM_MEASURE) {
        write_measure(voice, term->measure, definite, out);
        return;
    }
    if (term->set)
        rule_answers(voice, term->set, &answers);
    EXPORT_FILL(
        out,
        rule_say(voice, share ? shares[voice->study->protocol.denominator][definite] : others[term->kind][definite]),
        {"answers", base_buffer_string(&answers)});
    out->failed |= answers.failed;
    delphi_buffer_free(&answers);
}

/* ---- what clauses share ---- */

const char *rule_criterion(const rule_voice *voice, size_t criterion) {
    const delphi_protocol *p = &voice->study->protocol;
    if (criterion == DELPHI_NONE || p->criterion_count == 1)
        return NULL;
    const char *title = delphi_text_in(&p->criteria[criterion].title, voice->language);
    return *title ? title : p->criteria[criterion].id;
}

const char *rule_comparison(const rule_voice *voice, delphi_rule_sign sign) {
    static const char *const words[DELPHI_SIGN_HOLDS] = {
        [DELPHI_SIGN_AT_LEAST] = NC_("share", "at least"), [DELPHI_SIGN_MORE] = NC_("share", "more than"),
        [DELPHI_SIGN_AT_MOST] = NC_("share", "at most"),   [DELPHI_SIGN_LESS] = NC_("share", "less than"),
        [DELPHI_SIGN_EQUAL] = NC_("share", "exactly"),     [DELPHI_SIGN_UNEQUAL] = NC_("share", "not exactly"),
    };
    return export_words_in(voice->language, "share", words[sign]);
}

delphi_rule_clause rule_number_last(const delphi_rule_clause *clause) {
    static const delphi_rule_sign mirrored[DELPHI_SIGN_HOLDS] = {
        [DELPHI_SIGN_AT_LEAST] = DELPHI_SIGN_AT_MOST, [DELPHI_SIGN_MORE] = DELPHI_SIGN_LESS,
        [DELPHI_SIGN_AT_MOST] = DELPHI_SIGN_AT_LEAST, [DELPHI_SIGN_LESS] = DELPHI_SIGN_MORE,
        [DELPHI_SIGN_EQUAL] = DELPHI_SIGN_EQUAL,      [DELPHI_SIGN_UNEQUAL] = DELPHI_SIGN_UNEQUAL,
    };
    delphi_rule_clause out = *clause;
    if (clause->sign >= DELPHI_SIGN_HOLDS || clause->left.kind != DELPHI_TERM_NUMBER)
        return out;
    out.left = clause->right;
    out.right = clause->left;
    out.sign = mirrored[clause->sign];
    return out;
}
