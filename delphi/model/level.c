/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Topics and indicators: which round rates what, and which round it is compared with. */
#include <delphi/model.h>

const char *delphi_level_name(delphi_level level) {
    return level == DELPHI_LEVEL_TOPIC ? "topic" : "indicator";
}

const char *delphi_level_count_name(delphi_level level, size_t count) {
    if (count == 1)
        return delphi_level_name(level);
    return level == DELPHI_LEVEL_TOPIC ? "topics" : "indicators";
}

delphi_level delphi_round_level(const delphi_protocol *protocol, int round) {
    bool known = round >= 1 && (size_t)round <= protocol->round_count;
    return known ? protocol->rounds[round - 1].level : DELPHI_LEVEL_INDICATOR;
}

int delphi_round_before(const delphi_protocol *protocol, int round) {
    delphi_level level = delphi_round_level(protocol, round);
    int before = round - 1;
    while (before > 0 && delphi_round_level(protocol, before) != level)
        before--;
    return before;
}

int delphi_round_after(const delphi_protocol *protocol, int round, delphi_level level) {
    for (int after = round + 1; (size_t)after <= protocol->round_count; after++)
        if (delphi_round_level(protocol, after) == level)
            return after;
    return 0;
}

bool delphi_protocol_rates_topics(const delphi_protocol *protocol) {
    return delphi_round_after(protocol, 0, DELPHI_LEVEL_TOPIC) > 0;
}
