/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The reason of an act that changes answers or decisions. It stands in the ledger for good, and may be printed in a
 * report: so it must say something, and name nobody. */
#include "base/problems.h"
#include "base/text.h"
#include "manager/change.h"

#include <string.h>

#define WHY_MAX 500 /* characters */

bool manager_names_an_address(const char *text) {
    for (const char *at = text; (at = strchr(at, '@')); at++)
        if (at > text && at[-1] != ' ' && at[1] && at[1] != ' ')
            return true;
    return false;
}

static bool has_control(const char *text) {
    for (; *text; text++)
        if ((unsigned char)*text < 0x20 || *text == 0x7F)
            return true;
    return false;
}

delphi_status manager_why_check(const char *why, const char *act, delphi_problems *problems) {
    const char *text = why ? why : "";
    size_t size = strlen(text);
    base_trim(&text, &size);
    const char *fault = NULL;
    if (!size)
        fault = "needs a reason (--why TEXT), which is kept in the ledger";
    else if (!base_utf8_valid(text, size, NULL))
        fault = "has a reason that is not UTF-8";
    else if (has_control(why))
        fault = "has a reason with a line break or another control character; write it on one line";
    else if (base_utf8_length(text, size) > WHY_MAX)
        fault = "has a reason of more than 500 characters; say it shorter, and keep the rest in a document of your own";
    else if (manager_names_an_address(why))
        fault = "has a reason that holds what looks like a mail address; the ledger is kept and may be handed on, so "
                "please leave it out";
    return fault ? base_problem(problems, DELPHI_ERR_USAGE, (base_place){0}, "%s %s", act, fault) : DELPHI_OK;
}
