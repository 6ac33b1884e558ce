/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The cells of one worksheet, in the order of the file. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buffer.h"
#include "base/number.h"
#include "base/problems.h"
#include "base/text.h"
#include "ingest/words.h"
#include "ingest/xlsx_part.h"

/* As in delimited text. */
#define CELL_SIZE_MAX ((size_t)1 << 20)

typedef enum { NUMBER, SHARED, INLINE, PLAIN_TEXT, TRUTH, ISO_DATE } cell_kind;

typedef struct {
    ingest_book *book;
    ingest_grid *grid;
    uint32_t row, column;           /* of the cell that is open, or of the last one */
    uint32_t last_row, last_column; /* of the last cell that was kept */
    cell_kind kind;
    xlsx_format format;
    delphi_buffer value;
    bool in_value, in_phonetic, in_data;
    ingest_cell_test wanted; /* of the first cell; NULL: the sheet is wanted */
    bool stop, done, failed, unsorted, large;
    uint32_t bad_row; /* where `unsorted` or `large` was seen */
} reader;

/* `BC12` into its column and row, each 0 where it is absent or beyond what a sheet may have. */
static void read_reference(const char *text, uint32_t *column, uint32_t *row) {
    uint32_t letters = 0, digits = 0;
    for (; *text >= 'A' && *text <= 'Z' && letters <= INGEST_GRID_COLUMNS; text++)
        letters = letters * 26 + (uint32_t)(*text - 'A' + 1);
    for (; *text >= '0' && *text <= '9' && digits <= INGEST_GRID_ROWS; text++)
        digits = digits * 10 + (uint32_t)(*text - '0');
    bool sound = *text == '\0' && letters <= INGEST_GRID_COLUMNS && digits <= INGEST_GRID_ROWS;
    *column = sound ? letters : 0;
    *row = sound ? digits : 0;
}

/* What of a row or a cell matters. The names are all of one letter; this is where most of our time goes. */
typedef struct {
    const char *reference, *style, *type;
} marks;

static marks read_marks(const char **attributes) {
    marks m = {0};
    for (; *attributes; attributes += 2) {
        const char *name = attributes[0];
        if (name[0] == '\0' || name[1] != '\0')
            continue;
        if (name[0] == 'r')
            m.reference = attributes[1];
        else if (name[0] == 's')
            m.style = attributes[1];
        else if (name[0] == 't')
            m.type = attributes[1];
    }
    return m;
}

static void start_row(reader *r, const char **attributes) {
    const char *number = read_marks(attributes).reference;
    int64_t row = 0;
    if (number && !base_read_integer(number, strlen(number), 1, INGEST_GRID_ROWS, &row))
        r->stop = r->unsorted = true;
    r->row = number ? (uint32_t)row : r->row + 1;
    r->column = 0;
    r->bad_row = r->row;
}

static cell_kind kind_of(const char *type) {
    static const struct {
        const char *name;
        cell_kind kind;
    } kinds[] = {{"inlineStr", INLINE}, {"str", PLAIN_TEXT}, {"b", TRUTH}, {"e", PLAIN_TEXT}, {"d", ISO_DATE}};
    if (!type)
        return NUMBER;
    if (type[0] == 's' && !type[1]) /* most of all */
        return SHARED;
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        if (strcmp(kinds[i].name, type) == 0)
            return kinds[i].kind;
    return NUMBER;
}

static xlsx_format format_of(const ingest_book *book, const char *style) {
    size_t number = 0;
    const char *digit = style ? style : "";
    for (; *digit >= '0' && *digit <= '9' && number < book->format_count; digit++)
        number = number * 10 + (size_t)(*digit - '0');
    if (*digit && number < book->format_count) /* blanks around it, perhaps */
        number = strtoul(style, NULL, 10);
    return number < book->format_count ? book->formats[number] : XLSX_PLAIN;
}

static void start_cell(reader *r, const char **attributes) {
    const marks m = read_marks(attributes);
    uint32_t column = r->column + 1, row = r->row;
    if (m.reference) {
        read_reference(m.reference, &column, &row);
        if (!column || row != r->row)
            r->stop = r->unsorted = true;
    }
    r->column = column;
    r->kind = kind_of(m.type);
    r->format = format_of(r->book, m.style);
    r->value.size = 0;
}

static void start(void *context, const char *name, const char **attributes) {
    reader *r = context;
    if (r->stop)
        return;
    if (!r->in_data) {
        r->in_data = strcmp(name, "sheetData") == 0;
        return;
    }
    if (name[0] == 'c' && !name[1])
        start_cell(r, attributes);
    else if (name[0] == 'v' && !name[1])
        r->in_value = r->kind != INLINE;
    else if (name[0] == 't' && !name[1])
        r->in_value = r->kind == INLINE && !r->in_phonetic;
    else if (strcmp(name, "row") == 0)
        start_row(r, attributes);
    else if (strcmp(name, "rPh") == 0)
        r->in_phonetic = true;
}

static void text(void *context, const char *bytes, size_t size) {
    reader *r = context;
    if (!r->in_value || r->stop)
        return;
    base_buffer_append(&r->value, bytes, size);
    if (r->value.size > CELL_SIZE_MAX)
        r->stop = r->large = true;
}

static void keep(reader *r, const char *bytes, size_t size) {
    if (!size)
        return;
    bool behind = r->row > r->last_row || (r->row == r->last_row && r->column > r->last_column);
    if (!behind || r->column > INGEST_GRID_COLUMNS) {
        r->stop = r->unsorted = true;
        return;
    }
    r->last_row = r->row;
    r->last_column = r->column;
    r->failed = !ingest_grid_add(r->grid, r->row, r->column, bytes, size);
    r->large = r->grid->text.size > INGEST_GRID_TEXT_MAX || r->grid->count > INGEST_GRID_CELLS_MAX;
    bool wanted = !r->wanted || r->grid->count > 1 || r->wanted(r->row, r->column, bytes, size);
    r->stop = r->stop || r->failed || r->large || !wanted;
}

