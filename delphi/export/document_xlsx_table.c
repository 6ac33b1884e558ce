/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A document's table on a sheet: heads, rows as high as their texts need, footnotes, and what Excel offers for reading:
 * frozen heads, a filter, bars within cells. */
#include "export/document_xlsx.h"

#include <math.h>
#include <string.h>

#define EN_DASH        "\xE2\x80\x93"
#define BAND_PIXELS    24.0
#define BOLD_ROOM      0.95  /* bold letters are wider */
#define GROUP_PIXELS   30.0  /* of a row that is a heading within the table */
#define SPACE_PIXELS   8.0   /* below a table */
#define MOST_FROZEN    330   /* pixels: with more above them frozen heads would leave no room for the rows */
#define NOTE_WIDTH     105.0 /* characters that a note below a table should have */
#define MOST_UPWARDS   180.0
#define FILTER_PIXELS  22.0 /* that the button of a filter takes */
#define UPWARDS_LETTER 5.4  /* pixels */

typedef struct {
    document_sheet *sheet;
    const document_table *table;
    document_xlsx_place place;
} table_drawing;

static size_t span_of(const document_column *column) {
    return column->span > 1 ? (size_t)column->span : 1;
}

/* ---- heads ---- */

static report_format head_format(const document_table_spec *spec, const document_column *column) {
    switch (column->direction) {
    case DOCUMENT_HEAD_FIGURES:
        return spec->filter ? REPORT_HEAD_MANY_OVER : REPORT_HEAD_MANY;
    case DOCUMENT_HEAD_UPWARDS:
        return spec->filter ? REPORT_HEAD_OVER : REPORT_HEAD_TALL;
    default:
        return spec->filter ? REPORT_HEAD_WORDS_OVER : REPORT_HEAD;
    }
}

static size_t letters(const char *text) {
    size_t count = 0;
    for (; *text; text++)
        count += ((unsigned char)*text & 0xC0) != 0x80;
    return count;
}

/* Height that a head needs. */
static double head_pixels(const document_sheet *sheet, const document_column *column, size_t at, size_t span) {
    const char *text = column->head ? column->head : "";
    if (column->direction == DOCUMENT_HEAD_UPWARDS)
        return fmin(MOST_UPWARDS, UPWARDS_LETTER * (double)letters(text) + 12);
    double indent = column->direction == DOCUMENT_HEAD_WORDS ? DOCUMENT_XLSX_INDENT : 0;
    return report_line_pixels(report_lines(text, BOLD_ROOM * (document_xlsx_width(sheet, at, span) - indent)));
}

/* A heading over the columns that share it. */
static void draw_bands(table_drawing *d) {
    const document_table_spec *spec = &d->table->spec;
    size_t at = 0, i = 0;
    int lines = 0;
    while (i < spec->column_count) {
        const char *over = spec->columns[i].over;
        size_t count = 0;
        do
            count += span_of(&spec->columns[i++]);
        while (over && i < spec->column_count && spec->columns[i].over && strcmp(over, spec->columns[i].over) == 0);
        if (over) {
            int needed = report_lines(over, BOLD_ROOM * document_xlsx_width(d->sheet, at, count));
            document_xlsx_across(d->sheet, at, count, over, REPORT_HEAD_BAND);
            lines = needed > lines ? needed : lines;
        }
        at += count;
    }
    if (lines > 0)
        document_xlsx_end_row(d->sheet, BAND_PIXELS + report_line_pixels(lines) - report_line_pixels(1));
}

static void draw_head_row(table_drawing *d) {
    const document_table_spec *spec = &d->table->spec;
    double height = report_line_pixels(1);
    size_t at = 0;
    for (size_t i = 0; i < spec->column_count; i++) {
        const document_column *column = &spec->columns[i];
        size_t span = span_of(column);
        document_xlsx_across(d->sheet, at, span, column->head ? column->head : "", head_format(spec, column));
        height = fmax(height, head_pixels(d->sheet, column, at, span));
        at += span;
    }
    if (spec->filter)
        height += FILTER_PIXELS;
    document_xlsx_end_row(d->sheet, spec->head_pixels > 0 ? spec->head_pixels : height);
}

