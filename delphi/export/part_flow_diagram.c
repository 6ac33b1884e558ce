/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How indicators went through the rounds, as boxes and arrows: a column a round, with what came in above its list, what
 * the round came to below it, and what left the list after that; on the right what stands at the end. */
#include "export/parts.h"

/* A workbook has no room for more; what is left out are the first rounds, and the table has them. */
#define MOST_ROUNDS 10
#define MOST_BOXES  (4 * MOST_ROUNDS + 1)
#define MOST_ARROWS (4 * MOST_ROUNDS + 1)
enum { CAME, LIST, OUTCOME, LEFT };

typedef struct {
    report *r;
    document_box boxes[MOST_BOXES];
    size_t box_count;
    document_arrow arrows[MOST_ARROWS];
    size_t arrow_count;
    delphi_buffer text; /* of the box being made */
} drawing;

static const delphi_flow *flow_of(const drawing *d, int round) {
    return &d->r->result->flow[round - 1];
}

static void add_line(drawing *d, uint32_t count, const char *one, const char *many) {
    if (count == 0)
        return;
    base_buffer_text(&d->text, d->text.size ? "\n" : "");
    EXPORT_FILL(&d->text, part_many(d->r, one, many, count), {"count", export_number(count).text});
}

/* The lines put together become a box. Returns which. */
static size_t end_box(drawing *d, int row, int column, document_look look) {
    d->boxes[d->box_count] = (document_box){.row = row,
                                            .column = column,
                                            .text = document_copy(d->r->document, part_text_of(d->r, &d->text)),
                                            .look = look};
    d->text.size = 0;
    return d->box_count++;
}

static void point(drawing *d, size_t from, size_t to) {
    d->arrows[d->arrow_count++] = (document_arrow){from, to};
}

static void title_box(drawing *d, const char *title) {
    base_buffer_text(&d->text, title);
}

/* ---- the boxes of a round ---- */

/* Returns false where nothing new came in. */
static bool add_came(drawing *d, int round, int column, size_t *box) {
    const delphi_flow *flow = flow_of(d, round);
    add_line(d, flow->added, NN_("{count} added", "{count} added"));
    add_line(d, flow->reworded, NN_("{count} reworded", "{count} reworded"));
    add_line(d, flow->merged, NN_("{count} merged from others", "{count} merged from others"));
    add_line(d, flow->split, NN_("{count} split off", "{count} split off"));
    if (d->text.size == 0)
        return false;
    *box = end_box(d, CAME, column, DOCUMENT_PLAIN);
    return true;
}

static size_t add_list(drawing *d, int round, int column) {
    const delphi_flow *flow = flow_of(d, round);
    title_box(d, part_round_name(d->r, round));
    add_line(d, flow->started, NN_("{count} indicator on the list", "{count} indicators on the list"));
    add_line(d, flow->carried, NN_("{count} carried over", "{count} carried over"));
    return end_box(d, LIST, column, DOCUMENT_STRONG);
}

static size_t add_outcome(drawing *d, int round, int column) {
    const delphi_flow *flow = flow_of(d, round);
    title_box(d, part_words(d->r, N_("Came to")));
    for (delphi_decision decision = 0; decision < DELPHI_DECISION_COUNT; decision++)
        if (flow->decided[decision] > 0 || decision == DELPHI_KEEP || decision == DELPHI_DROP) {
            base_buffer_char(&d->text, '\n');
            export_decision_words(&d->text, d->r->language, decision);
            base_buffer_format(&d->text, ": %u", (unsigned)flow->decided[decision]);
        }
    return end_box(d, OUTCOME, column, DOCUMENT_PLAIN);
}

/* Off the list of the next round. False where all are on it. */
static bool add_left(drawing *d, int round, int column, size_t *box) {
    const delphi_flow *next = flow_of(d, round + 1);
    if (next->settled + next->replaced + next->withdrawn == 0)
        return false;
    title_box(d, part_words(d->r, N_("Off the list after that")));
    add_line(d, next->settled, NN_("{count} kept or dropped", "{count} kept or dropped"));
    add_line(d, next->replaced, NN_("{count} taken up in another text", "{count} taken up in another text"));
    add_line(d, next->withdrawn, NN_("{count} withdrawn", "{count} withdrawn"));
    *box = end_box(d, LEFT, column, DOCUMENT_QUIET);
    return true;
}

