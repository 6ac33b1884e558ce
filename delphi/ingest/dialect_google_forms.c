/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Google Forms, English and Dutch: a time stamp first, then the questions; a grid is `Question [Row]`. */
#include "ingest/dialect.h"

static const char *const marks[] = {"^Timestamp", "^Tijdstempel", NULL};

static const dialect_heading headings[] = {
    {"Timestamp", DIALECT_METADATA},      {"Tijdstempel", DIALECT_METADATA}, {"Email Address", DIALECT_PERSONAL},
    {"Email address", DIALECT_PERSONAL},  {"E-mailadres", DIALECT_PERSONAL}, {"Username", DIALECT_PERSONAL},
    {"Gebruikersnaam", DIALECT_PERSONAL}, {"Score", DIALECT_METADATA},       {NULL, DIALECT_OTHER},
};

static bool rename(delphi_intake *intake, const dialect_text *heads, size_t count, delphi_buffer *out) {
    (void)count;
    return dialect_whole(intake, heads[0], out) || dialect_brackets(intake, heads[0], out);
}

const ingest_dialect dialect_google_forms = {
    .name = "google-forms",
    .title = "Google Forms",
    .marks = marks,
    .headings = headings,
    .rename = rename,
    .only_complete = true,
    .key = "an export has no key of the expert: the form must ask for the expert's code",
};
