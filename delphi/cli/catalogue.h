/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What can be looked up by its name: the presets, the measures. One way to list them and one way to find one. */
#ifndef CLI_CATALOGUE_H
#define CLI_CATALOGUE_H

#include "cli/command.h"

typedef struct {
    const char *name;
    const char *title;                         /* what stands beside the name in the list */
    const char *definition, *source, *reading; /* of a measure */
} cli_entry;

/* Entries of one kind. */
typedef struct {
    const char *id;      /* for programs */
    const char *heading; /* a sentence above their list; NULL where the catalogue has one shelf */
    bool in_rules;       /* may rules use them? */
    bool (*entry)(size_t place, cli_entry *out);              /* false behind the last */
    void (*more)(const cli_terminal *terminal, size_t place); /* what only this shelf knows of one; may be NULL */
} cli_shelf;

typedef struct {
    const char *command; /* "rules" */
    const char *kind;    /* "preset" */
    const char *about;   /* the heading above the titles */
    const cli_shelf *shelves;
    size_t count;
} cli_catalogue;

/* Prints every name with its title, shelf by shelf. */
delphi_status cli_catalogue_list(const cli_catalogue *catalogue, const cli_terminal *terminal);
/* Where `name` stands. An unknown one is told on stderr, with the nearest on any shelf: DELPHI_ERR_USAGE. */
delphi_status cli_catalogue_find(const cli_catalogue *catalogue, const char *name, size_t *shelf, size_t *place);
/* A subject and what is said of it, as the page of an entry has them; nothing where the text is empty. */
void cli_catalogue_say(const cli_terminal *terminal, const char *subject, const char *text);

#endif
