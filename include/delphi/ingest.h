/* SPDX-License-Identifier: GPL-3.0-or-later */
/**
 * @file ingest.h
 * From bytes to a study: the study folder's own files, and foreign delimited text with its columns map.
 *
 * Nothing here opens a file: a reader takes bytes and the name to use in messages.
 */
#ifndef DELPHI_INGEST_H
#define DELPHI_INGEST_H

#include <delphi/base.h>
#include <delphi/model.h>

#ifdef __cplusplus
extern "C" {
#endif

/**
 * Reads study.json into an empty study. Strict: unknown or duplicate keys, wrong types, values out of range, invalid
 * UTF-8 and text after the end are errors with their JSON pointer; all are reported, and the study is unusable then.
 * Whether the rules parse is checked by delphi_study_check_rules().
 */
delphi_status delphi_read_protocol(delphi_study *study, const char *file, const char *bytes, size_t size,
                                   delphi_problems *problems);
/** Reads indicators.csv (`id,topic,text,text_en,definition,source,since,until,replaces`); only id and text must be
 * there. */
delphi_status delphi_read_indicators(delphi_study *study, const char *file, const char *bytes, size_t size,
                                     delphi_problems *problems);
/** Reads panel.csv (`expert,group,language,weight,since`); only expert, and group where the study has groups, must be
 * there. */
delphi_status delphi_read_panel(delphi_study *study, const char *file, const char *bytes, size_t size,
                                delphi_problems *problems);
/** Reads round-N/ratings.csv (`expert,indicator,criterion,rating,comment`) into study->ratings[round - 1]. */
delphi_status delphi_read_ratings(delphi_study *study, int round, const char *file, const char *bytes, size_t size,
                                  delphi_problems *problems);
/** Reads overrides.csv (`round,indicator,decision,why`): decisions of the steering group. They replace those that the
 * study has. */
delphi_status delphi_read_overrides(delphi_study *study, const char *file, const char *bytes, size_t size,
                                    delphi_problems *problems);
/** Writes overrides.csv in canonical order: round, indicator as the study lists them. `overrides` is sorted. */
delphi_status delphi_write_overrides(const delphi_study *study, delphi_override *overrides, size_t count,
                                     delphi_buffer *out);
/** Writes ratings as ratings.csv in canonical order (panel, indicators, criteria as the study lists them; the whole
 * first). */
delphi_status delphi_write_ratings(const delphi_study *study, const delphi_ratings *ratings, delphi_buffer *out);

/** Takes foreign files in, one after another, on top of what the round already holds. All or nothing. */
typedef struct delphi_intake delphi_intake;

/**
 * @param in_play  indicator_count entries: the indicators of this round. Borrowed for the life of the intake.
 * @param present  what the round holds already; may be NULL. Copied. `present_file` names it in messages.
 * @return NULL when out of memory.
 */
delphi_intake *delphi_intake_new(const delphi_study *study, int round, const bool *in_play,
                                 const delphi_ratings *present, const char *present_file);
void delphi_intake_free(delphi_intake *intake);

/**
 * A columns map (`column,field,indicator,criterion`) for the files added after it; a later one replaces it.
 * `column` is a heading (white space at the ends and runs of it do not matter), `#N` for the N-th column, or `*` for
 * all columns that no other row names (these can only be ignored). `field` is expert, rating, comment, group, ignore,
 * or, in a file with a row for each answer, indicator or criterion. A heading to ignore that a file does not have is no
 * error. On an error the map that was in use stays.
 */
delphi_status delphi_intake_map(delphi_intake *intake, const char *file, const char *bytes, size_t size,
                                delphi_problems *problems);
/**
 * Reads one delimited file, long or wide. Encoding (UTF-8 with or without BOM, UTF-16, Windows-1252), delimiter
 * (comma, semicolon, tab, bar, `sep=`) and decimal mark are found by themselves.
 * @param delimiter 0, or the delimiter to use whatever the file looks like.
 */
delphi_status delphi_intake_add(delphi_intake *intake, const char *file, const char *bytes, size_t size, char delimiter,
                                delphi_problems *problems);

/**
 * Writes the columns map that was used for the last file, as columns.csv: every column with its field. Used as a map it
 * gives the same result. A column that could not be decided on (the file was refused for it) has an empty field, which
 * is for a person to fill in: a map is not accepted with it.
 */
delphi_status delphi_intake_write_map(const delphi_intake *intake, delphi_buffer *out);

/** From here on an answer that differs from what the round holds replaces it, and one that does not is counted as the
 * same; two answers on one place within the files are refused as ever. An empty cell takes nothing away. To be called
 * before the first file. */
void delphi_intake_correct(delphi_intake *intake);

/** What came in from the files added so far. */
typedef struct {
    size_t files, rows, experts, ratings, cannot_judge, comments; /**< new ones */
    size_t corrected, same; /**< of what the round held; where corrections are allowed */
} delphi_intake_counts;
delphi_intake_counts delphi_intake_count(const delphi_intake *intake);

/** An answer that replaced one that the round held. */
typedef struct {
    size_t expert, indicator;
    size_t criterion;                      /**< DELPHI_NONE: of a comment on the indicator as a whole */
    delphi_rating old_rating, new_rating;  /**< where it is a rating */
    const char *old_comment, *new_comment; /**< where it is a comment; else NULL */
} delphi_correction;

/** The corrections so far in canonical order: expert, indicator, criterion (the whole first), the rating before the
 * comment. Borrowed until the next file is added. */
const delphi_correction *delphi_intake_corrections(delphi_intake *intake, size_t *count);

/**
 * Adds rows to the bytes of a corrections.csv (`act,expert,indicator,criterion,field,old,new,why`; field: rating or
 * comment); the heading first where there are none.
 * @param act number of the ledger's line about the correction.
 */
delphi_status delphi_write_corrections(const delphi_study *study, const delphi_correction *corrections, size_t count,
                                       long act, const char *why, delphi_buffer *out);

/**
 * The round's ratings with all that came in; the caller frees them with delphi_ratings_free().
 * @return NULL if out of memory, and where a file was refused: all or nothing.
 */
delphi_ratings *delphi_intake_ratings(const delphi_intake *intake);

#ifdef __cplusplus
}
#endif
#endif
