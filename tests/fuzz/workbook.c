/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Workbooks: as bytes, and as the XML inside a sound zip file, which mutation of bytes hardly ever gets to. */
#include "fuzz.h"

#include "base/buffer.h"
#include "ingest/xlsx.h"

#include <string.h>
#include <zip.h>

static void check_grid(const ingest_grid *grid) {
    for (size_t i = 0; i < grid->count; i++) {
        const ingest_grid_cell *c = &grid->cells[i], *before = i ? c - 1 : NULL;
        FUZZ_MUST(c->size > 0 && c->at + c->size <= grid->text.size);
        FUZZ_MUST(c->row >= 1 && c->row <= INGEST_GRID_ROWS && c->column >= 1 && c->column <= INGEST_GRID_COLUMNS);
        FUZZ_MUST(!before || before->row < c->row || (before->row == c->row && before->column < c->column));
        size_t size;
        FUZZ_MUST(ingest_grid_cell_text(grid, c->row, c->column, &size) == grid->text.data + c->at && size == c->size);
    }
}

/* Reads every sheet, and that twice: the second time gives the same. */
static void read_book(const char *bytes, size_t size) {
    delphi_problems *problems = delphi_problems_new();
    ingest_book *book = NULL;
    delphi_status status = ingest_book_open("book.xlsx", bytes, size, &book, problems);
    fuzz_check_problems(status, problems);
    size_t count = 0;
    if (!status) {
        const ingest_book_sheet *sheets = ingest_book_sheets(book, &count);
        FUZZ_MUST(count > 0 && sheets[0].part);
        ingest_book_property(book, "delphi-sheet");
    }
    for (size_t i = 0; i < count && i < 3; i++) {
        ingest_grid first = {0}, second = {0};
        delphi_problems *own = delphi_problems_new();
        status = ingest_book_read(book, i, &first, own);
        fuzz_check_problems(status, own);
        FUZZ_MUST(ingest_book_read(book, i, &second, own) == status && first.count == second.count);
        FUZZ_MUST(first.text.size == second.text.size);
        check_grid(&first);
        ingest_grid_free(&first);
        ingest_grid_free(&second);
        delphi_problems_free(own);
    }
    ingest_book_free(book);
    delphi_problems_free(problems);
}

void fuzz_xlsx(const char *bytes, size_t size) {
    read_book(bytes, size);
    fuzz_take_in(NULL, 0, bytes, size);
}

#define XML  "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>"
#define MAIN "xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\""
#define RELS "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">"
#define TYPE "Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/"

/* The parts in the order of the input, which are separated by 0x1F; one that is not there or empty is this. */
static const struct {
    const char *name, *otherwise;
} parts[] = {
    {"xl/worksheets/sheet1.xml", "<worksheet " MAIN "><sheetData><row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>expert"
                                 "</t></is></c></row></sheetData></worksheet>"},
    {"xl/sharedStrings.xml", "<sst " MAIN "><si><t>expert</t></si><si><t>I01[relevance]</t></si><si><t>E1</t></si><si>"
                             "<t>I02[relevance]</t></si></sst>"},
    {"xl/styles.xml",
     "<styleSheet " MAIN "><numFmts><numFmt numFmtId=\"164\" formatCode=\"d mmm yyyy h:mm\"/></numFmts>"
     "<cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"14\"/><xf numFmtId=\"164\"/></cellXfs></styleSheet>"},
    {"docProps/custom.xml", "<Properties><property name=\"delphi-sheet\"><vt:lpwstr>x</vt:lpwstr></property>"
                            "</Properties>"},
    {"xl/workbook.xml",
     "<workbook " MAIN "><sheets><sheet name=\"Data\" sheetId=\"1\" r:id=\"rId1\"/></sheets></workbook>"},
    {"xl/_rels/workbook.xml.rels", RELS "<Relationship Id=\"rId1\" " TYPE
                                        "worksheet\" Target=\"worksheets/sheet1.xml\"/><Relationship Id=\"rId2\" " TYPE
                                        "sharedStrings\" Target=\"sharedStrings.xml\"/><Relationship Id=\"rId3\" " TYPE
                                        "styles\" Target=\"styles.xml\"/></Relationships>"},
    {"_rels/.rels", RELS "<Relationship Id=\"rId1\" " TYPE "officeDocument\" Target=\"xl/workbook.xml\"/><Relationship "
                         "Id=\"rId2\" " TYPE "custom-properties\" Target=\"docProps/custom.xml\"/></Relationships>"},
};
#define PARTS (sizeof parts / sizeof *parts)

static void add_part(zip_t *zip, const char *name, const char *bytes, size_t size) {
    zip_source_t *source = zip_source_buffer(zip, bytes, size, 0);
    FUZZ_MUST(source);
    zip_int64_t index = zip_file_add(zip, name, source, ZIP_FL_OVERWRITE);
    FUZZ_MUST(index >= 0 && zip_set_file_compression(zip, (zip_uint64_t)index, ZIP_CM_STORE, 0) == 0);
}

