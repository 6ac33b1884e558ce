/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How every cell of the report looks. One table, so that sheets look alike. */
#include "export/report.h"

#define INK   0x1B2A38
#define QUIET 0x5B6B7A
#define LINE  0xC5CFD8
#define PALE  0xE9EFF4
#define DEEP  0x1F4E6B

enum { LEFT = LXW_ALIGN_LEFT, CENTRE = LXW_ALIGN_CENTER };
enum { TOP = LXW_ALIGN_VERTICAL_TOP, MIDDLE = LXW_ALIGN_VERTICAL_CENTER, BOTTOM = LXW_ALIGN_VERTICAL_BOTTOM };

/* Where most are zero a dot for zero lets the others stand out. */
#define FEW_DOT "0;-0;\"\xC2\xB7\""

/* A p that would be shown as zero: it is never zero. */
#define SMALL_P(language, number) language "[<0.0005]\"<\xC2\xA0" number "\";" language "0.000"

/* Dutch figures carry the mark of their language, so that 7,5 is 7,5 where the program obeys it (LibreOffice does). */
static const char *const figures[DELPHI_LANGUAGE_COUNT][REPORT_FIGURES] = {
    [DELPHI_NL] = {"", "0", FEW_DOT, "[$-413]0.0", "[$-413]0.00", "[$-413]0.0\"\xC2\xA0\"%",
                   SMALL_P("[$-413]", "0,001")},
    [DELPHI_EN] = {"", "0", FEW_DOT, "0.0", "0.00", "0.0%", SMALL_P("", "0.001")},
};

typedef struct {
    double size;
    uint32_t ink;
    uint32_t ground; /* 0: none */
    uint8_t align, vertical;
    bool bold, wrap, rule; /* rule: a thin line below */
    int16_t rotation;
    report_figure number;
    bool box;       /* lines on all sides */
    uint8_t indent; /* so that words keep clear of the column before */
} cell_look;

static const cell_look looks[REPORT_FORMAT_COUNT] = {
    [REPORT_TITLE] = {18, DEEP, 0, LEFT, MIDDLE, .bold = true},
    [REPORT_SUBTITLE] = {11, QUIET, 0, LEFT, MIDDLE, .wrap = false},
    [REPORT_ANSWER] = {13, INK, 0, LEFT, MIDDLE, .bold = true, .wrap = true},
    [REPORT_SECTION] = {13, DEEP, 0, LEFT, BOTTOM, .bold = true},
    [REPORT_HEAD] = {10, INK, PALE, LEFT, BOTTOM, .bold = true, .wrap = true, .rule = true, .indent = 1},
    [REPORT_HEAD_MANY] = {10, INK, PALE, CENTRE, BOTTOM, .bold = true, .wrap = true, .rule = true},
    [REPORT_HEAD_TALL] = {9, INK, PALE, CENTRE, BOTTOM, .bold = true, .wrap = true, .rule = true, .rotation = 90},
    [REPORT_HEAD_OVER] = {9, INK, PALE, CENTRE, MIDDLE, .bold = true, .wrap = true, .rule = true, .rotation = 90},
    [REPORT_HEAD_MANY_OVER] = {10, INK, PALE, CENTRE, TOP, .bold = true, .wrap = true, .rule = true},
    [REPORT_HEAD_WORDS_OVER] = {10, INK, PALE, LEFT, TOP, .bold = true, .wrap = true, .rule = true, .indent = 1},
    [REPORT_HEAD_BAND] = {10, 0xFFFFFF, DEEP, CENTRE, MIDDLE, .bold = true, .wrap = true},
    [REPORT_TEXT_TOP] = {10, INK, 0, LEFT, TOP, .wrap = true, .rule = true, .indent = 1},
    [REPORT_NOTE] = {9, QUIET, 0, LEFT, MIDDLE, .wrap = true},
    [REPORT_WARNING] = {10, 0x7A3E00, 0xFFF1DC, LEFT, MIDDLE, .bold = true, .wrap = true, .rule = true},
    [REPORT_DECISION +
        DELPHI_KEEP] = {10, 0x004A77, 0xDCEBF7, LEFT, MIDDLE, .bold = true, .wrap = true, .rule = true, .indent = 1},
    [REPORT_DECISION +
        DELPHI_DROP] = {10, 0x8A3B00, 0xFBE4D5, LEFT, MIDDLE, .bold = true, .wrap = true, .rule = true, .indent = 1},
    [REPORT_DECISION + DELPHI_RERATE] = {10, INK, 0xF1F1F1, LEFT, MIDDLE, .wrap = true, .rule = true, .indent = 1},
    [REPORT_DECISION +
        DELPHI_NO_CONSENSUS] = {10, INK, 0xE4E4E4, LEFT, MIDDLE, .wrap = true, .rule = true, .indent = 1},
    [REPORT_DECISION + DELPHI_UNDECIDED] = {10, 0x5B2A58, 0xF3E3EE, LEFT, MIDDLE, .bold = true, .wrap = true,
                                            .rule = true, .indent = 1},
    [REPORT_DECISION + DELPHI_CONFLICT] = {10, 0x5F4B00, 0xFFF3C4, LEFT, MIDDLE, .bold = true, .wrap = true,
                                           .rule = true, .indent = 1},
    [REPORT_LEAD] = {11, QUIET, 0, LEFT, MIDDLE, .wrap = true},
    [REPORT_PARAGRAPH] = {10, INK, 0, LEFT, TOP, .wrap = true},
    [REPORT_GROUP] = {11, DEEP, 0, LEFT, BOTTOM, .bold = true, .rule = true, .indent = 1},
    [REPORT_ARROW] = {14, QUIET, 0, CENTRE, MIDDLE, .bold = false},
    [REPORT_LOOK + DOCUMENT_PLAIN] = {10, INK, 0, LEFT, MIDDLE, .wrap = true, .rule = true, .indent = 1},
    [REPORT_LOOK + DOCUMENT_SMALL] = {9, INK, 0, LEFT, MIDDLE, .wrap = true, .rule = true, .indent = 1},
    [REPORT_LOOK + DOCUMENT_STRONG] = {10, INK, 0, LEFT, MIDDLE, .bold = true, .wrap = true, .rule = true, .indent = 1},
    [REPORT_LOOK + DOCUMENT_QUIET] = {10, QUIET, 0, LEFT, MIDDLE, .wrap = true, .rule = true, .indent = 1},
    [REPORT_LOOK + DOCUMENT_WARNING] = {10, 0x7A3E00, 0xFFF1DC, LEFT, MIDDLE, .bold = true, .wrap = true, .rule = true,
                                        .indent = 1},
    [REPORT_LOOK +
        DOCUMENT_TOTAL] = {10, INK, PALE, LEFT, MIDDLE, .bold = true, .wrap = true, .rule = true, .indent = 1},
};

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
    if (look->rotation)
        format_set_rotation(format, look->rotation);
    if (look->rule) {
        format_set_bottom(format, LXW_BORDER_THIN);
        format_set_bottom_color(format, LINE);
    }
    if (look->ground == DEEP) { /* bands that follow each other stay apart */
        format_set_left(format, LXW_BORDER_MEDIUM);
        format_set_left_color(format, 0xFFFFFF);
    }
    if (look->box) {
        format_set_border(format, LXW_BORDER_THIN);
        format_set_border_color(format, QUIET);
    }
    if (look->number)
        format_set_num_format(format, figures[language][look->number]);
}

