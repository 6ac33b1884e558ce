/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Stretches of a rule as texts of their own: for clauses and for messages. */
#include "rules/rule.h"

#include <string.h>

/* How much of a rule, and of a list of names, a message quotes. */
#define QUOTED_MAX 60
#define LISTED_MAX 220

void *rule_new(rule_source *source, size_t count, size_t size) {
    void *memory = base_arena_array(source->arena, count, size);
    if (!memory)
        source->no_memory = true;
    return memory;
}

char *rule_folded(rule_source *source, rule_slice slice) {
    char *out = rule_new(source, slice.size + 1, 1);
    if (!out)
        return NULL;
    size_t end = slice.at + slice.size, used = 0;
    for (size_t at = rule_skip_blank(source, slice.at); at < end;) {
        out[used++] = source->text[at];
        size_t next = rule_skip_blank(source, at + 1);
        if (next > at + 1 && next < end)
            out[used++] = ' ';
        at = next;
    }
    return out;
}

char *rule_quoted(rule_source *source, rule_slice slice) {
    char *text = rule_folded(source, slice);
    size_t size = text ? strlen(text) : 0;
    if (size <= QUOTED_MAX)
        return text;
    size_t cut = QUOTED_MAX;
    while (cut && ((unsigned char)text[cut] & 0xC0) == 0x80)
        cut--;
    char *out = base_arena_format(source->arena, "%.*s...", (int)cut, text);
    if (!out)
        source->no_memory = true;
    return out;
}

static void append(char *out, const char *text) {
    strcpy(out + strlen(out), text);
}

char *rule_listed(rule_source *source, const char *const *names, size_t count) {
    char *out = rule_new(source, LISTED_MAX + 1, 1);
    for (size_t i = 0; out && i < count; i++) {
        const char *join = i == 0 ? "" : i + 1 == count ? " and " : ", ";
        /* Room for one more name and for the dots that would have to follow it. */
        if (strlen(out) + strlen(join) + strlen(names[i]) + strlen(", ...") > LISTED_MAX) {
            append(out, i == 0 ? "..." : ", ...");
            break;
        }
        append(out, join);
        append(out, names[i]);
    }
    return out;
}

bool rule_slice_is(const rule_source *source, rule_slice slice, const char *word) {
    return strlen(word) == slice.size && memcmp(source->text + slice.at, word, slice.size) == 0;
}
