/* SPDX-License-Identifier: GPL-3.0-or-later */
/* All factsheets of a round, and what they have in common: the indicators by topic, now and in the round before. */
#include "export/factsheet.h"

#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/problems.h"
#include "export/document_book.h"
#include "export/jobs.h"
#include "export/topics.h"

static bool *marks_of(const delphi_result *result) {
    bool *marks = calloc(result->study->indicator_count + 1, sizeof *marks);
    for (size_t i = 0; marks && i < result->outcome_count; i++)
        marks[result->outcomes[i].indicator] = true;
    return marks;
}

static bool starts_topic(const factsheet_plan *plan, size_t place) {
    const delphi_indicator *all = plan->study->indicators;
    return place == 0 ||
           strcmp(export_topic(&all[plan->order[place]]), export_topic(&all[plan->order[place - 1]])) != 0;
}

static void fill(factsheet_plan *plan) {
    for (size_t i = 0; i < plan->count; i++) {
        plan->outcomes[i] = delphi_result_outcome(plan->of->result, plan->order[i]);
        plan->earlier[i] = plan->of->previous ? delphi_result_outcome(plan->of->previous, plan->order[i]) : NULL;
        if (starts_topic(plan, i))
            plan->topics[plan->topic_count++] = i;
    }
    plan->topics[plan->topic_count] = plan->count;
}

delphi_status factsheet_plan_make(const delphi_factsheet_round *of, factsheet_plan *plan) {
    const delphi_study *study = of->result->study;
    *plan = (factsheet_plan){.of = of, .study = study, .protocol = &study->protocol};
    plan->now = study->ratings[of->result->round - 1];
    plan->before = of->previous ? study->ratings[of->previous->round - 1] : NULL;
    plan->high = delphi_study_band(study, "high");
    bool *marks = marks_of(of->result);
    plan->order = marks ? export_order_by_topic(study, marks, &plan->count) : NULL;
    plan->outcomes = calloc(plan->count + 1, sizeof *plan->outcomes);
    plan->earlier = calloc(plan->count + 1, sizeof *plan->earlier);
    plan->topics = calloc(plan->count + 1, sizeof *plan->topics);
    bool made = plan->order && plan->outcomes && plan->earlier && plan->topics;
    if (made)
        fill(plan);
    else
        factsheet_plan_end(plan);
    free(marks);
    return made ? DELPHI_OK : DELPHI_ERR_MEMORY;
}

void factsheet_plan_end(factsheet_plan *plan) {
    free(plan->order);
    free(plan->outcomes);
    free(plan->earlier);
    free(plan->topics);
}

bool delphi_factsheet_is_for(const delphi_factsheet_round *round, size_t expert) {
    const delphi_study *study = round->result->study;
    const delphi_ratings *ratings = study->ratings[round->result->round - 1];
    for (size_t i = 0; i < round->result->outcome_count; i++)
        for (size_t c = 0; c < study->protocol.criterion_count; c++)
            if (export_is_point(delphi_ratings_column(ratings, round->result->outcomes[i].indicator, c)[expert]))
                return true;
    return false;
}

static delphi_status write_factsheet(const void *context, const delphi_sheet_order *order, delphi_problems *problems) {
    const factsheet_plan *plan = context;
    document *doc = factsheet_write(plan, order->expert, order->language);
    if (!doc)
        return base_no_memory(problems);
    document_book book = {doc, plan->protocol, plan->of->result->round};
    delphi_status status = document_book_write(&book, order->path, base_file_replace_soon, problems);
    document_free(doc);
    return status;
}

delphi_status delphi_export_factsheets(const delphi_factsheet_round *round, const delphi_sheet_order *orders,
                                       size_t count, int workers, delphi_sheet_progress progress, void *context,
                                       delphi_problems *problems) {
    factsheet_plan plan;
    if (factsheet_plan_make(round, &plan))
        return base_no_memory(problems);
    export_jobs jobs = {write_factsheet, &plan, orders, count, workers, progress, context, problems};
    delphi_status status = export_jobs_run(&jobs);
    factsheet_plan_end(&plan);
    return status;
}