static size_t add_round(drawing *d, int round, int column, bool from_before, size_t before) {
    size_t came = 0, left = 0;
    bool is_new = add_came(d, round, column, &came);
    size_t list = add_list(d, round, column);
    size_t outcome = add_outcome(d, round, column);
    if (is_new)
        point(d, came, list);
    if (from_before)
        point(d, before, list);
    point(d, list, outcome);
    if (round < d->r->round && add_left(d, round, column, &left))
        point(d, outcome, left);
    return list;
}

static size_t add_standing(drawing *d, int column) {
    const delphi_flow *flow = flow_of(d, d->r->round);
    title_box(d, PART_PHRASE(d->r, N_("After round {number}"), {"number", export_number(d->r->round).text}));
    base_buffer_char(&d->text, '\n');
    EXPORT_FILL(&d->text, part_words(d->r, N_("in all {count} kept")),
                {"count", export_number(flow->kept_so_far).text});
    base_buffer_char(&d->text, '\n');
    EXPORT_FILL(&d->text, part_words(d->r, N_("in all {count} dropped")),
                {"count", export_number(flow->dropped_so_far).text});
    add_line(d, flow->decided[DELPHI_NO_CONSENSUS], NN_("{count} without consensus", "{count} without consensus"));
    add_line(d, flow->decided[DELPHI_RERATE], NN_("{count} to the next round", "{count} to the next round"));
    add_line(d, flow->decided[DELPHI_UNDECIDED] + flow->decided[DELPHI_CONFLICT],
             NN_("{count} to be decided by people", "{count} to be decided by people"));
    return end_box(d, LIST, column, DOCUMENT_TOTAL);
}

/* "Of 63 texts that came onto the list in 3 rounds, 27 are kept and 10 dropped." */
static void say_answer(report *r, document_part *part) {
    const delphi_flow *now = &r->result->flow[r->round - 1];
    int first = delphi_round_after(r->protocol, 0, r->level);
    uint32_t texts = first && first <= r->round ? r->result->flow[first - 1].started : 0;
    for (int round = 2; round <= r->round; round++) {
        const delphi_flow *flow = &r->result->flow[round - 1];
        if (delphi_round_level(r->protocol, round) == r->level)
            texts += flow->added + flow->reworded + flow->merged + flow->split;
    }
    document_say(part, DOCUMENT_ANSWER,
                 PART_PHRASE(r,
                             N_("Of the {texts} texts that came onto the list in {rounds} rounds, {kept} are kept and "
                                "{dropped} dropped."),
                             {"texts", export_number(texts).text}, {"rounds", export_number(r->round).text},
                             {"kept", export_number(now->kept_so_far).text},
                             {"dropped", export_number(now->dropped_so_far).text}));
}

void part_flow_diagram(report *r, document_part *part) {
    drawing d = {.r = r};
    int first = r->round > MOST_ROUNDS ? r->round - MOST_ROUNDS + 1 : 1, column = 0;
    size_t before = 0, lists[MOST_ROUNDS];
    document_set_title(part, part_words(r, N_("Indicators from round to round")));
    say_answer(r, part);
    for (int round = first; round <= r->round; round++, column++) {
        int compared = delphi_round_before(r->protocol, round);
        bool from_before = compared >= first;
        before = add_round(&d, round, column, from_before, from_before ? lists[compared - first] : 0);
        lists[column] = before;
    }
    point(&d, before, add_standing(&d, column));
    document_add_diagram(
        part, &(document_diagram){.title = part_words(r, N_("From list to list")),
                                  .description = part_words(
                                      r, N_("A column a round: above the list of the round what came in, below it "
                                            "what the round came to and what left the list after it; on the "
                                            "right what stands at the end. The part \xE2\x80\x9C"
                                            "Flow\xE2\x80\x9D has the same counts in a table.")),
                                  .boxes = d.boxes,
                                  .box_count = d.box_count,
                                  .arrows = d.arrows,
                                  .arrow_count = d.arrow_count});
    delphi_buffer_free(&d.text);
}
