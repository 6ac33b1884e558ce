/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The page: well-formed, nothing of an expert's text becomes markup, names and links are whole, figures are written as
 * the language writes them, the same bytes wherever it is made. How it looks and works is the browser's (.ci/pages). */
#include <locale.h>
#include <math.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include <criterion/criterion.h>

#include "../support/gallery.h"
#include "../support/page.h"
#include "../support/report_study.h"
#include "export/document_html.h"

#define NBSP  "\xC2\xA0"
#define MINUS "\xE2\x88\x92"
#define DASH  "\xE2\x80\x93"

static page_facts facts;

static delphi_buffer drawn(document *doc) {
    delphi_buffer out = {0};
    cr_assert_not_null(doc);
    cr_assert_eq(html_write_document(doc, &out), DELPHI_OK);
    document_free(doc);
    return out;
}

static void assert_sound(const delphi_buffer *page) {
    cr_assert(page_read(&facts, page->data, page->size), "%s", facts.error);
    cr_assert_eq(facts.scripts, 0);
    cr_assert_eq(facts.outside, 0, "something is fetched from outside");
    cr_assert_not(facts.repeated_id);
    const char *dead = page_dead_link(&facts);
    cr_assert_null(dead, "nothing has the id %s", dead ? dead : "");
    cr_assert_not(facts.level_skipped, "headings skip a level");
    cr_assert_eq(facts.tables, facts.captions);
}

/* ---- the whole ---- */

Test(export_html, everything_that_a_document_can_hold_is_a_sound_page) {
    for (delphi_language l = 0; l < DELPHI_LANGUAGE_COUNT; l++) {
        delphi_buffer page = drawn(gallery_document(l));
        assert_sound(&page);
        cr_assert_eq(facts.tables, 19);
        /* Of seven charts one takes two pictures; seven hard ones, and a diagram. One of nothing has none. */
        cr_assert_eq(facts.pictures, 8 + 7 + 1);
        cr_assert_eq(facts.column_groups, 5);
        delphi_buffer_free(&page);
    }
}

Test(export_html, a_document_of_nothing_is_a_sound_page) {
    delphi_buffer page = drawn(document_new(DELPHI_NL));
    assert_sound(&page);
    cr_assert_not_null(strstr(page.data, "<html lang=\"nl\">"));
    delphi_buffer_free(&page);
}

/* For the browser. */
Test(export_html, the_gallery_is_left_where_it_is_asked_for) {
    const char *path = getenv("DELPHI_GALLERY");
    delphi_buffer page = drawn(gallery_document(DELPHI_EN));
    cr_assert_gt(page.size, 10000);
    if (path) {
        FILE *file = fopen(path, "w");
        cr_assert_not_null(file);
        cr_assert_eq(fwrite(page.data, 1, page.size, file), page.size);
        cr_assert_eq(fclose(file), 0);
    }
    delphi_buffer_free(&page);
}

/* ---- texts ---- */

static delphi_buffer page_of_text(const char *text) {
    static const document_column columns[] = {{.head = "Text", .width = 20, .names_row = true},
                                              {.head = "Value", .width = 9, .direction = DOCUMENT_HEAD_FIGURES}};
    document *doc = document_new(DELPHI_EN);
    cr_assert_not_null(doc);
    document_entitle(doc, text, text);
    document_part *part = document_add_part(doc, "part", text, text);
    for (document_words words = DOCUMENT_ANSWER; words <= DOCUMENT_CAUTION; words++)
        document_say(part, words, text);
    document_table *table =
        document_add_table(part, &(document_table_spec){.title = text, .columns = columns, .column_count = 2});
    document_title_row(table, text);
    document_add_note(table, text);
    table = document_add_table(part, &(document_table_spec){.title = text, .columns = columns, .column_count = 2});
    const document_series series = {.column = 1, .name = text, .colour = 0x0072B2};
    for (size_t i = 0; i < 2; i++) {
        document_start_row(table);
        document_put_text(table, text, DOCUMENT_PLAIN);
        document_put_count(table, 3 + i, DOCUMENT_PLAIN);
    }
    for (document_chart_kind kind = DOCUMENT_BARS; kind <= DOCUMENT_RADAR; kind++)
        document_add_chart(table, &(document_chart_spec){.kind = kind,
                                                         .title = text,
                                                         .description = text,
                                                         .row_count = 2,
                                                         .x = 1,
                                                         .series = &series,
                                                         .series_count = 1,
                                                         .x_title = text,
                                                         .y_title = text,
                                                         .mark = NAN,
                                                         .x_mark = NAN});
    const document_box box = {.text = text};
    document_add_diagram(part, &(document_diagram){.title = text, .description = text, .boxes = &box, .box_count = 1});
    return drawn(doc);
}

