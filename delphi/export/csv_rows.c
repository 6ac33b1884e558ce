/* SPDX-License-Identifier: GPL-3.0-or-later */
/* libcsv quotes; a text that a spreadsheet would take for a formula gets an apostrophe. */
#include "export/csv_rows.h"

#include "base/buffer.h"
#include "base/number.h"
#include "base/rational.h"

#include <csv.h>
#include <string.h>

static void put_quoted(delphi_buffer *out, const char *text, size_t size) {
    size_t room = csv_write(NULL, 0, text, size);
    char *to = base_buffer_reserve(out, room);
    if (!to)
        return;
    out->size += csv_write(to, room, text, size);
    out->data[out->size] = '\0';
}

static void put_text(csv_rows *w, const char *text) {
    char delimiter[] = {w->delimiter, '"', '\r', '\n', '\0'};
    if (text[0] && strchr("=+-@\t\r", text[0]))
        base_buffer_char(w->out, '\'');
    if (text[strcspn(text, delimiter)])
        put_quoted(w->out, text, strlen(text));
    else
        base_buffer_text(w->out, text);
    base_buffer_char(w->out, w->delimiter);
}

/* Numbers are written bare, the minus sign included, with the dialect's decimal mark. */
static void put_number(csv_rows *w, double number) {
    char text[BASE_NUMBER_SIZE];
    size_t length = base_write_real(number, text);
    for (size_t i = 0; i < length; i++)
        base_buffer_char(w->out, text[i] == '.' ? w->mark : text[i]);
    base_buffer_char(w->out, w->delimiter);
}

static void start_row(csv_rows *w, const char *measure, const char *suffix) {
    char name[256];
    put_text(w, w->result->study->protocol.id);
    put_number(w, w->result->round);
    put_text(w, w->indicator);
    put_text(w, w->criterion);
    put_text(w, w->group);
    size_t length = strlen(measure), rest = strlen(suffix);
    if (length + rest < sizeof name) {
        memcpy(name, measure, length);
        memcpy(name + length, suffix, rest + 1);
        put_text(w, name);
    }
}

static void end_row(csv_rows *w, const char *undefined) {
    put_text(w, undefined);
    w->out->size--; /* the last field has no delimiter behind it */
    base_buffer_text(w->out, "\r\n");
}

void csv_row_texts(csv_rows *w, const char *const *texts, size_t count) {
    for (size_t i = 0; i + 1 < count; i++)
        put_text(w, texts[i]);
    end_row(w, texts[count - 1]);
}

void csv_row_value(csv_rows *w, const char *measure, const char *suffix, const delphi_value *value) {
    const char *undefined = "";
    start_row(w, measure, suffix);
    if (value->kind == DELPHI_VALUE_UNDEFINED) {
        base_buffer_char(w->out, w->delimiter);
        undefined = delphi_reason_text(value->reason);
    } else if (value->kind == DELPHI_VALUE_TRUTH) {
        put_text(w, value->as.truth ? "true" : "false");
    } else {
        put_number(w, delphi_value_real(value));
    }
    end_row(w, undefined);
}

void csv_row_count(csv_rows *w, const char *measure, int64_t count) {
    delphi_value value = base_value_integer(count);
    csv_row_value(w, measure, "", &value);
}

void csv_row_word(csv_rows *w, const char *measure, const char *word) {
    start_row(w, measure, "");
    put_text(w, word);
    end_row(w, "");
}
