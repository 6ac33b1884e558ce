/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which parts a workbook has, by its relations; its sheets and its document properties. */
#include <stdlib.h>
#include <string.h>

#include "base/buffer.h"
#include "base/problems.h"
#include "ingest/xlsx_part.h"

#define SHEETS_MAX     1000
#define RELATIONS_MAX  4000
#define PROPERTIES_MAX 1000

typedef struct {
    const char *id, *type, *target;
} relation;

typedef struct {
    base_arena *arena;
    relation *items;
    size_t count;
    bool failed;
} relations;

static const char *copy(base_arena *arena, const char *text, bool *failed) {
    char *out = text ? base_arena_text(arena, text, strlen(text)) : NULL;
    *failed = *failed || (text && !out);
    return out;
}

static void relation_start(void *context, const char *name, const char **attributes) {
    relations *r = context;
    const char *mode = xlsx_attribute(attributes, "TargetMode");
    if (strcmp(name, "Relationship") != 0 || r->count == RELATIONS_MAX || (mode && strcmp(mode, "External") == 0))
        return;
    relation *items = xlsx_grown(r->items, r->count, sizeof *items);
    if (!items) {
        r->failed = true;
        return;
    }
    r->items = items;
    const char *type = xlsx_attribute(attributes, "Type");
    const char *last = type ? strrchr(type, '/') : NULL;
    r->items[r->count++] = (relation){.id = copy(r->arena, xlsx_attribute(attributes, "Id"), &r->failed),
                                      .type = copy(r->arena, last ? last + 1 : "", &r->failed),
                                      .target = copy(r->arena, xlsx_attribute(attributes, "Target"), &r->failed)};
}

static void nothing(void *context, const char *name) {
    (void)context, (void)name;
}

/* The caller frees out->items, also after a failure. */
static delphi_status read_relations(ingest_book *book, const char *part, relations *out, delphi_problems *problems) {
    *out = (relations){.arena = book->arena};
    const xlsx_handler handler = {.context = out, .start = relation_start, .end = nothing};
    delphi_status status = xlsx_part_read(book, part, &handler, problems);
    return !status && out->failed ? base_no_memory(problems) : status;
}

static const relation *of_type(const relations *r, const char *type) {
    for (size_t i = 0; i < r->count; i++)
        if (r->items[i].target && strcmp(r->items[i].type, type) == 0)
            return &r->items[i];
    return NULL;
}

/* The name of a part inside the zip: a target is from the root where it starts with a slash, else from the folder of
 * the part that has the relation. It is looked up, never opened as a file, so that `..` can do no harm. */
static const char *part_of(const ingest_book *book, const char *from, const char *target) {
    if (!target)
        return NULL;
    if (target[0] == '/')
        return base_arena_text(book->arena, target + 1, strlen(target + 1));
    const char *slash = from ? strrchr(from, '/') : NULL;
    int folder = slash ? (int)(slash - from) + 1 : 0;
    while (strncmp(target, "../", 3) == 0 && folder > 0) {
        target += 3;
        do
            folder--;
        while (folder > 0 && from[folder - 1] != '/');
    }
    return base_arena_format(book->arena, "%.*s%s", folder, from ? from : "", target);
}

/* xl/workbook.xml -> xl/_rels/workbook.xml.rels */
static const char *relations_of(const ingest_book *book, const char *part) {
    const char *slash = strrchr(part, '/');
    int folder = slash ? (int)(slash - part) + 1 : 0;
    return base_arena_format(book->arena, "%.*s_rels/%s.rels", folder, part, part + folder);
}

typedef struct {
    ingest_book *book;
    const relations *parts;
    bool failed;
} sheet_list;

static const char *target_of(const relations *r, const char *id) {
    for (size_t i = 0; id && i < r->count; i++)
        if (r->items[i].id && strcmp(r->items[i].id, id) == 0 && strcmp(r->items[i].type, "worksheet") == 0)
            return r->items[i].target;
    return NULL;
}

/* A chart sheet has no cells: its relation is of another type. */
static void workbook_start(void *context, const char *name, const char **attributes) {
    sheet_list *list = context;
    ingest_book *book = list->book;
    if (strcmp(name, "workbookPr") == 0)
        book->from_1904 = xlsx_is_true(xlsx_attribute(attributes, "date1904"));
    if (strcmp(name, "sheet") != 0 || book->sheet_count == SHEETS_MAX)
        return;
    const char *target = target_of(list->parts, xlsx_attribute(attributes, "id"));
    const char *state = xlsx_attribute(attributes, "state");
    if (!target)
        return;
    ingest_book_sheet sheet = {.name = copy(book->arena, xlsx_attribute(attributes, "name"), &list->failed),
                               .hidden = state && strcmp(state, "visible") != 0,
                               .part = part_of(book, book->workbook, target)};
    ingest_book_sheet *sheets = xlsx_grown(book->sheets, book->sheet_count, sizeof *sheets);
    list->failed = list->failed || !sheet.part || !sheets;
    if (!sheets)
        return;
    book->sheets = sheets;
    book->sheets[book->sheet_count++] = sheet;
}

