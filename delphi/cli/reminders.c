/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Who is still to be reminded: experts of the open round with no answer, or not a complete one. */
#include "cli/answers.h"

#include "cli/study.h"
#include "cli/table.h"

#include <stdlib.h>

/* A screen takes no more; of a public consultation there are a hundred thousand. */
#define NAMED_MOST 200

/* Does this expert belong to the list: nothing at all (silent), or something but not all? */
static bool is_listed(const cli_answer *answer, bool silent) {
    if (!answer->invited)
        return false;
    return silent ? !answer->responded : answer->responded && answer->missing > 0;
}

static delphi_status print_experts(const cli_terminal *terminal, const cli_standing *s, bool silent) {
    size_t count = 0, all = 0;
    char *words[NAMED_MOST];
    bool good = true;
    for (size_t e = 0; good && e < s->study->expert_count; e++) {
        const char *id = s->study->experts[e].id;
        if (!is_listed(&s->answers[e], silent) || all++ >= NAMED_MOST)
            continue;
        int length =
            silent ? asprintf(&words[count], "%s", id) : asprintf(&words[count], "%s (%zu)", id, s->answers[e].missing);
        good = length >= 0;
        count += good;
    }
    if (good && count > 0) {
        printf(silent ? "\nNo answer from %zu:\n" : "\nNot complete, %zu (missing ratings):\n", all);
        cli_print_words(terminal, (const char *const *)words, count, 2);
    }
    if (good && all > count)
        printf("  and %zu more: 'delphi status %s --missing' names all who have not answered everything\n", all - count,
               s->path);
    for (size_t i = 0; i < count; i++)
        free(words[i]);
    return good ? DELPHI_OK : DELPHI_ERR_MEMORY;
}

delphi_status cli_print_reminders(const cli_terminal *terminal, const cli_standing *s) {
    delphi_status status = print_experts(terminal, s, true);
    return status == DELPHI_OK ? print_experts(terminal, s, false) : status;
}

delphi_status cli_print_missing(const cli_standing *s) {
    if (s->state != CLI_ROUND_OPEN)
        return cli_error(DELPHI_ERR_STATE, "%s: no round is open, so that nobody is to be reminded", s->path);
    if (s->result->kind == DELPHI_KIND_MEETING)
        return cli_error(DELPHI_ERR_STATE,
                         "%s: round %d is a meeting, in which people vote at the table: nobody is to be "
                         "reminded",
                         s->path, s->round);
    for (size_t e = 0; e < s->study->expert_count; e++)
        if (is_listed(&s->answers[e], true) || is_listed(&s->answers[e], false))
            printf("%s\n", s->study->experts[e].id);
    return DELPHI_OK;
}
