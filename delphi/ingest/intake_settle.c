/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The last word on the columns of a file, with what their cells hold: no answer may be left out unseen, and no two
 * columns may hold the same. */
#include "ingest/dialect.h"

#include <stdio.h>
#include <string.h>

#include "base/buffer.h"
#include "base/text.h"

#define NAMED_MAX 8

typedef struct {
    delphi_intake *intake;
    intake_file *file;
    delphi_problems *problems;
    delphi_status status;
} settling;

static base_place place_of(const settling *s, const intake_column *column) {
    return (base_place){.file = s->file->name, .line = column->line, .column = column - s->file->columns + 1};
}

#define REFUSE(s, column, ...)                                                                                         \
    ((s)->status = base_problem((s)->problems, DELPHI_ERR_INPUT, place_of(s, column), __VA_ARGS__))

/* The indicator whose id, or id[criterion], the heading is a slip away from. Short headings must come closer. */
static size_t near_indicator(const settling *s, const intake_column *column) {
    const delphi_study *study = s->intake->study;
    size_t size = column->heading_size, best = DELPHI_NONE;
    size_t limit = size < 3 ? 0 : size < 8 ? 1 : 2;
    const char *open = memchr(column->heading, '[', size);
    size_t id_size = open ? (size_t)(open - column->heading) : size;
    char name[INTAKE_TARGET_SIZE];
    for (size_t i = 0; i < study->indicator_count; i++) {
        const char *id = study->indicators[i].id;
        size_t count = open ? study->protocol.criterion_count : 1;
        if (!open && base_edit_distance(column->heading, id_size, id, strlen(id), limit) <= limit)
            best = i;
        for (size_t c = 0; open && c < count; c++) {
            int length = snprintf(name, sizeof name, "%s[%s]", id, study->protocol.criteria[c].id);
            if (base_edit_distance(column->heading, size, name, (size_t)length, limit) <= limit)
                best = i;
        }
        if (best != DELPHI_NONE)
            return best;
    }
    return DELPHI_NONE;
}

#define REMEDY "map it in columns.csv, or mark it 'ignore' there (--dry-run prints a map to save)"

static void refuse_named(settling *s, intake_column *column) {
    const delphi_protocol *protocol = &s->intake->study->protocol;
    const char *id = s->intake->study->indicators[column->near.indicator].id;
    const char *heading = INTAKE_HEADING(column);
    if (column->why == INTAKE_WHY_BARE)
        REFUSE(s, column,
               "'%s' is indicator %s, but this study has %zu criteria and the heading does not say which one; write "
               "%s[%s], or map the column in columns.csv",
               heading, id, protocol->criterion_count, id, protocol->criteria[0].id);
    else if (column->why == INTAKE_WHY_PART)
        REFUSE(s, column, "'%s' names indicator %s, but what stands in brackets is no criterion of this study; " REMEDY,
               heading, id);
    else if (column->why == INTAKE_WHY_TWO_TEXTS)
        REFUSE(s, column, "'%s' is the text of several indicators, %s among them; say in columns.csv which one it is",
               heading, id);
    else
        REFUSE(s, column,
               "'%s' is a column of indicator %s, but this file has a row for each answer and a column that names the "
               "indicator; " REMEDY,
               heading, id);
}

/* A column that nothing was said of. What holds no answers may be left out. */
static void settle_open(settling *s, intake_column *column) {
    size_t near = DELPHI_NONE;
    if (column->filled == 0) {
        column->target.role = INTAKE_LEFT_OUT;
        column->near.indicator = DELPHI_NONE;
    } else if (column->why != INTAKE_WHY_UNKNOWN) {
        refuse_named(s, column);
    } else if ((near = near_indicator(s, column)) != DELPHI_NONE) {
        REFUSE(s, column, "unknown heading '%s'; did you mean indicator %s? Correct the heading, " REMEDY,
               INTAKE_HEADING(column), s->intake->study->indicators[near].id);
    } else if (column->answers == column->filled) {
        REFUSE(s, column,
               "'%s' is no indicator of this study, but all that stands in it (%zu cell%s) reads as ratings, and these "
               "would be lost; " REMEDY,
               INTAKE_HEADING(column), column->filled, column->filled == 1 ? "" : "s");
    } else {
        column->target.role = INTAKE_LEFT_OUT;
    }
}

/* Two columns for one thing: an empty one gives way, unless the map named it. */
static void settle_doubled(settling *s, size_t at) {
    intake_column *columns = s->file->columns, *column = &columns[at];
    char name[INTAKE_TARGET_SIZE];
    if (!column->map_line && column->filled == 0) {
        column->target.role = INTAKE_LEFT_OUT;
        return;
    }
    for (size_t i = 0; i < at; i++)
        if (columns[i].target.role > INTAKE_IGNORE && columns[i].target.role == column->target.role &&
            columns[i].target.indicator == column->target.indicator &&
            columns[i].target.criterion == column->target.criterion) {
            REFUSE(s, column,
                   "columns #%zu ('%s') and #%zu ('%s') both hold %s; keep one and mark the other 'ignore' in "
                   "columns.csv, by its number",
                   i + 1, INTAKE_HEADING(&columns[i]), at + 1, INTAKE_HEADING(column),
                   intake_target_name(s->intake, column->target, name));
            /* One of them is used, so that the rows are looked through; in the map this one is open. */
            column->target.role = INTAKE_OPEN;
            return;
        }
}

