/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The final report as a document, its figures against those counted anew from the ratings. */
#include <math.h>

#include "../support/document_texts.h"
#include "../support/final_study.h"
#include "export/parts.h"

static document *report_of(const final_study *s, delphi_language language) {
    delphi_report_order order = {
        .rounds = s->rounds, .round_count = (size_t)s->count, .language = language, .final = true};
    document *doc = parts_write(&order);
    cr_assert_not_null(doc);
    return doc;
}

static const document_table *table_at(const document_part *part, size_t number) {
    for (const document_block *block = part->blocks; block; block = block->next)
        if (block->kind == DOCUMENT_IS_TABLE && number-- == 0)
            return &block->table;
    cr_assert_fail("no such table in %s", part->id);
    return NULL;
}

static const document_row *row_of(const document_table *table, const char *name) {
    for (size_t i = 0; i < table->row_count; i++)
        if (!table->rows[i].title && table->rows[i].cells[0].text && strcmp(table->rows[i].cells[0].text, name) == 0)
            return &table->rows[i];
    cr_assert_fail("no row %s", name);
    return NULL;
}

/* Of a table of figures, whose first column has the signs of the decisions behind the id. */
static const document_row *row_about(const document_table *table, const char *id) {
    size_t size = strlen(id);
    for (size_t i = 0; i < table->row_count; i++)
        if (!table->rows[i].title && strncmp(table->rows[i].cells[0].text, id, size) == 0 &&
            table->rows[i].cells[0].text[size] == ' ')
            return &table->rows[i];
    cr_assert_fail("no row about %s", id);
    return NULL;
}

/* The column with this head; with `over` the one below that. */
static size_t column_of(const document_table *table, const char *over, const char *head) {
    for (size_t i = 0; i < table->spec.column_count; i++)
        if (strcmp(table->spec.columns[i].head, head) == 0 &&
            (!over || (table->spec.columns[i].over && strcmp(table->spec.columns[i].over, over) == 0)))
            return i;
    cr_assert_fail("no column %s", head);
    return 0;
}

static void expect_figures(const document_row *row, size_t at, const plain_ratings *p, const char *what) {
    const double expected[] = {p->n, plain_quantile(p, 0.5), plain_quantile(p, 0.75) - plain_quantile(p, 0.25),
                               (double)p->high / p->n};
    static const document_kind kinds[] = {DOCUMENT_COUNT, DOCUMENT_NUMBER, DOCUMENT_NUMBER, DOCUMENT_SHARE};
    for (size_t i = 0; i < 4; i++) {
        cr_expect_eq(row->cells[at + i].kind, kinds[i], "%s, figure %zu", what, i);
        cr_expect(fabs(row->cells[at + i].number - expected[i]) < 1e-12, "%s, figure %zu: %g, not %g", what, i,
                  row->cells[at + i].number, expected[i]);
    }
}

static const char *answer_of(const document *doc, const char *part) {
    const document_part *found = document_part_named(doc, part);
    cr_assert_not_null(found, "%s", part);
    return found->blocks->text;
}

/* ---- what the study is: the tests below rest on it ---- */

Test(export_final, the_study_comes_to_every_end) {
    static const struct {
        const char *id;
        int round;
        delphi_decision decision;
    } rows[] = {{"A", 1, DELPHI_KEEP},        {"B", 1, DELPHI_DROP},         {"C", 1, DELPHI_RERATE},
                {"C", 2, DELPHI_KEEP},        {"EF", 2, DELPHI_DROP},        {"D2", 2, DELPHI_RERATE},
                {"D2", 3, DELPHI_KEEP},       {"H", 3, DELPHI_NO_CONSENSUS}, {"I", 3, DELPHI_NO_CONSENSUS},
                {"J", 3, DELPHI_NO_CONSENSUS}};
    final_study s = final_study_of(final_protocol, 3);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        const delphi_outcome *outcome =
            delphi_result_outcome(s.rounds[rows[i].round - 1], delphi_study_indicator(s.study, rows[i].id));
        cr_assert_not_null(outcome, "%s", rows[i].id);
        cr_expect_eq(plain_decision(s.study, rows[i].round, rows[i].id, -1), rows[i].decision, "%s", rows[i].id);
        cr_expect_eq(outcome->rule_decision, rows[i].decision, "%s", rows[i].id);
    }
    final_study_free(&s);
}

