/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Two threads analyse two studies at once, round by round, and one of them writes its report; built with
 * ThreadSanitizer: `threads STUDY STUDY`. */
#include <delphi/delphi.h>

#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>

static void *analyse(void *path) {
    delphi_problems *problems = delphi_problems_new();
    delphi_folder *folder = NULL;
    delphi_status status = delphi_folder_open(path, DELPHI_FOLDER_READ, &folder, problems);
    const delphi_result *rounds[16] = {NULL};
    int count = status ? 0 : delphi_folder_closed(folder);
    for (int round = 1; round <= count && round <= 16 && !status; round++)
        status = delphi_folder_appraisal(folder, round, &rounds[round - 1], problems);
    delphi_buffer page = {0};
    delphi_report_order order = {.rounds = rounds, .round_count = (size_t)count, .language = DELPHI_NL};
    if (!status && count > 0)
        status = delphi_export_report_html(&order, &page);
    bool sound = !status && page.size > 0;
    delphi_buffer_free(&page);
    delphi_folder_free(folder);
    delphi_problems_free(problems);
    return sound ? path : NULL;
}

int main(int argc, char **argv) {
    pthread_t threads[2];
    void *sound[2] = {NULL};
    if (argc != 3)
        return 2;
    for (int i = 0; i < 2; i++)
        if (pthread_create(&threads[i], NULL, analyse, argv[1 + i]) != 0)
            return 3;
    for (int i = 0; i < 2; i++)
        pthread_join(threads[i], &sound[i]);
    printf("%d\n", (sound[0] != NULL) + (sound[1] != NULL));
    return sound[0] && sound[1] ? EXIT_SUCCESS : EXIT_FAILURE;
}
