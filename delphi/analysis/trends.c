/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The series of the chosen set: which there are, what each comes to, and what many tests at once leave of it. */
#include <delphi/indicator_trends.h>

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/problems.h"
#include "base/rational.h"

#define LEVEL 0.05 /* at which a trend is told */

static const char *const direction_names[DELPHI_DIRECTION_COUNT] = {"none",    "unclear", "rising",
                                                                    "falling", "better",  "worse"};

const char *delphi_direction_name(delphi_direction direction) {
    return (unsigned)direction < DELPHI_DIRECTION_COUNT ? direction_names[direction] : "";
}

/* The handle comes first, so that it can be freed by its own address. */
typedef struct {
    delphi_trends trends;
    base_arena *arena;
    delphi_trend_space *space;
    delphi_trend_point *points; /* of the longest series */
    delphi_indicator_trend *series;
} making;

void delphi_trends_free(delphi_trends *trends) {
    if (!trends)
        return;
    base_arena_free(trends->owned);
    free(trends);
}

const delphi_value *delphi_indicator_trend_value(const delphi_indicator_trend *series, const char *name) {
    return &series->values[delphi_trend_measure_find(name)];
}

/* Rows from `first` on that are of one indicator and region. */
static size_t series_end(const delphi_values *values, size_t first) {
    size_t end = first;
    while (end < values->count && values->items[end].indicator == values->items[first].indicator &&
           values->items[end].region == values->items[first].region)
        end++;
    return end;
}

/* ---- which indicators ---- */

static bool has_rows(const delphi_values *values, size_t indicator) {
    for (size_t i = 0; i < values->count; i++)
        if (values->items[i].indicator == indicator)
            return true;
    return false;
}

static bool sort_indicators(making *m, const delphi_rounds *rounds) {
    delphi_trends *t = &m->trends;
    size_t count = t->study->indicator_count;
    size_t *chosen = base_arena_array(m->arena, count, sizeof *chosen),
           *without = base_arena_array(m->arena, count, sizeof *without),
           *left_out = base_arena_array(m->arena, count, sizeof *left_out);
    if (!chosen || !without || !left_out)
        return false;
    for (size_t i = 0; i < count; i++) {
        bool rows = has_rows(t->values, i);
        if (delphi_is_chosen(rounds, i)) {
            chosen[t->chosen_count++] = i;
            if (!rows)
                without[t->without_count++] = i;
        } else if (rows) {
            left_out[t->left_out_count++] = i;
        }
    }
    t->chosen = chosen;
    t->without = without;
    t->left_out = left_out;
    return true;
}

static bool is_chosen(const delphi_trends *t, size_t indicator) {
    for (size_t i = 0; i < t->chosen_count; i++)
        if (t->chosen[i] == indicator)
            return true;
    return false;
}

/* ---- one series ---- */

/* The years since the last break that have a value. */
static size_t collect(making *m, delphi_indicator_trend *s) {
    size_t count = 0;
    for (size_t i = 0; i < s->count; i++)
        if (s->items[i].starts_anew && i > 0) {
            s->from = i;
            s->since = s->items[i].year;
        }
    for (size_t i = s->from; i < s->count; i++)
        if (!s->items[i].missing)
            m->points[count++] = (delphi_trend_point){s->items[i].year, s->items[i].value};
    if (count > 0) {
        s->first_year = m->points[0].year;
        s->last_year = m->points[count - 1].year;
        s->gaps = s->last_year - s->first_year + 1 - (int)count;
    }
    s->few = count < DELPHI_TREND_LEAST_YEARS;
    return count;
}

static delphi_status measure(making *m, delphi_indicator_trend *s) {
    size_t rows, count = collect(m, s);
    const delphi_trend_measure *measures = delphi_trend_measures(&rows);
    delphi_value *values = base_arena_array(m->arena, rows, sizeof *values);
    if (!values)
        return DELPHI_ERR_MEMORY;
    /* The reader lets nothing else through. */
    if (delphi_trend_load(m->space, m->points, count) != DELPHI_OK)
        return DELPHI_ERR_INTERNAL;
    for (size_t i = 0; i < rows; i++)
        delphi_trend_value(&measures[i], m->space, &values[i]);
    s->values = values;
    s->exact = delphi_trend_exact(m->space);
    s->holm = *delphi_indicator_trend_value(s, "mann_kendall_p"); /* the reason where there is none */
    return DELPHI_OK;
}

