/* SPDX-License-Identifier: GPL-3.0-or-later */
/* `generate rate`: what the panel of an existing study would send in for one round, as a survey tool exports it. */
#include "generate.h"

#include <gsl/gsl_randist.h>
#include <stdlib.h>
#include <string.h>

/* One export in the making. */
typedef struct {
    const bench_options *options;
    const delphi_study *study;
    const bool *in_play;
    const delphi_ratings *ratings;
    const bench_opinions *opinions;
    bench_table comments;
    bool *used; /* comments that someone has given */
    gsl_rng *rng;
} export;

static void write_text(const char *text) {
    putchar('"');
    for (; *text; text++) {
        if (*text == '"')
            putchar('"');
        putchar(*text);
    }
    putchar('"');
}

static void write_rating(delphi_rating rating) {
    if (rating == DELPHI_CANNOT_JUDGE)
        putchar('?');
    else if (rating != DELPHI_MISSING)
        printf("%d", rating);
}

/* Is the id one of the words? */
static bool names(const char *words, const char *id) {
    size_t size = strlen(id);
    for (const char *at = words; (at = strstr(at, id)) != NULL; at += size)
        if ((at == words || at[-1] == ' ') && (at[size] == ' ' || at[size] == 0))
            return true;
    return false;
}

/* May this expert have written it? `when` is the band that the own rating on the comment's criterion is in. */
static bool fits(const export *x, size_t row, size_t expert, size_t indicator) {
    const bench_table *t = &x->comments;
    const char *id = bench_table_at(t, row, "indicator"), *when = bench_table_at(t, row, "when");
    const char *language = delphi_language_code(x->study->experts[expert].language);
    size_t criterion = delphi_study_criterion(x->study, bench_table_at(t, row, "criterion"));
    if (x->used[row] || strcmp(language, bench_table_at(t, row, "language")) != 0 ||
        (*id && !names(id, x->study->indicators[indicator].id)))
        return false;
    delphi_rating rating =
        delphi_ratings_column(x->ratings, indicator, criterion == DELPHI_NONE ? 0 : criterion)[expert];
    if (rating == DELPHI_MISSING || strcmp(when, "cannot_judge") == 0)
        return rating == DELPHI_CANNOT_JUDGE;
    size_t band = delphi_study_band(x->study, when);
    if (!*when || band == DELPHI_NONE)
        return true;
    return rating >= x->study->protocol.bands[band].low && rating <= x->study->protocol.bands[band].high;
}

/* A comment that fits, of those written for certain indicators or of the others; NULL for none. */
static const char *take_comment(const export *x, size_t expert, size_t indicator, unsigned long start, bool own) {
    for (size_t k = 0; k + 1 < x->comments.rows; k++) {
        size_t row = 1 + (start + k) % (x->comments.rows - 1);
        if ((*bench_table_at(&x->comments, row, "indicator") != 0) == own && fits(x, row, expert, indicator)) {
            x->used[row] = true;
            return bench_table_at(&x->comments, row, "text");
        }
    }
    return NULL;
}

/* People comment now and then, more readily where they have something to say about this very indicator. */
static const char *remark(const export *x, size_t expert, size_t indicator) {
    double mood = gsl_rng_uniform(x->rng);
    unsigned long start = gsl_rng_uniform_int(x->rng, 1 + x->comments.rows);
    const char *text = mood < 5 * x->options->remark ? take_comment(x, expert, indicator, start, true) : NULL;
    return text || mood >= x->options->remark ? text : take_comment(x, expert, indicator, start, false);
}

static void write_wide_heading(const export *x) {
    printf("expert");
    for (size_t i = 0; i < x->study->indicator_count; i++) {
        if (!x->in_play[i])
            continue;
        for (size_t c = 0; c < x->ratings->criteria; c++)
            printf(",%s[%s]", x->study->indicators[i].id, x->study->protocol.criteria[c].id);
        printf(",%s[comment]", x->study->indicators[i].id);
    }
    putchar('\n');
}

static void write_wide_row(const export *x, size_t expert) {
    printf("%s", x->study->experts[expert].id);
    for (size_t i = 0; i < x->study->indicator_count; i++) {
        if (!x->in_play[i])
            continue;
        for (size_t c = 0; c < x->ratings->criteria; c++) {
            putchar(',');
            write_rating(delphi_ratings_column(x->ratings, i, c)[expert]);
        }
        putchar(',');
        const char *text = remark(x, expert, i);
        if (text)
            write_text(text);
    }
    putchar('\n');
}

static void write_long_heading(const export *x) {
    (void)x;
    puts("expert,indicator,criterion,rating,comment");
}

