/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Workbooks as programs write them, and as nobody should: zip files made here, part by part. */
#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <zip.h>

#include "base/buffer.h"
#include "ingest/xlsx.h"

#define MAIN   "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
#define RELS   "http://schemas.openxmlformats.org/package/2006/relationships"
#define OFFICE "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
#define STRICT "http://purl.oclc.org/ooxml/spreadsheetml/main"

#define RELATIONS(inside)          "<Relationships xmlns='" RELS "'>" inside "</Relationships>"
#define RELATION(id, type, target) "<Relationship Id='" id "' Type='" OFFICE "/" type "' Target='" target "'/>"
#define SHEET(inside)              "<worksheet xmlns='" MAIN "'><sheetData>" inside "</sheetData></worksheet>"
#define ROW(inside)                "<row r='1'>" inside "</row>"
#define STRINGS(inside)            "<sst xmlns='" MAIN "' count='4000000000' uniqueCount='9'>" inside "</sst>"
#define STYLES(formats, cells)                                                                                         \
    "<styleSheet xmlns='" MAIN "'><numFmts>" formats "</numFmts><cellStyleXfs><xf numFmtId='14'/></cellStyleXfs>"      \
    "<cellXfs><xf numFmtId='0'/>" cells "</cellXfs></styleSheet>"

#define PARTS_MAX 12

typedef struct {
    const char *name, *text;
    size_t size; /* 0: up to the NUL */
} part;

typedef struct {
    char *data;
    size_t size;
} bytes;

/* A zip file of these parts, in memory. */
static bytes zip_up(const part *parts, const char *password) {
    zip_error_t error;
    zip_source_t *source = zip_source_buffer_create(NULL, 0, 0, &error);
    zip_t *zip = zip_open_from_source(source, ZIP_TRUNCATE, &error);
    cr_assert_not_null(zip);
    zip_source_keep(source);
    for (size_t i = 0; i < PARTS_MAX && parts[i].name; i++) {
        size_t size = parts[i].size ? parts[i].size : strlen(parts[i].text);
        zip_int64_t at =
            zip_file_add(zip, parts[i].name, zip_source_buffer(zip, parts[i].text, size, 0), ZIP_FL_ENC_UTF_8);
        cr_assert_geq(at, 0);
        if (password)
            zip_file_set_encryption(zip, (zip_uint64_t)at, ZIP_EM_AES_256, password);
    }
    cr_assert_eq(zip_close(zip), 0);
    zip_stat_t stat;
    zip_source_stat(source, &stat);
    bytes out = {malloc(stat.size), stat.size};
    zip_source_open(source);
    cr_assert_eq(zip_source_read(source, out.data, stat.size), (zip_int64_t)stat.size);
    zip_source_close(source);
    zip_source_free(source);
    return out;
}

/* What a workbook of one sheet is made of; what is NULL is as usual, or not there. */
typedef struct {
    const char *sheet, *strings, *styles, *workbook, *relations, *root, *custom;
} book_parts;

#define WORKBOOK(inside)                                                                                               \
    "<workbook xmlns='" MAIN "' xmlns:r='" OFFICE "'>" inside "<sheets><sheet name='S' sheetId='1' r:id='a'/>"         \
    "</sheets></workbook>"
#define USUAL_RELATIONS                                                                                                \
    RELATIONS(RELATION("a", "worksheet", "worksheets/sheet1.xml") RELATION("b", "sharedStrings", "sharedStrings.xml")  \
                  RELATION("c", "styles", "styles.xml"))
#define USUAL_ROOT                                                                                                     \
    RELATIONS(RELATION("a", "officeDocument", "xl/workbook.xml")                                                       \
                  RELATION("b", "custom-properties", "docProps/custom.xml"))

