/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The parts "Core set" and "Topics" of the final report: the indicators that are kept, with their final text; and the
 * topics, those without an indicator among them. */
#include "export/final.h"

#include <delphi/stats.h>

#include <stdlib.h>
#include <string.h>

#include "export/shares.h"

/* ---- the core set ---- */

static void put_criterion(report *r, document_table *table, const delphi_result *result, const delphi_outcome *outcome,
                          size_t criterion) {
    const delphi_cell *cell = delphi_result_cell(result, outcome, criterion, DELPHI_NONE);
    size_t band = delphi_study_band(r->study, "high");
    document_put_count(table, cell->n, DOCUMENT_PLAIN);
    document_put_value(table, &cell->values[delphi_measure_find("median")]);
    document_put_value(table, &cell->values[delphi_measure_find("iqr")]);
    if (band == DELPHI_NONE) {
        document_put_hidden(table);
        return;
    }
    delphi_value share = export_band_share(r->protocol, cell, &r->protocol->bands[band]);
    document_put_value(table, &share);
}

static void put_kept(report *r, document_table *table, size_t indicator) {
    const delphi_indicator *own = &r->study->indicators[indicator];
    const delphi_result *result = NULL;
    const delphi_outcome *outcome = NULL;
    if (!final_outcome(r, indicator, &result, &outcome))
        return;
    document_start_row(table);
    document_put_text(table, own->id, DOCUMENT_STRONG);
    document_put_text(table, delphi_text_in(&own->topic, r->language), DOCUMENT_PLAIN);
    document_put_text(table, part_indicator_text(r, indicator), DOCUMENT_PLAIN);
    document_put_text(table, delphi_text_in(&own->definition, r->language), DOCUMENT_SMALL);
    document_put_count(table, (uint64_t)result->round, DOCUMENT_PLAIN);
    document_put_text(table, part_words(r, outcome->override_why ? N_("the steering group") : N_("the rules")),
                      DOCUMENT_PLAIN);
    for (size_t c = 0; c < r->protocol->criterion_count; c++)
        put_criterion(r, table, result, outcome, c);
}

static size_t set_columns(report *r, document_column *columns) {
    static const char *const figures[] = {N_("n"), N_("Median"), N_("IQR"), N_("% high, of base")};
    static const double widths[] = {5, 7, 7, 9};
    size_t count = 0;
    columns[count++] = (document_column){.head = part_words(r, N_("Id")), .width = 8, .names_row = true};
    columns[count++] = (document_column){.head = part_words(r, N_("Topic")), .width = 20};
    columns[count++] = (document_column){.head = part_words(r, N_("Final text")), .width = 46};
    columns[count++] = (document_column){.head = part_words(r, N_("Definition")), .width = 40};
    columns[count++] =
        (document_column){.head = part_words(r, N_("Kept in round")), .width = 8, .direction = DOCUMENT_HEAD_FIGURES};
    columns[count++] = (document_column){.head = part_words(r, N_("Decided by")), .width = 14};
    for (size_t c = 0; c < r->protocol->criterion_count; c++)
        for (size_t i = 0; i < 4; i++)
            columns[count++] = (document_column){.head = part_words(r, figures[i]),
                                                 .over = part_criterion_title(r, c),
                                                 .width = widths[i],
                                                 .direction = DOCUMENT_HEAD_UPWARDS};
    return count;
}

static size_t count_kept(const report *r) {
    size_t count = 0;
    for (size_t i = 0; i < r->study->indicator_count; i++)
        count += final_is_kept(r, i);
    return count;
}

void part_core(report *r, document_part *part) {
    size_t kept = count_kept(r);
    const char *pattern =
        part_many(r, "The core set has {count} indicator.", "The core set has {count} indicators.", kept);
    document_set_title(part, part_words(r, N_("The core set")));
    document_say(part, DOCUMENT_ANSWER, PART_FILLED(r, pattern, {"count", export_number((int64_t)kept).text}));
    document_column *columns = calloc(6 + 4 * r->protocol->criterion_count, sizeof *columns);
    if (!columns) {
        r->failed = true;
        return;
    }
    document_table *table = document_add_table(
        part, &(document_table_spec){
                  .columns = columns, .column_count = set_columns(r, columns), .filter = true, .frozen = 1});
    for (size_t i = 0; i < r->study->indicator_count; i++)
        if (final_is_kept(r, i))
            put_kept(r, table, i);
    document_add_note(table,
                      part_words(r, N_("Figures are those of the last round that rated the indicator, of the whole "
                                       "panel.")));
    free(columns);
}

