/* SPDX-License-Identifier: GPL-3.0-or-later */
/**
 * @file export.h
 * From a result to what people and programs read: results.json, tidy CSV and the workbooks.
 */
#ifndef DELPHI_EXPORT_H
#define DELPHI_EXPORT_H

#include <delphi/analysis.h>
#include <delphi/base.h>

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

/**
 * Writes the round report as an xlsx file: Summary, Decisions, Distribution, Method; from
 * round 2 on Flow; and, where delphi_appraise() added
 * them to the result, Stability and Concordance. Same input, same bytes.
 * @param path     where to write; an existing file is replaced, and only by a complete one.
 * @param language of headings and words; texts of the study fall back to its other language.
 */
delphi_status delphi_export_report(const delphi_result *result, delphi_language language, const char *path,
                                   delphi_problems *problems);

#ifdef __cplusplus
}
#endif
#endif
