/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Rows, fields and lines of delimited text. */
#include "ingest_help.h"

#include "base/buffer.h"
#include "ingest/csv.h"

#include <stdlib.h>

/* Rows as text: `LINE:[field@LINE|...]`, the field's line only where it is not the row's. */
static bool write_row(void *context, const ingest_row *row) {
    delphi_buffer *out = context;
    base_buffer_format(out, "%ld[", row->line);
    for (size_t i = 0; i < row->count; i++) {
        const ingest_field *field = &row->fields[i];
        base_buffer_format(out, "%s%.*s", i ? "|" : "", (int)field->size, field->text);
        if (field->line != row->line)
            base_buffer_format(out, "@%ld", field->line);
    }
    base_buffer_text(out, "]");
    return true;
}

typedef struct {
    const char *input;
    char delimiter;
    const char *rows;
    const char *problems;
} example;

static void check(const example *e) {
    delphi_problems *problems = delphi_problems_new();
    delphi_buffer rows = {0};
    base_buffer_text(&rows, "");
    delphi_status status =
        ingest_csv_rows("f.csv", e->input, strlen(e->input), e->delimiter, write_row, &rows, problems);
    cr_expect_eq(status, e->problems[0] ? DELPHI_ERR_INPUT : DELPHI_OK, "%s", e->input);
    cr_expect_str_eq(rows.data, e->rows, "%s gave %s", e->input, rows.data);
    expect_told(problems, e->problems, e->input);
    delphi_buffer_free(&rows);
    delphi_problems_free(problems);
}

Test(ingest_csv, gives_rows_with_their_physical_lines) {
    static const example examples[] = {
        {"a,b\n1,2\n", ',', "1[a|b]2[1|2]", ""},
        {"a,b\n1,2", ',', "1[a|b]2[1|2]", ""},
        {"a;b\r\n1,5;2\r\n", ';', "1[a|b]2[1,5|2]", ""},
        {"a\tb\r1\t2\r", '\t', "1[a|b]2[1|2]", ""},
        {"", ',', "", ""},
        {"\n\r\n\r", ',', "", ""},
        {"a\n\n\nb\n", ',', "1[a]4[b]", ""},
        {"a\r\rb\r\n\nc", ',', "1[a]3[b]5[c]", ""},
        {"a,\n,\n", ',', "1[a|]2[|]", ""},
        {"\"\"\n", ',', "1[]", ""},
        {" a ,\t b\n", ',', "1[ a |\t b]", ""},
        {"\"a\"\"b\",\"c,d\"\n", ',', "1[a\"b|c,d]", ""},
        {"\"x\ny\",z\nq\n", ',', "1[x\ny|z@2]3[q]", ""},
        {"a,\"x\r\ny\r\n\",z\r\nq\r\n", ',', "1[a|x\r\ny\r\n|z@3]4[q]", ""},
        {"a,\"x\ry\",z\rq\r", ',', "1[a|x\ry|z@2]3[q]", ""},
        {"\n\n\"x\n\n\ny\",\"p\nq\"\nr", ',', "3[x\n\n\ny|p\nq@6]8[r]", ""},
    };
    for (size_t i = 0; i < sizeof examples / sizeof *examples; i++)
        check(&examples[i]);
}

Test(ingest_csv, refuses_bad_quoting_at_its_line_and_field) {
#define INSIDE                                                                                                         \
    "a quote stands inside a field that does not begin with one; put the whole field between quotes and write the "    \
    "quote inside it twice\n"
#define AFTER "text follows the closing quote of a field; a quote inside a quoted field is written twice\n"
#define OPEN  "the quote that opens this field is never closed\n"
    static const example examples[] = {
        {"a\nb,c\"d\n", ',', "1[a]", "f.csv:2:2: " INSIDE},
        {"a\n\"b\"c\n", ',', "1[a]", "f.csv:2:1: " AFTER},
        {"a\n\"b\" ,c\n", ',', "1[a]", "f.csv:2:1: " AFTER},
        {"a\n \"b\"\n", ',', "1[a]", "f.csv:2:1: " INSIDE},
        {"a\n\"x\ny\",z\nb,\"c\nd\ne\n", ',', "1[a]2[x\ny|z@3]", "f.csv:4:2: " OPEN},
        {"\"", ',', "", "f.csv:1:1: " OPEN},
    };
    for (size_t i = 0; i < sizeof examples / sizeof *examples; i++)
        check(&examples[i]);
}

Test(ingest_csv, refuses_a_nul_byte_at_its_line) {
    static const char bytes[] = "a,b\r\n1,2\r\n3,\0\r\n";
    delphi_problems *problems = delphi_problems_new();
    delphi_buffer rows = {0};
    cr_expect_eq(ingest_csv_rows("f.csv", bytes, sizeof bytes - 1, ',', write_row, &rows, problems), DELPHI_ERR_INPUT);
    cr_expect_null(rows.data);
    expect_told(problems, "f.csv:3: the byte 00 stands here: this is not delimited text (a workbook, or UTF-16?)\n",
                "");
    delphi_problems_free(problems);
}

static bool count_row(void *context, const ingest_row *row) {
    *(size_t *)context += row->count;
    return true;
}

