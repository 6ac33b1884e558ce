/* SPDX-License-Identifier: GPL-3.0-or-later */
/**
 * @file questionnaire.h
 * A scan: institutions answer the questions of a questionnaire, wave after wave.
 *
 * The words of a study stand for those of a scan: an indicator is a question, its topic the block that it belongs to,
 * an expert a participant, a group a type of participant, a round a wave. What a scan has beside that is here: answers
 * of each question's own, questions of which several options can be chosen, questions that only some are asked, and
 * versions of the questionnaire with blocks of their own.
 *
 * A question with several options to choose from is as many indicators, one an option, that share `choice_of`: their
 * two answers are chosen (the first point of the scale) and not chosen (the second one). Who chose one of them has
 * answered the question, so that what is missing beside it was not chosen.
 */
#ifndef DELPHI_QUESTIONNAIRE_H
#define DELPHI_QUESTIONNAIRE_H

#include <delphi/model.h>

#ifdef __cplusplus
extern "C" {
#endif

/** Stands for the answer of somebody who was not asked; never stored. */
#define DELPHI_NOT_ASKED (INT16_MIN + 3)

/** The answers that a question takes: its own scale, or the protocol's. */
const delphi_scale *delphi_question_scale(const delphi_study *study, size_t indicator);

/** Is it one of the options of a question of which several can be chosen? */
bool delphi_question_is_choice(const delphi_indicator *indicator);
/** Are both options of the same such question? */
bool delphi_question_same_choice(const delphi_indicator *a, const delphi_indicator *b);

/** How many questions there are, in all waves: the options of one count once. */
size_t delphi_question_count(const delphi_study *study);

/** Was the participant asked? Who was not asked the question that decides on it, or did not answer it, was not. */
bool delphi_question_asked(const delphi_study *study, const delphi_ratings *ratings, size_t expert, size_t indicator);

/**
 * What the participant answered, all that is known taken together: a point of the scale (of an option that can be
 * chosen: chosen, or not chosen), DELPHI_CANNOT_JUDGE, DELPHI_MISSING, or DELPHI_NOT_ASKED whatever was answered.
 */
delphi_rating delphi_question_answer(const delphi_study *study, const delphi_ratings *ratings, size_t expert,
                                     size_t indicator);

/** The score of an answer; false where it has none: it is not scored, or no point of the scale, or an option that can
 * be chosen beside others, which has no order. */
bool delphi_question_score(const delphi_study *study, size_t indicator, delphi_rating answer, delphi_rational *out);
/** Has any of its answers a score? */
bool delphi_question_is_scored(const delphi_study *study, size_t indicator);
/** The lowest and the highest score that any question can give; 0 and 0 where none can. */
void delphi_question_score_range(const delphi_study *study, delphi_rational *low, delphi_rational *high);

/** The block of a question in a version of the questionnaire: that of blocks.csv, else its topic. May be none. */
const delphi_text *delphi_question_block(const delphi_study *study, const char *version, size_t indicator);

/**
 * What a question of one wave may be compared with in an earlier one: itself, or what it replaces.
 * @return the index of the question of the earlier wave; DELPHI_NONE where it was not asked then, or the
 *         questionnaires differ and it is not declared comparable.
 */
size_t delphi_question_before(const delphi_study *study, int round, int earlier, size_t indicator);

#ifdef __cplusplus
}
#endif
#endif
