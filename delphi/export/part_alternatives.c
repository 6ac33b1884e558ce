/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The part "Other rules": what published rules, other cuts, other ways of counting and other experts would have made of
 * the round's ratings. */
#include "export/parts.h"

#include <string.h>

/* ---- what an alternative is called ---- */

/* "share cut 75%": the analysis names a cut by what it is of. */
static const char *name_of_cut(report *r, const char *label) {
    static const struct {
        const char *start, *words;
    } table[] = {
        {"share cut ", N_("cut of shares {number}")},
        {"IQR cut ", N_("cut of the IQR {number}")},
    };
    for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
        size_t length = strlen(table[i].start);
        if (strncmp(label, table[i].start, length) == 0)
            return PART_PHRASE(r, table[i].words, {"number", label + length});
    }
    return label;
}

static void append_quantiles(const report *r, delphi_buffer *out, delphi_quantile_type type) {
    static const char *const types[] = {
        [DELPHI_QUANTILE_TYPE2] = "2",
        [DELPHI_QUANTILE_TYPE6] = "6",
        [DELPHI_QUANTILE_TYPE7] = "7",
        [DELPHI_QUANTILE_TYPE8] = "8",
    };
    if (type == DELPHI_QUANTILE_HINGES)
        base_buffer_text(out, part_words(r, N_("Tukey's hinges for quartiles")));
    else
        EXPORT_FILL(out, part_words(r, N_("quantiles of type {type}")), {"type", types[type]});
}

static const char *name_of_counting(report *r, const delphi_variant *variant) {
    static const char *const bases[] = {
        [DELPHI_DENOMINATOR_VALID] = N_("shares of the valid ratings"),
        [DELPHI_DENOMINATOR_ANSWERED] = N_("shares of all answers, \xE2\x80\x9C"
                                           "cannot judge\xE2\x80\x9D included"),
        [DELPHI_DENOMINATOR_PANEL] = N_("shares of all who were invited"),
    };
    delphi_buffer *out = part_new_phrase(r);
    if (variant->other_quantile_type)
        append_quantiles(r, out, variant->quantile_type);
    if (variant->other_quantile_type && variant->other_denominator)
        base_buffer_text(out, "; ");
    if (variant->other_denominator)
        base_buffer_text(out, part_words(r, bases[variant->denominator]));
    return part_phrase_text(r);
}

static const char *name_of_experts(const report *r, const delphi_variant *variant) {
    if (variant->stayers_only)
        return part_words(r, N_("those alone who responded in the round before, too"));
    return part_words(r, variant->groups == DELPHI_GROUPS_EVERY ? N_("every group, each by itself")
                                                                : N_("any group, each by itself"));
}

/* In the reader's language; a rule stays as a protocol would have it. */
static const char *name_of(report *r, const delphi_alternative *alternative) {
    switch (alternative->family) {
    case DELPHI_FAMILY_CUT:
        return name_of_cut(r, alternative->label);
    case DELPHI_FAMILY_COUNTING:
        return name_of_counting(r, &alternative->variant);
    case DELPHI_FAMILY_EXPERTS:
        return name_of_experts(r, &alternative->variant);
    default:
        return alternative->label;
    }
}

/* ---- the table ---- */

static void put_moved(report *r, document_table *table, const delphi_alternative *alternative) {
    delphi_buffer names = {0};
    for (size_t i = 0; i < r->result->outcome_count; i++)
        if (alternative->decisions[i] != r->result->outcomes[i].rule_decision) {
            base_buffer_format(&names, "%s%s ", names.size ? ", " : "",
                               r->study->indicators[r->result->outcomes[i].indicator].id);
            base_buffer_text(&names, part_decision_word(r, alternative->decisions[i]));
        }
    document_put_text(table, part_text_of(r, &names), DOCUMENT_SMALL);
    part_end(r, &names);
}

