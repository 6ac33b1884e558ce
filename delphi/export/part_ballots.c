/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The part "Ballots": how a meeting voted on each indicator, and what came of it. In a final report of every meeting.
 */
#include "export/parts.h"
#include "export/rule_words.h"

enum { ID, TEXT, DECISION, PRESENT, FOR, AGAINST, ABSTAIN, SHARE, WHY, NOTE, COLUMNS };

/* "A meeting voted on 7 indicators: 3 are kept, ..." is the summary's; here by what majority. */
static void say_majority(report *r, document_part *part, const delphi_result *result) {
    delphi_buffer keep = {0}, drop = {0};
    export_rule_prose(result, r->language, true, &keep);
    export_rule_prose(result, r->language, false, &drop);
    document_say(part, DOCUMENT_ANSWER,
                 PART_PHRASE(r,
                             N_("A meeting decided by ballot. An indicator is kept with {keep}; it is dropped with "
                                "{drop}. A tie is left to people."),
                             {"keep", part_text_of(r, &keep)}, {"drop", part_text_of(r, &drop)}));
    delphi_buffer_free(&keep);
    delphi_buffer_free(&drop);
}

static void say_quorum(report *r, document_part *part, const delphi_result *result) {
    const delphi_meeting_terms *terms = &result->study->protocol.rounds[result->round - 1].meeting;
    delphi_buffer share = {0};
    base_buffer_format(&share, "%lld/%lld", (long long)terms->quorum_share.num, (long long)terms->quorum_share.den);
    if (terms->quorum)
        document_say(part, DOCUMENT_NOTE,
                     PART_PHRASE(r, N_("A ballot counted with {count} people present or more."),
                                 {"count", export_number(terms->quorum).text}));
    else if (terms->quorum_share.num)
        document_say(part, DOCUMENT_NOTE,
                     PART_PHRASE(r, N_("A ballot counted with {share} of the experts invited present or more."),
                                 {"share", part_text_of(r, &share)}));
    delphi_buffer_free(&share);
}

static document_table *add_table(report *r, document_part *part, const delphi_result *result) {
    const document_column columns[COLUMNS] = {
        [ID] = {.head = part_words(r, N_("Id")), .width = 9, .names_row = true},
        [TEXT] = {.head = part_words(r, N_("Text")), .width = 44},
        [DECISION] = {.head = part_words(r, N_("Decision")), .width = 18},
        [PRESENT] = {.head = part_words(r, N_("Present")), .width = 9, .direction = DOCUMENT_HEAD_FIGURES},
        [FOR] = {.head = part_words(r, N_("For")), .width = 8, .direction = DOCUMENT_HEAD_FIGURES},
        [AGAINST] = {.head = part_words(r, N_("Against")), .width = 8, .direction = DOCUMENT_HEAD_FIGURES},
        [ABSTAIN] = {.head = part_words(r, N_("Abstain")), .width = 10, .direction = DOCUMENT_HEAD_FIGURES},
        [SHARE] = {.head = part_words(r, N_("% for")),
                   .width = 9,
                   .direction = DOCUMENT_HEAD_FIGURES,
                   .data_bar = true},
        [WHY] = {.head = part_words(r, N_("Why: clause of the rule, what it saw, whether it holds")), .width = 44},
        [NOTE] = {.head = part_words(r, N_("Note")), .width = 36},
    };
    return document_add_table(
        part, &(document_table_spec){.title = document_copy(r->document, part_round_name(r, result->round)),
                                     .columns = columns,
                                     .column_count = COLUMNS,
                                     .frozen = TEXT + 1});
}

static void put_ballot(document_table *table, const delphi_outcome *outcome) {
    const delphi_ballot *ballot = outcome->ballot;
    if (!ballot) {
        for (int i = PRESENT; i <= SHARE; i++)
            document_put_blank(table);
        return;
    }
    document_put_count(table, ballot->present, DOCUMENT_PLAIN);
    document_put_count(table, ballot->in_favour, DOCUMENT_PLAIN);
    document_put_count(table, ballot->against, DOCUMENT_PLAIN);
    document_put_count(table, ballot->abstain, DOCUMENT_PLAIN);
    document_put_value(table, &outcome->because[0].value);
}

static void put_row(report *r, document_table *table, const delphi_result *result, const delphi_outcome *outcome) {
    const char *note = outcome->ballot && outcome->ballot->note ? outcome->ballot->note : "";
    document_start_row(table);
    document_put_text(table, r->study->indicators[outcome->indicator].id, DOCUMENT_STRONG);
    document_put_text(table, part_indicator_text(r, outcome->indicator), DOCUMENT_PLAIN);
    part_put_outcome(r, table, outcome);
    put_ballot(table, outcome);
    export_why(result, r->language, outcome, 0, part_new_phrase(r));
    document_put_text(table, part_phrase_text(r), DOCUMENT_PLAIN);
    document_put_text(table, part_without_pseudonyms(r, note), DOCUMENT_SMALL);
}

static void add_meeting(report *r, document_part *part, const delphi_result *result) {
    say_majority(r, part, result);
    say_quorum(r, part, result);
    document_table *table = add_table(r, part, result);
    for (size_t i = 0; i < result->outcome_count; i++)
        put_row(r, table, result, &result->outcomes[i]);
    if (result->overridden)
        document_add_note(table, part_words(r, N_("* decided by the steering group, whatever the rules come to")));
    document_add_note(table, part_words(r, N_("People at the table are counted; no one's vote is recorded.")));
}

/* Those of this report. */
static bool is_meeting(const report *r, int round) {
    bool shown = r->order->final || round == r->round;
    return shown && r->rounds[round - 1] && r->rounds[round - 1]->kind == DELPHI_KIND_MEETING;
}

void part_ballots(report *r, document_part *part) {
    for (int round = 1; round <= r->round; round++)
        if (is_meeting(r, round))
            add_meeting(r, part, r->rounds[round - 1]);
}

bool part_ballots_wanted(const report *r) {
    for (int round = 1; round <= r->round; round++)
        if (is_meeting(r, round))
            return true;
    return false;
}
