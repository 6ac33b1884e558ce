/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Appending to a delphi_buffer. A failed allocation marks the buffer; the caller looks once, at the end. */
#ifndef BASE_BUFFER_H
#define BASE_BUFFER_H

#include <delphi/base.h>

void base_buffer_append(delphi_buffer *buffer, const char *bytes, size_t size);
void base_buffer_text(delphi_buffer *buffer, const char *text);
void base_buffer_char(delphi_buffer *buffer, char c);
void base_buffer_format(delphi_buffer *buffer, const char *format, ...) __attribute__((format(printf, 2, 3)));
/* Its text, "" where nothing was appended; borrowed until the buffer changes. */
static inline const char *base_buffer_string(const delphi_buffer *buffer) {
    return buffer->data ? buffer->data : "";
}
/* Makes room for `size` more bytes and returns where to write them, NULL when out of memory; the writer adds to size.
 */
char *base_buffer_reserve(delphi_buffer *buffer, size_t size);

#endif
