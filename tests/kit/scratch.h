/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A scratch folder for a test: made, filled, looked at as a whole, removed. Any step that fails aborts the test. */
#ifndef TESTS_SCRATCH_H
#define TESTS_SCRATCH_H

#include "base/buffer.h"
#include "base/file.h"
#include "base/hash.h"

#include <criterion/criterion.h>
#include <dirent.h>
#include <ftw.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <unistd.h>

/* For tests of many small files: scratch folders are in memory where that can be, for a sync costs nothing there. Some
 * machines have next to nothing of it. */
static inline void scratch_in_memory(void) {
    struct statvfs room;
    if (!getenv("TMPDIR") && access("/dev/shm", W_OK) == 0 && statvfs("/dev/shm", &room) == 0 &&
        (uint64_t)room.f_bavail * room.f_frsize >= (uint64_t)1 << 29)
        setenv("TMPDIR", "/dev/shm", 1);
}

/* A new, empty folder. Freed and removed with scratch_remove(). */
static inline char *scratch_new(void) {
    const char *base = getenv("TMPDIR");
    char *path = base_path_join(base && *base ? base : "/tmp", "delphi-test-XXXXXX");
    cr_assert(path && mkdtemp(path));
    return path;
}

static inline int scratch_remove_one(const char *path, const struct stat *status, int type, struct FTW *place) {
    (void)status, (void)type, (void)place;
    return remove(path);
}

/* Removes what is in the folder, and the folder too. */
static inline void scratch_clear(const char *path) {
    nftw(path, scratch_remove_one, 16, FTW_DEPTH | FTW_PHYS);
}

static inline void scratch_remove(char *path) {
    scratch_clear(path);
    free(path);
}

static inline void scratch_write(const char *folder, const char *name, const char *text) {
    char *path = base_path_join(folder, name);
    FILE *file = fopen(path, "wb");
    cr_assert(file, "%s", path);
    cr_assert_eq(fwrite(text, 1, strlen(text), file), strlen(text));
    cr_assert_eq(fclose(file), 0);
    free(path);
}

static inline void scratch_mkdir(const char *folder, const char *name) {
    char *path = base_path_join(folder, name);
    cr_assert_eq(mkdir(path, 0777), 0, "%s", path);
    free(path);
}

/* The text of a file, to be freed; NULL where it is not there. */
static inline char *scratch_read(const char *folder, const char *name) {
    char *path = base_path_join(folder, name);
    delphi_buffer bytes = {0};
    bool missing;
    cr_assert_eq(base_file_read(path, path, &bytes, &missing, NULL), DELPHI_OK);
    free(path);
    return missing ? NULL : bytes.data ? bytes.data : strdup("");
}

static inline void scratch_copy_file(const char *from, const char *to) {
    delphi_buffer bytes = {0};
    cr_assert_eq(base_file_read(from, from, &bytes, NULL, NULL), DELPHI_OK, "%s", from);
    FILE *file = fopen(to, "wb");
    cr_assert(file && fwrite(bytes.data ? bytes.data : "", 1, bytes.size, file) == bytes.size, "%s", to);
    cr_assert_eq(fclose(file), 0, "%s", to);
    delphi_buffer_free(&bytes);
}

/* Makes the folder `to`, with all that is in `from`. */
static inline void scratch_copy(const char *from, const char *to) {
    DIR *entries = opendir(from);
    const struct dirent *entry;
    cr_assert(entries && mkdir(to, 0777) == 0, "%s to %s", from, to);
    while ((entry = readdir(entries))) {
        if (strcmp(entry->d_name, ".") == 0 || strcmp(entry->d_name, "..") == 0)
            continue;
        char *one = base_path_join(from, entry->d_name), *other = base_path_join(to, entry->d_name);
        if (entry->d_type == DT_DIR)
            scratch_copy(one, other);
        else
            scratch_copy_file(one, other);
        free(one);
        free(other);
    }
    closedir(entries);
}

static inline void scratch_list(const char *folder, const char *inside, delphi_buffer *out) {
    char *path = *inside ? base_path_join(folder, inside) : strdup(folder);
    struct dirent **entries;
    int count = scandir(path, &entries, NULL, alphasort);
    free(path);
    for (int i = 0; i < count; i++) {
        char name[1024], hex[65];
        snprintf(name, sizeof name, "%s%s%s", inside, *inside ? "/" : "", entries[i]->d_name);
        bool dots = strcmp(entries[i]->d_name, ".") == 0 || strcmp(entries[i]->d_name, "..") == 0;
        bool is_folder = entries[i]->d_type == DT_DIR;
        free(entries[i]);
        if (dots)
            continue;
        base_buffer_format(out, "%s", name);
        if (is_folder) {
            base_buffer_text(out, "/\n");
            scratch_list(folder, name, out);
            continue;
        }
        delphi_buffer bytes = {0};
        char *file = base_path_join(folder, name);
        cr_assert_eq(base_file_read(file, file, &bytes, NULL, NULL), DELPHI_OK, "%s", file);
        base_sha256(bytes.data ? bytes.data : "", bytes.size, hex);
        base_buffer_format(out, " %s\n", hex);
        delphi_buffer_free(&bytes);
        free(file);
    }
    if (count >= 0)
        free(entries);
}

/* Every folder and every file with its hash, as one text to compare; freed by the caller. A folder that is not there is
 * "(none)". */
static inline char *scratch_picture(const char *folder) {
    delphi_buffer out = {0};
    base_buffer_text(&out, access(folder, F_OK) == 0 ? "" : "(none)");
    scratch_list(folder, "", &out);
    return out.data ? out.data : strdup("");
}

#endif
