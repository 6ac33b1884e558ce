/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The intake of foreign files: one after another on top of what the round holds, wholly or not at all. */
#include "ingest/intake.h"

#include <stdlib.h>
#include <string.h>

#include "base/buffer.h"
#include "base/text.h"
#include "ingest/cell.h"
#include "ingest/dialect.h"
#include "ingest/kind.h"
#include "model/private.h"

static size_t cell_count(const delphi_ratings *ratings) {
    return ratings->experts * ratings->indicators * ratings->criteria;
}

static bool copy_present(delphi_intake *intake, const delphi_ratings *present) {
    memcpy(intake->ratings->cells, present->cells, cell_count(present) * sizeof *present->cells);
    for (size_t i = 0; i < present->comment_count; i++) {
        const delphi_comment *comment = &present->comments[i];
        if (!intake_comment_add(intake, comment, strlen(comment->text), 0, 0))
            return false;
    }
    return true;
}

static bool fill(delphi_intake *intake, const delphi_ratings *present, const char *present_file) {
    const delphi_study *study = intake->study;
    intake->arena = base_arena_new();
    if (!intake->arena)
        return false;
    present_file = present_file ? present_file : "the round's ratings";
    intake->present_file = base_arena_text(intake->arena, present_file, strlen(present_file));
    intake->answered = base_arena_array(intake->arena, study->expert_count, sizeof *intake->answered);
    intake->ratings = delphi_ratings_new(study, intake->round);
    if (!intake->present_file || !intake->answered || !intake->ratings)
        return false;
    return intake_ballots_start(intake, present) && (!present || copy_present(intake, present));
}

delphi_intake *delphi_intake_new(const delphi_study *study, int round, const bool *in_play,
                                 const delphi_ratings *present, const char *present_file) {
    delphi_intake *intake = calloc(1, sizeof *intake);
    if (!intake)
        return NULL;
    intake->study = study;
    intake->round = round;
    intake->in_play = in_play;
    if (fill(intake, present, present_file))
        return intake;
    delphi_intake_free(intake);
    return NULL;
}

void delphi_intake_free(delphi_intake *intake) {
    if (!intake)
        return;
    free(intake->corrections);
    delphi_ratings_free(intake->ratings);
    delphi_buffer_free(&intake->loss);
    delphi_buffer_free(&intake->summary);
    free(intake->sources);
    free(intake->comments);
    free(intake->proposals);
    free(intake->second_returns);
    delphi_intake_free(intake->aside);
    base_arena_free(intake->arena);
    free(intake);
}

/* The first look at a file: its heading row. */
typedef struct {
    delphi_intake *intake;
    intake_file *file;
    const intake_layout *layout;
    delphi_problems *problems;
    delphi_status status;
} first_look;

static const char *delimiter_name(char delimiter, char out[8]) {
    static const struct {
        char delimiter;
        const char *name;
    } names[] = {{',', "comma"}, {';', "semicolon"}, {'\t', "tab"}, {'|', "bar"}};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (names[i].delimiter == delimiter)
            return names[i].name;
    memcpy(out, (char[]){'\'', delimiter, '\'', '\0'}, 4);
    return out;
}

static delphi_status refuse_single_column(const first_look *look, const ingest_row *row) {
    base_place place = {.file = look->file->name, .line = row->fields[0].line, .column = 1};
    const char *heading = INTAKE_CUT(row->fields[0].text, row->fields[0].size);
    char name[8];
    if (look->layout->grid)
        return base_problem(look->problems, DELPHI_ERR_INPUT, place,
                            "this sheet has a single column, '%s': a column for the expert and one for each answer are "
                            "looked for, the headings in the first row that holds anything",
                            heading);
    return base_problem(look->problems, DELPHI_ERR_INPUT, place,
                        "this file has a single column, '%s'; delimiters looked for: comma, semicolon, tab and bar "
                        "(this time %s). Say which one it is with --delimiter",
                        heading, delimiter_name(look->layout->delimiter, name));
}