/* Boxes and figures look like the texts beside them. */
static cell_look look_of(size_t format) {
    if (format < REPORT_BOX)
        return looks[format];
    size_t text = format < REPORT_FIGURE ? format - REPORT_BOX : (format - REPORT_FIGURE) / REPORT_FIGURES;
    cell_look look = looks[REPORT_LOOK + text];
    look.align = CENTRE;
    look.indent = 0;
    if (format >= REPORT_FIGURE) {
        look.number = (report_figure)((format - REPORT_FIGURE) % REPORT_FIGURES);
        look.wrap = look.number == REPORT_NO_FIGURE;
    } else {
        look.rule = false;
        look.box = true;
        look.ground = look.ground ? look.ground : 0xFFFFFF;
    }
    return look;
}

static bool look_alike(const cell_look *a, const cell_look *b) {
    return a->size == b->size && a->ink == b->ink && a->ground == b->ground && a->align == b->align &&
           a->vertical == b->vertical && a->bold == b->bold && a->wrap == b->wrap && a->rule == b->rule &&
           a->box == b->box && a->indent == b->indent && a->rotation == b->rotation && a->number == b->number;
}

/* Formats that look alike are one: libxlsxwriter looks the second of two up again for every cell. */
static lxw_format *find_format(const report_book *book, const cell_look *list, size_t i) {
    for (size_t j = 0; j < i; j++)
        if (look_alike(&list[j], &list[i]))
            return book->formats[j];
    return NULL;
}

bool report_formats(report_book *book) {
    cell_look list[REPORT_FORMAT_COUNT];
    for (size_t i = 0; i < REPORT_FORMAT_COUNT; i++) {
        list[i] = look_of(i);
        book->formats[i] = find_format(book, list, i);
        if (book->formats[i])
            continue;
        book->formats[i] = workbook_add_format(book->workbook);
        if (!book->formats[i])
            return false;
        apply(book->formats[i], &list[i], book->language);
    }
    return true;
}
