/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The manual pages and the completion, written from the same tables that the command reads. */
#ifndef CLI_MANUAL_MANUAL_H
#define CLI_MANUAL_MANUAL_H

#include "cli/command.h"

/* When the pages last changed in what they say. */
#define MANUAL_DATE "November 23, 2026"

/* Words as mdoc reads them: what it would take for its own is escaped, and each sentence begins a line, as the manual
 * of mdoc asks. */
void manual_text(FILE *out, const char *text);
/* The same within a line. */
void manual_words(FILE *out, const char *text);
/* Head of a page. */
void manual_head(FILE *out, const char *title, int section, const char *name, const char *about);

/* delphi(1), from the table of commands. */
void manual_write_command_page(FILE *out);
/* delphi-study(5), from the JSON Schema of study.json. False where the schema cannot be read. */
bool manual_write_study_page(FILE *out, const char *schema);
/* Completion for bash, from the table of commands. */
void manual_write_bash(FILE *out);

#endif
