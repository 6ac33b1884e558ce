/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A small study for the tests of the intake, built by hand, and a round of it into which files are taken. */
#ifndef TESTS_INTAKE_STUDY_H
#define TESTS_INTAKE_STUDY_H

#include <criterion/criterion.h>
#include <delphi/ingest.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/buffer.h"
#include "model/private.h"

static const delphi_named study_criteria[] = {{"relevance", {{"Relevantie", "Relevance"}}},
                                              {"feasibility", {{"Haalbaarheid", "Feasibility"}}}};
static const delphi_named study_groups[] = {{"inwoners", {{"Inwoners", "Residents"}}},
                                            {"bestuurders", {{"Bestuurders", "Administrators"}}}};
static const char *const study_cannot_judge[] = {"X – Don't know this item"};

/* I03 begins in round 2, I04 was settled before; this is round 1 of two. */
static const delphi_indicator study_indicators[] = {
    {.id = "I01", .text = {{"Valincidenten bij ouderen", "Falls among older people"}}, .since = 1},
    {.id = "I02", .text = {{"Wachttijd", "Waiting time [days]"}}, .since = 1},
    {.id = "I03", .text = {{"Kosten per patiënt", NULL}}, .since = 2},
    {.id = "I04", .text = {{"Werkplezier", NULL}}, .since = 1},
    {.id = "I05", .text = {{"Vertrouwen", "Trust"}}, .since = 1},
    {.id = "I06", .text = {{"Vertrouwen", NULL}}, .since = 1},
};
static const bool study_in_play[] = {true, true, false, false, true, true};

/* E4 takes part from round 2 on. */
static const delphi_expert study_experts[] = {
    {.id = "E1", .group = 0, .weight = {1, 1}, .since = 1},
    {.id = "E2", .group = 1, .weight = {1, 1}, .since = 1},
    {.id = "E3", .group = 1, .weight = {1, 1}, .since = 1},
    {.id = "E4", .group = 0, .weight = {1, 1}, .since = 2},
};

static const delphi_text *study_labels(delphi_study *study) {
    delphi_text *labels = base_arena_array(model_arena(study), 9, sizeof *labels);
    labels[0] = (delphi_text){{"niet relevant", "not relevant"}};
    labels[8] = (delphi_text){{"zeer relevant", "very relevant"}};
    return labels;
}

static inline delphi_study *study_new(size_t criteria) {
    delphi_study *study = delphi_study_new();
    cr_assert_not_null(study);
    delphi_protocol *p = &study->protocol;
    p->id = "study";
    p->language = DELPHI_NL;
    p->scale = (delphi_scale){.min = 1,
                              .max = 9,
                              .labels = study_labels(study),
                              .cannot_judge = true,
                              .cannot_judge_labels = study_cannot_judge,
                              .cannot_judge_label_count = 1};
    p->criteria = study_criteria;
    p->criterion_count = criteria;
    p->groups = study_groups;
    p->group_count = 2;
    study->indicators = study_indicators;
    study->indicator_count = sizeof study_indicators / sizeof *study_indicators;
    study->experts = study_experts;
    study->expert_count = sizeof study_experts / sizeof *study_experts;
    cr_assert(model_index_experts(study) && model_index_indicators(study));
    return study;
}

/* A round into which files are taken. */
typedef struct {
    delphi_study *study;
    delphi_intake *intake;
    delphi_problems *problems;
} round_one;

static inline round_one round_with(size_t criteria, const delphi_ratings *present) {
    round_one r = {.study = study_new(criteria), .problems = delphi_problems_new()};
    r.intake = delphi_intake_new(r.study, 1, study_in_play, present, "round-1/ratings.csv");
    cr_assert_not_null(r.intake);
    return r;
}

static inline void round_free(round_one *r) {
    delphi_intake_free(r->intake);
    delphi_problems_free(r->problems);
    delphi_study_free(r->study);
}

