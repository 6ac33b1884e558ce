/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The round report as an xlsx file: opens the book, has every sheet written, and puts the finished file in its place.
 *
 * libxlsxwriter writes to files only, does not see that a temporary file of its own was cut short by a full disk, and
 * takes some failures of malloc for success. So the book is made in a scratch file in a folder that has room, is read
 * back and looked at, and only then replaces the report that was there. */
#include "export/report.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/statvfs.h>
#include <time.h>
#include <unistd.h>

#include <delphi/concordance.h>

#include "base/file.h"
#include "base/number.h"
#include "base/problems.h"

static bool has_concordance(const delphi_result *result) {
    return result->concordance != NULL;
}

static bool has_stability(const delphi_result *result) {
    return result->stability != NULL;
}

/* In the first round everything starts. */
static bool has_rounds_before(const delphi_result *result) {
    return result->round > 1;
}

static const report_sheet sheets[] = {
    {N_("Summary"), report_summary, NULL},
    {N_("Decisions"), report_decisions, NULL},
    {N_("Distribution"), report_distribution, NULL},
    {N_("Stability"), report_stability, has_stability},
    {N_("Concordance"), report_concordance, has_concordance},
    {N_("Flow"), report_flow, has_rounds_before},
    {N_("Method"), report_method, NULL},
};

/* Midnight UTC of the day on which the round closes, so that the clock has no part in the bytes. */
static time_t date_of(const delphi_result *result) {
    struct tm day = {.tm_year = 100, .tm_mday = 1};
    const char *date = result->study->protocol.rounds[result->round - 1].closes;
    int64_t y, m, d;
    if (date && strlen(date) == 10 && base_read_integer(date, 4, 1970, 9999, &y) &&
        base_read_integer(date + 5, 2, 1, 12, &m) && base_read_integer(date + 8, 2, 1, 31, &d))
        day = (struct tm){.tm_year = (int)y - 1900, .tm_mon = (int)m - 1, .tm_mday = (int)d};
    return timegm(&day);
}

static char *made_by(void) {
    char *text = NULL;
    return asprintf(&text, "delphi %s", delphi_version()) < 0 ? NULL : text;
}

/* The file's own properties: libxlsxwriter copies them. */
static void write_properties(report_book *book) {
    delphi_buffer round = {0};
    report_round_words(book, &round);
    lxw_doc_properties properties = {
        .title = strdup(report_clean(book, report_title(book))),
        .subject = round.data,
        .author = made_by(),
        .created = date_of(book->result),
    };
    /* Properties of more than 255 characters are refused. */
    if (properties.title && strlen(properties.title) > 255)
        properties.title[0] = '\0';
    if (!properties.title || !properties.author || round.failed)
        report_check(book, LXW_ERROR_MEMORY_MALLOC_FAILED);
    else
        report_check(book, workbook_set_properties(book->workbook, &properties));
    free(properties.title);
    free(properties.author);
    delphi_buffer_free(&round);
}

static void write_sheets(report_book *book) {
    for (size_t i = 0; i < sizeof sheets / sizeof *sheets && book->error == LXW_NO_ERROR; i++) {
        if (sheets[i].wanted && !sheets[i].wanted(book->result))
            continue;
        book->sheet = workbook_add_worksheet(book->workbook, report_words(book, sheets[i].title));
        if (!book->sheet)
            report_check(book, LXW_ERROR_MEMORY_MALLOC_FAILED);
        else
            sheets[i].write(book);
    }
}

/* Writes the book to `path`; `folder` takes libxlsxwriter's temporary files. */
static lxw_error write_book(const delphi_result *result, delphi_language language, const char *path, char *folder) {
    lxw_workbook_options options = {.tmpdir = folder};
    report_book book = {.result = result,
                        .study = result->study,
                        .protocol = &result->study->protocol,
                        .language = language,
                        .workbook = workbook_new_opt(path, &options)};
    if (!book.workbook || !report_formats(&book))
        report_check(&book, LXW_ERROR_MEMORY_MALLOC_FAILED);
    if (book.error == LXW_NO_ERROR)
        write_properties(&book);
    if (book.error == LXW_NO_ERROR)
        write_sheets(&book);
    if (book.phrase.failed || book.clean.failed)
        report_check(&book, LXW_ERROR_MEMORY_MALLOC_FAILED);
    /* Closing writes the file and frees the book, so it is called whatever came before. */
    if (book.workbook)
        report_check(&book, workbook_close(book.workbook));
    delphi_buffer_free(&book.phrase);
    delphi_buffer_free(&book.clean);
    return book.error;
}