static bool has_chart_below(const document_table *table) {
    for (const document_chart *chart = table->charts; chart; chart = chart->next)
        if (chart->spec.place == DOCUMENT_BELOW)
            return true;
    return false;
}

static bool same_text(const char *a, const char *b) {
    return a == b || (a && b && strcmp(a, b) == 0);
}

static bool same_heads(const document_table_spec *a, const document_table_spec *b) {
    bool same = a->column_count == b->column_count && a->headless == b->headless;
    for (size_t i = 0; same && i < a->column_count; i++)
        same = same_text(a->columns[i].head, b->columns[i].head) && same_text(a->columns[i].over, b->columns[i].over) &&
               span_of(&a->columns[i]) == span_of(&b->columns[i]);
    return same;
}

/* The table whose heads stand for those of all that follow, where these have the same and no charts; else NULL. */
static const document_table *common_heads(const document_part *part) {
    const document_table *first = NULL;
    for (const document_block *block = part->blocks; block; block = block->next) {
        if (block->kind == DOCUMENT_IS_DIAGRAM || (block->kind == DOCUMENT_IS_TABLE && block->table.charts))
            return NULL;
        if (block->kind == DOCUMENT_IS_TABLE && first && !same_heads(&first->spec, &block->table.spec))
            return NULL;
        if (block->kind == DOCUMENT_IS_TABLE && !first)
            first = &block->table;
    }
    return first && !first->spec.headless ? first : NULL;
}

#define ONE_PAGE 20 /* rows that a page holds: their heads are not wanted on the page of the charts below them */

/* May every page repeat the heads? Only where nothing else follows that has others. */
static bool repeats(const document_part *part, const document_table *table) {
    bool after = false;
    if (common_heads(part) == table)
        return true;
    for (const document_block *block = part->blocks; block; block = block->next) {
        if (after && block->kind != DOCUMENT_IS_WORDS)
            return false;
        after |= &block->table == table;
    }
    return table->row_count > (has_chart_below(table) ? ONE_PAGE : 0);
}

/* What stays in sight, and what every page repeats. */
static void hold_heads(table_drawing *d, lxw_row_t first_head, double top) {
    document_sheet *sheet = d->sheet;
    const document_table_spec *spec = &d->table->spec;
    if (repeats(sheet->part, d->table)) {
        sheet->repeat_first = (int)first_head;
        sheet->repeat_last = (int)sheet->row - 1;
    }
    if (spec->frozen <= 0)
        return;
    size_t columns = 0;
    for (size_t i = 0; i < spec->column_count && (int)i < spec->frozen; i++)
        columns += span_of(&spec->columns[i]);
    bool rows = top <= MOST_FROZEN && (spec->filter || document_count_blocks(sheet->part, DOCUMENT_IS_TABLE) == 1);
    worksheet_freeze_panes(sheet->book->sheet, rows ? sheet->row : 0, (lxw_col_t)columns);
}

static void draw_heads(table_drawing *d) {
    lxw_row_t first = d->sheet->row;
    const document_table *common = common_heads(d->sheet->part);
    if (common && common != d->table)
        return;
    draw_bands(d);
    draw_head_row(d);
    hold_heads(d, first, d->sheet->top);
}

/* ---- cells ---- */

static report_figure figure_of(const document_cell *cell) {
    switch (cell->kind) {
    case DOCUMENT_COUNT_OF_FEW:
        return REPORT_FEW;
    case DOCUMENT_SHARE:
        return REPORT_SHARE;
    case DOCUMENT_P:
        return REPORT_PROBABILITY;
    case DOCUMENT_NUMBER:
        return cell->decimals <= 0 ? REPORT_WHOLE : cell->decimals == 1 ? REPORT_ONE : REPORT_TWO;
    default:
        return REPORT_WHOLE;
    }
}

/* Words that stand in a column of figures. */
static void draw_word(document_sheet *sheet, size_t at, size_t span, const char *text, document_look look) {
    document_xlsx_across(sheet, at, span, text, report_figure_format(REPORT_NO_FIGURE, look));
}

static void draw_figure(document_sheet *sheet, size_t at, size_t span, const document_cell *cell) {
    report_book *book = sheet->book;
    report_format format = report_figure_format(figure_of(cell), cell->look);
    if (span > 1)
        document_xlsx_across(sheet, at, span, "", format);
    report_check(book,
                 worksheet_write_number(book->sheet, sheet->row, (lxw_col_t)at, cell->number, book->formats[format]));
}

