/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Writing a line of the ledger: compact JSON with its keys in a fixed order. */
#include "manager/ledger.h"

#include "base/number.h"
#include "base/problems.h"
#include "base/text.h"

#include <cJSON.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#define NO_LINE_BEFORE "0000000000000000000000000000000000000000000000000000000000000000"
/* The end of the year 9999: later times have no four-digit year. */
#define LAST_SECOND 253402300799

delphi_status manager_ledger_time(char out[32], delphi_problems *problems) {
    const char *fixed = getenv("SOURCE_DATE_EPOCH");
    int64_t seconds = (int64_t)time(NULL);
    if (fixed && *fixed && !base_read_integer(fixed, strlen(fixed), 0, LAST_SECOND, &seconds))
        return base_problem(problems, DELPHI_ERR_USAGE, (base_place){0},
                            "SOURCE_DATE_EPOCH is \"%s\"; it must be a whole number of seconds since 1970", fixed);
    struct tm utc;
    time_t when = (time_t)seconds;
    if (!gmtime_r(&when, &utc) || !strftime(out, 32, "%Y-%m-%dT%H:%M:%SZ", &utc))
        return base_problem(problems, DELPHI_ERR_INTERNAL, (base_place){0}, "the time cannot be written");
    return DELPHI_OK;
}

delphi_status manager_ledger_operator(const char *given, const char **out, delphi_problems *problems) {
    const char *name = given ? given : getenv("DELPHI_OPERATOR");
    if (!given && name && !*name)
        name = NULL;
    if (name && strchr(name, '@'))
        return base_problem(problems, DELPHI_ERR_USAGE, (base_place){0},
                            "the operator%s looks like a mail address; the ledger is kept and may be handed on, so "
                            "please choose a pseudonym, such as facilitator-1",
                            given ? "" : " (from DELPHI_OPERATOR)");
    if (name && !base_is_id(name, strlen(name)))
        return base_problem(problems, DELPHI_ERR_USAGE, (base_place){0},
                            "the operator \"%s\"%s is not a pseudonym: 1 to 64 letters, digits, '_', '-' or '.', "
                            "without spaces",
                            name, given ? "" : " (from DELPHI_OPERATOR)");
    *out = name;
    return DELPHI_OK;
}

static bool add_files(cJSON *line, const manager_ledger_act *act) {
    cJSON *list = cJSON_AddArrayToObject(line, "files");
    bool done = list != NULL;
    for (size_t i = 0; done && i < act->file_count; i++) {
        cJSON *entry = cJSON_CreateObject();
        done = entry && cJSON_AddStringToObject(entry, "file", act->files[i].name) &&
               cJSON_AddStringToObject(entry, "sha256", act->files[i].sha256) && cJSON_AddItemToArray(list, entry);
        if (!done)
            cJSON_Delete(entry);
    }
    return done;
}

static bool fill(cJSON *line, const delphi_ledger *ledger, const manager_ledger_act *act, const char *time) {
    size_t count = delphi_ledger_count(ledger);
    const char *prev = count ? manager_ledger_at(ledger, count - 1)->sha256 : NO_LINE_BEFORE;
    return cJSON_AddNumberToObject(line, "number", (double)(count + 1)) &&
           cJSON_AddStringToObject(line, "time", time) && cJSON_AddStringToObject(line, "act", act->act) &&
           (!act->by || cJSON_AddStringToObject(line, "by", act->by)) &&
           (!act->round || cJSON_AddNumberToObject(line, "round", act->round)) &&
           cJSON_AddStringToObject(line, "text", act->text) &&
           (!act->why || cJSON_AddStringToObject(line, "why", act->why)) && add_files(line, act) &&
           cJSON_AddStringToObject(line, "prev", prev);
}

char *manager_ledger_next(const delphi_ledger *ledger, const manager_ledger_act *act, const char *time) {
    cJSON *line = cJSON_CreateObject();
    char *text = line && fill(line, ledger, act, time) ? cJSON_PrintUnformatted(line) : NULL;
    cJSON_Delete(line);
    size_t size = text ? strlen(text) : 0;
    char *ended = text ? malloc(size + 2) : NULL;
    if (ended) {
        memcpy(ended, text, size);
        memcpy(ended + size, "\n", 2);
    }
    free(text);
    return ended;
}
