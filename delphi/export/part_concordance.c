/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The part "Concordance": how far the experts agree over all indicators. For each criterion a table with a row a
 * coefficient and a column for the panel and each group, by families; the share of equal pairs stands beside every
 * family that chance or the order of ratings is taken out of. What each measure is, the dictionary says. */
#include "export/parts.h"

#include <stdio.h>
#include <string.h>

#include <delphi/concordance.h>

#define LABEL_WIDTH   42
#define READING_WIDTH 72
#define LEAST_WIDTH   12.0
#define MOST_WIDTH    18.0

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
static double figure_width(const report *r) {
    double width = LEAST_WIDTH;
    for (size_t g = 0; g < r->protocol->group_count; g++) {
        double word = 1.0 + (double)longest_word(part_group_title(r, g));
        width = word > width ? word : width;
    }
    return width < MOST_WIDTH ? width : MOST_WIDTH;
}

/* The table of one criterion. */
typedef struct {
    report *r;
    document_table *table;
    size_t criterion;
    bool spared; /* a p by permutation that was not needed */
} block;

static size_t slot_count(const report *r) {
    return 1 + r->protocol->group_count;
}

static const delphi_concordance *slot_of(const block *b, size_t slot) {
    return delphi_result_concordance(b->r->result, b->criterion, slot == 0 ? DELPHI_NONE : slot - 1);
}

/* Replicates that nobody asked for leave no row of dashes. */
static bool is_asked_for(const block *b, size_t measure) {
    for (size_t s = 0; s < slot_count(b->r); s++) {
        const delphi_value *value = &slot_of(b, s)->values[measure];
        if (value->kind != DELPHI_VALUE_UNDEFINED || value->reason != DELPHI_REASON_NO_REPLICATES)
            return true;
    }
    return false;
}

static void put_value(block *b, size_t slot, const char *name, const delphi_value *value) {
    /* The study asks for replicates, and yet there are none: the analysis makes no permutations of large sets. */
    bool spared = value->kind == DELPHI_VALUE_UNDEFINED && value->reason == DELPHI_REASON_NO_REPLICATES;
    if (spared || slot_of(b, slot)->suppressed)
        document_put_hidden(b->table);
    else
        document_put_measure(b->table, name, value);
    b->spared |= spared;
}

static void start_row(block *b, const char *label) {
    document_start_row(b->table);
    document_put_text(b->table, part_words(b->r, label), DOCUMENT_PLAIN);
}

static void end_row(block *b, const char *reading) {
    document_put_text(b->table, *reading ? part_words(b->r, reading) : "", DOCUMENT_SMALL);
}

static void put_measure(block *b, size_t measure) {
    size_t count;
    const delphi_set_measure *row = &delphi_set_measures(&count)[measure];
    start_row(b, row->title);
    for (size_t s = 0; s < slot_count(b->r); s++)
        put_value(b, s, row->name, &slot_of(b, s)->values[measure]);
    end_row(b, row->reading);
}

/* "0.12 to 0.34", in the order in which they are read. */
static void put_ends(block *b, const delphi_value *low, const delphi_value *high) {
    report *r = b->r;
    if (low->kind == DELPHI_VALUE_UNDEFINED || high->kind == DELPHI_VALUE_UNDEFINED) {
        document_put_value(b->table, low->kind == DELPHI_VALUE_UNDEFINED ? low : high);
        return;
    }
    delphi_buffer from = {0}, to = {0};
    export_value(&from, r->language, low);
    export_value(&to, r->language, high);
    document_put_text(
        b->table,
        PART_PHRASE(r, N_("{low} to {high}"), {"low", part_text_of(r, &from)}, {"high", part_text_of(r, &to)}),
        DOCUMENT_PLAIN);
    part_end(r, &from);
    part_end(r, &to);
}

static void put_interval(block *b, size_t low, size_t high) {
    start_row(b, N_("its 95% interval, by bootstrap"));
    for (size_t s = 0; s < slot_count(b->r); s++) {
        const delphi_concordance *slot = slot_of(b, s);
        if (slot->suppressed)
            document_put_hidden(b->table);
        else
            put_ends(b, &slot->values[low], &slot->values[high]);
    }
    end_row(b, "");
}

/* A group that is not shown still says how many it had. */
static void put_experts(block *b) {
    start_row(b, N_("Experts who rated"));
    for (size_t s = 0; s < slot_count(b->r); s++)
        document_put_count(b->table, slot_of(b, s)->experts, DOCUMENT_PLAIN);
    end_row(b, "");
}

static void start_family(block *b, family f) {
    document_title_row(b->table, part_words(b->r, families[f].title));
    if (f == COUNTS)
        put_experts(b);
    if (families[f].beside)
        put_measure(b, delphi_set_measure_find(percent_agreement));
}

static void put_family(block *b, family f) {
    size_t count;
    const delphi_set_measure *measures = delphi_set_measures(&count);
    bool started = false;
    for (size_t i = 0; i < count; i++) {
        if (family_of(measures[i].name) != f || is_end(measures[i].name) || !is_asked_for(b, i))
            continue;
        if (!started)
            start_family(b, f);
        started = true;
        put_measure(b, i);
        size_t low = end_of(measures[i].name, "_low"), high = end_of(measures[i].name, "_high");
        if (low != DELPHI_NONE && high != DELPHI_NONE && is_asked_for(b, low))
            put_interval(b, low, high);
    }
}

/* Groups that are too small to be shown, by name. */
static void note_suppressed(block *b) {
    report *r = b->r;
    delphi_buffer names = {0};
    for (size_t g = 0; g < r->protocol->group_count; g++)
        if (slot_of(b, g + 1)->suppressed)
            base_buffer_format(&names, "%s%s", names.size ? ", " : "", part_group_title(r, g));
    if (names.size > 0)
        document_add_note(b->table,
                          PART_PHRASE(r, N_("Not shown, because fewer than {least} of its experts rated: {groups}."),
                                      {"least", export_number(r->protocol->min_group).text},
                                      {"groups", part_text_of(r, &names)}));
    part_end(r, &names);
}

