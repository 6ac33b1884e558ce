/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Whose sheet a returned one is, and whether that can be believed. */
#include <delphi/sheet.h>

#include <stdio.h>
#include <string.h>

#include "base/number.h"
#include "base/text.h"
#include "ingest/intake.h"
#include "model/private.h"

enum { FORMAT, STUDY, ROUND, EXPERT, CODE, WORD_COUNT };

typedef struct {
    const char *text;
    size_t size;
} word;

typedef struct {
    delphi_intake *intake;
    const char *file;
    word words[WORD_COUNT];
    delphi_problems *problems;
} mark;

#define REFUSE(m, ...)                                                                                                 \
    base_problem((m)->problems, DELPHI_ERR_INPUT, (base_place){.file = (m)->file, .line = 1, .column = 1}, __VA_ARGS__)
#define QUOTE(w) INTAKE_CUT((w).text, (w).size)

static bool is_blank(char c) {
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

/* How many words there are; those beyond the fifth are only counted. */
static size_t split(const char *text, size_t size, word out[WORD_COUNT]) {
    size_t count = 0;
    for (size_t i = 0; i < size;) {
        size_t from = i;
        while (i < size && !is_blank(text[i]))
            i++;
        if (i > from && count < WORD_COUNT)
            out[count] = (word){text + from, i - from};
        count += i > from;
        i += i < size;
    }
    return count;
}

static bool same(word a, const char *b) {
    return a.size == strlen(b) && memcmp(a.text, b, a.size) == 0;
}

/* The document property is a second witness; programs that drop it do no harm. */
static delphi_status check_witness(const mark *m, const char *property) {
    word other[WORD_COUNT] = {{0}};
    bool agrees = split(property, strlen(property), other) == WORD_COUNT;
    for (size_t i = 0; agrees && i < WORD_COUNT; i++)
        agrees = m->words[i].size == other[i].size && memcmp(m->words[i].text, other[i].text, other[i].size) == 0;
    if (agrees)
        return DELPHI_OK;
    return REFUSE(m,
                  "the form says that it is '%.200s', but the document that it is the sheet '%.200s': a form was put "
                  "into another sheet's document; ask the expert for the sheet as it was sent",
                  INTAKE_CUT(m->words[0].text, (size_t)(m->words[CODE].text + m->words[CODE].size - m->words[0].text)),
                  INTAKE_CUT(property, strlen(property)));
}

static delphi_status check_round(const mark *m) {
    int64_t round = 0;
    int now = m->intake->round;
    if (!base_read_integer(m->words[ROUND].text, m->words[ROUND].size, 1, 1000, &round))
        return REFUSE(m, "the mark of this sheet is damaged: '%s' is no round", QUOTE(m->words[ROUND]));
    if (round == now)
        return DELPHI_OK;
    if (round < now)
        return REFUSE(m, "this sheet is stale: it is for round %d, which is closed; round %d is open", (int)round, now);
    return REFUSE(m, "this sheet is for round %d; answers go to round %d, which has to be closed first", (int)round,
                  now);
}

static delphi_status find_expert(const mark *m, size_t *expert) {
    const delphi_study *study = m->intake->study;
    char hint[INTAKE_HINT_SIZE];
    word w = m->words[EXPERT];
    *expert = model_find_expert(study, w.text, w.size);
    if (*expert == DELPHI_NONE)
        return REFUSE(m, "this sheet is of the unknown expert '%s'; panel.csv has no such expert%s", QUOTE(w),
                      intake_hint_expert(m->intake, hint, w.text, w.size));
    if (study->experts[*expert].since > m->intake->round)
        return REFUSE(m, "this sheet is of expert %s, who takes part from round %d on; this is round %d",
                      study->experts[*expert].id, study->experts[*expert].since, m->intake->round);
    return DELPHI_OK;
}

static delphi_status check_code(const mark *m, size_t expert) {
    const delphi_intake *in = m->intake;
    char code[DELPHI_SHEET_CODE_SIZE];
    if (!in->terms.nonce)
        return REFUSE(m, "this is an expert's sheet, and the line of the ledger on which its code rests is not known");
    if (delphi_sheet_code(in->study, in->round, expert, in->in_play, in->terms.nonce, code))
        return base_no_memory(m->problems);
    if (same(m->words[CODE], code))
        return DELPHI_OK;
    return REFUSE(m,
                  "the code of this sheet, '%s', does not fit expert %s in round %d: the mark was changed, the sheet "
                  "is of another opening of the round, or the indicators in play were changed since; make a new sheet "
                  "with `delphi sheets`",
                  QUOTE(m->words[CODE]), in->study->experts[expert].id, in->round);
}

delphi_status intake_sheet_expert(delphi_intake *intake, ingest_book *book, const char *file, const char *text,
                                  size_t size, size_t *expert, delphi_problems *problems) {
    mark m = {.intake = intake, .file = file, .problems = problems};
    const char *id = intake->study->protocol.id, *property = ingest_book_property(book, DELPHI_SHEET_PROPERTY);
    size_t count = split(text, size, m.words);
    if (!same(m.words[FORMAT], DELPHI_SHEET_FORMAT))
        return REFUSE(&m, "this sheet is in the format '%s'; this version of delphi reads " DELPHI_SHEET_FORMAT,
                      QUOTE(m.words[FORMAT]));
    if (count != WORD_COUNT)
        return REFUSE(&m,
                      "the mark of this sheet is damaged: it has %zu words, and not format, study, round, expert "
                      "and code",
                      count);
    delphi_status status = property ? check_witness(&m, property) : DELPHI_OK;
    if (!status && !same(m.words[STUDY], id))
        status = REFUSE(&m, "this is a sheet of the study '%s'; this study is '%s'", QUOTE(m.words[STUDY]), id);
    if (!status)
        status = check_round(&m);
    if (!status)
        status = find_expert(&m, expert);
    return status ? status : check_code(&m, *expert);
}
