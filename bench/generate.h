/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the parts of the generator share: its options, its tables, and its model of opinions. */
#ifndef BENCH_GENERATE_H
#define BENCH_GENERATE_H

#include <delphi/delphi.h>

#include <gsl/gsl_rng.h>
#include <stdio.h>

/* The command line, with what a study is made of and how its experts behave. */
typedef struct {
    const char *path;
    size_t experts, indicators, criteria, groups;
    int rounds, round, points, quantile_type;
    unsigned long seed;
    double missing;      /* chance that a single answer is left out */
    double absent;       /* chance that an expert skips a round */
    double attrition;    /* chance that an expert leaves for good, before each round after the first */
    double break_off;    /* chance that an expert stops halfway */
    double cannot_judge; /* chance of "cannot judge" where the beliefs say nothing else */
    double remark;       /* chance of a comment on an indicator */
    const char *beliefs, *comments, *shape;
} bench_options;

/* A table read from a CSV file: a heading and rows of texts. */
typedef struct {
    char **cells; /* rows * columns, the heading being row 0 */
    size_t rows, columns, made;
} bench_table;

/* false, with a message on stderr, where the file cannot be read or a row is not as long as its heading. */
bool bench_table_read(const char *path, bench_table *out);
void bench_table_free(bench_table *table);
/* The text under a heading; "" where there is no such column. */
const char *bench_table_at(const bench_table *table, size_t row, const char *heading);
/* The number under a heading; `otherwise` where the cell is empty or absent. */
double bench_table_number(const bench_table *table, size_t row, const char *heading, double otherwise);

/* A random stream of its own for each purpose, so that one more draw in one place does not change the others. */
enum {
    BENCH_STREAM_BELIEFS = 1,
    BENCH_STREAM_PEOPLE,
    BENCH_STREAM_OPINIONS,
    BENCH_STREAM_COMMENTS,
    BENCH_STREAM_ROUND
};
gsl_rng *bench_stream(unsigned long seed, unsigned long purpose);

/* What people think of all indicators, before anyone is asked. */
typedef struct bench_opinions bench_opinions;

/* NULL, with a message on stderr, when out of memory or where options->beliefs cannot be read. */
bench_opinions *bench_opinions_new(const delphi_study *study, const bench_options *options);
void bench_opinions_free(bench_opinions *opinions);
/* Does this expert take part in this round? */
bool bench_takes_part(const bench_opinions *opinions, size_t expert, int round);
/* Answers of one round for the indicators in play. `previous` (NULL in round 1) is what the experts have seen. */
bool bench_answer_round(const bench_opinions *opinions, int round, const bool *in_play, const delphi_result *previous,
                        delphi_ratings *out);

/* The modes; each returns an exit status. */
int bench_make_study(const bench_options *options);
int bench_make_multisets(const bench_options *options);
int bench_make_ratings(const bench_options *options);

/* For made studies: reads the texts of study.json, indicators.csv and panel.csv, writes them to the folder, and gives
 * the study that they make; NULL with messages on stderr. */
delphi_study *bench_folder_begin(const char *path, const char *const texts[3]);
/* Writes round-N/ratings.csv and its results.json; *previous is replaced by the round's result. */
bool bench_folder_round(const char *path, delphi_study *study, const delphi_ratings *ratings, delphi_result **previous);
void bench_print_problems(const delphi_problems *problems);

#endif
