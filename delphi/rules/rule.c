/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A rule from its text to its tree, and its end. */
#include "rules/rule.h"

#include "base/problems.h"
#include "base/text.h"

#include <stdlib.h>
#include <string.h>

/* Is it a text that can be taken apart at all? */
static bool text_sound(rule_source *source) {
    size_t bad;
    if (!base_utf8_valid(source->text, source->size, &bad)) {
        source->size = bad;
        rule_complain(source, bad, "a byte stands here that is no UTF-8: rules are written in UTF-8");
        return false;
    }
    if (source->size > RULE_SIZE_MAX) {
        size_t at = RULE_SIZE_MAX;
        while (((unsigned char)source->text[at] & 0xC0) == 0x80)
            at--;
        rule_complain(source, at, "the rule is %zu bytes long: a rule has at most %d bytes", source->size,
                      RULE_SIZE_MAX);
        return false;
    }
    return true;
}

static const char *copied(rule_source *source) {
    char *out = rule_new(source, source->size + 1, 1);
    return out ? memcpy(out, source->text, source->size) : NULL;
}

static delphi_rule *parse(rule_source *source) {
    if (!text_sound(source))
        return NULL;
    delphi_rule *rule = rule_new(source, 1, sizeof *rule);
    rule_node *root = rule ? rule_read(source) : NULL;
    if (!root)
        return NULL;
    rule_find_names(source, root);
    rule->root = rule_settle_scope(source, root);
    rule->text = rule_folded(source, (rule_slice){0, source->size});
    rule->written = copied(source);
    rule->arena = source->arena;
    if (rule->root && !rule_list_clauses(source, root, rule))
        return NULL;
    return source->errors || source->no_memory ? NULL : rule;
}

delphi_rule *delphi_rule_parse(const char *text, const delphi_rule_vocabulary *vocabulary, const char *file,
                               const char *pointer, delphi_problems *problems) {
    rule_source source = {.text = text,
                          .size = strlen(text),
                          .vocabulary = vocabulary,
                          .file = file,
                          .pointer = pointer,
                          .problems = problems,
                          .arena = base_arena_new()};
    delphi_rule *rule = source.arena ? parse(&source) : NULL;
    if (rule)
        return rule;
    if (!source.arena || source.no_memory)
        base_no_memory(problems);
    base_arena_free(source.arena);
    return NULL;
}

void delphi_rule_free(delphi_rule *rule) {
    if (rule)
        base_arena_free(rule->arena);
}

const char *delphi_rule_text(const delphi_rule *rule) {
    return rule->text;
}
