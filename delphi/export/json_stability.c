/* SPDX-License-Identifier: GPL-3.0-or-later */
/* "stability" of results.json: a line an indicator that both rounds rated, on each criterion the measures of the pair
 * and the verdicts; then the indicators that are worth another round. Every cell is the same form, filled in. */
#include "base/buffer.h"
#include "export/json_form.h"
#include "export/json_reasons.h"
#include "export/json_tail.h"
#include "export/verdicts.h"

#include <stdlib.h>

/* group_stable, individuals_stable, individuals_by, opinion, undefined */
#define FIXED_BLANKS 5

typedef struct {
    json_writer *w;
    json_form cell, criteria;
    delphi_buffer undefined, by, opinion; /* of the cell at hand */
    delphi_buffer texts;                  /* printed cells, one behind the other */
    size_t *starts;                       /* where each begins, and where the last one ends */
} stability_writer;

static void start(stability_writer *s, json_writer *w) {
    const delphi_protocol *p = &w->result->study->protocol;
    size_t count;
    const delphi_pair_measure *measures = delphi_pair_measures(&count);
    *s = (stability_writer){.w = w};
    json_form_start(&s->cell, count + FIXED_BLANKS);
    for (size_t m = 0; m < count; m++)
        json_form_blank(&s->cell, s->cell.object, measures[m].name);
    json_form_blank(&s->cell, s->cell.object, "group_stable");
    json_form_blank(&s->cell, s->cell.object, "individuals_stable");
    json_form_blank(&s->cell, s->cell.object, "individuals_by");
    json_form_blank(&s->cell, s->cell.object, "opinion");
    json_form_blank(&s->cell, s->cell.object, "undefined");
    json_form_seal(&s->cell);
    json_form_start(&s->criteria, p->criterion_count);
    for (size_t c = 0; c < p->criterion_count; c++)
        json_form_blank(&s->criteria, s->criteria.object, p->criteria[c].id);
    json_form_seal(&s->criteria);
    s->starts = calloc(p->criterion_count + 1, sizeof *s->starts);
    w->failed = w->failed || s->cell.failed || s->criteria.failed || !s->starts;
}

static void end(stability_writer *s) {
    json_form_free(&s->cell);
    json_form_free(&s->criteria);
    delphi_buffer_free(&s->undefined);
    delphi_buffer_free(&s->by);
    delphi_buffer_free(&s->opinion);
    delphi_buffer_free(&s->texts);
    free(s->starts);
}

static void write_undefined(stability_writer *s, const delphi_value *values, const delphi_value verdicts[2]) {
    size_t count;
    const delphi_pair_measure *measures = delphi_pair_measures(&count);
    json_reasons reasons = {0};
    s->undefined.size = 0;
    for (size_t m = 0; m < count; m++)
        if (values[m].kind == DELPHI_VALUE_UNDEFINED)
            json_reasons_add(&reasons, measures[m].name, values[m].reason);
    for (int v = 0; v < 2; v++)
        if (verdicts[v].kind == DELPHI_VALUE_UNDEFINED)
            json_reasons_add(&reasons, v ? "individuals_stable" : "group_stable", verdicts[v].reason);
    json_reasons_print(&reasons, &s->undefined);
    s->w->failed = s->w->failed || reasons.failed;
}

/* A name of the engine's own: letters and underscores, so that nothing needs an escape. */
static void write_name(delphi_buffer *out, const char *name) {
    out->size = 0;
    base_buffer_format(out, "\"%s\"", name);
}

static void print_cell(stability_writer *s, const delphi_stability_cell *cell) {
    const delphi_value verdicts[] = {export_group_stable(cell), export_individuals_stable(cell)};
    size_t count, at = 0;
    delphi_pair_measures(&count);
    write_undefined(s, cell->values, verdicts);
    write_name(&s->by, cell->individuals_by);
    write_name(&s->opinion, delphi_opinion_name(cell->opinion));
    s->w->failed = s->w->failed || s->undefined.failed || s->by.failed || s->opinion.failed;
    if (s->w->failed)
        return;
    for (size_t m = 0; m < count; m++)
        at = json_form_value(&s->cell, at, &cell->values[m]);
    at = json_form_value(&s->cell, at, &verdicts[0]);
    at = json_form_value(&s->cell, at, &verdicts[1]);
    at = json_form_raw(&s->cell, at, s->by.data, s->by.size);
    at = json_form_raw(&s->cell, at, s->opinion.data, s->opinion.size);
    json_form_raw(&s->cell, at, s->undefined.data, s->undefined.size);
    json_form_print(&s->cell, &s->texts);
}

static void print_indicator(stability_writer *s, const delphi_stability *found) {
    size_t criteria = s->w->result->study->protocol.criterion_count, at = 0;
    s->texts.size = 0;
    for (size_t c = 0; c < criteria && !s->w->failed; c++) {
        s->starts[c] = s->texts.size;
        print_cell(s, &found->criteria[c]);
    }
    s->w->failed = s->w->failed || s->texts.failed;
    if (s->w->failed)
        return;
    s->starts[criteria] = s->texts.size;
    for (size_t c = 0; c < criteria; c++)
        at = json_form_raw(&s->criteria, at, s->texts.data + s->starts[c], s->starts[c + 1] - s->starts[c]);
    json_form_print(&s->criteria, s->w->out);
}

static cJSON *advice_of(json_writer *w) {
    cJSON *list = cJSON_CreateArray();
    for (size_t i = 0; list && i < w->result->stability_count; i++)
        if (w->result->stability[i].another_round)
            json_push(w, list, json_text(w->result->study->indicators[w->result->stability[i].indicator].id));
    return list;
}

void json_write_stability(json_writer *w) {
    const delphi_result *result = w->result;
    if (!result->stability) {
        base_buffer_text(w->out, "null");
        return;
    }
    stability_writer s;
    start(&s, w);
    json_tail_begin(w);
    for (size_t i = 0; i < result->stability_count && !w->failed; i++) {
        json_tail_line(w, result->stability[i].indicator, i == 0);
        print_indicator(&s, &result->stability[i]);
    }
    json_tail_end(w, "another_round", advice_of(w));
    end(&s);
}
