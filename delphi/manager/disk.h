/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Small steps on the disk that transaction and recovery share, and problems with a file of the study as their place. */
#ifndef MANAGER_DISK_H
#define MANAGER_DISK_H

#include <delphi/base.h>

/* Names inside a study folder are short: round-N/received/NNN-NAME is the longest. */
#define PATH_ROOM 512

/* Writes all bytes, in pieces where need be; false with errno set. */
bool manager_disk_write(int fd, const void *bytes, size_t size);
/* Syncs a folder inside the study folder, "." for itself; false with errno set. */
bool manager_disk_sync_folder(int folder, const char *name);
/* Is something of this name there, a symbolic link included? */
bool manager_disk_there(int folder, const char *name);

/* An error at ROOT/NAME (at ROOT where `name` is "") with the words of errno. */
delphi_status manager_disk_problem(const char *root, const char *name, const char *what, delphi_problems *problems);
/* An error at ROOT/NAME. */
delphi_status manager_problem(const char *root, const char *name, delphi_problems *problems, delphi_status status,
                              const char *format, ...) __attribute__((format(printf, 5, 6)));

#endif
