/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Of the part "Method": what was rated, how it was computed, and what it takes to compute it again. A row a subject;
 * the rows come from tables of small functions that write their text. */
#include "export/part_method.h"

#include <delphi/rules.h>

/* The preset in force in this round, or NULL. */
static const delphi_preset *preset_of(const report *r) {
    const char *name = r->protocol->rounds[r->result->round - 1].rules.preset;
    if (!name)
        name = r->protocol->rules.preset;
    return name ? delphi_preset_find(name) : NULL;
}

static void write_preset(const report *r, delphi_buffer *out) {
    const delphi_preset *preset = preset_of(r);
    if (!preset)
        return;
    base_buffer_format(out, "%s: %s", preset->name, part_words(r, preset->text));
    if (preset->source && *preset->source)
        base_buffer_format(out, " (%s)", preset->source);
}

static void write_reading(const report *r, delphi_buffer *out) {
    base_buffer_text(
        out, part_words(r, N_("A rule that names no criterion must hold on every criterion. A measure that is not "
                              "defined makes its clause unknown, and a rule that is unknown for that reason gives "
                              "\xE2\x80\x9Cundecided\xE2\x80\x9D. Where both rules hold there is a conflict, which "
                              "people must resolve. Where neither holds the indicator is rated again, or ends "
                              "without consensus after the last round.")));
}

static void write_settled(const report *r, delphi_buffer *out) {
    base_buffer_text(out, part_words(r, r->protocol->settled == DELPHI_SETTLED_LEAVE
                                            ? N_("They leave the list and are not rated again.")
                                            : N_("They stay on the list and are rated again; the decision of the "
                                                 "last round counts.")));
}

static void write_scale(const report *r, delphi_buffer *out) {
    const delphi_scale *scale = &r->protocol->scale;
    EXPORT_FILL(out, part_words(r, N_("Whole numbers from {low} to {high}.")), {"low", export_number(scale->min).text},
                {"high", export_number(scale->max).text});
    for (int i = 0; scale->labels && i <= scale->max - scale->min; i++) {
        const char *label = delphi_text_in(&scale->labels[i], r->language);
        if (*label)
            base_buffer_format(out, "\n%d = %s", scale->min + i, label);
    }
    base_buffer_char(out, '\n');
    base_buffer_text(out, part_words(r, scale->cannot_judge ? N_("An expert may answer \xE2\x80\x9C"
                                                                 "cannot judge\xE2\x80\x9D.")
                                                            : N_("There is no answer \xE2\x80\x9C"
                                                                 "cannot judge\xE2\x80\x9D.")));
}

static void write_bands(const report *r, delphi_buffer *out) {
    for (size_t i = 0; i < r->protocol->band_count; i++) {
        const delphi_band *band = &r->protocol->bands[i];
        base_buffer_format(out, "%s%s = %d\xE2\x80\x93%d", i ? "\n" : "", band->id, band->low, band->high);
    }
}

static void write_named(const report *r, const delphi_named *named, delphi_buffer *out) {
    base_buffer_format(out, "%s = %s", named->id, delphi_text_in(&named->title, r->language));
}

static void write_criteria(const report *r, delphi_buffer *out) {
    for (size_t i = 0; i < r->protocol->criterion_count; i++) {
        if (i > 0)
            base_buffer_char(out, '\n');
        write_named(r, &r->protocol->criteria[i], out);
    }
}

static void append_invited(const report *r, uint32_t invited, delphi_buffer *out) {
    EXPORT_FILL(out, part_many(r, "{count} expert invited", "{count} experts invited", invited),
                {"count", export_number(invited).text});
}

static void write_panel(const report *r, delphi_buffer *out) {
    append_invited(r, r->result->response.invited, out);
    for (size_t i = 0; i < r->protocol->group_count; i++) {
        base_buffer_char(out, '\n');
        write_named(r, &r->protocol->groups[i], out);
        base_buffer_text(out, ": ");
        append_invited(r, r->result->groups[i].invited, out);
    }
}

static const char *const denominators[] = {
    [DELPHI_DENOMINATOR_VALID] = N_("Valid ratings: a share is a part of the ratings on the scale (n). \xE2\x80\x9C"
                                    "Cannot judge\xE2\x80\x9D and missing ratings are not counted."),
    [DELPHI_DENOMINATOR_ANSWERED] =
        N_("Answers: a share is a part of the ratings on the scale and the answers \xE2\x80\x9C"
           "cannot judge\xE2\x80\x9D together. Missing ratings are not counted."),
    [DELPHI_DENOMINATOR_PANEL] =
        N_("The panel: a share is a part of all experts who were invited to rate, whether they "
           "answered or not."),
};

static void write_denominator(const report *r, delphi_buffer *out) {
    base_buffer_text(out, part_words(r, denominators[r->protocol->denominator]));
}

