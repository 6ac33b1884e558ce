/* SPDX-License-Identifier: GPL-3.0-or-later */
/* longlist.csv: the candidates before round 1. What a row says of others (duplicates, indicators) is looked up once all
 * are read; longlist_links.c. */
#include "ingest/longlist.h"

#include <stdlib.h>
#include <string.h>

#include "base/hash.h"
#include "base/problems.h"
#include "base/text.h"
#include "ingest/words.h"
#include "model/private.h"

static const ingest_column columns[LONGLIST_COLUMNS] = {
    [LONGLIST_ID] = {"id", true},
    [LONGLIST_SOURCE] = {"source", true},
    [LONGLIST_FOUND_IN] = {"found_in", false},
    [LONGLIST_TOPIC] = {"topic", false},
    [LONGLIST_TEXT] = {"text", true},
    [LONGLIST_DUPLICATE_OF] = {"duplicate_of", false},
    [LONGLIST_EXCLUDED] = {"excluded", false},
    [LONGLIST_REASON] = {"reason", false},
    [LONGLIST_INDICATOR] = {"indicator", true},
};

static const char *copy(ingest_table *table, const ingest_row *row, size_t column) {
    const longlist_reading *r = table->context;
    ingest_field field = ingest_table_field(table, row, column);
    base_trim(&field.text, &field.size);
    const char *text = base_arena_text(r->arena, field.text, field.size);
    if (!text)
        ingest_table_no_memory(table);
    return text;
}

static bool make_room(longlist_reading *r) {
    if (r->count < r->capacity)
        return true;
    size_t capacity = r->capacity ? r->capacity * 2 : 64;
    delphi_candidate *candidates = realloc(r->candidates, capacity * sizeof *candidates);
    if (candidates)
        r->candidates = candidates;
    longlist_origin *origins = realloc(r->origins, capacity * sizeof *origins);
    if (origins)
        r->origins = origins;
    if (!candidates || !origins)
        return false;
    r->capacity = capacity;
    return true;
}

static void check_id(ingest_table *table, const ingest_row *row, const char *id) {
    longlist_reading *r = table->context;
    size_t size = strlen(id), place = base_index_find(r->ids, id, size);
    if (!base_is_id(id, size))
        ingest_table_refuse(table, row->line, LONGLIST_ID,
                            "%s is not an id: allowed are 1 to 64 letters, digits, _, - and .",
                            ingest_quote(id, size).text);
    else if (place != DELPHI_NONE)
        ingest_table_refuse(table, row->line, LONGLIST_ID,
                            "the candidate \"%s\" stands twice: on line %ld and on line %ld", id,
                            r->origins[place].line, row->line);
    else if (!base_index_add(r->ids, id, size, r->count))
        ingest_table_no_memory(table);
}

/* ---- sources and reasons: of a list in study.json, or as they come up ---- */

static void refuse_unlisted(ingest_table *table, const ingest_row *row, size_t column, const char *text,
                            const longlist_names *names, const char *where) {
    ingest_table_refuse(table, row->line, column, "%s is not in the list of study.json (%s)%s",
                        ingest_quote(text, strlen(text)).text, where,
                        ingest_choices(text, strlen(text), names->texts, names->count).text);
}

/* The place of a name; DELPHI_NONE where it is refused, or memory ran out. */
static size_t place_of(ingest_table *table, const ingest_row *row, size_t column, longlist_names *names,
                       const char *text, const char *where) {
    size_t place = base_index_find(names->index, text, strlen(text));
    if (place != DELPHI_NONE)
        return place;
    if (names->closed) {
        refuse_unlisted(table, row, column, text, names, where);
        return DELPHI_NONE;
    }
    if (longlist_names_add(names, text))
        return names->count - 1;
    ingest_table_no_memory(table);
    return DELPHI_NONE;
}

static void read_source(ingest_table *table, const ingest_row *row, delphi_candidate *out) {
    longlist_reading *r = table->context;
    const char *text = copy(table, row, LONGLIST_SOURCE);
    if (text && !*text)
        ingest_table_refuse(table, row->line, LONGLIST_SOURCE, "a candidate needs the source in which it was found");
    else if (text)
        out->source = place_of(table, row, LONGLIST_SOURCE, &r->sources, text, "/longlist/sources");
}

static void read_stage(ingest_table *table, const ingest_row *row, delphi_candidate *out) {
    static const struct {
        const char *word;
        delphi_longlist_stage stage;
    } words[] = {{"", DELPHI_STAGE_KEPT},
                 {"no", DELPHI_STAGE_KEPT},
                 {"yes", DELPHI_STAGE_SCREENING},
                 {"screening", DELPHI_STAGE_SCREENING},
                 {"assessment", DELPHI_STAGE_ASSESSMENT}};
    const char *text = copy(table, row, LONGLIST_EXCLUDED);
    for (size_t i = 0; text && i < sizeof words / sizeof *words; i++)
        if (strcmp(words[i].word, text) == 0) {
            out->excluded = words[i].stage;
            return;
        }
    out->excluded = DELPHI_STAGE_SCREENING; /* what else the row says is judged as it was meant */
    if (text)
        ingest_table_refuse(table, row->line, LONGLIST_EXCLUDED,
                            "found %s; allowed are screening (or yes) and assessment, and nothing (or no) where it was "
                            "not left out",
                            ingest_quote(text, strlen(text)).text);
}

