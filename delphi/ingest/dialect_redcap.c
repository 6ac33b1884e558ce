/* SPDX-License-Identifier: GPL-3.0-or-later */
/* REDCap, raw or with labels. The first column is always the record. Each form ends with its status, FORM_complete (0,
 * 1, 2) or `Complete?`; a box is a column FIELD___CODE of 0 and 1, or `Label (choice=Text)` of Unchecked and Checked.
 */
#include "ingest/dialect.h"

#include <string.h>

#include "base/text.h"

static const char *const marks[] = {
    "redcap_event_name",           "redcap_repeat_instrument",
    "redcap_survey_identifier",    "redcap_data_access_group",
    "^record_id|*_complete",       "^Record ID|Complete?",
    "Survey Identifier|Complete?", "Event Name|Complete?",
    "Data Access Group|Complete?", NULL,
};

static const dialect_heading headings[] = {
    {"redcap_event_name", DIALECT_EVENT},
    {"Event Name", DIALECT_EVENT},
    {"redcap_repeat_instrument", DIALECT_METADATA},
    {"Repeat Instrument", DIALECT_METADATA},
    {"redcap_repeat_instance", DIALECT_METADATA},
    {"Repeat Instance", DIALECT_METADATA},
    {"redcap_data_access_group", DIALECT_METADATA},
    {"Data Access Group", DIALECT_METADATA},
    {"redcap_survey_identifier", DIALECT_PERSONAL}, /* most often the participant's mail address */
    {"Survey Identifier", DIALECT_PERSONAL},
    {"*_timestamp", DIALECT_METADATA},
    {"Survey Timestamp", DIALECT_METADATA},
    {"*_complete", DIALECT_FORM_STATUS},
    {"Complete?", DIALECT_FORM_STATUS},
    {NULL, DIALECT_OTHER},
};

static dialect_kind kind(const intake_file *file, size_t column) {
    (void)file;
    return column == 0 ? DIALECT_EXPERT : DIALECT_OTHER;
}

/* `Label (choice=Text)`. */
static bool choice_of_label(delphi_intake *intake, dialect_text whole, delphi_buffer *out) {
    static const char open[] = " (choice=";
    const char *at = memmem(whole.text, whole.size, open, sizeof open - 1);
    if (!at || whole.text[whole.size - 1] != ')')
        return false;
    size_t before = (size_t)(at - whole.text), start = before + sizeof open - 1;
    return dialect_join(intake, (dialect_text){whole.text, before},
                        (dialect_text){whole.text + start, whole.size - start - 1}, out);
}

static bool rename(delphi_intake *intake, const dialect_text *heads, size_t count, delphi_buffer *out) {
    (void)count;
    return dialect_whole(intake, heads[0], out) || dialect_split(intake, heads[0], "___", out) ||
           choice_of_label(intake, heads[0], out) || dialect_split(intake, heads[0], "_", out);
}

static bool cell(const delphi_scale *scale, bool rating, const char **text, size_t *size) {
    bool box = rating && (base_same_words(*text, *size, "Checked", 7) || base_same_words(*text, *size, "Unchecked", 9));
    if (box && scale->min == 0 && scale->max == 1) {
        *text = **text == 'C' || **text == 'c' ? "1" : "0";
        *size = 1;
    }
    return false;
}

const ingest_dialect dialect_redcap = {
    .name = "redcap",
    .title = "REDCap",
    .marks = marks,
    .headings = headings,
    .kind = kind,
    .rename = rename,
    .cell = cell,
    .status_behind = true,
};