static const char *quantile_words(delphi_quantile_type type) {
    static const struct {
        delphi_quantile_type type;
        const char *words;
    } table[] = {
        {DELPHI_QUANTILE_HINGES, N_("Tukey's hinges (1977): the medians of the lower and the upper half of the sorted "
                                    "ratings, the middle rating included in both.")},
        {DELPHI_QUANTILE_TYPE2, N_("Type 2 of Hyndman and Fan (1996): the empirical distribution with the mean of both "
                                   "ratings at a step; the default of SAS and Stata.")},
        {DELPHI_QUANTILE_TYPE6, N_("Type 6 of Hyndman and Fan (1996): linear interpolation at (n + 1)p; the default of "
                                   "SPSS and Minitab.")},
        {DELPHI_QUANTILE_TYPE7,
         N_("Type 7 of Hyndman and Fan (1996): linear interpolation at (n - 1)p + 1; the default "
            "of R, NumPy and Excel.")},
        {DELPHI_QUANTILE_TYPE8,
         N_("Type 8 of Hyndman and Fan (1996): linear interpolation at (n + 1/3)p + 1/3; the type "
            "that its authors recommend.")},
    };
    for (size_t i = 0; i < sizeof table / sizeof *table; i++)
        if (table[i].type == type)
            return table[i].words;
    return "";
}

static void write_quantiles(const report *r, delphi_buffer *out) {
    base_buffer_text(out, part_words(r, quantile_words(r->protocol->quantile_type)));
}

static void write_min_ratings(const report *r, delphi_buffer *out) {
    EXPORT_FILL(out,
                part_many(r, "A measure is defined from {count} valid rating on.",
                          "A measure is defined from {count} valid ratings on.", (uint64_t)r->protocol->min_ratings),
                {"count", export_number(r->protocol->min_ratings).text});
}

static void write_min_group(const report *r, delphi_buffer *out) {
    if (r->protocol->group_count > 0)
        EXPORT_FILL(out,
                    part_many(r,
                              "A group counts on its own from {count} valid rating on; a smaller one is not "
                              "shown to experts and has no verdict.",
                              "A group counts on its own from {count} valid ratings on; a smaller one is not "
                              "shown to experts and has no verdict.",
                              (uint64_t)r->protocol->min_group),
                    {"count", export_number(r->protocol->min_group).text});
}

static void write_rounding(const report *r, delphi_buffer *out) {
    base_buffer_text(
        out,
        part_words(
            r, N_("Percentages are shown rounded to one decimal, the p of a test to three "
                  "and other figures to two at most; decisions use exact counts. A share of 74.96% is shown as 75.0% "
                  "and is less than 75%.")));
}

static void write_version(const report *r, delphi_buffer *out) {
    (void)r;
    base_buffer_format(out, "delphi %s", delphi_version());
}

static void write_seed(const report *r, delphi_buffer *out) {
    base_buffer_format(out, "%llu", (unsigned long long)r->protocol->seed);
}

static void write_hashes(const report *r, delphi_buffer *out) {
    base_buffer_format(out, "study.json: %s", r->protocol->sha256);
    for (int i = 0; r->study->ratings && i < r->result->round; i++)
        if (r->study->ratings[i] && r->study->ratings[i]->sha256[0])
            base_buffer_format(out, "\nround-%d/ratings.csv: %s", i + 1, r->study->ratings[i]->sha256);
}

static const method_row rule_rows[] = {
    {N_("Rules by name"), write_preset},
    {N_("How rules are read"), write_reading},
    {N_("Kept and dropped indicators"), write_settled},
};

static const method_row rating_rows[] = {
    {N_("Scale"), write_scale},
    {N_("Bands of the scale"), write_bands},
    {N_("Criteria"), write_criteria},
    {N_("Experts and groups"), write_panel},
};

static const method_row computing_rows[] = {
    {N_("Shares are counted over"), write_denominator},
    {N_("Quantiles"), write_quantiles},
    {N_("Fewest ratings"), write_min_ratings},
    {N_("Smallest group"), write_min_group},
    {N_("Rounding"), write_rounding},
};

static const method_row repeating_rows[] = {
    {N_("Engine"), write_version},
    {N_("Seed of the random generator"), write_seed},
    {N_("SHA-256 of the files"), write_hashes},
};

#define SECTION(title, rows)                                                                                           \
    { title, rows, sizeof rows / sizeof *rows }
static const method_section before_measures[] = {
    SECTION(N_("How rules decide"), rule_rows),
    SECTION(N_("What was rated, and by whom"), rating_rows),
    SECTION(N_("How it was computed"), computing_rows),
};
static const method_section after_measures[] = {
    SECTION(N_("To compute it again"), repeating_rows),
};

const method_section *method_sections_before(size_t *count) {
    *count = sizeof before_measures / sizeof *before_measures;
    return before_measures;
}

const method_section *method_sections_after(size_t *count) {
    *count = sizeof after_measures / sizeof *after_measures;
    return after_measures;
}
