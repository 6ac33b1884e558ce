/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A small real study for tests of the folder: three indicators, six experts, two rounds. Any step that fails aborts the
 * test. */
#ifndef TESTS_STUDY_KIT_H
#define TESTS_STUDY_KIT_H

#include "scratch.h"

#include <delphi/delphi.h>

/* 2026-01-02T03:04:05Z, so that ledgers have the same bytes in every run. */
#define KIT_EPOCH "1767323045"
#define KIT_TIME  "2026-01-02T03:04:05Z"

#define KIT_STUDY(more)                                                                                                \
    "{\"format\": \"delphi-study/1\", \"id\": \"kit\", \"language\": \"en\", \"scale\": {\"min\": 1, \"max\": 9},\n"   \
    " \"bands\": {\"low\": [1, 3], \"high\": [7, 9]}, \"criteria\": [{\"id\": \"relevance\"}], \"min_ratings\": 3,\n"  \
    " \"rules\": {\"keep\": \"median >= 7\", \"drop\": \"median <= 3\"}, " more                                        \
    "\"rounds\": [{\"id\": 1}, {\"id\": 2}]}\n"

#define KIT_HEADING "expert,indicator,criterion,rating,comment\n"
/* I01 is kept, I02 dropped, I03 rated again. */
#define KIT_EXPORT_1 KIT_HEADING "P1,I01,relevance,7,\nP1,I02,relevance,2,\nP1,I03,relevance,5,\n"
#define KIT_EXPORT_2                                                                                                   \
    KIT_HEADING "P2,I01,relevance,8,good\nP2,I02,relevance,3,\nP2,I03,relevance,5,\n"                                  \
                "P3,I01,relevance,9,\nP3,I02,relevance,1,\nP3,I03,relevance,?,\nP4,I03,relevance,6,\n"
#define KIT_EXPORT_ROUND_2 KIT_HEADING "P1,I03,relevance,8,\nP2,I03,relevance,7,\nP3,I03,relevance,7,\n"

#define KIT_CORRECTIONS                                                                                                \
    KIT_HEADING "P1,I01,relevance,6,\nP1,I02,relevance,2,\nP2,I01,relevance,8,\"better, now\"\nP5,I01,relevance,9,\n"

static inline void kit_write_study(const char *root, const char *study) {
    scratch_write(root, "study.json", study);
    scratch_write(root, "indicators.csv", "id,text\nI01,First\nI02,Second\nI03,Third\n");
    scratch_write(root, "panel.csv", "expert\nP1\nP2\nP3\nP4\nP5\nP6\n");
}

/* A folder ROOT/study, made by hand: it has no ledger. ROOT/a.csv and others are exports for it. */
static inline char *kit_new_with(const char *study) {
    setenv("SOURCE_DATE_EPOCH", KIT_EPOCH, 1);
    unsetenv("DELPHI_OPERATOR");
    char *root = scratch_new();
    scratch_mkdir(root, "study");
    char *folder = base_path_join(root, "study");
    kit_write_study(folder, study);
    scratch_write(root, "a.csv", KIT_EXPORT_1);
    scratch_write(root, "b.csv", KIT_EXPORT_2);
    scratch_write(root, "c.csv", KIT_EXPORT_ROUND_2);
    scratch_write(root, "d.csv", KIT_CORRECTIONS);
    free(root);
    return folder;
}

static inline char *kit_new(void) {
    return kit_new_with(KIT_STUDY(""));
}

/* Removes the folder and what stands beside it. */
static inline void kit_remove(char *folder) {
    *strrchr(folder, '/') = '\0';
    scratch_remove(folder);
}

/* A path beside the study folder, to be freed. */
static inline char *kit_beside(const char *folder, const char *name) {
    char up[300];
    snprintf(up, sizeof up, "../%s", name);
    return base_path_join(folder, up);
}

static inline delphi_folder *kit_open(const char *folder, delphi_folder_mode mode) {
    delphi_problems *problems = delphi_problems_new();
    delphi_folder *out = NULL;
    delphi_status status = delphi_folder_open(folder, mode, &out, problems);
    cr_assert_eq(status, DELPHI_OK, "%s",
                 delphi_problems_kept(problems) ? delphi_problems_get(problems, 0)->message : "");
    delphi_problems_free(problems);
    return out;
}

typedef enum {
    KIT_OPEN,
    KIT_INGEST_A,
    KIT_INGEST_B,
    KIT_INGEST_C,
    KIT_CLOSE,
    KIT_RECOMPUTE,
    KIT_REOPEN,   /* round 1 */
    KIT_CORRECT,  /* d.csv: two answers differ from a.csv and b.csv, two are the same, one is new */
    KIT_OVERRIDE, /* I03 of round 1 is kept */
} kit_act;

