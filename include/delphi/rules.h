/* SPDX-License-Identifier: GPL-3.0-or-later */
/**
 * @file rules.h
 * The rule language: its parser, its exact three-valued evaluation, and the presets.
 *
 * The room knows nothing of studies: a vocabulary says which names a rule may use, a scene answers for their values.
 */
#ifndef DELPHI_RULES_H
#define DELPHI_RULES_H

#include <delphi/base.h>
#include <delphi/value.h>

#ifdef __cplusplus
extern "C" {
#endif

/** A measure's name as a rule may use it. */
typedef struct {
    const char *name;
    bool truth;          /**< stands alone, is not compared */
    const char *refusal; /**< NULL, or why this study cannot use it ("defined on a scale of 1 to 9 only") */
} delphi_rule_measure;

typedef struct {
    const char *name;
    int low, high;
} delphi_rule_band;

/** The names that a rule of one study may use. Borrowed for the life of the rules made with it. */
typedef struct {
    const delphi_rule_measure *measures;
    size_t measure_count;
    const char *const *criteria;
    size_t criterion_count;
    const delphi_rule_band *bands;
    size_t band_count;
    size_t group_count;
    int scale_min, scale_max;
    const char *cannot_judge_refusal; /**< NULL, or why share(cannot_judge) has no meaning here */
} delphi_rule_vocabulary;

/** A set of answers inside share(...) or count(...). */
typedef struct {
    const uint8_t *points; /**< scale_max - scale_min + 1 entries, 1 where the point belongs */
    bool cannot_judge;
} delphi_answer_set;

/** Answers for the values in a rule. `group` is DELPHI_NONE for the whole panel. */
typedef struct {
    const void *context;
    int round;
    size_t criterion_count, group_count;
    /** Does this group reach min_group on this criterion? */
    bool (*group_reaches)(const void *context, size_t criterion, size_t group);
    void (*measure)(const void *context, size_t measure, size_t criterion, size_t group, delphi_value *out);
    /** A DELPHI_VALUE_SHARE, or undefined. */
    void (*share)(const void *context, const delphi_answer_set *set, size_t criterion, size_t group, delphi_value *out);
    void (*count)(const void *context, const delphi_answer_set *set, size_t criterion, size_t group, delphi_value *out);
    /** Valid ratings; and answers "cannot judge". */
    int64_t (*n)(const void *context, size_t criterion, size_t group);
    int64_t (*cannot_judge)(const void *context, size_t criterion, size_t group);
} delphi_rule_scene;

/** A parsed rule. Immutable; may be evaluated by several threads. */
typedef struct delphi_rule delphi_rule;

/**
 * Parses a rule. A syntax error, an unknown name (nearest spelling given), a criterion named in one place and not in
 * another, or a point off the scale adds an error with `column` set (characters, from 1), and the message is followed
 * by the rule and a caret on lines of their own.
 * @param text      UTF-8, at most 4,000 bytes; nesting at most 64 deep.
 * @param file,pointer where the rule stands, for the message; either may be "".
 * @return the rule, to be freed with delphi_rule_free(); NULL with an error added.
 */
delphi_rule *delphi_rule_parse(const char *text, const delphi_rule_vocabulary *vocabulary, const char *file,
                               const char *pointer, delphi_problems *problems);
void delphi_rule_free(delphi_rule *rule);

/** The rule as it was written, white space folded. Borrowed. */
const char *delphi_rule_text(const delphi_rule *rule);

/**
 * The rule as one that is asked of each group by itself: `every group (RULE)`, or `any group (RULE)`.
 * @param file where the rule stands, for the message; may be "".
 * @param out  the new text is added here; it is to be parsed.
 * @return DELPHI_ERR_INPUT, with an error and its column added, where the rule asks groups already; DELPHI_ERR_MEMORY.
 */
delphi_status delphi_rule_ask_groups(const delphi_rule *rule, bool every, const char *file, delphi_buffer *out,
                                     delphi_problems *problems);

/** The cuts that studies differ in. */
typedef enum {
    DELPHI_CUT_SHARE, /**< the number p in `share(...) >= p` and `> p`, where p is a half or more */
    DELPHI_CUT_IQR,   /**< the number x in `iqr <= x` and `< x` */
} delphi_rule_cut;

/**
 * The rule with another number at each cut of a kind. The sign stays; a clause below `not (...)` is left as it is, as
 * there the number limits the other way round.
 * @param number as it is to be written: "70%", "2".
 * @param out    the new text is added here; it is to be parsed.
 * @param found  how many numbers were put in; 0 where the rule has no such cut.
 */
delphi_status delphi_rule_recut(const delphi_rule *rule, delphi_rule_cut cut, const char *number, delphi_buffer *out,
                                size_t *found);

/** One leaf clause as it was seen: its text, where it was looked at, the value on its left, and whether it holds. */
typedef struct {
    const char *clause;   /**< as written, white space folded: `share(high) >= 75%`. Borrowed from the rule */
    size_t criterion;     /**< DELPHI_NONE where the clause looks at none (`round >= 3`) */
    size_t group;         /**< DELPHI_NONE for the whole panel */
    delphi_value value;   /**< the left side; a truth for `disagreement` */
    delphi_value compare; /**< the right side where that is not a plain number; else undefined without reason */
    delphi_truth holds;   /**< of the clause itself: `not disagreement` is the clause `not disagreement` */
} delphi_rule_leaf;

/** Takes each leaf in turn; returns false to stop (out of memory). */
typedef bool (*delphi_rule_witness)(void *context, const delphi_rule_leaf *leaf);

/**
 * Evaluates a rule by Kleene's three-valued logic. Every leaf is evaluated and shown to `witness`, also where the
 * outcome is already certain, so that an explanation is complete; with `witness` NULL, only as many as it takes. One
 * that is the same in every turn of a quantifier (`round >= 3`) is shown once. `every group` over no group that reaches
 * min_group is unknown and shows one leaf with DELPHI_REASON_NO_GROUP.
 */
delphi_truth delphi_rule_evaluate(const delphi_rule *rule, const delphi_rule_scene *scene, delphi_rule_witness witness,
                                  void *witness_context);

/** What stands on one side of a clause. */
typedef enum {
    DELPHI_TERM_NUMBER,
    DELPHI_TERM_MEASURE,
    DELPHI_TERM_SHARE,
    DELPHI_TERM_COUNT,
    DELPHI_TERM_N,
    DELPHI_TERM_CANNOT_JUDGE,
    DELPHI_TERM_ROUND,
} delphi_rule_term_kind;

typedef struct {
    delphi_rule_term_kind kind;
    size_t criterion;             /**< as named; DELPHI_NONE where it is not, or none is looked at */
    size_t measure;               /**< of DELPHI_TERM_MEASURE: its index in the vocabulary */
    delphi_rational number;       /**< of DELPHI_TERM_NUMBER */
    const delphi_answer_set *set; /**< of DELPHI_TERM_SHARE and DELPHI_TERM_COUNT; borrowed from the rule */
} delphi_rule_term;

/** How a clause compares its sides, as written; the last two are of a truth measure, which stands alone. */
typedef enum {
    DELPHI_SIGN_AT_LEAST,
    DELPHI_SIGN_MORE,
    DELPHI_SIGN_AT_MOST,
    DELPHI_SIGN_LESS,
    DELPHI_SIGN_EQUAL,
    DELPHI_SIGN_UNEQUAL,
    DELPHI_SIGN_HOLDS,
    DELPHI_SIGN_HOLDS_NOT, /**< `not disagreement` */
    DELPHI_SIGN_COUNT
} delphi_rule_sign;

/** A clause by what it looks at, for those who ask what other ratings would do to it. */
typedef struct {
    delphi_rule_term left;
    delphi_rule_term right; /**< the number 0 where a truth measure stands alone */
    /** 1: the rule gains where the left side grows (`median >= 7`, `not median < 7`, a truth); -1: it loses; 0: neither
     * (`=`, `!=`). */
    int sense;
    bool looks;     /**< at ratings: one side does */
    bool in_groups; /**< it looks at each group, else at the whole panel */
    delphi_rule_sign sign;
} delphi_rule_clause;

/** How many clauses a rule has. */
size_t delphi_rule_clause_count(const delphi_rule *rule);
/** A clause by its place in the text, from 0. */
delphi_rule_clause delphi_rule_clause_at(const delphi_rule *rule, size_t clause);
/** Whether one clause holds where it is looked at; a criterion that it names goes before `criterion`. */
delphi_truth delphi_rule_clause_truth(const delphi_rule *rule, size_t clause, const delphi_rule_scene *scene,
                                      size_t criterion, size_t group);

/** What a part of a rule is. All but a clause have parts of their own; `not` and the quantifiers have one. */
typedef enum {
    DELPHI_RULE_ANY_OF,   /**< parts joined by `or`, two at least */
    DELPHI_RULE_ALL_OF,   /**< parts joined by `and`, two at least */
    DELPHI_RULE_NOT,      /**< `not` in front of more than a truth measure */
    DELPHI_RULE_CRITERIA, /**< `every|any criterion`; also around a rule that names no criterion and so is read that way
                           */
    DELPHI_RULE_GROUPS,   /**< `every|any group` */
    DELPHI_RULE_CLAUSE,
} delphi_rule_shape;

/** A part of a rule, for those who put it in other words. By value; borrows the rule. */
typedef struct {
    delphi_rule_shape shape;
    bool every;       /**< of a quantifier: every, else any */
    size_t clause;    /**< of a clause: its place, see delphi_rule_clause_at() */
    const void *node; /**< private */
} delphi_rule_part;

/** The whole rule as one part. */
delphi_rule_part delphi_rule_whole(const delphi_rule *rule);
/** The first part of a part; false for a clause, which has none. */
bool delphi_rule_part_first(const delphi_rule_part *of, delphi_rule_part *out);
/** The part after this one within the same part; false for the last one. `out` may be `after`. */
bool delphi_rule_part_next(const delphi_rule_part *after, delphi_rule_part *out);

/** A clause whose truth is not settled yet, in delphi_rule_facts. */
#define DELPHI_OPEN 3

/** The truths of clauses, known beforehand: nothing is measured. */
typedef struct {
    const void *context;
    size_t criterion_count, group_count;
    bool (*group_reaches)(const void *context, size_t criterion, size_t group);
    /** A delphi_truth, or DELPHI_OPEN. `criterion` and `group` are DELPHI_NONE where the clause looks at no ratings. */
    unsigned (*truth)(const void *context, size_t clause, size_t criterion, size_t group);
} delphi_rule_facts;

/**
 * What remains of a rule when some of its clauses are known: the same bytes for the same remaining question, so that
 * what was known before need not be told apart any longer.
 * @param out  the first byte is the rule's delphi_truth where that is settled, and there is but one byte; else it is
 *             DELPHI_OPEN or more.
 * @return how many bytes were written; 0 where `size` is too small.
 */
size_t delphi_rule_residue(const delphi_rule *rule, const delphi_rule_facts *facts, uint8_t *out, size_t size);

/** A pair of rules from the literature. All texts English and static. */
typedef struct {
    const char *name;
    const char *keep;
    const char *drop; /**< NULL where there is none */
    const char *text; /**< in words, one or two sentences */
    const char *source;
} delphi_preset;

const delphi_preset *delphi_presets(size_t *count);
const delphi_preset *delphi_preset_find(const char *name);

#ifdef __cplusplus
}
#endif
#endif
