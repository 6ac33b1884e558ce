/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which styles of cells show a number as a date or a time. */
#include <stdlib.h>
#include <string.h>

#include "base/buffer.h"
#include "base/problems.h"
#include "ingest/xlsx_part.h"

#define STYLES_MAX  65536
#define FORMATS_MAX 4096

typedef struct {
    long id;
    xlsx_format format;
} number_format;

typedef struct {
    ingest_book *book;
    number_format *own;
    size_t own_count;
    bool in_cells, done, failed;
} reader;

/* The formats that every program knows by number (ISO/IEC 29500-1, 18.8.30). */
static xlsx_format built_in(long id) {
    if ((id >= 14 && id <= 17) || (id >= 27 && id <= 31) || id == 36 || (id >= 50 && id <= 58))
        return XLSX_DATE;
    if (id == 22)
        return XLSX_DATE_TIME;
    if ((id >= 18 && id <= 21) || (id >= 32 && id <= 35) || (id >= 45 && id <= 47))
        return XLSX_TIME;
    return XLSX_PLAIN;
}

/* Letters of a date and of a time in a format's first section, outside quotes, brackets and escapes. Only d and y make
 * a date by themselves, h and s a time: m is a month or a minute. */
static xlsx_format format_of(const char *code) {
    bool date = false, time = false, month = false;
    for (const char *p = code; *p && *p != ';'; p++) {
        if (*p == '"') {
            p += 1 + strcspn(p + 1, "\"");
        } else if (*p == '[') {
            const char *close = strchr(p, ']');
            time = time || p[1] == 'h' || p[1] == 'm' || p[1] == 's';
            p = close ? close : p;
        } else if (*p == '\\' || *p == '_' || *p == '*') {
            p += p[1] != '\0';
        } else {
            date = date || strchr("dDyY", *p);
            time = time || strchr("hHsS", *p);
            month = month || *p == 'm' || *p == 'M';
        }
        if (!*p)
            break;
    }
    if (strncmp(code, "General", 7) == 0 || strncmp(code, "Standa", 6) == 0)
        return XLSX_PLAIN;
    date = date || (month && !time);
    return date && time ? XLSX_DATE_TIME : date ? XLSX_DATE : time ? XLSX_TIME : XLSX_PLAIN;
}

static xlsx_format look_up(const reader *r, long id) {
    for (size_t i = 0; i < r->own_count; i++)
        if (r->own[i].id == id)
            return r->own[i].format;
    return built_in(id);
}

static void add_own(reader *r, const char *id, const char *code) {
    number_format *own = r->own_count < FORMATS_MAX ? xlsx_grown(r->own, r->own_count, sizeof *own) : NULL;
    r->failed = r->failed || (!own && r->own_count < FORMATS_MAX);
    if (!own)
        return;
    r->own = own;
    r->own[r->own_count++] = (number_format){strtol(id, NULL, 10), format_of(code)};
}

static void add_style(reader *r, const char *id) {
    ingest_book *book = r->book;
    xlsx_format *formats =
        book->format_count < STYLES_MAX ? xlsx_grown(book->formats, book->format_count, sizeof *formats) : NULL;
    r->failed = r->failed || (!formats && book->format_count < STYLES_MAX);
    if (!formats)
        return;
    book->formats = formats;
    book->formats[book->format_count++] = id ? look_up(r, strtol(id, NULL, 10)) : XLSX_PLAIN;
}

static void start(void *context, const char *name, const char **attributes) {
    reader *r = context;
    if (strcmp(name, "cellXfs") == 0)
        r->in_cells = true;
    else if (strcmp(name, "xf") == 0 && r->in_cells)
        add_style(r, xlsx_attribute(attributes, "numFmtId"));
    else if (strcmp(name, "numFmt") == 0) {
        const char *id = xlsx_attribute(attributes, "numFmtId"), *code = xlsx_attribute(attributes, "formatCode");
        if (id && code)
            add_own(r, id, code);
    }
}

static void end(void *context, const char *name) {
    reader *r = context;
    r->done = r->done || strcmp(name, "cellXfs") == 0;
}

static delphi_status parse(ingest_book *book, delphi_problems *problems) {
    reader r = {.book = book};
    const xlsx_handler handler = {.context = &r, .start = start, .end = end, .done = &r.done};
    delphi_status status = xlsx_part_read(book, book->styles, &handler, problems);
    free(r.own);
    return !status && r.failed ? base_no_memory(problems) : status;
}

static xlsx_format *copy_of(const xlsx_format *formats, size_t count) {
    xlsx_format *copy = malloc((count ? count : 1) * sizeof *copy);
    if (copy && count)
        memcpy(copy, formats, count * sizeof *copy);
    return copy;
}

/* Where it finds no room, nothing is remembered, which does no harm. */
static void remember(ingest_tools *tools, const ingest_book *book, delphi_buffer *packed, uint64_t size, uint32_t crc) {
    xlsx_format *copy = copy_of(book->formats, book->format_count);
    if (!copy)
        return;
    delphi_buffer_free(&tools->styles);
    free(tools->formats);
    tools->styles = *packed;
    tools->styles_total = size;
    tools->styles_crc = crc;
    tools->formats = copy;
    tools->format_count = book->format_count;
    *packed = (delphi_buffer){0};
}

/* Sheets that went out together come back with the same styles, byte for byte: these are not read again. */
static bool recall(const ingest_tools *tools, ingest_book *book, const delphi_buffer *packed, uint64_t size,
                   uint32_t crc) {
    if (!tools->formats || tools->styles_total != size || tools->styles_crc != crc ||
        tools->styles.size != packed->size || memcmp(tools->styles.data, packed->data, packed->size) != 0)
        return false;
    book->formats = copy_of(tools->formats, tools->format_count);
    book->format_count = book->formats ? tools->format_count : 0;
    return book->formats != NULL;
}

delphi_status xlsx_read_styles(ingest_book *book, delphi_problems *problems) {
    if (!book->styles || !xlsx_part_exists(book, book->styles))
        return DELPHI_OK;
    if (!book->tools || book->own_tools) /* there is no other workbook */
        return parse(book, problems);
    delphi_buffer packed = {0};
    uint64_t size = 0;
    uint32_t crc = 0;
    bool known = xlsx_part_packed(book, book->styles, &packed, &size, &crc);
    delphi_status status = DELPHI_OK;
    if (!known || !recall(book->tools, book, &packed, size, crc)) {
        status = parse(book, problems);
        if (!status && known)
            remember(book->tools, book, &packed, size, crc);
    }
    delphi_buffer_free(&packed);
    return status;
}
