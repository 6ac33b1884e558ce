/* SPDX-License-Identifier: GPL-3.0-or-later */
/* `delphi init`: a study folder to begin from. */
#include "cli/study.h"

static delphi_status run(cli_call *call) {
    const cli_values *values = &call->values;
    const char *study = values->arguments[0];
    const char *template_name = values->template_name ? values->template_name : "kernset";
    delphi_language language = cli_language(values, DELPHI_EN);
    delphi_status status = delphi_folder_init(study, template_name, language, values->by, call->problems);
    if (status != DELPHI_OK)
        return status;
    printf("Made %s from the template '%s'.\n"
           "Now write your own study.json, indicators.csv and panel.csv in it.\n",
           study, template_name);
    cli_print_next("check", study, "", "then open the first round");
    return DELPHI_OK;
}

static const cli_option options[] = {
    {"template", 't', CLI_TEXT, "NAME", "kernset, ram, comet or scan (else kernset)",
     offsetof(cli_values, template_name)},
    CLI_OPTION_LANG("language of the study's own texts (else en)"),
    CLI_OPTION_BY,
    CLI_OPTION_END,
};

const cli_command cli_command_init = {
    .name = "init",
    .arguments = "STUDY",
    .about = "makes a study folder to begin from",
    .details = "Makes the folder STUDY with a valid protocol (study.json), an example list of indicators "
               "(indicators.csv) and an example panel (panel.csv). Nothing that exists is overwritten.",
    .examples = {"delphi init kernset", "delphi init pijnstudie --template ram --lang nl"},
    .least = 1,
    .most = 1,
    .options = options,
    .run = run,
};
