/* SPDX-License-Identifier: GPL-3.0-or-later */
/**
 * @file longlist.h
 * The longlist before round 1: where candidates were found, which of them are the same, why others were left out, and
 * which indicators the rest became. Counted as the flow diagram of PRISMA 2020 has it (Page and others, 2021).
 */
#ifndef DELPHI_LONGLIST_H
#define DELPHI_LONGLIST_H

#include <delphi/base.h>
#include <delphi/text.h>

#ifdef __cplusplus
extern "C" {
#endif

/** What kind of source it is; PRISMA 2020 counts other ways apart from databases and registers. */
typedef enum {
    DELPHI_SOURCE_DATABASE,
    DELPHI_SOURCE_REGISTER,
    DELPHI_SOURCE_OTHER, /**< websites, organisations, people, references */
    DELPHI_SOURCE_COUNT
} delphi_source_kind;

/** "database", "register", "other". */
const char *delphi_source_kind_name(delphi_source_kind kind);

typedef struct {
    const char *id;
    delphi_text title;
    delphi_source_kind kind;
} delphi_longlist_source;

/** A reason for leaving candidates out. */
typedef struct {
    const char *id;
    delphi_text title;
} delphi_longlist_reason;

/** An indicator of round 1 that did not come from the longlist. */
typedef struct {
    const char *indicator; /**< its id */
    const char *why;       /**< "" where nothing is said */
} delphi_longlist_addition;

/** What study.json says of the longlist; all zero where it says nothing. */
typedef struct {
    bool given;
    const delphi_longlist_source *sources; /**< none: those that the list names */
    size_t source_count;
    const delphi_longlist_reason *reasons; /**< none: any text will do */
    size_t reason_count;
    const delphi_longlist_addition *added;
    size_t added_count;
} delphi_longlist_terms;

/** When a candidate was left out. */
typedef enum {
    DELPHI_STAGE_KEPT,       /**< it was not */
    DELPHI_STAGE_SCREENING,  /**< on what the list says of it */
    DELPHI_STAGE_ASSESSMENT, /**< after it was looked into */
    DELPHI_STAGE_COUNT
} delphi_longlist_stage;

/** "", "screening", "assessment". */
const char *delphi_longlist_stage_name(delphi_longlist_stage stage);

/** A row of the longlist. */
typedef struct {
    const char *id;
    size_t source;        /**< index in the list's sources */
    const char *found_in; /**< a reference; may be "" */
    const char *topic, *text;
    size_t duplicate_of; /**< index of the candidate as which it is the same; DELPHI_NONE: it is none */
    size_t original;     /**< index of the candidate at the end of that chain; its own where it is no duplicate */
    delphi_longlist_stage excluded;
    size_t reason;            /**< index in the list's reasons; DELPHI_NONE where it was not left out */
    const size_t *indicators; /**< of the study, that it became; none of a duplicate or of one left out */
    size_t indicator_count;
} delphi_candidate;

/** The longlist of a study. */
typedef struct {
    const delphi_candidate *candidates;
    size_t count;
    const delphi_longlist_source *sources;
    size_t source_count;
    const delphi_longlist_reason *reasons;
    size_t reason_count;
    const size_t *added; /**< indices of indicators, in the order of the terms' `added` */
    size_t added_count;
    char sha256[65]; /**< of longlist.csv's bytes */
} delphi_longlist;

/** identified = duplicates + screened; screened = excluded_screening + assessed; assessed = excluded_assessment +
 * included. */
typedef struct {
    uint32_t identified;
    uint32_t duplicates; /**< removed before screening */
    uint32_t screened, excluded_screening;
    uint32_t assessed, excluded_assessment;
    uint32_t included;   /**< candidates */
    uint32_t indicators; /**< that these became, each once */
    uint32_t added;      /**< indicators of round 1 that are not from the list */
} delphi_longlist_counts;

/** A count by its name in the outputs: "identified", "duplicates", ... */
typedef struct {
    const char *name;
    size_t offset; /**< of its uint32_t in delphi_longlist_counts */
} delphi_longlist_column;

/** The counts, in the order of the flow. `count` may not be NULL. */
const delphi_longlist_column *delphi_longlist_columns(size_t *count);
static inline uint32_t delphi_longlist_column_of(const delphi_longlist_counts *counts,
                                                 const delphi_longlist_column *column) {
    return *(const uint32_t *)(const void *)((const char *)counts + column->offset);
}

/** Counts the candidates of one source, or of all (`source` DELPHI_NONE). Of one source `indicators` are those that its
 * own candidates became, and `added` is 0. */
delphi_longlist_counts delphi_longlist_count(const delphi_longlist *list, size_t source);
/** How many candidates were left out at a stage for a reason. */
uint32_t delphi_longlist_excluded(const delphi_longlist *list, delphi_longlist_stage stage, size_t reason);
/** Was the candidate, or one that is the same, found in the source? */
bool delphi_longlist_found_in(const delphi_longlist *list, size_t candidate, size_t source);
/** Is it included: no duplicate, and not left out? */
static inline bool delphi_candidate_included(const delphi_candidate *candidate) {
    return candidate->duplicate_of == DELPHI_NONE && candidate->excluded == DELPHI_STAGE_KEPT;
}

#ifdef __cplusplus
}
#endif
#endif
