/* SPDX-License-Identifier: GPL-3.0-or-later */
/**
 * @file flow.h
 * How indicators go through the rounds: what a round started with, what came in and what left.
 *
 * An indicator whose text changes gets a new id and names the old one in `replaces`. One new indicator that names one
 * old one is a new wording; one that names several is a merger; where several new ones of the same round name the same
 * old one, it was split. A new one that names none was added, and one with an `until` is withdrawn after that round.
 */
#ifndef DELPHI_FLOW_H
#define DELPHI_FLOW_H

#include <delphi/model.h>

#ifdef __cplusplus
extern "C" {
#endif

/** Where an indicator comes from. */
typedef enum {
    DELPHI_ORIGIN_START,    /**< rated since round 1 */
    DELPHI_ORIGIN_ADDED,    /**< new in a later round, in the place of none */
    DELPHI_ORIGIN_REWORDED, /**< in the place of one, that has no other successor of the same round */
    DELPHI_ORIGIN_MERGED,   /**< in the place of several */
    DELPHI_ORIGIN_SPLIT,    /**< in the place of one, together with others of the same round */
    DELPHI_ORIGIN_COUNT
} delphi_origin;

/** "start", "added", "reworded", "merged", "split". */
const char *delphi_origin_name(delphi_origin origin);

/** Where an indicator of the study comes from. */
delphi_origin delphi_indicator_origin(const delphi_study *study, size_t indicator);

/**
 * The flow of one round. After round 1, `started` is carried + added + reworded + merged + split, and what the round
 * before started with is carried + replaced + withdrawn + settled; in round 1 all of these are 0. In a study of two
 * levels the round before is the last one of the same level, and what left with its topic counts as withdrawn, too.
 */
typedef struct {
    uint32_t started; /**< on the list of the round */
    uint32_t carried; /**< of these: on the list of the round before, under the same id */
    uint32_t added;   /**< of these: new, by origin */
    uint32_t reworded;
    uint32_t merged;
    uint32_t split;
    uint32_t replaced;  /**< on the list before: another wording, a merger or parts took its place */
    uint32_t withdrawn; /**< on the list before: taken off by `until` */
    uint32_t settled;   /**< on the list before: kept or dropped there, so that it left */
    /** Indicators that the round would have rated, had their topic been kept: left out with it, and not dropped. */
    uint32_t left_out;
    uint32_t decided[DELPHI_DECISION_COUNT]; /**< what the round came to */
    uint32_t kept_so_far;    /**< kept in this round or an earlier one, and not replaced or decided otherwise since */
    uint32_t dropped_so_far; /**< likewise */
} delphi_flow;

/** A column of the flow by its name in the outputs: "started", "carried", ... "kept", "dropped", ... */
typedef struct {
    const char *name;
    size_t offset; /**< of its uint32_t in delphi_flow */
    bool topics;   /**< has a meaning only where topics are rated, and is written only there */
} delphi_flow_column;

/** The columns, in the order in which they are written. `count` may not be NULL. */
const delphi_flow_column *delphi_flow_columns(size_t *count);
/** Is this column written for this study? */
static inline bool delphi_flow_column_wanted(const delphi_protocol *protocol, const delphi_flow_column *column) {
    return !column->topics || delphi_protocol_rates_topics(protocol);
}
static inline uint32_t delphi_flow_count(const delphi_flow *flow, const delphi_flow_column *column) {
    return *(const uint32_t *)(const void *)((const char *)flow + column->offset);
}

#ifdef __cplusplus
}
#endif
#endif
