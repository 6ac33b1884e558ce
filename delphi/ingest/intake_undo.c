/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A survey's file that was refused leaves no trace: the files after it are judged as if it had not been there. Returned
 * sheets need no undoing, for these are taken in only when nothing is wrong with them. */
#include "ingest/intake.h"

#include <string.h>

/* Who has something in the files that stay. */
static void find_answered(delphi_intake *intake) {
    const delphi_ratings *ratings = intake->ratings;
    memset(intake->answered, 0, ratings->experts * sizeof *intake->answered);
    for (size_t i = 0; i < ratings->indicators * ratings->criteria; i++)
        for (size_t e = 0; e < ratings->experts; e++)
            if (intake->sources[i * ratings->experts + e])
                intake->answered[e] = true;
    for (size_t i = 0; i < intake->comment_count; i++)
        if (intake->comments[i].source)
            intake->answered[intake->comments[i].comment.expert] = true;
    for (size_t i = 0; i < intake->proposal_count; i++)
        if (intake->proposals[i].source)
            intake->answered[intake->proposals[i].proposal.expert] = true;
}

void intake_undo(delphi_intake *intake, const intake_file *file, const delphi_intake_counts *before) {
    const delphi_ratings *ratings = intake->ratings;
    size_t cells = ratings->experts * ratings->indicators * ratings->criteria, kept = 0;
    for (size_t i = 0; i < cells; i++)
        if (intake->sources[i] > file->base) {
            intake->sources[i] = 0;
            intake->ratings->cells[i] = DELPHI_MISSING;
        }
    for (size_t i = 0; i < intake->comment_count; i++)
        if (intake->comments[i].source <= file->base)
            intake->comments[kept++] = intake->comments[i];
    intake->comment_count = kept;
    intake->counts = *before;
    find_answered(intake);
}
