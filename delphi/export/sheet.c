/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One expert's sheet: opens the book, has its pages written, and marks it so that it is known when it comes back. */
#include "export/sheet.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/problems.h"
#include "export/book.h"

typedef struct {
    const sheet_plan *plan;
    const delphi_sheet_order *order;
    const char *code;
} sheet_job;

/* The file's own properties, and the mark as a second witness beside cell A1: libxlsxwriter copies them. */
static void write_properties(sheet_book *book, const char *mark) {
    report_book *b = &book->book;
    delphi_buffer round = {0};
    report_round_words(b, &round);
    char *title = strdup(report_clean(b, report_title(b))), *author = NULL;
    if (asprintf(&author, "delphi %s", delphi_version()) < 0)
        author = NULL;
    /* Properties of more than 255 characters are refused. */
    if (title && strlen(title) > 255)
        title[0] = '\0';
    lxw_doc_properties properties = {
        .title = title, .subject = round.data, .author = author, .created = export_book_date(b->protocol, b->round)};
    if (!title || !author || round.failed)
        report_check(b, LXW_ERROR_MEMORY_MALLOC_FAILED);
    else
        report_check(b, workbook_set_properties(b->workbook, &properties));
    report_check(b, workbook_set_custom_property_string(b->workbook, DELPHI_SHEET_PROPERTY, mark));
    free(title);
    free(author);
    delphi_buffer_free(&round);
}

static const struct {
    const char *name;
    void (*write)(sheet_book *book);
} pages[SHEET_PAGE_COUNT] = {
    [SHEET_PAGE_START] = {N_("Start here"), sheet_start},
    [SHEET_PAGE_DECISIONS] = {N_("What was decided"), sheet_decisions},
    [SHEET_PAGE_FORM] = {N_("Form"), sheet_form},
};

const char *sheet_page_name(const sheet_book *book, sheet_page page) {
    return report_words(&book->book, pages[page].name);
}

static void write_pages(sheet_book *book) {
    report_book *b = &book->book;
    for (sheet_page page = 0; page < SHEET_PAGE_COUNT && b->error == LXW_NO_ERROR; page++) {
        if (page == SHEET_PAGE_DECISIONS && book->plan->decided == 0)
            continue;
        b->sheet = workbook_add_worksheet(b->workbook, sheet_page_name(book, page));
        if (!b->sheet) {
            report_check(b, LXW_ERROR_MEMORY_MALLOC_FAILED);
            continue;
        }
        pages[page].write(book);
        sheet_lock(book);
    }
}

static void write_all(sheet_book *book) {
    report_book *b = &book->book;
    char *mark = delphi_sheet_mark(book->plan->study, b->round, book->expert, book->code);
    book->mark = mark;
    if (!mark || !b->workbook || !sheet_formats(book))
        report_check(b, LXW_ERROR_MEMORY_MALLOC_FAILED);
    if (b->error == LXW_NO_ERROR)
        write_properties(book, mark);
    if (b->error == LXW_NO_ERROR)
        write_pages(book);
    if (b->phrase.failed || b->clean.failed)
        report_check(b, LXW_ERROR_MEMORY_MALLOC_FAILED);
    free(mark);
}

static lxw_error write_book(void *context, const char *path, char *folder) {
    const sheet_job *job = context;
    lxw_workbook_options options = {.tmpdir = folder};
    sheet_book book = {.plan = job->plan, .expert = job->order->expert, .code = job->code};
    book.book = (report_book){.result = job->plan->of->previous,
                              .study = job->plan->study,
                              .protocol = job->plan->protocol,
                              .round = job->plan->of->round,
                              .language = job->order->language,
                              .workbook = workbook_new_opt(path, &options)};
    write_all(&book);
    /* Closing writes the file and frees the book, so it is called whatever came before. */
    if (book.book.workbook)
        report_check(&book.book, workbook_close(book.book.workbook));
    delphi_buffer_free(&book.book.phrase);
    delphi_buffer_free(&book.book.clean);
    return book.book.error;
}

delphi_status sheet_write(const sheet_plan *plan, const delphi_sheet_order *order, delphi_problems *problems) {
    char code[DELPHI_SHEET_CODE_SIZE];
    const delphi_sheet_round *of = plan->of;
    if (delphi_sheet_code(plan->study, of->round, order->expert, of->in_play, of->nonce, code))
        return base_no_memory(problems);
    sheet_job job = {plan, order, code};
    return export_book_write(order->path, plan->bytes, write_book, &job, base_file_replace_soon, problems);
}
