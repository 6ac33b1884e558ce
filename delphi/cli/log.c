/* SPDX-License-Identifier: GPL-3.0-or-later */
/* `delphi log`: the ledger, and whether its chain is whole. */
#include "cli/study.h"
#include "cli/table.h"

static delphi_status print_entries(const cli_call *call, const delphi_ledger *ledger) {
    static const cli_column columns[] = {
        {.heading = "line", .right = true}, {.heading = "time"}, {.heading = "act"}, {.heading = "by"},
        {.heading = "what", .wrap = true},
    };
    cli_table *table = cli_table_new(&call->terminal, columns, sizeof columns / sizeof *columns);
    for (size_t i = 0; i < delphi_ledger_count(ledger); i++) {
        const delphi_ledger_entry *entry = delphi_ledger_get(ledger, i);
        cli_table_add(table, CLI_PLAIN, "%ld", entry->number);
        cli_table_add(table, CLI_PLAIN, "%s", entry->time);
        cli_table_add(table, CLI_BOLD, "%s", entry->act);
        cli_table_add(table, CLI_PLAIN, "%s", entry->by);
        cli_table_add(table, CLI_PLAIN, "%s%s%s", entry->text, *entry->why ? "; why: " : "", entry->why);
    }
    return cli_table_print(table, 0);
}

static delphi_status verify(cli_call *call, const delphi_ledger *ledger) {
    size_t count = delphi_ledger_count(ledger);
    delphi_status status = delphi_ledger_verify(ledger, call->problems);
    if (status == DELPHI_OK)
        printf("%s: %zu line%s, the chain is whole and the files are as recorded\n", call->values.arguments[0], count,
               cli_plural(count));
    else
        printf("%s: %zu line%s, NOT as recorded\n", call->values.arguments[0], count, cli_plural(count));
    return status;
}

static delphi_status run(cli_call *call) {
    delphi_ledger *ledger = NULL;
    delphi_status status = delphi_ledger_read(call->values.arguments[0], &ledger, call->problems);
    if (status != DELPHI_OK)
        return status;
    if (call->values.verify)
        status = verify(call, ledger);
    else if (delphi_ledger_count(ledger) > 0)
        status = print_entries(call, ledger);
    else
        printf("%s: the ledger is empty\n", call->values.arguments[0]);
    delphi_ledger_free(ledger);
    return status;
}

static const cli_option options[] = {
    {"verify", 0, CLI_FLAG, NULL, "check the chain and the files it records", offsetof(cli_values, verify)},
    CLI_OPTION_END,
};

const cli_command cli_command_log = {
    .name = "log",
    .arguments = "STUDY",
    .about = "prints or verifies the ledger",
    .details = "Prints the ledger: who did what, when. Each line carries the SHA-256 of the line before it; "
               "--verify finds altered, missing and reordered lines, the last one included (ledger.sha256 "
               "seals it), and files that are missing or not as recorded.",
    .examples = {"delphi log kernset", "delphi log kernset --verify"},
    .least = 1,
    .most = 1,
    .options = options,
    .run = run,
};
