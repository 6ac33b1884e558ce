/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A generator made by hand: gsl_rng_alloc() calls GSL's error handler, which ends the program, when memory runs out. */
#include "stats/random.h"

#include <stdlib.h>

gsl_rng *stats_random_new(void) {
    gsl_rng *random = malloc(sizeof *random);
    void *state = calloc(1, gsl_rng_mt19937->size);
    if (!random || !state) {
        free(random);
        free(state);
        return NULL;
    }
    *random = (gsl_rng){.type = gsl_rng_mt19937, .state = state};
    return random;
}

void stats_random_free(gsl_rng *random) {
    if (random)
        free(random->state);
    free(random);
}