/* ---- overview ---- */

Test(export_final, the_overview_says_where_every_text_ended) {
    final_study s = final_study_of(final_protocol, 3);
    document *doc = report_of(&s, DELPHI_EN);
    cr_expect_str_eq(doc->subtitle, "Final report on 3 rounds, the last one closed on 19 March 2021");
    cr_expect_str_eq(
        answer_of(doc, "overview"),
        "Of 12 indicators (8 from the start, 2 added later, 1 reworded, 1 merged from others), 4 are kept, "
        "2 are dropped, 2 end without consensus, 3 are taken up in another text and 1 is withdrawn.");
    static const struct {
        const char *label;
        double count;
    } rows[] = {{"\xE2\x9C\x93 kept", 4},         {"\xE2\x9C\x97 dropped", 2},
                {"\xE2\x89\xA0 no consensus", 2}, {"\xE2\x86\x92 taken up in another text", 3},
                {"\xE2\x80\x93 withdrawn", 1},    {"All texts that were rated", 12}};
    const document_table *ends = table_at(document_part_named(doc, "overview"), 0);
    cr_expect_eq(ends->row_count, sizeof rows / sizeof *rows);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        const document_row *row = row_of(ends, rows[i].label);
        cr_expect_eq(row->cells[1].number, rows[i].count, "%s", rows[i].label);
        cr_expect(fabs(row->cells[2].number - rows[i].count / 12) < 1e-12, "%s", rows[i].label);
    }
    cr_assert_not_null(ends->charts);
    cr_expect_eq(ends->charts->spec.row_count, ends->row_count - 1, "the total is no bar");
    document_free(doc);
    final_study_free(&s);
}

/* Of 12 invited in round 1 and 14 later; P05 leaves and P06 misses a round. */
Test(export_final, the_overview_counts_who_took_part_in_each_round) {
    final_study s = final_study_of(final_protocol, 3);
    document *doc = report_of(&s, DELPHI_EN);
    const document_part *part = document_part_named(doc, "overview");
    const document_row *all = row_of(table_at(part, 1), "Whole panel");
    static const double expected[][2] = {{12, 12}, {14, 12}, {14, 13}};
    for (size_t r = 0; r < 3; r++) {
        cr_expect_eq(all->cells[1 + 3 * r].number, expected[r][0], "round %zu", r + 1);
        cr_expect_eq(all->cells[2 + 3 * r].number, expected[r][1], "round %zu", r + 1);
        cr_expect(fabs(all->cells[3 + 3 * r].number - expected[r][1] / expected[r][0]) < 1e-12);
    }
    document_texts texts = document_texts_of(part);
    cr_expect(document_texts_have(&texts, "Of 14 experts who were invited, 12 (85.7%) responded in every round that "
                                          "they were invited to."));
    cr_expect(document_texts_have(&texts, "2 indicators ended without consensus: I, J."));
    cr_expect(document_texts_contain(&texts, "1 of these ends is a decision of the steering group"));
    document_texts_free(&texts);
    document_free(doc);
    final_study_free(&s);
}

/* ---- core ---- */

