/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Sizes of panels, as the command line names them. */
#include "cli/simulate.h"

#include <errno.h>
#include <stdlib.h>

#define GROUPS_MOST  200
#define EXPERTS_MOST 100000

long cli_simulate_whole(const char *text, long least, long most, const char **end) {
    char *stop;
    errno = 0;
    long number = *text >= '0' && *text <= '9' ? strtol(text, &stop, 10) : -1;
    *end = number < 0 ? text : stop;
    return number < least || number > most || errno ? -1 : number;
}

delphi_status cli_simulate_refuse(const char *option, const char *text, const char *allowed) {
    return cli_error(DELPHI_ERR_USAGE, "simulate: --%s: '%s' is not allowed: it takes %s", option, text, allowed);
}

delphi_status cli_simulate_count(const char *option, const char *text, long least, long most, long *out) {
    const char *end;
    char allowed[64];
    if (!text)
        return DELPHI_OK;
    long number = cli_simulate_whole(text, least, most, &end);
    snprintf(allowed, sizeof allowed, "a whole number from %ld to %ld", least, most);
    if (number < 0 || *end)
        return cli_simulate_refuse(option, text, allowed);
    *out = number;
    return DELPHI_OK;
}

/* So many experts in the proportions of panel.csv: whole parts, and one more for the largest remainders. */
static void split(const delphi_study *study, size_t experts, size_t *panel) {
    size_t groups = study->protocol.group_count, total = 0, given = 0, members[GROUPS_MOST] = {0};
    for (size_t e = 0; e < study->expert_count; e++)
        if (study->experts[e].group != DELPHI_NONE)
            members[study->experts[e].group]++, total++;
    for (size_t g = 0; g < groups; g++) {
        members[g] = total ? members[g] : 1;
        panel[g] = experts * members[g] / (total ? total : groups);
        given += panel[g];
    }
    size_t all = total ? total : groups;
    for (; given < experts; given++) {
        size_t best = 0;
        for (size_t g = 1; g < groups; g++) /* furthest below its part */
            if ((long)(experts * members[g]) - (long)(panel[g] * all) >
                (long)(experts * members[best]) - (long)(panel[best] * all))
                best = g;
        panel[best]++;
    }
}

/* "40", or "10+10+5" with a number for each group. */
delphi_status cli_simulate_panel(const delphi_study *study, const char **text, size_t *panel, size_t most) {
    static const char allowed[] = "sizes such as 10,20,40, or a number for each group as in 5+5+10";
    size_t groups = study->protocol.group_count, count = 0;
    const char *word = *text, *end = word;
    do {
        long number = cli_simulate_whole(count ? end + 1 : word, 0, EXPERTS_MOST, &end);
        if (number < 0 || count == most || count == GROUPS_MOST)
            return cli_simulate_refuse("panel", word, allowed);
        panel[count++] = (size_t)number;
    } while (*end == '+');
    if (*end && *end != ',')
        return cli_simulate_refuse("panel", word, allowed);
    if (count == 1 && groups > 1)
        split(study, panel[0], panel);
    else if (count != (groups ? groups : 1))
        return cli_error(DELPHI_ERR_USAGE, "simulate: --panel: '%.*s' has %zu numbers, and the study has %zu groups",
                         (int)(end - word), word, count, groups);
    *text = *end ? end + 1 : end;
    return DELPHI_OK;
}
