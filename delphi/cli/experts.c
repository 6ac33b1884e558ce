/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A workbook for each expert: for whom, where, and by how many processes. */
#include "cli/experts.h"
#include "cli/progress.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* ---- for whom ---- */

static delphi_status unknown_expert(const cli_experts *x, const char *id) {
    const char *near = NULL;
    const char **ids = calloc(x->study->expert_count + 1, sizeof *ids);
    for (size_t e = 0; ids && e < x->study->expert_count; e++)
        ids[e] = x->study->experts[e].id;
    if (ids)
        near = cli_nearest(id, ids, x->study->expert_count);
    delphi_status status = cli_error(DELPHI_ERR_USAGE, "%ss: --expert: '%s' is not in panel.csv%s%s%s", x->noun, id,
                                     near ? ": did you mean '" : "", near ? near : "", near ? "'?" : "");
    free(ids);
    return status;
}

static delphi_status choose(const cli_experts *x, const char *id, bool *chosen) {
    size_t expert = delphi_study_expert(x->study, id);
    if (expert == DELPHI_NONE)
        return unknown_expert(x, id);
    if (!x->is_for(x->context, expert))
        return x->refuse(x->context, expert);
    chosen[expert] = true;
    return DELPHI_OK;
}

static delphi_status choose_experts(const cli_call *call, const cli_experts *x, bool *chosen) {
    const cli_values *values = &call->values;
    bool named = values->experts.count > 0;
    delphi_status status = DELPHI_OK;
    if (!named && values->argument_count > 1)
        return cli_error(DELPHI_ERR_USAGE, "%ss: '%s' is one argument too many: one expert is named with --expert",
                         x->noun, values->arguments[1]);
    for (size_t i = 0; i < values->experts.count && status == DELPHI_OK; i++)
        status = choose(x, values->experts.items[i], chosen);
    /* `--expert E01 E02`: what stands behind are experts, too. */
    for (size_t i = 1; i < values->argument_count && status == DELPHI_OK; i++)
        status = choose(x, values->arguments[i], chosen);
    for (size_t e = 0; e < x->study->expert_count && !named; e++)
        chosen[e] = x->is_for(x->context, e);
    return status;
}

/* ---- where ---- */

static delphi_status usual_folder(const cli_call *call, const cli_experts *x, char **out) {
    char *name = NULL;
    if (asprintf(&name, "%ss/", x->noun) < 0)
        return DELPHI_ERR_MEMORY;
    delphi_status status = cli_out_path(call->values.arguments[0], x->round, name, out);
    free(name);
    return status;
}

static delphi_status folder_for(const cli_call *call, const cli_experts *x, char **out) {
    const char *given = call->values.output;
    char *name = NULL;
    if (!given)
        return usual_folder(call, x, out);
    size_t size = strlen(given);
    while (size > 1 && given[size - 1] == '/')
        size--;
    if (asprintf(&name, "%.*s/", (int)size, given) < 0)
        return DELPHI_ERR_MEMORY;
    delphi_status status = cli_make_folders(name);
    if (status == DELPHI_OK)
        *out = name;
    else
        free(name);
    return status;
}

static delphi_status add_order(const cli_call *call, cli_experts *x, size_t expert) {
    const delphi_expert *e = &x->study->experts[expert];
    char *path = NULL;
    if (asprintf(&path, "%s%s.xlsx", x->folder, e->id) < 0)
        return DELPHI_ERR_MEMORY;
    x->orders[x->count++] = (delphi_sheet_order){
        .expert = expert,
        .language = cli_language(&call->values, e->language),
        .path = path,
    };
    return DELPHI_OK;
}

delphi_status cli_expert_orders(const cli_call *call, cli_experts *x) {
    bool *chosen = calloc(x->study->expert_count + 1, sizeof *chosen);
    x->orders = calloc(x->study->expert_count + 1, sizeof *x->orders);
    delphi_status status = chosen && x->orders ? choose_experts(call, x, chosen) : DELPHI_ERR_MEMORY;
    if (status == DELPHI_OK)
        status = folder_for(call, x, &x->folder);
    for (size_t e = 0; e < x->study->expert_count && status == DELPHI_OK; e++)
        if (chosen[e])
            status = add_order(call, x, e);
    free(chosen);
    return status;
}

void cli_expert_orders_end(cli_experts *x) {
    for (size_t i = 0; i < x->count; i++)
        free((char *)(uintptr_t)x->orders[i].path);
    free(x->orders);
    free(x->folder);
}

/* ---- doing it ---- */

void cli_expert_progress(void *context, size_t done, size_t count) {
    const cli_experts *x = context;
    cli_progress(x->noun, done, count);
}

int cli_jobs(const cli_call *call) {
    long cores = sysconf(_SC_NPROCESSORS_ONLN);
    return call->values.jobs ? call->values.jobs : cores > 0 && cores < 256 ? (int)cores : 1;
}

void cli_print_written(const cli_experts *x) {
    printf("%zu %s%s for round %d in %s\n", x->count, x->noun, cli_plural(x->count), x->round, x->folder);
}
