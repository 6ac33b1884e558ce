/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The first page of a factsheet: own scores by topic beside those of the panel and of the own group, with charts. */
#include "export/factsheet.h"

#include <math.h>
#include <string.h>

enum { NUMBER, TOPIC, IN_PLAY, BASE, OWN, PANEL, MINUS, GROUP, COLUMN_COUNT };

/* ---- the finding ---- */

typedef struct {
    uint32_t compared, inside, lower, higher;
} places;

static places count_places(const factsheet *f) {
    places p = {0};
    for (size_t place = 0; place < f->plan->count; place++)
        for (size_t c = 0; c < f->r.protocol->criterion_count; c++) {
            factsheet_cell cell = factsheet_find(f->plan, f->expert, place, c);
            export_place where = export_place_of(cell.own, cell.panel);
            p.inside += where == EXPORT_PLACE_INSIDE;
            p.lower += where == EXPORT_PLACE_LOWER;
            p.higher += where == EXPORT_PLACE_HIGHER;
        }
    p.compared = p.inside + p.lower + p.higher;
    return p;
}

static void say_places(factsheet *f, document_part *part) {
    report *r = &f->r;
    places p = count_places(f);
    if (p.compared == 0) {
        document_say(part, DOCUMENT_ANSWER,
                     part_words(r, N_("Too few experts rated for your ratings to be set beside those of the panel.")));
        return;
    }
    delphi_buffer *out = part_new_phrase(r);
    EXPORT_FILL(out,
                part_many(r,
                          "{inside} of your {count} rating lies in the middle half of the panel's "
                          "(Q1\xE2\x80\x93Q3); {lower} lies lower, {higher} higher.",
                          "{inside} of your {count} ratings lie in the middle half of the panel's "
                          "(Q1\xE2\x80\x93Q3); {lower} lie lower, {higher} higher.",
                          p.compared),
                {"inside", export_number(p.inside).text}, {"count", export_number(p.compared).text},
                {"lower", export_number(p.lower).text}, {"higher", export_number(p.higher).text});
    document_say(part, DOCUMENT_ANSWER, part_phrase_text(r));
}

/* A figure of the sentences, with two decimals at most. */
static const char *figure_text(factsheet *f, const delphi_value *value, delphi_buffer *out) {
    export_value(out, f->r.language, value);
    return part_text_of(&f->r, out);
}

static bool can_compare(const factsheet_score *score) {
    return score->base > 0 && score->panel.value.kind != DELPHI_VALUE_UNDEFINED;
}

static double distance(const factsheet_score *score) {
    return fabs(delphi_value_real(&score->own.value) - delphi_value_real(&score->panel.value));
}

/* The topic that tells most, where there is more than one. */
static void say_largest(factsheet *f, document_part *part) {
    report *r = &f->r;
    size_t topic = DELPHI_NONE, criterion = 0;
    factsheet_score most = {0};
    for (size_t t = 0; t < f->plan->topic_count && f->plan->topic_count > 1; t++)
        for (size_t c = 0; c < r->protocol->criterion_count; c++) {
            factsheet_score score = factsheet_score_of(f->plan, f->expert, factsheet_topic(f->plan, t), c);
            if (!can_compare(&score) || (topic != DELPHI_NONE && distance(&score) <= distance(&most)))
                continue;
            topic = t;
            criterion = c;
            most = score;
        }
    if (topic == DELPHI_NONE || distance(&most) == 0)
        return;
    delphi_buffer own = {0}, panel = {0};
    const char *text = factsheet_has_criteria(f)
                           ? N_("Your score and the panel's lie furthest apart on \xE2\x80\x9C{topic}\xE2\x80\x9D "
                                "({criterion}): {own} against {panel} (indicators: {count}).")
                           : N_("Your score and the panel's lie furthest apart on \xE2\x80\x9C{topic}\xE2\x80\x9D: "
                                "{own} against {panel} (indicators: {count}).");
    const char *said =
        PART_PHRASE(r, text, {"topic", factsheet_topic_title(f, topic)},
                    {"criterion", part_criterion_title(r, criterion)}, {"own", figure_text(f, &most.own.value, &own)},
                    {"panel", figure_text(f, &most.panel.value, &panel)}, {"count", export_number(most.base).text});
    document_say(part, DOCUMENT_PARAGRAPH, said);
    part_end(r, &own);
    part_end(r, &panel);
}

/* ---- the table ---- */

