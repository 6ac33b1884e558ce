/* SPDX-License-Identifier: GPL-3.0-or-later */
/**
 * @file resample.h
 * Random draws with a stream for each replicate: who draws the replicates, in what order and on how many threads, makes
 * no difference to what is drawn.
 */
#ifndef DELPHI_RESAMPLE_H
#define DELPHI_RESAMPLE_H

#include <delphi/base.h>

#ifdef __cplusplus
extern "C" {
#endif

/** A source of draws (GSL's mt19937). One thread may use it at a time. */
typedef struct delphi_resample delphi_resample;

/** A new source, not yet started; NULL when out of memory. Free with delphi_resample_free(). */
delphi_resample *delphi_resample_new(void);
void delphi_resample_free(delphi_resample *source);

/**
 * Starts the stream of one replicate. Within a round no two replicates have the same one.
 * @param seed      the study's
 * @param round     1 or more
 * @param replicate from 0
 */
void delphi_resample_start(delphi_resample *source, uint64_t seed, int round, uint32_t replicate);

/** A whole number from 0 to `below` - 1, each as likely; `below` from 1 to 2^31. */
uint32_t delphi_resample_below(delphi_resample *source, uint32_t below);

/**
 * Draws `count` things with replacement from as many.
 * @param times `count` entries, written: how often each one came. Their sum is `count`.
 */
void delphi_resample_draw(delphi_resample *source, size_t count, uint32_t *times);

/** A number from 0 up to 1, 1 itself left out. */
double delphi_resample_uniform(delphi_resample *source);
/** A draw from the normal distribution with mean 0 and standard deviation 1. */
double delphi_resample_normal(delphi_resample *source);

#ifdef __cplusplus
}
#endif
#endif
