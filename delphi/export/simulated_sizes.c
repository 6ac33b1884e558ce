/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The part "Size of the panel": a row a size with its shares and their Monte-Carlo errors, and the curves. */
#include "export/simulated.h"

#include <math.h>

#include "base/rational.h"

/* From here on a panel is said to do: a custom of ours, named where it is used. */
#define GOOD_PERCENT 90

/* The kinds in the order in which they stand, with what is wished for first. */
static const struct {
    delphi_simulated_kind kind;
    const char *head;
} kinds[] = {
    {DELPHI_SIMULATED_KEPT_RIGHTLY, N_("Kept rightly")}, {DELPHI_SIMULATED_DROPPED_RIGHTLY, N_("Dropped rightly")},
    {DELPHI_SIMULATED_KEPT_WRONGLY, N_("Kept wrongly")}, {DELPHI_SIMULATED_DROPPED_WRONGLY, N_("Dropped wrongly")},
    {DELPHI_SIMULATED_OPEN, N_("Open at the end")},
};
#define KIND_COUNT   (sizeof kinds / sizeof *kinds)
#define FIRST_COLUMN 1 /* of the kinds, two columns each */

/* NaN counts as good: there is nothing to be done rightly. */
static bool is_good(const delphi_simulation *s) {
    double error, kept = delphi_simulation_share(s, DELPHI_SIMULATED_KEPT_RIGHTLY, &error),
                  dropped = delphi_simulation_share(s, DELPHI_SIMULATED_DROPPED_RIGHTLY, &error);
    return !(100 * kept < GOOD_PERCENT) && !(100 * dropped < GOOD_PERCENT);
}

/* A share as whole percents, for a sentence; a dash where there is none. */
static const char *percent_words(report *r, const delphi_simulation *s, delphi_simulated_kind kind) {
    double error, share = delphi_simulation_share(s, kind, &error);
    delphi_buffer out = {0};
    if (isnan(share))
        base_buffer_text(&out, "\xE2\x80\x93");
    else
        base_buffer_format(&out, "%.0f%s", floor(100 * share), r->language == DELPHI_NL ? " %" : "%");
    const char *copy = document_copy(r->document, part_text_of(r, &out));
    part_end(r, &out);
    return copy;
}

/* The least size from which on every larger one is good; the count of sizes where there is none. */
static size_t find_enough(const delphi_plan *plan) {
    size_t enough = plan->size_count;
    while (enough > 0 && is_good(plan->sizes[enough - 1]))
        enough--;
    return enough;
}

static void say_answer(simulated_document *d, document_part *part) {
    report *r = &d->r;
    const delphi_plan *plan = d->plan;
    const delphi_simulation *first = plan->sizes[0];
    size_t enough = find_enough(plan);
    bool never = enough == plan->size_count;
    const delphi_simulation *told = plan->sizes[never ? plan->size_count - 1 : enough];
    const char *pattern =
        never ? N_("No panel that was tried does 90% of what it should: with {experts} experts {kept} of what should "
                   "be kept is kept, and {dropped} of what should be dropped is dropped.")
              : N_("From {experts} experts on, at least 90% of what should be kept is kept and of what should be "
                   "dropped is dropped (with {experts}: {kept} and {dropped}).");
    document_say(part, DOCUMENT_ANSWER,
                 PART_PHRASE(r, pattern, {"experts", export_number((int64_t)told->experts).text},
                             {"kept", percent_words(r, told, DELPHI_SIMULATED_KEPT_RIGHTLY)},
                             {"dropped", percent_words(r, told, DELPHI_SIMULATED_DROPPED_RIGHTLY)}));
    document_say(part, DOCUMENT_PARAGRAPH,
                 PART_PHRASE(r,
                             N_("Under this study's rules a panel without end would keep {keep} of {count} indicators "
                                "and drop {drop}: that is what should be kept and dropped here."),
                             {"keep", export_number((int64_t)first->should_keep).text},
                             {"count", export_number((int64_t)first->indicator_count).text},
                             {"drop", export_number((int64_t)first->should_drop).text}));
    document_say(part, DOCUMENT_CAUTION,
                 part_words(r, N_("A simulation: it holds as far as the opinions put into it do. Read the part Reading "
                                  "before you rest a choice on it.")));
}

static void put_share(document_table *table, double share, double error) {
    if (isnan(share)) {
        document_put_blank(table);
        document_put_blank(table);
        return;
    }
    delphi_value value = base_value_real(share);
    document_put_percentage(table, &value);
    document_put_number(table, 100 * error, 1, DOCUMENT_QUIET);
}

