/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Every indicator of the round: the own rating, the panel's, where the own one lies, and that of the round before. */
#include "export/factsheet.h"

#include "export/shares.h"

#define EN_DASH "\xE2\x80\x93"

typedef enum { ID, TEXT, CRITERION, OWN, PLACE, N, MEDIAN, QUARTILES, HIGH, GROUP_N, GROUP_MEDIAN, BEFORE } column_kind;
#define MOST_COLUMNS (BEFORE + 1)

/* ---- columns ---- */

static bool has_column(const factsheet *f, column_kind kind) {
    switch (kind) {
    case CRITERION:
        return factsheet_has_criteria(f);
    case HIGH:
        return f->plan->high != DELPHI_NONE;
    case GROUP_N:
    case GROUP_MEDIAN:
        return f->group != DELPHI_NONE;
    case BEFORE:
        return f->plan->before != NULL;
    default:
        return true;
    }
}

static const struct {
    const char *head, *over;
    double width;
} heads[MOST_COLUMNS] = {
    [ID] = {N_("Id"), NULL, 8},
    [TEXT] = {N_("Indicator"), NULL, 48},
    [CRITERION] = {N_("Criterion"), NULL, 16},
    [OWN] = {N_("Your rating"), N_("You"), 11},
    [PLACE] = {N_("Beside the panel"), N_("You"), 23},
    [N] = {N_("n"), N_("Panel"), 6},
    [MEDIAN] = {N_("Median"), N_("Panel"), 9},
    [QUARTILES] = {N_("Q1\xE2\x80\x93Q3"), N_("Panel"), 10},
    [HIGH] = {NULL, N_("Panel"), 12},
    [GROUP_N] = {N_("n"), N_("Your group"), 7},
    [GROUP_MEDIAN] = {N_("Median"), N_("Your group"), 9},
    [BEFORE] = {NULL, NULL, 10},
};

static const char *head_of(factsheet *f, column_kind kind) {
    report *r = &f->r;
    if (kind == BEFORE)
        return PART_PHRASE(r, N_("Your rating in round {round}"), {"round", export_number(part_round_before(r)).text});
    if (kind != HIGH)
        return part_words(r, heads[kind].head);
    const delphi_band *band = &r->protocol->bands[f->plan->high];
    return PART_PHRASE(r, N_("% high ({low}\xE2\x80\x93{high})"), {"low", export_number(band->low).text},
                       {"high", export_number(band->high).text});
}

static document_table *add_table(factsheet *f, document_part *part) {
    document_column columns[MOST_COLUMNS];
    delphi_buffer texts[MOST_COLUMNS] = {{0}};
    size_t count = 0;
    for (column_kind kind = 0; kind < MOST_COLUMNS; kind++) {
        if (!has_column(f, kind))
            continue;
        base_buffer_text(&texts[count], head_of(f, kind));
        columns[count] =
            (document_column){.head = part_text_of(&f->r, &texts[count]),
                              .over = heads[kind].over ? part_words(&f->r, heads[kind].over) : NULL,
                              .width = heads[kind].width,
                              .names_row = kind == ID,
                              .direction = kind <= CRITERION ? DOCUMENT_HEAD_WORDS : DOCUMENT_HEAD_FIGURES};
        count++;
    }
    document_table_spec spec = {.columns = columns, .column_count = count, .frozen = 2};
    document_table *table = document_add_table(part, &spec);
    for (size_t i = 0; i < count; i++)
        delphi_buffer_free(&texts[i]);
    return table;
}

/* ---- cells ---- */

static void put_rating(document_table *table, delphi_rating rating, document_look look) {
    if (export_is_point(rating))
        document_put_number(table, rating, 0, look);
    else
        document_put_text(table, rating == DELPHI_MISSING ? EN_DASH : "?", look);
}

static const delphi_value *value_of(const delphi_cell *cell, const char *measure) {
    return &cell->values[delphi_measure_find(measure)];
}

static void put_median(document_table *table, const delphi_cell *cell) {
    if (cell)
        document_put_value(table, value_of(cell, "median"));
    else
        document_put_hidden(table);
}

static void put_quartiles(factsheet *f, document_table *table, const delphi_cell *cell) {
    if (!cell) {
        document_put_hidden(table);
        return;
    }
    const delphi_value *q1 = value_of(cell, "q1"), *q3 = value_of(cell, "q3");
    if (q1->kind == DELPHI_VALUE_UNDEFINED) {
        document_put_value(table, q1);
        return;
    }
    delphi_buffer *out = part_new_phrase(&f->r);
    export_value(out, f->r.language, q1);
    base_buffer_text(out, EN_DASH);
    export_value(out, f->r.language, q3);
    document_put_text(table, part_phrase_text(&f->r), DOCUMENT_PLAIN);
}

static void put_high(factsheet *f, document_table *table, const delphi_cell *cell) {
    if (!cell) {
        document_put_hidden(table);
        return;
    }
    delphi_value share = export_band_share(f->r.protocol, cell, &f->r.protocol->bands[f->plan->high]);
    document_put_value(table, &share);
}

static void put_group_n(document_table *table, const factsheet_cell *cell) {
    if (cell->group_n_shown)
        document_put_count(table, cell->group_n, DOCUMENT_PLAIN);
    else
        document_put_hidden(table);
}

