/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A document of every kind of block, drawn as a workbook: sound, with its texts, and nothing over anything else. */
#include <math.h>
#include <unistd.h>

#include <criterion/criterion.h>

#include "export/document_xlsx.h"

static void add_everything(document_part *part) {
    static const document_column columns[] = {
        {.head = "Id", .width = 8, .names_row = true},
        {.head = "=Text", .width = 44},
        {.head = "Median", .over = "Relevance", .width = 8, .direction = DOCUMENT_HEAD_FIGURES},
        {.head = "% high", .over = "Relevance", .width = 10, .direction = DOCUMENT_HEAD_FIGURES, .data_bar = true},
        {.head = "Round 1", .over = "Median by round", .width = 8, .direction = DOCUMENT_HEAD_UPWARDS},
        {.head = "Round 2", .over = "Median by round", .width = 8, .direction = DOCUMENT_HEAD_UPWARDS},
        {.head = "Decision", .width = 18},
    };
    const document_table_spec spec = {.title = "A table",
                                      .columns = columns,
                                      .column_count = sizeof columns / sizeof *columns,
                                      .filter = true,
                                      .frozen = 1};
    document_say(part, DOCUMENT_ANSWER, "Of 12 indicators 3 are kept.");
    document_say(part, DOCUMENT_SUBTITLE, "What this is about.");
    document_say(part, DOCUMENT_PARAGRAPH, "=1+1 starts a paragraph, which is text.");
    document_say(part, DOCUMENT_CAUTION, "A caution.");
    document_table *table = document_add_table(part, &spec);
    document_title_row(table, "Rows that belong together");
    for (int i = 0; i < 6; i++) {
        char id[8];
        snprintf(id, sizeof id, "I%02d", i + 1);
        document_start_row(table);
        document_put_text(table, id, DOCUMENT_STRONG);
        document_put_text(table,
                          i == 3 ? "a long text that needs more lines than one, or so we think, to be shown" : "a text",
                          i == 2 ? DOCUMENT_SMALL : DOCUMENT_PLAIN);
        if (i == 1)
            document_put_value(
                table, &(delphi_value){.kind = DELPHI_VALUE_UNDEFINED, .reason = DELPHI_REASON_TOO_FEW_RATINGS});
        else
            document_put_number(table, 3 + i, i % 3, DOCUMENT_PLAIN);
        document_put_share(table, (uint64_t)i + 2, 8, DOCUMENT_PLAIN);
        if (i == 4)
            document_put_hidden(table);
        else
            document_put_number(table, 4 + i % 3, 0, DOCUMENT_PLAIN);
        document_put_number(table, 3 + i, 1, DOCUMENT_STRONG);
        document_put_decision(table, (delphi_decision)(i % DELPHI_DECISION_COUNT), "\xE2\x9C\x93 keep");
    }
    document_add_note(table, "A note of the table.");
    static const document_series bars[] = {{.column = 3, .colour = 0x0072B2}},
                                 rounds[] = {{.column = 4, .colour = 0xE69F00}, {.column = 5, .colour = 0x0072B2}},
                                 points[] = {{.column = 3, .colour = 0x0072B2, .name = "=Name"},
                                             {.column = 5, .colour = 0xE69F00}};
    static const uint32_t colours[] = {1, 2, 3, 0xD55E00, 5, 6};
    const struct {
        document_chart_kind kind;
        const document_series *series;
        size_t count;
        const uint32_t *colours;
        double least, most, mark;
    } charts[] = {
        {DOCUMENT_BARS, bars, 1, colours, 0, 1, 0.75},
        {DOCUMENT_BARS_STACKED, rounds, 2, NULL, 0, 0, NAN},
        {DOCUMENT_BARS_CLUSTERED, rounds, 2, NULL, 0, 0, NAN},
        {DOCUMENT_LINES, rounds, 2, NULL, 1, 9, 7},
        {DOCUMENT_MOVES, rounds, 2, NULL, 1, 9, 7},
        {DOCUMENT_SCATTER, points, 2, NULL, 0, 1, 0.75},
        {DOCUMENT_RADAR, rounds, 2, NULL, 0, 9, NAN},
    };
    for (size_t i = 0; i < sizeof charts / sizeof *charts; i++)
        document_add_chart(table, &(document_chart_spec){.kind = charts[i].kind,
                                                         .title = "=A chart & more",
                                                         .description = "Shows \"six\" <figures>.",
                                                         .first_row = 1,
                                                         .row_count = 6,
                                                         .categories = 0,
                                                         .x = 2,
                                                         .series = charts[i].series,
                                                         .series_count = charts[i].count,
                                                         .row_colours = charts[i].colours,
                                                         .x_title = "=x",
                                                         .y_title = "y",
                                                         .least = charts[i].least,
                                                         .most = charts[i].most,
                                                         .x_least = 1,
                                                         .x_most = 9,
                                                         .mark = charts[i].mark,
                                                         .x_mark = charts[i].kind == DOCUMENT_SCATTER ? 7 : NAN,
                                                         .percent = charts[i].series[0].column == 3,
                                                         .place = i == 0 ? DOCUMENT_BESIDE : DOCUMENT_BELOW,
                                                         .width = 460,
                                                         .height = 300});
    document_say(part, DOCUMENT_SECTION, "A section");
    static const document_box boxes[] = {
        {0, 0, 1, "Started\n61 indicators", DOCUMENT_STRONG},
        {1, 0, 1, "Round 1", DOCUMENT_PLAIN},
        {1, 1, 1, "Dropped: 3", DOCUMENT_QUIET},
        {2, 0, 2, "Kept: 24", DOCUMENT_TOTAL},
    };
    static const document_arrow arrows[] = {{0, 1}, {1, 2}, {1, 3}, {0, 2}};
    document_add_diagram(part, &(document_diagram){.title = "A diagram",
                                                   .description = "It flows.",
                                                   .boxes = boxes,
                                                   .box_count = 4,
                                                   .arrows = arrows,
                                                   .arrow_count = 4});
    document_say(part, DOCUMENT_NOTE, "A note at the end.");
}

