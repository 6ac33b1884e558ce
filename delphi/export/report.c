/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The round report, or the final one, as an xlsx file. */
#include <delphi/export.h>

#include "base/file.h"
#include "base/problems.h"
#include "export/document_book.h"
#include "export/parts.h"

delphi_status delphi_export_report(const delphi_report_order *order, const char *path, delphi_problems *problems) {
    const delphi_result *last = order->rounds[order->round_count - 1];
    document *doc = parts_write(order);
    if (!doc)
        return base_no_memory(problems);
    const document_book book = {doc, &last->study->protocol, last->round};
    delphi_status status = document_book_write(&book, path, base_file_replace, problems);
    document_free(doc);
    return status;
}