static double rounds_of(const delphi_simulation *s) {
    uint64_t rounds = 0;
    for (size_t i = 0; i < s->indicator_count; i++)
        rounds += s->indicators[i].rounds;
    return (double)rounds / ((double)(s->to - s->from) * (double)s->indicator_count);
}

static void put_size(document_table *table, const delphi_simulation *s) {
    uint64_t near = 0, ratings = 0;
    for (size_t i = 0; i < s->indicator_count; i++) {
        near += s->indicators[i].near;
        ratings += s->indicators[i].ratings;
    }
    document_start_row(table);
    document_put_count(table, s->experts, DOCUMENT_STRONG);
    for (size_t k = 0; k < KIND_COUNT; k++) {
        double error, share = delphi_simulation_share(s, kinds[k].kind, &error);
        put_share(table, share, error);
    }
    document_put_share(table, s->all_right, s->to - s->from, DOCUMENT_PLAIN);
    document_put_number(table, rounds_of(s), 2, DOCUMENT_PLAIN);
    document_put_share(table, near, ratings, DOCUMENT_PLAIN);
}

static void add_curves(simulated_document *d, document_table *table) {
    report *r = &d->r;
    document_series series[KIND_COUNT];
    for (size_t k = 0; k < KIND_COUNT; k++)
        series[k] = (document_series){
            .column = FIRST_COLUMN + 2 * k, .name = part_words(r, kinds[k].head), .colour = export_series_colour(k)};
    document_add_chart(
        table, &(document_chart_spec){
                   .kind = DOCUMENT_LINES,
                   .title = part_words(r, N_("What a panel of this size comes to")),
                   .description = part_words(r, N_("Lines over the sizes of the panel: the part of what should be kept "
                                                   "that is kept, of what should be dropped that is dropped, what is "
                                                   "kept or dropped wrongly, and what is open at the end. The figures "
                                                   "stand in the table above.")),
                   .row_count = d->plan->size_count,
                   .categories = 0,
                   .series = series,
                   .series_count = KIND_COUNT,
                   .x_title = part_words(r, N_("Experts")),
                   .least = 0,
                   .most = 1,
                   .mark = NAN,
                   .x_mark = NAN,
                   .percent = true,
                   .width = 900,
                   .height = 420});
}

void simulated_sizes(simulated_document *d, document_part *part) {
    report *r = &d->r;
    enum { COLUMNS = FIRST_COLUMN + 2 * KIND_COUNT + 3 };
    document_column columns[COLUMNS] = {
        {.head = part_words(r, N_("Experts")), .width = 9, .direction = DOCUMENT_HEAD_FIGURES, .names_row = true}};
    size_t count = FIRST_COLUMN;
    for (size_t k = 0; k < KIND_COUNT; k++) {
        const char *over = part_words(r, kinds[k].head);
        columns[count++] = (document_column){
            .head = part_words(r, N_("share")), .over = over, .width = 9, .direction = DOCUMENT_HEAD_FIGURES};
        columns[count++] =
            (document_column){.head = "\xC2\xB1", .over = over, .width = 6, .direction = DOCUMENT_HEAD_FIGURES};
    }
    columns[count++] = (document_column){
        .head = part_words(r, N_("Everything right")), .width = 11, .direction = DOCUMENT_HEAD_FIGURES};
    columns[count++] =
        (document_column){.head = part_words(r, N_("Rounds")), .width = 9, .direction = DOCUMENT_HEAD_FIGURES};
    columns[count++] = (document_column){
        .head = part_words(r, N_("Near the median")), .width = 11, .direction = DOCUMENT_HEAD_FIGURES};
    say_answer(d, part);
    document_table *table =
        document_add_table(part, &(document_table_spec){.columns = columns, .column_count = count, .frozen = 1});
    for (size_t i = 0; i < d->plan->size_count; i++)
        put_size(table, d->plan->sizes[i]);
    document_add_note(table, part_words(r, N_("Kept rightly and dropped wrongly: of what should be kept. Dropped "
                                              "rightly: of what should be dropped. Kept wrongly: of all that should "
                                              "not be kept. Open: neither kept nor dropped after the last round.")));
    document_add_note(table, part_words(r, N_("\xC2\xB1: Monte-Carlo standard error, in percentage points. More "
                                              "replicates make it smaller; it says nothing about the model.")));
    document_add_note(table,
                      part_words(r, N_("Everything right: panels that keep all that should be kept and nothing else. "
                                       "Rounds: in how many an indicator is rated, on average. Near the median: "
                                       "ratings within a point of it, in an indicator's last round.")));
    add_curves(d, table);
}
