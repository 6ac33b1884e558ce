/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Writes one of them to standard output, for the build: `manual delphi.1`, `manual delphi-study.5 SCHEMA`,
 * `manual delphi.bash`. */
#include "cli/manual/manual.h"

#include <stdlib.h>
#include <string.h>

static char *read_whole(const char *path) {
    static char text[1 << 18]; /* the schema is a fraction of this */
    FILE *file = fopen(path, "rb");
    size_t size = file ? fread(text, 1, sizeof text - 1, file) : 0;
    if (file)
        fclose(file);
    text[size] = '\0';
    return size > 0 && size < sizeof text - 1 ? text : NULL;
}

int main(int argc, char **argv) {
    const char *what = argc > 1 ? argv[1] : "";
    bool written = true;
    if (strcmp(what, "delphi.1") == 0) {
        manual_write_command_page(stdout);
    } else if (strcmp(what, "delphi.bash") == 0) {
        manual_write_bash(stdout);
    } else {
        char *schema = argc > 2 ? read_whole(argv[2]) : NULL;
        written = schema && manual_write_study_page(stdout, schema);
    }
    return written && fflush(stdout) == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
