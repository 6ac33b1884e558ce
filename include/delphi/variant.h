/* SPDX-License-Identifier: GPL-3.0-or-later */
/**
 * @file variant.h
 * What if: the same ratings of a round under other rules, and which decisions move.
 *
 * A variant changes what its members say and nothing else. The list of indicators stays the one that was really rated:
 * it rests on the decisions that were really taken in the rounds before. What is compared are the decisions of the
 * rules: those of the steering group hang on none. Nothing is written anywhere.
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
    const char *preset;     /**< name of a preset that gives both rules; keep and drop below go before it; or NULL */
    const char *keep;       /**< or NULL */
    const char *drop;       /**< or NULL; "" for none */
    const char *keep_place; /**< what messages call the place of `keep`; NULL: "keep" */
    const char *drop_place;
    bool other_quantile_type;
    delphi_quantile_type quantile_type; /**< where other_quantile_type */
    bool other_denominator;
    delphi_denominator denominator; /**< where other_denominator */
    int min_ratings;                /**< 0: the protocol's */
    int best;                       /**< how many a round that selects is to select; 0: as the protocol says */
    delphi_group_logic groups;
    bool stayers_only; /**< only experts who responded both in this round and in the one before it */
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
 * @return DELPHI_ERR_INPUT where a rule does not parse, uses what the variant's study has not, or asks the groups
 *         itself where `groups` would (the place is keep_place, drop_place, "preset NAME" or "the study's keep rule",
 *         and the column in the rule), DELPHI_ERR_USAGE where a member has no meaning here (an unknown preset, groups
 *         where the study has none, stayers in round 1), DELPHI_ERR_MEMORY. All that is wrong is added.
 */
delphi_status delphi_variant_analyse(const delphi_result *result, const delphi_result *previous,
                                     const delphi_variant *variant, delphi_variant_result **out,
                                     delphi_problems *problems);
void delphi_variant_free(delphi_variant_result *result);

/** What alternatives differ in. */
typedef enum {
    DELPHI_FAMILY_RULE,     /**< published rules in place of the round's */
    DELPHI_FAMILY_CUT,      /**< the round's rules with other cuts */
    DELPHI_FAMILY_COUNTING, /**< the round's rules with another quantile type or denominator */
    DELPHI_FAMILY_EXPERTS,  /**< the round's rules asked of every or any group, or of the stayers only */
    DELPHI_FAMILY_COUNT
} delphi_family;

/** "rule", "cut", "counting", "experts". */
const char *delphi_family_name(delphi_family family);

/** One of the alternatives that are in use, and what it comes to. */
typedef struct {
    delphi_family family;
    const char *label;      /**< "comet-70-15", "share cut 80%", "type 6, panel", "every group" */
    const char *refusal;    /**< NULL, or why it has no meaning in this study; then what stands below is zero */
    delphi_variant variant; /**< its texts are borrowed from the list or static */
    const char *keep_rule, *drop_rule; /**< as applied; NULL where there is none */
    uint32_t decided[DELPHI_DECISION_COUNT];
    const delphi_decision *decisions; /**< one for each outcome of the real result */
    size_t moved;                     /**< outcomes with another decision than the real one */
} delphi_alternative;

/** How many alternatives of each family; of one indicator, those that come to its real decision. */
typedef struct {
    size_t in[DELPHI_FAMILY_COUNT], all;
} delphi_agreement;

/** The alternatives of one round. Owns its memory. */
typedef struct {
    const delphi_alternative *items; /**< family by family */
    size_t count;
    delphi_agreement tried;           /**< those that were not refused */
    const delphi_agreement *agreeing; /**< for each outcome of the real result */
    void *owned;                      /**< private */
} delphi_alternatives;

/**
 * Decides a round by the alternatives that Delphi studies use:
 *   - every preset; and on the protocol's bands "high" and "low", 70, 75 and 80 % in them, and a median in them with an
 *     IQR of at most 1 (scales up to 7 points) or 1, 2 and 3 (8 to 11 points);
 *   - the round's own rules with these cuts, where they have such cuts;
 *   - the round's own rules in every other pair of quantile type and denominator;
 *   - the round's own rules asked of every and of any group, where there are groups, and of the stayers only, from
 * round 2 on. One that says word for word what an earlier one or the round's own rules say is left out: it would count
 * twice.
 * @param out written on success; free with delphi_alternatives_free().
 * @return DELPHI_ERR_MEMORY; what has no meaning in the study is refused by itself and fails nothing.
 */
delphi_status delphi_alternatives_try(const delphi_result *result, const delphi_result *previous,
                                      delphi_alternatives **out, delphi_problems *problems);
void delphi_alternatives_free(delphi_alternatives *alternatives);

#ifdef __cplusplus
}
#endif
#endif
