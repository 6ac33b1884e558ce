/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a crash left behind: a committed change is finished, one that was not committed is undone. */
#ifndef MANAGER_RECOVER_H
#define MANAGER_RECOVER_H

#include <delphi/base.h>

/* Is a change going on, or was one cut short? */
bool manager_unsettled(int folder);
/* Brings the folder to rest and adds a notice that says what was done. The caller holds the exclusive lock. */
delphi_status manager_recover(int folder, const char *root, delphi_problems *problems);

#endif
