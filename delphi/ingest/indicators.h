/* SPDX-License-Identifier: GPL-3.0-or-later */
/* indicators.csv while it is read: what can be settled only once all rows are there. */
#ifndef INGEST_INDICATORS_H
#define INGEST_INDICATORS_H

#include <delphi/model.h>

#include "base/arena.h"
#include "base/index.h"
#include "ingest/table.h"

/* Beside an indicator: its row, and fields that name other rows. */
typedef struct {
    long line;
    const char *written;  /* the field `replaces` */
    size_t *replaces;     /* the indicator's, to be filled */
    const char *asked_if; /* the field */
} ingest_indicator_origin;

typedef struct {
    ingest_table *table;
    base_arena *arena;
    const delphi_scale *scale; /* of the protocol */
    delphi_indicator *indicators;
    const ingest_indicator_origin *origins;
    size_t count;
    base_index *ids;
    size_t topic, asked_if; /* columns of the table */
} ingest_questions;

/* Of a scan: who is asked what, and the options that belong to one question. Tells every problem. */
void ingest_questions_settle(const ingest_questions *q);

#endif
