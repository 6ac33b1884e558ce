/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Files that are made to exhaust memory or time, and folders that point elsewhere: each is refused with its reason, in
 * bounded memory and time, and the study stays as it was. */
#include "program.h"

#include "../kit/study_kit.h"

#include <sys/resource.h>
#include <zip.h>

#define MIB ((size_t)1 << 20)
#define XML "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>"

/* ---- how such a file is made ---- */

typedef void (*maker)(delphi_buffer *out);

static void repeat(delphi_buffer *out, const char *text, size_t times) {
    for (size_t i = 0; i < times; i++)
        base_buffer_text(out, text);
}

static void long_line(delphi_buffer *out) {
    base_buffer_text(out, "expert,I01\nP1,");
    char *room = base_buffer_reserve(out, 100 * MIB);
    memset(room, '7', 100 * MIB);
    out->size += 100 * MIB;
}

static void long_heading(delphi_buffer *out) {
    char *room = base_buffer_reserve(out, 100 * MIB);
    memset(room, 'e', 100 * MIB);
    out->size += 100 * MIB;
}

static void open_quote(delphi_buffer *out) {
    base_buffer_text(out, "expert,I01\nP1,\"");
    repeat(out, "7\n", 20 * MIB);
}

static void only_quotes(delphi_buffer *out) {
    char *room = base_buffer_reserve(out, 20 * MIB + 1);
    memset(room, '"', 20 * MIB + 1);
    out->size += 20 * MIB + 1;
}

static void many_columns(delphi_buffer *out) {
    repeat(out, "c,", MIB);
    base_buffer_text(out, "\n");
    repeat(out, "7,", MIB);
}

static void all_columns(delphi_buffer *out) {
    base_buffer_text(out, "expert");
    repeat(out, ",x", 19998);
    base_buffer_text(out, "\nP1\n");
}

static void only_commas(delphi_buffer *out) {
    repeat(out, ",,,,,,,,,,,,,,,,\n", MIB);
}

static void only_lines(delphi_buffer *out) {
    repeat(out, "\r\n", 20 * MIB);
}

static void many_strangers(delphi_buffer *out) {
    base_buffer_text(out, "expert,I01\n");
    for (int i = 0; i < 500000; i++)
        base_buffer_format(out, "stranger%d,7\n", i);
}

static void zeros(delphi_buffer *out) {
    char *room = base_buffer_reserve(out, 50 * MIB);
    memset(room, 0, 50 * MIB);
    out->size += 50 * MIB;
}

/* ---- workbooks: parts, most of them sound ---- */

#define BOOK_START "<workbook><sheets>"
#define BOOK_END   "</sheets></workbook>"
#define SHEET      "<worksheet><sheetData>"
#define SHEET_END  "</sheetData></worksheet>"

static void billion_laughs(delphi_buffer *out) {
    base_buffer_text(out, "<!DOCTYPE w [<!ENTITY a \"ha\">");
    for (char c = 'b'; c < 'm'; c++)
        base_buffer_format(out, "<!ENTITY %c \"&%c;&%c;&%c;&%c;&%c;&%c;&%c;&%c;&%c;&%c;\">", c, c - 1, c - 1, c - 1,
                           c - 1, c - 1, c - 1, c - 1, c - 1, c - 1, c - 1);
    base_buffer_text(out, "]>" SHEET "<row><c t=\"str\"><v>&l;</v></c></row>" SHEET_END);
}

static void deep_nest(delphi_buffer *out) {
    repeat(out, "<a>", MIB);
}

static void huge_tag(delphi_buffer *out) {
    base_buffer_text(out, "<worksheet a=\"");
    repeat(out, "AAAAAAAAAAAAAAAA", 4 * MIB);
    base_buffer_text(out, "\"/>");
}

static void huge_comment(delphi_buffer *out) {
    base_buffer_text(out, "<worksheet><!--");
    repeat(out, "AAAAAAAAAAAAAAAA", 4 * MIB);
    base_buffer_text(out, "--></worksheet>");
}

