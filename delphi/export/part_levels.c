/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The part "Topics" of a study of two levels: the topics kept, and the indicators of each. A topic that is kept while
 * no indicator measures it is a result of its own; indicators whose topic was not kept were left out, not dropped. */
#include "export/parts.h"

static void append_id(const report *r, size_t indicator, delphi_buffer *out) {
    base_buffer_format(out, "%s%s", out->size ? ", " : "", r->study->indicators[indicator].id);
}

static uint32_t count_without(const report *r, delphi_buffer *names) {
    uint32_t count = 0;
    for (size_t i = 0; i < r->result->topic_count; i++)
        if (r->result->topics[i].without_indicator) {
            append_id(r, r->result->topics[i].item, names);
            count++;
        }
    return count;
}

static void say_answer(report *r, document_part *part) {
    delphi_buffer names = {0};
    uint32_t without = count_without(r, &names), kept = (uint32_t)r->result->topic_count;
    const char *pattern = part_many(r, "{count} topic is kept, and it is not without an indicator.",
                                    "{count} topics are kept, and none of them is without an indicator.", kept);
    if (kept == 0)
        pattern = part_words(r, N_("No topic is kept."));
    else if (without > 0)
        pattern = part_many(r, "Of the topics that are kept ({count}), {without} has no indicator: {names}.",
                            "Of the topics that are kept ({count}), {without} have no indicator: {names}.", without);
    document_say(part, DOCUMENT_ANSWER,
                 PART_FILLED(r, pattern, {"count", export_number(kept).text}, {"without", export_number(without).text},
                             {"names", part_text_of(r, &names)}));
    part_end(r, &names);
}

/* Of the round reported; in a final report that ends with a topic round, nothing was left out in it. */
static void say_left_out(report *r, document_part *part) {
    uint32_t count = r->result->flow[r->round - 1].left_out;
    if (count == 0)
        return;
    const char *pattern = part_many(
        r, "{count} indicator was left out with its topic, which was not kept: it was not rated, and is not dropped.",
        "{count} indicators were left out with their topics, which were not kept: they were not rated, and are not "
        "dropped.",
        count);
    document_say(part, DOCUMENT_PARAGRAPH, PART_FILLED(r, pattern, {"count", export_number(count).text}));
}

static void put_topic(report *r, document_table *table, const delphi_topic *topic) {
    const char *text = part_indicator_text(r, topic->item);
    document_start_row(table);
    document_put_text(table, r->study->indicators[topic->item].id, DOCUMENT_PLAIN);
    document_put_text(table, text, DOCUMENT_STRONG);
    document_put_count(table, topic->candidates, DOCUMENT_PLAIN);
    document_put_count(table, topic->kept, DOCUMENT_PLAIN);
    document_put_count(table, topic->open, DOCUMENT_PLAIN);
    if (topic->without_indicator)
        document_put_text(table, part_words(r, N_("topic without an indicator")), DOCUMENT_WARNING);
    else
        document_put_text(table, part_words(r, topic->kept ? N_("has an indicator") : N_("not decided yet")),
                          DOCUMENT_PLAIN);
}

void part_levels(report *r, document_part *part) {
    delphi_level level = r->level;
    r->level = DELPHI_LEVEL_INDICATOR; /* the words here are about both */
    const document_column columns[] = {
        {.head = part_words(r, N_("Id")), .width = 10, .names_row = true},
        {.head = part_words(r, N_("Topic kept")), .width = 50},
        {.head = part_words(r, N_("Indicators proposed")), .width = 12, .direction = DOCUMENT_HEAD_FIGURES},
        {.head = part_words(r, N_("Kept")), .width = 10, .direction = DOCUMENT_HEAD_FIGURES},
        {.head = part_words(r, N_("Still open")), .width = 10, .direction = DOCUMENT_HEAD_FIGURES},
        {.head = part_words(r, N_("What it comes to")), .width = 30},
    };
    document_set_title(part, part_words(r, N_("Topics and their indicators")));
    say_answer(r, part);
    say_left_out(r, part);
    document_table *table = NULL;
    if (r->result->topic_count > 0)
        table = document_add_table(part, &(document_table_spec){.columns = columns, .column_count = 6});
    for (size_t i = 0; i < r->result->topic_count; i++)
        put_topic(r, table, &r->result->topics[i]);
    if (table)
        document_add_note(table,
                          part_words(r, N_("A topic without an indicator is a result: the panel found none of those "
                                           "offered good enough, which does not say that the topic is not "
                                           "important.")));
    r->level = level;
}

bool part_levels_wanted(const report *r) {
    return delphi_protocol_rates_topics(r->protocol);
}
