/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The sheet "Concordance": how far the experts agree over all indicators. For each criterion a block with a row a
 * coefficient and a column for the panel and each group, by families; the share of equal pairs stands beside every
 * family that chance or the order of ratings is taken out of. */
#include "export/report.h"

#include <string.h>

#include <delphi/concordance.h>

#define LABEL_WIDTH   42
#define READING_WIDTH 72
#define SMALLER       1.2 /* letters of 9 points that stand where one of 11 does, with those of 10 in between */
#define LEAST_WIDTH   12.0
#define MOST_WIDTH    18.0
#define MOST_COLUMNS  64 /* whose widths are added up; more groups than that fit on no page */

enum { LABEL, PANEL };
enum { HEAD_ROW = 5 };

typedef enum { COUNTS, ORDER, CHANCE, VARIANCE, CONTENT, OTHER, FAMILIES } family;

static const struct {
    const char *title;
    bool beside; /* is the share of equal pairs repeated here? */
} families[FAMILIES] = {
    [COUNTS] = {N_("Ratings"), false},
    [ORDER] = {N_("On the order of the indicators"), true},
    [CHANCE] = {N_("On the ratings, corrected for chance"), true},
    [VARIANCE] = {N_("On the differences between indicators, against the spread of their ratings"), true},
    [CONTENT] = {N_("High ratings and majorities"), false},
    [OTHER] = {N_("Other measures"), false},
};

/* By the start of their names; a measure that is not here comes under "other". */
static const struct {
    const char *start;
    family family;
} members[] = {
    {"complete_experts", COUNTS}, {"kendall_", ORDER}, {"krippendorff_", CHANCE},
    {"fleiss_", CHANCE},          {"gwet_", CHANCE},   {"icc_", VARIANCE},
    {"finn_", VARIANCE},          {"scvi_", CONTENT},  {"apmo", CONTENT},
};

static const char percent_agreement[] = "percent_agreement";

static family family_of(const char *name) {
    for (size_t i = 0; i < sizeof members / sizeof *members; i++)
        if (strncmp(members[i].start, name, strlen(members[i].start)) == 0)
            return members[i].family;
    return strcmp(name, percent_agreement) == 0 ? FAMILIES : OTHER;
}

/* The place of an end of the measure's interval, `suffix` being "_low" or "_high"; DELPHI_NONE where it has none. */
static size_t end_of(const char *name, const char *suffix) {
    char end[128];
    int length = snprintf(end, sizeof end, "%s%s", name, suffix);
    return length > 0 && (size_t)length < sizeof end ? delphi_set_measure_find(end) : DELPHI_NONE;
}

/* Is it the end of another measure's interval? It is shown with that one. */
static bool is_end(const char *name) {
    const char *last = strrchr(name, '_');
    char base[128];
    if (!last || (strcmp(last, "_low") != 0 && strcmp(last, "_high") != 0))
        return false;
    snprintf(base, sizeof base, "%.*s", (int)(last - name), name);
    return delphi_set_measure_find(base) != DELPHI_NONE;
}

static size_t longest_word(const char *text) {
    size_t longest = 0, length = 0;
    for (; *text; text++) {
        length = *text == ' ' || *text == '-' ? 0 : length + (((unsigned char)*text & 0xC0) != 0x80);
        longest = length > longest ? length : longest;
    }
    return longest;
}

/* Columns of figures are as wide as the longest word of a heading asks. */
static double figure_width(const report_book *book) {
    double width = LEAST_WIDTH;
    for (size_t g = 0; g < book->protocol->group_count; g++) {
        double word = 1.0 + (double)longest_word(delphi_text_in(&book->protocol->groups[g].title, book->language));
        width = word > width ? word : width;
    }
    return width < MOST_WIDTH ? width : MOST_WIDTH;
}

/* A block being written: one criterion. */
typedef struct {
    report_book *book;
    size_t criterion;
    lxw_row_t row;
    report_footnotes notes;
    bool spared; /* a p by permutation that was not needed */
} block;

static size_t slot_count(const report_book *book) {
    return 1 + book->protocol->group_count;
}