/* An indicator that was not rated before under this id has nothing to compare. */
static void put_before(factsheet *f, document_table *table, size_t place, size_t criterion) {
    if (f->plan->earlier[place])
        put_rating(table, delphi_ratings_column(f->plan->before, f->plan->order[place], criterion)[f->expert],
                   DOCUMENT_PLAIN);
    else
        document_put_text(table, part_words(&f->r, N_("new")), DOCUMENT_QUIET);
}

static void put_cell(factsheet *f, document_table *table, column_kind kind, size_t place, size_t criterion,
                     const factsheet_cell *cell) {
    size_t indicator = f->plan->order[place];
    bool first = criterion == 0;
    switch (kind) {
    case ID:
        document_put_text(table, first ? f->r.study->indicators[indicator].id : "", DOCUMENT_STRONG);
        break;
    case TEXT:
        document_put_text(table, first ? part_indicator_text(&f->r, indicator) : "", DOCUMENT_SMALL);
        break;
    case CRITERION:
        document_put_text(table, part_criterion_title(&f->r, criterion), DOCUMENT_SMALL);
        break;
    case OWN:
        put_rating(table, cell->own, DOCUMENT_STRONG);
        break;
    case PLACE:
        document_put_text(table, part_words(&f->r, export_place_words(export_place_of(cell->own, cell->panel))),
                          DOCUMENT_SMALL);
        break;
    case N:
        document_put_count(table, cell->panel_n, DOCUMENT_PLAIN);
        break;
    case MEDIAN:
        put_median(table, cell->panel);
        break;
    case QUARTILES:
        put_quartiles(f, table, cell->panel);
        break;
    case HIGH:
        put_high(f, table, cell->panel);
        break;
    case GROUP_N:
        put_group_n(table, cell);
        break;
    case GROUP_MEDIAN:
        put_median(table, cell->group);
        break;
    case BEFORE:
        put_before(f, table, place, criterion);
        break;
    }
}

typedef struct {
    bool panel_hidden, group_hidden;
} hidden;

static void put_indicator(factsheet *f, document_table *table, size_t place, hidden *any) {
    for (size_t c = 0; c < f->r.protocol->criterion_count; c++) {
        factsheet_cell cell = factsheet_find(f->plan, f->expert, place, c);
        any->panel_hidden |= !cell.panel;
        any->group_hidden |= !cell.group;
        document_start_row(table);
        for (column_kind kind = 0; kind < MOST_COLUMNS; kind++)
            if (has_column(f, kind))
                put_cell(f, table, kind, place, c, &cell);
    }
}

/* ---- notes ---- */

static const char *const bases[] = {
    [DELPHI_DENOMINATOR_VALID] = N_("% high is of the valid ratings, n."),
    [DELPHI_DENOMINATOR_ANSWERED] = N_("% high is of all answers: the ratings n and \xE2\x80\x9C"
                                       "cannot judge\xE2\x80\x9D."),
    [DELPHI_DENOMINATOR_PANEL] = N_("% high is of all experts invited to rate, whether they answered or not."),
};

/* How quartiles are made, which is no matter of course. */
static const char *quartile_words(report *r) {
    delphi_quantile_type type = r->protocol->quantile_type;
    if (type == DELPHI_QUANTILE_HINGES)
        return part_words(r, N_("Q1\xE2\x80\x93Q3: Tukey's hinges."));
    return PART_PHRASE(r, N_("Q1\xE2\x80\x93Q3: quantiles of type {type} (Hyndman and Fan 1996)."),
                       {"type", export_number((int64_t)type).text});
}

static void put_notes(factsheet *f, document_table *table, const hidden *any) {
    report *r = &f->r;
    export_digits least = export_number(r->protocol->min_group);
    document_add_note(table, quartile_words(r));
    if (f->plan->high != DELPHI_NONE)
        document_add_note(table, part_words(r, bases[r->protocol->denominator]));
    if (f->group != DELPHI_NONE)
        document_add_note(table, PART_PHRASE(r, N_("Your group: {group}."), {"group", f->group_title}));
    if (any->panel_hidden)
        document_add_note(table,
                          PART_PHRASE(r, N_("Panel \xE2\x80\x93: not shown where fewer than {count} experts rated."),
                                      {"count", least.text}));
    if (f->group != DELPHI_NONE && any->group_hidden)
        document_add_note(table,
                          PART_PHRASE(r,
                                      N_("Your group \xE2\x80\x93: not shown where your group gave fewer than {count} "
                                         "ratings, or the rest of the panel so few that theirs could be worked out."),
                                      {"count", least.text}));
}

void factsheet_indicators(factsheet *f, document_part *part) {
    hidden any = {false, false};
    document_table *table = add_table(f, part);
    for (size_t t = 0; t < f->plan->topic_count; t++) {
        factsheet_range topic = factsheet_topic(f->plan, t);
        if (f->plan->topic_count > 1)
            document_title_row(table, factsheet_topic_title(f, t));
        for (size_t place = topic.first; place < topic.end; place++)
            put_indicator(f, table, place, &any);
    }
    put_notes(f, table, &any);
}
