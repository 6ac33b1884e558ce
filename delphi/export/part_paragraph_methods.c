/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The methods paragraph: panel, rounds, scale, criteria, the definition of consensus in words, and how the figures were
 * computed. */
#include <string.h>

#include "export/part_method.h"
#include "export/part_paragraph.h"
#include "export/rule_words.h"

#define FILL  PARAGRAPH_FILL
#define COUNT PARAGRAPH_COUNT

/* "This is a Delphi study of 3 rounds." */
static void say_study(report *r, const final_way *ways, delphi_buffer *out) {
    if (final_is_interim(r, ways))
        EXPORT_FILL(out,
                    part_many(r,
                              "This is a Delphi study of {planned} planned rounds, of which {held} has been "
                              "held so far.",
                              "This is a Delphi study of {planned} planned rounds, of which {held} have been "
                              "held so far.",
                              (uint64_t)r->round),
                    {"planned", COUNT(r->protocol->round_count)}, {"held", COUNT(r->round)});
    else
        EXPORT_FILL(out,
                    part_many(r, "This was a Delphi study of {count} round.",
                              "This was a Delphi study of {count} rounds.", (uint64_t)r->round),
                    {"count", COUNT(r->round)});
}

/* Where the candidates of round 1 came from, of a study that has its longlist. */
static void say_longlist(report *r, const final_way *ways, delphi_buffer *out) {
    const delphi_longlist *list = r->study->longlist;
    (void)ways;
    if (!list)
        return;
    delphi_longlist_counts counts = delphi_longlist_count(list, DELPHI_NONE);
    FILL(r, out,
         N_("From {sources} sources {identified} candidate indicators were identified; {duplicates} duplicates were "
            "removed and {screened} candidates screened."),
         {"sources", COUNT(list->source_count)}, {"identified", COUNT(counts.identified)},
         {"duplicates", COUNT(counts.duplicates)}, {"screened", COUNT(counts.screened)});
    base_buffer_char(out, ' ');
    FILL(r, out,
         N_("With a reason on record, {excluded} were left out; the {included} that were included became {indicators} "
            "indicators."),
         {"excluded", COUNT(counts.excluded_screening + counts.excluded_assessment)},
         {"included", COUNT(counts.included)}, {"indicators", COUNT(counts.indicators)});
    if (counts.added == 0)
        return;
    base_buffer_char(out, ' ');
    FILL(r, out, N_("Indicators of round 1 added beside the longlist: {count}."), {"count", COUNT(counts.added)});
}

static uint32_t count_experts(const report *r, size_t group, bool later) {
    uint32_t count = 0;
    for (size_t e = 0; e < r->study->expert_count; e++) {
        const delphi_expert *expert = &r->study->experts[e];
        count += expert->since <= r->round && (group == DELPHI_NONE || expert->group == group) &&
                 (!later || expert->since > 1);
    }
    return count;
}

/* "40 experts were invited: 10 in the group Residents, ..." */
static void say_panel(report *r, const final_way *ways, delphi_buffer *out) {
    uint32_t later = count_experts(r, DELPHI_NONE, true), all = count_experts(r, DELPHI_NONE, false);
    (void)ways;
    EXPORT_FILL(out, part_many(r, "In all, {count} expert was invited", "In all, {count} experts were invited", all),
                {"count", COUNT(all)});
    if (later > 0)
        FILL(r, out, N_(", {count} of them from a later round on"), {"count", COUNT(later)});
    for (size_t g = 0; g < r->protocol->group_count; g++)
        base_buffer_format(out, "%s%s %u", g ? ", " : " (", part_group_title(r, g),
                           (unsigned)count_experts(r, g, false));
    base_buffer_text(out, r->protocol->group_count ? ")." : ".");
}

static void append_criteria(const report *r, delphi_buffer *out) {
    for (size_t c = 0; c < r->protocol->criterion_count; c++) {
        final_join(r, out, c, r->protocol->criterion_count);
        base_buffer_text(out, part_criterion_title(r, c));
    }
}

static void append_point(const report *r, int point, delphi_buffer *out) {
    const delphi_scale *scale = &r->protocol->scale;
    const char *label = scale->labels ? delphi_text_in(&scale->labels[point - scale->min], r->language) : "";
    base_buffer_format(out, "%d", point);
    if (*label)
        base_buffer_format(out, " (%s)", label);
}

