/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A table of beliefs for a simulation: of each indicator and criterion the mean and spread of opinions, and where
 * groups differ the mean of a group, in rows of their own. */
#include <delphi/ingest.h>

#include <stdlib.h>
#include <string.h>

#include "base/number.h"
#include "base/problems.h"
#include "base/rational.h"
#include "ingest/table.h"
#include "ingest/words.h"

#define NAMES_MAX 200

enum { INDICATOR, CRITERION, GROUP, MEAN, SPREAD, CANNOT_JUDGE, COLUMN_COUNT };

static const ingest_column columns[COLUMN_COUNT] = {
    [INDICATOR] = {"indicator", true}, [CRITERION] = {"criterion", false}, [GROUP] = {"group", false},
    [MEAN] = {"mean", true},           [SPREAD] = {"spread", true},        [CANNOT_JUDGE] = {"cannot_judge", false},
};

typedef struct {
    const delphi_study *study;
    size_t criteria, groups;
    delphi_beliefs *out;
    long *lines;       /* of each cell; 0: not told yet */
    long *group_lines; /* of each cell and group */
} reading;

static size_t read_indicator(ingest_table *table, const ingest_row *row) {
    const reading *r = table->context;
    ingest_field field = ingest_table_field(table, row, INDICATOR);
    for (size_t i = 0; i < r->study->indicator_count; i++)
        if (strlen(r->study->indicators[i].id) == field.size &&
            memcmp(r->study->indicators[i].id, field.text, field.size) == 0)
            return i;
    ingest_table_refuse(table, row->line, INDICATOR, "there is no indicator %s in indicators.csv",
                        ingest_quote(field.text, field.size).text);
    return DELPHI_NONE;
}

/* DELPHI_NONE where the field is empty; `*sound` is cleared where it names nothing. */
static size_t read_name(ingest_table *table, const ingest_row *row, size_t column,
                        const char *(*name)(const delphi_protocol *, size_t), size_t count, bool *sound) {
    const reading *r = table->context;
    ingest_field field = ingest_table_field(table, row, column);
    const char *names[NAMES_MAX];
    if (!field.size)
        return DELPHI_NONE;
    for (size_t i = 0; i < count && i < NAMES_MAX; i++) {
        names[i] = name(&r->study->protocol, i);
        if (strlen(names[i]) == field.size && memcmp(names[i], field.text, field.size) == 0)
            return i;
    }
    *sound = false;
    if (count == 0)
        ingest_table_refuse(table, row->line, column, "found %s, but study.json has no %ss",
                            ingest_quote(field.text, field.size).text, columns[column].name);
    else
        ingest_table_refuse(table, row->line, column, "there is no %s %s%s", columns[column].name,
                            ingest_quote(field.text, field.size).text,
                            ingest_choices(field.text, field.size, names, count < NAMES_MAX ? count : NAMES_MAX).text);
    return DELPHI_NONE;
}

static const char *criterion_name(const delphi_protocol *protocol, size_t i) {
    return protocol->criteria[i].id;
}

static const char *group_name(const delphi_protocol *protocol, size_t i) {
    return protocol->groups[i].id;
}

static double read_number(ingest_table *table, const ingest_row *row, size_t column, double least, double most,
                          bool *sound) {
    ingest_field field = ingest_table_field(table, row, column);
    delphi_rational number;
    bool read = base_read_decimal(field.text, field.size, '.', &number) ||
                base_read_decimal(field.text, field.size, ',', &number);
    double value = read ? base_rational_real(number) : 0;
    if (read && value >= least && value <= most)
        return value;
    *sound = false;
    ingest_table_refuse(table, row->line, column, "found %s; allowed is a number from %g to %g",
                        ingest_quote(field.text, field.size).text, least, most);
    return 0;
}

