/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the parts of a factsheet share. A factsheet is a document for one expert: the own ratings beside those of the
 * panel, of the own group, and of the round before. What it says of others comes from factsheet_find() alone, which
 * asks sheet_may_see(); so everything in it is computed from heaps of ratings that an expert's sheet may show, and
 * nothing can be worked out from it that could not be worked out from these. */
#ifndef EXPORT_FACTSHEET_H
#define EXPORT_FACTSHEET_H

#include <delphi/export.h>

#include "export/parts.h"
#include "export/place.h"
#include "export/sheet_privacy.h"

/* What the factsheets of a round have in common, found once. */
typedef struct {
    const delphi_factsheet_round *of;
    const delphi_study *study;
    const delphi_protocol *protocol;
    const delphi_ratings *now, *before; /* before: NULL in round 1 */
    size_t high;                        /* index of the band "high", or DELPHI_NONE */
    size_t *order;                      /* the indicators in play, topic by topic */
    const delphi_outcome **outcomes;    /* of the order's indicators, now */
    const delphi_outcome **earlier;     /* and in the round before; NULL where one was not in play under this id */
    size_t count;
    size_t *topics; /* topics[t]: the place in the order of its first indicator; topics[topic_count]: count */
    size_t topic_count;
} factsheet_plan;

delphi_status factsheet_plan_make(const delphi_factsheet_round *of, factsheet_plan *plan);
void factsheet_plan_end(factsheet_plan *plan);

/* ---- figures ---- */

/* One criterion of one indicator, as an expert may see it. */
typedef struct {
    delphi_rating own;
    const delphi_cell *panel; /* NULL: may not be shown */
    const delphi_cell *group; /* the own one; NULL: may not be shown, or there is none */
    uint32_t panel_n;         /* is never a secret */
    uint32_t group_n;
    bool group_n_shown; /* as on the sheets: not where the rest of the panel could be told from it */
} factsheet_cell;

/* `place` in the plan's order. */
factsheet_cell factsheet_find(const factsheet_plan *plan, size_t expert, size_t place, size_t criterion);

/* The indicators of a topic, or all: places in the order from `first` up to `end`. */
typedef struct {
    size_t first, end;
} factsheet_range;

factsheet_range factsheet_topic(const factsheet_plan *plan, size_t topic);
factsheet_range factsheet_all(const factsheet_plan *plan);

/* A mean over indicators, each counting the same: of the own ratings, or of the panel's (the group's) means. */
typedef struct {
    delphi_value value;
    bool hidden; /* one of the indicators may not be shown: there is no value */
} factsheet_mean;

typedef struct {
    uint32_t in_play;
    uint32_t base;               /* rated by the expert: all means are over these */
    factsheet_mean own;          /* an exact fraction */
    factsheet_mean panel, group; /* real */
} factsheet_score;

factsheet_score factsheet_score_of(const factsheet_plan *plan, size_t expert, factsheet_range range, size_t criterion);

/* Since the round before: over what is comparable, which is the same id in both rounds. */
typedef struct {
    uint32_t base;          /* rated by the expert in both rounds */
    delphi_value then, now; /* means over these, exact */
    uint32_t raised, lowered;
    uint32_t panel_base; /* in play in both rounds, and shown and defined in both */
    delphi_value panel_then, panel_now;
} factsheet_change;

factsheet_change factsheet_change_of(const factsheet_plan *plan, size_t expert, factsheet_range range,
                                     size_t criterion);

/* ---- the document ---- */

typedef struct {
    report r; /* language, phrases and the study's texts; its `order` is NULL */
    const factsheet_plan *plan;
    size_t expert, group; /* group: DELPHI_NONE where the study has none */
    const char *group_title;
} factsheet;

/* The expert's document, or NULL when out of memory. */
document *factsheet_write(const factsheet_plan *plan, size_t expert, delphi_language language);

/* The parts. */
void factsheet_scores(factsheet *f, document_part *part);
void factsheet_since(factsheet *f, document_part *part);
void factsheet_indicators(factsheet *f, document_part *part);
void factsheet_reading(factsheet *f, document_part *part);

/* Those of a scan: of what others answered they show the scores and shares of the report, which holds back what is too
 * small, and beside them one's own. */
void factsheet_scan_scores(factsheet *f, document_part *part);
void factsheet_scan_since(factsheet *f, document_part *part);
void factsheet_scan_answers(factsheet *f, document_part *part);
void factsheet_scan_reading(factsheet *f, document_part *part);

/* The title of a topic in the reader's language, or words for having none. */
const char *factsheet_topic_title(const factsheet *f, size_t topic);
/* Heading of a table by topic: the criterion where there is more than one. */
const char *factsheet_table_title(const factsheet *f, size_t criterion);
/* Are there several, so that it must be said which? */
static inline bool factsheet_has_criteria(const factsheet *f) {
    return f->r.protocol->criterion_count > 1;
}
/* A mean in its cell, with two decimals. */
void factsheet_put_mean(document_table *table, const factsheet_mean *mean, document_look look);
void factsheet_put_value(document_table *table, const delphi_value *value, document_look look);

#endif
