/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The part "Diagram": the indicators' way through the rounds, a column a round, its list on top, below it what it came
 * to. */
#include "export/parts.h"

#include <stdlib.h>

enum { LIST, KEPT, DROPPED, OPEN, EACH }; /* boxes of a round, from top to bottom */

static const char *words(report *r, const char *text, uint32_t count) {
    return document_copy(r->document, PART_PHRASE(r, text, {"count", export_number(count).text}));
}

/* "Round 2\n37 rated\n2 added\n1 from others" */
static const char *list_words(report *r, size_t round) {
    const delphi_flow *flow = &r->result->flow[round];
    uint32_t changed = flow->reworded + flow->merged + flow->split;
    delphi_buffer text = {0};
    base_buffer_text(&text, part_round_name(r, (int)round + 1));
    base_buffer_char(&text, '\n');
    EXPORT_FILL(&text, part_words(r, N_("{count} rated")), {"count", export_number(flow->started).text});
    if (flow->added > 0) {
        base_buffer_char(&text, '\n');
        EXPORT_FILL(&text, part_words(r, N_("{count} added")), {"count", export_number(flow->added).text});
    }
    if (changed > 0) {
        base_buffer_char(&text, '\n');
        EXPORT_FILL(&text, part_words(r, N_("{count} with a new text")), {"count", export_number(changed).text});
    }
    const char *made = document_copy(r->document, part_text_of(r, &text));
    delphi_buffer_free(&text);
    return made;
}

static const char *open_words(report *r, size_t round) {
    const delphi_flow *flow = &r->result->flow[round];
    uint32_t people = flow->decided[DELPHI_UNDECIDED] + flow->decided[DELPHI_CONFLICT];
    delphi_buffer text = {0};
    if (flow->decided[DELPHI_RERATE] > 0 || flow->decided[DELPHI_NO_CONSENSUS] == 0)
        EXPORT_FILL(&text, part_words(r, N_("{count} to be rated again")),
                    {"count", export_number(flow->decided[DELPHI_RERATE]).text});
    else
        EXPORT_FILL(&text, part_words(r, N_("{count} without consensus")),
                    {"count", export_number(flow->decided[DELPHI_NO_CONSENSUS]).text});
    if (people > 0) {
        base_buffer_char(&text, '\n');
        EXPORT_FILL(&text, part_words(r, N_("{count} for people to decide")), {"count", export_number(people).text});
    }
    const char *made = document_copy(r->document, part_text_of(r, &text));
    delphi_buffer_free(&text);
    return made;
}

static void add_round(report *r, document_box *boxes, size_t round) {
    const delphi_flow *flow = &r->result->flow[round];
    document_box *own = boxes + EACH * round;
    const char *texts[EACH] = {
        [LIST] = list_words(r, round),
        [KEPT] = words(r, N_("{count} kept"), flow->decided[DELPHI_KEEP]),
        [DROPPED] = words(r, N_("{count} dropped"), flow->decided[DELPHI_DROP]),
        [OPEN] = open_words(r, round),
    };
    for (int i = 0; i < EACH; i++)
        own[i] = (document_box){.row = i,
                                .column = (int)round,
                                .text = texts[i],
                                .look = i == LIST   ? DOCUMENT_STRONG
                                        : i == OPEN ? DOCUMENT_QUIET
                                                    : DOCUMENT_PLAIN};
}

void part_flow_diagram(report *r, document_part *part) {
    const delphi_flow *last = &r->result->flow[r->round - 1];
    document_say(part, DOCUMENT_ANSWER,
                 PART_PHRASE(r, N_("After round {round} {kept} indicators are kept and {dropped} dropped."),
                             {"round", export_number(r->round).text}, {"kept", export_number(last->kept_so_far).text},
                             {"dropped", export_number(last->dropped_so_far).text}));
    size_t rounds = (size_t)r->round, arrows = 0;
    document_box *boxes = calloc(EACH * rounds, sizeof *boxes);
    document_arrow *list = calloc(EACH * rounds, sizeof *list);
    for (size_t i = 0; boxes && list && i < rounds; i++) {
        add_round(r, boxes, i);
        int before = delphi_round_before(r->protocol, (int)i + 1);
        if (before)
            list[arrows++] = (document_arrow){EACH * ((size_t)before - 1) + LIST, EACH * i + LIST};
        for (size_t k = LIST; k < OPEN; k++)
            list[arrows++] = (document_arrow){EACH * i + k, EACH * i + k + 1};
    }
    if (boxes && list)
        document_add_diagram(
            part, &(document_diagram){.title = part_words(r, N_("The indicators through the rounds")),
                                      .description = part_words(r, N_("A column a round: how many indicators it rated, "
                                                                      "how many of them were kept, dropped and left "
                                                                      "open. The part Flow has the figures.")),
                                      .boxes = boxes,
                                      .box_count = EACH * rounds,
                                      .arrows = list,
                                      .arrow_count = arrows});
    r->failed |= !boxes || !list;
    free(boxes);
    free(list);
}
