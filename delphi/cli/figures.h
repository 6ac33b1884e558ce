/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Numbers as people like to read them in a narrow table. */
#ifndef CLI_FIGURES_H
#define CLI_FIGURES_H

#include "cli/terminal.h"

#include <delphi/delphi.h>

#define CLI_FIGURE_SIZE 64

/* A median or quartile: 7, 7½, 5¼; 7.5 and 5.25 in plain characters; a dash where it is undefined. */
void cli_figure_value(const cli_terminal *terminal, const delphi_value *value, char out[CLI_FIGURE_SIZE]);
/* "[6–8]", or "" where the quartiles are undefined. */
void cli_figure_quartiles(const cli_terminal *terminal, const delphi_cell *cell, char out[CLI_FIGURE_SIZE]);
/* The share in the band "high": "76%", cut and not rounded, so that 74.9% never reads as 75%. "" without such a band, a
 * dash where there are too few ratings. */
void cli_figure_high(const cli_terminal *terminal, const delphi_study *study, const delphi_cell *cell,
                     char out[CLI_FIGURE_SIZE]);
/* A bar for each point of the scale; ten bars where the scale has more than eleven points. */
void cli_figure_bars(const cli_terminal *terminal, const delphi_study *study, const delphi_cell *cell,
                     char out[CLI_FIGURE_SIZE]);
/* A value with all that is to know of it: "16/21 (76.2%)", "yes", or the reason why it is undefined. */
void cli_figure_exact(const delphi_value *value, char *out, size_t size);

/* The value of a measure in a cell; undefined where there is no such measure. */
delphi_value cli_measure_in(const delphi_cell *cell, const char *name);

#endif
