/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A document as one HTML page: what the files document_html*.c share. The page is well-formed as XML, too, holds no
 * script and asks for nothing. Markup is written with html_write() from fields that need no escaping; every text of
 * the document goes through html_text(). */
#ifndef EXPORT_DOCUMENT_HTML_H
#define EXPORT_DOCUMENT_HTML_H

#include <delphi/base.h>

#include "export/document.h"
#include "export/text.h"

typedef struct {
    const document *document;
    delphi_language language;
    delphi_buffer out;
    delphi_buffer words;              /* a text on its way */
    size_t tables, charts, diagrams;  /* written so far: they are numbered through the page */
    const char *part_id, *part_title; /* of the part being written */
} html_page;

/* Appends the document as a page; on failure `out` is marked or stays as it is. */
delphi_status html_write_document(const document *document, delphi_buffer *out);

/* ---- text and figures (document_html_text.c) ---- */

#define html_write(page, ...) base_buffer_format(&(page)->out, __VA_ARGS__)
/* Escaped, for elements and quoted attributes; control characters are left out. */
void html_text(html_page *page, const char *text);
void html_text_part(html_page *page, const char *text, size_t size);
/* A word of ours, translated and escaped. */
void html_words(html_page *page, const char *text);

/* A length or a percentage with two decimals at most, whatever the locale: used as html_length(x).text. */
typedef struct {
    char text[32];
} html_digits;
html_digits html_length(double length);
/* A figure as the language writes it, not escaped. */
void html_number(delphi_buffer *out, delphi_language language, double number, int decimals);
void html_percentage(delphi_buffer *out, delphi_language language, double share, int decimals);
/* What a cell says, not escaped: its text or figure; "" of a blank. Borrowed until the next one. */
const char *html_cell_words(html_page *page, const document_cell *cell);

/* Takes the next line of at most `width` characters off a text, at blanks where it has any. False at the end. */
bool html_next_line(const char **text, size_t width, const char **line, size_t *size);
size_t html_count_lines(const char *text, size_t width);
/* Characters, not bytes. */
size_t html_characters(const char *text);

/* ---- what stands on a page ---- */

extern const char *const html_styles[]; /* ends with NULL */
void html_table(html_page *page, const document_table *table);
void html_chart(html_page *page, const document_table *table, const document_chart_spec *spec);
void html_diagram(html_page *page, const document_diagram *diagram);

#endif