static bytes make(const book_parts *p, const char *password) {
    part parts[PARTS_MAX] = {
        {"_rels/.rels", p->root ? p->root : USUAL_ROOT, 0},
        {"xl/workbook.xml", p->workbook ? p->workbook : WORKBOOK(""), 0},
        {"xl/_rels/workbook.xml.rels", p->relations ? p->relations : USUAL_RELATIONS, 0},
        {"xl/worksheets/sheet1.xml", p->sheet, 0},
    };
    size_t count = 4;
    if (p->strings)
        parts[count++] = (part){"xl/sharedStrings.xml", p->strings, 0};
    if (p->styles)
        parts[count++] = (part){"xl/styles.xml", p->styles, 0};
    if (p->custom)
        parts[count++] = (part){"docProps/custom.xml", p->custom, 0};
    return zip_up(parts, password);
}

static void describe(const ingest_grid *grid, delphi_buffer *out) {
    for (size_t i = 0; i < grid->count; i++) {
        const ingest_grid_cell *c = &grid->cells[i];
        base_buffer_format(out, "%u,%u=%.*s|", (unsigned)c->row, (unsigned)c->column, (int)c->size,
                           grid->text.data + c->at);
    }
}

/* The cells of every sheet that is not hidden, as `row,column=text|`. */
static delphi_status read_all(const bytes *b, delphi_buffer *out, delphi_problems *problems) {
    ingest_book *book = NULL;
    size_t count = 0;
    delphi_status status = ingest_book_open("in.xlsx", b->data, b->size, &book, problems);
    const ingest_book_sheet *sheets = book ? ingest_book_sheets(book, &count) : NULL;
    for (size_t i = 0; !status && i < count; i++) {
        ingest_grid grid;
        if (sheets[i].hidden)
            continue;
        status = ingest_book_read(book, i, &grid, problems);
        if (!status)
            describe(&grid, out);
        ingest_grid_free(&grid);
    }
    ingest_book_free(book);
    return status;
}

