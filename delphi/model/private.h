/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the readers need of a study beyond its plain data: its arena and its look-up tables. */
#ifndef MODEL_PRIVATE_H
#define MODEL_PRIVATE_H

#include <delphi/model.h>

#include "base/arena.h"

/* The arena that owns everything reached from the study. */
base_arena *model_arena(delphi_study *study);

/* To be called once the arrays are filled: build the look-up by id. false when out of memory. Where an id stands twice
 * the first place is found. */
bool model_index_experts(delphi_study *study);
bool model_index_indicators(delphi_study *study);

/* Makes study->ratings ready for the protocol's rounds. false when out of memory. */
bool model_make_rounds(delphi_study *study);

/* As delphi_study_expert() and delphi_study_indicator(), for a text that is not NUL-terminated. */
size_t model_find_expert(const delphi_study *study, const char *id, size_t size);
size_t model_find_indicator(const delphi_study *study, const char *id, size_t size);

/* The arena behind the comments of a block of ratings; made at the first call. NULL when out of memory. */
base_arena *model_ratings_arena(delphi_ratings *ratings);
/* Takes out all that was read: the block is as new. */
void model_ratings_clear(delphi_ratings *ratings);

#endif
