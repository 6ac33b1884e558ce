/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Verdicts on stability as values: a truth, or undefined with the reason of the measure that it rests on. */
#ifndef EXPORT_VERDICTS_H
#define EXPORT_VERDICTS_H

#include <delphi/analysis.h>

delphi_value export_group_stable(const delphi_stability_cell *cell);
delphi_value export_individuals_stable(const delphi_stability_cell *cell);

#endif