static void many_names(delphi_buffer *out) {
    base_buffer_text(out, SHEET);
    for (int i = 0; i < 1000000; i++)
        base_buffer_format(out, "<n%d/>", i);
    base_buffer_text(out, SHEET_END);
}

static void many_prefixes(delphi_buffer *out) {
    base_buffer_text(out, SHEET);
    for (int i = 0; i < 1000000; i++)
        base_buffer_format(out, "<c p%d:r=\"A1\"/>", i);
    base_buffer_text(out, SHEET_END);
}

static void huge_cell(delphi_buffer *out) {
    base_buffer_text(out, SHEET "<row><c t=\"str\"><v>");
    repeat(out, "AAAAAAAAAAAAAAAA", 2 * MIB);
    base_buffer_text(out, "</v></c></row>" SHEET_END);
}

static void last_cell(delphi_buffer *out) {
    base_buffer_text(out, SHEET "<row r=\"1048576\"><c r=\"XFD1048576\"><v>1</v></c></row>" SHEET_END);
}

static void beyond_the_last_cell(delphi_buffer *out) {
    base_buffer_text(out, SHEET "<row r=\"1\"><c r=\"ZZZZZZZZ1\"><v>1</v></c></row>" SHEET_END);
}

static void far_cells(delphi_buffer *out) {
    base_buffer_text(out, SHEET);
    for (int i = 1; i <= 60000; i++)
        base_buffer_format(out, "<row r=\"%d\"><c r=\"XFD%d\"><v>1</v></c></row>", i, i);
    base_buffer_text(out, SHEET_END);
}

static void shared_over_and_over(delphi_buffer *out) {
    base_buffer_text(out, SHEET);
    for (int i = 1; i <= 2000; i++)
        base_buffer_format(out, "<row r=\"%d\"><c r=\"A%d\" t=\"s\"><v>0</v></c></row>", i, i);
    base_buffer_text(out, SHEET_END);
}

static void huge_text(delphi_buffer *out) {
    base_buffer_text(out, "<sst><si><t>");
    repeat(out, "AAAAAAAAAAAAAAAA", MIB / 16);
    base_buffer_text(out, "</t></si></sst>");
}

static void many_texts(delphi_buffer *out) {
    base_buffer_text(out, "<sst>");
    repeat(out, "<si/>", 17 * MIB);
    base_buffer_text(out, "</sst>");
}

static void many_cells(delphi_buffer *out) {
    base_buffer_text(out, SHEET);
    for (int row = 0; row < 1100; row++) {
        base_buffer_text(out, "<row>");
        repeat(out, "<c><v>1</v></c>", 16384);
        base_buffer_text(out, "</row>");
    }
    base_buffer_text(out, SHEET_END);
}

static void many_sheets(delphi_buffer *out) {
    base_buffer_text(out, BOOK_START);
    repeat(out, "<sheet name=\"a\" id=\"r1\"/>", 100000);
    base_buffer_text(out, BOOK_END);
}

static void long_list(delphi_buffer *out) {
    base_buffer_text(out, BOOK_START "<sheet name=\"a\" id=\"r1\"/>");
    repeat(out, "                                ", 2 * MIB);
    base_buffer_text(out, BOOK_END);
}

static void outside(delphi_buffer *out) {
    base_buffer_text(out, "<Relationships><Relationship Id=\"r1\" Type=\"t/worksheet\" Target=\"../../../../../../etc/"
                          "passwd\"/></Relationships>");
}

static void sound_sheet(delphi_buffer *out) {
    base_buffer_text(out, SHEET "<row><c t=\"str\"><v>expert</v></c><c t=\"str\"><v>x</v></c></row>" SHEET_END);
}

static void sound_book(delphi_buffer *out) {
    base_buffer_text(out, BOOK_START "<sheet name=\"a\" id=\"r1\"/>" BOOK_END);
}

