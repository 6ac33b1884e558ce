/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Finds out what standard output can show, and measures and cuts texts for it. */
#include "cli/terminal.h"

#include <langinfo.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>
#include <wchar.h>

static const cli_signs unicode_signs = {
    .ellipsis = "…",
    .dot = " · ",
    .dash = "–",
    .arrow = "→",
    .about = "±",
    .marks = {"✓", "✗", "↻", "–", "?", "!"},
    .empty_bar = "·",
    .bars = {"▁", "▂", "▃", "▅", "▇"},
    .bar_count = 5,
    .fractions = true,
};

static const cli_signs ascii_signs = {
    .ellipsis = "...",
    .dot = ", ",
    .dash = "-",
    .arrow = "->",
    .about = "+-",
    .marks = {"+", "x", "~", "-", "?", "!"},
    .empty_bar = ".",
    .bars = {":", "|", "#"},
    .bar_count = 3,
    .fractions = false,
};

static size_t find_width(void) {
    const char *columns = getenv("COLUMNS");
    long given = columns ? strtol(columns, NULL, 10) : 0;
    if (given >= 40 && given <= 1000)
        return (size_t)given;
    struct winsize size;
    if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col >= 40)
        return size.ws_col;
    return 80;
}

cli_terminal cli_terminal_find(bool ascii) {
    bool utf8 = strcmp(nl_langinfo(CODESET), "UTF-8") == 0;
    const char *no_colour = getenv("NO_COLOR");
    const char *kind = getenv("TERM");
    return (cli_terminal){
        .width = find_width(),
        .colour = isatty(STDOUT_FILENO) && !(no_colour && *no_colour) && kind && strcmp(kind, "dumb") != 0,
        .wide_characters = utf8,
        .signs = utf8 && !ascii ? &unicode_signs : &ascii_signs,
    };
}

/* Bytes of the character that starts here. Texts of a study are well-formed UTF-8; anything else counts byte by byte.
 */
static size_t character(const char *text, wchar_t *out) {
    unsigned char first = (unsigned char)*text;
    size_t size = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : first >= 0xC0 ? 2 : 1;
    *out = size == 1 ? (wchar_t)first : (wchar_t)(first & (0x7F >> size));
    for (size_t i = 1; i < size; i++) {
        if (((unsigned char)text[i] & 0xC0) != 0x80) {
            *out = L'?';
            return 1;
        }
        *out = (*out << 6) | (wchar_t)((unsigned char)text[i] & 0x3F);
    }
    return size;
}

static bool is_control(wchar_t c) {
    return c < 0x20 || (c >= 0x7F && c < 0xA0);
}

static size_t character_width(const cli_terminal *terminal, wchar_t c) {
    if (is_control(c) || !terminal->wide_characters)
        return 1;
    int width = wcwidth(c);
    return width < 0 ? 1 : (size_t)width;
}

size_t cli_text_width(const cli_terminal *terminal, const char *text) {
    size_t width = 0;
    wchar_t c;
    for (const char *p = text; *p; p += character(p, &c))
        width += (character(p, &c), character_width(terminal, c));
    return width;
}

/* Writes characters as long as they fit in `room` columns; returns the columns used. */
static size_t put_characters(const cli_terminal *terminal, FILE *out, const char *text, size_t room) {
    size_t used = 0;
    wchar_t c;
    for (size_t size; *text; text += size) {
        size = character(text, &c);
        size_t width = character_width(terminal, c);
        if (used + width > room)
            break;
        if (is_control(c))
            fputc(' ', out);
        else
            fwrite(text, 1, size, out);
        used += width;
    }
    return used;
}

void cli_text_put(const cli_terminal *terminal, FILE *out, const char *text, size_t width, bool right) {
    size_t wanted = cli_text_width(terminal, text);
    if (wanted > width) {
        size_t ellipsis = cli_text_width(terminal, terminal->signs->ellipsis);
        size_t used = put_characters(terminal, out, text, width > ellipsis ? width - ellipsis : 0);
        used += put_characters(terminal, out, terminal->signs->ellipsis, width - used);
        fprintf(out, "%*s", (int)(width - used), "");
        return;
    }
    if (right)
        fprintf(out, "%*s", (int)(width - wanted), "");
    put_characters(terminal, out, text, width);
    if (!right)
        fprintf(out, "%*s", (int)(width - wanted), "");
}

void cli_style_on(const cli_terminal *terminal, FILE *out, cli_style style) {
    static const char *const codes[] = {"", "1", "2", "32", "31", "33"};
    if (terminal->colour && style != CLI_PLAIN)
        fprintf(out, "\x1b[%sm", codes[style]);
}

void cli_style_off(const cli_terminal *terminal, FILE *out, cli_style style) {
    if (terminal->colour && style != CLI_PLAIN)
        fputs("\x1b[0m", out);
}

/* Prints a word on the line, or on a new one where it does not fit; returns the columns used by then. */
static size_t put_word(const cli_terminal *terminal, const char *word, size_t used, size_t indent) {
    size_t width = cli_text_width(terminal, word);
    bool first = used == indent;
    bool fits = first || used + 1 + width <= terminal->width;
    if (!fits)
        printf("\n%*s", (int)indent, "");
    else if (!first)
        putchar(' ');
    cli_text_put(terminal, stdout, word, width, false);
    return (fits ? used + !first : indent) + width;
}

void cli_print_words(const cli_terminal *terminal, const char *const *words, size_t count, size_t indent) {
    size_t used = indent;
    printf("%*s", (int)indent, "");
    for (size_t i = 0; i < count; i++)
        used = put_word(terminal, words[i], used, indent);
    putchar('\n');
}

void cli_print_after(const cli_terminal *terminal, const char *text, size_t used) {
    size_t indent = used;
    char word[1024]; /* not allocated: no text may be lost for want of memory; a longer word is broken */
    for (text += strspn(text, " \n"); *text; text += strspn(text, " \n")) {
        size_t size = strcspn(text, " \n");
        size = size < sizeof word ? size : sizeof word - 1;
        memcpy(word, text, size);
        word[size] = '\0';
        used = put_word(terminal, word, used, indent);
        text += size;
    }
    putchar('\n');
}

void cli_print_paragraph(const cli_terminal *terminal, const char *text, size_t indent) {
    printf("%*s", (int)indent, "");
    cli_print_after(terminal, text, indent);
}
