/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The page around a document's parts: head, links to the parts, the parts one after another, foot. */
#include "export/document_html.h"

#include <stdlib.h>
#include <string.h>

#include "base/buffer.h"
#include "base/file.h"
#include "export/parts.h"

/* Nothing is fetched and nothing runs, whatever a text in the page may hold. */
#define POLICY "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'"

static const char *const language_codes[DELPHI_LANGUAGE_COUNT] = {[DELPHI_NL] = "nl", [DELPHI_EN] = "en"};

/* How words of each kind are marked up. */
static const struct {
    const char *open, *close;
} marks[] = {
    [DOCUMENT_ANSWER] = {"<p class=\"answer\">", "</p>"},
    [DOCUMENT_SUBTITLE] = {"<p class=\"subtitle\">", "</p>"},
    [DOCUMENT_SECTION] = {"<h3>", "</h3>"},
    [DOCUMENT_PARAGRAPH] = {"<p>", "</p>"},
    [DOCUMENT_NOTE] = {"<p class=\"note\">", "</p>"},
    [DOCUMENT_CAUTION] = {"<p class=\"caution\"><span aria-hidden=\"true\">! </span>", "</p>"},
};

static void write_head(html_page *page) {
    const document *doc = page->document;
    html_write(page, "<!DOCTYPE html>\n<html lang=\"%s\">\n<head>\n<meta charset=\"utf-8\"/>\n",
               language_codes[page->language]);
    html_write(page, "<meta http-equiv=\"Content-Security-Policy\" content=\"%s\"/>\n", POLICY);
    html_write(page, "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"/>\n"
                     "<meta name=\"referrer\" content=\"no-referrer\"/>\n<meta name=\"description\" content=\"");
    html_text(page, doc->subtitle);
    html_write(page, "\"/>\n<meta name=\"generator\" content=\"delphi %s\"/>\n", delphi_version());
    /* An icon of its own, or a browser asks a server for one. */
    html_write(page, "<link rel=\"icon\" href=\"data:,\"/>\n<title>");
    html_text(page, doc->title);
    if (*doc->subtitle)
        html_write(page, " \xE2\x80\x93 ");
    html_text(page, doc->subtitle);
    html_write(page, "</title>\n<style>\n");
    for (const char *const *styles = html_styles; *styles; styles++)
        html_write(page, "%s", *styles);
    html_write(page, "</style>\n</head>\n");
}

/* A part that bears the document's title has its name for a heading: the page has its title already. */
static const char *heading_of(const html_page *page, const document_part *part) {
    return strcmp(part->title, page->document->title) == 0 ? part->name : part->title;
}

static void write_links(html_page *page) {
    html_write(page, "<nav aria-labelledby=\"contents\">\n<h2 id=\"contents\">");
    html_words(page, N_("Contents"));
    html_write(page, "</h2>\n<ol>\n");
    for (const document_part *part = page->document->parts; part; part = part->next) {
        html_write(page, "<li><a href=\"#");
        html_text(page, part->id);
        html_write(page, "\">");
        html_text(page, part->name);
        html_write(page, "</a></li>\n");
    }
    html_write(page, "</ol>\n</nav>\n");
}

static void write_block(html_page *page, const document_block *block) {
    if (block->kind == DOCUMENT_IS_TABLE)
        html_table(page, &block->table);
    else if (block->kind == DOCUMENT_IS_DIAGRAM)
        html_diagram(page, &block->diagram);
    else {
        html_write(page, "%s", marks[block->words].open);
        html_text(page, block->text);
        html_write(page, "%s\n", marks[block->words].close);
        if (block->words == DOCUMENT_SECTION)
            page->part_title = block->text;
    }
}

static void write_part(html_page *page, const document_part *part) {
    page->part_id = part->id;
    page->part_title = heading_of(page, part);
    html_write(page, "<section id=\"");
    html_text(page, part->id);
    html_write(page, "\" aria-labelledby=\"");
    html_text(page, part->id);
    html_write(page, "-title\">\n<h2 id=\"");
    html_text(page, part->id);
    html_write(page, "-title\">");
    html_text(page, page->part_title);
    html_write(page, "</h2>\n");
    for (const document_block *block = part->blocks; block; block = block->next)
        write_block(page, block);
    html_write(page, "</section>\n");
}

static void write_body(html_page *page) {
    const document *doc = page->document;
    html_write(page, "<body>\n<a class=\"skip\" href=\"#main\">");
    html_words(page, N_("Skip to the content"));
    html_write(page, "</a>\n<header>\n<h1>");
    html_text(page, doc->title);
    html_write(page, "</h1>\n");
    if (*doc->subtitle) {
        html_write(page, "<p>");
        html_text(page, doc->subtitle);
        html_write(page, "</p>\n");
    }
    html_write(page, "</header>\n<div class=\"page\">\n");
    write_links(page);
    html_write(page, "<main id=\"main\" tabindex=\"-1\">\n");
    for (const document_part *part = doc->parts; part; part = part->next)
        write_part(page, part);
    html_write(page, "</main>\n</div>\n<footer>\n<p>delphi %s. ", delphi_version());
    html_words(page, N_("This page is complete in itself: it loads nothing and sends nothing."));
    html_write(page, "</p>\n</footer>\n</body>\n</html>\n");
}

delphi_status html_write_document(const document *doc, delphi_buffer *out) {
    html_page page = {.document = doc, .language = doc->language};
    write_head(&page);
    write_body(&page);
    bool failed = page.out.failed || page.words.failed;
    if (!failed) {
        base_buffer_append(out, page.out.data, page.out.size);
        failed = out->failed;
    }
    delphi_buffer_free(&page.out);
    delphi_buffer_free(&page.words);
    return failed ? DELPHI_ERR_MEMORY : DELPHI_OK;
}

delphi_status delphi_export_report_html(const delphi_report_order *order, delphi_buffer *out) {
    document *doc = parts_write(order);
    delphi_status status = doc ? html_write_document(doc, out) : DELPHI_ERR_MEMORY;
    document_free(doc);
    return status;
}

delphi_status delphi_export_report_page(const delphi_report_order *order, const char *path, delphi_problems *problems) {
    delphi_buffer page = {0};
    delphi_status status = delphi_export_report_html(order, &page);
    if (status == DELPHI_OK)
        status = base_file_replace(path, path, page.data, page.size, problems);
    delphi_buffer_free(&page);
    return status;
}
