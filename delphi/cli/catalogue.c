/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Lists what has a name, and finds it, or the name that was probably meant. */
#include "cli/catalogue.h"

#include "cli/table.h"

#include <stdlib.h>
#include <string.h>

#define INDENT 2

static delphi_status list_shelf(const cli_catalogue *catalogue, const cli_shelf *shelf, const cli_terminal *terminal) {
    const cli_column columns[] = {{.heading = catalogue->kind}, {.heading = catalogue->about, .wrap = true}};
    cli_table *table = cli_table_new(terminal, columns, sizeof columns / sizeof *columns);
    cli_entry entry;
    for (size_t i = 0; shelf->entry(i, &entry); i++) {
        cli_table_add(table, CLI_BOLD, "%s", entry.name);
        cli_table_add(table, CLI_PLAIN, "%s", entry.title);
    }
    return cli_table_print(table, shelf->heading ? INDENT : 0);
}

delphi_status cli_catalogue_list(const cli_catalogue *catalogue, const cli_terminal *terminal) {
    delphi_status status = DELPHI_OK;
    for (size_t i = 0; i < catalogue->count && status == DELPHI_OK; i++) {
        if (i > 0)
            putchar('\n');
        if (catalogue->shelves[i].heading)
            cli_print_paragraph(terminal, catalogue->shelves[i].heading, 0);
        status = list_shelf(catalogue, &catalogue->shelves[i], terminal);
    }
    return status;
}

/* All names, or only their number where `names` is NULL. */
static size_t collect(const cli_catalogue *catalogue, const char **names) {
    size_t count = 0;
    cli_entry entry;
    for (size_t s = 0; s < catalogue->count; s++) {
        for (size_t i = 0; catalogue->shelves[s].entry(i, &entry); i++, count++) {
            if (names)
                names[count] = entry.name;
        }
    }
    return count;
}

static delphi_status unknown(const cli_catalogue *catalogue, const char *name) {
    size_t count = collect(catalogue, NULL);
    const char **names = calloc(count + 1, sizeof *names), *near = NULL;
    if (!names)
        return DELPHI_ERR_MEMORY;
    collect(catalogue, names);
    near = cli_nearest(name, names, count);
    free(names);
    if (near)
        return cli_error(DELPHI_ERR_USAGE, "%s: there is no %s '%s': did you mean '%s'?", catalogue->command,
                         catalogue->kind, name, near);
    return cli_error(DELPHI_ERR_USAGE, "%s: there is no %s '%s': 'delphi %s' lists them", catalogue->command,
                     catalogue->kind, name, catalogue->command);
}

delphi_status cli_catalogue_find(const cli_catalogue *catalogue, const char *name, size_t *shelf, size_t *place) {
    cli_entry entry;
    for (size_t s = 0; s < catalogue->count; s++) {
        for (size_t i = 0; catalogue->shelves[s].entry(i, &entry); i++) {
            if (strcmp(entry.name, name) == 0) {
                *shelf = s;
                *place = i;
                return DELPHI_OK;
            }
        }
    }
    return unknown(catalogue, name);
}

void cli_catalogue_say(const cli_terminal *terminal, const char *subject, const char *text) {
    if (!*text)
        return;
    printf("%s\n", subject);
    cli_print_paragraph(terminal, text, INDENT);
}
