/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A disk that is really full: a small file system in memory with ever more room left on it; and files that may not grow
 * beyond a size. */
#include "commands.h"

#include <errno.h>
#include <sched.h>
#include <sys/mount.h>
#include <sys/statvfs.h>

#define PAGE       4096
#define DISK_PAGES 256

/* Besides the acts; a sample of these is tried unless all are asked for. */
static const command report = {"report", 7, {"report", "@", "-o", "@/../report.xlsx"}, NULL, false};
static const char *const sample[] = {"open the next", "ingest", "ingest of sheets", "second correction", "close"};

/* ---- a small disk ---- */

/* A folder on which a small file system lies, for this process alone. */
static char *small_disk_new(void) {
    struct statvfs room;
    char *disk = scratch_new();
    if (unshare(CLONE_NEWNS) == 0 && mount("none", "/", "none", MS_REC | MS_PRIVATE, NULL) == 0 &&
        mount("none", disk, "tmpfs", 0, "size=1m") == 0) {
        if (statvfs(disk, &room) == 0 && room.f_bsize == PAGE && room.f_blocks == DISK_PAGES)
            return disk;
        umount(disk);
        errno = EDOM;
    }
    int why = errno;
    scratch_remove(disk);
    cr_skip("no small file system can be mounted here (%s)", why == EDOM ? "it has no limit" : strerror(why));
    return NULL;
}

static void small_disk_end(char *disk) {
    umount(disk);
    scratch_remove(disk);
}

/* Takes all room but `pages`. */
static void fill(const char *disk, unsigned long pages) {
    struct statvfs room;
    char *path = base_path_join(disk, "filler"), page[PAGE] = {1};
    cr_assert_eq(statvfs(disk, &room), 0);
    FILE *filler = fopen(path, "wb");
    cr_assert(filler);
    for (unsigned long i = room.f_bavail; i > pages; i--)
        cr_assert_eq(fwrite(page, 1, PAGE, filler), PAGE);
    cr_assert_eq(fclose(filler), 0);
    free(path);
}

static void make_room(const char *disk) {
    char *path = base_path_join(disk, "filler");
    cr_assert_eq(unlink(path), 0);
    free(path);
}

/* ---- one command ---- */

typedef struct {
    stage s;
    char *before, *after;
    long refused, done;
} trial;

static int run(const trial *t, const program_limits *limits) {
    return program_wait(program_start(t->s.line, NULL, t->s.said, limits), NULL);
}

static trial trial_new(const command *c, const char *disk) {
    trial t = {.s = stage_new(c, program_path(), disk)};
    t.before = stage_picture(&t.s);
    cr_assert_eq(run(&t, NULL), 0, "%s", c->name);
    t.after = stage_picture(&t.s);
    return t;
}

static void trial_free(trial *t) {
    stage_free(&t->s);
    free(t->before);
    free(t->after);
}

/* There is room again: the folder is as before or as after, and the command can be done. */
static void expect_whole(trial *t, int code, unsigned long room) {
    const char *name = t->s.c->name;
    char *words = stage_text(t->s.said), *now = NULL;
    cr_expect(code == 0 || code == 3, "%s with %lu left ended with %d: %s", name, room, code, words);
    cr_expect(code == 0 || *words, "%s with %lu left: nothing is said", name, room);
    cr_expect(t->s.c->prepare == command_alter_results || kit_check(t->s.folder) == DELPHI_OK, "%s with %lu left", name,
              room);
    now = stage_picture(&t->s);
    bool is_before = strcmp(now, t->before) == 0, is_after = strcmp(now, t->after) == 0;
    cr_expect(is_after || (is_before && code), "%s with %lu left, exit %d, left\n%s", name, room, code, now);
    free(now);
    if (is_before)
        cr_expect_eq(run(t, NULL), 0, "%s again, after %lu were left", name, room);
    now = stage_picture(&t->s);
    cr_expect_str_eq(now, t->after, "%s again, after %lu were left", name, room);
    free(now);
    free(words);
    t->refused += code == 3;
    t->done = code ? 0 : t->done + 1;
}

/* ---- all commands ---- */

static bool is_tried(const command *c) {
    bool found = program_tries_all();
    for (size_t i = 0; i < sizeof sample / sizeof *sample; i++)
        found = found || strcmp(c->name, sample[i]) == 0;
    return found;
}

static void fill_less_and_less(const char *disk, const command *c) {
    trial t = trial_new(c, disk);
    for (unsigned long pages = 0; t.done < 3 && pages < DISK_PAGES; pages++) {
        stage_reset(&t.s);
        fill(disk, pages);
        int code = run(&t, NULL);
        make_room(disk);
        expect_whole(&t, code, pages);
    }
    cr_expect_geq(t.refused, 2, "%s was refused %ld times", c->name, t.refused);
    cr_expect_eq(t.done, 3, "%s", c->name);
    trial_free(&t);
}

Test(small_disk, a_full_file_system_leaves_before_or_after) {
    char *disk = small_disk_new();
    for (size_t i = 0; i < ACTS; i++)
        if (is_tried(&acts[i]))
            fill_less_and_less(disk, &acts[i]);
    fill_less_and_less(disk, &report);
    small_disk_end(disk);
}

/* A write beyond the limit fails (EFBIG); the signal that comes with it is not for the program to die of. */
static void limit_less_and_less(const command *c) {
    trial t = trial_new(c, NULL);
    unsigned long part = program_tries_all() ? 8 : 2;
    for (unsigned long size = 1; t.done < 3 && size < 1 << 28; size += size / part + 1) {
        stage_reset(&t.s);
        expect_whole(&t, run(&t, &(program_limits){.file_size = size}), size);
    }
    cr_expect_geq(t.refused, 5, "%s was refused %ld times", c->name, t.refused);
    cr_expect_eq(t.done, 3, "%s", c->name);
    trial_free(&t);
}

Test(small_disk, files_that_may_not_grow_leave_before_or_after) {
    if (program_in_valgrind())
        cr_skip("valgrind itself writes files that may not grow then");
    scratch_in_memory();
    for (size_t i = 0; i < ACTS; i++)
        if (is_tried(&acts[i]))
            limit_less_and_less(&acts[i]);
    limit_less_and_less(&report);
}
