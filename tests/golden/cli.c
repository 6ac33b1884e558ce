/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The command line as a person sees it. Each tests/golden/cli/NAME.case declares command lines and all that they give:
 *
 *     # what the case shows
 *     $ delphi check mini          a command for sh, in an empty folder that the case's commands share
 *     > mini: no problems          a line on stdout
 *     ! delphi: ...                a line on stderr
 *     = 1                          the exit code, where it is not 0
 *
 * A carriage return is shown as \r, other control characters as \xNN, and a last line without its end closes with \c.
 * `make golden-refresh` (GOLDEN_REFRESH=1) writes what is given now into the cases: read the difference before it is
 * committed. $FIXTURES names tests/golden/fixtures. DELPHI_CASE_COMMANDS=8 ends each case after its eighth command.
 */
#include <criterion/criterion.h>
#include <criterion/parameterized.h>

#include <dirent.h>
#include <fcntl.h>
#include <limits.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#define PATH_SIZE   512
#define LEAST_CASES 22

extern char **environ;

typedef struct {
    char name[128];
} golden_case;

/* A growable text. */
typedef struct {
    char *data;
    size_t size;
} text;

static void append(text *out, const char *bytes, size_t size) {
    out->data = realloc(out->data, out->size + size + 1);
    cr_assert_not_null(out->data);
    memcpy(out->data + out->size, bytes, size);
    out->size += size;
    out->data[out->size] = '\0';
}

static void append_text(text *out, const char *words) {
    append(out, words, strlen(words));
}

static text read_whole(const char *path) {
    text out = {0};
    append(&out, "", 0);
    FILE *in = fopen(path, "rb");
    cr_assert_not_null(in, "%s cannot be read", path);
    char bytes[4096];
    for (size_t size; (size = fread(bytes, 1, sizeof bytes, in)) > 0;)
        append(&out, bytes, size);
    fclose(in);
    return out;
}

static const char *tests_folder(void) {
    const char *folder = getenv("DELPHI_TESTS");
    return folder ? folder : "tests";
}

/* The folder in which a case runs: work/ for its commands, out and err beside it. */
typedef struct {
    char root[64], work[PATH_SIZE], out[PATH_SIZE], err[PATH_SIZE];
} scratch;

static void make_scratch(scratch *s) {
    strcpy(s->root, "/tmp/delphi-golden-XXXXXX");
    cr_assert_not_null(mkdtemp(s->root));
    snprintf(s->work, sizeof s->work, "%s/work", s->root);
    snprintf(s->out, sizeof s->out, "%s/out", s->root);
    snprintf(s->err, sizeof s->err, "%s/err", s->root);
    cr_assert_eq(mkdir(s->work, 0777), 0);
}

static void remove_scratch(const scratch *s) {
    char command[256];
    snprintf(command, sizeof command, "chmod -R u+w '%s' && rm -rf '%s'", s->root, s->root);
    cr_expect_eq(system(command), 0);
}

/* The same surroundings for every case; `delphi` is found on the path. */
static void set_environment(void) {
    const char *binary = getenv("DELPHI") ? getenv("DELPHI") : "build/release/bin/delphi";
    char folder[PATH_SIZE], whole[PATH_SIZE], path[8 * PATH_SIZE];
    cr_assert_not_null(realpath(binary, whole), "DELPHI names no program: %s", binary);
    *strrchr(whole, '/') = '\0';
    snprintf(path, sizeof path, "%s:%s", whole, getenv("PATH"));
    snprintf(whole, sizeof whole, "%s/golden/fixtures", tests_folder());
    cr_assert_not_null(realpath(whole, folder));
    setenv("PATH", path, 1);
    setenv("FIXTURES", folder, 1);
    setenv("SOURCE_DATE_EPOCH", "1606000000", 1);
    setenv("LC_ALL", "C.UTF-8", 1);
    setenv("COLUMNS", "80", 1);
    setenv("NO_COLOR", "1", 1);
    setenv("TZ", "UTC", 1);
    unsetenv("DELPHI_OPERATOR");
}

