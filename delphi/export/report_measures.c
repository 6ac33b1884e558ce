/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Of the sheet "Method": the measures that the rules or the report use, and a warning where the classic definition of
 * the RAND/UCLA method was used outside of the panel sizes that its table has. */
#include "export/report_method.h"

#include <string.h>

#include <delphi/stats.h>

/* Fitch et al. (2001) give the classic limits for so many ratings. */
enum { TABLE_FROM = 8, TABLE_TO = 16 };

/* The report shows these whatever the rules say. */
static const char *const always[] = {"median", "iqr", "mean"};

static bool in_name(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
}

/* Does the rule use the measure's name as a word of its own? */
static bool uses(const char *rule, const char *name) {
    size_t length = strlen(name);
    for (const char *at = rule; at && (at = strstr(at, name)); at++)
        if (!in_name(at[length]) && (at == rule || !in_name(at[-1])))
            return true;
    return false;
}

static bool in_rules(const report_book *book, const char *name) {
    return uses(book->result->keep_rule, name) || uses(book->result->drop_rule, name);
}

static bool is_used(const report_book *book, const char *name) {
    for (size_t i = 0; i < sizeof always / sizeof *always; i++)
        if (strcmp(always[i], name) == 0)
            return true;
    return in_rules(book, name);
}

static lxw_row_t put_measure(report_book *book, lxw_row_t row, const delphi_measure *measure) {
    delphi_buffer label = {0};
    base_buffer_format(&label, "%s (%s)", report_words(book, measure->title), measure->name);
    if (label.failed)
        report_check(book, LXW_ERROR_MEMORY_MALLOC_FAILED);
    delphi_buffer *text = report_new_phrase(book);
    base_buffer_text(text, report_words(book, measure->definition));
    if (*measure->source)
        base_buffer_format(text, " (%s)", measure->source);
    row = report_method_row(book, row, label.data ? label.data : "", report_phrase_text(book), REPORT_TEXT);
    delphi_buffer_free(&label);
    return row;
}

/* How many cells of this round have a number of ratings that the table does not. */
static size_t count_outside(const report_book *book) {
    const delphi_result *result = book->result;
    size_t count = 0;
    for (size_t i = 0; i < result->outcome_count; i++)
        for (size_t c = 0; c < book->protocol->criterion_count; c++) {
            uint32_t n = report_panel_cell(book, &result->outcomes[i], c)->n;
            count += n > 0 && (n < TABLE_FROM || n > TABLE_TO);
        }
    return count;
}

static lxw_row_t put_warning(report_book *book, lxw_row_t row) {
    bool classic = in_rules(book, "disagreement_classic") || in_rules(book, "agreement_classic");
    size_t count = classic ? count_outside(book) : 0;
    if (count == 0)
        return row;
    const char *text = REPORT_PHRASE(book,
                                     N_("The classic definition of (dis)agreement of the RAND/UCLA method is tabled "
                                        "for 8 to 16 valid ratings. In this "
                                        "round it was applied to other numbers of ratings (questions concerned: "
                                        "{count}); there it is extrapolated by "
                                        "this program."),
                                     {"count", export_number((int64_t)count).text});
    return report_method_row(book, row, report_words(book, N_("Warning")), text, REPORT_WARNING);
}

lxw_row_t report_method_measures(report_book *book, lxw_row_t row) {
    size_t count;
    const delphi_measure *measures = delphi_measures(&count);
    row = report_method_section(book, row, N_("Measures used"));
    for (size_t i = 0; i < count; i++)
        if (is_used(book, measures[i].name))
            row = put_measure(book, row, &measures[i]);
    return put_warning(book, row);
}
