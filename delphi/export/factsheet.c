/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One expert's factsheet: its heading, its parts, and what they share. */
#include "export/factsheet.h"

#include <string.h>

static bool has_round_before(const factsheet *f) {
    return f->plan->before != NULL;
}

typedef struct {
    const char *id, *name, *title;
    void (*write)(factsheet *f, document_part *part);
    bool (*wanted)(const factsheet *f); /* NULL: always */
} factsheet_part;

/* In the order in which they stand. */
static const factsheet_part parts[] = {
    {"scores", N_("Factsheet"), N_("Factsheet"), factsheet_scores, NULL},
    {"since", N_("Round before"), N_("Your scores beside those of the round before"), factsheet_since,
     has_round_before},
    {"indicators", N_("Indicators"), N_("Your ratings, indicator by indicator"), factsheet_indicators, NULL},
    {"reading", N_("Reading"), N_("How to read this factsheet"), factsheet_reading, NULL},
    {NULL, NULL, NULL, NULL, NULL}, /* the end */
};

static const factsheet_part scan_parts[] = {
    {"scores", N_("Factsheet"), N_("Factsheet"), factsheet_scan_scores, NULL},
    {"since", N_("Wave before"), N_("Your scores beside those of the wave before"), factsheet_scan_since,
     has_round_before},
    {"answers", N_("Answers"), N_("Your answers, question by question"), factsheet_scan_answers, NULL},
    {"reading", N_("Reading"), N_("How to read this factsheet"), factsheet_scan_reading, NULL},
    {NULL, NULL, NULL, NULL, NULL}, /* the end */
};

/* "Factsheet of E07 · Residents · Round 2 of 3, closed on 20 November 2020" */
static void entitle(factsheet *f) {
    report *r = &f->r;
    delphi_buffer round = {0}, date = {0};
    const char *closes = r->protocol->rounds[r->round - 1].closes;
    const char *place = r->result->scan ? N_("Wave {wave}") : N_("Round {round} of {rounds}");
    EXPORT_FILL(&round, part_words(r, place), {"round", export_number(r->round).text},
                {"rounds", export_number((int64_t)r->protocol->round_count).text},
                {"wave", r->result->scan ? r->result->scan->wave : ""});
    const char *heading = part_text_of(r, &round);
    document_set_heading(r->document, PART_PHRASE(r, N_("Factsheet of {expert} \xC2\xB7 {round}"),
                                                  {"expert", r->study->experts[f->expert].id}, {"round", heading}));
    if (f->plan->of->open) {
        base_buffer_text(&round, part_words(r, N_(", still open")));
    } else if (closes) {
        export_date(&date, r->language, closes);
        EXPORT_FILL(&round, part_words(r, N_(", closed on {date}")), {"date", part_text_of(r, &date)});
    }
    delphi_buffer *out = part_new_phrase(r);
    EXPORT_FILL(out, part_words(r, N_("Factsheet of {expert}")), {"expert", r->study->experts[f->expert].id});
    if (f->group != DELPHI_NONE)
        base_buffer_format(out, " \xC2\xB7 %s", f->group_title);
    base_buffer_format(out, " \xC2\xB7 %s", part_text_of(r, &round));
    const char *title = delphi_text_in(&r->protocol->title, r->language);
    document_entitle(r->document, *title ? title : r->protocol->id, part_phrase_text(r));
    delphi_buffer_free(&round);
    delphi_buffer_free(&date);
}

static void write_parts(factsheet *f) {
    for (const factsheet_part *p = f->r.result->scan ? scan_parts : parts; p->id; p++) {
        if (p->wanted && !p->wanted(f))
            continue;
        document_part *part =
            document_add_part(f->r.document, p->id, part_words(&f->r, p->name), part_words(&f->r, p->title));
        p->write(f, part);
    }
}

document *factsheet_write(const factsheet_plan *plan, size_t expert, delphi_language language) {
    factsheet f = {.plan = plan, .expert = expert, .group = plan->study->experts[expert].group};
    f.r = (report){.result = plan->of->result,
                   .study = plan->study,
                   .protocol = plan->protocol,
                   .round = plan->of->result->round,
                   .level = plan->of->result->level,
                   .language = language,
                   .document = document_new(language)};
    if (!f.r.document)
        return NULL;
    f.group_title = f.group == DELPHI_NONE ? "" : part_group_title(&f.r, f.group);
    entitle(&f);
    write_parts(&f);
    bool failed = f.r.failed || f.r.document->failed || f.r.phrase.failed;
    delphi_buffer_free(&f.r.phrase);
    if (!failed)
        return f.r.document;
    document_free(f.r.document);
    return NULL;
}

/* ---- shared ---- */

const char *factsheet_topic_title(const factsheet *f, size_t topic) {
    size_t indicator = f->plan->order[f->plan->topics[topic]];
    const char *title = delphi_text_in(&f->r.study->indicators[indicator].topic, f->r.language);
    return *title ? title : part_words(&f->r, N_("(no topic)"));
}

const char *factsheet_table_title(const factsheet *f, size_t criterion) {
    return factsheet_has_criteria(f) ? part_criterion_title(&f->r, criterion) : NULL;
}

void factsheet_put_value(document_table *table, const delphi_value *value, document_look look) {
    if (value->kind == DELPHI_VALUE_UNDEFINED)
        document_put_figure(table, value, 2);
    else
        document_put_number(table, delphi_value_real(value), 2, look);
}

void factsheet_put_mean(document_table *table, const factsheet_mean *mean, document_look look) {
    if (mean->hidden)
        document_put_hidden_as(table, look);
    else
        factsheet_put_value(table, &mean->value, look);
}
