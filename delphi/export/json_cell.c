/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Cells are printed from the inside out: each group's, then the panel's with its groups, then the criteria. A printed
 * cell waits in a buffer until the one around it takes it in. */
#include "export/json_cell.h"

#include "base/buffer.h"
#include "export/json_reasons.h"
#include "export/shares.h"

#include <stdlib.h>

/* n, missing, cannot_judge, base, counts, undefined, groups */
#define FIXED_BLANKS 7

static void start_cell(json_form *form, const delphi_protocol *p, bool with_groups) {
    static const char *const first[] = {"n", "missing", "cannot_judge", "base", "counts"};
    size_t count;
    const delphi_measure *measures = delphi_measures_of(p->scale.items > 0, &count);
    json_form_start(form, FIXED_BLANKS + p->band_count + count + p->group_count);
    for (size_t i = 0; i < sizeof first / sizeof *first; i++)
        json_form_blank(form, form->object, first[i]);
    cJSON *shares = p->band_count ? json_form_object(form, "shares") : NULL;
    for (size_t b = 0; b < p->band_count; b++)
        json_form_blank(form, shares, p->bands[b].id);
    for (size_t m = 0; m < count; m++)
        json_form_blank(form, form->object, measures[m].name);
    json_form_blank(form, form->object, "undefined");
    cJSON *groups = with_groups && p->group_count ? json_form_object(form, "groups") : NULL;
    for (size_t g = 0; groups && g < p->group_count; g++)
        json_form_blank(form, groups, p->groups[g].id);
    json_form_seal(form);
}

static void start_small(json_form *form) {
    json_form_start(form, 1);
    json_form_blank(form, form->object, "n");
    cJSON *why = cJSON_CreateStringReference(delphi_reason_text(DELPHI_REASON_SMALL_GROUP));
    if (!why || !cJSON_AddItemToObjectCS(form->object, "suppressed", why)) {
        cJSON_Delete(why);
        form->failed = true;
    }
    json_form_seal(form);
}

static void start_criteria(json_form *form, const delphi_protocol *p) {
    json_form_start(form, p->criterion_count);
    for (size_t c = 0; c < p->criterion_count; c++)
        json_form_blank(form, form->object, p->criteria[c].id);
    json_form_seal(form);
}

void json_cells_start(json_cells *cells, const delphi_result *result) {
    const delphi_protocol *p = &result->study->protocol;
    *cells = (json_cells){.result = result};
    start_cell(&cells->panel, p, true);
    start_cell(&cells->group, p, false);
    start_small(&cells->small);
    start_criteria(&cells->criteria, p);
    cells->group_starts = calloc(p->group_count + 1, sizeof(size_t));
    cells->panel_starts = calloc(p->criterion_count + 1, sizeof(size_t));
    cells->failed = cells->failed || cells->panel.failed || cells->group.failed || cells->small.failed ||
                    cells->criteria.failed || !cells->group_starts || !cells->panel_starts;
}

void json_cells_end(json_cells *cells) {
    json_form_free(&cells->panel);
    json_form_free(&cells->group);
    json_form_free(&cells->small);
    json_form_free(&cells->criteria);
    delphi_buffer_free(&cells->counts);
    delphi_buffer_free(&cells->undefined);
    delphi_buffer_free(&cells->group_texts);
    delphi_buffer_free(&cells->panel_texts);
    free(cells->group_starts);
    free(cells->panel_starts);
}

static void write_counts(const delphi_scale *scale, const delphi_cell *cell, delphi_buffer *out) {
    char number[BASE_NUMBER_SIZE];
    out->size = 0;
    for (int k = 0; k <= scale->max - scale->min; k++) {
        base_buffer_char(out, k ? ',' : '[');
        base_buffer_append(out, number, base_write_integer(cell->counts[k], number));
    }
    base_buffer_char(out, ']');
}

