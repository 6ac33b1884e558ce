/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The answers of a round of each kind, a row each. */
#include "ingest/kind.h"

#include "base/problems.h"
#include "ingest/ballots.h"

static const ingest_kind kinds[DELPHI_KIND_COUNT] = {
    [DELPHI_KIND_RATING] = {ingest_ratings_read, ingest_ratings_write, intake_ratings_take, true},
    [DELPHI_KIND_RANKING] = {ingest_ratings_read, ingest_ratings_write, intake_ratings_take, true},
    [DELPHI_KIND_MEETING] = {ingest_ballots_read, ingest_ballots_write, intake_ballots_take, false},
};

const ingest_kind *ingest_kind_of(const delphi_study *study, int round) {
    return &kinds[delphi_round_kind(&study->protocol, round)];
}

static delphi_status read_ratings(delphi_study *study, int round, ingest_blocks *blocks, delphi_problems *problems) {
    if (round < 1 || (size_t)round > study->protocol.round_count)
        return base_problem(problems, DELPHI_ERR_USAGE, (base_place){.file = blocks->file},
                            "the study has rounds 1 to %zu, and no round %d", study->protocol.round_count, round);
    delphi_study asked = delphi_study_in_round(study, round);
    delphi_ratings *ratings = delphi_ratings_new(study, round);
    delphi_status status =
        ratings ? ingest_kind_of(study, round)->read(&asked, blocks, ratings, problems) : base_no_memory(problems);
    if (status) {
        delphi_ratings_free(ratings);
        return status;
    }
    ingest_blocks_sha256(blocks, ratings->sha256);
    delphi_ratings_free(study->ratings[round - 1]);
    study->ratings[round - 1] = ratings;
    return DELPHI_OK;
}

delphi_status delphi_read_ratings(delphi_study *study, int round, const char *file, const char *bytes, size_t size,
                                  delphi_problems *problems) {
    ingest_blocks blocks = ingest_blocks_of_bytes(file, bytes, size);
    return read_ratings(study, round, &blocks, problems);
}

delphi_status delphi_read_ratings_from(delphi_study *study, int round, const char *file, const delphi_source *source,
                                       delphi_problems *problems) {
    ingest_blocks blocks = ingest_blocks_of_source(file, source);
    delphi_status status = read_ratings(study, round, &blocks, problems);
    ingest_blocks_free(&blocks);
    return status;
}

delphi_status delphi_write_ratings(const delphi_study *study, const delphi_ratings *ratings, delphi_buffer *out) {
    delphi_study asked = delphi_study_in_round(study, ratings->round);
    return ingest_kind_of(study, ratings->round)->write(&asked, ratings, out);
}
