/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The part "Core set": the indicators that were kept, in the wording that was rated last, with the figures on which
 * they were kept. */
#include "export/part_final.h"

/* Columns left and right of the criteria; some are there only where a study has what goes into them. */
typedef enum { ID, TOPIC, TEXT, DEFINITION, BEFORE, ROUND, DECIDED, CONTENTS } content;

static const struct {
    const char *head;
    double width;
} contents[CONTENTS] = {
    [ID] = {N_("Id"), 8},
    [TOPIC] = {N_("Topic"), 18},
    [TEXT] = {N_("Final wording"), 46},
    [DEFINITION] = {N_("Definition"), 40},
    [BEFORE] = {N_("In the place of"), 10},
    [ROUND] = {N_("Kept in round"), 10},
    [DECIDED] = {N_("Decided by"), 24},
};

typedef struct {
    report *r;
    const final_way *ways;
    final_topics topics;
    bool shown[CONTENTS];
    size_t figures; /* of a criterion */
    document_table *table;
} core;

static bool is_kept(const core *c, size_t indicator) {
    return c->ways[indicator].end == END_KEPT;
}

static void choose(core *c) {
    for (content what = 0; what < CONTENTS; what++)
        c->shown[what] = what != TOPIC && what != DEFINITION && what != BEFORE;
    c->shown[TOPIC] = c->topics.count > 0;
    for (size_t i = 0; i < c->r->study->indicator_count; i++) {
        const delphi_indicator *indicator = &c->r->study->indicators[i];
        c->shown[DEFINITION] |= is_kept(c, i) && *delphi_text_in(&indicator->definition, c->r->language);
        c->shown[BEFORE] |= is_kept(c, i) && indicator->replaces_count > 0;
    }
}

/* ---- the answer ---- */

static size_t count_topics(const core *c) {
    size_t count = 0;
    for (size_t topic = 0; topic < c->topics.count; topic++)
        for (size_t i = 0; i < c->r->study->indicator_count; i++)
            if (is_kept(c, i) && c->topics.of[i] == topic) {
                count++;
                break;
            }
    return count;
}

/* "The core set has 27 indicators, on 9 topics; 2 of them were kept by the steering group in the place of the rules."
 */
static void say_answer(const core *c, document_part *part) {
    report *r = c->r;
    uint32_t kept = final_count(r, c->ways, END_KEPT), decided = final_count_overridden(r, c->ways, END_KEPT);
    size_t topics = count_topics(c);
    delphi_buffer *out = part_new_phrase(r);
    if (kept == 0) {
        document_say(part, DOCUMENT_ANSWER,
                     part_words(r, final_is_interim(r, c->ways) ? N_("No indicator is kept so far.")
                                                                : N_("No indicator was kept: there is no core set.")));
        return;
    }
    if (final_is_interim(r, c->ways))
        base_buffer_text(out, part_words(r, N_("So far, after a part of the rounds: ")));
    EXPORT_FILL(out, part_many(r, "The core set has {count} indicator", "The core set has {count} indicators", kept),
                {"count", export_number(kept).text});
    if (topics > 0)
        EXPORT_FILL(out, part_many(r, ", on {count} topic", ", on {count} topics", topics),
                    {"count", export_number((int64_t)topics).text});
    if (decided > 0)
        EXPORT_FILL(out, part_words(r, N_("; {count} of them by decision of the steering group (marked *)")),
                    {"count", export_number(decided).text});
    base_buffer_char(out, '.');
    document_say(part, DOCUMENT_ANSWER, part_phrase_text(r));
}

/* ---- the rows ---- */

