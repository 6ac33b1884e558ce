/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The part "Series": for each indicator its values as a table, and a small chart a region, all on one axis. Where a
 * series starts anew its values go on in a column of their own, so that no line crosses the break; where a year has no
 * value the line has a gap. */
#include "export/trends.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/rational.h"

#define BEFORE_COLOUR 0x7A8794 /* of what stands before a break */
#define SMALL_WIDTH   280
#define SMALL_HEIGHT  190

/* A stretch of a series without a break: a column. */
typedef struct {
    const delphi_indicator_trend *series;
    size_t from, end; /* of its items */
} stretch;

/* The stretches of an indicator's series: those of a region stand together. */
typedef struct {
    stretch *items;
    size_t count;
} stretches;

static stretches find_stretches(report *r, const delphi_indicator_trend *series, size_t count) {
    stretches found = {0};
    size_t most = 0;
    for (size_t i = 0; i < count; i++)
        most += series[i].count;
    found.items = calloc(most + 1, sizeof *found.items);
    if (!found.items) {
        r->failed = true;
        return found;
    }
    for (size_t i = 0; i < count; i++)
        for (size_t k = 0; k < series[i].count; k++) {
            if (k == 0 || series[i].items[k].starts_anew)
                found.items[found.count++] = (stretch){&series[i], k, k};
            found.items[found.count - 1].end = k + 1;
        }
    return found;
}

static bool is_whole(const stretch *s) {
    return s->from == 0 && s->end == s->series->count;
}

static bool has_breaks(const stretches *all) {
    for (size_t i = 0; i < all->count; i++)
        if (!is_whole(&all->items[i]))
            return true;
    return false;
}

static const delphi_indicator_value *value_in(const stretch *s, int year) {
    for (size_t i = s->from; i < s->end; i++)
        if (s->series->items[i].year == year)
            return &s->series->items[i];
    return NULL;
}

/* ---- the axis that the charts of an indicator share ---- */

typedef struct {
    double least, most;
} range;

/* Whole steps of 1, 2 or 5 times a power of ten, four or so of them. */
static range nice(double least, double most) {
    double wide = most > least ? most - least : fmax(fabs(most), 1), step = 1;
    while (step < wide / 4)
        step *= 10;
    while (step > wide / 4)
        step /= 10;
    step *= wide / 4 > 5 * step ? 10 : wide / 4 > 2 * step ? 5 : wide / 4 > step ? 2 : 1;
    range out = {floor(least / step) * step, ceil(most / step) * step};
    if (!(out.most > out.least))
        out = (range){out.least - step, out.most + step};
    return out;
}

static bool find_range(const delphi_indicator_trend *series, size_t count, range *out) {
    bool found = false;
    for (size_t i = 0; i < count; i++)
        for (size_t k = 0; k < series[i].count; k++) {
            const delphi_indicator_value *item = &series[i].items[k];
            double value = base_rational_real(item->value);
            if (item->missing)
                continue;
            out->least = found ? fmin(out->least, value) : value;
            out->most = found ? fmax(out->most, value) : value;
            found = true;
        }
    *out = nice(out->least, out->most);
    return found;
}

/* ---- the table ---- */

static const char *stretch_words(report *r, const stretch *s) {
    int from = s->series->items[s->from].year, to = s->series->items[s->end - 1].year;
    if (is_whole(s))
        return part_words(r, N_("all years"));
    if (s->from == 0)
        return document_copy(r->document, PART_PHRASE(r, N_("until {year}"), {"year", export_number(to).text}));
    return document_copy(r->document, PART_PHRASE(r, N_("from {year}"), {"year", export_number(from).text}));
}

static void put_value(document_table *table, const delphi_indicator_value *item) {
    if (!item) {
        document_put_blank(table);
    } else if (item->missing) {
        document_put_hidden_as(table, DOCUMENT_QUIET);
    } else {
        delphi_value value = base_value_rational(item->value);
        document_put_value(table, &value);
    }
}

/* "Noord 2021: not measured" */
static void note_years(trends_document *t, document_table *table, const delphi_indicator_trend *s) {
    report *r = &t->r;
    for (size_t k = 0; k < s->count; k++) {
        const delphi_indicator_value *item = &s->items[k];
        const char *region = trends_region(t, s);
        if (!item->missing && !item->starts_anew && !*item->note)
            continue;
        delphi_buffer *out = part_new_phrase(r);
        base_buffer_format(out, "%s%s%d: ", region, *region ? ", " : "", item->year);
        base_buffer_text(out, item->missing       ? part_words(r, N_("no value"))
                              : item->starts_anew ? part_words(r, N_("the series starts anew"))
                                                  : "");
        if (*item->note)
            base_buffer_format(out, item->missing || item->starts_anew ? " (%s)" : "%s", item->note);
        document_add_note(table, part_phrase_text(r));
    }
}

static document_table *add_table(trends_document *t, document_part *part, const stretches *all) {
    report *r = &t->r;
    document_column *columns = calloc(all->count + 1, sizeof *columns);
    if (!columns) {
        r->failed = true;
        return NULL;
    }
    columns[0] = (document_column){
        .head = part_words(r, N_("Year")), .width = 9, .direction = DOCUMENT_HEAD_FIGURES, .names_row = true};
    for (size_t i = 0; i < all->count; i++) {
        const char *region = trends_region(t, all->items[i].series);
        bool plain = *region && !has_breaks(all);
        columns[i + 1] = (document_column){.head = plain ? region : stretch_words(r, &all->items[i]),
                                           .over = *region && !plain ? region : NULL,
                                           .width = 12,
                                           .direction = DOCUMENT_HEAD_FIGURES};
    }
    document_table *table =
        document_add_table(part, &(document_table_spec){.columns = columns, .column_count = all->count + 1});
    free(columns);
    for (int year = t->trends->first_year; year <= t->trends->last_year; year++) {
        document_start_row(table);
        document_put_text(table, export_number(year).text, DOCUMENT_STRONG);
        for (size_t i = 0; i < all->count; i++)
            put_value(table, value_in(&all->items[i], year));
    }
    return table;
}

