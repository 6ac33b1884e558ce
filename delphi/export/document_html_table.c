/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A table of a page: caption, heads, rows, what is below it, and its charts. */
#include "export/document_html.h"

#include <math.h>
#include <string.h>

#include "base/buffer.h"
#include "export/phrase.h"

/* In characters. */
#define WIDE     104.0 /* a table that cannot be narrower scrolls in a window of its own */
#define UPRIGHT  84.0  /* a table that cannot be narrower is printed on pages that lie */
#define BESIDE   62.0  /* a table up to this width leaves room for a chart at its side */
#define WORDS    22.0  /* what a column of words may shrink to, */
#define WORDS_OF 40.0  /* in a table that scrolls anyway: its rows would grow high for nothing */
#define FIGURES  8.0   /* what one of figures may shrink to, */
#define UPWARDS  3.5   /* what a column with an upward head may shrink to */
#define LONG     24    /* rows: of a longer one that scrolls the heads stay in sight */

static const char *const look_classes[DOCUMENT_LOOK_COUNT] = {
    [DOCUMENT_SMALL] = "small",     [DOCUMENT_STRONG] = "strong", [DOCUMENT_QUIET] = "quiet",
    [DOCUMENT_WARNING] = "warning", [DOCUMENT_TOTAL] = "total",
};

static const char *const decision_classes[DELPHI_DECISION_COUNT] = {
    [DELPHI_KEEP] = "keep",         [DELPHI_DROP] = "drop",           [DELPHI_RERATE] = "rerate",
    [DELPHI_NO_CONSENSUS] = "none", [DELPHI_UNDECIDED] = "undecided", [DELPHI_CONFLICT] = "conflict",
};

/* What a column asks for; a head that is written upwards needs less than a workbook gives it. */
static double asked_width(const document_column *column) {
    return 1 + (column->direction == DOCUMENT_HEAD_UPWARDS ? fmin(column->width, UPWARDS + 1.5) : column->width);
}

/* As wide as it would be with room for all. */
static double full_width(const document_table *table) {
    double total = 0;
    for (size_t i = 0; i < table->spec.column_count; i++)
        total += asked_width(&table->spec.columns[i]);
    return total;
}

/* Of a head over figures, which nothing breaks. */
static double longest_word(const document_column *column) {
    size_t longest = 0;
    for (const char *at = column->direction == DOCUMENT_HEAD_FIGURES ? column->head : ""; *at;) {
        size_t size = strcspn(at, " -\n"), count = 0;
        for (size_t i = 0; i < size; i++)
            count += ((unsigned char)at[i] & 0xC0) != 0x80;
        longest = count > longest ? count : longest;
        at += size + (at[size] != '\0');
    }
    return (double)longest;
}

/* As narrow as it can be read, columns of words being `words` wide at most. */
static double least_width(const document_table *table, double words) {
    double total = 0;
    for (size_t i = 0; i < table->spec.column_count; i++) {
        const document_column *column = &table->spec.columns[i];
        static const double most[] = {[DOCUMENT_HEAD_FIGURES] = FIGURES, [DOCUMENT_HEAD_UPWARDS] = UPWARDS};
        double narrow = column->direction == DOCUMENT_HEAD_WORDS ? words : most[column->direction];
        total += fmax(fmin(column->width, narrow), longest_word(column)) + 1;
    }
    return total;
}

static bool is_wide(const document_table *table) {
    return least_width(table, WORDS) > WIDE;
}

static bool lies_on_paper(const document_table *table) {
    return least_width(table, WORDS) > UPRIGHT;
}

static bool is_long(const document_table *table) {
    return is_wide(table) && table->row_count > LONG;
}

/* ---- heads ---- */

static bool same_over(const document_column *a, const document_column *b) {
    return a->over && b->over && strcmp(a->over, b->over) == 0;
}

/* How many columns from `first` on have its heading over them. */
static size_t run_of(const document_table *table, size_t first) {
    size_t end = first + 1;
    while (end < table->spec.column_count && same_over(&table->spec.columns[first], &table->spec.columns[end]))
        end++;
    return end - first;
}

