/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The decision of a meeting on one indicator: its ballot against the majority that the protocol asks. Votes are
 * compared as whole numbers, so that 8 of 12 is two thirds. */
#include "analysis/private.h"

#include "base/rational.h"

/* "for >= 2/3 of the votes": the majority as the protocol has it. */
static const char *write_clause(base_arena *arena, const char *side, const delphi_meeting_terms *terms) {
    return base_arena_format(arena, "%s %s %lld/%lld of %s", side,
                             terms->more ? ">" : ">=", (long long)terms->majority.num, (long long)terms->majority.den,
                             terms->of_present ? "those present" : "the votes");
}

bool analysis_meeting_rules(delphi_result *result) {
    base_arena *arena = ((analysis_memory *)result->owned)->arena;
    const delphi_meeting_terms *terms = &result->study->protocol.rounds[result->round - 1].meeting;
    result->keep_rule = write_clause(arena, "for", terms);
    result->drop_rule = terms->drop_by_majority ? write_clause(arena, "against", terms) : NULL;
    return result->keep_rule && (result->drop_rule || !terms->drop_by_majority);
}

/* What a side has: of those who voted for or against, or of those present. */
static delphi_value share_of(const delphi_meeting_terms *terms, const delphi_ballot *ballot, uint32_t side) {
    uint32_t votes = ballot ? ballot->in_favour + ballot->against : 0;
    if (!ballot)
        return base_value_undefined(DELPHI_REASON_NO_BALLOT);
    return votes ? base_value_share(side, terms->of_present ? ballot->present : votes)
                 : base_value_undefined(DELPHI_REASON_NO_VOTES);
}

static delphi_truth reaches(const delphi_meeting_terms *terms, const delphi_value *share) {
    if (share->kind == DELPHI_VALUE_UNDEFINED)
        return DELPHI_UNKNOWN;
    int order = base_rational_compare(share->as.rational, terms->majority);
    return order > 0 || (order == 0 && !terms->more) ? DELPHI_TRUE : DELPHI_FALSE;
}

static delphi_clause majority_clause(const delphi_result *result, const delphi_ballot *ballot, bool of_keep) {
    const delphi_meeting_terms *terms = &result->study->protocol.rounds[result->round - 1].meeting;
    uint32_t side = !ballot ? 0 : of_keep ? ballot->in_favour : ballot->against;
    delphi_value share = share_of(terms, ballot, side);
    return (delphi_clause){.of_keep = of_keep,
                           .clause = of_keep ? result->keep_rule : result->drop_rule,
                           .criterion = DELPHI_NONE,
                           .group = DELPHI_NONE,
                           .value = share,
                           .compare = base_value_undefined(DELPHI_REASON_NONE),
                           .holds = reaches(terms, &share)};
}

static bool is_tie(const delphi_ballot *ballot) {
    return ballot && ballot->in_favour == ballot->against && ballot->in_favour > 0;
}

static delphi_decision decide(const delphi_result *result, const delphi_ballot *ballot, delphi_truth keep,
                              delphi_truth drop) {
    if (keep == DELPHI_UNKNOWN || is_tie(ballot))
        return DELPHI_UNDECIDED;
    if (keep == DELPHI_TRUE)
        return DELPHI_KEEP;
    if (!result->drop_rule || drop == DELPHI_TRUE)
        return DELPHI_DROP;
    return result->last_round ? DELPHI_NO_CONSENSUS : DELPHI_RERATE;
}

bool analysis_meeting_decide(const delphi_result *result, const delphi_ratings *ratings, delphi_outcome *outcome) {
    base_arena *arena = ((analysis_memory *)result->owned)->arena;
    const delphi_meeting_terms *terms = &result->study->protocol.rounds[result->round - 1].meeting;
    const delphi_ballot *ballot = delphi_ratings_ballot(ratings, outcome->indicator);
    delphi_clause *because = base_arena_array(arena, 3, sizeof *because);
    if (!because)
        return false;
    because[0] = majority_clause(result, ballot, true);
    because[1] = majority_clause(result, ballot, false);
    outcome->because_count = 1 + (size_t)terms->drop_by_majority;
    if (is_tie(ballot))
        because[outcome->because_count++] = (delphi_clause){.of_keep = true,
                                                            .clause = "for != against",
                                                            .criterion = DELPHI_NONE,
                                                            .group = DELPHI_NONE,
                                                            .value = base_value_integer(ballot->in_favour),
                                                            .compare = base_value_integer(ballot->against),
                                                            .holds = DELPHI_FALSE};
    const delphi_override *override = delphi_study_override(result->study, result->round, outcome->indicator);
    outcome->ballot = ballot;
    outcome->because = because;
    outcome->rule_decision = decide(result, ballot, because[0].holds, because[1].holds);
    outcome->decision = override ? override->decision : outcome->rule_decision;
    outcome->override_why = override ? override->why : NULL;
    return true;
}
