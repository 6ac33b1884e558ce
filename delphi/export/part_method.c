/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The part "Method": everything that someone needs to judge the figures or to compute them again, the rules first. */
#include "export/part_method.h"

#include "export/rule_words.h"

/* A rule that takes more characters than this is read below, not in the answer. */
#define ANSWER_CHARACTERS 220

static const double widths[] = {METHOD_LABEL, METHOD_WORDS, METHOD_WRITTEN};

document_table *method_start(const report *r, document_part *part, const char *title) {
    static const document_column columns[] = {
        {.head = "", .width = METHOD_LABEL, .names_row = true},
        {.head = "", .width = METHOD_WORDS + METHOD_WRITTEN, .span = 2},
    };
    document_say(part, DOCUMENT_SECTION, part_words(r, title));
    return document_add_table(part, &(document_table_spec){.columns = columns, .column_count = 2, .headless = true});
}

void method_put(document_table *table, const char *label, const char *text, document_look look) {
    document_start_row(table);
    document_put_text(table, label, look == DOCUMENT_PLAIN ? DOCUMENT_STRONG : look);
    document_put_text(table, text, look);
}

void method_put_section(report *r, document_part *part, const method_section *section) {
    document_table *table = method_start(r, part, section->title);
    delphi_buffer text = {0};
    for (size_t i = 0; i < section->count; i++) {
        text.size = 0;
        section->rows[i].write(r, &text);
        if (text.size > 0)
            method_put(table, part_words(r, section->rows[i].label), part_text_of(r, &text), DOCUMENT_PLAIN);
    }
    part_end(r, &text);
}

/* ---- the answer ---- */

/* The sentence on one rule; false where there is too much of it. */
static bool append_rule(report *r, bool keep, delphi_buffer *out) {
    delphi_buffer rule = {0};
    export_rule_prose(r->result, r->language, keep, &rule);
    bool fits = rule.size <= ANSWER_CHARACTERS;
    if (rule.size == 0)
        base_buffer_text(
            out, part_words(r, keep ? N_("There is no rule for keeping.") : N_("There is no rule for dropping.")));
    else if (fits)
        EXPORT_FILL(
            out,
            part_words(r, keep ? N_("An indicator is kept if it has {rule}.") : N_("It is dropped if it has {rule}.")),
            {"rule", part_text_of(r, &rule)});
    part_end(r, &rule);
    return fits;
}

const char *method_base_words(const report *r) {
    static const char *const bases[] = {
        [DELPHI_DENOMINATOR_VALID] = N_("the valid ratings"),
        [DELPHI_DENOMINATOR_ANSWERED] = N_("the answers, \xE2\x80\x9C"
                                           "cannot judge\xE2\x80\x9D included"),
        [DELPHI_DENOMINATOR_PANEL] = N_("all experts who were invited"),
    };
    return part_words(r, bases[r->protocol->denominator]);
}

static void say_bases(const report *r, delphi_buffer *out) {
    base_buffer_char(out, ' ');
    bool hinges = r->protocol->quantile_type == DELPHI_QUANTILE_HINGES;
    EXPORT_FILL(out,
                part_words(r, hinges ? N_("Shares are parts of {base}; quartiles are Tukey's hinges.")
                                     : N_("Shares are parts of {base}; quantiles are of type {type}.")),
                {"base", method_base_words(r)}, {"type", export_number(r->protocol->quantile_type).text});
}

static void say_answer(report *r, document_part *part) {
    delphi_buffer out = {0};
    bool fits = append_rule(r, true, &out);
    base_buffer_char(&out, ' ');
    if (!append_rule(r, false, &out) || !fits) {
        out.size = 0;
        base_buffer_text(&out,
                         part_words(r, N_("The rules that decide stand here in words and as they were written.")));
    }
    if (part_is_answered(r, r->round))
        say_bases(r, &out);
    document_say(part, DOCUMENT_ANSWER, part_text_of(r, &out));
    part_end(r, &out);
}

void part_method(report *r, document_part *part) {
    size_t count;
    const method_section *before = method_sections_before(&count);
    document_set_title(part, part_words(r, N_("How these results were made")));
    document_set_grid(part, widths, sizeof widths / sizeof *widths);
    say_answer(r, part);
    method_rules(r, part);
    bool answered = r->order->final || part_is_answered(r, r->round); /* a meeting has no scale and no measures */
    for (size_t i = 0; answered && i < count; i++)
        method_put_section(r, part, &before[i]);
    if (answered)
        method_measures(r, part);
    const method_section *after = method_sections_after(&count);
    for (size_t i = 0; i < count; i++)
        method_put_section(r, part, &after[i]);
}
