/* SPDX-License-Identifier: GPL-3.0-or-later */
/* ballots.csv of a round: what stands in the place of ratings.csv where people met and voted. */
#include "ingest/ballots.h"

#include <string.h>

#include "base/buffer.h"
#include "base/problems.h"
#include "ingest/words.h"
#include "model/private.h"

bool ingest_ballots_give(delphi_ratings *ratings, const delphi_ballot *ballots, size_t count) {
    base_arena *arena = count ? model_ratings_arena(ratings) : NULL;
    delphi_ballot *copies = arena ? base_arena_array(arena, count, sizeof *copies) : NULL;
    for (size_t i = 0; copies && i < count; i++) {
        copies[i] = ballots[i];
        if (ballots[i].note && !(copies[i].note = base_arena_text(arena, ballots[i].note, strlen(ballots[i].note))))
            return false;
    }
    ratings->ballots = copies;
    ratings->ballot_count = copies ? count : 0;
    return !count || copies;
}

delphi_status ingest_ballots_read(const delphi_study *study, ingest_blocks *blocks, delphi_ratings *ratings,
                                  delphi_problems *problems) {
    const char *file = blocks->file;
    ingest_ballots b = {.study = study,
                        .round = ratings->round,
                        .arena = model_ratings_arena(ratings),
                        .file = file,
                        .problems = problems};
    delphi_status status =
        b.arena ? ingest_csv_blocks(blocks, ',', ingest_ballots_row, &b, problems) : base_no_memory(problems);
    if (b.status)
        status = b.status;
    if (!status && !b.headed)
        status = base_problem(problems, DELPHI_ERR_INPUT, (base_place){.file = file, .line = 1}, "this file is empty");
    ingest_ballots_sort(&b);
    if (!status && !ingest_ballots_give(ratings, b.items, b.count))
        status = base_no_memory(problems);
    ingest_ballots_end(&b);
    return status;
}

delphi_status ingest_ballots_write(const delphi_study *study, const delphi_ratings *ratings, delphi_buffer *out) {
    base_buffer_text(out, "indicator,present,for,against,abstain,note\n");
    for (size_t i = 0; i < ratings->ballot_count; i++) {
        const delphi_ballot *b = &ratings->ballots[i];
        base_buffer_format(out, "%s,%u,%u,%u,%u,", study->indicators[b->indicator].id, b->present, b->in_favour,
                           b->against, b->abstain);
        if (b->note)
            ingest_csv_write(out, b->note, strlen(b->note), ',');
        base_buffer_char(out, '\n');
    }
    return out->failed ? DELPHI_ERR_MEMORY : DELPHI_OK;
}
