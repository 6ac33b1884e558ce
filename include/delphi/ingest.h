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
#include <delphi/belief.h>
#include <delphi/model.h>
#include <delphi/values.h>

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
/** Reads indicators.csv (`id,level,topic,topic_en,text,text_en,definition,definition_en,source,since,until,replaces,
 * polarity`); only id and text must be there. Where `text_en` is empty, `text` is in the study's language; likewise the
 * others. The English of a topic may stand in any one of its rows. */
delphi_status delphi_read_indicators(delphi_study *study, const char *file, const char *bytes, size_t size,
                                     delphi_problems *problems);
/** How a table of values is read. Zero is the default. */
typedef struct {
    const char *map_file; /**< name of a columns map for messages; NULL: headings map themselves */
    const char *map_bytes;
    size_t map_size;
    delphi_buffer *map_used; /**< the map that was used is written here where not NULL, also where rows are refused */
} delphi_values_settings;

/**
 * Reads a table of values, a row a value: `indicator,region,year,value,note,break` in any order; region, note and break
 * may be absent. Headings are known in English and Dutch, or named in a columns map (`column,field`; field: one of
 * these or ignore). Encoding, delimiter and decimal mark are found by themselves. An empty value is a missing one.
 * Columns and indicators that are left out are told as notices; all problems are told at once. The caller frees *out
 * with delphi_values_free().
 */
delphi_status delphi_read_values(const delphi_study *study, const char *file, const char *bytes, size_t size,
                                 const delphi_values_settings *settings, delphi_values **out,
                                 delphi_problems *problems);

/** Reads panel.csv (`expert,group,language,weight,since`); only expert, and group where the study has groups, must be
 * there. */
delphi_status delphi_read_panel(delphi_study *study, const char *file, const char *bytes, size_t size,
                                delphi_problems *problems);
/** Reads round-N/ratings.csv (`expert,indicator,criterion,rating,comment`) into study->ratings[round - 1]. */
delphi_status delphi_read_ratings(delphi_study *study, int round, const char *file, const char *bytes, size_t size,
                                  delphi_problems *problems);
/** The same of a file of any size: what is in memory at a time is a block of it, and the ratings. */
delphi_status delphi_read_ratings_from(delphi_study *study, int round, const char *file, const delphi_source *source,
                                       delphi_problems *problems);
/** Reads overrides.csv (`round,indicator,decision,why`): decisions of the steering group. They replace those that the
 * study has. */
delphi_status delphi_read_overrides(delphi_study *study, const char *file, const char *bytes, size_t size,
                                    delphi_problems *problems);
/** Reads options.csv of a scan (`indicator,option,label,label_en,score`), after the indicators: the answers of each
 * question in order, numbered from the lowest point of the study's scale on. An empty score: not scored. */
delphi_status delphi_read_options(delphi_study *study, const char *file, const char *bytes, size_t size,
                                  delphi_problems *problems);
/** Reads blocks.csv of a scan (`version,indicator,block,block_en`), after the indicators: in which block a question is
 * in a version of the questionnaire, where that is not its topic. An empty block: in none. */
delphi_status delphi_read_blocks(delphi_study *study, const char *file, const char *bytes, size_t size,
                                 delphi_problems *problems);
/** Reads longlist.csv (`id,source,found_in,topic,text,duplicate_of,excluded,reason,indicator`), after the protocol and
 * the indicators. Each candidate that is neither a duplicate nor left out leads to an indicator, and each indicator of
 * round 1 comes from a candidate or is named as added in study.json. */
delphi_status delphi_read_longlist(delphi_study *study, const char *file, const char *bytes, size_t size,
                                   delphi_problems *problems);
/** Writes overrides.csv in canonical order: round, indicator as the study lists them. `overrides` is sorted. */
delphi_status delphi_write_overrides(const delphi_study *study, delphi_override *overrides, size_t count,
                                     delphi_buffer *out);
/**
 * Reads deviations.csv (`date,round,what,what_en,why,why_en,effect,effect_en`): what the researchers note of their own
 * about where they left the protocol. date, what and why must be there; an empty round is the study as a whole.
 *
 * A file of its own, and no part of study.json, since the hash of that stands in the results of every closed round: to
 * note something must not make them differ.
 * @param out written on success: as the file lists them, in the study's memory.
 */
delphi_status delphi_read_deviations(delphi_study *study, const char *file, const char *bytes, size_t size,
                                     const delphi_deviation **out, size_t *count, delphi_problems *problems);
/**
 * Reads a table of beliefs (`indicator,criterion,group,mean,spread,cannot_judge`), a row an indicator and criterion; an
 * empty criterion is every one. A row with a group has that group's mean, and no spread.
 * @param out written on success; free with delphi_beliefs_free().
 */
delphi_status delphi_read_beliefs(const delphi_study *study, const char *file, const char *bytes, size_t size,
                                  delphi_beliefs **out, delphi_problems *problems);
/** Writes ratings as ratings.csv in canonical order (panel, indicators, criteria as the study lists them; the whole
 * first). */
