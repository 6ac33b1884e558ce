/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A wave of a scan as JSON: blocks with their scores, questions with their answers. */
#include "export/scan_data.h"

#include "base/buffer.h"

#include <delphi/questionnaire.h>

#include <string.h>

const char *export_block_title(const delphi_scan_block *block, delphi_language language) {
    return delphi_text_in(block->title, language);
}

bool export_scan_has_group(const delphi_result *result, size_t group) {
    return result->groups[group].responded > 0;
}

void export_scan_question_id(const delphi_scan *scan, const delphi_scan_question *question, delphi_buffer *out) {
    base_buffer_text(out, scan->study->indicators[question->indicators[0]].id);
    if (question->multiple && question->option_count > 1)
        base_buffer_format(out, "\xE2\x80\x93%s",
                           scan->study->indicators[question->indicators[question->option_count - 1]].id);
}

static cJSON *ids_of(json_writer *w, const size_t *indicators, size_t count) {
    cJSON *array = cJSON_CreateArray();
    for (size_t i = 0; array && i < count; i++)
        json_push(w, array, json_text(w->result->study->indicators[indicators[i]].id));
    return array;
}

static void put_score(json_writer *w, cJSON *object, const delphi_scan_score *score) {
    json_put(w, object, "score", json_value(&score->value));
    if (score->suppressed)
        json_put(w, object, "suppressed", json_text(delphi_reason_text(DELPHI_REASON_SMALL_GROUP)));
}

static cJSON *score_of(json_writer *w, const void *from) {
    const delphi_scan_score *score = from;
    cJSON *object = cJSON_CreateObject();
    if (!object)
        return NULL;
    json_put(w, object, "n", json_integer(score->n));
    put_score(w, object, score);
    return object;
}

static cJSON *counts_of(json_writer *w, const uint32_t *counts, size_t count) {
    cJSON *array = cJSON_CreateArray();
    for (size_t i = 0; array && i < count; i++)
        json_push(w, array, json_integer(counts[i]));
    return array;
}

/* `count` is that of the question's options. */
static cJSON *answers_of(json_writer *w, const delphi_scan_answers *a, const delphi_scan_question *q) {
    cJSON *object = cJSON_CreateObject();
    if (!object)
        return NULL;
    json_put(w, object, "n", json_integer(a->n));
    if (a->suppressed) {
        json_put(w, object, "suppressed", json_text(delphi_reason_text(DELPHI_REASON_SMALL_GROUP)));
        return object;
    }
    json_put(w, object, "asked", json_integer(a->asked));
    json_put(w, object, "cannot_judge", json_integer(a->cannot_judge));
    json_put(w, object, "missing", json_integer(a->missing));
    json_put(w, object, "counts", counts_of(w, a->counts, q->option_count));
    if (!q->multiple)
        put_score(w, object, &a->score);
    return object;
}

/* `all`, and a member for each type that took part. */
static void put_scores(json_writer *w, cJSON *object, const delphi_scan_score *scores) {
    const delphi_protocol *p = &w->result->study->protocol;
    json_put(w, object, "all", score_of(w, &scores[0]));
    cJSON *groups = cJSON_CreateObject();
    for (size_t g = 0; groups && g < p->group_count; g++)
        if (export_scan_has_group(w->result, g))
            json_put(w, groups, p->groups[g].id, score_of(w, &scores[1 + g]));
    json_put(w, object, "groups", groups);
}

static void put_answers(json_writer *w, cJSON *object, const delphi_scan_question *q) {
    const delphi_protocol *p = &w->result->study->protocol;
    json_put(w, object, "all", answers_of(w, &q->answers[0], q));
    cJSON *groups = cJSON_CreateObject();
    for (size_t g = 0; groups && g < p->group_count; g++)
        if (export_scan_has_group(w->result, g))
            json_put(w, groups, p->groups[g].id, answers_of(w, &q->answers[1 + g], q));
    json_put(w, object, "groups", groups);
}

/* Against the wave before, over the questions that are comparable. */
static cJSON *change_of(json_writer *w, const delphi_scan *scan, const delphi_scan_block *block) {
    cJSON *object = cJSON_CreateObject();
    if (!object)
        return NULL;
    const delphi_round *before = &scan->study->protocol.rounds[scan->previous - 1];
    json_put(w, object, "wave", json_text(before->wave));
    json_put(w, object, "questions", json_integer((int64_t)block->compared));
    json_put(w, object, "then", score_of(w, &block->then));
    json_put(w, object, "now", score_of(w, &block->now));
    return object;
}

