/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The part "Summary": the answers first, then how they came about: decisions, response, what needs a decision, and the
 * indicators that were kept. */
#include <math.h>

#include "export/parts.h"

/* The grid: an id, a label, five of figures, and a wide one. */
enum { ID, LABEL, FIGURES, WIDE = FIGURES + 5 };
static const double grid[] = {9, 27, 12, 12, 12, 12, 12, 56};
#define LABEL_WIDTH     36  /* of id and label */
#define TEXT_WIDTH      60  /* of the figures' columns */
#define TEXT_CHARACTERS 500 /* of a longer text the start: the part "Decisions" has the whole */

/* In a sentence: "24 are kept", "3 are dropped". The order is that of reading. */
static const struct {
    delphi_decision decision;
    const char *one, *many;
} sayings[] = {
    {DELPHI_KEEP, NN_("{count} is kept", "{count} are kept")},
    {DELPHI_DROP, NN_("{count} is dropped", "{count} are dropped")},
    {DELPHI_RERATE, NN_("{count} goes on to the next round", "{count} go on to the next round")},
    {DELPHI_NO_CONSENSUS, NN_("{count} ends without consensus", "{count} end without consensus")},
    {DELPHI_UNDECIDED, NN_("{count} is undecided", "{count} are undecided")},
    {DELPHI_CONFLICT, NN_("{count} is in conflict", "{count} are in conflict")},
};
#define SAYINGS (sizeof sayings / sizeof *sayings)

/* Where the rules never had a say about a decision its saying is left out; none kept is an answer too. */
static size_t told(const delphi_result *result, size_t out[SAYINGS]) {
    size_t count = 0;
    for (size_t i = 0; i < SAYINGS; i++)
        if (result->decided[sayings[i].decision] > 0 || sayings[i].decision == DELPHI_KEEP)
            out[count++] = i;
    return count;
}

static void append_saying(const report *r, size_t i, delphi_buffer *out) {
    uint32_t count = r->result->decided[sayings[i].decision];
    if (count == 0)
        base_buffer_text(out, part_words(r, N_("none is kept")));
    else
        EXPORT_FILL(out, part_many(r, sayings[i].one, sayings[i].many, count), {"count", export_number(count).text});
}

/* "Of 61 indicators 24 are kept, 3 are dropped and 34 go on to the next round." */
static const char *make_answer(report *r) {
    delphi_buffer list = {0};
    size_t which[SAYINGS], count = told(r->result, which), total = r->result->outcome_count;
    for (size_t i = 0; i < count; i++) {
        if (i > 0)
            base_buffer_text(&list, i + 1 < count ? ", " : part_words(r, N_(" and ")));
        append_saying(r, which[i], &list);
    }
    const char *pattern = part_many(r, "Of {total} indicator {list}.", "Of {total} indicators {list}.", total);
    const char *answer =
        document_copy(r->document, PART_FILLED(r, pattern, {"total", export_number((int64_t)total).text},
                                               {"list", part_text_of(r, &list)}));
    part_end(r, &list);
    return answer;
}

/* "35 of 40 experts responded (87.5%); 30 of them answered every question (75.0% of those invited)." */
static void say_response(report *r, document_part *part) {
    const delphi_response *response = &r->result->response;
    delphi_buffer responded = {0}, complete = {0};
    if (response->invited == 0)
        return;
    export_percent(&responded, r->language, response->responded, response->invited);
    export_percent(&complete, r->language, response->complete, response->invited);
    const char *text =
        PART_PHRASE(r,
                    N_("Of {invited} experts invited {responded} responded ({percent}); {complete} answered every "
                       "question ({part})."),
                    {"invited", export_number(response->invited).text},
                    {"responded", export_number(response->responded).text}, {"percent", part_text_of(r, &responded)},
                    {"complete", export_number(response->complete).text}, {"part", part_text_of(r, &complete)});
    document_say(part, DOCUMENT_PARAGRAPH, text);
    part_end(r, &responded);
    part_end(r, &complete);
}