static document_table *start_table(report *r, document_part *part, size_t criterion) {
    size_t count = slot_count(r) + 2;
    document_column *columns = base_arena_array(r->document->arena, count, sizeof *columns);
    if (!columns) {
        r->failed = true;
        return NULL;
    }
    columns[0] = (document_column){.head = part_words(r, N_("Measure")), .width = LABEL_WIDTH, .names_row = true};
    for (size_t s = 0; s < slot_count(r); s++)
        columns[1 + s] = (document_column){.head = s ? part_group_title(r, s - 1) : part_words(r, N_("Whole panel")),
                                           .width = figure_width(r),
                                           .direction = DOCUMENT_HEAD_FIGURES};
    columns[count - 1] = (document_column){.head = part_words(r, N_("How to read it")), .width = READING_WIDTH};
    return document_add_table(part, &(document_table_spec){.title = part_criterion_title(r, criterion),
                                                           .columns = columns,
                                                           .column_count = count,
                                                           .frozen = criterion == 0 ? 1 : 0,
                                                           .new_page = criterion > 0});
}

static void put_block(report *r, document_part *part, size_t criterion) {
    block b = {.r = r, .table = start_table(r, part, criterion), .criterion = criterion};
    if (!b.table)
        return;
    for (family f = COUNTS; f < FAMILIES; f++)
        put_family(&b, f);
    note_suppressed(&b);
    if (b.spared)
        document_add_note(
            b.table,
            PART_PHRASE(r,
                        N_("No p by permutation where more than {few} indicators were rated by more than {few} "
                           "complete experts: chi-square is good enough there."),
                        {"few", export_number(DELPHI_FEW_ITEMS).text}));
}

/* ---- the answer ---- */

static const delphi_value *panel_value(const report *r, size_t criterion, const char *measure) {
    return &delphi_result_concordance(r->result, criterion, DELPHI_NONE)->values[delphi_set_measure_find(measure)];
}

/* Kendall's W of complete experts where every criterion has it, else that of incomplete blocks. */
static const char *coefficient_for(const report *r) {
    for (size_t c = 0; c < r->protocol->criterion_count; c++)
        if (panel_value(r, c, "kendall_w_ties")->kind == DELPHI_VALUE_UNDEFINED)
            return "kendall_w_incomplete";
    return "kendall_w_ties";
}

/* "Relevance: 0.41 (28 experts)", or why there is no figure. */
static void append_coefficient(report *r, size_t criterion, const char *measure, delphi_buffer *out) {
    bool complete = strcmp(measure, "kendall_w_ties") == 0;
    const delphi_value *value = panel_value(r, criterion, measure),
                       *experts =
                           panel_value(r, criterion, complete ? "complete_experts" : "kendall_incomplete_experts");
    if (r->protocol->criterion_count > 1)
        base_buffer_format(out, "%s ", part_criterion_title(r, criterion));
    export_value(out, r->language, value);
    if (value->kind == DELPHI_VALUE_UNDEFINED || experts->kind == DELPHI_VALUE_UNDEFINED)
        return;
    uint64_t count = (uint64_t)delphi_value_real(experts);
    base_buffer_text(out, " (");
    EXPORT_FILL(out, part_many(r, "{count} expert", "{count} experts", count),
                {"count", export_number((int64_t)count).text});
    base_buffer_char(out, ')');
}

static void say_answer(report *r, document_part *part) {
    const char *measure = coefficient_for(r);
    delphi_buffer list = {0};
    for (size_t c = 0; c < r->protocol->criterion_count; c++) {
        base_buffer_text(&list, c ? "; " : "");
        append_coefficient(r, c, measure, &list);
    }
    const char *sentence =
        strcmp(measure, "kendall_w_ties") == 0
            ? N_("Kendall's W of the experts who rated every indicator: {list}. 0 means that their orders have nothing "
                 "in common, 1 that they put the indicators in the same order.")
            : N_("Kendall's W of the experts who rated two indicators or more: {list}. 0 means that their orders have "
                 "nothing in common, 1 that they put the indicators in the same order.");
    document_say(part, DOCUMENT_ANSWER, PART_PHRASE(r, sentence, {"list", part_text_of(r, &list)}));
    part_end(r, &list);
}

static void say_introduction(report *r, document_part *part) {
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
    for (size_t i = 0; i < sizeof notes / sizeof *notes; i++)
        document_say(part, DOCUMENT_NOTE, part_words(r, notes[i]));
    document_say(part, DOCUMENT_NOTE,
                 PART_PHRASE(r,
                             N_("What each measure is, with its formula and its source, stands under \xE2\x80\x9C"
                                "{part}\xE2\x80\x9D."),
                             {"part", part_sheet(r, "dictionary")}));
    if (r->protocol->replicates == 0)
        document_say(part, DOCUMENT_NOTE,
                     part_words(r, N_("This study asks for no random replicates (\xE2\x80\x9Creplicates"
                                      "\xE2\x80\x9D in study.json): there are no intervals by bootstrap and "
                                      "no p by permutation.")));
}

void part_concordance(report *r, document_part *part) {
    document_set_title(part, part_words(r, N_("Agreement between experts, over all indicators")));
    say_answer(r, part);
    say_introduction(r, part);
    for (size_t c = 0; c < r->protocol->criterion_count; c++)
        put_block(r, part, c);
}

bool part_concordance_wanted(const report *r) {
    return r->result->concordance != NULL;
}
