/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The part "Response": who took part, by group and round, and whether those who stopped had rated otherwise than those
 * who stayed. */
#include "export/parts.h"

#include <math.h>
#include <stdlib.h>

#define TEXT_CHARACTERS 90

static const delphi_response *response_of(const report *r, size_t round, size_t group) {
    const delphi_result *result = r->rounds[round];
    return group == DELPHI_NONE ? &result->response : &result->groups[group];
}

static const char *label_of(report *r, size_t group) {
    return group == DELPHI_NONE ? part_words(r, N_("Whole panel")) : part_group_title(r, group);
}

static void say_answer(report *r, document_part *part) {
    const delphi_response *response = &r->result->response;
    delphi_buffer percent = {0}, text = {0};
    if (response->invited == 0)
        return;
    export_percent(&percent, r->language, response->responded, response->invited);
    EXPORT_FILL(&text, part_words(r, N_("In round {round} {responded} of {invited} experts responded ({percent}).")),
                {"round", export_number(r->round).text}, {"responded", export_number(response->responded).text},
                {"invited", export_number(response->invited).text}, {"percent", part_text_of(r, &percent)});
    if (part_round_before(r)) {
        base_buffer_char(&text, ' ');
        EXPORT_FILL(&text,
                    part_words(r, N_("Against the previous round: {stayed} took part in both, {left} stopped, {joined} "
                                     "are new.")),
                    {"stayed", export_number(response->stayed).text}, {"left", export_number(response->left).text},
                    {"joined", export_number(response->joined).text});
    }
    document_say(part, DOCUMENT_ANSWER, part_text_of(r, &text));
    part_end(r, &percent);
    part_end(r, &text);
}

/* ---- shares by group and round, with a chart ---- */

static void put_shares(report *r, document_table *table, size_t group, document_look look) {
    document_start_row(table);
    document_put_text(table, label_of(r, group), look);
    for (size_t i = 0; i < r->order->round_count; i++) {
        if (!r->rounds[i])
            continue;
        const delphi_response *response = response_of(r, i, group);
        document_put_share(table, response->responded, response->invited, look);
    }
}

static void draw_shares(report *r, document_table *table, size_t rows, size_t rounds) {
    document_series *series = calloc(rounds, sizeof *series);
    if (!series) {
        r->failed = true;
        return;
    }
    for (size_t i = 0; i < rounds; i++)
        series[i] = (document_series){.column = 1 + i, .colour = export_series_colour(i)};
    document_add_chart(
        table, &(document_chart_spec){
                   .kind = DOCUMENT_BARS_CLUSTERED,
                   .title = part_words(r, N_("Response by group")),
                   .description = part_words(r, N_("For each group and the whole panel a bar a round: the share of the "
                                                   "invited experts who responded. The table has the figures.")),
                   .row_count = rows,
                   .series = series,
                   .series_count = rounds,
                   .x_title = part_words(r, N_("% of invited")),
                   .least = 0,
                   .most = 1,
                   .mark = NAN,
                   .x_mark = NAN,
                   .percent = true,
                   .place = DOCUMENT_BESIDE,
                   .width = 560,
                   .height = 110 + 18 * (int)(rows * rounds)});
    free(series);
}

static void add_shares(report *r, document_part *part) {
    size_t rounds = 0, groups = r->protocol->group_count;
    document_column *columns = calloc(r->order->round_count + 1, sizeof *columns);
    if (!columns) {
        r->failed = true;
        return;
    }
    columns[0] = (document_column){
        .head = part_words(r, groups ? N_("Group") : N_("Panel")), .width = 36, .span = 2, .names_row = true};
    for (size_t i = 0; i < r->order->round_count; i++)
        if (r->rounds[i])
            columns[1 + rounds++] = (document_column){
                .head = document_copy(r->document, PART_PHRASE(r, N_("Round {round}, % of invited"),
                                                               {"round", export_number((int64_t)i + 1).text})),
                .width = 12,
                .direction = DOCUMENT_HEAD_FIGURES};
    document_table *table =
        document_add_table(part, &(document_table_spec){.title = part_words(r, N_("Response by group and round")),
                                                        .columns = columns,
                                                        .column_count = 1 + rounds});
    for (size_t g = 0; g < groups; g++)
        put_shares(r, table, g, DOCUMENT_PLAIN);
    put_shares(r, table, DELPHI_NONE, DOCUMENT_TOTAL);
    draw_shares(r, table, groups + 1, rounds);
    free(columns);
}

/* ---- the counts behind them ---- */

