/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The loss report: what became of every column and every row of the files that were taken in, and why. */
#include "ingest/dialect.h"

#include <string.h>

#include "base/buffer.h"

/* Why a column was not read. */
typedef enum {
    LOSS_NONE, /* it was */
    LOSS_PERSONAL,
    LOSS_METADATA,
    LOSS_ABOUT_ROW, /* looked at for each row, and not kept */
    LOSS_EVENT,
    LOSS_SECOND_KEY,
    LOSS_MAP,  /* the map says ignore */
    LOSS_REST, /* the map says so of all that it does not name */
    LOSS_EMPTY,
    LOSS_NO_RATINGS,
    LOSS_REFUSED,
    LOSS_COUNT
} loss_reason;

static const struct {
    const char *shortly, *why;
} reasons[LOSS_COUNT] = {
    [LOSS_NONE] = {"read", ""},
    [LOSS_PERSONAL] = {"personal data", "personal data, not read"},
    [LOSS_METADATA] = {"metadata", "metadata of the survey tool"},
    [LOSS_ABOUT_ROW] = {"status", "tells which rows are complete answers"},
    [LOSS_EVENT] = {"round or event", "tells which round or event a row is of"},
    [LOSS_SECOND_KEY] = {"other key", "another column holds the experts"},
    [LOSS_MAP] = {"ignored by the map", "the columns map says ignore"},
    [LOSS_REST] = {"not in the map", "not in the columns map, which ignores all others"},
    [LOSS_EMPTY] = {"empty", "empty: a section heading, or never answered"},
    [LOSS_NO_RATINGS] = {"without ratings", "holds no ratings, and its heading is no indicator's"},
    [LOSS_REFUSED] = {"undecided", "could not be decided on: see the errors"},
};

static const struct {
    const char *fate, *shortly, *why;
} rows[INTAKE_ROW_FATES] = {
    [INTAKE_ROW_HEAD] = {"read", "heading", "heading"},
    [INTAKE_ROW_READ] = {"read", "read", "answers"},
    [INTAKE_ROW_PARTIAL] = {"read", "read as partial answers", "partial answers: not sent in"},
    [INTAKE_ROW_EMPTY] = {"left out", "without answers", "no answers in the columns that are read"},
    [INTAKE_ROW_PREVIEW] = {"left out", "preview", "a preview or test, no expert's answers"},
    [INTAKE_ROW_INCOMPLETE] = {"left out", "incomplete", "partial answers, left out by --complete-only"},
    [INTAKE_ROW_ELSEWHERE] = {"left out", "of another round or event", "of another round or event"},
    [INTAKE_ROW_REFUSED] = {"refused", "refused", "see the errors"},
};

/* Who maps a column by hand may look away from what it is; the tool's own headings say more than `ignore`. */
static loss_reason reason_of(const delphi_intake *intake, const intake_column *column) {
    if (column->target.role >= INTAKE_EXPERT)
        return LOSS_NONE;
    if (column->kind == DIALECT_PERSONAL)
        return LOSS_PERSONAL;
    if (column->kind == DIALECT_METADATA)
        return LOSS_METADATA;
    if (column->kind == DIALECT_EVENT || column->kind == DIALECT_ROUND || column->only)
        return LOSS_EVENT;
    if (column->kind > DIALECT_METADATA)
        return LOSS_ABOUT_ROW;
    if (column->map_line)
        for (size_t i = 0; i < intake->map->count; i++)
            if (intake->map->rows[i].line == column->map_line)
                return intake->map->rows[i].rest ? LOSS_REST : LOSS_MAP;
    if (column->kind == DIALECT_EXPERT)
        return LOSS_SECOND_KEY;
    if (column->target.role == INTAKE_OPEN)
        return LOSS_REFUSED;
    if (column->filled == 0)
        return LOSS_EMPTY;
    return dialect_is_personal(column->heading, column->heading_size) ? LOSS_PERSONAL : LOSS_NO_RATINGS;
}

static void field(delphi_buffer *out, const char *text, char end) {
    ingest_csv_write(out, text, strlen(text), ',');
    base_buffer_char(out, end);
}

static void write_column(const delphi_intake *intake, const intake_file *file, size_t at, delphi_buffer *out) {
    const intake_column *column = &file->columns[at];
    loss_reason reason = reason_of(intake, column);
    delphi_buffer why = {0};
    char name[INTAKE_TARGET_SIZE];
    field(out, file->name, ',');
    base_buffer_format(out, "column,%zu,", at + 1);
    /* A spreadsheet must not compute somebody's heading. */
    delphi_buffer heading = {0};
    if (column->heading_size && strchr("=+-@", column->heading[0]))
        base_buffer_char(&heading, '\'');
    base_buffer_text(&heading, column->heading);
    field(out, base_buffer_string(&heading), ',');
    out->failed = out->failed || heading.failed;
    delphi_buffer_free(&heading);
    base_buffer_text(out, reason == LOSS_NONE ? "read," : reason == LOSS_REFUSED ? "refused," : "left out,");
    if (reason != LOSS_NONE)
        base_buffer_text(&why, reasons[reason].why);
    else if (intake_role_answers(column->target.role))
        base_buffer_format(&why, "%s: %s", intake_role_name(column->target.role),
                           intake_target_name(intake, column->target, name));
    else
        base_buffer_text(&why, intake_role_name(column->target.role));
    if (column->map_line && reason == LOSS_NONE)
        base_buffer_format(&why, ", by line %ld of the columns map", column->map_line);
    field(out, base_buffer_string(&why), '\n');
    out->failed = out->failed || why.failed;
    delphi_buffer_free(&why);
}

