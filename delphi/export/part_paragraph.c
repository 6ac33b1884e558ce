/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The part "Text" of the final report: a methods and a results paragraph for a paper, whose every number comes from the
 * data. What the engine cannot know (how experts were found, who paid) is for the author; the checklist has it. */
#include "export/final.h"

#include <delphi/concordance.h>
#include <delphi/stats.h>

#include <stdio.h>
#include <string.h>

#include "export/rule_words.h"

static void append(delphi_buffer *out, const char *sentence) {
    if (!*sentence)
        return;
    if (out->size > 0)
        base_buffer_char(out, ' ');
    base_buffer_text(out, sentence);
}

static void append_list(delphi_buffer *out, const report *r, size_t i, size_t count, const char *item) {
    if (i > 0)
        base_buffer_text(out, i + 1 < count ? ", " : part_words(r, N_(" and ")));
    base_buffer_text(out, item);
}

/* ---- methods ---- */

static void write_design(report *r, delphi_buffer *out) {
    delphi_buffer criteria = {0};
    for (size_t c = 0; c < r->protocol->criterion_count; c++)
        append_list(&criteria, r, c, r->protocol->criterion_count, part_criterion_title(r, c));
    append(out, PART_PHRASE(r,
                            N_("We held a Delphi study of {rounds} rounds. Experts rated each indicator on a scale of "
                               "{low} to {high}, on these criteria ({count}): {criteria}."),
                            {"rounds", export_number((int64_t)r->protocol->round_count).text},
                            {"low", export_number(r->protocol->scale.min).text},
                            {"high", export_number(r->protocol->scale.max).text},
                            {"count", export_number((int64_t)r->protocol->criterion_count).text},
                            {"criteria", part_text_of(r, &criteria)}));
    if (r->protocol->scale.cannot_judge)
        append(out, part_words(r, N_("They could also answer that they could not judge an indicator.")));
    delphi_buffer_free(&criteria);
}

/* Where the candidates of round 1 came from, of a study that has its longlist. */
static void write_longlist(report *r, delphi_buffer *out) {
    const delphi_longlist *list = r->study->longlist;
    if (!list)
        return;
    delphi_longlist_counts counts = delphi_longlist_count(list, DELPHI_NONE);
    append(out, PART_PHRASE(r,
                            N_("From {sources} sources {identified} candidate indicators were identified; "
                               "{duplicates} duplicates were removed and {screened} candidates screened."),
                            {"sources", export_number((int64_t)list->source_count).text},
                            {"identified", export_number(counts.identified).text},
                            {"duplicates", export_number(counts.duplicates).text},
                            {"screened", export_number(counts.screened).text}));
    append(out, PART_PHRASE(r,
                            N_("With a reason on record, {excluded} were left out; the {included} that were included "
                               "became {indicators} indicators."),
                            {"excluded", export_number(counts.excluded_screening + counts.excluded_assessment).text},
                            {"included", export_number(counts.included).text},
                            {"indicators", export_number(counts.indicators).text}));
    if (counts.added > 0)
        append(out, PART_PHRASE(r, N_("Indicators of round 1 added beside the longlist: {count}."),
                                {"count", export_number(counts.added).text}));
}

static void write_panel(report *r, delphi_buffer *out) {
    delphi_buffer groups = {0};
    const delphi_result *first = r->rounds[0];
    for (size_t g = 0; g < r->protocol->group_count; g++) {
        delphi_buffer item = {0};
        base_buffer_format(&item, "%s (%u)", part_group_title(r, g), first->groups[g].invited);
        append_list(&groups, r, g, r->protocol->group_count, part_text_of(r, &item));
        delphi_buffer_free(&item);
    }
    append(out, PART_PHRASE(r, N_("To round 1 {count} experts were invited."),
                            {"count", export_number(first->response.invited).text}));
    if (groups.size > 0)
        append(out, PART_PHRASE(r, N_("The panel had these groups (invited): {groups}."),
                                {"groups", part_text_of(r, &groups)}));
    delphi_buffer_free(&groups);
}

