/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The published alternatives, tried on one round: is a decision the ratings' or the rule's? */
#include "analysis/variant.h"

#include "base/problems.h"

#include <stdlib.h>
#include <string.h>

typedef struct {
    delphi_alternatives handle;
    base_arena *arena;
    delphi_agreement *agreeing;
} list;

const char *delphi_family_name(delphi_family family) {
    static const char *const names[DELPHI_FAMILY_COUNT] = {
        [DELPHI_FAMILY_RULE] = "rule",
        [DELPHI_FAMILY_CUT] = "cut",
        [DELPHI_FAMILY_COUNTING] = "counting",
        [DELPHI_FAMILY_EXPERTS] = "experts",
    };
    return (unsigned)family < DELPHI_FAMILY_COUNT ? names[family] : "unknown";
}

void delphi_alternatives_free(delphi_alternatives *alternatives) {
    if (!alternatives)
        return;
    list *l = alternatives->owned;
    base_arena_free(l->arena);
    free(l);
}

/* The first line of the first error: the rest shows the rule with a caret. */
static const char *refusal_of(list *l, const delphi_alternative *item, const delphi_problems *found) {
    const delphi_error *first = delphi_problems_kept(found) ? delphi_problems_get(found, 0) : NULL;
    if (!first)
        return "it has no meaning here";
    bool told = item->variant.preset || !first->file[0];
    return base_arena_format(l->arena, "%s%s%.*s", told ? "" : first->file, told ? "" : ": ",
                             (int)strcspn(first->message, "\n"), first->message);
}

static const char *copied(list *l, const char *text, bool *done) {
    const char *out = text ? base_arena_text(l->arena, text, strlen(text)) : NULL;
    *done = *done && (out || !text);
    return out;
}

static bool take(list *l, delphi_alternative *item, const delphi_result *result, const delphi_variant_result *tried) {
    size_t count = result->outcome_count;
    bool done = true;
    delphi_decision *decisions = base_arena_array(l->arena, count, sizeof *decisions);
    if (!decisions)
        return false;
    for (size_t i = 0; i < count; i++) {
        bool agrees = tried->result->outcomes[i].decision == result->outcomes[i].rule_decision;
        decisions[i] = tried->result->outcomes[i].rule_decision;
        l->agreeing[i].in[item->family] += agrees;
        l->agreeing[i].all += agrees;
    }
    l->handle.tried.in[item->family]++;
    l->handle.tried.all++;
    memcpy(item->decided, tried->result->decided, sizeof item->decided);
    item->decisions = decisions;
    item->moved = tried->moved;
    item->keep_rule = copied(l, tried->result->keep_rule, &done);
    item->drop_rule = copied(l, tried->result->drop_rule, &done);
    return done;
}

static bool try_one(list *l, delphi_alternative *item, const delphi_result *result, const delphi_result *previous) {
    delphi_variant_result *tried = NULL;
    delphi_problems *found = delphi_problems_new();
    delphi_status status =
        found ? delphi_variant_analyse(result, previous, &item->variant, &tried, found) : DELPHI_ERR_MEMORY;
    bool done = status != DELPHI_ERR_MEMORY;
    if (done && status)
        done = (item->refusal = refusal_of(l, item, found)) != NULL;
    else if (done)
        done = take(l, item, result, tried);
    delphi_variant_free(tried);
    delphi_problems_free(found);
    return done;
}

delphi_status delphi_alternatives_try(const delphi_result *result, const delphi_result *previous,
                                      delphi_alternatives **out, delphi_problems *problems) {
    list *l = calloc(1, sizeof *l);
    if (!l || !(l->arena = base_arena_new())) {
        free(l);
        return base_no_memory(problems);
    }
    analysis_alternatives made = {.real = result, .arena = l->arena};
    l->agreeing = base_arena_array(l->arena, result->outcome_count, sizeof *l->agreeing);
    bool done = l->agreeing && analysis_alternatives_list(&made, previous != NULL);
    for (size_t i = 0; done && i < made.count; i++)
        done = try_one(l, &made.items[i], result, previous);
    l->handle.items = made.items;
    l->handle.count = made.count;
    l->handle.agreeing = l->agreeing;
    l->handle.owned = l;
    if (!done) {
        delphi_alternatives_free(&l->handle);
        return base_no_memory(problems);
    }
    *out = &l->handle;
    return DELPHI_OK;
}