static bool look_at_heading(void *context, const ingest_row *row) {
    first_look *look = context;
    if (row->count == 1)
        look->status = refuse_single_column(look, row);
    else
        look->status = intake_columns_find(look->intake, look->file, row, look->problems);
    return false;
}

/* DELPHI_ERR_INPUT with columns: the map does not fit, but the rows can be looked through. */
static delphi_status read_heading(delphi_intake *intake, intake_file *file, const intake_layout *layout,
                                  delphi_problems *problems) {
    first_look look = {intake, file, layout, problems, DELPHI_OK};
    delphi_status status = intake_layout_rows(layout, file->name, look_at_heading, &look, problems);
    if (file->columns || look.status != DELPHI_OK)
        return look.status;
    return status != DELPHI_OK ? status
                               : base_problem(problems, DELPHI_ERR_INPUT, (base_place){.file = file->name, .line = 1},
                                              "this file is empty");
}

/* A second look, at the cells of the columns that nothing was said of. It ends when each has shown what it is. */
typedef struct {
    const delphi_intake *intake;
    intake_file *file;
    size_t row;
    size_t *unknown; /* columns that may still be all answers, or empty */
    size_t unknown_count;
} second_look;

/* Has the column shown a cell that is no answer? For one of two columns with the same target any cell will do. */
static bool has_shown(const second_look *look, size_t at, const ingest_field *field) {
    intake_column *column = &look->file->columns[at];
    const char *text = field->text;
    size_t size = field->size;
    intake_cell_plain(look->intake, look->file, at, &text, &size);
    if (!size)
        return false;
    column->filled++;
    column->answers +=
        intake_cell_answers(intake_answer_read(look->intake->study, column->target.indicator, text, size));
    return column->doubled || column->answers < column->filled;
}

static bool look_at_cells(void *context, const ingest_row *row) {
    second_look *look = context;
    bool left_out =
        intake_in_head(look->file, &look->row) || dialect_row(look->intake, look->file, row) > INTAKE_ROW_PARTIAL;
    for (size_t i = 0; !left_out && i < look->unknown_count;) {
        size_t at = look->unknown[i];
        if (at < row->count && has_shown(look, at, &row->fields[at]))
            look->unknown[i] = look->unknown[--look->unknown_count];
        else
            i++;
    }
    return look->unknown_count > 0;
}

/* What is wrong with the rows is told when they are read in earnest. false when memory ran out: what was not looked at
 * must not pass for empty. */
static bool look_again(const delphi_intake *intake, intake_file *file, const intake_layout *layout) {
    /* The list of used columns is made after this; until then its room is free. */
    second_look look = {intake, file, 0, file->used, 0};
    for (size_t i = 0; i < file->column_count; i++)
        if (file->columns[i].doubled || (file->columns[i].target.role == INTAKE_OPEN && !file->columns[i].map_line))
            look.unknown[look.unknown_count++] = i;
    return !look.unknown_count ||
           intake_layout_rows(layout, file->name, look_at_cells, &look, NULL) != DELPHI_ERR_MEMORY;
}

static delphi_status worse(delphi_status a, delphi_status b) {
    return a == DELPHI_OK || b == DELPHI_ERR_MEMORY ? b : a;
}

static delphi_status take_file(delphi_intake *intake, intake_file *file, const intake_layout *layout,
                               delphi_problems *problems) {
    file->layout = layout;
    delphi_status status = dialect_detect(intake, file, layout, problems);
    if (status == DELPHI_OK)
        status = read_heading(intake, file, layout, problems);
    if (!file->columns || status == DELPHI_ERR_MEMORY)
        return status;
    if (!look_again(intake, file, layout))
        return base_no_memory(problems);
    status = worse(status, intake_columns_settle(intake, file, problems));
    if (file->expert == DELPHI_NONE || status == DELPHI_ERR_MEMORY)
        return status;
    status = worse(status, intake_rows_take(intake, file, layout, problems));
    intake->next_base += (uint32_t)file->last_line;
    status = worse(status, intake_comments_sort(intake, problems));
    if (status != DELPHI_ERR_MEMORY)
        status = worse(status, intake_ballots_check(intake, file, problems));
    intake->counts.files++;
    return status;
}

