/* SPDX-License-Identifier: GPL-3.0-or-later */
/**
 * @file chosen.h
 * Where each indicator ended after several rounds: the set that a study chose.
 */
#ifndef DELPHI_CHOSEN_H
#define DELPHI_CHOSEN_H

#include <delphi/analysis.h>

#ifdef __cplusplus
extern "C" {
#endif

/** Results of a study's rounds from the first on: rounds[i] is that of round i + 1. All is borrowed. */
typedef struct {
    const delphi_result *const *rounds;
    size_t round_count; /**< one at least */
} delphi_rounds;

/** The outcome in the last round that rated the indicator, and that round's result (may be NULL); NULL where none did.
 */
const delphi_outcome *delphi_final_outcome(const delphi_rounds *rounds, size_t indicator, const delphi_result **result);
/** Is there an indicator that was rated in a round and takes the place of this one? */
bool delphi_is_replaced(const delphi_rounds *rounds, size_t indicator);
/** Is it in the chosen set: an indicator that was kept by the last round that rated it, and not replaced since? */
bool delphi_is_chosen(const delphi_rounds *rounds, size_t indicator);

#ifdef __cplusplus
}
#endif
#endif
