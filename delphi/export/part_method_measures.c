/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Of the part "Method": the measures that the rules or the report use, and a warning where the classic definition of
 * the RAND/UCLA method was used outside of the panel sizes that its table has. */
#include "export/part_method.h"

#include <string.h>

#include <delphi/stats.h>

/* Fitch et al. (2001) give the classic limits for so many ratings. */
enum { TABLE_FROM = 8, TABLE_TO = 16 };

/* The report shows these whatever the rules say. */
static const char *const always[] = {"median", "iqr", "mean"};

static bool in_name(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
}

/* Does the rule use the measure's name as a word of its own? */
static bool uses(const char *rule, const char *name) {
    size_t length = strlen(name);
    for (const char *at = rule; at && (at = strstr(at, name)); at++)
        if (!in_name(at[length]) && (at == rule || !in_name(at[-1])))
            return true;
    return false;
}

static bool in_rules_of(const delphi_result *result, const char *name) {
    return uses(result->keep_rule, name) || uses(result->drop_rule, name);
}

static bool in_rules(const report *r, const char *name) {
    for (int round = r->order->final ? 1 : r->round; round <= r->round; round++)
        if (in_rules_of(r->rounds[round - 1], name))
            return true;
    return false;
}

static bool is_used(const report *r, const char *name) {
    for (size_t i = 0; i < sizeof always / sizeof *always; i++)
        if (strcmp(always[i], name) == 0)
            return true;
    return in_rules(r, name);
}

static void put_measure(report *r, document_table *table, const delphi_measure *measure) {
    delphi_buffer label = {0};
    base_buffer_format(&label, "%s (%s)", part_words(r, measure->title), measure->name);
    delphi_buffer *text = part_new_phrase(r);
    base_buffer_text(text, part_words(r, measure->definition));
    if (*measure->source)
        base_buffer_format(text, " (%s)", measure->source);
    method_put(table, part_text_of(r, &label), part_phrase_text(r), DOCUMENT_PLAIN);
    part_end(r, &label);
}

/* How many cells of this round have a number of ratings that the table does not. */
static size_t count_outside(const report *r) {
    const delphi_result *result = r->result;
    size_t count = 0;
    for (size_t i = 0; i < result->outcome_count; i++)
        for (size_t c = 0; c < r->protocol->criterion_count; c++) {
            uint32_t n = part_panel_cell(r, &result->outcomes[i], c)->n;
            count += n > 0 && (n < TABLE_FROM || n > TABLE_TO);
        }
    return count;
}

static void put_warning(report *r, document_table *table) {
    bool classic = in_rules_of(r->result, "disagreement_classic") || in_rules_of(r->result, "agreement_classic");
    size_t count = classic ? count_outside(r) : 0;
    if (count == 0)
        return;
    const char *text = PART_PHRASE(r,
                                   N_("The classic definition of (dis)agreement of the RAND/UCLA method is tabled "
                                      "for 8 to 16 valid ratings. In this "
                                      "round it was applied to other numbers of ratings (questions concerned: "
                                      "{count}); there it is extrapolated by "
                                      "this program."),
                                   {"count", export_number((int64_t)count).text});
    method_put(table, part_words(r, N_("Warning")), text, DOCUMENT_WARNING);
}

void method_measures(report *r, document_part *part) {
    size_t count;
    const delphi_measure *measures = delphi_measures(&count);
    document_table *table = method_start(r, part, N_("Measures used"));
    for (size_t i = 0; i < count; i++)
        if (is_used(r, measures[i].name))
            put_measure(r, table, &measures[i]);
    put_warning(r, table);
}
