/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Colours of charts, for readers of every kind of colour vision. */
#ifndef EXPORT_PALETTE_H
#define EXPORT_PALETTE_H

#include <stddef.h>
#include <stdint.h>

/* The colour of one of some series, from Okabe and Ito's set: distinct up to seven, after which they come again. */
uint32_t export_series_colour(size_t series);
/* From the lowest to the highest answer of a scale: from orange over pale grey to blue. The two ends differ for every
 * kind of colour-blindness, and which is low and which high shows from the side of the bar in black and white, too. */
uint32_t export_scale_colour(size_t i, size_t count);

#endif
