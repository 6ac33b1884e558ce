/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How many ratings lie in a band, and which share of the base that is: the same in every output. */
#ifndef EXPORT_SHARES_H
#define EXPORT_SHARES_H

#include <delphi/analysis.h>

int64_t export_band_count(const delphi_protocol *protocol, const delphi_cell *cell, const delphi_band *band);
/* A DELPHI_VALUE_SHARE, or undefined where a rule would find it so too. */
delphi_value export_band_share(const delphi_protocol *protocol, const delphi_cell *cell, const delphi_band *band);

#endif
