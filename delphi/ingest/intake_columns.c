/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What each column of a foreign file holds: the map speaks first, then the headings, and where neither does the cells
 * tell whether answers would be lost. */
#include "ingest/dialect.h"

#include <string.h>

#include "base/index.h"
#include "base/text.h"

static bool is_one_of_a_kind(intake_role role) {
    return role >= INTAKE_EXPERT && role <= INTAKE_CRITERION;
}

static bool is_open(const intake_column *column) {
    return column->target.role == INTAKE_OPEN && !column->map_line;
}

/* By an index: a sheet may have 16,384 columns, and all of them without a heading. */
static bool mark_repeated(intake_file *file) {
    base_index *seen = base_index_new(file->column_count);
    bool done = seen != NULL;
    for (size_t i = 0; done && i < file->column_count; i++) {
        intake_column *column = &file->columns[i];
        size_t first = base_index_find(seen, column->heading, column->heading_size);
        column->repeated = column->heading_size == 0 || first != DELPHI_NONE;
        if (first == DELPHI_NONE)
            done = base_index_add(seen, column->heading, column->heading_size, i);
        else
            file->columns[first].repeated = true;
    }
    base_index_free(seen);
    return done;
}

static bool copy_headings(delphi_intake *intake, intake_file *file, const ingest_row *row) {
    file->column_count = row->count;
    file->columns = base_arena_array(intake->arena, row->count, sizeof *file->columns);
    file->used = base_arena_array(intake->arena, row->count, sizeof *file->used);
    if (!file->columns || !file->used)
        return false;
    for (size_t i = 0; i < row->count; i++) {
        intake_column *column = &file->columns[i];
        *column = (intake_column){.line = row->fields[i].line,
                                  .target = {INTAKE_OPEN, DELPHI_NONE, DELPHI_NONE},
                                  .near = {INTAKE_OPEN, DELPHI_NONE, DELPHI_NONE}};
        column->heading = intake_fold(intake->arena, row->fields[i].text, row->fields[i].size, &column->heading_size);
        if (!column->heading)
            return false;
    }
    return mark_repeated(file);
}

/* The column with this role: by the map where it says so, else by its heading. */
static size_t column_with(const intake_file *file, intake_role role) {
    for (size_t i = 0; i < file->column_count; i++)
        if (file->columns[i].target.role == role)
            return i;
    return DELPHI_NONE;
}

static bool has_heading_for(const intake_file *file, intake_role role) {
    for (size_t i = 0; i < file->column_count; i++)
        if (is_open(&file->columns[i]) && intake_column_word(&file->columns[i]) == role)
            return true;
    return false;
}

/* Does the map say that a column holds ratings or comments of whatever indicator the row names? */
static bool map_speaks_of_rows(const intake_file *file) {
    for (size_t i = 0; i < file->column_count; i++) {
        const intake_target *t = &file->columns[i].target;
        if (intake_role_answers(t->role) && t->indicator == DELPHI_NONE)
            return true;
    }
    return false;
}

/* Long form: a row an answer, with a column that names the indicator. */
static bool is_long(const intake_file *file) {
    if (column_with(file, INTAKE_INDICATOR) != DELPHI_NONE)
        return true;
    return has_heading_for(file, INTAKE_INDICATOR) &&
           (has_heading_for(file, INTAKE_RATING) || has_heading_for(file, INTAKE_COMMENT) || map_speaks_of_rows(file));
}

/* The heading's word, unless the map gave that role to another column. */
static intake_role word_of(const delphi_intake *intake, const intake_file *file, const intake_column *column,
                           const bool *mapped) {
    intake_role role = intake_column_word(column);
    bool in_wide = role == INTAKE_EXPERT || role == INTAKE_GROUP;
    if (file->indicator == DELPHI_NONE && !in_wide)
        return INTAKE_OPEN;
    if (role == INTAKE_GROUP && intake->study->protocol.group_count == 0)
        return INTAKE_OPEN;
    return is_one_of_a_kind(role) && mapped[role] ? INTAKE_OPEN : role;
}

/* By the heading, else by the other name that the dialect knows for it. */
static intake_target target_of_heads(const delphi_intake *intake, intake_column *column) {
    intake_target target = intake_heading_target(intake, column->heading, column->heading_size, &column->why);
    if (target.role != INTAKE_OPEN || !column->also_size)
        return target;
    intake_why why;
    intake_target other = intake_heading_target(intake, column->also, column->also_size, &why);
    if (other.indicator == DELPHI_NONE)
        return target;
    column->why = why;
    return other;
}

static void map_itself(const delphi_intake *intake, const intake_file *file, intake_column *column,
                       const bool *mapped) {
    bool one = intake->study->protocol.criterion_count == 1;
    intake_role word = word_of(intake, file, column, mapped);
    if (word != INTAKE_OPEN) {
        bool answers = word == INTAKE_RATING || word == INTAKE_COMMENT;
        column->target = (intake_target){word, DELPHI_NONE, answers && one ? 0 : DELPHI_NONE};
        return;
    }
    intake_target target = target_of_heads(intake, column);
    if (file->indicator != DELPHI_NONE && target.indicator != DELPHI_NONE) {
        column->why = INTAKE_WHY_LONG;
        target.role = INTAKE_OPEN;
    }
    if (target.role == INTAKE_OPEN)
        column->near = target;
    else
        column->target = target;
}

static bool same_target(intake_target a, intake_target b) {
    return a.role == b.role && a.indicator == b.indicator && a.criterion == b.criterion;
}

static void mark_doubled(intake_file *file) {
    for (size_t i = 0; i < file->column_count; i++)
        for (size_t j = i + 1; j < file->column_count && file->columns[i].target.role > INTAKE_IGNORE; j++)
            if (same_target(file->columns[i].target, file->columns[j].target))
                file->columns[i].doubled = file->columns[j].doubled = true;
}

delphi_status intake_columns_find(delphi_intake *intake, intake_file *file, const ingest_row *row,
                                  delphi_problems *problems) {
    bool mapped[INTAKE_ROLE_COUNT] = {false};
    if (!copy_headings(intake, file, row))
        return base_no_memory(problems);
    delphi_status status = intake_map_apply(intake, file, problems), dialect = dialect_columns(intake, file, problems);
    status = status ? status : dialect;
    if (dialect == DELPHI_ERR_MEMORY)
        return dialect;
    for (size_t i = 0; i < file->column_count; i++)
        mapped[file->columns[i].target.role] = true;
    /* Until the end only a mark: which column it is, is settled with the others. */
    file->indicator = is_long(file) ? 0 : DELPHI_NONE;
    for (size_t i = 0; i < file->column_count; i++)
        if (is_open(&file->columns[i]) && file->columns[i].heading_size)
            map_itself(intake, file, &file->columns[i], mapped);
    mark_doubled(file);
    return status;
}
