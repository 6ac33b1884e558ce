/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Trends as a table in the terminal: a row a series, with its course as small bars. */
#include "cli/trends_table.h"

#include "cli/study.h"
#include "cli/table.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define CELL       64
#define WIDE       96 /* columns from which on the interval has room, too */
#define INDENT     2
#define MOST_YEARS 24 /* of the last years, so that a row fits */

static const char *const words[DELPHI_DIRECTION_COUNT] = {"few years", "unclear", "rising",
                                                          "falling",   "better",  "worse"};

static const char *direction(const cli_terminal *terminal, const delphi_indicator_trend *s, char out[CELL]) {
    static const char *const signs[] = {"↘", "–", "↗"}, *const plain[] = {"-", " ", "+"};
    bool same = s->direction == DELPHI_DIRECTION_NONE && !s->few;
    snprintf(out, CELL, "%s %s", (terminal->signs->fractions ? signs : plain)[s->sign + 1],
             same ? "all the same" : words[s->direction]);
    return out;
}

static cli_style style_of(const delphi_indicator_trend *s) {
    return s->direction == DELPHI_DIRECTION_BETTER  ? CLI_GREEN
           : s->direction == DELPHI_DIRECTION_WORSE ? CLI_RED
           : s->sign                                ? CLI_BOLD
                                                    : CLI_FAINT;
}

static const char *figure(const cli_terminal *terminal, const delphi_value *value, char out[CELL]) {
    double number = delphi_value_real(value);
    if (value->kind == DELPHI_VALUE_UNDEFINED)
        snprintf(out, CELL, "%s", terminal->signs->dash);
    else
        snprintf(out, CELL, "%.*f", fabs(number) >= 1000 ? 0 : fabs(number) >= 100 ? 1 : 2, number);
    return out;
}

/* As the table of values has it, where that is short. */
static const char *level(const cli_terminal *terminal, const delphi_value *value, char out[CELL]) {
    if (value->kind == DELPHI_VALUE_RATIONAL && 100 % value->as.rational.den == 0)
        delphi_value_text(value, out, CELL);
    else
        figure(terminal, value, out);
    return out;
}

static const char *chance(const cli_terminal *terminal, const delphi_value *value, char out[CELL]) {
    double p = delphi_value_real(value);
    if (value->kind == DELPHI_VALUE_UNDEFINED)
        snprintf(out, CELL, "%s", terminal->signs->dash);
    else if (p < 0.001)
        snprintf(out, CELL, "<0.001");
    else
        snprintf(out, CELL, "%.3f", p);
    return out;
}

/* "0.31 to 1.20" */
static const char *interval(const cli_terminal *terminal, const delphi_indicator_trend *s, char out[CELL]) {
    char low[CELL], high[CELL];
    const delphi_value *from = delphi_indicator_trend_value(s, "sen_low");
    figure(terminal, from, low);
    figure(terminal, delphi_indicator_trend_value(s, "sen_high"), high);
    if (from->kind == DELPHI_VALUE_UNDEFINED)
        snprintf(out, CELL, "%.20s", low);
    else
        snprintf(out, CELL, "%.20s to %.20s", low, high);
    return out;
}

/* A bar a year; a blank where there is no value, and a stroke before the year in which the series starts anew. */
static char *course(const cli_terminal *terminal, const delphi_trends *trends, const delphi_indicator_trend *s) {
    const cli_signs *signs = terminal->signs;
    int first =
        trends->last_year - trends->first_year < MOST_YEARS ? trends->first_year : trends->last_year - MOST_YEARS + 1;
    double least = INFINITY, most = -INFINITY;
    char *out = malloc((size_t)(2 * MOST_YEARS + 2) * 8), *end = out;
    for (size_t i = 0; i < s->count; i++)
        if (!s->items[i].missing && s->items[i].year >= first) {
            double value = (double)s->items[i].value.num / (double)s->items[i].value.den;
            least = fmin(least, value);
            most = fmax(most, value);
        }
    size_t i = 0;
    for (int year = first; out && year <= trends->last_year; year++) {
        while (i < s->count && s->items[i].year < year)
            i++;
        bool there = i < s->count && s->items[i].year == year;
        if (there && s->items[i].starts_anew && i > 0)
            end = stpcpy(end, signs->fractions ? "|" : "/");
        if (!there || s->items[i].missing) {
            end = stpcpy(end, " ");
            continue;
        }
        double value = (double)s->items[i].value.num / (double)s->items[i].value.den;
        double place = most > least ? (value - least) / (most - least) : 0.5;
        size_t level = (size_t)(place * (double)signs->bar_count);
        end = stpcpy(end, signs->bars[level < signs->bar_count ? level : signs->bar_count - 1]);
    }
    if (out)
        *end = '\0';
    return out;
}

