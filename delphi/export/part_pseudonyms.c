/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What people wrote may name an expert by pseudonym; a report names nobody. */
#include "export/parts.h"

#include <ctype.h>
#include <string.h>

static bool is_of_word(char c) {
    return isalnum((unsigned char)c) || c == '_' || c == '-';
}

/* A pseudonym that is a mere number cannot be told from any other one. */
static bool is_pseudonym(const report *r, const char *word, size_t size) {
    bool letter = false;
    for (size_t i = 0; i < size; i++)
        letter |= isalpha((unsigned char)word[i]) != 0;
    for (size_t e = 0; letter && e < r->study->expert_count; e++)
        if (strlen(r->study->experts[e].id) == size && memcmp(r->study->experts[e].id, word, size) == 0)
            return true;
    return false;
}

const char *part_without_pseudonyms(report *r, const char *text) {
    delphi_buffer out = {0};
    while (*text) {
        size_t size = 0;
        while (is_of_word(text[size]))
            size++;
        if (size > 0 && is_pseudonym(r, text, size))
            base_buffer_text(&out, part_words(r, N_("(an expert)")));
        else
            base_buffer_append(&out, text, size ? size : 1);
        text += size ? size : 1;
    }
    const char *copy = document_copy(r->document, part_text_of(r, &out));
    part_end(r, &out);
    return copy;
}
