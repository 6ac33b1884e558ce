/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the commands on one study share: opening its folder, choosing a round, naming it in advice. */
#ifndef CLI_STUDY_H
#define CLI_STUDY_H

#include "cli/command.h"

/* The folder that the call names first. */
delphi_status cli_open_folder(cli_call *call, delphi_folder_mode mode, delphi_folder **out);
/* The result of --round, else of the last closed round, else (with a note) a preview of the open one. */
delphi_status cli_round_result(cli_call *call, delphi_folder *folder, const delphi_result **out);

/* The same without what delphi_appraise() adds: for decisions alone. */
delphi_status cli_round_decisions(cli_call *call, delphi_folder *folder, const delphi_result **out);

/* The study's title in its own language. */
const char *cli_study_title(const delphi_study *study);
/* "s" where there is not exactly one. */
const char *cli_plural(size_t count);

/* The first closed round that is stale and can be recomputed now; 0 where there is none. */
int cli_first_stale(const delphi_folder *folder);
/* "Next: delphi recompute STUDY", and what else can be done about the stale round. */
void cli_print_next_stale(const char *study, const delphi_folder *folder, int round);

/* A path as it can be typed into a shell again. Freed by the caller; NULL when out of memory. */
char *cli_quoted(const char *path);
/* Makes the folders above a file. */
delphi_status cli_make_folders(char *path);
/* STUDY/out/round-N/NAME, or STUDY/out/final/NAME for CLI_FINAL, the folders above it made. Freed by the caller. */
#define CLI_FINAL 0
delphi_status cli_out_path(const char *study, int round, const char *name, char **out);
/* Why `sheets` comes after `open`. */
#define CLI_WHY_BALLOTS "after the meeting: indicator,present,for,against,abstain,note"
#define CLI_WHY_SHEETS  "a form for each expert; or 'delphi ingest', where a survey tool asks them"
/* "Next: delphi VERB STUDY REST", with the reason where there is one. */
void cli_print_next(const char *verb, const char *study, const char *rest, const char *why);

#endif
