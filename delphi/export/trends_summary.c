/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The first part of the trends: what goes better and worse, what many tests at once leave of it, and a row a series. */
#include "export/trends.h"

#include <string.h>

/* Ids after one another. */
static void list_ids(report *r, delphi_buffer *out, const size_t *indicators, size_t count) {
    for (size_t i = 0; i < count; i++)
        base_buffer_format(out, "%s%s", i ? ", " : "", r->study->indicators[indicators[i]].id);
}

static const char *count_words(size_t count, char out[24]) {
    memcpy(out, export_number((int64_t)count).text, 24);
    return out;
}

static void say_answer(trends_document *t, document_part *part) {
    report *r = &t->r;
    const size_t *counts = t->trends->counts;
    char numbers[6][24];
    delphi_buffer out = {0};
    if (t->trends->series_count == 0) {
        document_say(part, DOCUMENT_ANSWER, part_words(r, N_("The table has no values of the chosen set.")));
        return;
    }
    EXPORT_FILL(&out,
                export_words_many(r->language, "Of {count} series {better} goes better and {worse} worse.",
                                  "Of {count} series {better} go better and {worse} worse.",
                                  counts[DELPHI_DIRECTION_BETTER]),
                {"count", count_words(t->trends->series_count, numbers[0])},
                {"better", count_words(counts[DELPHI_DIRECTION_BETTER], numbers[1])},
                {"worse", count_words(counts[DELPHI_DIRECTION_WORSE], numbers[2])});
    if (counts[DELPHI_DIRECTION_RISING] + counts[DELPHI_DIRECTION_FALLING] > 0) {
        base_buffer_char(&out, ' ');
        EXPORT_FILL(&out,
                    part_words(r, N_("Of indicators that are not judged, {rising} series rise and {falling} fall.")),
                    {"rising", count_words(counts[DELPHI_DIRECTION_RISING], numbers[3])},
                    {"falling", count_words(counts[DELPHI_DIRECTION_FALLING], numbers[4])});
    }
    base_buffer_char(&out, ' ');
    EXPORT_FILL(&out, part_words(r, N_("Of {unclear} no direction can be told.")),
                {"unclear", count_words(counts[DELPHI_DIRECTION_UNCLEAR] + counts[DELPHI_DIRECTION_NONE], numbers[5])});
    document_say(part, DOCUMENT_ANSWER, part_text_of(r, &out));
    part_end(r, &out);
}

static void say_tests(trends_document *t, document_part *part) {
    report *r = &t->r;
    const size_t *counts = t->trends->counts;
    size_t clear = counts[DELPHI_DIRECTION_BETTER] + counts[DELPHI_DIRECTION_WORSE] + counts[DELPHI_DIRECTION_RISING] +
                   counts[DELPHI_DIRECTION_FALLING];
    size_t tenths = (t->trends->tested + 1) / 2; /* of one in twenty */
    delphi_buffer number = {0};
    char tested[24], clear_words[24], holding[24];
    if (t->trends->tested < 2)
        return;
    base_buffer_format(&number, "%zu%s%zu", tenths / 10, r->language == DELPHI_NL ? "," : ".", tenths % 10);
    document_say(part, DOCUMENT_PARAGRAPH,
                 PART_PHRASE(r,
                             N_("Each of {tested} series was tested by itself at 5%: were there no trend at all, about "
                                "{chance} of them would seem to have one. Of the {clear} directions told here "
                                "{holding} hold after Holm's correction for so many tests."),
                             {"tested", count_words(t->trends->tested, tested)}, {"chance", part_text_of(r, &number)},
                             {"clear", count_words(clear, clear_words)},
                             {"holding", count_words(t->trends->holding, holding)}));
    part_end(r, &number);
}

/* What is not there, and what is there and not wanted. */
static void say_missing(trends_document *t, document_part *part) {
    report *r = &t->r;
    delphi_buffer ids = {0};
    if (!r->result->last_round)
        document_say(part, DOCUMENT_CAUTION,
                     PART_PHRASE(r,
                                 N_("Interim: this is the set after round {round} of {rounds}; the study is not done."),
                                 {"round", export_number(r->round).text},
                                 {"rounds", export_number((int64_t)r->protocol->round_count).text}));
    if (t->trends->without_count > 0) {
        list_ids(r, &ids, t->trends->without, t->trends->without_count);
        document_say(part, DOCUMENT_CAUTION,
                     PART_PHRASE(r, N_("In the chosen set and without a value in the table: {ids}."),
                                 {"ids", part_text_of(r, &ids)}));
    }
    ids.size = 0;
    list_ids(r, &ids, t->trends->left_out, t->trends->left_out_count);
    if (t->trends->left_out_count > 0)
        document_say(part, DOCUMENT_NOTE,
                     PART_PHRASE(r, N_("In the table and left out, since the study did not choose them: {ids}."),
                                 {"ids", part_text_of(r, &ids)}));
    ids.size = 0;
    for (size_t i = 0; i < t->trends->values->unknown_count; i++)
        base_buffer_format(&ids, "%s%s", i ? ", " : "", t->trends->values->unknown[i]);
    if (t->trends->values->unknown_count > 0)
        document_say(
            part, DOCUMENT_NOTE,
            PART_PHRASE(r, N_("In the table and no indicators of this study: {ids}."), {"ids", part_text_of(r, &ids)}));
    part_end(r, &ids);
}

/* ---- a row a series ---- */

