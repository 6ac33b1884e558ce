/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One study recomputed, and what it came to, copied. */
#include "cli/recomputed.h"

#include "cli/study.h"

#include <stdlib.h>
#include <string.h>

static bool differs(const cli_recomputed_round *round) {
    return !round->same_bytes && !round->only_engine;
}

static delphi_status copy_rounds(const delphi_recomputed *rounds, size_t count, cli_recomputed *out) {
    out->rounds = calloc(count + 1, sizeof *out->rounds);
    for (; out->rounds && out->round_count < count; out->round_count++) {
        const delphi_recomputed *from = &rounds[out->round_count];
        char *details = strdup(from->details ? from->details : "");
        if (!details)
            return DELPHI_ERR_MEMORY;
        out->rounds[out->round_count] =
            (cli_recomputed_round){from->round, from->same_bytes, from->only_engine, from->moved, details};
    }
    return out->rounds ? DELPHI_OK : DELPHI_ERR_MEMORY;
}

static delphi_status recompute_folder(delphi_folder *folder, bool check, const char *by, cli_recomputed *out,
                                      delphi_problems *problems) {
    const delphi_recomputed *rounds = NULL;
    size_t count = 0;
    delphi_status status = delphi_folder_recompute(folder, check, by, &rounds, &count, problems);
    if (status != DELPHI_OK)
        return status;
    int next = (int)count + 1;
    if (delphi_folder_round_state(folder, next) == DELPHI_ROUND_REOPENED)
        out->reopened = next;
    status = copy_rounds(rounds, count, out);
    out->computed = status == DELPHI_OK;
    for (size_t i = 0; check && i < out->round_count && status == DELPHI_OK; i++)
        status = differs(&out->rounds[i]) ? DELPHI_ERR_INPUT : DELPHI_OK;
    return status;
}

static bool copy_problems(const delphi_problems *problems, cli_recomputed *out) {
    size_t kept = delphi_problems_kept(problems), errors = 0;
    out->problems = calloc(kept + 1, sizeof *out->problems);
    for (; out->problems && out->problem_count < kept; out->problem_count++) {
        const delphi_error *error = delphi_problems_get(problems, out->problem_count);
        char text[sizeof error->file + sizeof error->pointer + sizeof error->message + 64];
        delphi_error_format(error, text, sizeof text);
        char *copy = strdup(text);
        if (!copy)
            return false;
        out->problems[out->problem_count] = (cli_recomputed_problem){error->severity, copy};
        errors += error->severity == DELPHI_ERROR;
    }
    out->more = delphi_problems_errors(problems) - errors;
    return out->problems != NULL;
}

bool cli_recomputed_make(const char *study, size_t place, bool check, const char *by, cli_recomputed *out) {
    *out = (cli_recomputed){.study = strdup(study), .place = place};
    /* A list of problems of its own: a study that is broken does not stop the others. */
    delphi_problems *problems = delphi_problems_new();
    delphi_folder *folder = NULL;
    bool good = out->study && problems;
    if (good) {
        delphi_folder_mode mode = check ? DELPHI_FOLDER_READ : DELPHI_FOLDER_WRITE;
        out->status = delphi_folder_open(study, mode, &folder, problems);
        if (out->status == DELPHI_OK)
            out->status = recompute_folder(folder, check, by, out, problems);
        good = copy_problems(problems, out);
    }
    delphi_folder_free(folder);
    delphi_problems_free(problems);
    if (!good)
        cli_recomputed_free(out);
    return good;
}

void cli_recomputed_free(cli_recomputed *study) {
    for (size_t i = 0; i < study->round_count; i++)
        free(study->rounds[i].details);
    for (size_t i = 0; i < study->problem_count; i++)
        free(study->problems[i].text);
    free(study->rounds);
    free(study->problems);
    free(study->study);
    *study = (cli_recomputed){0};
}

/* ---- told ---- */

/* The lines that tell the differences, indented. */
static void print_details(const char *details) {
    while (*details) {
        size_t size = strcspn(details, "\n");
        printf("  %.*s\n", (int)size, details);
        details += size + (details[size] == '\n');
    }
}

static void print_round(const char *study, const cli_recomputed_round *round, bool check) {
    printf("%s round %d: ", study, round->round);
    if (round->same_bytes)
        printf("same\n");
    else if (round->only_engine)
        printf("same, but for the engine's version\n");
    else if (round->moved > 0)
        printf("MOVED: %zu decision%s%s\n", round->moved, cli_plural(round->moved), check ? "" : ", rewritten");
    else
        printf("DIFFERS: no decision moved%s\n", check ? "" : ", rewritten");
    print_details(round->details);
}

static void print_text(const cli_recomputed *study, bool check) {
    if (study->computed && study->reopened)
        printf("%s round %d: open again; it and the rounds after it are not recomputed\n", study->study,
               study->reopened);
    else if (study->computed && study->round_count == 0)
        printf("%s: no round has been closed\n", study->study);
    for (size_t i = 0; i < study->round_count; i++)
        print_round(study->study, &study->rounds[i], check);
    fflush(stdout);
    for (size_t i = 0; i < study->problem_count; i++)
        cli_print_problem(study->problems[i].severity, study->problems[i].text);
    cli_print_more_problems(study->more);
}

static void tell_round(cli_junit *junit, const char *study, const cli_recomputed_round *round) {
    char name[32], message[64];
    snprintf(name, sizeof name, "round %d", round->round);
    if (round->moved)
        snprintf(message, sizeof message, "%zu decision%s moved", round->moved, cli_plural(round->moved));
    else
        snprintf(message, sizeof message, "differs, and no decision moved");
    cli_junit_test(junit, study, name, differs(round) ? "failure" : NULL, message, round->details);
}

/* A study that cannot be read is an error of its suite. */
static bool tell_problems(cli_junit *junit, const cli_recomputed *study) {
    char *text = NULL;
    size_t size = 0, errors = study->more;
    FILE *out = open_memstream(&text, &size);
    for (size_t i = 0; out && i < study->problem_count; i++) {
        fprintf(out, "%s\n", study->problems[i].text);
        errors += study->problems[i].severity == DELPHI_ERROR;
    }
    bool good = out && fclose(out) == 0;
    if (good && errors > 0)
        cli_junit_test(junit, study->study, "study", "error", "the study cannot be recomputed", text);
    free(text);
    return good;
}

bool cli_recomputed_tell(const cli_recomputed *study, bool check, cli_junit *junit) {
    print_text(study, check);
    if (!junit)
        return true;
    if (!cli_junit_suite(junit))
        return false;
    for (size_t i = 0; i < study->round_count; i++)
        tell_round(junit, study->study, &study->rounds[i]);
    bool good = tell_problems(junit, study);
    cli_junit_end_suite(junit, study->study);
    return good;
}
