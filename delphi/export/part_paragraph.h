/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Sentences of the methods and the results paragraph: a function a sentence, each number from the data. */
#ifndef EXPORT_PART_PARAGRAPH_H
#define EXPORT_PART_PARAGRAPH_H

#include "export/part_final.h"

/* Appends a sentence, or nothing where the study has nothing for it. `ways`: see final_ways(). */
typedef void paragraph_sentence(report *r, const final_way *ways, delphi_buffer *out);

/* Of studies of two levels, and of those that select: part_paragraph_levels.c. */
paragraph_sentence paragraph_levels, paragraph_selection;
bool paragraph_topics(report *r, delphi_buffer *out);

/* The sentences of methods and results in their order; NULL where a new paragraph starts. `count` may not be NULL. */
paragraph_sentence *const *paragraph_methods(size_t *count);
paragraph_sentence *const *paragraph_results(size_t *count);

#define PARAGRAPH_FILL(r, out, text, ...) EXPORT_FILL(out, part_words(r, text), __VA_ARGS__)
#define PARAGRAPH_COUNT(count)            export_number((int64_t)(count)).text

#endif