static bool is_open(const delphi_outcome *outcome) {
    return outcome->decision == DELPHI_UNDECIDED || outcome->decision == DELPHI_CONFLICT;
}

/* Which indicators people must decide about, by id. */
static void say_open(report *r, document_part *part) {
    const delphi_result *result = r->result;
    size_t count = result->decided[DELPHI_UNDECIDED] + result->decided[DELPHI_CONFLICT], named = 0;
    delphi_buffer list = {0};
    if (count == 0)
        return;
    for (size_t i = 0; i < result->outcome_count; i++)
        if (is_open(&result->outcomes[i]) && named++ < 12)
            base_buffer_format(&list, "%s%s", list.size ? ", " : "",
                               r->study->indicators[result->outcomes[i].indicator].id);
    if (named > 12)
        base_buffer_text(&list, ", \xE2\x80\xA6");
    const char *pattern = part_many(r, "{count} indicator needs a decision by people: {list}.",
                                    "{count} indicators need a decision by people: {list}.", count);
    document_say(
        part, DOCUMENT_CAUTION,
        PART_FILLED(r, pattern, {"count", export_number((int64_t)count).text}, {"list", part_text_of(r, &list)}));
    part_end(r, &list);
}

/* ---- decisions ---- */

/* A decision that cannot come up in this round has no row: re-rate after the last, no consensus before it. */
static bool has_row(const delphi_result *result, delphi_decision decision) {
    if (result->decided[decision] > 0)
        return true;
    return decision == DELPHI_KEEP || decision == DELPHI_DROP ||
           decision == (result->last_round ? DELPHI_NO_CONSENSUS : DELPHI_RERATE);
}

static void put_decision(report *r, document_table *table, delphi_decision decision) {
    const delphi_result *result = r->result;
    document_start_row(table);
    document_put_decision(table, decision, part_decision_words(r, decision));
    document_put_count(table, result->decided[decision], DOCUMENT_PLAIN);
    document_put_share(table, result->decided[decision], result->outcome_count, DOCUMENT_PLAIN);
}

static void put_total(report *r, document_table *table) {
    document_start_row(table);
    document_put_text(table, part_words(r, N_("All indicators in this round")), DOCUMENT_TOTAL);
    document_put_count(table, r->result->outcome_count, DOCUMENT_TOTAL);
    document_put_share(table, r->result->outcome_count, r->result->outcome_count, DOCUMENT_TOTAL);
}

/* Which of the counts above are not the rules'. */
static void note_overridden(report *r, document_table *table) {
    const delphi_result *result = r->result;
    delphi_buffer list = {0};
    if (!result->overridden)
        return;
    for (size_t i = 0; i < result->outcome_count; i++) {
        const delphi_outcome *outcome = &result->outcomes[i];
        if (!outcome->override_why)
            continue;
        base_buffer_format(&list, "%s%s (", list.size ? ", " : "", r->study->indicators[outcome->indicator].id);
        base_buffer_text(&list, part_decision_words(r, outcome->rule_decision));
        base_buffer_char(&list, ')');
    }
    const char *pattern =
        part_many(r, "* {count} of these decisions is the steering group's; by the rules: {list}.",
                  "* {count} of these decisions are the steering group's; by the rules: {list}.", result->overridden);
    document_add_note(table, PART_FILLED(r, pattern, {"count", export_number(result->overridden).text},
                                         {"list", part_text_of(r, &list)}));
    part_end(r, &list);
}

/* A bar a decision, the word on the axis and the count at its end: it reads the same without colour. */
static void draw_decisions(report *r, document_table *table, const char *answer, const uint32_t *colours,
                           size_t count) {
    static const document_series series = {.column = 1, .colour = 0x0072B2};
    delphi_buffer *description = part_new_phrase(r);
    base_buffer_format(description, "%s %s", part_words(r, N_("Bars: how many indicators came to each decision.")),
                       answer);
    document_add_chart(table, &(document_chart_spec){.kind = DOCUMENT_BARS,
                                                     .title = part_words(r, N_("Indicators by decision")),
                                                     .description = part_phrase_text(r),
                                                     .row_count = count,
                                                     .series = &series,
                                                     .series_count = 1,
                                                     .row_colours = colours,
                                                     .mark = NAN,
                                                     .x_mark = NAN,
                                                     .place = DOCUMENT_BESIDE,
                                                     .width = 560,
                                                     .height = 56 + 32 * (int)count});
}

