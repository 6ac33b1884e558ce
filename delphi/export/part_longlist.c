/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The part "Longlist": what was found before round 1, what was left out and why, and what became of the rest; with the
 * flow diagram of PRISMA 2020 (Page and others, 2021). */
#include "export/longlist.h"

#include <string.h>

static bool has_longlist(const report *r) {
    return r->study->longlist != NULL;
}

bool part_longlist_wanted(const report *r) {
    return has_longlist(r);
}

const char *longlist_source_title(const report *r, size_t source) {
    const delphi_longlist_source *own = &r->study->longlist->sources[source];
    const char *title = delphi_text_in(&own->title, r->language);
    return *title ? title : own->id;
}

const char *longlist_reason_title(const report *r, size_t reason) {
    const delphi_longlist_reason *own = &r->study->longlist->reasons[reason];
    const char *title = delphi_text_in(&own->title, r->language);
    return *title ? title : own->id;
}

static void say_answer(report *r, document_part *part, const delphi_longlist_counts *counts) {
    document_say(
        part, DOCUMENT_ANSWER,
        PART_PHRASE(
            r,
            N_("Of {identified} candidates {duplicates} were duplicates, {excluded} were left out and {included} were "
               "included; these became {indicators} indicators."),
            {"identified", export_number(counts->identified).text},
            {"duplicates", export_number(counts->duplicates).text},
            {"excluded", export_number(counts->excluded_screening + counts->excluded_assessment).text},
            {"included", export_number(counts->included).text},
            {"indicators", export_number(counts->indicators).text}));
}

/* ---- tables ---- */

static void put_counts(document_table *table, const char *name, const delphi_longlist_counts *counts,
                       document_look look) {
    document_start_row(table);
    document_put_text(table, name, look == DOCUMENT_PLAIN ? DOCUMENT_STRONG : look);
    document_put_count(table, counts->identified, look);
    document_put_count(table, counts->duplicates, look);
    document_put_count(table, counts->screened, look);
    document_put_count(table, counts->excluded_screening, look);
    document_put_count(table, counts->excluded_assessment, look);
    document_put_count(table, counts->included, look);
}

static void add_sources(report *r, document_part *part, const delphi_longlist_counts *all) {
    const document_column columns[] = {
        {.head = part_words(r, N_("Source")), .width = 36, .names_row = true},
        {.head = part_words(r, N_("Identified")), .width = 13, .direction = DOCUMENT_HEAD_FIGURES},
        {.head = part_words(r, N_("Duplicates")), .width = 13, .direction = DOCUMENT_HEAD_FIGURES},
        {.head = part_words(r, N_("Screened")), .width = 13, .direction = DOCUMENT_HEAD_FIGURES},
        {.head = part_words(r, N_("Left out on screening")), .width = 13, .direction = DOCUMENT_HEAD_FIGURES},
        {.head = part_words(r, N_("Left out on assessment")), .width = 13, .direction = DOCUMENT_HEAD_FIGURES},
        {.head = part_words(r, N_("Included")), .width = 13, .direction = DOCUMENT_HEAD_FIGURES},
    };
    const delphi_longlist *list = r->study->longlist;
    document_table *table = document_add_table(
        part, &(document_table_spec){.title = part_words(r, N_("By source")), .columns = columns, .column_count = 7});
    for (size_t i = 0; i < list->source_count; i++) {
        delphi_longlist_counts counts = delphi_longlist_count(list, i);
        put_counts(table, longlist_source_title(r, i), &counts, DOCUMENT_PLAIN);
    }
    put_counts(table, part_words(r, N_("All sources")), all, DOCUMENT_TOTAL);
    document_add_note(table,
                      part_words(r, N_("A candidate counts for the source in whose row it stands; what was found "
                                       "in several is a duplicate in all but one.")));
}

