/* SPDX-License-Identifier: GPL-3.0-or-later */
/* `delphi measures`: the measures that rules may use, from the engine's own table. */
#include "cli/study.h"
#include "cli/table.h"

static delphi_status list_measures(const cli_call *call) {
    static const cli_column columns[] = {{.heading = "measure"}, {.heading = "what it is", .wrap = true}};
    size_t count;
    const delphi_measure *measures = delphi_measures(&count);
    cli_table *table = cli_table_new(&call->terminal, columns, sizeof columns / sizeof *columns);
    for (size_t i = 0; i < count; i++) {
        cli_table_add(table, CLI_BOLD, "%s", measures[i].name);
        cli_table_add(table, CLI_PLAIN, "%s", measures[i].title);
    }
    return cli_table_print(table, 0);
}

static delphi_status unknown_measure(const char *name) {
    const char *names[128];
    size_t count;
    const delphi_measure *measures = delphi_measures(&count);
    count = count < 128 ? count : 128;
    for (size_t i = 0; i < count; i++)
        names[i] = measures[i].name;
    const char *near = cli_nearest(name, names, count);
    if (near)
        return cli_error(DELPHI_ERR_USAGE, "measures: there is no measure '%s': did you mean '%s'?", name, near);
    return cli_error(DELPHI_ERR_USAGE, "measures: there is no measure '%s': 'delphi measures' lists them", name);
}

static delphi_status run(cli_call *call) {
    static const char *const kinds[] = {
        [DELPHI_MEASURE_TRUTH] = "yes or no; stands alone in a rule",
        [DELPHI_MEASURE_RATIONAL] = "an exact fraction; compared exactly",
        [DELPHI_MEASURE_REAL] = "a real number; compared as a double",
    };
    static const char *const scales[] = {
        [DELPHI_SCALE_ANY] = "",
        [DELPHI_SCALE_THREE_POINTS] = "three points or more",
        [DELPHI_SCALE_1_TO_9] = "1 to 9 only",
    };
    if (call->values.argument_count == 0)
        return list_measures(call);
    size_t place = delphi_measure_find(call->values.arguments[0]), count;
    if (place == DELPHI_NONE)
        return unknown_measure(call->values.arguments[0]);
    const delphi_measure *measure = &delphi_measures(&count)[place];
    printf("%s: %s\n", measure->name, measure->title);
    cli_print_paragraph(&call->terminal, measure->definition, 2);
    printf("value\n  %s\n", kinds[measure->kind]);
    if (*scales[measure->scale])
        printf("scale\n  %s; undefined on any other\n", scales[measure->scale]);
    if (*measure->reading) {
        printf("reading\n");
        cli_print_paragraph(&call->terminal, measure->reading, 2);
    }
    if (*measure->source) {
        printf("source\n");
        cli_print_paragraph(&call->terminal, measure->source, 2);
    }
    return DELPHI_OK;
}

static const cli_option options[] = {CLI_OPTION_END};

const cli_command cli_command_measures = {
    .name = "measures",
    .arguments = "[NAME]",
    .about = "the measures that a rule may use",
    .details = "Lists the measures of an indicator, by the name that they have in rules and results, or shows "
               "one with its definition and source.",
    .examples = {"delphi measures", "delphi measures disagreement"},
    .least = 0,
    .most = 1,
    .options = options,
    .run = run,
};
