/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The part "Dictionary": the terms of the report, and every column, name and measure of the tidy CSV and of
 * results.json. The measures come from their own tables, so that a new one is here by itself. */
#include "export/part_dictionary.h"

#include <string.h>

#include <delphi/concordance.h>
#include <delphi/stability.h>

#include "export/part_method.h"

#define NAME_WIDTH  34
#define TITLE_WIDTH 44
#define WORDS_WIDTH 76
#define KIND_WIDTH  16
#define MORE_WIDTH  44

static const char *const kinds[DICTIONARY_KINDS] = {
    [DICTIONARY_COUNT] = N_("whole number"),  [DICTIONARY_NUMBER] = N_("number"),
    [DICTIONARY_SHARE] = N_("share, 0 to 1"), [DICTIONARY_P] = N_("p of a test, 0 to 1"),
    [DICTIONARY_TRUTH] = N_("true or false"), [DICTIONARY_WORD] = N_("word"),
    [DICTIONARY_TEXT] = N_("text"),           [DICTIONARY_MEMBERS] = N_("members"),
};

/* ---- terms ---- */

/* A term, and what writes what it means. */
typedef struct {
    const char *term;
    const char *meaning; /* {count}, {base}: see put_terms() */
} term;

static const term terms[] = {
    {"n", N_("The number of valid ratings: those on the scale. Every median, mean and spread is of these.")},
    {N_("base"), N_("The number that a share is a part of. In this study: {base}.")},
    {N_("cannot judge"), N_("An answer by which an expert says not to be able to rate. It is counted by itself; it is "
                            "no rating, and not the same as a missing one.")},
    {N_("missing"), N_("An expert who was invited gave no answer to the question. Nothing is filled in for it.")},
    {N_("panel, group"), N_("All experts who were invited; a part of them with the same perspective.")},
    {N_("suppressed"), N_("Figures of fewer than {group} valid ratings of a group are not shown, so that nobody's "
                          "answer can be worked out; their number is.")},
    {N_("not defined"), N_("A measure that cannot be computed has no value, and a reason instead: a dash with the "
                           "number of a footnote, an empty value in the CSV, null in results.json. Below {ratings} "
                           "valid ratings no measure is defined.")},
    {N_("band"), N_("A named stretch of the scale: {bands}.")},
    {N_("criterion"), N_("What an indicator is rated on: {criteria}.")},
    {N_("quantile type"), N_("How a quartile is found that falls between two ratings; programs differ in it. Of this "
                             "study: see the methods.")},
};

/* Decisions, in the order of their type. */
static const char *const decision_meanings[DELPHI_DECISION_COUNT] = {
    [DELPHI_KEEP] = N_("The rule for keeping holds, and the one for dropping does not."),
    [DELPHI_DROP] = N_("The rule for dropping holds, and the one for keeping does not."),
    [DELPHI_RERATE] = N_("Neither rule holds, and there is another round: it is rated again."),
    [DELPHI_NO_CONSENSUS] = N_("Neither rule holds, and this was the last round. That is a result, too."),
    [DELPHI_UNDECIDED] = N_("A rule is unknown, because a measure that it needs is not defined."),
    [DELPHI_CONFLICT] = N_("Both rules hold: people must decide which."),
};

static document_table *start_terms(report *r, document_part *part) {
    const document_column columns[] = {
        {.head = part_words(r, N_("Term")), .width = NAME_WIDTH, .names_row = true},
        {.head = part_words(r, N_("What it means")), .width = TITLE_WIDTH + WORDS_WIDTH, .span = 2},
    };
    return document_add_table(
        part, &(document_table_spec){.title = part_words(r, N_("Terms")), .columns = columns, .column_count = 2});
}

