/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A rule in the words of a reader who does not know the rule language. */
#ifndef EXPORT_RULE_WORDS_H
#define EXPORT_RULE_WORDS_H

#include <delphi/analysis.h>

typedef enum {
    RULE_IN_A_LINE, /* for within a sentence: "the median is at least 7 and there is no disagreement" */
    RULE_AS_A_LIST, /* a line a clause, under "All of these hold:" */
} rule_layout;

/* Appends the rule for keeping or dropping in words; nothing where there is none. No word of it is left out: who reads
 * it knows when the rule holds. The rule itself, as written, is result->keep_rule or drop_rule. */
void export_rule_words(const delphi_result *result, delphi_language language, bool keep, rule_layout layout,
                       delphi_buffer *out);

#endif
