/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Zip and XML, in pieces: neither a part nor its tree is ever held whole. */
#include "ingest/xlsx_part.h"

#include <errno.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/buffer.h"
#include "base/problems.h"
#include "base/text.h"
#include "ingest/words.h"

/* A part that fits is parsed in one piece, for which expat needs least time. Where the first cell of a sheet is all
 * that is wanted, a small piece will do. */
#define PIECE_SIZE  ((uint64_t)256 << 10)
#define FIRST_PIECE ((uint64_t)4 << 10)
#define DEPTH_MAX   64
/* What may be unpacked, against files made to exhaust memory or time. A sheet of a million answers is a tenth of a GiB;
 * lists of sheets, styles and properties are never long. A workbook's parts may be read more than once. */
#define CELLS_MAX ((uint64_t)1 << 30)
#define LIST_MAX  ((uint64_t)32 << 20)
#define BOOK_MAX  ((uint64_t)2 << 30)
/* Expat holds a tag with its attributes, and a comment, in memory until its end. */
#define TAG_MAX ((uint64_t)1 << 20)
/* Expat keeps every name of a tag or attribute that it met. Programs use a few hundred. */
#define NAMES_MAX  4096
#define NAME_MARKS 65536
#define NAMES_SEEN 64

typedef struct {
    const xlsx_handler *handler;
    XML_Parser parser;
    int depth;
    bool doctype, deep, diverse;
    unsigned name_count;                /* about how many different names there were */
    uint8_t name_marks[NAME_MARKS / 8]; /* a bit for each, by its hash */
    const char *seen[NAMES_SEEN];       /* attributes that are marked: expat keeps each in a place of its own */
} reader;

static bool is_set(const bool *flag) {
    return flag && *flag;
}

static void stop_where_asked(const reader *r) {
    if (is_set(r->handler->stop) || is_set(r->handler->done))
        XML_StopParser(r->parser, XML_FALSE);
}

/* Nearly all names are a letter or two, for which a loop is faster than a call. */
static const char *local_name(const char *name) {
    const char *local = name;
    for (; *name; name++)
        if (*name == ':')
            local = name + 1;
    return local;
}

static void mark_name(reader *r, const char *name) {
    uint32_t hash = 2166136261u; /* FNV-1a */
    for (; *name; name++)
        hash = (hash ^ (unsigned char)*name) * 16777619u;
    hash = (hash ^ hash >> 16) % NAME_MARKS;
    uint8_t bit = (uint8_t)(1u << (hash & 7u));
    r->name_count += !(r->name_marks[hash >> 3] & bit);
    r->name_marks[hash >> 3] |= bit;
}

/* Names of one letter are few, and most of all names. */
static bool is_short(const char *name) {
    return !name[0] || !name[1];
}

static void note_attribute(reader *r, const char *name) {
    const char **seen = &r->seen[((uintptr_t)name >> 3) % NAMES_SEEN];
    if (is_short(name) || *seen == name)
        return;
    *seen = name;
    mark_name(r, name);
}

/* The tags' names, unlike those of attributes, come one after the other in the same place. */
static bool is_diverse(reader *r, const char *name, const char **attributes) {
    if (!is_short(name))
        mark_name(r, name);
    for (; *attributes; attributes += 2)
        note_attribute(r, attributes[0]);
    return r->name_count > NAMES_MAX;
}

static void XMLCALL start(void *context, const XML_Char *name, const XML_Char **attributes) {
    reader *r = context;
    r->deep = ++r->depth > DEPTH_MAX;
    r->diverse = is_diverse(r, name, attributes);
    if (r->deep || r->diverse) {
        XML_StopParser(r->parser, XML_FALSE);
        return;
    }
    r->handler->start(r->handler->context, local_name(name), attributes);
    stop_where_asked(r);
}

static void XMLCALL end(void *context, const XML_Char *name) {
    reader *r = context;
    r->depth--;
    r->handler->end(r->handler->context, local_name(name));
    stop_where_asked(r);
}

static void XMLCALL text(void *context, const XML_Char *bytes, int size) {
    reader *r = context;
    r->handler->text(r->handler->context, bytes, (size_t)size);
    stop_where_asked(r);
}

/* A workbook has no document type; one is there to define entities that grow. */
static void XMLCALL doctype(void *context, const XML_Char *name, const XML_Char *system, const XML_Char *public_id,
                            int internal) {
    reader *r = context;
    (void)name, (void)system, (void)public_id, (void)internal;
    r->doctype = true;
    XML_StopParser(r->parser, XML_FALSE);
}

static delphi_status refuse(const ingest_book *book, const char *part, const char *why, delphi_problems *problems) {
    return base_problem(problems, DELPHI_ERR_INPUT, (base_place){.file = book->file},
                        "this workbook is damaged: its part %s %s; open it in a spreadsheet program, save it as a "
                        "new xlsx file, and ingest that one",
                        ingest_quote(part, strlen(part)).text, why);
}