/* As wide as two charts beside each other. */
#define NUMBER_WIDTH 6.0
#define TOPIC_WIDTH  40.0
#define FIGURE_WIDTH 13.0
#define GROUP_WIDTH  22.0

static document_table *add_table(factsheet *f, document_part *part, size_t criterion) {
    report *r = &f->r;
    bool grouped = f->group != DELPHI_NONE;
    double topic_width = grouped ? TOPIC_WIDTH : TOPIC_WIDTH + GROUP_WIDTH;
    const char *const heads[] = {
        [NUMBER] = N_("No."),     [TOPIC] = N_("Topic"), [IN_PLAY] = N_("Indicators"),   [BASE] = N_("rated by you"),
        [OWN] = N_("Your score"), [PANEL] = N_("Panel"), [MINUS] = N_("You minus panel")};
    document_column columns[COLUMN_COUNT];
    for (size_t i = 0; i < GROUP; i++)
        columns[i] = (document_column){.head = part_words(r, heads[i]),
                                       .width = i == TOPIC    ? topic_width
                                                : i == NUMBER ? NUMBER_WIDTH
                                                              : FIGURE_WIDTH,
                                       .names_row = i == TOPIC,
                                       .direction = i == TOPIC ? DOCUMENT_HEAD_WORDS : DOCUMENT_HEAD_FIGURES};
    columns[GROUP] = (document_column){.head = PART_PHRASE(r, N_("Your group: {group}"), {"group", f->group_title}),
                                       .width = GROUP_WIDTH,
                                       .direction = DOCUMENT_HEAD_FIGURES};
    document_table_spec spec = {.title = factsheet_table_title(f, criterion),
                                .columns = columns,
                                .column_count = grouped ? COLUMN_COUNT : GROUP,
                                .new_page = criterion > 0};
    return document_add_table(part, &spec);
}

/* `number`: of the topic, as the radar has it, where there is no room for titles; 0: of all topics together. */
static void put_score(factsheet *f, document_table *table, size_t number, const char *label,
                      const factsheet_score *score, document_look look) {
    document_start_row(table);
    document_put_text(table, number ? export_number((int64_t)number).text : "", look);
    document_put_text(table, label, look == DOCUMENT_TOTAL ? look : DOCUMENT_STRONG);
    document_put_count(table, score->in_play, look);
    document_put_count(table, score->base, look);
    factsheet_put_mean(table, &score->own, look == DOCUMENT_TOTAL ? look : DOCUMENT_STRONG);
    factsheet_put_mean(table, &score->panel, look);
    if (can_compare(score))
        document_put_number(table, delphi_value_real(&score->own.value) - delphi_value_real(&score->panel.value), 2,
                            look);
    else
        factsheet_put_mean(table, &score->panel, look);
    if (f->group != DELPHI_NONE)
        factsheet_put_mean(table, &score->group, look);
}

typedef struct {
    size_t compared; /* topics with a score of one's own */
    bool panel_hidden, group_hidden, group_shown;
} seen;

static seen put_scores(factsheet *f, document_table *table, size_t criterion) {
    seen s = {0};
    for (size_t t = 0; t < f->plan->topic_count; t++) {
        factsheet_score score = factsheet_score_of(f->plan, f->expert, factsheet_topic(f->plan, t), criterion);
        put_score(f, table, t + 1, factsheet_topic_title(f, t), &score, DOCUMENT_PLAIN);
        s.compared += score.base > 0;
        s.panel_hidden |= score.panel.hidden;
        s.group_hidden |= score.group.hidden;
        s.group_shown |= score.group.value.kind != DELPHI_VALUE_UNDEFINED;
    }
    if (f->plan->topic_count > 1) {
        factsheet_score score = factsheet_score_of(f->plan, f->expert, factsheet_all(f->plan), criterion);
        put_score(f, table, 0, part_words(&f->r, N_("All topics")), &score, DOCUMENT_TOTAL);
    }
    return s;
}

