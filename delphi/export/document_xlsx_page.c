/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Sheets as Excel and paper take them: their names, and where their pages begin. */
#include "export/document_xlsx.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define NAME_CHARACTERS 31 /* of UTF-16 */

/* Bytes of the text's first `units` units of UTF-16. */
static size_t bytes_of_units(const char *text, size_t units) {
    size_t at = 0;
    while (text[at]) {
        unsigned char lead = (unsigned char)text[at];
        size_t length = lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4, takes = length == 4 ? 2 : 1;
        if (takes > units)
            break;
        units -= takes;
        at += length;
    }
    return at;
}

/* A name without what Excel refuses; apostrophes are refused at its ends only. */
static void clean_name(char *out, size_t size, const char *name) {
    size_t used = 0;
    for (; *name && used + 1 < size; name++)
        out[used++] = strchr("[]:*?/\\'", *name) ? ' ' : *name;
    out[used] = '\0';
    out[bytes_of_units(out, NAME_CHARACTERS)] = '\0';
}

void document_xlsx_add_sheet(report_book *book, const char *name) {
    char clean[160], unique[192];
    clean_name(clean, sizeof clean, report_clean(book, *name ? name : "1"));
    snprintf(unique, sizeof unique, "%s", clean);
    for (int number = 2; workbook_get_worksheet_by_name(book->workbook, unique); number++) {
        char suffix[16];
        int length = snprintf(suffix, sizeof suffix, " %d", number);
        snprintf(unique, sizeof unique, "%.*s%s", (int)bytes_of_units(clean, NAME_CHARACTERS - (size_t)length), clean,
                 suffix);
    }
    book->sheet = workbook_add_worksheet(book->workbook, unique);
    if (!book->sheet)
        report_check(book, LXW_ERROR_MEMORY_MALLOC_FAILED);
}

/* ---- pages ---- */

void document_xlsx_keep(document_sheet *sheet, lxw_row_t row, double bottom, bool new_page) {
    if (sheet->kept_count == sheet->kept_room) {
        size_t room = sheet->kept_room ? 2 * sheet->kept_room : 32;
        document_xlsx_kept *grown = realloc(sheet->kept, room * sizeof *grown);
        if (!grown) {
            report_check(sheet->book, LXW_ERROR_MEMORY_MALLOC_FAILED);
            return;
        }
        sheet->kept = grown;
        sheet->kept_room = room;
    }
    sheet->kept[sheet->kept_count++] = (document_xlsx_kept){row, bottom, new_page};
}

/* What heads take that a page repeats which begins with this row: only those that came before it. */
static double repeated(const document_sheet *sheet, lxw_row_t row) {
    if (sheet->repeat_last < sheet->repeat_first || (int)row <= sheet->repeat_last)
        return 0;
    return sheet->tops[sheet->repeat_last + 1] - sheet->tops[sheet->repeat_first];
}

/* Goes down the rows as a printer does, and breaks the page before what it would part. */
static void find_breaks(const document_sheet *sheet, double height, report_breaks *breaks) {
    double page = 0, room = height;
    size_t next = 0;
    for (lxw_row_t row = 1; row < sheet->row; row++) {
        double top = sheet->tops[row], end = row + 1 < sheet->row ? sheet->tops[row + 1] : sheet->top;
        bool breaks_here = false;
        for (; next < sheet->kept_count && sheet->kept[next].row <= row; next++) {
            const document_xlsx_kept *kept = &sheet->kept[next];
            bool parted = kept->bottom > page + room && kept->bottom - top <= height;
            breaks_here |= kept->row == row && top > page && (kept->new_page || parted);
        }
        if (breaks_here)
            report_break(breaks, row);
        if (breaks_here || end > page + room) {
            page = top;
            room = height - repeated(sheet, row);
        }
    }
}

static int by_row(const void *a, const void *b) {
    const document_xlsx_kept *x = a, *y = b;
    return x->row < y->row ? -1 : x->row > y->row;
}

/* Where no page needs a break of ours, Excel itself makes the sheet a page wide. */
void document_xlsx_pages(document_sheet *sheet) {
    report_breaks breaks = {0};
    double pixels = fmax(document_xlsx_pixels(sheet, 0, sheet->columns), sheet->right);
    report_paper(sheet->book, sheet->repeat_first, sheet->repeat_last);
    if (sheet->kept_count == 0 || sheet->book->error != LXW_NO_ERROR)
        return;
    qsort(sheet->kept, sheet->kept_count, sizeof *sheet->kept, by_row);
    find_breaks(sheet, REPORT_PAGE_PIXELS / report_scale(pixels), &breaks);
    if (breaks.count > 0)
        report_pages(sheet->book, pixels, &breaks);
}
