/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The terms of an intake, and the proposals of new indicators, which no cell of the ratings holds. */
#include "ingest/intake.h"

#include <stdlib.h>
#include <string.h>

#include "model/private.h"

delphi_status delphi_intake_agree(delphi_intake *intake, const delphi_intake_terms *terms) {
    const delphi_proposals *held = terms->proposals;
    intake->terms = *terms;
    intake->terms.proposals = NULL;
    for (size_t i = 0; held && i < held->count; i++)
        if (!intake_proposal_add(intake, &held->items[i], 0))
            return DELPHI_ERR_MEMORY;
    return DELPHI_OK;
}

/* The last part of a path: where a file lay on somebody's disk is nobody's business. */
static const char *base_name(const char *path) {
    const char *slash = strrchr(path, '/');
    return slash ? slash + 1 : path;
}

bool intake_proposal_add(delphi_intake *intake, const delphi_proposal *proposal, uint32_t source) {
    if (intake->proposal_count == intake->proposal_capacity) {
        size_t capacity = intake->proposal_capacity ? intake->proposal_capacity * 2 : 16;
        intake_proposal *proposals = realloc(intake->proposals, capacity * sizeof *proposals);
        if (!proposals)
            return false;
        intake->proposals = proposals;
        intake->proposal_capacity = capacity;
    }
    const char *name = base_name(proposal->source);
    intake_proposal *added = &intake->proposals[intake->proposal_count];
    *added = (intake_proposal){.proposal = *proposal, .source = source};
    added->proposal.text = base_arena_text(intake->arena, proposal->text, strlen(proposal->text));
    added->proposal.source = base_arena_text(intake->arena, name, strlen(name));
    if (!added->proposal.text || !added->proposal.source)
        return false;
    intake->proposal_count++;
    return true;
}

static int compare_proposals(const void *left, const void *right) {
    const delphi_proposal *a = left, *b = right;
    int order = (a->expert > b->expert) - (a->expert < b->expert);
    return order ? order : (a->number > b->number) - (a->number < b->number);
}

static bool copy(const delphi_intake *intake, delphi_proposals *out) {
    base_arena *arena = out->owned = base_arena_new();
    delphi_proposal *items = arena ? base_arena_array(arena, intake->proposal_count, sizeof *items) : NULL;
    for (size_t i = 0; items && i < intake->proposal_count; i++) {
        const delphi_proposal *from = &intake->proposals[i].proposal;
        items[i] = *from;
        items[i].text = base_arena_text(arena, from->text, strlen(from->text));
        items[i].source = base_arena_text(arena, from->source, strlen(from->source));
        if (!items[i].text || !items[i].source)
            return false;
    }
    if (!items)
        return false;
    qsort(items, intake->proposal_count, sizeof *items, compare_proposals);
    out->items = items;
    out->count = intake->proposal_count;
    return true;
}

delphi_proposals *delphi_intake_proposals(const delphi_intake *intake) {
    delphi_proposals *out = intake->failed ? NULL : calloc(1, sizeof *out);
    if (!out || copy(intake, out))
        return out;
    delphi_proposals_free(out);
    return NULL;
}
