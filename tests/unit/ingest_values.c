/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A table of values: headings in two languages and by a map, numbers as people write them, what is missing, what is
 * left out, and what is refused with its place. */
#include "ingest_help.h"

#include "base/buffer.h"

#define PROTOCOL                                                                                                       \
    "{\"format\": \"delphi-study/1\", \"id\": \"s\", \"scale\": {\"min\": 1, \"max\": 9}, \"rules\": \"ram\","         \
    " \"rounds\": [{\"id\": 1}]}"

static delphi_study *study;

static void set_up(void) {
    static const char indicators[] = "id,text,text_en,polarity\nI1,Vallen,Falls,lower\nI2,E-health,,\nI3,c,,higher\n";
    study = study_with(PROTOCOL);
    cr_assert_eq(delphi_read_indicators(study, "i.csv", indicators, sizeof indicators - 1, NULL), DELPHI_OK);
}

static void tear_down(void) {
    delphi_study_free(study);
}

TestSuite(ingest_values, .init = set_up, .fini = tear_down);

/* The values, or NULL; what was told is compared with `expected`. */
static delphi_values *read_sized(const char *csv, size_t size, const delphi_values_settings *settings,
                                 const char *expected) {
    delphi_problems *problems = delphi_problems_new();
    delphi_values *values = NULL;
    delphi_status status = delphi_read_values(study, "v.csv", csv, size, settings, &values, problems);
    expect_told(problems, expected, csv);
    cr_expect_eq(status == DELPHI_OK, values != NULL);
    delphi_problems_free(problems);
    return values;
}

static delphi_values *read_values(const char *csv, const char *expected) {
    delphi_values_settings settings = {0};
    return read_sized(csv, strlen(csv), &settings, expected);
}

static void expect_item(const delphi_values *values, size_t i, size_t indicator, const char *region, int year,
                        int64_t num, int64_t den) {
    cr_assert_lt(i, values->count);
    const delphi_indicator_value *item = &values->items[i];
    cr_expect_eq(item->indicator, indicator);
    cr_expect_str_eq(values->regions[item->region], region);
    cr_expect_eq(item->year, year);
    cr_expect_eq(item->missing, den == 0);
    if (den > 0)
        cr_expect(item->value.num == num && item->value.den == den, "%lld/%lld", (long long)item->value.num,
                  (long long)item->value.den);
}

Test(ingest_values, rows_come_in_order_whatever_the_order_of_the_file) {
    delphi_values *v = read_values("year,value,indicator,region,note,break\n2016,13.50,I2,Zuid,,\n2015,7,I1,Noord,,\n"
                                   "2014,-0.5,I1,Noord,,\n2015,,I1,Zuid,not asked,x\n",
                                   "");
    cr_assert_eq(v->count, 4);
    expect_item(v, 0, 0, "Zuid", 2015, 0, 0); /* regions are in the order in which they come up */
    expect_item(v, 1, 0, "Noord", 2014, -1, 2);
    expect_item(v, 2, 0, "Noord", 2015, 7, 1);
    expect_item(v, 3, 1, "Zuid", 2016, 27, 2);
    cr_expect_str_eq(v->items[0].note, "not asked");
    cr_expect(v->items[0].starts_anew && !v->items[1].starts_anew);
    cr_expect(v->first_year == 2014 && v->last_year == 2016);
    cr_expect_eq(v->region_count, 2);
    delphi_values_free(v);
}

Test(ingest_values, a_dutch_export_maps_itself) {
    delphi_values *v =
        read_values("\xEF\xBB\xBFIndicator;Regio;Perioden;Waarde;Toelichting\r\nvallen;Noord;2020JJ00;12,5;\r\n"
                    "Falls;Noord;2021JJ00;\xE2\x88\x92"
                    "1,25;\r\nI2;Noord;2021JJ00;.;geheim\r\n",
                    "");
    cr_assert_eq(v->count, 3);
    expect_item(v, 0, 0, "Noord", 2020, 25, 2);
    expect_item(v, 1, 0, "Noord", 2021, -5, 4);
    expect_item(v, 2, 1, "Noord", 2021, 0, 0);
    cr_expect_str_eq(v->items[2].note, "geheim");
    delphi_values_free(v);
}

