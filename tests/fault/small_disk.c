/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A disk that is really full: a small file system in memory with ever more room left on it, and, where none can be
 * mounted, files that may not grow beyond a size. */
#include "program.h"

#include "../kit/study_kit.h"

#include <errno.h>
#include <sched.h>
#include <sys/mount.h>
#include <sys/statvfs.h>

#define PAGE 4096

typedef struct {
    const char *name;
    size_t after; /* acts of the study's life before it */
    const char *first, *second;
} command;

static const command commands[] = {
    {"ingest", 1, "ingest", "../a.csv"}, {"close", 3, "close", NULL}, {"open", 4, "open", NULL}};
#define COMMANDS (sizeof commands / sizeof *commands)

/* A folder on which a small file system lies, for this process alone; NULL where that is not allowed. */
static char *small_disk_new(void) {
    char *root = scratch_new();
    if (unshare(CLONE_NEWNS) == 0 && mount(NULL, "/", NULL, MS_REC | MS_PRIVATE, NULL) == 0 &&
        mount("small", root, "tmpfs", 0, "size=512k") == 0) {
        setenv("TMPDIR", root, 1);
        return root;
    }
    fprintf(stderr, "skipped: no small file system can be mounted here (%s)\n", strerror(errno));
    scratch_remove(root);
    return NULL;
}

static void small_disk_end(char *root) {
    umount(root);
    unsetenv("TMPDIR");
    scratch_remove(root);
}

/* Takes all room but `pages`. */
static void fill(const char *root, unsigned long pages) {
    struct statvfs room;
    char *path = base_path_join(root, "filler"), page[PAGE] = {1};
    cr_assert_eq(statvfs(root, &room), 0);
    FILE *filler = fopen(path, "wb");
    cr_assert(filler);
    for (unsigned long i = room.f_bavail; i > pages; i--)
        cr_assert_eq(fwrite(page, 1, PAGE, filler), PAGE);
    cr_assert_eq(fclose(filler), 0);
    free(path);
}

static void make_room(const char *root) {
    char *path = base_path_join(root, "filler");
    cr_assert_eq(unlink(path), 0);
    free(path);
}

static int run(const command *c, const char *folder, const program_limits *limits) {
    char *file = c->second ? kit_beside(folder, c->second + 3) : NULL;
    const char *const arguments[] = {program_path(), c->first, folder, file, NULL};
    int code = program_wait(program_start(arguments, NULL, NULL, limits), NULL);
    free(file);
    return code;
}

static void set_up(const char *folder, const command *c) {
    scratch_clear(folder);
    cr_assert_eq(mkdir(folder, 0777), 0);
    kit_write_study(folder, KIT_STUDY(""));
    kit_live(folder, c->after);
}

typedef struct {
    char *before, *after;
    long refused;
} pictures;

static pictures pictures_new(const char *folder, const command *c) {
    pictures p = {0};
    set_up(folder, c);
    p.before = scratch_picture(folder);
    cr_assert_eq(run(c, folder, NULL), 0, "%s", c->name);
    p.after = scratch_picture(folder);
    return p;
}

/* There is room again: the folder is as before or as after, and the command can be done. */
static void expect_whole(pictures *p, const char *folder, const command *c, int code, unsigned long room) {
    cr_expect(code == 0 || code == 3, "%s with %lu left ended with %d", c->name, room, code);
    cr_expect_eq(kit_check(folder), DELPHI_OK, "%s with %lu left", c->name, room);
    char *now = scratch_picture(folder);
    bool is_before = strcmp(now, p->before) == 0, is_after = strcmp(now, p->after) == 0;
    cr_expect(is_after || (is_before && code), "%s with %lu left, exit %d, left\n%s", c->name, room, code, now);
    free(now);
    if (is_before)
        cr_expect_eq(run(c, folder, NULL), 0, "%s again, after %lu were left", c->name, room);
    now = scratch_picture(folder);
    cr_expect_str_eq(now, p->after, "%s again, after %lu were left", c->name, room);
    free(now);
    p->refused += code == 3;
}

static void fill_more_and_more(const char *root, const command *c) {
    char *folder = kit_new();
    pictures p = pictures_new(folder, c);
    for (unsigned long pages = 0; pages < 40; pages++) {
        set_up(folder, c);
        fill(root, pages);
        int code = run(c, folder, NULL);
        make_room(root);
        expect_whole(&p, folder, c, code, pages);
        if (!code && pages > 12)
            break;
    }
    cr_expect_geq(p.refused, 2, "%s was refused %ld times", c->name, p.refused);
    free(p.before);
    free(p.after);
    kit_remove(folder);
}

Test(small_disk, a_full_file_system_leaves_before_or_after) {
    char *root = small_disk_new();
    if (!root)
        return;
    for (size_t i = 0; i < COMMANDS; i++)
        fill_more_and_more(root, &commands[i]);
    small_disk_end(root);
}

/* A write beyond the limit fails (EFBIG); the signal that comes with it is not for the program to die of. */
static void limit_more_and_more(const command *c) {
    char *folder = kit_new();
    pictures p = pictures_new(folder, c);
    for (unsigned long size = 1; size < 8192; size += size / 4 + 1) {
        set_up(folder, c);
        int code = run(c, folder, &(program_limits){.file_size = size});
        expect_whole(&p, folder, c, code, size);
    }
    cr_expect_geq(p.refused, 5, "%s was refused %ld times", c->name, p.refused);
    free(p.before);
    free(p.after);
    kit_remove(folder);
}

Test(small_disk, files_that_may_not_grow_leave_before_or_after) {
    program_choose_disk();
    for (size_t i = 0; i < COMMANDS; i++)
        limit_more_and_more(&commands[i]);
}
