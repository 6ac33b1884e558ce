/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Signs, words and colours of decisions. The colours never stand alone: a sign and a word go with them. */
#include "export/decision.h"

#include "base/buffer.h"
#include "export/text.h"

static const struct {
    const char *sign;
    const char *word;
    uint32_t colour;
} decisions[DELPHI_DECISION_COUNT] = {
    [DELPHI_KEEP] = {"\xE2\x9C\x93", NC_("decision", "keep"), 0x0072B2},                 /* check mark */
    [DELPHI_DROP] = {"\xE2\x9C\x97", NC_("decision", "drop"), 0xD55E00},                 /* ballot x */
    [DELPHI_RERATE] = {"\xE2\x86\xBB", NC_("decision", "re-rate"), 0xB8B8B8},            /* arrow in a circle */
    [DELPHI_NO_CONSENSUS] = {"\xE2\x89\xA0", NC_("decision", "no consensus"), 0x707070}, /* not equal */
    [DELPHI_UNDECIDED] = {"?", NC_("decision", "undecided"), 0xCC79A7},
    [DELPHI_CONFLICT] = {"!", NC_("decision", "conflict"), 0xF0C000},
};

const char *export_decision_sign(delphi_decision decision) {
    return decisions[decision].sign;
}

const char *export_decision_word(delphi_language language, delphi_decision decision) {
    return export_words_in(language, "decision", decisions[decision].word);
}

void export_decision_words(delphi_buffer *out, delphi_language language, delphi_decision decision) {
    base_buffer_text(out, decisions[decision].sign);
    base_buffer_char(out, ' ');
    base_buffer_text(out, export_decision_word(language, decision));
}

uint32_t export_decision_colour(delphi_decision decision) {
    return decisions[decision].colour;
}