static lxw_col_t reading_column(const report_book *book) {
    return (lxw_col_t)(PANEL + slot_count(book));
}

static const delphi_concordance *slot_of(const block *b, size_t slot) {
    return delphi_result_concordance(b->book->result, b->criterion, slot == 0 ? DELPHI_NONE : slot - 1);
}

/* Replicates that nobody asked for leave no row of dashes. */
static bool is_asked_for(const block *b, size_t measure) {
    for (size_t s = 0; s < slot_count(b->book); s++) {
        const delphi_value *value = &slot_of(b, s)->values[measure];
        if (value->kind != DELPHI_VALUE_UNDEFINED || value->reason != DELPHI_REASON_NO_REPLICATES)
            return true;
    }
    return false;
}

/* A dash that a note below the block explains. */
static void put_dash(block *b, size_t slot) {
    report_put(b->book, b->row, (lxw_col_t)(PANEL + slot), "\xE2\x80\x93", REPORT_ABSENT);
}

static void put_value(block *b, size_t slot, const char *name, const delphi_value *value) {
    /* The study asks for replicates, and yet there are none: the analysis makes no permutations of large sets. */
    bool spared = value->kind == DELPHI_VALUE_UNDEFINED && value->reason == DELPHI_REASON_NO_REPLICATES;
    if (spared || slot_of(b, slot)->suppressed)
        put_dash(b, slot);
    else
        report_put_measure(b->book, b->row, (lxw_col_t)(PANEL + slot), name, value, &b->notes);
    b->spared |= spared;
}

static void put_label(block *b, const char *label, const char *reading) {
    report_put_words(b->book, b->row, LABEL, label, REPORT_TEXT);
    const char *words = *reading ? report_words(b->book, reading) : "";
    report_put(b->book, b->row, reading_column(b->book), words, REPORT_TEXT_SMALL);
    int lines = report_lines(words, READING_WIDTH * SMALLER),
        own = report_lines(report_words(b->book, label), LABEL_WIDTH);
    report_row_lines(b->book, b->row, lines > own ? lines : own);
}

static void put_measure(block *b, size_t measure) {
    size_t count;
    const delphi_set_measure *row = &delphi_set_measures(&count)[measure];
    put_label(b, row->title, row->reading);
    for (size_t s = 0; s < slot_count(b->book); s++)
        put_value(b, s, row->name, &slot_of(b, s)->values[measure]);
    b->row++;
}

/* "0.12 to 0.34", in the order in which they are read. */
static void put_ends(block *b, size_t slot, const delphi_value *low, const delphi_value *high) {
    lxw_col_t col = (lxw_col_t)(PANEL + slot);
    if (low->kind == DELPHI_VALUE_UNDEFINED || high->kind == DELPHI_VALUE_UNDEFINED) {
        report_put_value(b->book, b->row, col, low->kind == DELPHI_VALUE_UNDEFINED ? low : high, &b->notes);
        return;
    }
    delphi_buffer from = {0}, to = {0};
    export_value(&from, b->book->language, low);
    export_value(&to, b->book->language, high);
    report_put(b->book, b->row, col,
               REPORT_PHRASE(b->book, N_("{low} to {high}"), {"low", from.data ? from.data : ""},
                             {"high", to.data ? to.data : ""}),
               REPORT_COUNT);
    if (from.failed || to.failed)
        report_check(b->book, LXW_ERROR_MEMORY_MALLOC_FAILED);
    delphi_buffer_free(&from);
    delphi_buffer_free(&to);
}

static void put_interval(block *b, size_t low, size_t high) {
    put_label(b, N_("its 95% interval, by bootstrap"), "");
    for (size_t s = 0; s < slot_count(b->book); s++) {
        const delphi_concordance *slot = slot_of(b, s);
        if (slot->suppressed)
            put_dash(b, s);
        else
            put_ends(b, s, &slot->values[low], &slot->values[high]);
    }
    b->row++;
}

/* A group that is not shown still says how many it had. */
static void put_experts(block *b) {
    put_label(b, N_("Experts who rated"), "");
    for (size_t s = 0; s < slot_count(b->book); s++)
        report_put_count(b->book, b->row, (lxw_col_t)(PANEL + s), slot_of(b, s)->experts, REPORT_COUNT);
    b->row++;
}

