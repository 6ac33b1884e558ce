/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Exports of survey tools: real headings (see the tools' own manuals), answers made up. */
#include "intake_study.h"

#include <stdio.h>
#include <unistd.h>
#include <xlsxwriter.h>

#include "base/file.h"
#include "ingest/dialect.h"

#define BOM "\xEF\xBB\xBF"

/* The summary that ingest prints is the witness of what was found and what was left out. */
typedef struct {
    const char *name;
    size_t criteria;
    const char *map, *file, *expected;
    const char *summary; /* parted by `|`, each must be there */
} export;

static const export exports[] = {
    {"LimeSurvey, quoted, BOM, CRLF", 1, NULL,
     BOM "\"id\",\"submitdate\",\"lastpage\",\"startlanguage\",\"seed\",\"token\",\"startdate\",\"datestamp\","
         "\"ipaddr\",\"refurl\",\"Q1[I01]\",\"Q1[I02]\",\"I01[comment]\",\"interviewtime\",\"groupTime8020\","
         "\"Q1Time\"\r\n"
         "\"1\",\"2026-01-02 10:00:00\",\"3\",\"nl\",\"77\",\"E1\",\"x\",\"x\",\"10.0.0.1\",\"\",\"7\",\"9\","
         "\"'=goed\",\"60\",\"30\",\"30\"\r\n"
         "\"2\",\"\",\"1\",\"nl\",\"78\",\"E2\",\"x\",\"x\",\"10.0.0.2\",\"\",\"N/A\",\"8\",\"\",\"61\",\"31\","
         "\"30\"\r\n\r\n",
     "E1 I01 7; E1 I02 9; E2 I02 8; E1 I01 '=goed'; ",
     "LimeSurvey (by: lastpage, startlanguage)|16 columns: 1 expert, 2 rating, 1 comment, 2 personal data, 9 metadata, "
     "1 status|3 rows: 1 heading, 1 read, 1 read as partial answers"},
    {"LimeSurvey, SGQA codes and a semicolon", 1, NULL,
     "\"id\";\"submitdate\";\"lastpage\";\"startlanguage\";\"token\";\"896543X198X1234I01\";\"896543X198X1235I02\"\n"
     "\"1\";\"2026-01-02\";\"3\";\"nl\";\"E1\";\"7\";\"zeer relevant\"\n",
     "E1 I01 7; E1 I02 9; ", "LimeSurvey|2 rating"},
    {"LimeSurvey, codes of the expression manager, two criteria", 2, NULL,
     "id,submitdate,lastpage,startlanguage,token,relevance_I01,feasibility_I01,I02[relevance],I02_feasibility\n"
     "1,2026-01-02,3,nl,E1,7,3,8,4\n",
     "E1 I01[r] 7; E1 I01[f] 3; E1 I02[r] 8; E1 I02[f] 4; ", "LimeSurvey|4 rating"},
    {"LimeSurvey, full texts as headings", 1, NULL,
     "Response ID,Date submitted,Last page,Start language,Access code,How relevant is it? [Falls among older people],"
     "How relevant is it? [Wachttijd]\n1,2026-01-02,3,en,E1,7,8\n",
     "E1 I01 7; E1 I02 8; ", "LimeSurvey (by: Response ID"},
    {"Qualtrics, three rows of headings, a preview, a partial answer", 1, NULL,
     "StartDate,EndDate,Status,IPAddress,Progress,Duration (in "
     "seconds),Finished,RecordedDate,ResponseId,RecipientLastName,RecipientFirstName,RecipientEmail,ExternalReference,"
     "LocationLatitude,LocationLongitude,DistributionChannel,UserLanguage,Q2_1,Q2_2,Q3\n"
     "Start Date,End Date,Response Type,IP Address,Progress,Duration (in seconds),Finished,Recorded Date,Response "
     "ID,Recipient Last Name,Recipient First Name,Recipient Email,External Data Reference,Location "
     "Latitude,Location Longitude,Distribution Channel,User Language,\"How relevant, you\nthink? - Falls among older "
     "people\",How relevant? - Wachttijd,Trust\n"
     "\"{\"\"ImportId\"\":\"\"startDate\"\",\"\"timeZone\"\":\"\"America/Denver\"\"}\",b,c,d,e,f,g,h,"
     "\"{\"\"ImportId\"\":\"\"_recordId\"\"}\",j,k,l,m,n,o,p,q,r,s,t\n"
     "d,d,IP Address,10.0.0.1,100,61,True,d,R_1,Jansen,An,an@example.org,E1,52.1,5.1,email,NL,7,8,9\n"
     "d,d,Survey Preview,10.0.0.1,100,61,True,d,R_2,,,,E1,52.1,5.1,preview,NL,1,1,1\n"
     "d,d,IP Address,10.0.0.2,40,61,False,d,R_3,,,,E2,52.1,5.1,email,NL,2,,\n",
     "E1 I01 7; E1 I02 8; E1 I05 9; E2 I01 2; ",
     "Qualtrics (by: ImportId)|20 columns: 1 expert, 3 rating, 6 personal data, 7 metadata, 3 status|6 rows: 3 "
     "heading, "
     "1 read, 1 read as partial answers, 1 preview"},
    {"Qualtrics, codes, ids of questions", 1, NULL,
     "StartDate,Status,Finished,ExternalReference,I01,Q9_I02\nStart Date,x,x,x,x,x\n"
     "\"{\"\"ImportId\"\":\"\"startDate\"\"}\",,,,,\nd,0,1,E1,7,8\nd,1,1,E1,1,1\nd,8,0,E2,5,\n",
     "E1 I01 7; E1 I02 8; E2 I01 5; ", "1 preview|1 read as partial"},
    {"REDCap raw, semicolons, lower case, a form's own status", 1, NULL,
     "record_id;redcap_survey_identifier;round_1_timestamp;i01;i01_comment;i02;round_1_complete;later;round_2_"
     "complete\n"
     "E1;a@b.org;2026;7;omdat;8;2;;0\nE2;;2026;5;;;0;;0\nE3;;;;;;0;;0\n",
     "E1 I01 7; E1 I02 8; E2 I01 5; E1 I01 'omdat'; ",
     "REDCap (by: redcap_survey_identifier)|1 personal data, 1 metadata, 2 status, 1 empty|4 rows: 1 heading, 1 read, "
     "1 read as "
     "partial answers, 1 without answers"},
    {"REDCap raw, bars, record and status alone", 2, NULL,
     "record_id|i01___relevance|i01_feasibility|delphi_complete\nE1|7|3|2\n", "E1 I01[r] 7; E1 I01[f] 3; ",
     "REDCap (by: record_id, *_complete)|2 rating"},
    {"REDCap with labels", 2, NULL,
     "\"Record ID\",\"Survey Identifier\",\"Falls among older people (choice=Relevance)\",\"Wachttijd "
     "[Relevantie]\",\"Complete?\"\nE1,,7,zeer relevant,Complete\nE2,,7,,Incomplete\n",
     "E1 I01[r] 7; E1 I02[r] 9; E2 I01[r] 7; ", "REDCap|1 read as partial"},
    {"REDCap, a flag for no opinion beside the rating", 1,
     "column,field,indicator,criterion\ni01_no_op,cannot_judge,I01,\ni02_no_op,cannot_judge,I02,\n",
     "record_id,i01,i01_no_op,i02,i02_no_op,x_complete\nE1,7,0,,1\nE2,,1,8,\n",
     "E1 I01 7; E1 I02 ?; E2 I01 ?; E2 I02 8; ", "2 rating, 2 cannot_judge"},
    {"Castor's study data, codes for missing", 1, NULL,
     "Participant Id;Participant Status;Site Abbreviation;Participant Creation date;I01;I02\n"
     "E1;Not Set;AMC;01-02-2026;7;-97\nE2;Not Set;AMC;01-02-2026;-99;8\n",
     "E1 I01 7; E2 I02 8; ", "Castor EDC|1 expert, 2 rating, 3 metadata"},
    {"Castor's surveys", 2, NULL,
     "Survey Instance Id;Castor Participant ID;Survey creation date;Survey sent date;Survey Progress;Survey Completed "
     "On;Survey Parent;Survey Package Name;Survey Package Id;I01#relevance;feasibility#I01\n"
     "S1;E1;x;x;100;01-02-2026;No parent;Ronde 1;P1;7;6\nS2;E2;x;x;50;;No parent;Ronde 1;P1;8;\n",
     "E1 I01[r] 7; E1 I01[f] 6; E2 I01[r] 8; ", "1 round or event|1 read as partial"},
    {"Microsoft Forms, English", 1, "column,field\nYour code,expert\n",
     "ID,Start time,Completion time,Email,Name,Your code,Falls among older people,Waiting time [days],Points - Waiting "
     "time [days]\n1,7/2/20 11:00:22,7/2/20 11:10:22,anonymous,,E1,Very relevant,Not relevant,0\n",
     "E1 I01 9; E1 I02 1; ", "Microsoft Forms|1 expert, 2 rating, 2 personal data, 4 metadata"},
    {"Microsoft Forms, Dutch", 1, "column,field\nWat is uw code?,expert\n",
     "ID;Begintijd;Tijd van voltooien;E-mail;Naam;Tijd van laatste wijziging;Wat is uw code?;Valincidenten bij "
     "ouderen;Wachttijd\n1;x;x;anonymous;;;E1;Zeer relevant;Niet relevant\n2;x;x;anonymous;;;E2;8;Weet niet\n",
     "E1 I01 9; E1 I02 1; E2 I01 8; E2 I02 ?; ", "Microsoft Forms (by: ID, Begintijd, Tijd van voltooien)"},
    {"Google Forms, a grid", 1, "column,field\nJe code,expert\n",
     "Tijdstempel,E-mailadres,Je code,\"Hoe relevant? [Wachttijd]\",\"Hoe\nrelevant? [Falls among older people]\"\n"
     "2026/01/02,a@b.org,E1,7,8\n",
     "E1 I01 8; E1 I02 7; ", "Google Forms (by: Tijdstempel)|1 personal data, 1 metadata"},
    {"Google Forms, grids that are criteria, in long quotes", 2, "column,field\nCode,expert\n",
     "Timestamp,Code,Relevance [I01],Feasibility [I01]\n2026,E1,7,8\n", "E1 I01[r] 7; E1 I01[f] 8; ", "2 rating"},
    {"Jisc, numbered headings, sections, labels behind a dash", 1, "column,field\n1. Your code?,expert\n",
     "Unique Response Number,1. Your code?,2. How important?,2.1. Falls among older people,2.2.a. A.1. Wachttijd\n"
     "1234,E1,,7 – Very important,1 – Not important\n",
     "E1 I01 7; E1 I02 1; ", "Jisc Online Surveys (by: Unique Response Number)|1 metadata, 1 empty"},
    {"scores in long form", 1, NULL,
     "Participant ID,Stakeholder group,Round,Item,Score,Comments\nE1,inwoners,1,I01,7,why\nE1,inwoners,2,I01,8,\n"
     "E2,,Round 1,Wachttijd,unable to score,\n",
     "E1 I01 7; E2 I02 ?; E1 I01 'why'; ",
     "scores in long form|1 expert, 1 group, 1 indicator, 1 rating, 1 comment, 1 round or event|1 of another round"},
    {"a plain table that a tool's words do not make a tool's export", 1, NULL, "expert,id,seed,I01\nE1,x,y,7\n",
     "E1 I01 7; ", "a table of no particular tool|2 without ratings"},
    {"boxes", 1, "column,field,indicator,criterion\nbox 1,tick,I01,\nbox 2,tick,I02,\n",
     "expert,box 1,box 2,I05\nE1,x,,7\nE2,Yes,0,8\nE3,,,\n",
     "E1 I01 9; E1 I02 1; E1 I05 7; E2 I01 9; E2 I02 1; E2 I05 8; ", "2 tick|1 without answers"},
    {"boxes of answers that were not sent in", 1, "column,field,indicator,criterion\nb1,tick,I01,\nb2,tick,I02,\n",
     "id,submitdate,lastpage,startlanguage,token,b1,b2\n1,x,1,nl,E1,Y,\n2,,1,nl,E2,,Y\n3,x,1,nl,E3,,\n",
     "E1 I01 9; E1 I02 1; E2 I02 9; E3 I01 1; E3 I02 1; ", "2 read, 1 read as partial"},
    {"several choices in a cell", 2, "column,field,indicator,criterion\nQ1,choices,I01,\nQ2,choices,I02,\n",
     "expert,Q1,Q2\nE1,\"Relevance,Feasibility\",relevantie\nE2,weet niet,\nE3,\"Haalbaarheid; "
     "relevance\",feasibility\n",
     "E1 I01[r] 9; E1 I01[f] 9; E1 I02[r] 9; E1 I02[f] 1; E2 I01[r] ?; E2 I01[f] ?; E3 I01[r] 9; E3 I01[f] 9; E3 "
     "I02[r] 1; E3 I02[f] 9; ",
     ""},
};

static void expect_summary(const round_one *r, const export *e) {
    delphi_buffer summary = {0};
    cr_assert_eq(delphi_intake_write_summary(r->intake, &summary), DELPHI_OK);
    for (const char *at = e->summary; *at;) {
        size_t size = strcspn(at, "|");
        char *part = strndup(at, size);
        cr_expect(summary.data && strstr(summary.data, part), "%s: '%s' is not in: %s", e->name, part, summary.data);
        free(part);
        at += size + (at[size] == '|');
    }
    delphi_buffer_free(&summary);
}

static delphi_status take(round_one *r, const export *e, delphi_intake_settings settings, const char *bytes,
                          size_t size) {
    cr_assert_eq(delphi_intake_set(r->intake, &settings, r->problems), DELPHI_OK);
    if (e->map)
        cr_assert_eq(round_map(r, e->map), DELPHI_OK, "%s: %s", e->name, round_first_problem(r));
    return delphi_intake_add(r->intake, "answers.csv", bytes, size, 0, r->problems);
}

static void expect_export(const export *e, delphi_intake_settings settings, const char *bytes, size_t size) {
    round_one r = round_with(e->criteria, NULL);
    delphi_buffer text = {0};
    cr_assert_eq(take(&r, e, settings, bytes, size), DELPHI_OK, "%s: %s", e->name, round_first_problem(&r));
    round_text(&r, &text);
    cr_expect_str_eq(text.data ? text.data : "", e->expected, "%s: got %s", e->name, text.data);
    expect_summary(&r, e);
    delphi_buffer_free(&text);
    round_free(&r);
}

Test(dialects, each_export_comes_to_what_it_says) {
    for (size_t i = 0; i < sizeof exports / sizeof *exports; i++)
        expect_export(&exports[i], (delphi_intake_settings){0}, exports[i].file, strlen(exports[i].file));
}

typedef struct {
    lxw_worksheet *sheet;
    lxw_row_t row;
} sheet_writer;

/* Whole numbers as numbers, as a survey tool writes them. */
static bool write_row(void *context, const ingest_row *row) {
    sheet_writer *w = context;
    for (size_t i = 0; i < row->count; i++) {
        char *text = calloc(row->fields[i].size + 1, 1), *end;
        memcpy(text, row->fields[i].text, row->fields[i].size);
        double number = strtod(text, &end);
        if (*text && !*end)
            worksheet_write_number(w->sheet, w->row, (lxw_col_t)i, number, NULL);
        else if (*text)
            worksheet_write_string(w->sheet, w->row, (lxw_col_t)i, text, NULL);
        free(text);
    }
    w->row++;
    return true;
}

static delphi_buffer workbook_of(const char *bytes) {
    char path[] = "/tmp/dialect-XXXXXX";
    delphi_buffer out = {0};
    intake_text text;
    close(mkstemp(path));
    lxw_workbook *book = workbook_new(path);
    sheet_writer writer = {workbook_add_worksheet(book, NULL), 0};
    cr_assert_eq(intake_decode("a", bytes, strlen(bytes), &text, NULL), DELPHI_OK);
    intake_layout layout = intake_layout_find(&text, 0);
    cr_assert_eq(intake_layout_rows(&layout, "a", write_row, &writer, NULL), DELPHI_OK);
    cr_assert_eq(workbook_close(book), LXW_NO_ERROR);
    cr_assert_eq(base_file_read(path, path, &out, NULL, NULL), DELPHI_OK);
    unlink(path);
    intake_text_free(&text);
    return out;
}

Test(dialects, a_workbook_comes_to_the_same_as_text) {
    for (size_t i = 0; i < sizeof exports / sizeof *exports; i++) {
        delphi_buffer book = workbook_of(exports[i].file);
        expect_export(&exports[i], (delphi_intake_settings){0}, book.data, book.size);
        delphi_buffer_free(&book);
    }
}

/* Qualtrics writes its tab-separated file in UTF-16. */
Test(dialects, qualtrics_in_utf_16_with_tabs) {
    static const char text[] = "StartDate\tFinished\tExternalReference\tI01\nStart Date\tFinished\tref\tx\n"
                               "\"{\"\"ImportId\"\":\"\"startDate\"\"}\"\t\t\t\nd\tTrue\tE1\t7\n";
    static const export e = {"utf-16", 1, NULL, text, "E1 I01 7; ", "Qualtrics|1 read"};
    static char wide[2 * sizeof text + 2] = "\xFF\xFE";
    for (size_t i = 0; i + 1 < sizeof text; i++)
        wide[2 + 2 * i] = text[i];
    expect_export(&e, (delphi_intake_settings){0}, wide, 2 + 2 * (sizeof text - 1));
}

/* Counts of the loss report by kind; every line of it must have a fate. */
static void count_lines(const char *report, size_t *columns, size_t *rows) {
    const char *line = strchr(report, '\n');
    *columns = *rows = 0;
    while (line && *++line) {
        bool column = strncmp(line, "answers.csv,column,", 19) == 0, row = strncmp(line, "answers.csv,row,", 16) == 0;
        const char *end = strchr(line, '\n');
        /* A quoted heading may hold a line break no more: white space is folded. */
        cr_expect(column || row, "odd line: %.80s", line);
        char *one = strndup(line, (size_t)(end - line));
        cr_expect(strstr(one, ",read,") || strstr(one, ",left out,") || strstr(one, ",refused,"), "no fate: %s", one);
        cr_expect_neq(one[strlen(one) - 1], ',', "no reason: %s", one);
        free(one);
        *columns += column;
        *rows += row;
        line = end;
    }
}

static bool count_row(void *context, const ingest_row *row) {
    size_t *counts = context;
    if (counts[0]++ == 0)
        counts[1] = row->count;
    return true;
}

/* Nothing in a file goes unaccounted for: as many lines as it has columns and rows, and the summary adds up. */
Test(dialects, the_loss_report_accounts_for_every_column_and_row) {
    for (size_t i = 0; i < sizeof exports / sizeof *exports; i++) {
        const export *e = &exports[i];
        round_one r = round_with(e->criteria, NULL);
        delphi_buffer report = {0};
        size_t columns, rows, counts[2] = {0}, fates = 0;
        intake_text text;
        cr_assert_eq(take(&r, e, (delphi_intake_settings){.keep_rows = true}, e->file, strlen(e->file)), DELPHI_OK);
        cr_assert_eq(delphi_intake_write_loss(r.intake, &report), DELPHI_OK);
        count_lines(report.data, &columns, &rows);
        cr_assert_eq(intake_decode("a", e->file, strlen(e->file), &text, NULL), DELPHI_OK);
        intake_layout layout = intake_layout_find(&text, 0);
        cr_assert_eq(intake_layout_rows(&layout, "a", count_row, counts, NULL), DELPHI_OK);
        cr_expect_eq(rows, counts[0], "%s: %zu rows of %zu", e->name, rows, counts[0]);
        cr_expect_eq(columns, counts[1], "%s: %zu columns of %zu", e->name, columns, counts[1]);
        for (size_t k = 0; k < INTAKE_ROW_FATES; k++)
            fates += r.intake->last->fates[k];
        cr_expect_eq(fates, counts[0], "%s", e->name);
        intake_text_free(&text);
        delphi_buffer_free(&report);
        round_free(&r);
    }
}

/* No cell of a personal column is in the report, the map, a message or a comment. */
Test(dialects, personal_data_are_nowhere) {
    static const char *const secrets[] = {"10.0.0.1", "Jansen", "an@example.org", "52.1", "a@b.org"};
    for (size_t i = 0; i < sizeof exports / sizeof *exports; i++) {
        const export *e = &exports[i];
        round_one r = round_with(e->criteria, NULL);
        delphi_buffer all = {0};
        take(&r, e, (delphi_intake_settings){.keep_rows = true}, e->file, strlen(e->file));
        delphi_intake_write_loss(r.intake, &all);
        delphi_intake_write_summary(r.intake, &all);
        delphi_intake_write_map(r.intake, &all);
        delphi_ratings *ratings = delphi_intake_ratings(r.intake);
        delphi_write_ratings(r.study, ratings, &all);
        delphi_ratings_free(ratings);
        for (size_t k = 0; k < delphi_problems_kept(r.problems); k++)
            base_buffer_text(&all, delphi_problems_get(r.problems, k)->message);
        for (size_t s = 0; s < sizeof secrets / sizeof *secrets; s++)
            cr_expect_null(strstr(all.data, secrets[s]), "%s: %s came through", e->name, secrets[s]);
        delphi_buffer_free(&all);
        round_free(&r);
    }
}

Test(dialects, only_complete_answers_where_asked_for) {
    static const export e = {
        "complete only",
        1,
        NULL,
        "id,submitdate,lastpage,startlanguage,token,I01\n1,x,1,nl,E1,7\n2,,1,nl,E2,8\n3,N/A,1,nl,E3,8\n",
        "E1 I01 7; ",
        "4 rows: 1 heading, 1 read, 2 incomplete"};
    expect_export(&e, (delphi_intake_settings){.complete_only = true}, e.file, strlen(e.file));
}

Test(dialects, only_one_event_where_asked_for) {
    static const export e = {"one event",
                             1,
                             NULL,
                             "record_id,redcap_event_name,i01,x_complete\nE1,baseline_arm_1,,2\nE1,round_1_arm_1,7,2\n"
                             "E1,round_2_arm_1,8,2\n",
                             "E1 I01 7; ",
                             "4 rows: 1 heading, 1 read, 2 of another round or event"};
    expect_export(&e, (delphi_intake_settings){.only = "redcap_event_name=round_1_arm_1"}, e.file, strlen(e.file));
}

Test(dialects, a_format_can_be_forced) {
    static const export jisc = {"forced",
                                1,
                                "column,field\nNumber,expert\n",
                                "Number,2.1. Wachttijd\nE1,7\n",
                                "E1 I02 7; ",
                                "Jisc Online Surveys\n"};
    static const export two = {"Qualtrics without its third row",
                               1,
                               NULL,
                               "StartDate,Finished,ExternalReference,I01\nStart Date,Finished,ref,x\nd,1,E1,7\n",
                               "E1 I01 7; ",
                               "Qualtrics|2 heading, 1 read"};
    static const export generic = {
        "generic", 1, NULL, "expert,participant id,round,score,I01\nE1,p,q,x,7\n", "E1 I01 7; ", "no particular tool"};
    expect_export(&jisc, (delphi_intake_settings){.format = "jisc"}, jisc.file, strlen(jisc.file));
    expect_export(&two, (delphi_intake_settings){.format = "qualtrics"}, two.file, strlen(two.file));
    expect_export(&generic, (delphi_intake_settings){.format = "generic"}, generic.file, strlen(generic.file));
}

/* Near misses and refusals: a mark missing, a file that looks like two, no key, several rounds. */
static const struct {
    const char *name;
    delphi_intake_settings settings;
    const char *map, *file;
    wanted_problem problem;
} refusals[] = {
    {"the marks of two tools",
     {0},
     NULL,
     "id,submitdate,lastpage,startlanguage,token,redcap_event_name,I01\n1,x,1,nl,E1,e,7\n",
     {"a.csv", 1, 0,
      "the marks of LimeSurvey (lastpage, startlanguage) and of REDCap (redcap_event_name)|--format "
      "limesurvey or --format redcap"}},
    {"a form with the words of a score table",
     {0},
     NULL,
     "Participant Id;Participant Status;Site Abbreviation;Round;Score\nE1;x;y;1;7\n",
     {"a.csv", 1, 0, "Castor EDC|--format castor or --format long-scores"}},
    {"a mark of LimeSurvey missing: a plain table, whose token is no expert",
     {0},
     NULL,
     "id,lastpage,token,I01\nx,y,E1,7\n",
     {"a.csv", 1, 1, "no column holds the experts|are found in: 'token' (column 3, 1 row)"}},
    {"Qualtrics without its third row: a plain table",
     {0},
     NULL,
     "StartDate,ResponseId,ExternalReference,I01\nStart Date,Response ID,ref,x\nd,R_1,E1,7\n",
     {"a.csv", 1, 1, "no column holds the experts|'ExternalReference' (column 3, 1 row)"}},
    {"Microsoft Forms without a key",
     {0},
     NULL,
     "ID,Start time,Completion time,Email,Name,Your code,I01\n1,x,x,anonymous,,E1,7\n2,x,x,anonymous,,E2,7\n",
     {"a.csv", 1, 1, "Microsoft Forms: an export has no key|'Your code' (column 6, 2 rows)"}},
    {"Google Forms without a key",
     {0},
     NULL,
     "Timestamp,Name,I01\n2026,Jan,7\n",
     {"a.csv", 1, 1, "Google Forms: an export has no key|The headings are: 'Timestamp', 'Name', 'I01'"}},
    {"Jisc's response number is no key",
     {0},
     NULL,
     "Unique Response Number,1. I01\n12,7\n",
     {"a.csv", 1, 1, "Jisc Online Surveys: its response number is another one in every survey"}},
    {"a mail address for an expert",
     {0},
     "column,field\nEmail,expert\n",
     "ID,Start time,Completion time,Email,Name,I01\n1,x,x,jan@example.org,Jan,7\n",
     {"a.csv", 2, 4, "'Email' holds a mail address where panel.csv has codes"}},
    {"a name for an expert",
     {0},
     "column,field\nName,expert\n",
     "ID,Start time,Completion time,Email,Name,I01\n1,x,x,jan@example.org,Jan,7\n",
     {"a.csv", 2, 5, "'Name' holds personal data where panel.csv has codes"}},
    {"a mail address for a comment",
     {0},
     "column,field,indicator\nEmail,comment,I01\nID,expert,\n",
     "ID,Start time,Completion time,Email,Name,I01\nE1,x,x,jan@example.org,Jan,7\n",
     {"columns.csv", 2, 1, "holds personal data, and comments are shown to others"}},
    {"several events",
     {0},
     NULL,
     "record_id,redcap_event_name,i01,x_complete\nE1,round_1_arm_1,7,2\nE2,round_2_arm_1,8,2\n",
     {"a.csv", 3, 2, "'round_1_arm_1' and 'round_2_arm_1'|--only 'redcap_event_name=…'"}},
    {"only a column that is not there",
     {.only = "event=2"},
     NULL,
     "expert,I01\nE1,7\n",
     {"a.csv", 1, 0, "--only: this file has no column 'event'"}},
    {"complete only, where that is not told",
     {.complete_only = true},
     NULL,
     "expert,I01\nE1,7\n",
     {"a.csv", 1, 0, "--complete-only: no column tells"}},
    {"two columns of one indicator",
     {0},
     "column,field\nCode,expert\n",
     "Timestamp,Code,A [I01],B [I01]\nx,E1,7,8\n",
     {"a.csv", 1, 4, "columns #3 ('A [I01]') and #4 ('B [I01]') both hold"}},
    {"no tick",
     {0},
     "column,field,indicator\nbox,tick,I01\n",
     "expert,box\nE1,perhaps\n",
     {"a.csv", 2, 2, "'perhaps' in column 'box' is no tick"}},
    {"no choice of this study",
     {0},
     "column,field,indicator\nQ,choices,I01\n",
     "expert,Q\nE1,\"relevance,cost\"\n",
     {"a.csv", 2, 2, "'relevance,cost' in column 'Q' names a choice that is no criterion"}},
    {"a flag for no opinion beside a rating",
     {0},
     "column,field,indicator\nflag,cannot_judge,I01\n",
     "expert,I01,flag\nE1,7,1\n",
     {"a.csv", 2, 3, "expert E1 rates I01 a second time"}},
};

Test(dialects, each_refusal_says_what_to_do) {
    for (size_t i = 0; i < sizeof refusals / sizeof *refusals; i++) {
        round_one r = round_with(1, NULL);
        cr_assert_eq(delphi_intake_set(r.intake, &refusals[i].settings, r.problems), DELPHI_OK);
        if (refusals[i].map)
            cr_assert_eq(round_map(&r, refusals[i].map), DELPHI_OK, "%s: %s", refusals[i].name,
                         round_first_problem(&r));
        cr_expect_eq(round_add(&r, "a.csv", refusals[i].file), DELPHI_ERR_INPUT, "%s is taken", refusals[i].name);
        size_t first = 0;
        while (first + 1 < delphi_problems_kept(r.problems) &&
               delphi_problems_get(r.problems, first)->severity == DELPHI_NOTICE)
            first++;
        expect_problem(refusals[i].name, r.problems, first, &refusals[i].problem);
        round_free(&r);
    }
}

Test(dialects, a_refused_file_is_in_the_loss_report_too) {
    round_one r = round_with(1, NULL);
    delphi_buffer loss = {0};
    delphi_intake_set(r.intake, &(delphi_intake_settings){.keep_rows = true}, r.problems);
    cr_assert_eq(round_add(&r, "a.csv", "expert,I01,=x\nE1,7,p\nE9,8,q\n"), DELPHI_ERR_INPUT);
    cr_assert_eq(delphi_intake_write_loss(r.intake, &loss), DELPHI_OK);
    cr_expect_str_eq(loss.data,
                     "file,kind,number,heading,fate,why\n"
                     "a.csv,file,,,refused,see the errors; nothing of this file is taken in\n"
                     "a.csv,column,1,expert,read,expert\na.csv,column,2,I01,read,rating: I01\n"
                     "a.csv,column,3,'=x,left out,\"holds no ratings, and its heading is no indicator's\"\n"
                     "a.csv,row,1,,read,heading\na.csv,row,2,,read,answers\na.csv,row,3,,refused,see the errors\n");
    delphi_buffer_free(&loss);
    round_free(&r);
}

/* Where an expert may answer twice, a file is read aside, by the same settings and into the same report. */
Test(dialects, a_second_return_goes_by_the_same_settings) {
    round_one r = round_with(1, NULL);
    delphi_buffer loss = {0}, text = {0};
    delphi_intake_terms terms = {.again = DELPHI_AGAIN_LATEST};
    cr_assert_eq(delphi_intake_agree(r.intake, &terms), DELPHI_OK);
    delphi_intake_set(r.intake, &(delphi_intake_settings){.format = "redcap", .complete_only = true, .keep_rows = true},
                      r.problems);
    cr_assert_eq(round_add(&r, "a.csv", "code,i01,x_complete\nE1,7,2\nE2,8,0\n"), DELPHI_OK, "%s",
                 round_first_problem(&r));
    cr_assert_eq(round_add(&r, "b.csv", "code,i01,x_complete\nE1,9,2\n"), DELPHI_OK, "%s", round_first_problem(&r));
    round_text(&r, &text);
    cr_expect_str_eq(text.data, "E1 I01 9; ");
    cr_assert_eq(delphi_intake_write_loss(r.intake, &loss), DELPHI_OK);
    cr_expect_not_null(strstr(loss.data, "a.csv,row,3,,left out,"), "%s", loss.data);
    cr_expect_not_null(strstr(loss.data, "b.csv,row,2,,read,"), "%s", loss.data);
    delphi_buffer_free(&loss);
    delphi_buffer_free(&text);
    round_free(&r);
}

Test(dialects, an_unknown_format_is_refused_with_the_nearest) {
    round_one r = round_with(1, NULL);
    cr_expect_eq(delphi_intake_set(r.intake, &(delphi_intake_settings){.format = "limesurvy"}, r.problems),
                 DELPHI_ERR_USAGE);
    cr_expect_not_null(strstr(round_first_problem(&r), "did you mean \"limesurvey\"?"), "%s", round_first_problem(&r));
    cr_expect_eq(delphi_intake_set(r.intake, &(delphi_intake_settings){.only = "=x"}, r.problems), DELPHI_ERR_USAGE);
    round_free(&r);
}

Test(dialects, what_a_copy_in_received_holds_is_told) {
    static const char file[] = "ID,Start time,Completion time,Email,Name,expert,Wat is uw telefoonnummer?,I01\n"
                               "1,x,x,jan@example.org,,E1,06-1234,7\n";
    round_one r = round_with(1, NULL);
    r.study->protocol.received = true;
    cr_assert_eq(round_add(&r, "a.csv", file), DELPHI_OK, "%s", round_first_problem(&r));
    const char *notice = delphi_problems_get(r.problems, delphi_problems_kept(r.problems) - 1)->message;
    cr_expect_not_null(
        strstr(notice,
               "personal data in 'Email', 'Wat is uw telefoonnummer?'; none of it is read, but the copy in received/"),
        "%s", notice);
    cr_expect_null(strstr(notice, "Name"), "an empty column holds nothing: %s", notice);
    round_free(&r);
}

/* What one tool calls its columns must not be another's mark. */
Test(dialects, every_dialect_has_a_name_a_title_and_a_mark) {
    const ingest_dialect *dialect;
    size_t count = 0;
    for (; (dialect = dialect_at(count)); count++) {
        cr_expect_str_eq(delphi_dialect_name(count), dialect->name);
        cr_expect_str_eq(delphi_dialect_title(count), dialect->title);
        cr_expect(count == 0 || dialect->marks || dialect->mark_row, "%s", dialect->name);
        cr_expect(count == 0 || dialect->headings, "%s", dialect->name);
    }
    cr_expect_eq(count, 9);
    cr_expect_null(delphi_dialect_name(count));
    cr_expect_null(delphi_dialect_title(count));
}
