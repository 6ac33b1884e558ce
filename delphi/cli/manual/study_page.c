/* SPDX-License-Identifier: GPL-3.0-or-later */
/* delphi-study(5): the files of a study, and the keys of study.json as its JSON Schema has them. */
#include "cli/manual/manual.h"

#include <cjson/cJSON.h>
#include <string.h>

/* ---- the schema ---- */

static const char *text_of(const cJSON *object, const char *key) {
    const cJSON *item = cJSON_GetObjectItemCaseSensitive(object, key);
    return cJSON_IsString(item) ? item->valuestring : NULL;
}

/* What a "$ref" within the schema stands for; itself where there is none. */
static const cJSON *resolve(const cJSON *schema, const cJSON *of) {
    static const char local[] = "#/$defs/";
    const char *ref = text_of(of, "$ref");
    if (!ref || strncmp(ref, local, sizeof local - 1) != 0)
        return of;
    return cJSON_GetObjectItemCaseSensitive(cJSON_GetObjectItemCaseSensitive(schema, "$defs"), ref + sizeof local - 1);
}

static void put_value(FILE *out, const cJSON *value) {
    char *text = cJSON_PrintUnformatted(value);
    if (text)
        manual_words(out, cJSON_IsString(value) ? value->valuestring : text);
    cJSON_free(text);
}

/* "one of 2, 6, 7" */
static void put_choices(FILE *out, const cJSON *choices) {
    const cJSON *choice;
    const char *before = "One of ";
    cJSON_ArrayForEach(choice, choices) {
        fputs(before, out);
        put_value(out, choice);
        before = ", ";
    }
    fputs(".\n", out);
}

static void put_range(FILE *out, const cJSON *least, const cJSON *most) {
    fputs("A whole number from ", out);
    put_value(out, least);
    fputs(" to ", out);
    put_value(out, most);
    fputs(".\n", out);
}

static void put_about(FILE *out, const cJSON *key) {
    const cJSON *choices = cJSON_GetObjectItemCaseSensitive(key, "enum"),
                *only = cJSON_GetObjectItemCaseSensitive(key, "const"),
                *otherwise = cJSON_GetObjectItemCaseSensitive(key, "default"),
                *least = cJSON_GetObjectItemCaseSensitive(key, "minimum"),
                *most = cJSON_GetObjectItemCaseSensitive(key, "maximum");
    if (text_of(key, "description"))
        manual_text(out, text_of(key, "description"));
    if (choices)
        put_choices(out, choices);
    if (least && most)
        put_range(out, least, most);
    if (only) {
        fputs("Always ", out);
        put_value(out, only);
        fputs(".\n", out);
    }
    if (otherwise) {
        fputs("Default: ", out);
        put_value(out, otherwise);
        fputs(".\n", out);
    }
}

/* Keys within keys are named by their path: "rounds[] closes". */
static void put_keys(FILE *out, const cJSON *schema, const cJSON *object, const char *path) {
    const cJSON *key, *needed = cJSON_GetObjectItemCaseSensitive(object, "required");
    cJSON_ArrayForEach(key, cJSON_GetObjectItemCaseSensitive(object, "properties")) {
        const cJSON *what = resolve(schema, key), *items = cJSON_GetObjectItemCaseSensitive(what, "items"), *need;
        char name[160];
        snprintf(name, sizeof name, "%s%s%s", path, key->string, items ? "[]" : "");
        fputs(".It Cm ", out);
        manual_words(out, name);
        cJSON_ArrayForEach(need, needed) {
            if (strcmp(need->valuestring, key->string) == 0)
                fputs(" Pq must be there", out);
        }
        putc('\n', out);
        put_about(out, what);
        if (what != key && text_of(key, "description"))
            manual_text(out, text_of(key, "description"));
        strncat(name, " ", sizeof name - strlen(name) - 1);
        put_keys(out, schema, items ? resolve(schema, items) : what, name);
    }
}

/* ---- the files ---- */

typedef struct {
    const char *name, *columns, *about;
} study_file;

