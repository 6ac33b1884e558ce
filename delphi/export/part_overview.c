/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The part "Overview" of the final report: where the indicators ended, who took part, and what still needs a decision.
 */
#include <math.h>

#include "export/part_final.h"

#define ID_WIDTH        9.0
#define LABEL_WIDTH     27.0
#define FIGURE_WIDTH    10.0
#define WIDE_WIDTH      56.0
#define LEAST_FIGURES   6 /* columns of figures that texts may stand under */
#define TEXT_CHARACTERS 500
enum { ROUND_COLUMNS = 3 };

/* In a sentence, in the order of reading. */
static const struct {
    const char *one, *many;
} sayings[ENDS] = {
    [END_KEPT] = {NN_("{count} is kept", "{count} are kept")},
    [END_DROPPED] = {NN_("{count} is dropped", "{count} are dropped")},
    [END_NO_CONSENSUS] = {NN_("{count} ends without consensus", "{count} end without consensus")},
    [END_GOES_ON] = {NN_("{count} goes on to the next round", "{count} go on to the next round")},
    [END_OPEN] = {NN_("{count} needs a decision by people", "{count} need a decision by people")},
    [END_REPLACED] = {NN_("{count} is taken up in another text", "{count} are taken up in another text")},
    [END_WITHDRAWN] = {NN_("{count} is withdrawn", "{count} are withdrawn")},
};

static const struct {
    const char *one, *many;
} origins[DELPHI_ORIGIN_COUNT] = {
    [DELPHI_ORIGIN_START] = {NN_("{count} from the start", "{count} from the start")},
    [DELPHI_ORIGIN_ADDED] = {NN_("{count} added later", "{count} added later")},
    [DELPHI_ORIGIN_REWORDED] = {NN_("{count} reworded", "{count} reworded")},
    [DELPHI_ORIGIN_MERGED] = {NN_("{count} merged from others", "{count} merged from others")},
    [DELPHI_ORIGIN_SPLIT] = {NN_("{count} split off", "{count} split off")},
};

/* What the writing of this part goes by. */
typedef struct {
    report *r;
    document_part *part;
    const final_way *ways;
    size_t figures; /* columns of figures */
} overview;

static size_t figure_columns(const report *r) {
    size_t columns = ROUND_COLUMNS * (size_t)r->round;
    return columns > LEAST_FIGURES ? columns : LEAST_FIGURES;
}

/* ---- the answer ---- */

/* "27 are kept, 10 are dropped and 25 end without consensus"; that none is kept is an answer, too. */
static void append_ends(const overview *o, delphi_buffer *out) {
    final_end which[ENDS];
    size_t count = 0;
    for (final_end end = 0; end < END_NEVER; end++)
        if (end == END_KEPT || final_count(o->r, o->ways, end) > 0)
            which[count++] = end;
    for (size_t i = 0; i < count; i++) {
        uint32_t found = final_count(o->r, o->ways, which[i]);
        final_join(o->r, out, i, count);
        if (found == 0)
            base_buffer_text(out, part_words(o->r, N_("none is kept")));
        else
            EXPORT_FILL(out, part_many(o->r, sayings[which[i]].one, sayings[which[i]].many, found),
                        {"count", export_number(found).text});
    }
}

/* " (60 from the start, 2 added later)"; nothing where all are from the start. */
static void append_origins(const overview *o, delphi_buffer *out) {
    const char *before = " (";
    if (final_count_origin(o->r, o->ways, DELPHI_ORIGIN_START) == final_count_rated(o->r, o->ways))
        return;
    for (delphi_origin origin = 0; origin < DELPHI_ORIGIN_COUNT; origin++) {
        uint32_t count = final_count_origin(o->r, o->ways, origin);
        if (count == 0)
            continue;
        base_buffer_text(out, before);
        EXPORT_FILL(out, part_many(o->r, origins[origin].one, origins[origin].many, count),
                    {"count", export_number(count).text});
        before = ", ";
    }
    base_buffer_char(out, ')');
}

