/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The words of a rule's clauses, apart from those that join them. */
#ifndef EXPORT_RULE_TERMS_H
#define EXPORT_RULE_TERMS_H

#include <delphi/analysis.h>

/* Appends one clause in words: "Relevance: at least 75% of the valid ratings are 7 to 9". */
void export_clause_words(const delphi_study *study, delphi_language language, const delphi_rule_clause *clause,
                         delphi_buffer *out);

#endif