/* `before`, then `count` times `c`, then `after`. */
static void check_long(const char *before, char c, size_t count, const char *after, size_t fields,
                       const char *expected) {
    delphi_problems *problems = delphi_problems_new();
    delphi_buffer input = {0};
    size_t seen = 0;
    base_buffer_text(&input, before);
    memset(base_buffer_reserve(&input, count), c, count);
    input.size += count;
    base_buffer_text(&input, after);
    delphi_status status = ingest_csv_rows("f.csv", input.data, input.size, ',', count_row, &seen, problems);
    cr_expect_eq(status, expected[0] ? DELPHI_ERR_INPUT : DELPHI_OK);
    cr_expect_eq(seen, fields, "%zu fields and not %zu", seen, fields);
    expect_told(problems, expected, before);
    delphi_buffer_free(&input);
    delphi_problems_free(problems);
}

Test(ingest_csv, a_field_of_one_mebibyte_is_the_longest) {
    const size_t most = 1 << 20;
    static const char refusal[] =
        "f.csv:2:2: this field is longer than 1 MiB, the most that is allowed; a quote that is "
        "opened and not closed may be the cause\n";
    check_long("a,b\n1,", 'x', most, "\n", 4, "");
    check_long("a,b\n1,\"", 'x', most, "\"\n", 4, "");
    check_long("a,b\n1,", 'x', most + 1, "\n", 2, refusal);
    check_long("a,b\n1,\"", '\n', 3 * most, "\"\n", 2, refusal);
    check_long("a,b\n1,\"", 'x', 3 * most, "", 2, refusal);
}

Test(ingest_csv, a_row_of_20000_fields_is_the_longest) {
    check_long("a\n", ',', 19999, "\n", 20001, "");
    check_long("a\n", ',', 20000, "\n", 1,
               "f.csv:2:20001: this row has more than 20000 fields, the most that is allowed\n");
    check_long("a\n", ',', 1000000, "", 1,
               "f.csv:2:20001: this row has more than 20000 fields, the most that is allowed\n");
}

static bool stop_at_two(void *context, const ingest_row *row) {
    ++*(int *)context;
    return row->line < 2;
}

Test(ingest_csv, the_taker_can_stop_the_reading) {
    int rows = 0;
    cr_expect_eq(ingest_csv_rows("f", "a\nb\nc\n", 6, ',', stop_at_two, &rows, NULL), DELPHI_ERR_INPUT);
    cr_expect_eq(rows, 2);
}

Test(ingest_csv, quotes_what_needs_it_and_nothing_else) {
    static const struct {
        const char *field;
        char delimiter;
        const char *written;
    } examples[] = {
        {"", ',', ""},
        {"a b", ',', "a b"},
        {"a,b", ',', "\"a,b\""},
        {"a,b", ';', "a,b"},
        {"a;b", ';', "\"a;b\""},
        {"say \"hi\"", ',', "\"say \"\"hi\"\"\""},
        {"a\nb", ',', "\"a\nb\""},
        {"a\rb", ',', "\"a\rb\""},
        {" a", ',', "\" a\""},
        {"a\t", ',', "\"a\t\""},
        {"\"", ',', "\"\"\"\""},
    };
    for (size_t i = 0; i < sizeof examples / sizeof *examples; i++) {
        delphi_buffer out = {0};
        base_buffer_text(&out, "<");
        ingest_csv_write(&out, examples[i].field, strlen(examples[i].field), examples[i].delimiter);
        cr_expect_str_eq(out.data + 1, examples[i].written, "%s", examples[i].field);
        cr_expect_eq(out.size, strlen(examples[i].written) + 1);
        delphi_buffer_free(&out);
    }
}

/* What is read back, as it was written: the fields one after another, each closed by 0x1F. */
static bool join(void *context, const ingest_row *row) {
    for (size_t i = 0; i < row->count; i++) {
        base_buffer_append(context, row->fields[i].text, row->fields[i].size);
        base_buffer_char(context, '\x1F');
    }
    return true;
}

Test(ingest_csv, any_fields_read_back_as_they_were_written) {
    static const char letters[] = "ab,;\"\r\n\t \xC3\xA9";
    unsigned state = 20210401;
    for (int round = 0; round < 500; round++) {
        delphi_buffer csv = {0}, fields = {0}, read = {0};
        for (int f = 0; f < 12; f++) {
            char text[8] = "x"; /* a row of one empty field would be a blank line */
            size_t size = 1 + (state >> 16) % 6;
            for (size_t i = 1; i < size; i++) {
                state = state * 1103515245u + 12345u;
                text[i] = letters[(state >> 16) % (sizeof letters - 1)];
            }
            state = state * 1103515245u + 12345u;
            ingest_csv_write(&csv, text, size, ';');
            base_buffer_char(&csv, f % 3 == 2 ? '\n' : ';');
            base_buffer_append(&fields, text, size);
            base_buffer_char(&fields, '\x1F');
        }
        cr_assert_eq(ingest_csv_rows("f", csv.data, csv.size, ';', join, &read, NULL), DELPHI_OK, "%s", csv.data);
        cr_expect_str_eq(read.data, fields.data, "%s", csv.data);
        delphi_buffer_free(&csv);
        delphi_buffer_free(&fields);
        delphi_buffer_free(&read);
    }
}