static void put_family_title(block *b, family f) {
    report_put_across(b->book, b->row, LABEL, reading_column(b->book), report_words(b->book, families[f].title),
                      REPORT_TOTAL_TEXT);
    report_row_lines(b->book, b->row++, 1);
}

static void put_family(block *b, family f) {
    size_t count;
    const delphi_set_measure *measures = delphi_set_measures(&count);
    bool titled = false;
    for (size_t i = 0; i < count; i++) {
        if (family_of(measures[i].name) != f || is_end(measures[i].name) || !is_asked_for(b, i))
            continue;
        if (!titled) {
            put_family_title(b, f);
            if (f == COUNTS)
                put_experts(b);
            if (families[f].beside)
                put_measure(b, delphi_set_measure_find(percent_agreement));
            titled = true;
        }
        put_measure(b, i);
        size_t low = end_of(measures[i].name, "_low"), high = end_of(measures[i].name, "_high");
        if (low != DELPHI_NONE && high != DELPHI_NONE && is_asked_for(b, low))
            put_interval(b, low, high);
    }
}

static void put_note(report_book *book, lxw_row_t row, const char *text) {
    double width = LABEL_WIDTH + READING_WIDTH + figure_width(book) * (double)slot_count(book);
    report_put_across(book, row, LABEL, reading_column(book), text, REPORT_NOTE);
    report_row_lines(book, row, report_lines(text, width * SMALLER));
}

/* Groups that are too small to be shown, by name. */
static void put_suppressed(block *b) {
    const delphi_protocol *p = b->book->protocol;
    delphi_buffer names = {0};
    for (size_t g = 0; g < p->group_count; g++)
        if (slot_of(b, g + 1)->suppressed)
            base_buffer_format(&names, "%s%s", names.size ? ", " : "",
                               delphi_text_in(&p->groups[g].title, b->book->language));
    if (names.size > 0)
        put_note(b->book, b->row++,
                 REPORT_PHRASE(b->book, N_("Not shown, because fewer than {least} of its experts rated: {groups}."),
                               {"least", export_number(p->min_group).text}, {"groups", names.data}));
    if (names.failed)
        report_check(b->book, LXW_ERROR_MEMORY_MALLOC_FAILED);
    delphi_buffer_free(&names);
}

static lxw_row_t put_block(report_book *book, size_t criterion, lxw_row_t row) {
    block b = {.book = book, .criterion = criterion, .row = row};
    report_put(book, b.row, LABEL, delphi_text_in(&book->protocol->criteria[criterion].title, book->language),
               REPORT_SECTION);
    report_check(book, worksheet_set_row(book->sheet, b.row++, 26, NULL));
    for (family f = COUNTS; f < FAMILIES; f++)
        put_family(&b, f);
    put_suppressed(&b);
    if (b.spared)
        put_note(book, b.row++,
                 REPORT_PHRASE(book,
                               N_("No p by permutation where more than {few} indicators were rated by more than {few} "
                                  "complete experts: chi-square is good enough there."),
                               {"few", export_number(DELPHI_FEW_ITEMS).text}));
    return report_put_footnotes(book, b.row, reading_column(book), &b.notes) + 1;
}

/* The measure's definition, its source, and the name by which programs know it. */
static void put_definition(report_book *book, lxw_row_t row, const delphi_set_measure *measure) {
    const char *title = report_words(book, measure->title);
    double width = READING_WIDTH + figure_width(book) * (double)slot_count(book);
    report_put(book, row, LABEL, title, REPORT_TEXT_BOLD);
    delphi_buffer *text = report_new_phrase(book);
    base_buffer_text(text, report_words(book, measure->definition));
    if (*measure->source)
        base_buffer_format(text, " (%s)", measure->source);
    base_buffer_format(text, " [%s]", measure->name);
    report_put_across(book, row, PANEL, reading_column(book), report_phrase_text(book), REPORT_TEXT);
    int lines = report_lines(report_phrase_text(book), width), own = report_lines(title, LABEL_WIDTH);
    report_row_lines(book, row, lines > own ? lines : own);
}

