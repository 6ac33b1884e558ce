/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Two levels below the table of decisions: indicators that were left out with their topic, and topics that are kept
 * while no indicator measures them, which is a result of its own. */
#include "cli/decisions.h"

#include <stdlib.h>

static void write_ids(FILE *out, const delphi_result *result) {
    const char *before = "";
    for (size_t i = 0; i < result->topic_count; i++) {
        if (!result->topics[i].without_indicator)
            continue;
        fprintf(out, "%s%s", before, result->study->indicators[result->topics[i].item].id);
        before = ", ";
    }
}

static size_t count_without(const delphi_result *result) {
    size_t count = 0;
    for (size_t i = 0; i < result->topic_count; i++)
        count += result->topics[i].without_indicator;
    return count;
}

delphi_status cli_print_topics(const cli_terminal *terminal, const delphi_result *result) {
    static const char label[] = "Topics kept without an indicator: ";
    uint32_t left_out = result->flow[result->round - 1].left_out;
    if (left_out)
        printf("Left out with their topic: %u %s\n", left_out,
               delphi_level_count_name(DELPHI_LEVEL_INDICATOR, left_out));
    if (!count_without(result))
        return DELPHI_OK;
    char *text = NULL;
    size_t size = 0;
    FILE *out = open_memstream(&text, &size);
    if (!out)
        return DELPHI_ERR_MEMORY;
    write_ids(out, result);
    bool good = fclose(out) == 0 && text;
    if (good) {
        printf("%s", label);
        cli_print_after(terminal, text, sizeof label - 1);
    }
    free(text);
    return good ? DELPHI_OK : DELPHI_ERR_MEMORY;
}
