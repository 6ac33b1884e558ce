/* SPDX-License-Identifier: GPL-3.0-or-later */
/* `delphi rules`: the presets, with their words and their source. */
#include "cli/catalogue.h"

static bool preset(size_t place, cli_entry *out) {
    size_t count;
    const delphi_preset *presets = delphi_presets(&count);
    if (place >= count)
        return false;
    *out = (cli_entry){.name = presets[place].name, .title = presets[place].text};
    return true;
}

static const cli_shelf shelves[] = {{.id = "presets", .in_rules = true, .entry = preset}};
static const cli_catalogue catalogue = {"rules", "preset", "in words", shelves, 1};

static delphi_status run(cli_call *call) {
    if (call->values.argument_count == 0)
        return cli_catalogue_list(&catalogue, &call->terminal);
    size_t shelf, place, count;
    delphi_status status = cli_catalogue_find(&catalogue, call->values.arguments[0], &shelf, &place);
    if (status != DELPHI_OK)
        return status;
    const delphi_preset *found = &delphi_presets(&count)[place];
    printf("%s\n", found->name);
    cli_print_paragraph(&call->terminal, found->text, 2);
    putchar('\n');
    cli_catalogue_say(&call->terminal, "keep", found->keep ? found->keep : "(no rule)");
    cli_catalogue_say(&call->terminal, "drop", found->drop ? found->drop : "(no rule)");
    putchar('\n');
    cli_catalogue_say(&call->terminal, "source", found->source);
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
