/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Options by getopt_long, made from a command's table; the same table prints the help. */
#include "cli/command.h"

#include <getopt.h>
#include <stdlib.h>
#include <string.h>

#define MOST_OPTIONS 24
/* Values that getopt_long returns for row i; above any character. */
#define FIRST_CODE 256

static const cli_option common_options[] = {
    {"ascii", 0, CLI_FLAG, NULL, "plain characters only", offsetof(cli_values, ascii)},
    {"help", 'h', CLI_FLAG, NULL, "this text", offsetof(cli_values, help)},
};

#define COMMON (sizeof common_options / sizeof *common_options)

const cli_option *cli_option_row(const cli_command *command, size_t i) {
    size_t own = 0;
    while (command->options[own].name)
        own++;
    return i < own ? &command->options[i] : i < own + COMMON ? &common_options[i - own] : NULL;
}

/* The command's rows, then the common ones. */
typedef struct {
    const cli_option *rows[MOST_OPTIONS];
    const char *names[MOST_OPTIONS]; /* for the nearest spelling */
    size_t count;
} option_list;

static void list_options(const cli_command *command, option_list *out) {
    out->count = 0;
    for (const cli_option *row; out->count < MOST_OPTIONS && (row = cli_option_row(command, out->count));) {
        out->rows[out->count] = row;
        out->names[out->count++] = row->name;
    }
}

/* The place of `text` among "a|b|c", from 1; 0 where it is none of them. */
static int choice_place(const char *choices, const char *text) {
    size_t size = strlen(text);
    int place = 1;
    for (const char *p = choices;; place++) {
        size_t length = strcspn(p, "|");
        if (length == size && memcmp(p, text, size) == 0)
            return place;
        if (p[length] == '\0')
            return 0;
        p += length + 1;
    }
}

/* "a|b|c" as people say it: "a, b or c". */
static void say_choices(const char *choices, char *out, size_t size) {
    size_t used = 0;
    *out = '\0';
    for (const char *p = choices; *p && used < size; p += *p == '|') {
        size_t length = strcspn(p, "|");
        bool last = p[length] == '\0';
        const char *before = p == choices ? "" : last ? " or " : ", ";
        used += (size_t)snprintf(out + used, size - used, "%s%.*s", before, (int)length, p);
        p += length;
    }
}

static int read_number(const char *text) {
    size_t size = strlen(text);
    if (size < 1 || size > 3 || strspn(text, "0123456789") != size)
        return 0;
    return atoi(text);
}

static delphi_status add_value(cli_list *list, const char *text) {
    const char **items = realloc(list->items, (list->count + 1) * sizeof *items);
    if (!items)
        return cli_error(DELPHI_ERR_MEMORY, "out of memory");
    list->items = items;
    items[list->count++] = text;
    return DELPHI_OK;
}

delphi_language cli_language(const cli_values *values, delphi_language usual) {
    return values->language == 0 ? usual : values->language == 1 ? DELPHI_NL : DELPHI_EN;
}

void cli_values_free(cli_values *values) {
    free(values->experts.items);
}

static delphi_status set_value(const cli_command *command, const cli_option *row, const char *text, cli_values *out) {
    void *field = (char *)out + row->offset;
    if (row->kind == CLI_FLAG) {
        *(bool *)field = true;
        return DELPHI_OK;
    }
    if (row->kind == CLI_TEXT) {
        *(const char **)field = text;
        return DELPHI_OK;
    }
    if (row->kind == CLI_LIST)
        return add_value(field, text);
    bool number = row->kind == CLI_NUMBER;
    *(int *)field = number ? read_number(text) : choice_place(row->argument, text);
    if (*(int *)field > 0)
        return DELPHI_OK;
    char allowed[128] = "a number from 1 to 999";
    if (!number)
        say_choices(row->argument, allowed, sizeof allowed);
    return cli_error(DELPHI_ERR_USAGE, "%s: --%s: '%s' is not allowed: it takes %s", command->name, row->name, text,
                     allowed);
}

static delphi_status unknown_option(const cli_command *command, const option_list *list, const char *word) {
    char name[64];
    snprintf(name, sizeof name, "%.*s", (int)strcspn(word, "="), word);
    const char *near = cli_nearest(name + strspn(name, "-"), list->names, list->count);
    if (near)
        return cli_error(DELPHI_ERR_USAGE, "%s: there is no option '%s': did you mean '--%s'?", command->name, name,
                         near);
    return cli_error(DELPHI_ERR_USAGE, "%s: there is no option '%s': 'delphi %s --help' lists them", command->name,
                     name, command->name);
}

