/* SPDX-License-Identifier: GPL-3.0-or-later */
/* `generate multisets`: every multiset of N ratings on 1 to 9 as an indicator of its own, C(N + 8, 8) of them: 24,310
 * for nine experts. METHODS counts how many of them are disagreements under each type of quantile. */
#include "generate.h"

#include <gsl/gsl_multiset.h>
#include <gsl/gsl_sf_gamma.h>
#include <stdlib.h>

static size_t multiset_count(int n) {
    return (size_t)(gsl_sf_choose((unsigned)n + 8, 8) + 0.5);
}

static char *protocol_text(const bench_options *o) {
    char *text = NULL;
    if (asprintf(&text,
                 "{\n  \"format\": \"delphi-study/1\",\n  \"id\": \"multisets-%d\",\n"
                 "  \"title\": \"All multisets of %d ratings on 1 to 9\",\n  \"language\": \"en\",\n"
                 "  \"scale\": {\"min\": 1, \"max\": 9, \"cannot_judge\": true},\n"
                 "  \"bands\": {\"low\": [1, 3], \"middle\": [4, 6], \"high\": [7, 9]},\n"
                 "  \"criteria\": [{\"id\": \"c1\", \"title\": \"Criterion 1\"}],\n"
                 "  \"quantile_type\": %d,\n  \"denominator\": \"valid\",\n  \"min_ratings\": 5,\n"
                 "  \"settled\": \"stay\",\n  \"seed\": 1,\n"
                 "  \"rules\": {\"keep\": \"median >= 7 and not disagreement\",\n"
                 "            \"drop\": \"median <= 3 and not disagreement\"},\n"
                 "  \"rounds\": [{\"id\": 1}]\n}\n",
                 o->points, o->points, o->quantile_type) < 0)
        return NULL;
    return text;
}

/* A heading and a line for each number from 1. */
static char *list_text(const char *heading, const char *prefix, int width, const char *rest, size_t count) {
    char *text = NULL;
    size_t size;
    FILE *f = open_memstream(&text, &size);
    if (!f)
        return NULL;
    fprintf(f, "%s\n", heading);
    for (size_t i = 1; i <= count; i++)
        fprintf(f, "%s%0*zu%s\n", prefix, width, i, rest);
    if (fclose(f) == 0)
        return text;
    free(text);
    return NULL;
}

static bool fill(delphi_ratings *ratings, int n) {
    gsl_multiset *set = gsl_multiset_calloc(9, (size_t)n);
    if (!set)
        return false;
    size_t indicator = 0;
    do {
        delphi_rating *column = delphi_ratings_column(ratings, indicator++, 0);
        for (size_t e = 0; e < (size_t)n; e++)
            column[e] = (delphi_rating)(1 + gsl_multiset_get(set, e));
    } while (gsl_multiset_next(set) == 0);
    gsl_multiset_free(set);
    return indicator == ratings->indicators;
}

int bench_make_multisets(const bench_options *options) {
    if (options->points < 1 || options->points > 12) {
        fputs("generate: --n is 1 to 12\n", stderr);
        return 2;
    }
    size_t count = multiset_count(options->points);
    char *texts[3] = {protocol_text(options), list_text("id,text", "M", 5, ",A multiset", count),
                      list_text("expert", "E", 1, "", (size_t)options->points)};
    delphi_study *study = NULL;
    delphi_result *result = NULL;
    if (texts[0] && texts[1] && texts[2])
        study = bench_folder_begin(options->path, (const char *const *)texts);
    delphi_ratings *ratings = study ? delphi_ratings_new(study, 1) : NULL;
    bool done = ratings && fill(ratings, options->points) && bench_folder_round(options->path, study, ratings, &result);
    delphi_ratings_free(ratings);
    delphi_result_free(result);
    delphi_study_free(study);
    for (int t = 0; t < 3; t++)
        free(texts[t]);
    return done ? 0 : 1;
}
