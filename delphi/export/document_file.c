/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Documents into files of their own. */
#include "export/document_file.h"

#include "base/file.h"
#include "base/problems.h"
#include "export/document_book.h"
#include "export/document_html.h"

document *document_finish(report *r) {
    document *doc = r->document;
    bool failed = r->failed || doc->failed || r->phrase.failed;
    delphi_buffer_free(&r->phrase);
    if (!failed)
        return doc;
    document_free(doc);
    return NULL;
}

delphi_status document_file_book(document *doc, const delphi_protocol *protocol, int round, const char *path,
                                 delphi_problems *problems) {
    if (!doc)
        return base_no_memory(problems);
    document_book book = {doc, protocol, round};
    delphi_status status = document_book_write(&book, path, base_file_replace, problems);
    document_free(doc);
    return status;
}

delphi_status document_file_page(document *doc, const char *path, delphi_problems *problems) {
    delphi_buffer page = {0};
    delphi_status status = doc ? html_write_document(doc, &page) : DELPHI_ERR_MEMORY;
    document_free(doc);
    if (status == DELPHI_OK)
        status = base_file_replace(path, path, page.data, page.size, problems);
    else
        base_no_memory(problems);
    delphi_buffer_free(&page);
    return status;
}
