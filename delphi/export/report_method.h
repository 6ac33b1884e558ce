/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the parts of the sheet "Method" share. Each function returns the row after what it wrote. */
#ifndef EXPORT_REPORT_METHOD_H
#define EXPORT_REPORT_METHOD_H

#include "export/report.h"

lxw_row_t report_method_section(report_book *book, lxw_row_t row, const char *title);
lxw_row_t report_method_row(report_book *book, lxw_row_t row, const char *label, const char *text,
                            report_format format);
/* The definition of each measure that the rules or this report use, with a warning where one is stretched. */
lxw_row_t report_method_measures(report_book *book, lxw_row_t row);

#endif
