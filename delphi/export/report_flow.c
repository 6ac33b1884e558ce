/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The sheet "Flow": what each round started with, what came in, what it came to and what left; and below that each
 * indicator that is not simply an old one. */
#include "export/report.h"

#include <stddef.h>
#include <stdlib.h>

enum { ID, LABEL, FIRST_ROUND };
enum { NOTE_ROW = 1, HEAD_ROW = 3, FIRST_ROW = 4 };
static const double left_widths[] = {9, 38};
#define ROUND_WIDTH     11
#define TEXT_WIDTH      80
#define TEXT_CHARACTERS 300
#define SMALLER         1.2 /* letters of 9 points that stand where one of 11 does, with those of 10 in between */

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

typedef struct {
    report_book *book;
    size_t rounds;
    lxw_col_t text; /* the wide column at the end */
} flow_sheet;

static uint32_t count_of(const flow_sheet *s, size_t round, const flow_row *row) {
    return *(const uint32_t *)(const void *)((const char *)&s->book->result->flow[round] + row->offset);
}

static bool is_shown(const flow_sheet *s, const flow_row *row) {
    bool any = row->always;
    for (size_t round = 0; round < s->rounds; round++)
        any = any || count_of(s, round, row) > 0;
    return any;
}

static void put_heads(const flow_sheet *s) {
    report_book *book = s->book;
    report_widths(book, ID, left_widths, sizeof left_widths / sizeof *left_widths);
    report_put_words(book, 0, ID, N_("Indicators through the rounds"), REPORT_TITLE);
    report_check(book, worksheet_set_row(book->sheet, 0, 28, NULL));
    report_put_words(book, NOTE_ROW, ID,
                     N_("An indicator whose text changes counts as a new one, and names the one of before."),
                     REPORT_SUBTITLE);
    report_put_across(book, HEAD_ROW, ID, LABEL, "", REPORT_HEAD);
    for (size_t round = 0; round < s->rounds; round++) {
        lxw_col_t col = (lxw_col_t)(FIRST_ROUND + round);
        report_check(book, worksheet_set_column(book->sheet, col, col, ROUND_WIDTH, NULL));
        report_put(book, HEAD_ROW, col,
                   REPORT_PHRASE(book, N_("Round {number}"), {"number", export_number((int64_t)round + 1).text}),
                   REPORT_HEAD_MANY);
    }
    report_check(book, worksheet_set_column(book->sheet, s->text, s->text, TEXT_WIDTH, NULL));
    report_put_words(book, HEAD_ROW, s->text, N_("What is counted"), REPORT_HEAD);
}

static void put_row(const flow_sheet *s, lxw_row_t at, const flow_row *row) {
    report_book *book = s->book;
    report_format label = row->total ? REPORT_TOTAL_TEXT : row->label ? REPORT_TEXT : REPORT_DECISION + row->decision;
    report_put_across(book, at, ID, LABEL,
                      row->label ? report_words(book, row->label) : report_decision_words(book, row->decision), label);
    for (size_t round = 0; round < s->rounds; round++)
        report_put_count(book, at, (lxw_col_t)(FIRST_ROUND + round), count_of(s, round, row),
                         row->total ? REPORT_TOTAL_COUNT : REPORT_COUNT_OF_FEW);
    report_put(book, at, s->text, *row->meaning ? report_words(book, row->meaning) : "", REPORT_TEXT_SMALL);
    report_row_lines(book, at, 1);
}

static lxw_row_t put_counts(const flow_sheet *s, lxw_row_t row) {
    for (size_t i = 0; i < sizeof sections / sizeof *sections; i++) {
        if (sections[i].title) {
            report_check(s->book, worksheet_set_row(s->book->sheet, row, 24, NULL));
            report_put_words(s->book, row++, ID, sections[i].title, REPORT_SECTION);
        }
        for (size_t r = 0; r < sections[i].count; r++)
            if (is_shown(s, &sections[i].rows[r]))
                put_row(s, row++, &sections[i].rows[r]);
    }
    return row;
}

