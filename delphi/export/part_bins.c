/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which answers stand together in a table, what they are called, and how many experts gave them. */
#include "export/part_bins.h"

#include <stdio.h>

/* Bands that follow each other from end to end of the scale, in order: bins of a long scale. */
static size_t bins_of_bands(const delphi_protocol *protocol, part_bin *bins) {
    size_t count = 0;
    for (int from = protocol->scale.min; from <= protocol->scale.max;) {
        size_t b = 0;
        while (b < protocol->band_count && protocol->bands[b].low != from)
            b++;
        if (b == protocol->band_count || count == PART_BINS)
            return 0;
        bins[count++] = (part_bin){protocol->bands[b].low, protocol->bands[b].high, protocol->bands[b].id};
        from = protocol->bands[b].high + 1;
    }
    return count;
}

static size_t bins_of_classes(const delphi_scale *scale, part_bin *bins) {
    int points = scale->max - scale->min + 1;
    for (int i = 0; i < PART_CLASSES; i++)
        bins[i] =
            (part_bin){scale->min + i * points / PART_CLASSES, scale->min + (i + 1) * points / PART_CLASSES - 1, NULL};
    return PART_CLASSES;
}

void part_make_bins(const delphi_protocol *protocol, part_bins *bins) {
    int points = protocol->scale.max - protocol->scale.min + 1;
    if (points > PART_BINS) {
        bins->count = bins_of_bands(protocol, bins->list);
        if (bins->count == 0)
            bins->count = bins_of_classes(&protocol->scale, bins->list);
        return;
    }
    bins->count = (size_t)points;
    for (int i = 0; i < points; i++)
        bins->list[i] = (part_bin){protocol->scale.min + i, protocol->scale.min + i, NULL};
}

#define LABEL_CHARACTERS 20

const char *part_bin_label(report *r, const part_bin *bin) {
    char label[256];
    const delphi_text *labels = r->protocol->scale.labels;
    const char *name = bin->band ? bin->band : "";
    if (bin->high == bin->low && labels)
        name = delphi_text_in(&labels[bin->low - r->protocol->scale.min], r->language);
    if (bin->high > bin->low)
        snprintf(label, sizeof label, "%d\xE2\x80\x93%d%s%s", bin->low, bin->high, *name ? " " : "", name);
    else
        snprintf(label, sizeof label, "%d%s%s", bin->low, *name ? " " : "", name);
    return part_start(r, label, LABEL_CHARACTERS);
}

uint32_t part_bin_count(const report *r, const part_bin *bin, const delphi_cell *cell) {
    uint32_t count = 0;
    for (int point = bin->low; point <= bin->high; point++)
        count += cell->counts[point - r->protocol->scale.min];
    return count;
}
