/* SPDX-License-Identifier: GPL-3.0-or-later */
/**
 * @file export.h
 * From a result to what people and programs read: results.json, tidy CSV and the workbooks.
 */
#ifndef DELPHI_EXPORT_H
#define DELPHI_EXPORT_H

#include <delphi/analysis.h>
#include <delphi/base.h>
#include <delphi/indicator_trends.h>
#include <delphi/sheet.h>
#include <delphi/simulate.h>
#include <delphi/variant.h>

#ifdef __cplusplus
extern "C" {
#endif

/** results.json (delphi-results/1): fixed key order, one indicator a line, no NaN or Inf, shortest numbers. */
delphi_status delphi_export_json(const delphi_result *result, delphi_buffer *out);

/** Dialects of the tidy CSV. */
typedef enum {
    DELPHI_CSV_RFC4180,  /**< comma, decimal point, CRLF as RFC 4180 has it, no BOM */
    DELPHI_CSV_EXCEL_NL, /**< semicolon, decimal comma, CRLF, BOM: opens by double-click in a Dutch Excel */
} delphi_csv_dialect;

/**
 * Tidy CSV, a row a value: `study,round,indicator,criterion,group,measure,value,undefined`. An empty group is the whole
 * panel. What a row is about shows in which of indicator, criterion and group it has, and in the measure's name:
 * decisions, cells, response, and after delphi_appraise() concordance, stability and attrition.
 */
delphi_status delphi_export_csv(const delphi_result *result, delphi_csv_dialect dialect, delphi_buffer *out);
/** The same of several rounds of a study in one table. */
delphi_status delphi_export_rounds_csv(const delphi_result *const *results, size_t count, delphi_csv_dialect dialect,
                                       delphi_buffer *out);
/** Waves of a scan, one at least, as JSON (delphi-scan/1): blocks with their scores, questions with their answers. No
 * participant is told of. */
delphi_status delphi_export_scan_json(const delphi_result *const *waves, size_t count, delphi_buffer *out);

/** A round under a variant (delphi-whatif/1): rules, settings and counts of both sides, and each decision that moves
 * with every clause on either side. `real` is the result that the variant was made of. */
delphi_status delphi_export_variant_json(const delphi_result *real, const delphi_variant_result *tried,
                                         delphi_buffer *out);
/** The same as CSV, a row an indicator: `study,round,indicator,decision,what_if,moved`. */
delphi_status delphi_export_variant_csv(const delphi_result *real, const delphi_variant_result *tried,
                                        delphi_csv_dialect dialect, delphi_buffer *out);

/** The alternatives of a round (delphi-alternatives/1): each with its decisions that move, and for each indicator how
 * many come to its real decision. */
delphi_status delphi_export_alternatives_json(const delphi_result *real, const delphi_alternatives *all,
                                              delphi_buffer *out);
/** The same as CSV, a row an indicator under each alternative:
 * `study,round,family,alternative,indicator,decision,what_if,moved,refused`; a refused one has one row, without an
 * indicator. */
delphi_status delphi_export_alternatives_csv(const delphi_result *real, const delphi_alternatives *all,
                                             delphi_csv_dialect dialect, delphi_buffer *out);

/** A new indicator that an expert proposed: of which expert it is, a report has no need to know. */
typedef struct {
    int round;        /**< in which it was proposed */
    const char *text; /**< as it was written */
} delphi_proposed;

/** What a report is made of. All is borrowed. */
typedef struct {
    /** rounds[i] of round i + 1, the last with what delphi_appraise() adds, for a final report all. For a round report
     * those before the last may be NULL: what needs them is left out then. */
    const delphi_result *const *rounds;
    size_t round_count;       /**< one at least */
    delphi_language language; /**< of headings and words; texts of the study fall back to its other language */
    bool final;               /**< the final report over all rounds; else that of the last one here */
    const delphi_alternatives *alternatives; /**< of the round reported, for "Robustness"; NULL: left out */
    const delphi_deviation *deviations;      /**< in the order of their dates, for a final report */
    size_t deviation_count;
    /** Of the round reported, for a final report of every round; in any order. */
    const delphi_proposed *proposals;
    size_t proposal_count;
} delphi_report_order;

/**
 * Writes the round report, or the final report, as an xlsx file. Its parts are a row each of a table (export/parts.c);
 * one that a study has nothing for is left out. Same input, same bytes.
 * @param path where to write; an existing file is replaced, and only by a complete one.
 */
delphi_status delphi_export_report(const delphi_report_order *order, const char *path, delphi_problems *problems);

/** The same content as one HTML page that needs no other file. @param out appended to on success. */
delphi_status delphi_export_report_html(const delphi_report_order *order, delphi_buffer *out);

/** The same page as a file. @param path where to write; an existing file is replaced, and only by a complete one. */
delphi_status delphi_export_report_page(const delphi_report_order *order, const char *path, delphi_problems *problems);

/** The round that sheets are made for. All is borrowed. */
typedef struct {
    const delphi_study *study;
    int round;                     /**< from 1 */
    const delphi_result *previous; /**< of the round before, with its ratings in the study; NULL in round 1 */
    const bool *in_play;           /**< indicator_count entries */
    const char *nonce;             /**< see delphi_sheet_code() */
} delphi_sheet_round;

/** One sheet to be made. */
typedef struct {
    size_t expert; /**< index in the panel */
    delphi_language language;
    const char *path; /**< where to write; an existing file is replaced, and only by a complete one */
} delphi_sheet_order;

/** Is told how many of the sheets have been made. */
typedef void (*delphi_sheet_progress)(void *context, size_t done, size_t count);

/**
 * Writes a sheet for each order: a first page, from round 2 on what was decided, and the form with what the round
 * before came to; see sheet.h for how it is known when it comes back. Nothing in it lets the ratings of fewer than
 * min_group - 1 others be worked out. Same input, same bytes.
 *
 * @param workers  how many processes write at once, 1 to 256; with 1 it is done in this process. The others are made
 *                 by fork() and are gone on return: the caller should not have threads that write to the study.
 * @param progress may be NULL
 * @return the worst of what writing came to. Sheets that could be written are there, each one whole; the problems name
 *         those that could not.
 */
delphi_status delphi_export_sheets(const delphi_sheet_round *round, const delphi_sheet_order *orders, size_t count,
                                   int workers, delphi_sheet_progress progress, void *context,
                                   delphi_problems *problems);

/** The longlist of a study, which must have one (delphi-longlist/1): its counts, and each candidate with what became of
 * it. */
delphi_status delphi_export_longlist_json(const delphi_study *study, delphi_buffer *out);
/** Its counts as tidy CSV: `study,count,source,reason,candidates`; an empty source is all of them. */
delphi_status delphi_export_longlist_csv(const delphi_study *study, delphi_csv_dialect dialect, delphi_buffer *out);

/** Trends of the chosen set (delphi-trends/1): each series on a line, with its values, measures and direction. */
delphi_status delphi_export_trends_json(const delphi_trends *trends, delphi_buffer *out);
/** The same as tidy CSV, a row a value: `study,round,indicator,polarity,region,measure,value,undefined`. */
delphi_status delphi_export_trends_csv(const delphi_trends *trends, delphi_csv_dialect dialect, delphi_buffer *out);
/** Writes them as an xlsx file, with small multiples. Gaps and breaks in a series are gaps in its line. Same input,
 * same bytes. @param path an existing file is replaced, and only by a complete one. */
delphi_status delphi_export_trends(const delphi_trends *trends, delphi_language language, const char *path,
                                   delphi_problems *problems);
/** The same content as one HTML page that needs no other file. @param out appended to on success. */
delphi_status delphi_export_trends_html(const delphi_trends *trends, delphi_language language, delphi_buffer *out);
/** The same page as a file. */
delphi_status delphi_export_trends_page(const delphi_trends *trends, delphi_language language, const char *path,
                                        delphi_problems *problems);

/** Writes what simulated panels came to as an xlsx file, with curves over their sizes. Same input, same bytes.
 * @param path an existing file is replaced, and only by a complete one. */
delphi_status delphi_export_plan(const delphi_plan *plan, delphi_language language, const char *path,
                                 delphi_problems *problems);
/** The same content as one HTML page that needs no other file. */
delphi_status delphi_export_plan_page(const delphi_plan *plan, delphi_language language, const char *path,
                                      delphi_problems *problems);

/** The round that factsheets are made of. All is borrowed. */
typedef struct {
    const delphi_result *result;   /**< of the round, with its ratings in the study */
    const delphi_result *previous; /**< of the round before, with its ratings; NULL in round 1 */
    bool open;                     /**< answers may still come in: the factsheets say that they are preliminary */
} delphi_factsheet_round;

/** Has the expert rated in the round, so that there is something to set beside the panel: one valid rating at least, of
 * an indicator in play. */
bool delphi_factsheet_is_for(const delphi_factsheet_round *round, size_t expert);

/**
 * Writes a factsheet for each order, as delphi_export_sheets() writes sheets: own scores by topic beside those of the
 * panel, of the own group and of the round before, with charts, and each indicator with the own rating and where it
 * lies. A score is the mean of the own ratings of a topic's indicators on a criterion, and the panel's the mean of its
 * means of the same indicators. Nothing in it tells more of others than a sheet does. Same input, same bytes.
 */
delphi_status delphi_export_factsheets(const delphi_factsheet_round *round, const delphi_sheet_order *orders,
                                       size_t count, int workers, delphi_sheet_progress progress, void *context,
                                       delphi_problems *problems);

#ifdef __cplusplus
}
#endif
#endif
