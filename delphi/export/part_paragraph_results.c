/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The results paragraph: response, the way of the indicators, agreement, stability and robustness. */
#include <string.h>

#include <delphi/concordance.h>

#include "base/buffer.h"
#include "export/part_paragraph.h"
#include "export/part_proposals.h"

#define FILL  PARAGRAPH_FILL
#define COUNT PARAGRAPH_COUNT

#define SURE_SHARE 0.95 /* of the drawn panels that come to the same decision */

/* "37 of 40 (92.5%)"; the share is left out where there is nothing to be a part of. */
static void append_part_of(const report *r, uint32_t k, uint32_t n, delphi_buffer *out) {
    delphi_buffer share = {0};
    if (n > 0)
        export_percent(&share, r->language, k, n);
    FILL(r, out, n > 0 ? N_("{part} of {all} ({share})") : N_("{part} of {all}"), {"part", COUNT(k)}, {"all", COUNT(n)},
         {"share", base_buffer_string(&share)});
    out->failed |= share.failed;
    delphi_buffer_free(&share);
}

/* ---- response ---- */

static void say_response(report *r, const final_way *ways, delphi_buffer *out) {
    delphi_buffer list = {0};
    (void)ways;
    size_t answered = 0, told = 0;
    for (int round = 1; round <= r->round; round++)
        answered += part_is_answered(r, round);
    for (int round = 1; round <= r->round; round++) {
        const delphi_response *response = &r->rounds[round - 1]->response;
        if (!part_is_answered(r, round))
            continue;
        final_join(r, &list, told++, answered);
        append_part_of(r, response->responded, response->invited, &list);
        FILL(r, &list, N_(" in round {round}"), {"round", COUNT(round)});
    }
    FILL(r, out, N_("The response of those who were invited was {list}."), {"list", part_text_of(r, &list)});
    part_end(r, &list);
}

static void say_faithful(report *r, const final_way *ways, delphi_buffer *out) {
    final_panel panel = final_count_panel(r);
    delphi_buffer part = {0};
    (void)ways;
    if (r->round == 1)
        return;
    append_part_of(r, panel.faithful, panel.invited, &part);
    FILL(r, out, N_("Of all experts, {part} responded in every round to which they were invited."),
         {"part", part_text_of(r, &part)});
    part_end(r, &part);
}

/* ---- indicators ---- */

static const struct {
    const char *one, *many;
} origins[DELPHI_ORIGIN_COUNT] = {
    [DELPHI_ORIGIN_ADDED] = {NN_("{count} indicator was added", "{count} indicators were added")},
    [DELPHI_ORIGIN_REWORDED] = {NN_("{count} was reworded", "{count} were reworded")},
    [DELPHI_ORIGIN_MERGED] = {NN_("{count} was merged from others", "{count} were merged from others")},
    [DELPHI_ORIGIN_SPLIT] = {NN_("{count} was split off", "{count} were split off")},
};

/* "The study started with 60 indicators; later 2 indicators were added and 1 was reworded." */
static void say_start(report *r, const final_way *ways, delphi_buffer *out) {
    delphi_buffer list = {0};
    size_t count = 0, i = 0;
    uint32_t start = final_count_origin(r, ways, DELPHI_ORIGIN_START);
    for (delphi_origin origin = DELPHI_ORIGIN_ADDED; origin < DELPHI_ORIGIN_COUNT; origin++)
        count += final_count_origin(r, ways, origin) > 0;
    for (delphi_origin origin = DELPHI_ORIGIN_ADDED; origin < DELPHI_ORIGIN_COUNT; origin++) {
        uint32_t came = final_count_origin(r, ways, origin);
        if (came == 0)
            continue;
        final_join(r, &list, i++, count);
        EXPORT_FILL(&list, part_many(r, origins[origin].one, origins[origin].many, came), {"count", COUNT(came)});
    }
    EXPORT_FILL(
        out,
        part_many(r, "The study started with {count} indicator", "The study started with {count} indicators", start),
        {"count", COUNT(start)});
    FILL(r, out, count ? N_("; later {list}.") : N_("; none was added or changed later."),
         {"list", part_text_of(r, &list)});
    part_end(r, &list);
}

static void say_proposals(report *r, const final_way *ways, delphi_buffer *out) {
    proposals all;
    (void)ways;
    if (r->order->proposal_count > 0 && proposals_find(r, &all))
        proposals_append(r, &all, out);
}

