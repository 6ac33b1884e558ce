/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What an expert may see of the ratings of the others, in whatever is made for one expert. */
#ifndef EXPORT_SHEET_PRIVACY_H
#define EXPORT_SHEET_PRIVACY_H

#include <delphi/analysis.h>

/* What may be shown of one criterion of one indicator to an expert; see sheet_may_see(). */
typedef enum {
    SHEET_SEES_NOTHING, /* of the distribution; the number of ratings alone */
    SHEET_SEES_PANEL,
    SHEET_SEES_BOTH, /* the panel and the own group */
} sheet_view;

/**
 * Decides what an expert may see of the ratings of the others.
 *
 * The expert knows one rating: their own. From a figure of k ratings they can therefore work out the other k - 1, all
 * together and no further; from two figures that overlap also their difference. So
 *  - the panel is shown from min_group valid ratings on: min_group - 1 others at least remain in one heap;
 *  - the own group is shown from min_group valid ratings on, for the same reason, and only where what the panel has
 *    beyond the group is nobody at all, or min_group valid ratings or more. "Cannot judge" is an answer, too: the rest
 *    counts as nobody only where it gave no answer of either kind.
 * Heaps that can be made are then the panel, the group, and the panel without the group, each with or without the own
 * rating, and none holds fewer than min_group - 1 others (none but the empty one). Medians, quartiles and shares are of
 * the same heaps: where the counts are shown point by point they add nothing, and where a long scale has bins they tell
 * more of a heap, but of no smaller one. Figures of other groups are never shown.
 *
 * @param panel     what all experts rated
 * @param group     what the own group rated; NULL where the study has no groups
 * @param min_group from the protocol
 */
sheet_view sheet_may_see(const delphi_cell *panel, const delphi_cell *group, uint32_t min_group);

#endif
