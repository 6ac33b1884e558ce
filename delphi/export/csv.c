/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tidy CSV: a row a value. libcsv quotes; a text that a spreadsheet would take for a formula gets an apostrophe. */
#include <delphi/export.h>

#include "base/buffer.h"
#include "base/number.h"
#include "base/rational.h"
#include "export/shares.h"

#include <csv.h>
#include <string.h>

typedef struct {
    const delphi_result *result;
    delphi_buffer *out;
    char delimiter, mark;
    const char *indicator, *criterion, *group; /* "" where a row has none */
} writer;

static void put_quoted(delphi_buffer *out, const char *text, size_t size) {
    size_t room = csv_write(NULL, 0, text, size);
    char *to = base_buffer_reserve(out, room);
    if (!to)
        return;
    out->size += csv_write(to, room, text, size);
    out->data[out->size] = '\0';
}

static void put_text(writer *w, const char *text) {
    char delimiter[] = {w->delimiter, '"', '\r', '\n', '\0'};
    if (text[0] && strchr("=+-@\t\r", text[0]))
        base_buffer_char(w->out, '\'');
    if (text[strcspn(text, delimiter)])
        put_quoted(w->out, text, strlen(text));
    else
        base_buffer_text(w->out, text);
    base_buffer_char(w->out, w->delimiter);
}

/* Numbers are written bare, the minus sign included, with the dialect's decimal mark. */
static void put_number(writer *w, double number) {
    char text[BASE_NUMBER_SIZE];
    size_t length = base_write_real(number, text);
    for (size_t i = 0; i < length; i++)
        base_buffer_char(w->out, text[i] == '.' ? w->mark : text[i]);
    base_buffer_char(w->out, w->delimiter);
}

static void start_row(writer *w, const char *measure, const char *suffix) {
    char name[256];
    put_text(w, w->result->study->protocol.id);
    put_number(w, w->result->round);
    put_text(w, w->indicator);
    put_text(w, w->criterion);
    put_text(w, w->group);
    size_t length = strlen(measure), rest = strlen(suffix);
    if (length + rest < sizeof name) {
        memcpy(name, measure, length);
        memcpy(name + length, suffix, rest + 1);
        put_text(w, name);
    }
}

static void end_row(writer *w, const char *undefined) {
    put_text(w, undefined);
    w->out->size--; /* the last field has no delimiter behind it */
    base_buffer_text(w->out, "\r\n");
}

static void put_value(writer *w, const char *measure, const char *suffix, const delphi_value *value) {
    const char *undefined = "";
    start_row(w, measure, suffix);
    if (value->kind == DELPHI_VALUE_UNDEFINED) {
        base_buffer_char(w->out, w->delimiter);
        undefined = delphi_reason_text(value->reason);
    } else if (value->kind == DELPHI_VALUE_TRUTH) {
        put_text(w, value->as.truth ? "true" : "false");
    } else {
        put_number(w, delphi_value_real(value));
    }
    end_row(w, undefined);
}

static void put_count(writer *w, const char *measure, int64_t count) {
    delphi_value value = base_value_integer(count);
    put_value(w, measure, "", &value);
}

static void put_word(writer *w, const char *measure, const char *word) {
    start_row(w, measure, "");
    put_text(w, word);
    end_row(w, "");
}

static void put_cell(writer *w, const delphi_cell *cell) {
    const delphi_protocol *p = &w->result->study->protocol;
    size_t count;
    const delphi_measure *measures = delphi_measures(&count);
    put_count(w, "n", cell->n);
    if (cell->suppressed) {
        put_word(w, "suppressed", "true");
        return;
    }
    put_count(w, "missing", cell->missing);
    put_count(w, "cannot_judge", cell->cannot_judge);
    put_count(w, "base", cell->base);
    for (size_t b = 0; b < p->band_count; b++) {
        delphi_value share = export_band_share(p, cell, &p->bands[b]);
        put_value(w, "share_", p->bands[b].id, &share);
    }
    for (size_t m = 0; m < count; m++)
        put_value(w, measures[m].name, "", &cell->values[m]);
}

static void put_outcome(writer *w, const delphi_outcome *outcome) {
    const delphi_protocol *p = &w->result->study->protocol;
    w->indicator = w->result->study->indicators[outcome->indicator].id;
    w->criterion = w->group = "";
    put_word(w, "decision", delphi_decision_name(outcome->decision));
    for (size_t c = 0; c < p->criterion_count; c++) {
        w->criterion = p->criteria[c].id;
        for (size_t g = 0; g <= p->group_count; g++) {
            w->group = g ? p->groups[g - 1].id : "";
            put_cell(w, delphi_result_cell(w->result, outcome, c, g ? g - 1 : DELPHI_NONE));
        }
    }
}

delphi_status delphi_export_csv(const delphi_result *result, delphi_csv_dialect dialect, delphi_buffer *out) {
    static const char *const headings[] = {"study", "round",   "indicator", "criterion",
                                           "group", "measure", "value",     "undefined"};
    bool excel = dialect == DELPHI_CSV_EXCEL_NL;
    writer w = {.result = result, .out = out, .delimiter = excel ? ';' : ',', .mark = excel ? ',' : '.'};
    if (excel)
        base_buffer_text(out, "\xEF\xBB\xBF");
    for (size_t i = 0; i < sizeof headings / sizeof *headings - 1; i++)
        put_text(&w, headings[i]);
    end_row(&w, headings[7]);
    for (size_t i = 0; i < result->outcome_count && !out->failed; i++)
        put_outcome(&w, &result->outcomes[i]);
    return out->failed ? DELPHI_ERR_MEMORY : DELPHI_OK;
}
