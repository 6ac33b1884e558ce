/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The parts of a report, a row each, and what they share: words, colours, decisions. */
#include "export/parts.h"

#include <stdlib.h>
#include <string.h>

/* In the order in which they stand. */
static const report_part parts[] = {
    /* of the final report */
    {"overview", N_("Overview"), PART_FINAL, part_overview, NULL},
    {"core", N_("Core set"), PART_FINAL, part_core, NULL},
    {"topics", N_("Topics"), PART_FINAL, part_topics, part_topics_wanted},
    {"topics", N_("Topics"), PART_FINAL, part_levels, part_levels_wanted},
    {"selection", N_("Selection"), PART_FINAL, part_selection, part_selection_wanted},
    {"trajectory", N_("Trajectory"), PART_FINAL, part_trajectory, NULL},
    {"diagram", N_("Flow diagram"), PART_FINAL, part_flow_diagram, part_flow_wanted},
    {"flow", N_("Flow"), PART_FINAL, part_flow, part_flow_wanted},
    /* of the report of a round */
    {"summary", N_("Summary"), PART_ROUND | PART_MEETING, part_summary, NULL},
    {"decisions", N_("Decisions"), PART_ROUND, part_decisions, NULL},
    {"ranking", N_("Ranking"), PART_BOTH, part_ranking, part_ranking_wanted},
    {"ballots", N_("Ballots"), PART_FINAL | PART_MEETING, part_ballots, part_ballots_wanted},
    {"selection", N_("Selection"), PART_ROUND, part_selection, part_selection_wanted},
    {"topics", N_("Topics"), PART_ROUND | PART_MEETING, part_levels, part_levels_wanted},
    {"distribution", N_("Distribution"), PART_ROUND, part_distribution, NULL},
    {"agreement", N_("Agreement"), PART_ROUND, part_agreement, part_agreement_wanted},
    {"movement", N_("Movement"), PART_ROUND, part_movement, part_movement_wanted},
    {"groups", N_("Groups"), PART_ROUND, part_groups, part_groups_wanted},
    {"stability", N_("Stability"), PART_ROUND, part_stability, part_stability_wanted},
    {"concordance", N_("Concordance"), PART_ROUND, part_concordance, part_concordance_wanted},
    /* of both, or with other parts around them */
    {"response", N_("Response"), PART_BOTH, part_response, NULL},
    {"stability", N_("Stability"), PART_FINAL, part_stability, part_stability_wanted},
    {"robustness", N_("Robustness"), PART_BOTH, part_robustness, part_robustness_wanted},
    {"intervals", N_("Intervals"), PART_BOTH, part_intervals, part_intervals_wanted},
    {"alternatives", N_("Other rules"), PART_ROUND, part_alternatives, part_alternatives_wanted},
    {"comments", N_("Comments"), PART_BOTH, part_comments, part_comments_wanted},
    {"longlist", N_("Longlist"), PART_ANY, part_longlist, part_longlist_wanted},
    {"proposals", N_("Proposals"), PART_BOTH, part_proposals, part_proposals_wanted},
    {"diagram", N_("Flow diagram"), PART_ROUND | PART_MEETING, part_flow_diagram, part_flow_wanted},
    {"flow", N_("Flow"), PART_ROUND | PART_MEETING, part_flow, part_flow_wanted},
    {"method", N_("Method"), PART_ROUND | PART_MEETING, part_method, NULL},
    {"deviations", N_("Deviations"), PART_FINAL, part_deviations, NULL},
    {"paragraph", N_("Text for a paper"), PART_FINAL, part_paragraph, NULL},
    {"checklist", N_("Checklist"), PART_BOTH, part_checklist, NULL},
    {"method", N_("Method"), PART_FINAL, part_method, NULL},
    {"dictionary", N_("Dictionary"), PART_ANY, part_dictionary, NULL},
    {NULL, NULL, 0, NULL, NULL}, /* the end */
};

