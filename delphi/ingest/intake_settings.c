/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How files are to be read: what a person says beside the columns map. */
#include "ingest/dialect.h"

#include <string.h>

#include "base/text.h"
#include "ingest/words.h"

static delphi_status find_format(delphi_intake *intake, const char *name, delphi_problems *problems) {
    const char *names[32];
    const ingest_dialect *dialect;
    size_t count = 0;
    for (; count < sizeof names / sizeof *names && (dialect = dialect_at(count)); count++) {
        names[count] = dialect->name;
        if (strcmp(dialect->name, name) == 0)
            intake->settings.format = dialect;
    }
    if (intake->settings.format)
        return DELPHI_OK;
    return base_problem(problems, DELPHI_ERR_USAGE, (base_place){0}, "--format: unknown format %s%s",
                        ingest_quote(name, strlen(name)).text, ingest_choices(name, strlen(name), names, count).text);
}

/* "COLUMN=VALUE", cut at the last `=` that has something on both sides. */
static delphi_status read_only(delphi_intake *intake, const char *only, delphi_problems *problems) {
    const char *equals = strrchr(only, '=');
    if (!equals || equals == only || !equals[1])
        return base_problem(problems, DELPHI_ERR_USAGE, (base_place){0},
                            "--only: write COLUMN=VALUE, such as redcap_event_name=round_2_arm_1");
    size_t size;
    intake->settings.only_column = intake_fold(intake->arena, only, (size_t)(equals - only), &size);
    intake->settings.only_value = intake_fold(intake->arena, equals + 1, strlen(equals + 1), &size);
    return intake->settings.only_column && intake->settings.only_value ? DELPHI_OK : base_no_memory(problems);
}

delphi_status delphi_intake_set(delphi_intake *intake, const delphi_intake_settings *settings,
                                delphi_problems *problems) {
    delphi_status status = DELPHI_OK;
    intake->settings.format = NULL;
    intake->settings.only_column = intake->settings.only_value = NULL;
    intake->settings.complete_only = settings->complete_only;
    intake->settings.keeps_rows = settings->keep_rows;
    if (settings->format)
        status = find_format(intake, settings->format, problems);
    if (status == DELPHI_OK && settings->only)
        status = read_only(intake, settings->only, problems);
    return status;
}