/* "Of 62 indicators (60 from the start, 2 added later), 27 are kept, 10 are dropped and 25 end without consensus." */
static const char *make_answer(const overview *o) {
    report *r = o->r;
    delphi_buffer from = {0}, list = {0};
    uint32_t total = final_count_rated(r, o->ways);
    append_origins(o, &from);
    append_ends(o, &list);
    const char *pattern =
        part_many(r, "Of {total} indicator{origins}, {list}.", "Of {total} indicators{origins}, {list}.", total);
    const char *answer =
        document_copy(r->document, PART_FILLED(r, pattern, {"total", export_number(total).text},
                                               {"origins", part_text_of(r, &from)}, {"list", part_text_of(r, &list)}));
    part_end(r, &from);
    part_end(r, &list);
    return answer;
}

static void say_interim(const overview *o, delphi_buffer *out) {
    report *r = o->r;
    if (final_is_interim(r, o->ways))
        EXPORT_FILL(out, part_words(r, N_("Interim report after round {round} of {rounds}: the study goes on. ")),
                    {"round", export_number(r->round).text},
                    {"rounds", export_number((int64_t)r->protocol->round_count).text});
}

/* "Of 40 experts who were invited, 31 (77.5%) responded in every round that they were invited to." */
static void say_panel(const overview *o) {
    report *r = o->r;
    final_panel panel = final_count_panel(r);
    delphi_buffer share = {0};
    if (panel.invited == 0)
        return;
    export_percent(&share, r->language, panel.faithful, panel.invited);
    const char *pattern =
        r->round == 1
            ? part_words(r, N_("Of {invited} experts who were invited, {faithful} ({share}) responded."))
            : part_words(r, N_("Of {invited} experts who were invited, {faithful} ({share}) responded in every round "
                               "that they were invited to."));
    document_say(o->part, DOCUMENT_PARAGRAPH,
                 PART_FILLED(r, pattern, {"invited", export_number(panel.invited).text},
                             {"faithful", export_number(panel.faithful).text}, {"share", part_text_of(r, &share)}));
    part_end(r, &share);
}

static uint32_t count_overrides(const overview *o) {
    uint32_t count = 0;
    for (final_end end = 0; end < END_REPLACED; end++)
        count += final_count_overridden(o->r, o->ways, end);
    return count;
}

/* What did not go by the rules or by the protocol. */
static void say_exceptions(const overview *o) {
    report *r = o->r;
    uint32_t overrides = count_overrides(o);
    if (overrides > 0)
        document_say(o->part, DOCUMENT_PARAGRAPH,
                     PART_FILLED(r,
                                 part_many(r,
                                           "{count} of these ends is a decision of the steering group in the place of "
                                           "the rules (marked *).",
                                           "{count} of these ends are decisions of the steering group in the place of "
                                           "the rules (marked *).",
                                           overrides),
                                 {"count", export_number(overrides).text}));
    if (r->order->deviation_count > 0)
        document_say(
            o->part, DOCUMENT_PARAGRAPH,
            PART_FILLED(r,
                        part_many(r, "{count} deviation from the protocol is on record.",
                                  "{count} deviations from the protocol are on record.", r->order->deviation_count),
                        {"count", export_number((int64_t)r->order->deviation_count).text}));
}

/* ---- where the indicators ended ---- */

static bool has_row(const overview *o, final_end end) {
    return end == END_KEPT || (end == END_DROPPED && final_can_drop(o->r)) ||
           (end == END_NO_CONSENSUS && o->r->result->last_round) || final_count(o->r, o->ways, end) > 0;
}

static void put_end(const overview *o, document_table *table, final_end end) {
    uint32_t count = final_count(o->r, o->ways, end), total = final_count_rated(o->r, o->ways);
    const char *words = final_end_words(o->r, end);
    document_start_row(table);
    if (end < END_REPLACED)
        document_put_decision(table, final_decision_of(end), words);
    else
        document_put_text(table, words, DOCUMENT_PLAIN);
    document_put_count(table, count, DOCUMENT_PLAIN);
    document_put_share(table, count, total, DOCUMENT_PLAIN);
}

static void draw_ends(const overview *o, document_table *table, const char *answer, const uint32_t *colours,
                      size_t count) {
    static const document_series series = {.column = 1, .colour = 0x0072B2};
    delphi_buffer *description = part_new_phrase(o->r);
    base_buffer_format(description, "%s %s", part_words(o->r, N_("Bars: how many indicators ended so.")), answer);
    document_add_chart(table, &(document_chart_spec){.kind = DOCUMENT_BARS,
                                                     .title = part_words(o->r, N_("Where the indicators ended")),
                                                     .description = part_phrase_text(o->r),
                                                     .row_count = count,
                                                     .series = &series,
                                                     .series_count = 1,
                                                     .row_colours = colours,
                                                     .mark = NAN,
                                                     .x_mark = NAN,
                                                     .place = DOCUMENT_BESIDE,
                                                     .width = 560,
                                                     .height = 64 + 32 * (int)count});
}

