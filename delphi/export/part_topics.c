/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The part "Topics": how many indicators were kept on each topic. A topic that is left without one is a result: it
 * stands in the answer. */
#include <math.h>
#include <string.h>

#include "export/part_final.h"

#define COUNT_WIDTH 12
enum { TOPIC, TEXTS, FIRST_END };

typedef struct {
    report *r;
    const final_way *ways;
    final_topics topics;
    uint32_t *counts; /* ENDS for each topic, and for the indicators without one */
    bool shown[ENDS];
} topics_view;

static uint32_t *counts_of(const topics_view *v, size_t topic) {
    return &v->counts[topic * ENDS];
}

/* A text that was taken up in another one is no indicator of its own any more. */
static uint32_t count_texts(const topics_view *v, size_t topic) {
    uint32_t count = 0;
    for (final_end end = 0; end < END_NEVER; end++)
        count += end == END_REPLACED ? 0 : counts_of(v, topic)[end];
    return count;
}

static bool count_all(topics_view *v) {
    v->counts = base_arena_array(v->r->document->arena, (v->topics.count + 1) * ENDS, sizeof *v->counts);
    if (!v->counts) {
        v->r->failed = true;
        return false;
    }
    for (size_t i = 0; i < v->r->study->indicator_count; i++) {
        size_t topic = v->topics.of[i] == DELPHI_NONE ? v->topics.count : v->topics.of[i];
        counts_of(v, topic)[v->ways[i].end]++;
        v->shown[v->ways[i].end] = true;
    }
    v->shown[END_KEPT] = v->shown[END_DROPPED] = true;
    v->shown[END_REPLACED] = v->shown[END_NEVER] = false;
    return true;
}

/* A topic of indicators that were all never rated, or of texts that moved to another topic, is none of this report. */
static bool has_row(const topics_view *v, size_t topic) {
    return count_texts(v, topic) > 0;
}

/* ---- the answer ---- */

/* ", on 9 of 11 topics. 2 topics are left without an indicator: ..." */
static const char *answer_words(const topics_view *v, bool interim, uint64_t without) {
    report *r = v->r;
    if (without == 0)
        return part_words(r, N_(", and every one of the {topics} topics has at least one."));
    if (interim)
        return part_many(r,
                         " so far, on {held} of {topics} topics. {without} topic has no kept indicator yet: "
                         "{names}.",
                         " so far, on {held} of {topics} topics. {without} topics have no kept indicator yet: "
                         "{names}.",
                         without);
    return part_many(r, ", on {held} of {topics} topics. {without} topic is left without an indicator: {names}.",
                     ", on {held} of {topics} topics. {without} topics are left without an indicator: {names}.",
                     without);
}

static void say_answer(const topics_view *v, document_part *part) {
    report *r = v->r;
    delphi_buffer names = {0};
    uint64_t topics = 0, without = 0;
    for (size_t i = 0; i < v->topics.count; i++) {
        topics += has_row(v, i);
        if (has_row(v, i) && counts_of(v, i)[END_KEPT] == 0 && ++without)
            base_buffer_format(&names, "%s%s", names.size ? "; " : "", v->topics.names[i]);
    }
    uint32_t kept = final_count(r, v->ways, END_KEPT);
    delphi_buffer *out = part_new_phrase(r);
    EXPORT_FILL(out, part_many(r, "{count} indicator is kept", "{count} indicators are kept", kept),
                {"count", export_number(kept).text});
    EXPORT_FILL(out, answer_words(v, final_is_interim(r, v->ways), without),
                {"held", export_number((int64_t)(topics - without)).text},
                {"topics", export_number((int64_t)topics).text}, {"without", export_number((int64_t)without).text},
                {"names", part_text_of(r, &names)});
    document_say(part, DOCUMENT_ANSWER, part_phrase_text(r));
    part_end(r, &names);
    if (without > 0)
        document_say(part, DOCUMENT_PARAGRAPH,
                     part_words(r, N_("A topic without an indicator is a result of its own: the experts found none of "
                                      "its indicators good enough, which says nothing about the topic's weight.")));
}

/* ---- the table ---- */

