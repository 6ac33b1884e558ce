/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The choice of the best so many, below the table of decisions: how many, by what, and who is equal at the cut. */
#include "cli/decisions.h"
#include "cli/figures.h"

#include <stdlib.h>

static const char *id_at(const delphi_result *result, size_t place) {
    size_t outcome = result->selection->order[place];
    return result->study->indicators[result->outcomes[outcome].indicator].id;
}

static void write_keys(FILE *out, const delphi_selection *selection) {
    for (size_t k = 0; k < selection->select->by_count; k++)
        fprintf(out, "%s%s", k ? ", then " : "", selection->by[k]);
}

static void write_tie(FILE *out, const delphi_result *result) {
    static const char *const fates[] = {[DELPHI_TIES_IN] = "all are in",
                                        [DELPHI_TIES_OUT] = "all are out",
                                        [DELPHI_TIES_STEERING] = "for the steering group"};
    const delphi_selection *s = result->selection;
    size_t first = s->tied_rank - 1;
    const delphi_rank *rank = result->outcomes[s->order[first]].rank;
    for (size_t i = first; i < first + s->tied; i++)
        fprintf(out, "%s%s", i > first ? ", " : "", id_at(result, i));
    fprintf(out, ": equal on rank %u with", s->tied_rank);
    for (size_t k = 0; k < s->select->by_count; k++) {
        char value[160];
        if (rank->values[k].kind == DELPHI_VALUE_UNDEFINED)
            continue;
        cli_figure_exact(&rank->values[k], value, sizeof value);
        fprintf(out, "%s %s %s", k ? "," : "", s->by[k] + 1, value);
    }
    fprintf(out, "; %d of them within the best %d; %s", s->select->best - (int)first, s->select->best,
            fates[s->select->ties]);
}

static void write_selection(FILE *out, const delphi_result *result) {
    const delphi_selection *s = result->selection;
    fprintf(out, "the best %d of %u %s, by ", s->select->best, s->candidates,
            s->select->among == DELPHI_AMONG_ALL ? "rated" : "that the rules keep");
    write_keys(out, s);
    fprintf(out, ": %u selected", s->selected);
    if (s->unranked)
        fprintf(out, ", %u cannot be ranked", s->unranked);
}

static delphi_status print_one(const cli_terminal *terminal, const delphi_result *result, const char *label,
                               size_t length, void (*write)(FILE *out, const delphi_result *result)) {
    char *text = NULL;
    size_t size = 0;
    FILE *out = open_memstream(&text, &size);
    if (!out)
        return DELPHI_ERR_MEMORY;
    write(out, result);
    bool good = fclose(out) == 0 && text;
    if (good) {
        printf("%s", label);
        cli_print_after(terminal, text, length);
    }
    free(text);
    return good ? DELPHI_OK : DELPHI_ERR_MEMORY;
}

delphi_status cli_print_selection(const cli_terminal *terminal, const delphi_result *result) {
    static const char label[] = "Selection: ", tie[] = "Tie at the cut: ";
    if (!result->selection)
        return DELPHI_OK;
    delphi_status status = print_one(terminal, result, label, sizeof label - 1, write_selection);
    if (status == DELPHI_OK && result->selection->tied)
        status = print_one(terminal, result, tie, sizeof tie - 1, write_tie);
    return status;
}
