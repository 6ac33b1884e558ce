/* SPDX-License-Identifier: GPL-3.0-or-later */
/* indicators.csv: what is rated. */
#include <delphi/ingest.h>

#include <stdlib.h>
#include <string.h>

#include "base/index.h"
#include "base/problems.h"
#include "base/text.h"
#include "ingest/indicators.h"
#include "ingest/words.h"
#include "model/private.h"

enum {
    ID,
    LEVEL,
    TOPIC,
    TOPIC_EN,
    TEXT,
    TEXT_EN,
    DEFINITION,
    DEFINITION_EN,
    SOURCE,
    SINCE,
    UNTIL,
    REPLACES,
    POLARITY,
    CHOICE_OF,
    CHOICE_OF_EN,
    ASKED_IF,
    COMPARABLE,
    COLUMN_COUNT
};

static const ingest_column columns[COLUMN_COUNT] = {
    [ID] = {"id", true},
    [LEVEL] = {"level", false},
    [TOPIC] = {"topic", false},
    [TOPIC_EN] = {"topic_en", false},
    [TEXT] = {"text", true},
    [TEXT_EN] = {"text_en", false},
    [DEFINITION] = {"definition", false},
    [DEFINITION_EN] = {"definition_en", false},
    [SOURCE] = {"source", false},
    [SINCE] = {"since", false},
    [UNTIL] = {"until", false},
    [REPLACES] = {"replaces", false},
    [POLARITY] = {"polarity", false},
    [CHOICE_OF] = {"choice_of", false},
    [CHOICE_OF_EN] = {"choice_of_en", false},
    [ASKED_IF] = {"asked_if", false},
    [COMPARABLE] = {"comparable", false},
};

typedef ingest_indicator_origin origin;

/* Candidates that are looked at for hints, so that a file that is wrong throughout is refused in a moment. */
#define HINT_BUDGET 1000000

typedef struct {
    delphi_study *study;
    base_arena *arena;
    delphi_indicator *indicators;
    origin *origins;
    size_t count, capacity;
    base_index *ids;
    size_t looked; /* candidates for hints so far */
} reading;

static bool make_room(reading *r) {
    if (r->count < r->capacity)
        return true;
    size_t capacity = r->capacity ? r->capacity * 2 : 64;
    delphi_indicator *indicators = realloc(r->indicators, capacity * sizeof *indicators);
    if (indicators)
        r->indicators = indicators;
    origin *origins = realloc(r->origins, capacity * sizeof *origins);
    if (origins)
        r->origins = origins;
    if (!indicators || !origins)
        return false;
    r->capacity = capacity;
    return true;
}

static const char *copy(ingest_table *table, const ingest_row *row, size_t column) {
    const reading *r = table->context;
    ingest_field field = ingest_table_field(table, row, column);
    const char *text = base_arena_text(r->arena, field.text, field.size);
    if (!text)
        ingest_table_no_memory(table);
    return text;
}

static bool is_blank(const char *text) {
    size_t size = strlen(text);
    base_trim(&text, &size);
    return size == 0;
}

static void check_id(ingest_table *table, const ingest_row *row, const char *id) {
    reading *r = table->context;
    size_t size = strlen(id), place = base_index_find(r->ids, id, size);
    if (!base_is_id(id, size))
        ingest_table_refuse(table, row->line, ID, "%s is not an id: allowed are 1 to 64 letters, digits, _, - and .",
                            ingest_quote(id, size).text);
    else if (place != DELPHI_NONE)
        ingest_table_refuse(table, row->line, ID, "the indicator \"%s\" stands twice: on line %ld and on line %ld", id,
                            r->origins[place].line, row->line);
    else if (!base_index_add(r->ids, id, size, r->count))
        ingest_table_no_memory(table);
}

/* A column and the one behind it, which is the same in English. The one text of an English study is English. */
static void read_text(ingest_table *table, const ingest_row *row, size_t column, delphi_text *out) {
    const reading *r = table->context;
    const char *text = copy(table, row, column), *english = copy(table, row, column + 1);
    if (!text || !english)
        return;
    bool translated = !is_blank(english), given = !is_blank(text);
    bool only_english = !translated && r->study->protocol.language == DELPHI_EN;
    if (given)
        out->in[only_english ? DELPHI_EN : DELPHI_NL] = text;
    if (translated)
        out->in[DELPHI_EN] = english;
    if (translated && !given && column != TEXT)
        ingest_table_refuse(table, row->line, column + 1, "this stands beside no %s, of which it is the English",
                            columns[column].name);
    if (!given && column == TEXT)
        ingest_table_refuse(table, row->line, TEXT, "an indicator needs a text");
}