static const study_file files[] = {
    {"study.json", NULL, "The protocol: what was agreed beforehand. Its keys are below."},
    {"indicators.csv", "id,topic,topic_en,text,text_en,definition,definition_en,source,since,until,replaces",
     "What is rated. Only id and text must be there. since and until are the first and last round; replaces names the "
     "indicators whose place it takes."},
    {"panel.csv", "expert,group,language,weight,since", "Who rates, by pseudonym: no names or mail addresses."},
    {"round-N/ratings.csv", "expert,indicator,criterion,rating,comment",
     "What came in, in canonical order, written by delphi ingest. A rating is a whole number on the scale, or ? for "
     "\"cannot judge\"; an empty rating with a comment is a comment only; an absent row is a missing rating."},
    {"round-N/columns.csv", "column,field,indicator,criterion",
     "Which column of a foreign export is what; optional. A field is expert, rating, comment, group or ignore."},
    {"round-N/proposals.csv", "expert,number,text,source", "New indicators that experts proposed on their sheets."},
    {"round-N/received/", NULL, "The ingested files as they came."},
    {"round-N/results.json", NULL,
     "What the round came to, written by delphi close. Its schema: delphi schema results."},
    {"round-N/corrections.csv", NULL, "What stood where an answer was corrected, with the reason."},
    {"round-N/superseded/", NULL, "The results of a round before it was opened again."},
    {"deviations.csv", NULL, "What else left the protocol, noted by the researchers; optional. See the final report."},
    {"longlist.csv", NULL,
     "Where the indicators of round 1 came from: sources, duplicates, reasons for leaving out; optional. See delphi "
     "longlist."},
    {"options.csv", "indicator,option,label,label_en,score",
     "Of a scan: the answers of each question in order, and their scores. An empty score counts in none."},
    {"blocks.csv", "version,indicator,block,block_en",
     "Of a scan: the block of a question in a version of the questionnaire, where that is not its topic."},
    {"overrides.csv", NULL, "Decisions of the steering group, each with its reason."},
    {"ledger.jsonl", NULL, "What was done, a line an act; each carries the SHA-256 of the line before it."},
    {"ledger.sha256", NULL, "How many lines the ledger has, and the SHA-256 of the last."},
    {"out/", NULL, "Reports, sheets and factsheets. They can always be made again."},
};

static void put_files(FILE *out) {
    fputs(".Sh FILES\nText is UTF-8, and CSV is that of RFC 4180.\n.Bl -tag -width Ds\n", out);
    for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
        fprintf(out, ".It Pa %s\n", files[i].name);
        manual_text(out, files[i].about);
        if (files[i].columns)
            fprintf(out, ".Pp\nColumns:\n.Li %s\n", files[i].columns);
    }
    fputs(".El\n", out);
}

static const char rules[] =
    ".Sh RULES\nA rule is one line that is read aloud as it stands:\n"
    ".Bd -literal -offset indent\n"
    "median >= 7 and share(7..9) >= 75% and not disagreement\n"
    "relevance.median >= 7 and feasibility.iqr <= 2\n"
    "every group (share(high) >= 70% and share(low) < 15%)\n"
    "iqr <= 1 or (round >= 3 and share(high) > 2/3)\n"
    ".Ed\n.Pp\n"
    "It binds in the order\n.Cm not , and , or .\n"
    "Comparisons are >= > <= < = and !=; numbers are whole, decimal, percentages\nor fractions, and exact.\n"
    "A rule that names no criterion asks every one.\n"
    "A measure that is undefined makes its clause unknown, and an unknown rule\nmakes the indicator undecided.\n"
    "Both rules true is a conflict; neither is rerate, or no_consensus after the\nlast round.\n"
    ".Ic delphi measures\nlists the measures that a rule may use, and\n.Ic delphi rules\nthe rules that have a name.\n";

bool manual_write_study_page(FILE *out, const char *text) {
    cJSON *schema = cJSON_Parse(text);
    if (!schema)
        return false;
    manual_head(out, "DELPHI-STUDY", 5, "delphi-study", "the folder of a Delphi study");
    fputs(".Sh DESCRIPTION\nA study of\n.Xr delphi 1\nis a folder.\n"
          ".Ic delphi init\nmakes one that is valid from the start;\n"
          ".Ic delphi check\nlists every problem that a folder has.\n",
          out);
    put_files(out);
    fputs(".Sh KEYS OF STUDY.JSON\nA key that is unknown, or there twice, is an error.\n.Bl -tag -width Ds\n", out);
    put_keys(out, schema, schema, "");
    fputs(".El\n", out);
    fputs(rules, out);
    fputs(".Sh SEE ALSO\n.Xr delphi 1\n", out);
    cJSON_Delete(schema);
    return true;
}
