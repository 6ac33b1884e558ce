/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Words for messages about a text that was read: what was found, what is near it, what is allowed. */
#ifndef INGEST_WORDS_H
#define INGEST_WORDS_H

#include <delphi/base.h>

/* A small text by value, so that it can be made inside the call that prints it. */
typedef struct {
    char text[480];
} ingest_words;

/* The text between double quotes, without control characters, cut after 60 bytes at most. */
ingest_words ingest_quote(const char *text, size_t size);
/* `; did you mean "NEAREST"?`, or "" where no candidate is near. */
ingest_words ingest_hint(const char *text, size_t size, const char *const *candidates, size_t count);
/* What may be chosen instead: `; did you mean "NEAREST"? Allowed: a, b, c` or `; allowed: a, b, c`. */
ingest_words ingest_choices(const char *text, size_t size, const char *const *names, size_t count);
/* "a, b, c", cut with an ellipsis where there are too many. */
ingest_words ingest_list(const char *const *names, size_t count);

/* What a text that should be a pseudonym looks like ("a mail address", "an IP address"), or NULL. */
const char *ingest_looks_private(const char *text, size_t size);

/* Line and column (in characters), from 1, of the byte at `offset`. A line ends in LF, CRLF or CR. */
void ingest_line_column(const char *bytes, size_t offset, long *line, long *column);

/* Moves past a UTF-8 byte order mark; one of UTF-16 is a problem. */
delphi_status ingest_skip_mark(const char *file, const char **bytes, size_t *size, delphi_problems *problems);
/* Are the bytes UTF-8? Else a problem with its line; `line` is the one on which they start. */
delphi_status ingest_check_utf8(const char *file, long line, const char *bytes, size_t size, delphi_problems *problems);
/* Both, of a whole file. */
delphi_status ingest_start_utf8(const char *file, const char **bytes, size_t *size, delphi_problems *problems);

#endif
