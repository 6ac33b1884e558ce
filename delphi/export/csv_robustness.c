/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How sure each decision is, then the intervals of the panel's shares on each criterion. */
#include "base/rational.h"
#include "export/csv_rows.h"

#include <stdio.h>

static void put_end(csv_rows *w, const char *band, const char *which, delphi_reason undefined, double end) {
    char suffix[256];
    delphi_value value = undefined ? base_value_undefined(undefined) : base_value_real(end);
    snprintf(suffix, sizeof suffix, "%s_%s", band, which);
    csv_row_value(w, "share_", suffix, &value);
}

static void put_share(csv_rows *w, const char *band, const delphi_share_interval *share) {
    put_end(w, band, "wilson_low", share->undefined, share->wilson.low);
    put_end(w, band, "wilson_high", share->undefined, share->wilson.high);
    put_end(w, band, "clopper_pearson_low", share->undefined, share->clopper_pearson.low);
    put_end(w, band, "clopper_pearson_high", share->undefined, share->clopper_pearson.high);
}

static void put_sureness(csv_rows *w, const delphi_outcome *outcome, const delphi_robustness *found) {
    size_t count;
    const delphi_decision_measure *measures = delphi_decision_measures(&count);
    for (size_t i = 0; i < count; i++)
        csv_row_value(w, measures[i].name, "", &found->values[i]);
    if (found->flips_to != outcome->rule_decision)
        csv_row_word(w, "flips_to", delphi_decision_name(found->flips_to));
    if (delphi_round_before(&w->result->study->protocol, w->result->round))
        csv_row_word(w, "stayers_only", delphi_decision_name(found->stayers_only));
}

void csv_write_robustness(csv_rows *w) {
    const delphi_protocol *p = &w->result->study->protocol;
    for (size_t i = 0; w->result->robustness && i < w->result->outcome_count && !w->out->failed; i++) {
        const delphi_robustness *found = &w->result->robustness[i];
        w->indicator = w->result->study->indicators[w->result->outcomes[i].indicator].id;
        w->criterion = "";
        put_sureness(w, &w->result->outcomes[i], found);
        for (size_t c = 0; c < p->criterion_count; c++) {
            w->criterion = p->criteria[c].id;
            for (size_t b = 0; b < p->band_count; b++)
                put_share(w, p->bands[b].id, &found->shares[c * p->band_count + b]);
        }
    }
}
