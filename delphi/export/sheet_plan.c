/* SPDX-License-Identifier: GPL-3.0-or-later */
/* All sheets of a round, and what they have in common: the order of the indicators, and the comments on each. */
#include "export/sheet.h"

#include <stdlib.h>
#include <string.h>

#include "base/problems.h"
#include "export/book.h"
#include "export/jobs.h"
#include "export/topics.h"

/* By indicator, the whole before its criteria, and then by text: an order in which no expert can be followed from one
 * indicator to the next, as they could in the panel's order. */
static int compare_comments(const void *a, const void *b) {
    const delphi_comment *x = *(const delphi_comment *const *)a, *y = *(const delphi_comment *const *)b;
    if (x->indicator != y->indicator)
        return x->indicator < y->indicator ? -1 : 1;
    size_t xc = x->criterion + 1, yc = y->criterion + 1; /* DELPHI_NONE comes first */
    if (xc != yc)
        return xc < yc ? -1 : 1;
    int words = strcmp(x->text, y->text);
    return words ? words : x->expert < y->expert ? -1 : x->expert > y->expert;
}

static delphi_status sort_comments(sheet_plan *plan) {
    size_t count = plan->before ? plan->before->comment_count : 0, at = 0;
    plan->comments = calloc(count + 1, sizeof *plan->comments);
    plan->first_comment = calloc(plan->study->indicator_count + 1, sizeof *plan->first_comment);
    if (!plan->comments || !plan->first_comment)
        return DELPHI_ERR_MEMORY;
    for (size_t i = 0; i < count; i++)
        plan->comments[i] = &plan->before->comments[i];
    qsort(plan->comments, count, sizeof *plan->comments, compare_comments);
    for (size_t i = 0; i <= plan->study->indicator_count; i++) {
        while (at < count && plan->comments[at]->indicator < i)
            at++;
        plan->first_comment[i] = at;
    }
    return DELPHI_OK;
}

static size_t count_decided(const delphi_result *result) {
    return result ? result->decided[DELPHI_KEEP] + result->decided[DELPHI_DROP] : 0;
}

/* About 100 bytes a cell and 900 for the bars of a row, texts in two or three places. */
static uint64_t room_needed(const sheet_plan *plan) {
    const delphi_study *study = plan->study;
    uint64_t bytes = 4 * 1024 * 1024;
    for (size_t i = 0; i < study->indicator_count; i++) {
        const delphi_indicator *indicator = &study->indicators[i];
        bytes += 4 * (strlen(indicator->source) + export_text_size(&indicator->topic) +
                      export_text_size(&indicator->text) + export_text_size(&indicator->definition));
        bytes += 6000 * plan->protocol->criterion_count + 6000;
    }
    for (size_t i = 0; plan->before && i < plan->before->comment_count; i++)
        bytes += 4 * strlen(plan->before->comments[i].text) + 2000;
    for (size_t i = 0; plan->of->previous && i < plan->of->previous->outcome_count; i++)
        bytes += 400 * plan->of->previous->outcomes[i].because_count;
    return bytes;
}

/* A meeting has no sheets. */
static bool asks_again(const delphi_protocol *protocol, int round) {
    delphi_level level = delphi_round_level(protocol, round);
    int after = delphi_round_after(protocol, round, level);
    while (after && delphi_round_kind(protocol, after) == DELPHI_KIND_MEETING)
        after = delphi_round_after(protocol, after, level);
    return after > 0;
}

delphi_status sheet_plan_make(const delphi_sheet_round *of, sheet_plan *plan) {
    *plan = (sheet_plan){.of = of, .asked = delphi_study_in_round(of->study, of->round)};
    plan->study = &plan->asked;
    plan->protocol = &plan->asked.protocol;
    plan->ranking = delphi_round_kind(plan->protocol, of->round) == DELPHI_KIND_RANKING;
    plan->before = of->previous ? of->study->ratings[of->previous->round - 1] : NULL;
    plan->goes_on = asks_again(plan->protocol, of->round);
    /* Nobody would rank them; what is missing from a list that was rated is worth knowing even at the end. */
    plan->proposals = !plan->before && (plan->goes_on || !plan->ranking);
    plan->high = delphi_study_band(of->study, "high");
    plan->decided = count_decided(of->previous);
    plan->order = export_order_by_topic(plan->study, of->in_play, &plan->count);
    if (plan->ranking)
        delphi_scale_rank(&plan->protocol->rounds[of->round - 1].ranking, plan->count, &plan->asked.protocol.scale);
    delphi_status status = plan->order ? sort_comments(plan) : DELPHI_ERR_MEMORY;
    if (status)
        sheet_plan_end(plan);
    else
        plan->bytes = room_needed(plan);
    return status;
}

void sheet_plan_end(sheet_plan *plan) {
    free(plan->order);
    free(plan->comments);
    free(plan->first_comment);
}

static delphi_status write_sheet(const void *plan, const delphi_sheet_order *order, delphi_problems *problems) {
    return sheet_write(plan, order, problems);
}

delphi_status delphi_export_sheets(const delphi_sheet_round *round, const delphi_sheet_order *orders, size_t count,
                                   int workers, delphi_sheet_progress progress, void *context,
                                   delphi_problems *problems) {
    sheet_plan plan;
    if (sheet_plan_make(round, &plan))
        return base_no_memory(problems);
    export_jobs jobs = {write_sheet, &plan, orders, count, workers, progress, context, problems};
    delphi_status status = export_jobs_run(&jobs);
    sheet_plan_end(&plan);
    return status;
}
