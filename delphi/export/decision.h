/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How a decision is shown wherever it is shown: a sign, a word, a colour, and the reason. */
#ifndef EXPORT_DECISION_H
#define EXPORT_DECISION_H

#include <delphi/analysis.h>

/* Its sign alone: "✓" in UTF-8. */
const char *export_decision_sign(delphi_decision decision);
/* The word alone. */
const char *export_decision_word(delphi_language language, delphi_decision decision);
/* Appends its sign and word, as in "✓ keep". */
void export_decision_words(delphi_buffer *out, delphi_language language, delphi_decision decision);
/* Its colour in charts, from Okabe and Ito's set for colour-blind readers. */
uint32_t export_decision_colour(delphi_decision decision);

/* Appends lines that say what decided about an indicator; at most `limit` lines, 0 for no limit. */
void export_why(const delphi_result *result, delphi_language language, const delphi_outcome *outcome, size_t limit,
                delphi_buffer *out);

#endif