/* Only where a first file comes in: a study that ingests nothing needs no places. */
static bool make_sources(delphi_intake *intake) {
    size_t count = cell_count(intake->ratings);
    if (!intake->sources)
        intake->sources = calloc(count ? count : 1, sizeof *intake->sources);
    return intake->sources != NULL;
}

intake_file *intake_file_new(delphi_intake *intake, const char *name) {
    intake_file *added = base_arena_alloc(intake->arena, sizeof *added);
    const char *copy = base_arena_text(intake->arena, name, strlen(name));
    if (!added || !copy || !make_sources(intake))
        return NULL;
    *added = (intake_file){.name = copy, .base = intake->next_base, .previous = intake->last};
    intake->last = added;
    return added;
}

static delphi_status add_rows(delphi_intake *intake, const char *file, const intake_layout *layout,
                              delphi_problems *problems) {
    const delphi_intake_counts before = intake->counts;
    intake_file *added = intake_file_new(intake, file);
    if (!added)
        return base_no_memory(problems);
    delphi_status status = take_file(intake, added, layout, problems);
    added->layout = NULL;
    intake_loss_note(intake, added, status != DELPHI_OK);
    if (status)
        intake_undo(intake, added, &before);
    return status;
}

/* Where terms say which of two returns counts, a file is read by itself, and then each expert's answers are taken. */
delphi_status intake_ratings_take(delphi_intake *intake, const char *file, const intake_layout *layout,
                                  delphi_problems *problems) {
    if (intake->terms.again == DELPHI_AGAIN_REFUSE)
        return add_rows(intake, file, layout, problems);
    delphi_intake_free(intake->aside);
    intake->aside = delphi_intake_new(intake->study, intake->round, intake->in_play, NULL, NULL);
    if (!intake->aside)
        return base_no_memory(problems);
    intake->aside->map = intake->map;
    intake->aside->settings = intake->settings;
    delphi_status status = add_rows(intake->aside, file, layout, problems);
    base_buffer_append(&intake->loss, intake->aside->loss.data, intake->aside->loss.size);
    base_buffer_append(&intake->summary, intake->aside->summary.data, intake->aside->summary.size);
    return status ? status : intake_take_aside(intake, intake->aside, problems);
}

static delphi_status add_text(delphi_intake *intake, const char *file, const char *bytes, size_t size, char delimiter,
                              delphi_problems *problems) {
    intake_text text = {0};
    delphi_status status = intake_decode(file, bytes, size, &text, problems);
    if (status == DELPHI_OK) {
        intake_layout layout = intake_layout_find(&text, delimiter);
        status = ingest_kind_of(intake->study, intake->round)->take(intake, file, &layout, problems);
    }
    intake_text_free(&text);
    return status;
}

static delphi_status add_survey_book(delphi_intake *intake, ingest_book *book, const char *file,
                                     delphi_problems *problems) {
    ingest_grid grid = {0};
    delphi_status status = intake_workbook_grid(book, file, &grid, problems);
    if (status == DELPHI_OK) {
        intake_layout layout = {.grid = &grid};
        status = ingest_kind_of(intake->study, intake->round)->take(intake, file, &layout, problems);
    }
    ingest_grid_free(&grid);
    return status;
}

static delphi_status add_unpacked(delphi_intake *intake, delphi_unpacked *unpacked, delphi_problems *problems) {
    for (size_t i = 0; problems && i < delphi_problems_kept(unpacked->problems); i++)
        base_problem_copy(problems, delphi_problems_get(unpacked->problems, i));
    if (unpacked->status)
        return unpacked->status;
    if (unpacked->form == DELPHI_NONE)
        return add_survey_book(intake, unpacked->book, unpacked->file, problems);
    if (!ingest_kind_of(intake->study, intake->round)->sheets)
        return base_problem(problems, DELPHI_ERR_INPUT, (base_place){.file = unpacked->file},
                            "this is an expert's sheet, and round %d is a meeting: it takes ballots", intake->round);
    delphi_status status = intake_sheet_take(intake, unpacked->book, &unpacked->grid, unpacked->file, problems);
    if (status == DELPHI_OK)
        intake_loss_sheet(intake, unpacked->file);
    return status;
}