static void put_notes(factsheet *f, document_table *table, const seen *s) {
    report *r = &f->r;
    export_digits least = export_number(r->protocol->min_group);
    document_add_note(table, part_words(r, N_("All scores of a row are means over the same indicators: those that you "
                                              "rated. Each counts the same.")));
    if (s->panel_hidden)
        document_add_note(table,
                          PART_PHRASE(r,
                                      N_("Panel \xE2\x80\x93: not shown, because fewer than {count} experts rated "
                                         "one of these indicators."),
                                      {"count", least.text}));
    if (f->group != DELPHI_NONE && s->group_hidden)
        document_add_note(table,
                          PART_PHRASE(r,
                                      N_("Your group \xE2\x80\x93: not shown, because of one of these indicators your "
                                         "group gave fewer than {count} ratings, or the rest of the panel so few that "
                                         "theirs could be worked out."),
                                      {"count", least.text}));
}

/* ---- charts ---- */

#define LEAST_SPOKES 3 /* a radar of fewer is a line */
#define BAR_PIXELS   13
#define GAP_PIXELS   8
#define AROUND_BARS  104 /* title, legend and axis */
#define MOST_BARS    34  /* that a page holds */
#define LEAST_HEIGHT 400 /* of a radar that can be read */
#define CHART_WIDTH  474

static size_t choose_series(const factsheet *f, const seen *s, document_series series[3]) {
    size_t count = 0;
    const report *r = &f->r;
    series[count++] = (document_series){OWN, part_words(r, N_("You")), export_series_colour(0)};
    series[count++] = (document_series){PANEL, part_words(r, N_("Panel")), export_series_colour(1)};
    if (f->group != DELPHI_NONE && s->group_shown)
        series[count++] = (document_series){GROUP, part_words(r, N_("Your group")), export_series_colour(2)};
    return count;
}

/* The bars of the own group are left to the radar where the page would not hold them. */
static void add_bars(document_table *table, document_chart_spec *spec, const char *x_title, bool beside_radar) {
    size_t topics = spec->row_count;
    if (topics * spec->series_count > MOST_BARS && beside_radar)
        spec->series_count = 2;
    spec->kind = DOCUMENT_BARS_CLUSTERED;
    spec->categories = TOPIC;
    spec->x_title = x_title;
    spec->height = AROUND_BARS + (int)(topics * (BAR_PIXELS * spec->series_count + GAP_PIXELS));
    spec->height = spec->height < LEAST_HEIGHT && beside_radar ? LEAST_HEIGHT : spec->height;
    document_add_chart(table, spec);
}

static void add_charts(factsheet *f, document_table *table, size_t criterion, const seen *s) {
    report *r = &f->r;
    document_series series[3];
    const delphi_scale *scale = &r->protocol->scale;
    bool radar = s->compared >= LEAST_SPOKES;
    document_chart_spec spec = {.kind = DOCUMENT_RADAR,
                                .row_count = f->plan->topic_count,
                                .categories = NUMBER,
                                .series = series,
                                .series_count = choose_series(f, s, series),
                                .least = scale->min,
                                .most = scale->max,
                                .mark = NAN,
                                .x_mark = NAN,
                                .place = DOCUMENT_BELOW,
                                .width = CHART_WIDTH,
                                .height = LEAST_HEIGHT};
    delphi_buffer title = {0};
    EXPORT_FILL(&title,
                part_words(r, factsheet_has_criteria(f) ? N_("You and the panel by topic: {criterion}")
                                                        : N_("You and the panel by topic")),
                {"criterion", part_criterion_title(r, criterion)});
    spec.title = part_text_of(r, &title);
    spec.description =
        PART_PHRASE(r, N_("{title}, from {low} to {high}; the figures are those of the table."), {"title", spec.title},
                    {"low", export_number(scale->min).text}, {"high", export_number(scale->max).text});
    if (radar)
        document_add_chart(table, &spec);
    add_bars(table, &spec, part_words(r, N_("Score: mean of the ratings")), radar);
    part_end(r, &title);
}

void factsheet_scores(factsheet *f, document_part *part) {
    report *r = &f->r;
    say_places(f, part);
    if (f->plan->of->open)
        document_say(part, DOCUMENT_CAUTION,
                     part_words(r, N_("Preliminary: the round is still open, and answers may still come in.")));
    document_say(part, DOCUMENT_PARAGRAPH,
                 part_words(r, N_("A mirror and no judgement: there is no good or bad score, and this factsheet is no "
                                  "instrument of accountability. It is yours alone.")));
    say_largest(f, part);
    for (size_t c = 0; c < r->protocol->criterion_count; c++) {
        document_table *table = add_table(f, part, c);
        seen s = put_scores(f, table, c);
        put_notes(f, table, &s);
        if (s.compared > 0)
            add_charts(f, table, c, &s);
    }
}
