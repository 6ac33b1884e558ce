/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A rule in the words of a reader who does not know the rule language. */
#ifndef EXPORT_RULE_WORDS_H
#define EXPORT_RULE_WORDS_H

#include <delphi/analysis.h>

/* Each appends the rule for keeping or dropping in words; nothing where there is none. No word of it is left out: who
 * reads it knows when the rule holds. The rule itself, as written, is result->keep_rule or drop_rule. */

/* As a list: a line a clause, under "All of these hold:". */
void export_rule_words(const delphi_result *result, delphi_language language, bool keep, delphi_buffer *out);

/* As what an indicator has, for within a sentence: "a median of at least 7 and no disagreement". */
void export_rule_prose(const delphi_result *result, delphi_language language, bool keep, delphi_buffer *out);

/* The majority that a meeting asks for the one or the other, as a noun: "a majority of at least 2/3 of the votes for
 * and against". The two above are this for a meeting. (meeting_words.c) */
void export_meeting_words(const delphi_result *result, delphi_language language, bool keep, delphi_buffer *out);

/* Sentences that define what such prose calls by a name, as disagreement; those that `out` has already are left out. */
void export_rule_definitions(const delphi_result *result, delphi_language language, bool keep, delphi_buffer *out);

#endif
