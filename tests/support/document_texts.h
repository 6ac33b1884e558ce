/* SPDX-License-Identifier: GPL-3.0-or-later */
/* All texts of a document in the order in which they stand, for tests that look for a text or compare two languages. */
#ifndef SUPPORT_DOCUMENT_TEXTS_H
#define SUPPORT_DOCUMENT_TEXTS_H

#include <stdlib.h>
#include <string.h>

#include "export/document.h"

typedef struct {
    const char **of;
    size_t count, room;
} document_texts;

static inline void document_texts_add(document_texts *texts, const char *text) {
    if (!text)
        return;
    if (texts->count == texts->room) {
        texts->room = texts->room ? 2 * texts->room : 1024;
        texts->of = realloc(texts->of, texts->room * sizeof *texts->of);
        if (!texts->of)
            abort();
    }
    texts->of[texts->count++] = text;
}

static inline void document_texts_of_table(document_texts *texts, const document_table *table) {
    document_texts_add(texts, table->spec.title);
    for (size_t i = 0; i < table->spec.column_count; i++) {
        document_texts_add(texts, table->spec.columns[i].over);
        document_texts_add(texts, table->spec.columns[i].head);
    }
    for (size_t i = 0; i < table->row_count; i++) {
        document_texts_add(texts, table->rows[i].title);
        for (size_t c = 0; c < table->rows[i].cell_count; c++)
            document_texts_add(texts, table->rows[i].cells[c].text);
    }
    for (size_t i = 0; i < table->note_count; i++)
        document_texts_add(texts, table->notes[i]);
    for (const document_chart *chart = table->charts; chart; chart = chart->next) {
        const document_chart_spec *spec = &chart->spec;
        const char *of_chart[] = {spec->title, spec->description, spec->x_title, spec->y_title};
        for (size_t i = 0; i < sizeof of_chart / sizeof *of_chart; i++)
            document_texts_add(texts, of_chart[i]);
        for (size_t i = 0; i < spec->series_count; i++)
            document_texts_add(texts, spec->series[i].name);
    }
}

static inline void document_texts_of_diagram(document_texts *texts, const document_diagram *diagram) {
    document_texts_add(texts, diagram->title);
    document_texts_add(texts, diagram->description);
    for (size_t i = 0; i < diagram->box_count; i++)
        document_texts_add(texts, diagram->boxes[i].text);
}

static inline document_texts document_texts_of(const document_part *part) {
    document_texts texts = {0};
    document_texts_add(&texts, part->name);
    document_texts_add(&texts, part->title);
    for (const document_block *block = part->blocks; block; block = block->next)
        if (block->kind == DOCUMENT_IS_WORDS)
            document_texts_add(&texts, block->text);
        else if (block->kind == DOCUMENT_IS_TABLE)
            document_texts_of_table(&texts, &block->table);
        else
            document_texts_of_diagram(&texts, &block->diagram);
    return texts;
}

static inline void document_texts_free(document_texts *texts) {
    free(texts->of);
}

/* Is there a text that is `text`, or has it in it? */
static inline bool document_texts_have(const document_texts *texts, const char *text) {
    for (size_t i = 0; i < texts->count; i++)
        if (strcmp(texts->of[i], text) == 0)
            return true;
    return false;
}

static inline bool document_texts_contain(const document_texts *texts, const char *text) {
    for (size_t i = 0; i < texts->count; i++)
        if (strstr(texts->of[i], text))
            return true;
    return false;
}

static inline const document_part *document_part_named(const document *doc, const char *id) {
    for (const document_part *part = doc->parts; part; part = part->next)
        if (strcmp(part->id, id) == 0)
            return part;
    return NULL;
}

/* The first table of a part; NULL: it has none. */
static inline const document_table *document_first_table(const document_part *part) {
    for (const document_block *block = part->blocks; block; block = block->next)
        if (block->kind == DOCUMENT_IS_TABLE)
            return &block->table;
    return NULL;
}

#endif
