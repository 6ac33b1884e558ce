/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Of the paragraphs for a paper, what only studies of two levels have to tell, and those that select the best. */
#include "export/part_paragraph.h"

#define FILL  PARAGRAPH_FILL
#define COUNT PARAGRAPH_COUNT

static void append_number(delphi_buffer *out, int round) {
    base_buffer_format(out, "%s%d", out->size ? ", " : "", round);
}

/* Which rounds were about topics. */
void paragraph_levels(report *r, const final_way *ways, delphi_buffer *out) {
    delphi_buffer rounds = {0};
    (void)ways;
    for (int round = 1; round <= r->round; round++)
        if (delphi_round_level(r->protocol, round) == DELPHI_LEVEL_TOPIC)
            append_number(&rounds, round);
    if (rounds.size > 0)
        FILL(r, out,
             N_("Topics were rated in a level of their own (rounds: {rounds}), on the same criteria and scale; an "
                "indicator of a rated topic came on the list only where that topic was kept."),
             {"rounds", part_text_of(r, &rounds)});
    part_end(r, &rounds);
}

/* How the best so many were chosen. */
void paragraph_selection(report *r, const final_way *ways, delphi_buffer *out) {
    static const char *const ties[] = {
        [DELPHI_TIES_IN] = N_("all selected"),
        [DELPHI_TIES_OUT] = N_("all left out"),
        [DELPHI_TIES_STEERING] = N_("left to the steering group"),
    };
    const delphi_selection *s = r->result->selection;
    delphi_buffer keys = {0};
    (void)ways;
    if (!s)
        return;
    for (size_t k = 0; k < s->select->by_count; k++)
        base_buffer_format(&keys, "%s%s", k ? ", " : "", s->by[k]);
    FILL(
        r, out,
        s->select->among == DELPHI_AMONG_ALL
            ? N_("In round {round} the best {best} of all that were rated were selected, in the order of {keys} (+ the "
                 "highest first, - the lowest); equals at the cut were {ties}.")
            : N_("In round {round} the best {best} of those that the rule kept were selected, in the order of {keys} "
                 "(+ the highest first, - the lowest); equals at the cut were {ties}."),
        {"round", COUNT(r->round)}, {"best", COUNT(s->select->best)}, {"keys", part_text_of(r, &keys)},
        {"ties", part_words(r, ties[s->select->ties])});
    part_end(r, &keys);
}

/* What became of the topics: a kept one without an indicator is a result. False where none was rated. */
bool paragraph_topics(report *r, delphi_buffer *out) {
    delphi_buffer names = {0};
    if (!delphi_protocol_rates_topics(r->protocol))
        return false;
    for (size_t i = 0; i < r->result->topic_count; i++)
        if (r->result->topics[i].without_indicator)
            base_buffer_format(&names, "%s%s", names.size ? ", " : "",
                               part_indicator_text(r, r->result->topics[i].item));
    FILL(r, out,
         names.size ? N_("Of the topics {kept} were kept; without an indicator: {names}.")
                    : N_("Of the topics {kept} were kept, none of them without an indicator."),
         {"kept", COUNT(r->result->topic_count)}, {"names", part_text_of(r, &names)});
    part_end(r, &names);
    return true;
}
