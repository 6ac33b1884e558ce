/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Shares of bands, as a rule sees them. */
#include "export/shares.h"

#include "base/rational.h"

int64_t export_band_count(const delphi_protocol *protocol, const delphi_cell *cell, const delphi_band *band) {
    int64_t count = 0;
    for (int point = band->low; point <= band->high; point++)
        count += cell->counts[point - protocol->scale.min];
    return count;
}

delphi_value export_band_share(const delphi_protocol *protocol, const delphi_cell *cell, const delphi_band *band) {
    if (cell->n < (uint32_t)protocol->min_ratings)
        return base_value_undefined(cell->n ? DELPHI_REASON_TOO_FEW_RATINGS : DELPHI_REASON_NO_RATINGS);
    if (!cell->base)
        return base_value_undefined(DELPHI_REASON_EMPTY_BASE);
    return base_value_share(export_band_count(protocol, cell, band), cell->base);
}