Test(export_final, the_core_set_has_the_text_as_it_was_rated_last_with_its_figures) {
    static const struct {
        const char *row, *id, *text, *before, *decided;
        int round;
    } rows[] = {
        {"A", "A", "Text A", "", "the rules", 1},
        {"C", "C", "Text C", "", "the rules", 2},
        {"D2", "D2", "Text D reworded", "D", "the rules", 3},
        {"H *", "H", "Text H", "", "the steering group: Wettelijk verplicht (by the rules: no consensus)", 3},
    };
    final_study s = final_study_of(final_protocol, 3);
    document *doc = report_of(&s, DELPHI_EN);
    const document_table *table = table_at(document_part_named(doc, "core"), 0);
    cr_expect_str_eq(answer_of(doc, "core"),
                     "The core set has 4 indicators, on 3 topics; 1 of them by decision of the steering group (marked "
                     "*).");
    cr_expect_eq(table->row_count, 4u);
    for (size_t i = 0; i < table->row_count; i++) {
        const document_row *row = &table->rows[i];
        cr_expect_str_eq(row->cells[0].text, rows[i].row);
        cr_expect_str_eq(row->cells[column_of(table, NULL, "Final wording")].text, rows[i].text);
        cr_expect_str_eq(row->cells[column_of(table, NULL, "In the place of")].text, rows[i].before);
        cr_expect_str_eq(row->cells[column_of(table, NULL, "Decided by")].text, rows[i].decided);
        cr_expect_eq(row->cells[column_of(table, NULL, "Kept in round")].number, rows[i].round);
        for (size_t c = 0; c < FINAL_CRITERIA; c++) {
            plain_ratings p = plain_of(s.study, rows[i].round, rows[i].id, c, -1);
            expect_figures(row, column_of(table, c ? "Measurability" : "Relevance", "n"), &p, rows[i].id);
        }
    }
    document_free(doc);
    final_study_free(&s);
}

/* ---- topics ---- */

Test(export_final, a_topic_without_an_indicator_is_named_in_the_answer) {
    final_study s = final_study_of(final_protocol, 3);
    document *en = report_of(&s, DELPHI_EN), *nl = report_of(&s, DELPHI_NL);
    cr_expect_str_eq(answer_of(en, "topics"), "4 indicators are kept, on 3 of 5 topics. 2 topics are left without an "
                                              "indicator: Hospital; Staff.");
    cr_expect_str_eq(answer_of(nl, "topics"), "4 indicatoren zijn behouden, over 3 van 5 onderwerpen. 2 onderwerpen "
                                              "blijven zonder indicator: Ziekenhuis; Personeel.");
    const document_table *table = table_at(document_part_named(en, "topics"), 0);
    static const struct {
        const char *topic, *names;
        double texts, kept;
    } rows[] = {{"Prevention", "A", 2, 1},
                {"Region", "C, D2", 2, 2},
                {"Hospital", "none", 2, 0},
                {"Staff", "none", 2, 0},
                {"Carers", "H", 1, 1}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        const document_row *row = row_of(table, rows[i].topic);
        cr_expect_eq(row->cells[1].number, rows[i].texts, "%s", rows[i].topic);
        cr_expect_eq(row->cells[column_of(table, NULL, "\xE2\x9C\x93 kept")].number, rows[i].kept, "%s", rows[i].topic);
        cr_expect_str_eq(row->cells[table->spec.column_count - 1].text, rows[i].names);
    }
    document_free(en);
    document_free(nl);
    final_study_free(&s);
}

/* ---- trajectory ---- */

Test(export_final, the_trajectory_has_the_figures_of_every_round_and_criterion) {
    static const char *const criteria[] = {"Relevance", "Measurability"};
    final_study s = final_study_of(final_protocol, 3);
    document *doc = report_of(&s, DELPHI_EN);
    const document_part *part = document_part_named(doc, "trajectory");
    size_t filled = 0;
    for (size_t c = 0; c < FINAL_CRITERIA; c++) {
        const document_table *table = table_at(part, 1 + c);
        cr_expect_str_eq(table->spec.title, criteria[c]);
        size_t headings = 0;
        for (size_t i = 0; i < table->row_count; i++)
            headings += table->rows[i].title != NULL;
        cr_expect_eq(table->row_count - headings, s.study->indicator_count);
        for (size_t i = 0; i < s.study->indicator_count; i++)
            for (int round = 1; round <= 3; round++) {
                char over[24];
                snprintf(over, sizeof over, "Round %d", round);
                const char *id = s.study->indicators[i].id;
                size_t at = column_of(table, over, "n");
                plain_ratings p = plain_of(s.study, round, id, c, -1);
                if (p.n > 0)
                    expect_figures(row_about(table, id), at, &p, id);
                else
                    cr_expect_eq(row_about(table, id)->cells[at].kind, DOCUMENT_BLANK, "%s, round %d", id, round);
                filled += p.n > 0;
            }
    }
    cr_expect_eq(filled, 2u * 18u);
    document_free(doc);
    final_study_free(&s);
}