static const struct {
    const char *name;
    book_parts parts;
    const char *cells;
} sound[] = {
    {"numbers",
     {.sheet = SHEET(ROW("<c r='A1'><v>7</v></c><c r='B1'><v>7.0</v></c><c r='C1'><v>0.10000000000000001</v></c>"
                         "<c r='D1'><v>-12.5</v></c><c r='E1'><v>1E3</v></c><c r='F1'><v>007</v></c>"))},
     "1,1=7|1,2=7|1,3=0.1|1,4=-12.5|1,5=1000|1,6=7|"},
    {"long numbers",
     {.sheet =
          SHEET(ROW("<c r='A1'><v>123456789012345</v></c><c r='B1'><v>1234567890123456789</v></c>"
                    "<c r='C1'><v>0.30000000000000004</v></c><c r='D1'><v>2.50</v></c><c r='E1'><v>-0.0</v></c>"))},
     "1,1=123456789012345|1,2=1.2345678901234568e18|1,3=0.30000000000000004|1,4=2.5|1,5=0|"},
    {"shared strings",
     {.sheet = SHEET(ROW("<c r='A1' t='s'><v>1</v></c><c r='B1' t='s'><v>0</v></c><c r='C1' t='s'><v>2</v></c>")),
      .strings = STRINGS("<si><t>first</t></si><si><t xml:space='preserve'> second &amp; last </t></si><si><t/></si>")},
     "1,1= second & last |1,2=first|"},
    {"rich text, and a reading aid that is none of it",
     {.sheet = SHEET(ROW("<c r='A1' t='s'><v>0</v></c>")),
      .strings = STRINGS("<si><r><rPr><b/></rPr><t>bold</t></r><r><t> and plain</t></r>"
                         "<rPh sb='0' eb='1'><t>reading</t></rPh><phoneticPr fontId='1'/></si>")},
     "1,1=bold and plain|"},
    {"inline strings",
     {.sheet = SHEET(ROW("<c r='A1' t='inlineStr'><is><t>here</t></is></c><c r='B1' t='inlineStr'><is><r><t>a</t></r>"
                         "<r><t>b</t></r><rPh sb='0' eb='1'><t>c</t></rPh></is></c>"))},
     "1,1=here|1,2=ab|"},
    {"numbers as text", {.sheet = SHEET(ROW("<c r='A1' t='inlineStr'><is><t>007</t></is></c>"))}, "1,1=007|"},
    {"truths and errors",
     {.sheet = SHEET(ROW("<c r='A1' t='b'><v>1</v></c><c r='B1' t='b'><v>0</v></c><c r='C1' t='e'><v>#N/A</v></c>"))},
     "1,1=TRUE|1,2=FALSE|1,3=#N/A|"},
    {"formulas are what was computed last",
     {.sheet = SHEET(ROW("<c r='A1'><f>3+4</f><v>7</v></c><c r='B1' t='str'><f>\"a\"&amp;\"b\"</f><v>ab</v></c>"
                         "<c r='C1'><f>NOW()</f></c>"))},
     "1,1=7|1,2=ab|"},
    {"dates from 1900",
     {.sheet =
          SHEET(ROW("<c r='A1' s='1'><v>44197</v></c><c r='B1' s='1'><v>1</v></c><c r='C1' s='1'><v>59</v></c>"
                    "<c r='D1' s='1'><v>61</v></c><c r='E1' s='2'><v>44197.75</v></c><c r='F1' s='3'><v>0.5</v></c>"
                    "<c r='G1' s='4'><v>36585</v></c><c r='H1' s='5'><v>44197</v></c><c r='I1' s='1'><v>-1</v></c>"
                    "<c r='J1' s='99'><v>5</v></c><c r='K1' s='1'><v>2958466</v></c>")),
      .styles = STYLES("<numFmt numFmtId='164' formatCode='[$-413]d\\ mmmm\\ yyyy'/><numFmt numFmtId='165' "
                       "formatCode='0&quot; days&quot;'/>",
                       "<xf numFmtId='14'/><xf numFmtId='22'/><xf numFmtId='20'/><xf numFmtId='164'/>"
                       "<xf numFmtId='165'/>")},
     "1,1=2021-01-01|1,2=1900-01-01|1,3=1900-02-28|1,4=1900-03-01|1,5=2021-01-01 18:00:00|1,6=12:00:00|"
     "1,7=2000-02-29|1,8=44197|1,9=-1|1,10=5|1,11=2958466|"},
    {"dates from 1904",
     {.sheet = SHEET(ROW("<c r='A1' s='1'><v>0</v></c><c r='B1' s='1'><v>42735</v></c>")),
      .workbook = WORKBOOK("<workbookPr date1904='1'/>"),
      .styles = STYLES("", "<xf numFmtId='14'/>")},
     "1,1=1904-01-01|1,2=2021-01-01|"},
    {"dates as text", {.sheet = SHEET(ROW("<c r='A1' t='d'><v>2021-01-01</v></c>"))}, "1,1=2021-01-01|"},
    {"empty rows and cells",
     {.sheet = SHEET("<row r='1'/><row r='3'><c r='B3'/><c r='D3'><v>1</v></c><c r='E3'><v></v></c></row>"
                     "<row r='1048576'><c r='XFD1048576'><v>2</v></c></row>")},
     "3,4=1|1048576,16384=2|"},
    {"rows and cells without numbers",
     {.sheet =
          SHEET("<row><c><v>1</v></c><c/><c><v>2</v></c></row><row><c><v>3</v></c><c r='D2'><v>4</v></c><c><v>5</v>"
                "</c></row>")},
     "1,1=1|1,3=2|2,1=3|2,4=4|2,5=5|"},
    {"prefixed names",
     {.sheet = "<?xml version='1.0' encoding='UTF-8' standalone='yes'?><x:worksheet xmlns:x='" MAIN
               "'><x:sheetData><x:row r='1'><x:c r='A1' t='inlineStr'><x:is><x:t>a</x:t></x:is></x:c></x:row>"
               "</x:sheetData></x:worksheet>"},
     "1,1=a|"},
    {"strict",
     {.sheet =
          "<worksheet xmlns='" STRICT "'><sheetData><row r='1'><c r='A1'><v>7</v></c></row></sheetData></worksheet>",
      .root = RELATIONS("<Relationship Id='a' Type='http://purl.oclc.org/ooxml/officeDocument/relationships/"
                        "officeDocument' Target='/xl/workbook.xml'/>"),
      .relations = RELATIONS("<Relationship Id='a' Type='http://purl.oclc.org/ooxml/officeDocument/relationships/"
                             "worksheet' Target='/xl/worksheets/sheet1.xml'/>"),
      .workbook = "<workbook xmlns='" STRICT "' xmlns:r='http://purl.oclc.org/ooxml/officeDocument/relationships' "
                  "conformance='strict'><sheets><sheet name='S' sheetId='1' r:id='a'/></sheets></workbook>"},
     "1,1=7|"},
    {"characters that XML cannot hold",
     {.sheet = SHEET(ROW("<c r='A1' t='inlineStr'><is><t>a_x000D_&#10;b_x005F_x000D__x0041__xZZZZ_</t></is></c>"
                         "<c r='B1' t='s'><v>0</v></c><c r='C1' t='inlineStr'><is><t>_x20AC__xD83D_</t></is></c>")),
      .strings = STRINGS("<si><t>x_x0009_y_x00E9_</t></si>")},
     "1,1=a\r\nb_x000D_A_xZZZZ_|1,2=x\ty\xC3\xA9|1,3=\xE2\x82\xAC_xD83D_|"},
    {"a comment, an instruction and a section in the XML",
     {.sheet = SHEET(ROW("<!-- c --><c r='A1'><?pi x?><v>1<!-- 2 -->3</v></c><c r='B1' t='str'><v><![CDATA[<&>]]></v>"
                         "</c>"))},
     "1,1=13|1,2=<&>|"},
    {"blanks around an index",
     {.sheet = SHEET(ROW("<c r='A1' t='s'><v>\n 0 </v></c><c r='B1'><v> 7\n</v></c>")),
      .strings = STRINGS("<si><t>a</t></si>")},
     "1,1=a|1,2=7|"},
    {"what stands behind the cells is none of them",
     {.sheet = "<worksheet xmlns='" MAIN "'><sheetData><row r='1'><c r='A1'><v>1</v></c></row></sheetData>"
               "<extLst><ext><row r='9'><c r='A9'><v>9</v></c></row></ext></extLst></worksheet>"},
     "1,1=1|"},
    {"names of parts in other letters",
     {.sheet = SHEET(ROW("<c r='A1'><v>1</v></c>")),
      .relations = RELATIONS(RELATION("a", "worksheet", "Worksheets/Sheet1.xml"))},
     "1,1=1|"},
    {"no styles and no strings", {.sheet = SHEET(ROW("<c r='A1' s='3'><v>1</v></c>"))}, "1,1=1|"},
    {"an empty sheet", {.sheet = "<worksheet xmlns='" MAIN "'/>"}, ""},
};

