/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a report may show of groups. */
#ifndef EXPORT_PART_PRIVACY_H
#define EXPORT_PART_PRIVACY_H

#include <delphi/analysis.h>

/* Writes for each group whether its figures may be shown: it has min_group ratings, and the ratings of all groups that
 * are not shown, which are the panel's less the shown ones, are none or min_group at least. The smallest groups are
 * held back first, of equal ones the later. Returns whether one was held back that is large enough by itself. */
bool part_groups_shown(const delphi_result *result, const delphi_outcome *outcome, size_t criterion, bool *shown);

#endif
