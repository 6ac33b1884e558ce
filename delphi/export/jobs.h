/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Many workbooks, an expert each, by as many processes as are asked for. */
#ifndef EXPORT_JOBS_H
#define EXPORT_JOBS_H

#include <delphi/export.h>

typedef struct {
    /* Writes one workbook; `plan` is what all of them have in common, found before any process is started. */
    delphi_status (*write)(const void *plan, const delphi_sheet_order *order, delphi_problems *problems);
    const void *plan;
    const delphi_sheet_order *orders;
    size_t count;
    int workers;                    /* processes at once; with 1 it is done in this one */
    delphi_sheet_progress progress; /* may be NULL */
    void *context;
    delphi_problems *problems;
} export_jobs;

/* The worst of what writing came to. Workbooks that could be written are there, each one whole. */
delphi_status export_jobs_run(const export_jobs *jobs);

#endif