Test(ingest_xlsx, cells_are_read_as_a_person_sees_them) {
    for (size_t i = 0; i < sizeof sound / sizeof *sound; i++) {
        bytes b = make(&sound[i].parts, NULL);
        delphi_problems *problems = delphi_problems_new();
        delphi_buffer cells = {0};
        delphi_status status = read_all(&b, &cells, problems);
        const delphi_error *e = delphi_problems_get(problems, 0);
        cr_expect_eq(status, DELPHI_OK, "%s: %s", sound[i].name, e ? e->message : "");
        cr_expect_str_eq(cells.data ? cells.data : "", sound[i].cells, "%s: %s", sound[i].name,
                         cells.data ? cells.data : "");
        delphi_buffer_free(&cells);
        delphi_problems_free(problems);
        free(b.data);
    }
}

#define TEN(x)     x x x x x x x x x x
#define SEVENTY(x) TEN(x) TEN(x) TEN(x) TEN(x) TEN(x) TEN(x) TEN(x)

static const struct {
    const char *name;
    book_parts parts;
    long line;
    const char *words;
} refused[] = {
    {"a document type", {.sheet = "<!DOCTYPE worksheet [<!ENTITY a 'aaaa'>]><worksheet/>"}, 0, "has a document type"},
    {"a document type in the strings", {.sheet = SHEET(""), .strings = "<!DOCTYPE sst><sst/>"}, 0, "document type"},
    {"deep nesting", {.sheet = SEVENTY("<a>") SEVENTY("</a>")}, 0, "nested deeper"},
    {"XML that ends too soon", {.sheet = "<worksheet><sheetData>"}, 0, "no sound XML at line 1"},
    {"no XML", {.sheet = "7"}, 0, "no sound XML"},
    {"an entity that is not defined", {.sheet = SHEET(ROW("<c r='A1' t='str'><v>&x;</v></c>"))}, 0, "no sound XML"},
    {"bytes that are not UTF-8", {.sheet = SHEET(ROW("<c r='A1' t='str'><v>\xC3\x28</v></c>"))}, 0, "no sound XML"},
    {"rows out of order",
     {.sheet = SHEET("<row r='2'><c r='A2'><v>1</v></c></row><row r='1'><c r='A1'><v>1</v></c></row>")},
     1,
     "out of order"},
    {"cells out of order", {.sheet = SHEET(ROW("<c r='B1'><v>1</v></c><c r='A1'><v>1</v></c>"))}, 1, "out of order"},
    {"the same cell twice", {.sheet = SHEET(ROW("<c r='A1'><v>1</v></c><c r='A1'><v>1</v></c>"))}, 1, "out of order"},
    {"a row beyond the sheet", {.sheet = SHEET("<row r='4000000000'><c><v>1</v></c></row>")}, 0, "beyond the sheet"},
    {"row 0", {.sheet = SHEET("<row r='0'><c><v>1</v></c></row>")}, 0, "beyond the sheet"},
    {"a column beyond the sheet", {.sheet = SHEET(ROW("<c r='XFE1'><v>1</v></c>"))}, 1, "beyond the sheet"},
    {"a column without end", {.sheet = SHEET(ROW("<c r='AAAAAAAAAAAAAAAAAAAA1'><v>1</v></c>"))}, 1, "beyond the sheet"},
    {"a cell of another row", {.sheet = SHEET(ROW("<c r='A2'><v>1</v></c>"))}, 1, "out of order"},
    {"a text that is not there",
     {.sheet = SHEET(ROW("<c r='A1' t='s'><v>1</v></c>")), .strings = STRINGS("<si><t>a</t></si>")},
     1,
     "names a text that is not there"},
    {"a text before the first",
     {.sheet = SHEET(ROW("<c r='A1' t='s'><v>-1</v></c>")), .strings = STRINGS("<si><t>a</t></si>")},
     1,
     "names a text that is not there"},
    {"texts that are not there at all", {.sheet = SHEET(ROW("<c r='A1' t='s'><v>0</v></c>"))}, 1, "names a text"},
    {"a sheet that is not there",
     {.sheet = SHEET(""), .relations = RELATIONS(RELATION("a", "worksheet", "../../../etc/passwd"))},
     0,
     "is not there or cannot be opened"},
    {"a sheet outside",
     {.sheet = SHEET(""), .relations = RELATIONS(RELATION("a", "worksheet", "/../../etc/passwd"))},
     0,
     "is not there or cannot be opened"},
    {"a text document",
     {.sheet = SHEET(""), .root = RELATIONS(RELATION("a", "officeDocument", "word/document.xml"))},
     0,
     "is not there or cannot be opened"},
    {"a zip file without a document", {.sheet = SHEET(""), .root = RELATIONS("")}, 0, "no xlsx workbook"},
    {"a workbook without sheets", {.sheet = SHEET(""), .workbook = "<workbook xmlns='" MAIN "'/>"}, 0, "no worksheet"},
    {"a chart alone",
     {.sheet = SHEET(""), .relations = RELATIONS(RELATION("a", "chartsheet", "worksheets/sheet1.xml"))},
     0,
     "no worksheet"},
};