static delphi_status refuse_xml(const ingest_book *book, const char *part, const reader *r, delphi_problems *problems) {
    char why[160];
    if (r->doctype)
        return refuse(book, part, "has a document type, which no workbook has", problems);
    if (r->deep)
        return refuse(book, part, "is nested deeper than any workbook is", problems);
    if (r->diverse)
        return refuse(book, part, "has more names of tags and attributes than any workbook has", problems);
    enum XML_Error error = XML_GetErrorCode(r->parser);
    if (error == XML_ERROR_NO_MEMORY)
        return base_no_memory(problems);
    snprintf(why, sizeof why, "is no sound XML at line %lu (%s)", (unsigned long)XML_GetCurrentLineNumber(r->parser),
             XML_ErrorString(error));
    return refuse(book, part, why, problems);
}

/* libzip does not always tell; malloc does. errno must be 0 before. */
static bool no_memory(zip_error_t *error) {
    return errno == ENOMEM || zip_error_code_zip(error) == ZIP_ER_MEMORY;
}

/* A part that is being unpacked. */
typedef struct {
    ingest_book *book;
    const char *part;
    zip_file_t *from;
    uint64_t total, most, room; /* of a piece */
    bool ended;                 /* its end was seen, and with it that its checksum is right */
} unpacking;

/* Fills a piece; it is less than `room` only at the end of the part. */
static delphi_status unpack(unpacking *u, char *piece, size_t room, size_t *size, delphi_problems *problems) {
    for (*size = 0; *size < room && !u->ended;) {
        errno = 0; /* what unpacks is made ready by the first reading */
        zip_int64_t got = zip_fread(u->from, piece + *size, room - *size);
        if (got < 0 && no_memory(zip_file_get_error(u->from)))
            return base_no_memory(problems);
        if (got < 0)
            return refuse(u->book, u->part, "cannot be unpacked", problems);
        u->ended = got == 0;
        *size += (size_t)got;
    }
    u->total += *size;
    u->book->unpacked += *size;
    if (u->total > u->most || u->book->unpacked > BOOK_MAX)
        return refuse(u->book, u->part, "unpacks to more than any workbook needs", problems);
    return DELPHI_OK;
}

/* A part whose checksum is wrong is found so at its end. */
static delphi_status unpack_rest(unpacking *u, delphi_problems *problems) {
    char piece[8192];
    size_t size;
    delphi_status status = DELPHI_OK;
    while (!status && !u->ended)
        status = unpack(u, piece, sizeof piece, &size, problems);
    return status;
}

static delphi_status parse(unpacking *u, reader *r, delphi_problems *problems) {
    for (bool first = true;; first = false) {
        bool little = first && r->handler->short_start && u->room > FIRST_PIECE;
        size_t size, room = (size_t)(little ? FIRST_PIECE : u->room);
        void *piece = XML_GetBuffer(r->parser, (int)room);
        if (!piece)
            return base_no_memory(problems);
        delphi_status status = unpack(u, piece, room, &size, problems);
        if (status)
            return status;
        bool sound = XML_ParseBuffer(r->parser, (int)size, u->ended) == XML_STATUS_OK;
        if (is_set(r->handler->stop))
            return DELPHI_OK;
        if (is_set(r->handler->done))
            return unpack_rest(u, problems);
        if (!sound)
            return refuse_xml(u->book, u->part, r, problems);
        if (u->ended)
            return DELPHI_OK;
        if (u->total - (uint64_t)XML_GetCurrentByteIndex(r->parser) > TAG_MAX)
            return refuse(u->book, u->part, "has a tag or a comment of more than 1 MiB", problems);
    }
}

static delphi_status refuse_opening(const ingest_book *book, const char *part, delphi_problems *problems) {
    zip_error_t *error = zip_get_error(book->zip);
    if (no_memory(error))
        return base_no_memory(problems);
    if (zip_error_code_zip(error) == ZIP_ER_NOPASSWD)
        return base_problem(problems, DELPHI_ERR_INPUT, (base_place){.file = book->file},
                            "this workbook is protected by a password; save it without one and ingest that file");
    return refuse(book, part, "is not there or cannot be opened", problems);
}

/* The size that the zip file tells is a hint. One byte more, so that the end of the part is seen. */
static uint64_t room_for(const ingest_book *book, zip_uint64_t at) {
    zip_stat_t stat;
    bool known = zip_stat_index(book->zip, at, 0, &stat) == 0 && stat.valid & ZIP_STAT_SIZE;
    return known && stat.size < PIECE_SIZE ? stat.size + 1 : PIECE_SIZE;
}