/* The numbers of a row. A mean may lie as far outside of the scale as the scale is wide. */
static bool read_belief(ingest_table *table, const ingest_row *row, bool of_group, delphi_belief *out) {
    const reading *r = table->context;
    const delphi_scale *scale = &r->study->protocol.scale;
    double width = scale->max - scale->min;
    bool sound = true;
    out->mean = read_number(table, row, MEAN, scale->min - width, scale->max + width, &sound);
    for (size_t column = SPREAD; column <= CANNOT_JUDGE; column++) {
        bool empty = ingest_table_field(table, row, column).size == 0;
        if (of_group && !empty) {
            ingest_table_refuse(table, row->line, column, "a group has a mean of its own and no %s: leave this empty",
                                columns[column].name);
            sound = false;
        } else if (column == SPREAD && !of_group) {
            out->spread = read_number(table, row, SPREAD, 0, 10 * width, &sound);
        } else if (!empty) {
            out->cannot_judge = read_number(table, row, CANNOT_JUDGE, 0, 1, &sound);
        }
    }
    return sound;
}

/* Is the place still free? */
static bool claim(ingest_table *table, const ingest_row *row, long *line) {
    if (*line)
        ingest_table_refuse(table, row->line, INDICATOR, "this was told on line %ld already", *line);
    bool free_place = *line == 0;
    *line = *line ? *line : row->line;
    return free_place;
}

static bool take_belief(ingest_table *table, const ingest_row *row) {
    reading *r = table->context;
    bool sound = true;
    size_t indicator = read_indicator(table, row);
    size_t criterion = read_name(table, row, CRITERION, criterion_name, r->criteria, &sound);
    size_t group = read_name(table, row, GROUP, group_name, r->groups, &sound);
    delphi_belief belief = {0};
    bool numbers = read_belief(table, row, group != DELPHI_NONE, &belief);
    if (indicator == DELPHI_NONE || !sound)
        return true;
    size_t from = criterion == DELPHI_NONE ? 0 : criterion, to = criterion == DELPHI_NONE ? r->criteria : criterion + 1;
    for (size_t c = from; c < to; c++) {
        size_t cell = indicator * r->criteria + c, place = cell * r->groups + group;
        if (!claim(table, row, group == DELPHI_NONE ? &r->lines[cell] : &r->group_lines[place]) || !numbers)
            continue;
        if (group == DELPHI_NONE)
            r->out->beliefs[cell] = belief;
        else
            r->out->shifts[place] = belief.mean;
    }
    return true;
}

/* Every cell must be told; a group's mean becomes what it lies above that of all. */
static void finish(reading *r, ingest_table *table) {
    const delphi_study *study = r->study;
    for (size_t cell = 0; cell < study->indicator_count * r->criteria; cell++) {
        if (!r->lines[cell])
            table->status = base_problem(table->problems, DELPHI_ERR_INPUT, (base_place){.file = table->file},
                                         "no row tells of %s%s%s", study->indicators[cell / r->criteria].id,
                                         r->criteria > 1 ? " on " : "",
                                         r->criteria > 1 ? study->protocol.criteria[cell % r->criteria].id : "");
        for (size_t g = 0; g < r->groups; g++)
            if (r->group_lines[cell * r->groups + g])
                r->out->shifts[cell * r->groups + g] -= r->out->beliefs[cell].mean;
    }
}

delphi_status delphi_read_beliefs(const delphi_study *study, const char *file, const char *bytes, size_t size,
                                  delphi_beliefs **out, delphi_problems *problems) {
    size_t cells = study->indicator_count * study->protocol.criterion_count;
    reading r = {.study = study,
                 .criteria = study->protocol.criterion_count,
                 .groups = study->protocol.group_count,
                 .out = delphi_beliefs_new(study),
                 .lines = calloc(cells + 1, sizeof *r.lines),
                 .group_lines = calloc(cells * study->protocol.group_count + 1, sizeof *r.group_lines)};
    ingest_table table = {.file = file,
                          .problems = problems,
                          .columns = columns,
                          .column_count = COLUMN_COUNT,
                          .take = take_belief,
                          .context = &r};
    delphi_status status =
        r.out && r.lines && r.group_lines ? ingest_table_read(&table, bytes, size) : base_no_memory(problems);
    if (status == DELPHI_OK) {
        finish(&r, &table);
        status = table.status;
    }
    free(r.lines);
    free(r.group_lines);
    if (status == DELPHI_OK)
        *out = r.out;
    else
        delphi_beliefs_free(r.out);
    return status;
}
