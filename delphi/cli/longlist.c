/* SPDX-License-Identifier: GPL-3.0-or-later */
/* `delphi longlist`: from what was found in the literature to the indicators of round 1, counted. */
#include "cli/study.h"
#include "cli/table.h"

static const char *title_of(const delphi_text *text, const delphi_study *study, const char *id) {
    const char *title = delphi_text_in(text, study->protocol.language);
    return *title ? title : id;
}

static void add_step(cli_table *table, const char *step, uint32_t count, cli_style style) {
    cli_table_add(table, style, "%s", step);
    cli_table_add(table, style, "%u", count);
}

static void add_reasons(cli_table *table, const delphi_study *study, delphi_longlist_stage stage) {
    const delphi_longlist *list = study->longlist;
    for (size_t i = 0; i < list->reason_count; i++)
        if (delphi_longlist_excluded(list, stage, i) > 0) {
            cli_table_add(table, CLI_FAINT, "  %s", title_of(&list->reasons[i].title, study, list->reasons[i].id));
            cli_table_add(table, CLI_FAINT, "%u", delphi_longlist_excluded(list, stage, i));
        }
}

/* The flow from top to bottom, what left with its reasons. */
static delphi_status print_flow(const cli_terminal *terminal, const delphi_study *study) {
    static const cli_column columns[] = {{.heading = "", .elastic = true}, {.heading = "candidates", .right = true}};
    delphi_longlist_counts counts = delphi_longlist_count(study->longlist, DELPHI_NONE);
    cli_table *table = cli_table_new(terminal, columns, 2);
    add_step(table, "identified", counts.identified, CLI_BOLD);
    add_step(table, "duplicates removed", counts.duplicates, CLI_PLAIN);
    add_step(table, "screened", counts.screened, CLI_BOLD);
    add_step(table, "left out on screening", counts.excluded_screening, CLI_PLAIN);
    add_reasons(table, study, DELPHI_STAGE_SCREENING);
    if (counts.excluded_assessment > 0) {
        add_step(table, "assessed", counts.assessed, CLI_BOLD);
        add_step(table, "left out on assessment", counts.excluded_assessment, CLI_PLAIN);
        add_reasons(table, study, DELPHI_STAGE_ASSESSMENT);
    }
    add_step(table, "included", counts.included, CLI_BOLD);
    return cli_table_print(table, 0);
}

static delphi_status print_sources(const cli_terminal *terminal, const delphi_study *study) {
    static const cli_column columns[] = {
        {.heading = "source", .elastic = true},   {.heading = "identified", .right = true},
        {.heading = "duplicates", .right = true}, {.heading = "left out", .right = true},
        {.heading = "included", .right = true},
    };
    const delphi_longlist *list = study->longlist;
    cli_table *table = cli_table_new(terminal, columns, sizeof columns / sizeof *columns);
    for (size_t i = 0; i < list->source_count; i++) {
        delphi_longlist_counts counts = delphi_longlist_count(list, i);
        cli_table_add(table, CLI_PLAIN, "%s", title_of(&list->sources[i].title, study, list->sources[i].id));
        cli_table_add(table, CLI_PLAIN, "%u", counts.identified);
        cli_table_add(table, CLI_PLAIN, "%u", counts.duplicates);
        cli_table_add(table, CLI_PLAIN, "%u", counts.excluded_screening + counts.excluded_assessment);
        cli_table_add(table, CLI_PLAIN, "%u", counts.included);
    }
    return cli_table_print(table, 0);
}

static void print_end(const delphi_study *study) {
    const delphi_longlist *list = study->longlist;
    delphi_longlist_counts counts = delphi_longlist_count(list, DELPHI_NONE);
    printf("\n%u candidate%s became %u indicator%s", counts.included, cli_plural(counts.included), counts.indicators,
           cli_plural(counts.indicators));
    if (list->added_count > 0)
        printf("; beside the longlist %zu %s added:", list->added_count, list->added_count == 1 ? "was" : "were");
    for (size_t i = 0; i < list->added_count; i++) {
        const char *why = study->protocol.longlist.added[i].why;
        printf("%s%s%s%s%s", i ? ", " : " ", study->indicators[list->added[i]].id, *why ? " (" : "", why,
               *why ? ")" : "");
    }
    printf(".\n");
}

static delphi_status print_tables(const cli_terminal *terminal, const delphi_study *study) {
    printf("%s\n", cli_study_title(study));
    printf("Longlist: %zu candidate%s from %zu source%s\n\n", study->longlist->count,
           cli_plural(study->longlist->count), study->longlist->source_count,
           cli_plural(study->longlist->source_count));
    delphi_status status = print_flow(terminal, study);
    putchar('\n');
    if (status == DELPHI_OK)
        status = print_sources(terminal, study);
    if (status == DELPHI_OK)
        print_end(study);
    return status;
}

static delphi_status print_data(const cli_values *values, const delphi_study *study) {
    delphi_buffer out = {0};
    delphi_csv_dialect dialect = values->dialect ? DELPHI_CSV_EXCEL_NL : DELPHI_CSV_RFC4180;
    delphi_status status =
        values->json ? delphi_export_longlist_json(study, &out) : delphi_export_longlist_csv(study, dialect, &out);
    if (status == DELPHI_OK && out.data)
        fwrite(out.data, 1, out.size, stdout);
    delphi_buffer_free(&out);
    return status;
}

static delphi_status run(cli_call *call) {
    const cli_values *values = &call->values;
    delphi_folder *folder = NULL;
    if (values->json && (values->csv || values->dialect))
        return cli_error(DELPHI_ERR_USAGE, "longlist: --json and --csv do not go together");
    delphi_status status = cli_open_folder(call, DELPHI_FOLDER_READ, &folder);
    const delphi_study *study = status == DELPHI_OK ? delphi_folder_study(folder) : NULL;
    if (study && !study->longlist)
        status = cli_error(DELPHI_ERR_STATE,
                           "%s: there is no longlist.csv (id,source,found_in,topic,text,duplicate_of,excluded,reason,"
                           "indicator)",
                           values->arguments[0]);
    else if (study && (values->json || values->csv || values->dialect))
        status = print_data(values, study);
    else if (study)
        status = print_tables(&call->terminal, study);
    delphi_folder_free(folder);
    return status;
}

static const cli_option options[] = {
    CLI_OPTION_JSON,
    CLI_OPTION_CSV,
    CLI_OPTION_CSV_DIALECT,
    CLI_OPTION_END,
};

const cli_command cli_command_longlist = {
    .name = "longlist",
    .arguments = "STUDY",
    .about = "from the longlist to round 1, counted",
    .details = "Counts the candidates of longlist.csv as the flow diagram of PRISMA 2020 does: identified in each "
               "source, duplicates removed, screened, left out with the reason, included, and which indicators these "
               "became. The report draws the diagram; `delphi check` finds what does not fit.",
    .examples = {"delphi longlist kernset", "delphi longlist kernset --csv > flow.csv"},
    .least = 1,
    .most = 1,
    .options = options,
    .run = run,
};
