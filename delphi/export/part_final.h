/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the parts of the final report share: where each indicator's way ended, by topic, and figures of a round. */
#ifndef EXPORT_PART_FINAL_H
#define EXPORT_PART_FINAL_H

#include "export/parts.h"

/* ---- where an indicator ended ---- */

typedef enum {
    END_KEPT,
    END_DROPPED,
    END_NO_CONSENSUS,
    END_GOES_ON,   /* to be rated again: there is a round to come */
    END_OPEN,      /* the rules came to no answer: undecided or in conflict */
    END_REPLACED,  /* another text took its place */
    END_WITHDRAWN, /* off the list without a decision of the panel */
    END_NEVER,     /* not rated up to this report */
    ENDS
} final_end;

typedef struct {
    final_end end;
    const delphi_result *result;   /* of the last round in which it was rated; NULL: never */
    const delphi_outcome *outcome; /* in that result */
    const delphi_result *rated;    /* the last round that rated it, with its outcome there; NULL: none did */
    const delphi_outcome *ratings;
} final_way;

/* An entry for each indicator of the study, which lasts as long as the document; NULL when out of memory. Each
 * indicator has one end, so that the counts of all ends but the last add up to the texts that were rated. */
const final_way *final_ways(report *r);
uint32_t final_count(const report *r, const final_way *ways, final_end end);
/* The same of those that came from here. Whatever was rated came from somewhere: these add up as well. */
uint32_t final_count_origin(const report *r, const final_way *ways, delphi_origin origin);
/* How many indicators were rated at all. */
uint32_t final_count_rated(const report *r, const final_way *ways);
/* How many of those that ended so did by a decision of the steering group. */
uint32_t final_count_overridden(const report *r, const final_way *ways, final_end end);
/* The decision that an end stands for in colours and signs. */
delphi_decision final_decision_of(final_end end);
/* Sign and word, as in "✓ keep" or "→ taken up in another text": a phrase. */
const char *final_end_words(report *r, final_end end);

/* Had some round a rule for dropping? */
bool final_can_drop(const report *r);

/* Is there more to come: a round in which something can be rated? */
bool final_is_interim(const report *r, const final_way *ways);
/* Appends what parts items of a list: nothing before the first, " and " before the last of `count`, else ", ". */
void final_join(const report *r, delphi_buffer *out, size_t i, size_t count);

/* "Round 2", for a heading; lasts as long as the document. */
const char *final_round_name(report *r, int round);

/* How many experts were invited to some round up to this one, and how many of them answered in every round to which
 * they were invited. */
typedef struct {
    uint32_t invited, faithful;
} final_panel;
final_panel final_count_panel(const report *r);

/* ---- topics ---- */

typedef struct {
    const char **names; /* in the order in which they come up; never "" */
    size_t count;
    size_t *of; /* for each indicator the index of its topic; DELPHI_NONE: it has none */
} final_topics;

/* Lasts as long as the document. False when out of memory. */
bool final_find_topics(report *r, final_topics *out);

/* ---- figures of one round on one criterion ---- */

/* n, median, IQR, share of high ratings (where there is such a band) and its base (where that is not n). */
enum { FINAL_FIGURES_MOST = 5 };
size_t final_figure_count(const report *r);
/* Which of them is the share; DELPHI_NONE: there is no high band. */
size_t final_figure_of_high(const report *r);
enum { FINAL_FIGURE_OF_MEDIAN = 1 };
/* Writes as many columns. `over` is copied when the table is made. */
void final_figure_columns(report *r, const char *over, document_column *columns);
/* NULL: blanks. */
void final_put_figures(report *r, document_table *table, const delphi_cell *cell);
/* What the figures are: below the table. */
void final_note_figures(report *r, document_table *table);

#endif
