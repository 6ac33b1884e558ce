/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a scan's questions ask of whom, and what an answer comes to. */
#include <delphi/questionnaire.h>

#include "base/rational.h"

#include <string.h>

const delphi_scale *delphi_question_scale(const delphi_study *study, size_t indicator) {
    const delphi_scale *own = study->indicators[indicator].scale;
    return own ? own : &study->protocol.scale;
}

/* As its own column has it; of a study in English that is the English. */
static const char *choice_of(const delphi_indicator *indicator) {
    return delphi_text_in(&indicator->choice_of, DELPHI_NL);
}

bool delphi_question_is_choice(const delphi_indicator *indicator) {
    return *choice_of(indicator) != '\0';
}

bool delphi_question_same_choice(const delphi_indicator *a, const delphi_indicator *b) {
    return delphi_question_is_choice(a) && strcmp(choice_of(a), choice_of(b)) == 0;
}

size_t delphi_question_count(const delphi_study *study) {
    size_t count = study->indicator_count;
    for (size_t i = 0; i < study->indicator_count; i++)
        for (size_t k = 0; k < i; k++)
            if (delphi_question_same_choice(&study->indicators[k], &study->indicators[i])) {
                count--;
                break;
            }
    return count;
}

/* A question is decided on by one further up in indicators.csv, so that this ends. */
bool delphi_question_asked(const delphi_study *study, const delphi_ratings *ratings, size_t expert, size_t indicator) {
    const delphi_indicator *question = &study->indicators[indicator];
    if (question->asked_count == 0)
        return true;
    delphi_rating answer = delphi_question_answer(study, ratings, expert, question->asked_of);
    for (size_t i = 0; i < question->asked_count; i++)
        if (question->asked_if[i] == answer)
            return true;
    return false;
}

/* Did the participant choose another option of the same question? */
static bool chose_another(const delphi_study *study, const delphi_ratings *ratings, size_t expert, size_t indicator) {
    const delphi_indicator *all = study->indicators;
    delphi_rating chosen = (delphi_rating)study->protocol.scale.min;
    for (size_t i = 0; i < study->indicator_count; i++)
        if (delphi_question_same_choice(&all[indicator], &all[i]) &&
            delphi_ratings_column(ratings, i, 0)[expert] == chosen)
            return true;
    return false;
}

delphi_rating delphi_question_answer(const delphi_study *study, const delphi_ratings *ratings, size_t expert,
                                     size_t indicator) {
    if (!delphi_question_asked(study, ratings, expert, indicator))
        return DELPHI_NOT_ASKED;
    delphi_rating answer = delphi_ratings_column(ratings, indicator, 0)[expert];
    bool open = answer == DELPHI_MISSING && delphi_question_is_choice(&study->indicators[indicator]);
    if (open && chose_another(study, ratings, expert, indicator))
        return (delphi_rating)(study->protocol.scale.min + 1);
    return answer;
}

bool delphi_question_score(const delphi_study *study, size_t indicator, delphi_rating answer, delphi_rational *out) {
    const delphi_scale *scale = delphi_question_scale(study, indicator);
    const delphi_indicator *question = &study->indicators[indicator];
    if (answer < scale->min || answer > scale->max || delphi_question_is_choice(question))
        return false;
    const delphi_option *option = question->options ? &question->options[answer - scale->min] : NULL;
    if (option && !option->scored)
        return false;
    *out = option ? option->score : base_rational(answer, 1);
    return true;
}

bool delphi_question_is_scored(const delphi_study *study, size_t indicator) {
    const delphi_scale *scale = delphi_question_scale(study, indicator);
    delphi_rational score;
    for (int point = scale->min; point <= scale->max; point++)
        if (delphi_question_score(study, indicator, (delphi_rating)point, &score))
            return true;
    return false;
}

void delphi_question_score_range(const delphi_study *study, delphi_rational *low, delphi_rational *high) {
    bool any = false;
    *low = *high = base_rational(0, 1);
    for (size_t i = 0; i < study->indicator_count; i++) {
        const delphi_scale *scale = delphi_question_scale(study, i);
        for (int point = scale->min; point <= scale->max; point++) {
            delphi_rational score;
            if (!delphi_question_score(study, i, (delphi_rating)point, &score))
                continue;
            if (!any || base_rational_compare(score, *low) < 0)
                *low = score;
            if (!any || base_rational_compare(score, *high) > 0)
                *high = score;
            any = true;
        }
    }
}

const delphi_text *delphi_question_block(const delphi_study *study, const char *version, size_t indicator) {
    for (size_t i = 0; i < study->placing_count; i++)
        if (study->placings[i].indicator == indicator && strcmp(study->placings[i].version, version) == 0)
            return &study->placings[i].block;
    return &study->indicators[indicator].topic;
}

static bool was_asked_in(const delphi_indicator *question, int round) {
    return question->since <= round && (!question->until || question->until >= round);
}

size_t delphi_question_before(const delphi_study *study, int round, int earlier, size_t indicator) {
    const delphi_indicator *question = &study->indicators[indicator];
    const delphi_round *rounds = study->protocol.rounds;
    bool same = strcmp(rounds[round - 1].version, rounds[earlier - 1].version) == 0;
    if (!was_asked_in(question, round) || (!same && !question->comparable))
        return DELPHI_NONE;
    if (was_asked_in(question, earlier))
        return indicator;
    for (size_t i = 0; i < question->replaces_count && question->comparable; i++)
        if (was_asked_in(&study->indicators[question->replaces[i]], earlier))
            return question->replaces[i];
    return DELPHI_NONE;
}
