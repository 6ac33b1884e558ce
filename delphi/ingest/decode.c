/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The encodings in which survey tools and spreadsheets write text, and files that are no delimited text at all. */
#include "ingest/decode.h"

#include <errno.h>
#include <iconv.h>
#include <string.h>
#include <strings.h>

#include "base/buffer.h"
#include "base/problems.h"
#include "base/text.h"

#define SAVE_AS_CSV "save it as CSV (in Excel: File, Save As, CSV UTF-8) and ingest that file"

/* What a file begins with that is not delimited text. */
typedef struct {
    const char *bytes;
    size_t size;
    const char *what, *remedy;
} signature;

static const signature binary_signatures[] = {
    {"PK\005\006", 4, "an empty zip file", SAVE_AS_CSV},
    /* A workbook of answers goes another way; a columns map cannot. */
    {"PK\003\004", 4, "a workbook or another zip file", SAVE_AS_CSV},
    {"\xD0\xCF\x11\xE0", 4, "an old Excel workbook (xls) or one with a password, which cannot be read",
     "save it as xlsx without a password, or as CSV, and ingest that file"},
    {"%PDF", 4, "a PDF document", "export the answers as CSV from the survey tool"},
    {"\x1F\x8B", 2, "a gzip file", "unpack it and ingest the CSV file that is in it"},
    {"{\\rtf", 5, "a text document (RTF)", "export the answers as CSV from the survey tool"},
};

static const signature text_signatures[] = {
    {"<!doctype", 9, "a web page (HTML)", "export the answers as CSV; the survey tool may have asked to log in"},
    {"<html", 5, "a web page (HTML)", "export the answers as CSV; the survey tool may have asked to log in"},
    {"<table", 6, "a web page (HTML)", SAVE_AS_CSV},
    {"<?xml", 5, "an XML file", "export the answers as CSV from the survey tool"},
};

static delphi_status refuse_kind(const char *file, const signature *found, delphi_problems *problems) {
    return base_problem(problems, DELPHI_ERR_INPUT, (base_place){.file = file, .line = 1},
                        "this is no delimited text but %s; %s", found->what, found->remedy);
}

static const signature *binary_kind(const char *bytes, size_t size) {
    for (size_t i = 0; i < sizeof binary_signatures / sizeof *binary_signatures; i++) {
        const signature *s = &binary_signatures[i];
        if (size >= s->size && memcmp(bytes, s->bytes, s->size) == 0)
            return s;
    }
    return NULL;
}

static const signature *text_kind(const char *text, size_t size) {
    base_trim(&text, &size);
    for (size_t i = 0; i < sizeof text_signatures / sizeof *text_signatures; i++) {
        const signature *s = &text_signatures[i];
        if (size >= s->size && strncasecmp(text, s->bytes, s->size) == 0)
            return s;
    }
    return NULL;
}

typedef enum { UTF8, UTF8_BOM, UTF16LE, UTF16BE, WINDOWS_1252 } encoding;

static const struct {
    const char *iconv_name, *name;
    size_t growth; /* at most so many bytes of UTF-8 for a byte */
} encodings[] = {
    [UTF8] = {"UTF-8", "UTF-8", 1},
    [UTF8_BOM] = {"UTF-8", "UTF-8", 1},
    [UTF16LE] = {"UTF-16LE", "UTF-16", 2},
    [UTF16BE] = {"UTF-16BE", "UTF-16", 2},
    [WINDOWS_1252] = {"WINDOWS-1252", "Windows-1252", 3},
};

/* Is every other byte of the beginning 0, from `first` on? Headings are mostly ASCII, so UTF-16 shows. */
static bool every_other_is_zero(const char *bytes, size_t size, size_t first) {
    if (size < 4)
        return false;
    for (size_t i = 0; i < size && i < 64; i++)
        if ((i % 2 == first) != (bytes[i] == '\0'))
            return false;
    return true;
}

/* The encoding, and how many bytes its BOM takes. *bad is the first byte that is not UTF-8. */
static encoding encoding_of(const char *bytes, size_t size, size_t *bom, size_t *bad) {
    *bom = size >= 3 && memcmp(bytes, "\xEF\xBB\xBF", 3) == 0 ? 3 : 0;
    if (*bom)
        return UTF8_BOM;
    *bom = size >= 2 && (memcmp(bytes, "\xFF\xFE", 2) == 0 || memcmp(bytes, "\xFE\xFF", 2) == 0) ? 2 : 0;
    if (*bom)
        return bytes[0] == '\xFF' ? UTF16LE : UTF16BE;
    if (every_other_is_zero(bytes, size, 1))
        return UTF16LE;
    if (every_other_is_zero(bytes, size, 0))
        return UTF16BE;
    return base_utf8_valid(bytes, size, bad) ? UTF8 : WINDOWS_1252;
}