delphi_status delphi_write_ratings(const delphi_study *study, const delphi_ratings *ratings, delphi_buffer *out);

/** A new indicator that an expert proposed on a returned sheet. */
typedef struct {
    size_t expert;
    int number;         /**< which of the expert's proposals, from 1 */
    const char *text;   /**< never empty */
    const char *source; /**< name of the file in which it came */
} delphi_proposal;

/** The most proposals that an expert can make in a round. */
#define DELPHI_PROPOSALS_MAX 999

/** The proposals of one round in canonical order: expert, then number. */
typedef struct {
    const delphi_proposal *items;
    size_t count;
    void *owned; /**< private: memory behind them */
} delphi_proposals;

/** Reads round-N/proposals.csv (`expert,number,text,source`). The caller frees *out with delphi_proposals_free(). */
delphi_status delphi_read_proposals(const delphi_study *study, const char *file, const char *bytes, size_t size,
                                    delphi_proposals **out, delphi_problems *problems);
/** Writes proposals as proposals.csv, in their order. */
delphi_status delphi_write_proposals(const delphi_study *study, const delphi_proposals *proposals, delphi_buffer *out);
void delphi_proposals_free(delphi_proposals *proposals);

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

/** What counts where the same expert returns answers to a round a second time. Later is what is added later; what the
 * round holds is earlier than any file. */
typedef enum {
    DELPHI_AGAIN_REFUSE,        /**< the second return is refused */
    DELPHI_AGAIN_LATEST,        /**< the later return takes the place of all that the expert answered before */
    DELPHI_AGAIN_FIRST,         /**< the earlier return stays */
    DELPHI_AGAIN_MOST_COMPLETE, /**< the one with more ratings and "cannot judge" stays; the later where both have as
                                     many */
    DELPHI_AGAIN_COUNT
} delphi_again;

/** "refuse", "latest", "first", "most-complete". */
const char *delphi_again_name(delphi_again again);

/** By what files are taken in. Zero is the default. */
typedef struct {
    /** SHA-256 of the ledger's line that opened the round, see delphi_sheet_code(); borrowed for the life of the
     * intake. NULL: no returned sheet is accepted. */
    const char *nonce;
    delphi_again again;
    /** A refused file leaves no trace, and does not keep the others out. */
    bool keep_going;
    /** What the round holds already; may be NULL. Copied. */
    const delphi_proposals *proposals;
} delphi_intake_terms;

/** To be called once, before the first file. @return DELPHI_ERR_MEMORY */
delphi_status delphi_intake_agree(delphi_intake *intake, const delphi_intake_terms *terms);

/**
 * A columns map (`column,field,indicator,criterion`) for the files added after it; a later one replaces it.
 * `column` is a heading (white space at the ends and runs of it do not matter), `#N` for the N-th column, or `*` for
 * all columns that no other row names (these can only be ignored). `field` is expert, rating, comment, group, ignore,
 * or, in a file with a row for each answer, indicator or criterion. Three more are for boxes: `tick` (ticked is the
 * highest point of the scale, not ticked the lowest), `choices` (a cell names several criteria, which get the highest
 * point, the others the lowest) and `cannot_judge` (a tick beside a rating). A heading to ignore that a file does not
 * have is no error. On an error the map that was in use stays.
 */
delphi_status delphi_intake_map(delphi_intake *intake, const char *file, const char *bytes, size_t size,
                                delphi_problems *problems);
/** Name (`limesurvey`) and title of a survey tool whose exports are known; NULL behind the last. The first is
 * `generic`. */
const char *delphi_dialect_name(size_t index);
const char *delphi_dialect_title(size_t index);

/** How files are read. Zero is the default. */
typedef struct {
    const char *format; /**< name of a dialect; NULL: found by the marks in the first rows */
    bool complete_only; /**< leave out answers that were not sent in; else they are taken in, and counted */
    const char *only;   /**< "COLUMN=VALUE": leave out rows with another value; NULL: all rows */
    bool keep_rows;     /**< keep what became of each row, for delphi_intake_write_loss() */
} delphi_intake_settings;

/** For the files added after it. DELPHI_ERR_USAGE for an unknown format, and where `only` is no COLUMN=VALUE. */
delphi_status delphi_intake_set(delphi_intake *intake, const delphi_intake_settings *settings,
                                delphi_problems *problems);

/**
 * Reads one file: an expert's returned sheet (an xlsx workbook that has its mark, see sheet.h), or a survey's answers
 * as delimited text or as an xlsx workbook, long or wide. Encoding (UTF-8 with or without BOM, UTF-16, Windows-1252),
 * delimiter (comma, semicolon, tab, bar, `sep=`) and decimal mark are found by themselves.
 * @param delimiter 0, or the delimiter to use whatever the file looks like.
 */
delphi_status delphi_intake_add(delphi_intake *intake, const char *file, const char *bytes, size_t size, char delimiter,
                                delphi_problems *problems);

/** A file that was unpacked ahead of its turn. */
typedef struct delphi_unpacked delphi_unpacked;
typedef struct delphi_unpacker delphi_unpacker;
/**
 * What unpacking one workbook leaves for the next: room and a parser. For one thread at a time.
 * @return NULL when out of memory; workbooks can be unpacked without one, which takes longer.
 */
