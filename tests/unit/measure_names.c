/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The names of all tables of measures together: in the CSV and in `delphi measures` a name alone says what is meant. */
#include <delphi/delphi.h>

#include <criterion/criterion.h>
#include <string.h>

/* Rows that the CSV has beside the measures. */
static const char *const beside[] = {
    "n",
    "missing",
    "cannot_judge",
    "base",
    "experts",
    "suppressed",
    "decision",
    "previous_decision",
    "invited",
    "responded",
    "complete",
    "previous_stayers_only",
    "partial",
    "stayed",
    "left",
    "joined",
    "stayers_n",
    "stayers_median",
    "stayers_mean",
    "leavers_suppressed",
    "leavers_n",
    "leavers_median",
    "leavers_mean",
    "leavers_superiority",
    "individuals_by",
};

typedef struct {
    const char *name, *table;
} named;

enum { MOST = 512 };
static named all[MOST];
static size_t all_count;

static void add(const char *name, const char *table) {
    cr_assert_lt(all_count, MOST);
    all[all_count++] = (named){name, table};
}

#define ADD_TABLE(type, table)                                                                                         \
    do {                                                                                                               \
        size_t count;                                                                                                  \
        const type *rows = table(&count);                                                                              \
        cr_assert_gt(count, 0);                                                                                        \
        for (size_t i = 0; i < count; i++)                                                                             \
            add(rows[i].name, #table);                                                                                 \
    } while (0)

static void collect(void) {
    ADD_TABLE(delphi_measure, delphi_measures);
    ADD_TABLE(delphi_set_measure, delphi_set_measures);
    ADD_TABLE(delphi_pair_measure, delphi_pair_measures);
    ADD_TABLE(delphi_trend_measure, delphi_trend_measures);
    ADD_TABLE(delphi_verdict, delphi_stability_verdicts);
    for (size_t i = 0; i < sizeof beside / sizeof *beside; i++)
        add(beside[i], "the CSV's own rows");
}

Test(measure_names, no_name_is_in_two_tables_or_twice_in_one) {
    collect();
    for (size_t i = 0; i < all_count; i++) {
        for (size_t k = 0; k < i; k++)
            cr_expect_str_neq(all[i].name, all[k].name, "%s and %s", all[i].table, all[k].table);
    }
}

Test(measure_names, are_lower_case_words_that_a_program_can_use) {
    collect();
    for (size_t i = 0; i < all_count; i++) {
        const char *name = all[i].name;
        cr_expect(*name >= 'a' && *name <= 'z', "%s", name);
        cr_expect_eq(strspn(name, "abcdefghijklmnopqrstuvwxyz0123456789_"), strlen(name), "%s", name);
    }
}