/* One notice for all that was left out, empty columns apart. */
static void tell_left_out(const settling *s) {
    delphi_buffer list = {0};
    size_t count = 0;
    const intake_column *first = NULL;
    for (size_t i = 0; i < s->file->column_count; i++) {
        const intake_column *column = &s->file->columns[i];
        if (column->target.role != INTAKE_LEFT_OUT || column->filled == 0)
            continue;
        first = first ? first : column;
        if (count++ < NAMED_MAX)
            base_buffer_format(&list, "%s'%s'", list.size ? ", " : "", INTAKE_HEADING(column));
    }
    if (count > NAMED_MAX)
        base_buffer_format(&list, " and %zu more", count - NAMED_MAX);
    if (count)
        base_notice(s->problems, place_of(s, first), "%zu column%s without ratings %s left out: %s", count,
                    count == 1 ? "" : "s", count == 1 ? "was" : "were", base_buffer_string(&list));
    delphi_buffer_free(&list);
}

/* With the columns that hold codes of the panel, where there are any; else with the headings. */
static void refuse_without_expert(settling *s) {
    delphi_buffer list = {0};
    const ingest_dialect *dialect = s->file->dialect;
    const char *of = dialect->key ? dialect->title : "", *key = dialect->key ? dialect->key : "";
    const char *colon = dialect->key ? ": " : "", *semicolon = dialect->key ? "; " : "";
    if (dialect_expert_columns(s->intake, s->file, &list)) {
        s->status = base_no_memory(s->problems);
        delphi_buffer_free(&list);
        return;
    }
    if (list.size) {
        s->status = base_problem(s->problems, DELPHI_ERR_INPUT, place_of(s, s->file->columns),
                                 "%s%s%s%sno column holds the experts; head it 'expert', or map it in columns.csv. "
                                 "Experts of panel.csv are found in: %s",
                                 of, colon, key, semicolon, list.data);
        delphi_buffer_free(&list);
        return;
    }
    for (size_t i = 0; i < s->file->column_count && i < 2 * (size_t)NAMED_MAX; i++)
        base_buffer_format(&list, "%s'%s'", list.size ? ", " : "", INTAKE_HEADING(&s->file->columns[i]));
    s->status = base_problem(s->problems, DELPHI_ERR_INPUT, place_of(s, s->file->columns),
                             "%s%s%s%sno column holds the experts; head it 'expert', or map it in columns.csv. The "
                             "headings are: %s%s",
                             of, colon, key, semicolon, base_buffer_string(&list),
                             s->file->column_count > 2 * (size_t)NAMED_MAX ? ", …" : "");
    delphi_buffer_free(&list);
}

static size_t only_column(const intake_file *file, intake_role role) {
    for (size_t i = 0; i < file->column_count; i++)
        if (file->columns[i].target.role == role)
            return i;
    return DELPHI_NONE;
}

/* In a wide file each column must say its indicator; in any, ratings must be on a criterion. */
static bool is_complete(settling *s, const intake_column *column) {
    const delphi_protocol *protocol = &s->intake->study->protocol;
    const intake_target *t = &column->target;
    base_place place = place_of(s, column);
    if (column->map_line)
        place = (base_place){.file = s->intake->map->file, .line = column->map_line, .column = 1};
    if (t->indicator == DELPHI_NONE && s->file->indicator == DELPHI_NONE)
        s->status = base_problem(s->problems, DELPHI_ERR_INPUT, place,
                                 "column '%s' is mapped as %s without an indicator, and no column of %s names the "
                                 "indicators; write the indicator's id",
                                 INTAKE_HEADING(column), intake_role_name(t->role), s->file->name);
    else if ((t->role == INTAKE_RATING || t->role == INTAKE_TICK) && t->criterion == DELPHI_NONE &&
             s->file->criterion == DELPHI_NONE)
        s->status = base_problem(s->problems, DELPHI_ERR_INPUT, place,
                                 "this study has %zu criteria, and no column says on which one the ratings of '%s' "
                                 "are; add a column 'criterion'",
                                 protocol->criterion_count, INTAKE_HEADING(column));
    else
        return true;
    return false;
}

static void list_used(settling *s, intake_role role) {
    intake_file *file = s->file;
    for (size_t i = 0; i < file->column_count; i++)
        if (file->columns[i].target.role == role) {
            if (is_complete(s, &file->columns[i]))
                file->used[file->used_count++] = i;
        }
}

delphi_status intake_columns_settle(delphi_intake *intake, intake_file *file, delphi_problems *problems) {
    settling s = {intake, file, problems, DELPHI_OK};
    for (size_t i = 0; i < file->column_count; i++) {
        if (file->columns[i].doubled)
            settle_doubled(&s, i);
        else if (file->columns[i].target.role == INTAKE_OPEN && !file->columns[i].map_line)
            settle_open(&s, &file->columns[i]);
    }
    file->expert = only_column(file, INTAKE_EXPERT);
    file->group = only_column(file, INTAKE_GROUP);
    file->indicator = only_column(file, INTAKE_INDICATOR);
    file->criterion = only_column(file, INTAKE_CRITERION);
    tell_left_out(&s);
    for (intake_role role = INTAKE_RATING; role < INTAKE_ROLE_COUNT; role++)
        list_used(&s, role);
    if (file->expert == DELPHI_NONE)
        refuse_without_expert(&s);
    else if (file->used_count == 0 && s.status == DELPHI_OK)
        s.status = base_problem(problems, DELPHI_ERR_INPUT, place_of(&s, file->columns),
                                "no column holds ratings or comments: no heading is an indicator's id or text; map the "
                                "columns in columns.csv");
    delphi_status dialect = dialect_settle(intake, file, problems);
    return s.status ? s.status : dialect;
}
