/* SPDX-License-Identifier: GPL-3.0-or-later */
/**
 * @file analysis.h
 * From a study and a round to one result: what is in play, the measures, the rules' outcome and its explanation.
 */
#ifndef DELPHI_ANALYSIS_H
#define DELPHI_ANALYSIS_H

#include <delphi/base.h>
#include <delphi/concordance.h>
#include <delphi/flow.h>
#include <delphi/model.h>
#include <delphi/rules.h>
#include <delphi/scan.h>
#include <delphi/stability.h>
#include <delphi/stats.h>
#include <delphi/value.h>

#ifdef __cplusplus
extern "C" {
#endif

/** One leaf clause of a rule with what it saw, for the explanation of a decision. */
typedef struct {
    bool of_keep;       /**< a clause of the keep rule; else of the drop rule */
    const char *clause; /**< as written */
    size_t criterion;   /**< index, or DELPHI_NONE */
    size_t group;       /**< index, or DELPHI_NONE for the whole panel */
    delphi_value value;
    delphi_value compare; /**< the right side where it is not a plain number; else undefined without reason */
    delphi_truth holds;
} delphi_clause;

/** What was rated, by the whole panel or by one group, for one indicator on one criterion. */
typedef struct {
    uint32_t invited; /**< experts who could rate: n + cannot_judge + missing */
    uint32_t n;       /**< ratings on the scale */
    uint32_t cannot_judge;
    uint32_t missing;
    uint32_t base;              /**< the protocol's denominator of shares */
    const uint32_t *counts;     /**< a count for each point of the scale */
    const int64_t *weights;     /**< see delphi_item; NULL where all weights are 1, or cannot be added exactly */
    const delphi_value *values; /**< a value for each row of delphi_measures() */
    bool suppressed;            /**< a group with fewer valid ratings than min_group: not to be shown to experts */
} delphi_cell;

/** Where an item of a round stands in its selection. */
typedef struct {
    bool candidate; /**< the best are chosen among these */
    uint32_t rank;  /**< from 1; equals share the first of their places. 0: no candidate, or a key is undefined */
    uint32_t tied;  /**< how many share the rank, this one included */
    bool at_cut;    /**< the cut goes through these equals */
    delphi_truth selected;
    const delphi_value *values; /**< of each key, in the order of `by`; undefined without a reason for "id". NULL: no
                                     candidate */
} delphi_rank;

typedef struct {
    size_t indicator;
    delphi_decision decision;      /**< what counts: the steering group's where there is one, else the rules' */
    delphi_decision rule_decision; /**< what the rules come to, and `because` tells of */
    const char *override_why;      /**< why the steering group decided; NULL where the rules did */
    const delphi_clause *because;
    size_t because_count;
    /** criterion_count * (1 + group_count) cells: for each criterion the panel, then each group. See
     * delphi_result_cell(). */
    const delphi_cell *cells;
    const delphi_rank *rank;     /**< NULL where the round selects nothing */
    const delphi_ballot *ballot; /**< of a meeting; NULL where no vote was held */
} delphi_outcome;

/** What a selection sorts by. */
typedef struct {
    const delphi_rule_term *term; /**< NULL: the id */
    bool highest_first;
} delphi_sort_key;

/** What a round's selection came to. Of those ranked beyond the cut the decision is to drop. */
typedef struct {
    const delphi_select *select; /**< of the protocol */
    const char *const *by;       /**< its keys, each with its sign: "+median", "-iqr", "+id" */
    const delphi_sort_key *keys; /**< the same taken apart, select->by_count of them */
    uint32_t candidates;
    uint32_t selected; /**< fewer or more than select->best where ties are out or in, or for people */
    uint32_t unranked; /**< candidates of which a key is undefined: undecided */
    uint32_t tied;     /**< equals that the cut goes through; 0: it goes through none */
    uint32_t tied_rank;
    const size_t *order; /**< places among the outcomes of those that have a rank, the best first */
    size_t ranked;
} delphi_selection;

/** How many experts took part, in all or of one group. */
typedef struct {
    uint32_t invited;
    uint32_t responded; /**< gave at least one rating, "cannot judge" or comment */
    uint32_t complete;  /**< answered every indicator in play on every criterion; the rest of `responded` is partial */
    /** Against the previous round (zero in round 1): responded in both, only before, only now. */
    uint32_t stayed, left, joined;
} delphi_response;

/** How far the experts agree over the indicators in play on one criterion: the panel, or one group. */
typedef struct {
    uint32_t experts;           /**< rated at least one indicator */
    uint32_t complete;          /**< rated every indicator */
    bool suppressed;            /**< a group with fewer such experts than min_group: it has no values to be shown */
    const delphi_value *values; /**< a value for each row of delphi_set_measures() */
} delphi_concordance;

/**
 * What the ratings of one indicator on one criterion look like, by the bands of the protocol, in the order of Dajani,
 * Sincoff and Talley (1979). The limits are decided in integers; that of bipolarity is ours. Points in no band count
 * together as one more band.
 */
typedef enum {
    DELPHI_OPINION_NONE,       /**< no bands or bands that overlap, or fewer valid ratings than min_ratings */
    DELPHI_OPINION_CONSENSUS,  /**< the rules settle the indicator: kept or dropped */
    DELPHI_OPINION_MAJORITY,   /**< one band has more than half of the valid ratings */
    DELPHI_OPINION_BIPOLARITY, /**< no majority, and all outside the two fullest bands are fewer than half the second */
    DELPHI_OPINION_PLURALITY,  /**< one band has more than each other one */
    DELPHI_OPINION_DISAGREEMENT, /**< none of these */
    DELPHI_OPINION_COUNT
} delphi_opinion;

/** "none", "consensus", "majority", "bipolarity", "plurality", "disagreement". */
const char *delphi_opinion_name(delphi_opinion opinion);

/** What changed for one indicator on one criterion since the previous round. */
typedef struct {
    const delphi_value *values; /**< a value for each row of delphi_pair_measures() */
    /** All ratings of either round: a net change of at most 15 %; unknown where that is undefined. */
    delphi_truth group_stable;
    /** The experts who rated in both rounds: chi-square of independence is significant at 5 % and the correlation
     * positive, where no expected count is below 1; else at most 15 % changed; unknown where that is undefined. */
    delphi_truth individuals_stable;
    const char *individuals_by; /**< the measure that said so: "chi2_independence_p" or "changed_share" */
    delphi_opinion opinion;     /**< of this round */
} delphi_stability_cell;

/** An indicator that was rated in the previous round, too: under the same id, since a new wording has a new one. */
typedef struct {
    size_t indicator;
    /** The advice: neither kept nor dropped, and the group not known to be stable on every criterion. A stable
     * indicator without consensus is a result. */
    bool another_round;
    const delphi_stability_cell *criteria; /**< criterion_count entries */
} delphi_stability;

/** A verdict on stability. All texts are English, static, and the keys of the translations. */
typedef struct {
    const char *name;
    const char *title;
    const char *definition;
    const char *source;
} delphi_verdict;

/** The verdicts of delphi_stability_cell and delphi_stability: group_stable, individuals_stable, opinion and
 * another_round, as they are named in the outputs. `count` may not be NULL. */
const delphi_verdict *delphi_stability_verdicts(size_t *count);

/** Ratings of the previous round by those who stayed or by those who left. */
typedef struct {
    uint32_t n;
    delphi_value median, mean; /**< undefined without ratings */
} delphi_leaver_side;

/** Did those who left rate one indicator otherwise on one criterion? */
typedef struct {
    delphi_leaver_side stayers, leavers;
    delphi_value superiority; /**< P(a leaver rated higher than a stayer) + P(equal) / 2; 1/2: no difference */
    bool suppressed;          /**< fewer than min_group of either: only their n may be shown */
} delphi_attrition_cell;

/** An indicator of the previous round, seen by who left after it. */
typedef struct {
    size_t indicator;
    delphi_decision decision;              /**< of the previous round, by its rules */
    delphi_decision stayers_only;          /**< had only those who stayed rated in it */
    const delphi_attrition_cell *criteria; /**< criterion_count entries */
} delphi_attrition;

/** Both intervals of a share, where it has any. */
typedef struct {
    delphi_reason undefined; /**< DELPHI_REASON_NONE where both are there */
    delphi_interval wilson, clopper_pearson;
} delphi_share_interval;

/** How sure one decision is. */
typedef struct {
    const delphi_value *values; /**< a value for each row of delphi_decision_measures() */
    delphi_decision flips_to;   /**< what `flip_margin` changed ratings make of it; the decision itself where none do */
    delphi_decision stayers_only; /**< on those who responded in the previous round, too; in round 1 the decision */
    /** criterion_count * band_count entries: 95 % intervals of the whole panel's share of each band. */
    const delphi_share_interval *shares;
} delphi_robustness;

/** A measure of how sure a decision is. All texts are English, static, and the keys of the translations. */
typedef struct {
    const char *name;
    const char *title;
    const char *definition;
    const char *source;
    const char *reading;
} delphi_decision_measure;

/** The table of measures of a decision, in the order in which they are written. `count` may not be NULL. */
const delphi_decision_measure *delphi_decision_measures(size_t *count);
/** Index in the table of the measure with this name, or DELPHI_NONE. */
size_t delphi_decision_measure_find(const char *name);

/** A topic that was rated and is kept, and the indicators that measure it: those that name it, or one that it took the
 * place of. */
typedef struct {
    size_t item;         /**< the topic's index among the study's indicators */
    uint32_t candidates; /**< indicators that were proposed for it, whatever became of them; replaced ones not */
    uint32_t kept;       /**< of these: kept */
    uint32_t open;       /**< of these: not decided yet, and to be rated again or for people to decide */
    /** A result of its own: the topic matters, and there is no (good) indicator for it. */
    bool without_indicator;
} delphi_topic;

/** An item of a ranking. */
typedef struct {
    size_t outcome;       /**< place among the outcomes */
    uint32_t place;       /**< from 1, by Borda points; equals share the first of their places */
    uint32_t tied;        /**< how many share it, this one included */
    uint32_t best, worst; /**< its places when each expert is left out in turn */
} delphi_ranked;

/** The order that a ranking came to, and what it owes to single experts. */
typedef struct {
    const delphi_ranked *order; /**< the first place first; items without any ballot are not in it */
    size_t count;
    uint32_t places;  /**< that each expert gave, or how many each picked */
    uint32_t experts; /**< who ranked */
    uint32_t top; /**< how many are looked at as the top: those to be selected, else `places` or half of the items */
    uint32_t order_changes; /**< experts without whom some item has another place */
    uint32_t top_changes;   /**< experts without whom another set of items has the first `top` places, ties included */
} delphi_ranking;

/** The result of one round. Owns its memory; borrows the study, which must outlive it. */
typedef struct delphi_result {
    const delphi_study *study; /**< as the round asks it, see delphi_study_in_round() */
    const delphi_study *whole; /**< as it is */
    int round;
    delphi_kind kind;
    delphi_level level; /**< what was rated */
    bool last_round;    /**< of this level */
    /** The result of the last earlier round of the same level and kind, with which this one is compared; NULL where
     * there is none. Borrowed: it is to last as long as this result where more is made of it. */
    const struct delphi_result *before;
    /** The earlier round that was re-opened after this one, which is stale; 0: none. The round manager knows; it is not
     * a part of results.json. */
    int stale;
    const char *keep_rule; /**< as applied, presets written out; NULL where there is none */
    const char *drop_rule;
    delphi_response response;
    const delphi_response *groups;  /**< protocol.group_count entries */
    const delphi_outcome *outcomes; /**< one for each indicator in play, in the order of indicators.csv */
    size_t outcome_count;
    uint32_t decided[DELPHI_DECISION_COUNT];      /**< how many indicators came to each decision */
    uint32_t rule_decided[DELPHI_DECISION_COUNT]; /**< the same by the rules alone */
    const delphi_flow *flow;                      /**< `round` entries: of every round up to this one */
    uint32_t overridden;                          /**< how many of these decisions are the steering group's */
    const delphi_selection *selection;            /**< NULL where the round selects nothing */
    const delphi_ranking *ranking;                /**< of a ranking; else NULL */
    const delphi_topic *topics; /**< topics kept so far, in the order of indicators.csv; none where none were rated */
    size_t topic_count;
    /** Of a scan, whose outcomes decide nothing; NULL in other studies. */
    const delphi_scan *scan;
    /* What delphi_appraise() adds; NULL and 0 before. */
    const delphi_concordance *concordance; /**< see delphi_result_concordance() */
    const delphi_robustness *robustness;   /**< an entry for each outcome */
    const delphi_stability *stability;     /**< indicators rated in this round and the one before; none in round 1 */
    size_t stability_count;
    const delphi_attrition *attrition; /**< an entry for each outcome of the previous round; none in round 1 */
    size_t attrition_count;
    void *owned; /**< private */
} delphi_result;

/** The cell of an outcome for a criterion; `group` DELPHI_NONE for the whole panel. On a criterion that the round does
 * not ask, an empty one: a meeting asks none. */
const delphi_cell *delphi_result_cell(const delphi_result *result, const delphi_outcome *outcome, size_t criterion,
                                      size_t group);
/** The outcome of an indicator, or NULL where it was not in play. */
const delphi_outcome *delphi_result_outcome(const delphi_result *result, size_t indicator);
/** The rule for keeping, or that for dropping, as applied: its text is keep_rule or drop_rule, its measures are the
 * rows of delphi_measures(). NULL where there is none. Borrowed. */
const delphi_rule *delphi_result_rule(const delphi_result *result, bool keep);
/** Concordance on a criterion; `group` DELPHI_NONE for the whole panel. Only after delphi_appraise(). */
const delphi_concordance *delphi_result_concordance(const delphi_result *result, size_t criterion, size_t group);
void delphi_result_free(delphi_result *result);

/** Checks the rules of every round: each one parses and uses only what the study has. Adds an error for each that does
 * not. */
delphi_status delphi_study_check_rules(const delphi_study *study, delphi_problems *problems);

/**
 * Which indicators are rated in `round`: of its level, since <= round, not withdrawn before it, not replaced by one
 * that is in the round, and, where settled indicators leave, not kept or dropped in an earlier round; and where the
 * topic of an indicator was rated, only if that topic is kept.
 * @param previous the result of round - 1, of whichever level; NULL when round is 1.
 * @param in_play  indicator_count entries, written.
 * @return how many are in play.
 */
size_t delphi_in_play(const delphi_study *study, int round, const delphi_result *previous, bool *in_play);

/**
 * Analyses one round whose ratings have been read.
 * @param previous the result of round - 1, of whichever level, or NULL when round is 1. In a study of two levels or of
 * several kinds of round it and those before it are to outlive the result; else it is only read during the call.
 * @param out      the result, written on success; free with delphi_result_free().
 * @return DELPHI_ERR_INPUT where a rule does not parse, DELPHI_ERR_MEMORY.
 */
delphi_status delphi_analyse(const delphi_study *study, int round, const delphi_result *previous, delphi_result **out,
                             delphi_problems *problems);

/**
 * Adds what decides nothing but tells how far to trust it: concordance, stability since the previous round, who left,
 * and how sure each decision is. Bootstraps and permutations are made where protocol.replicates asks for them. Several
 * rounds may be appraised at once by as many threads: each writes to its own result.
 * @param result   of delphi_analyse(); a second call does nothing.
 * @param previous the result with which this one is compared, its `before`: that of the round before, or in a study of
 *                 two levels of the last one of the same level; NULL where there is none. Only read.
 * @return DELPHI_ERR_MEMORY; the result is as it was then.
 */
delphi_status delphi_appraise(delphi_result *result, const delphi_result *previous);

/** Of delphi_appraise() the stability alone, which needs no bootstraps: enough to say what is worth another round. */
delphi_status delphi_appraise_stability(delphi_result *result, const delphi_result *previous);

#ifdef __cplusplus
}
#endif
#endif