static void put_alternative(report *r, document_table *table, const delphi_alternative *alternative) {
    static const char *const families[DELPHI_FAMILY_COUNT] = {
        [DELPHI_FAMILY_RULE] = N_("Published rules"),
        [DELPHI_FAMILY_CUT] = N_("Other cuts"),
        [DELPHI_FAMILY_COUNTING] = N_("Other ways of counting"),
        [DELPHI_FAMILY_EXPERTS] = N_("Other experts asked"),
    };
    document_start_row(table);
    document_put_text(table, part_words(r, families[alternative->family]), DOCUMENT_PLAIN);
    document_put_text(table, name_of(r, alternative), DOCUMENT_STRONG);
    document_put_count(table, alternative->decided[DELPHI_KEEP], DOCUMENT_PLAIN);
    document_put_count(table, alternative->decided[DELPHI_DROP], DOCUMENT_PLAIN);
    document_put_count(table, alternative->moved, DOCUMENT_PLAIN);
    put_moved(r, table, alternative);
}

static void add_alternatives(report *r, document_part *part) {
    const delphi_alternatives *all = r->order->alternatives;
    const document_column columns[] = {
        {.head = part_words(r, N_("What is different")), .width = 22},
        {.head = part_words(r, N_("Alternative")), .width = 46, .names_row = true},
        {.head = part_words(r, N_("Kept")), .width = 10, .direction = DOCUMENT_HEAD_FIGURES},
        {.head = part_words(r, N_("Dropped")), .width = 10, .direction = DOCUMENT_HEAD_FIGURES},
        {.head = part_words(r, N_("Other decisions")), .width = 12, .direction = DOCUMENT_HEAD_FIGURES},
        {.head = part_words(r, N_("Which, and what they come to")), .width = 60},
    };
    document_table *table = document_add_table(
        part, &(document_table_spec){
                  .columns = columns, .column_count = sizeof columns / sizeof *columns, .filter = true, .frozen = 2});
    size_t refused = 0;
    for (size_t i = 0; i < all->count; i++)
        if (all->items[i].refusal)
            refused++;
        else
            put_alternative(r, table, &all->items[i]);
    document_add_note(
        table,
        PART_PHRASE(r,
                    N_("By the rules of this round {kept} are kept and {dropped} dropped. Alternatives that have no "
                       "meaning in this study: {refused}."),
                    {"kept", export_number(r->result->rule_decided[DELPHI_KEEP]).text},
                    {"dropped", export_number(r->result->rule_decided[DELPHI_DROP]).text},
                    {"refused", export_number((int64_t)refused).text}));
}

/* How many of the alternatives change nothing. */
static void say_answer(report *r, document_part *part) {
    const delphi_alternatives *all = r->order->alternatives;
    size_t tried = 0, same = 0, most = 0;
    for (size_t i = 0; i < all->count; i++) {
        const delphi_alternative *alternative = &all->items[i];
        if (alternative->refusal)
            continue;
        tried++;
        same += alternative->moved == 0;
        most = alternative->moved > most ? alternative->moved : most;
    }
    document_say(part, DOCUMENT_ANSWER,
                 PART_PHRASE(r,
                             N_("Of {tried} other rules and ways of counting {same} come to the same decisions; the "
                                "farthest would change {most} of {total}."),
                             {"tried", export_number((int64_t)tried).text}, {"same", export_number((int64_t)same).text},
                             {"most", export_number((int64_t)most).text},
                             {"total", export_number((int64_t)r->result->outcome_count).text}));
}

void part_alternatives(report *r, document_part *part) {
    document_set_title(part, part_words(r, N_("The same ratings under other rules")));
    say_answer(r, part);
    add_alternatives(r, part);
}

bool part_alternatives_wanted(const report *r) {
    return r->result->kind == DELPHI_KIND_RATING && part_robustness_wanted(r) && r->order->alternatives &&
           !r->order->final;
}
