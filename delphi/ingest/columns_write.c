/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The columns map that was used, written as columns.csv: used again it gives the same, and a person can correct it. */
#include "ingest/intake.h"

#include <string.h>

#include "base/buffer.h"

static void write_text(delphi_buffer *out, const char *text, char end) {
    ingest_csv_write(out, text, strlen(text), ',');
    base_buffer_char(out, end);
}

/* Headings that name no single column, or that mean something else in a map or in a spreadsheet, go by their number. */
static bool goes_by_number(const intake_column *column) {
    return column->repeated || strchr("#*=+-@", column->heading[0]);
}

static void write_row(const delphi_intake *intake, const intake_column *column, size_t number, delphi_buffer *out) {
    const delphi_study *study = intake->study;
    const intake_target *t = &column->target;
    bool answers = intake_role_answers(t->role);
    bool criterion = answers && t->criterion != DELPHI_NONE && study->protocol.criterion_count > 1;
    if (goes_by_number(column))
        base_buffer_format(out, "#%zu,", number);
    else
        write_text(out, column->heading, ',');
    write_text(out, intake_role_name(t->role), ',');
    write_text(out, answers && t->indicator != DELPHI_NONE ? study->indicators[t->indicator].id : "", ',');
    write_text(out, criterion ? study->protocol.criteria[t->criterion].id : "", '\n');
}

delphi_status delphi_intake_write_map(const delphi_intake *intake, delphi_buffer *out) {
    const intake_file *file = intake->aside ? intake->aside->last : intake->last;
    while (file && !file->columns) /* a returned sheet has no columns to map */
        file = file->previous;
    if (!file)
        return DELPHI_OK;
    base_buffer_text(out, "column,field,indicator,criterion\n");
    for (size_t i = 0; i < file->column_count; i++)
        write_row(intake, &file->columns[i], i + 1, out);
    return out->failed ? DELPHI_ERR_MEMORY : DELPHI_OK;
}