static delphi_status read_list(ingest_book *book, const relations *parts, delphi_problems *problems) {
    const relation *strings = of_type(parts, "sharedStrings"), *styles = of_type(parts, "styles");
    book->strings = part_of(book, book->workbook, strings ? strings->target : NULL);
    book->styles = part_of(book, book->workbook, styles ? styles->target : NULL);
    if ((strings && !book->strings) || (styles && !book->styles))
        return base_no_memory(problems);
    sheet_list list = {book, parts, false};
    const xlsx_handler handler = {.context = &list, .start = workbook_start, .end = nothing};
    delphi_status status = xlsx_part_read(book, book->workbook, &handler, problems);
    return !status && list.failed ? base_no_memory(problems) : status;
}

static delphi_status read_sheets(ingest_book *book, delphi_problems *problems) {
    relations parts = {0};
    const char *name = relations_of(book, book->workbook);
    delphi_status status = name ? read_relations(book, name, &parts, problems) : base_no_memory(problems);
    if (!status)
        status = read_list(book, &parts, problems);
    free(parts.items);
    return status;
}

static delphi_status refuse_no_workbook(const ingest_book *book, delphi_problems *problems) {
    if (xlsx_part_exists(book, "content.xml"))
        return base_problem(problems, DELPHI_ERR_INPUT, (base_place){.file = book->file},
                            "this is an OpenDocument file (such as LibreOffice's ods); open it there, save it as xlsx "
                            "(Excel 2007-365), and ingest that file");
    return base_problem(problems, DELPHI_ERR_INPUT, (base_place){.file = book->file},
                        "this is a zip file, but no xlsx workbook; unpack it, or save the workbook as xlsx");
}

static delphi_status read_root(ingest_book *book, delphi_problems *problems) {
    relations root;
    delphi_status status = read_relations(book, "_rels/.rels", &root, problems);
    if (!status) {
        const relation *document = of_type(&root, "officeDocument"), *custom = of_type(&root, "custom-properties");
        book->workbook = part_of(book, NULL, document ? document->target : NULL);
        book->custom = part_of(book, NULL, custom ? custom->target : NULL);
        if ((document && !book->workbook) || (custom && !book->custom))
            status = base_no_memory(problems);
    }
    free(root.items);
    return status;
}

delphi_status xlsx_find_parts(ingest_book *book, delphi_problems *problems) {
    if (!xlsx_part_exists(book, "_rels/.rels"))
        return refuse_no_workbook(book, problems);
    delphi_status status = read_root(book, problems);
    if (!status && !book->workbook)
        status = refuse_no_workbook(book, problems);
    if (!status)
        status = read_sheets(book, problems);
    if (!status && !book->sheet_count)
        status = base_problem(problems, DELPHI_ERR_INPUT, (base_place){.file = book->file},
                              "this document has no worksheet; an xlsx workbook is what can be read");
    return status;
}

/* ---- document properties ---- */

typedef struct {
    ingest_book *book;
    const char *name; /* of the property that is open */
    delphi_buffer value;
    bool failed;
} property_reader;

static void property_start(void *context, const char *name, const char **attributes) {
    property_reader *r = context;
    if (strcmp(name, "property") != 0)
        return;
    r->name = copy(r->book->arena, xlsx_attribute(attributes, "name"), &r->failed);
    r->value.size = 0;
}

static void property_text(void *context, const char *text, size_t size) {
    property_reader *r = context;
    if (r->name)
        base_buffer_append(&r->value, text, size);
}

static void property_end(void *context, const char *name) {
    property_reader *r = context;
    ingest_book *book = r->book;
    if (strcmp(name, "property") != 0 || !r->name || book->property_count == PROPERTIES_MAX)
        return;
    const char *value = base_arena_text(book->arena, r->value.size ? r->value.data : "", r->value.size);
    xlsx_property *properties = xlsx_grown(book->properties, book->property_count, sizeof *properties);
    r->failed = r->failed || !value || !properties;
    if (r->failed)
        return;
    book->properties = properties;
    book->properties[book->property_count++] = (xlsx_property){r->name, value};
    r->name = NULL;
}

delphi_status xlsx_read_properties(ingest_book *book, delphi_problems *problems) {
    if (!book->custom || !xlsx_part_exists(book, book->custom))
        return DELPHI_OK;
    property_reader r = {.book = book};
    const xlsx_handler handler = {.context = &r, .start = property_start, .end = property_end, .text = property_text};
    delphi_status status = xlsx_part_read(book, book->custom, &handler, problems);
    bool failed = r.failed || r.value.failed;
    delphi_buffer_free(&r.value);
    return !status && failed ? base_no_memory(problems) : status;
}
