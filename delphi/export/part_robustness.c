/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The part "Robustness": how sure each decision is. Which hang on few ratings or on one expert; how another panel of
 * such experts would have decided. */
#include "export/parts.h"

#include <delphi/stats.h>

#include <string.h>

#define TEXT_CHARACTERS 90
#define FEW_RATINGS     2   /* a flip margin of so many is a decision on single ratings */
#define LEAST_SAME      0.8 /* of drawn panels */

static const delphi_value *value_of(const delphi_robustness *robustness, const char *name) {
    return &robustness->values[delphi_decision_measure_find(name)];
}

/* ---- which are fragile ---- */

typedef enum { BY_RATINGS = 1, BY_EXPERT = 2, BY_PANEL = 4 } frailty;

static int frailties(const delphi_robustness *robustness) {
    const delphi_value *margin = value_of(robustness, "flip_margin"), *flips = value_of(robustness, "loo_flips"),
                       *same = value_of(robustness, "bootstrap_same");
    int found = 0;
    if (margin->kind != DELPHI_VALUE_UNDEFINED && delphi_value_real(margin) <= FEW_RATINGS)
        found |= BY_RATINGS;
    if (flips->kind != DELPHI_VALUE_UNDEFINED && delphi_value_real(flips) > 0)
        found |= BY_EXPERT;
    if (same->kind != DELPHI_VALUE_UNDEFINED && delphi_value_real(same) < LEAST_SAME)
        found |= BY_PANEL;
    return found;
}

static const char *frailty_words(report *r, int found) {
    static const struct {
        frailty what;
        const char *words;
    } table[] = {
        {BY_RATINGS, N_("few ratings")},
        {BY_EXPERT, N_("one expert")},
        {BY_PANEL, N_("another panel")},
    };
    delphi_buffer *out = part_new_phrase(r);
    base_buffer_text(out, found ? "\xE2\x9A\xA0 " : "\xE2\x9C\x93 ");
    base_buffer_text(out, part_words(r, found ? N_("fragile: ") : N_("firm")));
    bool first = true;
    for (size_t i = 0; i < sizeof table / sizeof *table; i++)
        if (found & table[i].what) {
            base_buffer_format(out, "%s%s", first ? "" : ", ", part_words(r, table[i].words));
            first = false;
        }
    return part_phrase_text(r);
}

static void say_answer(report *r, document_part *part) {
    delphi_buffer names = {0};
    size_t count = 0, total = r->result->outcome_count;
    for (size_t i = 0; i < total; i++)
        if (frailties(&r->result->robustness[i])) {
            base_buffer_format(&names, "%s%s", names.size ? ", " : "",
                               r->study->indicators[r->result->outcomes[i].indicator].id);
            count++;
        }
    const char *pattern = part_many(r, "{count} of {total} decisions is fragile: {names}.",
                                    "{count} of {total} decisions are fragile: {names}.", count);
    if (count == 0)
        pattern = part_words(r, N_("Each of the {total} decisions is firm."));
    document_say(part, DOCUMENT_ANSWER,
                 PART_FILLED(r, pattern, {"count", export_number((int64_t)count).text},
                             {"total", export_number((int64_t)total).text}, {"names", part_text_of(r, &names)}));
    document_say(
        part, DOCUMENT_NOTE,
        part_words(r, N_("Fragile: one or two other ratings would change the decision (few ratings); leaving one "
                         "expert out would (one expert); or fewer than 80% of drawn panels decide the same "
                         "(another panel). Fragile is no fault: it says what to look at again.")));
    part_end(r, &names);
}

/* ---- how sure each decision is ---- */

/* With none a column of them would say of every decision that it is not to be had. */
static bool has_stayers(const report *r) {
    return part_round_before(r) && r->result->response.stayed > 0;
}

