/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Headings of survey tools, taken apart: which part is an indicator, which a criterion, which a word for a comment.
 * Written again as this program heads its columns. */
#include "ingest/dialect.h"

#include <string.h>

#include "base/buffer.h"
#include "base/text.h"

static bool same_but_case(const char *id, dialect_text name) {
    return base_same_words(id, strlen(id), name.text, name.size);
}

size_t dialect_indicator(const delphi_intake *intake, dialect_text name) {
    const delphi_study *study = intake->study;
    bool two;
    base_trim(&name.text, &name.size);
    if (!name.size)
        return DELPHI_NONE;
    size_t found = intake_find_indicator(intake, name.text, name.size, &two);
    /* Some tools write all names in lower case; an id that another one differs from in case only is not guessed at. */
    size_t hits = 0;
    for (size_t i = 0; i < study->indicator_count && (found == DELPHI_NONE || hits); i++)
        if (same_but_case(study->indicators[i].id, name)) {
            found = i;
            hits++;
        }
    return hits > 1 ? DELPHI_NONE : found;
}

static bool is_comment_word(dialect_text text) {
    static const char *const words[] = {"reason", "remark", "remarks", "comments", "opmerking", "opmerkingen", "reden"};
    if (intake_role_of_heading(text.text, text.size) == INTAKE_COMMENT)
        return true;
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (base_same_words(text.text, text.size, words[i], strlen(words[i])))
            return true;
    return false;
}

/* ID[criterion], ID[comment]; false where the part is neither. */
static bool write_with(const delphi_intake *intake, size_t indicator, dialect_text part, delphi_buffer *out) {
    const char *id = intake->study->indicators[indicator].id;
    size_t criterion = intake_find_criterion(intake, part.text, part.size);
    if (criterion != DELPHI_NONE)
        base_buffer_format(out, "%s[%s]", id, intake->study->protocol.criteria[criterion].id);
    else if (is_comment_word(part))
        base_buffer_format(out, "%s[comment]", id);
    else
        return false;
    return true;
}

bool dialect_join(const delphi_intake *intake, dialect_text before, dialect_text behind, delphi_buffer *out) {
    base_trim(&before.text, &before.size);
    base_trim(&behind.text, &behind.size);
    size_t indicator = dialect_indicator(intake, before);
    if (indicator != DELPHI_NONE)
        return write_with(intake, indicator, behind, out);
    indicator = dialect_indicator(intake, behind);
    if (indicator == DELPHI_NONE)
        return false;
    if (!before.size || !write_with(intake, indicator, before, out))
        base_buffer_text(out, intake->study->indicators[indicator].id);
    return true;
}

bool dialect_brackets(const delphi_intake *intake, dialect_text whole, delphi_buffer *out) {
    if (whole.size < 3 || whole.text[whole.size - 1] != ']')
        return false;
    const char *open = memrchr(whole.text, '[', whole.size);
    if (!open)
        return false;
    size_t before = (size_t)(open - whole.text);
    return dialect_join(intake, (dialect_text){whole.text, before}, (dialect_text){open + 1, whole.size - before - 2},
                        out);
}

bool dialect_split(const delphi_intake *intake, dialect_text whole, const char *separator, delphi_buffer *out) {
    size_t length = strlen(separator);
    for (size_t at = whole.size; at-- > 1;) {
        if (at + length >= whole.size || memcmp(whole.text + at, separator, length) != 0)
            continue;
        dialect_text behind = {whole.text + at + length, whole.size - at - length};
        if (dialect_join(intake, (dialect_text){whole.text, at}, behind, out))
            return true;
    }
    return false;
}

bool dialect_whole(const delphi_intake *intake, dialect_text whole, delphi_buffer *out) {
    size_t indicator = dialect_indicator(intake, whole);
    if (indicator != DELPHI_NONE)
        base_buffer_text(out, intake->study->indicators[indicator].id);
    return indicator != DELPHI_NONE;
}
