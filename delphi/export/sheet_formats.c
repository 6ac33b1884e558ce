/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How every cell of a sheet looks. Cells that may be filled in are yellow with a frame, and nothing else is; the own
 * rating has a dark frame, so that colour never stands alone. */
#include "export/sheet.h"

#define INK    0x1B2A38
#define QUIET  0x5B6B7A
#define LINE   0xC5CFD8
#define PALE   0xE9EFF4
#define DEEP   0x1F4E6B
#define WHITE  0xFFFFFF
#define YELLOW 0xFFF8D6
#define FRAME  0xB08900

enum { LEFT = LXW_ALIGN_LEFT, CENTRE = LXW_ALIGN_CENTER };
enum { TOP = LXW_ALIGN_VERTICAL_TOP, MIDDLE = LXW_ALIGN_VERTICAL_CENTER, BOTTOM = LXW_ALIGN_VERTICAL_BOTTOM };

typedef enum { NO_FIGURE, WHOLE, FEW, ONE, TWO, PERCENT, FREE_TEXT, FIGURES } figure;

/* A dot for zero lets the others stand out. Dutch figures carry the mark of their language. */
static const char *const figures[DELPHI_LANGUAGE_COUNT][FIGURES] = {
    [DELPHI_NL] = {"", "0", "0;-0;\"\xC2\xB7\"", "[$-413]0.0", "[$-413]0.00", "[$-413]0.0\"\xC2\xA0\"%", "@"},
    [DELPHI_EN] = {"", "0", "0;-0;\"\xC2\xB7\"", "0.0", "0.00", "0.0%", "@"},
};

typedef enum { NO_BORDER, RULE, ENTRY, MINE, BOXED } border;

typedef struct {
    double size;
    uint32_t ink;
    uint32_t ground; /* 0: none */
    uint8_t align, vertical;
    bool bold, wrap;
    border border;
    figure number;
    uint8_t indent;
} cell_look;

