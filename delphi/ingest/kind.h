/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How the answers of a round are read, by its kind. */
#ifndef INGEST_KIND_H
#define INGEST_KIND_H

#include "ingest/intake.h"

/* A row of the table. `study` is the study as the round asks it. */
typedef struct {
    /* The round's own file into its block, and from it. */
    delphi_status (*read)(const delphi_study *study, ingest_blocks *blocks, delphi_ratings *ratings,
                          delphi_problems *problems);
    delphi_status (*write)(const delphi_study *study, const delphi_ratings *ratings, delphi_buffer *out);
    /* A foreign table of answers. */
    delphi_status (*take)(delphi_intake *intake, const char *file, const intake_layout *layout,
                          delphi_problems *problems);
    bool sheets; /* experts have sheets to return */
} ingest_kind;

const ingest_kind *ingest_kind_of(const delphi_study *study, int round);

/* Ratings and ranks (ratings_csv.c, ratings_write.c, intake.c). */
delphi_status ingest_ratings_read(const delphi_study *study, ingest_blocks *blocks, delphi_ratings *ratings,
                                  delphi_problems *problems);
delphi_status ingest_ratings_write(const delphi_study *study, const delphi_ratings *ratings, delphi_buffer *out);
delphi_status intake_ratings_take(delphi_intake *intake, const char *file, const intake_layout *layout,
                                  delphi_problems *problems);

#endif