/* "In round 1 they rated 60 indicators on 3 criteria (...), on a scale from 1 (very low) to 9 (very high)." */
static void say_ratings(report *r, const final_way *ways, delphi_buffer *out) {
    delphi_buffer criteria = {0}, least = {0}, most = {0};
    size_t count = r->protocol->criterion_count;
    int first = delphi_round_after(r->protocol, 0, r->level);
    (void)ways;
    append_criteria(r, &criteria);
    append_point(r, r->protocol->scale.min, &least);
    append_point(r, r->protocol->scale.max, &most);
    EXPORT_FILL(out,
                part_many(r,
                          "In round {round} they were asked to rate {indicators} candidate indicators on {count} "
                          "criterion ({criteria}), on a scale of whole numbers from {least} to {most}",
                          "In round {round} they were asked to rate {indicators} candidate indicators on {count} "
                          "criteria ({criteria}), on a scale of whole numbers from {least} to {most}",
                          count),
                {"round", COUNT(first)}, {"indicators", COUNT(r->result->flow[first - 1].started)},
                {"count", COUNT(count)}, {"criteria", part_text_of(r, &criteria)}, {"least", part_text_of(r, &least)},
                {"most", part_text_of(r, &most)});
    base_buffer_text(out, r->protocol->scale.cannot_judge
                              ? part_words(r, N_("; they could also answer that they could not judge."))
                              : ".");
    part_end(r, &criteria);
    part_end(r, &least);
    part_end(r, &most);
}

/* ---- consensus ---- */

static const char *rule_of(const report *r, int round, bool keep) {
    return keep ? r->rounds[round - 1]->keep_rule : r->rounds[round - 1]->drop_rule;
}

static bool is_same(const char *a, const char *b) {
    return a && b ? strcmp(a, b) == 0 : a == b;
}

/* The last round of those from `first` on that have the same rule. */
static int last_with(const report *r, int first, bool keep) {
    int last = first;
    while (last < r->round && delphi_round_level(r->protocol, last + 1) == delphi_round_level(r->protocol, first) &&
           is_same(rule_of(r, first, keep), rule_of(r, last + 1, keep)))
        last++;
    return last;
}

static const char *rule_sentence(const report *r, int first, int last, bool keep, bool any) {
    bool all = first == 1 && last == r->round, one = first == last;
    if (!any)
        return part_words(r, all   ? keep ? N_("There was no rule for keeping.") : N_("There was no rule for dropping.")
                               : one ? keep ? N_("In round {first} there was no rule for keeping.")
                                            : N_("In round {first} there was no rule for dropping.")
                             : keep ? N_("In rounds {first} {to} {last} there was no rule for keeping.")
                                    : N_("In rounds {first} {to} {last} there was no rule for dropping."));
    return export_words_about(delphi_round_level(r->protocol, first), r->language,
                              all    ? keep ? N_("An indicator was kept if it had {rule}.")
                                            : N_("It was dropped if it had {rule}.")
                                 : one ? keep ? N_("In round {first} an indicator was kept if it had {rule}.")
                                              : N_("In round {first} it was dropped if it had {rule}.")
                                 : keep ? N_("In rounds {first} {to} {last} an indicator was kept if it had {rule}.")
                                     : N_("In rounds {first} {to} {last} it was dropped if it had {rule}."));
}

static void append_rules(report *r, bool keep, delphi_buffer *out) {
    delphi_buffer rule = {0};
    for (int first = 1; first <= r->round;) {
        int last = last_with(r, first, keep);
        rule.size = 0;
        export_rule_prose(r->rounds[first - 1], r->language, keep, &rule);
        base_buffer_text(out, out->size ? " " : "");
        EXPORT_FILL(out, rule_sentence(r, first, last, keep, rule.size > 0), {"first", COUNT(first)},
                    {"to", last == first + 1 ? part_words(r, N_("and"))
                                             : export_words_in(r->language, "rounds", NC_("rounds", "to"))},
                    {"last", COUNT(last)}, {"rule", part_text_of(r, &rule)});
        first = last + 1;
    }
    part_end(r, &rule);
}

