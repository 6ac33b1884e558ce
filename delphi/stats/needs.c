/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What each measure has to be told of the ratings. Whoever asks which other ratings would change a verdict needs to try
 * those only that differ in something a measure looks at.
 *
 * A measure that is not in the table needs unknown things, which is safe: nothing is proved of it. */
#include <string.h>

#include "stats/binomial.h"
#include "stats/counts.h"
#include "stats/quantile.h"

typedef void (*teller)(const delphi_item *item, delphi_needs *out);

static void add_rank(delphi_needs *out, uint32_t rank) {
    out->ranks[out->rank_count++] = rank;
}

static void add_cut(delphi_needs *out, int point, uint32_t at_least) {
    out->cuts[out->cut_count].point = point;
    out->cuts[out->cut_count++].at_least = at_least;
}

static void add_quantile(const delphi_item *item, delphi_quantile_type type, int num, int den, delphi_needs *out) {
    uint32_t ranks[2];
    size_t count = stats_quantile_ranks(item->n, type, num, den, ranks);
    for (size_t i = 0; i < count; i++)
        add_rank(out, ranks[i]);
}

static void nothing(const delphi_item *item, delphi_needs *out) {
    (void)item;
    (void)out;
}

static void counts(const delphi_item *item, delphi_needs *out) {
    (void)item;
    out->kind = DELPHI_NEEDS_COUNTS;
}

static void median(const delphi_item *item, delphi_needs *out) {
    add_quantile(item, DELPHI_QUANTILE_TYPE2, 1, 2, out);
}

static void quarter(const delphi_item *item, delphi_needs *out) {
    add_quantile(item, item->quantile_type, 1, 4, out);
}

static void three_quarters(const delphi_item *item, delphi_needs *out) {
    add_quantile(item, item->quantile_type, 3, 4, out);
}

static void quartiles(const delphi_item *item, delphi_needs *out) {
    quarter(item, out);
    three_quarters(item, out);
}

static void p30(const delphi_item *item, delphi_needs *out) {
    add_quantile(item, item->quantile_type, 3, 10, out);
}

static void p70(const delphi_item *item, delphi_needs *out) {
    add_quantile(item, item->quantile_type, 7, 10, out);
}

static void percentiles(const delphi_item *item, delphi_needs *out) {
    p30(item, out);
    p70(item, out);
}

static void lower_hinge(const delphi_item *item, delphi_needs *out) {
    add_quantile(item, DELPHI_QUANTILE_HINGES, 1, 4, out);
}

static void upper_hinge(const delphi_item *item, delphi_needs *out) {
    add_quantile(item, DELPHI_QUANTILE_HINGES, 3, 4, out);
}

/* Without weights they are quantiles of type 2; with them it matters who gave which rating. */
static void weighted(const delphi_item *item, int num, delphi_needs *out) {
    if (item->weighted)
        out->kind = DELPHI_NEEDS_UNKNOWN;
    else
        add_quantile(item, DELPHI_QUANTILE_TYPE2, num, 4, out);
}

static void weighted_median(const delphi_item *item, delphi_needs *out) {
    weighted(item, 2, out);
}

static void weighted_q1(const delphi_item *item, delphi_needs *out) {
    weighted(item, 1, out);
}

static void weighted_q3(const delphi_item *item, delphi_needs *out) {
    weighted(item, 3, out);
}

static void weighted_iqr(const delphi_item *item, delphi_needs *out) {
    weighted(item, 1, out);
    weighted(item, 3, out);
}

static void first(const delphi_item *item, delphi_needs *out) {
    if (item->n > 0)
        add_rank(out, 1);
}

static void last(const delphi_item *item, delphi_needs *out) {
    if (item->n > 0)
        add_rank(out, item->n);
}

static void median_bound(const delphi_item *item, bool upper, delphi_needs *out) {
    uint64_t rank = item->n > 0 ? stats_critical_count(item->n, STATS_MEDIAN_TAIL) : 1;
    if (rank <= item->n)
        add_rank(out, (uint32_t)(upper ? rank : item->n + 1 - rank));
}

