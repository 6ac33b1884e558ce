/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One row of ballots after another, and what must hold of each: nobody votes twice, and enough people are there. */
#include "ingest/ballots.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/number.h"
#include "base/problems.h"
#include "base/text.h"
#include "ingest/words.h"
#include "model/private.h"

#define VOTES_MAX 1000000

/* The names that columns have in ballots.csv, and as people may write them. */
static const struct {
    const char *name, *also[2];
    bool required;
} columns[INGEST_BALLOT_COLUMNS] = {
    [INGEST_BALLOT_INDICATOR] = {"indicator", {"id", NULL}, true},
    [INGEST_BALLOT_PRESENT] = {"present", {"aanwezig", NULL}, true},
    [INGEST_BALLOT_FOR] = {"for", {"voor", "in favour"}, true},
    [INGEST_BALLOT_AGAINST] = {"against", {"tegen", NULL}, true},
    [INGEST_BALLOT_ABSTAIN] = {"abstain", {"onthouden", "onthouding"}, false},
    [INGEST_BALLOT_NOTE] = {"note", {"toelichting", "opmerking"}, false},
};

__attribute__((format(printf, 4, 5))) static void refuse(ingest_ballots *b, long line, size_t field, const char *format,
                                                         ...) {
    char text[512];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(text, sizeof text, format, arguments);
    va_end(arguments);
    base_place place = {.file = b->file, .line = line, .column = field == DELPHI_NONE ? 0 : (long)field + 1};
    base_problem(b->problems, DELPHI_ERR_INPUT, place, "%s", text);
    if (!b->status)
        b->status = DELPHI_ERR_INPUT;
}

static bool is_name(const char *name, const ingest_field *field) {
    return name && strlen(name) == field->size && strncasecmp(name, field->text, field->size) == 0;
}

static size_t column_of(const ingest_field *field) {
    for (size_t c = 0; c < INGEST_BALLOT_COLUMNS; c++)
        if (is_name(columns[c].name, field) || is_name(columns[c].also[0], field) || is_name(columns[c].also[1], field))
            return c;
    return DELPHI_NONE;
}

static void read_heading(ingest_ballots *b, const ingest_row *row) {
    const char *names[INGEST_BALLOT_COLUMNS];
    for (size_t c = 0; c < INGEST_BALLOT_COLUMNS; c++) {
        b->at[c] = DELPHI_NONE;
        names[c] = columns[c].name;
    }
    for (size_t i = 0; i < row->count; i++) {
        ingest_field field = row->fields[i];
        base_trim(&field.text, &field.size);
        size_t c = column_of(&field);
        if (c == DELPHI_NONE)
            refuse(b, row->line, i, "found the column %s%s", ingest_quote(field.text, field.size).text,
                   ingest_choices(field.text, field.size, names, INGEST_BALLOT_COLUMNS).text);
        else if (b->at[c] != DELPHI_NONE)
            refuse(b, row->line, i, "the column \"%s\" is there twice", columns[c].name);
        else
            b->at[c] = i;
    }
    for (size_t c = 0; c < INGEST_BALLOT_COLUMNS; c++)
        if (columns[c].required && b->at[c] == DELPHI_NONE)
            refuse(b, row->line, DELPHI_NONE, "the column \"%s\" is not there; ballots have %s", columns[c].name,
                   ingest_list(names, INGEST_BALLOT_COLUMNS).text);
}

static ingest_field field_of(const ingest_ballots *b, const ingest_row *row, size_t column) {
    ingest_field field = {.text = "", .line = row->line};
    if (b->at[column] != DELPHI_NONE && b->at[column] < row->count)
        field = row->fields[b->at[column]];
    base_trim(&field.text, &field.size);
    return field;
}

/* The line of an earlier ballot on the indicator; 0: none. */
static long earlier_line(const ingest_ballots *b, size_t indicator) {
    for (size_t i = 0; i < b->count; i++)
        if (b->items[i].indicator == indicator)
            return b->lines[i];
    return 0;
}

static void read_indicator(ingest_ballots *b, const ingest_row *row, delphi_ballot *out) {
    ingest_field field = field_of(b, row, INGEST_BALLOT_INDICATOR);
    size_t at = b->at[INGEST_BALLOT_INDICATOR];
    out->indicator = model_find_indicator(b->study, field.text, field.size);
    if (out->indicator == DELPHI_NONE) {
        refuse(b, row->line, at, "the study has no indicator %s", ingest_quote(field.text, field.size).text);
        return;
    }
    const char *id = b->study->indicators[out->indicator].id;
    long first = earlier_line(b, out->indicator);
    if (first)
        refuse(b, row->line, at, "\"%s\" has two ballots: line %ld and line %ld", id, first, row->line);
    if (b->in_play && !b->in_play[out->indicator])
        refuse(b, row->line, at, "\"%s\" is not on the list of round %d", id, b->round);
}

