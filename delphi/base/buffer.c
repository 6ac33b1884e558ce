/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A run of bytes that doubles as it grows. */
#include "base/buffer.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void delphi_buffer_free(delphi_buffer *buffer) {
    if (!buffer)
        return;
    free(buffer->data);
    *buffer = (delphi_buffer){0};
}

/* Room for `size` more bytes and the closing NUL. */
static bool grow(delphi_buffer *buffer, size_t size) {
    if (buffer->failed)
        return false;
    if (buffer->data && buffer->capacity - buffer->size > size)
        return true;
    size_t wanted = buffer->capacity ? buffer->capacity : 256;
    while (wanted - buffer->size <= size) {
        if (wanted > SIZE_MAX / 2) {
            buffer->failed = true;
            return false;
        }
        wanted *= 2;
    }
    char *data = realloc(buffer->data, wanted);
    if (!data) {
        buffer->failed = true;
        return false;
    }
    buffer->data = data;
    buffer->capacity = wanted;
    return true;
}

char *base_buffer_reserve(delphi_buffer *buffer, size_t size) {
    if (!grow(buffer, size))
        return NULL;
    buffer->data[buffer->size] = '\0'; /* also where nothing is written: the text of an empty file is "" */
    return buffer->data + buffer->size;
}

void base_buffer_append(delphi_buffer *buffer, const char *bytes, size_t size) {
    if (!grow(buffer, size))
        return;
    if (size)
        memcpy(buffer->data + buffer->size, bytes, size);
    buffer->size += size;
    buffer->data[buffer->size] = '\0';
}

void base_buffer_text(delphi_buffer *buffer, const char *text) {
    base_buffer_append(buffer, text, strlen(text));
}

void base_buffer_char(delphi_buffer *buffer, char c) {
    base_buffer_append(buffer, &c, 1);
}

void base_buffer_format(delphi_buffer *buffer, const char *format, ...) {
    va_list args, again;
    va_start(args, format);
    va_copy(again, args);
    int length = vsnprintf(NULL, 0, format, args);
    va_end(args);
    if (length < 0)
        buffer->failed = true;
    else if (grow(buffer, (size_t)length)) {
        vsnprintf(buffer->data + buffer->size, (size_t)length + 1, format, again);
        buffer->size += (size_t)length;
    }
    va_end(again);
}
