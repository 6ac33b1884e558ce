/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Words for messages. What was read comes from elsewhere: it is cut, and control characters, which could steer a
 * terminal, are shown as blanks. */
#include "ingest/words.h"

#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include "base/number.h"
#include "base/problems.h"
#include "base/text.h"

#define EXCERPT_MAX 60
#define ID_MAX      64
#define LIST_MAX    320 /* a hint before it takes less than 100 bytes: together they fit ingest_words */

/* Characters are not cut through: steps back over continuation bytes. */
static size_t cut(const char *text, size_t size, size_t most) {
    if (size <= most)
        return size;
    size = most;
    while (size && ((unsigned char)text[size] & 0xC0) == 0x80)
        size--;
    return size;
}

ingest_words ingest_quote(const char *text, size_t size) {
    ingest_words out;
    size_t shown = cut(text, size, EXCERPT_MAX);
    snprintf(out.text, sizeof out.text, "\"%.*s%s\"", (int)shown, text, shown < size ? "…" : "");
    for (char *c = out.text; *c; c++)
        if ((unsigned char)*c < 0x20 || *c == 0x7F)
            *c = ' ';
    return out;
}

ingest_words ingest_hint(const char *text, size_t size, const char *const *candidates, size_t count) {
    ingest_words out = {.text = ""};
    char wanted[ID_MAX + 1];
    if (!size || size > ID_MAX)
        return out;
    memcpy(wanted, text, size);
    wanted[size] = '\0';
    const char *nearest = base_nearest(wanted, candidates, count);
    if (nearest)
        snprintf(out.text, sizeof out.text, "; did you mean \"%s\"?", nearest);
    return out;
}

ingest_words ingest_list(const char *const *names, size_t count) {
    ingest_words out = {.text = ""};
    size_t used = 0;
    for (size_t i = 0; i < count; i++) {
        size_t size = strlen(names[i]);
        if (used + size + sizeof ", , …" > LIST_MAX) {
            snprintf(out.text + used, sizeof out.text - used, ", …");
            break;
        }
        used += (size_t)snprintf(out.text + used, sizeof out.text - used, "%s%s", i ? ", " : "", names[i]);
    }
    return out;
}

ingest_words ingest_choices(const char *text, size_t size, const char *const *names, size_t count) {
    ingest_words out = ingest_hint(text, size, names, count);
    const char *head = out.text[0] ? " Allowed: " : "; allowed: ";
    strcat(out.text, head);
    strcat(out.text, ingest_list(names, count).text);
    return out;
}

static bool is_ipv4(const char *text, size_t size) {
    int parts = 0;
    for (size_t from = 0; from <= size; parts++) {
        const char *dot = memchr(text + from, '.', size - from);
        size_t part = dot ? (size_t)(dot - text) - from : size - from;
        int64_t number;
        if (part > 3 || text[from] == '-' || !base_read_integer(text + from, part, 0, 255, &number))
            return false;
        from += part + 1;
    }
    return parts == 4;
}

const char *ingest_looks_private(const char *text, size_t size) {
    if (size && memchr(text, '@', size))
        return "a mail address";
    return size && is_ipv4(text, size) ? "an IP address" : NULL;
}

void ingest_line_column(const char *bytes, size_t offset, long *line, long *column) {
    size_t start = 0;
    *line = 1;
    for (size_t i = 0; i < offset; i++)
        if (bytes[i] == '\n' || (bytes[i] == '\r' && bytes[i + 1] != '\n')) {
            ++*line;
            start = i + 1;
        }
    *column = (long)base_utf8_length(bytes + start, offset - start) + 1;
}

delphi_status ingest_skip_mark(const char *file, const char **bytes, size_t *size, delphi_problems *problems) {
    if (*size >= 2 && (memcmp(*bytes, "\xFF\xFE", 2) == 0 || memcmp(*bytes, "\xFE\xFF", 2) == 0))
        return base_problem(problems, DELPHI_ERR_INPUT, (base_place){.file = file, .line = 1},
                            "this file is UTF-16; save it as UTF-8");
    if (*size >= 3 && memcmp(*bytes, "\xEF\xBB\xBF", 3) == 0) {
        *bytes += 3;
        *size -= 3;
    }
    return DELPHI_OK;
}

delphi_status ingest_check_utf8(const char *file, long line, const char *bytes, size_t size,
                                delphi_problems *problems) {
    size_t at;
    if (base_utf8_valid(bytes, size, &at))
        return DELPHI_OK;
    base_place place = {.file = file};
    long column;
    ingest_line_column(bytes, at, &place.line, &column);
    place.line += line - 1;
    return base_problem(
        problems, DELPHI_ERR_INPUT, place,
        "the byte %02X (character %ld of this line) is not UTF-8; save the file as UTF-8 (in Excel: \"CSV "
        "UTF-8\")",
        (unsigned)(unsigned char)bytes[at], column);
}

delphi_status ingest_start_utf8(const char *file, const char **bytes, size_t *size, delphi_problems *problems) {
    delphi_status status = ingest_skip_mark(file, bytes, size, problems);
    return status ? status : ingest_check_utf8(file, 1, *bytes, *size, problems);
}
