/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the data of a study tell on the points of the reporting checklist: counts, rules, bases, dates, versions and
 * hashes. A point a function; sentences, each with the number that it is about and what that is a part of. */
#include <string.h>

#include "base/buffer.h"
#include "export/part_checklist.h"
#include "export/part_method.h"

#define FILL(r, out, text, ...) EXPORT_FILL(out, part_words(r, text), __VA_ARGS__)
#define COUNT(count)            export_number((int64_t)(count)).text

/* Between two sentences. */
static void next(delphi_buffer *out) {
    if (out->size > 0)
        base_buffer_char(out, ' ');
}

static void next_line(delphi_buffer *out) {
    if (out->size > 0)
        base_buffer_char(out, '\n');
}

/* The latest round's flow. */
static const delphi_flow *flow_of(const report *r) {
    return &r->result->flow[r->round - 1];
}

void checklist_title(const report *r, delphi_buffer *out) {
    const char *title = delphi_text_in(&r->protocol->title, r->language);
    FILL(r, out, N_("\xE2\x80\x9C{title}\xE2\x80\x9D, a Delphi study of {rounds} rounds (as planned)."),
         {"title", *title ? title : r->protocol->id}, {"rounds", COUNT(r->protocol->round_count)});
}

/* Decisions of the steering group in the rounds that this report knows. */
static uint64_t count_overrides(const report *r) {
    uint64_t count = 0;
    for (int round = 1; round <= r->round; round++)
        count += r->rounds[round - 1] ? r->rounds[round - 1]->overridden : 0;
    return count;
}

void checklist_protocol(const report *r, delphi_buffer *out) {
    FILL(r, out, N_("The protocol is study.json, SHA-256 {hash}."), {"hash", r->protocol->sha256});
    next(out);
    FILL(r, out, N_("Decisions of the steering group in the place of the rules: {count}."),
         {"count", COUNT(count_overrides(r))});
    if (r->order->final || r->order->deviation_count > 0) {
        next(out);
        FILL(r, out, N_("Deviations from the protocol on record, each with its date and reason: {count}."),
             {"count", COUNT(r->order->deviation_count)});
    }
}

void checklist_panel(const report *r, delphi_buffer *out) {
    FILL(r, out, N_("Invited in round {round}: {count} experts"), {"round", COUNT(r->round)},
         {"count", COUNT(r->result->response.invited)});
    for (size_t g = 0; g < r->protocol->group_count; g++)
        base_buffer_format(out, "%s%s %s", g ? ", " : " (", part_group_title(r, g),
                           COUNT(r->result->groups[g].invited));
    base_buffer_text(out, r->protocol->group_count ? ")." : ".");
}

static size_t count_topics(const report *r) {
    size_t count = 0;
    for (size_t i = 0; i < r->study->indicator_count; i++) {
        const char *topic = delphi_text_in(&r->study->indicators[i].topic, DELPHI_NL);
        bool known = !*topic || r->study->indicators[i].level != r->level;
        for (size_t k = 0; k < i && !known; k++)
            known = strcmp(delphi_text_in(&r->study->indicators[k].topic, DELPHI_NL), topic) == 0;
        count += !known;
    }
    return count;
}

static size_t count_sourced(const report *r) {
    size_t count = 0;
    for (size_t i = 0; i < r->study->indicator_count; i++)
        count += r->study->indicators[i].level == r->level && *r->study->indicators[i].source;
    return count;
}

static size_t count_texts(const report *r) {
    size_t count = 0;
    for (size_t i = 0; i < r->study->indicator_count; i++)
        count += r->study->indicators[i].level == r->level;
    return count;
}

static void tell_longlist(const report *r, delphi_buffer *out) {
    if (!r->study->longlist)
        return;
    delphi_longlist_counts counts = delphi_longlist_count(r->study->longlist, DELPHI_NONE);
    FILL(r, out,
         N_("Longlist: {identified} candidates from {sources} sources; duplicates {duplicates}, left out {excluded}, "
            "included {included}."),
         {"identified", COUNT(counts.identified)}, {"sources", COUNT(r->study->longlist->source_count)},
         {"duplicates", COUNT(counts.duplicates)},
         {"excluded", COUNT(counts.excluded_screening + counts.excluded_assessment)},
         {"included", COUNT(counts.included)});
    next(out);
}