static delphi_status measure_all(making *m) {
    const delphi_values *values = m->trends.values;
    delphi_trends *t = &m->trends;
    delphi_status status = DELPHI_OK;
    for (size_t first = 0, end; first < values->count && status == DELPHI_OK; first = end) {
        end = series_end(values, first);
        if (!is_chosen(t, values->items[first].indicator))
            continue;
        delphi_indicator_trend *s = &m->series[t->series_count++];
        *s = (delphi_indicator_trend){.indicator = values->items[first].indicator,
                                      .region = values->items[first].region,
                                      .items = &values->items[first],
                                      .count = end - first};
        status = measure(m, s);
        int from = s->items[0].year, to = s->items[s->count - 1].year;
        t->first_year = t->first_year && t->first_year < from ? t->first_year : from;
        t->last_year = t->last_year > to ? t->last_year : to;
    }
    return status;
}

/* ---- what the tests say together ---- */

static bool correct(making *m) {
    delphi_trends *t = &m->trends;
    double *p = base_arena_array(m->arena, t->series_count, sizeof *p),
           *holm = base_arena_array(m->arena, t->series_count, sizeof *holm);
    if (!p || !holm)
        return false;
    for (size_t i = 0; i < t->series_count; i++)
        if (m->series[i].holm.kind != DELPHI_VALUE_UNDEFINED)
            p[t->tested++] = delphi_value_real(&m->series[i].holm);
    delphi_holm(p, t->tested, holm);
    for (size_t i = 0, k = 0; i < t->series_count; i++)
        if (m->series[i].holm.kind != DELPHI_VALUE_UNDEFINED)
            m->series[i].holm = base_value_real(holm[k++]);
    return true;
}

static delphi_direction direction_of(const delphi_indicator_trend *s, delphi_polarity polarity) {
    if (s->few || s->holm.kind == DELPHI_VALUE_UNDEFINED)
        return DELPHI_DIRECTION_NONE;
    if (s->sign == 0)
        return DELPHI_DIRECTION_UNCLEAR;
    if (polarity == DELPHI_POLARITY_NONE)
        return s->sign > 0 ? DELPHI_DIRECTION_RISING : DELPHI_DIRECTION_FALLING;
    return (s->sign > 0) == (polarity == DELPHI_POLARITY_HIGHER) ? DELPHI_DIRECTION_BETTER : DELPHI_DIRECTION_WORSE;
}

static void direct(making *m) {
    delphi_trends *t = &m->trends;
    for (size_t i = 0; i < t->series_count; i++) {
        delphi_indicator_trend *s = &m->series[i];
        double p = delphi_value_real(delphi_indicator_trend_value(s, "mann_kendall_p")),
               score = delphi_value_real(delphi_indicator_trend_value(s, "mann_kendall_s"));
        if (p <= LEVEL) /* false of the NaN that an undefined p is */
            s->sign = (score > 0) - (score < 0);
        s->direction = direction_of(s, t->study->indicators[s->indicator].polarity);
        s->holds = s->sign != 0 && delphi_value_real(&s->holm) <= LEVEL;
        t->counts[s->direction]++;
        t->holding += s->holds;
    }
}

static size_t count_series(const delphi_values *values, size_t *longest) {
    size_t count = 0;
    *longest = 0;
    for (size_t first = 0, end; first < values->count; first = end, count++) {
        end = series_end(values, first);
        *longest = end - first > *longest ? end - first : *longest;
    }
    return count;
}

static delphi_status make(making *m, const delphi_rounds *rounds) {
    size_t longest, count = count_series(m->trends.values, &longest);
    m->arena = m->trends.owned = base_arena_new();
    if (!m->arena)
        return DELPHI_ERR_MEMORY;
    m->space = delphi_trend_space_new(longest);
    m->points = base_arena_array(m->arena, longest, sizeof *m->points);
    m->trends.series = m->series = base_arena_array(m->arena, count, sizeof *m->series);
    if (!m->space || !m->points || !m->series || !sort_indicators(m, rounds))
        return DELPHI_ERR_MEMORY;
    delphi_status status = measure_all(m);
    if (status == DELPHI_OK && !correct(m))
        status = DELPHI_ERR_MEMORY;
    if (status == DELPHI_OK)
        direct(m);
    return status;
}

delphi_status delphi_trends_analyse(const delphi_rounds *rounds, const delphi_values *values, delphi_trends **out,
                                    delphi_problems *problems) {
    const delphi_result *last = rounds->rounds[rounds->round_count - 1];
    making *m = calloc(1, sizeof *m);
    if (!m)
        return base_no_memory(problems);
    m->trends = (delphi_trends){.study = last->study, .values = values, .last = last};
    delphi_status status = make(m, rounds);
    delphi_trend_space_free(m->space);
    m->space = NULL;
    if (status == DELPHI_OK) {
        *out = &m->trends;
        return DELPHI_OK;
    }
    base_arena_free(m->arena);
    free(m);
    return status == DELPHI_ERR_MEMORY ? base_no_memory(problems)
                                       : base_problem(problems, status, (base_place){0}, "a series is not in order");
}