/* What getopt_long did not understand: a missing value, a value too many, or an option that is not there. */
static delphi_status refuse(const cli_command *command, const option_list *list, int code, char **argv) {
    const char *word = argv[optind - 1];
    for (size_t i = 0; i < list->count; i++) {
        const cli_option *row = list->rows[i];
        if (optopt != FIRST_CODE + (int)i && (optopt == 0 || optopt != row->letter))
            continue;
        if (code == ':')
            return cli_error(DELPHI_ERR_USAGE, "%s: --%s needs a value: %s", command->name, row->name, row->argument);
        return cli_error(DELPHI_ERR_USAGE, "%s: --%s takes no value", command->name, row->name);
    }
    char letter[] = {'-', (char)optopt, '\0'};
    return unknown_option(command, list, optopt ? letter : word);
}

static delphi_status check_arguments(const cli_command *command, const cli_values *values) {
    if (values->argument_count < command->least) {
        /* The first word that was not given. */
        const char *word = command->arguments;
        for (size_t i = 0; i < values->argument_count; i++)
            word += strcspn(word, " ") + 1;
        return cli_error(DELPHI_ERR_USAGE, "%s: %.*s is missing: delphi %s %s", command->name, (int)strcspn(word, " ."),
                         word, command->name, command->arguments);
    }
    if (values->argument_count > command->most)
        return cli_error(DELPHI_ERR_USAGE, "%s: '%s' is one argument too many: delphi %s %s", command->name,
                         values->arguments[command->most], command->name, command->arguments);
    return DELPHI_OK;
}

/* The arrays that getopt_long wants. */
static void make_getopt(const option_list *list, struct option *longs, char *shorts) {
    *shorts++ = ':';
    for (size_t i = 0; i < list->count; i++) {
        const cli_option *row = list->rows[i];
        int has_value = row->kind == CLI_FLAG ? no_argument : required_argument;
        longs[i] = (struct option){row->name, has_value, NULL, FIRST_CODE + (int)i};
        if (row->letter)
            *shorts++ = (char)row->letter;
        if (row->letter && has_value == required_argument)
            *shorts++ = ':';
    }
    longs[list->count] = (struct option){0};
    *shorts = '\0';
}

static const cli_option *row_of(const option_list *list, int code) {
    for (size_t i = 0; i < list->count; i++) {
        if (code == FIRST_CODE + (int)i || code == list->rows[i]->letter)
            return list->rows[i];
    }
    return NULL;
}

delphi_status cli_parse(const cli_command *command, int argc, char **argv, cli_values *out) {
    option_list list;
    struct option longs[MOST_OPTIONS + 1];
    char shorts[2 * MOST_OPTIONS + 2];
    list_options(command, &list);
    make_getopt(&list, longs, shorts);
    *out = (cli_values){0};
    opterr = 0;
    for (int code; (code = getopt_long(argc, argv, shorts, longs, NULL)) != -1;) {
        const cli_option *row = row_of(&list, code);
        if (!row)
            return refuse(command, &list, code, argv);
        delphi_status status = set_value(command, row, optarg, out);
        if (status != DELPHI_OK)
            return status;
    }
    out->arguments = argv + optind;
    out->argument_count = (size_t)(argc - optind);
    return out->help ? DELPHI_OK : check_arguments(command, out);
}

static int help_width(const option_list *list) {
    int widest = 0;
    for (size_t i = 0; i < list->count; i++) {
        const cli_option *row = list->rows[i];
        int width = (int)(strlen(row->name) + (row->argument ? 1 + strlen(row->argument) : 0));
        if (width > widest)
            widest = width;
    }
    return widest;
}

void cli_print_help(const cli_command *command) {
    option_list list;
    list_options(command, &list);
    cli_terminal terminal = cli_terminal_find(true);
    terminal.width = terminal.width < 80 ? terminal.width : 80;
    printf("Usage: delphi %s %s [OPTION]...\n\n", command->name, command->arguments);
    cli_print_paragraph(&terminal, command->details, 0);
    int width = help_width(&list);
    printf("\nOptions:\n");
    for (size_t i = 0; i < list.count; i++) {
        const cli_option *row = list.rows[i];
        char words[64];
        snprintf(words, sizeof words, "%s%s%s", row->name, row->argument ? " " : "",
                 row->argument ? row->argument : "");
        char letter[] = {row->letter ? '-' : ' ', row->letter ? (char)row->letter : ' ', row->letter ? ',' : ' ', '\0'};
        printf("  %s --%-*s  %s\n", letter, width, words, row->help);
    }
    printf("\nExamples:\n  %s\n  %s\n", command->examples[0], command->examples[1]);
}
