/* SPDX-License-Identifier: GPL-3.0-or-later */
/* JUnit's XML, written as the studies come. */
#include "cli/junit.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

/* Text as XML 1.0 allows it; control characters, which it does not, become a space. */
static void put_text(FILE *out, const char *text) {
    for (; *text; text++) {
        switch (*text) {
        case '&':
            fputs("&amp;", out);
            break;
        case '<':
            fputs("&lt;", out);
            break;
        case '>':
            fputs("&gt;", out);
            break;
        case '"':
            fputs("&quot;", out);
            break;
        default:
            putc((unsigned char)*text < 0x20 && *text != '\n' ? ' ' : *text, out);
        }
    }
}

static void put_attribute(FILE *out, const char *name, const char *text) {
    fprintf(out, " %s=\"", name);
    put_text(out, text);
    putc('"', out);
}

bool cli_junit_start(cli_junit *junit) {
    junit->out = open_memstream(&junit->text, &junit->size);
    return junit->out != NULL;
}

bool cli_junit_suite(cli_junit *junit) {
    junit->suite_tests = junit->suite_failures = junit->suite_errors = 0;
    junit->rows = open_memstream(&junit->suite, &junit->suite_size);
    return junit->rows != NULL;
}

void cli_junit_test(cli_junit *junit, const char *suite, const char *name, const char *kind, const char *message,
                    const char *details) {
    FILE *out = junit->rows;
    junit->suite_tests++;
    fputs("    <testcase", out);
    put_attribute(out, "classname", suite);
    put_attribute(out, "name", name);
    if (!kind) {
        fputs("/>\n", out);
        return;
    }
    *(strcmp(kind, "error") == 0 ? &junit->suite_errors : &junit->suite_failures) += 1;
    fprintf(out, ">\n      <%s", kind);
    put_attribute(out, "message", message);
    putc('>', out);
    put_text(out, details);
    fprintf(out, "</%s>\n    </testcase>\n", kind);
}

void cli_junit_end_suite(cli_junit *junit, const char *name) {
    fclose(junit->rows);
    junit->rows = NULL;
    fputs("  <testsuite", junit->out);
    put_attribute(junit->out, "name", name);
    fprintf(junit->out, " tests=\"%zu\" failures=\"%zu\" errors=\"%zu\">\n%s  </testsuite>\n", junit->suite_tests,
            junit->suite_failures, junit->suite_errors, junit->suite ? junit->suite : "");
    free(junit->suite);
    junit->suite = NULL;
    junit->tests += junit->suite_tests;
    junit->failures += junit->suite_failures;
    junit->errors += junit->suite_errors;
}

delphi_status cli_junit_write(cli_junit *junit, const char *path) {
    bool whole = fflush(junit->out) == 0;
    FILE *file = whole ? fopen(path, "w") : NULL;
    if (file)
        whole = fprintf(file,
                        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                        "<testsuites name=\"delphi recompute\" tests=\"%zu\" failures=\"%zu\" errors=\"%zu\">\n%s"
                        "</testsuites>\n",
                        junit->tests, junit->failures, junit->errors, junit->text) > 0;
    int why = errno;
    if (file && fclose(file) == 0 && whole)
        return DELPHI_OK;
    return cli_error(DELPHI_ERR_IO, "%s: the JUnit file cannot be written: %s", path, strerror(why ? why : errno));
}

void cli_junit_free(cli_junit *junit) {
    if (junit->out)
        fclose(junit->out);
    free(junit->text);
}
