/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Delimited text by libcsv. libcsv does not tell on which line a field stands, so it is fed one physical line at a
 * time, and a field that spans lines is counted back by the line breaks inside it. */
#include "ingest/csv.h"

#include <csv.h>
#include <stdlib.h>
#include <string.h>

#include "base/buffer.h"
#include "base/problems.h"

#define FIELD_SIZE_MAX  ((size_t)1 << 20)
#define FIELD_COUNT_MAX 20000
/* A physical line is fed in pieces, so that a file without line breaks stops soon after a limit is passed. */
#define PIECE_SIZE ((size_t)1 << 16)

typedef struct {
    const char *file;
    delphi_problems *problems;
    ingest_row_taker take;
    void *context;
    struct csv_parser *parser;
    long line;      /* physical line that is being fed */
    long last_line; /* physical line on which the last field ended */
    char *text;     /* the fields of this row, one after another */
    size_t text_size, text_capacity;
    ingest_field *fields;
    size_t field_count, field_capacity;
    delphi_status status;
    bool stopped;
} reader;

/* Where the physical lines end. The next CR and LF are remembered, so that a file with one of the two alone is
 * searched once for the other. */
typedef struct {
    const char *end, *lf, *cr;
} breaks;

/* Blanks belong to the field. */
static int no_space(unsigned char c) {
    (void)c;
    return 0;
}

static base_place place_of(const reader *r, long line) {
    return (base_place){.file = r->file, .line = line, .column = (long)r->field_count + 1};
}

static void stop(reader *r, delphi_status status) {
    if (!r->stopped)
        r->status = status;
    r->stopped = true;
}

__attribute__((noinline)) static long breaks_inside(const char *text, size_t size) {
    long count = 0;
    for (size_t i = 0; i < size; i++)
        if (text[i] == '\n' || (text[i] == '\r' && (i + 1 == size || text[i + 1] != '\n')))
            count++;
    return count;
}

static inline long start_line(const reader *r, const char *text, size_t size) {
    return r->line == r->last_line ? r->line : r->line - breaks_inside(text, size);
}

static bool grow(void **array, size_t *capacity, size_t needed, size_t item) {
    if (needed <= *capacity)
        return true;
    size_t larger = *capacity ? *capacity : 64;
    while (larger < needed)
        larger *= 2;
    void *moved = realloc(*array, larger * item);
    if (!moved)
        return false;
    *array = moved;
    *capacity = larger;
    return true;
}

/* Both arrays get room for one more field of `size` bytes. */
__attribute__((noinline)) static bool widen(reader *r, size_t size) {
    void *fields = r->fields;
    bool room = grow(&fields, &r->field_capacity, r->field_count + 1, sizeof *r->fields);
    r->fields = fields;
    void *text = r->text;
    room = grow(&text, &r->text_capacity, r->text_size + size + 1, 1) && room;
    r->text = text;
    return room;
}

static inline bool make_room(reader *r, size_t size) {
    return (r->field_count < r->field_capacity && r->text_capacity - r->text_size > size) || widen(r, size);
}

static void refuse_long_field(reader *r, long line) {
    stop(r, base_problem(r->problems, DELPHI_ERR_INPUT, place_of(r, line),
                         "this field is longer than 1 MiB, the most that is allowed; a quote that is opened and not "
                         "closed may be the cause"));
}

/* Apart from what is done for every field, of which there may be half a billion. */
__attribute__((cold, noinline)) static void refuse_field(reader *r, size_t size, long line) {
    if (size > FIELD_SIZE_MAX)
        refuse_long_field(r, line);
    else if (r->field_count == FIELD_COUNT_MAX)
        stop(r, base_problem(r->problems, DELPHI_ERR_INPUT, place_of(r, line),
                             "this row has more than %d fields, the most that is allowed", FIELD_COUNT_MAX));
    else
        stop(r, base_no_memory(r->problems));
}

