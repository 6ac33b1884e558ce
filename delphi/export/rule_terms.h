/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One clause of a rule in words: as a sentence of its own, or as what something has, within a sentence. */
#ifndef EXPORT_RULE_TERMS_H
#define EXPORT_RULE_TERMS_H

#include "export/rule_values.h"

/* "Relevance: at least 75% of the valid ratings are 7 to 9". */
void rule_clause_sentence(const rule_voice *voice, const delphi_rule_clause *clause, delphi_buffer *out);
/* "at least 75% of the valid ratings being 7 to 9", "a median of at least 7", "no disagreement". The criterion is left
 * to who puts it in a sentence, unless the two sides are of two. */
void rule_clause_noun(const rule_voice *voice, const delphi_rule_clause *clause, delphi_buffer *out);
/* What a measure that holds or does not means, as a sentence; NULL where its name says enough. */
const char *rule_truth_definition(const rule_voice *voice, size_t measure);

#endif
