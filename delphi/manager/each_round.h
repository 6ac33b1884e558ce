/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Doing the same for each round, a thread a round. */
#ifndef MANAGER_EACH_ROUND_H
#define MANAGER_EACH_ROUND_H

#include <delphi/base.h>

/* The work on one round. It may write only what is that round's own, and adds to problems of its own. */
typedef delphi_status (*manager_round_worker)(void *context, int round, delphi_problems *problems);

/* Runs `work` for rounds 1 to `count` at the same time. `prepare` (may be NULL) is run by the calling thread, round
 * after round, each before its work begins: what a round needs of the one before it. Problems come out in the order of
 * the rounds; the status is that of the first round that failed. */
delphi_status manager_each_round(int count, manager_round_worker prepare, manager_round_worker work, void *context,
                                 delphi_problems *problems);

#endif