static document_table *start_table(const topics_view *v, document_part *part) {
    report *r = v->r;
    document_column columns[FIRST_END + ENDS + 2] = {
        [TOPIC] = {.head = part_words(r, N_("Topic")), .width = 40, .names_row = true},
        [TEXTS] = {.head = part_words(r, N_("Indicators")), .width = COUNT_WIDTH, .direction = DOCUMENT_HEAD_FIGURES},
    };
    size_t at = FIRST_END;
    for (final_end end = 0; end < ENDS; end++)
        if (v->shown[end])
            columns[at++] = (document_column){
                .head = final_end_words(r, end), .width = COUNT_WIDTH, .direction = DOCUMENT_HEAD_FIGURES};
    columns[at++] = (document_column){.head = part_words(r, N_("Kept indicators")), .width = 44};
    return document_add_table(part, &(document_table_spec){.columns = columns, .column_count = at, .frozen = 1});
}

static const char *names_of_kept(const topics_view *v, size_t topic) {
    delphi_buffer *out = part_new_phrase(v->r);
    for (size_t i = 0; i < v->r->study->indicator_count; i++)
        if (v->ways[i].end == END_KEPT && v->topics.of[i] == topic)
            base_buffer_format(out, "%s%s", out->size ? ", " : "", v->r->study->indicators[i].id);
    return out->size ? part_phrase_text(v->r) : part_words(v->r, N_("none"));
}

static void put_row(const topics_view *v, document_table *table, size_t topic) {
    bool apart = topic == v->topics.count;
    const uint32_t *counts = counts_of(v, topic);
    document_start_row(table);
    document_put_text(table, apart ? part_words(v->r, N_("(no topic)")) : v->topics.names[topic],
                      apart ? DOCUMENT_QUIET : DOCUMENT_STRONG);
    document_put_count(table, count_texts(v, topic), DOCUMENT_PLAIN);
    for (final_end end = 0; end < ENDS; end++)
        if (v->shown[end])
            document_put_count_of_few(table, counts[end]);
    document_put_text(table, names_of_kept(v, apart ? DELPHI_NONE : topic),
                      counts[END_KEPT] ? DOCUMENT_PLAIN : DOCUMENT_STRONG);
}

static void put_total(const topics_view *v, document_table *table) {
    uint32_t texts = 0;
    for (size_t topic = 0; topic <= v->topics.count; topic++)
        texts += count_texts(v, topic);
    document_start_row(table);
    document_put_text(table, part_words(v->r, N_("All topics")), DOCUMENT_TOTAL);
    document_put_count(table, texts, DOCUMENT_TOTAL);
    for (final_end end = 0; end < ENDS; end++)
        if (v->shown[end])
            document_put_count(table, final_count(v->r, v->ways, end), DOCUMENT_TOTAL);
    document_put_text(table, "", DOCUMENT_TOTAL);
}

static void draw_kept(const topics_view *v, document_table *table, size_t rows) {
    static const document_series series = {.column = FIRST_END, .colour = 0x0072B2};
    if (rows == 0)
        return;
    document_add_chart(
        table, &(document_chart_spec){
                   .kind = DOCUMENT_BARS,
                   .title = part_words(v->r, N_("Kept indicators by topic")),
                   .description = part_words(v->r, N_("Bars: how many indicators were kept on each topic. A topic "
                                                      "without a bar is left without an indicator.")),
                   .row_count = rows,
                   .series = &series,
                   .series_count = 1,
                   .mark = NAN,
                   .x_mark = NAN,
                   .place = DOCUMENT_BELOW,
                   .width = 900,
                   .height = 80 + 26 * (int)rows});
}

void part_topics(report *r, document_part *part) {
    topics_view v = {.r = r, .ways = final_ways(r)};
    if (!v.ways || !final_find_topics(r, &v.topics) || !count_all(&v))
        return;
    document_set_title(part, part_words(r, N_("Topics and their indicators")));
    say_answer(&v, part);
    document_table *table = start_table(&v, part);
    size_t rows = 0;
    for (size_t topic = 0; topic <= v.topics.count; topic++)
        if (has_row(&v, topic)) {
            put_row(&v, table, topic);
            rows++;
        }
    put_total(&v, table);
    document_add_note(table, part_words(r, N_("Texts that were taken up in another one are not counted; the other one "
                                              "is.")));
    draw_kept(&v, table, rows);
}

/* One topic alone is that of the study. */
bool part_topics_wanted(const report *r) {
    const char *first = NULL;
    if (part_levels_wanted(r))
        return false; /* which tells more of them */
    for (size_t i = 0; i < r->study->indicator_count; i++) {
        const char *topic = delphi_text_in(&r->study->indicators[i].topic, r->language);
        if (first && *topic && strcmp(first, topic) != 0)
            return true;
        if (*topic)
            first = topic;
    }
    return false;
}