static void take_field(void *bytes, size_t size, void *context) {
    reader *r = context;
    if (r->stopped)
        return;
    long line = start_line(r, bytes, size);
    r->last_line = r->line;
    if (size > FIELD_SIZE_MAX || r->field_count == FIELD_COUNT_MAX || !make_room(r, size)) {
        refuse_field(r, size, line);
        return;
    }
    memcpy(r->text + r->text_size, bytes, size);
    r->text_size += size;
    r->fields[r->field_count++] = (ingest_field){.size = size, .line = line};
}

static void take_row(int ending, void *context) {
    reader *r = context;
    (void)ending;
    if (r->stopped)
        return;
    /* Only now: the text may have moved while it grew. */
    const char *text = r->text;
    for (size_t i = 0; i < r->field_count; i++) {
        r->fields[i].text = text;
        text += r->fields[i].size;
    }
    const ingest_row row = {.fields = r->fields, .count = r->field_count, .line = r->fields[0].line};
    if (!r->take(r->context, &row))
        stop(r, DELPHI_ERR_INPUT);
    r->field_count = 0;
    r->text_size = 0;
}

static void refuse_syntax(reader *r) {
    int error = csv_error(r->parser);
    if (error == CSV_ENOMEM || error == CSV_ETOOBIG)
        stop(r, base_no_memory(r->problems));
    else if (r->parser->quoted)
        stop(r,
             base_problem(r->problems, DELPHI_ERR_INPUT, place_of(r, r->line),
                          "text follows the closing quote of a field; a quote inside a quoted field is written twice"));
    else
        stop(r, base_problem(r->problems, DELPHI_ERR_INPUT, place_of(r, r->line),
                             "a quote stands inside a field that does not begin with one; put the whole field between "
                             "quotes and write the quote inside it twice"));
}

/* A field that goes on after this line; the line's own end, which it holds, is not above its start. */
static void refuse_open_field(reader *r) {
    const char *text = (const char *)r->parser->entry_buf;
    size_t size = r->parser->entry_pos;
    size -= text[size - 1] == '\n';
    size -= text[size - 1] == '\r';
    refuse_long_field(r, start_line(r, text, size));
}

static void feed(reader *r, const char *from, const char *to) {
    while (from < to && !r->stopped) {
        size_t size = (size_t)(to - from) < PIECE_SIZE ? (size_t)(to - from) : PIECE_SIZE;
        if (csv_parse(r->parser, from, size, take_field, take_row, r) != size && !r->stopped)
            refuse_syntax(r);
        else if (r->parser->entry_pos > FIELD_SIZE_MAX + 1 && !r->stopped)
            refuse_open_field(r);
        from += size;
    }
}

static void finish(reader *r) {
    if (r->stopped || csv_fini(r->parser, take_field, take_row, r) == 0)
        return;
    struct csv_parser *parser = r->parser;
    if (csv_error(parser) == CSV_EPARSE)
        stop(r, base_problem(r->problems, DELPHI_ERR_INPUT,
                             place_of(r, start_line(r, (char *)parser->entry_buf, parser->entry_pos)),
                             "the quote that opens this field is never closed"));
    else
        stop(r, base_no_memory(r->problems));
}

static const char *next(const char *at, const char *end, char c) {
    const char *found = memchr(at, c, (size_t)(end - at));
    return found ? found : end;
}

/* The end of the physical line that starts at `at`: just past its LF, CRLF or CR, or the end of the text. */
static const char *line_end(breaks *b, const char *at) {
    if (b->lf < at)
        b->lf = next(at, b->end, '\n');
    if (b->cr < at)
        b->cr = next(at, b->end, '\r');
    const char *first = b->cr < b->lf ? b->cr : b->lf;
    if (first == b->end)
        return b->end;
    bool pair = first + 1 == b->lf && b->lf < b->end;
    return pair ? first + 2 : first + 1;
}

