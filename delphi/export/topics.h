/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Indicators by topic, as people read them. */
#ifndef EXPORT_TOPICS_H
#define EXPORT_TOPICS_H

#include <delphi/model.h>

/* By which indicators stand together, whatever the reader's language. */
const char *export_topic(const delphi_indicator *indicator);

/* The indicators in play (indicator_count marks), topic by topic, in the order in which topics come up.
 * Returns the list with an entry to spare, to be freed; NULL when out of memory. */
size_t *export_order_by_topic(const delphi_study *study, const bool *in_play, size_t *count);

#endif
