/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What panels of several sizes come to, on the screen. */
#include <math.h>

#include "cli/simulate.h"
#include "cli/study.h"
#include "cli/table.h"

/* "84.2% ±0.3": a share with its Monte-Carlo standard error. */
static void add_share(cli_table *table, const cli_terminal *terminal, const delphi_simulation *s,
                      delphi_simulated_kind kind) {
    double error, share = delphi_simulation_share(s, kind, &error);
    if (isnan(share))
        cli_table_add(table, CLI_FAINT, "%s", terminal->signs->dash);
    else
        cli_table_add(table, CLI_PLAIN, "%.1f%% %s%.1f", 100 * share, terminal->signs->about, 100 * error);
}

static double rounds_of(const delphi_simulation *s) {
    uint64_t rounds = 0;
    for (size_t i = 0; i < s->indicator_count; i++)
        rounds += s->indicators[i].rounds;
    return (double)rounds / ((double)(s->to - s->from) * (double)s->indicator_count);
}

static double near_of(const delphi_simulation *s) {
    uint64_t near = 0, ratings = 0;
    for (size_t i = 0; i < s->indicator_count; i++) {
        near += s->indicators[i].near;
        ratings += s->indicators[i].ratings;
    }
    return ratings ? (double)near / (double)ratings : NAN;
}

delphi_status cli_simulate_print(const cli_terminal *terminal, const cli_simulations *all) {
    static const cli_column columns[] = {
        {.heading = "experts", .right = true},         {.heading = "kept rightly", .right = true},
        {.heading = "dropped rightly", .right = true}, {.heading = "kept wrongly", .right = true},
        {.heading = "open at the end", .right = true}, {.heading = "rounds", .right = true},
        {.heading = "near median", .right = true}};
    const delphi_simulation *first = all->sizes[0];
    printf("%s\n%u panels of each size, seed %llu; ", cli_study_title(all->study), first->to - first->from,
           (unsigned long long)all->seed);
    if (all->beliefs_file)
        printf("opinions of a table%s\n", all->pilot ? ", with the leniency of a round" : "");
    else if (all->pilot)
        printf("opinions as in round %d\n", all->pilot);
    else
        printf("no round has been rated: means laid evenly over the scale\n");
    printf("A panel without end would keep %zu and drop %zu of %zu indicators.\n\n", first->should_keep,
           first->should_drop, first->indicator_count);
    cli_table *table = cli_table_new(terminal, columns, sizeof columns / sizeof *columns);
    for (size_t i = 0; i < all->count; i++) {
        const delphi_simulation *s = all->sizes[i];
        cli_table_add(table, CLI_BOLD, "%zu", s->experts);
        for (delphi_simulated_kind kind = 0; kind < DELPHI_SIMULATED_COUNT; kind++)
            if (kind != DELPHI_SIMULATED_DROPPED_WRONGLY)
                add_share(table, terminal, s, kind);
        cli_table_add(table, CLI_PLAIN, "%.2f", rounds_of(s));
        cli_table_add(table, CLI_PLAIN, "%.0f%%", 100 * near_of(s));
    }
    delphi_status status = cli_table_print(table, 0);
    printf("\nKept rightly: of what should be kept; wrongly: of what should not. %s: Monte-Carlo standard error.\n"
           "Near median: ratings of an indicator's last round within a point of it.\n",
           terminal->signs->about);
    return status;
}
