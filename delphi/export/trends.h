/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the parts of the trends document share. */
#ifndef EXPORT_TRENDS_H
#define EXPORT_TRENDS_H

#include <delphi/export.h>

#include "export/parts.h"

typedef struct {
    report r; /* words and phrases */
    const delphi_trends *trends;
} trends_document;

/* The document with every part written, or NULL when out of memory. */
document *trends_write(const delphi_trends *trends, delphi_language language);

void trends_summary(trends_document *t, document_part *part);
void trends_charts(trends_document *t, document_part *part);
void trends_reading(trends_document *t, document_part *part);

/* "↗ better", as a phrase. */
const char *trends_direction_words(report *r, const delphi_indicator_trend *series);
document_look trends_direction_look(const delphi_indicator_trend *series);
/* What a series' region is called; "" where the table has no regions. */
const char *trends_region(const trends_document *t, const delphi_indicator_trend *series);

/* The series of the chosen indicator `i` of the set: from `*first`, so many. */
size_t trends_of_indicator(const delphi_trends *trends, size_t indicator, size_t *first);

#endif
