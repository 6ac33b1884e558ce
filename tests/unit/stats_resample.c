/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Draws: their number and distribution, and that each replicate has a stream of its own. */
#include <delphi/delphi.h>

#include <criterion/criterion.h>
#include <string.h>

static delphi_resample *source;

static void set_up(void) {
    source = delphi_resample_new();
    cr_assert_not_null(source);
}

static void tear_down(void) {
    delphi_resample_free(source);
}

TestSuite(stats_resample, .init = set_up, .fini = tear_down);

Test(stats_resample, draws_as_many_as_there_are) {
    for (size_t count = 1; count <= 40; count++) {
        uint32_t times[40], sum = 0;
        delphi_resample_start(source, 1, 1, (uint32_t)count);
        delphi_resample_draw(source, count, times);
        for (size_t i = 0; i < count; i++)
            sum += times[i];
        cr_expect_eq(sum, count);
    }
}

/* Over many replicates how often the first thing comes is binomial (5, 1/5). */
Test(stats_resample, every_thing_is_as_likely) {
    enum { REPLICATES = 50000 };
    static const double expected[] = {0.32768, 0.4096, 0.2048, 0.0512, 0.0064, 0.00032};
    uint32_t seen[5][6] = {{0}}, times[5];
    for (uint32_t r = 0; r < REPLICATES; r++) {
        delphi_resample_start(source, 20210401, 2, r);
        delphi_resample_draw(source, 5, times);
        for (size_t i = 0; i < 5; i++)
            seen[i][times[i]]++;
    }
    for (size_t i = 0; i < 5; i++)
        for (size_t k = 0; k < 6; k++)
            cr_expect_float_eq((double)seen[i][k] / REPLICATES, expected[k], 0.01, "thing %zu, %zu times: %u", i, k,
                               seen[i][k]);
}

static uint32_t first_of(uint64_t seed, int round, uint32_t replicate) {
    delphi_resample_start(source, seed, round, replicate);
    return delphi_resample_below(source, 1u << 31);
}

Test(stats_resample, a_stream_is_its_seed_round_and_replicate_and_no_others) {
    enum { REPLICATES = 2000 };
    static uint32_t firsts[REPLICATES];
    size_t equal = 0;
    for (uint32_t r = 0; r < REPLICATES; r++) {
        firsts[r] = first_of(1, 1, r);
        cr_expect_eq(first_of(1, 1, r), firsts[r], "the order in which streams are started does not matter");
        equal += firsts[r] == first_of(2, 1, r);
        equal += firsts[r] == first_of(1, 2, r);
        equal += firsts[r] == first_of(1 + (1ull << 40), 1, r);
        for (uint32_t other = 0; other < r; other++)
            equal += firsts[r] == firsts[other];
    }
    cr_expect_leq(equal, 2u, "by chance one in a thousand of these runs has a pair");
}

Test(stats_resample, draws_below_a_bound_stay_below_it_and_reach_all) {
    bool seen[7] = {false};
    delphi_resample_start(source, 3, 1, 0);
    for (int i = 0; i < 500; i++) {
        uint32_t drawn = delphi_resample_below(source, 7);
        cr_assert_lt(drawn, 7u);
        seen[drawn] = true;
    }
    for (size_t i = 0; i < 7; i++)
        cr_expect(seen[i]);
}
