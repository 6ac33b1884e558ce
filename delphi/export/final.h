/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the parts of a final report share: where each indicator of the study ended. */
#ifndef EXPORT_FINAL_H
#define EXPORT_FINAL_H

#include "export/parts.h"

/* The last round that rated the indicator and its outcome there; false where no round did. */
bool final_outcome(const report *r, size_t indicator, const delphi_result **result, const delphi_outcome **outcome);
/* Is there an indicator that was rated in a round and takes the place of this one? */
bool final_is_replaced(const report *r, size_t indicator);
/* Is it in the core set: kept by the last round that rated it, and not replaced since? */
bool final_is_kept(const report *r, size_t indicator);

#endif
