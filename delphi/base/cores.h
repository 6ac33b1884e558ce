/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How many cores there are for this process. */
#ifndef BASE_CORES_H
#define BASE_CORES_H

#include <stddef.h>

/* The cores that this process may use, which a container or `taskset` can make fewer than the machine has; at least 1.
 */
size_t base_cores(void);

#endif
