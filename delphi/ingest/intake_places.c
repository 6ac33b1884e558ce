/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where an answer came from, kept in four bytes: lines of all files counted on. And the comments, which have no cells.
 */
#include "ingest/intake.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* The column of a file for this target, from 1. */
static size_t column_for(const intake_file *file, intake_target target) {
    size_t found = 0;
    for (size_t i = 0; i < file->used_count; i++) {
        const intake_target *t = &file->columns[file->used[i]].target;
        bool on_indicator = t->indicator == target.indicator || t->indicator == DELPHI_NONE;
        bool on_criterion = t->criterion == target.criterion || t->criterion == DELPHI_NONE;
        if (t->role == target.role && on_indicator && on_criterion)
            found = file->used[i] + 1;
    }
    return found;
}

const intake_file *intake_source_file(const delphi_intake *intake, uint32_t source) {
    const intake_file *file = intake->last;
    while (file && file->base >= source)
        file = file->previous;
    return source ? file : NULL;
}

const char *intake_or_again(const delphi_intake *intake, uint32_t first, const intake_file *second) {
    bool terms = !intake->correcting && intake_source_file(intake, first) != second;
    return terms ? ", or say with --again which of the two files counts for the expert" : "";
}

const char *intake_place(const delphi_intake *intake, uint32_t source, intake_target target,
                         char out[INTAKE_PLACE_SIZE]) {
    const intake_file *file = intake_source_file(intake, source);
    if (!file)
        snprintf(out, INTAKE_PLACE_SIZE, "%s", intake->present_file);
    else if (!file->columns)
        snprintf(out, INTAKE_PLACE_SIZE, "%.255s:%lu", file->name, (unsigned long)(source - file->base));
    else
        snprintf(out, INTAKE_PLACE_SIZE, "%.255s:%lu:%zu", file->name, (unsigned long)(source - file->base),
                 column_for(file, target));
    return out;
}

bool intake_comment_add(delphi_intake *intake, const delphi_comment *comment, size_t size, uint32_t source,
                        uint32_t column) {
    if (intake->comment_count == intake->comment_capacity) {
        size_t capacity = intake->comment_capacity ? intake->comment_capacity * 2 : 64;
        intake_comment *comments = realloc(intake->comments, capacity * sizeof *comments);
        if (!comments)
            return false;
        intake->comments = comments;
        intake->comment_capacity = capacity;
    }
    intake_comment *added = &intake->comments[intake->comment_count];
    *added = (intake_comment){.comment = *comment, .source = source, .column = column};
    added->comment.text = base_arena_text(intake->arena, comment->text, size);
    intake->comment_count += added->comment.text != NULL;
    return added->comment.text != NULL;
}

static int compare_sizes(size_t a, size_t b) {
    return (a > b) - (a < b);
}

/* Expert, indicator, criterion; DELPHI_NONE + 1 is 0, so that the whole goes first. */
static int compare_targets(const delphi_comment *a, const delphi_comment *b) {
    int order = compare_sizes(a->expert, b->expert);
    if (!order)
        order = compare_sizes(a->indicator, b->indicator);
    return order ? order : compare_sizes(a->criterion + 1, b->criterion + 1);
}

int intake_comment_order(const void *left, const void *right) {
    return compare_targets(left, right);
}

static int compare_comments(const void *left, const void *right) {
    const intake_comment *a = left, *b = right;
    int order = compare_targets(&a->comment, &b->comment);
    if (!order)
        order = compare_sizes(a->source, b->source);
    return order ? order : compare_sizes(a->column, b->column);
}

static delphi_status refuse_second(delphi_intake *intake, const intake_comment *first, const intake_comment *second,
                                   delphi_problems *problems) {
    char name[INTAKE_TARGET_SIZE], place[INTAKE_PLACE_SIZE];
    const intake_file *file = intake_source_file(intake, second->source);
    intake_target target = {INTAKE_COMMENT, first->comment.indicator, first->comment.criterion};
    const char *expert = intake->study->experts[first->comment.expert].id;
    base_place at = {.file = file->name, .line = (long)(second->source - file->base), .column = (long)second->column};
    intake_target_name(intake, target, name);
    if (!first->source)
        return base_problem(problems, DELPHI_ERR_INPUT, at,
                            "the round already holds a comment of expert %s at %s (%s); " INTAKE_ONLY_CHANGED, expert,
                            name, intake->present_file);
    return base_problem(problems, DELPHI_ERR_INPUT, at,
                        "expert %s comments on %s a second time; the first is at %s. Keep one of the two, even where "
                        "they are the same%s",
                        expert, name, intake_place(intake, first->source, target, place),
                        intake_or_again(intake, first->source, file));
}

delphi_status intake_comments_sort(delphi_intake *intake, delphi_problems *problems) {
    delphi_status status = DELPHI_OK;
    intake_comment *comments = intake->comments;
    size_t kept = 0;
    if (intake->comment_count > 1)
        qsort(comments, intake->comment_count, sizeof *comments, compare_comments);
    for (size_t i = 0; i < intake->comment_count; i++) {
        bool second = kept && compare_targets(&comments[kept - 1].comment, &comments[i].comment) == 0;
        const char *old = second ? comments[kept - 1].comment.text : NULL;
        bool corrects = intake->correcting && comments[i].source && !(second && comments[kept - 1].source);
        if (corrects && !intake_correct_comment(intake, old, &comments[i]))
            status = base_no_memory(problems);
        if (second && !corrects)
            status = refuse_second(intake, &comments[kept - 1], &comments[i], problems);
        else
            comments[second ? kept - 1 : kept++] = comments[i];
    }
    intake->comment_count = kept;
    return status;
}