/* The reasons of the measures that have no value; an empty object where all have one. */
static void write_undefined(json_cells *cells, const delphi_cell *cell) {
    size_t count;
    const delphi_measure *measures = delphi_measures_of(cells->result->kind == DELPHI_KIND_RANKING, &count);
    json_reasons reasons = {0};
    cells->undefined.size = 0;
    for (size_t m = 0; m < count; m++)
        if (cell->values[m].kind == DELPHI_VALUE_UNDEFINED)
            json_reasons_add(&reasons, measures[m].name, cell->values[m].reason);
    json_reasons_print(&reasons, &cells->undefined);
    cells->failed = cells->failed || reasons.failed;
}

/* Fills in all but the groups; returns the blank of the first group. */
static size_t fill(json_cells *cells, json_form *form, const delphi_cell *cell) {
    const delphi_protocol *p = &cells->result->study->protocol;
    size_t count, at = 0;
    delphi_measures_of(p->scale.items > 0, &count);
    write_counts(&p->scale, cell, &cells->counts);
    write_undefined(cells, cell);
    if (cells->failed || cells->counts.failed || cells->undefined.failed)
        return 0;
    at = json_form_integer(form, at, cell->n);
    at = json_form_integer(form, at, cell->missing);
    at = json_form_integer(form, at, cell->cannot_judge);
    at = json_form_integer(form, at, cell->base);
    at = json_form_raw(form, at, cells->counts.data, cells->counts.size);
    for (size_t b = 0; b < p->band_count; b++) {
        delphi_value share = export_band_share(p, cell, &p->bands[b]);
        at = json_form_value(form, at, &share);
    }
    for (size_t m = 0; m < count; m++)
        at = json_form_value(form, at, &cell->values[m]);
    return json_form_raw(form, at, cells->undefined.data, cells->undefined.size);
}

static void print_group(json_cells *cells, const delphi_cell *cell, size_t group) {
    json_form *form = cell->suppressed ? &cells->small : &cells->group;
    cells->group_starts[group] = cells->group_texts.size;
    if (cell->suppressed)
        json_form_integer(form, 0, cell->n);
    else
        fill(cells, form, cell);
    json_form_print(form, &cells->group_texts);
}

static void print_criterion(json_cells *cells, const delphi_outcome *outcome, size_t criterion) {
    size_t groups = cells->result->study->protocol.group_count;
    cells->group_texts.size = 0;
    for (size_t g = 0; g < groups; g++)
        print_group(cells, delphi_result_cell(cells->result, outcome, criterion, g), g);
    size_t at = fill(cells, &cells->panel, delphi_result_cell(cells->result, outcome, criterion, DELPHI_NONE));
    cells->group_starts[groups] = cells->group_texts.size;
    if (cells->failed || cells->group_texts.failed)
        return;
    for (size_t g = 0; g < groups; g++)
        at = json_form_raw(&cells->panel, at, cells->group_texts.data + cells->group_starts[g],
                           cells->group_starts[g + 1] - cells->group_starts[g]);
    cells->panel_starts[criterion] = cells->panel_texts.size;
    json_form_print(&cells->panel, &cells->panel_texts);
}

void json_cells_print(json_cells *cells, const delphi_outcome *outcome, delphi_buffer *out) {
    size_t criteria = cells->result->study->protocol.criterion_count, at = 0;
    cells->panel_texts.size = 0;
    for (size_t c = 0; !cells->failed && c < criteria; c++)
        print_criterion(cells, outcome, c);
    cells->failed = cells->failed || cells->counts.failed || cells->undefined.failed || cells->group_texts.failed ||
                    cells->panel_texts.failed;
    if (cells->failed)
        return;
    cells->panel_starts[criteria] = cells->panel_texts.size;
    for (size_t c = 0; c < criteria; c++)
        at = json_form_raw(&cells->criteria, at, cells->panel_texts.data + cells->panel_starts[c],
                           cells->panel_starts[c + 1] - cells->panel_starts[c]);
    json_form_print(&cells->criteria, out);
}
