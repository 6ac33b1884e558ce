/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Every file of the corpus through its target, each in a process of its own: what once made a target fall does so no
 * more. */
#include "fuzz.h"

#include "../kit/scratch.h"

#include <sys/wait.h>
#include <unistd.h>

static const fuzz_target *target_named(const char *name) {
    size_t count;
    const fuzz_target *targets = fuzz_targets(&count);
    for (size_t i = 0; i < count; i++)
        if (strcmp(targets[i].name, name) == 0)
            return &targets[i];
    return NULL;
}

static void replay(const fuzz_target *target, const char *path) {
    static delphi_buffer bytes; /* static, so that a child that ends at once does not seem to lose it */
    cr_assert_eq(base_file_read(path, path, &bytes, NULL, NULL), DELPHI_OK, "%s", path);
    pid_t child = fork();
    cr_assert_geq(child, 0);
    if (child == 0) {
        alarm(60);
        target->run(bytes.data, bytes.size);
        _exit(0); /* at exit() LeakSanitizer would look for the threads of the process that this one was forked from */
    }
    int status;
    cr_assert_eq(waitpid(child, &status, 0), child);
    cr_expect(WIFEXITED(status) && WEXITSTATUS(status) == 0, "%s: the target ended with status %x", path,
              (unsigned)status);
    delphi_buffer_free(&bytes);
}

static void replay_all(const char *name, size_t at_least) {
    const fuzz_target *target = target_named(name);
    const char *tests = getenv("DELPHI_TESTS");
    char folder[1024];
    snprintf(folder, sizeof folder, "%s/fuzz/corpus/%s", tests ? tests : "tests", name);
    static struct dirent **entries; /* static, as the bytes above */
    static char *path;
    int count = scandir(folder, &entries, NULL, alphasort);
    size_t files = 0;
    cr_assert(target && count >= 0, "%s", folder);
    for (int i = 0; i < count; i++) {
        if (entries[i]->d_name[0] != '.') {
            path = base_path_join(folder, entries[i]->d_name);
            replay(target, path);
            free(path);
            files++;
        }
        free(entries[i]);
    }
    free(entries);
    cr_expect_geq(files, at_least, "%s holds %zu files", folder, files);
}

#define REPLAY(name)                                                                                                   \
    Test(replay, name) {                                                                                               \
        replay_all(#name, 5);                                                                                          \
    }

REPLAY(ballots)
REPLAY(columns)
REPLAY(delimited)
REPLAY(indicators)
REPLAY(ledger)
REPLAY(longlist)
REPLAY(overrides)
REPLAY(panel)
REPLAY(proposals)
REPLAY(ranking)
REPLAY(ratings)
REPLAY(record)
REPLAY(results)
REPLAY(returned)
REPLAY(rules)
REPLAY(study)
REPLAY(values)
REPLAY(workbook)
REPLAY(xlsx)