/* ---- topics ---- */

static const char *topic_of(const report *r, size_t indicator) {
    return delphi_text_in(&r->study->indicators[indicator].topic, r->language);
}

/* Is this the first indicator of its topic? */
static bool is_first(const report *r, size_t indicator) {
    for (size_t i = 0; i < indicator; i++)
        if (strcmp(topic_of(r, i), topic_of(r, indicator)) == 0)
            return false;
    return *topic_of(r, indicator) != '\0';
}

typedef struct {
    uint32_t rated, kept;
    delphi_buffer names; /* of those kept */
} topic_counts;

static topic_counts count_topic(const report *r, const char *topic) {
    topic_counts counts = {0};
    const delphi_result *result;
    const delphi_outcome *outcome;
    for (size_t i = 0; i < r->study->indicator_count; i++) {
        if (strcmp(topic_of(r, i), topic) != 0 || !final_outcome(r, i, &result, &outcome))
            continue;
        counts.rated++;
        if (!final_is_kept(r, i))
            continue;
        counts.kept++;
        base_buffer_format(&counts.names, "%s%s", counts.names.size ? ", " : "", r->study->indicators[i].id);
    }
    return counts;
}

static void say_topics(report *r, document_part *part, size_t topics, size_t empty, const delphi_buffer *names) {
    const char *pattern = part_words(r, N_("Each of the {topics} topics has an indicator in the core set."));
    if (empty > 0)
        pattern = part_many(r, "{empty} of {topics} topics has no indicator in the core set: {names}.",
                            "{empty} of {topics} topics have no indicator in the core set: {names}.", empty);
    document_say_first(part, DOCUMENT_ANSWER,
                       PART_FILLED(r, pattern, {"topics", export_number((int64_t)topics).text},
                                   {"empty", export_number((int64_t)empty).text}, {"names", part_text_of(r, names)}));
}

void part_topics(report *r, document_part *part) {
    const document_column columns[] = {
        {.head = part_words(r, N_("Topic")), .width = 44, .names_row = true},
        {.head = part_words(r, N_("Rated")), .width = 10, .direction = DOCUMENT_HEAD_FIGURES},
        {.head = part_words(r, N_("Kept")), .width = 10, .direction = DOCUMENT_HEAD_FIGURES},
        {.head = part_words(r, N_("Indicators in the core set")), .width = 60},
    };
    document_set_title(part, part_words(r, N_("Topics and their indicators")));
    document_table *table = document_add_table(part, &(document_table_spec){.columns = columns, .column_count = 4});
    delphi_buffer without = {0};
    size_t topics = 0, empty = 0;
    for (size_t i = 0; i < r->study->indicator_count; i++) {
        if (!is_first(r, i))
            continue;
        topic_counts counts = count_topic(r, topic_of(r, i));
        document_start_row(table);
        document_put_text(table, topic_of(r, i), DOCUMENT_STRONG);
        document_put_count(table, counts.rated, DOCUMENT_PLAIN);
        document_put_count(table, counts.kept, DOCUMENT_PLAIN);
        document_put_text(table, counts.kept ? part_text_of(r, &counts.names) : part_words(r, N_("none")),
                          counts.kept ? DOCUMENT_PLAIN : DOCUMENT_WARNING);
        if (!counts.kept)
            base_buffer_format(&without, "%s%s", empty++ ? "; " : "", topic_of(r, i));
        topics++;
        delphi_buffer_free(&counts.names);
    }
    document_add_note(table, part_words(r, N_("A topic without an indicator is a result: the panel found none of those "
                                              "offered good enough, which does not say that the topic is not "
                                              "important.")));
    say_topics(r, part, topics, empty, &without);
    delphi_buffer_free(&without);
}

bool part_topics_wanted(const report *r) {
    if (part_levels_wanted(r))
        return false; /* which tells more of them */
    for (size_t i = 0; i < r->study->indicator_count; i++)
        if (*topic_of(r, i))
            return true;
    return false;
}