static void add_decisions(report *r, document_part *part, const char *answer) {
    const document_column columns[] = {
        {.head = part_words(r, N_("Decision")), .width = LABEL_WIDTH, .span = 2, .names_row = true},
        {.head = part_words(r, N_("Indicators")), .width = 12, .direction = DOCUMENT_HEAD_FIGURES},
        {.head = part_words(r, N_("% of all")), .width = 12, .direction = DOCUMENT_HEAD_FIGURES},
    };
    const document_table_spec spec = {
        .title = part_words(r, N_("Decisions after this round")), .columns = columns, .column_count = 3};
    document_table *table = document_add_table(part, &spec);
    uint32_t colours[DELPHI_DECISION_COUNT];
    size_t count = 0;
    for (delphi_decision d = 0; d < DELPHI_DECISION_COUNT; d++)
        if (has_row(r->result, d)) {
            put_decision(r, table, d);
            colours[count++] = export_decision_colour(d);
        }
    put_total(r, table);
    note_overridden(r, table);
    draw_decisions(r, table, answer, colours, count);
}

/* ---- response ---- */

static void put_response(document_table *table, const char *label, const delphi_response *response,
                         document_look look) {
    document_start_row(table);
    document_put_text(table, label, look);
    document_put_count(table, response->invited, look);
    document_put_count(table, response->responded, look);
    document_put_share(table, response->responded, response->invited, look);
    document_put_count(table, response->complete, look);
    document_put_share(table, response->complete, response->invited, look);
}

static void note_retention(report *r, document_table *table) {
    const delphi_response *response = &r->result->response;
    if (part_round_before(r))
        document_add_note(
            table,
            PART_PHRASE(r,
                        N_("Against the previous round: {stayed} took part in both, {left} stopped, {joined} are new."),
                        {"stayed", export_number(response->stayed).text}, {"left", export_number(response->left).text},
                        {"joined", export_number(response->joined).text}));
}

static void add_response(report *r, document_part *part) {
    const document_column columns[] = {
        {.head = part_words(r, r->protocol->group_count ? N_("Group") : N_("Panel")),
         .width = LABEL_WIDTH,
         .span = 2,
         .names_row = true},
        {.head = part_words(r, N_("Invited")), .width = 12, .direction = DOCUMENT_HEAD_FIGURES},
        {.head = part_words(r, N_("Responded")), .width = 12, .direction = DOCUMENT_HEAD_FIGURES},
        {.head = part_words(r, N_("% of invited")), .width = 12, .direction = DOCUMENT_HEAD_FIGURES, .data_bar = true},
        {.head = part_words(r, N_("Complete")), .width = 12, .direction = DOCUMENT_HEAD_FIGURES},
        {.head = part_words(r, N_("% of invited")), .width = 12, .direction = DOCUMENT_HEAD_FIGURES, .data_bar = true},
    };
    const document_table_spec spec = {
        .title = part_words(r, N_("Response")), .columns = columns, .column_count = sizeof columns / sizeof *columns};
    document_table *table = document_add_table(part, &spec);
    for (size_t g = 0; g < r->protocol->group_count; g++)
        put_response(table, part_group_title(r, g), &r->result->groups[g], DOCUMENT_PLAIN);
    put_response(table, part_words(r, N_("Whole panel")), &r->result->response, DOCUMENT_TOTAL);
    document_add_note(table,
                      part_words(r, N_("Responded: gave at least one rating, \xE2\x80\x9C"
                                       "cannot judge\xE2\x80\x9D or comment. Complete: answered every question.")));
    note_retention(r, table);
}

/* ---- what needs a decision ---- */