static void read_reason(ingest_table *table, const ingest_row *row, delphi_candidate *out) {
    longlist_reading *r = table->context;
    const char *text = copy(table, row, LONGLIST_REASON);
    if (text && *text && out->excluded == DELPHI_STAGE_KEPT)
        ingest_table_refuse(table, row->line, LONGLIST_REASON,
                            "a reason stands here, but the candidate was not left out; say in excluded at which stage "
                            "it was");
    else if (text && *text)
        out->reason = place_of(table, row, LONGLIST_REASON, &r->reasons, text, "/longlist/reasons");
    else if (text && out->excluded != DELPHI_STAGE_KEPT)
        ingest_table_refuse(table, row->line, LONGLIST_REASON, "a candidate that was left out needs the reason");
}

static bool take_candidate(ingest_table *table, const ingest_row *row) {
    longlist_reading *r = table->context;
    if (!make_room(r))
        return ingest_table_no_memory(table);
    delphi_candidate *out = &r->candidates[r->count];
    *out = (delphi_candidate){.id = copy(table, row, LONGLIST_ID),
                              .source = DELPHI_NONE,
                              .found_in = copy(table, row, LONGLIST_FOUND_IN),
                              .topic = copy(table, row, LONGLIST_TOPIC),
                              .text = copy(table, row, LONGLIST_TEXT),
                              .duplicate_of = DELPHI_NONE,
                              .original = r->count,
                              .reason = DELPHI_NONE};
    r->origins[r->count] =
        (longlist_origin){row->line, copy(table, row, LONGLIST_DUPLICATE_OF), copy(table, row, LONGLIST_INDICATOR)};
    if (table->status == DELPHI_ERR_MEMORY)
        return false;
    check_id(table, row, out->id);
    if (!*out->text)
        ingest_table_refuse(table, row->line, LONGLIST_TEXT, "a candidate needs a text");
    read_source(table, row, out);
    read_stage(table, row, out);
    read_reason(table, row, out);
    r->count++;
    return table->status != DELPHI_ERR_MEMORY;
}

/* ---- the whole ---- */

static bool start_names(longlist_reading *r, const delphi_longlist_terms *terms) {
    r->ids = base_index_new(64);
    r->sources.index = base_index_new(16);
    r->reasons.index = base_index_new(16);
    bool good = r->ids && r->sources.index && r->reasons.index;
    for (size_t i = 0; good && i < terms->source_count; i++)
        good = longlist_names_add(&r->sources, terms->sources[i].id);
    for (size_t i = 0; good && i < terms->reason_count; i++)
        good = longlist_names_add(&r->reasons, terms->reasons[i].id);
    r->sources.closed = terms->source_count > 0;
    r->reasons.closed = terms->reason_count > 0;
    return good;
}

bool longlist_names_add(longlist_names *names, const char *text) {
    if (names->count == names->capacity) {
        size_t capacity = names->capacity ? names->capacity * 2 : 16;
        const char **texts = realloc(names->texts, capacity * sizeof *texts);
        if (!texts)
            return false;
        names->texts = texts;
        names->capacity = capacity;
    }
    if (!base_index_add(names->index, text, strlen(text), names->count))
        return false;
    names->texts[names->count++] = text;
    return true;
}

static void end_names(longlist_names *names) {
    base_index_free(names->index);
    free(names->texts);
}

/* Names that came up are their own titles. */
static bool give_names(const longlist_reading *r, delphi_longlist *list) {
    const delphi_protocol *p = &r->study->protocol;
    delphi_longlist_source *sources = base_arena_array(r->arena, r->sources.count, sizeof *sources);
    delphi_longlist_reason *reasons = base_arena_array(r->arena, r->reasons.count, sizeof *reasons);
    if (!sources || !reasons)
        return false;
    for (size_t i = 0; i < r->sources.count; i++) {
        sources[i].id = r->sources.texts[i];
        sources[i].title.in[p->language] = r->sources.texts[i];
    }
    for (size_t i = 0; i < r->reasons.count; i++) {
        reasons[i].id = r->reasons.texts[i];
        reasons[i].title.in[p->language] = r->reasons.texts[i];
    }
    list->sources = r->sources.closed ? p->longlist.sources : sources;
    list->source_count = r->sources.count;
    list->reasons = r->reasons.closed ? p->longlist.reasons : reasons;
    list->reason_count = r->reasons.count;
    return true;
}

static delphi_status give(longlist_reading *r, const char *bytes, size_t size, delphi_problems *problems) {
    delphi_longlist *list = base_arena_alloc(r->arena, sizeof *list);
    delphi_candidate *candidates = base_arena_array(r->arena, r->count, sizeof *candidates);
    if (!list || !candidates || !give_names(r, list))
        return base_no_memory(problems);
    if (r->count)
        memcpy(candidates, r->candidates, r->count * sizeof *candidates);
    list->candidates = candidates;
    list->count = r->count;
    list->added = r->added;
    list->added_count = r->study->protocol.longlist.added_count;
    base_sha256(bytes, size, list->sha256);
    r->study->longlist = list;
    return DELPHI_OK;
}

delphi_status delphi_read_longlist(delphi_study *study, const char *file, const char *bytes, size_t size,
                                   delphi_problems *problems) {
    longlist_reading r = {.study = study, .arena = model_arena(study)};
    ingest_table table = {.file = file,
                          .problems = problems,
                          .columns = columns,
                          .column_count = LONGLIST_COLUMNS,
                          .take = take_candidate,
                          .context = &r};
    delphi_status status = start_names(&r, &study->protocol.longlist) ? DELPHI_OK : base_no_memory(problems);
    if (status == DELPHI_OK)
        status = ingest_table_read(&table, bytes, size);
    if (table.status != DELPHI_ERR_MEMORY && table.width > 0)
        longlist_link(&table, &r);
    if (status == DELPHI_OK)
        status = table.status;
    if (status == DELPHI_OK)
        status = give(&r, bytes, size, problems);
    base_index_free(r.ids);
    end_names(&r.sources);
    end_names(&r.reasons);
    free(r.candidates);
    free(r.origins);
    return status;
}