Test(export_html, no_text_becomes_markup_wherever_it_stands) {
    static const char *const texts[] = {
        "<script>alert(1)</script>",
        "\"><img src=x onerror=alert(1)>",
        "' onmouseover='alert(1)",
        "</style></title></desc></svg><iframe src=\"http://example.org\">",
        "<!-- & --> ]]> &lt; &#60; %s %n {url}",
        "<a href=\"javascript:alert(1)\">x</a>",
    };
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        delphi_buffer page = page_of_text(texts[i]);
        assert_sound(&page);
        cr_assert_null(strstr(page.data, "<img"));
        cr_assert_null(strstr(page.data, "<iframe"));
        cr_assert_not_null(strstr(facts.text, texts[i]), "the text itself is lost");
        delphi_buffer_free(&page);
    }
}

Test(export_html, control_characters_are_left_out_and_bad_bytes_are_marked) {
    static const struct {
        const char *text, *shown;
    } cases[] = {
        {"a\x01\x08\x0B\x1F\x7F"
         "b",
         "ab"},
        {"a\xC2\x80\xC2\x9F"
         "b\xC2\xA0"
         "c",
         "ab" NBSP "c"},
        {"a\xE2\x80\xAA\xE2\x80\xAE\xE2\x81\xA6\xE2\x81\xA9"
         "b\xE2\x80\xA6",
         "ab\xE2\x80\xA6"},
        {"a\xEF\xBF\xBE\xEF\xBF\xBF"
         "b",
         "ab"},
        {"a\tb", "a b"},
        {"a\xFF"
         "b\xC3",
         "a\xEF\xBF\xBD"
         "b\xEF\xBF\xBD"},
        {"caf\xC3\xA9 \xF0\x9F\x99\x82 \xE4\xB8\xAD", "caf\xC3\xA9 \xF0\x9F\x99\x82 \xE4\xB8\xAD"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        delphi_buffer page = page_of_text(cases[i].text);
        char wanted[64];
        assert_sound(&page);
        snprintf(wanted, sizeof wanted, "<h1>%s</h1>", cases[i].shown);
        cr_expect_not_null(strstr(page.data, wanted), "%s", wanted);
        delphi_buffer_free(&page);
    }
}

Test(export_html, nothing_may_be_fetched_or_run) {
    delphi_buffer page = drawn(gallery_document(DELPHI_NL));
    cr_assert_not_null(strstr(page.data, "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; "
                                         "style-src 'unsafe-inline'; img-src data:;"));
    const char *policy = strstr(page.data, "Content-Security-Policy"), *body = strstr(page.data, "<style>");
    cr_assert(policy < body, "the policy stands before what it governs");
    cr_assert_null(strstr(page.data, "@import"));
    delphi_buffer_free(&page);
}

/* ---- figures ---- */

Test(export_html, figures_are_written_as_the_language_writes_them) {
    static const struct {
        double number;
        int decimals;
        const char *english, *dutch;
    } cases[] = {
        {7, 0, "7", "7"},
        {7.5, 1, "7.5", "7,5"},
        {-0.25, 2, MINUS "0.25", MINUS "0,25"},
        {-0.001, 2, "0.00", "0,00"},
        {2.345, 2, "2.35", "2,35"},
        {0.0625, 1, "0.1", "0,1"},
        {1e18, 1, "1e18", "1e18"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        delphi_buffer english = {0}, dutch = {0};
        html_number(&english, DELPHI_EN, cases[i].number, cases[i].decimals);
        html_number(&dutch, DELPHI_NL, cases[i].number, cases[i].decimals);
        cr_expect_str_eq(english.data, cases[i].english);
        cr_expect_str_eq(dutch.data, cases[i].dutch);
        delphi_buffer_free(&english);
        delphi_buffer_free(&dutch);
    }
}

Test(export_html, a_figure_that_is_none_leaves_no_mark) {
    delphi_buffer out = {0};
    html_number(&out, DELPHI_EN, NAN, 2);
    html_number(&out, DELPHI_EN, INFINITY, 0);
    cr_expect_eq(out.size, 0);
    delphi_buffer_free(&out);
    cr_expect_str_eq(html_length(NAN).text, "0");
    cr_expect_str_eq(html_length(INFINITY).text, "0");
}

Test(export_html, lengths_have_two_decimals_at_most_and_a_point) {
    static const struct {
        double length;
        const char *text;
    } cases[] = {{0, "0"},         {12, "12"},     {12.5, "12.5"}, {12.345, "12.35"},
                 {12.05, "12.05"}, {-0.5, "-0.5"}, {100, "100"}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        cr_expect_str_eq(html_length(cases[i].length).text, cases[i].text);
}

Test(export_html, cells_of_every_kind_say_what_they_are) {
    static const char *const dutch[] = {"<td class=\"n bar\" style=\"--w:14.29%\">14,3" NBSP "%</td>",
                                        ">7,5</td>",
                                        ">" MINUS "4,5</td>",
                                        ">&lt;" NBSP "0,001</td>",
                                        ">ja</td>",
                                        "<td class=\"m\">\xC2\xB7</td>",
                                        ">" DASH "</td>",
                                        "<td class=\"conflict\">! conflict</td>",
                                        "<th scope=\"rowgroup\" colspan=\"9\">Care &amp; cost</th>",
                                        "<th scope=\"colgroup\" class=\"over\" colspan=\"3\">All experts</th>",
                                        "<th scope=\"col\" rowspan=\"2\" class=\"up\"><span>few answers</span></th>"};
    delphi_buffer page = drawn(gallery_document(DELPHI_NL));
    for (size_t i = 0; i < sizeof dutch / sizeof *dutch; i++)
        cr_expect_not_null(strstr(page.data, dutch[i]), "%s", dutch[i]);
    cr_expect_null(strstr(page.data, "nan"));
    cr_expect_null(strstr(page.data, "inf\""));
    delphi_buffer_free(&page);
}

Test(export_html, what_is_not_defined_leads_to_its_reason_and_back) {
    delphi_buffer page = drawn(gallery_document(DELPHI_EN));
    cr_expect_not_null(strstr(page.data, "<a id=\"t1-a2\" href=\"#t1-n2\">" DASH NBSP "(2)</a>"));
    cr_expect_not_null(strstr(page.data, "<li id=\"t1-n2\">(2) not defined: fewer valid ratings than min_ratings "
                                         "<a href=\"#t1-a2\""));
    cr_expect_not_null(strstr(page.data, "<td class=\"n quiet\">" DASH NBSP "(2)</td>"),
                       "only the first of a table is a link");
    delphi_buffer_free(&page);
}

/* A table of many columns whose last one gives reasons in six lines. */
static delphi_buffer page_of_reasons(size_t rows) {
    static document_column columns[20];
    document *doc = document_new(DELPHI_EN);
    cr_assert_not_null(doc);
    for (size_t i = 0; i < 20; i++)
        columns[i] = (document_column){.head = "Head", .width = i == 19 ? 50 : 10};
    document_table *table = document_add_table(document_add_part(doc, "part", "Part", "Part"),
                                               &(document_table_spec){.columns = columns, .column_count = 20});
    for (size_t r = 0; r < rows; r++) {
        document_start_row(table);
        for (size_t i = 0; i < 19; i++)
            document_put_text(table, "word", DOCUMENT_PLAIN);
        document_put_text(table, "one\ntwo\nthree\nfour\nfive\nsix", DOCUMENT_PLAIN);
    }
    return drawn(doc);
}

Test(export_html, long_reasons_are_folded_only_where_rows_are_many) {
    delphi_buffer many = page_of_reasons(40), few = page_of_reasons(10);
    assert_sound(&many);
    cr_expect_not_null(
        strstr(many.data, "<td><details><summary>one\ntwo\nthree</summary>four\nfive\nsix</details></td>"));
    assert_sound(&few);
    cr_expect_not_null(strstr(few.data, "<td>one\ntwo\nthree\nfour\nfive\nsix</td>"));
    delphi_buffer_free(&many);
    delphi_buffer_free(&few);
}

/* ---- lines ---- */

Test(export_html, lines_break_at_blanks_and_long_words_anywhere) {
    static const struct {
        const char *text;
        size_t width;
        const char *lines;
    } cases[] = {
        {"one two three", 7, "one two|three|"},
        {"one two three", 40, "one two three|"},
        {"abcdefgh", 3, "abc|def|gh|"},
        {"a\nb", 9, "a|b|"},
        {"a\n\nb", 9, "a||b|"},
        {"\xC3\xA9\xC3\xA9\xC3\xA9\xC3\xA9", 2, "\xC3\xA9\xC3\xA9|\xC3\xA9\xC3\xA9|"},
        {"", 5, ""},
        {"ab", 0, "a|b|"},
        {"one  two", 3, "one|two|"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const char *text = cases[i].text, *line;
        char got[64] = "";
        size_t size;
        while (html_next_line(&text, cases[i].width, &line, &size))
            snprintf(got + strlen(got), sizeof got - strlen(got), "%.*s|", (int)size, line);
        cr_expect_str_eq(got, cases[i].lines);
    }
}

/* ---- bytes ---- */

Test(export_html, same_bytes_in_another_time_zone_locale_and_moment) {
    setenv("TZ", "Pacific/Kiritimati", 1);
    setenv("LC_ALL", "C", 1);
    tzset();
    delphi_buffer first = drawn(gallery_document(DELPHI_NL));
    setenv("TZ", "America/Anchorage", 1);
    setenv("LC_ALL", "nl_NL.UTF-8", 1);
    tzset();
    /* Where the machine has no Dutch locale this changes nothing, and the environment alone is tried. */
    setlocale(LC_ALL, "");
    delphi_buffer second = drawn(gallery_document(DELPHI_NL));
    cr_assert_eq(first.size, second.size);
    cr_assert_arr_eq(first.data, second.data, first.size);
    delphi_buffer_free(&first);
    delphi_buffer_free(&second);
}

Test(export_html, a_report_is_appended_and_written_whole) {
    delphi_problems *problems = delphi_problems_new();
    delphi_study *study = support_study(support_protocol, problems);
    delphi_result *result = support_result(study, 2, problems);
    const delphi_result *rounds[] = {NULL, result};
    delphi_report_order order = {.rounds = rounds, .round_count = 2, .language = DELPHI_NL};
    delphi_buffer page = {0};
    cr_assert_eq(delphi_export_report_html(&order, &page), DELPHI_OK);
    assert_sound(&page);
    cr_expect_not_null(strstr(page.data, "<h1>Proefonderzoek zorg &amp; welzijn in co\xC3\xB6rdinatie</h1>"));
    cr_expect_not_null(strstr(page.data, "<p>Ronde 2 van 3, gesloten op 29 januari 2021</p>"));
    for (int i = 1; i <= 24; i++) {
        char pseudonym[16];
        snprintf(pseudonym, sizeof pseudonym, "P%02d", i);
        cr_expect_null(strstr(facts.text, pseudonym), "%s can be told apart", pseudonym);
    }
    size_t once = page.size;
    cr_assert_eq(delphi_export_report_html(&order, &page), DELPHI_OK);
    cr_assert_eq(page.size, 2 * once);
    cr_assert_arr_eq(page.data, page.data + once, once);
    cr_assert_eq(delphi_export_report_page(&order, "/nowhere/report.html", problems), DELPHI_ERR_IO);
    cr_assert_str_eq(delphi_problems_get(problems, 0)->file, "/nowhere/report.html");
    delphi_buffer_free(&page);
    delphi_result_free(result);
    delphi_study_free(study);
    delphi_problems_free(problems);
}
