/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which rows of an export are answers: previews and other rounds are left out, and what was not sent in is told from
 * what was. */
#include "ingest/dialect.h"

#include <string.h>
#include <strings.h>

#include "base/buffer.h"
#include "base/number.h"
#include "base/text.h"

static bool is_one_of(const char *text, size_t size, const char *const *words) {
    for (; *words; words++)
        if (base_same_words(text, size, *words, strlen(*words)))
            return true;
    return false;
}

/* Qualtrics: words, or the codes 1 (preview), 2 (test), 9 and 17 (previews that are spam, or offline). */
static bool is_preview(const char *text, size_t size) {
    static const char *const words[] = {
        "Survey Preview", "Survey Test", "Offline Survey Preview", "Spam Survey Preview", "1", "2", "9", "17", NULL};
    return is_one_of(text, size, words);
}

static bool is_true(const char *text, size_t size) {
    static const char *const words[] = {"True", "1", "Yes", "Ja", "Waar", NULL};
    return is_one_of(text, size, words);
}

static bool is_whole(const char *text, size_t size) {
    size_t end = size;
    while (end && (text[end - 1] == '%' || text[end - 1] == ' '))
        end--;
    return is_one_of(text, end, (const char *const[]){"100", "100.0", "100,0", "100.00", "100,00", NULL});
}

/* Does a cell of this kind say that the answers were not sent in? A cell that is empty only tells where being filled is
 * what it tells. */
static bool says_partial(dialect_kind kind, const char *text, size_t size) {
    static const char *const done[] = {"2", "Complete", NULL};
    switch (kind) {
    case DIALECT_SENT_IN:
        return size == 0 || base_same_words(text, size, "N/A", 3);
    case DIALECT_FINISHED:
        return size && !is_true(text, size);
    case DIALECT_PROGRESS:
        return size && !is_whole(text, size);
    case DIALECT_FORM_STATUS:
        return size && !is_one_of(text, size, done);
    default:
        return false;
    }
}

/* "2", "Round 2", "Ronde 2": the number at the end. What holds no number is not taken for another round. */
static bool is_other_round(int round, const char *text, size_t size) {
    int64_t number = 0;
    size_t start = size;
    while (start && text[start - 1] >= '0' && text[start - 1] <= '9')
        start--;
    return base_read_integer(text + start, size - start, 0, 1000000, &number) && number != round;
}

static intake_row_fate look_at(const delphi_intake *intake, const intake_column *column, const char *text,
                               size_t size) {
    if (column->only && !base_same_words(text, size, intake->settings.only_value, strlen(intake->settings.only_value)))
        return INTAKE_ROW_ELSEWHERE;
    if (column->kind == DIALECT_PREVIEW && is_preview(text, size))
        return INTAKE_ROW_PREVIEW;
    if (column->kind == DIALECT_ROUND && is_other_round(intake->round, text, size))
        return INTAKE_ROW_ELSEWHERE;
    if (column->kind == DIALECT_FORM_STATUS && !column->form_counts)
        return INTAKE_ROW_READ;
    return says_partial(column->kind, text, size) ? INTAKE_ROW_PARTIAL : INTAKE_ROW_READ;
}

intake_row_fate dialect_row(const delphi_intake *intake, const intake_file *file, const ingest_row *row) {
    intake_row_fate fate = INTAKE_ROW_READ;
    for (size_t i = 0; i < file->about_row_count; i++) {
        size_t at = file->about_rows[i];
        const char *text = at < row->count ? row->fields[at].text : "";
        size_t size = at < row->count ? row->fields[at].size : 0;
        base_trim(&text, &size);
        intake_row_fate one = look_at(intake, &file->columns[at], text, size);
        if (one > INTAKE_ROW_PARTIAL)
            return one;
        fate = one == INTAKE_ROW_PARTIAL ? one : fate;
    }
    return fate == INTAKE_ROW_PARTIAL && intake->settings.complete_only ? INTAKE_ROW_INCOMPLETE : fate;
}

bool intake_cell_plain(const delphi_intake *intake, const intake_file *file, size_t column, const char **text,
                       size_t *size) {
    bool rating = file->columns[column].target.role != INTAKE_COMMENT;
    base_trim(text, size);
    if (!*size || !file->dialect->cell)
        return false;
    return file->dialect->cell(&intake->study->protocol.scale, rating, text, size);
}

bool intake_row_note(const delphi_intake *intake, intake_file *file, long line, intake_row_fate fate) {
    intake_row row = {.line = line, .fate = fate};
    file->fates[fate]++;
    if (intake->settings.keeps_rows)
        base_buffer_append(&file->rows, (const char *)&row, sizeof row);
    return !file->rows.failed;
}
