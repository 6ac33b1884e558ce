/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the parts of a report share. A part is a file part_NAME.c and a row of the table in parts.c; it writes to a
 * document (document.h) and knows of no workbook and no page. */
#ifndef EXPORT_PARTS_H
#define EXPORT_PARTS_H

#include <delphi/export.h>

#include "base/buffer.h"
#include "export/decision.h"
#include "export/document.h"
#include "export/palette.h"
#include "export/phrase.h"
#include "export/text.h"

typedef struct {
    const delphi_report_order *order;
    const delphi_result *const *rounds; /* rounds[i] is that of round i + 1 */
    const delphi_result *result;        /* of the round reported: the last of these */
    const delphi_study *study;
    const delphi_protocol *protocol;
    int round;
    delphi_language language;
    delphi_level level; /* that the words are about */
    document *document;
    delphi_buffer phrase; /* the last sentence put together */
    bool failed;          /* out of memory */
} report;

/* In which report a part stands; a meeting has one of its own kind, without ratings. */
typedef enum { PART_ROUND = 1, PART_FINAL = 2, PART_BOTH = 3, PART_MEETING = 4, PART_ANY = 7 } part_use;

typedef struct {
    const char *id;    /* of its anchor on a page */
    const char *title; /* of the sheet, and its heading until the part sets another one */
    part_use use;
    void (*write)(report *r, document_part *part);
    bool (*wanted)(const report *r); /* NULL: always */
} report_part;

/* ---- the parts: what writes each, and whether there is anything to write ---- */

void part_overview(report *r, document_part *part);
void part_core(report *r, document_part *part);
void part_topics(report *r, document_part *part);
bool part_topics_wanted(const report *r);
void part_selection(report *r, document_part *part);
bool part_selection_wanted(const report *r);
void part_ranking(report *r, document_part *part);
bool part_ranking_wanted(const report *r);
void part_ballots(report *r, document_part *part);
bool part_ballots_wanted(const report *r);
void part_levels(report *r, document_part *part);
bool part_levels_wanted(const report *r);
void part_longlist(report *r, document_part *part);
bool part_longlist_wanted(const report *r);
void part_trajectory(report *r, document_part *part);
void part_deviations(report *r, document_part *part);
void part_paragraph(report *r, document_part *part);
void part_summary(report *r, document_part *part);
void part_decisions(report *r, document_part *part);
void part_distribution(report *r, document_part *part);
void part_agreement(report *r, document_part *part);
bool part_agreement_wanted(const report *r);
void part_movement(report *r, document_part *part);
bool part_movement_wanted(const report *r);
void part_groups(report *r, document_part *part);
bool part_groups_wanted(const report *r);
void part_concordance(report *r, document_part *part);
bool part_concordance_wanted(const report *r);
void part_stability(report *r, document_part *part);
bool part_stability_wanted(const report *r);
void part_response(report *r, document_part *part);
void part_robustness(report *r, document_part *part);
bool part_robustness_wanted(const report *r);
void part_intervals(report *r, document_part *part);
bool part_intervals_wanted(const report *r);
void part_alternatives(report *r, document_part *part);
bool part_alternatives_wanted(const report *r);
void part_comments(report *r, document_part *part);
bool part_comments_wanted(const report *r);
void part_proposals(report *r, document_part *part);
bool part_proposals_wanted(const report *r);
void part_flow_diagram(report *r, document_part *part);
void part_flow(report *r, document_part *part);
bool part_flow_wanted(const report *r);
void part_method(report *r, document_part *part);
void part_checklist(report *r, document_part *part);
void part_dictionary(report *r, document_part *part);
/* Of a scan. */
void part_scan_scores(report *r, document_part *part);
void part_scan_waves(report *r, document_part *part);
bool part_scan_waves_wanted(const report *r);
void part_scan_questions(report *r, document_part *part);
void part_scan_response(report *r, document_part *part);
void part_scan_method(report *r, document_part *part);