static void sound_relations(delphi_buffer *out) {
    base_buffer_text(out, "<Relationships><Relationship Id=\"r1\" Type=\"t/worksheet\" Target=\"sheet.xml\"/>"
                          "<Relationship Id=\"r2\" Type=\"t/sharedStrings\" Target=\"strings.xml\"/></Relationships>");
}

static void root_relations(delphi_buffer *out) {
    base_buffer_text(out, "<Relationships><Relationship Id=\"r1\" Type=\"t/officeDocument\" Target=\"xl/book.xml\"/>"
                          "</Relationships>");
}

static void no_texts(delphi_buffer *out) {
    base_buffer_text(out, "<sst/>");
}

/* ---- cases ---- */

typedef struct {
    const char *name, *words;     /* words of the refusal */
    maker sheet, texts, book, in; /* parts of a workbook; a text file has `text` alone */
    maker text;
    int exit;
    size_t memory; /* MiB at the most */
    bool heavy;    /* only with DELPHI_FAULTS=all */
} hostile_case;

static const hostile_case cases[] = {
    {.name = "a line of 100 MB", .words = "longer than 1 MiB", .text = long_line, .exit = 1, .memory = 260},
    {.name = "a heading of 100 MB", .words = "1 MiB", .text = long_heading, .exit = 1, .memory = 260},
    {.name = "a quote that never ends", .words = "longer than 1 MiB", .text = open_quote, .exit = 1, .memory = 160},
    {.name = "nothing but quotes", .words = "quote", .text = only_quotes, .exit = 1, .memory = 160},
    {.name = "a million columns", .words = "more than 20000 fields", .text = many_columns, .exit = 1, .memory = 100},
    {.name = "20,000 columns alike", .words = "no column holds ratings", .text = all_columns, .exit = 1, .memory = 100},
    {.name = "nothing but commas", .words = "", .text = only_commas, .exit = 1, .memory = 160},
    {.name = "nothing but lines", .words = "empty", .text = only_lines, .exit = 1, .memory = 160},
    {.name = "half a million strangers", .words = "more problems", .text = many_strangers, .exit = 1, .memory = 200},
    {.name = "zeros", .words = "00", .text = zeros, .exit = 1, .memory = 200},
    {.name = "a billion laughs", .words = "document type", .sheet = billion_laughs, .exit = 1, .memory = 60},
    {.name = "a million levels", .words = "nested deeper", .sheet = deep_nest, .exit = 1, .memory = 60},
    {.name = "a tag of 64 MB", .words = "tag or a comment", .sheet = huge_tag, .exit = 1, .memory = 60},
    {.name = "a comment of 64 MB", .words = "tag or a comment", .sheet = huge_comment, .exit = 1, .memory = 60},
    {.name = "a million tags", .words = "names of tags", .sheet = many_names, .exit = 1, .memory = 60},
    {.name = "a million attributes", .words = "names of tags", .sheet = many_prefixes, .exit = 1, .memory = 60},
    {.name = "a cell of 32 MB", .words = "more than 1 MiB", .sheet = huge_cell, .exit = 1, .memory = 60},
    {.name = "the last cell", .words = "", .sheet = last_cell, .exit = 1, .memory = 60},
    {.name = "a cell beyond", .words = "beyond", .sheet = beyond_the_last_cell, .exit = 1, .memory = 60},
    {.name = "far cells", .words = "spans", .sheet = far_cells, .exit = 1, .memory = 100},
    {.name = "a text over and over",
     .words = "256 MiB",
     .sheet = shared_over_and_over,
     .texts = huge_text,
     .exit = 1,
     .memory = 800},
    {.name = "17 million texts", .words = "the most that is allowed", .texts = many_texts, .exit = 1, .memory = 300},
    {.name = "17 million cells", .words = "cells", .sheet = many_cells, .exit = 1, .memory = 1000, .heavy = true},
    {.name = "100,000 sheets", .words = "", .book = many_sheets, .exit = 1, .memory = 60},
    {.name = "a long list", .words = "unpacks to more", .book = long_list, .exit = 1, .memory = 60},
    {.name = "a part outside", .words = "not there", .in = outside, .exit = 1, .memory = 60},
};
#define CASES (sizeof cases / sizeof *cases)