static void put_counts(report *r, document_table *table, size_t round, size_t group) {
    const delphi_response *response = response_of(r, round, group);
    document_look look = group == DELPHI_NONE ? DOCUMENT_TOTAL : DOCUMENT_PLAIN;
    document_start_row(table);
    document_put_text(table, label_of(r, group), look);
    document_put_count(table, round + 1, look);
    document_put_count(table, response->invited, look);
    document_put_count(table, response->responded, look);
    document_put_count(table, response->complete, look);
    document_put_count(table, response->responded - response->complete, look);
    for (int i = 0; i < 3; i++)
        if (round == 0)
            document_put_text(table, "", look);
        else
            document_put_count(table, i == 0 ? response->stayed : i == 1 ? response->left : response->joined, look);
}

static void add_counts(report *r, document_part *part) {
    const document_column columns[] = {
        {.head = part_words(r, r->protocol->group_count ? N_("Group") : N_("Panel")),
         .width = 36,
         .span = 2,
         .names_row = true},
        {.head = part_words(r, N_("Round")), .width = 12, .direction = DOCUMENT_HEAD_FIGURES},
        {.head = part_words(r, N_("Invited")), .width = 12, .direction = DOCUMENT_HEAD_FIGURES},
        {.head = part_words(r, N_("Responded")), .width = 12, .direction = DOCUMENT_HEAD_FIGURES},
        {.head = part_words(r, N_("Complete")), .width = 12, .direction = DOCUMENT_HEAD_FIGURES},
        {.head = part_words(r, N_("Partial")), .width = 12, .direction = DOCUMENT_HEAD_FIGURES},
        {.head = part_words(r, N_("Stayed")), .width = 12, .direction = DOCUMENT_HEAD_FIGURES},
        {.head = part_words(r, N_("Stopped")), .width = 12, .direction = DOCUMENT_HEAD_FIGURES},
        {.head = part_words(r, N_("New")), .width = 12, .direction = DOCUMENT_HEAD_FIGURES},
    };
    document_table *table =
        document_add_table(part, &(document_table_spec){.title = part_words(r, N_("Numbers of experts")),
                                                        .columns = columns,
                                                        .column_count = sizeof columns / sizeof *columns});
    for (size_t i = 0; i < r->order->round_count; i++) {
        if (!r->rounds[i])
            continue;
        for (size_t g = 0; g < r->protocol->group_count; g++)
            put_counts(r, table, i, g);
        put_counts(r, table, i, DELPHI_NONE);
    }
    document_add_note(table,
                      part_words(r, N_("Responded: gave at least one rating, \xE2\x80\x9C"
                                       "cannot judge\xE2\x80\x9D or comment. Complete: answered every question; the "
                                       "others are partial. Stayed, stopped and new: against the round before.")));
}

/* ---- those who stopped against those who stayed ---- */

static bool is_told(const delphi_result *result) {
    for (size_t i = 0; i < result->attrition_count; i++)
        for (size_t c = 0; c < result->study->protocol.criterion_count; c++)
            if (!result->attrition[i].criteria[c].suppressed)
                return true;
    return false;
}

static void put_side(document_table *table, const delphi_leaver_side *side, bool suppressed) {
    document_put_count(table, side->n, DOCUMENT_PLAIN);
    if (suppressed) {
        document_put_hidden(table);
        document_put_hidden(table);
        return;
    }
    document_put_value(table, &side->median);
    document_put_figure(table, &side->mean, 2);
}

static void put_attrition(report *r, document_table *table, const delphi_attrition *found, size_t criterion) {
    const delphi_attrition_cell *cell = &found->criteria[criterion];
    document_start_row(table);
    document_put_text(table, r->study->indicators[found->indicator].id, DOCUMENT_STRONG);
    document_put_text(table, part_start(r, part_indicator_text(r, found->indicator), TEXT_CHARACTERS), DOCUMENT_SMALL);
    document_put_text(table, part_criterion_title(r, criterion), DOCUMENT_PLAIN);
    put_side(table, &cell->stayers, cell->suppressed);
    put_side(table, &cell->leavers, cell->suppressed);
    if (cell->suppressed)
        document_put_hidden(table);
    else
        document_put_percentage(table, &cell->superiority);
}