/* "I01  Falls · lower is better" */
static void put_indicator(report *r, document_table *table, size_t indicator) {
    static const char *const words[DELPHI_POLARITY_COUNT] = {
        [DELPHI_POLARITY_NONE] = N_("not judged"),
        [DELPHI_POLARITY_HIGHER] = N_("higher is better"),
        [DELPHI_POLARITY_LOWER] = N_("lower is better"),
    };
    const delphi_indicator *own = &r->study->indicators[indicator];
    delphi_buffer *out = part_new_phrase(r);
    base_buffer_format(out, "%s  %s \xC2\xB7 %s", own->id, part_indicator_text(r, indicator),
                       part_words(r, words[own->polarity]));
    document_title_row(table, part_phrase_text(r));
}

/* "since 2019; 2 years missing; too few years" */
static void put_remark(report *r, document_table *table, const delphi_indicator_trend *s) {
    delphi_buffer *out = part_new_phrase(r);
    if (s->since)
        EXPORT_FILL(out, part_words(r, N_("starts anew in {year}")), {"year", export_number(s->since).text});
    if (s->gaps > 0) {
        base_buffer_text(out, out->size ? "; " : "");
        EXPORT_FILL(out,
                    export_words_many(r->language, "{count} year without a value", "{count} years without a value",
                                      (uint64_t)s->gaps),
                    {"count", export_number(s->gaps).text});
    }
    if (!s->exact && s->holm.kind != DELPHI_VALUE_UNDEFINED) {
        base_buffer_text(out, out->size ? "; " : "");
        base_buffer_text(out, part_words(r, N_("p by the normal distribution")));
    }
    document_put_text(table, part_phrase_text(r), DOCUMENT_SMALL);
}

static void put_years(report *r, document_table *table, const delphi_indicator_trend *s) {
    delphi_buffer *out = part_new_phrase(r);
    if (s->first_year)
        base_buffer_format(out, "%d\xE2\x80\x93%d", s->first_year, s->last_year);
    document_put_text(table, part_phrase_text(r), DOCUMENT_PLAIN);
}

static void put_series(trends_document *t, document_table *table, const delphi_indicator_trend *s) {
    report *r = &t->r;
    const char *region = trends_region(t, s);
    static const char *const slopes[] = {"sen_slope", "sen_low", "sen_high"};
    document_start_row(table);
    document_put_text(table, *region ? region : part_words(r, N_("(no region)")), DOCUMENT_STRONG);
    document_put_text(table, trends_direction_words(r, s), trends_direction_look(s));
    put_years(r, table, s);
    document_put_value(table, delphi_indicator_trend_value(s, "years"));
    document_put_value(table, delphi_indicator_trend_value(s, "level"));
    document_put_value(table, delphi_indicator_trend_value(s, "level_change"));
    document_put_percentage(table, delphi_indicator_trend_value(s, "level_change_relative"));
    for (size_t i = 0; i < sizeof slopes / sizeof *slopes; i++)
        document_put_figure(table, delphi_indicator_trend_value(s, slopes[i]), 2);
    document_put_measure(table, "mann_kendall_p", delphi_indicator_trend_value(s, "mann_kendall_p"));
    document_put_measure(table, "mann_kendall_p", &s->holm);
    put_remark(r, table, s);
}

static void add_table(trends_document *t, document_part *part) {
    report *r = &t->r;
    const char *slope = part_words(r, N_("Slope: change a year")),
               *test = part_words(r, N_("Test of Mann and Kendall")), *change = part_words(r, N_("Change"));
    const document_column columns[] = {
        {.head = part_words(r, N_("Region")), .width = 15, .names_row = true},
        {.head = part_words(r, N_("Direction")), .width = 14},
        {.head = part_words(r, N_("Years")), .width = 14},
        {.head = part_words(r, N_("n")), .width = 4, .direction = DOCUMENT_HEAD_FIGURES},
        {.head = part_words(r, N_("Level")), .width = 8, .direction = DOCUMENT_HEAD_FIGURES},
        {.head = part_words(r, N_("absolute")), .over = change, .width = 9, .direction = DOCUMENT_HEAD_FIGURES},
        {.head = part_words(r, N_("relative")), .over = change, .width = 9, .direction = DOCUMENT_HEAD_FIGURES},
        {.head = part_words(r, N_("Theil and Sen")), .over = slope, .width = 8, .direction = DOCUMENT_HEAD_FIGURES},
        {.head = part_words(r, N_("from")), .over = slope, .width = 7, .direction = DOCUMENT_HEAD_FIGURES},
        {.head = part_words(r, N_("to")), .over = slope, .width = 7, .direction = DOCUMENT_HEAD_FIGURES},
        {.head = part_words(r, N_("p")), .over = test, .width = 8, .direction = DOCUMENT_HEAD_FIGURES},
        {.head = part_words(r, N_("p, Holm")), .over = test, .width = 8, .direction = DOCUMENT_HEAD_FIGURES},
        {.head = part_words(r, N_("Remarks")), .width = 22},
    };
    document_table *table =
        document_add_table(part, &(document_table_spec){.title = part_words(r, N_("All series")),
                                                        .columns = columns,
                                                        .column_count = sizeof columns / sizeof *columns,
                                                        .frozen = 1});
    for (size_t i = 0; i < t->trends->series_count; i++) {
        const delphi_indicator_trend *s = &t->trends->series[i];
        if (i == 0 || s->indicator != s[-1].indicator)
            put_indicator(r, table, s->indicator);
        put_series(t, table, s);
    }
    document_add_note(table, part_words(r, N_("Level: the last value. Change: against the first one. Slope: with its "
                                              "95% interval. All of the years from the last break on.")));
    document_add_note(table, part_words(r, N_("A direction is told where p is at most 0.05, and judged by which way is "
                                              "better. It is no statement about causes.")));
}

void trends_summary(trends_document *t, document_part *part) {
    say_answer(t, part);
    say_missing(t, part);
    say_tests(t, part);
    if (t->trends->series_count > 0)
        add_table(t, part);
}
