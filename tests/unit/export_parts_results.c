/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The parts Summary, Decisions and Distribution as documents: answers that stand first, rows in their order, counts
 * that add up, and charts that show the columns they name. */
#include <criterion/criterion.h>

#include "../support/report_study.h"
#include "export/parts.h"

typedef struct {
    delphi_problems *problems;
    delphi_study *study;
    delphi_result *result;
    document *document;
} bench;

static void set_up(bench *b, delphi_language language) {
    b->problems = delphi_problems_new();
    b->study = support_study(support_protocol, b->problems);
    b->result = support_result(b->study, 2, b->problems);
    cr_assert_not_null(b->result);
    const delphi_result *rounds[] = {NULL, b->result};
    b->document = parts_write(&(delphi_report_order){.rounds = rounds, .round_count = 2, .language = language});
    cr_assert_not_null(b->document);
}

static void tear_down(bench *b) {
    document_free(b->document);
    delphi_result_free(b->result);
    delphi_study_free(b->study);
    delphi_problems_free(b->problems);
}

static const document_part *find_part(const bench *b, const char *id) {
    for (const document_part *part = b->document->parts; part; part = part->next)
        if (strcmp(part->id, id) == 0)
            return part;
    cr_assert_fail("there is no part %s", id);
    return NULL;
}

/* The first words of a kind in a part. */
static const char *words_of(const bench *b, const char *id, document_words words) {
    for (const document_block *block = find_part(b, id)->blocks; block; block = block->next)
        if (block->kind == DOCUMENT_IS_WORDS && block->words == words)
            return block->text;
    return "";
}

static const document_table *find_table(const bench *b, const char *id, size_t which) {
    for (const document_block *block = find_part(b, id)->blocks; block; block = block->next)
        if (block->kind == DOCUMENT_IS_TABLE && which-- == 0)
            return &block->table;
    cr_assert_fail("part %s has no such table", id);
    return NULL;
}

Test(export_parts_results, every_part_answers_first) {
    static const struct {
        delphi_language language;
        const char *part;
        document_words words;
        const char *text;
    } rows[] = {
        {DELPHI_EN, "summary", DOCUMENT_ANSWER,
         "Of 12 indicators 3 are kept, 2 are dropped, 5 go on to the next round, 1 is undecided and 1 is in conflict."},
        {DELPHI_EN, "summary", DOCUMENT_PARAGRAPH,
         "Of 24 experts invited 24 responded (100.0%); 0 answered every question (0.0%)."},
        {DELPHI_EN, "summary", DOCUMENT_CAUTION, "2 indicators need a decision by people: I06, I07."},
        {DELPHI_NL, "summary", DOCUMENT_CAUTION, "Over 2 indicatoren moeten mensen beslissen: I06, I07."},
        {DELPHI_EN, "decisions", DOCUMENT_ANSWER,
         "\xE2\x9C\x93 keep: 3; \xE2\x9C\x97 drop: 2; \xE2\x86\xBB re-rate: 5; ? undecided: 1; ! conflict: 1"},
        {DELPHI_EN, "distribution", DOCUMENT_ANSWER,
         "Indicators with a median in the high band (7\xE2\x80\x93"
         "9): Relevance 6 of 12, Measurability 5 of 12, "
         "Influenceability 5 of 12."},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        bench b;
        set_up(&b, rows[i].language);
        const document_block *first = find_part(&b, rows[i].part)->blocks;
        cr_expect_eq(first->words, DOCUMENT_ANSWER, "row %zu: %s", i, words_of(&b, rows[i].part, rows[i].words));
        cr_expect_str_eq(words_of(&b, rows[i].part, rows[i].words), rows[i].text, "row %zu: %s", i,
                         words_of(&b, rows[i].part, rows[i].words));
        tear_down(&b);
    }
}

Test(export_parts_results, decisions_have_a_row_an_indicator_in_the_order_of_the_list) {
    bench b;
    set_up(&b, DELPHI_EN);
    const document_table *table = find_table(&b, "decisions", 0);
    cr_assert_eq(table->row_count, (size_t)SUPPORT_INDICATORS);
    cr_expect(table->spec.filter && table->spec.frozen == 3);
    for (size_t i = 0; i < table->row_count; i++) {
        cr_expect_str_eq(table->rows[i].cells[0].text, b.study->indicators[i].id);
        cr_expect_eq(table->rows[i].cells[3].kind, DOCUMENT_DECISION);
        cr_expect_eq(table->rows[i].cell_count, table->spec.column_count, "row %zu", i);
    }
    tear_down(&b);
}