static void add_comparison(report *r, document_part *part) {
    const char *stayed = part_words(r, N_("Those who stayed")), *stopped = part_words(r, N_("Those who stopped"));
    const document_column columns[] = {
        {.head = part_words(r, N_("Id")), .width = 9, .names_row = true},
        {.head = part_words(r, N_("Text")), .width = 27},
        {.head = part_words(r, N_("Criterion")), .width = 12},
        {.head = part_words(r, N_("n")), .over = stayed, .width = 12, .direction = DOCUMENT_HEAD_FIGURES},
        {.head = part_words(r, N_("Median")), .over = stayed, .width = 12, .direction = DOCUMENT_HEAD_FIGURES},
        {.head = part_words(r, N_("Mean")), .over = stayed, .width = 12, .direction = DOCUMENT_HEAD_FIGURES},
        {.head = part_words(r, N_("n")), .over = stopped, .width = 12, .direction = DOCUMENT_HEAD_FIGURES},
        {.head = part_words(r, N_("Median")), .over = stopped, .width = 12, .direction = DOCUMENT_HEAD_FIGURES},
        {.head = part_words(r, N_("Mean")), .over = stopped, .width = 12, .direction = DOCUMENT_HEAD_FIGURES},
        {.head = part_words(r, N_("Rated higher")), .width = 12, .direction = DOCUMENT_HEAD_FIGURES},
    };
    document_table *table = document_add_table(
        part, &(document_table_spec){.columns = columns, .column_count = sizeof columns / sizeof *columns});
    for (size_t i = 0; i < r->result->attrition_count; i++)
        for (size_t c = 0; c < r->protocol->criterion_count; c++)
            put_attrition(r, table, &r->result->attrition[i], c);
    document_add_note(table,
                      PART_PHRASE(r,
                                  N_("Rated higher: how often one who stopped had rated higher than one who stayed, a "
                                     "tie counted as half; 50% means no difference. With fewer than {least} of either "
                                     "only their numbers are shown (\xE2\x80\x93)."),
                                  {"least", export_number(r->protocol->min_group).text}));
}

/* Decisions of the round before that those who stayed would have taken otherwise. */
static void say_moved(report *r, document_part *part) {
    delphi_buffer names = {0};
    size_t count = 0;
    for (size_t i = 0; i < r->result->attrition_count; i++) {
        const delphi_attrition *found = &r->result->attrition[i];
        if (found->stayers_only == found->decision)
            continue;
        base_buffer_format(&names, "%s%s (", names.size ? ", " : "", r->study->indicators[found->indicator].id);
        base_buffer_text(&names, part_decision_words(r, found->decision));
        base_buffer_text(&names, " \xE2\x86\x92 ");
        base_buffer_text(&names, part_decision_words(r, found->stayers_only));
        base_buffer_char(&names, ')');
        count++;
    }
    const char *pattern =
        part_many(r,
                  "Had only those who stayed rated in round {round}, {count} of {total} decisions would have "
                  "been another one: {names}.",
                  "Had only those who stayed rated in round {round}, {count} of {total} decisions would have "
                  "been other ones: {names}.",
                  count);
    if (count == 0)
        pattern = part_words(r, N_("Had only those who stayed rated in round {round}, each of its {total} decisions "
                                   "would have been the same."));
    document_say(part, DOCUMENT_PARAGRAPH,
                 PART_FILLED(r, pattern, {"round", export_number(part_round_before(r)).text},
                             {"count", export_number((int64_t)count).text},
                             {"total", export_number((int64_t)r->result->attrition_count).text},
                             {"names", part_text_of(r, &names)}));
    part_end(r, &names);
}

static void add_attrition(report *r, document_part *part) {
    const delphi_result *result = r->result;
    if (!result->attrition)
        return;
    document_say(part, DOCUMENT_SECTION, part_words(r, N_("Did those who stopped rate otherwise?")));
    if (result->response.left == 0) {
        document_say(part, DOCUMENT_PARAGRAPH, part_words(r, N_("Nobody stopped after the previous round.")));
        return;
    }
    if (result->response.stayed == 0) {
        document_say(part, DOCUMENT_PARAGRAPH,
                     part_words(r, N_("Nobody who responded in the previous round responded in this one, so that there "
                                      "is no one to compare with.")));
        return;
    }
    say_moved(r, part);
    if (is_told(result))
        add_comparison(r, part);
    else
        document_say(
            part, DOCUMENT_NOTE,
            PART_PHRASE(r,
                        N_("Those who stopped, or those who stayed, are fewer than {least} on every indicator: "
                           "what they had rated is not shown apart."),
                        {"least", export_number(r->protocol->min_group).text}));
}

void part_response(report *r, document_part *part) {
    static const double grid[] = {9, 27, 12, 12, 12, 12, 12, 12, 12, 12};
    document_set_grid(part, grid, sizeof grid / sizeof *grid);
    document_set_title(part, part_words(r, N_("Response and attrition")));
    say_answer(r, part);
    add_shares(r, part);
    add_counts(r, part);
    add_attrition(r, part);
}
