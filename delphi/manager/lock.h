/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The study's lock: flock() on the folder's own descriptor, so that no file is left behind and a crash gives it back.
 */
#ifndef MANAGER_LOCK_H
#define MANAGER_LOCK_H

#include <delphi/base.h>

/* Opens the study folder and takes its lock: an exclusive one to change it, a shared one to read it while no one does.
 * Waits for up to two seconds, then DELPHI_ERR_BUSY. Closing *fd gives the lock back. */
delphi_status manager_lock(const char *root, bool exclusive, int *fd, delphi_problems *problems);

/* As manager_lock(), and finishes or undoes a change that a crash left half done. The folder is at rest afterwards. */
delphi_status manager_settle(const char *root, bool exclusive, int *fd, delphi_problems *problems);

#endif