static delphi_status add_workbook(delphi_intake *intake, const char *file, const char *bytes, size_t size,
                                  delphi_problems *problems) {
    delphi_unpacked unpacked = {.file = file, .problems = delphi_problems_new()};
    if (!unpacked.problems)
        return base_no_memory(problems);
    intake_unpack(&unpacked, NULL, bytes, size);
    delphi_status status = add_unpacked(intake, &unpacked, problems);
    intake_unpack_end(&unpacked);
    return status;
}

/* `noted`: how long the loss report was before this file. What could not even be cut into columns is in it as well. */
static delphi_status note_failure(delphi_intake *intake, const char *file, size_t noted, delphi_status status) {
    if (status != DELPHI_OK && intake->loss.size == noted)
        intake_loss_refused(intake, file);
    bool passed_over = intake->terms.keep_going && status != DELPHI_ERR_MEMORY;
    intake->failed = intake->failed || (status != DELPHI_OK && !passed_over);
    return status;
}

/* Excel keeps a file "~$NAME" beside a workbook that is open; a pattern such as *.xlsx takes it along. */
static bool is_lock_file(const char *file) {
    const char *slash = strrchr(file, '/');
    return strncmp(slash ? slash + 1 : file, "~$", 2) == 0;
}

delphi_status delphi_intake_add(delphi_intake *intake, const char *file, const char *bytes, size_t size, char delimiter,
                                delphi_problems *problems) {
    size_t noted = intake->loss.size;
    delphi_status status;
    if (is_lock_file(file))
        status = base_problem(problems, DELPHI_ERR_INPUT, (base_place){.file = file},
                              "this is no file of answers, but what Excel keeps beside a workbook that is open: close "
                              "the workbook, and leave this file out");
    else
        status = ingest_is_zip(bytes, size) ? add_workbook(intake, file, bytes, size, problems)
                                            : add_text(intake, file, bytes, size, delimiter, problems);
    return note_failure(intake, file, noted, status);
}

delphi_status delphi_intake_add_unpacked(delphi_intake *intake, delphi_unpacked *unpacked, delphi_problems *problems) {
    size_t noted = intake->loss.size;
    return note_failure(intake, unpacked->file, noted, add_unpacked(intake, unpacked, problems));
}

delphi_intake_counts delphi_intake_count(const delphi_intake *intake) {
    return intake->counts;
}

static bool copy_comments(const delphi_intake *intake, delphi_ratings *ratings) {
    if (!intake->comment_count)
        return true;
    base_arena *arena = model_ratings_arena(ratings);
    delphi_comment *comments = arena ? base_arena_array(arena, intake->comment_count, sizeof *comments) : NULL;
    size_t count = 0;
    for (size_t i = 0; comments && i < intake->comment_count; i++) {
        const delphi_comment *from = &intake->comments[i].comment;
        if (!from->text)
            continue;
        comments[count] = *from;
        comments[count].text = base_arena_text(arena, from->text, strlen(from->text));
        if (!comments[count++].text)
            return false;
    }
    /* Those of returned sheets are in the order of the files. */
    if (comments)
        qsort(comments, count, sizeof *comments, intake_comment_order);
    ratings->comments = comments;
    ratings->comment_count = count;
    return comments != NULL;
}

delphi_ratings *delphi_intake_ratings(const delphi_intake *intake) {
    delphi_ratings *ratings = intake->failed ? NULL : delphi_ratings_new(intake->study, intake->round);
    if (!ratings)
        return NULL;
    memcpy(ratings->cells, intake->ratings->cells, cell_count(ratings) * sizeof *ratings->cells);
    if (copy_comments(intake, ratings) && intake_ballots_give(intake, ratings))
        return ratings;
    delphi_ratings_free(ratings);
    return NULL;
}
