/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Sheets as Excel and paper take them: their names, and where their pages begin. */
#include "export/document_xlsx.h"

#include <math.h>
#include <stdio.h>
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

void document_xlsx_keep(document_sheet *sheet, lxw_row_t row, double top, double bottom, bool new_page) {
    if (sheet->kept_count < DOCUMENT_XLSX_MOST_KEPT)
        sheet->kept[sheet->kept_count++] = (document_xlsx_kept){row, top, bottom, new_page};
}

void document_xlsx_pages(document_sheet *sheet) {
    report_breaks breaks = {0};
    report_paper(sheet->book, sheet->repeat_first, sheet->repeat_last);
    for (size_t i = 0; i < sheet->kept_count; i++)
        if (sheet->kept[i].new_page && sheet->kept[i].row > 0)
            report_break(&breaks, sheet->kept[i].row);
    if (breaks.count > 0)
        report_pages(sheet->book, fmax(document_xlsx_pixels(sheet, 0, sheet->columns), sheet->right), &breaks);
}
