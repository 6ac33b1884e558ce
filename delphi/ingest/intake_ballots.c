/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Ballots from outside the folder, on top of those that the round holds. A ballot that is there is only replaced by a
 * correction. */
#include <string.h>

#include "ingest/ballots.h"
#include "ingest/intake.h"

/* The place of the ballot on an indicator, or DELPHI_NONE. */
static size_t place_of(const delphi_intake *intake, size_t indicator) {
    for (size_t i = 0; i < intake->ballots.count; i++)
        if (intake->ballots.items[i].indicator == indicator)
            return i;
    return DELPHI_NONE;
}

static bool same(const delphi_ballot *a, const delphi_ballot *b) {
    return a->present == b->present && a->in_favour == b->in_favour && a->against == b->against &&
           a->abstain == b->abstain && strcmp(a->note ? a->note : "", b->note ? b->note : "") == 0;
}

/* Is each ballot a new one, or one that may be replaced? Tells all that are not. */
static delphi_status check(const delphi_intake *intake, const ingest_ballots *b) {
    delphi_status status = DELPHI_OK;
    for (size_t i = 0; i < b->count; i++) {
        size_t at = place_of(intake, b->items[i].indicator);
        if (at == DELPHI_NONE || (intake->correcting && !intake->ballots.taken[at]))
            continue;
        status = base_problem(b->problems, DELPHI_ERR_INPUT, (base_place){.file = b->file, .line = b->lines[i]},
                              "\"%s\" has a ballot already (%s); what is in can only be changed by a correction "
                              "(--correct), each ballot once",
                              intake->study->indicators[b->items[i].indicator].id,
                              intake->ballots.taken[at] ? "from another file" : intake->present_file);
    }
    return status;
}

static bool replace(delphi_intake *intake, size_t at, const delphi_ballot *now) {
    delphi_ballot *held = &intake->ballots.items[at];
    intake->ballots.taken[at] = true;
    if (same(held, now)) {
        intake->counts.same++;
        return true;
    }
    delphi_ballot *copies = base_arena_array(intake->arena, 2, sizeof *copies);
    if (!copies)
        return false;
    copies[0] = *held;
    copies[1] = *now;
    *held = *now;
    delphi_correction found = {.expert = DELPHI_NONE,
                               .indicator = now->indicator,
                               .criterion = DELPHI_NONE,
                               .old_ballot = &copies[0],
                               .new_ballot = &copies[1]};
    return intake_correction_keep(intake, &found);
}

static delphi_status take(delphi_intake *intake, const ingest_ballots *b) {
    for (size_t i = 0; i < b->count; i++) {
        size_t at = place_of(intake, b->items[i].indicator);
        if (at != DELPHI_NONE) {
            if (!replace(intake, at, &b->items[i]))
                return base_no_memory(b->problems);
            continue;
        }
        intake->ballots.taken[intake->ballots.count] = true;
        intake->ballots.items[intake->ballots.count++] = b->items[i];
        intake->counts.ballots++;
    }
    intake->counts.rows += b->count;
    intake->counts.files++;
    return DELPHI_OK;
}

bool intake_ballots_start(delphi_intake *intake, const delphi_ratings *present) {
    size_t room = intake->study->indicator_count;
    intake->ballots.items = base_arena_array(intake->arena, room, sizeof *intake->ballots.items);
    intake->ballots.taken = base_arena_array(intake->arena, room, sizeof *intake->ballots.taken);
    if (!intake->ballots.items || !intake->ballots.taken)
        return false;
    for (size_t i = 0; present && i < present->ballot_count; i++)
        intake->ballots.items[intake->ballots.count++] = present->ballots[i];
    return true;
}

delphi_status intake_ballots_take(delphi_intake *intake, const char *file, const intake_layout *layout,
                                  delphi_problems *problems) {
    if (intake->terms.again != DELPHI_AGAIN_REFUSE)
        return base_problem(
            problems, DELPHI_ERR_USAGE, (base_place){.file = file},
            "--again is about experts who answer twice; a ballot that is in is replaced with --correct");
    ingest_ballots b = {.study = intake->study,
                        .round = intake->round,
                        .in_play = intake->in_play,
                        .arena = intake->arena,
                        .file = file,
                        .problems = problems};
    delphi_status status = intake_layout_rows(layout, file, ingest_ballots_row, &b, problems);
    if (b.status)
        status = b.status;
    if (!status && !b.headed)
        status = base_problem(problems, DELPHI_ERR_INPUT, (base_place){.file = file, .line = 1}, "this file is empty");
    if (!status)
        status = check(intake, &b);
    if (!status)
        status = take(intake, &b);
    if (!status)
        intake_loss_ballots(intake, file);
    ingest_ballots_end(&b);
    return status;
}

/* The order of `taken` is lost: this is the end of the intake. */
bool intake_ballots_give(const delphi_intake *intake, delphi_ratings *ratings) {
    ingest_ballots b = {.items = intake->ballots.items, .count = intake->ballots.count};
    ingest_ballots_sort(&b);
    return ingest_ballots_give(ratings, b.items, b.count);
}
