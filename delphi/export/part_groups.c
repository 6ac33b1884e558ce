/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The part "Groups": the groups side by side, and where their medians lie in different bands of the scale.
 *
 * A group with fewer ratings than min_group shows its n only. Its ratings must not come out of the others' either:
 * panel less the groups that are shown leaves those that are not, so that the smallest shown groups are held back, too,
 * until what is left has min_group ratings. */
#include "export/parts.h"

#include <delphi/stats.h>

#include <stdlib.h>
#include <string.h>

#include "base/rational.h"
#include "export/part_privacy.h"
#include "export/shares.h"

#define TEXT_CHARACTERS 90

typedef struct {
    report *r;
    document_table *table;
    const delphi_band *high; /* NULL: no such band */
    bool *shown;             /* of the groups in the row being written */
    bool held_back;          /* a group was held back to protect another one */
    size_t differing;        /* indicators on which groups differ */
    delphi_buffer names;     /* theirs */
} groups_part;

/* ---- do the groups differ? ---- */

/* The band in which a median lies; NULL: between two bands, or in none. */
static const delphi_band *band_of(const delphi_protocol *protocol, const delphi_value *median) {
    if (median->kind != DELPHI_VALUE_RATIONAL)
        return NULL;
    for (size_t i = 0; i < protocol->band_count; i++) {
        const delphi_band *band = &protocol->bands[i];
        if (median->as.rational.num >= band->low * median->as.rational.den &&
            median->as.rational.num <= band->high * median->as.rational.den)
            return band;
    }
    return NULL;
}

/* The bands that studies have by default are called in the reader's language, others as the protocol calls them. */
static const char *band_name(const report *r, const delphi_band *band) {
    static const char *const usual[] = {NC_("band", "low"), NC_("band", "middle"), NC_("band", "high")};
    for (size_t i = 0; i < sizeof usual / sizeof *usual; i++)
        if (strcmp(band->id, usual[i]) == 0)
            return export_words_in(r->language, "band", usual[i]);
    return band->id;
}

static const delphi_value *median_of(const delphi_cell *cell) {
    return &cell->values[delphi_measure_find("median")];
}

/* "Residents: high; Regulators: middle", of groups that are shown; how many bands there are among them. */
static size_t tell_bands(groups_part *p, const delphi_outcome *outcome, size_t criterion, delphi_buffer *out) {
    const delphi_protocol *protocol = p->r->protocol;
    const delphi_band *first = NULL;
    size_t bands = 0;
    for (size_t g = 0; g < protocol->group_count; g++) {
        const delphi_band *band =
            p->shown[g] ? band_of(protocol, median_of(delphi_result_cell(p->r->result, outcome, criterion, g))) : NULL;
        if (!band)
            continue;
        bands += bands == 0 || (bands == 1 && band != first);
        first = first ? first : band;
        base_buffer_format(out, "%s%s: %s", out->size ? "; " : "", part_group_title(p->r, g), band_name(p->r, band));
    }
    return bands;
}

static bool put_verdict(groups_part *p, const delphi_outcome *outcome, size_t criterion) {
    delphi_buffer bands = {0};
    size_t count = tell_bands(p, outcome, criterion, &bands);
    if (count == 0)
        document_put_hidden(p->table);
    else if (count == 1)
        document_put_text(p->table, part_words(p->r, N_("\xE2\x9C\x93 same band")), DOCUMENT_PLAIN);
    else
        document_put_text(
            p->table,
            PART_PHRASE(p->r, N_("\xE2\x9C\x97 differ \xE2\x80\x93 {bands}"), {"bands", part_text_of(p->r, &bands)}),
            DOCUMENT_STRONG);
    part_end(p->r, &bands);
    return count > 1;
}

/* ---- the table ---- */

/* n, median, IQR and the share in the high band; a group that is held back has its n alone. */
static void put_cell(groups_part *p, const delphi_cell *cell, bool shown) {
    document_put_count(p->table, cell->n, DOCUMENT_PLAIN);
    if (shown) {
        delphi_value share = p->high ? export_band_share(p->r->protocol, cell, p->high) : (delphi_value){0};
        document_put_value(p->table, median_of(cell));
        document_put_value(p->table, &cell->values[delphi_measure_find("iqr")]);
        if (p->high)
            document_put_value(p->table, &share);
        return;
    }
    for (int i = 0; i < (p->high ? 3 : 2); i++)
        document_put_hidden(p->table);
}

static bool put_row(groups_part *p, const delphi_outcome *outcome, size_t criterion) {
    report *r = p->r;
    p->held_back |= part_groups_shown(r->result, outcome, criterion, p->shown);
    document_start_row(p->table);
    document_put_text(p->table, r->study->indicators[outcome->indicator].id, DOCUMENT_STRONG);
    document_put_text(p->table, part_start(r, part_indicator_text(r, outcome->indicator), TEXT_CHARACTERS),
                      DOCUMENT_SMALL);
    document_put_text(p->table, part_criterion_title(r, criterion), DOCUMENT_PLAIN);
    bool differ = put_verdict(p, outcome, criterion);
    put_cell(p, part_panel_cell(r, outcome, criterion), true);
    for (size_t g = 0; g < r->protocol->group_count; g++)
        put_cell(p, delphi_result_cell(r->result, outcome, criterion, g), p->shown[g]);
    return differ;
}