static void write_bands(const report *r, delphi_buffer *out) {
    for (size_t i = 0; i < r->protocol->band_count; i++)
        base_buffer_format(out, "%s%s %d\xE2\x80\x93%d", i ? ", " : "", r->protocol->bands[i].id,
                           r->protocol->bands[i].low, r->protocol->bands[i].high);
    if (r->protocol->band_count == 0)
        base_buffer_text(out, part_words(r, N_("this study has none")));
}

static void write_criteria(const report *r, delphi_buffer *out) {
    for (size_t i = 0; i < r->protocol->criterion_count; i++)
        base_buffer_format(out, "%s%s", i ? ", " : "", part_criterion_title(r, i));
}

static void put_terms(report *r, document_part *part) {
    document_table *table = start_terms(r, part);
    delphi_buffer bands = {0}, criteria = {0};
    write_bands(r, &bands);
    write_criteria(r, &criteria);
    for (size_t i = 0; i < sizeof terms / sizeof *terms; i++) {
        document_start_row(table);
        document_put_text(table, part_words(r, terms[i].term), DOCUMENT_STRONG);
        document_put_text(table,
                          PART_PHRASE(r, terms[i].meaning, {"base", method_base_words(r)},
                                      {"group", export_number(r->protocol->min_group).text},
                                      {"ratings", export_number(r->protocol->min_ratings).text},
                                      {"bands", part_text_of(r, &bands)}, {"criteria", part_text_of(r, &criteria)}),
                          DOCUMENT_PLAIN);
    }
    for (delphi_decision d = 0; d < DELPHI_DECISION_COUNT; d++) {
        document_start_row(table);
        document_put_decision(table, d, part_decision_words(r, d));
        document_put_text(table, part_words(r, decision_meanings[d]), DOCUMENT_PLAIN);
    }
    part_end(r, &bands);
    part_end(r, &criteria);
}

/* ---- the columns of the CSV ---- */

static void put_columns(report *r, document_part *part) {
    static const struct {
        const char *name, *meaning;
    } rows[] = {
        {"study", N_("The id of the study.")},
        {"round", N_("The number of the round.")},
        {"indicator", N_("The id of the indicator; empty where the row is about none.")},
        {"criterion", N_("The id of the criterion; empty where the row is about none, or about all.")},
        {"group", N_("The id of the group; empty: the whole panel.")},
        {"measure", N_("What is given, by a name of the tables below.")},
        {"value", N_("The value: a number with a decimal point (a comma in the dialect excel-nl), true or false, or a "
                     "word; empty where it is not defined.")},
        {"undefined", N_("Why it is not defined; else empty.")},
    };
    const document_column columns[] = {
        {.head = part_words(r, N_("Column")), .width = NAME_WIDTH, .names_row = true},
        {.head = part_words(r, N_("What it holds")), .width = TITLE_WIDTH + WORDS_WIDTH, .span = 2},
    };
    document_table *table = document_add_table(
        part, &(document_table_spec){
                  .title = part_words(r, N_("The tidy CSV: a row a value")), .columns = columns, .column_count = 2});
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        document_start_row(table);
        document_put_text(table, rows[i].name, DOCUMENT_STRONG);
        document_put_text(table, part_words(r, rows[i].meaning), DOCUMENT_PLAIN);
    }
}

/* ---- names that come from no table of measures ---- */