/* Whatever was rated more than once is in one chart of a criterion, with those that ended alike and with the decision
 * of each round; what was rated once has not moved and is in none. */
Test(export_final, charts_follow_what_was_rated_again_by_where_it_ended) {
    final_study s = final_study_of(final_protocol, 3);
    document *doc = report_of(&s, DELPHI_EN);
    for (size_t c = 0; c < FINAL_CRITERIA; c++) {
        const document_table *table = table_at(document_part_named(doc, "trajectory"), 1 + c);
        size_t drawn = 0, again = 0, charts = 0;
        for (const document_chart *chart = table->charts; chart; chart = chart->next, charts++) {
            const document_chart_spec *spec = &chart->spec;
            const char *end = NULL;
            cr_expect_eq(spec->series_count, 3u);
            cr_assert_gt(spec->first_row, 0u);
            for (size_t i = 0; i < spec->first_row; i++)
                end = table->rows[i].title ? table->rows[i].title : end;
            const char *tail = strstr(spec->title, "each round: ");
            cr_assert(end && tail, "%s", spec->title);
            tail += strlen("each round: ");
            cr_expect_eq(strncmp(end, tail, strlen(tail)), 0, "\"%s\" is of those under \"%s\"", spec->title, end);
            for (size_t i = spec->first_row; i < spec->first_row + spec->row_count; i++, drawn++)
                cr_assert_null(table->rows[i].title);
        }
        for (size_t i = 0; i < s.study->indicator_count; i++) {
            int rounds = 0;
            for (int round = 1; round <= 3; round++)
                rounds += plain_of(s.study, round, s.study->indicators[i].id, c, -1).n > 0;
            again += rounds > 1;
        }
        cr_expect_eq(drawn, again);
        cr_expect(again > 2 && again < s.study->indicator_count && charts > 1);
        cr_expect_str_eq(row_about(table, "C")->cells[0].text, "C \342\206\273\342\234\223");
        cr_expect_str_eq(row_about(table, "H")->cells[0].text, "H \302\267\342\206\273\342\234\223*");
    }
    document_free(doc);
    final_study_free(&s);
}

Test(export_final, a_text_that_took_the_place_of_another_stands_below_it_and_both_say_so) {
    static const struct {
        const char *id, *end, *link;
    } rows[] = {
        {"A", "\xE2\x9C\x93 kept", ""},
        {"B", "\xE2\x9C\x97 dropped", ""},
        {"C", "\xE2\x9C\x93 kept", ""},
        {"D", "\xE2\x86\x92 taken up in another text", "taken up in D2"},
        {"D2", "\xE2\x9C\x93 kept", "a new wording of D, from round 2 on"},
        {"E", "\xE2\x86\x92 taken up in another text", "taken up in EF"},
        {"F", "\xE2\x86\x92 taken up in another text", "taken up in EF"},
        {"EF", "\xE2\x9C\x97 dropped", "merged from E, F, from round 2 on"},
        {"G", "\xE2\x80\x93 withdrawn", "withdrawn after round 1"},
        {"I", "\xE2\x89\xA0 no consensus", ""},
        {"H", "\xE2\x9C\x93 kept", "added in round 2"},
        {"J", "\xE2\x89\xA0 no consensus", "added in round 2"},
    };
    final_study s = final_study_of(final_protocol, 3);
    document *doc = report_of(&s, DELPHI_EN);
    const document_table *table = table_at(document_part_named(doc, "trajectory"), 0);
    cr_assert_eq(table->row_count, sizeof rows / sizeof *rows);
    for (size_t i = 0; i < table->row_count; i++) {
        cr_expect_str_eq(table->rows[i].cells[0].text, rows[i].id);
        cr_expect_str_eq(table->rows[i].cells[5].text, rows[i].end, "%s", rows[i].id);
        cr_expect_str_eq(table->rows[i].cells[6].text, rows[i].link, "%s", rows[i].id);
    }
    cr_expect_eq(row_of(table, "C")->cells[2].decision, DELPHI_RERATE);
    cr_expect_eq(row_of(table, "C")->cells[3].decision, DELPHI_KEEP);
    cr_expect_eq(row_of(table, "C")->cells[4].kind, DOCUMENT_BLANK);
    cr_expect_str_eq(answer_of(doc, "trajectory"), "Decided to keep: 1 in round 1, 1 in round 2 and 2 in round 3; to "
                                                   "drop: 1 in round 1 and 1 in round 2.");
    document_free(doc);
    final_study_free(&s);
}