static void write_columns(html_page *page, const document_table *table) {
    const document_column *columns = table->spec.columns;
    double total = full_width(table);
    for (size_t i = 0, run; i < table->spec.column_count; i += run) {
        run = run_of(table, i);
        html_write(page, "<colgroup>");
        for (size_t k = i; k < i + run; k++)
            html_write(page, "<col style=\"width:%s%%\"/>", html_length(100 * asked_width(&columns[k]) / total).text);
        html_write(page, "</colgroup>");
    }
    html_write(page, "\n");
}

static void write_head(html_page *page, const document_column *column, bool tall) {
    static const char *const classes[] = {[DOCUMENT_HEAD_WORDS] = "",
                                          [DOCUMENT_HEAD_FIGURES] = " class=\"n\"",
                                          [DOCUMENT_HEAD_UPWARDS] = " class=\"up\""};
    const char *rows = tall ? " rowspan=\"2\"" : "";
    if (!column->head || !*column->head) {
        html_write(page, "<td%s></td>", rows);
        return;
    }
    html_write(page, "<th scope=\"col\"%s%s>", rows, classes[column->direction]);
    html_write(page, "%s", column->direction == DOCUMENT_HEAD_UPWARDS ? "<span>" : "");
    html_text(page, column->head);
    html_write(page, "%s</th>", column->direction == DOCUMENT_HEAD_UPWARDS ? "</span>" : "");
}

static bool has_groups(const document_table *table) {
    for (size_t i = 0; i < table->spec.column_count; i++)
        if (table->spec.columns[i].over)
            return true;
    return false;
}

static void write_groups(html_page *page, const document_table *table) {
    html_write(page, "<tr>");
    for (size_t i = 0, run; i < table->spec.column_count; i += run) {
        const document_column *column = &table->spec.columns[i];
        run = run_of(table, i);
        if (column->over) {
            html_write(page, "<th scope=\"colgroup\" class=\"over\" colspan=\"%zu\">", run);
            html_text(page, column->over);
            html_write(page, "</th>");
        } else
            write_head(page, column, true);
    }
    html_write(page, "</tr>\n");
}

static void write_heads(html_page *page, const document_table *table) {
    bool groups = has_groups(table);
    if (table->spec.headless)
        return;
    html_write(page, "<thead>\n");
    if (groups)
        write_groups(page, table);
    html_write(page, "<tr>");
    for (size_t i = 0; i < table->spec.column_count; i++)
        if (!groups || table->spec.columns[i].over)
            write_head(page, &table->spec.columns[i], false);
    html_write(page, "</tr>\n</thead>\n");
}

/* ---- cells ---- */

static void write_classes(html_page *page, const document_column *column, const document_cell *cell) {
    bool words = cell->kind == DOCUMENT_TEXT || cell->kind == DOCUMENT_DECISION || cell->kind == DOCUMENT_BLANK;
    const char *side = words ? "" : column->direction == DOCUMENT_HEAD_UPWARDS ? "m" : "n";
    const char *look = cell->kind == DOCUMENT_DECISION ? decision_classes[cell->decision] : look_classes[cell->look];
    bool bar = column->data_bar && cell->kind == DOCUMENT_SHARE;
    if (cell->kind == DOCUMENT_ABSENT || cell->kind == DOCUMENT_HIDDEN)
        look = look ? look : "quiet";
    if (words && cell->kind == DOCUMENT_TEXT && column->direction == DOCUMENT_HEAD_UPWARDS)
        side = "m"; /* a sign in a narrow column */
    if (!*side && !look && !bar)
        return;
    html_write(page, " class=\"%s%s%s%s\"", side, *side && look ? " " : "", look ? look : "", bar ? " bar" : "");
    if (bar)
        html_write(page, " style=\"--w:%s%%\"", html_length(cell->number * 100).text);
}

/* The first of each footnote in a table is a link to it, and the note leads back: a link in every cell would be a
 * hundred stops on the way of who reads with a keyboard. */
