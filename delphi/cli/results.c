/* SPDX-License-Identifier: GPL-3.0-or-later */
/* `delphi results`: a round's decisions as a table, or everything as tidy CSV or JSON. */
#include "cli/decisions.h"
#include "cli/scan.h"
#include "cli/study.h"

typedef enum { FORMAT_TABLE = 1, FORMAT_CSV, FORMAT_JSON } format;

static delphi_status print_export(const delphi_result *result, format chosen, int dialect) {
    delphi_buffer out = {0};
    delphi_status status = chosen == FORMAT_JSON
                               ? delphi_export_json(result, &out)
                               : delphi_export_csv(result, dialect ? DELPHI_CSV_EXCEL_NL : DELPHI_CSV_RFC4180, &out);
    if (status == DELPHI_OK && out.data)
        fwrite(out.data, 1, out.size, stdout);
    delphi_buffer_free(&out);
    return status;
}

static delphi_status check_values(const cli_values *values) {
    if (values->dialect && values->format && values->format != FORMAT_CSV)
        return cli_error(DELPHI_ERR_USAGE, "results: --csv is a dialect of --format csv");
    if (values->explain && (values->format > FORMAT_TABLE || values->dialect))
        return cli_error(DELPHI_ERR_USAGE, "results: --explain and --format do not go together");
    return DELPHI_OK;
}

static delphi_status print_result(cli_call *call, const delphi_folder *folder, const delphi_result *result) {
    const cli_values *values = &call->values;
    format chosen = values->dialect ? FORMAT_CSV : values->format ? (format)values->format : FORMAT_TABLE;
    if (values->explain && result->scan)
        return cli_refuse_scan(call, result->study);
    if (values->explain)
        return cli_explain(call, result, values->explain);
    if (chosen == FORMAT_TABLE && result->scan)
        return cli_print_blocks(&call->terminal, result);
    if (chosen == FORMAT_TABLE)
        return cli_print_outcome(call, folder, result, "");
    return print_export(result, chosen, values->dialect);
}

static delphi_status run(cli_call *call) {
    delphi_folder *folder = NULL;
    const delphi_result *result = NULL;
    delphi_status status = check_values(&call->values);
    if (status == DELPHI_OK)
        status = cli_open_folder(call, DELPHI_FOLDER_READ, &folder);
    if (status == DELPHI_OK)
        status = cli_round_result(call, folder, &result);
    if (status == DELPHI_OK)
        status = print_result(call, folder, result);
    delphi_folder_free(folder);
    return status;
}

static const cli_option options[] = {
    CLI_OPTION_ROUND,
    {"format", 'f', CLI_CHOICE, "table|csv|json", "how to print it (else table)", offsetof(cli_values, format)},
    {"csv", 0, CLI_CHOICE, "excel-nl", "CSV that a Dutch Excel opens by double-click", offsetof(cli_values, dialect)},
    {"explain", 'e', CLI_TEXT, "ID", "each clause of the rules for one indicator", offsetof(cli_values, explain)},
    CLI_OPTION_END,
};

const cli_command cli_command_results = {
    .name = "results",
    .arguments = "STUDY",
    .about = "prints a round's decisions and measures",
    .details = "Prints a round's decisions as a table, or every measure as tidy CSV or JSON. Percentages "
               "in the table are cut, not rounded: 74.9% never reads as 75%.",
    .examples = {"delphi results kernset --explain I07", "delphi results kernset --round 1 --format csv > round-1.csv"},
    .least = 1,
    .most = 1,
    .options = options,
    .run = run,
};
