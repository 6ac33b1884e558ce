/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A locale that writes 7,5: the machine's Dutch one, or one made for the test where the machine has only its
 * sources. */
#ifndef SUPPORT_COMMA_LOCALE_H
#define SUPPORT_COMMA_LOCALE_H

#include <locale.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

static bool support_is_comma(void) {
    return setlocale(LC_ALL, "") && localeconv()->decimal_point[0] == ',';
}

/* Sets it for the process and its children; false where the machine has neither locale nor sources. */
static bool support_comma_locale(void) {
    char folder[] = "/tmp/delphi-locale-XXXXXX", command[160];
    setenv("LC_ALL", "nl_NL.UTF-8", 1);
    setenv("LANGUAGE", "de", 1);
    if (support_is_comma())
        return true;
    if (!mkdtemp(folder))
        return false;
    snprintf(command, sizeof command, "localedef -i nl_NL -f UTF-8 %s/nl_NL.UTF-8 >/dev/null 2>&1", folder);
    bool made = system(command) == 0;
    setenv("LOCPATH", folder, 1);
    made = made && support_is_comma();
    /* What is loaded stays loaded. */
    snprintf(command, sizeof command, "rm -r %s", folder);
    return system(command) == 0 && made;
}

#endif
