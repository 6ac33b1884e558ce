/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the parts of a scan's report share. */
#include "export/part_scan.h"

#include <stdio.h>

const char *part_block_title(const report *r, const delphi_text *title) {
    const char *text = delphi_text_in(title, r->language);
    return *text ? text : part_words(r, N_("(no block)"));
}

const char *part_wave_name(const report *r, int round) {
    return r->protocol->rounds[round - 1].wave;
}

static double rounded(const report *r, const delphi_value *score) {
    double unit = 1;
    for (int d = 0; d < r->protocol->scan.decimals; d++)
        unit *= 10;
    return (double)delphi_scan_rounded(score, r->protocol->scan.decimals) / unit;
}

void part_scan_score_text(const report *r, const delphi_value *score, delphi_buffer *out) {
    char text[32];
    snprintf(text, sizeof text, "%.*f", r->protocol->scan.decimals, rounded(r, score));
    for (char *point = text; *point && r->language == DELPHI_NL; point++)
        *point = *point == '.' ? ',' : *point;
    base_buffer_text(out, text);
}

void part_put_score_value(const report *r, document_table *table, const delphi_value *score, document_look look) {
    if (score->kind == DELPHI_VALUE_UNDEFINED)
        document_put_hidden_as(table, look);
    else
        document_put_number(table, rounded(r, score), r->protocol->scan.decimals, look);
}

void part_put_score(const report *r, document_table *table, const delphi_scan_score *score, document_look look) {
    part_put_score_value(r, table, &score->value, look);
}

void part_put_difference(const report *r, document_table *table, const delphi_value *then, const delphi_value *now,
                         document_look look) {
    if (then->kind == DELPHI_VALUE_UNDEFINED || now->kind == DELPHI_VALUE_UNDEFINED)
        document_put_hidden_as(table, look);
    else
        document_put_number(table, rounded(r, now) - rounded(r, then), r->protocol->scan.decimals, look);
}

size_t part_scan_types(const report *r, size_t *types) {
    size_t count = 0;
    for (size_t g = 0; g < r->protocol->group_count; g++)
        if (r->result->groups[g].responded > 0)
            types[count++] = g;
    return count;
}

void part_scan_range(const report *r, double *least, double *most) {
    delphi_rational low, high;
    delphi_question_score_range(r->study, &low, &high);
    *least = (double)low.num / (double)low.den;
    *most = (double)high.num / (double)high.den;
}

static bool hides(const document_table *table) {
    for (size_t i = 0; i < table->row_count; i++)
        for (size_t k = 0; k < table->rows[i].cell_count; k++)
            if (table->rows[i].cells[k].kind == DOCUMENT_HIDDEN)
                return true;
    return false;
}

void part_scan_note_hidden(report *r, document_table *table) {
    if (hides(table))
        document_add_note(
            table, PART_PHRASE(r,
                               N_("\xE2\x80\x93: not shown, for fewer than {count} participants, or because such "
                                  "a figure could be worked out from it."),
                               {"count", export_number(r->protocol->min_group).text}));
}