static void write_long_rows(const export *x, size_t expert) {
    const char *id = x->study->experts[expert].id;
    for (size_t i = 0; i < x->study->indicator_count; i++) {
        if (!x->in_play[i])
            continue;
        for (size_t c = 0; c < x->ratings->criteria; c++) {
            delphi_rating rating = delphi_ratings_column(x->ratings, i, c)[expert];
            if (rating == DELPHI_MISSING)
                continue;
            printf("%s,%s,%s,", id, x->study->indicators[i].id, x->study->protocol.criteria[c].id);
            write_rating(rating);
            puts(",");
        }
        const char *text = remark(x, expert, i);
        if (text) {
            printf("%s,%s,,,", id, x->study->indicators[i].id);
            write_text(text);
            putchar('\n');
        }
    }
}

static const struct {
    const char *name;
    void (*heading)(const export *);
    void (*rows)(const export *, size_t expert);
} shapes[] = {{"wide", write_wide_heading, write_wide_row}, {"long", write_long_heading, write_long_rows}};

/* In the order in which people happened to send theirs in. */
static bool write_export(const export *x) {
    size_t *order = calloc(x->study->expert_count, sizeof *order), count = 0, shape = 0;
    while (shape < 2 && strcmp(shapes[shape].name, x->options->shape) != 0)
        shape++;
    if (!order || shape == 2) {
        free(order);
        fputs("generate: --shape is wide or long\n", stderr);
        return false;
    }
    for (size_t e = 0; e < x->study->expert_count; e++)
        if (bench_takes_part(x->opinions, e, x->options->round))
            order[count++] = e;
    gsl_ran_shuffle(x->rng, order, count, sizeof *order);
    shapes[shape].heading(x);
    for (size_t k = 0; k < count; k++)
        shapes[shape].rows(x, order[k]);
    free(order);
    return fflush(stdout) == 0;
}

/* Comments that were given in an earlier round are not given again. */
static bool prepare_comments(export *x) {
    if (x->options->comments && !bench_table_read(x->options->comments, &x->comments))
        return false;
    x->used = calloc(x->comments.rows + 1, sizeof *x->used);
    if (!x->used)
        return false;
    for (int round = 1; round < x->options->round; round++) {
        const delphi_ratings *before = x->study->ratings[round - 1];
        for (size_t k = 0; before && k < before->comment_count; k++)
            for (size_t row = 1; row < x->comments.rows; row++)
                if (strcmp(before->comments[k].text, bench_table_at(&x->comments, row, "text")) == 0)
                    x->used[row] = true;
    }
    return true;
}

static bool make_export(const bench_options *options, const delphi_study *study, const delphi_result *previous) {
    bool *in_play = calloc(study->indicator_count + 1, sizeof *in_play), done = false;
    delphi_ratings *ratings = delphi_ratings_new(study, options->round);
    bench_opinions *opinions = bench_opinions_new(study, options);
    export x = {.options = options, .study = study, .in_play = in_play, .ratings = ratings, .opinions = opinions};
    if (!in_play || !ratings || !opinions || !prepare_comments(&x))
        goto done;
    delphi_in_play(study, options->round, previous, in_play);
    x.rng = bench_stream(options->seed, BENCH_STREAM_COMMENTS + 1000UL * (unsigned long)options->round);
    done = bench_answer_round(opinions, options->round, in_play, previous, ratings) && write_export(&x);
    gsl_rng_free(x.rng);
done:
    free(x.used);
    bench_table_free(&x.comments);
    bench_opinions_free(opinions);
    delphi_ratings_free(ratings);
    free(in_play);
    return done;
}

int bench_make_ratings(const bench_options *options) {
    delphi_problems *problems = delphi_problems_new();
    delphi_folder *folder = NULL;
    const delphi_result *previous = NULL;
    bool done = false;
    if (!problems || delphi_folder_open(options->path, DELPHI_FOLDER_READ, &folder, problems) != DELPHI_OK)
        goto done;
    const delphi_study *study = delphi_folder_study(folder);
    if (options->round < 1 || options->round > (int)study->protocol.round_count ||
        options->round > delphi_folder_opened(folder) + 1) {
        fprintf(stderr, "generate: round %d cannot be rated yet\n", options->round);
        goto done;
    }
    if (options->round > 1 && delphi_folder_result(folder, options->round - 1, &previous, problems) != DELPHI_OK)
        goto done;
    done = make_export(options, study, previous);
done:
    if (problems)
        bench_print_problems(problems);
    delphi_folder_free(folder);
    delphi_problems_free(problems);
    return done ? 0 : 1;
}