static void add_part(zip_t *zip, const char *name, maker make, maker otherwise, delphi_buffer *bytes) {
    (make ? make : otherwise)(bytes);
    cr_assert(!bytes->failed);
    zip_source_t *source = zip_source_buffer(zip, bytes->data, bytes->size, 0);
    zip_int64_t at = zip_file_add(zip, name, source, 0);
    cr_assert(at >= 0 && zip_set_file_compression(zip, (zip_uint64_t)at, ZIP_CM_DEFLATE, 1) == 0);
}

static void write_book(const hostile_case *c, const char *path) {
    delphi_buffer parts[6] = {{0}};
    int error;
    zip_t *zip = zip_open(path, ZIP_CREATE | ZIP_TRUNCATE, &error);
    cr_assert(zip);
    add_part(zip, "_rels/.rels", NULL, root_relations, &parts[0]);
    add_part(zip, "xl/book.xml", c->book, sound_book, &parts[1]);
    add_part(zip, "xl/_rels/book.xml.rels", c->in, sound_relations, &parts[2]);
    add_part(zip, "xl/sheet.xml", c->sheet, sound_sheet, &parts[3]);
    add_part(zip, "xl/strings.xml", c->texts, no_texts, &parts[4]);
    add_part(zip, "../../outside.xml", NULL, sound_sheet, &parts[5]);
    cr_assert_eq(zip_close(zip), 0);
    for (size_t i = 0; i < 6; i++)
        delphi_buffer_free(&parts[i]);
}

static void write_case(const hostile_case *c, const char *path) {
    delphi_buffer text = {0};
    if (!c->text) {
        write_book(c, path);
        return;
    }
    c->text(&text);
    FILE *file = fopen(path, "wb");
    cr_assert(file && fwrite(text.data, 1, text.size, file) == text.size && fclose(file) == 0);
    delphi_buffer_free(&text);
}

static bool is_sanitized(void) {
#if defined(__SANITIZE_ADDRESS__)
    return true;
#else
    return program_in_valgrind();
#endif
}

/* Takes a file in without changing anything, so that nothing but its reading counts. */
static void expect_refused(const hostile_case *c, const char *folder) {
    char *file = kit_beside(folder, "hostile"), *said = kit_beside(folder, "said");
    const char *const arguments[] = {program_path(), "ingest", folder, file, "--dry-run", NULL};
    struct rusage used;
    delphi_buffer words = {0};
    write_case(c, file);
    bool slow = is_sanitized();
    program_limits limits = {.memory = slow ? 0 : (c->memory + 400) * MIB, .seconds = slow ? 120 : 10};
    int code = program_wait(program_start(arguments, NULL, said, &limits), &used);
    cr_assert_eq(base_file_read(said, said, &words, NULL, NULL), DELPHI_OK);
    cr_expect(code == c->exit, "%s: exit %d: %.300s", c->name, code, words.data);
    cr_expect(strstr(words.data, c->words), "%s: says %.300s", c->name, words.data);
    double seconds = (double)used.ru_utime.tv_sec + (double)used.ru_utime.tv_usec / 1e6 + (double)used.ru_stime.tv_sec;
    fprintf(stderr, "%-26s %4ld MiB %6.2f s\n", c->name, used.ru_maxrss / 1024, seconds);
    cr_expect(slow || (size_t)used.ru_maxrss / 1024 <= c->memory, "%s: took %ld MiB", c->name, used.ru_maxrss / 1024);
    delphi_buffer_free(&words);
    unlink(file);
    free(file);
    free(said);
}