void checklist_candidates(const report *r, delphi_buffer *out) {
    uint32_t added = 0, reworded = 0, merged = 0, split = 0, withdrawn = 0;
    int first = delphi_round_after(r->protocol, 0, r->level);
    for (int i = 0; i < r->round; i++) {
        const delphi_flow *flow = &r->result->flow[i];
        if (delphi_round_level(r->protocol, i + 1) != r->level)
            continue;
        added += flow->added;
        reworded += flow->reworded;
        merged += flow->merged;
        split += flow->split;
        withdrawn += flow->withdrawn;
    }
    tell_longlist(r, out);
    if (first && first <= r->round)
        FILL(r, out, N_("Round {round} started with {count} indicators."), {"round", COUNT(first)},
             {"count", COUNT(r->result->flow[first - 1].started)});
    next(out);
    FILL(r, out,
         N_("Texts in the list of the study: {texts}; topics: {topics}; texts that name their source: {sourced}."),
         {"texts", COUNT(count_texts(r))}, {"topics", COUNT(count_topics(r))}, {"sourced", COUNT(count_sourced(r))});
    if (!part_round_before(r))
        return;
    next(out);
    FILL(
        r, out,
        N_("Since then added {added}, reworded {reworded}, merged {merged}, split off {split}, withdrawn {withdrawn}."),
        {"added", COUNT(added)}, {"reworded", COUNT(reworded)}, {"merged", COUNT(merged)}, {"split", COUNT(split)},
        {"withdrawn", COUNT(withdrawn)});
}

void checklist_scale(const report *r, delphi_buffer *out) {
    const delphi_scale *scale = &r->protocol->scale;
    bool any = false;
    FILL(r, out, N_("Whole numbers from {low} to {high}"), {"low", COUNT(scale->min)}, {"high", COUNT(scale->max)});
    for (int i = 0; scale->labels && i <= scale->max - scale->min; i++) {
        const char *label = delphi_text_in(&scale->labels[i], r->language);
        if (!*label)
            continue;
        base_buffer_format(out, "%s%d = %s", any ? ", " : " (", scale->min + i, label);
        any = true;
    }
    base_buffer_text(out, any ? "). " : ". ");
    base_buffer_text(out, part_words(r, scale->cannot_judge ? N_("An expert may answer \xE2\x80\x9C"
                                                                 "cannot judge\xE2\x80\x9D.")
                                                            : N_("There is no answer \xE2\x80\x9C"
                                                                 "cannot judge\xE2\x80\x9D.")));
    next(out);
    base_buffer_text(out, part_words(r, N_("Criteria:")));
    for (size_t c = 0; c < r->protocol->criterion_count; c++)
        base_buffer_format(out, "%s %s", c ? "," : "", part_criterion_title(r, c));
    base_buffer_char(out, '.');
}

void checklist_rounds(const report *r, delphi_buffer *out) {
    delphi_buffer dates = {0};
    FILL(r, out, N_("Rounds planned: {planned}; held up to this report: {held}."),
         {"planned", COUNT(r->protocol->round_count)}, {"held", COUNT(r->round)});
    for (int round = 0; round < r->round; round++) {
        if (!r->protocol->rounds[round].closes)
            continue;
        base_buffer_text(&dates, dates.size ? ", " : "");
        export_date(&dates, r->language, r->protocol->rounds[round].closes);
    }
    next(out);
    if (dates.size > 0)
        FILL(r, out, N_("Closing dates: {dates}."), {"dates", base_buffer_string(&dates)});
    else
        base_buffer_text(out, part_words(r, N_("The protocol names no closing dates.")));
    next(out);
    FILL(r, out, N_("Computed with delphi {version}."), {"version", delphi_version()});
    out->failed |= dates.failed;
    delphi_buffer_free(&dates);
}

