/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is said on stderr: the command line's own errors, and the problems that the library found. */
#include "cli/command.h"

#include <stdarg.h>
#include <string.h>

/* Study texts may stand in messages: control characters must not reach the terminal. */
static void put_line(const char *text) {
    for (const char *p = text; *p; p++) {
        bool control = ((unsigned char)*p < 0x20 && *p != '\n' && *p != '\t') || *p == 0x7F;
        fputc(control ? '?' : *p, stderr);
    }
    fputc('\n', stderr);
}

__attribute__((format(printf, 2, 0))) static void say(const char *kind, const char *format, va_list arguments) {
    char text[2048];
    vsnprintf(text, sizeof text, format, arguments);
    fprintf(stderr, "delphi: %s", kind);
    put_line(text);
}

delphi_status cli_error(delphi_status status, const char *format, ...) {
    va_list arguments;
    va_start(arguments, format);
    say("", format, arguments);
    va_end(arguments);
    return status;
}

void cli_note(const char *format, ...) {
    va_list arguments;
    va_start(arguments, format);
    say("note: ", format, arguments);
    va_end(arguments);
}

void cli_print_problem(delphi_severity severity, const char *text) {
    fprintf(stderr, "delphi: %s", severity == DELPHI_NOTICE ? "note: " : "");
    put_line(text);
}

void cli_print_more_problems(size_t more) {
    if (more > 0)
        fprintf(stderr, "delphi: ... and %zu more problem%s\n", more, more == 1 ? "" : "s");
}

void cli_print_problems(const delphi_problems *problems) {
    size_t kept = delphi_problems_kept(problems), shown = 0;
    for (size_t i = 0; i < kept; i++) {
        const delphi_error *error = delphi_problems_get(problems, i);
        char text[sizeof error->file + sizeof error->pointer + sizeof error->message + 64];
        delphi_error_format(error, text, sizeof text);
        cli_print_problem(error->severity, text);
        shown += error->severity == DELPHI_ERROR;
    }
    cli_print_more_problems(delphi_problems_errors(problems) - shown);
}