/* A scan decides nothing: its report is made of other parts. */
static const report_part scan_parts[] = {
    {"scores", N_("Scores"), PART_BOTH, part_scan_scores, NULL},
    {"waves", N_("Waves"), PART_BOTH, part_scan_waves, part_scan_waves_wanted},
    {"answers", N_("Answers"), PART_BOTH, part_scan_questions, NULL},
    {"participation", N_("Participation"), PART_BOTH, part_scan_response, NULL},
    {"method", N_("Method"), PART_BOTH, part_scan_method, NULL},
    {NULL, NULL, 0, NULL, NULL}, /* the end */
};

static const report_part *parts_of(const report *r) {
    return r->result->scan ? scan_parts : parts;
}

/* "Round 2 of 3"; of a final report "Final report on 3 rounds", or "Interim report after round 2 of 3". */
static const char *place_words(const report *r) {
    if (r->result->scan)
        return part_words(r, N_("Wave {wave}, questionnaire {version}"));
    if (!r->order->final)
        return part_words(r, N_("Round {round} of {rounds}"));
    return r->result->last_round ? export_words_many(r->language, "Final report on {rounds} round",
                                                     "Final report on {rounds} rounds", (uint64_t)r->round)
                                 : part_words(r, N_("Study report after round {round} of {rounds}"));
}

static void write_subtitle(report *r) {
    delphi_buffer *out = part_new_phrase(r), date = {0};
    const delphi_round *round = &r->protocol->rounds[r->round - 1];
    const char *closes = round->closes;
    EXPORT_FILL(out, place_words(r), {"wave", round->wave ? round->wave : ""},
                {"version", round->version ? round->version : ""}, {"round", export_number(r->round).text},
                {"rounds", export_number((int64_t)r->protocol->round_count).text});
    document_set_heading(r->document, part_phrase_text(r));
    if (closes) {
        export_date(&date, r->language, closes);
        EXPORT_FILL(out,
                    part_words(r, r->order->final && !r->result->scan && r->result->last_round && r->round > 1
                                      ? N_(", the last one closed on {date}")
                                      : N_(", closed on {date}")),
                    {"date", part_text_of(r, &date)});
    }
    if (r->result->stale)
        EXPORT_FILL(out, part_words(r, N_(". STALE: round {round} was re-opened after this round, which rests on it")),
                    {"round", export_number(r->result->stale).text});
    const char *title = delphi_text_in(&r->protocol->title, r->language);
    document_entitle(r->document, *title ? title : r->protocol->id, part_phrase_text(r));
    delphi_buffer_free(&date);
}

static bool is_in(const report *r, const report_part *part) {
    part_use place = r->order->final ? PART_FINAL : r->result->kind == DELPHI_KIND_MEETING ? PART_MEETING : PART_ROUND;
    return (part->use & place) && (!part->wanted || part->wanted(r));
}

const char *part_sheet(const report *r, const char *id) {
    for (const report_part *part = parts_of(r); part->id; part++)
        if (strcmp(part->id, id) == 0 && is_in(r, part))
            return part_words(r, part->title);
    return NULL;
}

/* A final report is about indicators, as soon as a round has rated them. */
static delphi_level level_of(const delphi_report_order *order) {
    const delphi_result *last = order->rounds[order->round_count - 1];
    int first = delphi_round_after(&last->study->protocol, 0, DELPHI_LEVEL_INDICATOR);
    return order->final && first && first <= last->round ? DELPHI_LEVEL_INDICATOR : last->level;
}