/* The order's document with every part written, or NULL when out of memory. */
document *parts_write(const delphi_report_order *order);

/* The name of the part with this id, in the reader's language; NULL where this report has no such part. */
const char *part_sheet(const report *r, const char *id);

/* ---- words ---- */

const char *part_words(const report *r, const char *text);
/* The form of the text that goes with `count` things. */
const char *part_many(const report *r, const char *one, const char *many, uint64_t count);
/* A translated sentence with its fields filled in: borrowed until the next phrase, "" when out of memory. */
const char *part_phrase(report *r, const char *text, const export_field *fields, size_t count);
#define PART_PHRASE(r, text, ...)                                                                                      \
    part_phrase(r, text, (const export_field[]){__VA_ARGS__},                                                          \
                sizeof((const export_field[]){__VA_ARGS__}) / sizeof(export_field))
/* The same of a text that is translated already, as part_many() gives it. */
#define PART_FILLED(r, pattern, ...)                                                                                   \
    part_filled(r, pattern, (const export_field[]){__VA_ARGS__},                                                       \
                sizeof((const export_field[]){__VA_ARGS__}) / sizeof(export_field))
const char *part_filled(report *r, const char *pattern, const export_field *fields, size_t count);
/* Starts a phrase that is put together in steps. */
delphi_buffer *part_new_phrase(report *r);
const char *part_phrase_text(const report *r);
/* The start of a text, as a phrase: at most `most` characters and an ellipsis. */
const char *part_start(report *r, const char *text, size_t most);
/* The text of a buffer made on the way, "" where it is empty; notes that memory ran out. */
const char *part_text_of(report *r, const delphi_buffer *buffer);

/* Frees a buffer made on the way and notes that memory ran out, whether its text was used or not. */
void part_end(report *r, delphi_buffer *buffer);

/* A text that people wrote, with "(an expert)" for each pseudonym; lasts as long as the document. */
const char *part_without_pseudonyms(report *r, const char *text);

/* ---- the study's own texts, in the reader's language ---- */

const char *part_indicator_text(const report *r, size_t indicator);
const char *part_criterion_title(const report *r, size_t criterion);
const char *part_group_title(const report *r, size_t group);

/* "Round 2", as a phrase; in a study of two levels with what it rated: "Round 1: topics". */
const char *part_round_name(report *r, int round);

/* ---- the round that this one is compared with: the last earlier one of the same level ---- */

/* Its number; 0 where there is none. */
static inline int part_round_before(const report *r) {
    return delphi_round_before(r->protocol, r->round);
}
/* Its result; NULL where there is none at hand. */
static inline const delphi_result *part_before(const report *r) {
    int before = part_round_before(r);
    return before ? r->rounds[before - 1] : NULL;
}

/* Did experts answer this round, each on his own? Not in a meeting, nor where its result is not at hand. */
static inline bool part_is_answered(const report *r, int round) {
    return r->rounds[round - 1] && r->rounds[round - 1]->kind != DELPHI_KIND_MEETING;
}
/* The last round that experts answered; 0: none. */
static inline int part_last_answered(const report *r) {
    int round = r->round;
    while (round > 0 && !part_is_answered(r, round))
        round--;
    return round;
}

/* ---- decisions ---- */

/* Sign and word as a phrase, as in "✓ keep"; the word alone. Colours and reasons: decision.h. */
const char *part_decision_words(report *r, delphi_decision decision);
const char *part_decision_word(const report *r, delphi_decision decision);
/* Puts an outcome's decision in a cell, with a mark where the steering group decided. */
void part_put_outcome(report *r, document_table *table, const delphi_outcome *outcome);

/* The cell of a criterion for the whole panel. */
static inline const delphi_cell *part_panel_cell(const report *r, const delphi_outcome *outcome, size_t criterion) {
    return delphi_result_cell(r->result, outcome, criterion, DELPHI_NONE);
}

#endif
