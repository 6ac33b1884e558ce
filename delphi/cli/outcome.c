/* SPDX-License-Identifier: GPL-3.0-or-later */
/* All that a round came to, one table and its notes below each other. */
#include "cli/decisions.h"

typedef delphi_status (*printer)(const cli_terminal *terminal, const delphi_result *result);

static delphi_status print_all(const printer *printers, size_t count, const cli_terminal *terminal,
                               const delphi_result *result) {
    delphi_status status = DELPHI_OK;
    for (size_t i = 0; i < count && status == DELPHI_OK; i++)
        status = printers[i](terminal, result);
    return status;
}

delphi_status cli_print_outcome(const cli_call *call, const delphi_folder *folder, const delphi_result *result,
                                const char *before_counts) {
    static const printer first[] = {cli_print_decisions, cli_print_ranking, cli_print_unresolved};
    static const printer rest[] = {cli_print_selection, cli_print_topics, cli_print_advice};
    delphi_status status = print_all(first, sizeof first / sizeof *first, &call->terminal, result);
    if (status != DELPHI_OK)
        return status;
    printf("\n%s", before_counts);
    cli_print_counts(&call->terminal, result);
    putchar('\n');
    status = print_all(rest, sizeof rest / sizeof *rest, &call->terminal, result);
    return status != DELPHI_OK ? status : cli_print_after_round(call->values.arguments[0], folder, result);
}
