/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Completion for bash: commands, their options, the values that an option may have, and folders and files for the rest.
 * Written without the package bash-completion, so that it works where bash is alone. */
#include "cli/manual/manual.h"

#include <string.h>

static void put_choices(FILE *out, const char *choices) {
    for (; *choices; choices++)
        putc(*choices == '|' ? ' ' : *choices, out);
}

/* "init)  options='--lang -l ...' ;;" */
static void put_options(FILE *out, const cli_command *command) {
    const cli_option *row;
    fprintf(out, "    %s) options='", command->name);
    for (size_t i = 0; (row = cli_option_row(command, i)); i++)
        fprintf(out, "%s--%s", i ? " " : "", row->name);
    fputs("' ;;\n", out);
}

/* What may follow an option: its choices, a file, or something that only the person knows. */
static void put_values(FILE *out, const cli_command *command) {
    const cli_option *row;
    for (size_t i = 0; (row = cli_option_row(command, i)); i++) {
        if (row->kind == CLI_FLAG)
            continue;
        fprintf(out, "    %s:--%s", command->name, row->name);
        if (row->letter)
            fprintf(out, " | %s:-%c", command->name, row->letter);
        fputs(") ", out);
        if (row->kind == CLI_CHOICE) {
            fputs("_delphi_choose '", out);
            put_choices(out, row->argument);
            fputs("'; return ;;\n", out);
        } else if (strcmp(row->argument, "FILE") == 0 || strcmp(row->argument, "DIR") == 0) {
            fputs("COMPREPLY=($(compgen -f -- \"$word\")); return ;;\n", out);
        } else {
            fputs("return ;;\n", out);
        }
    }
}

/* Which commands take names of a list, and not a folder, as their first argument. */
static void put_names(FILE *out) {
    fputs("    rules:1 | measures:1) COMPREPLY=($(compgen -W \"$(delphi ${words[1]} 2>/dev/null | awk '/^[a-z]/ { "
          "print $1 }')\" -- "
          "\"$word\")) ;;\n    schema:1) _delphi_choose 'study results longlist trends' ;;\n",
          out);
}

void manual_write_bash(FILE *out) {
    fprintf(out, "# Completion of delphi %s for bash. Written by the build; not to be edited.\n", delphi_version());
    fputs("_delphi_choose() {\n  COMPREPLY=($(compgen -W \"$1\" -- \"$word\"))\n}\n\n"
          "_delphi() {\n"
          "  local word=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD - 1]} command=${COMP_WORDS[1]} "
          "options='' i place=0\n"
          "  local -a words=(\"${COMP_WORDS[@]}\")\n"
          "  COMPREPLY=()\n"
          "  if [ \"$COMP_CWORD\" -eq 1 ]; then\n    _delphi_choose '",
          out);
    for (size_t i = 0; i < cli_command_count; i++)
        fprintf(out, "%s ", cli_commands[i]->name);
    fputs("--help --version'\n    return\n  fi\n  case \"$command:$before\" in\n", out);
    for (size_t i = 0; i < cli_command_count; i++)
        put_values(out, cli_commands[i]);
    fputs("  esac\n  case \"$command\" in\n", out);
    for (size_t i = 0; i < cli_command_count; i++)
        put_options(out, cli_commands[i]);
    fputs("  esac\n"
          "  if [[ $word == -* ]]; then\n    _delphi_choose \"$options\"\n    return\n  fi\n"
          "  for ((i = 2; i <= COMP_CWORD; i++)); do\n    [[ ${words[i]} == -* ]] || place=$((place + 1))\n  done\n"
          "  case \"$command:$place\" in\n",
          out);
    put_names(out);
    fputs("    *:1) COMPREPLY=($(compgen -d -- \"$word\")) ;;\n"
          "    override:3) _delphi_choose 'keep drop rerate no_consensus' ;;\n"
          "    *) COMPREPLY=($(compgen -f -- \"$word\")) ;;\n"
          "  esac\n}\n"
          "complete -o filenames -F _delphi delphi\n",
          out);
}
