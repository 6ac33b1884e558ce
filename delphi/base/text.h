/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Small questions about texts. */
#ifndef BASE_TEXT_H
#define BASE_TEXT_H

#include <stdbool.h>
#include <stddef.h>

/* Is it well-formed UTF-8 (no surrogates, no overlong forms)? Where not, *at is the offset of the first bad byte. */
bool base_utf8_valid(const char *bytes, size_t size, size_t *at);
/* Characters (code points) in the first `size` bytes of well-formed UTF-8. */
size_t base_utf8_length(const char *bytes, size_t size);
/* Moves *text and *size past white space at both ends: space, tab, CR, LF, and the no-break space. */
void base_trim(const char **text, size_t *size);
/* Equal but for the case of ASCII letters and for runs of white space. */
bool base_same_words(const char *a, size_t a_size, const char *b, size_t b_size);
/* Edit distance with swaps counted once; stops at `limit` and returns limit + 1. Texts above 64 bytes: limit + 1. */
size_t base_edit_distance(const char *a, size_t a_size, const char *b, size_t b_size, size_t limit);
/* The candidate nearest to `text` within a third of its length (and at most 3), or NULL. */
const char *base_nearest(const char *text, const char *const *candidates, size_t count);
/* An id of people, indicators, groups: 1 to 64 bytes of letters, digits, `_`, `-`, `.` and non-ASCII letters. */
bool base_is_id(const char *text, size_t size);
/* A name inside rules: [A-Za-z_][A-Za-z0-9_-]*, at most 64 bytes. */
bool base_is_name(const char *text, size_t size);

#endif
