/* SPDX-License-Identifier: GPL-3.0-or-later */
/* `delphi rules`: the presets, with their words and their source. */
#include "cli/study.h"
#include "cli/table.h"

static delphi_status list_presets(const cli_call *call) {
    static const cli_column columns[] = {{.heading = "preset"}, {.heading = "in words", .wrap = true}};
    size_t count;
    const delphi_preset *presets = delphi_presets(&count);
    cli_table *table = cli_table_new(&call->terminal, columns, sizeof columns / sizeof *columns);
    for (size_t i = 0; i < count; i++) {
        cli_table_add(table, CLI_BOLD, "%s", presets[i].name);
        cli_table_add(table, CLI_PLAIN, "%s", presets[i].text);
    }
    return cli_table_print(table, 0);
}

static delphi_status unknown_preset(const char *name) {
    const char *names[64];
    size_t count;
    const delphi_preset *presets = delphi_presets(&count);
    count = count < 64 ? count : 64;
    for (size_t i = 0; i < count; i++)
        names[i] = presets[i].name;
    const char *near = cli_nearest(name, names, count);
    if (near)
        return cli_error(DELPHI_ERR_USAGE, "rules: there is no preset '%s': did you mean '%s'?", name, near);
    return cli_error(DELPHI_ERR_USAGE, "rules: there is no preset '%s': 'delphi rules' lists them", name);
}

static delphi_status run(cli_call *call) {
    if (call->values.argument_count == 0)
        return list_presets(call);
    const delphi_preset *preset = delphi_preset_find(call->values.arguments[0]);
    if (!preset)
        return unknown_preset(call->values.arguments[0]);
    printf("%s\n", preset->name);
    cli_print_paragraph(&call->terminal, preset->text, 2);
    printf("\nkeep\n");
    cli_print_paragraph(&call->terminal, preset->keep ? preset->keep : "(no rule)", 2);
    printf("drop\n");
    cli_print_paragraph(&call->terminal, preset->drop ? preset->drop : "(no rule)", 2);
    printf("\nsource\n");
    cli_print_paragraph(&call->terminal, preset->source, 2);
    return DELPHI_OK;
}

static const cli_option options[] = {CLI_OPTION_END};

const cli_command cli_command_rules = {
    .name = "rules",
    .arguments = "[NAME]",
    .about = "the rules from the literature, by name",
    .details = "Lists the rules that a protocol can use by name (\"rules\": {\"preset\": NAME}), or shows one "
               "with its text, its keep and drop rule, and its source.",
    .examples = {"delphi rules", "delphi rules comet-70-15"},
    .least = 0,
    .most = 1,
    .options = options,
    .run = run,
};
