/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The texts that the cells of a workbook share. */
#include <stdlib.h>
#include <string.h>

#include "base/buffer.h"
#include "base/problems.h"
#include "ingest/xlsx_part.h"

#define STRINGS_MAX ((size_t)16 << 20)

typedef struct {
    ingest_book *book;
    bool inside, in_text, in_phonetic, many, failed, stop;
} reader;

static bool make_room(ingest_book *book) {
    if (book->string_count + 1 < book->string_room)
        return true;
    size_t room = book->string_room ? book->string_room * 2 : 1024;
    size_t *starts = realloc(book->starts, room * sizeof *starts);
    if (!starts)
        return false;
    book->starts = starts;
    book->string_room = room;
    return true;
}

static void start(void *context, const char *name, const char **attributes) {
    reader *r = context;
    (void)attributes;
    if (name[0] == 't' && !name[1]) {
        r->in_text = r->inside && !r->in_phonetic;
    } else if (strcmp(name, "si") == 0) {
        r->inside = true;
        r->many = r->book->string_count == STRINGS_MAX;
        r->failed = r->failed || !make_room(r->book);
        r->stop = r->many || r->failed;
        if (!r->stop)
            r->book->starts[r->book->string_count] = r->book->texts.size;
    } else if (strcmp(name, "rPh") == 0) {
        r->in_phonetic = true;
    }
}

static void text(void *context, const char *bytes, size_t size) {
    reader *r = context;
    if (r->in_text && !r->stop)
        base_buffer_append(&r->book->texts, bytes, size);
    r->stop = r->stop || r->book->texts.failed || r->book->texts.size > INGEST_GRID_TEXT_MAX;
}

static void end(void *context, const char *name) {
    reader *r = context;
    if (name[0] == 't' && !name[1]) {
        r->in_text = false;
    } else if (strcmp(name, "si") == 0 && r->inside && !r->stop) {
        ingest_book *book = r->book;
        size_t from = book->starts[book->string_count];
        if (book->texts.size > from)
            book->texts.size = from + xlsx_unescape(book->texts.data + from, book->texts.size - from);
        book->starts[++book->string_count] = book->texts.size;
        r->inside = false;
    } else if (strcmp(name, "rPh") == 0) {
        r->in_phonetic = false;
    }
}

delphi_status xlsx_read_strings(ingest_book *book, delphi_problems *problems) {
    if (!book->strings || !xlsx_part_exists(book, book->strings))
        return DELPHI_OK;
    reader r = {.book = book};
    const xlsx_handler handler = {
        .context = &r, .start = start, .end = end, .text = text, .stop = &r.stop, .cells = true};
    delphi_status status = xlsx_part_read(book, book->strings, &handler, problems);
    if (status)
        return status;
    if (r.failed || book->texts.failed)
        return base_no_memory(problems);
    if (r.stop)
        return base_problem(
            problems, DELPHI_ERR_INPUT, (base_place){.file = book->file},
            "the texts of this workbook are larger than 256 MiB or more than %zu, the most that is allowed",
            STRINGS_MAX);
    return DELPHI_OK;
}