static void put_names(report *r, document_part *part) {
    size_t count;
    const dictionary_section *sections = dictionary_sections(&count);
    const document_column columns[] = {
        {.head = part_words(r, N_("Measure in the CSV")), .width = NAME_WIDTH, .names_row = true},
        {.head = part_words(r, N_("Place in results.json")), .width = TITLE_WIDTH},
        {.head = part_words(r, N_("What it is")), .width = WORDS_WIDTH},
        {.head = part_words(r, N_("Kind")), .width = KIND_WIDTH},
    };
    document_table *table = document_add_table(
        part, &(document_table_spec){
                  .title = part_words(r, N_("Counts, decisions and verdicts")), .columns = columns, .column_count = 4});
    for (size_t s = 0; s < count; s++) {
        if (sections[s].wanted && !sections[s].wanted(r->protocol))
            continue;
        document_title_row(table, part_words(r, sections[s].title));
        for (size_t i = 0; i < sections[s].count; i++) {
            const dictionary_name *name = &sections[s].names[i];
            document_start_row(table);
            document_put_text(table, name->name ? name->name : "\xE2\x80\x93", DOCUMENT_STRONG);
            document_put_text(table, name->path ? name->path : "\xE2\x80\x93", DOCUMENT_SMALL);
            document_put_text(table, part_words(r, name->definition), DOCUMENT_PLAIN);
            document_put_text(table, part_words(r, kinds[name->kind]), DOCUMENT_PLAIN);
        }
    }
    document_add_note(table, part_words(r, N_("BAND, CRITERION, GROUP and INDICATOR stand for an id of the study; [] "
                                              "for each member of a list.")));
}

/* ---- measures ---- */

/* A row of any of the tables of measures. */
typedef struct {
    const char *name, *title, *definition, *source, *reading;
    dictionary_kind kind;
} measure_row;

static measure_row item_row(size_t i, size_t *count) {
    static const dictionary_kind of[] = {
        [DELPHI_MEASURE_TRUTH] = DICTIONARY_TRUTH,
        [DELPHI_MEASURE_RATIONAL] = DICTIONARY_NUMBER,
        [DELPHI_MEASURE_REAL] = DICTIONARY_NUMBER,
    };
    const delphi_measure *row = &delphi_measures(count)[i];
    return (measure_row){row->name, row->title, row->definition, row->source, row->reading, of[row->kind]};
}

static measure_row set_row(size_t i, size_t *count) {
    const delphi_set_measure *row = &delphi_set_measures(count)[i];
    return (measure_row){row->name, row->title, row->definition, row->source, row->reading, DICTIONARY_NUMBER};
}

static measure_row pair_row(size_t i, size_t *count) {
    const delphi_pair_measure *row = &delphi_pair_measures(count)[i];
    return (measure_row){row->name,       row->title,
                         row->definition, row->source,
                         row->reading,    row->base == DELPHI_PAIR_COUNT ? DICTIONARY_COUNT : DICTIONARY_NUMBER};
}

static measure_row decision_row(size_t i, size_t *count) {
    const delphi_decision_measure *row = &delphi_decision_measures(count)[i];
    return (measure_row){row->name, row->title, row->definition, row->source, row->reading, DICTIONARY_NUMBER};
}

/* Parts of names that tell what a value is, where its table does not. */
static dictionary_kind kind_of(const measure_row *row) {
    static const struct {
        const char *part;
        dictionary_kind kind;
    } signs[] = {
        {"_p_", DICTIONARY_P},
        {"_p\n", DICTIONARY_P},
        {"_df\n", DICTIONARY_COUNT},
        {"_experts\n", DICTIONARY_COUNT},
        {"_replicates\n", DICTIONARY_COUNT},
        {"loo_", DICTIONARY_COUNT},
        {"mcnemar_", DICTIONARY_COUNT},
        {"flip_margin\n", DICTIONARY_COUNT},
        {"_banded\n", DICTIONARY_TRUTH},
        {"_exact\n", DICTIONARY_TRUTH},
        {"_share\n", DICTIONARY_SHARE},
        {"_cvi", DICTIONARY_SHARE},
        {"scvi_", DICTIONARY_SHARE},
        {"apmo", DICTIONARY_SHARE},
        {"bootstrap_", DICTIONARY_SHARE},
        {"percent_agreement", DICTIONARY_SHARE},
        {"net_change_unpaired", DICTIONARY_SHARE},
    };
    char name[128];
    size_t length = strlen(row->name);
    if (row->kind != DICTIONARY_NUMBER || length + 2 > sizeof name)
        return row->kind;
    memcpy(name, row->name, length);
    memcpy(name + length, "\n", 2); /* so that a sign can ask for the end */
    for (size_t i = 0; i < sizeof signs / sizeof *signs; i++)
        if (strstr(name, signs[i].part))
            return signs[i].kind;
    return DICTIONARY_NUMBER;
}