static void add_reasons(report *r, document_part *part) {
    static const char *const stages[DELPHI_STAGE_COUNT] = {"", N_("on screening"), N_("on assessment")};
    const document_column columns[] = {
        {.head = part_words(r, N_("Reason")), .width = 60, .span = 2, .names_row = true},
        {.head = part_words(r, N_("Left out")), .width = 20, .span = 2},
        {.head = part_words(r, N_("Candidates")), .width = 13, .direction = DOCUMENT_HEAD_FIGURES},
    };
    const delphi_longlist *list = r->study->longlist;
    document_table *table = NULL;
    for (delphi_longlist_stage stage = DELPHI_STAGE_SCREENING; stage < DELPHI_STAGE_COUNT; stage++)
        for (size_t i = 0; i < list->reason_count; i++) {
            uint32_t count = delphi_longlist_excluded(list, stage, i);
            if (count == 0)
                continue;
            if (!table)
                table = document_add_table(part, &(document_table_spec){.title = part_words(r, N_("Why left out")),
                                                                        .columns = columns,
                                                                        .column_count = 3});
            document_start_row(table);
            document_put_text(table, longlist_reason_title(r, i), DOCUMENT_STRONG);
            document_put_text(table, part_words(r, stages[stage]), DOCUMENT_PLAIN);
            document_put_count(table, count, DOCUMENT_PLAIN);
        }
}

/* Titles of the sources in which the candidate was found, its duplicates' included. */
static const char *found_words(report *r, size_t candidate) {
    const delphi_longlist *list = r->study->longlist;
    delphi_buffer *out = part_new_phrase(r);
    for (size_t i = 0; i < list->source_count; i++)
        if (delphi_longlist_found_in(list, candidate, i))
            base_buffer_format(out, "%s%s", out->size ? "; " : "", longlist_source_title(r, i));
    return part_phrase_text(r);
}

static const char *indicator_words(report *r, const delphi_candidate *candidate) {
    delphi_buffer *out = part_new_phrase(r);
    for (size_t i = 0; i < candidate->indicator_count; i++)
        base_buffer_format(out, "%s%s", i ? ", " : "", r->study->indicators[candidate->indicators[i]].id);
    return part_phrase_text(r);
}

static void add_included(report *r, document_part *part) {
    const document_column columns[] = {
        {.head = part_words(r, N_("Id")), .width = 9, .names_row = true},
        {.head = part_words(r, N_("Candidate")), .width = 52, .span = 3},
        {.head = part_words(r, N_("Found in")), .width = 26, .span = 2},
        {.head = part_words(r, N_("Became")), .width = 13},
    };
    const delphi_longlist *list = r->study->longlist;
    document_table *table = document_add_table(
        part, &(document_table_spec){
                  .title = part_words(r, N_("Candidates that were included")), .columns = columns, .column_count = 4});
    for (size_t i = 0; i < list->count; i++) {
        const delphi_candidate *candidate = &list->candidates[i];
        if (!delphi_candidate_included(candidate))
            continue;
        document_start_row(table);
        document_put_text(table, candidate->id, DOCUMENT_STRONG);
        document_put_text(table, candidate->text, DOCUMENT_PLAIN);
        document_put_text(table, found_words(r, i), DOCUMENT_PLAIN);
        document_put_text(table, indicator_words(r, candidate), DOCUMENT_PLAIN);
    }
}

static void say_added(report *r, document_part *part) {
    const delphi_longlist *list = r->study->longlist;
    delphi_buffer text = {0};
    for (size_t i = 0; i < list->added_count; i++) {
        const char *why = r->protocol->longlist.added[i].why;
        base_buffer_format(&text, "%s%s%s%s%s", i ? "; " : "", r->study->indicators[list->added[i]].id,
                           *why ? " (" : "", why, *why ? ")" : "");
    }
    if (list->added_count > 0)
        document_say(part, DOCUMENT_PARAGRAPH,
                     PART_PHRASE(r, N_("Indicators of round 1 that did not come from the longlist: {list}."),
                                 {"list", part_text_of(r, &text)}));
    part_end(r, &text);
}

void part_longlist(report *r, document_part *part) {
    static const double grid[] = {36, 13, 13, 13, 13, 13, 13};
    delphi_longlist_counts counts = delphi_longlist_count(r->study->longlist, DELPHI_NONE);
    document_set_grid(part, grid, sizeof grid / sizeof *grid);
    document_set_title(part, part_words(r, N_("From longlist to round 1")));
    say_answer(r, part, &counts);
    longlist_diagram(r, part, &counts);
    say_added(r, part);
    add_sources(r, part, &counts);
    add_reasons(r, part);
    add_included(r, part);
}
