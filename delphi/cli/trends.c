/* SPDX-License-Identifier: GPL-3.0-or-later */
/* `delphi trends`: how the indicators that a study chose went over the years. */
#include "cli/study.h"
#include "cli/trends_table.h"

#include <stdlib.h>

static delphi_status check_values(const cli_values *v) {
    int ways = v->json + (v->csv || v->dialect) + v->dry_run + (v->output || v->html);
    if (ways > 1)
        return cli_error(DELPHI_ERR_USAGE, "trends: --json, --csv, --dry-run and writing a file (--output, --html) do "
                                           "not go together");
    return DELPHI_OK;
}

static void print_buffer(delphi_buffer *out) {
    if (out->data)
        fwrite(out->data, 1, out->size, stdout);
    delphi_buffer_free(out);
}

static delphi_status print_data(const cli_values *values, const delphi_trends *trends) {
    delphi_buffer out = {0};
    delphi_csv_dialect dialect = values->dialect ? DELPHI_CSV_EXCEL_NL : DELPHI_CSV_RFC4180;
    delphi_status status =
        values->json ? delphi_export_trends_json(trends, &out) : delphi_export_trends_csv(trends, dialect, &out);
    if (status != DELPHI_OK)
        out.size = 0;
    print_buffer(&out);
    return status;
}

static delphi_status write_file(cli_call *call, const delphi_trends *trends) {
    const cli_values *values = &call->values;
    char *usual = NULL;
    delphi_status status = DELPHI_OK;
    if (!values->output)
        status = cli_out_path(values->arguments[0], 0, "trends.html", &usual);
    if (status != DELPHI_OK)
        return status;
    const char *path = values->output ? values->output : usual;
    delphi_language language = cli_language(values, trends->study->protocol.language);
    status = values->html ? delphi_export_trends_page(trends, language, path, call->problems)
                          : delphi_export_trends(trends, language, path, call->problems);
    if (status == DELPHI_OK)
        printf("%s\n", path);
    free(usual);
    return status;
}

static void note_state(const delphi_folder *folder, const delphi_trends *trends) {
    int stale = cli_first_stale(folder);
    if (!trends->last->last_round)
        cli_note("the study is not done: this is the set after round %d of %zu", trends->last->round,
                 trends->study->protocol.round_count);
    if (stale)
        cli_note("round %d is stale: round %d was re-opened after it; this is the set as it comes out now", stale,
                 delphi_folder_stale(folder, stale));
}

static delphi_status show(cli_call *call, const delphi_folder *folder, const delphi_trends *trends) {
    const cli_values *values = &call->values;
    note_state(folder, trends);
    if (values->json || values->csv || values->dialect)
        return print_data(values, trends);
    if (values->output || values->html)
        return write_file(call, trends);
    return cli_print_trends(call, trends);
}

static delphi_status run(cli_call *call) {
    delphi_folder *folder = NULL;
    const delphi_trends *trends = NULL;
    delphi_buffer map = {0};
    delphi_trends_options options = {.map = call->values.map, .map_used = &map};
    delphi_status status = check_values(&call->values);
    if (status == DELPHI_OK)
        status = cli_open_folder(call, DELPHI_FOLDER_READ, &folder);
    if (status == DELPHI_OK)
        status = delphi_folder_trends(folder, call->values.arguments[1], &options, &trends, call->problems);
    if (call->values.dry_run)
        print_buffer(&map);
    else if (status == DELPHI_OK)
        status = show(call, folder, trends);
    delphi_buffer_free(&map);
    delphi_folder_free(folder);
    return status;
}

static const cli_option options[] = {
    {"output", 'o', CLI_TEXT, "FILE", "writes a workbook with small multiples there", offsetof(cli_values, output)},
    {"html", 0, CLI_FLAG, NULL, "one page for a browser (else in STUDY/out/final)", offsetof(cli_values, html)},
    CLI_OPTION_LANG("language of the workbook or page (else the study's)"),
    CLI_OPTION_JSON,
    CLI_OPTION_CSV,
    CLI_OPTION_CSV_DIALECT,
    {"map", 'm', CLI_TEXT, "FILE", "which column is what (column,field)", offsetof(cli_values, map)},
    {"dry-run", 0, CLI_FLAG, NULL, "print the columns map that would be used", offsetof(cli_values, dry_run)},
    CLI_OPTION_END,
};

const cli_command cli_command_trends = {
    .name = "trends",
    .arguments = "STUDY VALUES.csv",
    .about = "how the chosen indicators went over the years",
    .details =
        "Reads a table of values (indicator, region, year, value; note and break where there are any) and tells "
        "for the indicators that the study kept, and for them alone, level, change, Theil and Sen's slope with its 95% "
        "interval, the test of Mann and Kendall, and whether that is better or worse by the column polarity of "
        "indicators.csv. An empty value is a missing one; a break says that a series starts anew in that year. "
        "Headings in English or Dutch map themselves; for others --dry-run prints a map to edit and use with --map.",
    .examples = {"delphi trends kernset values.csv",
                 "delphi trends kernset values.csv --html --lang en -o trends.html"},
    .least = 2,
    .most = 2,
    .options = options,
    .run = run,
};
