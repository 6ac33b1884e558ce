/* SPDX-License-Identifier: GPL-3.0-or-later */
/* delphi(1). */
#include "cli/manual/manual.h"

#include <string.h>

/* "STUDY FILE..." in mdoc: an argument, or more of the last. */
static void put_arguments(FILE *out, const char *arguments) {
    for (const char *p = arguments; *p;) {
        size_t size = strcspn(p, " ");
        bool optional = *p == '[', many = size > 3 && memcmp(p + size - 3 - optional, "...", 3) == 0;
        const char *word = p + optional;
        int length = (int)(size - (size_t)(optional ? 2 : 0) - (many ? 3 : 0));
        fprintf(out, " %sAr %.*s%s", optional ? "Op " : "", length, word, many ? " ..." : "");
        p += size + (p[size] == ' ');
    }
}

static void put_option(FILE *out, const cli_option *row) {
    fputs(".It ", out);
    if (row->letter)
        fprintf(out, "Fl %c , ", row->letter);
    fprintf(out, "Fl Fl %s", row->name);
    if (row->argument)
        fputs(" Ar ", out);
    if (row->argument)
        manual_words(out, row->argument);
    putc('\n', out);
    manual_text(out, row->help);
}

static void put_command(FILE *out, const cli_command *command) {
    fprintf(out, ".Ss delphi %s\n.Bd -ragged\n.Nm delphi Cm %s", command->name, command->name);
    put_arguments(out, command->arguments);
    fputs(" Op Ar option ...\n.Ed\n.Pp\n", out);
    manual_text(out, command->details);
    fputs(".Bl -tag -width Ds\n", out);
    for (size_t i = 0; cli_option_row(command, i); i++)
        put_option(out, cli_option_row(command, i));
    fputs(".El\n.Pp\nExamples:\n.Bd -literal -offset indent -compact\n", out);
    for (size_t i = 0; i < 2; i++) {
        manual_words(out, command->examples[i]);
        putc('\n', out);
    }
    fputs(".Ed\n", out);
}

static const char before[] =
    ".Sh SYNOPSIS\n.Nm delphi\n.Ar command\n.Op Ar argument ...\n.Op Ar option ...\n.Nm delphi\n.Fl Fl version\n"
    ".Sh DESCRIPTION\n"
    "A Delphi study chooses indicators in rounds: experts rate, a rule written\n"
    "beforehand decides what is kept, dropped or rated again, and every expert sees\n"
    "where the group stands.\n"
    ".Nm\n"
    "keeps such a study in a folder, described in\n.Xr delphi-study 5 ,\n"
    "takes the answers in, decides, and writes results, reports and sheets.\n"
    "Results go to standard output and everything else to standard error;\nnothing is asked.\n"
    "The same input gives the same bytes.\n"
    ".Sh COMMANDS\n";

static const char after[] =
    ".Sh ENVIRONMENT\n.Bl -tag -width SOURCE_DATE_EPOCH\n"
    ".It Ev DELPHI_OPERATOR\nWho acts, for the ledger, where\n.Fl Fl by\ndoes not say it; a pseudonym.\n"
    ".It Ev SOURCE_DATE_EPOCH\nThe time that the ledger records, in seconds since 1970, instead of the clock's.\n"
    ".It Ev COLUMNS\nHow wide tables may be, where the terminal does not tell.\n"
    ".It Ev NO_COLOR\nNo colours, even on a terminal.\n"
    ".It Ev TMPDIR\nWhere workbooks are made before they come into their place, if not in memory.\n"
    ".El\n"
    ".Sh EXIT STATUS\n.Bl -tag -width Ds -compact\n"
    ".It 0\nDone.\n.It 1\nA check found a difference, or there is a problem in the data.\n.It 2\nThe command was not "
    "understood.\n"
    ".It 3\nA file could not be read or written, or another process has the study.\n"
    ".It 4\nOut of memory, or an error of the program.\n.El\n"
    ".Sh SEE ALSO\n.Xr delphi-study 5\n";

void manual_write_command_page(FILE *out) {
    manual_head(out, "DELPHI", 1, "delphi", "Delphi studies, from answers to decisions");
    fputs(before, out);
    for (size_t i = 0; i < cli_command_count; i++)
        put_command(out, cli_commands[i]);
    fputs(after, out);
}
