/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The generator of random numbers behind resampling and the bootstrap: GSL's Mersenne Twister. */
#ifndef STATS_RANDOM_H
#define STATS_RANDOM_H

#include <gsl/gsl_rng.h>

/* A generator that is not seeded yet; NULL when out of memory. */
gsl_rng *stats_random_new(void);
void stats_random_free(gsl_rng *random);

#endif