static void add_series(cli_table *table, const cli_terminal *terminal, const delphi_trends *trends,
                       const delphi_indicator_trend *s) {
    char cell[CELL];
    cli_table_add(table, style_of(s), "%s", direction(terminal, s, cell));
    cli_table_add(table, CLI_PLAIN, "%s", trends->values->regions[s->region]);
    cli_table_take(table, CLI_PLAIN, course(terminal, trends, s));
    cli_table_add(table, CLI_PLAIN, "%.0f", delphi_value_real(delphi_indicator_trend_value(s, "years")));
    cli_table_add(table, CLI_PLAIN, "%s", level(terminal, delphi_indicator_trend_value(s, "level"), cell));
    cli_table_add(table, CLI_PLAIN, "%s", figure(terminal, delphi_indicator_trend_value(s, "sen_slope"), cell));
    cli_table_add(table, CLI_PLAIN, "%s", terminal->width < WIDE ? "" : interval(terminal, s, cell));
    cli_table_add(table, CLI_PLAIN, "%s", chance(terminal, delphi_indicator_trend_value(s, "mann_kendall_p"), cell));
    cli_table_add(table, s->holds ? CLI_BOLD : CLI_PLAIN, "%s", chance(terminal, &s->holm, cell));
}

/* The series below a line with the indicator that they are of. */
static delphi_status print_series(const cli_terminal *terminal, const delphi_trends *trends) {
    const cli_column columns[] = {
        {.heading = "direction"},
        {.heading = "region", .elastic = true},
        {.heading = "course"},
        {.heading = "n", .right = true},
        {.heading = "level", .right = true},
        {.heading = "a year", .right = true},
        {.heading = terminal->width < WIDE ? "" : "95% interval"},
        {.heading = "p", .right = true},
        {.heading = "Holm", .right = true},
    };
    const delphi_study *study = trends->study;
    cli_table *table = cli_table_new(terminal, columns, sizeof columns / sizeof *columns);
    for (size_t i = 0; i < trends->series_count; i++)
        add_series(table, terminal, trends, &trends->series[i]);
    cli_table_fit(table, terminal->width - INDENT);
    bool good = !cli_table_failed(table) && cli_table_print_row(table, DELPHI_NONE, INDENT);
    for (size_t i = 0; i < trends->series_count && good; i++) {
        const delphi_indicator *indicator = &study->indicators[trends->series[i].indicator];
        if (i == 0 || trends->series[i - 1].indicator != trends->series[i].indicator) {
            cli_style_on(terminal, stdout, CLI_BOLD);
            printf("%s  ", indicator->id);
            cli_style_off(terminal, stdout, CLI_BOLD);
            cli_print_after(terminal, delphi_text_in(&indicator->text, study->protocol.language),
                            cli_text_width(terminal, indicator->id) + 2);
        }
        good = cli_table_print_row(table, i, INDENT);
    }
    cli_table_free(table);
    return good ? DELPHI_OK : DELPHI_ERR_MEMORY;
}

static void print_ids(const char *what, const delphi_study *study, const size_t *indicators, size_t count) {
    if (count == 0)
        return;
    printf("%s: ", what);
    for (size_t i = 0; i < count; i++)
        printf("%s%s", i ? ", " : "", study->indicators[indicators[i]].id);
    putchar('\n');
}

static void print_counts(const cli_terminal *terminal, const delphi_trends *trends) {
    const size_t *counts = trends->counts;
    char text[400];
    size_t clear = trends->series_count - counts[DELPHI_DIRECTION_NONE] - counts[DELPHI_DIRECTION_UNCLEAR];
    snprintf(text, sizeof text,
             "%zu series: %zu better, %zu worse, %zu rising, %zu falling, %zu unclear, %zu with too few years or no "
             "change.",
             trends->series_count, counts[DELPHI_DIRECTION_BETTER], counts[DELPHI_DIRECTION_WORSE],
             counts[DELPHI_DIRECTION_RISING], counts[DELPHI_DIRECTION_FALLING], counts[DELPHI_DIRECTION_UNCLEAR],
             counts[DELPHI_DIRECTION_NONE]);
    cli_print_paragraph(terminal, text, 0);
    if (trends->tested < 2)
        return;
    snprintf(text, sizeof text,
             "Of %zu tests at 5%% about %.1f would seem to show a trend by chance; %zu of the %zu told hold%s after "
             "Holm's correction.",
             trends->tested, (double)trends->tested / 20, trends->holding, clear, trends->holding == 1 ? "s" : "");
    cli_print_paragraph(terminal, text, 0);
}

delphi_status cli_print_trends(const cli_call *call, const delphi_trends *trends) {
    const cli_terminal *terminal = &call->terminal;
    printf("%s\n", cli_study_title(trends->study));
    if (trends->first_year)
        printf("Trends of the %zu chosen indicator%s, %d to %d\n\n", trends->chosen_count,
               cli_plural(trends->chosen_count), trends->first_year, trends->last_year);
    delphi_status status = trends->series_count ? print_series(terminal, trends) : DELPHI_OK;
    if (status != DELPHI_OK)
        return status;
    if (trends->series_count > 0) {
        putchar('\n');
        print_counts(terminal, trends);
    } else {
        printf("The table has no values of the chosen set.\n");
    }
    print_ids("Chosen, without a value", trends->study, trends->without, trends->without_count);
    print_ids("In the table, not chosen", trends->study, trends->left_out, trends->left_out_count);
    return DELPHI_OK;
}