/* Room for the uncompressed sheets, with a wide margin: about 100 bytes a cell, texts in two or three places. */
static uint64_t room_needed(const delphi_result *result) {
    const delphi_protocol *protocol = &result->study->protocol;
    uint64_t points = (uint64_t)(protocol->scale.max - protocol->scale.min) + 1;
    uint64_t bytes = 4 * 1024 * 1024;
    for (size_t i = 0; i < result->outcome_count; i++) {
        const delphi_indicator *indicator = &result->study->indicators[result->outcomes[i].indicator];
        bytes += 4 * (strlen(indicator->topic) + strlen(delphi_text_in(&indicator->text, DELPHI_NL)) +
                      strlen(delphi_text_in(&indicator->text, DELPHI_EN)));
        bytes += 200 * result->outcomes[i].because_count;
        bytes += 300 * protocol->criterion_count * ((points < 12 ? points : 12) + 10);
    }
    size_t measures;
    delphi_set_measures(&measures);
    bytes += 100 * measures * protocol->criterion_count * (2 + protocol->group_count);
    bytes += 2500 * protocol->criterion_count * result->stability_count;
    return bytes;
}

static bool has_room(const char *folder, uint64_t bytes) {
    struct statvfs disk;
    return access(folder, W_OK | X_OK) == 0 && statvfs(folder, &disk) == 0 &&
           (uint64_t)disk.f_bavail * disk.f_frsize >= bytes;
}

/* Memory before disk: a book of many parts spends half its time on temporary files. NULL where none has room. */
static const char *scratch_folder(uint64_t bytes) {
    const char *candidates[] = {"/dev/shm", getenv("TMPDIR"), "/tmp"};
    for (size_t i = 0; i < sizeof candidates / sizeof *candidates; i++)
        if (candidates[i] && *candidates[i] && has_room(candidates[i], bytes))
            return candidates[i];
    return NULL;
}

#define ZIP_END_SIZE 22

/* A whole zip file ends in its directory's record, and the directory lies right before it. */
static bool is_whole_zip(const delphi_buffer *file) {
    if (file->size < ZIP_END_SIZE)
        return false;
    const unsigned char *end = (const unsigned char *)file->data + file->size - ZIP_END_SIZE;
    uint32_t size = end[12] | (uint32_t)end[13] << 8 | (uint32_t)end[14] << 16 | (uint32_t)end[15] << 24;
    uint32_t offset = end[16] | (uint32_t)end[17] << 8 | (uint32_t)end[18] << 16 | (uint32_t)end[19] << 24;
    return memcmp(end, "PK\5\6", 4) == 0 && (uint64_t)offset + size + ZIP_END_SIZE == file->size;
}

static delphi_status failure(const char *path, lxw_error error, delphi_problems *problems) {
    if (error == LXW_ERROR_MEMORY_MALLOC_FAILED)
        return base_no_memory(problems);
    bool disk = error >= LXW_ERROR_CREATING_XLSX_FILE && error <= LXW_ERROR_ZIP_CLOSE;
    return base_problem(problems, disk ? DELPHI_ERR_IO : DELPHI_ERR_INTERNAL, (base_place){.file = path},
                        "the report cannot be written: %s", lxw_strerror(error));
}

/* From the finished scratch file to the report's place. */
static delphi_status move_in(const char *scratch, const char *path, delphi_problems *problems) {
    delphi_buffer bytes = {0};
    delphi_status status = base_file_read(scratch, path, &bytes, NULL, problems);
    if (!status && !is_whole_zip(&bytes))
        status = base_problem(problems, DELPHI_ERR_IO, (base_place){.file = path},
                              "the report cannot be written: what came out is not whole; is the disk full?");
    if (!status)
        status = base_file_replace(path, path, bytes.data, bytes.size, problems);
    delphi_buffer_free(&bytes);
    return status;
}

/* libxlsxwriter wants folder and file as they are; the name is made by mkstemp(), so that two reports never meet. */
static delphi_status write_through(const delphi_result *result, delphi_language language, const char *path,
                                   const char *folder, delphi_problems *problems) {
    char *scratch = base_path_join(folder, "delphi-report-XXXXXX"), *own_folder = strdup(folder);
    int fd = scratch && own_folder ? mkstemp(scratch) : -1;
    delphi_status status = DELPHI_OK;
    if (!scratch || !own_folder)
        status = base_no_memory(problems);
    else if (fd < 0)
        status = base_io_problem(problems, folder, "no temporary file can be made");
    if (fd >= 0) {
        close(fd);
        lxw_error error = write_book(result, language, scratch, own_folder);
        status = error ? failure(path, error, problems) : move_in(scratch, path, problems);
        unlink(scratch);
    }
    free(scratch);
    free(own_folder);
    return status;
}

delphi_status delphi_export_report(const delphi_result *result, delphi_language language, const char *path,
                                   delphi_problems *problems) {
    uint64_t bytes = room_needed(result);
    const char *folder = scratch_folder(bytes);
    if (!folder)
        return base_problem(problems, DELPHI_ERR_IO, (base_place){.file = path},
                            "the report needs up to %llu MB for temporary files, and neither /dev/shm, TMPDIR nor /tmp "
                            "has as much",
                            (unsigned long long)(bytes >> 20) + 1);
    return write_through(result, language, path, folder, problems);
}
