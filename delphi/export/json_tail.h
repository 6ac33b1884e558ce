/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The members of results.json that stand after the indicators, a file each. */
#ifndef EXPORT_JSON_TAIL_H
#define EXPORT_JSON_TAIL_H

#include "export/json_node.h"

void json_write_tail(json_writer *w);

void json_write_concordance(json_writer *w);

#endif
