/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a report costs once the numbers are there: `reports STUDY [RUNS]`.
 *
 * Reads the study and has its last round's results and appraisal made, once and outside of the figures; then writes the
 * round report RUNS times (31 where nothing is said, after three that warm up) and prints for each language the median
 * and the shortest time of the document that workbook and page share, and of each with it. */
#include <delphi/export.h>
#include <delphi/manager.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "export/parts.h"

enum { WARM_UP = 3, RUNS = 31, RUNS_MAX = 1000, ROUNDS_MAX = 64 };

static double now(void) {
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
}

static int compare(const void *a, const void *b) {
    double x = *(const double *)a, y = *(const double *)b;
    return x < y ? -1 : x > y;
}

static void print_times(const char *what, delphi_language language, double *times, int runs) {
    qsort(times, (size_t)runs, sizeof *times, compare);
    printf("%s %-8s median %6.1f ms, shortest %6.1f ms\n", language == DELPHI_NL ? "nl" : "en", what,
           1e3 * times[runs / 2], 1e3 * times[0]);
}

/* The document alone, then the workbook with it, then the page with it. */
static delphi_status measure(const delphi_report_order *order, const char *path, int runs, delphi_problems *problems) {
    double documents[RUNS_MAX], books[RUNS_MAX], pages[RUNS_MAX];
    for (int run = -WARM_UP; run < runs; run++) {
        double start = now();
        document_free(parts_write(order));
        double between = now();
        delphi_status status = delphi_export_report(order, path, problems);
        double book = now();
        delphi_buffer page = {0};
        if (!status)
            status = delphi_export_report_html(order, &page);
        delphi_buffer_free(&page);
        if (status)
            return status;
        if (run >= 0) {
            documents[run] = between - start;
            books[run] = book - between;
            pages[run] = now() - book;
        }
    }
    print_times("document", order->language, documents, runs);
    print_times("workbook", order->language, books, runs);
    print_times("page", order->language, pages, runs);
    return DELPHI_OK;
}

static delphi_status measure_study(delphi_folder *folder, int runs, delphi_problems *problems) {
    const delphi_result *rounds[ROUNDS_MAX];
    char path[] = "/tmp/delphi-report-XXXXXX";
    int count = delphi_folder_closed(folder);
    delphi_status status = count < 1 || count > ROUNDS_MAX ? DELPHI_ERR_STATE : DELPHI_OK;
    for (int i = 0; i < count && !status; i++)
        status = i + 1 < count ? delphi_folder_result(folder, i + 1, &rounds[i], problems)
                               : delphi_folder_appraisal(folder, i + 1, &rounds[i], problems);
    int fd = status ? -1 : mkstemp(path);
    if (fd < 0)
        return status ? status : DELPHI_ERR_IO;
    close(fd);
    for (delphi_language l = 0; l < DELPHI_LANGUAGE_COUNT && !status; l++) {
        delphi_report_order order = {.rounds = rounds, .round_count = (size_t)count, .language = l};
        status = measure(&order, path, runs, problems);
    }
    unlink(path);
    return status;
}

int main(int argc, char **argv) {
    int runs = argc > 2 ? (int)strtol(argv[2], NULL, 10) : RUNS;
    delphi_problems *problems = delphi_problems_new();
    delphi_folder *folder = NULL;
    if (argc < 2 || runs < 1 || runs > RUNS_MAX || !problems) {
        fputs("usage: reports STUDY [RUNS]\n", stderr);
        return 2;
    }
    delphi_status status = delphi_folder_open(argv[1], DELPHI_FOLDER_READ, &folder, problems);
    if (!status)
        status = measure_study(folder, runs, problems);
    for (size_t i = 0; i < delphi_problems_kept(problems); i++)
        fprintf(stderr, "reports: %s\n", delphi_problems_get(problems, i)->message);
    delphi_folder_free(folder);
    delphi_problems_free(problems);
    return status ? 1 : 0;
}
