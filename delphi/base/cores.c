/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How many cores there are for this process: threads beyond them only stand in each other's way. */
#include "base/cores.h"

#include <sched.h>
#include <unistd.h>

size_t base_cores(void) {
    cpu_set_t mine;
    if (sched_getaffinity(0, sizeof mine, &mine) == 0 && CPU_COUNT(&mine) > 0)
        return (size_t)CPU_COUNT(&mine);
    long online = sysconf(_SC_NPROCESSORS_ONLN); /* a machine of more cores than the set has room for */
    return online > 0 ? (size_t)online : 1;
}