/* ---- the flow as a diagram ---- */

/* A box by how it begins. */
static const document_box *box_of(const document_diagram *d, const char *start, size_t *index) {
    for (size_t i = 0; i < d->box_count; i++)
        if (strncmp(d->boxes[i].text, start, strlen(start)) == 0) {
            *index = i;
            return &d->boxes[i];
        }
    cr_assert_fail("no box %s", start);
    return NULL;
}

static bool points(const document_diagram *d, size_t from, size_t to) {
    for (size_t i = 0; i < d->arrow_count; i++)
        if (d->arrows[i].from == from && d->arrows[i].to == to)
            return true;
    return false;
}

Test(export_final, the_diagram_leads_from_list_to_list) {
    final_study s = final_study_of(final_protocol, 3);
    document *doc = report_of(&s, DELPHI_EN);
    const document_diagram *d = NULL;
    for (const document_block *b = document_part_named(doc, "diagram")->blocks; b; b = b->next)
        d = b->kind == DOCUMENT_IS_DIAGRAM ? &b->diagram : d;
    cr_assert_not_null(d);
    size_t lists[3], came, left, end, other;
    cr_expect_str_eq(box_of(d, "Round 1", &lists[0])->text, "Round 1\n8 indicators on the list");
    cr_expect_str_eq(box_of(d, "Round 2", &lists[1])->text, "Round 2\n6 indicators on the list\n2 carried over");
    cr_expect_str_eq(box_of(d, "Round 3", &lists[2])->text, "Round 3\n4 indicators on the list\n4 carried over");
    cr_expect_str_eq(box_of(d, "2 added", &came)->text, "2 added\n1 reworded\n1 merged from others");
    cr_expect_str_eq(box_of(d, "Off the list", &left)->text,
                     "Off the list after that\n2 kept or dropped\n3 taken up in another text\n1 withdrawn");
    cr_expect_str_eq(box_of(d, "After round 3", &end)->text,
                     "After round 3\nin all 4 kept\nin all 2 dropped\n2 without consensus");
    cr_expect_str_eq(box_of(d, "Came to", &other)->text,
                     "Came to\n\xE2\x9C\x93 keep: 1\n\xE2\x9C\x97 drop: 1\n\xE2\x86\xBB re-rate: 6");
    cr_expect(points(d, lists[0], lists[1]) && points(d, lists[1], lists[2]) && points(d, lists[2], end));
    cr_expect(points(d, came, lists[1]) && points(d, lists[0], other) && points(d, other, left));
    for (size_t i = 0; i < d->arrow_count; i++) {
        const document_box *a = &d->boxes[d->arrows[i].from], *b = &d->boxes[d->arrows[i].to];
        cr_expect((a->row == b->row && a->column < b->column) || (a->column == b->column && a->row < b->row));
    }
    document_free(doc);
    final_study_free(&s);
}

/* ---- deviations ---- */

static document *report_with(const final_study *s, const delphi_deviation *deviations, size_t count) {
    delphi_report_order order = {.rounds = s->rounds,
                                 .round_count = (size_t)s->count,
                                 .language = DELPHI_EN,
                                 .final = true,
                                 .deviations = deviations,
                                 .deviation_count = count};
    return parts_write(&order);
}

