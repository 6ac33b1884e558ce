/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The part "Deviations": where the study left the protocol that was written beforehand: when, in which round, what, why
 * and to what effect; from the ledger, and what the researchers noted. */
#include "export/part_final.h"

#include <string.h>

/* ---- what was done ---- */

static const char *const acts[DELPHI_DEVIATION_COUNT] = {
    [DELPHI_DEVIATION_OVERRIDE] = N_("The steering group decided on {about} in the place of the rules: {decision}."),
    [DELPHI_DEVIATION_TAKEN_BACK] = N_("The steering group took its decision on {about} back ({decision})."),
    [DELPHI_DEVIATION_REOPEN] = N_("A closed round was opened again."),
    [DELPHI_DEVIATION_CORRECTION] = N_("Answers were corrected after they had been taken in."),
    [DELPHI_DEVIATION_RECOMPUTE] = N_("Closed rounds were computed again, with another outcome."),
    [DELPHI_DEVIATION_CHANGE] = N_("{about} was changed after the first round had been opened (seen on this day)."),
    [DELPHI_DEVIATION_LATE] = N_("The round was closed after its closing date, {about}."),
};

static const char *what_words(report *r, const delphi_deviation *d) {
    if (d->kind == DELPHI_DEVIATION_NOTED)
        return delphi_text_in(&d->what, r->language);
    delphi_buffer about = {0}, decision = {0};
    if (d->kind == DELPHI_DEVIATION_LATE)
        export_date(&about, r->language, d->about);
    else
        base_buffer_text(&about, d->about);
    export_decision_words(&decision, r->language, d->decision);
    const char *words =
        PART_PHRASE(r, acts[d->kind], {"about", part_text_of(r, &about)}, {"decision", part_text_of(r, &decision)});
    part_end(r, &about);
    part_end(r, &decision);
    return words;
}

/* ---- to what effect ---- */

static const struct {
    const char *one, *many;
} counted[DELPHI_DEVIATION_COUNT] = {
    [DELPHI_DEVIATION_REOPEN] = {NN_("{count} decision came out otherwise when it was closed again.",
                                     "{count} decisions came out otherwise when it was closed again.")},
    [DELPHI_DEVIATION_CORRECTION] = {NN_("{count} answer was replaced or withdrawn; the old one is kept on record.",
                                         "{count} answers were replaced or withdrawn; the old ones are kept on "
                                         "record.")},
    [DELPHI_DEVIATION_RECOMPUTE] = {NN_("{count} decision came out otherwise.",
                                        "{count} decisions came out otherwise.")},
    [DELPHI_DEVIATION_LATE] = {NN_("Closed {count} day late: answers may have come in after the closing date.",
                                   "Closed {count} days late: answers may have come in after the closing date.")},
};

/* What became of an override: the rules' decision does not count. */
static const char *override_effect(report *r, const delphi_deviation *d) {
    const char *rules = document_copy(r->document, part_decision_words(r, d->by_rules));
    const char *taken = document_copy(r->document, part_decision_words(r, d->decision));
    if (d->kind == DELPHI_DEVIATION_TAKEN_BACK)
        return PART_PHRASE(r, N_("The decision of the rules counts again: {rules}."), {"rules", rules});
    return PART_PHRASE(r, N_("By the rules: {rules}; what counts: {decision}."), {"rules", rules}, {"decision", taken});
}

static const char *effect_words(report *r, const delphi_deviation *d) {
    switch (d->kind) {
    case DELPHI_DEVIATION_NOTED:
        return delphi_text_in(&d->effect, r->language);
    case DELPHI_DEVIATION_OVERRIDE:
    case DELPHI_DEVIATION_TAKEN_BACK:
        return override_effect(r, d);
    case DELPHI_DEVIATION_CHANGE:
        return part_words(r, N_("What was computed later rests on the new version; rounds closed before it can be "
                                "checked with \xE2\x80\x9C"
                                "delphi recompute --check\xE2\x80\x9D."));
    default:
        if (!d->counted)
            return part_words(r, N_("Not known yet: the round has not been closed again."));
        return PART_FILLED(r, part_many(r, counted[d->kind].one, counted[d->kind].many, d->count),
                           {"count", export_number(d->count).text});
    }
}

