/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The two halves of Krippendorff's alpha: what the bootstrap does over and over. */
#ifndef STATS_ALPHA_H
#define STATS_ALPHA_H

#include "stats/set.h"

/* Makes space->margin the frequencies of the points over the pairable items, item i taken weights[i] times (NULL:
 * once); returns how many points there are in it. */
size_t stats_alpha_margin(delphi_set_space *space, const int64_t *weights);

/* Makes space->real_by_item the disagreement within each pairable item: the sum of delta^2 over its pairs of ratings
 * over their number less one. The ordinal metric's depends on the margin, the others' does not. */
void stats_alpha_within(delphi_set_space *space, stats_metric metric, size_t margin_count);

/* alpha from both; false where all ratings are equal. `weights` as above. */
bool stats_alpha(delphi_set_space *space, stats_metric metric, size_t margin_count, const int64_t *weights,
                 double *out);

/* Why there is no alpha before anything is computed, or NONE. */
delphi_reason stats_alpha_obstacle(const delphi_set_space *space, stats_metric metric);

/* alpha of the set as it was loaded. */
void stats_alpha_value(delphi_set_space *space, stats_metric metric, delphi_value *out);

#endif
