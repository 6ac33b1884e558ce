/* SPDX-License-Identifier: GPL-3.0-or-later */
/**
 * @file sheet.h
 * What the writer and the reader of an expert's sheet agree on: the marks by which a returned sheet is known.
 *
 * The first row and the first column of the form are hidden. Cell A1 holds the sheet's mark, and so does the document
 * property DELPHI_SHEET_PROPERTY. From column B on the first row marks the columns of entry cells; from row 2 on the
 * first column holds the key of a row with entry cells. Whoever reads goes by these marks alone.
 */
#ifndef DELPHI_SHEET_H
#define DELPHI_SHEET_H

#include <delphi/base.h>
#include <delphi/model.h>

#ifdef __cplusplus
extern "C" {
#endif

/** The first word of the mark: the form of the sheet and its version. */
#define DELPHI_SHEET_FORMAT "delphi-sheet/1"
/** The document property that holds the mark, too (docProps/custom.xml). */
#define DELPHI_SHEET_PROPERTY "delphi-sheet"

/** Marks of the columns of entry cells, in the hidden first row. */
#define DELPHI_SHEET_RATING  "#rating"
#define DELPHI_SHEET_REASON  "#reason"
#define DELPHI_SHEET_COMMENT "#comment"

/** Between indicator and criterion in the key of a row; without a criterion the row is on the indicator as a whole. */
#define DELPHI_SHEET_KEY_SEPARATOR '|'
/** Before the number, from 1, in the key of a row for the proposal of a new indicator. */
#define DELPHI_SHEET_PROPOSAL '+'

/** Characters of a code with the closing NUL. */
#define DELPHI_SHEET_CODE_SIZE 17

/**
 * The code of one expert's sheet: 16 hexadecimal digits that only the study folder can make. They are the first of the
 * SHA-256 of the lines FORMAT, STUDY, ROUND, EXPERT, the keys of all rating rows, and NONCE; a newline stands after
 * each but the last. The keys stand in the study's order (indicators.csv, then the criteria of study.json), wherever
 * the form has them.
 *
 * @param round   the round that the sheet is for, from 1
 * @param expert  index in the panel
 * @param in_play indicator_count entries: the indicators that are rated in the round
 * @param nonce   SHA-256 of the ledger's line by which the round was opened; see delphi_folder_nonce()
 * @param code    written on success
 * @return DELPHI_ERR_MEMORY
 */
delphi_status delphi_sheet_code(const delphi_study *study, int round, size_t expert, const bool *in_play,
                                const char *nonce, char code[DELPHI_SHEET_CODE_SIZE]);

/**
 * The sheet's mark: FORMAT STUDY ROUND EXPERT CODE, a blank between each, for ids hold none.
 * @return to be freed with free(); NULL when out of memory
 */
char *delphi_sheet_mark(const delphi_study *study, int round, size_t expert, const char *code);

#ifdef __cplusplus
}
#endif
#endif