static char path[128];

/* Draws the document; the error of libxlsxwriter. */
static lxw_error draw(const document *doc) {
    report_book book = {.language = doc->language, .title = doc->title, .heading = doc->heading};
    const char *keep = getenv("DELPHI_KEEP_BOOK");
    snprintf(path, sizeof path, "%s", keep ? keep : "/tmp/delphi-document-XXXXXX");
    if (!keep) {
        int fd = mkstemp(path);
        cr_assert_geq(fd, 0);
        close(fd);
    }
    book.workbook = workbook_new(path);
    cr_assert(report_formats(&book));
    document_xlsx_draw(&book, doc);
    report_check(&book, workbook_close(book.workbook));
    delphi_buffer_free(&book.phrase);
    delphi_buffer_free(&book.clean);
    return book.error;
}

/* Runs check_xlsx.py; its exit status. */
static int check(const char *arguments) {
    const char *tests = getenv("DELPHI_TESTS");
    char command[2048];
    snprintf(command, sizeof command, "python3 %s/golden/check_xlsx.py --any-time %s %s", tests ? tests : "tests", path,
             arguments);
    return system(command);
}

static void finish(document *doc) {
    if (!getenv("DELPHI_KEEP_BOOK"))
        unlink(path);
    document_free(doc);
}

Test(export_document_xlsx, every_kind_of_block_is_drawn_and_sound) {
    for (delphi_language l = 0; l < DELPHI_LANGUAGE_COUNT; l++) {
        document *doc = document_new(l);
        document_entitle(doc, "=Study & co", "Round 2 of 3");
        document_set_heading(doc, "Round 2 & 3");
        add_everything(document_add_part(doc, "all", "All", "All"));
        cr_assert_not(doc->failed);
        cr_assert_eq(draw(doc), LXW_NO_ERROR);
        cr_expect_eq(
            check("--sheet All --charts 7 --text '=1+1 starts a paragraph, which is text.' --text '=Study & co' "
                  "--text '=Text' --text 'A note of the table.' --text 'Rows that belong together' "
                  "--text 'Dropped: 3' --text 'A note at the end.'"),
            0);
        finish(doc);
    }
}

/* Breaks the book in one way after another, each of which the check must see. */
Test(export_document_xlsx, the_check_of_workbooks_sees_what_is_wrong) {
    const char *tests = getenv("DELPHI_TESTS");
    char command[512];
    document *doc = document_new(DELPHI_EN);
    add_everything(document_add_part(doc, "all", "All", "All"));
    cr_assert_eq(draw(doc), LXW_NO_ERROR);
    snprintf(command, sizeof command, "python3 %s/golden/check_xlsx_faults.py %s", tests ? tests : "tests", path);
    cr_expect_eq(system(command), 0);
    finish(doc);
}

Test(export_document_xlsx, names_of_sheets_are_cut_and_told_apart) {
    document *doc = document_new(DELPHI_EN);
    static const char *const names[] = {
        "A name that is far too long for a sheet", "A name that is far too long for a sheet", "a/b:c", "A B C",
        "\xC3\xA9\xC3\xA9\xC3\xA9\xC3\xA9\xC3\xA9\xC3\xA9\xC3\xA9\xC3\xA9\xC3\xA9\xC3\xA9\xC3\xA9\xC3\xA9\xC3\xA9\xC3"
        "\xA9\xC3\xA9\xC3\xA9\xC3\xA9\xC3\xA9\xC3\xA9\xC3\xA9\xC3\xA9\xC3\xA9\xC3\xA9\xC3\xA9\xC3\xA9\xC3\xA9\xC3\xA9"
        "\xC3\xA9\xC3\xA9\xC3\xA9\xC3\xA9\xC3\xA9\xC3\xA9"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        document_say(document_add_part(doc, "x", names[i], names[i]), DOCUMENT_PARAGRAPH, "text");
    cr_assert_eq(draw(doc), LXW_NO_ERROR);
    cr_expect_eq(
        check("--sheet 'A name that is far too long for' --sheet 'A name that is far too long f 2' --sheet 'a b c' "
              "--sheet 'A B C 2' --sheet "
              "\xC3\xA9\xC3\xA9\xC3\xA9\xC3\xA9\xC3\xA9\xC3\xA9\xC3\xA9\xC3\xA9\xC3\xA9\xC3\xA9\xC3\xA9\xC3\xA9\xC3\xA9"
              "\xC3\xA9\xC3\xA9\xC3\xA9\xC3\xA9\xC3\xA9\xC3\xA9\xC3\xA9\xC3\xA9\xC3\xA9\xC3\xA9\xC3\xA9\xC3\xA9\xC3\xA9"
              "\xC3\xA9\xC3\xA9\xC3\xA9\xC3\xA9\xC3\xA9"),
        0);
    finish(doc);
}