Test(hostile, files_are_refused_in_bounded_memory_and_time) {
    scratch_in_memory();
    char *folder = kit_new();
    kit_live(folder, 1);
    char *before = scratch_picture(folder);
    size_t step = program_in_valgrind() ? 3 : 1; /* 100 MB take their time there */
    if (step > 1)
        fprintf(stderr, "skipped under valgrind: two of three files\n");
    for (size_t i = 0; i < CASES; i += step)
        if (!cases[i].heavy || program_tries_all())
            expect_refused(&cases[i], folder);
    char *after = scratch_picture(folder);
    cr_expect_str_eq(before, after);
    free(before);
    free(after);
    kit_remove(folder);
}

Test(hostile, a_device_without_end_is_refused) {
    char *folder = kit_new();
    kit_live(folder, 1);
    const char *const arguments[] = {program_path(), "ingest", folder, "/dev/zero", NULL};
    program_limits limits = {.seconds = 60};
    cr_expect_eq(program_wait(program_start(arguments, NULL, NULL, &limits), NULL), 3);
    kit_remove(folder);
}

/* ---- folders that point elsewhere ---- */

static void link_to(const char *target, const char *folder, const char *name) {
    char *path = base_path_join(folder, name);
    cr_assert_eq(symlink(target, path), 0);
    free(path);
}

/* A study with links into a folder of someone's: whatever command is run, nothing happens there. */
static void expect_untouched(const char *name, size_t after, const char *const *command) {
    char *folder = kit_new(), *beside = kit_beside(folder, "elsewhere"), *file = kit_beside(folder, "b.csv");
    char *path = base_path_join(folder, name);
    kit_live(folder, after);
    scratch_clear(path);
    cr_assert_eq(mkdir(beside, 0777), 0);
    scratch_write(beside, "ratings.csv", KIT_HEADING);
    scratch_write(beside, "letter.txt", "dear");
    link_to(beside, folder, name);
    char *before = scratch_picture(beside);
    const char *arguments[] = {program_path(), command[0], folder, strcmp(command[0], "ingest") ? NULL : file, NULL};
    int code = program_run(arguments, NULL, NULL);
    char *now = scratch_picture(beside);
    cr_expect_eq(code, 1, "%s with %s as a link: exit %d", command[0], name, code);
    cr_expect_str_eq(now, before, "%s with %s as a link", command[0], name);
    free(before);
    free(now);
    free(path);
    free(file);
    free(beside);
    kit_remove(folder);
}

Test(hostile, links_lead_nowhere) {
    static const char *const names[] = {"round-1", "round-1/received", ".delphi"};
    static const char *const commands[] = {"check", "ingest", "close", "status", "recompute"};
    scratch_in_memory();
    for (size_t n = 0; n < sizeof names / sizeof *names; n++)
        for (size_t c = 0; c < sizeof commands / sizeof *commands; c++)
            expect_untouched(names[n], 2, &commands[c]);
}

static void expect_not_read(const char *file, const char *text, const char *words) {
    char *folder = kit_new(), *said = kit_beside(folder, "said");
    delphi_buffer bytes = {0};
    scratch_write(folder, file, text);
    const char *const arguments[] = {program_path(), "check", folder, NULL};
    cr_expect_eq(program_run(arguments, NULL, said), 1, "%s: %s", file, text);
    cr_assert_eq(base_file_read(said, said, &bytes, NULL, NULL), DELPHI_OK);
    cr_expect(strstr(bytes.data, words), "%s: %s: says %s", file, text, bytes.data);
    delphi_buffer_free(&bytes);
    free(said);
    kit_remove(folder);
}

Test(hostile, ids_are_no_paths) {
    expect_not_read("panel.csv", "expert\n../P1\n", "pseudonym");
    expect_not_read("panel.csv", "expert\n/etc/passwd\n", "pseudonym");
    expect_not_read("panel.csv", "expert\nP\\1\n", "pseudonym");
    expect_not_read("indicators.csv", "id,text\n../I01,a\n", "id");
    expect_not_read("study.json",
                    "{\"format\": \"delphi-study/1\", \"id\": \"../x\", \"scale\": {\"min\": 1, \"max\": 9}, "
                    "\"rules\": \"ram\", \"rounds\": [{\"id\": 1}]}",
                    "/id");
}