/* One parser serves all parts, and the workbooks of a thread: what it has allocated for one it uses for the next. */
static bool make_parser(ingest_book *book, reader *r) {
    if (!book->tools)
        book->own_tools = (book->tools = ingest_tools_new()) != NULL;
    ingest_tools *tools = book->tools;
    if (!tools)
        return false;
    if (!tools->parser)
        tools->parser = XML_ParserCreate(NULL);
    else if (!XML_ParserReset(tools->parser, NULL))
        return false;
    r->parser = tools->parser;
    if (!r->parser)
        return false;
    XML_SetHashSalt(r->parser, tools->salt);
    XML_SetUserData(r->parser, r);
    XML_SetElementHandler(r->parser, start, end);
    XML_SetCharacterDataHandler(r->parser, r->handler->text ? text : NULL);
    XML_SetStartDoctypeDeclHandler(r->parser, doctype);
    return true;
}

delphi_status xlsx_part_read(ingest_book *book, const char *part, const xlsx_handler *handler,
                             delphi_problems *problems) {
    reader r = {.handler = handler};
    if (!make_parser(book, &r))
        return base_no_memory(problems);
    zip_int64_t at = zip_name_locate(book->zip, part, ZIP_FL_NOCASE); /* as the standard compares names of parts */
    zip_file_t *from = at < 0 ? NULL : zip_fopen_index(book->zip, (zip_uint64_t)at, 0);
    if (!from)
        return refuse_opening(book, part, problems);
    unpacking u = {.book = book,
                   .part = part,
                   .from = from,
                   .most = handler->cells ? CELLS_MAX : LIST_MAX,
                   .room = room_for(book, (zip_uint64_t)at)};
    delphi_status status = parse(&u, &r, problems);
    zip_fclose(from);
    return status;
}

bool xlsx_part_packed(const ingest_book *book, const char *part, delphi_buffer *out, uint64_t *size, uint32_t *crc) {
    const zip_uint64_t needed = ZIP_STAT_SIZE | ZIP_STAT_COMP_SIZE | ZIP_STAT_CRC | ZIP_STAT_COMP_METHOD;
    zip_stat_t stat;
    zip_int64_t at = zip_name_locate(book->zip, part, ZIP_FL_NOCASE);
    if (at < 0 || zip_stat_index(book->zip, (zip_uint64_t)at, 0, &stat) != 0 || (stat.valid & needed) != needed ||
        stat.comp_method != ZIP_CM_DEFLATE || stat.comp_size > XLSX_PACKED_MAX)
        return false;
    zip_file_t *from = zip_fopen_index(book->zip, (zip_uint64_t)at, ZIP_FL_COMPRESSED);
    char *room = from ? base_buffer_reserve(out, stat.comp_size) : NULL;
    bool read = room && zip_fread(from, room, stat.comp_size) == (zip_int64_t)stat.comp_size;
    if (from)
        zip_fclose(from);
    out->size = read ? stat.comp_size : 0;
    *size = stat.size;
    *crc = stat.crc;
    return read;
}

void *xlsx_grown(void *items, size_t count, size_t size) {
    return count & (count - 1) ? items : realloc(items, (count ? 2 * count : 1) * size);
}

bool xlsx_part_exists(const ingest_book *book, const char *part) {
    return zip_name_locate(book->zip, part, ZIP_FL_NOCASE) >= 0;
}

const char *xlsx_attribute(const char **attributes, const char *name) {
    for (; *attributes; attributes += 2)
        if (strcmp(local_name(attributes[0]), name) == 0)
            return attributes[1];
    return NULL;
}

bool xlsx_is_true(const char *value) {
    return value && (strcmp(value, "1") == 0 || strcmp(value, "true") == 0);
}

static int hex_digit(char c) {
    if (c >= '0' && c <= '9')
        return c - '0';
    if (c >= 'A' && c <= 'F')
        return c - 'A' + 10;
    return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

/* The code in `_xHHHH_`, or -1. */
static long escape_at(const char *text, size_t size) {
    if (size < 7 || text[0] != '_' || text[1] != 'x' || text[6] != '_')
        return -1;
    long code = 0;
    for (int i = 2; i < 6; i++) {
        int digit = hex_digit(text[i]);
        if (digit < 0)
            return -1;
        code = code * 16 + digit;
    }
    return code;
}

/* A character of at most three bytes of UTF-8; surrogates and NUL are left as they are written. */
static size_t put_character(char *to, long code) {
    if (code == 0 || (code >= 0xD800 && code <= 0xDFFF))
        return 0;
    if (code < 0x80) {
        to[0] = (char)code;
        return 1;
    }
    if (code < 0x800) {
        to[0] = (char)(0xC0 | code >> 6);
        to[1] = (char)(0x80 | (code & 0x3F));
        return 2;
    }
    to[0] = (char)(0xE0 | code >> 12);
    to[1] = (char)(0x80 | (code >> 6 & 0x3F));
    to[2] = (char)(0x80 | (code & 0x3F));
    return 3;
}

size_t xlsx_unescape(char *text, size_t size) {
    size_t to = 0;
    for (size_t from = 0; from < size;) {
        long code = text[from] == '_' ? escape_at(text + from, size - from) : -1;
        size_t put = code >= 0 ? put_character(text + to, code) : 0;
        if (put) {
            to += put;
            from += 7;
        } else {
            text[to++] = text[from++];
        }
    }
    return to;
}
