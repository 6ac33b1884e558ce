/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the codes of a round's sheets rest on. Opening the round again gives new codes: sheets from before are stale. */
#include "manager/disk.h"
#include "manager/folder.h"
#include "manager/ledger.h"

#include <string.h>

static const manager_ledger_line *line_that_opened(const delphi_ledger *ledger, int round) {
    for (size_t i = delphi_ledger_count(ledger); i-- > 0;) {
        const manager_ledger_line *line = manager_ledger_at(ledger, i);
        if (!line->fault && line->round == round && strcmp(line->entry.act, "open") == 0)
            return line;
    }
    return NULL;
}

delphi_status delphi_folder_nonce(const delphi_folder *folder, int round, char out[65], delphi_problems *problems) {
    delphi_ledger *ledger = NULL;
    delphi_status status = manager_ledger_load(folder->path, &ledger, problems);
    if (status)
        return status;
    const manager_ledger_line *line = line_that_opened(ledger, round);
    if (line)
        memcpy(out, line->sha256, sizeof line->sha256);
    else
        status = manager_problem(folder->path, "ledger.jsonl", problems, DELPHI_ERR_STATE,
                                 "has no line that says that round %d was opened, and the codes of its sheets rest on "
                                 "that line; put the ledger back from a copy",
                                 round);
    delphi_ledger_free(ledger);
    return status;
}