document *parts_write(const delphi_report_order *order) {
    const delphi_result *last = order->rounds[order->round_count - 1];
    const delphi_study *study = order->final ? last->whole : last->study;
    report r = {.order = order,
                .rounds = order->rounds,
                .result = last,
                .study = study,
                .protocol = &study->protocol,
                .round = last->round,
                .language = order->language,
                .level = level_of(order),
                .document = document_new(order->language)};
    if (!r.document)
        return NULL;
    write_subtitle(&r);
    for (const report_part *part = parts_of(&r); part->id; part++)
        if (is_in(&r, part)) {
            const char *title = part_words(&r, part->title);
            part->write(&r, document_add_part(r.document, part->id, title, title));
        }
    bool failed = r.failed || r.document->failed || r.phrase.failed;
    delphi_buffer_free(&r.phrase);
    if (!failed)
        return r.document;
    document_free(r.document);
    return NULL;
}

const char *part_words(const report *r, const char *text) {
    return export_words_about(r->level, r->language, text);
}

const char *part_many(const report *r, const char *one, const char *many, uint64_t count) {
    return export_words_about_many(r->level, r->language, one, many, count);
}

delphi_buffer *part_new_phrase(report *r) {
    r->phrase.size = 0;
    base_buffer_append(&r->phrase, "", 0);
    return &r->phrase;
}

const char *part_phrase_text(const report *r) {
    return r->phrase.failed ? "" : r->phrase.data;
}

const char *part_filled(report *r, const char *pattern, const export_field *fields, size_t count) {
    export_fill(part_new_phrase(r), pattern, fields, count);
    return part_phrase_text(r);
}

const char *part_phrase(report *r, const char *text, const export_field *fields, size_t count) {
    return part_filled(r, part_words(r, text), fields, count);
}

const char *part_round_name(report *r, int round) {
    const char *pattern = N_("Round {number}");
    if (delphi_protocol_rates_topics(r->protocol))
        pattern = delphi_round_level(r->protocol, round) == DELPHI_LEVEL_TOPIC ? N_("Round {number}: topics")
                                                                               : N_("Round {number}: indicators");
    if (delphi_round_kind(r->protocol, round) == DELPHI_KIND_MEETING)
        pattern = N_("Round {number}: meeting");
    if (delphi_round_kind(r->protocol, round) == DELPHI_KIND_RANKING)
        pattern = N_("Round {number}: ranking");
    return part_filled(r, export_words(r->language, pattern),
                       (const export_field[]){{"number", export_number(round).text}}, 1);
}

const char *part_start(report *r, const char *text, size_t most) {
    export_start(part_new_phrase(r), text, most);
    return part_phrase_text(r);
}

const char *part_text_of(report *r, const delphi_buffer *buffer) {
    r->failed |= buffer->failed;
    return buffer->failed || !buffer->data ? "" : buffer->data;
}

void part_end(report *r, delphi_buffer *buffer) {
    r->failed |= buffer->failed;
    delphi_buffer_free(buffer);
}

const char *part_indicator_text(const report *r, size_t indicator) {
    return delphi_text_in(&r->study->indicators[indicator].text, r->language);
}

static const char *title_of(const report *r, const delphi_named *named) {
    const char *title = delphi_text_in(&named->title, r->language);
    return *title ? title : named->id;
}

const char *part_criterion_title(const report *r, size_t criterion) {
    return title_of(r, &r->protocol->criteria[criterion]);
}

const char *part_group_title(const report *r, size_t group) {
    return title_of(r, &r->protocol->groups[group]);
}

const char *part_decision_word(const report *r, delphi_decision decision) {
    return export_decision_word(r->language, decision);
}

const char *part_decision_words(report *r, delphi_decision decision) {
    delphi_buffer *out = part_new_phrase(r);
    export_decision_words(out, r->language, decision);
    return part_phrase_text(r);
}

void part_put_outcome(report *r, document_table *table, const delphi_outcome *outcome) {
    delphi_buffer *out = part_new_phrase(r);
    export_decision_words(out, r->language, outcome->decision);
    if (outcome->override_why)
        base_buffer_text(out, " *");
    document_put_decision(table, outcome->decision, part_phrase_text(r));
}
