/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the files of the part "Method" share. */
#ifndef EXPORT_PART_METHOD_H
#define EXPORT_PART_METHOD_H

#include "export/parts.h"

/* Widths of the three columns: what is told of, and two for what is told. */
#define METHOD_LABEL   30
#define METHOD_WORDS   64
#define METHOD_WRITTEN 48

/* A row: its label, and what writes its text. A row whose text comes out empty is left out. */
typedef struct {
    const char *label;
    void (*write)(const report *r, delphi_buffer *out);
} method_row;

typedef struct {
    const char *title;
    const method_row *rows;
    size_t count;
} method_section;

/* What was rated and how it was computed; what is needed to compute it again. */
const method_section *method_sections_before(size_t *count);
const method_section *method_sections_after(size_t *count);

/* A table of labels and texts under a heading. */
document_table *method_start(const report *r, document_part *part, const char *title);
void method_put(document_table *table, const char *label, const char *text, document_look look);

/* A section with its rows. */
void method_put_section(report *r, document_part *part, const method_section *section);

/* The rules in words and as they were written, of the round or of all rounds. */
void method_rules(report *r, document_part *part);
/* The definition of each measure that the rules or this report use, with a warning where one is stretched. */
void method_measures(report *r, document_part *part);

/* Appends which answers a share is a part of: "the valid ratings". */
const char *method_base_words(const report *r);

#endif