static breaks breaks_of(const char *bytes, size_t size) {
    const char *end = bytes + size;
    return (breaks){.end = end, .lf = next(bytes, end, '\n'), .cr = next(bytes, end, '\r')};
}

static void refuse_nul(reader *r, const char *bytes, const char *nul) {
    r->line += breaks_inside(bytes, (size_t)(nul - bytes));
    stop(r, base_problem(r->problems, DELPHI_ERR_INPUT, (base_place){.file = r->file, .line = r->line},
                         "the byte 00 stands here: this is not delimited text (a workbook, or UTF-16?)"));
}

/* Whole physical lines; only the file's last may lack its end. */
static void feed_lines(reader *r, const char *bytes, size_t size) {
    const char *nul = memchr(bytes, '\0', size);
    if (nul) {
        refuse_nul(r, bytes, nul);
        return;
    }
    breaks b = breaks_of(bytes, size);
    for (const char *at = bytes; at < b.end && !r->stopped; r->line++) {
        const char *to = line_end(&b, at);
        feed(r, at, to);
        bool ended = to[-1] == '\n' || to[-1] == '\r';
        at = to;
        if (!ended)
            break;
    }
}

/* False, with a problem, where libcsv cannot be had. */
static bool start(reader *r, char delimiter) {
    r->line = r->last_line = 1;
    if (csv_init(r->parser, CSV_STRICT | CSV_STRICT_FINI) != 0) {
        stop(r, base_problem(r->problems, DELPHI_ERR_INTERNAL, (base_place){.file = r->file},
                             "libcsv could not be set up"));
        return false;
    }
    csv_set_delim(r->parser, (unsigned char)delimiter);
    csv_set_space_func(r->parser, no_space);
    csv_set_blk_size(r->parser, PIECE_SIZE);
    return true;
}

static delphi_status end(reader *r) {
    finish(r);
    csv_free(r->parser);
    free(r->fields);
    free(r->text);
    return r->status;
}

delphi_status ingest_csv_rows(const char *file, const char *bytes, size_t size, char delimiter, ingest_row_taker take,
                              void *context, delphi_problems *problems) {
    struct csv_parser parser;
    reader r = {.file = file, .problems = problems, .take = take, .context = context, .parser = &parser};
    if (!start(&r, delimiter))
        return r.status;
    if (size)
        feed_lines(&r, bytes, size);
    return end(&r);
}

delphi_status ingest_csv_blocks(ingest_blocks *blocks, char delimiter, ingest_row_taker take, void *context,
                                delphi_problems *problems) {
    struct csv_parser parser;
    reader r = {.file = blocks->file, .problems = problems, .take = take, .context = context, .parser = &parser};
    if (!start(&r, delimiter))
        return r.status;
    while (!r.stopped) {
        const char *text;
        size_t size;
        delphi_status status = ingest_blocks_next(blocks, r.line, &text, &size, problems);
        if (status)
            stop(&r, status);
        else if (!size)
            break;
        else
            feed_lines(&r, text, size);
    }
    return end(&r);
}

static bool needs_quotes(const char *text, size_t size, char delimiter) {
    if (size == 0)
        return false;
    for (size_t i = 0; i < size; i++)
        if (text[i] == delimiter || text[i] == '"' || text[i] == '\r' || text[i] == '\n')
            return true;
    return text[0] == ' ' || text[0] == '\t' || text[size - 1] == ' ' || text[size - 1] == '\t';
}

void ingest_csv_write(delphi_buffer *out, const char *text, size_t size, char delimiter) {
    if (!needs_quotes(text, size, delimiter)) {
        base_buffer_append(out, text, size);
        return;
    }
    size_t quoted = csv_write2(NULL, 0, text, size, '"');
    char *to = base_buffer_reserve(out, quoted + 1);
    if (!to)
        return;
    csv_write2(to, quoted, text, size, '"');
    out->size += quoted;
    out->data[out->size] = '\0';
}