static void draw_absent(document_sheet *sheet, size_t at, size_t span, const document_cell *cell) {
    char text[32];
    snprintf(text, sizeof text, EN_DASH " (%d)", cell->footnote);
    draw_word(sheet, at, span, text, cell->look == DOCUMENT_PLAIN ? DOCUMENT_QUIET : cell->look);
}

/* Lines that a text needs: bold letters are wider, small ones narrower. */
static int lines_of(const document_cell *cell, double width) {
    static const double rooms[DOCUMENT_LOOK_COUNT] = {1, 1.1, BOLD_ROOM, 1, BOLD_ROOM, BOLD_ROOM};
    return report_lines(cell->text, (cell->kind == DOCUMENT_DECISION ? BOLD_ROOM : rooms[cell->look]) * width);
}

/* Returns the lines that the text needs. Of one that does not fit the start is shown. */
static int draw_text(document_sheet *sheet, size_t at, size_t span, const document_cell *cell, bool centred) {
    int lines = lines_of(cell, document_xlsx_width(sheet, at, span) - (centred ? 0 : DOCUMENT_XLSX_INDENT));
    report_format format = centred                            ? report_figure_format(REPORT_NO_FIGURE, cell->look)
                           : lines > DOCUMENT_XLSX_MOST_LINES ? REPORT_TEXT_TOP
                                                              : (report_format)(REPORT_LOOK + (int)cell->look);
    document_xlsx_across(sheet, at, span, cell->text, format);
    return lines;
}

/* Returns the lines that the cell needs. */
static int draw_cell(document_sheet *sheet, size_t at, size_t span, const document_cell *cell, bool centred) {
    int lines = 1;
    switch (cell->kind) {
    case DOCUMENT_TEXT:
        return draw_text(sheet, at, span, cell, centred);
    case DOCUMENT_DECISION:
        document_xlsx_across(sheet, at, span, cell->text, REPORT_DECISION + (int)cell->decision);
        return lines_of(cell, document_xlsx_width(sheet, at, span) - DOCUMENT_XLSX_INDENT);
    case DOCUMENT_TRUTH:
        draw_word(sheet, at, span, export_words(sheet->doc->language, cell->number != 0 ? N_("yes") : N_("no")),
                  cell->look);
        return lines;
    case DOCUMENT_ABSENT:
        draw_absent(sheet, at, span, cell);
        return lines;
    case DOCUMENT_HIDDEN:
        draw_word(sheet, at, span, EN_DASH, cell->look);
        return lines;
    case DOCUMENT_BLANK:
        draw_word(sheet, at, span, "", cell->look);
        return lines;
    default:
        draw_figure(sheet, at, span, cell);
        return lines;
    }
}

/* A heading takes the whole width; it is no merged cell, which a filter would not bear. */
static void draw_title_row(table_drawing *d, const char *title) {
    for (size_t i = 0; i < d->place.columns; i++)
        report_put(d->sheet->book, d->sheet->row, (lxw_col_t)i, i == 0 ? title : "", REPORT_GROUP);
    document_xlsx_end_row(d->sheet, GROUP_PIXELS);
}

static void draw_row(table_drawing *d, const document_row *row) {
    static const document_cell blank = {.kind = DOCUMENT_BLANK};
    const document_table_spec *spec = &d->table->spec;
    size_t at = 0;
    int lines = 1;
    for (size_t i = 0; i < spec->column_count; i++) {
        size_t span = span_of(&spec->columns[i]);
        bool centred = spec->columns[i].direction != DOCUMENT_HEAD_WORDS;
        int more = draw_cell(d->sheet, at, span, i < row->cell_count ? &row->cells[i] : &blank, centred);
        lines = more > lines ? more : lines;
        at += span;
    }
    document_xlsx_end_row_lines(d->sheet, lines);
}

/* Keeps a title row and those below it, up to where the sheet is now, on a page. */
static void keep_group(table_drawing *d, lxw_row_t title) {
    if (d->table->spec.whole && title > 0)
        document_xlsx_keep(d->sheet, title, d->sheet->top, false);
}

