/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the commands on one study share. */
#include "cli/study.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static bool has_protocol(const char *study) {
    char *path = NULL;
    bool found = asprintf(&path, "%s/study.json", study) < 0 || access(path, F_OK) == 0;
    free(path);
    return found;
}

/* A file of the folder was named, as completion in a shell does. */
static bool is_protocol(const char *study) {
    const char *slash = strrchr(study, '/');
    return strcmp(slash ? slash + 1 : study, "study.json") == 0;
}

static void note_no_study(const char *study) {
    if (is_protocol(study))
        cli_note("a study is named by its folder, not by the file in it: %.*s",
                 strchr(study, '/') ? (int)(strrchr(study, '/') - study) : 1, strchr(study, '/') ? study : ".");
    else
        cli_note("%s is not a study folder: it has no study.json. 'delphi init' makes a new one", study);
}

delphi_status cli_open_folder(cli_call *call, delphi_folder_mode mode, delphi_folder **out) {
    const char *study = call->values.arguments[0];
    delphi_status status = delphi_folder_open(study, mode, out, call->problems);
    if (status == DELPHI_ERR_IO && !has_protocol(study))
        note_no_study(study);
    return status;
}

static delphi_status choose_round(const cli_call *call, const delphi_folder *folder, int *round) {
    const char *study = call->values.arguments[0];
    int opened = delphi_folder_opened(folder), closed = delphi_folder_closed(folder);
    if (opened == 0)
        return cli_error(DELPHI_ERR_STATE,
                         "%s: no round has been opened yet, so there are no results: begin with 'delphi open'", study);
    *round = call->values.round;
    if (*round == 0)
        *round = closed > 0 ? closed : 1;
    if (*round <= opened)
        return DELPHI_OK;
    return cli_error(DELPHI_ERR_STATE, "%s: round %d has not been opened: the last one is round %d", study, *round,
                     opened);
}

static void note_state(const delphi_folder *folder, int round) {
    delphi_round_state state = delphi_folder_round_state(folder, round);
    int stale = delphi_folder_stale(folder, round);
    if (state == DELPHI_ROUND_REOPENED)
        cli_note("round %d is open again: this is a preview", round);
    else if (state == DELPHI_ROUND_OPEN)
        cli_note("round %d is still open: this is a preview", round);
    if (stale)
        cli_note("round %d is stale: round %d was re-opened after it; this is what it comes to now", round, stale);
}

static delphi_status round_result(cli_call *call, delphi_folder *folder, bool appraised, const delphi_result **out) {
    int round = 0;
    delphi_status status = choose_round(call, folder, &round);
    if (status == DELPHI_OK)
        status = appraised ? delphi_folder_appraisal(folder, round, out, call->problems)
                           : delphi_folder_result(folder, round, out, call->problems);
    if (status == DELPHI_OK)
        note_state(folder, round);
    return status;
}

delphi_status cli_round_result(cli_call *call, delphi_folder *folder, const delphi_result **out) {
    return round_result(call, folder, true, out);
}

delphi_status cli_round_decisions(cli_call *call, delphi_folder *folder, const delphi_result **out) {
    return round_result(call, folder, false, out);
}

const char *cli_study_title(const delphi_study *study) {
    const char *title = delphi_text_in(&study->protocol.title, study->protocol.language);
    return *title ? title : study->protocol.id;
}

const char *cli_plural(size_t count) {
    return count == 1 ? "" : "s";
}

/* Characters that a shell takes as they are; other alphabets' letters (bytes above 127) too. */
static bool is_plain(const char *path) {
    for (const char *p = path; *p; p++) {
        bool letter = (*p >= 'a' && *p <= 'z') || (*p >= 'A' && *p <= 'Z') || (*p >= '0' && *p <= '9');
        if (!letter && (unsigned char)*p < 0x80 && !strchr("_-./+:,@%=", *p))
            return false;
    }
    return *path != '\0';
}

char *cli_quoted(const char *path) {
    if (is_plain(path))
        return strdup(path);
    char *text = malloc(4 * strlen(path) + 3);
    if (!text)
        return NULL;
    char *out = text;
    *out++ = '\'';
    for (const char *p = path; *p; p++) {
        if (*p == '\'')
            out = stpcpy(out, "'\\'"); /* leaves the quotes, writes one; the next line comes back into them */
        *out++ = *p;
    }
    memcpy(out, "'", 2);
    return text;
}

void cli_print_next(const char *verb, const char *study, const char *rest, const char *why) {
    char *quoted = cli_quoted(study);
    printf("Next: delphi %s %s%s%s", verb, quoted ? quoted : study, *rest ? " " : "", rest);
    if (*why)
        printf("  (%s)", why);
    putchar('\n');
    free(quoted);
}

int cli_first_stale(const delphi_folder *folder) {
    for (int round = 1; round <= delphi_folder_closed(folder); round++)
        if (delphi_folder_stale(folder, round))
            return round;
    return 0;
}

void cli_print_next_stale(const char *study, const delphi_folder *folder, int round) {
    char why[160];
    snprintf(why, sizeof why, "round %d is stale, round %d was re-opened after it; or `delphi reopen --round %d`",
             round, delphi_folder_stale(folder, round), round);
    cli_print_next("recompute", study, "", why);
}

delphi_status cli_make_folders(char *path) {
    for (char *p = strchr(path + 1, '/'); p; p = strchr(p + 1, '/')) {
        *p = '\0';
        bool failed = mkdir(path, 0777) != 0 && errno != EEXIST;
        int why = errno;
        if (failed)
            cli_error(DELPHI_ERR_IO, "%s: the folder cannot be made: %s", path, strerror(why));
        *p = '/';
        if (failed)
            return DELPHI_ERR_IO;
    }
    return DELPHI_OK;
}

delphi_status cli_out_path(const char *study, int round, const char *name, char **out) {
    size_t size = strlen(study);
    while (size > 1 && study[size - 1] == '/')
        size--;
    char *path = NULL, place[32] = "final";
    if (round != CLI_FINAL)
        snprintf(place, sizeof place, "round-%d", round);
    if (asprintf(&path, "%.*s/out/%s/%s", (int)size, study, place, name) < 0)
        return DELPHI_ERR_MEMORY;
    delphi_status status = cli_make_folders(path);
    if (status == DELPHI_OK)
        *out = path;
    else
        free(path);
    return status;
}
