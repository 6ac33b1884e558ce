/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Runs one command and writes how long it took and how much memory it held: `measure FILE COMMAND [ARG]...`.
 *
 * A program of its own, because a child's peak memory includes that of the process it was forked from: from a Python
 * harness every peak would be ten MiB at least. FILE gets `seconds peak_kib status`, by the monotonic clock and
 * wait4(), from before the fork until the child is gone, so start-up is included. The command's output is thrown away.
 */
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static double now(void) {
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
}

static void become(char **command) {
    int nowhere = open("/dev/null", O_WRONLY);
    if (nowhere >= 0)
        dup2(nowhere, STDOUT_FILENO);
    execvp(command[0], command);
    perror(command[0]);
    _exit(127);
}

int main(int argc, char **argv) {
    struct rusage usage;
    int status;
    if (argc < 3) {
        fputs("usage: measure FILE COMMAND [ARG]...\n", stderr);
        return 2;
    }
    double begin = now();
    pid_t child = fork();
    if (child == 0)
        become(argv + 2);
    if (child < 0 || wait4(child, &status, 0, &usage) != child) {
        perror("measure");
        return 4;
    }
    double took = now() - begin;
    FILE *file = fopen(argv[1], "w");
    if (!file)
        return 3;
    fprintf(file, "%.6f %ld %d\n", took, usage.ru_maxrss, WIFEXITED(status) ? WEXITSTATUS(status) : 128);
    return fclose(file) == 0 ? 0 : 3;
}
