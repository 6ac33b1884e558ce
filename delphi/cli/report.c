/* SPDX-License-Identifier: GPL-3.0-or-later */
/* `delphi report`: the round report as a workbook. */
#include "cli/study.h"

#include <stdlib.h>

static delphi_status write_report(cli_call *call, const delphi_result *result) {
    const cli_values *values = &call->values;
    delphi_language language = result->study->protocol.language;
    if (values->language > 0)
        language = values->language == 1 ? DELPHI_NL : DELPHI_EN;
    char *usual = NULL;
    if (!values->output) {
        delphi_status status = cli_out_path(values->arguments[0], result->round, "report.xlsx", &usual);
        if (status != DELPHI_OK)
            return status;
    }
    const char *path = values->output ? values->output : usual;
    delphi_status status = delphi_export_report(result, language, path, call->problems);
    if (status == DELPHI_OK)
        printf("%s\n", path);
    free(usual);
    return status;
}

static delphi_status run(cli_call *call) {
    delphi_folder *folder = NULL;
    const delphi_result *result = NULL;
    delphi_status status = cli_open_folder(call, DELPHI_FOLDER_READ, &folder);
    if (status == DELPHI_OK)
        status = cli_round_result(call, folder, &result);
    if (status == DELPHI_OK)
        status = write_report(call, result);
    delphi_folder_free(folder);
    return status;
}

static const cli_option options[] = {
    CLI_OPTION_ROUND,
    {"output", 'o', CLI_TEXT, "FILE", "where to write (else STUDY/out/round-N/report.xlsx)",
     offsetof(cli_values, output)},
    {"lang", 'l', CLI_CHOICE, "nl|en", "language of the report (else the study's)", offsetof(cli_values, language)},
    CLI_OPTION_END,
};

const cli_command cli_command_report = {
    .name = "report",
    .arguments = "STUDY",
    .about = "writes the round report (xlsx)",
    .details = "Writes the round report as a workbook and prints where it is. The same input gives the "
               "same bytes.",
    .examples = {"delphi report kernset", "delphi report kernset --round 1 --lang en -o round-1.xlsx"},
    .least = 1,
    .most = 1,
    .options = options,
    .run = run,
};
