/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The part "Selection" of a round that chooses the best so many: the ranking with the values that made it, and who is
 * equal where the cut goes. */
#include <stdlib.h>

#include "export/parts.h"
#include "export/rule_values.h"

enum { RANK, ID, TEXT, FATE, FIRST_KEY };

static const delphi_rank *rank_at(const report *r, size_t place) {
    return r->result->outcomes[r->result->selection->order[place]].rank;
}

static size_t indicator_at(const report *r, size_t place) {
    return r->result->outcomes[r->result->selection->order[place]].indicator;
}

static void say_answer(report *r, document_part *part) {
    const delphi_selection *s = r->result->selection;
    const char *text =
        s->select->among == DELPHI_AMONG_ALL
            ? N_("Of {candidates} indicators rated, the best {best} were to be selected: {selected} are.")
            : N_("Of {candidates} indicators that the rules keep, the best {best} were to be selected: "
                 "{selected} are.");
    document_say(part, DOCUMENT_ANSWER,
                 PART_PHRASE(r, text, {"candidates", export_number(s->candidates).text},
                             {"best", export_number(s->select->best).text},
                             {"selected", export_number(s->selected).text}));
}

/* "Equal at the cut, on rank 5: I02, I07. One place is left for them. ..." */
static void say_tie(report *r, document_part *part) {
    static const char *const fates[] = {
        [DELPHI_TIES_IN] =
            N_("Equal at the cut, on rank {rank}: {names}; within the number there is room for {places}. "
               "By the protocol all of them are in."),
        [DELPHI_TIES_OUT] = N_("Equal at the cut, on rank {rank}: {names}; within the number there is room for "
                               "{places}. By the protocol all of them are out."),
        [DELPHI_TIES_STEERING] = N_("Equal at the cut, on rank {rank}: {names}; within the number there is room for "
                                    "{places}. The steering group decides."),
    };
    const delphi_selection *s = r->result->selection;
    delphi_buffer names = {0};
    if (!s->tied)
        return;
    for (size_t i = s->tied_rank - 1; i < s->tied_rank - 1 + s->tied; i++)
        base_buffer_format(&names, "%s%s", names.size ? ", " : "", r->study->indicators[indicator_at(r, i)].id);
    document_say(part, DOCUMENT_CAUTION,
                 PART_PHRASE(r, fates[s->select->ties], {"rank", export_number(s->tied_rank).text},
                             {"names", part_text_of(r, &names)},
                             {"places", export_number(s->select->best - (int64_t)s->tied_rank + 1).text}));
    part_end(r, &names);
}

/* "the median of Relevance, highest first". */
static void name_key(report *r, const delphi_sort_key *key, delphi_buffer *out) {
    static const char *const patterns[2][2] = {
        [true] = {[true] = N_("{measure} of {criterion}, highest first"), [false] = N_("{measure}, highest first")},
        [false] = {[true] = N_("{measure} of {criterion}, lowest first"), [false] = N_("{measure}, lowest first")},
    };
    rule_voice voice = {r->study, r->language};
    delphi_buffer noun = {0};
    const char *criterion = NULL;
    if (key->term) {
        rule_side(&voice, key->term, true, false, &noun);
        criterion = rule_criterion(&voice, key->term->criterion);
    } else {
        base_buffer_text(&noun, part_words(r, N_("the id")));
    }
    EXPORT_FILL(out, part_words(r, patterns[key->highest_first][criterion != NULL]),
                {"measure", part_text_of(r, &noun)}, {"criterion", criterion ? criterion : ""});
    part_end(r, &noun);
}

static void say_keys(report *r, document_part *part) {
    const delphi_selection *s = r->result->selection;
    delphi_buffer keys = {0}, written = {0};
    for (size_t k = 0; k < s->select->by_count; k++) {
        base_buffer_text(&keys, k ? "; " : "");
        name_key(r, &s->keys[k], &keys);
        base_buffer_format(&written, "%s%s", k ? "; " : "", s->by[k]);
    }
    document_say(part, DOCUMENT_NOTE,
                 PART_PHRASE(r,
                             N_("Sorted by {keys}. Equals by the first are sorted by the next, and so on; values are "
                                "compared exactly. In the protocol: {written}."),
                             {"keys", part_text_of(r, &keys)}, {"written", part_text_of(r, &written)}));
    part_end(r, &keys);
    part_end(r, &written);
}

