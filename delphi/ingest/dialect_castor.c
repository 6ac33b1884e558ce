/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Castor EDC: a study's data (a row a participant) and its surveys (a row a survey that was sent). -95 to -99 stand for
 * five reasons why there is no answer. */
#include "ingest/dialect.h"

#include <string.h>

static const char *const marks[] = {
    "Survey Instance Id|Castor Participant ID",
    "Survey Instance Id|Castor Record Id",
    "Participant Id|Participant Status|Site Abbreviation",
    NULL,
};

static const dialect_heading headings[] = {
    {"Survey Instance Id", DIALECT_METADATA},
    {"Castor Participant ID", DIALECT_EXPERT},
    {"Castor Record Id", DIALECT_EXPERT},
    {"Participant Id", DIALECT_EXPERT},
    {"Participant Status", DIALECT_METADATA},
    {"Site Abbreviation", DIALECT_METADATA},
    {"Participant Creation date", DIALECT_METADATA},
    {"Randomization *", DIALECT_METADATA},
    {"Survey creation date", DIALECT_METADATA},
    {"Survey sent date", DIALECT_METADATA},
    {"Survey Progress", DIALECT_PROGRESS},
    {"Survey Completed On", DIALECT_SENT_IN},
    {"Survey Parent", DIALECT_METADATA},
    {"Survey Package Name", DIALECT_EVENT},
    {"Survey Package Id", DIALECT_METADATA},
    {NULL, DIALECT_OTHER},
};

static bool rename(delphi_intake *intake, const dialect_text *heads, size_t count, delphi_buffer *out) {
    (void)count;
    return dialect_whole(intake, heads[0], out) || dialect_split(intake, heads[0], "#", out) ||
           dialect_split(intake, heads[0], "_", out);
}

/* A scale that reaches down to such a number keeps it. */
static bool cell(const delphi_scale *scale, bool rating, const char **text, size_t *size) {
    bool missing = rating && scale->min > -95 && *size == 3 && memcmp(*text, "-9", 2) == 0 && (*text)[2] >= '5' &&
                   (*text)[2] <= '9';
    *size = missing ? 0 : *size;
    return missing;
}

const ingest_dialect dialect_castor = {
    .name = "castor",
    .title = "Castor EDC",
    .marks = marks,
    .headings = headings,
    .rename = rename,
    .cell = cell,
};
