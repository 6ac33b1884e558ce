/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What clauses of a rule are made of, in words: numbers, sets of answers, measures, and the sides of a comparison. */
#ifndef EXPORT_RULE_VALUES_H
#define EXPORT_RULE_VALUES_H

#include <delphi/analysis.h>

/* In whose words, and of which study. */
typedef struct {
    const delphi_study *study;
    delphi_language language;
} rule_voice;

const char *rule_say(const rule_voice *voice, const char *text);

/* 75%, 12.5%, and 2/3 where no percentage is exact. */
void rule_percentage(const rule_voice *voice, delphi_rational number, delphi_buffer *out);
/* "1 to 3 or 7 to 9 or “cannot judge”". */
void rule_answers(const rule_voice *voice, const delphi_answer_set *set, delphi_buffer *out);

/* A side as a noun: "the median" where it is `definite`, else "a median". `percent`: a number is compared with a share.
 */
void rule_side(const rule_voice *voice, const delphi_rule_term *term, bool definite, bool percent, delphi_buffer *out);

/* The criterion's name as it is read; NULL where there is none, or only one in the study. */
const char *rule_criterion(const rule_voice *voice, size_t criterion);

/* "at least", "more than", ..., before a figure. */
const char *rule_comparison(const rule_voice *voice, delphi_rule_sign sign);
/* The clause with its number behind: `75% <= share(high)` says the same as `share(high) >= 75%`. */
delphi_rule_clause rule_number_last(const delphi_rule_clause *clause);

#endif
