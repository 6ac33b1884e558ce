/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Colours of charts: Okabe and Ito's set for series (Color Universal Design, 2008), a diverging row for answers. */
#include "export/palette.h"

static const uint32_t series_colours[] = {0x0072B2, 0xE69F00, 0x009E73, 0xCC79A7, 0x56B4E9, 0xD55E00, 0x5B6B7A};

uint32_t export_series_colour(size_t series) {
    return series_colours[series % (sizeof series_colours / sizeof *series_colours)];
}

/* From the lowest to the highest answer; answers in between take colours in between. */
static const uint32_t stops[] = {0xA34400, 0xD98032, 0xF3C695, 0xEBEBEB, 0xA9CCE6, 0x4A90C4, 0x0B4A80};
#define STOPS (sizeof stops / sizeof *stops)

static uint32_t mix(uint32_t a, uint32_t b, double part, int shift) {
    double from = (a >> shift) & 0xFF, to = (b >> shift) & 0xFF;
    return (uint32_t)(from + (to - from) * part + 0.5) << shift;
}

uint32_t export_scale_colour(size_t i, size_t count) {
    double at = count > 1 ? (double)i / (double)(count - 1) * (double)(STOPS - 1) : (double)(STOPS - 1) / 2;
    size_t stop = (size_t)at;
    if (stop >= STOPS - 1)
        return stops[STOPS - 1];
    double part = at - (double)stop;
    return mix(stops[stop], stops[stop + 1], part, 16) | mix(stops[stop], stops[stop + 1], part, 8) |
           mix(stops[stop], stops[stop + 1], part, 0);
}
