/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A study as it was at a revision of the git repository that it lies in. Git itself is asked, and gives a zip file of
 * the folder, which is unpacked beside the other temporary files. */
#include <delphi/manager.h>

#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <spawn.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>
#include <zip.h>

#include "base/buffer.h"
#include "base/file.h"
#include "base/problems.h"

extern char **environ;

/* No study needs as much, and a zip file may unpack to anything. */
#define FILE_MAX ((uint64_t)1 << 30)

struct delphi_revision {
    char *folder; /* temporary, with `study` in it */
    char *study;
};

static int remove_one(const char *path, const struct stat *status, int type, struct FTW *place) {
    (void)status, (void)type, (void)place;
    return remove(path);
}

void delphi_revision_free(delphi_revision *revision) {
    if (!revision)
        return;
    if (revision->folder)
        nftw(revision->folder, remove_one, 16, FTW_DEPTH | FTW_PHYS);
    free(revision->folder);
    free(revision->study);
    free(revision);
}

const char *delphi_revision_path(const delphi_revision *revision) {
    return revision->study;
}

/* Runs git and waits for it; what it prints is not for people. -1: it could not be started. */
static int run_git(char *const *words) {
    posix_spawn_file_actions_t actions;
    pid_t pid;
    int status = -1;
    if (posix_spawn_file_actions_init(&actions) != 0)
        return -1;
    bool ready = posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0) == 0 &&
                 posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, "/dev/null", O_WRONLY, 0) == 0 &&
                 posix_spawn_file_actions_adddup2(&actions, STDOUT_FILENO, STDERR_FILENO) == 0;
    if (ready && posix_spawnp(&pid, "git", &actions, NULL, words, environ) == 0)
        while (waitpid(pid, &status, 0) < 0 && errno == EINTR)
            continue;
    posix_spawn_file_actions_destroy(&actions);
    return status < 0 || !WIFEXITED(status) ? -1 : WEXITSTATUS(status) == 127 ? -1 : WEXITSTATUS(status);
}

#define WORDS 9

/* posix_spawn() takes words that it does not change as ones that it might. */
static int ask(const char *const *given) {
    char *words[WORDS + 1] = {NULL};
    size_t count = 0;
    bool copied = true;
    for (; count < WORDS && given[count]; count++) {
        words[count] = strdup(given[count]);
        copied = copied && words[count];
    }
    int said = copied ? run_git(words) : -1;
    for (size_t i = 0; i < count; i++)
        free(words[i]);
    return said;
}

static delphi_status refuse(const char *path, const char *name, const char *why, delphi_problems *problems) {
    return base_problem(problems, DELPHI_ERR_INPUT, (base_place){.file = path}, "'%s' %s", name, why);
}

static delphi_status ask_git(const char *path, const char *name, const char *zip, delphi_problems *problems) {
    char *commit = NULL;
    if (asprintf(&commit, "%s^{commit}", name) < 0)
        return base_no_memory(problems);
    const char *inside[] = {"git", "-C", path, "rev-parse", "--git-dir", NULL},
               *known[] = {"git", "-C", path, "rev-parse", "--verify", "--end-of-options", commit, NULL},
               *take[] = {"git", "-C", path, "archive", "--format=zip", "-o", zip, commit, NULL};
    delphi_status status = DELPHI_OK;
    int said = ask(inside);
    if (said < 0)
        status = refuse(path, name, "is no study folder, and git, which may know it as a revision, cannot be run here",
                        problems);
    else if (said > 0)
        status = refuse(path, name, "is no study folder, and this study lies in no git repository that has revisions",
                        problems);
    else if (ask(known) != 0)
        status = refuse(path, name, "is neither a study folder nor a revision that git knows", problems);
    else if (ask(take) != 0)
        status = refuse(path, name, "is a revision in which git does not find this folder", problems);
    free(commit);
    return status;
}

