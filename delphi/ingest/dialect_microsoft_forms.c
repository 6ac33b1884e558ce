/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Microsoft Forms, English and Dutch: a column a question or statement, cells hold the label of the answer. Answers
 * that were not sent in are not kept. An export has no key but the mail address; a question for the code is needed. */
#include "ingest/dialect.h"

static const char *const marks[] = {
    "^ID|Start time|Completion time",
    "^ID|Begintijd|Tijd van voltooien",
    NULL,
};

static const dialect_heading headings[] = {
    {"ID", DIALECT_METADATA},
    {"Start time", DIALECT_METADATA},
    {"Begintijd", DIALECT_METADATA},
    {"Completion time", DIALECT_METADATA},
    {"Tijd van voltooien", DIALECT_METADATA},
    {"Email", DIALECT_PERSONAL},
    {"E-mail", DIALECT_PERSONAL},
    {"Name", DIALECT_PERSONAL},
    {"Naam", DIALECT_PERSONAL},
    {"Last modified time", DIALECT_METADATA},
    {"Tijd van laatste wijziging", DIALECT_METADATA},
    {"Language", DIALECT_METADATA},
    {"Taal", DIALECT_METADATA},
    {"Total points", DIALECT_METADATA},
    {"Quiz feedback", DIALECT_METADATA},
    {"Points - *", DIALECT_METADATA},
    {"Feedback - *", DIALECT_METADATA},
    {NULL, DIALECT_OTHER},
};

/* A question whose text was used before has a number behind it: `Falls2`. */
static bool rename(delphi_intake *intake, const dialect_text *heads, size_t count, delphi_buffer *out) {
    (void)count;
    dialect_text text = heads[0];
    if (dialect_whole(intake, text, out) || dialect_brackets(intake, text, out) ||
        dialect_split(intake, text, ".", out))
        return true;
    while (text.size && text.text[text.size - 1] >= '0' && text.text[text.size - 1] <= '9')
        text.size--;
    return text.size < heads[0].size && dialect_whole(intake, text, out);
}

const ingest_dialect dialect_microsoft_forms = {
    .name = "microsoft-forms",
    .title = "Microsoft Forms",
    .marks = marks,
    .headings = headings,
    .rename = rename,
    .only_complete = true,
    .key = "an export has no key of the expert: the form must ask for the expert's code",
};