static inline delphi_status round_add(round_one *r, const char *file, const char *text) {
    return delphi_intake_add(r->intake, file, text, strlen(text), 0, r->problems);
}

static inline delphi_status round_map(round_one *r, const char *text) {
    return delphi_intake_map(r->intake, "columns.csv", text, strlen(text), r->problems);
}

static inline const char *round_first_problem(const round_one *r) {
    const delphi_error *e = delphi_problems_get(r->problems, 0);
    return e ? e->message : "(none)";
}

/* "E1 I01 7; E1 I02 ?;" in the order of the panel, with [criterion] where there are two, then the comments. */
static inline void round_text(const round_one *r, delphi_buffer *out) {
    delphi_ratings *ratings = delphi_intake_ratings(r->intake);
    const delphi_study *s = r->study;
    cr_assert_not_null(ratings, "no ratings: %s", round_first_problem(r));
    for (size_t e = 0; e < s->expert_count; e++)
        for (size_t i = 0; i < s->indicator_count; i++)
            for (size_t c = 0; c < s->protocol.criterion_count; c++) {
                delphi_rating rating = delphi_ratings_column(ratings, i, c)[e];
                if (rating == DELPHI_MISSING)
                    continue;
                base_buffer_format(out, "%s %s", s->experts[e].id, s->indicators[i].id);
                if (s->protocol.criterion_count > 1)
                    base_buffer_format(out, "[%c]", s->protocol.criteria[c].id[0]);
                if (rating == DELPHI_CANNOT_JUDGE)
                    base_buffer_text(out, " ?; ");
                else
                    base_buffer_format(out, " %d; ", rating);
            }
    for (size_t k = 0; k < ratings->comment_count; k++) {
        const delphi_comment *c = &ratings->comments[k];
        base_buffer_format(out, "%s %s%s '%s'; ", s->experts[c->expert].id, s->indicators[c->indicator].id,
                           c->criterion == DELPHI_NONE ? "[]"
                           : c->criterion              ? "[f]"
                                                       : "",
                           c->text);
    }
    delphi_ratings_free(ratings);
}

/* What a file comes to, as round_text() writes it. */
static inline void expect_taken(const char *name, size_t criteria, const char *map, const char *file,
                                const char *expected) {
    round_one r = round_with(criteria, NULL);
    delphi_buffer text = {0};
    if (map)
        cr_assert_eq(round_map(&r, map), DELPHI_OK, "%s: %s", name, round_first_problem(&r));
    cr_assert_eq(round_add(&r, "answers.csv", file), DELPHI_OK, "%s: %s", name, round_first_problem(&r));
    round_text(&r, &text);
    cr_expect_str_eq(text.data ? text.data : "", expected, "%s: got %s", name, text.data);
    delphi_buffer_free(&text);
    round_free(&r);
}

/* A problem that must be there: its place, and words of its message parted by `|`. */
typedef struct {
    const char *file;
    long line, column;
    const char *words;
} wanted_problem;

static inline void expect_problem(const char *name, const delphi_problems *problems, size_t index,
                                  const wanted_problem *wanted) {
    const delphi_error *e = delphi_problems_get(problems, index);
    cr_assert_not_null(e, "%s: problem %zu is not there", name, index);
    cr_expect_str_eq(e->file, wanted->file, "%s: file is '%s' (%s)", name, e->file, e->message);
    cr_expect_eq(e->line, wanted->line, "%s: line is %ld (%s)", name, e->line, e->message);
    cr_expect_eq(e->column, wanted->column, "%s: column is %ld (%s)", name, e->column, e->message);
    for (const char *at = wanted->words; *at;) {
        size_t size = strcspn(at, "|");
        char *part = strndup(at, size);
        cr_expect(strstr(e->message, part) != NULL, "%s: '%s' is not in: %s", name, part, e->message);
        free(part);
        at += size + (at[size] == '|');
    }
}

#endif
