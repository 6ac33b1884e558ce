/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The version lives in the umbrella header; every room can ask for it. */
#include <delphi/delphi.h>

const char *delphi_version(void) {
    return DELPHI_VERSION;
}
