/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The figures of one round on one criterion, side by side: how many rated, median, IQR, and agreement. */
#include <delphi/stats.h>

#include "export/part_final.h"
#include "export/shares.h"

static const delphi_band *high_band(const report *r) {
    size_t band = delphi_study_band(r->study, "high");
    return band == DELPHI_NONE ? NULL : &r->protocol->bands[band];
}

static bool has_base(const report *r) {
    return r->protocol->denominator != DELPHI_DENOMINATOR_VALID;
}

size_t final_figure_count(const report *r) {
    return high_band(r) ? 4 + (size_t)has_base(r) : 3;
}

size_t final_figure_of_high(const report *r) {
    return high_band(r) ? 3 : DELPHI_NONE;
}

static const char *high_head(report *r) {
    const delphi_band *high = high_band(r);
    return document_copy(r->document,
                         PART_PHRASE(r,
                                     has_base(r) ? N_("% high ({low}\xE2\x80\x93{high}), of base")
                                                 : N_("% high ({low}\xE2\x80\x93{high}), of n"),
                                     {"low", export_number(high->low).text}, {"high", export_number(high->high).text}));
}

void final_figure_columns(report *r, const char *over, document_column *columns) {
    const struct {
        const char *head;
        double width;
    } heads[FINAL_FIGURES_MOST] = {
        {part_words(r, N_("n")), 5},           {part_words(r, N_("Median")), 7},    {part_words(r, N_("IQR")), 6},
        {high_band(r) ? high_head(r) : "", 9}, {part_words(r, N_("Base of %")), 5},
    };
    for (size_t i = 0; i < final_figure_count(r); i++)
        columns[i] = (document_column){
            .head = heads[i].head, .over = over, .width = heads[i].width, .direction = DOCUMENT_HEAD_UPWARDS};
}

void final_put_figures(report *r, document_table *table, const delphi_cell *cell) {
    const delphi_band *high = high_band(r);
    if (!cell) {
        for (size_t i = 0; i < final_figure_count(r); i++)
            document_put_blank(table);
        return;
    }
    document_put_count(table, cell->n, DOCUMENT_PLAIN);
    document_put_value(table, &cell->values[delphi_measure_find("median")]);
    document_put_value(table, &cell->values[delphi_measure_find("iqr")]);
    if (!high)
        return;
    delphi_value share = export_band_share(r->protocol, cell, high);
    document_put_value(table, &share);
    if (has_base(r))
        document_put_count(table, cell->base, DOCUMENT_PLAIN);
}

void final_note_figures(report *r, document_table *table) {
    static const char *const bases[] = {
        [DELPHI_DENOMINATOR_VALID] = N_("the valid ratings (n)"),
        [DELPHI_DENOMINATOR_ANSWERED] = N_("all answers, \xE2\x80\x9C"
                                           "cannot judge\xE2\x80\x9D included (base)"),
        [DELPHI_DENOMINATOR_PANEL] = N_("all who were invited to rate (base)"),
    };
    bool hinges = r->protocol->quantile_type == DELPHI_QUANTILE_HINGES;
    document_add_note(
        table, PART_PHRASE(r,
                           hinges ? N_("n: valid ratings. IQR: interquartile range, by Tukey's hinges.")
                                  : N_("n: valid ratings. IQR: interquartile range, by quantiles of type {type}."),
                           {"type", export_number(r->protocol->quantile_type).text}));
    if (high_band(r))
        document_add_note(
            table, PART_PHRASE(r, N_("% high: of {base}."), {"base", part_words(r, bases[r->protocol->denominator])}));
}