static void append_rule(const report *r, bool keep, const char *rule, delphi_buffer *out) {
    FILL(r, out, keep ? N_("Keep: {rule}") : N_("Drop: {rule}"), {"rule", rule ? rule : part_words(r, N_("no rule"))});
    base_buffer_char(out, '\n');
}

void checklist_consensus(const report *r, delphi_buffer *out) {
    append_rule(r, true, r->result->keep_rule, out);
    append_rule(r, false, r->result->drop_rule, out);
    FILL(r, out,
         r->order->final ? N_("These are the rules of round {round}; those of every round stand under the methods.")
                         : N_("These are the rules of round {round}."),
         {"round", COUNT(r->round)});
    next(out);
    FILL(r, out,
         N_("Shares are parts of {base}; a measure is defined from {ratings} valid ratings on; no missing rating is "
            "filled in."),
         {"base", method_base_words(r)}, {"ratings", COUNT(r->protocol->min_ratings)});
    if (r->protocol->group_count > 0) {
        next(out);
        FILL(r, out, N_("A group has a verdict of its own from {count} valid ratings on."),
             {"count", COUNT(r->protocol->min_group)});
    }
}

void checklist_feedback(const report *r, delphi_buffer *out) {
    if (r->protocol->group_count > 0)
        FILL(r, out,
             N_("The sheets that this program makes show an expert the figures of a group only where it has {count} "
                "valid ratings or more, and comments without a name."),
             {"count", COUNT(r->protocol->min_group)});
    else
        base_buffer_text(out, part_words(r, N_("The sheets that this program makes show an expert the figures of the "
                                               "whole panel, and comments without a name.")));
}

void checklist_anonymity(const report *r, delphi_buffer *out) {
    base_buffer_text(out, part_words(r, N_("The data hold pseudonyms, and this report has none of them; comments stand "
                                           "in it without expert, group or rating.")));
    if (r->protocol->group_count == 0)
        return;
    next(out);
    FILL(r, out, N_("Of a group with fewer than {count} valid ratings it shows their number and nothing else."),
         {"count", COUNT(r->protocol->min_group)});
}

/* "Round 2: 35 of 40 responded (87.5%), 30 of them in full; of those of round 1, 5 left." */
static void append_response(const report *r, const delphi_result *result, delphi_buffer *out) {
    const delphi_response *response = &result->response;
    delphi_buffer share = {0};
    next_line(out);
    if (response->invited > 0)
        export_percent(&share, r->language, response->responded, response->invited);
    FILL(r, out,
         N_("Round {round}: {responded} of {invited} responded ({share}), {complete} of them in full and {partial} in "
            "part."),
         {"round", COUNT(result->round)}, {"responded", COUNT(response->responded)},
         {"invited", COUNT(response->invited)}, {"share", base_buffer_string(&share)},
         {"complete", COUNT(response->complete)}, {"partial", COUNT(response->responded - response->complete)});
    if (delphi_round_before(r->protocol, result->round)) {
        next(out);
        FILL(r, out, N_("Of those of the round before {stayed} stayed and {left} left; {joined} joined."),
             {"stayed", COUNT(response->stayed)}, {"left", COUNT(response->left)}, {"joined", COUNT(response->joined)});
    }
    out->failed |= share.failed;
    delphi_buffer_free(&share);
}

static uint64_t count_moved_by_leavers(const report *r) {
    uint64_t count = 0;
    for (size_t i = 0; i < r->result->attrition_count; i++)
        count += r->result->attrition[i].stayers_only != r->result->attrition[i].decision;
    return count;
}

void checklist_participants(const report *r, delphi_buffer *out) {
    for (int round = 1; round <= r->round; round++)
        if (part_is_answered(r, round))
            append_response(r, r->rounds[round - 1], out);
    if (r->result->attrition_count > 0 && r->result->response.stayed > 0) {
        next_line(out);
        FILL(
            r, out,
            N_("Had only those who stayed rated in round {round}, {moved} of its {all} decisions would be other ones."),
            {"round", COUNT(part_round_before(r))}, {"moved", COUNT(count_moved_by_leavers(r))},
            {"all", COUNT(r->result->attrition_count)});
    }
}