static void add_ends(const overview *o, const char *answer) {
    report *r = o->r;
    const document_column columns[] = {
        {.head = part_words(r, N_("Ended as")), .width = ID_WIDTH + LABEL_WIDTH, .span = 2, .names_row = true},
        {.head = part_words(r, N_("Indicators")), .width = FIGURE_WIDTH, .direction = DOCUMENT_HEAD_FIGURES},
        {.head = part_words(r, N_("% of all")), .width = FIGURE_WIDTH, .direction = DOCUMENT_HEAD_FIGURES},
    };
    const document_table_spec spec = {
        .title = part_words(r, N_("Where the indicators ended")), .columns = columns, .column_count = 3};
    document_table *table = document_add_table(o->part, &spec);
    uint32_t colours[ENDS], total = final_count_rated(r, o->ways);
    size_t count = 0;
    for (final_end end = 0; end < END_NEVER; end++)
        if (has_row(o, end)) {
            put_end(o, table, end);
            colours[count++] = export_decision_colour(final_decision_of(end));
        }
    document_start_row(table);
    document_put_text(table, part_words(r, N_("All texts that were rated")), DOCUMENT_TOTAL);
    document_put_count(table, total, DOCUMENT_TOTAL);
    document_put_share(table, total, total, DOCUMENT_TOTAL);
    draw_ends(o, table, answer, colours, count);
    document_say(o->part, DOCUMENT_NOTE,
                 part_words(r, N_("Each text counts once, by where it ended. An indicator whose text changed counts as "
                                  "two: the old text is taken up in another one.")));
}

/* ---- who took part ---- */

static const delphi_response *response_of(const delphi_result *result, size_t group) {
    return group == DELPHI_NONE ? &result->response : &result->groups[group];
}

static void put_response(const overview *o, document_table *table, const char *title, size_t group,
                         document_look look) {
    document_start_row(table);
    document_put_text(table, title, look);
    for (int round = 1; round <= o->r->round; round++) {
        const delphi_response *response = response_of(o->r->rounds[round - 1], group);
        document_put_count(table, response->invited, look);
        document_put_count(table, response->responded, look);
        document_put_share(table, response->responded, response->invited, look);
    }
}

static void add_response(const overview *o) {
    report *r = o->r;
    size_t count = 1 + ROUND_COLUMNS * (size_t)r->round;
    document_column *columns = base_arena_array(r->document->arena, count, sizeof *columns);
    if (!columns) {
        r->failed = true;
        return;
    }
    columns[0] = (document_column){.head = part_words(r, r->protocol->group_count ? N_("Group") : N_("Panel")),
                                   .width = ID_WIDTH + LABEL_WIDTH,
                                   .span = 2,
                                   .names_row = true};
    const char *const heads[ROUND_COLUMNS] = {N_("Invited"), N_("Responded"), N_("% of invited")};
    for (size_t i = 1; i < count; i++)
        columns[i] = (document_column){.head = part_words(r, heads[(i - 1) % ROUND_COLUMNS]),
                                       .over = final_round_name(r, (int)((i - 1) / ROUND_COLUMNS) + 1),
                                       .width = FIGURE_WIDTH,
                                       .direction = DOCUMENT_HEAD_FIGURES};
    document_table *table = document_add_table(
        o->part,
        &(document_table_spec){.title = part_words(r, N_("Who took part")), .columns = columns, .column_count = count});
    for (size_t g = 0; g < r->protocol->group_count; g++)
        put_response(o, table, part_group_title(r, g), g, DOCUMENT_PLAIN);
    put_response(o, table, part_words(r, N_("Whole panel")), DELPHI_NONE, DOCUMENT_TOTAL);
    document_add_note(table, part_words(r, N_("Responded: gave at least one rating, \xE2\x80\x9C"
                                              "cannot judge\xE2\x80\x9D or comment.")));
}

/* ---- what needs a decision ---- */