static void add_parts(zip_t *zip, const char *bytes, size_t size) {
    for (size_t i = 0; i < PARTS; i++) {
        const char *end = size ? memchr(bytes, 0x1F, size) : NULL;
        size_t here = end ? (size_t)(end - bytes) : size;
        if (here)
            add_part(zip, parts[i].name, bytes, here);
        else
            add_part(zip, parts[i].name, parts[i].otherwise, strlen(parts[i].otherwise));
        size -= end ? here + 1 : here;
        bytes += end ? here + 1 : here;
    }
}

/* The workbook with these parts, to be freed. */
static char *make_book(const char *bytes, size_t size, size_t *made_size) {
    zip_error_t error;
    zip_source_t *out = zip_source_buffer_create(NULL, 0, 0, &error);
    FUZZ_MUST(out);
    zip_source_keep(out);
    zip_t *zip = zip_open_from_source(out, ZIP_TRUNCATE, &error);
    FUZZ_MUST(zip);
    add_parts(zip, bytes, size);
    FUZZ_MUST(zip_close(zip) == 0);
    zip_stat_t stat;
    FUZZ_MUST(zip_source_stat(out, &stat) == 0 && zip_source_open(out) == 0);
    char *made = malloc(stat.size);
    FUZZ_MUST(made && zip_source_read(out, made, stat.size) == (zip_int64_t)stat.size);
    zip_source_close(out);
    zip_source_free(out);
    *made_size = stat.size;
    return made;
}

void fuzz_workbook(const char *bytes, size_t size) {
    size_t made_size;
    char *made = make_book(bytes, size, &made_size);
    fuzz_xlsx(made, made_size);
    free(made);
}

#define NONCE "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"
static const bool in_play[] = {true, true, false};

/* Rows parted by newlines and cells by tabs, as a worksheet of inline strings; XML's characters become `_`. In the
 * first cell `@` stands for the mark of the first expert's sheet. */
static void write_sheet(const char *bytes, size_t size, const char *mark, delphi_buffer *out) {
    base_buffer_text(out, "<worksheet><sheetData><row><c t=\"inlineStr\"><is><t>");
    for (size_t i = 0; i < size; i++) {
        unsigned char c = (unsigned char)bytes[i];
        if (c == '\n')
            base_buffer_text(out, "</t></is></c></row><row><c t=\"inlineStr\"><is><t>");
        else if (c == '\t')
            base_buffer_text(out, "</t></is></c><c t=\"inlineStr\"><is><t>");
        else if (c == '@' && i == 0)
            base_buffer_text(out, mark);
        else
            base_buffer_char(out, c < 32 || c > 126 || c == '<' || c == '&' ? '_' : (char)c);
    }
    base_buffer_text(out, "</t></is></c></row></sheetData></worksheet>\x1f\x1f\x1f<Properties><property name=\"delphi-"
                          "sheet\"><vt:lpwstr>");
    base_buffer_text(out, size && bytes[0] == '@' ? mark : "x");
    base_buffer_text(out, "</vt:lpwstr></property></Properties>");
}

/* A sound sheet of ours, whatever an expert did to its cells: all of it comes in, or it is refused. */
void fuzz_returned(const char *bytes, size_t size) {
    delphi_study *study = fuzz_study_new(true);
    delphi_problems *problems = delphi_problems_new();
    delphi_buffer xml = {0};
    char code[DELPHI_SHEET_CODE_SIZE];
    size_t made_size;
    FUZZ_MUST(!delphi_sheet_code(study, 1, 0, in_play, NONCE, code));
    char *mark = delphi_sheet_mark(study, 1, 0, code);
    write_sheet(bytes, size, mark, &xml);
    char *made = make_book(xml.data, xml.size, &made_size);
    delphi_intake *intake = delphi_intake_new(study, 1, in_play, NULL, "ratings.csv");
    const delphi_intake_terms terms = {.nonce = NONCE};
    FUZZ_MUST(intake && !delphi_intake_agree(intake, &terms));
    delphi_status status = delphi_intake_add(intake, "sheet.xlsx", made, made_size, 0, problems);
    fuzz_check_problems(status, problems);
    delphi_ratings *ratings = delphi_intake_ratings(intake);
    FUZZ_MUST(!ratings == (status != DELPHI_OK));
    for (size_t i = 0; ratings && i < study->indicator_count; i++)
        for (size_t c = 0; c < study->protocol.criterion_count; c++)
            for (size_t e = 1; bytes[0] == '@' && e < study->expert_count; e++)
                FUZZ_MUST(delphi_ratings_column(ratings, i, c)[e] == DELPHI_MISSING);
    delphi_ratings_free(ratings);
    delphi_intake_free(intake);
    free(made);
    free(mark);
    delphi_buffer_free(&xml);
    delphi_problems_free(problems);
    delphi_study_free(study);
}