static bool start_table(core *c, document_part *part) {
    report *r = c->r;
    size_t criteria = r->protocol->criterion_count, at = 0;
    document_column *columns = base_arena_array(r->document->arena, CONTENTS + criteria * c->figures, sizeof *columns);
    if (!columns) {
        r->failed = true;
        return false;
    }
    for (content what = 0; what < CONTENTS; what++) {
        for (size_t k = 0; what == DECIDED && k < criteria; k++, at += c->figures)
            final_figure_columns(r, part_criterion_title(r, k), &columns[at]);
        if (c->shown[what])
            columns[at++] = (document_column){
                .head = part_words(r, contents[what].head), .width = contents[what].width, .names_row = what == ID};
    }
    c->table = document_add_table(
        part, &(document_table_spec){
                  .columns = columns, .column_count = at, .filter = true, .frozen = 2 + (int)c->shown[TOPIC]});
    return true;
}

/* "I03, I07" */
static const char *before_words(report *r, const delphi_indicator *indicator) {
    delphi_buffer *out = part_new_phrase(r);
    for (size_t i = 0; i < indicator->replaces_count; i++)
        base_buffer_format(out, "%s%s", i ? ", " : "", r->study->indicators[indicator->replaces[i]].id);
    return part_phrase_text(r);
}

/* The rules, or the steering group with its reason and what the rules came to. */
static const char *decided_words(report *r, const delphi_outcome *outcome) {
    if (!outcome->override_why)
        return part_words(r, N_("the rules"));
    return PART_PHRASE(r, N_("the steering group: {why} (by the rules: {decision})"), {"why", outcome->override_why},
                       {"decision", part_decision_word(r, outcome->rule_decision)});
}

static void put_row(const core *c, size_t indicator) {
    report *r = c->r;
    document_table *table = c->table;
    const delphi_indicator *own = &r->study->indicators[indicator];
    const final_way *way = &c->ways[indicator];
    delphi_buffer *id = part_new_phrase(r);
    base_buffer_format(id, "%s%s", own->id, way->outcome->override_why ? " *" : "");
    document_start_row(table);
    document_put_text(table, part_phrase_text(r), DOCUMENT_STRONG);
    if (c->shown[TOPIC])
        document_put_text(table, delphi_text_in(&own->topic, r->language), DOCUMENT_PLAIN);
    document_put_text(table, part_indicator_text(r, indicator), DOCUMENT_PLAIN);
    if (c->shown[DEFINITION])
        document_put_text(table, delphi_text_in(&own->definition, r->language), DOCUMENT_SMALL);
    if (c->shown[BEFORE])
        document_put_text(table, before_words(r, own), DOCUMENT_PLAIN);
    document_put_count(table, (uint64_t)way->result->round, DOCUMENT_PLAIN);
    for (size_t k = 0; k < r->protocol->criterion_count; k++)
        final_put_figures(r, table, delphi_result_cell(way->result, way->outcome, k, DELPHI_NONE));
    document_put_text(table, decided_words(r, way->outcome), DOCUMENT_SMALL);
}

/* By topic, in the order of the study; those without one at the end. */
static void put_rows(const core *c) {
    for (size_t topic = 0; topic <= c->topics.count; topic++)
        for (size_t i = 0; i < c->r->study->indicator_count; i++)
            if (is_kept(c, i) && c->topics.of[i] == (topic < c->topics.count ? topic : DELPHI_NONE))
                put_row(c, i);
}

void part_core(report *r, document_part *part) {
    core c = {.r = r, .ways = final_ways(r), .figures = final_figure_count(r)};
    if (!c.ways || !final_find_topics(r, &c.topics))
        return;
    document_set_title(part, part_words(r, N_("The core set in its final wording")));
    say_answer(&c, part);
    if (final_count(r, c.ways, END_KEPT) == 0)
        return;
    choose(&c);
    document_say(
        part, DOCUMENT_SUBTITLE,
        part_words(r, N_("Each text as it was last rated, with the figures of the round in which it was kept.")));
    if (!start_table(&c, part))
        return;
    put_rows(&c);
    if (final_count_overridden(r, c.ways, END_KEPT) > 0)
        document_add_note(c.table, part_words(r, N_("* decided by the steering group, whatever the rules come to")));
    final_note_figures(r, c.table);
}