static const struct {
    const char *one, *many;
} ends[ENDS] = {
    [END_KEPT] = {NN_("{count} was kept", "{count} were kept")},
    [END_DROPPED] = {NN_("{count} was dropped", "{count} were dropped")},
    [END_NO_CONSENSUS] = {NN_("{count} ended without consensus", "{count} ended without consensus")},
    [END_GOES_ON] = {NN_("{count} goes on to the next round", "{count} go on to the next round")},
    [END_OPEN] = {NN_("{count} could not be decided by the rules", "{count} could not be decided by the rules")},
    [END_REPLACED] = {NN_("{count} was taken up in another text", "{count} were taken up in another text")},
    [END_WITHDRAWN] = {NN_("{count} was withdrawn", "{count} were withdrawn")},
};

/* That none was kept or dropped is a result, too. */
static bool is_told(const report *r, const final_way *ways, final_end end) {
    return end == END_KEPT || (end == END_DROPPED && final_can_drop(r)) || final_count(r, ways, end) > 0;
}

/* "Of the 62 texts that were rated, 27 (43.5%) were kept, ..." */
static void say_ends(report *r, const final_way *ways, delphi_buffer *out) {
    delphi_buffer list = {0};
    size_t shown = 0, i = 0;
    uint32_t all = final_count_rated(r, ways), overridden = 0;
    for (final_end end = 0; end < END_NEVER; end++) {
        shown += is_told(r, ways, end);
        overridden += final_count_overridden(r, ways, end);
    }
    for (final_end end = 0; end < END_NEVER; end++) {
        uint32_t count = final_count(r, ways, end);
        if (!is_told(r, ways, end))
            continue;
        final_join(r, &list, i++, shown);
        EXPORT_FILL(&list, part_many(r, ends[end].one, ends[end].many, count), {"count", COUNT(count)});
        base_buffer_text(&list, " (");
        export_percent(&list, r->language, count, all);
        base_buffer_char(&list, ')');
    }
    if (all > 0)
        FILL(r, out, N_("Of the {all} that were rated in all, {list}."), {"all", COUNT(all)},
             {"list", part_text_of(r, &list)});
    if (overridden > 0)
        EXPORT_FILL(out,
                    part_many(r,
                              " In {count} of these cases the steering group decided in the "
                              "place of the rules.",
                              " In {count} of these cases the steering group decided in the place of the "
                              "rules.",
                              overridden),
                    {"count", COUNT(overridden)});
    part_end(r, &list);
}

/* "The kept indicators are on 9 of 11 topics; none was kept on A; B." */
static void say_topics(report *r, const final_way *ways, delphi_buffer *out) {
    final_topics topics;
    delphi_buffer names = {0};
    size_t rated = 0, held = 0;
    if (paragraph_topics(r, out) || !final_find_topics(r, &topics) || topics.count < 2)
        return;
    for (size_t t = 0; t < topics.count; t++) {
        bool any = false, kept = false;
        for (size_t i = 0; i < r->study->indicator_count; i++) {
            any |= topics.of[i] == t && ways[i].end < END_NEVER && ways[i].end != END_REPLACED;
            kept |= topics.of[i] == t && ways[i].end == END_KEPT;
        }
        rated += any;
        held += kept;
        if (any && !kept)
            base_buffer_format(&names, "%s%s", names.size ? ", " : "", topics.names[t]);
    }
    FILL(r, out,
         names.size ? N_("The kept indicators are on {held} of {rated} topics; without an indicator: {names}.")
                    : N_("The kept indicators are on {held} of {rated} topics."),
         {"held", COUNT(held)}, {"rated", COUNT(rated)}, {"names", part_text_of(r, &names)});
    part_end(r, &names);
}

/* ---- agreement, stability, robustness ---- */

static const delphi_value *set_value(const report *r, size_t criterion, const char *name) {
    return &delphi_result_concordance(r->result, criterion, DELPHI_NONE)->values[delphi_set_measure_find(name)];
}

/* Of complete experts where each criterion has it, as in the part "Concordance"; else of incomplete blocks. */
static bool of_complete(const report *r) {
    for (size_t c = 0; c < r->protocol->criterion_count; c++)
        if (set_value(r, c, "kendall_w_ties")->kind == DELPHI_VALUE_UNDEFINED)
            return false;
    return true;
}

