/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One row of ratings.csv. There may be millions: a row costs no allocation, and look-ups first try the answer that the
 * canonical order makes likely. */
#include "ingest/ratings.h"

#include <delphi/questionnaire.h>

#include <stdlib.h>
#include <string.h>

#include "base/number.h"
#include "ingest/words.h"
#include "model/private.h"

/* Candidates that are looked at for hints, so that a file that is wrong throughout is refused in a moment. */
#define HINT_BUDGET 1000000

void ingest_ratings_columns(size_t criteria, ingest_column columns[INGEST_RATINGS_COLUMNS]) {
    columns[INGEST_RATINGS_EXPERT] = (ingest_column){"expert", true};
    columns[INGEST_RATINGS_INDICATOR] = (ingest_column){"indicator", true};
    columns[INGEST_RATINGS_CRITERION] = (ingest_column){"criterion", criteria > 1};
    columns[INGEST_RATINGS_RATING] = (ingest_column){"rating", true};
    columns[INGEST_RATINGS_COMMENT] = (ingest_column){"comment", false};
}

bool ingest_ratings_rows_start(ingest_ratings_rows *r, const delphi_study *study, int round) {
    size_t count = study->protocol.criterion_count;
    *r = (ingest_ratings_rows){.study = study,
                               .round = round,
                               .last = {.expert = DELPHI_NONE, .indicator = DELPHI_NONE, .criterion = DELPHI_NONE},
                               .criteria = calloc(count + 1, sizeof *r->criteria),
                               .criterion_sizes = calloc(count + 1, sizeof *r->criterion_sizes)};
    for (size_t c = 0; r->criteria && r->criterion_sizes && c < count; c++) {
        r->criteria[c] = study->protocol.criteria[c].id;
        r->criterion_sizes[c] = strlen(r->criteria[c]);
    }
    return r->criteria && r->criterion_sizes;
}

void ingest_ratings_rows_end(ingest_ratings_rows *r) {
    free(r->criteria);
    free(r->criterion_sizes);
}

/* Is the field the id of `size` bytes? */
static bool is(const char *id, size_t size, const ingest_field *field) {
    return size == field->size && memcmp(id, field->text, size) == 0;
}

/* Experts, indicators and criteria by their place; what the hint on an unknown id chooses from. */
static const char *expert_at(const delphi_study *study, size_t i) {
    return study->experts[i].id;
}

static const char *indicator_at(const delphi_study *study, size_t i) {
    return study->indicators[i].id;
}

static void refuse_unknown(ingest_ratings_rows *r, ingest_table *table, const ingest_row *row, size_t column,
                           size_t count, const char *(*at)(const delphi_study *study, size_t i), const char *what) {
    ingest_field field = ingest_table_field(table, row, column);
    const char *private = ingest_looks_private(field.text, field.size);
    ingest_words hint = {.text = ""};
    r->looked += count;
    const char **ids = r->looked <= HINT_BUDGET && count ? malloc(count * sizeof *ids) : NULL;
    for (size_t i = 0; ids && i < count; i++)
        ids[i] = at(r->study, i);
    if (ids)
        hint = ingest_hint(field.text, field.size, ids, count);
    free(ids);
    if (private)
        ingest_table_refuse(table, row->line, column, "this looks like %s, and is no %s of the study", private, what);
    else
        ingest_table_refuse(table, row->line, column, "the study has no %s %s%s", what,
                            ingest_quote(field.text, field.size).text, hint.text);
}

static size_t read_expert(ingest_ratings_rows *r, ingest_table *table, const ingest_row *row) {
    const delphi_study *study = r->study;
    ingest_field field = ingest_table_field(table, row, INGEST_RATINGS_EXPERT);
    size_t expert = r->last.expert;
    if (expert == DELPHI_NONE || !is(study->experts[expert].id, r->expert_size, &field)) {
        expert = model_find_expert(study, field.text, field.size);
        r->expert_size = field.size;
    }
    if (expert == DELPHI_NONE)
        refuse_unknown(r, table, row, INGEST_RATINGS_EXPERT, study->expert_count, expert_at, "expert");
    else if (study->experts[expert].since > r->round) {
        ingest_table_refuse(table, row->line, INGEST_RATINGS_EXPERT,
                            "the expert \"%s\" takes part from round %d on; this is round %d",
                            study->experts[expert].id, study->experts[expert].since, r->round);
        return DELPHI_NONE;
    }
    return expert;
}

/* `likely` is the one after that of the last row. */
static size_t find_indicator(const delphi_study *study, size_t likely, const ingest_field *field) {
    if (likely < study->indicator_count) {
        const char *id = study->indicators[likely].id;
        if (is(id, strlen(id), field))
            return likely;
    }
    return model_find_indicator(study, field->text, field->size);
}