/* ---- the charts ---- */

static const char *describe(report *r, const delphi_indicator_trend *s) {
    delphi_buffer level = {0}, direction = {0};
    base_buffer_text(&direction, trends_direction_words(r, s));
    export_value(&level, r->language, delphi_indicator_trend_value(s, "level"));
    const char *text =
        PART_PHRASE(r,
                    N_("A line over the years; last value {level}; {direction}. A gap is a year without a value; "
                       "another line begins where the series starts anew. The table has the figures."),
                    {"level", part_text_of(r, &level)}, {"direction", part_text_of(r, &direction)});
    part_end(r, &level);
    part_end(r, &direction);
    return document_copy(r->document, text);
}

/* "Noord: ↗ better" */
static const char *chart_title(trends_document *t, const delphi_indicator_trend *s) {
    report *r = &t->r;
    const char *direction = document_copy(r->document, trends_direction_words(r, s)), *region = trends_region(t, s);
    delphi_buffer *out = part_new_phrase(r);
    base_buffer_format(out, "%s%s%s", region, *region ? ": " : "", direction);
    return document_copy(r->document, part_phrase_text(r));
}

/* A chart of one region: the stretches from `first` on that are its own. Returns how many these are. */
static size_t add_chart(trends_document *t, document_table *table, const stretches *all, size_t first,
                        const range *axis) {
    const delphi_indicator_trend *s = all->items[first].series;
    size_t count = 0;
    while (first + count < all->count && all->items[first + count].series == s)
        count++;
    document_series *series = calloc(count, sizeof *series);
    if (!series) {
        t->r.failed = true;
        return count;
    }
    for (size_t i = 0; i < count; i++)
        series[i] = (document_series){.column = first + i + 1,
                                      .colour = i + 1 == count ? export_series_colour(0) : BEFORE_COLOUR};
    document_add_chart(table, &(document_chart_spec){.kind = DOCUMENT_LINES,
                                                     .title = chart_title(t, s),
                                                     .description = describe(&t->r, s),
                                                     .row_count = table->row_count,
                                                     .series = series,
                                                     .series_count = count,
                                                     .least = axis->least,
                                                     .most = axis->most,
                                                     .mark = NAN,
                                                     .x_mark = NAN,
                                                     .place = DOCUMENT_BELOW,
                                                     .small = true,
                                                     .width = SMALL_WIDTH,
                                                     .height = SMALL_HEIGHT});
    free(series);
    return count;
}

/* ---- an indicator ---- */

static void say_indicator(trends_document *t, document_part *part, size_t indicator) {
    static const char *const polarities[DELPHI_POLARITY_COUNT] = {
        [DELPHI_POLARITY_NONE] = N_("Not judged: neither way is better."),
        [DELPHI_POLARITY_HIGHER] = N_("Higher is better."),
        [DELPHI_POLARITY_LOWER] = N_("Lower is better."),
    };
    report *r = &t->r;
    const delphi_indicator *own = &r->study->indicators[indicator];
    delphi_buffer *out = part_new_phrase(r);
    base_buffer_format(out, "%s  %s", own->id, part_indicator_text(r, indicator));
    document_say(part, DOCUMENT_SECTION, part_phrase_text(r));
    out = part_new_phrase(r);
    const char *definition = delphi_text_in(&own->definition, r->language);
    base_buffer_format(out, "%s%s%s", definition, *definition ? " " : "", part_words(r, polarities[own->polarity]));
    document_say(part, DOCUMENT_NOTE, part_phrase_text(r));
}

static void add_indicator(trends_document *t, document_part *part, size_t indicator) {
    size_t first = 0, count = trends_of_indicator(t->trends, indicator, &first);
    const delphi_indicator_trend *series = t->trends->series + first;
    range axis = {0, 0};
    if (count == 0)
        return;
    say_indicator(t, part, indicator);
    stretches all = find_stretches(&t->r, series, count);
    document_table *table = all.items ? add_table(t, part, &all) : NULL;
    for (size_t i = 0; table && i < count; i++)
        note_years(t, table, &series[i]);
    if (table && find_range(series, count, &axis))
        for (size_t i = 0; i < all.count;)
            i += add_chart(t, table, &all, i, &axis);
    free(all.items);
}

void trends_charts(trends_document *t, document_part *part) {
    static const double grid[] = {9, 12, 12, 12, 12, 12, 12, 12, 12, 12, 12};
    report *r = &t->r;
    document_set_grid(part, grid, sizeof grid / sizeof *grid);
    document_say(part, DOCUMENT_SUBTITLE,
                 part_words(r, N_("The charts of an indicator have one axis, so that regions can be compared; it does "
                                  "not begin at zero. A dash is a missing value, a blank a year that the table does "
                                  "not have.")));
    for (size_t i = 0; i < t->trends->chosen_count; i++)
        add_indicator(t, part, t->trends->chosen[i]);
    if (t->trends->series_count == 0)
        document_say(part, DOCUMENT_PARAGRAPH, part_words(r, N_("Nothing to show here.")));
}