/* The scatter sets the shares of the first two criteria against each other. */
Test(export_parts_results, the_scatter_shows_shares_of_two_criteria) {
    bench b;
    set_up(&b, DELPHI_EN);
    const document_table *table = find_table(&b, "decisions", 0);
    cr_assert_not_null(table->charts);
    const document_chart_spec *chart = &table->charts->spec;
    cr_assert_eq(chart->kind, DOCUMENT_SCATTER);
    cr_expect_eq(table->rows[0].cells[chart->x].kind, DOCUMENT_SHARE);
    cr_expect_str_eq(table->spec.columns[chart->x].over, "Relevance");
    cr_expect_eq(table->rows[0].cells[chart->series[0].column].kind, DOCUMENT_SHARE);
    cr_expect_str_eq(table->spec.columns[chart->series[0].column].over, "Measurability");
    tear_down(&b);
}

enum { ID, TEXT, RATED, MEDIAN, MEAN, FIRST_BIN, POINTS = 9 };

/* An absent figure is below all others. */
static double figure(const document_row *row, size_t column) {
    return document_is_figure(&row->cells[column]) ? row->cells[column].number : -1;
}

Test(export_parts_results, distributions_go_from_the_highest_median_down_and_add_up) {
    bench b;
    set_up(&b, DELPHI_NL);
    for (size_t c = 0; c < b.study->protocol.criterion_count; c++) {
        const document_table *table = find_table(&b, "distribution", c);
        cr_expect_str_eq(table->spec.title, delphi_text_in(&b.study->protocol.criteria[c].title, DELPHI_NL));
        cr_assert_eq(table->row_count, (size_t)SUPPORT_INDICATORS);
        for (size_t i = 0; i < table->row_count; i++) {
            const document_row *row = &table->rows[i], *above = i > 0 ? row - 1 : row;
            double sum = 0;
            for (size_t p = 0; p < POINTS; p++)
                sum += figure(row, FIRST_BIN + p);
            cr_expect_eq(sum, figure(row, RATED), "criterion %zu, row %zu", c, i);
            sum += figure(row, FIRST_BIN + POINTS) + figure(row, FIRST_BIN + POINTS + 1);
            cr_expect_eq(sum, SUPPORT_EXPERTS, "criterion %zu, row %zu", c, i);
            cr_expect(figure(above, MEDIAN) > figure(row, MEDIAN) ||
                          (figure(above, MEDIAN) == figure(row, MEDIAN) && figure(above, MEAN) >= figure(row, MEAN)),
                      "criterion %zu, row %zu", c, i);
        }
    }
    tear_down(&b);
}

Test(export_parts_results, bars_stand_beside_their_rows_a_piece_an_answer) {
    bench b;
    set_up(&b, DELPHI_EN);
    const document_table *table = find_table(&b, "distribution", 0);
    cr_assert_not_null(table->charts);
    const document_chart_spec *chart = &table->charts->spec;
    cr_expect_eq(chart->kind, DOCUMENT_BARS_STACKED);
    cr_expect_eq(chart->place, DOCUMENT_BESIDE);
    cr_expect_eq(chart->row_count, table->row_count);
    cr_assert_eq(chart->series_count, (size_t)POINTS);
    for (size_t i = 0; i < chart->series_count; i++)
        cr_expect_eq(chart->series[i].column, FIRST_BIN + i);
    tear_down(&b);
}

/* Whoever cannot see a chart has its alternative text, which names the finding. */
Test(export_parts_results, every_chart_says_what_it_shows) {
    for (delphi_language l = 0; l < DELPHI_LANGUAGE_COUNT; l++) {
        bench b;
        set_up(&b, l);
        size_t charts = 0;
        for (const document_part *part = b.document->parts; part; part = part->next)
            for (const document_block *block = part->blocks; block; block = block->next)
                for (const document_chart *chart = block->kind == DOCUMENT_IS_TABLE ? block->table.charts : NULL; chart;
                     chart = chart->next, charts++)
                    cr_expect_gt(strlen(chart->spec.description), 40u, "part %s", part->id);
        cr_expect_geq(charts, 5u);
        tear_down(&b);
    }
}