static void write_absent(html_page *page, const document_cell *cell, uint64_t *linked) {
    uint64_t bit = (uint64_t)1 << (cell->footnote & 63);
    const char *words = html_cell_words(page, cell);
    if (*linked & bit)
        html_text(page, words);
    else {
        html_write(page, "<a id=\"t%zu-a%d\" href=\"#t%zu-n%d\">", page->tables, cell->footnote, page->tables,
                   cell->footnote);
        html_text(page, words);
        html_write(page, "</a>");
    }
    *linked |= bit;
}

#define LONG_WORD  24 /* characters: a longer one may be broken anywhere */
#define MANY_LINES 5  /* in a long, wide table a text of so many lines shows the first, and the rest when asked */
#define FIRST_ONES 3

static bool has_long_word(const char *text) {
    for (size_t size; *text; text += size + (text[size] != '\0')) {
        size = strcspn(text, " \n");
        if (size > LONG_WORD)
            return true;
    }
    return false;
}

/* Where the rest of a text of many lines begins; NULL where it has few. */
static const char *rest_of(const char *text) {
    const char *rest = NULL;
    size_t lines = 1;
    for (const char *at = text; (at = strchr(at, '\n')); at++, lines++)
        if (lines == FIRST_ONES)
            rest = at;
    return lines >= MANY_LINES ? rest : NULL;
}

static void write_words(html_page *page, const document_table *table, const char *text) {
    const char *rest = is_long(table) ? rest_of(text) : NULL;
    if (!rest) {
        html_text(page, text);
        return;
    }
    html_write(page, "<details><summary>");
    html_text_part(page, text, (size_t)(rest - text));
    html_write(page, "</summary>");
    html_text(page, rest + 1);
    html_write(page, "</details>");
}

static void write_cell(html_page *page, const document_table *table, size_t place, const document_cell *cell,
                       uint64_t *linked) {
    const document_column *column = &table->spec.columns[place];
    bool names = column->names_row && cell->kind != DOCUMENT_BLANK && !(cell->text && !*cell->text);
    html_write(page, names ? "<th scope=\"row\"" : "<td");
    if (cell->kind == DOCUMENT_TEXT && has_long_word(cell->text))
        html_write(page, " style=\"overflow-wrap:anywhere\"");
    if (names && cell->kind == DOCUMENT_TEXT && (cell->look == DOCUMENT_PLAIN || cell->look == DOCUMENT_SMALL))
        html_write(page, " class=\"text%s\"", cell->look == DOCUMENT_SMALL ? " small" : "");
    else
        write_classes(page, column, cell);
    html_write(page, ">");
    if (cell->kind == DOCUMENT_ABSENT)
        write_absent(page, cell, linked);
    else
        write_words(page, table, html_cell_words(page, cell));
    html_write(page, names ? "</th>" : "</td>");
}

/* ---- rows ---- */

static void write_title_row(html_page *page, const document_table *table, size_t row) {
    html_write(page, "%s<tbody>\n<tr><th scope=\"rowgroup\" colspan=\"%zu\">", row > 0 ? "</tbody>\n" : "",
               table->spec.column_count);
    html_text(page, table->rows[row].title);
    html_write(page, "</th></tr>\n");
}

static void write_rows(html_page *page, const document_table *table) {
    static const document_cell blank = {.kind = DOCUMENT_BLANK};
    uint64_t linked = 0;
    for (size_t r = 0; r < table->row_count; r++) {
        const document_row *row = &table->rows[r];
        if (row->title) {
            write_title_row(page, table, r);
            continue;
        }
        html_write(page, "%s<tr>", r == 0 ? "<tbody>\n" : "");
        for (size_t i = 0; i < table->spec.column_count; i++)
            write_cell(page, table, i, i < row->cell_count ? &row->cells[i] : &blank, &linked);
        html_write(page, "</tr>\n");
    }
    if (table->row_count == 0) {
        html_write(page, "<tbody>\n<tr><td colspan=\"%zu\">", table->spec.column_count);
        html_words(page, N_("Nothing to show here."));
        html_write(page, "</td></tr>\n");
    }
    html_write(page, "</tbody>\n");
}