static void write_rows(const intake_file *file, delphi_buffer *out) {
    const char *at = file->rows.data;
    for (size_t i = 0; i < file->rows.size / sizeof(intake_row); i++) {
        intake_row row;
        memcpy(&row, at + i * sizeof row, sizeof row);
        field(out, file->name, ',');
        base_buffer_format(out, "row,%ld,,%s,", row.line, rows[row.fate].fate);
        field(out, rows[row.fate].why, '\n');
    }
}

/* ", 3 personal data" for each number above 0. */
static void count_out(delphi_buffer *out, bool *first, size_t count, const char *what) {
    if (count)
        base_buffer_format(out, "%s%zu %s", *first ? "" : ", ", count, what);
    *first = *first && !count;
}

/* A plain table of which all was read is not worth three lines. */
static bool is_plain(const intake_file *file, const size_t columns[LOSS_COUNT]) {
    size_t others = 0;
    for (size_t i = 0; i < INTAKE_ROW_FATES; i++)
        others += file->fates[i];
    others -= file->fates[INTAKE_ROW_HEAD] + file->fates[INTAKE_ROW_READ];
    return file->dialect == &dialect_generic && !others && columns[LOSS_NONE] == file->column_count;
}

static void summarise(const delphi_intake *intake, const intake_file *file, delphi_buffer *out) {
    size_t columns[LOSS_COUNT] = {0}, roles[INTAKE_ROLE_COUNT] = {0}, count = 0;
    bool first = true;
    for (size_t i = 0; i < file->column_count; i++) {
        columns[reason_of(intake, &file->columns[i])]++;
        roles[file->columns[i].target.role]++;
    }
    if (is_plain(file, columns))
        return;
    base_buffer_format(out, "%s: %s%s%s%s\n  %zu columns: ", file->name, file->dialect->title,
                       *file->seen ? " (by: " : "", file->seen, *file->seen ? ")" : "", file->column_count);
    for (intake_role role = INTAKE_EXPERT; role < INTAKE_ROLE_COUNT; role++)
        count_out(out, &first, roles[role], intake_role_name(role));
    for (size_t i = LOSS_NONE + 1; i < LOSS_COUNT; i++)
        count_out(out, &first, columns[i], reasons[i].shortly);
    for (size_t i = 0; i < INTAKE_ROW_FATES; i++)
        count += file->fates[i];
    base_buffer_format(out, "\n  %zu rows: ", count);
    first = true;
    for (size_t i = 0; i < INTAKE_ROW_FATES; i++)
        count_out(out, &first, file->fates[i], rows[i].shortly);
    base_buffer_char(out, '\n');
}

void intake_loss_refused(delphi_intake *intake, const char *file) {
    field(&intake->loss, file, ',');
    base_buffer_text(&intake->loss, "file,,,refused,see the errors; nothing of this file is taken in\n");
}

void intake_loss_sheet(delphi_intake *intake, const char *file) {
    field(&intake->loss, file, ',');
    base_buffer_text(&intake->loss, "file,,,read,a returned sheet\n");
}

void intake_loss_ballots(delphi_intake *intake, const char *file) {
    field(&intake->loss, file, ',');
    base_buffer_text(&intake->loss, "file,,,read,ballots\n");
}

void intake_loss_note(delphi_intake *intake, intake_file *file, bool refused) {
    if (refused)
        intake_loss_refused(intake, file->name);
    for (size_t i = 0; i < file->column_count; i++)
        write_column(intake, file, i, &intake->loss);
    write_rows(file, &intake->loss);
    if (!refused)
        summarise(intake, file, &intake->summary);
    delphi_buffer_free(&file->rows);
}

static delphi_status give(const delphi_buffer *report, delphi_buffer *out) {
    base_buffer_append(out, base_buffer_string(report), report->size);
    return report->failed || out->failed ? DELPHI_ERR_MEMORY : DELPHI_OK;
}

delphi_status delphi_intake_write_loss(const delphi_intake *intake, delphi_buffer *out) {
    base_buffer_text(out, "file,kind,number,heading,fate,why\n");
    return give(&intake->loss, out);
}

delphi_status delphi_intake_write_summary(const delphi_intake *intake, delphi_buffer *out) {
    return give(&intake->summary, out);
}
