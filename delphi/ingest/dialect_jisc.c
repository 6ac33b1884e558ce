/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Jisc Online Surveys: questions are numbered (`2.1.a. A.1. Timeline`), sections are columns without a cell, several
 * choices stand in one cell (`Text,Figure`), a rating is `7 – Very important`. */
#include "ingest/dialect.h"

#include <string.h>

static const char *const marks[] = {"^Unique Response Number", NULL};

static const dialect_heading headings[] = {
    {"Unique Response Number", DIALECT_METADATA},
    {NULL, DIALECT_OTHER},
};

/* Behind `2.1.a. ` or `A.1. `: dots, digits and single letters, a blank. */
static dialect_text behind_number(dialect_text whole) {
    size_t i = 0, run = 0;
    bool dot = false;
    for (; i < whole.size && whole.text[i] != ' '; i++) {
        char c = whole.text[i];
        bool digit = c >= '0' && c <= '9', letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
        run = letter ? run + 1 : 0;
        dot = dot || c == '.';
        if (run > 1 || !(digit || letter || c == '.'))
            return whole;
    }
    if (!dot || i + 1 >= whole.size)
        return whole;
    return (dialect_text){whole.text + i + 1, whole.size - i - 1};
}

static bool rename(delphi_intake *intake, const dialect_text *heads, size_t count, delphi_buffer *out) {
    (void)count;
    dialect_text text = heads[0];
    for (int level = 0; level < 3; level++) {
        if (dialect_whole(intake, text, out))
            return true;
        text = behind_number(text);
    }
    return false;
}

const ingest_dialect dialect_jisc = {
    .name = "jisc",
    .title = "Jisc Online Surveys",
    .marks = marks,
    .headings = headings,
    .rename = rename,
    .key = "its response number is another one in every survey: the survey must ask for the expert's code",
};
