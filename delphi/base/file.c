/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Whole files in, whole files out; and files that are read piece by piece. */
#include "base/file.h"

#include "base/buffer.h"
#include "base/hash.h"
#include "base/problems.h"

#include <errno.h>
#include <fcntl.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

char *base_path_join(const char *folder, const char *name) {
    size_t length = strlen(folder);
    while (length > 1 && folder[length - 1] == '/')
        length--;
    size_t room = length + strlen(name) + 2;
    char *out = malloc(room);
    if (out)
        snprintf(out, room, "%.*s/%s", (int)length, folder, name);
    return out;
}

/* A larger file is no study's, and a device may have no end. */
#define SIZE_LIMIT ((size_t)1 << 30)

/* Reads to the end; false with errno set. */
static bool read_all(int fd, delphi_buffer *out) {
    struct stat status;
    size_t step = 64 * 1024;
    bool regular = fstat(fd, &status) == 0 && S_ISREG(status.st_mode) && status.st_size > 0;
    if (regular && (uintmax_t)status.st_size > SIZE_LIMIT) {
        errno = EFBIG;
        return false;
    }
    if (regular)
        step = (size_t)status.st_size + 1; /* one byte more, so that the end is seen without growing */
    for (;;) {
        char *room = base_buffer_reserve(out, step);
        if (!room) {
            errno = ENOMEM;
            return false;
        }
        ssize_t got = read(fd, room, step);
        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0)
            return false;
        if (got == 0)
            return true;
        if ((size_t)got > SIZE_LIMIT - out->size) {
            errno = EFBIG;
            return false;
        }
        out->size += (size_t)got;
        out->data[out->size] = '\0';
        step = 64 * 1024;
    }
}

delphi_status base_file_open(const char *path, const char *name, base_file *out, bool *missing,
                             delphi_problems *problems) {
    if (missing)
        *missing = false;
    out->fd = open(path, O_RDONLY | O_CLOEXEC);
    if (out->fd >= 0)
        return DELPHI_OK;
    if (missing && errno == ENOENT) {
        *missing = true;
        return DELPHI_OK;
    }
    return base_io_problem(problems, name, "cannot be opened");
}

void base_file_close(base_file *file) {
    if (file->fd >= 0)
        close(file->fd);
    file->fd = -1;
}

delphi_status base_read_problem(delphi_problems *problems, const char *name) {
    if (errno == EISDIR)
        return base_problem(problems, DELPHI_ERR_IO, (base_place){.file = name},
                            "this is a folder; name the file in it that is meant");
    if (errno == EFBIG)
        return base_problem(problems, DELPHI_ERR_IO, (base_place){.file = name},
                            "this file is larger than 1 GiB, the most that is read at once; answers can be split over "
                            "several files, each with the heading, and ingested together");
    return errno == ENOMEM ? base_no_memory(problems) : base_io_problem(problems, name, "cannot be read");
}

delphi_status base_file_read(const char *path, const char *name, delphi_buffer *out, bool *missing,
                             delphi_problems *problems) {
    base_file file;
    delphi_status status = base_file_open(path, name, &file, missing, problems);
    if (status || file.fd < 0)
        return status;
    if (!read_all(file.fd, out)) {
        status = base_read_problem(problems, name);
        delphi_buffer_free(out);
    }
    base_file_close(&file);
    return status;
}

static ptrdiff_t read_some(void *context, char *room, size_t size) {
    const base_file *file = context;
    ssize_t got;
    do
        got = read(file->fd, room, size);
    while (got < 0 && errno == EINTR);
    return got;
}

static bool rewind_file(void *context) {
    const base_file *file = context;
    return lseek(file->fd, 0, SEEK_SET) == 0;
}

delphi_source base_file_source(base_file *file) {
    return (delphi_source){.read = read_some, .rewind = rewind_file, .context = file};
}

delphi_status base_file_sha256(const char *path, const char *name, char hex[65], bool *missing,
                               delphi_problems *problems) {
    char piece[32 * 1024];
    base_file file;
    base_hash hash;
    delphi_status status = base_file_open(path, name, &file, missing, problems);
    if (status || file.fd < 0)
        return status;
    base_hash_start(&hash);
    ptrdiff_t got;
    while ((got = read_some(&file, piece, sizeof piece)) > 0)
        base_hash_add(&hash, piece, (size_t)got);
    if (got < 0)
        status = base_read_problem(problems, name);
    base_file_close(&file);
    base_hash_end(&hash, hex);
    return status;
}

static bool write_all(int fd, const char *bytes, size_t size) {
    while (size) {
        ssize_t put = write(fd, bytes, size);
        if (put < 0 && errno == EINTR)
            continue;
        if (put < 0)
            return false;
        bytes += put;
        size -= (size_t)put;
    }
    return true;
}

/* A rename is safe on disk only once its folder is. */
static bool sync_folder_of(const char *path) {
    const char *slash = strrchr(path, '/');
    char *folder = slash ? strndup(path, slash == path ? 1 : (size_t)(slash - path)) : strdup(".");
    int fd = folder ? open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC) : -1;
    free(folder);
    if (fd < 0)
        return false;
    bool done = fsync(fd) == 0 || errno == EINVAL; /* some file systems cannot sync a folder */
    close(fd);
    return done;
}

/* The name carries the process, so that two of them never meet; one left by a crash of the same number is replaced. */
static bool write_temporary(const char *temporary, const char *bytes, size_t size, bool sync) {
    unlink(temporary);
    int fd = open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
    if (fd < 0)
        return false;
    bool done = write_all(fd, bytes, size) && (!sync || fsync(fd) == 0);
    int saved = errno;
    if (close(fd) != 0 && done) {
        done = false;
        saved = errno;
    }
    if (!done)
        unlink(temporary);
    errno = saved;
    return done;
}

static delphi_status put(const char *path, const char *name, const char *bytes, size_t size, bool sync,
                         delphi_problems *problems) {
    size_t room = strlen(path) + 32;
    char *temporary = malloc(room);
    if (!temporary)
        return base_no_memory(problems);
    snprintf(temporary, room, "%s.%ld.tmp", path, (long)getpid());
    bool done = write_temporary(temporary, bytes, size, sync);
    if (done && rename(temporary, path) != 0) {
        int saved = errno;
        unlink(temporary);
        errno = saved;
        done = false;
    }
    done = done && (!sync || sync_folder_of(path));
    free(temporary);
    return done ? DELPHI_OK : base_io_problem(problems, name, "cannot be written");
}

delphi_status base_file_replace(const char *path, const char *name, const char *bytes, size_t size,
                                delphi_problems *problems) {
    return put(path, name, bytes, size, true, problems);
}

delphi_status base_file_replace_soon(const char *path, const char *name, const char *bytes, size_t size,
                                     delphi_problems *problems) {
    return put(path, name, bytes, size, false, problems);
}

bool base_file_settle(const char *path) {
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    bool done = fd >= 0 && syncfs(fd) == 0;
    if (fd >= 0)
        close(fd);
    return done;
}