/* "In round 2 merged from I03, I07". */
static const char *origin_words(report_book *book, size_t indicator) {
    static const char *const texts[DELPHI_ORIGIN_COUNT] = {
        [DELPHI_ORIGIN_ADDED] = N_("Added in round {round}"),
        [DELPHI_ORIGIN_REWORDED] = N_("In round {round} a new text for {old}"),
        [DELPHI_ORIGIN_MERGED] = N_("In round {round} merged from {old}"),
        [DELPHI_ORIGIN_SPLIT] = N_("In round {round} split off {old}"),
    };
    const delphi_indicator *own = &book->study->indicators[indicator];
    delphi_buffer old = {0};
    for (size_t i = 0; i < own->replaces_count; i++)
        base_buffer_format(&old, "%s%s", i ? ", " : "", book->study->indicators[own->replaces[i]].id);
    const char *words = REPORT_PHRASE(book, texts[delphi_indicator_origin(book->study, indicator)],
                                      {"round", export_number(own->since).text}, {"old", old.data ? old.data : ""});
    if (old.failed)
        report_check(book, LXW_ERROR_MEMORY_MALLOC_FAILED);
    delphi_buffer_free(&old);
    return words;
}

static void put_change(const flow_sheet *s, lxw_row_t row, const delphi_indicator *indicator, const char *what) {
    report_book *book = s->book;
    int lines = report_lines(what, left_widths[LABEL]);
    report_put(book, row, ID, indicator->id, REPORT_TEXT_BOLD);
    report_put(book, row, LABEL, what, REPORT_TEXT);
    const char *text = report_start(book, delphi_text_in(&indicator->text, book->language), TEXT_CHARACTERS);
    int own = report_lines(text, TEXT_WIDTH + ROUND_WIDTH * (double)s->rounds);
    report_put_across(book, row, FIRST_ROUND, s->text, text, REPORT_TEXT);
    report_row_lines(book, row, own > lines ? own : lines);
}

static lxw_row_t put_changes_of(const flow_sheet *s, lxw_row_t row, size_t indicator) {
    report_book *book = s->book;
    const delphi_indicator *own = &book->study->indicators[indicator];
    int round = book->result->round;
    if (own->since > 1 && own->since <= round)
        put_change(s, row++, own, origin_words(book, indicator));
    if (own->until && own->until < round)
        put_change(s, row++, own,
                   REPORT_PHRASE(book, N_("Withdrawn after round {round}"), {"round", export_number(own->until).text}));
    return row;
}

static void put_changes(const flow_sheet *s, lxw_row_t row) {
    report_book *book = s->book;
    report_check(book, worksheet_set_row(book->sheet, row, 24, NULL));
    report_put_words(book, row++, ID, N_("Indicators that were added, changed or withdrawn"), REPORT_SECTION);
    lxw_row_t head = row++;
    lxw_row_t first = row;
    for (size_t i = 0; i < book->study->indicator_count; i++)
        row = put_changes_of(s, row, i);
    if (row == first) {
        report_put_across(book, head, ID, s->text,
                          report_words(book, N_("None: every round rated texts of the first one.")), REPORT_TEXT);
        return;
    }
    report_put_words(book, head, ID, N_("Id"), REPORT_HEAD);
    report_put_words(book, head, LABEL, N_("What happened"), REPORT_HEAD);
    report_put_across(book, head, FIRST_ROUND, s->text, report_words(book, N_("Text")), REPORT_HEAD);
}

void report_flow(report_book *book) {
    flow_sheet sheet = {.book = book, .rounds = (size_t)book->result->round};
    sheet.text = (lxw_col_t)(FIRST_ROUND + sheet.rounds);
    report_paper(book, HEAD_ROW, HEAD_ROW);
    put_heads(&sheet);
    lxw_row_t row = put_counts(&sheet, FIRST_ROW);
    put_changes(&sheet, row + 1);
    worksheet_freeze_panes(book->sheet, FIRST_ROW, FIRST_ROUND);
}