static void put_open(const overview *o, document_table *table, size_t indicator) {
    report *r = o->r;
    const final_way *way = &o->ways[indicator];
    document_start_row(table);
    document_put_text(table, r->study->indicators[indicator].id, DOCUMENT_STRONG);
    part_put_outcome(r, table, way->outcome);
    document_put_text(table, part_start(r, part_indicator_text(r, indicator), TEXT_CHARACTERS), DOCUMENT_PLAIN);
    export_why(way->result, r->language, way->outcome, 3, part_new_phrase(r));
    document_put_text(table, part_phrase_text(r), DOCUMENT_SMALL);
}

/* Those that ended so, by their ids: "I03, I07". */
static const char *names_of(const overview *o, final_end end) {
    delphi_buffer *out = part_new_phrase(o->r);
    for (size_t i = 0; i < o->r->study->indicator_count; i++)
        if (o->ways[i].end == end)
            base_buffer_format(out, "%s%s", out->size ? ", " : "", o->r->study->indicators[i].id);
    return document_copy(o->r->document, part_phrase_text(o->r));
}

static void add_open_table(const overview *o, const char *title) {
    report *r = o->r;
    const document_column columns[] = {
        {.head = part_words(r, N_("Indicator")), .width = ID_WIDTH, .names_row = true},
        {.head = part_words(r, N_("Decision")), .width = LABEL_WIDTH},
        {.head = part_words(r, N_("Text")), .width = FIGURE_WIDTH * (double)o->figures, .span = (int)o->figures},
        {.head = part_words(r, N_("Why")), .width = WIDE_WIDTH},
    };
    document_table *table =
        document_add_table(o->part, &(document_table_spec){.title = title, .columns = columns, .column_count = 4});
    for (size_t i = 0; i < r->study->indicator_count; i++)
        if (o->ways[i].end == END_OPEN)
            put_open(o, table, i);
}

/* An end without consensus is a result; whether the indicator comes into the set all the same is for people. */
static void add_open(const overview *o) {
    report *r = o->r;
    const char *title = part_words(r, N_("What is left to people to decide"));
    uint32_t open = final_count(r, o->ways, END_OPEN), without = final_count(r, o->ways, END_NO_CONSENSUS);
    if (open > 0)
        add_open_table(o, title);
    else
        document_say(o->part, DOCUMENT_SECTION, title);
    if (without > 0) {
        document_say(o->part, DOCUMENT_PARAGRAPH,
                     PART_FILLED(r,
                                 part_many(r, "{count} indicator ended without consensus: {names}.",
                                           "{count} indicators ended without consensus: {names}.", without),
                                 {"count", export_number(without).text}, {"names", names_of(o, END_NO_CONSENSUS)}));
        document_say(o->part, DOCUMENT_NOTE,
                     part_words(r, N_("No consensus is a result of the study. Whether such an indicator joins the set "
                                      "all the same is for the steering group to say, with a reason.")));
    }
    if (open + without == 0)
        document_say(o->part, DOCUMENT_PARAGRAPH,
                     part_words(r, N_("Nothing: there is an answer for every indicator that was rated to the end.")));
}

static void set_grid(const overview *o) {
    double *grid = base_arena_array(o->r->document->arena, o->figures + 3, sizeof *grid);
    if (!grid) {
        o->r->failed = true;
        return;
    }
    grid[0] = ID_WIDTH;
    grid[1] = LABEL_WIDTH;
    for (size_t i = 0; i < o->figures; i++)
        grid[2 + i] = FIGURE_WIDTH;
    grid[2 + o->figures] = WIDE_WIDTH;
    document_set_grid(o->part, grid, o->figures + 3);
}

void part_overview(report *r, document_part *part) {
    overview o = {.r = r, .part = part, .ways = final_ways(r), .figures = figure_columns(r)};
    if (!o.ways)
        return;
    document_set_title(part, part_words(r, N_("What the study came to")));
    set_grid(&o);
    const char *answer = make_answer(&o);
    delphi_buffer *whole = part_new_phrase(r);
    say_interim(&o, whole);
    base_buffer_text(whole, answer);
    document_say(part, DOCUMENT_ANSWER, part_phrase_text(r));
    say_panel(&o);
    say_exceptions(&o);
    add_ends(&o, answer);
    add_response(&o);
    add_open(&o);
}
