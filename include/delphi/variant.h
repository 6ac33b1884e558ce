/* SPDX-License-Identifier: GPL-3.0-or-later */
/**
 * @file variant.h
 * What if: the same ratings of a round under other rules, and which decisions move.
 *
 * A variant changes what its members say and nothing else. The list of indicators stays the one that was really rated:
 * it rests on the decisions that were really taken in the rounds before. A decision of the steering group hangs on no
 * rule: it stands in every variant. Nothing is written anywhere.
 */
#ifndef DELPHI_VARIANT_H
#define DELPHI_VARIANT_H

#include <delphi/analysis.h>

#ifdef __cplusplus
extern "C" {
#endif

/** Whether the rules are put in a quantifier over groups. */
typedef enum {
    DELPHI_GROUPS_AS_WRITTEN,
    DELPHI_GROUPS_EVERY, /**< `every group (RULE)` */
    DELPHI_GROUPS_ANY,   /**< `any group (RULE)` */
} delphi_group_logic;

/** What is other than in the protocol. All zero: nothing is. */
typedef struct {
    const char *preset; /**< name of a preset that gives both rules; keep and drop below go before it; or NULL */
    const char *keep;   /**< or NULL */
    const char *drop;   /**< or NULL; "" for none */
    bool other_quantile_type;
    delphi_quantile_type quantile_type; /**< where other_quantile_type */
    bool other_denominator;
    delphi_denominator denominator; /**< where other_denominator */
    int min_ratings;                /**< 0: the protocol's */
    delphi_group_logic groups;
    bool stayers_only; /**< only experts who responded in the previous round, too */
} delphi_variant;

/** A round under a variant. Owns its memory; borrows the study of the real result, which must outlive it. */
typedef struct {
    const delphi_result *result; /**< its outcomes are those of the real result, one by one in the same order */
    size_t moved;                /**< outcomes with another decision than the real one */
    uint32_t experts;            /**< who responded and counts in the variant */
    void *owned;                 /**< private */
} delphi_variant_result;

/**
 * Decides a round under a variant.
 * @param result   the real result of the round.
 * @param previous the real result of the round before, or NULL when it is round 1.
 * @param out      written on success; free with delphi_variant_free().
 * @return DELPHI_ERR_INPUT where a rule does not parse or uses what the variant's study has not (the place is the
 *         column in the rule), DELPHI_ERR_USAGE where a member has no meaning here (an unknown preset, groups where the
 *         study has none, stayers in round 1), DELPHI_ERR_MEMORY.
 */
delphi_status delphi_variant_analyse(const delphi_result *result, const delphi_result *previous,
                                     const delphi_variant *variant, delphi_variant_result **out,
                                     delphi_problems *problems);
void delphi_variant_free(delphi_variant_result *result);

/** One of the alternatives that are in use, and what it comes to. */
typedef struct {
    const char *kind;    /**< "preset", "share cut", "IQR cut", "quantile type", "denominator", "groups", "experts" */
    const char *label;   /**< "comet-70-15", "share(high) >= 80%", "type 6", "panel", "every group", "stayers only" */
    const char *refusal; /**< NULL, or why it has no meaning in this study; then the rest is zero */
    delphi_variant variant; /**< its texts are borrowed from the list or static */
    uint32_t decided[DELPHI_DECISION_COUNT];
    const delphi_decision *decisions; /**< one for each outcome of the real result */
    size_t moved;                     /**< outcomes with another decision than the real one */
} delphi_alternative;

/** The alternatives of one round. Owns its memory. */
typedef struct {
    const delphi_alternative *items;
    size_t count;
    size_t decided;         /**< alternatives that were not refused */
    const size_t *agreeing; /**< for each outcome, how many of these come to the real decision */
    void *owned;            /**< private */
} delphi_alternatives;

/**
 * Decides a round by every preset, by the cuts of agreement and IQR that the literature uses (on the protocol's bands),
 * and by its own rules with other quantile types, denominators, in every and any group, and on stayers only.
 * @param out written on success; free with delphi_alternatives_free().
 */
delphi_status delphi_alternatives_try(const delphi_result *result, const delphi_result *previous,
                                      delphi_alternatives **out, delphi_problems *problems);
void delphi_alternatives_free(delphi_alternatives *alternatives);

#ifdef __cplusplus
}
#endif
#endif