/* The tables of measures, and where results.json has their values. */
static const struct {
    const char *title, *place;
    measure_row (*row)(size_t i, size_t *count);
} tables[] = {
    {N_("Measures of an indicator on a criterion"),
     "indicators[].criteria.CRITERION.NAME, indicators[].criteria.CRITERION.groups.GROUP.NAME", item_row},
    {N_("Measures of agreement over all indicators"),
     "concordance.CRITERION.NAME, concordance.CRITERION.groups.GROUP.NAME", set_row},
    {N_("Measures of change since the round before"), "stability.indicators.INDICATOR.CRITERION.NAME", pair_row},
    {N_("Measures of how sure a decision is"), "indicators[].sensitivity.NAME", decision_row},
};

static void put_measure(report *r, document_table *table, const measure_row *row) {
    delphi_buffer *more = part_new_phrase(r);
    document_start_row(table);
    document_put_text(table, row->name, DOCUMENT_STRONG);
    document_put_text(table, part_words(r, row->title), DOCUMENT_PLAIN);
    document_put_text(table, part_words(r, row->definition), DOCUMENT_PLAIN);
    document_put_text(table, part_words(r, kinds[kind_of(row)]), DOCUMENT_PLAIN);
    base_buffer_text(more, *row->reading ? part_words(r, row->reading) : "");
    if (*row->source)
        base_buffer_format(more, "%s(%s)", more->size ? " " : "", row->source);
    document_put_text(table, part_phrase_text(r), DOCUMENT_SMALL);
}

static void put_measures(report *r, document_part *part) {
    const document_column columns[] = {
        {.head = part_words(r, N_("Name in both files")), .width = NAME_WIDTH, .names_row = true},
        {.head = part_words(r, N_("Title")), .width = TITLE_WIDTH},
        {.head = part_words(r, N_("What it is")), .width = WORDS_WIDTH},
        {.head = part_words(r, N_("Kind")), .width = KIND_WIDTH},
        {.head = part_words(r, N_("How to read it (source)")), .width = MORE_WIDTH},
    };
    for (size_t t = 0; t < sizeof tables / sizeof *tables; t++) {
        size_t count = 1;
        document_table *table = document_add_table(
            part,
            &(document_table_spec){.title = part_words(r, tables[t].title), .columns = columns, .column_count = 5});
        for (size_t i = 0; i < count; i++) {
            measure_row row = tables[t].row(i, &count);
            put_measure(r, table, &row);
        }
        document_add_note(table, PART_PHRASE(r, N_("In results.json: {place}."), {"place", tables[t].place}));
    }
}

/* ---- */

static size_t count_measures(void) {
    size_t all = 0;
    for (size_t t = 0; t < sizeof tables / sizeof *tables; t++) {
        size_t count;
        tables[t].row(0, &count);
        all += count;
    }
    return all;
}

void part_dictionary(report *r, document_part *part) {
    static const double widths[] = {NAME_WIDTH, TITLE_WIDTH, WORDS_WIDTH, KIND_WIDTH, MORE_WIDTH};
    document_set_title(part, part_words(r, N_("Data dictionary: terms, columns, measures")));
    document_set_grid(part, widths, sizeof widths / sizeof *widths);
    document_say(
        part, DOCUMENT_ANSWER,
        PART_PHRASE(r,
                    N_("A tidy CSV and results.json hold the figures of each round, under the names below; {count} "
                       "measures have their definition here."),
                    {"count", export_number((int64_t)count_measures()).text}));
    put_terms(r, part);
    put_columns(r, part);
    put_names(r, part);
    put_measures(r, part);
}