static size_t read_indicator(ingest_ratings_rows *r, ingest_table *table, const ingest_row *row) {
    const delphi_study *study = r->study;
    ingest_field field = ingest_table_field(table, row, INGEST_RATINGS_INDICATOR);
    size_t indicator = r->last.indicator;
    if (indicator == DELPHI_NONE || !is(study->indicators[indicator].id, r->indicator_size, &field)) {
        indicator = find_indicator(study, indicator + 1, &field);
        r->indicator_size = field.size;
    }
    if (indicator == DELPHI_NONE)
        refuse_unknown(r, table, row, INGEST_RATINGS_INDICATOR, study->indicator_count, indicator_at, "indicator");
    else if (study->indicators[indicator].since > r->round) {
        ingest_table_refuse(table, row->line, INGEST_RATINGS_INDICATOR,
                            "the indicator \"%s\" is rated from round %d on; this is round %d",
                            study->indicators[indicator].id, study->indicators[indicator].since, r->round);
        return DELPHI_NONE;
    }
    return indicator;
}

/* The criterion after that of the last row is the likely one. */
static size_t find_criterion(const ingest_ratings_rows *r, const ingest_field *field) {
    size_t count = r->study->protocol.criterion_count, likely = r->last.criterion + 1; /* 0 after the whole */
    for (size_t i = 0; i < count; i++) {
        size_t c = likely + i < count ? likely + i : (likely + i) % count;
        if (r->criterion_sizes[c] == field->size && memcmp(r->criteria[c], field->text, field->size) == 0)
            return c;
    }
    return DELPHI_NONE;
}

static void read_criterion(ingest_ratings_rows *r, ingest_table *table, const ingest_row *row, ingest_rating *out) {
    ingest_field field = ingest_table_field(table, row, INGEST_RATINGS_CRITERION);
    size_t count = r->study->protocol.criterion_count;
    out->criterion = DELPHI_NONE;
    if (field.size) {
        out->criterion = find_criterion(r, &field);
        if (out->criterion != DELPHI_NONE)
            return;
        ingest_table_refuse(table, row->line, INGEST_RATINGS_CRITERION, "the study has no criterion %s%s",
                            ingest_quote(field.text, field.size).text,
                            ingest_choices(field.text, field.size, r->criteria, count).text);
    } else if (out->rating == DELPHI_MISSING) {
        return;
    } else if (count == 1) {
        out->criterion = 0;
        return;
    } else
        ingest_table_refuse(table, row->line, INGEST_RATINGS_CRITERION, "a rating needs its criterion%s",
                            ingest_choices("", 0, r->criteria, count).text);
    out->sound = false;
}

static void read_rating(ingest_ratings_rows *r, ingest_table *table, const ingest_row *row, ingest_rating *out) {
    const delphi_scale *scale =
        out->indicator == DELPHI_NONE ? &r->study->protocol.scale : delphi_question_scale(r->study, out->indicator);
    ingest_field field = ingest_table_field(table, row, INGEST_RATINGS_RATING);
    int64_t number;
    out->rating = DELPHI_MISSING;
    if (base_read_integer(field.text, field.size, scale->min, scale->max, &number)) {
        out->rating = (delphi_rating)number;
        return;
    }
    if (field.size == 0 && out->comment.size)
        return;
    if (field.size == 1 && *field.text == '?') {
        out->rating = DELPHI_CANNOT_JUDGE;
        if (scale->cannot_judge)
            return;
        ingest_table_refuse(table, row->line, INGEST_RATINGS_RATING,
                            "found \"?\", but in this study \"cannot judge\" is no answer; allowed: %d to %d",
                            scale->min, scale->max);
    } else if (field.size == 0)
        ingest_table_refuse(table, row->line, INGEST_RATINGS_RATING, "this row has neither a rating nor a comment");
    else {
        out->rating = 0; /* was meant to be one */
        ingest_table_refuse(table, row->line, INGEST_RATINGS_RATING,
                            "found %s; allowed is a whole number from %d to %d%s",
                            ingest_quote(field.text, field.size).text, scale->min, scale->max,
                            scale->cannot_judge ? ", or ? for \"cannot judge\"" : "");
    }
    out->sound = false;
}

ingest_rating ingest_ratings_row(ingest_ratings_rows *r, ingest_table *table, const ingest_row *row) {
    ingest_rating out = {.comment = ingest_table_field(table, row, INGEST_RATINGS_COMMENT), .sound = true};
    out.expert = read_expert(r, table, row);
    out.indicator = read_indicator(r, table, row);
    read_rating(r, table, row, &out);
    read_criterion(r, table, row, &out);
    out.sound = out.sound && out.expert != DELPHI_NONE && out.indicator != DELPHI_NONE;
    r->last = out;
    return out;
}
