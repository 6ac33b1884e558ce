/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the rows of a longlist say of each other and of the indicators: duplicates lead to a candidate and never round
 * in a circle, what was kept leads to indicators, and every indicator of round 1 comes from somewhere. */
#include "ingest/longlist.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/problems.h"
#include "ingest/words.h"
#include "model/private.h"

/* Names looked through for hints, so that a file that is wrong throughout is refused in a moment. */
#define HINT_BUDGET 1000000

typedef struct {
    ingest_table *table;
    longlist_reading *r;
    bool *led_to; /* for each indicator of the study: some candidate leads to it */
    size_t looked;
} linking;

static const char *candidate_id(const linking *l, size_t i) {
    return l->r->candidates[i].id;
}

static const char *indicator_id(const linking *l, size_t i) {
    return l->r->study->indicators[i].id;
}

static ingest_words hint(linking *l, const char *text, size_t size, size_t count,
                         const char *(*id)(const linking *l, size_t i)) {
    ingest_words out = {.text = ""};
    const char **ids = malloc((count + 1) * sizeof *ids);
    for (size_t i = 0; ids && i < count; i++)
        ids[i] = id(l, i);
    l->looked += count;
    if (ids && l->looked <= HINT_BUDGET)
        out = ingest_hint(text, size, ids, count);
    free(ids);
    return out;
}

/* ---- duplicates ---- */

static void link_duplicate(linking *l, size_t i) {
    longlist_reading *r = l->r;
    const longlist_origin *origin = &r->origins[i];
    size_t size = strlen(origin->duplicate_of), found;
    if (!size)
        return;
    found = base_index_find(r->ids, origin->duplicate_of, size);
    if (found == DELPHI_NONE)
        ingest_table_refuse(l->table, origin->line, LONGLIST_DUPLICATE_OF, "there is no candidate %s%s",
                            ingest_quote(origin->duplicate_of, size).text,
                            hint(l, origin->duplicate_of, size, r->count, candidate_id).text);
    else if (found == i)
        ingest_table_refuse(l->table, origin->line, LONGLIST_DUPLICATE_OF,
                            "the candidate \"%s\" is a duplicate of itself", r->candidates[i].id);
    else
        r->candidates[i].duplicate_of = found;
    if (r->candidates[i].excluded != DELPHI_STAGE_KEPT)
        ingest_table_refuse(l->table, origin->line, LONGLIST_EXCLUDED,
                            "a duplicate is left out as such; say of the candidate that it is the same as whether it "
                            "was left out, and why");
}

/* A circle is told once, at its first line. */
static void tell_circle(linking *l, size_t start) {
    longlist_reading *r = l->r;
    char path[240] = "";
    size_t used = 0, at = start;
    do {
        used += (size_t)snprintf(path + used, sizeof path - used, "%s -> ", r->candidates[at].id);
        at = r->candidates[at].duplicate_of;
        if (at < start)
            return;
    } while (at != start && used < sizeof path - 80);
    ingest_table_refuse(l->table, r->origins[start].line, LONGLIST_DUPLICATE_OF,
                        "these duplicates go round in a circle: %s%s%s; one of them is to be the candidate", path,
                        at == start ? "" : "... -> ", r->candidates[start].id);
}

/* The end of each chain. */
static void find_originals(linking *l) {
    longlist_reading *r = l->r;
    for (size_t i = 0; i < r->count; i++) {
        size_t at = i, steps = 0;
        while (r->candidates[at].duplicate_of != DELPHI_NONE && steps++ < r->count) {
            at = r->candidates[at].duplicate_of;
            if (at == i)
                break;
        }
        if (r->candidates[at].duplicate_of == DELPHI_NONE)
            r->candidates[i].original = at;
        else if (at == i)
            tell_circle(l, i);
    }
}

/* ---- indicators ---- */

static void add_indicator(linking *l, size_t i, const char *id, size_t size, size_t *list, size_t *count) {
    longlist_reading *r = l->r;
    size_t found = model_find_indicator(r->study, id, size);
    if (found == DELPHI_NONE) {
        ingest_table_refuse(l->table, r->origins[i].line, LONGLIST_INDICATOR, "there is no indicator %s%s",
                            ingest_quote(id, size).text,
                            hint(l, id, size, r->study->indicator_count, indicator_id).text);
        return;
    }
    for (size_t k = 0; k < *count; k++)
        if (list[k] == found) {
            ingest_table_refuse(l->table, r->origins[i].line, LONGLIST_INDICATOR, "\"%s\" stands twice here",
                                r->study->indicators[found].id);
            return;
        }
    list[(*count)++] = found;
    l->led_to[found] = true;
}

