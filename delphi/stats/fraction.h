/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Fractions whose terms may outgrow 64 bits before they are reduced. */
#ifndef STATS_FRACTION_H
#define STATS_FRACTION_H

#include <delphi/value.h>

__extension__ typedef __int128 stats_wide;

/* num/den, den > 0, reduced: a rational where it fits, else the nearest real. */
delphi_value stats_fraction(stats_wide num, stats_wide den);

#endif
