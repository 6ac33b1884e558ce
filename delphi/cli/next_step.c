/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What to do next, from where a study stands. */
#include "cli/answers.h"
#include "cli/decisions.h"
#include "cli/study.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* Sheets that were written elsewhere (`-o`) are not known of; then the advice is to ingest once the first are back. */
static bool has_sheets(const char *study, int round) {
    char *path = NULL;
    bool found = asprintf(&path, "%s/out/round-%d/sheets", study, round) >= 0 && access(path, F_OK) == 0;
    free(path);
    return found;
}

/* A round that nobody has answered yet was most likely not sent out, unless its sheets are there. */
static const char *in_open_round(const cli_standing *s) {
    const delphi_response *response = &s->result->response;
    if (s->result->kind == DELPHI_KIND_MEETING)
        return cli_count_ballots(s->result) < s->result->outcome_count ? "ingest" : "close";
    if (!s->study->protocol.scan.on && response->responded == 0 && !has_sheets(s->path, s->round))
        return "sheets";
    return response->complete < response->invited ? "ingest" : "close";
}

const char *cli_next_command(const cli_standing *s) {
    static const char *const commands[] = {
        [CLI_NOT_STARTED] = "open", [CLI_BETWEEN_ROUNDS] = "open", [CLI_FINISHED] = "report"};
    if (s->state == CLI_ROUND_OPEN)
        return in_open_round(s);
    return cli_first_stale(s->folder) ? "recompute" : commands[s->state];
}

/* "12 of 40 have answered, 10 completely; or close the round" */
static void print_ingest(const cli_standing *s) {
    const delphi_response *response = &s->result->response;
    bool again = delphi_folder_round_state(s->folder, s->round) == DELPHI_ROUND_REOPENED;
    char why[160], part[48] = "";
    if (response->complete == 0)
        snprintf(part, sizeof part, ", nobody completely");
    else if (response->complete < response->responded)
        snprintf(part, sizeof part, ", %u completely", response->complete);
    snprintf(why, sizeof why, "%u of %u have answered%s; or close the round%s", response->responded, response->invited,
             part, again ? " again" : "");
    if (response->responded == 0)
        snprintf(why, sizeof why, "nobody of %u has answered yet", response->invited);
    cli_print_next("ingest", s->path, again ? "FILE... --correct --why TEXT" : "FILE...", why);
}

static void print_in_open_round(const cli_standing *s) {
    char why[120];
    uint32_t invited = s->result->response.invited;
    if (s->result->kind == DELPHI_KIND_MEETING) {
        bool all = strcmp(s->next, "close") == 0;
        cli_print_next(s->next, s->path, all ? "" : "ballots.csv", all ? "all were voted on" : CLI_WHY_BALLOTS);
    } else if (strcmp(s->next, "ingest") == 0) {
        print_ingest(s);
    } else if (strcmp(s->next, "sheets") == 0) {
        cli_print_next("sheets", s->path, "", CLI_WHY_SHEETS);
    } else {
        snprintf(why, sizeof why, "all %u have answered", invited);
        cli_print_next("close", s->path, "", why);
    }
}

void cli_print_next_step(const cli_standing *s) {
    int stale = s->state == CLI_ROUND_OPEN ? 0 : cli_first_stale(s->folder);
    putchar('\n');
    if (stale)
        cli_print_next_stale(s->path, s->folder, stale);
    else if (s->state == CLI_ROUND_OPEN)
        print_in_open_round(s);
    else if (s->state == CLI_FINISHED)
        cli_print_next("report", s->path, s->study->protocol.scan.on ? "" : "--final", "the study is done");
    else
        cli_print_next("open", s->path, "", "");
}
