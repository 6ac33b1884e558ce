/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A compiled catalogue of translations: the MO format of GNU gettext, read from memory. */
#ifndef EXPORT_MO_H
#define EXPORT_MO_H

#include <stddef.h>

/* The bytes of a .mo file. Borrowed; may be shared by threads. */
typedef struct {
    const unsigned char *bytes;
    size_t size;
} export_mo;

/* The translation of a text, or NULL where the catalogue has none. `context` is its msgctxt, NULL for none; `form` the
 * plural form asked for, 0 for a text that has no plural. The answer lies in the catalogue's bytes. */
const char *export_mo_find(const export_mo *mo, const char *context, const char *text, size_t form);

#endif