static void put_decision(report *r, document_table *table, size_t i) {
    static const char *const drawn[] = {"bootstrap_same", "bootstrap_keep", "bootstrap_drop"};
    const delphi_outcome *outcome = &r->result->outcomes[i];
    const delphi_robustness *robustness = &r->result->robustness[i];
    document_start_row(table);
    document_put_text(table, r->study->indicators[outcome->indicator].id, DOCUMENT_STRONG);
    document_put_text(table, part_start(r, part_indicator_text(r, outcome->indicator), TEXT_CHARACTERS),
                      DOCUMENT_SMALL);
    part_put_outcome(r, table, outcome);
    document_put_text(table, frailty_words(r, frailties(robustness)),
                      frailties(robustness) ? DOCUMENT_STRONG : DOCUMENT_PLAIN);
    document_put_value(table, value_of(robustness, "flip_margin"));
    document_put_value(table, value_of(robustness, "flip_margin_exact"));
    if (robustness->flips_to == outcome->rule_decision)
        document_put_blank(table);
    else
        document_put_decision(table, robustness->flips_to, part_decision_words(r, robustness->flips_to));
    document_put_value(table, value_of(robustness, "loo_flips"));
    document_put_value(table, value_of(robustness, "loo_experts"));
    for (size_t k = 0; k < sizeof drawn / sizeof *drawn && r->protocol->replicates > 0; k++)
        document_put_percentage(table, value_of(robustness, drawn[k]));
    if (has_stayers(r))
        document_put_decision(table, robustness->stayers_only, part_decision_words(r, robustness->stayers_only));
}

enum { MOST_COLUMNS = 13 };

static void add_decisions(report *r, document_part *part) {
    const char *margin = part_words(r, N_("Other ratings")), *out = part_words(r, N_("Leaving one expert out"));
    const char *drawn = part_words(r, N_("Drawn panels that decide"));
    document_column columns[MOST_COLUMNS] = {
        {.head = part_words(r, N_("Id")), .width = 8, .names_row = true},
        {.head = part_words(r, N_("Text")), .width = 40},
        {.head = part_words(r, N_("Decision")), .width = 21},
        {.head = part_words(r, N_("How sure")), .width = 24},
        {.head = part_words(r, N_("so many change it")),
         .over = margin,
         .width = 10,
         .direction = DOCUMENT_HEAD_FIGURES},
        {.head = part_words(r, N_("proven least")), .over = margin, .width = 9, .direction = DOCUMENT_HEAD_FIGURES},
        {.head = part_words(r, N_("to")), .over = margin, .width = 21},
        {.head = part_words(r, N_("changes it for")), .over = out, .width = 9, .direction = DOCUMENT_HEAD_FIGURES},
        {.head = part_words(r, N_("of so many")), .over = out, .width = 9, .direction = DOCUMENT_HEAD_FIGURES},
    };
    size_t count = 9;
    static const char *const heads[] = {N_("the same"), N_("keep"), N_("drop")};
    for (size_t i = 0; i < 3 && r->protocol->replicates > 0; i++)
        columns[count++] = (document_column){.head = part_words(r, heads[i]),
                                             .over = drawn,
                                             .width = 10,
                                             .direction = DOCUMENT_HEAD_FIGURES,
                                             .data_bar = true};
    if (has_stayers(r))
        columns[count++] = (document_column){.head = part_words(r, N_("Stayers only")), .width = 21};
    document_table *table = document_add_table(
        part, &(document_table_spec){.columns = columns, .column_count = count, .filter = true, .frozen = 2});
    for (size_t i = 0; i < r->result->outcome_count; i++)
        put_decision(r, table, i);
    if (r->protocol->replicates > 0)
        document_add_note(
            table, PART_PHRASE(r,
                               N_("Drawn panels: {count} panels drawn with replacement from the experts who responded, "
                                  "within their groups, from the study's seed."),
                               {"count", export_number(r->protocol->replicates).text}));
    else
        document_add_note(table, part_words(r, N_("This study asks for no random replicates (\xE2\x80\x9Creplicates"
                                                  "\xE2\x80\x9D in study.json): no panels were drawn.")));
    if (has_stayers(r))
        document_add_note(table,
                          part_words(r, N_("Stayers only: what those who responded in the round before, too, come "
                                           "to by themselves.")));
}

void part_robustness(report *r, document_part *part) {
    document_set_title(part, part_words(r, N_("Robustness: how sure each decision is")));
    say_answer(r, part);
    add_decisions(r, part);
}

bool part_robustness_wanted(const report *r) {
    return r->result->robustness && r->result->outcome_count > 0;
}
