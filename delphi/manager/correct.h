/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The part of an ingest that is about corrections. */
#ifndef MANAGER_CORRECT_H
#define MANAGER_CORRECT_H

#include "manager/change.h"

/* The options allow a correction: it has its reason, and its round is open. */
delphi_status manager_correct_check(const delphi_folder *folder, const delphi_ingest_options *options,
                                    delphi_problems *problems);
/* Did anything come in that the round does not hold already? */
bool manager_correct_nothing(const delphi_intake_counts *counts);
/* Adds the corrections to round-N/corrections.csv, and what the ledger's line says of them to *words: nothing where
 * there are none. Whether memory ran out for the words is for the caller to see. */
void manager_correct_write(manager_change *change, const delphi_folder *folder, delphi_intake *intake, const char *why,
                           delphi_buffer *words);

#endif