static void put_indicator(groups_part *p, const delphi_outcome *outcome) {
    bool differ = false;
    for (size_t c = 0; c < p->r->protocol->criterion_count; c++)
        differ |= put_row(p, outcome, c);
    if (!differ)
        return;
    p->differing++;
    base_buffer_format(&p->names, "%s%s", p->names.size ? ", " : "", p->r->study->indicators[outcome->indicator].id);
}

static size_t set_columns(groups_part *p, document_column *columns) {
    report *r = p->r;
    static const char *const figures[] = {N_("n"), N_("Median"), N_("IQR"), N_("% high, of base")};
    static const double widths[] = {5, 7, 6, 8.5};
    size_t count = 0, each = p->high ? 4 : 3;
    columns[count++] = (document_column){.head = part_words(r, N_("Id")), .width = 7, .names_row = true};
    columns[count++] = (document_column){.head = part_words(r, N_("Text")), .width = 34};
    columns[count++] = (document_column){.head = part_words(r, N_("Criterion")), .width = 16};
    columns[count++] = (document_column){.head = part_words(r, N_("Medians of the groups")), .width = 30};
    for (size_t g = 0; g <= r->protocol->group_count; g++)
        for (size_t i = 0; i < each; i++)
            columns[count++] =
                (document_column){.head = part_words(r, figures[i]),
                                  .over = g == 0 ? part_words(r, N_("Whole panel")) : part_group_title(r, g - 1),
                                  .width = widths[i],
                                  .direction = DOCUMENT_HEAD_UPWARDS,
                                  .data_bar = i == 3};
    return count;
}

static void say_answer(groups_part *p, document_part *part) {
    report *r = p->r;
    size_t total = r->result->outcome_count;
    if (r->protocol->band_count == 0) /* there is nothing in which medians could lie apart */
        return;
    if (p->differing == 0) {
        document_say_first(part, DOCUMENT_ANSWER,
                           part_words(r, N_("On no indicator do the medians of the groups lie in different bands of "
                                            "the scale.")));
        return;
    }
    const char *pattern =
        part_many(r,
                  "On {count} of {total} indicators the medians of the groups lie in different bands of the "
                  "scale, on one criterion at least: {names}.",
                  "On {count} of {total} indicators the medians of the groups lie in different bands of the "
                  "scale, on one criterion at least: {names}.",
                  p->differing);
    document_say_first(part, DOCUMENT_ANSWER,
                       PART_FILLED(r, pattern, {"count", export_number((int64_t)p->differing).text},
                                   {"total", export_number((int64_t)total).text},
                                   {"names", part_text_of(r, &p->names)}));
}

static void add_notes(groups_part *p) {
    report *r = p->r;
    document_add_note(
        p->table, PART_PHRASE(r, N_("A group with fewer than {least} valid ratings shows its n only (\xE2\x80\x93)."),
                              {"least", export_number(r->protocol->min_group).text}));
    if (p->held_back)
        document_add_note(p->table,
                          part_words(r, N_("Where all other groups would be shown, the ratings of a small one could be "
                                           "worked out from the panel's: there the next smallest group is held back, "
                                           "too.")));
    if (r->protocol->band_count == 0)
        return;
    document_add_note(
        p->table, part_words(r, N_("Groups differ where their medians lie in different bands of the scale. A median "
                                   "between two bands counts in neither. The rules may ask more, or other things, "
                                   "of the groups: see \xE2\x80\x9CMethod\xE2\x80\x9D.")));
}

void part_groups(report *r, document_part *part) {
    size_t groups = r->protocol->group_count, band = delphi_study_band(r->study, "high");
    groups_part p = {.r = r, .high = band == DELPHI_NONE ? NULL : &r->protocol->bands[band]};
    document_column *columns = calloc(4 + 4 * (groups + 1), sizeof *columns);
    p.shown = calloc(groups, sizeof *p.shown);
    document_set_title(part, part_words(r, N_("Groups side by side")));
    if (columns && p.shown) {
        const document_table_spec spec = {
            .columns = columns, .column_count = set_columns(&p, columns), .filter = true, .frozen = 2};
        p.table = document_add_table(part, &spec);
        for (size_t i = 0; i < r->result->outcome_count; i++)
            put_indicator(&p, &r->result->outcomes[i]);
        add_notes(&p);
        say_answer(&p, part);
    }
    r->failed |= !columns || !p.shown;
    free(columns);
    free(p.shown);
    delphi_buffer_free(&p.names);
}

bool part_groups_wanted(const report *r) {
    return r->protocol->group_count > 1;
}