Test(export_final, deviations_have_day_round_reason_and_effect_and_name_nobody) {
    static const delphi_deviation deviations[] = {
        {.kind = DELPHI_DEVIATION_LATE,
         .date = "2020-11-23",
         .round = 1,
         .about = "2020-11-20",
         .count = 3,
         .counted = true},
        {.kind = DELPHI_DEVIATION_CORRECTION,
         .date = "2020-12-01",
         .round = 1,
         .about = "",
         .count = 1,
         .counted = true,
         .why = {{NULL, "P03 and P04 phoned: P031 is none"}}},
        {.kind = DELPHI_DEVIATION_OVERRIDE,
         .date = "2021-03-22",
         .round = 3,
         .about = "H",
         .decision = DELPHI_KEEP,
         .by_rules = DELPHI_NO_CONSENSUS,
         .why = {{NULL, "required by law"}}},
        {.kind = DELPHI_DEVIATION_REOPEN, .date = "2021-03-23", .round = 3, .about = "", .why = {{NULL, "why"}}},
        {.kind = DELPHI_DEVIATION_NOTED,
         .date = "2021-03-24",
         .about = "",
         .what = {{"Anders", "Otherwise"}},
         .why = {{"Daarom", "Because"}}},
    };
    static const char *const expected[][5] = {
        {"23 November 2020", "The round was closed after its closing date, 20 November 2020.", "no reason on record",
         "Closed 3 days late: answers may have come in after the closing date.", "the ledger"},
        {"1 December 2020", "Answers were corrected after they had been taken in.",
         "(an expert) and (an expert) phoned: P031 is none",
         "1 answer was replaced or withdrawn; the old one is kept on record.", "the ledger"},
        {"22 March 2021", "The steering group decided on H in the place of the rules: \xE2\x9C\x93 keep.",
         "required by law", "By the rules: \xE2\x89\xA0 no consensus; what counts: \xE2\x9C\x93 keep.", "the ledger"},
        {"23 March 2021", "A closed round was opened again.", "why",
         "Not known yet: the round has not been closed again.", "the ledger"},
        {"24 March 2021", "Otherwise", "Because", "to be written by the author", "the researchers"},
    };
    final_study s = final_study_of(final_protocol, 3);
    document *doc = report_with(&s, deviations, 5);
    const document_table *table = table_at(document_part_named(doc, "deviations"), 0);
    cr_expect_str_eq(answer_of(doc, "deviations"), "5 deviations from the protocol are on record: 4 by the ledger, 1 "
                                                   "noted by the researchers.");
    cr_assert_eq(table->row_count, 5u);
    for (size_t i = 0; i < 5; i++) {
        const document_cell *cells = table->rows[i].cells;
        cr_expect_str_eq(cells[0].text, expected[i][0]);
        for (size_t k = 1; k < 5; k++)
            cr_expect_str_eq(cells[k + 1].text, expected[i][k], "row %zu", i);
    }
    cr_expect_str_eq(table->rows[4].cells[1].text, "all");
    document_free(doc);
    final_study_free(&s);
}

Test(export_final, a_study_without_deviations_says_so) {
    final_study s = final_study_of(final_protocol, 3);
    document *doc = report_of(&s, DELPHI_EN);
    cr_expect_str_eq(answer_of(doc, "deviations"), "No deviation from the protocol is on record.");
    cr_expect_eq(document_count_blocks(document_part_named(doc, "deviations"), DOCUMENT_IS_TABLE), 0u);
    document_free(doc);
    final_study_free(&s);
}

/* ---- before the end, and a study of one round ---- */

Test(export_final, before_the_last_round_the_report_says_that_it_is_an_interim_one) {
    final_study s = final_study_of(final_protocol, 2);
    document *doc = report_of(&s, DELPHI_EN);
    cr_expect_str_eq(doc->subtitle, "Study report after round 2 of 3, closed on 29 January 2021");
    cr_expect_str_eq(
        answer_of(doc, "overview"),
        "Interim report after round 2 of 3: the study goes on. Of 12 indicators (8 from the start, 2 added "
        "later, 1 reworded, 1 merged from others), 2 are kept, 2 are dropped, 4 go on to the next round, "
        "3 are taken up in another text and 1 is withdrawn.");
    cr_expect_eq(strncmp(answer_of(doc, "core"), "So far, after a part of the rounds: ", 36), 0);
    cr_expect(strstr(answer_of(doc, "topics"), " so far, on 2 of 5 topics. 3 topics have no kept indicator yet: "));
    document_texts texts = document_texts_of(document_part_named(doc, "paragraph"));
    cr_expect(document_texts_contain(&texts, "of 3 planned rounds, of which 2 have been held so far"));
    document_texts_free(&texts);
    document_free(doc);
    final_study_free(&s);
}

