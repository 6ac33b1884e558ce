/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How an ingest was asked for: with the files in received/ and the hash of the map, enough to do it again. */
#include "base/buffer.h"
#include "base/text.h"
#include "manager/change.h"
#include "manager/ingest_job.h"

#include <string.h>

static bool is_plain(const char *text) {
    for (const char *p = text; *p; p++)
        if (!((*p >= 'a' && *p <= 'z') || (*p >= 'A' && *p <= 'Z') || (*p >= '0' && *p <= '9') || strchr("_-.=/", *p)))
            return false;
    return *text != '\0';
}

/* As a shell takes it back. */
static void put_quoted(const char *text, delphi_buffer *out) {
    if (is_plain(text)) {
        base_buffer_text(out, text);
        return;
    }
    base_buffer_char(out, '\'');
    for (; *text; text++)
        if (*text == '\'')
            base_buffer_text(out, "'\\''");
        else
            base_buffer_char(out, *text);
    base_buffer_char(out, '\'');
}

static void put(const char *option, const char *value, delphi_buffer *out) {
    base_buffer_format(out, " --%s", option);
    if (value) {
        base_buffer_char(out, ' ');
        put_quoted(value, out);
    }
}

/* COLUMN=VALUE; what looks like a mail address, or is no text, is nothing for the ledger. */
static void put_only(const char *only, delphi_buffer *out) {
    bool fit = base_utf8_valid(only, strlen(only), NULL) && !manager_names_an_address(only);
    put("only", fit ? only : "(not kept)", out);
}

static bool is_asked(const delphi_ingest_options *options) {
    return options->format || options->only || options->complete_only || options->map || options->delimiter ||
           options->again != DELPHI_AGAIN_REFUSE || options->keep_going;
}

void manager_ingest_asked(const delphi_ingest_options *options, const char *map_name, delphi_buffer *out) {
    const char delimiter[] = {options->delimiter, '\0'};
    if (!is_asked(options))
        return;
    base_buffer_text(out, "; with");
    if (options->format)
        put("format", options->format, out);
    if (options->only)
        put_only(options->only, out);
    if (options->complete_only)
        put("complete-only", NULL, out);
    if (options->map) /* its hash stands beside this name among the files */
        put("map", map_name, out);
    if (options->delimiter)
        put("delimiter", options->delimiter == '\t' ? "tab" : delimiter, out);
    if (options->again != DELPHI_AGAIN_REFUSE)
        put("again", delphi_again_name(options->again), out);
    if (options->keep_going)
        put("keep-going", NULL, out);
}