Test(ingest_values, without_regions_there_is_one_without_a_name) {
    delphi_values *v = read_values("indicator,year,value\nI1,2020,NA\nI1,2021,3\n", "");
    cr_expect_eq(v->region_count, 1);
    expect_item(v, 0, 0, "", 2020, 0, 0);
    cr_expect_str_eq(v->items[0].note, "NA"); /* how the table says it */
    delphi_values_free(v);
}

Test(ingest_values, a_map_names_the_columns_and_can_be_used_again) {
    static const char csv[] = "What,Where,When,How much,Else\nI1,N,2020,1,z\n",
                      map[] = "column,field\nwhat,indicator\nWhere,region\n#3,year\nHow much,value\n";
    delphi_buffer used = {0}, again = {0};
    delphi_values_settings settings = {
        .map_file = "m.csv", .map_bytes = map, .map_size = sizeof map - 1, .map_used = &used};
    delphi_values *v = read_sized(csv, sizeof csv - 1, &settings, "");
    expect_item(v, 0, 0, "N", 2020, 1, 1);
    delphi_values_free(v);
    cr_expect_str_eq(used.data, "column,field\nWhat,indicator\nWhere,region\nWhen,year\nHow much,value\nElse,ignore\n");
    settings = (delphi_values_settings){
        .map_file = "m.csv", .map_bytes = used.data, .map_size = used.size, .map_used = &again};
    v = read_sized(csv, sizeof csv - 1, &settings, "");
    cr_expect_str_eq(again.data, used.data);
    delphi_values_free(v);
    delphi_buffer_free(&used);
    delphi_buffer_free(&again);
}

Test(ingest_values, a_wrong_map_is_told_with_its_line) {
    static const char csv[] = "a,b,c\nI1,2020,1\n", map[] = "column,field\na,indicatr\nb,year\nd,value\n",
                      map_2[] = "column,field\na,indicator\n"
                                "b,year\nd,value\n";
    delphi_values_settings settings = {.map_file = "m.csv", .map_bytes = map, .map_size = sizeof map - 1};
    cr_expect_null(read_sized(csv, sizeof csv - 1, &settings,
                              "m.csv:2:2: unknown field \"indicatr\"; did you mean \"indicator\"? Allowed: indicator, "
                              "region, year, value, note, break, ignore\n"));
    settings.map_bytes = map_2;
    settings.map_size = sizeof map_2 - 1;
    cr_expect_null(read_sized(csv, sizeof csv - 1, &settings,
                              "v.csv:1: the columns map names no column that is here for the value\n"
                              "m.csv:4:1: the table has no column \"d\"\n"));
}

Test(ingest_values, what_is_left_out_is_named) {
    delphi_values *v = read_values("indicator,year,value,unit\nI1,2020,1,%\nI33,2020,1,%\nI33,2021,1,%\n",
                                   "v.csv:1:4: the column \"unit\" is left out\n"
                                   "v.csv:3:1: \"I33\" is no indicator of this study, and is left out; did you "
                                   "mean \"I3\"?\n");
    cr_expect_eq(v->count, 1);
    cr_expect_eq(v->unknown_count, 1);
    cr_expect_str_eq(v->unknown[0], "I33");
    delphi_values_free(v);
}