Test(export_final, a_study_of_one_round_has_all_but_what_needs_two) {
    char protocol[sizeof final_protocol];
    snprintf(protocol, sizeof protocol, "%s", final_protocol);
    char *rest = strstr(protocol, ", {\"id\": 2");
    snprintf(rest, 4, "]}");
    static const char list[] = "id,topic,text\nA,Preventie,Tekst A\nB,Regio,Tekst B\n";
    delphi_problems *problems = delphi_problems_new();
    delphi_study *study = delphi_study_new();
    delphi_result *result = NULL;
    static const char panel[] = "expert,group\nP1,a\nP2,a\nP3,b\n";
    delphi_read_protocol(study, "study.json", protocol, strlen(protocol), problems);
    delphi_read_indicators(study, "indicators.csv", list, sizeof list - 1, problems);
    delphi_read_panel(study, "panel.csv", panel, sizeof panel - 1, problems);
    study->ratings[0] = delphi_ratings_new(study, 1);
    for (size_t i = 0; i < 2 * 2 * 3; i++)
        study->ratings[0]->cells[i] = (delphi_rating)(i < 6 ? 8 : 5);
    cr_assert_eq(delphi_analyse(study, 1, NULL, &result, problems), DELPHI_OK);
    cr_assert_eq(delphi_appraise(result, NULL), DELPHI_OK);
    final_study s = {.problems = problems, .study = study, .own = {result}, .rounds = {result}, .count = 1};
    document *doc = report_of(&s, DELPHI_EN);
    static const char *const there[] = {"overview", "core", "topics", "trajectory", "deviations", "paragraph"};
    for (size_t i = 0; i < sizeof there / sizeof *there; i++)
        cr_expect_not_null(document_part_named(doc, there[i]), "%s", there[i]);
    cr_expect_null(document_part_named(doc, "flow"));
    cr_expect_null(document_part_named(doc, "diagram"));
    cr_expect_null(document_part_named(doc, "stability"));
    cr_expect_str_eq(doc->subtitle, "Final report on 1 round, closed on 20 November 2020");
    cr_expect_str_eq(answer_of(doc, "overview"), "Of 2 indicators, 1 is kept and 1 ends without consensus.");
    cr_expect_null(table_at(document_part_named(doc, "trajectory"), 1)->charts, "nothing moves in one round");
    document_free(doc);
    final_study_free(&s);
}

/* ---- whatever happened, it adds up ---- */

Test(export_final, kept_and_dropped_are_those_of_the_flow_at_every_round) {
    for (int rounds = 1; rounds <= 3; rounds++) {
        final_study s = final_study_of(final_protocol, rounds);
        document *doc = report_of(&s, DELPHI_EN);
        const document_table *ends = table_at(document_part_named(doc, "overview"), 0);
        const delphi_flow *flow = &s.rounds[rounds - 1]->flow[rounds - 1];
        double sum = 0;
        for (size_t i = 0; i + 1 < ends->row_count; i++)
            sum += ends->rows[i].cells[1].number;
        cr_expect_eq(row_of(ends, "\xE2\x9C\x93 kept")->cells[1].number, flow->kept_so_far, "round %d", rounds);
        cr_expect_eq(row_of(ends, "\xE2\x9C\x97 dropped")->cells[1].number, flow->dropped_so_far, "round %d", rounds);
        cr_expect_eq(sum, ends->rows[ends->row_count - 1].cells[1].number, "round %d", rounds);
        document_free(doc);
        final_study_free(&s);
    }
}
