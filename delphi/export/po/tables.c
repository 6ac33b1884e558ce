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

int main(void) {
    size_t measures, presets;
    const delphi_measure *measure = delphi_measures(&measures);
    const delphi_preset *preset = delphi_presets(&presets);
    puts("msgid \"\"\nmsgstr \"Content-Type: text/plain; charset=UTF-8\\n\"");
    for (size_t i = 0; i < measures; i++) {
        write_text(measure[i].title);
        write_text(measure[i].definition);
    }
    for (size_t i = 0; i < presets; i++)
        write_text(preset[i].text);
    for (delphi_reason r = DELPHI_REASON_NONE + 1; r < DELPHI_REASON_COUNT; r++)
        write_text(delphi_reason_text(r));
    return ferror(stdout) != 0;
}
