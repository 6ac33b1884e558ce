/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The engine's tables of measures behind one door. */
#ifndef CLI_MEASURES_H
#define CLI_MEASURES_H

#include "cli/catalogue.h"

/* A shelf a table. */
extern const cli_catalogue cli_measure_tables;

/* `delphi measures --json` (delphi-measures/1): all tables, or the measure at `place` of `only` alone. */
delphi_status cli_print_measures_json(const cli_shelf *only, size_t place);

#endif
