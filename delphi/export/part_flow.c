/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The part "Flow": what each round started with, what came in, what it came to and what left; and below that each
 * indicator that is not simply an old one. */
#include "export/parts.h"

#include <stddef.h>
#include <string.h>

#define ROUND_WIDTH     11
#define TEXT_WIDTH      80
#define TEXT_CHARACTERS 300
enum { ID, LABEL, FIRST_ROUND };
static const double left_widths[] = {9, 38};

/* A row of the table. Where a count never occurs its row is left out, unless it is `always` there. */
typedef struct {
    const char *label; /* NULL: the word for `decision` */
    delphi_decision decision;
    const char *meaning;
    size_t offset; /* of its uint32_t in delphi_flow */
    bool always, total;
} flow_row;

#define OF(member)        offsetof(delphi_flow, member)
#define DECIDED(decision) (offsetof(delphi_flow, decided) + (decision) * sizeof(uint32_t))

static const flow_row list_rows[] = {
    {N_("Indicators on the list"), 0, N_("Rated in this round."), OF(started), true, true},
    {N_("carried over"), 0, N_("On the list of the round before, with the same text."), OF(carried), true, false},
    {N_("added"), 0, N_("New, in the place of none."), OF(added), true, false},
    {N_("reworded"), 0, N_("A new text for one indicator. It is a new one: its ratings are not compared with the old."),
     OF(reworded), true, false},
    {N_("merged"), 0, N_("One text in the place of several indicators."), OF(merged), false, false},
    {N_("split off"), 0, N_("One of several texts in the place of one indicator."), OF(split), false, false},
};
static const flow_row decided_rows[] = {
    {NULL, DELPHI_KEEP, "", DECIDED(DELPHI_KEEP), true, false},
    {NULL, DELPHI_DROP, "", DECIDED(DELPHI_DROP), true, false},
    {NULL, DELPHI_RERATE, "", DECIDED(DELPHI_RERATE), false, false},
    {NULL, DELPHI_NO_CONSENSUS, "", DECIDED(DELPHI_NO_CONSENSUS), false, false},
    {NULL, DELPHI_UNDECIDED, "", DECIDED(DELPHI_UNDECIDED), false, false},
    {NULL, DELPHI_CONFLICT, "", DECIDED(DELPHI_CONFLICT), false, false},
};
static const flow_row left_rows[] = {
    {N_("kept or dropped before"), 0, N_("Settled in the round before, and not rated again."), OF(settled), true,
     false},
    {N_("taken up in another text"), 0, N_("Reworded, merged or split; the new texts are counted above."), OF(replaced),
     false, false},
    {N_("withdrawn"), 0, N_("Taken off the list without a decision of the panel."), OF(withdrawn), true, false},
    {N_("left out with their topic"), 0,
     N_("Not rated, since their topic was not kept: that is not a judgement of the indicator."), OF(left_out), false,
     false},
};
static const flow_row standing_rows[] = {
    {N_("Kept so far"), 0, N_("In this round or an earlier one, and not taken up in another text since."),
     OF(kept_so_far), true, true},
    {N_("Dropped so far"), 0, "", OF(dropped_so_far), true, true},
};

#define ROWS(table) table, sizeof table / sizeof *table

static const struct {
    const char *title; /* NULL: none */
    const flow_row *rows;
    size_t count;
} sections[] = {
    {NULL, ROWS(list_rows)},
    {N_("Came to"), ROWS(decided_rows)},
    {N_("On the list of the round before, and not on this one"), ROWS(left_rows)},
    {NULL, ROWS(standing_rows)},
};

static uint32_t count_of(const report *r, int round, const flow_row *row) {
    return *(const uint32_t *)(const void *)((const char *)&r->result->flow[round - 1] + row->offset);
}

static bool is_shown(const report *r, const flow_row *row) {
    bool any = row->always;
    for (int round = 1; round <= r->round; round++)
        any = any || count_of(r, round, row) > 0;
    return any;
}

/* ---- the answer ---- */

/* New texts of the rounds after the first. */
static uint64_t count_new(const report *r) {
    uint64_t count = 0;
    for (int round = 2; round <= r->round; round++) {
        const delphi_flow *flow = &r->result->flow[round - 1];
        if (delphi_round_level(r->protocol, round) == r->level)
            count += flow->added + flow->reworded + flow->merged + flow->split;
    }
    return count;
}

