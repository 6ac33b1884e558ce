/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which tool made a file, by marks in its first rows. Two answers are none: then a person says it. */
#include "ingest/dialect.h"

#include <string.h>

#include "base/buffer.h"
#include "base/text.h"

typedef struct {
    delphi_intake *intake;
    dialect_heads *heads;
    bool failed;
} head_reader;

static bool take_head(void *context, const ingest_row *row) {
    head_reader *r = context;
    dialect_heads *heads = r->heads;
    dialect_text *cells = base_arena_array(r->intake->arena, row->count, sizeof *cells);
    r->failed = !cells;
    for (size_t i = 0; cells && i < row->count; i++) {
        cells[i].text = intake_fold(r->intake->arena, row->fields[i].text, row->fields[i].size, &cells[i].size);
        r->failed = r->failed || !cells[i].text;
    }
    heads->cells[heads->count] = cells;
    heads->widths[heads->count] = row->count;
    heads->count++;
    return !r->failed && heads->count < DIALECT_HEADS;
}

bool dialect_fits(const char *pattern, size_t pattern_size, const char *text, size_t size) {
    if (pattern_size && pattern[0] == '*') {
        size_t end = pattern_size - 1;
        return size >= end && base_same_words(text + size - end, end, pattern + 1, end);
    }
    if (pattern_size && pattern[pattern_size - 1] == '*') {
        size_t start = pattern_size - 1;
        return size >= start && base_same_words(text, start, pattern, start);
    }
    return base_same_words(text, size, pattern, pattern_size);
}

static bool has_head(const dialect_heads *heads, const char *mark, size_t size) {
    bool first = size && mark[0] == '^';
    size_t width = first && heads->widths[0] > 1 ? 1 : heads->widths[0];
    for (size_t i = 0; i < width; i++)
        if (dialect_fits(mark + first, size - first, heads->cells[0][i].text, heads->cells[0][i].size))
            return true;
    return false;
}

/* All of "a|b|c". */
static bool has_all(const dialect_heads *heads, const char *set) {
    for (const char *at = set;; at++) {
        size_t size = strcspn(at, "|");
        if (!has_head(heads, at, size))
            return false;
        at += size;
        if (!*at)
            return true;
    }
}

/* The marks that were seen, or NULL. */
static const char *marks_in(const ingest_dialect *dialect, const dialect_heads *heads) {
    const char *seen = NULL;
    if (dialect->mark_row && dialect->mark_row(heads, &seen))
        return seen;
    for (const char *const *set = dialect->marks; set && *set; set++)
        if (has_all(heads, *set))
            return *set;
    return NULL;
}

static void say_marks(delphi_buffer *out, const char *marks) {
    for (const char *at = marks; *at; at++) {
        if (*at == '|')
            base_buffer_text(out, ", ");
        else if (*at != '^')
            base_buffer_char(out, *at);
    }
}

static delphi_status refuse_two(const intake_file *file, const ingest_dialect *const found[2],
                                const char *const seen[2], delphi_problems *problems) {
    delphi_buffer marks[2] = {{0}, {0}};
    for (int i = 0; i < 2; i++)
        say_marks(&marks[i], seen[i]);
    delphi_status status =
        base_problem(problems, DELPHI_ERR_INPUT, (base_place){.file = file->name, .line = 1},
                     "this file has the marks of %s (%s) and of %s (%s); say which it is with --format %s or --format "
                     "%s",
                     found[0]->title, marks[0].data ? marks[0].data : "", found[1]->title,
                     marks[1].data ? marks[1].data : "", found[0]->name, found[1]->name);
    delphi_buffer_free(&marks[0]);
    delphi_buffer_free(&marks[1]);
    return status;
}

static delphi_status find_by_marks(delphi_intake *intake, intake_file *file, const dialect_heads *heads,
                                   delphi_problems *problems) {
    const ingest_dialect *found[2] = {NULL, NULL}, *dialect;
    const char *seen[2] = {NULL, NULL};
    for (size_t i = 0; (dialect = dialect_at(i)) && !found[1]; i++) {
        const char *marks = marks_in(dialect, heads);
        if (!marks)
            continue;
        found[found[0] != NULL] = dialect;
        seen[seen[0] != NULL] = marks;
    }
    if (found[1])
        return refuse_two(file, found, seen, problems);
    if (!found[0])
        return DELPHI_OK;
    delphi_buffer marks = {0};
    say_marks(&marks, seen[0]);
    file->dialect = found[0];
    file->seen = base_arena_text(intake->arena, base_buffer_string(&marks), marks.size);
    delphi_buffer_free(&marks);
    return file->seen ? DELPHI_OK : base_no_memory(problems);
}

static size_t rows_of_head(const ingest_dialect *dialect, const dialect_heads *heads) {
    const char *seen;
    size_t rows = dialect->mark_row ? dialect->mark_row(heads, &seen) : 0;
    if (!rows && dialect->head_rows)
        rows = dialect->head_rows(heads);
    return rows ? rows : 1;
}

delphi_status dialect_detect(delphi_intake *intake, intake_file *file, const intake_layout *layout,
                             delphi_problems *problems) {
    dialect_heads *heads = base_arena_alloc(intake->arena, sizeof *heads);
    head_reader reader = {intake, heads, !heads};
    file->dialect = intake->settings.format ? intake->settings.format : &dialect_generic;
    file->seen = "";
    file->head_rows = 1;
    /* What is wrong with these rows is told when they are read in earnest. */
    if (heads && intake_layout_rows(layout, file->name, take_head, &reader, NULL) == DELPHI_ERR_MEMORY)
        reader.failed = true;
    if (reader.failed)
        return base_no_memory(problems);
    file->heads = heads;
    if (!heads->count)
        return DELPHI_OK;
    delphi_status status = intake->settings.format ? DELPHI_OK : find_by_marks(intake, file, heads, problems);
    file->head_rows = rows_of_head(file->dialect, heads);
    return status;
}
