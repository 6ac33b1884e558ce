/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Of the part "Method": each rule in words with its own text beside it. In a final report rounds that share a rule
 * share its row. */
#include <string.h>

#include "export/part_method.h"
#include "export/rule_words.h"

/* A rule and the rounds, one after another, that it stands in. */
typedef struct {
    bool keep;
    int first, last;
} reign;

static const char *rule_of(const report *r, int round, bool keep) {
    const delphi_result *result = r->rounds[round - 1];
    return keep ? result->keep_rule : result->drop_rule;
}

static bool same(const char *a, const char *b) {
    return a && b ? strcmp(a, b) == 0 : a == b;
}

/* The reign of the rule that stands in round `from`. */
static reign reign_from(const report *r, int from, bool keep) {
    reign found = {keep, from, from};
    while (found.last < r->round && same(rule_of(r, from, keep), rule_of(r, found.last + 1, keep)))
        found.last++;
    return found;
}

static void write_label(const report *r, const reign *rule, delphi_buffer *out) {
    base_buffer_text(out, part_words(r, rule->keep ? N_("Rule for keeping") : N_("Rule for dropping")));
    if (!r->order->final)
        return;
    base_buffer_text(out, ", ");
    EXPORT_FILL(out, part_words(r, rule->first == rule->last ? N_("round {first}") : N_("rounds {first} to {last}")),
                {"first", export_number(rule->first).text}, {"last", export_number(rule->last).text});
}

static void put_rule(report *r, document_table *table, const reign *rule) {
    const char *written = rule_of(r, rule->first, rule->keep);
    delphi_buffer label = {0}, words = {0};
    write_label(r, rule, &label);
    export_rule_words(r->rounds[rule->first - 1], r->language, rule->keep, &words);
    document_start_row(table);
    document_put_text(table, part_text_of(r, &label), DOCUMENT_STRONG);
    document_put_text(table, written ? part_text_of(r, &words) : part_words(r, N_("There is none.")), DOCUMENT_PLAIN);
    document_put_text(table, written ? written : "", DOCUMENT_PLAIN);
    part_end(r, &label);
    part_end(r, &words);
}

static void put_rules(report *r, document_table *table, bool keep) {
    for (int round = r->order->final ? 1 : r->round; round <= r->round;) {
        reign rule = reign_from(r, round, keep);
        put_rule(r, table, &rule);
        round = rule.last + 1;
    }
}

void method_rules(report *r, document_part *part) {
    const document_column columns[] = {
        {.head = part_words(r, N_("Rule")), .width = METHOD_LABEL, .names_row = true},
        {.head = part_words(r, N_("In words")), .width = METHOD_WORDS},
        {.head = part_words(r, N_("As written in the protocol")), .width = METHOD_WRITTEN},
    };
    document_say(part, DOCUMENT_SECTION,
                 part_words(r, r->order->final ? N_("Rules of the rounds") : N_("Rules of this round")));
    document_table *table = document_add_table(part, &(document_table_spec){.columns = columns, .column_count = 3});
    put_rules(r, table, true);
    put_rules(r, table, false);
}
