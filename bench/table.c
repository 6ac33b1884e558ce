/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The generator's own small CSV tables (beliefs, comments), read by libcsv. */
#include "generate.h"

#include <csv.h>
#include <stdlib.h>
#include <string.h>

typedef struct {
    bench_table *table;
    size_t column;
    bool failed;
} reading;

static void take_field(void *field, size_t size, void *context) {
    reading *r = context;
    bench_table *t = r->table;
    char **cells = realloc(t->cells, (t->made + 1) * sizeof *cells);
    if (cells) {
        t->cells = cells;
        t->cells[t->made] = strndup(field ? field : "", size);
    }
    if (!cells || !t->cells[t->made])
        r->failed = true;
    else
        t->made++;
    r->column++;
}

static void take_row(int end, void *context) {
    (void)end;
    reading *r = context;
    if (r->table->rows == 0)
        r->table->columns = r->column;
    else if (r->column != r->table->columns)
        r->failed = true;
    r->table->rows++;
    r->column = 0;
}

static bool parse(FILE *file, bench_table *out) {
    struct csv_parser parser;
    reading r = {.table = out};
    char bytes[65536];
    if (csv_init(&parser, CSV_STRICT | CSV_APPEND_NULL))
        return false;
    for (size_t size; !r.failed && (size = fread(bytes, 1, sizeof bytes, file)) > 0;)
        r.failed = csv_parse(&parser, bytes, size, take_field, take_row, &r) != size;
    bool done = csv_fini(&parser, take_field, take_row, &r) == 0 && !r.failed && !ferror(file);
    csv_free(&parser);
    return done;
}

bool bench_table_read(const char *path, bench_table *out) {
    *out = (bench_table){0};
    FILE *file = fopen(path, "rb");
    bool done = file && parse(file, out);
    if (file)
        fclose(file);
    if (!done) {
        fprintf(stderr, "generate: %s: cannot be read, or a row is not as long as its heading\n", path);
        bench_table_free(out);
    }
    return done;
}

void bench_table_free(bench_table *table) {
    for (size_t i = 0; i < table->made; i++)
        free(table->cells[i]);
    free(table->cells);
    *table = (bench_table){0};
}

const char *bench_table_at(const bench_table *table, size_t row, const char *heading) {
    for (size_t c = 0; c < table->columns; c++)
        if (strcmp(table->cells[c], heading) == 0)
            return table->cells[row * table->columns + c];
    return "";
}

double bench_table_number(const bench_table *table, size_t row, const char *heading, double otherwise) {
    const char *text = bench_table_at(table, row, heading);
    char *end;
    double number = strtod(text, &end);
    return end != text && !*end ? number : otherwise;
}