/* "0.31 on Relevance (n = 17)" */
static void append_w(report *r, size_t criterion, bool complete, delphi_buffer *out) {
    const delphi_value *w = set_value(r, criterion, complete ? "kendall_w_ties" : "kendall_w_incomplete");
    const delphi_value *n = set_value(r, criterion, complete ? "complete_experts" : "kendall_incomplete_experts");
    delphi_buffer value = {0};
    export_value(&value, r->language, w);
    FILL(r, out, N_("{what} on {criterion}"), {"what", part_text_of(r, &value)},
         {"criterion", part_criterion_title(r, criterion)});
    if (w->kind != DELPHI_VALUE_UNDEFINED && n->kind != DELPHI_VALUE_UNDEFINED)
        base_buffer_format(out, " (n = %s)", COUNT(delphi_value_real(n)));
    part_end(r, &value);
}

static void say_concordance(report *r, const final_way *ways, delphi_buffer *out) {
    delphi_buffer list = {0};
    (void)ways;
    if (!r->result->concordance)
        return;
    bool complete = of_complete(r);
    for (size_t c = 0; c < r->protocol->criterion_count; c++) {
        final_join(r, &list, c, r->protocol->criterion_count);
        append_w(r, c, complete, &list);
    }
    FILL(
        r, out,
        complete
            ? N_("In round {round} Kendall's W over {indicators} indicators was {list}, where n counts the experts who "
                 "rated them all.")
            : N_("In round {round} Kendall's W over {indicators} indicators was {list}, where n counts the experts who "
                 "rated two or more of them."),
        {"round", COUNT(r->round)}, {"indicators", COUNT(r->result->outcome_count)}, {"list", part_text_of(r, &list)});
    part_end(r, &list);
}

static void say_stability(report *r, const final_way *ways, delphi_buffer *out) {
    uint32_t stable = 0, all = (uint32_t)(r->result->stability_count * r->protocol->criterion_count);
    (void)ways;
    if (all == 0)
        return;
    for (size_t i = 0; i < r->result->stability_count; i++)
        for (size_t c = 0; c < r->protocol->criterion_count; c++)
            stable += r->result->stability[i].criteria[c].group_stable == DELPHI_TRUE;
    delphi_buffer part = {0};
    append_part_of(r, stable, all, &part);
    FILL(r, out,
         N_("Between rounds {before} and {round} the opinion of the group was stable in {part} comparisons (an "
            "indicator on a criterion)."),
         {"before", COUNT(part_round_before(r))}, {"round", COUNT(r->round)}, {"part", part_text_of(r, &part)});
    part_end(r, &part);
}

/* Decisions of the last round whose measure is at least that much. */
static uint32_t count_decisions(const report *r, const char *measure, double least) {
    size_t at = delphi_decision_measure_find(measure);
    uint32_t count = 0;
    for (size_t i = 0; i < r->result->outcome_count; i++) {
        const delphi_value *value = &r->result->robustness[i].values[at];
        count += value->kind != DELPHI_VALUE_UNDEFINED && delphi_value_real(value) >= least;
    }
    return count;
}

static void say_robustness(report *r, const final_way *ways, delphi_buffer *out) {
    uint32_t all = (uint32_t)r->result->outcome_count;
    delphi_buffer part = {0};
    (void)ways;
    if (!r->result->robustness || all == 0)
        return;
    append_part_of(r, count_decisions(r, "loo_flips", 1), all, &part);
    FILL(r, out, N_("Leaving out one expert would have changed {part} decisions of round {round}"),
         {"part", part_text_of(r, &part)}, {"round", COUNT(r->round)});
    if (r->protocol->replicates > 0) {
        part.size = 0;
        append_part_of(r, count_decisions(r, "bootstrap_same", SURE_SHARE), all, &part);
        FILL(r, out, N_("; in at least 95% of {count} drawn panels the decision was the same for {part}"),
             {"part", part_text_of(r, &part)}, {"count", COUNT(r->protocol->replicates)});
    }
    base_buffer_char(out, '.');
    part_end(r, &part);
}

paragraph_sentence *const *paragraph_results(size_t *count) {
    static paragraph_sentence *const sentences[] = {say_response,  say_faithful,  say_start, say_proposals,
                                                    say_ends,      say_topics,    NULL,      say_concordance,
                                                    say_stability, say_robustness};
    *count = sizeof sentences / sizeof *sentences;
    return sentences;
}