/* "Round 1 started with 20 indicators; 3 texts came in later. After round 2, 8 are kept and 5 dropped; of the 12 on the
 * list of round 2, 7 are neither." */
static void say_answer(report *r, document_part *part) {
    int first_round = delphi_round_after(r->protocol, 0, r->level);
    bool begun = first_round && first_round <= r->round;
    const delphi_flow *first = &r->result->flow[begun ? first_round - 1 : 0], *now = &r->result->flow[r->round - 1];
    uint64_t came = count_new(r);
    uint32_t open = now->started - now->decided[DELPHI_KEEP] - now->decided[DELPHI_DROP];
    delphi_buffer *out = part_new_phrase(r);
    EXPORT_FILL(out,
                part_many(r, "Round {round} started with {count} indicator;",
                          "Round {round} started with {count} indicators;", first->started),
                {"round", export_number(first_round).text}, {"count", export_number(first->started).text});
    base_buffer_char(out, ' ');
    EXPORT_FILL(out,
                came == 0 ? part_words(r, N_("no new text came in later."))
                          : part_many(r, "{count} new text came in later.", "{count} new texts came in later.", came),
                {"count", export_number((int64_t)came).text});
    base_buffer_char(out, ' ');
    EXPORT_FILL(out,
                part_words(r, N_("After round {round}, {kept} are kept and {dropped} dropped; of the {listed} on the "
                                 "list of that round, {open} are neither.")),
                {"round", export_number(r->round).text}, {"kept", export_number(now->kept_so_far).text},
                {"dropped", export_number(now->dropped_so_far).text}, {"listed", export_number(now->started).text},
                {"open", export_number(open).text});
    document_say(part, DOCUMENT_ANSWER, part_phrase_text(r));
}

/* ---- the counts ---- */

/* A phrase that is kept as long as the document. */
static const char *kept(report *r, const char *phrase) {
    const char *copy = base_arena_text(r->document->arena, phrase, strlen(phrase));
    r->failed |= !copy;
    return copy ? copy : "";
}

/* `columns`: a column more than there are rounds, and one. */
static document_table *start_counts(report *r, document_part *part, document_column *columns) {
    size_t rounds = (size_t)r->round;
    columns[0] = (document_column){.head = part_words(r, N_("Indicators")),
                                   .width = left_widths[ID] + left_widths[LABEL],
                                   .span = 2,
                                   .names_row = true};
    for (size_t i = 1; i <= rounds; i++)
        columns[i] = (document_column){
            .head = kept(r, part_round_name(r, (int)i)), .width = ROUND_WIDTH, .direction = DOCUMENT_HEAD_FIGURES};
    columns[1 + rounds] = (document_column){.head = part_words(r, N_("What is counted")), .width = TEXT_WIDTH};
    return document_add_table(part,
                              &(document_table_spec){.columns = columns, .column_count = rounds + 2, .frozen = 1});
}

static void put_row(report *r, document_table *table, const flow_row *row) {
    document_start_row(table);
    if (row->label)
        document_put_text(table, part_words(r, row->label), row->total ? DOCUMENT_TOTAL : DOCUMENT_PLAIN);
    else
        document_put_decision(table, row->decision, part_decision_words(r, row->decision));
    for (int round = 1; round <= r->round; round++)
        if (row->total)
            document_put_count(table, count_of(r, round, row), DOCUMENT_TOTAL);
        else
            document_put_count_of_few(table, count_of(r, round, row));
    document_put_text(table, *row->meaning ? part_words(r, row->meaning) : "", DOCUMENT_SMALL);
}

static void put_counts(report *r, document_table *table) {
    for (size_t i = 0; i < sizeof sections / sizeof *sections; i++) {
        if (sections[i].title)
            document_title_row(table, part_words(r, sections[i].title));
        for (size_t row = 0; row < sections[i].count; row++)
            if (is_shown(r, &sections[i].rows[row]))
                put_row(r, table, &sections[i].rows[row]);
    }
}

/* ---- what happened to single indicators ---- */