delphi_unpacker *delphi_unpacker_new(void);
void delphi_unpacker_free(delphi_unpacker *unpacker);
/**
 * Unpacks a workbook, which is most of the work on a returned sheet and needs no intake: several threads can do it at
 * once. `file` and `bytes` are borrowed for the life of what is returned, `unpacker` (may be NULL) for this call.
 * @return NULL where there is nothing to unpack, and when out of memory: the file can be added all the same.
 */
delphi_unpacked *delphi_unpack(delphi_unpacker *unpacker, const char *file, const char *bytes, size_t size);
void delphi_unpacked_free(delphi_unpacked *unpacked);
/** As delphi_intake_add() for the file that was unpacked, which stays the caller's to free. */
delphi_status delphi_intake_add_unpacked(delphi_intake *intake, delphi_unpacked *unpacked, delphi_problems *problems);

/**
 * Writes the columns map that was used for the last file, as columns.csv: every column with its field. Used as a map it
 * gives the same result. A column that could not be decided on (the file was refused for it) has an empty field, which
 * is for a person to fill in: a map is not accepted with it.
 */
delphi_status delphi_intake_write_map(const delphi_intake *intake, delphi_buffer *out);

/** From here on an answer that differs from what the round holds replaces it, and one that does not is counted as the
 * same; two answers on one place within the files are refused as ever. An empty cell takes nothing away: an answer, or
 * a comment, is taken back by the word `withdrawn` (`ingetrokken`) in its cell, which is refused as a rating otherwise.
 * To be called before the first file. */
void delphi_intake_correct(delphi_intake *intake);

/**
 * Writes what became of every column and row of the files added so far, as CSV (`file,kind,number,heading,fate,why`):
 * kind is column, row, or file (only for one that was refused), number its number in the file, fate is read, left out
 * or refused. Rows are there with delphi_intake_settings.keep_rows. Holds headings, and no cells.
 */
delphi_status delphi_intake_write_loss(const delphi_intake *intake, delphi_buffer *out);
/** The same in short, three lines of text a file. */
delphi_status delphi_intake_write_summary(const delphi_intake *intake, delphi_buffer *out);

/** What came in from the files added so far. */
typedef struct {
    size_t files, rows, experts, ratings, cannot_judge, comments; /**< new ones */
    size_t corrected, same; /**< of what the round held; where corrections are allowed */
    size_t withdrawn;       /**< of `corrected`: answers that were taken back */
    size_t sheets;          /**< of the files: returned sheets */
    size_t proposals;       /**< of new indicators */
    size_t ballots;         /**< of a meeting */
} delphi_intake_counts;
delphi_intake_counts delphi_intake_count(const delphi_intake *intake);

/** An expert who returned answers a second time, and what came of it under the terms. */
typedef struct {
    size_t expert;
    bool replaced;                         /**< the later answers stand; false: the earlier ones */
    const char *earlier, *later;           /**< files; what the round held has the name given to delphi_intake_new() */
    size_t earlier_answers, later_answers; /**< ratings and "cannot judge" */
} delphi_second_return;
/** In the order in which they were found; borrowed until the next file is added. */
const delphi_second_return *delphi_intake_second_returns(const delphi_intake *intake, size_t *count);

/** An answer that replaced one that the round held. */
typedef struct {
    size_t expert, indicator;
    size_t criterion;                     /**< DELPHI_NONE: of a comment on the indicator as a whole */
    delphi_rating old_rating, new_rating; /**< where it is a rating; the new one DELPHI_MISSING: it was taken back */
    const char *old_comment;              /**< where it is a comment; else NULL */
    const char *new_comment;              /**< where it is a comment; NULL: it was taken back */
    /** Where it is a meeting's ballot, which has no expert; else NULL. */
    const delphi_ballot *old_ballot, *new_ballot;
} delphi_correction;

/** The corrections so far in canonical order: expert, indicator, criterion (the whole first), the rating before the
 * comment. Borrowed until the next file is added. */
const delphi_correction *delphi_intake_corrections(delphi_intake *intake, size_t *count);

/**
 * Adds rows to the bytes of a corrections.csv (`act,expert,indicator,criterion,field,old,new,why`; field: rating,
 * comment or ballot; new: `withdrawn` where it was taken back); the heading first where there are none.
 * @param act number of the ledger's line about the correction.
 */
delphi_status delphi_write_corrections(const delphi_study *study, const delphi_correction *corrections, size_t count,
                                       long act, const char *why, delphi_buffer *out);

/**
 * The round's ratings with all that came in; the caller frees them with delphi_ratings_free().
 * @return NULL if out of memory, and where a file was refused: all or nothing.
 */
delphi_ratings *delphi_intake_ratings(const delphi_intake *intake);
/** The round's proposals with all that came in; the caller frees them. @return NULL as delphi_intake_ratings() */
delphi_proposals *delphi_intake_proposals(const delphi_intake *intake);

#ifdef __cplusplus
}
#endif
#endif