static void expect_refused(const char *name, const bytes *b, long line, const char *words) {
    delphi_problems *problems = delphi_problems_new();
    delphi_buffer cells = {0};
    cr_expect_eq(read_all(b, &cells, problems), DELPHI_ERR_INPUT, "%s", name);
    const delphi_error *e = delphi_problems_get(problems, 0);
    cr_assert(e, "%s", name);
    cr_expect_not_null(strstr(e->message, words), "%s: %s", name, e->message);
    cr_expect_str_eq(e->file, "in.xlsx", "%s", name);
    cr_expect_eq(e->line, line, "%s: line %ld", name, e->line);
    cr_expect_eq(delphi_problems_errors(problems), 1, "%s", name);
    delphi_buffer_free(&cells);
    delphi_problems_free(problems);
}

Test(ingest_xlsx, what_is_no_sound_workbook_is_refused_with_the_reason) {
    for (size_t i = 0; i < sizeof refused / sizeof *refused; i++) {
        bytes b = make(&refused[i].parts, NULL);
        expect_refused(refused[i].name, &b, refused[i].line, refused[i].words);
        free(b.data);
    }
}

#define ONE_CELL                                                                                                       \
    { .sheet = SHEET(ROW("<c r='A1'><v>7</v></c>")) }

Test(ingest_xlsx, a_zip_file_of_something_else_is_refused) {
    const part parts[PARTS_MAX] = {{"hello.txt", "hello", 0}};
    bytes b = zip_up(parts, NULL);
    expect_refused("a text in a zip", &b, 0, "a zip file, but no xlsx workbook");
    free(b.data);
    b = zip_up((const part[PARTS_MAX]){{"content.xml", "<a/>", 0}}, NULL);
    expect_refused("an OpenDocument sheet", &b, 0, "save it as xlsx");
    free(b.data);
}

