/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The scratch file of a workbook, and what becomes of it. */
#include <criterion/criterion.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "../kit/scratch.h"
#include "base/file.h"
#include "export/book.h"

enum { ROOM = 1 << 20 };

/* What a writer saw of the file it was to write. */
typedef struct {
    bool named, fails;
} seen;

static lxw_error write_one_cell(void *context, const char *path, char *folder) {
    seen *saw = context;
    struct stat file;
    lxw_workbook_options options = {.tmpdir = folder};
    lxw_workbook *book = workbook_new_opt(path, &options);
    lxw_worksheet *sheet = book ? workbook_add_worksheet(book, NULL) : NULL;
    cr_assert(sheet);
    worksheet_write_number(sheet, 0, 0, 7, NULL);
    lxw_error error = workbook_close(book);
    cr_assert_eq(stat(path, &file), 0);
    saw->named = file.st_nlink > 0;
    return saw->fails ? LXW_ERROR_ZIP_CLOSE : error;
}

/* The file of a program that is killed half way goes with it where it has no name; Linux has such files. */
Test(export_book, what_is_being_written_has_no_name_that_could_be_left_behind) {
    char *folder = scratch_new();
    char *path = base_path_join(folder, "book.xlsx");
    seen saw = {.named = true};
    cr_assert_eq(export_book_write(path, ROOM, write_one_cell, &saw, base_file_replace, NULL), DELPHI_OK);
    cr_expect_not(saw.named);
    delphi_buffer bytes = {0};
    cr_assert_eq(base_file_read(path, path, &bytes, NULL, NULL), DELPHI_OK);
    cr_expect(bytes.size > 4 && memcmp(bytes.data, "PK\3\4", 4) == 0);
    delphi_buffer_free(&bytes);
    free(path);
    scratch_remove(folder);
}

Test(export_book, a_book_that_failed_does_not_take_the_place_of_the_one_before) {
    char *folder = scratch_new();
    char *path = base_path_join(folder, "book.xlsx");
    scratch_write(folder, "book.xlsx", "the one before");
    seen saw = {.fails = true};
    cr_expect_eq(export_book_write(path, ROOM, write_one_cell, &saw, base_file_replace, NULL), DELPHI_ERR_IO);
    delphi_buffer bytes = {0};
    cr_assert_eq(base_file_read(path, path, &bytes, NULL, NULL), DELPHI_OK);
    cr_expect(bytes.size == 14 && memcmp(bytes.data, "the one before", 14) == 0);
    delphi_buffer_free(&bytes);
    free(path);
    scratch_remove(folder);
}
