/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A verdict is unknown where the share that it compares with its limit is undefined. */
#include "export/verdicts.h"

#include "base/rational.h"

static delphi_value verdict(delphi_truth truth, const delphi_stability_cell *cell, const char *measure) {
    if (truth != DELPHI_UNKNOWN)
        return base_value_truth(truth == DELPHI_TRUE);
    return base_value_undefined(cell->values[delphi_pair_measure_find(measure)].reason);
}

delphi_value export_group_stable(const delphi_stability_cell *cell) {
    return verdict(cell->group_stable, cell, "net_change_unpaired");
}

delphi_value export_individuals_stable(const delphi_stability_cell *cell) {
    return verdict(cell->individuals_stable, cell, "changed_share");
}