/* Ids are parted by semicolons or blanks. */
static void link_indicators(linking *l, size_t i) {
    static const char marks[] = "; \t\r\n";
    longlist_reading *r = l->r;
    delphi_candidate *candidate = &r->candidates[i];
    const longlist_origin *origin = &r->origins[i];
    const char *at = origin->indicators + strspn(origin->indicators, marks);
    bool included = !*origin->duplicate_of && candidate->excluded == DELPHI_STAGE_KEPT;
    if (!*at && included)
        ingest_table_refuse(l->table, origin->line, LONGLIST_INDICATOR,
                            "this candidate is neither a duplicate nor left out; name the indicator that it became");
    if (*at && !included)
        ingest_table_refuse(l->table, origin->line, LONGLIST_INDICATOR,
                            "a candidate that %s became no indicator; the column is to be empty here",
                            *origin->duplicate_of ? "is a duplicate" : "was left out");
    if (!*at || !included)
        return;
    size_t *list = base_arena_array(r->arena, strlen(at), sizeof *list);
    if (!list) {
        ingest_table_no_memory(l->table);
        return;
    }
    while (*at) {
        size_t size = strcspn(at, marks);
        add_indicator(l, i, at, size, list, &candidate->indicator_count);
        at += size;
        at += strspn(at, marks);
    }
    candidate->indicators = list;
}

/* ---- what was added beside the list ---- */

static void refuse_added(linking *l, size_t i, const char *id, const char *what, const char *more) {
    char pointer[64];
    base_place place = {.file = l->r->study->protocol.file, .pointer = pointer};
    snprintf(pointer, sizeof pointer, "/longlist/added/%zu/indicator", i);
    delphi_status status = base_problem(l->table->problems, DELPHI_ERR_INPUT, place, "%s%s%s", id, what, more);
    if (l->table->status == DELPHI_OK)
        l->table->status = status;
}

static void link_added(linking *l) {
    longlist_reading *r = l->r;
    const delphi_longlist_terms *terms = &r->study->protocol.longlist;
    r->added = base_arena_array(r->arena, terms->added_count, sizeof *r->added);
    if (!r->added) {
        ingest_table_no_memory(l->table);
        return;
    }
    for (size_t i = 0; i < terms->added_count; i++) {
        const char *id = terms->added[i].indicator;
        size_t found = delphi_study_indicator(r->study, id);
        r->added[i] = found;
        if (found == DELPHI_NONE)
            refuse_added(l, i, ingest_quote(id, strlen(id)).text, " is no indicator",
                         hint(l, id, strlen(id), r->study->indicator_count, indicator_id).text);
        else if (l->led_to[found])
            refuse_added(l, i, id, " is named as added, and a candidate of longlist.csv leads to it", "");
        else
            l->led_to[found] = true;
    }
}

/* All of them in one sentence: where the column is forgotten, that is every one. */
static void refuse_strays(linking *l) {
    const delphi_study *study = l->r->study;
    const char **ids = malloc((study->indicator_count + 1) * sizeof *ids);
    size_t count = 0;
    if (!ids) {
        ingest_table_no_memory(l->table);
        return;
    }
    for (size_t i = 0; i < study->indicator_count; i++)
        if (!l->led_to[i] && study->indicators[i].since == 1)
            ids[count++] = study->indicators[i].id;
    if (count > 0) {
        delphi_status status = base_problem(
            l->table->problems, DELPHI_ERR_INPUT, (base_place){.file = l->table->file},
            "no candidate leads to %s of round 1: %s; name %s in the column indicator of the candidate that it came "
            "from, or as added in study.json (/longlist/added)",
            count == 1 ? "this indicator" : "these indicators", ingest_list(ids, count).text,
            count == 1 ? "it" : "each");
        if (l->table->status == DELPHI_OK)
            l->table->status = status;
    }
    free(ids);
}

void longlist_link(ingest_table *table, longlist_reading *r) {
    linking l = {table, r, calloc(r->study->indicator_count + 1, sizeof *l.led_to), 0};
    if (!l.led_to) {
        ingest_table_no_memory(table);
        return;
    }
    for (size_t i = 0; i < r->count; i++)
        link_duplicate(&l, i);
    find_originals(&l);
    for (size_t i = 0; i < r->count && table->status != DELPHI_ERR_MEMORY; i++)
        link_indicators(&l, i);
    if (table->status != DELPHI_ERR_MEMORY)
        link_added(&l);
    if (table->status != DELPHI_ERR_MEMORY)
        refuse_strays(&l);
    free(l.led_to);
}
