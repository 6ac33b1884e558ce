/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The parts "Participation" and "Method" of a scan's report: who took part, and how the figures were made. */
#include "export/part_method.h"
#include "export/part_scan.h"

#include <stdlib.h>

/* ---- participation ---- */

static void put_response(report *r, document_table *table, const char *label, const delphi_response *response,
                         document_look look) {
    document_start_row(table);
    document_put_text(table, label, look);
    document_put_count(table, response->invited, look);
    document_put_count(table, response->responded, look);
    document_put_share(table, response->responded, response->invited, look);
    document_put_count(table, response->complete, look);
    for (int i = 0; part_round_before(r) && i < 3; i++)
        document_put_count(table, i == 0 ? response->stayed : i == 1 ? response->left : response->joined, look);
}

void part_scan_response(report *r, document_part *part) {
    const char *since = part_words(r, N_("Against the wave before"));
    const document_column columns[] = {
        {.head = part_words(r, N_("Type")), .width = 44, .names_row = true},
        {.head = part_words(r, N_("Invited")), .width = 12, .direction = DOCUMENT_HEAD_FIGURES},
        {.head = part_words(r, N_("Took part")), .width = 12, .direction = DOCUMENT_HEAD_FIGURES},
        {.head = part_words(r, N_("% of invited")), .width = 14, .direction = DOCUMENT_HEAD_FIGURES, .data_bar = true},
        {.head = part_words(r, N_("Complete")), .width = 12, .direction = DOCUMENT_HEAD_FIGURES},
        {.head = part_words(r, N_("Stayed")), .over = since, .width = 12, .direction = DOCUMENT_HEAD_FIGURES},
        {.head = part_words(r, N_("Stopped")), .over = since, .width = 12, .direction = DOCUMENT_HEAD_FIGURES},
        {.head = part_words(r, N_("New")), .over = since, .width = 12, .direction = DOCUMENT_HEAD_FIGURES},
    };
    document_table *table = document_add_table(
        part, &(document_table_spec){.columns = columns, .column_count = part_round_before(r) ? 8 : 5});
    document_set_title(part, part_words(r, N_("Who took part")));
    for (size_t g = 0; g < r->protocol->group_count; g++)
        put_response(r, table, part_group_title(r, g), &r->result->groups[g], DOCUMENT_PLAIN);
    put_response(r, table, part_words(r, N_("All")), &r->result->response, DOCUMENT_TOTAL);
    document_add_note(table, part_words(r, N_("Took part: gave one answer at least. Complete: answered every question "
                                              "that was asked; of a question with several answers possible one at "
                                              "least.")));
}

/* ---- method ---- */

static void write_wave(const report *r, delphi_buffer *out) {
    EXPORT_FILL(out, part_words(r, N_("Wave {wave}, with version {version} of the questionnaire.")),
                {"wave", r->result->scan->wave}, {"version", r->result->scan->version});
}

static void write_scores(const report *r, delphi_buffer *out) {
    delphi_rational low, high;
    char from[32], to[32];
    delphi_question_score_range(r->study, &low, &high);
    delphi_value least = {.kind = DELPHI_VALUE_RATIONAL, .as.rational = low},
                 most = {.kind = DELPHI_VALUE_RATIONAL, .as.rational = high};
    delphi_value_text(&least, from, sizeof from);
    delphi_value_text(&most, to, sizeof to);
    EXPORT_FILL(out,
                part_words(r, N_("Answers are scored from {low} to {high}. An answer without a score (\xE2\x80\x9Cother"
                                 "\xE2\x80\x9D) counts as an answer and in no score; questions with several answers "
                                 "possible have none.")),
                {"low", from}, {"high", to});
}

static void write_bases(const report *r, delphi_buffer *out) {
    base_buffer_text(out, part_words(r, N_("The base of a percentage is who answered the question; of a question that "
                                           "only some are asked, who was asked and answered. Who chose one of several "
                                           "possible answers has answered them all.")));
    if (r->result->scan->not_asked_answers > 0) {
        base_buffer_char(out, ' ');
        EXPORT_FILL(out,
                    part_many(r, "{count} answer to a question that was not asked was left out.",
                              "{count} answers to questions that were not asked were left out.",
                              r->result->scan->not_asked_answers),
                    {"count", export_number(r->result->scan->not_asked_answers).text});
    }
}

static void write_comparable(const report *r, delphi_buffer *out) {
    base_buffer_text(out, part_words(r, N_("Blocks are compared within a version of the questionnaire, over the "
                                           "questions that both waves asked; single questions between versions, too, "
                                           "where they are declared comparable.")));
}

static void write_rounding(const report *r, delphi_buffer *out) {
    EXPORT_FILL(out,
                part_many(r,
                          "Scores are exact until they are shown, with {count} decimal, a half upwards. Percentages "
                          "have one decimal.",
                          "Scores are exact until they are shown, with {count} decimals, a half upwards. Percentages "
                          "have one decimal.",
                          (uint64_t)r->protocol->scan.decimals),
                {"count", export_number(r->protocol->scan.decimals).text});
}

static void write_privacy(const report *r, delphi_buffer *out) {
    EXPORT_FILL(out,
                part_words(r, N_("Figures of fewer than {count} participants are not shown, and neither are those from "
                                 "which such a figure could be worked out. What participants wrote is in no report.")),
                {"count", export_number(r->protocol->min_group).text});
}

static const method_row rows[] = {
    {N_("Wave"), write_wave},         {N_("Scores"), write_scores},
    {N_("Bases"), write_bases},       {N_("Comparable"), write_comparable},
    {N_("Rounding"), write_rounding}, {N_("Small groups"), write_privacy},
};
static const method_section computed = {N_("How it was computed"), rows, sizeof rows / sizeof *rows};

void part_scan_method(report *r, document_part *part) {
    size_t count;
    const method_section *after = method_sections_after(&count);
    document_set_title(part, part_words(r, N_("How these results were made")));
    method_put_section(r, part, &computed);
    for (size_t i = 0; i < count; i++)
        method_put_section(r, part, &after[i]);
}