/* The name of a key as the head of its column. */
static const char *head_of(report *r, const delphi_sort_key *key, delphi_buffer *out) {
    name_key(r, key, out);
    if (out->data && *out->data >= 'a' && *out->data <= 'z')
        *out->data -= 'a' - 'A';
    return part_text_of(r, out);
}

/* `heads` and `columns` have room for all. */
static document_table *add_table(report *r, document_part *part, document_column *columns, delphi_buffer *heads) {
    const delphi_selection *s = r->result->selection;
    columns[RANK] =
        (document_column){.head = part_words(r, N_("Rank")), .width = 8, .direction = DOCUMENT_HEAD_FIGURES};
    columns[ID] = (document_column){.head = part_words(r, N_("Id")), .width = 10, .names_row = true};
    columns[TEXT] = (document_column){.head = part_words(r, N_("Text")), .width = 50};
    columns[FATE] = (document_column){.head = part_words(r, N_("Selected")), .width = 22};
    for (size_t k = 0; k < s->select->by_count; k++)
        columns[FIRST_KEY + k] = (document_column){
            .head = head_of(r, &s->keys[k], &heads[k]), .width = 20, .direction = DOCUMENT_HEAD_FIGURES};
    return document_add_table(part, &(document_table_spec){.columns = columns,
                                                           .column_count = FIRST_KEY + s->select->by_count,
                                                           .filter = true,
                                                           .frozen = ID + 1});
}

static document_table *start_table(report *r, document_part *part) {
    size_t keys = r->result->selection->select->by_count;
    document_column *columns = calloc(FIRST_KEY + keys, sizeof *columns);
    delphi_buffer *heads = calloc(keys + 1, sizeof *heads);
    document_table *table = columns && heads ? add_table(r, part, columns, heads) : NULL;
    r->failed = r->failed || !columns || !heads;
    for (size_t k = 0; heads && k < keys; k++)
        part_end(r, &heads[k]);
    free(heads);
    free(columns);
    return table;
}

static void put_fate(report *r, document_table *table, const delphi_rank *rank) {
    const char *words = rank->selected == DELPHI_TRUE ? N_("selected") : N_("not selected");
    if (rank->at_cut)
        words = rank->selected == DELPHI_TRUE      ? N_("selected, equal at the cut")
                : rank->selected == DELPHI_UNKNOWN ? N_("equal at the cut, undecided")
                                                   : N_("not selected, equal at the cut");
    document_put_text(table, part_words(r, words), rank->at_cut ? DOCUMENT_WARNING : DOCUMENT_PLAIN);
}

static void put_value(report *r, document_table *table, const delphi_value *value, size_t indicator) {
    bool is_id = value->kind == DELPHI_VALUE_UNDEFINED && value->reason == DELPHI_REASON_NONE;
    if (is_id)
        document_put_text(table, r->study->indicators[indicator].id, DOCUMENT_PLAIN);
    else
        document_put_value(table, value);
}

void part_selection(report *r, document_part *part) {
    const delphi_selection *s = r->result->selection;
    document_set_title(part, part_words(r, N_("The choice of the best")));
    say_answer(r, part);
    say_tie(r, part);
    say_keys(r, part);
    document_table *table = start_table(r, part);
    for (size_t i = 0; table && i < s->ranked; i++) {
        const delphi_rank *rank = rank_at(r, i);
        document_start_row(table);
        document_put_count(table, rank->rank, DOCUMENT_PLAIN);
        document_put_text(table, r->study->indicators[indicator_at(r, i)].id, DOCUMENT_STRONG);
        document_put_text(table, part_indicator_text(r, indicator_at(r, i)), DOCUMENT_PLAIN);
        put_fate(r, table, rank);
        for (size_t k = 0; k < s->select->by_count; k++)
            put_value(r, table, &rank->values[k], indicator_at(r, i));
    }
    if (table && s->unranked > 0)
        document_add_note(table, PART_PHRASE(r,
                                             N_("Without a rank, and so undecided, since a sort key is not defined: "
                                                "{count}."),
                                             {"count", export_number(s->unranked).text}));
}

bool part_selection_wanted(const report *r) {
    return r->result->selection != NULL;
}
