/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A seeded generator of studies and of simulated answers, for the bench and for the demonstration under rounds/. */
#include "generate.h"

#include <errno.h>
#include <getopt.h>
#include <stdlib.h>
#include <string.h>

static const char usage[] =
    "usage: generate study DIR [OPTION]...       a whole study: protocol, panel, ratings and results\n"
    "       generate multisets DIR [--n N]       all multisets of N ratings on 1 to 9, an indicator each\n"
    "       generate rate STUDY --round N [OPTION]...   simulated answers for one round, as CSV on stdout\n"
    "\n"
    "  --experts N --indicators M --criteria C --groups G --rounds R   size of a study\n"
    "  --n N --quantile-type T                                         multisets\n"
    "  --seed S            same seed, same bytes\n"
    "  --missing P         chance that a single answer is left out\n"
    "  --absent P          chance that an expert skips a round\n"
    "  --attrition P       chance that an expert leaves for good, before each later round\n"
    "  --break-off P       chance that an expert stops halfway\n"
    "  --cannot-judge P    chance of \"cannot judge\"\n"
    "  --beliefs FILE      CSV: indicator,criterion,mean,spread,cannot_judge,shift_GROUP...,cannot_GROUP...\n"
    "  --comments FILE     CSV: indicator,criterion,when,language,text\n"
    "  --remark P          chance of a comment on an indicator\n"
    "  --shape wide|long   wide: a row an expert\n";

typedef enum { TAKES_TEXT, TAKES_COUNT, TAKES_SIZE, TAKES_SEED, TAKES_CHANCE } option_kind;

/* One option: where its value goes. */
typedef struct {
    const char *name;
    option_kind kind;
    void *target;
} option_row;

static bool read_whole(const char *text, long most, long *out) {
    char *end;
    errno = 0;
    *out = strtol(text, &end, 10);
    return !errno && end != text && !*end && *out >= 0 && *out <= most;
}

static bool read_chance(const char *text, double *out) {
    char *end;
    *out = strtod(text, &end);
    return end != text && !*end && *out >= 0 && *out <= 1;
}

static bool set_option(const option_row *row, const char *text) {
    long whole;
    switch (row->kind) {
    case TAKES_TEXT:
        *(const char **)row->target = text;
        return true;
    case TAKES_CHANCE:
        return read_chance(text, row->target);
    case TAKES_COUNT:
        if (!read_whole(text, 1000, &whole))
            return false;
        *(int *)row->target = (int)whole;
        return true;
    case TAKES_SIZE:
        if (!read_whole(text, 1000000, &whole))
            return false;
        *(size_t *)row->target = (size_t)whole;
        return true;
    case TAKES_SEED:
        if (!read_whole(text, 4294967295, &whole))
            return false;
        *(unsigned long *)row->target = (unsigned long)whole;
        return true;
    }
    return false;
}

static bool read_options(int argc, char **argv, bench_options *o) {
    const option_row rows[] = {
        {"experts", TAKES_SIZE, &o->experts},
        {"indicators", TAKES_SIZE, &o->indicators},
        {"criteria", TAKES_SIZE, &o->criteria},
        {"groups", TAKES_SIZE, &o->groups},
        {"rounds", TAKES_COUNT, &o->rounds},
        {"round", TAKES_COUNT, &o->round},
        {"n", TAKES_COUNT, &o->points},
        {"quantile-type", TAKES_COUNT, &o->quantile_type},
        {"seed", TAKES_SEED, &o->seed},
        {"missing", TAKES_CHANCE, &o->missing},
        {"absent", TAKES_CHANCE, &o->absent},
        {"attrition", TAKES_CHANCE, &o->attrition},
        {"break-off", TAKES_CHANCE, &o->break_off},
        {"cannot-judge", TAKES_CHANCE, &o->cannot_judge},
        {"remark", TAKES_CHANCE, &o->remark},
        {"beliefs", TAKES_TEXT, &o->beliefs},
        {"comments", TAKES_TEXT, &o->comments},
        {"shape", TAKES_TEXT, &o->shape},
    };
    enum { ROWS = sizeof rows / sizeof *rows };
    struct option known[ROWS + 1] = {{0}};
    for (int i = 0; i < ROWS; i++)
        known[i] = (struct option){rows[i].name, required_argument, NULL, i};
    for (int i; (i = getopt_long(argc, argv, "", known, NULL)) != -1;) {
        if (i == '?')
            return false;
        if (!set_option(&rows[i], optarg)) {
            fprintf(stderr, "generate: --%s cannot be '%s'\n", rows[i].name, optarg);
            return false;
        }
    }
    return optind == argc;
}

static const struct {
    const char *name;
    int (*run)(const bench_options *);
} modes[] = {{"study", bench_make_study}, {"multisets", bench_make_multisets}, {"rate", bench_make_ratings}};

int main(int argc, char **argv) {
    bench_options options = {.experts = 40,
                             .indicators = 60,
                             .criteria = 3,
                             .groups = 4,
                             .rounds = 3,
                             .round = 1,
                             .points = 9,
                             .quantile_type = 7,
                             .seed = 1,
                             .missing = 0.01,
                             .cannot_judge = 0.02,
                             .shape = "wide"};
    for (size_t m = 0; argc > 2 && m < sizeof modes / sizeof *modes; m++) {
        if (strcmp(argv[1], modes[m].name) != 0)
            continue;
        options.path = argv[2];
        if (read_options(argc - 2, argv + 2, &options))
            return modes[m].run(&options);
    }
    fputs(usage, stderr);
    return 2;
}
