/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Random draws, a stream for each replicate.
 *
 * Definition   Each of n things is drawn n times with the chance 1/n.
 * Source       Efron and Tibshirani (1993), An Introduction to the Bootstrap; GSL's mt19937 (Matsumoto and Nishimura,
 *              1998).
 * Variant      The generator is seeded anew for each replicate, so that replicates do not depend on each other's order.
 *              GSL's seed has 32 bits: the study's seed and the round are scrambled into 32, and the replicate's number
 *              is scrambled one to one and laid over them, so that no two replicates of a round share a stream.
 * Checked      The distribution of draws, and that streams differ, in the tests. */
#include <delphi/resample.h>

#include <gsl/gsl_randist.h>

#include <stdlib.h>
#include <string.h>

#include "stats/random.h"

struct delphi_resample {
    gsl_rng *random;
};

delphi_resample *delphi_resample_new(void) {
    delphi_resample *source = calloc(1, sizeof *source);
    if (!source)
        return NULL;
    source->random = stats_random_new();
    if (source->random)
        return source;
    delphi_resample_free(source);
    return NULL;
}

void delphi_resample_free(delphi_resample *source) {
    if (!source)
        return;
    stats_random_free(source->random);
    free(source);
}

/* Spreads neighbouring numbers (the finishing step of SplitMix64). */
static uint64_t scramble(uint64_t x) {
    x = (x ^ x >> 30) * 0xBF58476D1CE4E5B9u;
    x = (x ^ x >> 27) * 0x94D049BB133111EBu;
    return x ^ x >> 31;
}

/* The same in 32 bits, where odd factors and shifts make it one to one. */
static uint32_t scramble_32(uint32_t x) {
    x = (x ^ x >> 16) * 0x85EBCA6Bu;
    x = (x ^ x >> 13) * 0xC2B2AE35u;
    return x ^ x >> 16;
}

void delphi_resample_start(delphi_resample *source, uint64_t seed, int round, uint32_t replicate) {
    uint64_t study = scramble(scramble(seed) + (uint64_t)round * 0x9E3779B97F4A7C15u);
    gsl_rng_set(source->random, (uint32_t)study ^ scramble_32(replicate));
}

uint32_t delphi_resample_below(delphi_resample *source, uint32_t below) {
    return (uint32_t)gsl_rng_uniform_int(source->random, below);
}

void delphi_resample_draw(delphi_resample *source, size_t count, uint32_t *times) {
    memset(times, 0, count * sizeof *times);
    for (size_t i = 0; i < count; i++)
        times[gsl_rng_uniform_int(source->random, count)]++;
}

double delphi_resample_uniform(delphi_resample *source) {
    return gsl_rng_uniform(source->random);
}

double delphi_resample_normal(delphi_resample *source) {
    return gsl_ran_gaussian_ziggurat(source->random, 1);
}