/* A rule that is the same in all rounds is told once, others round by round. */
static void write_rule(report *r, delphi_buffer *out, bool keep) {
    delphi_buffer before = {0};
    for (size_t i = 0; i < r->order->round_count; i++) {
        delphi_buffer words = {0};
        export_rule_words(r->rounds[i], r->language, keep, RULE_IN_A_LINE, &words);
        bool same = i > 0 && words.size == before.size && (!words.size || strcmp(words.data, before.data) == 0);
        if (words.size > 0 && !same)
            append(out, PART_PHRASE(r,
                                    keep ? N_("From round {round} on an indicator was kept where {rule}.")
                                         : N_("From round {round} on an indicator was dropped where {rule}."),
                                    {"round", export_number((int64_t)i + 1).text}, {"rule", part_text_of(r, &words)}));
        delphi_buffer_free(&before);
        before = words;
    }
    delphi_buffer_free(&before);
}

static void write_counting(report *r, delphi_buffer *out) {
    static const char *const denominators[] = {
        [DELPHI_DENOMINATOR_VALID] = N_("the valid ratings"),
        [DELPHI_DENOMINATOR_ANSWERED] = N_("the valid ratings and the answers \xE2\x80\x9C"
                                           "cannot judge\xE2\x80\x9D together"),
        [DELPHI_DENOMINATOR_PANEL] = N_("all experts who were invited"),
    };
    char type[16] = "";
    if (r->protocol->quantile_type != DELPHI_QUANTILE_HINGES)
        snprintf(type, sizeof type, "%d", (int)r->protocol->quantile_type);
    append(out, PART_PHRASE(r, N_("Shares are counted over {base}; a measure is defined from {least} ratings on."),
                            {"base", part_words(r, denominators[r->protocol->denominator])},
                            {"least", export_number(r->protocol->min_ratings).text}));
    append(out, *type ? PART_PHRASE(r, N_("Quartiles are of type {type} (Hyndman and Fan, 1996)."), {"type", type})
                      : part_words(r, N_("Quartiles are Tukey's hinges.")));
    append(out, PART_PHRASE(r, N_("All was computed with delphi {version}; the protocol has the SHA-256 {hash}."),
                            {"version", delphi_version()}, {"hash", r->protocol->sha256}));
}

/* ---- results ---- */

static void write_round(report *r, delphi_buffer *out, size_t i) {
    const delphi_result *result = r->rounds[i];
    const delphi_response *response = &result->response;
    delphi_buffer percent = {0};
    if (response->invited > 0)
        export_percent(&percent, r->language, response->responded, response->invited);
    append(out, PART_PHRASE(r,
                            N_("In round {round} {responded} of {invited} experts responded ({percent}); of {total} "
                               "indicators {kept} were kept and {dropped} dropped."),
                            {"round", export_number((int64_t)i + 1).text},
                            {"responded", export_number(response->responded).text},
                            {"invited", export_number(response->invited).text}, {"percent", part_text_of(r, &percent)},
                            {"total", export_number((int64_t)result->outcome_count).text},
                            {"kept", export_number(result->decided[DELPHI_KEEP]).text},
                            {"dropped", export_number(result->decided[DELPHI_DROP]).text}));
    delphi_buffer_free(&percent);
}

static void write_flow(report *r, delphi_buffer *out) {
    uint32_t added = 0, changed = 0, withdrawn = 0;
    for (size_t i = 1; i < r->order->round_count; i++) {
        const delphi_flow *flow = &r->result->flow[i];
        added += flow->added;
        changed += flow->reworded + flow->merged + flow->split;
        withdrawn += flow->withdrawn;
    }
    if (r->order->round_count > 1)
        append(out, PART_PHRASE(r,
                                N_("After round 1 {added} indicators were added, {changed} came from others that were "
                                   "reworded, merged or split, and {withdrawn} were withdrawn."),
                                {"added", export_number(added).text}, {"changed", export_number(changed).text},
                                {"withdrawn", export_number(withdrawn).text}));
}