/* ---- the whole ---- */

/* Every table has a name of its own: its number, and its title or the heading that it stands under. */
static void write_caption(html_page *page, const document_table *table) {
    bool titled = table->spec.title && *table->spec.title;
    html_write(page, "<caption id=\"t%zu\"%s><span>", page->tables, titled ? "" : " class=\"quiet\"");
    html_words(page, N_("Table"));
    html_write(page, " %zu. ", page->tables);
    html_text(page, titled ? table->spec.title : page->part_title);
    html_write(page, "</span></caption>\n");
}

static void write_grid(html_page *page, const document_table *table) {
    bool wide = is_wide(table);
    html_write(page, "<div class=\"table%s%s\" role=\"region\" aria-labelledby=\"t%zu\" tabindex=\"0\">\n",
               wide ? " wide" : "", is_long(table) ? " long" : "", page->tables);
    html_write(page, "<table style=\"min-width:%sch;width:min(100%%,%sch)\">\n",
               html_length(least_width(table, wide ? WORDS_OF : WORDS) * 0.9).text,
               html_length(full_width(table) * 1.2).text);
    write_caption(page, table);
    write_columns(page, table);
    write_heads(page, table);
    write_rows(page, table);
    html_write(page, "</table>\n</div>\n");
}

static void write_footnote(html_page *page, size_t number, delphi_reason reason) {
    delphi_buffer *out = &page->words;
    out->size = 0;
    EXPORT_FILL(out, export_words(page->language, N_("({number}) not defined: {why}")),
                {"number", export_number((int64_t)number).text},
                {"why", export_words(page->language, delphi_reason_text(reason))});
    html_write(page, "<li id=\"t%zu-n%zu\">", page->tables, number);
    html_text(page, out->failed ? "" : out->data);
    html_write(page, " <a href=\"#t%zu-a%zu\" aria-label=\"(%zu) ", page->tables, number, number);
    html_words(page, N_("back to the table"));
    html_write(page, "\">\xE2\x86\xA9</a></li>\n");
}

static void write_notes(html_page *page, const document_table *table) {
    if (table->reason_count + table->note_count == 0)
        return;
    html_write(page, "<ul class=\"notes\">\n");
    for (size_t i = 0; i < table->reason_count; i++)
        write_footnote(page, i + 1, table->reasons[i]);
    for (size_t i = 0; i < table->note_count; i++) {
        html_write(page, "<li>");
        html_text(page, table->notes[i]);
        html_write(page, "</li>\n");
    }
    html_write(page, "</ul>\n");
}

static void write_charts(html_page *page, const document_table *table, document_place place) {
    for (const document_chart *chart = table->charts; chart; chart = chart->next)
        if (chart->spec.place == place)
            html_chart(page, table, &chart->spec);
}

/* A chart beside a wide table stands above it: below a hundred rows nobody finds it. */
void html_table(html_page *page, const document_table *table) {
    bool beside = false;
    for (const document_chart *chart = table->charts; chart; chart = chart->next)
        beside |= chart->spec.place == DOCUMENT_BESIDE && full_width(table) <= BESIDE;
    page->tables++;
    html_write(page, "<div class=\"block%s%s\">\n", lies_on_paper(table) ? " broad" : "",
               table->spec.new_page ? " newpage" : "");
    if (!beside)
        write_charts(page, table, DOCUMENT_BESIDE);
    html_write(page, beside ? "<div class=\"beside\">\n<div>\n" : "");
    write_grid(page, table);
    write_notes(page, table);
    html_write(page, beside ? "</div>\n" : "");
    if (beside)
        write_charts(page, table, DOCUMENT_BESIDE);
    html_write(page, beside ? "</div>\n" : "");
    write_charts(page, table, DOCUMENT_BELOW);
    html_write(page, "</div>\n");
}
