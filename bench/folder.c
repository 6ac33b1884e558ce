/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Writes a made study as a folder: the texts are read by the library's own readers, and the results are the engine's.
 */
#include "generate.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

void bench_print_problems(const delphi_problems *problems) {
    char text[2048];
    for (size_t i = 0; i < delphi_problems_kept(problems); i++) {
        delphi_error_format(delphi_problems_get(problems, i), text, sizeof text);
        fprintf(stderr, "generate: %s\n", text);
    }
}

static bool write_file(const char *folder, const char *name, const char *bytes, size_t size) {
    char path[4096];
    snprintf(path, sizeof path, "%s/%s", folder, name);
    FILE *file = fopen(path, "wb");
    bool done = file && fwrite(bytes, 1, size, file) == size;
    if (file && fclose(file) != 0)
        done = false;
    if (!done)
        fprintf(stderr, "generate: %s: %s\n", path, strerror(errno));
    return done;
}

static bool make_folder(const char *path) {
    if (mkdir(path, 0777) == 0 || errno == EEXIST)
        return true;
    fprintf(stderr, "generate: %s: %s\n", path, strerror(errno));
    return false;
}

static const struct {
    const char *name;
    delphi_status (*read)(delphi_study *, const char *, const char *, size_t, delphi_problems *);
} parts[3] = {
    {"study.json", delphi_read_protocol},
    {"indicators.csv", delphi_read_indicators},
    {"panel.csv", delphi_read_panel},
};

delphi_study *bench_folder_begin(const char *path, const char *const texts[3]) {
    delphi_problems *problems = delphi_problems_new();
    delphi_study *study = delphi_study_new();
    bool done = problems && study && make_folder(path);
    for (int p = 0; done && p < 3; p++) {
        size_t size = strlen(texts[p]);
        done = parts[p].read(study, parts[p].name, texts[p], size, problems) == DELPHI_OK &&
               write_file(path, parts[p].name, texts[p], size);
    }
    if (problems)
        bench_print_problems(problems);
    delphi_problems_free(problems);
    if (done)
        return study;
    delphi_study_free(study);
    return NULL;
}

/* The ratings go out as text and come back in, so that the study holds what any reader of the folder will see. */
static bool write_and_read(const char *path, delphi_study *study, const delphi_ratings *ratings,
                           delphi_problems *problems) {
    char name[64];
    delphi_buffer text = {0};
    snprintf(name, sizeof name, "round-%d/ratings.csv", ratings->round);
    bool done = delphi_write_ratings(study, ratings, &text) == DELPHI_OK &&
                write_file(path, name, text.data, text.size) &&
                delphi_read_ratings(study, ratings->round, name, text.data, text.size, problems) == DELPHI_OK;
    delphi_buffer_free(&text);
    return done;
}

static bool write_results(const char *path, const delphi_result *result) {
    char name[64];
    delphi_buffer text = {0};
    snprintf(name, sizeof name, "round-%d/results.json", result->round);
    bool done = delphi_export_json(result, &text) == DELPHI_OK && write_file(path, name, text.data, text.size);
    delphi_buffer_free(&text);
    return done;
}

bool bench_folder_round(const char *path, delphi_study *study, const delphi_ratings *ratings,
                        delphi_result **previous) {
    char folder[4096];
    delphi_result *result = NULL;
    delphi_problems *problems = delphi_problems_new();
    snprintf(folder, sizeof folder, "%s/round-%d", path, ratings->round);
    bool done = problems && make_folder(folder) && write_and_read(path, study, ratings, problems) &&
                delphi_analyse(study, ratings->round, *previous, &result, problems) == DELPHI_OK &&
                delphi_appraise(result, *previous) == DELPHI_OK && write_results(path, result);
    if (problems)
        bench_print_problems(problems);
    delphi_problems_free(problems);
    if (!done) {
        delphi_result_free(result);
        return false;
    }
    delphi_result_free(*previous);
    *previous = result;
    return true;
}