static cJSON *block_of(json_writer *w, const delphi_scan *scan, const delphi_scan_block *block) {
    cJSON *object = cJSON_CreateObject();
    if (!object)
        return NULL;
    json_put(w, object, "title", json_text(export_block_title(block, scan->study->protocol.language)));
    json_put(w, object, "questions", ids_of(w, block->indicators, block->indicator_count));
    json_put(w, object, "scored", json_integer((int64_t)block->scored));
    put_scores(w, object, block->scores);
    json_put(w, object, "compared", block->compared ? change_of(w, scan, block) : cJSON_CreateNull());
    return object;
}

static cJSON *option_of(json_writer *w, const delphi_scan *scan, const delphi_scan_question *q, size_t option) {
    cJSON *object = cJSON_CreateObject();
    delphi_rational score;
    if (!object)
        return NULL;
    int low = scan->study->protocol.scale.min;
    const char *label = delphi_text_in(delphi_scan_option(scan, q, option), scan->study->protocol.language);
    json_put(w, object, "label", json_text(label));
    if (q->multiple)
        return object;
    bool scored = delphi_question_score(scan->study, q->indicators[0], (delphi_rating)(low + (int)option), &score);
    delphi_value value = {.kind = DELPHI_VALUE_RATIONAL, .as.rational = score};
    json_put(w, object, "score", scored ? json_value(&value) : cJSON_CreateNull());
    return object;
}

static cJSON *question_of(json_writer *w, const delphi_scan *scan, const delphi_scan_question *q) {
    cJSON *object = cJSON_CreateObject(), *options = cJSON_CreateArray();
    if (!object || !options) {
        cJSON_Delete(object);
        cJSON_Delete(options);
        return NULL;
    }
    delphi_language language = scan->study->protocol.language;
    json_put(w, object, "ids", ids_of(w, q->indicators, q->multiple ? q->option_count : 1));
    json_put(w, object, "title", json_text(delphi_text_in(q->title, language)));
    json_put(w, object, "block", json_text(export_block_title(&scan->blocks[q->block], language)));
    json_put(w, object, "multiple", cJSON_CreateBool(q->multiple));
    for (size_t k = 0; k < q->option_count; k++)
        json_push(w, options, option_of(w, scan, q, k));
    json_put(w, object, "options", options);
    put_answers(w, object, q);
    return object;
}

cJSON *json_scan(json_writer *w) {
    const delphi_scan *scan = w->result->scan;
    cJSON *object = cJSON_CreateObject(), *blocks = cJSON_CreateArray(), *questions = cJSON_CreateArray();
    if (!object || !blocks || !questions) {
        cJSON_Delete(object);
        cJSON_Delete(blocks);
        cJSON_Delete(questions);
        return NULL;
    }
    json_put(w, object, "wave", json_text(scan->wave));
    json_put(w, object, "version", json_text(scan->version));
    json_put(w, object, "participants", json_integer(scan->participants));
    json_put(w, object, "not_asked_answers", json_integer(scan->not_asked_answers));
    for (size_t b = 0; b < scan->block_count; b++)
        json_push(w, blocks, block_of(w, scan, &scan->blocks[b]));
    for (size_t q = 0; q < scan->question_count; q++)
        json_push(w, questions, question_of(w, scan, &scan->questions[q]));
    json_put(w, object, "blocks", blocks);
    json_put(w, object, "questions", questions);
    return object;
}

delphi_status delphi_export_scan_json(const delphi_result *const *waves, size_t count, delphi_buffer *out) {
    json_writer w = {.out = out};
    const delphi_study *study = waves[count - 1]->study;
    base_buffer_text(out, "{\"format\": \"delphi-scan/1\",\n \"study\": ");
    json_print(&w, json_text(study->protocol.id));
    base_buffer_text(out, ",\n \"waves\": [");
    for (size_t i = 0; i < count && !w.failed; i++) {
        w.result = waves[i];
        base_buffer_text(out, i ? ",\n  " : "\n  ");
        json_print(&w, json_scan(&w));
    }
    base_buffer_text(out, "\n ]}\n");
    return w.failed || out->failed ? DELPHI_ERR_MEMORY : DELPHI_OK;
}
