/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Numbers as people like to read them in a narrow table. */
#include "cli/figures.h"

#include <stdlib.h>
#include <string.h>

#define WIDEST_SCALE 11 /* points that each have a bar of their own */
#define BINS         10

delphi_value cli_measure_in(const delphi_cell *cell, const char *name) {
    size_t place = delphi_measure_find(name);
    delphi_value undefined = {.kind = DELPHI_VALUE_UNDEFINED};
    return place == DELPHI_NONE ? undefined : cell->values[place];
}

/* Quarters as one character keep three criteria within 80 columns, and are exact. */
static void put_fraction(delphi_rational r, char *out) {
    static const char *const quarters[] = {"", "¼", "½", "¾"};
    long long whole = llabs(r.num / r.den), rest = llabs(r.num % r.den) * (4 / r.den);
    const char *sign = r.num < 0 ? "-" : "";
    if (whole == 0 && rest > 0)
        snprintf(out, CLI_FIGURE_SIZE, "%s%s", sign, quarters[rest]);
    else
        snprintf(out, CLI_FIGURE_SIZE, "%s%lld%s", sign, whole, quarters[rest]);
}

void cli_figure_value(const cli_terminal *terminal, const delphi_value *value, char out[CLI_FIGURE_SIZE]) {
    bool rational = value->kind == DELPHI_VALUE_RATIONAL;
    bool quarters = rational && 4 % value->as.rational.den == 0;
    if (value->kind == DELPHI_VALUE_UNDEFINED)
        snprintf(out, CLI_FIGURE_SIZE, "%s", terminal->signs->dash);
    else if (quarters && terminal->signs->fractions)
        put_fraction(value->as.rational, out);
    else if (rational && !quarters)
        snprintf(out, CLI_FIGURE_SIZE, "%.1f", delphi_value_real(value));
    else
        delphi_value_text(value, out, CLI_FIGURE_SIZE);
}

void cli_figure_quartiles(const cli_terminal *terminal, const delphi_cell *cell, char out[CLI_FIGURE_SIZE]) {
    delphi_value q1 = cli_measure_in(cell, "q1"), q3 = cli_measure_in(cell, "q3");
    char low[CLI_FIGURE_SIZE], high[CLI_FIGURE_SIZE];
    *out = '\0';
    if (q1.kind == DELPHI_VALUE_UNDEFINED || q3.kind == DELPHI_VALUE_UNDEFINED)
        return;
    cli_figure_value(terminal, &q1, low);
    cli_figure_value(terminal, &q3, high);
    snprintf(out, CLI_FIGURE_SIZE, "[%.20s%s%.20s]", low, terminal->signs->dash, high);
}

void cli_figure_high(const cli_terminal *terminal, const delphi_study *study, const delphi_cell *cell,
                     char out[CLI_FIGURE_SIZE]) {
    size_t place = delphi_study_band(study, "high");
    bool unknown = cell->base == 0 || cell->n < (uint32_t)study->protocol.min_ratings;
    snprintf(out, CLI_FIGURE_SIZE, "%s", place != DELPHI_NONE && unknown ? terminal->signs->dash : "");
    if (place == DELPHI_NONE || unknown)
        return;
    const delphi_band *band = &study->protocol.bands[place];
    uint64_t inside = 0;
    for (int point = band->low; point <= band->high; point++)
        inside += cell->counts[point - study->protocol.scale.min];
    snprintf(out, CLI_FIGURE_SIZE, "%d%%", (int)(100 * inside / cell->base));
}

void cli_figure_bars(const cli_terminal *terminal, const delphi_study *study, const delphi_cell *cell,
                     char out[CLI_FIGURE_SIZE]) {
    const cli_signs *signs = terminal->signs;
    size_t points = (size_t)(study->protocol.scale.max - study->protocol.scale.min) + 1;
    size_t bins = points <= WIDEST_SCALE ? points : BINS;
    uint64_t heights[WIDEST_SCALE] = {0}, highest = 0;
    for (size_t i = 0; i < points; i++) {
        uint64_t *height = &heights[i * bins / points];
        *height += cell->counts[i];
        highest = *height > highest ? *height : highest;
    }
    char *end = out;
    for (size_t i = 0; i < bins; i++) {
        /* Rounded up: a single rating is always seen. */
        size_t level = highest ? (size_t)((heights[i] * signs->bar_count + highest - 1) / highest) : 0;
        end = stpcpy(end, level ? signs->bars[level - 1] : signs->empty_bar);
    }
}

void cli_figure_exact(const delphi_value *value, char *out, size_t size) {
    if (value->kind == DELPHI_VALUE_UNDEFINED) {
        snprintf(out, size, "%s", delphi_reason_text(value->reason));
    } else if (value->kind == DELPHI_VALUE_TRUTH) {
        snprintf(out, size, "%s", value->as.truth ? "yes" : "no");
    } else {
        size_t length = delphi_value_text(value, out, size);
        if (value->kind == DELPHI_VALUE_SHARE && length < size)
            snprintf(out + length, size - length, " (%.1f%%)", 100 * delphi_value_real(value));
    }
}