Test(ingest_xlsx, a_password_is_named) {
    bytes b = make(&(book_parts)ONE_CELL, "secret");
    expect_refused("password", &b, 0, "protected by a password");
    free(b.data);
}

/* Cut anywhere, the list at the end of a zip file is gone. */
Test(ingest_xlsx, a_file_that_was_cut_off_is_refused_wherever_that_was) {
    bytes b = make(&(book_parts)ONE_CELL, NULL);
    for (size_t size = 4; size < b.size; size += 7)
        expect_refused("cut off", &(bytes){b.data, size}, 0, "it may have been cut off on its way");
    free(b.data);
}

/* One byte altered anywhere: read, or refused with a reason; never a crash, and never a wrong cell, for every part has
 * its checksum. */
Test(ingest_xlsx, a_byte_that_was_altered_is_found_or_harmless) {
    bytes b = make(&(book_parts)ONE_CELL, NULL);
    for (size_t at = 0; at < b.size; at++) {
        delphi_problems *problems = delphi_problems_new();
        delphi_buffer cells = {0};
        b.data[at] ^= 0x15;
        delphi_status status = read_all(&b, &cells, problems);
        b.data[at] ^= 0x15;
        if (status == DELPHI_OK)
            cr_expect_str_eq(cells.data ? cells.data : "", "1,1=7|", "byte %zu", at);
        else
            cr_expect_geq(delphi_problems_errors(problems), 1, "byte %zu", at);
        delphi_buffer_free(&cells);
        delphi_problems_free(problems);
    }
    free(b.data);
}

/* A part that is a few bytes in the zip and much in memory. */
static char *filled(const char *before, const char *piece, size_t count, const char *after) {
    delphi_buffer text = {0};
    base_buffer_text(&text, before);
    for (size_t i = 0; i < count; i++)
        base_buffer_text(&text, piece);
    base_buffer_text(&text, after);
    cr_assert_not(text.failed);
    return text.data;
}

