/* SPDX-License-Identifier: GPL-3.0-or-later */
/* indicators.csv of a scan: who is asked a question, and which options belong to one question. */
#include "ingest/indicators.h"

#include <delphi/questionnaire.h>

#include <string.h>

#include "base/number.h"
#include "ingest/words.h"

static void read_answers(const ingest_questions *q, size_t index, const char *at) {
    delphi_indicator *question = &q->indicators[index];
    delphi_rating *answers = base_arena_array(q->arena, strlen(at) + 1, sizeof *answers);
    question->asked_if = answers;
    if (!answers)
        ingest_table_no_memory(q->table);
    while (answers && at) {
        const char *bar = strchr(at, '|');
        size_t size = bar ? (size_t)(bar - at) : strlen(at);
        int64_t answer = 0;
        if (base_read_integer(at, size, q->scale->min, q->scale->max, &answer))
            answers[question->asked_count++] = (delphi_rating)answer;
        else
            ingest_table_refuse(q->table, q->origins[index].line, q->asked_if,
                                "%s is no answer of \"%s\": allowed are %d to %d, with | between them",
                                ingest_quote(at, size).text, q->indicators[question->asked_of].id, q->scale->min,
                                q->scale->max);
        at = bar ? bar + 1 : NULL;
    }
}

/* `Q03=1|2`: who answered so to a question further up, so that nothing goes round in a circle. */
static void settle_asked(const ingest_questions *q, size_t index) {
    const char *text = q->origins[index].asked_if, *equals = strchr(text, '=');
    size_t size = equals ? (size_t)(equals - text) : strlen(text), of = base_index_find(q->ids, text, size);
    if (!*text)
        return;
    if (of == DELPHI_NONE || of >= index) {
        ingest_table_refuse(q->table, q->origins[index].line, q->asked_if,
                            "%s is no question further up; allowed is ID=1|2, a question and its answers",
                            ingest_quote(text, size).text);
        return;
    }
    q->indicators[index].asked_of = of;
    read_answers(q, index, equals ? equals + 1 : "");
}

static bool same_routing(const delphi_indicator *a, const delphi_indicator *b) {
    if (a->asked_count != b->asked_count || (a->asked_count && a->asked_of != b->asked_of))
        return false;
    return !a->asked_count || memcmp(a->asked_if, b->asked_if, a->asked_count * sizeof *a->asked_if) == 0;
}

static bool same_topic(const delphi_indicator *a, const delphi_indicator *b) {
    return strcmp(delphi_text_in(&a->topic, DELPHI_NL), delphi_text_in(&b->topic, DELPHI_NL)) == 0;
}

/* Options of one question are asked of the same people and stand in the same block. */
static void check_choice(const ingest_questions *q, size_t index) {
    const delphi_indicator *option = &q->indicators[index], *first = q->indicators;
    while (first < option && !delphi_question_same_choice(first, option))
        first++;
    if (first == option)
        return;
    long line = q->origins[index].line, before = q->origins[first - q->indicators].line;
    if (!same_routing(first, option))
        ingest_table_refuse(q->table, line, q->asked_if,
                            "this is an option of the same question as \"%s\" (line %ld), and asked of others",
                            first->id, before);
    if (!same_topic(first, option))
        ingest_table_refuse(q->table, line, q->topic,
                            "this is an option of the same question as \"%s\" (line %ld), and of another block",
                            first->id, before);
}

/* The two answers of an option, chosen and not chosen. */
static const delphi_scale *make_choice_scale(const ingest_questions *q) {
    static const delphi_text labels[] = {{{"ja", "yes"}}, {{"nee", "no"}}};
    delphi_scale *scale = base_arena_alloc(q->arena, sizeof *scale);
    if (!scale) {
        ingest_table_no_memory(q->table);
        return NULL;
    }
    *scale = *q->scale;
    scale->max = scale->min + 1;
    scale->labels = labels;
    return scale;
}

void ingest_questions_settle(const ingest_questions *q) {
    const delphi_scale *scale = NULL;
    for (size_t i = 0; i < q->count && q->table->status != DELPHI_ERR_MEMORY; i++) {
        settle_asked(q, i);
        if (!delphi_question_is_choice(&q->indicators[i]))
            continue;
        check_choice(q, i);
        scale = scale ? scale : make_choice_scale(q);
        q->indicators[i].scale = scale;
    }
}
