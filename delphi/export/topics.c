/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The order of indicators in what experts read: topic by topic. */
#include "export/topics.h"

#include <stdlib.h>
#include <string.h>

const char *export_topic(const delphi_indicator *indicator) {
    return delphi_text_in(&indicator->topic, DELPHI_NL);
}

typedef struct {
    const delphi_study *study;
    const bool *in_play;
    bool *placed;
    size_t *order, count;
} ordering;

/* Places the first indicator of a topic and, behind it, the others of the same topic. */
static void place_topic(ordering *o, size_t first) {
    const delphi_indicator *indicators = o->study->indicators;
    for (size_t i = first; i < o->study->indicator_count; i++)
        if (o->in_play[i] && !o->placed[i] &&
            strcmp(export_topic(&indicators[i]), export_topic(&indicators[first])) == 0) {
            o->order[o->count++] = i;
            o->placed[i] = true;
        }
}

size_t *export_order_by_topic(const delphi_study *study, const bool *in_play, size_t *count) {
    size_t indicators = study->indicator_count;
    ordering o = {.study = study,
                  .in_play = in_play,
                  .placed = calloc(indicators + 1, sizeof *o.placed),
                  .order = calloc(indicators + 1, sizeof *o.order)};
    if (o.placed && o.order) {
        for (size_t i = 0; i < indicators; i++)
            if (in_play[i] && !o.placed[i])
                place_topic(&o, i);
    } else {
        free(o.order);
        o.order = NULL;
    }
    free(o.placed);
    *count = o.count;
    return o.order;
}