static void draw_rows(table_drawing *d) {
    lxw_row_t title = 0;
    d->place.first_row = d->sheet->row;
    d->place.first_top = d->sheet->top;
    for (size_t i = 0; i < d->table->row_count; i++) {
        const document_row *row = &d->table->rows[i];
        if (row->title) {
            keep_group(d, title);
            title = title ? d->sheet->row : d->place.top_row; /* with the heads, which are not to stand alone either */
            draw_title_row(d, row->title);
        } else {
            draw_row(d, row);
        }
    }
    keep_group(d, title);
    d->place.bottom = d->sheet->top;
}

/* ---- bars within cells, and the filter ---- */

#define BAR_COLOUR 0xA9CCE6

/* From 0 to 100%, so that the bars of two tables compare. */
static void draw_data_bars(table_drawing *d) {
    lxw_conditional_format bars = {.type = LXW_CONDITIONAL_DATA_BAR,
                                   .bar_color = BAR_COLOUR,
                                   .bar_solid = LXW_TRUE,
                                   .bar_no_border = LXW_TRUE,
                                   .data_bar_2010 = LXW_TRUE,
                                   .min_rule_type = LXW_CONDITIONAL_RULE_TYPE_NUMBER,
                                   .max_rule_type = LXW_CONDITIONAL_RULE_TYPE_NUMBER,
                                   .min_value = 0,
                                   .max_value = 1};
    const document_table_spec *spec = &d->table->spec;
    lxw_row_t first = d->place.first_row, last = d->sheet->row - 1;
    size_t at = 0;
    for (size_t i = 0; i < spec->column_count; i++) {
        size_t span = span_of(&spec->columns[i]);
        if (spec->columns[i].data_bar)
            report_check(d->sheet->book, worksheet_conditional_format_range(d->sheet->book->sheet, first, (lxw_col_t)at,
                                                                            last, (lxw_col_t)(at + span - 1), &bars));
        at += span;
    }
}

static void offer_filter(table_drawing *d) {
    if (!d->table->spec.filter || d->table->spec.headless)
        return;
    report_check(d->sheet->book, worksheet_autofilter(d->sheet->book->sheet, d->place.first_row - 1, 0,
                                                      d->sheet->row - 1, (lxw_col_t)(d->place.columns - 1)));
}

/* ---- below ---- */

/* Over the table's own columns, and more where these are narrow. */
static size_t note_columns(const table_drawing *d) {
    size_t columns = 0;
    while (columns < d->sheet->columns && document_xlsx_width(d->sheet, 0, columns) < NOTE_WIDTH)
        columns++;
    return columns;
}

static void draw_notes(table_drawing *d) {
    const document_table *table = d->table;
    report_book *book = d->sheet->book;
    size_t columns = note_columns(d);
    for (size_t i = 0; i < table->reason_count; i++) {
        delphi_language language = d->sheet->doc->language;
        delphi_buffer *out = report_new_phrase(book);
        EXPORT_FILL(out, export_words(language, N_("({number}) not defined: {why}")),
                    {"number", export_number((int64_t)i + 1).text},
                    {"why", export_words(language, delphi_reason_text(table->reasons[i]))});
        document_xlsx_text_row(d->sheet, columns, report_phrase_text(book), DOCUMENT_NOTE);
    }
    for (size_t i = 0; i < table->note_count; i++)
        document_xlsx_text_row(d->sheet, columns, table->notes[i], DOCUMENT_NOTE);
}

void document_xlsx_table(document_sheet *sheet, const document_table *table) {
    table_drawing d = {.sheet = sheet, .table = table};
    document_xlsx_clear(sheet);
    for (size_t i = 0; i < table->spec.column_count; i++)
        d.place.columns += span_of(&table->spec.columns[i]);
    d.place.table = table;
    d.place.top_row = sheet->row;
    d.place.top = sheet->top;
    if (table->spec.title)
        document_xlsx_section(sheet, table->spec.title);
    if (!table->spec.headless)
        draw_heads(&d);
    draw_rows(&d);
    if (table->row_count > 0)
        draw_data_bars(&d);
    offer_filter(&d);
    draw_notes(&d);
    document_xlsx_charts(sheet, &d.place);
    document_xlsx_end_row(sheet, SPACE_PIXELS);
}
