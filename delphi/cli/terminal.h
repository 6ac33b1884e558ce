/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What standard output can show: how wide it is, which characters, whether colours. */
#ifndef CLI_TERMINAL_H
#define CLI_TERMINAL_H

#include <delphi/analysis.h>

#include <stdio.h>

/* The characters that differ between a UTF-8 terminal and a plain one. */
typedef struct {
    const char *ellipsis, *dot, *dash, *arrow, *about;
    const char *marks[DELPHI_DECISION_COUNT];
    const char *empty_bar;
    const char *bars[5]; /* from low to high */
    size_t bar_count;
    bool fractions; /* are quarters written as one character? */
} cli_signs;

typedef enum { CLI_PLAIN, CLI_BOLD, CLI_FAINT, CLI_GREEN, CLI_RED, CLI_YELLOW } cli_style;

typedef struct {
    size_t width;
    bool colour;
    bool wide_characters; /* does the locale know how wide a character is? */
    const cli_signs *signs;
} cli_terminal;

/* Looks at standard output, COLUMNS, NO_COLOR and the locale. `ascii`: plain characters whatever the locale can. */
cli_terminal cli_terminal_find(bool ascii);

/* Columns that a text takes. */
size_t cli_text_width(const cli_terminal *terminal, const char *text);
/* Writes a text cut (with an ellipsis) or padded to `width` columns; control characters become spaces. */
void cli_text_put(const cli_terminal *terminal, FILE *out, const char *text, size_t width, bool right);
/* Switch a style on, and all of them off; nothing where there are no colours. */
void cli_style_on(const cli_terminal *terminal, FILE *out, cli_style style);
void cli_style_off(const cli_terminal *terminal, FILE *out, cli_style style);
/* Prints words with a blank between them, in lines no longer than the terminal, each one indented. */
void cli_print_words(const cli_terminal *terminal, const char *const *words, size_t count, size_t indent);
/* Prints a text as such lines. */
void cli_print_paragraph(const cli_terminal *terminal, const char *text, size_t indent);
/* The same, where `used` columns of the first line are taken; the other lines are indented by as much. */
void cli_print_after(const cli_terminal *terminal, const char *text, size_t used);

#endif
