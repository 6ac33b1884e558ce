/* SPDX-License-Identifier: GPL-3.0-or-later */
/* `generate study`: a whole study of any size. Ids are short, so that a file's size says how many ratings it holds. */
#include "generate.h"

#include <stdlib.h>

/* peer_pandas.py holds the same two rules by hand. */
static const char rules[] = "  \"rules\": {\"keep\": \"median >= 6 and share(high) >= 50% and not disagreement\",\n"
                            "            \"drop\": \"median <= 4 and share(low) >= 50%\"},\n";

static void write_named(FILE *f, const char *key, const char *prefix, const char *title, size_t count) {
    fprintf(f, "  \"%s\": [", key);
    for (size_t i = 1; i <= count; i++)
        fprintf(f, "%s{\"id\": \"%s%zu\", \"title\": \"%s %zu\"}", i > 1 ? ", " : "", prefix, i, title, i);
    fputs("],\n", f);
}

static void write_protocol(FILE *f, const bench_options *o) {
    fprintf(f,
            "{\n  \"format\": \"delphi-study/1\",\n  \"id\": \"bench-%zux%zux%zux%d\",\n"
            "  \"title\": \"Generated study\",\n  \"language\": \"en\",\n",
            o->experts, o->indicators, o->criteria, o->rounds);
    fputs("  \"scale\": {\"min\": 1, \"max\": 9, \"cannot_judge\": true},\n"
          "  \"bands\": {\"low\": [1, 3], \"middle\": [4, 6], \"high\": [7, 9]},\n",
          f);
    write_named(f, "criteria", "c", "Criterion", o->criteria);
    if (o->groups)
        write_named(f, "groups", "g", "Group", o->groups);
    fprintf(f,
            "  \"quantile_type\": %d,\n  \"denominator\": \"valid\",\n  \"min_ratings\": 5,\n  \"min_group\": 5,\n"
            "  \"settled\": \"stay\",\n  \"seed\": %lu,\n%s  \"rounds\": [",
            o->quantile_type, o->seed, rules);
    for (int r = 1; r <= o->rounds; r++)
        fprintf(f, "%s{\"id\": %d}", r > 1 ? ", " : "", r);
    fputs("]\n}\n", f);
}

static void write_indicators(FILE *f, const bench_options *o) {
    fputs("id,topic,text,text_en,definition,source,since,replaces\n", f);
    for (size_t i = 1; i <= o->indicators; i++)
        fprintf(f, "I%03zu,Topic %zu,Indicator %zu,,,,1,\n", i, (i - 1) / 10 + 1, i);
}

static void write_panel(FILE *f, const bench_options *o) {
    fputs(o->groups ? "expert,group\n" : "expert\n", f);
    for (size_t e = 1; e <= o->experts; e++)
        if (o->groups)
            fprintf(f, "E%04zu,g%zu\n", e, (e - 1) % o->groups + 1);
        else
            fprintf(f, "E%04zu\n", e);
}

static char *text_by(void (*write)(FILE *, const bench_options *), const bench_options *options) {
    char *text = NULL;
    size_t size;
    FILE *f = open_memstream(&text, &size);
    if (!f)
        return NULL;
    write(f, options);
    if (fclose(f) == 0)
        return text;
    free(text);
    return NULL;
}

static bool make_round(const bench_options *options, delphi_study *study, const bench_opinions *opinions, int round,
                       delphi_result **previous) {
    bool *in_play = calloc(study->indicator_count + 1, sizeof *in_play);
    delphi_ratings *ratings = delphi_ratings_new(study, round);
    bool done = in_play && ratings;
    if (done) {
        delphi_in_play(study, round, *previous, in_play);
        done = bench_answer_round(opinions, round, in_play, *previous, ratings) &&
               bench_folder_round(options->path, study, ratings, previous);
    }
    free(in_play);
    delphi_ratings_free(ratings);
    return done;
}

static bool make_rounds(const bench_options *options, delphi_study *study) {
    delphi_result *previous = NULL;
    bench_opinions *opinions = bench_opinions_new(study, options);
    bool done = opinions != NULL;
    for (int round = 1; done && round <= options->rounds; round++)
        done = make_round(options, study, opinions, round, &previous);
    delphi_result_free(previous);
    bench_opinions_free(opinions);
    return done;
}

int bench_make_study(const bench_options *options) {
    char *texts[3] = {text_by(write_protocol, options), text_by(write_indicators, options),
                      text_by(write_panel, options)};
    delphi_study *study = NULL;
    if (texts[0] && texts[1] && texts[2])
        study = bench_folder_begin(options->path, (const char *const *)texts);
    bool done = study && make_rounds(options, study);
    delphi_study_free(study);
    for (int t = 0; t < 3; t++)
        free(texts[t]);
    return done ? 0 : 1;
}
