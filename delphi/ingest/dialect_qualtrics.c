/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Qualtrics: three rows of headings (id, text, ImportId), of which the third is the mark. */
#include "ingest/dialect.h"

#include <string.h>

#include "base/text.h"

static const dialect_heading headings[] = {
    {"StartDate", DIALECT_METADATA},
    {"EndDate", DIALECT_METADATA},
    {"Status", DIALECT_PREVIEW},
    {"IPAddress", DIALECT_PERSONAL},
    {"Progress", DIALECT_PROGRESS},
    {"Duration (in seconds)", DIALECT_METADATA},
    {"Finished", DIALECT_FINISHED},
    {"RecordedDate", DIALECT_METADATA},
    {"ResponseId", DIALECT_METADATA},
    {"RecipientLastName", DIALECT_PERSONAL},
    {"RecipientFirstName", DIALECT_PERSONAL},
    {"RecipientEmail", DIALECT_PERSONAL},
    {"ExternalReference", DIALECT_EXPERT},
    {"ExternalDataReference", DIALECT_EXPERT},
    {"LocationLatitude", DIALECT_PERSONAL},
    {"LocationLongitude", DIALECT_PERSONAL},
    {"DistributionChannel", DIALECT_METADATA},
    {"UserLanguage", DIALECT_METADATA},
    {"*_Browser", DIALECT_METADATA},
    {"*_First Click", DIALECT_METADATA},
    {"*_Last Click", DIALECT_METADATA},
    {"*_Page Submit", DIALECT_METADATA},
    {"*_Click Count", DIALECT_METADATA},
    {NULL, DIALECT_OTHER},
};

static bool is_import_id(const dialect_text *cell) {
    static const char mark[] = "{\"ImportId\"";
    return cell->size >= sizeof mark - 1 && memcmp(cell->text, mark, sizeof mark - 1) == 0;
}

static size_t mark_row(const dialect_heads *heads, const char **seen) {
    for (size_t row = 1; row < heads->count; row++)
        for (size_t i = 0; i < heads->widths[row]; i++)
            if (is_import_id(&heads->cells[row][i])) {
                *seen = "ImportId";
                return row + 1;
            }
    return 0;
}

/* A file that was saved again without its third row still has the second, which says `Start Date`. */
static size_t head_rows(const dialect_heads *heads) {
    if (heads->count < 2 || !heads->widths[1])
        return 1;
    const dialect_text *first = &heads->cells[1][0];
    return base_same_words(first->text, first->size, "Start Date", 10) ? 2 : 1;
}

/* `Question - Statement`, in the row of texts. */
static bool rename(delphi_intake *intake, const dialect_text *heads, size_t count, delphi_buffer *out) {
    dialect_text text = count > 1 ? heads[1] : heads[0];
    return dialect_whole(intake, heads[0], out) || dialect_split(intake, heads[0], "_", out) ||
           dialect_whole(intake, text, out) || dialect_split(intake, text, " - ", out);
}

const ingest_dialect dialect_qualtrics = {
    .name = "qualtrics",
    .title = "Qualtrics",
    .mark_row = mark_row,
    .head_rows = head_rows,
    .headings = headings,
    .rename = rename,
    .key = "an export has ExternalReference where the survey was sent to a contact list",
};