static void median_low(const delphi_item *item, delphi_needs *out) {
    median_bound(item, false, out);
}

static void median_high(const delphi_item *item, delphi_needs *out) {
    median_bound(item, true, out);
}

/* At least k in 1-3, at most n - k in 1-6: at least k in 7-9. */
static void extremes(const delphi_item *item, uint32_t k, delphi_needs *out) {
    add_cut(out, 3, k);
    add_cut(out, 6, item->n >= k ? item->n - k + 1 : 0);
}

static void classic(const delphi_item *item, delphi_needs *out) {
    extremes(item, stats_quorum(item->n), out);
}

static void third(const delphi_item *item, delphi_needs *out) {
    extremes(item, item->n / 3 + (item->n % 3 > 0), out);
}

static void thirds(const delphi_item *item, delphi_needs *out) {
    median(item, out);
    add_cut(out, 3, 0);
    add_cut(out, 6, 0);
}

static void high_band(const delphi_item *item, delphi_needs *out) {
    int top = item->scale_min + item->points - 1;
    if (item->high_low > item->high_high)
        return;
    if (item->high_low > item->scale_min)
        add_cut(out, item->high_low - 1, 0);
    if (item->high_high < top)
        add_cut(out, item->high_high, 0);
    out->direction = item->high_high >= top ? 1 : item->high_low <= item->scale_min ? -1 : 0;
}

static void high_band_crookedly(const delphi_item *item, delphi_needs *out) {
    high_band(item, out);
    out->direction = 0;
}

static const struct {
    const char *name;
    teller tell;
    int direction;
} needs[] = {
    {"mean", counts, 1},
    {"median", median, 1},
    {"weighted_median", weighted_median, 1},
    {"weighted_q1", weighted_q1, 1},
    {"weighted_q3", weighted_q3, 1},
    {"weighted_iqr", weighted_iqr, 0},
    {"mode", counts, 0},
    {"mode_share", counts, 0},
    {"min", first, 1},
    {"max", last, 1},
    {"sd", counts, 0},
    {"cv", counts, 0},
    {"q1", quarter, 1},
    {"q3", three_quarters, 1},
    {"iqr", quartiles, 0},
    {"p30", p30, 1},
    {"p70", p70, 1},
    {"hinge_lower", lower_hinge, 1},
    {"hinge_upper", upper_hinge, 1},
    {"mad_median", counts, 0},
    {"mean_abs_dev_median", counts, 0},
    {"ipr", percentiles, 0},
    {"ipras", percentiles, 0},
    {"disagreement_index", percentiles, 0},
    {"disagreement", percentiles, 0},
    {"disagreement_classic", classic, 0},
    {"disagreement_third", third, 0},
    {"agreement_classic", thirds, 0},
    {"cvr", high_band, 0},
    {"cvr_critical", nothing, 0},
    {"cvr_wilson", nothing, 0},
    {"i_cvi", high_band, 0},
    {"modified_kappa", high_band_crookedly, 0},
    {"van_der_eijk_a", counts, 0},
    {"polarisation", counts, 0},
    {"leik_d", counts, 0},
    {"tastle_wierman_cns", counts, 0},
    {"blair_lacy_l2", counts, 0},
    {"bimodality", counts, 0},
    {"median_low", median_low, 1},
    {"median_high", median_high, 1},
    {"borda", counts, -1},
    {"mean_rank", counts, 1},
    {"pick_share", counts, 0},
    {"first_share", counts, 0},
};

void delphi_measure_needs(const delphi_measure *measure, const delphi_item *item, delphi_needs *out) {
    *out = (delphi_needs){0};
    for (size_t i = 0; i < sizeof needs / sizeof *needs; i++) {
        if (strcmp(needs[i].name, measure->name) == 0) {
            out->kind = DELPHI_NEEDS_PARTS;
            out->direction = needs[i].direction;
            needs[i].tell(item, out);
        }
    }
}
