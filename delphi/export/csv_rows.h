/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The rows of the tidy CSV, and the parts of it, a file each. The name of a measure tells its part: no two parts give
 * the same name a row of the same kind. */
#ifndef EXPORT_CSV_ROWS_H
#define EXPORT_CSV_ROWS_H

#include <delphi/export.h>

typedef struct {
    const delphi_result *result;
    delphi_buffer *out;
    char delimiter, mark;
    const char *indicator, *criterion, *group; /* what the next rows are about; "" where they have none */
} csv_rows;

/* A row of texts: headings, or a row of another table. */
void csv_row_texts(csv_rows *w, const char *const *texts, size_t count);
/* A row with a value, named `measure` and `suffix`; without one, the reason why. */
void csv_row_value(csv_rows *w, const char *measure, const char *suffix, const delphi_value *value);
void csv_row_count(csv_rows *w, const char *measure, int64_t count);
void csv_row_word(csv_rows *w, const char *measure, const char *word);

/* The parts after the indicators; all but the response, the longlist, the flow and the topics are what
 * delphi_appraise() found, and write nothing before it. */
void csv_write_robustness(csv_rows *w);
void csv_write_response(csv_rows *w);
void csv_write_longlist(csv_rows *w);
void csv_write_flow(csv_rows *w);
void csv_write_topics(csv_rows *w);
void csv_write_ranking(csv_rows *w);
void csv_write_concordance(csv_rows *w);
void csv_write_stability(csv_rows *w);
void csv_write_attrition(csv_rows *w);
/* Of a scan, in place of all but the response. */
void csv_write_scan(csv_rows *w);

#endif
