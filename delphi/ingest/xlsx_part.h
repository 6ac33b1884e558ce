/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One XML part of a workbook, read as it comes out of the zip file. */
#ifndef INGEST_XLSX_PART_H
#define INGEST_XLSX_PART_H

#include <expat.h>
#include <zip.h>

#include "base/arena.h"
#include "ingest/xlsx.h"

typedef struct {
    const char *id, *target;
} xlsx_relation;

/* How a number with a style is shown. */
typedef enum { XLSX_PLAIN, XLSX_DATE, XLSX_TIME, XLSX_DATE_TIME } xlsx_format;

typedef struct {
    const char *name, *value;
} xlsx_property;

struct ingest_tools {
    XML_Parser parser;     /* of the part that is read, and of the next; NULL before the first */
    unsigned long salt;    /* of its tables of names */
    delphi_buffer styles;  /* the styles of the last workbook as they stood in the zip file, and what came of them */
    uint64_t styles_total; /* their size unpacked */
    uint32_t styles_crc;
    xlsx_format *formats;
    size_t format_count;
};

struct ingest_book {
    const char *file;
    zip_t *zip;
    ingest_tools *tools; /* NULL before the first part */
    bool own_tools;
    base_arena *arena;
    const char *workbook, *strings, *styles, *custom; /* parts; NULL where there is none */
    uint64_t unpacked;                                /* bytes so far, of all parts that were read */
    bool from_1904;
    ingest_book_sheet *sheets;
    size_t sheet_count;
    delphi_buffer texts; /* shared strings, one after another */
    size_t *starts;      /* string_count + 1 */
    size_t string_count, string_room;
    xlsx_format *formats; /* of each cell style */
    size_t format_count;
    xlsx_property *properties;
    size_t property_count;
};

/* What a reader of a part does at its tags; names without namespace prefix. */
typedef struct {
    void *context;
    void (*start)(void *context, const char *name, const char **attributes);
    void (*end)(void *context, const char *name);
    void (*text)(void *context, const char *text, size_t size); /* may be NULL */
    const bool *stop;                                           /* ends the reading; may be NULL */
    bool cells;                                                 /* cells or their texts: may be large */
    bool short_start;                                           /* it may stop at the first cell */
    const bool *done; /* what is wanted was seen: the rest is unpacked for its checksum alone; may be NULL */
} xlsx_handler;

/* `items` with room for one more than `count`; it grows at each power of two. NULL when out of memory: `items` stays.
 */
void *xlsx_grown(void *items, size_t count, size_t size);

/* Parses a part. Refuses what is not well-formed, a document type, deep nesting, and a part that is too large. */
delphi_status xlsx_part_read(ingest_book *book, const char *part, const xlsx_handler *handler,
                             delphi_problems *problems);
/* The bytes of a part as they stand in the zip file, packed, where that is of use: where they, its size and its
 * checksum are those of another part, so is what unpacks from them. False where they cannot be had, or are many. */
#define XLSX_PACKED_MAX 65536
bool xlsx_part_packed(const ingest_book *book, const char *part, delphi_buffer *out, uint64_t *size, uint32_t *crc);
bool xlsx_part_exists(const ingest_book *book, const char *part);

/* The value of an attribute without regard to its prefix, or NULL. */
const char *xlsx_attribute(const char **attributes, const char *name);
/* true, 1: true. */
bool xlsx_is_true(const char *value);
/* `_x000D_` and its like, which stand for characters that XML cannot hold, become these, and are no longer than before.
 * Returns the new size. */
size_t xlsx_unescape(char *text, size_t size);

/* xlsx_parts.c: where the parts are. xlsx_strings.c, xlsx_styles.c: what is in them. */
delphi_status xlsx_find_parts(ingest_book *book, delphi_problems *problems);
delphi_status xlsx_read_strings(ingest_book *book, delphi_problems *problems);
delphi_status xlsx_read_styles(ingest_book *book, delphi_problems *problems);
delphi_status xlsx_read_properties(ingest_book *book, delphi_problems *problems);

/* xlsx_date.c: a serial number of days as ISO 8601 text; false where it is no date. */
#define XLSX_DATE_SIZE 32
bool xlsx_date_text(double serial, xlsx_format format, bool from_1904, char out[XLSX_DATE_SIZE]);

#endif
