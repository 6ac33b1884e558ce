/* SPDX-License-Identifier: GPL-3.0-or-later */
/**
 * @file kind.h
 * The kinds of round: experts rate, experts rank, or people meet and vote.
 *
 * A round of any kind decides on the indicators in play, and is opened, filled, closed and recomputed alike. What is
 * asked differs, and so do the criteria and the scale: see delphi_study_in_round().
 */
#ifndef DELPHI_KIND_H
#define DELPHI_KIND_H

#include <delphi/value.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef enum {
    DELPHI_KIND_RATING,  /**< each indicator is rated on the scale */
    DELPHI_KIND_RANKING, /**< the indicators are put in order, or some are picked */
    DELPHI_KIND_MEETING, /**< ballots at the table */
    DELPHI_KIND_COUNT
} delphi_kind;

/** "rating", "ranking", "meeting". */
const char *delphi_kind_name(delphi_kind kind);
/** The file of a round of this kind in which its answers stand: "ratings.csv" or "ballots.csv". */
const char *delphi_kind_file(delphi_kind kind);

/** What a ranking asks for. */
typedef struct {
    int places; /**< how many places are given, or items picked; 0: as many as there are items */
    bool pick;  /**< `places` items are picked, in no order; else they are put in order, 1 the first */
} delphi_ranking_terms;

/** How a meeting decides. A tie of for and against is left to people, whatever the majority. */
typedef struct {
    delphi_rational majority; /**< above 0, at most 1: the share of `for` that keeps an indicator */
    bool more;                /**< more than `majority` is asked; else that much is enough */
    bool of_present;          /**< of those present; else of the votes for and against */
    bool drop_by_majority;    /**< what is not kept is dropped only where `against` has the majority; else always */
    int quorum;               /**< least number of people present; 0: any */
    /** Least share present of the experts invited to the round, above 0 and at most 1; num 0: any. */
    delphi_rational quorum_share;
} delphi_meeting_terms;

/** How a meeting voted on one indicator. People are counted, and none is known. */
typedef struct {
    size_t indicator;
    uint32_t present; /**< >= in_favour + against + abstain */
    uint32_t in_favour, against, abstain;
    const char *note; /**< NULL where there is none */
} delphi_ballot;

#ifdef __cplusplus
}
#endif
#endif