/* An empty field is no last round, not the first one. */
static void read_until(ingest_table *table, const ingest_row *row, delphi_indicator *indicator) {
    const reading *r = table->context;
    if (!ingest_table_field(table, row, UNTIL).size)
        return;
    indicator->until = ingest_table_round(table, row, UNTIL, r->study->protocol.round_count);
    if (indicator->until && indicator->since > indicator->until)
        ingest_table_refuse(table, row->line, UNTIL,
                            "the last round in which it is rated, %d, is before the first one, %d; to withdraw an "
                            "indicator that was never rated, take its row away",
                            indicator->until, indicator->since);
}

/* An empty field is an indicator: most studies have one level. */
static void read_level(ingest_table *table, const ingest_row *row, delphi_indicator *indicator) {
    const char *const names[] = {delphi_level_name(DELPHI_LEVEL_INDICATOR), delphi_level_name(DELPHI_LEVEL_TOPIC)};
    ingest_field field = ingest_table_field(table, row, LEVEL);
    for (size_t i = 0; i < DELPHI_LEVEL_COUNT; i++)
        if (field.size == strlen(names[i]) && memcmp(field.text, names[i], field.size) == 0) {
            indicator->level = (delphi_level)i;
            return;
        }
    if (field.size)
        ingest_table_refuse(table, row->line, LEVEL, "%s is not a level%s", ingest_quote(field.text, field.size).text,
                            ingest_choices(field.text, field.size, names, DELPHI_LEVEL_COUNT).text);
}

static void read_polarity(ingest_table *table, const ingest_row *row, delphi_indicator *indicator) {
    const char *word = copy(table, row, POLARITY);
    if (word && !delphi_polarity_read(word, &indicator->polarity))
        ingest_table_refuse(table, row->line, POLARITY,
                            "found %s; allowed are higher and lower (which of them is better), and nothing where "
                            "neither is",
                            ingest_quote(word, strlen(word)).text);
}

/* `yes`, or nothing. */
static void read_comparable(ingest_table *table, const ingest_row *row, delphi_indicator *indicator) {
    ingest_field field = ingest_table_field(table, row, COMPARABLE);
    indicator->comparable = field.size > 0;
    if (field.size && !(field.size == 3 && memcmp(field.text, "yes", 3) == 0))
        ingest_table_refuse(
            table, row->line, COMPARABLE,
            "found %s; allowed is yes (comparable with other versions of the questionnaire), or nothing",
            ingest_quote(field.text, field.size).text);
}

/* What only a questionnaire has. */
static void read_scan_columns(ingest_table *table, const ingest_row *row, delphi_indicator *indicator) {
    static const size_t own[] = {CHOICE_OF, ASKED_IF, COMPARABLE};
    const reading *r = table->context;
    read_text(table, row, CHOICE_OF, &indicator->choice_of);
    read_comparable(table, row, indicator);
    for (size_t i = 0; i < sizeof own / sizeof *own && !r->study->protocol.scan.on; i++)
        if (ingest_table_field(table, row, own[i]).size)
            ingest_table_refuse(table, row->line, own[i], "only a scan has %s: study.json says so with \"scan\": {}",
                                columns[own[i]].name);
}

static bool take_indicator(ingest_table *table, const ingest_row *row) {
    reading *r = table->context;
    if (!make_room(r))
        return ingest_table_no_memory(table);
    delphi_indicator *indicator = &r->indicators[r->count];
    *indicator =
        (delphi_indicator){.id = copy(table, row, ID), .source = copy(table, row, SOURCE), .topic_item = DELPHI_NONE};
    r->origins[r->count] =
        (origin){.line = row->line, .written = copy(table, row, REPLACES), .asked_if = copy(table, row, ASKED_IF)};
    if (table->status == DELPHI_ERR_MEMORY)
        return false;
    check_id(table, row, indicator->id);
    read_level(table, row, indicator);
    read_text(table, row, TOPIC, &indicator->topic);
    read_text(table, row, TEXT, &indicator->text);
    read_text(table, row, DEFINITION, &indicator->definition);
    indicator->since = ingest_table_round(table, row, SINCE, r->study->protocol.round_count);
    read_until(table, row, indicator);
    read_polarity(table, row, indicator);
    read_scan_columns(table, row, indicator);
    r->count++;
    return table->status != DELPHI_ERR_MEMORY;
}

