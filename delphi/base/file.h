/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Whole files in, whole files out. */
#ifndef BASE_FILE_H
#define BASE_FILE_H

#include <delphi/base.h>

/* Reads a whole file into an empty buffer. `name` stands in the message. *missing (may be NULL) tells "not there",
 * which is then no problem: the status is DELPHI_OK and the buffer stays empty. More than 1 GiB is refused. */
delphi_status base_file_read(const char *path, const char *name, delphi_buffer *out, bool *missing,
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
