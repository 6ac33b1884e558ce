/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Zip and XML, in pieces: neither a part nor its tree is ever held whole. */
#include "ingest/xlsx_part.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/problems.h"
#include "base/text.h"

/* The first piece is small: often the first cell of a sheet is all that is wanted. */
#define FIRST_PIECE 4096
#define PIECE_SIZE  65536
#define DEPTH_MAX   64
/* A part that unpacks to more is refused: a sheet of a million answers is a tenth of it. */
#define PART_MAX ((uint64_t)1 << 30)

typedef struct {
    const xlsx_handler *handler;
    XML_Parser parser;
    int depth;
    bool doctype, deep;
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

static void XMLCALL start(void *context, const XML_Char *name, const XML_Char **attributes) {
    reader *r = context;
    if (++r->depth > DEPTH_MAX) {
        r->deep = true;
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
    if (r->handler->text)
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
                        "this workbook is damaged: its part %.100s %s; open it in a spreadsheet program, save it as a "
                        "new xlsx file, and ingest that one",
                        part, why);
}

static delphi_status refuse_xml(const ingest_book *book, const char *part, const reader *r, delphi_problems *problems) {
    char why[160];
    if (r->doctype)
        return refuse(book, part, "has a document type, which no workbook has", problems);
    if (r->deep)
        return refuse(book, part, "is nested deeper than any workbook is", problems);
    enum XML_Error error = XML_GetErrorCode(r->parser);
    if (error == XML_ERROR_NO_MEMORY)
        return base_no_memory(problems);
    snprintf(why, sizeof why, "is no sound XML at line %lu (%s)", (unsigned long)XML_GetCurrentLineNumber(r->parser),
             XML_ErrorString(error));
    return refuse(book, part, why, problems);
}

/* A part whose checksum is wrong is found so at its end. */
static delphi_status unpack_rest(const ingest_book *book, const char *part, zip_file_t *from, uint64_t total,
                                 delphi_problems *problems) {
    char piece[8192];
    for (;;) {
        zip_int64_t size = zip_fread(from, piece, sizeof piece);
        if (size < 0)
            return refuse(book, part, "cannot be unpacked", problems);
        total += (uint64_t)size;
        if (total > PART_MAX)
            return refuse(book, part, "unpacks to more than 1 GiB", problems);
        if (size == 0)
            return DELPHI_OK;
    }
}

static delphi_status parse(const ingest_book *book, const char *part, zip_file_t *from, reader *r,
                           delphi_problems *problems) {
    uint64_t total = 0;
    for (int room = FIRST_PIECE;; room = PIECE_SIZE) {
        void *piece = XML_GetBuffer(r->parser, room);
        if (!piece)
            return base_no_memory(problems);
        zip_int64_t size = zip_fread(from, piece, (zip_uint64_t)room);
        if (size < 0)
            return refuse(book, part, "cannot be unpacked", problems);
        total += (uint64_t)size;
        if (total > PART_MAX)
            return refuse(book, part, "unpacks to more than 1 GiB", problems);
        bool sound = XML_ParseBuffer(r->parser, (int)size, size == 0) == XML_STATUS_OK;
        if (is_set(r->handler->stop))
            return DELPHI_OK;
        if (is_set(r->handler->done))
            return unpack_rest(book, part, from, total, problems);
        if (!sound)
            return refuse_xml(book, part, r, problems);
        if (size == 0)
            return DELPHI_OK;
    }
}

delphi_status xlsx_part_read(ingest_book *book, const char *part, const xlsx_handler *handler,
                             delphi_problems *problems) {
    reader r = {.handler = handler, .parser = XML_ParserCreate(NULL)};
    if (!r.parser)
        return base_no_memory(problems);
    XML_SetUserData(r.parser, &r);
    XML_SetElementHandler(r.parser, start, end);
    XML_SetCharacterDataHandler(r.parser, text);
    XML_SetStartDoctypeDeclHandler(r.parser, doctype);
    zip_file_t *from = zip_fopen(book->zip, part, ZIP_FL_NOCASE); /* as the standard compares names of parts */
    delphi_status status;
    if (from)
        status = parse(book, part, from, &r, problems);
    else if (zip_error_code_zip(zip_get_error(book->zip)) == ZIP_ER_NOPASSWD)
        status = base_problem(problems, DELPHI_ERR_INPUT, (base_place){.file = book->file},
                              "this workbook is protected by a password; save it without one and ingest that file");
    else
        status = refuse(book, part, "is not there or cannot be opened", problems);
    if (from)
        zip_fclose(from);
    XML_ParserFree(r.parser);
    return status;
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
