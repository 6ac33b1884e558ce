/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The kinds of round, a row each, and what a study looks like in a round of a kind of its own. */
#include <delphi/model.h>

typedef struct {
    const char *name, *file;
    void (*ask)(const delphi_study *study, const delphi_round *round, delphi_protocol *protocol);
} kind;

static void ask_ratings(const delphi_study *study, const delphi_round *round, delphi_protocol *protocol) {
    (void)study, (void)round, (void)protocol;
}

/* Nothing that a single expert answers. */
static void ask_votes(const delphi_study *study, const delphi_round *round, delphi_protocol *protocol) {
    (void)study, (void)round;
    protocol->criterion_count = 0;
}

void delphi_scale_rank(const delphi_ranking_terms *terms, size_t items, delphi_scale *scale) {
    static const delphi_text no_labels[DELPHI_POINTS_MAX];
    int most = items < DELPHI_POINTS_MAX - 1 ? (int)items : DELPHI_POINTS_MAX - 1;
    int places = terms->places && terms->places < most ? terms->places : most;
    *scale = (delphi_scale){.min = terms->pick ? 0 : 1,
                            .max = terms->pick  ? 1
                                   : places < 2 ? 2
                                                : places,
                            .labels = no_labels,
                            .items = most,
                            .places = places};
}

/* One criterion, the place, on a scale of as many points as there are places; of a pick, whether it was picked. */
static void ask_places(const delphi_study *study, const delphi_round *round, delphi_protocol *protocol) {
    static const delphi_named place = {DELPHI_RANK, {{[DELPHI_NL] = "Rang", [DELPHI_EN] = "Rank"}}};
    static const delphi_named picked = {DELPHI_RANK, {{[DELPHI_NL] = "Gekozen", [DELPHI_EN] = "Picked"}}};
    protocol->criteria = round->ranking.pick ? &picked : &place;
    protocol->criterion_count = 1;
    protocol->bands = NULL;
    protocol->band_count = 0;
    protocol->denominator = DELPHI_DENOMINATOR_VALID;
    /* Rules are checked before the list is read. */
    size_t items = study->indicator_count ? study->indicator_count : DELPHI_POINTS_MAX;
    delphi_scale_rank(&round->ranking, items, &protocol->scale);
}

static const kind kinds[DELPHI_KIND_COUNT] = {
    [DELPHI_KIND_RATING] = {"rating", "ratings.csv", ask_ratings},
    [DELPHI_KIND_RANKING] = {"ranking", "ratings.csv", ask_places},
    [DELPHI_KIND_MEETING] = {"meeting", "ballots.csv", ask_votes},
};

const char *delphi_kind_name(delphi_kind which) {
    return (unsigned)which < DELPHI_KIND_COUNT ? kinds[which].name : "unknown";
}

const char *delphi_kind_file(delphi_kind which) {
    return kinds[(unsigned)which < DELPHI_KIND_COUNT ? which : DELPHI_KIND_RATING].file;
}

delphi_kind delphi_round_kind(const delphi_protocol *protocol, int round) {
    bool known = protocol->rounds && round >= 1 && (size_t)round <= protocol->round_count;
    return known ? protocol->rounds[round - 1].kind : DELPHI_KIND_RATING;
}

delphi_study delphi_study_in_round(const delphi_study *study, int round) {
    delphi_study own = *study;
    if (study->protocol.rounds && round >= 1 && (size_t)round <= study->protocol.round_count) {
        const delphi_round *asked = &study->protocol.rounds[round - 1];
        kinds[asked->kind].ask(study, asked, &own.protocol);
    }
    return own;
}