Test(ingest_values, long_numbers_are_rounded_and_that_is_told) {
    delphi_values *v = read_values("indicator,year,value\nI1,2020,0.333333333333333333\nI1,2021,0.66666666666666666\n"
                                   "I1,2022,9.99999999999999999\nI1,2023,0000000000000000012.5\n",
                                   "v.csv:2: values of more than 15 digits are rounded to 15; there are 3\n");
    expect_item(v, 0, 0, "", 2020, 333333333333333, 1000000000000000);
    expect_item(v, 1, 0, "", 2021, 666666666666667, 1000000000000000);
    expect_item(v, 2, 0, "", 2022, 10, 1);
    expect_item(v, 3, 0, "", 2023, 25, 2);
    delphi_values_free(v);
}

Test(ingest_values, what_is_wrong_is_told_with_its_place) {
    static const struct {
        const char *csv, *expected;
    } rows[] = {
        {"", "v.csv:1: this file is empty: it has no heading\n"},
        {"region,value\nN,1\n",
         "v.csv:1: no heading says which column holds the indicator; name it so, or say it in a columns map (--map)\n"
         "v.csv:1: no heading says which column holds the year; name it so, or say it in a columns map (--map)\n"},
        {"indicator,year,value,waarde\nI1,2020,1,2\n",
         "v.csv:1:4: column 3 holds the value already; say with --map which of the two it is\n"},
        {"indicator,region,year,value\nI1,N,2020,1\nI1,Z,2020,2\nI1,N,2020,3\n",
         "v.csv:4: I1 has a value for 2020 in N on line 2 already; a table has one for each indicator, region and "
         "year\n"},
        {"indicator,year,value\n,20,1\nI1,2020KW01,12%\n",
         "v.csv:2:1: no indicator is named here\n"
         "v.csv:2:2: \"20\" is no year from 1800 to 2200 (written so, or as in 2020JJ00): months and quarters are not "
         "read\n"
         "v.csv:3:2: \"2020KW01\" is no year from 1800 to 2200 (written so, or as in 2020JJ00): months and quarters "
         "are not read\n"
         "v.csv:3:3: \"12%\" has a percent sign; write the number alone, and the unit in the indicator's "
         "definition\n"},
        {"indicator;year;value\nI1;2020;1.234,5\nI1;2021;1,5\nI1;2022;1.5\nI1;2023;many\nI1;2024;1234567890123456\n",
         "v.csv:2:3: \"1.234,5\" has marks of two kinds, or another decimal mark than the values above it; write no "
         "marks of thousands, and one decimal mark throughout\n"
         "v.csv:4:3: \"1.5\" has marks of two kinds, or another decimal mark than the values above it; write no marks "
         "of thousands, and one decimal mark throughout\n"
         "v.csv:5:3: \"many\" is not a number; allowed are numbers such as 12.5 or 12,5, and nothing where the value "
         "is missing\n"
         "v.csv:6:3: \"1234567890123456\" is larger than can be kept exactly: at most 15 digits\n"},
        {"indicator,year,value,break\nI1,2020,1,perhaps\nI1,2021,1,,more\n",
         "v.csv:2:4: \"perhaps\" is not allowed here: write yes, 1 or x where the series starts anew in this year, and "
         "no, 0 or nothing elsewhere\n"
         "v.csv:3: this row has 5 fields, the heading has 4\n"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        cr_expect_null(read_values(rows[i].csv, rows[i].expected));
}

Test(ingest_values, polarity_is_read_with_the_indicators) {
    cr_expect_eq(study->indicators[0].polarity, DELPHI_POLARITY_LOWER);
    cr_expect_eq(study->indicators[1].polarity, DELPHI_POLARITY_NONE);
    cr_expect_eq(study->indicators[2].polarity, DELPHI_POLARITY_HIGHER);
    static const char wrong[] = "id,text,polarity\nI1,a,up\n";
    delphi_problems *problems = delphi_problems_new();
    cr_expect_eq(delphi_read_indicators(study, "i.csv", wrong, sizeof wrong - 1, problems), DELPHI_ERR_INPUT);
    expect_told(problems,
                "i.csv:2:3: found \"up\"; allowed are higher and lower (which of them is better), and nothing where "
                "neither is\n",
                wrong);
    delphi_problems_free(problems);
}
