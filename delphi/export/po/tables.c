/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Writes the texts that reach the workbooks from the tables of other rooms (measures, presets, reasons) as a PO
 * template, so that they are translated with the rest. Run by `make po`. */
#include <stdio.h>

#include <delphi/delphi.h>

static void write_text(const char *text) {
    fputs("\nmsgid \"", stdout);
    for (; *text; text++) {
        if (*text == '"' || *text == '\\')
            putchar('\\');
        if (*text == '\n')
            fputs("\\n", stdout);
        else
            putchar(*text);
    }
    fputs("\"\nmsgstr \"\"\n", stdout);
}

/* Rows of every table call their texts alike. Names of authors are not translated: a source stays as it is. */
#define WRITE_TABLE(type, table)                                                                                       \
    do {                                                                                                               \
        size_t count;                                                                                                  \
        const type *rows = table(&count);                                                                              \
        for (size_t i = 0; i < count; i++) {                                                                           \
            write_text(rows[i].title);                                                                                 \
            write_text(rows[i].definition);                                                                            \
            if (*rows[i].reading)                                                                                      \
                write_text(rows[i].reading);                                                                           \
        }                                                                                                              \
    } while (0)

int main(void) {
    size_t presets, verdicts;
    const delphi_preset *preset = delphi_presets(&presets);
    const delphi_verdict *verdict = delphi_stability_verdicts(&verdicts);
    puts("msgid \"\"\nmsgstr \"Content-Type: text/plain; charset=UTF-8\\n\"");
    WRITE_TABLE(delphi_measure, delphi_measures);
    WRITE_TABLE(delphi_set_measure, delphi_set_measures);
    WRITE_TABLE(delphi_pair_measure, delphi_pair_measures);
    WRITE_TABLE(delphi_trend_measure, delphi_trend_measures);
    WRITE_TABLE(delphi_decision_measure, delphi_decision_measures);
    for (size_t i = 0; i < verdicts; i++) {
        write_text(verdict[i].title);
        write_text(verdict[i].definition);
        write_text(verdict[i].source);
    }
    for (size_t i = 0; i < presets; i++)
        write_text(preset[i].text);
    for (delphi_reason r = DELPHI_REASON_NONE + 1; r < DELPHI_REASON_COUNT; r++)
        write_text(delphi_reason_text(r));
    return ferror(stdout) != 0;
}
