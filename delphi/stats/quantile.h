/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The quantile before it is reduced: what is made of two quantiles is reduced once, at the end. */
#ifndef STATS_QUANTILE_H
#define STATS_QUANTILE_H

#include <delphi/stats.h>

/* The quantile num/den as a fraction that is not reduced. Its denominator depends on `type` and `den` alone, so that
 * two quantiles with the same `den` (3/10 and 7/10) may be added by their numerators. Needs a rating.
 * False where the type has no such quantile. */
bool stats_quantile(const delphi_item *item, delphi_quantile_type type, int num, int den, delphi_rational *out);

/* The ranks (from 1) of the one or two sorted ratings that the quantile is made of. Returns how many; 0 where the type
 * has no such quantile. */
size_t stats_quantile_ranks(uint32_t n, delphi_quantile_type type, int num, int den, uint32_t ranks[2]);

#endif