static void say_consensus(report *r, const final_way *ways, delphi_buffer *out) {
    (void)ways;
    append_rules(r, true, out);
    append_rules(r, false, out);
}

/* What the rules call by a name. */
static void say_definitions(report *r, const final_way *ways, delphi_buffer *out) {
    (void)ways;
    for (int round = 1; round <= r->round; round++) {
        export_rule_definitions(r->rounds[round - 1], r->language, true, out);
        export_rule_definitions(r->rounds[round - 1], r->language, false, out);
    }
}

static void say_settled(report *r, const final_way *ways, delphi_buffer *out) {
    (void)ways;
    if (r->round > 1)
        base_buffer_text(
            out, part_words(r, r->protocol->settled == DELPHI_SETTLED_LEAVE
                                   ? N_("Indicators that were kept or dropped left the list; the others were rated "
                                        "again.")
                                   : N_("Kept and dropped indicators stayed on the list, and the decision of the last "
                                        "round counts.")));
    if (!r->result->last_round)
        return;
    base_buffer_text(out, out->size ? " " : "");
    base_buffer_text(out, part_words(r, N_("What met neither rule in the last round ended without consensus.")));
}

/* ---- figures ---- */

static void say_bases(report *r, const final_way *ways, delphi_buffer *out) {
    bool hinges = r->protocol->quantile_type == DELPHI_QUANTILE_HINGES;
    (void)ways;
    FILL(r, out,
         hinges ? N_("Percentages are of {base}; quartiles are Tukey's hinges.")
                : N_("Percentages are of {base}; quartiles are quantiles of type {type} of Hyndman and Fan (1996)."),
         {"base", method_base_words(r)}, {"type", COUNT(r->protocol->quantile_type)});
}

static void say_missing(report *r, const final_way *ways, delphi_buffer *out) {
    (void)ways;
    FILL(r, out, N_("Missing ratings were not filled in; below {ratings} valid ratings a figure was left undefined"),
         {"ratings", COUNT(r->protocol->min_ratings)});
    if (r->protocol->group_count > 0)
        FILL(r, out, N_(", and a group with fewer than {group} valid ratings had no verdict of its own"),
             {"group", COUNT(r->protocol->min_group)});
    base_buffer_char(out, '.');
}

static void say_measures(report *r, const final_way *ways, delphi_buffer *out) {
    (void)ways;
    base_buffer_text(out, part_words(r, N_("Agreement over all indicators was measured by Kendall's W.")));
    if (r->round > 1)
        base_buffer_text(out, part_words(r, N_(" Between two rounds the opinion of the group on an indicator was "
                                               "called stable where the net change of its ratings was at most 15%.")));
    base_buffer_text(out, part_words(r, N_(" Robustness was tried by leaving out each expert in turn")));
    if (r->protocol->replicates > 0)
        FILL(r, out, N_(", and by {count} panels drawn from the experts with replacement, within their groups"),
             {"count", COUNT(r->protocol->replicates)});
    base_buffer_char(out, '.');
}

static void say_engine(report *r, const final_way *ways, delphi_buffer *out) {
    (void)ways;
    FILL(r, out, N_("All figures and decisions were computed with delphi {version} (seed {seed})."),
         {"version", delphi_version()}, {"seed", COUNT(r->protocol->seed)});
}

static void say_deviations(report *r, const final_way *ways, delphi_buffer *out) {
    size_t count = r->order->deviation_count;
    (void)ways;
    EXPORT_FILL(out,
                count == 0 ? part_words(r, N_("No deviation from the protocol is on record."))
                           : part_many(r, "{count} deviation from the protocol is on record.",
                                       "{count} deviations from the protocol are on record.", count),
                {"count", COUNT(count)});
}

paragraph_sentence *const *paragraph_methods(size_t *count) {
    static paragraph_sentence *const sentences[] = {
        say_study,       say_longlist,        say_panel,   say_ratings, paragraph_levels, NULL,        say_consensus,
        say_definitions, paragraph_selection, say_settled, NULL,        say_bases,        say_missing, say_measures,
        say_engine,      say_deviations,
    };
    *count = sizeof sentences / sizeof *sentences;
    return sentences;
}
