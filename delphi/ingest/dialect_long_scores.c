/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Scores in long form, a row a score, as DelphiManager and tools like it give them. Its exact headings are not public:
 * the words below are the ones a person would use, any others go by a columns map. */
#include "ingest/dialect.h"

#include <string.h>

#include "base/buffer.h"
#include "base/text.h"

static const char *const marks[] = {
    "participant*|round|score",
    "participant*|item*|score",
    "participant*|outcome*|score",
    NULL,
};

static const dialect_heading headings[] = {
    {"round", DIALECT_ROUND},    {"round number", DIALECT_ROUND},
    {"ronde", DIALECT_ROUND},    {"participant name", DIALECT_PERSONAL},
    {"email", DIALECT_PERSONAL}, {"email address", DIALECT_PERSONAL},
    {NULL, DIALECT_OTHER},
};

static bool rename(delphi_intake *intake, const dialect_text *heads, size_t count, delphi_buffer *out) {
    static const struct {
        const char *heading, *as;
    } names[] = {
        {"participant", "expert"},
        {"participant id", "expert"},
        {"participant code", "expert"},
        {"deelnemer", "expert"},
        {"stakeholder group", "group"},
        {"stakeholder", "group"},
        {"item", "indicator"},
        {"item id", "indicator"},
        {"outcome", "indicator"},
        {"outcome id", "indicator"},
        {"score", "rating"},
        {"comments", "comment"},
        {"feedback", "comment"},
    };
    (void)intake;
    (void)count;
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (base_same_words(heads[0].text, heads[0].size, names[i].heading, strlen(names[i].heading))) {
            base_buffer_text(out, names[i].as);
            return true;
        }
    return false;
}

const ingest_dialect dialect_long_scores = {
    .name = "long-scores",
    .title = "scores in long form (DelphiManager and the like)",
    .marks = marks,
    .headings = headings,
    .rename = rename,
};