static void put_open(report *r, document_table *table, const delphi_outcome *outcome) {
    const delphi_indicator *indicator = &r->study->indicators[outcome->indicator];
    document_start_row(table);
    document_put_text(table, indicator->id, DOCUMENT_STRONG);
    part_put_outcome(r, table, outcome);
    document_put_text(table, part_start(r, part_indicator_text(r, outcome->indicator), TEXT_CHARACTERS),
                      DOCUMENT_PLAIN);
    export_why(r->result, r->language, outcome, 3, part_new_phrase(r));
    document_put_text(table, part_phrase_text(r), DOCUMENT_PLAIN);
}

static void add_open(report *r, document_part *part) {
    const delphi_result *result = r->result;
    const document_column columns[] = {
        {.head = part_words(r, N_("Indicator")), .width = 9, .names_row = true},
        {.head = part_words(r, N_("Decision")), .width = 27},
        {.head = part_words(r, N_("Text")), .width = TEXT_WIDTH, .span = 5},
        {.head = part_words(r, N_("Why")), .width = 56},
    };
    const document_table_spec spec = {
        .title = part_words(r, N_("Needs a decision by people")), .columns = columns, .column_count = 4};
    if (result->decided[DELPHI_UNDECIDED] + result->decided[DELPHI_CONFLICT] == 0) {
        document_say(part, DOCUMENT_SECTION, spec.title);
        document_say(part, DOCUMENT_PARAGRAPH,
                     part_words(r, result->overridden ? N_("None: the rules, or the steering group, came to an answer "
                                                           "for every indicator.")
                                                      : N_("None: the rules came to an answer for every indicator.")));
        return;
    }
    document_table *table = document_add_table(part, &spec);
    for (size_t i = 0; i < result->outcome_count; i++)
        if (is_open(&result->outcomes[i]))
            put_open(r, table, &result->outcomes[i]);
}

/* ---- what was kept ---- */

static void put_kept(report *r, document_table *table, const delphi_outcome *outcome) {
    const delphi_indicator *indicator = &r->study->indicators[outcome->indicator];
    delphi_buffer *id = part_new_phrase(r);
    base_buffer_format(id, "%s%s", indicator->id, outcome->override_why ? " *" : "");
    document_start_row(table);
    document_put_text(table, part_phrase_text(r), DOCUMENT_STRONG);
    document_put_text(table, delphi_text_in(&indicator->topic, r->language), DOCUMENT_PLAIN);
    document_put_text(table, part_start(r, part_indicator_text(r, outcome->indicator), TEXT_CHARACTERS),
                      DOCUMENT_PLAIN);
}

static void add_kept(report *r, document_part *part) {
    const document_column columns[] = {
        {.head = part_words(r, N_("Indicator")), .width = 9, .names_row = true},
        {.head = part_words(r, N_("Topic")), .width = 27},
        {.head = part_words(r, N_("Text")), .width = TEXT_WIDTH + 56, .span = 6},
    };
    const document_table_spec spec = {
        .title = part_words(r, N_("Kept indicators")), .columns = columns, .column_count = 3};
    if (r->result->decided[DELPHI_KEEP] == 0) {
        document_say(part, DOCUMENT_SECTION, spec.title);
        document_say(part, DOCUMENT_PARAGRAPH, part_words(r, N_("None was kept in this round.")));
        return;
    }
    document_table *table = document_add_table(part, &spec);
    for (size_t i = 0; i < r->result->outcome_count; i++)
        if (r->result->outcomes[i].decision == DELPHI_KEEP)
            put_kept(r, table, &r->result->outcomes[i]);
}

void part_summary(report *r, document_part *part) {
    document_set_grid(part, grid, sizeof grid / sizeof *grid);
    const char *answer = make_answer(r);
    document_say(part, DOCUMENT_ANSWER, answer);
    say_response(r, part);
    say_open(r, part);
    add_decisions(r, part, answer);
    add_response(r, part);
    add_open(r, part);
    add_kept(r, part);
}
