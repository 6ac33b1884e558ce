/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Deviations about the median: their median and their mean.
 *
 * Definition   mad_median = median(|x - median(x)|); mean_abs_dev_median = sum(|x - median(x)|) / n.
 * Source       common knowledge. The mean one is what METHODS 2.4 calls the AD index; no cut-off for it is given
 *              here.
 * Variant      The median of the deviations is not multiplied by 1.4826, the factor that makes it estimate the
 *              standard deviation of a normal distribution: ratings are not normal. R's mad() needs constant = 1 to
 *              agree.
 * Ties         need no rule.
 * Missing      ratings and "cannot judge" do not count.
 * Edge cases   The median may be a half, and so may the middle of the deviations: all is counted in twice the
 *              deviation, a whole number. One rating: both are 0.
 * Checked      R 4.2.2 through tests/oracle; sorted deviations in tests/unit/stats_deviation.c. */
#include "base/rational.h"
#include "stats/counts.h"
#include "stats/measures.h"

static int distance(int x, int twice_median) {
    int d = 2 * x - twice_median;
    return d < 0 ? -d : d;
}

/* Walks outward from the median, the nearest point first, until j ratings are passed, and hands back twice the
 * deviation there. Walking from both sides at once keeps this linear without sorting. */
typedef struct {
    const delphi_item *item;
    int twice_median;
    int left, right; /* the next point on either side, as places in counts */
    uint64_t passed;
    int at; /* twice the deviation of the last point passed */
} walk;

static int side(const walk *w, int place) {
    return place < 0 || place >= w->item->points ? INT32_MAX : distance(w->item->scale_min + place, w->twice_median);
}

static int walk_to(walk *w, uint32_t j) {
    while (w->passed < j) {
        int left = side(w, w->left), right = side(w, w->right);
        w->at = left < right ? left : right;
        w->passed += w->item->counts[left < right ? w->left-- : w->right++];
    }
    return w->at;
}

void stats_mad_median(const delphi_item *item, delphi_value *out) {
    int twice = stats_twice_median(item);
    int middle = (twice - 2 * item->scale_min) / 2; /* the median's place, or the one just below it */
    walk w = {.item = item, .twice_median = twice, .left = middle, .right = middle + 1};
    int lower = walk_to(&w, item->n / 2 + item->n % 2);
    int upper = walk_to(&w, item->n / 2 + 1);
    *out = base_value_rational(base_rational(lower + upper, 4));
}

void stats_mean_abs_dev_median(const delphi_item *item, delphi_value *out) {
    int twice = stats_twice_median(item);
    int64_t sum = 0;
    for (int i = 0; i < item->points; i++)
        sum += (int64_t)item->counts[i] * distance(item->scale_min + i, twice);
    *out = base_value_rational(base_rational(sum, 2 * (int64_t)item->n));
}