static inline delphi_status kit_ingest(delphi_folder *folder, const char *name, const delphi_ingest_options *options,
                                       delphi_problems *problems) {
    char *file = kit_beside(delphi_folder_path(folder), name);
    const char *files[] = {file};
    delphi_status status = delphi_folder_ingest(folder, files, 1, options, NULL, NULL, problems);
    free(file);
    return status;
}

/* One act on a folder that is open to be written. */
static inline delphi_status kit_do_on(delphi_folder *folder, kit_act act, delphi_problems *problems) {
    static const char *const files[] = {[KIT_INGEST_A] = "a.csv", [KIT_INGEST_B] = "b.csv", [KIT_INGEST_C] = "c.csv"};
    const delphi_recomputed *rounds;
    size_t count;
    static const delphi_ingest_options correct = {.correct = true, .why = "typing errors"};
    const delphi_decision keep = DELPHI_KEEP;
    switch (act) {
    case KIT_OPEN:
        return delphi_folder_open_round(folder, "anna", problems);
    case KIT_CLOSE:
        return delphi_folder_close_round(folder, NULL, NULL, problems);
    case KIT_RECOMPUTE:
        return delphi_folder_recompute(folder, false, NULL, &rounds, &count, problems);
    case KIT_REOPEN:
        return delphi_folder_reopen_round(folder, 1, "two codes were swapped", "anna", problems);
    case KIT_CORRECT:
        return kit_ingest(folder, "d.csv", &correct, problems);
    case KIT_OVERRIDE:
        return delphi_folder_override(folder, 1, "I03", &keep, "required by law", "anna", problems);
    default:
        return kit_ingest(folder, files[act], NULL, problems);
    }
}

/* One act as a command does it: opens the folder, acts, closes it. `problems` may be NULL. */
static inline delphi_status kit_do(const char *folder, kit_act act, delphi_problems *problems) {
    delphi_problems *own = problems ? NULL : delphi_problems_new();
    delphi_problems *used = problems ? problems : own;
    delphi_folder *open;
    delphi_status status = delphi_folder_open(folder, DELPHI_FOLDER_WRITE, &open, used);
    if (!status) {
        status = kit_do_on(open, act, used);
        delphi_folder_free(open);
    }
    delphi_problems_free(own);
    return status;
}

/* delphi_folder_check() where only the outcome matters. */
static inline delphi_status kit_check(const char *folder) {
    delphi_problems *problems = delphi_problems_new();
    delphi_status status = delphi_folder_check(folder, problems);
    delphi_problems_free(problems);
    return status;
}

static inline delphi_status kit_init(const char *folder) {
    delphi_problems *problems = delphi_problems_new();
    delphi_status status = delphi_folder_init(folder, "ram", DELPHI_EN, NULL, problems);
    delphi_problems_free(problems);
    return status;
}

/* The first `count` acts of a study's life. */
static inline void kit_live(const char *folder, size_t count) {
    static const kit_act life[] = {KIT_OPEN, KIT_INGEST_A, KIT_INGEST_B, KIT_CLOSE, KIT_OPEN, KIT_INGEST_C, KIT_CLOSE};
    for (size_t i = 0; i < count && i < sizeof life / sizeof *life; i++) {
        delphi_problems *problems = delphi_problems_new();
        delphi_status status = kit_do(folder, life[i], problems);
        cr_assert_eq(status, DELPHI_OK, "act %zu: %s", i,
                     delphi_problems_kept(problems) ? delphi_problems_get(problems, 0)->message : "");
        delphi_problems_free(problems);
    }
}

/* Is there a problem of this severity at a file that ends in `file`, whose message holds `words`? */
static inline bool kit_has(const delphi_problems *problems, delphi_severity severity, const char *file,
                           const char *words) {
    for (size_t i = 0; i < delphi_problems_kept(problems); i++) {
        const delphi_error *e = delphi_problems_get(problems, i);
        size_t have = strlen(e->file), want = strlen(file);
        if (e->severity == severity && have >= want && strcmp(e->file + have - want, file) == 0 &&
            strstr(e->message, words))
            return true;
    }
    return false;
}

/* All problems as one text, for the message of a test; freed by the caller. */
static inline char *kit_words(const delphi_problems *problems) {
    delphi_buffer out = {0};
    char line[2048];
    for (size_t i = 0; i < delphi_problems_kept(problems); i++) {
        delphi_error_format(delphi_problems_get(problems, i), line, sizeof line);
        base_buffer_format(&out, "\n  %s", line);
    }
    return out.data ? out.data : strdup("");
}

#endif
