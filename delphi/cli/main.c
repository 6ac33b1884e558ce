/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The command `delphi`: finds the command in the table, runs it, says what went wrong, and ends with its exit code. */
#include "cli/command.h"

#include <errno.h>
#include <locale.h>
#include <poll.h>
#include <signal.h>
#include <string.h>
#include <unistd.h>

/* 1: a problem in the data; 2: usage; 3: file or I/O; 4: internal or memory. */
static int exit_code(delphi_status status) {
    static const int codes[DELPHI_STATUS_COUNT] = {
        [DELPHI_OK] = 0,     [DELPHI_ERR_INPUT] = 1, [DELPHI_ERR_STATE] = 1,  [DELPHI_ERR_USAGE] = 2,
        [DELPHI_ERR_IO] = 3, [DELPHI_ERR_BUSY] = 3,  [DELPHI_ERR_MEMORY] = 4, [DELPHI_ERR_INTERNAL] = 4,
    };
    return status < DELPHI_STATUS_COUNT ? codes[status] : 4;
}

/* What was printed must have arrived. A reader that has seen enough (`| head`) needs no message. */
static delphi_status flush_output(delphi_status status) {
    bool failed = fflush(stdout) != 0 || ferror(stdout);
    if (!failed)
        return status;
    int why = errno;
    struct pollfd output = {.fd = STDOUT_FILENO, .events = POLLOUT};
    bool reader_gone = poll(&output, 1, 0) == 1 && (output.revents & POLLERR);
    if (!reader_gone)
        cli_error(DELPHI_ERR_IO, "standard output: it could not be written whole: %s", strerror(why));
    clearerr(stdout);
    return status == DELPHI_OK ? DELPHI_ERR_IO : status;
}

static void print_commands(FILE *out) {
    fprintf(out, "Usage: delphi COMMAND [ARGUMENT]... [OPTION]...\n\n"
                 "Delphi studies: from a study folder to decisions, with the reasons in numbers.\n\n"
                 "Commands:\n");
    for (size_t i = 0; i < cli_command_count; i++)
        fprintf(out, "  %-10s %-24s %s\n", cli_commands[i]->name, cli_commands[i]->arguments, cli_commands[i]->about);
    fprintf(out, "\n'delphi COMMAND --help' tells more; 'delphi --version' the version.\n"
                 "Exit: 0 done, 1 a problem in the data or a difference, 2 usage, 3 file or I/O,\n"
                 "4 internal or memory.\n");
}

static const cli_command *find_command(const char *name) {
    for (size_t i = 0; i < cli_command_count; i++) {
        if (strcmp(cli_commands[i]->name, name) == 0)
            return cli_commands[i];
    }
    return NULL;
}

#define MOST_COMMANDS 64

static delphi_status unknown_command(const char *name) {
    const char *names[MOST_COMMANDS];
    size_t count = cli_command_count < MOST_COMMANDS ? cli_command_count : MOST_COMMANDS;
    for (size_t i = 0; i < count; i++)
        names[i] = cli_commands[i]->name;
    const char *near = cli_nearest(name, names, count);
    if (near)
        return cli_error(DELPHI_ERR_USAGE, "there is no command '%s': did you mean '%s'?", name, near);
    return cli_error(DELPHI_ERR_USAGE, "there is no command '%s': 'delphi --help' lists them", name);
}

static delphi_status run_call(cli_call *call) {
    call->terminal = cli_terminal_find(call->values.ascii);
    call->problems = delphi_problems_new();
    if (!call->problems)
        return cli_error(DELPHI_ERR_MEMORY, "out of memory");
    delphi_status status = flush_output(call->command->run(call));
    if (status == DELPHI_ERR_MEMORY && delphi_problems_errors(call->problems) == 0)
        cli_error(status, "out of memory");
    if (status != DELPHI_OK && delphi_problems_status(call->problems) == DELPHI_ERR_MEMORY)
        status = DELPHI_ERR_MEMORY; /* what else was found may come of it */
    cli_print_problems(call->problems);
    if (*call->last_word)
        cli_error(status, "%s", call->last_word);
    delphi_problems_free(call->problems);
    return status;
}

static delphi_status run_command(const cli_command *command, int argc, char **argv) {
    cli_call call = {.command = command};
    delphi_status status = cli_parse(command, argc, argv, &call.values);
    if (status == DELPHI_OK && call.values.help)
        cli_print_help(command);
    else if (status == DELPHI_OK)
        status = run_call(&call);
    cli_values_free(&call.values);
    return status;
}

static delphi_status dispatch(int argc, char **argv) {
    if (argc < 2) {
        print_commands(stderr);
        return DELPHI_ERR_USAGE;
    }
    const char *word = argv[1];
    bool help = strcmp(word, "--help") == 0 || strcmp(word, "-h") == 0 || strcmp(word, "help") == 0;
    if (help && argc == 2) {
        print_commands(stdout);
        return DELPHI_OK;
    }
    if (strcmp(word, "--version") == 0) {
        printf("delphi %s\nLicence GPL-3.0-or-later. There is no warranty.\n", delphi_version());
        return DELPHI_OK;
    }
    const cli_command *command = find_command(help ? argv[2] : word);
    if (!command)
        return unknown_command(help ? argv[2] : word);
    if (help) {
        cli_print_help(command);
        return DELPHI_OK;
    }
    return run_command(command, argc - 1, argv + 1);
}

int main(int argc, char **argv) {
    /* Only for how wide characters are; numbers are written the same everywhere. */
    setlocale(LC_CTYPE, "");
    /* A pipe that closes must not stop a command halfway. */
    signal(SIGPIPE, SIG_IGN);
    /* A file that may not grow is an error that is told, like a full disk. */
    signal(SIGXFSZ, SIG_IGN);
    return exit_code(flush_output(dispatch(argc, argv)));
}
