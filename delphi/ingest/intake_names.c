/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Names in foreign files: finding what they stand for, the nearest spelling, and how they stand in messages. */
#include "ingest/intake.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "model/private.h"

#define CUT_CHARACTERS 60
#define HINTS_MAX      1000

const char *intake_cut(char out[INTAKE_CUT_SIZE], const char *text, size_t size) {
    size_t used = 0, characters = 0;
    base_trim(&text, &size);
    for (size_t i = 0; i < size; i++) {
        bool starts = ((unsigned char)text[i] & 0xC0) != 0x80;
        if (starts && characters++ == CUT_CHARACTERS) {
            memcpy(out + used, "…", sizeof "…");
            return out;
        }
        out[used++] = (unsigned char)text[i] < ' ' ? ' ' : text[i];
    }
    out[used] = '\0';
    return out;
}

static const char *id_at(const void *first, size_t stride, size_t index) {
    const char *id;
    memcpy(&id, (const char *)first + index * stride, sizeof id);
    return id;
}

const char *intake_hint(delphi_intake *intake, char out[INTAKE_HINT_SIZE], const char *text, size_t size,
                        const void *first, size_t stride, size_t count) {
    char wanted[65];
    const char **ids = NULL;
    out[0] = '\0';
    if (!count || size >= sizeof wanted || intake->hints++ >= HINTS_MAX || !(ids = malloc(count * sizeof *ids)))
        return out;
    memcpy(wanted, text, size);
    wanted[size] = '\0';
    for (size_t i = 0; i < count; i++)
        ids[i] = id_at(first, stride, i);
    const char *nearest = base_nearest(wanted, ids, count);
    if (nearest)
        snprintf(out, INTAKE_HINT_SIZE, "; did you mean '%s'?", nearest);
    free(ids);
    return out;
}

const char *intake_hint_expert(delphi_intake *intake, char out[INTAKE_HINT_SIZE], const char *text, size_t size) {
    const delphi_study *study = intake->study;
    return intake_hint(intake, out, text, size, study->experts, sizeof *study->experts, study->expert_count);
}

const char *intake_hint_indicator(delphi_intake *intake, char out[INTAKE_HINT_SIZE], const char *text, size_t size) {
    const delphi_study *study = intake->study;
    return intake_hint(intake, out, text, size, study->indicators, sizeof *study->indicators, study->indicator_count);
}

const char *intake_hint_criterion(delphi_intake *intake, char out[INTAKE_HINT_SIZE], const char *text, size_t size) {
    const delphi_protocol *p = &intake->study->protocol;
    return intake_hint(intake, out, text, size, p->criteria, sizeof *p->criteria, p->criterion_count);
}

/* Bytes of the white space at `text`, the no-break space included. */
static size_t blank_at(const char *text, size_t size) {
    if ((unsigned char)text[0] <= ' ')
        return 1;
    return size >= 2 && memcmp(text, "\xC2\xA0", 2) == 0 ? 2 : 0;
}

char *intake_fold(base_arena *arena, const char *text, size_t size, size_t *folded_size) {
    base_trim(&text, &size);
    char *out = base_arena_alloc(arena, size + 1);
    size_t used = 0;
    for (size_t i = 0, step; out && i < size; i += step) {
        size_t blank = blank_at(text + i, size - i);
        step = blank ? blank : 1;
        if (!blank)
            out[used++] = text[i];
        else if (used && out[used - 1] != ' ') /* a control character may lead, which is not trimmed */
            out[used++] = ' ';
    }
    used -= used && out[used - 1] == ' '; /* or end it */
    *folded_size = used;
    return out;
}

static bool text_says(const delphi_text *text, const char *words, size_t size) {
    for (int language = 0; language < DELPHI_LANGUAGE_COUNT; language++) {
        const char *own = text->in[language];
        if (own && *own && base_same_words(words, size, own, strlen(own)))
            return true;
    }
    return false;
}

