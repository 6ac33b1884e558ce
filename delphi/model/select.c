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

/* The study's selection is about ratings of indicators: a meeting may follow it. */
static bool is_last_rating(const delphi_protocol *protocol, int round) {
    bool last = true;
    for (int later = round; (size_t)later <= protocol->round_count; later++) {
        const delphi_round *one = &protocol->rounds[later - 1];
        bool rates = one->level == DELPHI_LEVEL_INDICATOR && one->kind == DELPHI_KIND_RATING;
        last = later == round ? rates : last && !rates;
    }
    return last;
}

const delphi_select *delphi_round_select(const delphi_protocol *protocol, int round) {
    if (round < 1 || (size_t)round > protocol->round_count)
        return NULL;
    const delphi_round *own = &protocol->rounds[round - 1];
    if (own->select.best)
        return &own->select;
    return protocol->select.best && is_last_rating(protocol, round) ? &protocol->select : NULL;
}
