/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Whole files in, whole files out; and files that are read piece by piece. */
#ifndef BASE_FILE_H
#define BASE_FILE_H

#include <delphi/base.h>

/* Reads a whole file into an empty buffer. `name` stands in the message. *missing (may be NULL) tells "not there",
 * which is then no problem: the status is DELPHI_OK and the buffer stays empty. More than 1 GiB is refused. */
delphi_status base_file_read(const char *path, const char *name, delphi_buffer *out, bool *missing,
                             delphi_problems *problems);
/* A file that is open for reading piece by piece. */
typedef struct {
    int fd;
} base_file;

/* Opens a file; `name` and *missing as above, and out->fd is -1 where it is not there. On success base_file_close(). */
delphi_status base_file_open(const char *path, const char *name, base_file *out, bool *missing,
                             delphi_problems *problems);
void base_file_close(base_file *file);
/* The bytes of an open file, from its beginning; the file is borrowed for the life of the source. */
delphi_source base_file_source(base_file *file);
/* "cannot be read", by errno, after a source's read() or rewind() failed. */
delphi_status base_read_problem(delphi_problems *problems, const char *name);
/* SHA-256 of a file of any size, as 64 hexadecimal digits. */
delphi_status base_file_sha256(const char *path, const char *name, char hex[65], bool *missing,
                               delphi_problems *problems);
/* Replaces a file whole: a temporary one beside it, fsync, rename, fsync of the folder. On failure the old file stays
 * and the temporary one is gone. */
delphi_status base_file_replace(const char *path, const char *name, const char *bytes, size_t size,
                                delphi_problems *problems);
/* The same without waiting for the disk, for many files that can be made again: whoever looks finds the old or the new
 * file whole, and base_file_settle() on one of them makes all that were written so far outlast a power failure. */
delphi_status base_file_replace_soon(const char *path, const char *name, const char *bytes, size_t size,
                                     delphi_problems *problems);
bool base_file_settle(const char *path);
/* "a/b"; allocated, NULL when out of memory. */
char *base_path_join(const char *folder, const char *name);

#endif