size_t intake_find_indicator(const delphi_intake *intake, const char *text, size_t size, bool *two) {
    const delphi_study *study = intake->study;
    size_t found = model_find_indicator(study, text, size);
    *two = false;
    if (found != DELPHI_NONE || !size)
        return found;
    for (size_t i = 0; i < study->indicator_count; i++) {
        if (!text_says(&study->indicators[i].text, text, size))
            continue;
        if (found != DELPHI_NONE && intake->in_play[found] && intake->in_play[i])
            *two = true;
        if (found == DELPHI_NONE || !intake->in_play[found])
            found = i;
    }
    return found;
}

static size_t find_named(const delphi_named *named, size_t count, const char *text, size_t size) {
    for (size_t i = 0; i < count; i++)
        if (strlen(named[i].id) == size && memcmp(named[i].id, text, size) == 0)
            return i;
    for (size_t i = 0; size && i < count; i++)
        if (base_same_words(named[i].id, strlen(named[i].id), text, size) || text_says(&named[i].title, text, size))
            return i;
    return DELPHI_NONE;
}

size_t intake_find_criterion(const delphi_intake *intake, const char *text, size_t size) {
    const delphi_protocol *p = &intake->study->protocol;
    return find_named(p->criteria, p->criterion_count, text, size);
}

size_t intake_find_group(const delphi_intake *intake, const char *text, size_t size) {
    const delphi_protocol *p = &intake->study->protocol;
    return find_named(p->groups, p->group_count, text, size);
}

static const char *const role_names[INTAKE_ROLE_COUNT] = {
    [INTAKE_OPEN] = "",
    [INTAKE_LEFT_OUT] = "ignore",
    [INTAKE_IGNORE] = "ignore",
    [INTAKE_EXPERT] = "expert",
    [INTAKE_GROUP] = "group",
    [INTAKE_INDICATOR] = "indicator",
    [INTAKE_CRITERION] = "criterion",
    [INTAKE_RATING] = "rating",
    [INTAKE_COMMENT] = "comment",
    [INTAKE_TICK] = "tick",
    [INTAKE_CHOICES] = "choices",
    [INTAKE_CANNOT_JUDGE] = "cannot_judge",
};

const char *intake_role_name(intake_role role) {
    return role_names[role];
}

intake_role intake_role_named(const char *text, size_t size) {
    for (intake_role role = INTAKE_IGNORE; role < INTAKE_ROLE_COUNT; role++)
        if (base_same_words(text, size, role_names[role], strlen(role_names[role])))
            return role;
    return INTAKE_OPEN;
}

static const struct {
    const char *heading;
    intake_role role;
} headings[] = {
    {"expert", INTAKE_EXPERT},       {"panellid", INTAKE_EXPERT},     {"group", INTAKE_GROUP},
    {"groep", INTAKE_GROUP},         {"indicator", INTAKE_INDICATOR}, {"criterion", INTAKE_CRITERION},
    {"criterium", INTAKE_CRITERION}, {"rating", INTAKE_RATING},       {"beoordeling", INTAKE_RATING},
    {"comment", INTAKE_COMMENT},     {"toelichting", INTAKE_COMMENT},
};

intake_role intake_role_of_heading(const char *text, size_t size) {
    for (size_t i = 0; i < sizeof headings / sizeof *headings; i++)
        if (base_same_words(text, size, headings[i].heading, strlen(headings[i].heading)))
            return headings[i].role;
    return INTAKE_OPEN;
}

const char *intake_target_name(const delphi_intake *intake, intake_target target, char out[INTAKE_TARGET_SIZE]) {
    const delphi_study *study = intake->study;
    bool shows_criterion = target.criterion != DELPHI_NONE && study->protocol.criterion_count > 1;
    if (target.indicator == DELPHI_NONE) {
        snprintf(out, INTAKE_TARGET_SIZE, "%s", intake_role_name(target.role));
        return out;
    }
    snprintf(out, INTAKE_TARGET_SIZE, "%s%s%s%s%s", study->indicators[target.indicator].id, shows_criterion ? "[" : "",
             shows_criterion ? study->protocol.criteria[target.criterion].id : "", shows_criterion ? "]" : "",
             target.role == INTAKE_COMMENT ? "[comment]" : "");
    return out;
}