static uint32_t read_count(ingest_ballots *b, const ingest_row *row, size_t column, bool *sound) {
    ingest_field field = field_of(b, row, column);
    int64_t number = 0;
    bool empty = field.size == 0 && !columns[column].required;
    if (!empty && !base_read_integer(field.text, field.size, 0, VOTES_MAX, &number)) {
        refuse(b, row->line, b->at[column], "found %s as \"%s\"; allowed is a number of people, 0 to %d",
               ingest_quote(field.text, field.size).text, columns[column].name, VOTES_MAX);
        *sound = false;
    }
    return (uint32_t)number;
}

static uint32_t count_invited(const ingest_ballots *b) {
    uint32_t count = 0;
    for (size_t e = 0; e < b->study->expert_count; e++)
        count += b->study->experts[e].since <= b->round;
    return count;
}

static void check_quorum(ingest_ballots *b, const ingest_row *row, const delphi_ballot *ballot) {
    const delphi_meeting_terms *terms = &b->study->protocol.rounds[b->round - 1].meeting;
    size_t at = b->at[INGEST_BALLOT_PRESENT];
    if (ballot->present < (uint32_t)terms->quorum)
        refuse(b, row->line, at, "%u present are fewer than the quorum of %d; a vote without a quorum is none",
               ballot->present, terms->quorum);
    uint32_t invited = terms->quorum_share.num ? count_invited(b) : 0;
    if ((int64_t)ballot->present * terms->quorum_share.den < terms->quorum_share.num * (int64_t)invited)
        refuse(b, row->line, at,
               "%u present are fewer than the quorum, %lld/%lld of the %u invited; a vote without a quorum is none",
               ballot->present, (long long)terms->quorum_share.num, (long long)terms->quorum_share.den, invited);
}

static void read_votes(ingest_ballots *b, const ingest_row *row, delphi_ballot *out) {
    bool sound = true;
    out->present = read_count(b, row, INGEST_BALLOT_PRESENT, &sound);
    out->in_favour = read_count(b, row, INGEST_BALLOT_FOR, &sound);
    out->against = read_count(b, row, INGEST_BALLOT_AGAINST, &sound);
    out->abstain = read_count(b, row, INGEST_BALLOT_ABSTAIN, &sound);
    uint64_t votes = (uint64_t)out->in_favour + out->against + out->abstain;
    if (!sound)
        return;
    if (votes > out->present)
        refuse(b, row->line, b->at[INGEST_BALLOT_PRESENT],
               "%u for, %u against and %u abstaining are %llu, more than the %u present", out->in_favour, out->against,
               out->abstain, (unsigned long long)votes, out->present);
    check_quorum(b, row, out);
}

static bool read_note(ingest_ballots *b, const ingest_row *row, delphi_ballot *out) {
    ingest_field field = field_of(b, row, INGEST_BALLOT_NOTE);
    if (field.size == 0)
        return true;
    out->note = base_arena_text(b->arena, field.text, field.size);
    return out->note != NULL;
}

static bool make_room(ingest_ballots *b) {
    if (b->count < b->capacity)
        return true;
    size_t capacity = b->capacity ? b->capacity * 2 : 32;
    void *grown = realloc(b->items, capacity * sizeof *b->items);
    if (!grown)
        return false;
    b->items = grown;
    grown = realloc(b->lines, capacity * sizeof *b->lines);
    if (!grown)
        return false;
    b->lines = grown;
    b->capacity = capacity;
    return true;
}

static bool is_blank(const ingest_row *row) {
    for (size_t i = 0; i < row->count; i++)
        for (size_t k = 0; k < row->fields[i].size; k++)
            if (!strchr(" \t\r\n", row->fields[i].text[k]))
                return false;
    return true;
}

bool ingest_ballots_row(void *context, const ingest_row *row) {
    ingest_ballots *b = context;
    if (is_blank(row))
        return true;
    if (!b->headed) {
        b->headed = true;
        read_heading(b, row);
        return b->status == DELPHI_OK; /* the rows could not be told apart */
    }
    delphi_ballot ballot = {0};
    size_t before = b->problems ? delphi_problems_errors(b->problems) : 0;
    read_indicator(b, row, &ballot);
    read_votes(b, row, &ballot);
    bool refused = b->problems && delphi_problems_errors(b->problems) > before;
    if (!read_note(b, row, &ballot) || !make_room(b)) {
        b->status = base_no_memory(b->problems);
        return false;
    }
    if (ballot.indicator != DELPHI_NONE && !(refused && earlier_line(b, ballot.indicator))) {
        b->lines[b->count] = row->line;
        b->items[b->count++] = ballot;
    }
    return true;
}

static int by_indicator(const void *left, const void *right) {
    const delphi_ballot *a = left, *b = right;
    return (a->indicator > b->indicator) - (a->indicator < b->indicator);
}

void ingest_ballots_sort(ingest_ballots *b) {
    if (b->count > 1)
        qsort(b->items, b->count, sizeof *b->items, by_indicator);
}

void ingest_ballots_end(ingest_ballots *b) {
    free(b->items);
    free(b->lines);
    b->items = NULL;
    b->lines = NULL;
}
