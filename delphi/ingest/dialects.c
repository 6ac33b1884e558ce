/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The dialects, a row each. `generic` is first: what has no marks. */
#include "ingest/dialect.h"

const ingest_dialect dialect_generic = {
    .name = "generic",
    .title = "a table of no particular tool",
};

static const ingest_dialect *const dialects[] = {
    &dialect_generic,         &dialect_limesurvey,   &dialect_qualtrics, &dialect_redcap,      &dialect_castor,
    &dialect_microsoft_forms, &dialect_google_forms, &dialect_jisc,      &dialect_long_scores,
};

const ingest_dialect *dialect_at(size_t index) {
    return index < sizeof dialects / sizeof *dialects ? dialects[index] : NULL;
}

const char *delphi_dialect_name(size_t index) {
    const ingest_dialect *dialect = dialect_at(index);
    return dialect ? dialect->name : NULL;
}

const char *delphi_dialect_title(size_t index) {
    const ingest_dialect *dialect = dialect_at(index);
    return dialect ? dialect->title : NULL;
}
