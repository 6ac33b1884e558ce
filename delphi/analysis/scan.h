/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the files that make a wave's figures share. */
#ifndef ANALYSIS_SCAN_H
#define ANALYSIS_SCAN_H

#include <delphi/questionnaire.h>
#include <delphi/scan.h>

#include "analysis/private.h"

__extension__ typedef __int128 scan_wide;

/* A sum of fractions, exact as long as 128 bits hold it, and a real beside it. */
typedef struct {
    scan_wide num, den;
    bool lost; /* it did not fit */
    double real;
} scan_sum;

typedef struct {
    scan_sum sum;
    uint32_t count;
} scan_pile;

void scan_pile_add(scan_pile *pile, delphi_rational score);
/* A value that is a rational or a real. */
void scan_pile_add_value(scan_pile *pile, const delphi_value *score);
delphi_value scan_pile_mean(const scan_pile *pile);

/* Which of so many heaps may not be shown: those that are too small, and others until what all hidden ones hold
 * together is nobody, or min_group at least. Slot 0 is the whole; the rest are its parts. */
void scan_hide(const uint32_t *n, size_t slots, uint32_t min_group, bool *hidden);
/* The smallest part that is not hidden; 0 where there is none. */
size_t scan_smallest_shown(const uint32_t *n, size_t slots, const bool *hidden);

/* The parts of a wave; false when out of memory. */
bool scan_blocks(delphi_scan *scan, const delphi_result *result, const delphi_result *previous);
bool scan_questions(delphi_scan *scan, const delphi_result *result);

/* Gave the participant an answer in this round? */
static inline bool scan_took_part(const delphi_result *result, size_t expert) {
    return ((const analysis_memory *)result->owned)->responded[expert];
}

#endif