static int run_command(const scratch *s, char *command) {
    char shell[] = "sh", option[] = "-c";
    char *const words[] = {shell, option, command, NULL};
    posix_spawn_file_actions_t files;
    posix_spawn_file_actions_init(&files);
    posix_spawn_file_actions_addopen(&files, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
    posix_spawn_file_actions_addopen(&files, STDOUT_FILENO, s->out, O_WRONLY | O_CREAT | O_TRUNC, 0666);
    posix_spawn_file_actions_addopen(&files, STDERR_FILENO, s->err, O_WRONLY | O_CREAT | O_TRUNC, 0666);
    posix_spawn_file_actions_addchdir_np(&files, s->work);
    pid_t child;
    cr_assert_eq(posix_spawnp(&child, "sh", &files, NULL, words, environ), 0);
    posix_spawn_file_actions_destroy(&files);
    int status = 0;
    cr_assert_eq(waitpid(child, &status, 0), child);
    return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

static void show_character(text *out, char c) {
    char shown[8];
    if (c == '\r')
        append_text(out, "\\r");
    else if ((unsigned char)c < 0x20 && c != '\t')
        append(out, shown, (size_t)snprintf(shown, sizeof shown, "\\x%02X", (unsigned)c));
    else
        append(out, &c, 1);
}

/* Each line of a file after a mark. */
static void show_lines(text *out, const char *path, char mark) {
    text given = read_whole(path);
    for (size_t i = 0; i < given.size;) {
        append(out, &mark, 1);
        if (given.data[i] != '\n')
            append(out, " ", 1);
        for (; i < given.size && given.data[i] != '\n'; i++)
            show_character(out, given.data[i]);
        append_text(out, i < given.size ? "\n" : "\\c\n");
        i++;
    }
    free(given.data);
}

/* What a command gives, as a case declares it. */
static text observe(const scratch *s, char *command) {
    text out = {0};
    append(&out, "", 0);
    int code = run_command(s, command);
    show_lines(&out, s->out, '>');
    show_lines(&out, s->err, '!');
    char line[16];
    if (code != 0)
        append(&out, line, (size_t)snprintf(line, sizeof line, "= %d\n", code));
    return out;
}

/* Takes the lines that a command is declared to give from *rest. */
static text take_declared(char **rest) {
    text out = {0};
    append(&out, "", 0);
    while (**rest && strchr(">!=", **rest)) {
        size_t size = strcspn(*rest, "\n");
        append(&out, *rest, size);
        append(&out, "\n", 1);
        *rest += size + ((*rest)[size] == '\n');
    }
    return out;
}

/* Where each command takes seconds, under valgrind, a case may end after its first ones. */
static long most_commands(void) {
    const char *most = getenv("DELPHI_CASE_COMMANDS");
    return most && !getenv("GOLDEN_REFRESH") ? strtol(most, NULL, 10) : LONG_MAX;
}

/* Runs a case and compares; `fresh` becomes the case with what it gives now. */
static void run_case(const char *name, const scratch *s, char *source, text *fresh) {
    long line = 0, commands = 0, most = most_commands();
    for (char *rest = source; *rest && commands < most;) {
        size_t size = strcspn(rest, "\n");
        char *here = rest;
        rest += size + (rest[size] == '\n');
        line++;
        append(fresh, here, size);
        append(fresh, "\n", 1);
        if (*here != '$')
            continue;
        here[size] = '\0';
        text declared = take_declared(&rest), given = observe(s, here + 1);
        append_text(fresh, given.data);
        /* A program that fell is never what a case declares. */
        cr_expect(!strstr(given.data, "! Segmentation fault") && !strstr(given.data, "! Aborted") &&
                      !strstr(given.data, "! Floating point exception") && !strstr(given.data, "runtime error:"),
                  "%s:%ld:%s\n-- fell:\n%s", name, line, here, given.data);
        if (!getenv("GOLDEN_REFRESH"))
            cr_expect(strcmp(declared.data, given.data) == 0, "%s:%ld:%s\n-- declared\n%s-- given\n%s", name, line,
                      here, declared.data, given.data);
        for (const char *p = declared.data; *p; p++)
            line += *p == '\n';
        commands++;
        free(declared.data);
        free(given.data);
    }
    cr_expect_gt(commands, 0, "%s has no command", name);
}

static int is_case(const struct dirent *entry) {
    const char *dot = strrchr(entry->d_name, '.');
    return dot && strcmp(dot, ".case") == 0;
}

static int list_cases(struct dirent ***out) {
    char folder[PATH_SIZE];
    snprintf(folder, sizeof folder, "%s/golden/cli", tests_folder());
    return scandir(folder, out, is_case, alphasort);
}

ParameterizedTestParameters(golden_cli, gives_what_the_case_declares) {
    struct dirent **entries = NULL;
    int count = list_cases(&entries);
    golden_case *cases = cr_malloc((count > 0 ? (size_t)count : 1) * sizeof *cases);
    for (int i = 0; i < count; i++) {
        snprintf(cases[i].name, sizeof cases[i].name, "%.100s", entries[i]->d_name);
        free(entries[i]);
    }
    free(entries);
    return cr_make_param_array(golden_case, cases, count > 0 ? (size_t)count : 0);
}

ParameterizedTest(golden_case *which, golden_cli, gives_what_the_case_declares) {
    char path[PATH_SIZE];
    scratch s;
    text fresh = {0};
    snprintf(path, sizeof path, "%s/golden/cli/%s", tests_folder(), which->name);
    text source = read_whole(path);
    set_environment();
    make_scratch(&s);
    run_case(which->name, &s, source.data, &fresh);
    remove_scratch(&s);
    if (getenv("GOLDEN_REFRESH")) {
        FILE *out = fopen(path, "wb");
        cr_assert_not_null(out);
        fwrite(fresh.data, 1, fresh.size, out);
        cr_assert_eq(fclose(out), 0);
    }
    free(source.data);
    free(fresh.data);
}

Test(golden_cli, finds_its_cases) {
    struct dirent **entries = NULL;
    int count = list_cases(&entries);
    cr_expect_geq(count, LEAST_CASES, "only %d cases under %s/golden/cli", count, tests_folder());
    for (int i = 0; i < count; i++)
        free(entries[i]);
    free(entries);
}