/* The hint on an unknown id. */
static ingest_words hint(ingest_table *table, const char *id, size_t size) {
    reading *r = table->context;
    const char **ids = malloc((r->count ? r->count : 1) * sizeof *ids);
    ingest_words out = {.text = ""};
    if (!ids)
        ingest_table_no_memory(table);
    for (size_t i = 0; ids && i < r->count; i++)
        ids[i] = r->indicators[i].id;
    r->looked += r->count;
    if (ids && r->looked <= HINT_BUDGET)
        out = ingest_hint(id, size, ids, r->count);
    free(ids);
    return out;
}

/* Is it a sound predecessor? That the rounds go down along `replaces` also rules out a circle. */
static bool may_replace(ingest_table *table, size_t index, size_t old) {
    const reading *r = table->context;
    const delphi_indicator *now = &r->indicators[index], *before = &r->indicators[old];
    long line = r->origins[index].line;
    if (old == index)
        ingest_table_refuse(table, line, REPLACES, "the indicator \"%s\" replaces itself", now->id);
    else if (now->since && before->since >= now->since)
        ingest_table_refuse(table, line, REPLACES,
                            "\"%s\" is rated from round %d on and cannot replace \"%s\" of round %d (line %ld), which "
                            "is to be of an earlier round",
                            now->id, now->since, before->id, before->since, r->origins[old].line);
    else if (now->level != before->level)
        ingest_table_refuse(table, line, REPLACES, "\"%s\", which is of level %s, cannot replace \"%s\" of level %s",
                            now->id, delphi_level_name(now->level), before->id, delphi_level_name(before->level));
    else
        return true;
    return false;
}

static void add_replaced(ingest_table *table, size_t index, const char *id, size_t size) {
    reading *r = table->context;
    const origin *from = &r->origins[index];
    size_t old = base_index_find(r->ids, id, size), *count = &r->indicators[index].replaces_count;
    if (old == DELPHI_NONE) {
        ingest_table_refuse(table, from->line, REPLACES, "there is no indicator %s%s", ingest_quote(id, size).text,
                            hint(table, id, size).text);
        return;
    }
    for (size_t i = 0; i < *count; i++)
        if (from->replaces[i] == old) {
            ingest_table_refuse(table, from->line, REPLACES, "\"%s\" stands twice here", r->indicators[old].id);
            return;
        }
    if (may_replace(table, index, old))
        from->replaces[(*count)++] = old;
}

/* Ids are parted by semicolons or blanks. */
static void resolve(ingest_table *table, size_t index) {
    static const char marks[] = "; \t\r\n";
    reading *r = table->context;
    origin *from = &r->origins[index];
    const char *at = from->written + strspn(from->written, marks);
    if (!*at)
        return;
    from->replaces = base_arena_array(r->arena, strlen(at), sizeof(size_t));
    if (!from->replaces) {
        ingest_table_no_memory(table);
        return;
    }
    while (*at) {
        size_t size = strcspn(at, marks);
        add_replaced(table, index, at, size);
        at += size;
        at += strspn(at, marks);
    }
    r->indicators[index].replaces = from->replaces;
}

/* The topic as its own column has it. */
static const char *topic_of(const delphi_indicator *indicator) {
    return delphi_text_in(&indicator->topic, DELPHI_NL);
}

