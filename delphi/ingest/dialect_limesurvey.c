/* SPDX-License-Identifier: GPL-3.0-or-later */
/* LimeSurvey's response export, with question codes or full texts as headings. Answers are complete where submitdate is
 * filled. The expert is the token; in an open survey there is none. */
#include "ingest/dialect.h"

#include <string.h>

#include "base/text.h"

static const char *const marks[] = {
    "lastpage|startlanguage",
    "submitdate|startlanguage",
    "Response ID|Date submitted|Last page|Start language",
    NULL,
};

static const dialect_heading headings[] = {
    {"id", DIALECT_METADATA},
    {"Response ID", DIALECT_METADATA},
    {"submitdate", DIALECT_SENT_IN},
    {"Date submitted", DIALECT_SENT_IN},
    {"lastpage", DIALECT_METADATA},
    {"Last page", DIALECT_METADATA},
    {"startlanguage", DIALECT_METADATA},
    {"Start language", DIALECT_METADATA},
    {"seed", DIALECT_METADATA},
    {"token", DIALECT_EXPERT},
    {"Access code", DIALECT_EXPERT},
    {"startdate", DIALECT_METADATA},
    {"Date started", DIALECT_METADATA},
    {"datestamp", DIALECT_METADATA},
    {"Date last action", DIALECT_METADATA},
    {"ipaddr", DIALECT_PERSONAL},
    {"IP address", DIALECT_PERSONAL},
    {"refurl", DIALECT_PERSONAL}, /* a link may carry who followed it */
    {"Referrer URL", DIALECT_PERSONAL},
    {"firstname", DIALECT_PERSONAL},
    {"First name", DIALECT_PERSONAL},
    {"lastname", DIALECT_PERSONAL},
    {"Last name", DIALECT_PERSONAL},
    {"email", DIALECT_PERSONAL},
    {"Email address", DIALECT_PERSONAL},
    {"interviewtime", DIALECT_METADATA},
    {"Total time", DIALECT_METADATA},
    {"Group time:*", DIALECT_METADATA},
    {"Question time:*", DIALECT_METADATA},
    {NULL, DIALECT_OTHER},
};

/* Behind interviewtime stand the seconds that each page and question took: groupTime12, I01Time. */
static dialect_kind kind(const intake_file *file, size_t column) {
    const intake_column *c = &file->columns[column];
    bool timed = false;
    for (size_t i = 0; i < column; i++)
        timed = timed || base_same_words(file->columns[i].heading, file->columns[i].heading_size, "interviewtime", 13);
    bool is_time = dialect_fits("*Time", 5, c->heading, c->heading_size) ||
                   dialect_fits("groupTime*", 10, c->heading, c->heading_size);
    return timed && is_time ? DIALECT_METADATA : DIALECT_OTHER;
}

static size_t digits(const char *text, size_t size) {
    size_t i = 0;
    while (i < size && text[i] >= '0' && text[i] <= '9')
        i++;
    return i;
}

/* 896543X198X1234SQ001: survey, group and question, then the code of a sub-question. */
static dialect_text behind_numbers(dialect_text whole) {
    dialect_text rest = whole;
    for (int part = 0; part < 3; part++) {
        size_t size = digits(rest.text, rest.size);
        if (!size || (part < 2 && (size == rest.size || rest.text[size] != 'X')))
            return whole;
        size += part < 2;
        rest = (dialect_text){rest.text + size, rest.size - size};
    }
    return rest;
}

static bool rename(delphi_intake *intake, const dialect_text *heads, size_t count, delphi_buffer *out) {
    (void)count;
    dialect_text code = behind_numbers(heads[0]);
    if (code.size && code.size < heads[0].size)
        return dialect_whole(intake, code, out) || dialect_split(intake, code, "_", out);
    return dialect_brackets(intake, heads[0], out) || dialect_split(intake, heads[0], "_", out) ||
           dialect_whole(intake, heads[0], out);
}

/* An apostrophe keeps a spreadsheet from computing `=...`; a question that was not shown has N/A. */
static bool cell(const delphi_scale *scale, bool rating, const char **text, size_t *size) {
    (void)scale;
    if (*size > 1 && memcmp(*text, "'=", 2) == 0) {
        *text += 1;
        *size -= 1;
    }
    bool missing = rating && *size == 3 && memcmp(*text, "N/A", 3) == 0;
    *size = missing ? 0 : *size;
    return missing;
}

const ingest_dialect dialect_limesurvey = {
    .name = "limesurvey",
    .title = "LimeSurvey",
    .marks = marks,
    .headings = headings,
    .kind = kind,
    .rename = rename,
    .cell = cell,
    .key = "an export has a token where the survey has a participants table and is not anonymised",
};