static const cell_look looks[SHEET_FORMAT_COUNT] = {
    [SHEET_TITLE] = {20, DEEP, 0, LEFT, MIDDLE, .bold = true, .wrap = true},
    [SHEET_SUBTITLE] = {12, QUIET, 0, LEFT, MIDDLE, .wrap = false},
    [SHEET_SECTION] = {13, DEEP, 0, LEFT, BOTTOM, .bold = true},
    [SHEET_LABEL] = {11, QUIET, 0, LEFT, TOP, .wrap = false},
    [SHEET_BODY] = {11, INK, 0, LEFT, TOP, .wrap = true},
    [SHEET_QUIET] = {9, QUIET, 0, LEFT, TOP, .wrap = true},
    [SHEET_POINT_NUMBER] = {11, INK, 0, LEFT, TOP, .bold = true},
    [SHEET_HEAD] = {9, INK, PALE, LEFT, BOTTOM, .bold = true, .wrap = true, .border = RULE},
    [SHEET_HEAD_MANY] = {9, INK, PALE, CENTRE, BOTTOM, .bold = true, .wrap = true, .border = RULE},
    [SHEET_HEAD_ENTRY] = {9, INK, YELLOW, LEFT, BOTTOM, .bold = true, .wrap = true, .border = RULE},
    [SHEET_TOPIC] = {12, WHITE, DEEP, LEFT, MIDDLE, .bold = true},
    [SHEET_INDICATOR] = {11, INK, PALE, LEFT, MIDDLE, .bold = true, .wrap = true, .border = NO_BORDER},
    [SHEET_DEFINITION] = {9, QUIET, 0, LEFT, TOP, .wrap = true},
    [SHEET_REMARK] = {10, INK, 0, LEFT, MIDDLE, .wrap = true, .indent = 1},
    [SHEET_CRITERION] = {10, INK, 0, LEFT, MIDDLE, .bold = true, .wrap = true, .border = NO_BORDER},
    [SHEET_OWN] = {11, INK, 0, CENTRE, MIDDLE, .bold = true},
    [SHEET_COUNT] = {10, INK, 0, CENTRE, MIDDLE, .border = BOXED, .number = FEW},
    [SHEET_COUNT_MINE] = {10, INK, 0, CENTRE, MIDDLE, .bold = true, .border = MINE, .number = FEW},
    [SHEET_WHOLE] = {10, INK, 0, CENTRE, MIDDLE, .number = WHOLE},
    [SHEET_ONE] = {10, INK, 0, CENTRE, MIDDLE, .number = ONE},
    [SHEET_TWO] = {10, INK, 0, CENTRE, MIDDLE, .number = TWO},
    [SHEET_SHARE] = {10, INK, 0, CENTRE, MIDDLE, .number = PERCENT},
    [SHEET_FIGURE] = {10, INK, 0, CENTRE, MIDDLE, .wrap = true},
    [SHEET_PLACE] = {10, INK, 0, CENTRE, MIDDLE, .wrap = true},
    [SHEET_GROUP] = {9, QUIET, 0, LEFT, MIDDLE, .wrap = true, .border = RULE, .indent = 1},
    [SHEET_GROUP_COUNT] = {9, QUIET, 0, CENTRE, MIDDLE, .border = BOXED, .number = FEW},
    [SHEET_GROUP_COUNT_MINE] = {9, QUIET, 0, CENTRE, MIDDLE, .bold = true, .border = MINE, .number = FEW},
    [SHEET_GROUP_WHOLE] = {9, QUIET, 0, CENTRE, MIDDLE, .border = RULE, .number = WHOLE},
    [SHEET_GROUP_ONE] = {9, QUIET, 0, CENTRE, MIDDLE, .border = RULE, .number = ONE},
    [SHEET_GROUP_TWO] = {9, QUIET, 0, CENTRE, MIDDLE, .border = RULE, .number = TWO},
    [SHEET_GROUP_SHARE] = {9, QUIET, 0, CENTRE, MIDDLE, .border = RULE, .number = PERCENT},
    [SHEET_GROUP_FIGURE] = {9, QUIET, 0, CENTRE, MIDDLE, .wrap = true, .border = RULE},
    [SHEET_GROUP_NOTE] = {9, QUIET, 0, LEFT, MIDDLE, .wrap = true, .border = RULE},
    [SHEET_DECIDED] = {10, INK, 0, LEFT, TOP, .wrap = true, .border = RULE},
    [SHEET_WHY] = {9, QUIET, 0, LEFT, TOP, .wrap = true, .border = RULE},
    [SHEET_ENTRY_RATING] = {11, INK, YELLOW, CENTRE, MIDDLE, .wrap = true, .border = ENTRY},
    [SHEET_ENTRY_TEXT] = {10, INK, YELLOW, LEFT, TOP, .wrap = true, .border = ENTRY, .number = FREE_TEXT},
};

double sheet_points(sheet_format format) {
    return looks[format].size;
}

bool sheet_is_bold(sheet_format format) {
    return looks[format].bold;
}

static void apply_border(lxw_format *format, border kind) {
    if (kind == RULE) {
        format_set_bottom(format, LXW_BORDER_THIN);
        format_set_bottom_color(format, LINE);
    } else if (kind != NO_BORDER) {
        format_set_border(format, kind == MINE ? LXW_BORDER_MEDIUM : LXW_BORDER_THIN);
        format_set_border_color(format, kind == MINE ? INK : kind == ENTRY ? FRAME : LINE);
    }
}

static void apply(lxw_format *format, const cell_look *look, delphi_language language) {
    format_set_font_size(format, look->size);
    format_set_font_color(format, look->ink);
    format_set_align(format, look->align);
    format_set_align(format, look->vertical);
    if (look->bold)
        format_set_bold(format);
    if (look->wrap)
        format_set_text_wrap(format);
    if (look->ground)
        format_set_bg_color(format, look->ground);
    if (look->indent)
        format_set_indent(format, look->indent);
    if (look->number)
        format_set_num_format(format, figures[language][look->number]);
    apply_border(format, look->border);
    if (look->border == ENTRY)
        format_set_unlocked(format);
}

bool sheet_formats(sheet_book *book) {
    for (size_t i = 0; i < SHEET_FORMAT_COUNT; i++) {
        book->formats[i] = workbook_add_format(book->book.workbook);
        if (!book->formats[i])
            return false;
        apply(book->formats[i], &looks[i], book->book.language);
    }
    return true;
}
