/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A study's memory and its look-ups by id. */
#include "model/private.h"

#include "base/index.h"

#include <stdlib.h>
#include <string.h>

struct delphi_study_private {
    base_arena *arena;
    base_index *experts, *indicators;
};

delphi_study *delphi_study_new(void) {
    delphi_study *study = calloc(1, sizeof *study);
    if (!study)
        return NULL;
    study->hidden = calloc(1, sizeof *study->hidden);
    if (study->hidden)
        study->hidden->arena = base_arena_new();
    if (!study->hidden || !study->hidden->arena) {
        delphi_study_free(study);
        return NULL;
    }
    return study;
}

void delphi_study_free(delphi_study *study) {
    if (!study)
        return;
    if (study->ratings)
        for (size_t i = 0; i < study->protocol.round_count; i++)
            delphi_ratings_free(study->ratings[i]);
    if (study->hidden) {
        base_index_free(study->hidden->experts);
        base_index_free(study->hidden->indicators);
        base_arena_free(study->hidden->arena);
    }
    free(study->hidden);
    free(study);
}

base_arena *model_arena(delphi_study *study) {
    return study->hidden->arena;
}

bool model_make_rounds(delphi_study *study) {
    study->ratings = base_arena_array(study->hidden->arena, study->protocol.round_count, sizeof *study->ratings);
    return study->ratings != NULL;
}

bool model_index_experts(delphi_study *study) {
    base_index *index = base_index_new(study->expert_count);
    bool done = index != NULL;
    for (size_t i = 0; done && i < study->expert_count; i++)
        done = base_index_add(index, study->experts[i].id, strlen(study->experts[i].id), i);
    base_index_free(study->hidden->experts);
    study->hidden->experts = index;
    return done;
}

bool model_index_indicators(delphi_study *study) {
    base_index *index = base_index_new(study->indicator_count);
    bool done = index != NULL;
    for (size_t i = 0; done && i < study->indicator_count; i++)
        done = base_index_add(index, study->indicators[i].id, strlen(study->indicators[i].id), i);
    base_index_free(study->hidden->indicators);
    study->hidden->indicators = index;
    return done;
}

size_t model_find_expert(const delphi_study *study, const char *id, size_t size) {
    return study->hidden->experts ? base_index_find(study->hidden->experts, id, size) : DELPHI_NONE;
}

size_t model_find_indicator(const delphi_study *study, const char *id, size_t size) {
    return study->hidden->indicators ? base_index_find(study->hidden->indicators, id, size) : DELPHI_NONE;
}

size_t delphi_study_expert(const delphi_study *study, const char *id) {
    return model_find_expert(study, id, strlen(id));
}

size_t delphi_study_indicator(const delphi_study *study, const char *id) {
    return model_find_indicator(study, id, strlen(id));
}

static size_t find_named(const delphi_named *items, size_t count, const char *id) {
    for (size_t i = 0; i < count; i++)
        if (strcmp(items[i].id, id) == 0)
            return i;
    return DELPHI_NONE;
}

size_t delphi_study_criterion(const delphi_study *study, const char *id) {
    return find_named(study->protocol.criteria, study->protocol.criterion_count, id);
}

size_t delphi_study_group(const delphi_study *study, const char *id) {
    return find_named(study->protocol.groups, study->protocol.group_count, id);
}

size_t delphi_study_band(const delphi_study *study, const char *id) {
    for (size_t i = 0; i < study->protocol.band_count; i++)
        if (strcmp(study->protocol.bands[i].id, id) == 0)
            return i;
    return DELPHI_NONE;
}

const char *delphi_language_code(delphi_language language) {
    return language == DELPHI_EN ? "en" : "nl";
}

bool delphi_language_read(const char *code, delphi_language *out) {
    for (int l = 0; l < DELPHI_LANGUAGE_COUNT; l++)
        if (strcmp(code, delphi_language_code((delphi_language)l)) == 0) {
            *out = (delphi_language)l;
            return true;
        }
    return false;
}

const char *delphi_text_in(const delphi_text *text, delphi_language language) {
    if (text->in[language])
        return text->in[language];
    for (int l = 0; l < DELPHI_LANGUAGE_COUNT; l++)
        if (text->in[l])
            return text->in[l];
    return "";
}
