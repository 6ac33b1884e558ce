/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which delimiter a text uses: the one that cuts its first rows most evenly. libcsv does the cutting. */
#include "ingest/decode.h"

#include <string.h>
#include <strings.h>

#include "ingest/csv.h"

/* The beginning is enough, and a large file need not be searched four times. */
#define SAMPLE_SIZE ((size_t)1 << 20)
#define SAMPLE_ROWS 20

typedef struct {
    size_t heading;    /* fields of the heading row */
    size_t rows, same; /* rows below it, and how many of these have as many fields */
} shape;

static bool look_at_row(void *context, const ingest_row *row) {
    shape *s = context;
    if (!s->heading) {
        s->heading = row->count;
    } else {
        s->rows++;
        s->same += row->count == s->heading;
    }
    return s->rows < SAMPLE_ROWS;
}

/* More columns are better, evenness counts more: a heading may be full of commas that are no delimiters. A quote that
 * stands where this delimiter cannot have it ends the sample. */
static size_t evenness(const char *text, size_t size, char delimiter) {
    shape s = {0};
    ingest_csv_rows("", text, size < SAMPLE_SIZE ? size : SAMPLE_SIZE, delimiter, look_at_row, &s, NULL);
    return s.heading > 1 ? (s.heading - 1) * (1 + SAMPLE_ROWS * s.same) : 0;
}

static char most_even(const char *text, size_t size) {
    char best = ',';
    size_t best_evenness = 0;
    for (const char *candidate = ",;\t|"; *candidate; candidate++) {
        size_t found = evenness(text, size, *candidate);
        if (found > best_evenness) {
            best = *candidate;
            best_evenness = found;
        }
    }
    return best;
}

static bool can_delimit(char c) {
    return c == '\t' || (c > ' ' && c < 127 && c != '"');
}

/* Is the first line `sep=X`? Excel writes and honours it. */
static bool has_sep_line(const char *text, size_t size) {
    bool begins = size >= 5 && strncasecmp(text, "sep=", 4) == 0 && can_delimit(text[4]);
    return begins && (size == 5 || text[5] == '\r' || text[5] == '\n');
}

intake_layout intake_layout_find(const intake_text *text, char given) {
    intake_layout layout = {.text = text->text, .size = text->size, .delimiter = given};
    if (has_sep_line(text->text, text->size)) {
        layout.text += 5;
        layout.size -= 5;
        if (!given)
            layout.delimiter = text->text[4];
    }
    if (!layout.delimiter)
        layout.delimiter = most_even(layout.text, layout.size);
    return layout;
}