static void keep_shared(reader *r, const char *bytes, size_t size) {
    int64_t index;
    const ingest_book *book = r->book;
    if (!base_read_integer(bytes, size, 0, (int64_t)book->string_count - 1, &index)) {
        r->stop = r->unsorted = true;
        return;
    }
    size_t from = book->starts[index];
    keep(r, book->texts.data + from, book->starts[index + 1] - from);
}

/* `-?[1-9][0-9]*` of at most 15 digits: what a number would be written as, without a way through a double. */
static bool is_plain_whole(const char *bytes, size_t size) {
    size_t sign = bytes[0] == '-', digits = size - sign;
    if (!digits || digits > 15 || (bytes[sign] == '0' && size > 1))
        return false;
    for (size_t i = sign; i < size; i++)
        if (bytes[i] < '0' || bytes[i] > '9')
            return false;
    return true;
}

/* What a person sees: 0.1 and not 0.10000000000000001, a date and not its serial number. The bytes end in NUL. */
static void keep_number(reader *r, const char *bytes, size_t size) {
    char number[BASE_NUMBER_SIZE], date[XLSX_DATE_SIZE], *rest;
    if (r->format == XLSX_PLAIN && is_plain_whole(bytes, size)) {
        keep(r, bytes, size);
        return;
    }
    double value = strtod(bytes, &rest);
    if (rest != bytes + size || !isfinite(value))
        keep(r, bytes, size);
    else if (r->format != XLSX_PLAIN && xlsx_date_text(value, r->format, r->book->from_1904, date))
        keep(r, date, strlen(date));
    else
        keep(r, number, base_write_real(value, number));
}

static void end_cell(reader *r) {
    const char *bytes = r->value.data;
    size_t size = r->value.size;
    if (!size)
        return;
    if (r->kind == NUMBER || r->kind == SHARED)
        base_trim(&bytes, &size);
    if (!size)
        return;
    if (r->kind == SHARED)
        keep_shared(r, bytes, size);
    else if (r->kind == NUMBER)
        keep_number(r, bytes, size);
    else if (r->kind == TRUTH)
        bytes[0] == '1' ? keep(r, "TRUE", 4) : keep(r, "FALSE", 5);
    else
        keep(r, bytes, xlsx_unescape(r->value.data, size));
}

static void end(void *context, const char *name) {
    reader *r = context;
    if (!r->in_data || r->stop)
        return;
    if (!name[1]) {
        if (name[0] == 'c')
            end_cell(r);
        r->in_value = false; /* </v>, </t>, and what holds neither */
    } else if (strcmp(name, "rPh") == 0) {
        r->in_phonetic = false;
    } else if (strcmp(name, "sheetData") == 0) {
        r->done = true;
    }
}

static delphi_status verdict(const reader *r, const char *sheet, delphi_problems *problems) {
    base_place place = {.file = r->book->file, .line = r->bad_row};
    if (r->failed || r->value.failed)
        return base_no_memory(problems);
    if (r->large)
        return base_problem(problems, DELPHI_ERR_INPUT, place,
                            "sheet %s has a cell of more than 1 MiB of text, or more than 256 MiB in all, or more than "
                            "%zu cells",
                            ingest_quote(sheet, strlen(sheet)).text, INGEST_GRID_CELLS_MAX);
    if (r->unsorted)
        return base_problem(problems, DELPHI_ERR_INPUT, place,
                            "sheet %s of this workbook is damaged: in this row a cell stands out of order, beyond "
                            "the sheet, or names a text that is not there; open it in a spreadsheet program and save "
                            "it as a new xlsx file",
                            ingest_quote(sheet, strlen(sheet)).text);
    return DELPHI_OK;
}

delphi_status ingest_book_read_if(ingest_book *book, size_t sheet, ingest_cell_test wanted, ingest_grid *out,
                                  delphi_problems *problems) {
    *out = (ingest_grid){0};
    reader r = {.book = book, .grid = out, .wanted = wanted};
    const xlsx_handler handler = {.context = &r,
                                  .start = start,
                                  .end = end,
                                  .text = text,
                                  .stop = &r.stop,
                                  .cells = true,
                                  .short_start = wanted != NULL,
                                  .done = &r.done};
    delphi_status status = xlsx_part_read(book, book->sheets[sheet].part, &handler, problems);
    if (!status)
        status = verdict(&r, book->sheets[sheet].name ? book->sheets[sheet].name : "", problems);
    delphi_buffer_free(&r.value);
    if (status)
        ingest_grid_free(out);
    return status;
}

delphi_status ingest_book_read(ingest_book *book, size_t sheet, ingest_grid *out, delphi_problems *problems) {
    return ingest_book_read_if(book, sheet, NULL, out, problems);
}

static bool not_wanted(uint32_t row, uint32_t column, const char *bytes, size_t size) {
    (void)row, (void)column, (void)bytes, (void)size;
    return false;
}

delphi_status ingest_book_first(ingest_book *book, size_t sheet, uint32_t *row, uint32_t *column, const char **text,
                                delphi_problems *problems) {
    ingest_grid grid;
    delphi_status status = ingest_book_read_if(book, sheet, not_wanted, &grid, problems);
    *row = *column = 0;
    *text = "";
    if (!status && grid.count) {
        *row = grid.cells[0].row;
        *column = grid.cells[0].column;
        *text = base_arena_text(book->arena, grid.text.data, grid.cells[0].size);
        if (!*text)
            status = base_no_memory(problems);
    }
    ingest_grid_free(&grid);
    return status;
}
