/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Intervals of the panel's share of each band. The same few shares come again and again in a round, and the exact
 * interval takes its time: each is computed once. */
#include "analysis/robustness.h"

#include <stdlib.h>

typedef struct {
    uint32_t k, n; /* n 0: free */
    delphi_share_interval interval;
} known;

/* Open addressing; never more than half full. */
typedef struct {
    known *items;
    size_t mask;
} memory;

static bool memory_start(memory *m, size_t most) {
    size_t size = 16;
    while (size < 2 * most)
        size *= 2;
    m->items = calloc(size, sizeof *m->items);
    m->mask = size - 1;
    return m->items != NULL;
}

static delphi_share_interval interval_of(memory *m, uint32_t k, uint32_t n) {
    size_t at = ((size_t)k * 2654435761u ^ (size_t)n * 40503u) & m->mask;
    while (m->items[at].n && (m->items[at].k != k || m->items[at].n != n))
        at = (at + 1) & m->mask;
    known *found = &m->items[at];
    if (!found->n) {
        found->k = k;
        found->n = n;
        delphi_interval_wilson(k, n, &found->interval.wilson);
        delphi_interval_clopper_pearson(k, n, &found->interval.clopper_pearson);
    }
    return found->interval;
}

static delphi_share_interval share_of(memory *m, const delphi_protocol *p, const delphi_cell *cell,
                                      const delphi_band *band) {
    uint32_t k = 0;
    if (cell->n < (uint32_t)p->min_ratings)
        return (delphi_share_interval){.undefined = cell->n ? DELPHI_REASON_TOO_FEW_RATINGS : DELPHI_REASON_NO_RATINGS};
    for (int point = band->low; point <= band->high; point++)
        k += cell->counts[point - p->scale.min];
    return interval_of(m, k, cell->base);
}

bool analysis_share_intervals(const delphi_result *result, analysis_sureness *found) {
    const delphi_protocol *p = &result->study->protocol;
    memory m;
    if (!memory_start(&m, result->outcome_count * p->criterion_count * p->band_count))
        return false;
    for (size_t i = 0; i < result->outcome_count; i++) {
        delphi_share_interval *shares = found[i].shares;
        for (size_t c = 0; c < p->criterion_count; c++) {
            const delphi_cell *cell = delphi_result_cell(result, &result->outcomes[i], c, DELPHI_NONE);
            for (size_t b = 0; b < p->band_count; b++)
                *shares++ = share_of(&m, p, cell, &p->bands[b]);
        }
    }
    free(m.items);
    return true;
}