static void write_end(report *r, delphi_buffer *out) {
    size_t kept = 0;
    for (size_t i = 0; i < r->study->indicator_count; i++)
        kept += final_is_kept(r, i);
    append(out, PART_PHRASE(r, N_("The core set has {kept} indicators; {open} ended without consensus."),
                            {"kept", export_number((int64_t)kept).text},
                            {"open", export_number(r->result->decided[DELPHI_NO_CONSENSUS]).text}));
}

static void write_concordance(report *r, delphi_buffer *out) {
    for (size_t c = 0; r->result->concordance && c < r->protocol->criterion_count; c++) {
        const delphi_concordance *found = delphi_result_concordance(r->result, c, DELPHI_NONE);
        const delphi_value *w = &found->values[delphi_set_measure_find("kendall_w_ties")];
        delphi_buffer words = {0};
        if (w->kind == DELPHI_VALUE_UNDEFINED)
            continue;
        export_value(&words, r->language, w);
        append(out,
               PART_PHRASE(r,
                           N_("In the last round Kendall's W on {criterion} was {w} ({count} experts who rated every "
                              "indicator)."),
                           {"criterion", part_criterion_title(r, c)}, {"w", part_text_of(r, &words)},
                           {"count", export_number(found->complete).text}));
        delphi_buffer_free(&words);
    }
}

static void write_stability(report *r, delphi_buffer *out) {
    uint32_t stable = 0, all = 0;
    for (size_t i = 0; i < r->result->stability_count; i++)
        for (size_t c = 0; c < r->protocol->criterion_count; c++, all++)
            stable += r->result->stability[i].criteria[c].group_stable == DELPHI_TRUE;
    if (all > 0)
        append(out, PART_PHRASE(r,
                                N_("Of {all} comparisons between the last two rounds (an indicator on a criterion) the "
                                   "group was stable in {stable}, by a net change of at most 15%."),
                                {"all", export_number(all).text}, {"stable", export_number(stable).text}));
}

static void write_robustness(report *r, delphi_buffer *out) {
    size_t flips = delphi_decision_measure_find("loo_flips"), on_one = 0;
    for (size_t i = 0; r->result->robustness && i < r->result->outcome_count; i++) {
        const delphi_value *value = &r->result->robustness[i].values[flips];
        on_one += value->kind != DELPHI_VALUE_UNDEFINED && delphi_value_real(value) > 0;
    }
    if (r->result->robustness)
        append(out, PART_PHRASE(r,
                                N_("Leaving out one expert in turn would have changed {count} of the {total} decisions "
                                   "of the last round."),
                                {"count", export_number((int64_t)on_one).text},
                                {"total", export_number((int64_t)r->result->outcome_count).text}));
}

static void say(report *r, document_part *part, const char *title, delphi_buffer *text) {
    document_say(part, DOCUMENT_SECTION, part_words(r, title));
    document_say(part, DOCUMENT_PARAGRAPH, part_text_of(r, text));
    delphi_buffer_free(text);
}

void part_paragraph(report *r, document_part *part) {
    delphi_buffer methods = {0}, results = {0};
    static const double grid[] = {150};
    document_set_grid(part, grid, 1);
    document_set_title(part, part_words(r, N_("Methods and results, for a paper")));
    document_say(
        part, DOCUMENT_ANSWER,
        part_words(r, N_("Every number below comes from the data. Add what only you know: how experts were found, "
                         "ethics, funding.")));
    write_design(r, &methods);
    write_longlist(r, &methods);
    write_panel(r, &methods);
    write_rule(r, &methods, true);
    write_rule(r, &methods, false);
    write_counting(r, &methods);
    say(r, part, N_("Methods"), &methods);
    for (size_t i = 0; i < r->order->round_count; i++)
        write_round(r, &results, i);
    write_flow(r, &results);
    write_end(r, &results);
    write_concordance(r, &results);
    write_stability(r, &results);
    write_robustness(r, &results);
    say(r, part, N_("Results"), &results);
}
