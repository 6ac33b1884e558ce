/* SPDX-License-Identifier: GPL-3.0-or-later */
/* options.csv of a scan: the answers of each question, in order, and the score of each. */
#include <delphi/ingest.h>
#include <delphi/questionnaire.h>

#include <stdlib.h>
#include <string.h>

#include "base/hash.h"
#include "base/number.h"
#include "base/problems.h"
#include "base/rational.h"
#include "base/text.h"
#include "ingest/table.h"
#include "ingest/words.h"
#include "model/private.h"

enum { INDICATOR, OPTION, LABEL, LABEL_EN, SCORE, COLUMN_COUNT };

static const ingest_column columns[COLUMN_COUNT] = {[INDICATOR] = {"indicator", true},
                                                    [OPTION] = {"option", true},
                                                    [LABEL] = {"label", true},
                                                    [LABEL_EN] = {"label_en", false},
                                                    [SCORE] = {"score", false}};

/* The answers of one question while they are read: room for every point of the protocol's scale. */
typedef struct {
    delphi_text *labels;
    delphi_option *options;
    size_t count;
} answers;

typedef struct {
    delphi_study *study;
    base_arena *arena;
    answers *of; /* by indicator */
} reading;

static bool make_room(reading *r, answers *a) {
    const delphi_scale *scale = &r->study->protocol.scale;
    size_t points = (size_t)(scale->max - scale->min) + 1;
    if (!a->labels)
        a->labels = base_arena_array(r->arena, points, sizeof *a->labels);
    if (!a->options)
        a->options = base_arena_array(r->arena, points, sizeof *a->options);
    return a->labels && a->options;
}

static answers *find_question(ingest_table *table, const ingest_row *row) {
    reading *r = table->context;
    ingest_field field = ingest_table_field(table, row, INDICATOR);
    size_t indicator = model_find_indicator(r->study, field.text, field.size);
    if (indicator == DELPHI_NONE)
        ingest_table_refuse(table, row->line, INDICATOR, "there is no question %s",
                            ingest_quote(field.text, field.size).text);
    else if (delphi_question_is_choice(&r->study->indicators[indicator]))
        ingest_table_refuse(table, row->line, INDICATOR,
                            "\"%s\" is an option that can be chosen beside others: it has no answers of its own",
                            r->study->indicators[indicator].id);
    else
        return &r->of[indicator];
    return NULL;
}

/* The next point of the scale. */
static bool is_next(ingest_table *table, const ingest_row *row, const answers *a) {
    const reading *r = table->context;
    const delphi_scale *scale = &r->study->protocol.scale;
    ingest_field field = ingest_table_field(table, row, OPTION);
    int64_t option, next = scale->min + (int64_t)a->count;
    if (next > scale->max)
        ingest_table_refuse(table, row->line, OPTION,
                            "the question has more answers than the scale of the study, %d to %d, has points",
                            scale->min, scale->max);
    else if (!base_read_integer(field.text, field.size, next, next, &option))
        ingest_table_refuse(table, row->line, OPTION,
                            "found %s; allowed is %lld: the answers of a question are numbered in order, from %d on",
                            ingest_quote(field.text, field.size).text, (long long)next, scale->min);
    else
        return true;
    return false;
}

static void read_score(ingest_table *table, const ingest_row *row, delphi_option *out) {
    ingest_field field = ingest_table_field(table, row, SCORE);
    *out = (delphi_option){.scored = field.size > 0, .score = base_rational(0, 1)};
    if (field.size && !base_read_decimal(field.text, field.size, '.', &out->score))
        ingest_table_refuse(table, row->line, SCORE,
                            "found %s; allowed is a number such as 3 or 2.5, or nothing where "
                            "the answer is not scored",
                            ingest_quote(field.text, field.size).text);
}

static void read_label(ingest_table *table, const ingest_row *row, delphi_text *out) {
    const reading *r = table->context;
    ingest_field own = ingest_table_field(table, row, LABEL), english = ingest_table_field(table, row, LABEL_EN);
    base_trim(&own.text, &own.size);
    base_trim(&english.text, &english.size);
    bool only_english = !english.size && r->study->protocol.language == DELPHI_EN;
    if (!own.size)
        ingest_table_refuse(table, row->line, LABEL, "an answer needs its words");
    const char *text = base_arena_text(r->arena, own.text, own.size);
    const char *translated = english.size ? base_arena_text(r->arena, english.text, english.size) : NULL;
    if (!text || (english.size && !translated))
        ingest_table_no_memory(table);
    *out = only_english ? (delphi_text){{NULL, text}} : (delphi_text){{text, translated}};
}

static bool take_option(ingest_table *table, const ingest_row *row) {
    reading *r = table->context;
    answers *a = find_question(table, row);
    if (!a)
        return true;
    if (!make_room(r, a))
        return ingest_table_no_memory(table);
    if (is_next(table, row, a)) {
        read_score(table, row, &a->options[a->count]);
        read_label(table, row, &a->labels[a->count]);
        a->count++;
    }
    return table->status != DELPHI_ERR_MEMORY;
}

static void refuse_single(ingest_table *table, const reading *r) {
    for (size_t i = 0; i < r->study->indicator_count; i++)
        if (r->of[i].count == 1)
            ingest_table_refuse(table, 1, INDICATOR, "the question \"%s\" has one answer; it needs two at least",
                                r->study->indicators[i].id);
}

/* The indicators anew, each with its own answers. */
static bool give(const reading *r) {
    delphi_study *study = r->study;
    delphi_indicator *all = base_arena_array(r->arena, study->indicator_count, sizeof *all);
    if (!all)
        return false;
    for (size_t i = 0; i < study->indicator_count; i++) {
        all[i] = study->indicators[i];
        if (!r->of[i].count)
            continue;
        delphi_scale *scale = base_arena_alloc(r->arena, sizeof *scale);
        if (!scale)
            return false;
        *scale = study->protocol.scale;
        scale->max = scale->min + (int)r->of[i].count - 1;
        scale->labels = r->of[i].labels;
        all[i].scale = scale;
        all[i].options = r->of[i].options;
    }
    study->indicators = all;
    return true;
}

delphi_status delphi_read_options(delphi_study *study, const char *file, const char *bytes, size_t size,
                                  delphi_problems *problems) {
    if (!study->protocol.scan.on)
        return base_problem(problems, DELPHI_ERR_INPUT, (base_place){.file = file},
                            "only a scan has answers of each question's own: study.json says so with \"scan\": {}");
    reading r = {.study = study, .arena = model_arena(study), .of = calloc(study->indicator_count + 1, sizeof *r.of)};
    ingest_table table = {.file = file,
                          .problems = problems,
                          .columns = columns,
                          .column_count = COLUMN_COUNT,
                          .take = take_option,
                          .context = &r};
    delphi_status status = r.of ? ingest_table_read(&table, bytes, size) : base_no_memory(problems);
    if (status == DELPHI_OK)
        refuse_single(&table, &r);
    status = status ? status : table.status;
    if (status == DELPHI_OK && !give(&r))
        status = base_no_memory(problems);
    if (status == DELPHI_OK)
        base_sha256(bytes, size, study->options_sha256);
    free(r.of);
    return status;
}
