/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Building a document: parts, blocks, and the copies of their texts. */
#include "export/document.h"

#include <stdlib.h>
#include <string.h>

document *document_new(delphi_language language) {
    document *made = calloc(1, sizeof *made);
    if (!made)
        return NULL;
    made->arena = base_arena_new();
    if (!made->arena) {
        free(made);
        return NULL;
    }
    made->language = language;
    made->title = made->subtitle = made->heading = "";
    made->spare_part.document = made->spare_block.table.document = made;
    return made;
}

void document_free(document *doc) {
    if (!doc)
        return;
    base_arena_free(doc->arena);
    free(doc);
}

static void *take(document *doc, size_t count, size_t size) {
    void *memory = base_arena_array(doc->arena, count, size);
    if (!memory)
        doc->failed = true;
    return memory;
}

/* NULL stays NULL where a text is optional. */
static const char *copy(document *doc, const char *text) {
    if (!text)
        return NULL;
    const char *copied = base_arena_text(doc->arena, text, strlen(text));
    if (!copied)
        doc->failed = true;
    return copied ? copied : "";
}

const char *document_copy(document *doc, const char *text) {
    return copy(doc, text ? text : "");
}

static void *copy_array(document *doc, const void *array, size_t count, size_t size) {
    void *copied = take(doc, count, size);
    if (copied && count > 0)
        memcpy(copied, array, count * size);
    return copied;
}

void document_entitle(document *doc, const char *title, const char *subtitle) {
    doc->title = copy(doc, title);
    doc->subtitle = copy(doc, subtitle);
}

void document_set_heading(document *doc, const char *heading) {
    doc->heading = copy(doc, heading);
}

document_part *document_add_part(document *doc, const char *id, const char *name, const char *title) {
    document_part *part = take(doc, 1, sizeof *part);
    if (!part)
        return &doc->spare_part;
    part->document = doc;
    part->id = copy(doc, id);
    part->name = copy(doc, name);
    part->title = copy(doc, title);
    if (doc->last)
        doc->last->next = part;
    else
        doc->parts = part;
    doc->last = part;
    return part;
}

void document_set_title(document_part *part, const char *title) {
    part->title = copy(part->document, title);
}

void document_set_grid(document_part *part, const double *widths, size_t count) {
    part->grid = copy_array(part->document, widths, count, sizeof *widths);
    part->grid_count = part->grid ? count : 0;
}

static document_block *add_block(document_part *part, document_block_kind kind) {
    document_block *block = take(part->document, 1, sizeof *block);
    if (!block)
        return &part->document->spare_block;
    block->kind = kind;
    if (part->last)
        part->last->next = block;
    else
        part->blocks = block;
    part->last = block;
    return block;
}

void document_say(document_part *part, document_words words, const char *text) {
    if (!text || !*text)
        return;
    document_block *block = add_block(part, DOCUMENT_IS_WORDS);
    block->words = words;
    block->text = copy(part->document, text);
}

void document_say_first(document_part *part, document_words words, const char *text) {
    document_block *block = text && *text ? take(part->document, 1, sizeof *block) : NULL;
    if (!block)
        return;
    block->kind = DOCUMENT_IS_WORDS;
    block->words = words;
    block->text = copy(part->document, text);
    block->next = part->blocks;
    part->blocks = block;
    if (!part->last)
        part->last = block;
}

document_table *document_add_table(document_part *part, const document_table_spec *spec) {
    document *doc = part->document;
    document_table *table = &add_block(part, DOCUMENT_IS_TABLE)->table;
    document_column *columns = copy_array(doc, spec->columns, spec->column_count, sizeof *columns);
    table->document = doc;
    table->spec = *spec;
    table->spec.title = copy(doc, spec->title);
    table->spec.columns = columns;
    if (!columns)
        table->spec.column_count = 0;
    for (size_t i = 0; i < table->spec.column_count; i++) {
        columns[i].head = copy(doc, columns[i].head);
        columns[i].over = copy(doc, columns[i].over);
    }
    return table;
}

void document_add_diagram(document_part *part, const document_diagram *diagram) {
    document *doc = part->document;
    document_diagram *own = &add_block(part, DOCUMENT_IS_DIAGRAM)->diagram;
    document_box *boxes = copy_array(doc, diagram->boxes, diagram->box_count, sizeof *boxes);
    own->title = copy(doc, diagram->title);
    own->description = copy(doc, diagram->description);
    own->boxes = boxes;
    own->box_count = boxes ? diagram->box_count : 0;
    own->arrows = copy_array(doc, diagram->arrows, diagram->arrow_count, sizeof *own->arrows);
    own->arrow_count = own->arrows ? diagram->arrow_count : 0;
    for (size_t i = 0; i < own->box_count; i++)
        boxes[i].text = copy(doc, boxes[i].text);
}

/* Room for one more entry of a list; the old one stays behind in the arena. */
static void *grow(document *doc, void *list, size_t count, size_t *room, size_t size) {
    if (count < *room)
        return list;
    size_t more = *room ? 2 * *room : 16;
    void *grown = take(doc, more, size);
    if (!grown)
        return NULL;
    if (count > 0)
        memcpy(grown, list, count * size);
    *room = more;
    return grown;
}

static document_row *add_row(document_table *table) {
    document_row *rows = grow(table->document, table->rows, table->row_count, &table->row_room, sizeof *table->rows);
    if (!rows)
        return NULL;
    table->rows = rows;
    rows[table->row_count] = (document_row){0};
    return &rows[table->row_count++];
}

void document_start_row(document_table *table) {
    document_cell *cells = take(table->document, table->spec.column_count, sizeof *cells);
    document_row *row = cells ? add_row(table) : NULL;
    if (row)
        row->cells = cells;
}

void document_title_row(document_table *table, const char *title) {
    document_row *row = add_row(table);
    if (row)
        row->title = copy(table->document, title);
}

void document_add_note(document_table *table, const char *text) {
    if (!text || !*text)
        return;
    const char **notes =
        grow(table->document, table->notes, table->note_count, &table->note_room, sizeof *table->notes);
    if (!notes)
        return;
    table->notes = notes;
    notes[table->note_count++] = copy(table->document, text);
}

void document_add_chart(document_table *table, const document_chart_spec *spec) {
    document *doc = table->document;
    document_chart *chart = take(doc, 1, sizeof *chart), **end = &table->charts;
    document_series *series = copy_array(doc, spec->series, spec->series_count, sizeof *series);
    if (!chart || !series)
        return;
    chart->spec = *spec;
    chart->spec.series = series;
    for (size_t i = 0; i < spec->series_count; i++)
        series[i].name = copy(doc, series[i].name);
    chart->spec.title = copy(doc, spec->title);
    chart->spec.description = copy(doc, spec->description);
    chart->spec.x_title = copy(doc, spec->x_title);
    chart->spec.y_title = copy(doc, spec->y_title);
    if (spec->row_colours)
        chart->spec.row_colours = copy_array(doc, spec->row_colours, spec->row_count, sizeof *spec->row_colours);
    while (*end)
        end = &(*end)->next;
    *end = chart;
}

size_t document_count_blocks(const document_part *part, document_block_kind kind) {
    size_t count = 0;
    for (const document_block *block = part->blocks; block; block = block->next)
        count += block->kind == kind;
    return count;
}
