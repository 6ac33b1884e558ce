/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Who has answered in a round, and where a study stands. */
#include "cli/answers.h"
#include "cli/study.h"

#include <stdlib.h>

/* Of a scan: nothing is left open by who was not asked. */
static delphi_rating answer_of(const delphi_study *study, const delphi_ratings *ratings, size_t expert,
                               size_t indicator, size_t criterion) {
    return study->protocol.scan.on ? delphi_question_answer(study, ratings, expert, indicator)
                                   : delphi_ratings_column(ratings, indicator, criterion)[expert];
}

/* Counts what each expert left open of one indicator on one criterion. */
static void count_column(const delphi_study *study, const delphi_ratings *ratings, size_t indicator, size_t criterion,
                         cli_answer *answers) {
    for (size_t e = 0; e < ratings->experts; e++) {
        delphi_rating answer = answer_of(study, ratings, e, indicator, criterion);
        if (answer == DELPHI_MISSING)
            answers[e].missing++;
        else if (answer != DELPHI_NOT_ASKED)
            answers[e].responded = true;
    }
}

cli_answer *cli_find_answers(const delphi_result *result) {
    const delphi_study *study = result->study;
    const delphi_ratings *ratings = study->ratings[result->round - 1];
    cli_answer *answers = calloc(study->expert_count ? study->expert_count : 1, sizeof *answers);
    if (!answers)
        return NULL;
    for (size_t e = 0; e < study->expert_count; e++)
        answers[e].invited = study->experts[e].since <= result->round;
    for (size_t i = 0; ratings && i < result->outcome_count; i++) {
        for (size_t c = 0; c < ratings->criteria; c++)
            count_column(study, ratings, result->outcomes[i].indicator, c, answers);
    }
    for (size_t i = 0; ratings && i < ratings->comment_count; i++)
        answers[ratings->comments[i].expert].responded = true;
    return answers;
}

/* Is there something to rate in the round after `result`? */
static bool anything_left(const delphi_result *result) {
    const delphi_study *study = result->study;
    bool *in_play = calloc(study->indicator_count ? study->indicator_count : 1, sizeof *in_play);
    /* Out of memory: say "yes" and let `delphi open` find out. */
    bool any = !in_play || delphi_in_play(study, result->round + 1, result, in_play) > 0;
    free(in_play);
    /* A round that has nothing to rate is not the end where a later one rates the other level. */
    for (int round = result->round + 2; !any && (size_t)round <= study->protocol.round_count; round++)
        any = delphi_round_level(&study->protocol, round) != delphi_round_level(&study->protocol, result->round + 1);
    return any;
}

static cli_state find_state(const delphi_folder *folder, const cli_standing *standing) {
    if (delphi_folder_opened(folder) == 0)
        return CLI_NOT_STARTED;
    if (delphi_folder_closed(folder) < delphi_folder_opened(folder))
        return CLI_ROUND_OPEN;
    bool last = (size_t)standing->round == standing->study->protocol.round_count;
    return last || !anything_left(standing->result) ? CLI_FINISHED : CLI_BETWEEN_ROUNDS;
}

delphi_status cli_find_standing(cli_call *call, delphi_folder *folder, cli_standing *out) {
    *out = (cli_standing){.study = delphi_folder_study(folder), .path = call->values.arguments[0]};
    int opened = delphi_folder_opened(folder), closed = delphi_folder_closed(folder);
    out->round = closed < opened ? closed + 1 : opened;
    out->folder = folder;
    if (out->round > 0) {
        delphi_status status = delphi_folder_result(folder, out->round, &out->result, call->problems);
        if (status != DELPHI_OK)
            return status;
        out->answers = cli_find_answers(out->result);
        if (!out->answers)
            return DELPHI_ERR_MEMORY;
        out->closes = out->study->protocol.rounds[out->round - 1].closes;
    }
    out->state = find_state(folder, out);
    out->dated = out->state == CLI_ROUND_OPEN && cli_days_until(out->closes, &out->days_left);
    out->next = cli_next_command(out);
    return DELPHI_OK;
}