Test(ingest_xlsx, a_huge_cell_is_refused) {
    char *sheet = filled("<worksheet><sheetData><row r='5'><c r='B5' t='str'><v>", "aaaaaaaaaaaaaaaa", 70000,
                         "</v></c></row></sheetData></worksheet>");
    bytes b = make(&(book_parts){.sheet = sheet}, NULL);
    expect_refused("a huge cell", &b, 5, "a cell of more than 1 MiB");
    free(b.data);
    free(sheet);
}

/* One long text, named by cell after cell: small in the file, and more than can be held. */
Test(ingest_xlsx, a_text_that_is_shared_without_end_is_refused) {
    char *strings = filled("<sst><si><t>", "aaaaaaaaaaaaaaaa", 60000, "</t></si></sst>");
    char *sheet = filled("<worksheet><sheetData>", "<row><c t='s'><v>0</v></c></row>", 400, "</sheetData></worksheet>");
    bytes b = make(&(book_parts){.sheet = sheet, .strings = strings}, NULL);
    expect_refused("a text without end", &b, 280, "256 MiB in all");
    free(b.data);
    free(sheet);
    free(strings);
}

/* ---- several sheets, properties, the first cell ---- */

Test(ingest_xlsx, hidden_sheets_are_marked_and_charts_left_out) {
    const part parts[PARTS_MAX] = {
        {"_rels/.rels", USUAL_ROOT, 0},
        {"xl/workbook.xml",
         "<workbook xmlns='" MAIN "' xmlns:r='" OFFICE "'><sheets><sheet name='B' r:id='b' state='hidden'/>"
         "<sheet name='C' r:id='c'/><sheet name='A &amp; A' r:id='a'/><sheet name='D' r:id='d' state='veryHidden'/>"
         "</sheets></workbook>",
         0},
        {"xl/_rels/workbook.xml.rels",
         RELATIONS(RELATION("a", "worksheet", "worksheets/one.xml") RELATION("b", "worksheet", "worksheets/two.xml")
                       RELATION("c", "chartsheet", "charts/three.xml")
                           RELATION("d", "worksheet", "worksheets/two.xml")),
         0},
        {"xl/worksheets/one.xml", SHEET("<row r='3'><c r='B3'><v>1</v></c><c r='C3'><v>2</v></c></row>"), 0},
        {"xl/worksheets/two.xml", SHEET(""), 0},
        {"docProps/custom.xml",
         "<Properties xmlns='x' xmlns:vt='y'><property fmtid='z' pid='2' name='delphi-sheet'><vt:lpwstr>a &amp; b"
         "</vt:lpwstr></property><property name='empty'/></Properties>",
         0},
    };
    bytes b = zip_up(parts, NULL);
    delphi_problems *problems = delphi_problems_new();
    ingest_book *book = NULL;
    cr_assert_eq(ingest_book_open("in.xlsx", b.data, b.size, &book, problems), DELPHI_OK);
    size_t count;
    const ingest_book_sheet *sheets = ingest_book_sheets(book, &count);
    cr_assert_eq(count, 3);
    cr_expect_str_eq(sheets[0].name, "B");
    cr_expect(sheets[0].hidden && !sheets[1].hidden && sheets[2].hidden);
    cr_expect_str_eq(sheets[1].name, "A & A");
    cr_expect_str_eq(ingest_book_property(book, "delphi-sheet"), "a & b");
    cr_expect_str_eq(ingest_book_property(book, "empty"), "");
    cr_expect_null(ingest_book_property(book, "other"));
    uint32_t row, column;
    const char *text;
    cr_expect_eq(ingest_book_first(book, 1, &row, &column, &text, problems), DELPHI_OK);
    cr_expect(row == 3 && column == 2);
    cr_expect_str_eq(text, "1");
    cr_expect_eq(ingest_book_first(book, 0, &row, &column, &text, problems), DELPHI_OK);
    cr_expect(row == 0 && column == 0);
    cr_expect_str_eq(text, "");
    ingest_book_free(book);
    delphi_problems_free(problems);
    free(b.data);
}
