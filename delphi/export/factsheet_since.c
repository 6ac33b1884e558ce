/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Own scores and the panel's in this round and the one before. */
#include "export/factsheet.h"

#include <math.h>

enum { TOPIC, BASE, THEN, NOW, CHANGE, PANEL_BASE, PANEL_THEN, PANEL_NOW, PANEL_CHANGE, COLUMN_COUNT };

static void say_moves(factsheet *f, document_part *part) {
    report *r = &f->r;
    uint32_t base = 0, raised = 0, lowered = 0;
    for (size_t c = 0; c < r->protocol->criterion_count; c++) {
        factsheet_change change = factsheet_change_of(f->plan, f->expert, factsheet_all(f->plan), c);
        base += change.base;
        raised += change.raised;
        lowered += change.lowered;
    }
    export_digits before = export_number(part_round_before(r));
    if (base == 0) {
        const char *none = N_("You gave no rating in round {before} that can be set beside one of this round.");
        document_say(part, DOCUMENT_ANSWER, PART_PHRASE(r, none, {"before", before.text}));
        return;
    }
    const char *pattern = part_many(r,
                                    "You gave {count} rating in round {before}, too: {raised} went up, "
                                    "{lowered} went down, {same} stayed the same.",
                                    "You gave {count} ratings in round {before}, too: {raised} went up, "
                                    "{lowered} went down, {same} stayed the same.",
                                    base);
    document_say(part, DOCUMENT_ANSWER,
                 PART_FILLED(r, pattern, {"count", export_number(base).text}, {"before", before.text},
                             {"raised", export_number(raised).text}, {"lowered", export_number(lowered).text},
                             {"same", export_number((int64_t)base - raised - lowered).text}));
}

/* "Round 1" */
static const char *round_name(factsheet *f, int round, delphi_buffer *out) {
    EXPORT_FILL(out, part_words(&f->r, N_("Round {round}")), {"round", export_number(round).text});
    return part_text_of(&f->r, out);
}

static document_table *add_table(factsheet *f, document_part *part, size_t criterion) {
    report *r = &f->r;
    delphi_buffer then = {0}, now = {0};
    const char *before = round_name(f, part_round_before(r), &then), *after = round_name(f, r->round, &now);
    const char *you = part_words(r, N_("You")), *panel = part_words(r, N_("Panel"));
    const char *indicators = part_words(r, N_("Indicators")), *change = part_words(r, N_("Change"));
    const struct {
        const char *over, *head;
    } heads[COLUMN_COUNT] = {{NULL, part_words(r, N_("Topic"))},
                             {you, indicators},
                             {you, before},
                             {you, after},
                             {you, change},
                             {panel, indicators},
                             {panel, before},
                             {panel, after},
                             {panel, change}};
    document_column columns[COLUMN_COUNT];
    for (size_t i = 0; i < COLUMN_COUNT; i++)
        columns[i] = (document_column){.head = heads[i].head,
                                       .over = heads[i].over,
                                       .width = i == TOPIC ? 44 : 11,
                                       .names_row = i == TOPIC,
                                       .direction = i == TOPIC ? DOCUMENT_HEAD_WORDS : DOCUMENT_HEAD_FIGURES};
    document_table_spec spec = {.title = factsheet_table_title(f, criterion),
                                .columns = columns,
                                .column_count = COLUMN_COUNT,
                                .new_page = criterion > 0};
    document_table *table = document_add_table(part, &spec);
    part_end(r, &then);
    part_end(r, &now);
    return table;
}

static void put_side(document_table *table, uint32_t base, const delphi_value *then, const delphi_value *now,
                     document_look look) {
    document_put_count(table, base, look);
    factsheet_put_value(table, then, look);
    factsheet_put_value(table, now, look);
    if (base > 0)
        document_put_number(table, delphi_value_real(now) - delphi_value_real(then), 2, look);
    else
        factsheet_put_value(table, now, look);
}

static void put_change(document_table *table, const char *label, const factsheet_change *change, document_look look) {
    document_start_row(table);
    document_put_text(table, label, look == DOCUMENT_TOTAL ? look : DOCUMENT_STRONG);
    put_side(table, change->base, &change->then, &change->now, look);
    put_side(table, change->panel_base, &change->panel_then, &change->panel_now, look);
}

/* Returns how many topics can be compared. */
static size_t put_changes(factsheet *f, document_table *table, size_t criterion) {
    size_t compared = 0;
    for (size_t t = 0; t < f->plan->topic_count; t++) {
        factsheet_change change = factsheet_change_of(f->plan, f->expert, factsheet_topic(f->plan, t), criterion);
        put_change(table, factsheet_topic_title(f, t), &change, DOCUMENT_PLAIN);
        compared += change.base > 0;
    }
    if (f->plan->topic_count > 1) {
        factsheet_change change = factsheet_change_of(f->plan, f->expert, factsheet_all(f->plan), criterion);
        put_change(table, part_words(&f->r, N_("All topics")), &change, DOCUMENT_TOTAL);
    }
    return compared;
}

static void add_chart(factsheet *f, document_table *table, size_t criterion) {
    report *r = &f->r;
    delphi_buffer then = {0}, now = {0}, title = {0};
    document_series series[] = {{THEN, round_name(f, part_round_before(r), &then), export_series_colour(5)},
                                {NOW, round_name(f, r->round, &now), export_series_colour(0)}};
    EXPORT_FILL(&title,
                part_words(r, factsheet_has_criteria(f) ? N_("Your scores by topic in both rounds: {criterion}")
                                                        : N_("Your scores by topic in both rounds")),
                {"criterion", part_criterion_title(r, criterion)});
    const delphi_scale *scale = &r->protocol->scale;
    document_chart_spec spec = {.kind = DOCUMENT_BARS_CLUSTERED,
                                .title = part_text_of(r, &title),
                                .row_count = f->plan->topic_count,
                                .categories = TOPIC,
                                .series = series,
                                .series_count = 2,
                                .x_title = part_words(r, N_("Score: mean of the ratings")),
                                .least = scale->min,
                                .most = scale->max,
                                .mark = NAN,
                                .x_mark = NAN,
                                .place = DOCUMENT_BELOW,
                                .width = 720,
                                .height = 104 + (int)(34 * f->plan->topic_count)};
    spec.description =
        PART_PHRASE(r, N_("{title}, from {low} to {high}; the figures are those of the table."), {"title", spec.title},
                    {"low", export_number(scale->min).text}, {"high", export_number(scale->max).text});
    document_add_chart(table, &spec);
    part_end(r, &then);
    part_end(r, &now);
    part_end(r, &title);
}

void factsheet_since(factsheet *f, document_part *part) {
    report *r = &f->r;
    say_moves(f, part);
    document_say(
        part, DOCUMENT_PARAGRAPH,
        part_words(r, N_("Only comparable versions are compared: indicators with the same id, whose text has not "
                         "changed. Your scores are over those that you rated in both rounds, the panel's over "
                         "those that were in play in both, whoever rated them.")));
    for (size_t c = 0; c < r->protocol->criterion_count; c++) {
        document_table *table = add_table(f, part, c);
        if (put_changes(f, table, c) > 0)
            add_chart(f, table, c);
    }
}
