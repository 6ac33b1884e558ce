/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A return while it is put together: from a sheet, or out of a survey's file that was read by itself. */
#include "ingest/intake.h"

#include <stdlib.h>

bool intake_return_start(intake_return *ret, const delphi_intake *intake, size_t expert, const intake_file *file) {
    size_t count = intake->ratings->indicators * intake->ratings->criteria;
    *ret = (intake_return){.expert = expert,
                           .file = file,
                           .cells = malloc((count + 1) * sizeof *ret->cells),
                           .lines = calloc(count + 1, sizeof *ret->lines)};
    for (size_t i = 0; ret->cells && i < count; i++)
        ret->cells[i] = DELPHI_MISSING;
    return ret->cells && ret->lines;
}

void intake_return_end(intake_return *ret) {
    free(ret->cells);
    free(ret->lines);
    free(ret->comments);
    free(ret->proposals);
    *ret = (intake_return){0};
}

/* Room for one more of `size` bytes; grown at each power of two. */
static void *grown(void *items, size_t count, size_t size) {
    return count & (count - 1) ? items : realloc(items, (count ? 2 * count : 1) * size);
}

bool intake_return_comment(intake_return *ret, const intake_comment *comment) {
    intake_comment *comments = grown(ret->comments, ret->comment_count, sizeof *comments);
    if (!comments)
        return false;
    ret->comments = comments;
    ret->comments[ret->comment_count++] = *comment;
    return true;
}

bool intake_return_proposal(intake_return *ret, int number, const char *text, uint32_t line) {
    intake_proposal *proposals = grown(ret->proposals, ret->proposal_count, sizeof *proposals);
    if (!proposals)
        return false;
    ret->proposals = proposals;
    ret->proposals[ret->proposal_count++] = (intake_proposal){
        .proposal = {.expert = ret->expert, .number = number, .text = text, .source = ret->file->name}, .source = line};
    return true;
}

/* ---- out of a survey's file ---- */

/* Comments are sorted by expert: *next is the first that is not of an earlier one. */
static bool fill(intake_return *ret, const delphi_intake *aside, size_t *next) {
    const delphi_ratings *ratings = aside->ratings;
    for (size_t i = 0; i < ratings->indicators * ratings->criteria; i++) {
        size_t at = i * ratings->experts + ret->expert;
        ret->cells[i] = ratings->cells[at];
        ret->lines[i] = aside->sources[at];
        ret->answers += ratings->cells[at] != DELPHI_MISSING;
    }
    bool done = true;
    for (; done && *next < aside->comment_count && aside->comments[*next].comment.expert == ret->expert; ++*next)
        done = intake_return_comment(ret, &aside->comments[*next]);
    return done;
}

delphi_status intake_take_aside(delphi_intake *intake, const delphi_intake *aside, delphi_problems *problems) {
    intake_file *file = intake_file_new(intake, aside->last->name);
    if (!file)
        return base_no_memory(problems);
    delphi_status status = DELPHI_OK;
    size_t next = 0;
    for (size_t e = 0; !status && e < intake->study->expert_count; e++) {
        intake_return ret;
        if (!aside->answered[e])
            continue;
        bool done = intake_return_start(&ret, intake, e, file) && fill(&ret, aside, &next);
        status = done ? intake_return_take(intake, &ret, problems) : base_no_memory(problems);
        intake_return_end(&ret);
    }
    intake->next_base += aside->next_base;
    intake->counts.files++;
    intake->counts.rows += aside->counts.rows;
    return status;
}