/* Only what lies below the folder itself, by names that git gives: none of them begins anew or goes up. */
static bool stays_below(const char *name) {
    return name[0] != '/' && strncmp(name, "../", 3) != 0 && !strstr(name, "/../");
}

static delphi_status make_folders(char *path, size_t from) {
    for (char *p = path + from; (p = strchr(p, '/')); p++) {
        *p = '\0';
        bool made = mkdir(path, 0700) == 0 || errno == EEXIST;
        *p = '/';
        if (!made)
            return DELPHI_ERR_IO;
    }
    return DELPHI_OK;
}

static delphi_status unpack_file(zip_t *zip, zip_uint64_t at, const char *path, delphi_problems *problems) {
    zip_stat_t stat;
    if (zip_stat_index(zip, at, 0, &stat) != 0 || !(stat.valid & ZIP_STAT_SIZE) || stat.size > FILE_MAX)
        return base_io_problem(problems, path, "cannot be unpacked");
    char *bytes = malloc((size_t)stat.size + 1);
    zip_file_t *from = bytes ? zip_fopen_index(zip, at, 0) : NULL;
    bool read = from && zip_fread(from, bytes, stat.size) == (zip_int64_t)stat.size;
    if (from)
        zip_fclose(from);
    delphi_status status = !bytes ? base_no_memory(problems)
                           : read ? base_file_replace_soon(path, path, bytes, (size_t)stat.size, problems)
                                  : base_io_problem(problems, path, "cannot be unpacked");
    free(bytes);
    return status;
}

static delphi_status unpack_one(zip_t *zip, zip_uint64_t at, const char *folder, delphi_problems *problems) {
    const char *name = zip_get_name(zip, at, 0);
    size_t size = name ? strlen(name) : 0;
    if (size == 0 || !stays_below(name))
        return DELPHI_OK;
    char *path = base_path_join(folder, name);
    if (!path)
        return base_no_memory(problems);
    delphi_status status = make_folders(path, strlen(folder) + 1);
    if (status)
        status = base_io_problem(problems, path, "cannot be made");
    else if (name[size - 1] != '/')
        status = unpack_file(zip, at, path, problems);
    free(path);
    return status;
}

static delphi_status unpack(const char *path, const char *folder, delphi_problems *problems) {
    int error = 0;
    zip_t *zip = zip_open(path, ZIP_RDONLY, &error);
    if (!zip)
        return base_io_problem(problems, path, "cannot be unpacked");
    delphi_status status = DELPHI_OK;
    for (zip_int64_t i = 0; i < zip_get_num_entries(zip, 0) && !status; i++)
        status = unpack_one(zip, (zip_uint64_t)i, folder, problems);
    zip_discard(zip);
    return status;
}

static delphi_status take(delphi_revision *revision, const char *path, const char *name, delphi_problems *problems) {
    const char *base = getenv("TMPDIR");
    char *pattern = base_path_join(base && *base ? base : "/tmp", "delphi-revision-XXXXXX");
    if (!pattern)
        return base_no_memory(problems);
    if (!mkdtemp(pattern)) {
        delphi_status status = base_io_problem(problems, pattern, "no temporary folder can be made");
        free(pattern);
        return status;
    }
    revision->folder = pattern;
    revision->study = base_path_join(pattern, "study");
    char *zip = base_path_join(pattern, "study.zip");
    delphi_status status = revision->study && zip ? ask_git(path, name, zip, problems) : base_no_memory(problems);
    if (!status && mkdir(revision->study, 0700) != 0)
        status = base_io_problem(problems, revision->study, "cannot be made");
    if (!status)
        status = unpack(zip, revision->study, problems);
    free(zip);
    return status;
}

delphi_status delphi_revision_take(const char *path, const char *name, delphi_revision **out,
                                   delphi_problems *problems) {
    delphi_revision *revision = calloc(1, sizeof *revision);
    delphi_status status = revision ? take(revision, path, name, problems) : base_no_memory(problems);
    if (status)
        delphi_revision_free(revision);
    else
        *out = revision;
    return status;
}
