/* SPDX-License-Identifier: GPL-3.0-or-later */
/* "robustness" and "sensitivity" of each indicator. */
#include "export/json_robustness.h"

#include "base/buffer.h"

#include <stdlib.h>
#include <string.h>

static void start_shares(json_form *form, const delphi_protocol *p) {
    json_form_start(form, 2 * p->criterion_count * p->band_count);
    for (size_t c = 0; c < p->criterion_count; c++) {
        cJSON *criterion = json_form_object(form, p->criteria[c].id);
        cJSON *shares = json_form_object_in(form, criterion, "shares");
        for (size_t b = 0; b < p->band_count; b++) {
            cJSON *band = json_form_object_in(form, shares, p->bands[b].id);
            json_form_blank(form, band, "wilson");
            json_form_blank(form, band, "clopper_pearson");
        }
    }
    json_form_seal(form);
}

static void start_sensitivity(json_form *form) {
    size_t count;
    const delphi_decision_measure *measures = delphi_decision_measures(&count);
    json_form_start(form, count + 3);
    for (size_t i = 0; i < count; i++)
        json_form_blank(form, form->object, measures[i].name);
    json_form_blank(form, form->object, "flips_to");
    json_form_blank(form, form->object, "stayers_only");
    json_form_blank(form, form->object, "undefined");
    json_form_seal(form);
}

void json_robustness_start(json_robustness *forms, const delphi_result *result) {
    const delphi_protocol *p = &result->study->protocol;
    *forms = (json_robustness){.result = result};
    if (!result->robustness)
        return;
    start_shares(&forms->shares, p);
    start_sensitivity(&forms->sensitivity);
    forms->intervals = calloc(2 * p->criterion_count * p->band_count + 1, sizeof *forms->intervals);
    forms->failed = forms->shares.failed || forms->sensitivity.failed || !forms->intervals;
}

void json_robustness_end(json_robustness *forms) {
    json_form_free(&forms->shares);
    json_form_free(&forms->sensitivity);
    delphi_buffer_free(&forms->undefined);
    free(forms->intervals);
}

static void write_interval(const delphi_interval *interval, bool defined, char *out) {
    char low[BASE_NUMBER_SIZE], high[BASE_NUMBER_SIZE];
    strcpy(out, "null");
    if (!defined)
        return;
    base_write_real(interval->low, low);
    base_write_real(interval->high, high);
    stpcpy(stpcpy(stpcpy(stpcpy(stpcpy(out, "["), low), ","), high), "]");
}

static void print_shares(json_robustness *forms, const delphi_robustness *of, delphi_buffer *out) {
    const delphi_protocol *p = &forms->result->study->protocol;
    size_t at = 0;
    for (size_t i = 0; i < p->criterion_count * p->band_count; i++) {
        bool defined = of->shares[i].undefined == DELPHI_REASON_NONE;
        const delphi_interval *both[] = {&of->shares[i].wilson, &of->shares[i].clopper_pearson};
        for (size_t k = 0; k < 2; k++) {
            char *text = forms->intervals[at];
            write_interval(both[k], defined, text);
            at = json_form_raw(&forms->shares, at, text, strlen(text));
        }
    }
    json_form_print(&forms->shares, out);
}

static void write_undefined(json_robustness *forms, const delphi_robustness *of) {
    size_t count;
    const delphi_decision_measure *measures = delphi_decision_measures(&count);
    forms->undefined.size = 0;
    for (size_t i = 0; i < count; i++)
        if (of->values[i].kind == DELPHI_VALUE_UNDEFINED)
            json_reasons_add(&forms->reasons, measures[i].name, of->values[i].reason);
    json_reasons_print(&forms->reasons, &forms->undefined);
    forms->failed = forms->failed || forms->reasons.failed || forms->undefined.failed;
}

static size_t put_decision(json_robustness *forms, size_t at, bool known, delphi_decision decision) {
    static const char *const quoted[DELPHI_DECISION_COUNT] = {
        [DELPHI_KEEP] = "\"keep\"",           [DELPHI_DROP] = "\"drop\"",
        [DELPHI_RERATE] = "\"rerate\"",       [DELPHI_NO_CONSENSUS] = "\"no_consensus\"",
        [DELPHI_UNDECIDED] = "\"undecided\"", [DELPHI_CONFLICT] = "\"conflict\"",
    };
    const char *text = known ? quoted[decision] : "null";
    return json_form_raw(&forms->sensitivity, at, text, strlen(text));
}

static void print_sensitivity(json_robustness *forms, size_t outcome, const delphi_robustness *of, delphi_buffer *out) {
    size_t count, at = 0;
    delphi_decision_measures(&count);
    write_undefined(forms, of);
    if (forms->failed)
        return;
    for (size_t i = 0; i < count; i++)
        at = json_form_value(&forms->sensitivity, at, &of->values[i]);
    at = put_decision(forms, at, of->flips_to != forms->result->outcomes[outcome].rule_decision, of->flips_to);
    at = put_decision(forms, at, delphi_round_before(&forms->result->study->protocol, forms->result->round) > 0,
                      of->stayers_only);
    json_form_raw(&forms->sensitivity, at, forms->undefined.data, forms->undefined.size);
    json_form_print(&forms->sensitivity, out);
}

void json_robustness_print(json_robustness *forms, size_t outcome, delphi_buffer *robustness,
                           delphi_buffer *sensitivity) {
    if (!forms->result->robustness || forms->failed)
        return;
    print_shares(forms, &forms->result->robustness[outcome], robustness);
    print_sensitivity(forms, outcome, &forms->result->robustness[outcome], sensitivity);
}
