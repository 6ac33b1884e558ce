/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Small questions about texts. */
#include "base/text.h"

#include <stdint.h>
#include <string.h>

/* Length of the well-formed UTF-8 sequence at `s`, 0 where it is not (Unicode 15, table 3-7). */
static size_t utf8_sequence(const unsigned char *s, size_t size) {
    if (s[0] < 0x80)
        return 1;
    size_t length = s[0] >= 0xC2 && s[0] <= 0xDF ? 2 : (s[0] & 0xF0) == 0xE0 ? 3 : s[0] >= 0xF0 && s[0] <= 0xF4 ? 4 : 0;
    if (!length || length > size)
        return 0;
    for (size_t i = 1; i < length; i++)
        if ((s[i] & 0xC0) != 0x80)
            return 0;
    bool bad = (s[0] == 0xE0 && s[1] < 0xA0) || (s[0] == 0xED && s[1] > 0x9F) || (s[0] == 0xF0 && s[1] < 0x90) ||
               (s[0] == 0xF4 && s[1] > 0x8F);
    return bad ? 0 : length;
}

bool base_utf8_valid(const char *bytes, size_t size, size_t *at) {
    const unsigned char *s = (const unsigned char *)bytes;
    size_t i = 0;
    while (i < size) {
        uint64_t eight;
        /* Most text is ASCII: eight bytes at a time. */
        while (i + 8 <= size && (memcpy(&eight, s + i, 8), !(eight & 0x8080808080808080u)))
            i += 8;
        if (i == size)
            break;
        size_t length = utf8_sequence(s + i, size - i);
        if (!length) {
            if (at)
                *at = i;
            return false;
        }
        i += length;
    }
    return true;
}

size_t base_utf8_length(const char *bytes, size_t size) {
    size_t length = 0;
    for (size_t i = 0; i < size; i++)
        length += ((unsigned char)bytes[i] & 0xC0) != 0x80;
    return length;
}

/* Bytes of the white space that `text` starts with: 0 where it starts with something else. Asked of every cell. */
static inline size_t blank_at(const char *text, size_t size) {
    if (size && (text[0] == ' ' || (text[0] >= '\t' && text[0] <= '\r')))
        return 1;
    return size >= 2 && text[0] == '\xC2' && text[1] == '\xA0' ? 2 : 0;
}

void base_trim(const char **text, size_t *size) {
    size_t n;
    while ((n = blank_at(*text, *size))) {
        *text += n;
        *size -= n;
    }
    while (*size) {
        const char *end = *text + *size;
        if (blank_at(end - 1, 1))
            *size -= 1;
        else if (*size >= 2 && blank_at(end - 2, 2) == 2)
            *size -= 2;
        else
            break;
    }
}

static unsigned char lower(char c) {
    return (unsigned char)(c >= 'A' && c <= 'Z' ? c + ('a' - 'A') : c);
}

bool base_same_words(const char *a, size_t a_size, const char *b, size_t b_size) {
    base_trim(&a, &a_size);
    base_trim(&b, &b_size);
    while (a_size && b_size) {
        size_t blank_a = blank_at(a, a_size), blank_b = blank_at(b, b_size);
        if (!blank_a != !blank_b)
            return false;
        if (blank_a) {
            base_trim(&a, &a_size);
            base_trim(&b, &b_size);
            continue;
        }
        if (lower(*a) != lower(*b))
            return false;
        a++, a_size--, b++, b_size--;
    }
    return !a_size && !b_size;
}

#define EDIT_MAX 64

static size_t least(size_t a, size_t b) {
    return a < b ? a : b;
}

size_t base_edit_distance(const char *a, size_t a_size, const char *b, size_t b_size, size_t limit) {
    /* Optimal string alignment (Damerau 1964): three rows of the table are enough. */
    size_t rows[3][EDIT_MAX + 1];
    if (a_size > EDIT_MAX || b_size > EDIT_MAX)
        return limit + 1;
    size_t *before = rows[0], *last = rows[1], *now = rows[2];
    for (size_t j = 0; j <= b_size; j++)
        last[j] = j;
    memset(before, 0, sizeof rows[0]);
    for (size_t i = 1; i <= a_size; i++) {
        now[0] = i;
        for (size_t j = 1; j <= b_size; j++) {
            size_t change = last[j - 1] + (lower(a[i - 1]) != lower(b[j - 1]));
            now[j] = least(change, least(last[j], now[j - 1]) + 1);
            if (i > 1 && j > 1 && lower(a[i - 1]) == lower(b[j - 2]) && lower(a[i - 2]) == lower(b[j - 1]))
                now[j] = least(now[j], before[j - 2] + 1);
        }
        size_t *spare = before;
        before = last;
        last = now;
        now = spare;
    }
    return last[b_size] > limit ? limit + 1 : last[b_size];
}

const char *base_nearest(const char *text, const char *const *candidates, size_t count) {
    size_t size = strlen(text), limit = least(3, (size + 2) / 3);
    const char *best = NULL;
    size_t best_distance = limit + 1;
    for (size_t i = 0; i < count; i++) {
        size_t distance = base_edit_distance(text, size, candidates[i], strlen(candidates[i]), limit);
        if (distance < best_distance) {
            best_distance = distance;
            best = candidates[i];
        }
    }
    return best;
}

static bool is_letter(char c) {
    return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c == '_';
}

static bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

#define ID_MAX 64

bool base_is_id(const char *text, size_t size) {
    if (!size || size > ID_MAX || !base_utf8_valid(text, size, NULL))
        return false;
    for (size_t i = 0; i < size; i++) {
        bool ascii = (unsigned char)text[i] < 0x80;
        if (ascii && !is_letter(text[i]) && !is_digit(text[i]) && text[i] != '-' && text[i] != '.')
            return false;
        /* U+0080 to U+00BF are controls, the no-break space and signs, no letters. */
        if (!ascii && (unsigned char)text[i] == 0xC2)
            return false;
    }
    return true;
}

bool base_is_name(const char *text, size_t size) {
    if (!size || size > ID_MAX || !is_letter(text[0]))
        return false;
    for (size_t i = 1; i < size; i++)
        if (!is_letter(text[i]) && !is_digit(text[i]) && text[i] != '-')
            return false;
    return true;
}