/* "In round 2 merged from I03, I07". */
static const char *origin_words(report *r, size_t indicator) {
    static const char *const texts[DELPHI_ORIGIN_COUNT] = {
        [DELPHI_ORIGIN_ADDED] = N_("Added in round {round}"),
        [DELPHI_ORIGIN_REWORDED] = N_("In round {round} a new text for {old}"),
        [DELPHI_ORIGIN_MERGED] = N_("In round {round} merged from {old}"),
        [DELPHI_ORIGIN_SPLIT] = N_("In round {round} split off {old}"),
    };
    const delphi_indicator *own = &r->study->indicators[indicator];
    delphi_buffer old = {0};
    for (size_t i = 0; i < own->replaces_count; i++)
        base_buffer_format(&old, "%s%s", i ? ", " : "", r->study->indicators[own->replaces[i]].id);
    const char *words = PART_PHRASE(r, texts[delphi_indicator_origin(r->study, indicator)],
                                    {"round", export_number(own->since).text}, {"old", part_text_of(r, &old)});
    part_end(r, &old);
    return words;
}

static void put_change(report *r, document_table *table, size_t indicator, const char *what) {
    document_start_row(table);
    document_put_text(table, r->study->indicators[indicator].id, DOCUMENT_STRONG);
    document_put_text(table, what, DOCUMENT_PLAIN);
    document_put_text(table, part_start(r, part_indicator_text(r, indicator), TEXT_CHARACTERS), DOCUMENT_PLAIN);
}

/* Of the level reported: what it started with was not added. */
static int first_round(const report *r) {
    return delphi_round_after(r->protocol, 0, r->level);
}

static void put_changes_of(report *r, document_table *table, size_t indicator) {
    const delphi_indicator *own = &r->study->indicators[indicator];
    if (own->since > first_round(r) && own->since <= r->round)
        put_change(r, table, indicator, origin_words(r, indicator));
    if (own->until && own->until < r->round)
        put_change(r, table, indicator,
                   PART_PHRASE(r, N_("Withdrawn after round {round}"), {"round", export_number(own->until).text}));
}

static bool has_changed(const report *r, const delphi_indicator *own) {
    if (own->level != r->level)
        return false;
    return (own->since > first_round(r) && own->since <= r->round) || (own->until && own->until < r->round);
}

static void put_changes(report *r, document_part *part) {
    const document_column columns[] = {
        {.head = part_words(r, N_("Id")), .width = left_widths[ID], .names_row = true},
        {.head = part_words(r, N_("What happened")), .width = left_widths[LABEL]},
        {.head = part_words(r, N_("Text")), .width = TEXT_WIDTH + ROUND_WIDTH * r->round, .span = r->round + 1},
    };
    bool any = false;
    for (size_t i = 0; i < r->study->indicator_count; i++)
        any = any || has_changed(r, &r->study->indicators[i]);
    document_say(part, DOCUMENT_SECTION, part_words(r, N_("Indicators that were added, changed or withdrawn")));
    if (!any) {
        document_say(part, DOCUMENT_PARAGRAPH, part_words(r, N_("None: every round rated texts of the first one.")));
        return;
    }
    document_table *table = document_add_table(part, &(document_table_spec){.columns = columns, .column_count = 3});
    for (size_t i = 0; i < r->study->indicator_count; i++)
        if (has_changed(r, &r->study->indicators[i]))
            put_changes_of(r, table, i);
}

void part_flow(report *r, document_part *part) {
    size_t count = (size_t)r->round + FIRST_ROUND + 1;
    double *widths = base_arena_array(r->document->arena, count, sizeof *widths);
    document_column *columns = base_arena_array(r->document->arena, count, sizeof *columns);
    document_set_title(part, part_words(r, N_("Indicators through the rounds")));
    say_answer(r, part);
    document_say(
        part, DOCUMENT_NOTE,
        part_words(r, N_("An indicator whose text changes counts as a new one, and names the one of before.")));
    if (!widths || !columns) {
        r->failed = true;
        return;
    }
    for (size_t i = 0; i < count; i++)
        widths[i] = i < FIRST_ROUND ? left_widths[i] : i + 1 < count ? ROUND_WIDTH : TEXT_WIDTH;
    document_set_grid(part, widths, count);
    put_counts(r, start_counts(r, part, columns));
    put_changes(r, part);
}

/* In the first round everything starts. */
bool part_flow_wanted(const report *r) {
    return r->round > 1;
}
