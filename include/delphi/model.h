/* SPDX-License-Identifier: GPL-3.0-or-later */
/**
 * @file model.h
 * A study as plain data: protocol, indicators, panel and the ratings of each round.
 *
 * A `delphi_study` owns one arena; every text and array reached from it is borrowed until delphi_study_free().
 * It is filled by the readers of ingest.h and is read-only afterwards.
 */
#ifndef DELPHI_MODEL_H
#define DELPHI_MODEL_H

#include <delphi/base.h>
#include <delphi/kind.h>
#include <delphi/longlist.h>
#include <delphi/text.h>
#include <delphi/value.h>

#ifdef __cplusplus
extern "C" {
#endif

/** Most points a scale may have (0 to 1000). */
#define DELPHI_POINTS_MAX 1001

/** The rating scale: every whole number from min to max. */
typedef struct {
    int min, max;                           /**< -1000 <= min < max <= 1000 */
    const delphi_text *labels;              /**< max - min + 1 entries, a label for each point or {NULL, NULL} */
    bool cannot_judge;                      /**< experts may answer "cannot judge" */
    const char *const *cannot_judge_labels; /**< how exports write it, beside `?` and the built-in words */
    size_t cannot_judge_label_count;
    /** Of a ranking: how many items are ranked, and how many places are given. Where there are fewer places than items,
     * the point after the last place stands for all without one. 0: no ranking. */
    int items, places;
} delphi_scale;

/** A named part of the scale, both ends included. */
typedef struct {
    const char *id;
    int low, high;
} delphi_band;

/** A criterion or a group: an id and a title. */
typedef struct {
    const char *id;
    delphi_text title;
} delphi_named;

/** What a share is counted over. */
typedef enum {
    DELPHI_DENOMINATOR_VALID,    /**< ratings on the scale */
    DELPHI_DENOMINATOR_ANSWERED, /**< ratings on the scale and "cannot judge" */
    DELPHI_DENOMINATOR_PANEL,    /**< everyone invited to rate, whether they answered or not */
} delphi_denominator;

/** What becomes of kept and dropped indicators in later rounds. */
typedef enum {
    DELPHI_SETTLED_LEAVE, /**< they leave the list */
    DELPHI_SETTLED_STAY,  /**< they are rated again; the last round's decision counts */
} delphi_settled;

/** The rules as written; NULL where not given. A round's own rules replace the study's one by one. */
typedef struct {
    const char *preset; /**< name of a preset that gives both; keep and drop below go before it */
    const char *keep;
    const char *drop;
} delphi_rule_texts;

/** The two levels of a study: topics that matter, and the indicators that measure them. */
typedef enum { DELPHI_LEVEL_INDICATOR, DELPHI_LEVEL_TOPIC, DELPHI_LEVEL_COUNT } delphi_level;

/** "indicator", "topic". */
const char *delphi_level_name(delphi_level level);
/** So many of them: "indicator", "indicators", "topic", "topics". */
const char *delphi_level_count_name(delphi_level level, size_t count);

/** Among which the best are chosen. */
typedef enum {
    DELPHI_AMONG_KEPT, /**< those that the rules keep */
    DELPHI_AMONG_ALL,  /**< all that the round rates: the selection takes the place of the rules */
} delphi_among;

/** What becomes of those that are equal on every key where the cut goes between them. */
typedef enum {
    DELPHI_TIES_IN,       /**< all are chosen, so that there are more */
    DELPHI_TIES_OUT,      /**< none is, so that there are fewer */
    DELPHI_TIES_STEERING, /**< undecided: the steering group chooses */
} delphi_ties;

/** The choice of the best so many: sorted by the first key, equals by the second, and so on. */
typedef struct {
    int best; /**< how many; 0: nothing is selected */
    delphi_among among;
    /** A measure of the rule language ("median", "relevance.share(high)") or "id", with "+" in front for the highest
     * first and "-" for the lowest first, where the measure does not say so by itself. */
    const char *const *by;
    size_t by_count;
    delphi_ties ties;
} delphi_select;

/** "kept", "all"; "in", "out", "steering". */
const char *delphi_among_name(delphi_among among);
const char *delphi_ties_name(delphi_ties ties);

typedef struct {
    int id;              /**< 1, 2, 3, ... */
    const char *closes;  /**< date, YYYY-MM-DD; NULL where not given */
    const char *wave;    /**< of a scan: what people call the round, "2022"; NULL in other studies */
    const char *version; /**< of a scan: which version of the questionnaire was asked; NULL in other studies */
    delphi_rule_texts rules;
    delphi_kind kind;
    delphi_ranking_terms ranking; /**< of a ranking */
    delphi_meeting_terms meeting; /**< of a meeting */
    delphi_level level;           /**< what is rated */
    delphi_select select;
} delphi_round;

/** What makes a study a scan: participants answer a questionnaire in waves, and nothing is kept or dropped. */
typedef struct {
    bool on;      /**< false: a study that decides by rules */
    int decimals; /**< of scores as people read them, 0 to 2; 1 by default */
} delphi_scan_terms;

/** study.json: what was agreed beforehand. */
typedef struct {
    const char *id;
    delphi_text title;
    delphi_language language;
    delphi_scale scale;
    const delphi_band *bands;
    size_t band_count;
    const delphi_named *criteria; /**< one at least */
    size_t criterion_count;
    const delphi_named *groups; /**< may be none */
    size_t group_count;
    delphi_quantile_type quantile_type;
    delphi_denominator denominator;
    int min_ratings; /**< >= 1 */
    int min_group;   /**< >= 1 */
    delphi_settled settled;
    uint64_t seed;
    /** Random replicates behind every bootstrap and permutation; 0: none are made, and what needs them is undefined. */
    int replicates;
    bool received; /**< keep a copy of each ingested file in received/ */
    delphi_rule_texts rules;
    delphi_select select; /**< of the last round that rates indicators, where that has none of its own */
    delphi_longlist_terms longlist;
    delphi_scan_terms scan;
    const delphi_round *rounds; /**< one at least; rounds[i].id == i + 1 */
    size_t round_count;
    char sha256[65];  /**< of study.json's bytes, lower-case hexadecimal */
    const char *file; /**< study.json as the reader was told its name, for messages */
} delphi_protocol;

/** Which way an indicator's values should go. */
typedef enum {
    DELPHI_POLARITY_NONE,   /**< not judged */
    DELPHI_POLARITY_HIGHER, /**< higher is better */
    DELPHI_POLARITY_LOWER,  /**< lower is better */
    DELPHI_POLARITY_COUNT
} delphi_polarity;

/** "", "higher", "lower". */
const char *delphi_polarity_name(delphi_polarity polarity);
/** Reads a name, "" included; false for anything else. */
bool delphi_polarity_read(const char *name, delphi_polarity *out);

/** A cell of the ratings: a point of the scale, or one of the two marks below. */
typedef int16_t delphi_rating;
#define DELPHI_MISSING      INT16_MIN
#define DELPHI_CANNOT_JUDGE (INT16_MIN + 1)

/** One of the answers of a question of a scan, see questionnaire.h. */
typedef struct {
    bool scored; /**< else it counts as an answer and has no part in scores ("other") */
    delphi_rational score;
} delphi_option;

/** What is rated: an indicator, or in a study of two levels a topic. */
typedef struct {
    const char *id;
    delphi_level level;
    delphi_text topic; /**< of indicators with the same one it has the same English, too; may be none */
    size_t topic_item; /**< index of the topic whose id was given as `topic`, of which this is then the text; or
                            DELPHI_NONE */
    delphi_text text;
    delphi_text definition; /**< may be none */
    const char *source;
    int since;              /**< first round in which it is rated */
    int until;              /**< last round in which it is rated, after which it is withdrawn; 0: no such round */
    const size_t *replaces; /**< indices of the indicators that it takes the place of */
    size_t replaces_count;
    delphi_polarity polarity; /**< for trends of its values; decides nothing in the rounds */
    /* Of a scan, see questionnaire.h. */
    const delphi_scale *scale;    /**< its own answers; NULL: those of the protocol */
    const delphi_option *options; /**< an entry for each of these; NULL: each point of the scale is its own score */
    delphi_text choice_of; /**< the question of which this is an option that can be chosen beside others; may be none */
    size_t asked_of;       /**< index of the indicator whose answer says who is asked this one */
    const delphi_rating *asked_if; /**< the answers of those who are */
    size_t asked_count;            /**< how many answers; 0: everyone is asked */
    bool comparable;               /**< with itself and with what it replaces, in other versions of the questionnaire */
} delphi_indicator;

typedef struct {
    const char *id; /**< pseudonym */
    size_t group;   /**< index in the protocol's groups; DELPHI_NONE where the study has no groups */
    delphi_language language;
    delphi_rational weight; /**< > 0, 1 by default */
    int since;              /**< first round to which the expert is invited, 1 by default */
} delphi_expert;

/** A comment, with or without a rating beside it. */
typedef struct {
    size_t expert, indicator;
    size_t criterion; /**< DELPHI_NONE: on the indicator as a whole */
    const char *text; /**< never empty */
} delphi_comment;

/**
 * The ratings of one round: a dense block, expert fastest, over all indicators of the study (those not in this
 * round are missing throughout). Comments are in canonical order: expert, indicator, criterion (the whole first).
 */
typedef struct {
    int round;
    size_t experts, indicators, criteria;
    delphi_rating *cells; /**< experts * indicators * criteria */
    const delphi_comment *comments;
    size_t comment_count;
    const delphi_ballot *ballots; /**< of a meeting, in the order of the indicators */
    size_t ballot_count;
    char sha256[65]; /**< of the bytes of round-N/ratings.csv, or of what stands in its place */
    void *owned;     /**< private: memory behind the comments */
} delphi_ratings;

/** What becomes of an indicator in a round. */
typedef enum {
    DELPHI_KEEP,
    DELPHI_DROP,
    DELPHI_RERATE,
    DELPHI_NO_CONSENSUS, /**< neither rule holds, and this was the last round */
    DELPHI_UNDECIDED,    /**< a rule is unknown: a measure it needs is undefined */
    DELPHI_CONFLICT,     /**< both rules hold */
    DELPHI_DECISION_COUNT
} delphi_decision;

/** "keep", "drop", "rerate", "no_consensus", "undecided", "conflict". */
const char *delphi_decision_name(delphi_decision decision);

/** Reads a name; false for anything else. */
bool delphi_decision_read(const char *name, delphi_decision *out);

/** A decision of the steering group, which goes before that of the rules. */
typedef struct {
    int round;
    size_t indicator;
    delphi_decision decision; /**< keep, drop, rerate or no_consensus */
    const char *why;          /**< never empty */
} delphi_override;

/** How something went otherwise than the protocol, written beforehand, has it. */
typedef enum {
    DELPHI_DEVIATION_NOTED,      /**< noted by the researchers themselves, in deviations.csv */
    DELPHI_DEVIATION_OVERRIDE,   /**< the steering group decided otherwise than the rules */
    DELPHI_DEVIATION_TAKEN_BACK, /**< and took its decision back */
    DELPHI_DEVIATION_REOPEN,     /**< a closed round was opened again */
    DELPHI_DEVIATION_CORRECTION, /**< answers were replaced or withdrawn after they had been taken in */
    DELPHI_DEVIATION_RECOMPUTE,  /**< a closed round was computed again, and decisions moved */
    DELPHI_DEVIATION_CHANGE,     /**< a file of the study changed after the first round was opened */
    DELPHI_DEVIATION_LATE,       /**< a round was closed after its closing date */
    DELPHI_DEVIATION_COUNT
} delphi_deviation_kind;

/** One such thing. */
typedef struct {
    delphi_deviation_kind kind;
    const char *date; /**< YYYY-MM-DD; of a change the day on which it was seen */
    int round;        /**< that it concerns; 0: none, or all */
    /** The indicator's id of an override, the file's name of a change, the closing date of a late round; else "". */
    const char *about;
    delphi_decision decision, by_rules; /**< of an override */
    /** Decisions that came out otherwise (reopen, recompute), answers (correction), days (late). */
    uint32_t count;
    bool counted;       /**< is `count` known? Of a round that is open again it is not, yet */
    delphi_text what;   /**< of a note what was done; else empty */
    delphi_text why;    /**< the reason given; empty where none was */
    delphi_text effect; /**< of a note; else empty: it follows from `count` */
} delphi_deviation;

/** A question of a scan in a block of its own in one version of the questionnaire. */
typedef struct {
    const char *version;
    size_t indicator;
    delphi_text block; /**< may be none: in no block */
} delphi_placing;

typedef struct delphi_study_private delphi_study_private;

/** A whole study. */
typedef struct {
    delphi_protocol protocol;
    const delphi_indicator *indicators;
    size_t indicator_count;
    const delphi_expert *experts;
    size_t expert_count;
    /** round_count entries: ratings[i] holds round i + 1, or is NULL where that round has not been opened. */
    delphi_ratings **ratings;
    const delphi_override *overrides; /**< in the order of overrides.csv; may be none */
    size_t override_count;
    const delphi_longlist *longlist; /**< NULL where the study has none */
    const delphi_placing *placings;  /**< of blocks.csv: blocks that differ from version to version of a scan */
    size_t placing_count;
    char options_sha256[65], blocks_sha256[65]; /**< of options.csv and blocks.csv; "" where they are not there */
    delphi_study_private *hidden;               /**< arena and look-up tables */
} delphi_study;

/** The criterion of a ranking. */
#define DELPHI_RANK "rank"

/** The kind of a round; a rating where there is no such round. */
delphi_kind delphi_round_kind(const delphi_protocol *protocol, int round);

/**
 * The study as a round asks it: in a ranking with the one criterion "rank" on a scale of 1 to the number of places (of
 * a pick 0 and 1), in a meeting without criteria, in a rating as it is. Its parts are borrowed from the study, and it
 * is not to be freed.
 */
delphi_study delphi_study_in_round(const delphi_study *study, int round);

/** The scale on which so many items are ranked. */
void delphi_scale_rank(const delphi_ranking_terms *terms, size_t items, delphi_scale *scale);

/** The ballot on an indicator, or NULL where none was held. */
const delphi_ballot *delphi_ratings_ballot(const delphi_ratings *ratings, size_t indicator);
/** Has anything been answered: a rating, "cannot judge", or a ballot? */
bool delphi_ratings_any(const delphi_ratings *ratings);
/** The level that a round rates; that of an indicator where there is no such round. */
delphi_level delphi_round_level(const delphi_protocol *protocol, int round);
/** The last round before this one with ratings of the same level, with which it is compared; 0: none, as for a round of
 * another kind. */
int delphi_round_before(const delphi_protocol *protocol, int round);
/** The first round after this one that rates `level`; 0: none. `round` may be 0. */
int delphi_round_after(const delphi_protocol *protocol, int round, delphi_level level);
/** What a round selects; NULL where it selects nothing. */
const delphi_select *delphi_round_select(const delphi_protocol *protocol, int round);
/** Does some round rate topics? */
bool delphi_protocol_rates_topics(const delphi_protocol *protocol);

/** An empty study, to be filled by the readers of ingest.h; NULL when out of memory. */
delphi_study *delphi_study_new(void);
/** Frees the study and all that is reached from it. NULL is allowed. */
void delphi_study_free(delphi_study *study);

/** Index of the expert, indicator, criterion, group or band with this id, or DELPHI_NONE. */
size_t delphi_study_expert(const delphi_study *study, const char *id);
size_t delphi_study_indicator(const delphi_study *study, const char *id);
size_t delphi_study_criterion(const delphi_study *study, const char *id);
size_t delphi_study_group(const delphi_study *study, const char *id);
size_t delphi_study_band(const delphi_study *study, const char *id);

/** The steering group's decision on an indicator in a round, or NULL where the rules decide. */
const delphi_override *delphi_study_override(const delphi_study *study, int round, size_t indicator);

/** A block of ratings for one round of this study, as the round asks it, all missing; NULL when out of memory. */
delphi_ratings *delphi_ratings_new(const delphi_study *study, int round);
void delphi_ratings_free(delphi_ratings *ratings);

/** The ratings of one indicator on one criterion: `ratings->experts` cells, in the panel's order. */
static inline delphi_rating *delphi_ratings_column(const delphi_ratings *ratings, size_t indicator, size_t criterion) {
    return ratings->cells + (indicator * ratings->criteria + criterion) * ratings->experts;
}

#ifdef __cplusplus
}
#endif
#endif
