/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which round selects the best so many. */
#include <delphi/model.h>

const char *delphi_among_name(delphi_among among) {
    return among == DELPHI_AMONG_ALL ? "all" : "kept";
}

const char *delphi_ties_name(delphi_ties ties) {
    static const char *const names[] = {
        [DELPHI_TIES_IN] = "in", [DELPHI_TIES_OUT] = "out", [DELPHI_TIES_STEERING] = "steering"};
    return (unsigned)ties <= DELPHI_TIES_STEERING ? names[ties] : "unknown";
}

const delphi_select *delphi_round_select(const delphi_protocol *protocol, int round) {
    if (round < 1 || (size_t)round > protocol->round_count)
        return NULL;
    const delphi_round *own = &protocol->rounds[round - 1];
    if (own->select.best)
        return &own->select;
    bool last = own->level == DELPHI_LEVEL_INDICATOR && !delphi_round_after(protocol, round, DELPHI_LEVEL_INDICATOR);
    return protocol->select.best && last ? &protocol->select : NULL;
}