static long line_at(const char *text, size_t size) {
    long line = 1;
    for (size_t i = 0; i < size; i++)
        line += text[i] == '\n' || (text[i] == '\r' && (i + 1 == size || text[i + 1] != '\n'));
    return line;
}

static delphi_status refuse_bytes(const char *file, encoding from, const char *left, size_t left_size,
                                  const delphi_buffer *done, delphi_problems *problems) {
    base_place place = {.file = file, .line = line_at(done->data, done->size)};
    if (from == WINDOWS_1252)
        return base_problem(problems, DELPHI_ERR_INPUT, place,
                            "the byte %02X is neither UTF-8 nor Windows-1252; save the file as CSV UTF-8",
                            (unsigned char)left[0]);
    return base_problem(problems, DELPHI_ERR_INPUT, place, "%s in UTF-16; save the file as CSV UTF-8",
                        left_size < 2 ? "the file ends in the middle of a character" : "this is not a character");
}

static delphi_status convert(const char *file, encoding from, const char *bytes, size_t size, delphi_buffer *out,
                             delphi_problems *problems) {
    size_t room = size * encodings[from].growth + 4, left = size;
    char *to = base_buffer_reserve(out, room);
    if (!to)
        return base_no_memory(problems);
    iconv_t converter = iconv_open("UTF-8", encodings[from].iconv_name);
    /* POSIX declares the input as char **, though it is only read. */
    union {
        const char *read;
        char *given;
    } in = {.read = bytes};
    if (converter == (iconv_t)-1) // NOLINT(performance-no-int-to-ptr): POSIX says so
        return base_problem(problems, DELPHI_ERR_INTERNAL, (base_place){.file = file},
                            "this system cannot convert %s; save the file as CSV UTF-8", encodings[from].name);
    size_t result = iconv(converter, &in.given, &left, &to, &room);
    iconv_close(converter);
    out->size = (size_t)(to - out->data);
    *to = '\0';
    if (result == (size_t)-1)
        return refuse_bytes(file, from, in.read, left, out, problems);
    return DELPHI_OK;
}

/* Takes the bytes as they are, or converts them. */
static delphi_status to_utf8(const char *file, const char *bytes, size_t size, intake_text *out,
                             delphi_problems *problems) {
    size_t bom, bad = 0;
    encoding from = encoding_of(bytes, size, &bom, &bad);
    bytes += bom;
    size -= bom;
    if (from == UTF8_BOM && !base_utf8_valid(bytes, size, &bad))
        return base_problem(problems, DELPHI_ERR_INPUT, (base_place){.file = file, .line = line_at(bytes, bad)},
                            "the byte %02X is not UTF-8, though the file says that it is; save it as CSV UTF-8",
                            (unsigned char)bytes[bad]);
    *out = (intake_text){.text = bytes, .size = size};
    if (from == UTF8 || from == UTF8_BOM)
        return DELPHI_OK;
    if (from == WINDOWS_1252)
        base_notice(problems, (base_place){.file = file, .line = line_at(bytes, bad)},
                    "this is not UTF-8 and was read as Windows-1252; look whether accents came over well");
    delphi_status status = convert(file, from, bytes, size, &out->owned, problems);
    out->text = out->owned.data;
    out->size = out->owned.size;
    return status;
}

delphi_status intake_decode(const char *file, const char *bytes, size_t size, intake_text *out,
                            delphi_problems *problems) {
    intake_text text = {0};
    const signature *kind = binary_kind(bytes, size);
    if (kind)
        return refuse_kind(file, kind, problems);
    delphi_status status = to_utf8(file, bytes, size, &text, problems);
    if (status == DELPHI_OK && (kind = text_kind(text.text, text.size)))
        status = refuse_kind(file, kind, problems);
    const char *nul = status == DELPHI_OK && text.size ? memchr(text.text, '\0', text.size) : NULL;
    if (nul)
        status = base_problem(problems, DELPHI_ERR_INPUT,
                              (base_place){.file = file, .line = line_at(text.text, (size_t)(nul - text.text))},
                              "the byte 00 stands here, which no text holds; export the answers as CSV UTF-8");
    if (status == DELPHI_OK)
        *out = text;
    else
        intake_text_free(&text);
    return status;
}

void intake_text_free(intake_text *text) {
    delphi_buffer_free(&text->owned);
}

delphi_status intake_layout_rows(const intake_layout *layout, const char *file, ingest_row_taker take, void *context,
                                 delphi_problems *problems) {
    if (layout->grid)
        return ingest_grid_rows(layout->grid, file, take, context, problems);
    return ingest_csv_rows(file, layout->text, layout->size, layout->delimiter, take, context, problems);
}