static void put_definitions(report_book *book, lxw_row_t row) {
    size_t count;
    const delphi_set_measure *measures = delphi_set_measures(&count);
    report_put_words(book, row, LABEL, N_("What each measure is"), REPORT_SECTION);
    report_check(book, worksheet_set_row(book->sheet, row++, 26, NULL));
    for (size_t i = 0; i < count; i++)
        if (book->protocol->replicates > 0 || !is_end(measures[i].name))
            put_definition(book, row++, &measures[i]);
}

static void put_heads(report_book *book) {
    report_put_words(book, HEAD_ROW, LABEL, N_("Measure"), REPORT_HEAD);
    report_put_words(book, HEAD_ROW, PANEL, N_("Whole panel"), REPORT_HEAD_MANY);
    int lines = 1;
    for (size_t g = 0; g < book->protocol->group_count; g++) {
        const char *title = delphi_text_in(&book->protocol->groups[g].title, book->language);
        report_put(book, HEAD_ROW, (lxw_col_t)(PANEL + 1 + g), title, REPORT_HEAD_MANY);
        int own = report_lines(title, figure_width(book) * 0.9);
        lines = own > lines ? own : lines;
    }
    report_put_words(book, HEAD_ROW, reading_column(book), N_("How to read it"), REPORT_HEAD);
    report_row_lines(book, HEAD_ROW, lines);
}

static void put_introduction(report_book *book) {
    static const char *const notes[] = {
        N_("Each figure says how far the experts agree over all indicators of this round together. No indicator is "
           "kept or dropped by it."),
        N_("Missing ratings: Kendall's W, Fleiss' kappa, the intraclass correlations and Finn's coefficients are "
           "computed from the experts who rated every indicator on the criterion (complete experts), Kendall's W of "
           "incomplete blocks from those who rated two or more; the other measures from all ratings. No rating is "
           "filled in."),
        N_("Read the agreement between pairs beside every coefficient. Where nearly all ratings lie on a few points, "
           "chance "
           "alone makes many pairs equal, and a coefficient that is corrected for chance can be low, even below 0, "
           "although the experts agree (the prevalence paradox)."),
    };
    report_put_words(book, 0, LABEL, N_("Agreement between experts, over all indicators"), REPORT_TITLE);
    report_check(book, worksheet_set_row(book->sheet, 0, 28, NULL));
    for (size_t i = 0; i < sizeof notes / sizeof *notes; i++)
        put_note(book, (lxw_row_t)(1 + i), report_words(book, notes[i]));
    if (book->protocol->replicates == 0)
        put_note(book, 4,
                 report_words(book, N_("This study asks for no random replicates (\xE2\x80\x9Creplicates"
                                       "\xE2\x80\x9D in study.json): there are no intervals by bootstrap and "
                                       "no p by permutation.")));
}

static double put_widths(report_book *book) {
    double widths[MOST_COLUMNS], figures = figure_width(book);
    size_t count = slot_count(book) + 2;
    for (size_t i = 0; i < MOST_COLUMNS; i++)
        widths[i] = i == LABEL ? LABEL_WIDTH : i + 1 == count ? READING_WIDTH : figures;
    count = count < MOST_COLUMNS ? count : MOST_COLUMNS;
    report_widths(book, LABEL, widths, count);
    return report_pixels(widths, count);
}

void report_concordance(report_book *book) {
    report_breaks breaks = {0};
    lxw_row_t row = HEAD_ROW + 1;
    report_paper(book, HEAD_ROW, HEAD_ROW);
    double pixels = put_widths(book);
    put_introduction(book);
    put_heads(book);
    for (size_t c = 0; c < book->protocol->criterion_count; c++) {
        if (c > 0)
            report_break(&breaks, row);
        row = put_block(book, c, row);
    }
    report_break(&breaks, row);
    put_definitions(book, row);
    report_pages(book, pixels, &breaks);
    worksheet_freeze_panes(book->sheet, HEAD_ROW + 1, 1);
}
