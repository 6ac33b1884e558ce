/* SPDX-License-Identifier: GPL-3.0-or-later */
/* ratings.csv in canonical order: the same ratings always give the same bytes. */

#include <string.h>

#include "base/buffer.h"
#include "base/number.h"
#include "ingest/csv.h"
#include "ingest/kind.h"

typedef struct {
    const delphi_study *study;
    const delphi_ratings *ratings;
    delphi_buffer *out;
    size_t next; /* the first comment that is not written yet; they are in the order of the rows */
} writing;

/* The comment of this place, or NULL. */
static const char *comment_on(writing *w, size_t expert, size_t indicator, size_t criterion) {
    if (w->next == w->ratings->comment_count)
        return NULL;
    const delphi_comment *comment = &w->ratings->comments[w->next];
    if (comment->expert != expert || comment->indicator != indicator || comment->criterion != criterion)
        return NULL;
    w->next++;
    return comment->text;
}

/* Ids and names hold nothing that CSV quotes. */
static void write_start(writing *w, size_t expert, size_t indicator, const char *criterion) {
    base_buffer_text(w->out, w->study->experts[expert].id);
    base_buffer_char(w->out, ',');
    base_buffer_text(w->out, w->study->indicators[indicator].id);
    base_buffer_char(w->out, ',');
    base_buffer_text(w->out, criterion);
    base_buffer_char(w->out, ',');
}

static void write_end(writing *w, const char *comment) {
    base_buffer_char(w->out, ',');
    if (comment)
        ingest_csv_write(w->out, comment, strlen(comment), ',');
    base_buffer_char(w->out, '\n');
}

static void write_rating(writing *w, delphi_rating rating) {
    char digits[BASE_NUMBER_SIZE];
    if (rating == DELPHI_CANNOT_JUDGE)
        base_buffer_char(w->out, '?');
    else if (rating != DELPHI_MISSING)
        base_buffer_append(w->out, digits, base_write_integer(rating, digits));
}

static void write_place(writing *w, size_t expert, size_t indicator, size_t criterion) {
    delphi_rating rating = delphi_ratings_column(w->ratings, indicator, criterion)[expert];
    const char *comment = comment_on(w, expert, indicator, criterion);
    if (rating == DELPHI_MISSING && !comment)
        return;
    write_start(w, expert, indicator, w->study->protocol.criteria[criterion].id);
    write_rating(w, rating);
    write_end(w, comment);
}

static void write_indicator(writing *w, size_t expert, size_t indicator) {
    const char *whole = comment_on(w, expert, indicator, DELPHI_NONE);
    if (whole) {
        write_start(w, expert, indicator, "");
        write_end(w, whole);
    }
    for (size_t c = 0; c < w->ratings->criteria; c++)
        write_place(w, expert, indicator, c);
}

delphi_status ingest_ratings_write(const delphi_study *study, const delphi_ratings *ratings, delphi_buffer *out) {
    writing w = {.study = study, .ratings = ratings, .out = out};
    base_buffer_text(out, "expert,indicator,criterion,rating,comment\n");
    for (size_t e = 0; e < ratings->experts; e++)
        for (size_t i = 0; i < ratings->indicators; i++)
            write_indicator(&w, e, i);
    return out->failed ? DELPHI_ERR_MEMORY : DELPHI_OK;
}
