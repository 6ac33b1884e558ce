/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A workbook as a whole file.
 *
 * libxlsxwriter writes to files only, does not see that a temporary file of its own was cut short by a full disk, and
 * takes some failures of malloc for success. So the book is made in a scratch file in a folder that has room, is read
 * back and looked at, and only then replaces the workbook that was there. */
#include "export/book.h"

#include <fcntl.h>
#include <locale.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/statvfs.h>
#include <unistd.h>

#include "base/file.h"
#include "base/number.h"
#include "base/problems.h"

size_t export_text_size(const delphi_text *text) {
    size_t size = 0;
    for (int l = 0; l < DELPHI_LANGUAGE_COUNT; l++)
        size += text->in[l] ? strlen(text->in[l]) : 0;
    return size;
}

/* Midnight UTC of the day on which the round closes, so that the clock has no part in the bytes. */
time_t export_book_date(const delphi_protocol *protocol, int round) {
    struct tm day = {.tm_year = 100, .tm_mday = 1};
    const char *date = protocol->rounds[round - 1].closes;
    int64_t y, m, d;
    if (date && strlen(date) == 10 && base_read_integer(date, 4, 1970, 9999, &y) &&
        base_read_integer(date + 5, 2, 1, 12, &m) && base_read_integer(date + 8, 2, 1, 31, &d))
        day = (struct tm){.tm_year = (int)y - 1900, .tm_mon = (int)m - 1, .tm_mday = (int)d};
    return timegm(&day);
}

static bool has_room(const char *folder, uint64_t bytes) {
    struct statvfs disk;
    return access(folder, W_OK | X_OK) == 0 && statvfs(folder, &disk) == 0 &&
           (uint64_t)disk.f_bavail * disk.f_frsize >= bytes;
}

/* libxlsxwriter does not see that a part of the book, a file of its own, was cut short at the size that files may have.
 */
static bool may_grow_to(uint64_t bytes) {
    struct rlimit limit;
    return getrlimit(RLIMIT_FSIZE, &limit) != 0 || limit.rlim_cur == RLIM_INFINITY || limit.rlim_cur >= bytes;
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
                        "the workbook cannot be written: %s", lxw_strerror(error));
}

/* From the finished scratch file to the workbook's place. */
static delphi_status move_in(const char *scratch, const char *path, export_book_placer place,
                             delphi_problems *problems) {
    delphi_buffer bytes = {0};
    delphi_status status = base_file_read(scratch, path, &bytes, NULL, problems);
    if (!status && !is_whole_zip(&bytes))
        status = base_problem(problems, DELPHI_ERR_IO, (base_place){.file = path},
                              "the workbook cannot be written: what came out is not whole; is the disk full?");
    if (!status)
        status = place(path, path, bytes.data, bytes.size, problems);
    delphi_buffer_free(&bytes);
    return status;
}

/* libxlsxwriter writes figures as the locale of the program has them, and a comma in a figure makes a book that nothing
 * opens: for this thread it is the C locale until the book is done. */
static lxw_error write_in_c_locale(export_book_writer write, void *context, const char *path, char *folder) {
    locale_t c = newlocale(LC_ALL_MASK, "C", (locale_t)0);
    if (c == (locale_t)0)
        return LXW_ERROR_MEMORY_MALLOC_FAILED;
    locale_t before = uselocale(c);
    lxw_error error = write(context, path, folder);
    uselocale(before);
    freelocale(c);
    return error;
}

/* A scratch file without a name goes when the program does, however that ends; libxlsxwriter, which wants a name, gets
 * that of the open file. Where there is no such thing it is a file with a name of its own, so that two books never
 * meet. */
typedef struct {
    int fd;      /* < 0: none could be made */
    char *named; /* to be removed; NULL where it has no name */
    char own[32];
} scratch_file;

static const char *scratch_path(const scratch_file *scratch) {
    return scratch->named ? scratch->named : scratch->own;
}

static bool open_nameless(scratch_file *scratch, const char *folder) {
    scratch->fd = open(folder, O_TMPFILE | O_RDWR | O_CLOEXEC, 0600);
    if (scratch->fd < 0)
        return false;
    snprintf(scratch->own, sizeof scratch->own, "/proc/self/fd/%d", scratch->fd);
    if (access(scratch->own, R_OK | W_OK) == 0)
        return true;
    close(scratch->fd);
    return false;
}

static delphi_status open_scratch(scratch_file *scratch, const char *folder, delphi_problems *problems) {
    if (open_nameless(scratch, folder))
        return DELPHI_OK;
    scratch->named = base_path_join(folder, "delphi-XXXXXX");
    if (!scratch->named)
        return base_no_memory(problems);
    scratch->fd = mkstemp(scratch->named);
    return scratch->fd < 0 ? base_io_problem(problems, folder, "no temporary file can be made") : DELPHI_OK;
}

static void close_scratch(scratch_file *scratch) {
    if (scratch->fd >= 0) {
        close(scratch->fd);
        if (scratch->named)
            unlink(scratch->named);
    }
    free(scratch->named);
}

/* libxlsxwriter wants the folder as text that it may change. */
static delphi_status write_through(const char *path, const char *folder, export_book_writer write, void *context,
                                   export_book_placer place, delphi_problems *problems) {
    scratch_file scratch = {.fd = -1};
    char *own_folder = strdup(folder);
    delphi_status status = own_folder ? open_scratch(&scratch, folder, problems) : base_no_memory(problems);
    if (!status) {
        lxw_error error = write_in_c_locale(write, context, scratch_path(&scratch), own_folder);
        status = error ? failure(path, error, problems) : move_in(scratch_path(&scratch), path, place, problems);
    }
    close_scratch(&scratch);
    free(own_folder);
    return status;
}

delphi_status export_book_write(const char *path, uint64_t bytes, export_book_writer write, void *context,
                                export_book_placer place, delphi_problems *problems) {
    const char *folder = scratch_folder(bytes);
    if (!may_grow_to(bytes))
        return base_problem(problems, DELPHI_ERR_IO, (base_place){.file = path},
                            "the workbook needs temporary files of up to %llu MB, and files may not grow so large here "
                            "(ulimit -f)",
                            (unsigned long long)(bytes >> 20) + 1);
    if (!folder)
        return base_problem(problems, DELPHI_ERR_IO, (base_place){.file = path},
                            "the workbook needs up to %llu MB for temporary files, and neither /dev/shm, TMPDIR nor "
                            "/tmp has as much",
                            (unsigned long long)(bytes >> 20) + 1);
    return write_through(path, folder, write, context, place, problems);
}