/* ---- the part ---- */

static void put_deviation(report *r, document_table *table, const delphi_deviation *d) {
    bool noted = d->kind == DELPHI_DEVIATION_NOTED;
    const char *why = delphi_text_in(&d->why, r->language);
    delphi_buffer *date = part_new_phrase(r);
    export_date(date, r->language, d->date);
    document_start_row(table);
    document_put_text(table, part_phrase_text(r), DOCUMENT_STRONG);
    if (d->round > 0)
        document_put_count(table, (uint64_t)d->round, DOCUMENT_PLAIN);
    else
        document_put_text(table, part_words(r, N_("all")), DOCUMENT_PLAIN);
    document_put_text(table, what_words(r, d), DOCUMENT_PLAIN);
    if (*why)
        document_put_text(table, part_without_pseudonyms(r, why), DOCUMENT_PLAIN);
    else
        document_put_text(table, part_words(r, N_("no reason on record")), DOCUMENT_QUIET);
    const char *effect = effect_words(r, d);
    document_put_text(table, *effect ? effect : part_words(r, N_("to be written by the author")),
                      *effect ? DOCUMENT_PLAIN : DOCUMENT_WARNING);
    document_put_text(table, part_words(r, noted ? N_("the researchers") : N_("the ledger")), DOCUMENT_QUIET);
}

static void add_table(report *r, document_part *part) {
    const document_column columns[] = {
        {.head = part_words(r, N_("Date")), .width = 18, .names_row = true},
        {.head = part_words(r, N_("Round")), .width = 8, .direction = DOCUMENT_HEAD_FIGURES},
        {.head = part_words(r, N_("What")), .width = 48},
        {.head = part_words(r, N_("Why")), .width = 44},
        {.head = part_words(r, N_("Effect")), .width = 44},
        {.head = part_words(r, N_("On record with")), .width = 16},
    };
    document_table *table = document_add_table(
        part,
        &(document_table_spec){.columns = columns, .column_count = sizeof columns / sizeof *columns, .frozen = 1});
    for (size_t i = 0; i < r->order->deviation_count; i++)
        put_deviation(r, table, &r->order->deviations[i]);
}

static void say_answer(report *r, document_part *part) {
    size_t count = r->order->deviation_count, noted = 0;
    for (size_t i = 0; i < count; i++)
        noted += r->order->deviations[i].kind == DELPHI_DEVIATION_NOTED;
    if (count == 0) {
        document_say(part, DOCUMENT_ANSWER, part_words(r, N_("No deviation from the protocol is on record.")));
        return;
    }
    document_say(part, DOCUMENT_ANSWER,
                 PART_FILLED(r,
                             part_many(r,
                                       "{count} deviation from the protocol is on record: {ledger} by the "
                                       "ledger, {noted} noted by the researchers.",
                                       "{count} deviations from the protocol are on record: {ledger} by the "
                                       "ledger, {noted} noted by the researchers.",
                                       count),
                             {"count", export_number((int64_t)count).text},
                             {"ledger", export_number((int64_t)(count - noted)).text},
                             {"noted", export_number((int64_t)noted).text}));
}

void part_deviations(report *r, document_part *part) {
    static const double alone[] = {116};
    document_set_title(part, part_words(r, N_("Deviations from the protocol")));
    say_answer(r, part);
    if (r->order->deviation_count > 0)
        add_table(r, part);
    else
        document_set_grid(part, alone, 1);
    document_say(part, DOCUMENT_NOTE,
                 part_words(r, N_("The ledger tells of decisions of the steering group, rounds that were opened again "
                                  "or closed late, corrections, recomputations with another outcome, and files of the "
                                  "study that changed under way. New indicators and experts, and withdrawn indicators, "
                                  "belong to a Delphi and stand in the flow. What the ledger cannot know, such as "
                                  "another way of recruiting, the researchers note in deviations.csv (date, round, "
                                  "what, why, effect).")));
}
