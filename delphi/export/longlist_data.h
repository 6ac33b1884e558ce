/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The counts of a longlist as JSON, for results.json and for a document of their own. */
#ifndef EXPORT_LONGLIST_DATA_H
#define EXPORT_LONGLIST_DATA_H

#include "export/json_node.h"

/* The counts, those of each source, and the reasons of each stage. */
cJSON *json_longlist(json_writer *w, const delphi_longlist *list);

#endif