/* A topic that is the id of one in this file: the text is the topic's own, in both languages. */
static void join_topic(ingest_table *table, size_t index) {
    const reading *r = table->context;
    delphi_indicator *own = &r->indicators[index];
    const char *name = topic_of(own);
    size_t found = *name ? base_index_find(r->ids, name, strlen(name)) : DELPHI_NONE;
    if (found == DELPHI_NONE || r->indicators[found].level != DELPHI_LEVEL_TOPIC)
        return;
    long line = r->origins[index].line;
    if (own->level == DELPHI_LEVEL_TOPIC)
        ingest_table_refuse(table, line, TOPIC, "the topic \"%s\" cannot be of the topic \"%s\": there are two levels",
                            own->id, name);
    else if (own->topic.in[DELPHI_NL] && own->topic.in[DELPHI_EN])
        ingest_table_refuse(table, line, TOPIC_EN,
                            "\"%s\" is a topic of this file (line %ld), and its English stands there as text_en", name,
                            r->origins[found].line);
    own->topic_item = found;
    own->topic = r->indicators[found].text;
}

/* Notes the English of a topic; a topic has one, so that its indicators stand together in either language. */
static void note_topic(ingest_table *table, base_index *topics, size_t index) {
    const reading *r = table->context;
    const delphi_text *topic = &r->indicators[index].topic;
    const char *name = topic_of(&r->indicators[index]), *english = topic->in[DELPHI_EN];
    if (!topic->in[DELPHI_NL] || !english)
        return;
    size_t first = base_index_find(topics, name, strlen(name));
    if (first == DELPHI_NONE) {
        if (!base_index_add(topics, name, strlen(name), index))
            ingest_table_no_memory(table);
        return;
    }
    const char *before = r->indicators[first].topic.in[DELPHI_EN];
    if (strcmp(before, english) != 0)
        ingest_table_refuse(table, r->origins[index].line, TOPIC_EN,
                            "the topic %s is %s here, and %s on line %ld; one topic has one English text",
                            ingest_quote(name, strlen(name)).text, ingest_quote(english, strlen(english)).text,
                            ingest_quote(before, strlen(before)).text, r->origins[first].line);
}

/* The English of a topic may stand in any one of its rows. */
static void share_topics(ingest_table *table) {
    const reading *r = table->context;
    base_index *topics = base_index_new(64);
    if (!topics)
        ingest_table_no_memory(table);
    for (size_t i = 0; topics && i < r->count; i++)
        note_topic(table, topics, i);
    for (size_t i = 0; topics && i < r->count; i++) {
        const char *name = topic_of(&r->indicators[i]);
        size_t from = base_index_find(topics, name, strlen(name));
        if (from != DELPHI_NONE)
            r->indicators[i].topic = r->indicators[from].topic;
    }
    base_index_free(topics);
}

static delphi_status give(delphi_study *study, const reading *r, delphi_problems *problems) {
    delphi_indicator *indicators = base_arena_array(r->arena, r->count, sizeof *indicators);
    if (!indicators)
        return base_no_memory(problems);
    if (r->count)
        memcpy(indicators, r->indicators, r->count * sizeof *indicators);
    study->indicators = indicators;
    study->indicator_count = r->count;
    return model_index_indicators(study) ? DELPHI_OK : base_no_memory(problems);
}

delphi_status delphi_read_indicators(delphi_study *study, const char *file, const char *bytes, size_t size,
                                     delphi_problems *problems) {
    reading r = {.study = study, .arena = model_arena(study), .ids = base_index_new(64)};
    ingest_table table = {.file = file,
                          .problems = problems,
                          .columns = columns,
                          .column_count = COLUMN_COUNT,
                          .take = take_indicator,
                          .context = &r};
    delphi_status status = r.ids ? ingest_table_read(&table, bytes, size) : base_no_memory(problems);
    for (size_t i = 0; i < r.count && table.status != DELPHI_ERR_MEMORY; i++) {
        resolve(&table, i);
        join_topic(&table, i);
    }
    if (table.status != DELPHI_ERR_MEMORY)
        ingest_questions_settle(&(ingest_questions){&table, r.arena, &study->protocol.scale, r.indicators, r.origins,
                                                    r.count, r.ids, TOPIC, ASKED_IF});
    if (table.status != DELPHI_ERR_MEMORY)
        share_topics(&table);
    if (status == DELPHI_OK)
        status = table.status;
    if (status == DELPHI_OK)
        status = give(study, &r, problems);
    base_index_free(r.ids);
    free(r.indicators);
    free(r.origins);
    return status;
}
