/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Looks a text up in a compiled catalogue by binary search.
 *
 * The format is the one that the GNU gettext manual documents in "The Format of GNU MO Files": seven 32-bit words of
 * header, two tables of (length, offset), the originals sorted as C strings and each closed by a NUL. The original of a
 * text with a context is "context EOT text"; the forms of a plural follow each other, each closed by a NUL. Nothing is
 * trusted: an offset outside the bytes reads as "not found". */
#include "export/mo.h"

#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#define MAGIC       0x950412deu
#define MAGIC_OTHER 0xde120495u
#define HEADER_SIZE 28
#define CONTEXT_END '\004'

static uint32_t word_at(const export_mo *mo, size_t at, bool other_order) {
    const unsigned char *b = mo->bytes + at;
    if (other_order)
        return (uint32_t)b[0] << 24 | (uint32_t)b[1] << 16 | (uint32_t)b[2] << 8 | b[3];
    return (uint32_t)b[3] << 24 | (uint32_t)b[2] << 16 | (uint32_t)b[1] << 8 | b[0];
}

typedef struct {
    const export_mo *mo;
    bool other_order;
    uint32_t count, originals, translations;
} catalogue;

static bool table_fits(const export_mo *mo, uint32_t offset, uint32_t count) {
    return offset <= mo->size && (mo->size - offset) / 8 >= count;
}

static bool open_catalogue(const export_mo *mo, catalogue *out) {
    if (mo->size < HEADER_SIZE)
        return false;
    uint32_t magic = word_at(mo, 0, false);
    if (magic != MAGIC && magic != MAGIC_OTHER)
        return false;
    bool other = magic == MAGIC_OTHER;
    *out = (catalogue){mo, other, word_at(mo, 8, other), word_at(mo, 12, other), word_at(mo, 16, other)};
    return table_fits(mo, out->originals, out->count) && table_fits(mo, out->translations, out->count);
}

/* Entry `i` of a table with its length; NULL where it lies outside the bytes or is not closed by a NUL. */
static const char *entry(const catalogue *c, uint32_t table, uint32_t i, size_t *length) {
    size_t at = table + (size_t)i * 8;
    uint32_t size = word_at(c->mo, at, c->other_order), offset = word_at(c->mo, at + 4, c->other_order);
    if (offset >= c->mo->size || c->mo->size - offset <= size || c->mo->bytes[offset + size] != 0)
        return NULL;
    *length = size;
    return (const char *)c->mo->bytes + offset;
}

/* strcmp() of "context EOT text" and `original`, without putting the first together. */
static int compare(const char *context, const char *text, const char *original) {
    if (context) {
        size_t length = strlen(context);
        int order = strncmp(context, original, length);
        if (order != 0)
            return order;
        order = CONTEXT_END - (int)(unsigned char)original[length];
        if (order != 0)
            return order;
        original += length + 1;
    }
    return strcmp(text, original);
}

static const char *translation(const catalogue *c, uint32_t i, size_t form) {
    size_t length;
    const char *at = entry(c, c->translations, i, &length);
    for (const char *end = at ? at + length : NULL; at && form > 0; form--) {
        at += strlen(at) + 1;
        if (at > end)
            return NULL;
    }
    return at;
}

const char *export_mo_find(const export_mo *mo, const char *context, const char *text, size_t form) {
    catalogue c;
    if (!open_catalogue(mo, &c))
        return NULL;
    uint32_t low = 0, high = c.count;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        size_t length;
        const char *original = entry(&c, c.originals, middle, &length);
        if (!original)
            return NULL;
        int order = compare(context, text, original);
        if (order == 0)
            return translation(&c, middle, form);
        if (order < 0)
            high = middle;
        else
            low = middle + 1;
    }
    return NULL;
}
