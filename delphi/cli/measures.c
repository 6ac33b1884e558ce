/* SPDX-License-Identifier: GPL-3.0-or-later */
/* `delphi measures`: every measure that the engine knows, from its own tables. */
#include "cli/measures.h"

static void show(const cli_terminal *terminal, const cli_shelf *shelf, size_t place) {
    cli_entry measure;
    if (!shelf->entry(place, &measure))
        return;
    printf("%s: %s\n", measure.name, measure.title);
    cli_print_paragraph(terminal, measure.definition, 2);
    cli_catalogue_say(terminal, "where", shelf->heading);
    if (shelf->more)
        shelf->more(terminal, place);
    cli_catalogue_say(terminal, "reading", measure.reading);
    cli_catalogue_say(terminal, "source", measure.source);
}

static delphi_status run(cli_call *call) {
    size_t shelf, place;
    if (call->values.argument_count == 0)
        return call->values.json ? cli_print_measures_json(NULL, 0)
                                 : cli_catalogue_list(&cli_measure_tables, &call->terminal);
    delphi_status status = cli_catalogue_find(&cli_measure_tables, call->values.arguments[0], &shelf, &place);
    if (status != DELPHI_OK)
        return status;
    if (call->values.json)
        return cli_print_measures_json(&cli_measure_tables.shelves[shelf], place);
    show(&call->terminal, &cli_measure_tables.shelves[shelf], place);
    return DELPHI_OK;
}

static const cli_option options[] = {CLI_OPTION_JSON, CLI_OPTION_END};

const cli_command cli_command_measures = {
    .name = "measures",
    .arguments = "[NAME]",
    .about = "the measures, and which of them a rule may use",
    .details = "Lists every measure by the name that it has in results (and, where it is of one indicator, in rules), "
               "or shows one with its definition, its reading and its source.",
    .examples = {"delphi measures", "delphi measures disagreement"},
    .least = 0,
    .most = 1,
    .options = options,
    .run = run,
};
