/* SPDX-License-Identifier: GPL-3.0-or-later */
/* `delphi recompute`: every closed round anew from its ratings, against the results that were committed. */
#include "cli/junit.h"
#include "cli/study.h"

#include <stdlib.h>
#include <string.h>

/* The lines that tell the differences, indented. */
static void print_details(const char *details) {
    while (*details) {
        size_t size = strcspn(details, "\n");
        printf("  %.*s\n", (int)size, details);
        details += size + (details[size] == '\n');
    }
}

static bool differs(const delphi_recomputed *round) {
    return !round->same_bytes && !round->only_engine;
}

static void print_round(const char *study, const delphi_recomputed *round, bool check) {
    printf("%s round %d: ", study, round->round);
    if (round->same_bytes)
        printf("same\n");
    else if (round->only_engine)
        printf("same, but for the engine's version\n");
    else if (round->moved > 0)
        printf("MOVED: %zu decision%s%s\n", round->moved, cli_plural(round->moved), check ? "" : ", rewritten");
    else
        printf("DIFFERS: no decision moved%s\n", check ? "" : ", rewritten");
    print_details(round->details ? round->details : "");
}

static void tell_junit(cli_junit *junit, const char *study, const delphi_recomputed *round) {
    char name[32], message[64];
    snprintf(name, sizeof name, "round %d", round->round);
    if (round->moved)
        snprintf(message, sizeof message, "%zu decision%s moved", round->moved, cli_plural(round->moved));
    else
        snprintf(message, sizeof message, "differs, and no decision moved");
    cli_junit_test(junit, study, name, differs(round) ? "failure" : NULL, message, round->details);
}

static delphi_status recompute_folder(const cli_call *call, const char *study, delphi_folder *folder, cli_junit *junit,
                                      delphi_problems *problems) {
    bool check = call->values.check, different = false;
    const delphi_recomputed *rounds = NULL;
    size_t count = 0;
    delphi_status status = delphi_folder_recompute(folder, check, call->values.by, &rounds, &count, problems);
    if (status != DELPHI_OK)
        return status;
    int next = (int)count + 1;
    if (delphi_folder_round_state(folder, next) == DELPHI_ROUND_REOPENED)
        printf("%s round %d: open again; it and the rounds after it are not recomputed\n", study, next);
    else if (count == 0)
        printf("%s: no round has been closed\n", study);
    for (size_t i = 0; i < count; i++) {
        print_round(study, &rounds[i], check);
        if (junit)
            tell_junit(junit, study, &rounds[i]);
        different = different || differs(&rounds[i]);
    }
    return check && different ? DELPHI_ERR_INPUT : DELPHI_OK;
}

/* A study that cannot be read is an error of its suite. */
static void tell_problems(cli_junit *junit, const char *study, const delphi_problems *problems) {
    char *text = NULL, line[2048];
    size_t size = 0;
    FILE *out = open_memstream(&text, &size);
    for (size_t i = 0; out && i < delphi_problems_kept(problems); i++) {
        delphi_error_format(delphi_problems_get(problems, i), line, sizeof line);
        fprintf(out, "%s\n", line);
    }
    if (out && fclose(out) == 0)
        cli_junit_test(junit, study, "study", "error", "the study cannot be recomputed", text);
    free(text);
}

/* One study with a list of problems of its own: one that is broken does not stop the others. */
static delphi_status recompute_one(const cli_call *call, const char *study, cli_junit *junit) {
    delphi_problems *problems = delphi_problems_new();
    if (!problems || (junit && !cli_junit_suite(junit))) {
        delphi_problems_free(problems);
        return DELPHI_ERR_MEMORY;
    }
    delphi_folder *folder = NULL;
    delphi_folder_mode mode = call->values.check ? DELPHI_FOLDER_READ : DELPHI_FOLDER_WRITE;
    delphi_status status = delphi_folder_open(study, mode, &folder, problems);
    if (status == DELPHI_OK)
        status = recompute_folder(call, study, folder, junit, problems);
    delphi_folder_free(folder);
    fflush(stdout);
    if (junit && delphi_problems_errors(problems) > 0)
        tell_problems(junit, study, problems);
    if (junit)
        cli_junit_end_suite(junit, study);
    cli_print_problems(problems);
    delphi_problems_free(problems);
    return status;
}

static delphi_status run(cli_call *call) {
    delphi_status worst = DELPHI_OK;
    cli_junit junit = {0}, *told = call->values.junit ? &junit : NULL;
    if (told && !cli_junit_start(told))
        return DELPHI_ERR_MEMORY;
    for (size_t i = 0; i < call->values.argument_count; i++) {
        delphi_status status = recompute_one(call, call->values.arguments[i], told);
        worst = status > worst ? status : worst;
    }
    delphi_status written = told ? cli_junit_write(told, call->values.junit) : DELPHI_OK;
    cli_junit_free(&junit);
    return written > worst ? written : worst;
}

static const cli_option options[] = {
    {"check", 'c', CLI_FLAG, NULL, "write nothing; exit 1 where anything differs", offsetof(cli_values, check)},
    {"junit", 0, CLI_TEXT, "FILE", "write what was found as JUnit's XML, which a CI shows",
     offsetof(cli_values, junit)},
    CLI_OPTION_BY,
    CLI_OPTION_END,
};

const cli_command cli_command_recompute = {
    .name = "recompute",
    .arguments = "STUDY...",
    .about = "recomputes every closed round",
    .details = "Computes every closed round anew from its ratings and compares it, byte for byte, with its "
               "results.json. Where they differ, the file is replaced and the ledger says so; with --check "
               "nothing is written and the decisions that moved are listed.",
    .examples = {"delphi recompute --check rounds/*/", "delphi recompute kernset --by facilitator-1"},
    .least = 1,
    .most = SIZE_MAX,
    .options = options,
    .run = run,
};
