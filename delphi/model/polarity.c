/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Names of the polarities. */
#include <delphi/model.h>

#include <string.h>

static const char *const names[DELPHI_POLARITY_COUNT] = {
    [DELPHI_POLARITY_NONE] = "", [DELPHI_POLARITY_HIGHER] = "higher", [DELPHI_POLARITY_LOWER] = "lower"};

const char *delphi_polarity_name(delphi_polarity polarity) {
    return (unsigned)polarity < DELPHI_POLARITY_COUNT ? names[polarity] : "";
}

bool delphi_polarity_read(const char *name, delphi_polarity *out) {
    for (delphi_polarity p = 0; p < DELPHI_POLARITY_COUNT; p++)
        if (strcmp(names[p], name) == 0) {
            *out = p;
            return true;
        }
    return false;
}