void checklist_results(const report *r, delphi_buffer *out) {
    FILL(r, out,
         N_("For each of the {count} indicators of round {round}, on every criterion: valid ratings (n), answers "
            "\xE2\x80\x9C"
            "cannot judge\xE2\x80\x9D and missing ratings, the distribution, median and quartiles, shares, groups and "
            "the decision with its reasons."),
         {"count", COUNT(r->result->outcome_count)}, {"round", COUNT(r->round)});
    next(out);
    base_buffer_text(out, part_words(r, N_("Decisions:")));
    const char *before = " ";
    for (delphi_decision d = 0; d < DELPHI_DECISION_COUNT; d++) {
        if (r->result->decided[d] == 0)
            continue;
        base_buffer_format(out, "%s%s %s", before, part_decision_word(r, d), COUNT(r->result->decided[d]));
        before = ", ";
    }
    base_buffer_char(out, '.');
}

void checklist_final_list(const report *r, delphi_buffer *out) {
    const delphi_flow *flow = flow_of(r);
    FILL(r, out,
         N_("After round {round}, {kept} are kept and {dropped} dropped, each with the text that was rated, the "
            "round and the rule."),
         {"round", COUNT(r->round)}, {"kept", COUNT(flow->kept_so_far)}, {"dropped", COUNT(flow->dropped_so_far)});
}

static uint64_t count_stable(const report *r) {
    uint64_t count = 0;
    for (size_t i = 0; i < r->result->stability_count; i++)
        for (size_t c = 0; c < r->protocol->criterion_count; c++)
            count += r->result->stability[i].criteria[c].group_stable == DELPHI_TRUE;
    return count;
}

void checklist_stability(const report *r, delphi_buffer *out) {
    uint64_t comments = 0;
    if (r->result->stability) {
        FILL(r, out,
             N_("Compared with round {round}: {count} indicators; the group is stable in {stable} of {all} comparisons "
                "(an indicator on a criterion)."),
             {"round", COUNT(part_round_before(r))}, {"count", COUNT(r->result->stability_count)},
             {"stable", COUNT(count_stable(r))},
             {"all", COUNT(r->result->stability_count * r->protocol->criterion_count)});
        next(out);
    }
    for (int i = 0; r->study->ratings && i < r->round; i++)
        comments += r->study->ratings[i] ? r->study->ratings[i]->comment_count : 0;
    FILL(r, out, N_("Comments of the experts, in all rounds: {count}."), {"count", COUNT(comments)});
}

/* Decisions of this round that one expert could turn. */
static uint64_t count_hanging(const report *r) {
    size_t flips = delphi_decision_measure_find("loo_flips");
    uint64_t count = 0;
    for (size_t i = 0; i < r->result->outcome_count; i++) {
        const delphi_value *value = &r->result->robustness[i].values[flips];
        count += value->kind != DELPHI_VALUE_UNDEFINED && delphi_value_real(value) > 0;
    }
    return count;
}

void checklist_robustness(const report *r, delphi_buffer *out) {
    if (!r->result->robustness)
        return;
    FILL(r, out,
         N_("With one expert left out, {count} of the {all} decisions of round {round} would be other ones for some "
            "expert."),
         {"count", COUNT(count_hanging(r))}, {"all", COUNT(r->result->outcome_count)}, {"round", COUNT(r->round)});
    next(out);
    FILL(r, out, N_("Panels drawn at random from the experts (bootstrap): {count}."),
         {"count", COUNT(r->protocol->replicates)});
    if (r->order->alternatives) {
        next(out);
        FILL(r, out, N_("Other rules, cuts, denominators and panels that were tried: {count}."),
             {"count", COUNT(r->order->alternatives->tried.all)});
    }
}

void checklist_materials(const report *r, delphi_buffer *out) {
    FILL(r, out,
         N_("The protocol, the ratings of each round and their SHA-256 are named under the methods; results.json and a "
            "tidy CSV hold every figure. delphi {version} (GPL-3.0-or-later) computes them again, byte for byte, with "
            "the seed {seed}."),
         {"version", delphi_version()}, {"seed", COUNT(r->protocol->seed)});
}
