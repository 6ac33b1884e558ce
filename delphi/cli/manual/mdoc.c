/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Text for mdoc. */
#include "cli/manual/manual.h"

#include <ctype.h>
#include <string.h>

#define LINE 76

/* How a character stands within a line, in `out`: a backslash begins an escape, and quotes would be changed. */
static const char *written(char c, char out[2]) {
    out[0] = c;
    out[1] = '\0';
    return c == '\\' ? "\\e" : c == '"' ? "\\(dq" : c == '\'' ? "\\(aq" : c == '\n' ? " " : out;
}

/* A sentence ends before a space and a capital letter. */
static bool ends_sentence(const char *word, size_t size) {
    const char *next = word + size + 1;
    return size > 2 && strchr(".!?", word[size - 1]) && word[size] == ' ' && isupper((unsigned char)*next);
}

void manual_words(FILE *out, const char *text) {
    char own[2];
    for (; *text; text++)
        fputs(written(*text, own), out);
}

void manual_text(FILE *out, const char *text) {
    size_t column = 0;
    char own[2];
    for (const char *word = text; *word;) {
        size_t size = strcspn(word, " \n"), width = 0;
        for (size_t i = 0; i < size; i++)
            width += strlen(written(word[i], own));
        if (column > 0 && column + 1 + width > LINE) {
            putc('\n', out);
            column = 0;
        }
        fputs(column > 0 ? " " : *word == '.' || *word == '\'' ? "\\&" : "", out);
        for (size_t i = 0; i < size; i++)
            fputs(written(word[i], own), out);
        column = ends_sentence(word, size) ? LINE : column + 1 + width;
        word += size + (word[size] != '\0');
    }
    putc('\n', out);
}

void manual_head(FILE *out, const char *title, int section, const char *name, const char *about) {
    /* Not the day of the build: pages of the same sources are the same. */
    fprintf(out, ".\\\" Written by the build; not to be edited.\n.Dd " MANUAL_DATE "\n.Dt %s %d\n.Os\n", title,
            section);
    fprintf(out, ".Sh NAME\n.Nm %s\n.Nd %s\n", name, about);
}
