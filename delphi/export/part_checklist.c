/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The part "Checklist": what a report of a Delphi should tell, point by point; what of it the data have filled in and
 * where that stands, and what is left for the author to write. A point is a row of the table below. */
#include "export/part_checklist.h"

#include <string.h>

#define MOST_PLACES 6

/* Sections of a guideline, not items: the numbers of items are given where they were read. */
#define INTRODUCTION N_("introduction")
#define METHODS      N_("methods")
#define RESULTS      N_("results")
#define DISCUSSION   N_("discussion")
#define OTHER        N_("other information")
#define CONTEXT      N_("title, abstract and context")

typedef struct {
    const char *title;
    const char *cos_star;            /* its items, "" for the whole; NULL: none is known */
    const char *accord, *delphistar; /* their sections, or NULL */
    bool credes;
    checklist_fill *fill;            /* NULL: nothing of it is in the data */
    const char *places[MOST_PLACES]; /* parts of the report, by their ids; those that a report has not are left out */
    const char *write;               /* for the author; NULL: nothing */
} point;

static const point points[] = {
    {N_("Title, abstract, reason"),
     "",
     INTRODUCTION,
     CONTEXT,
     true,
     checklist_title,
     {"summary", "overview"},
     N_("In the title and the abstract: that it is a Delphi study, and of which kind. Why the study was done, its aim "
        "and scope (people, setting), and why a Delphi fits.")},
    {N_("Protocol and deviations"),
     "4, 11",
     METHODS,
     METHODS,
     false,
     checklist_protocol,
     {"method", "deviations", "decisions"},
     N_("Where the protocol is registered or published. The effect of each deviation.")},
    {N_("Steering group, interests, ethics"),
     "10",
     OTHER,
     CONTEXT,
     false,
     NULL,
     {NULL},
     N_("Who led and facilitated the study, in which role and with which interests; funding; ethics approval and the "
        "consent of the experts.")},
    {N_("Panel"),
     "5, 12",
     METHODS,
     METHODS,
     false,
     checklist_panel,
     {"response", "groups", "method"},
     N_("Why these stakeholder groups; who was eligible, and what makes someone an expert; how experts were found and "
        "recruited; how large the panel was planned to be.")},
    {N_("Candidate indicators"),
     "6a, 6b",
     METHODS,
     METHODS,
     false,
     checklist_candidates,
     {"flow", "core", "decisions"},
     N_("How the candidates were found (literature search, other sources), and how they were combined, worded, added "
        "or left out before round 1, with reasons; who tried out the questionnaire.")},
    {N_("Scale and criteria"),
     NULL,
     METHODS,
     METHODS,
     false,
     checklist_scale,
     {"method"},
     N_("In which order the indicators were put, and whether that order was random.")},
    {N_("Rounds"),
     NULL,
     METHODS,
     METHODS,
     false,
     checklist_rounds,
     {"response", "method"},
     N_("When each round opened, and reminders; how the questionnaire reached the experts; the rule for stopping, and "
        "that it was set beforehand.")},
    {N_("Definition of consensus"),
     "8, 9a, 9b",
     METHODS,
     METHODS,
     false,
     checklist_consensus,
     {"method"},
     N_("That the definition was set before the first answers came in; if anything was changed later, what and why. "
        "How indicators were merged and new ones taken up.")},
    {N_("Feedback"),
     NULL,
     METHODS,
     METHODS,
     false,
     checklist_feedback,
     {"method"},
     N_("What was fed back, to whom, by group or for the whole panel, with the expert's own ratings or without, and "
        "how comments were made anonymous.")},
    {N_("Anonymity"),
     NULL,
     METHODS,
     METHODS,
     false,
     checklist_anonymity,
     {"comments"},
     N_("Whether experts knew of each other, whether facilitators could tell who answered what, and how remarks of a "
        "minority were kept confidential.")},
    {N_("Participation and flow"),
     NULL,
     RESULTS,
     RESULTS,
     true,
     checklist_participants,
     {"response", "flow", "summary", "overview"},
     N_("Why experts did not answer or stopped.")},
    {N_("Results per round and indicator"),
     NULL,
     RESULTS,
     RESULTS,
     false,
     checklist_results,
     {"decisions", "distribution", "groups", "trajectory", "movement"},
     NULL},
    {N_("Final list, and what was dropped"),
     NULL,
     RESULTS,
     RESULTS,
     false,
     checklist_final_list,
     {"core", "topics", "decisions", "trajectory"},
     NULL},
    {N_("Stability and comments"),
     NULL,
     RESULTS,
     RESULTS,
     false,
     checklist_stability,
     {"stability", "movement", "comments", "flow"},
     N_("What the comments came to, and what was changed because of them.")},
    {N_("Robustness and limitations"),
     NULL,
     DISCUSSION,
     DISCUSSION,
     false,
     checklist_robustness,
     {"robustness", "intervals", "alternatives", "response", "concordance"},
     N_("The limitations of the study, and how far its conclusion reaches: consensus is agreement among these experts, "
        "and no proof.")},
    {N_("Data, code and materials"),
     NULL,
     OTHER,
     NULL,
     false,
     checklist_materials,
     {"method", "dictionary"},
     N_("Where data, code and materials can be had; the questionnaire of each round, in an annex.")},
};
enum { POINTS = sizeof points / sizeof *points };

/* What is there of a point. */
typedef enum { FILLED, IN_PART, TO_WRITE, STATES } state;

static const char *const state_words[STATES] = {
    [FILLED] = N_("\xE2\x9C\x93 from the data"),
    [IN_PART] = N_("\xE2\x97\x90 in part"),
    [TO_WRITE] = N_("\xE2\x9C\x8E to write"),
};

static state state_of(const point *p, const delphi_buffer *filled) {
    return filled->size == 0 ? TO_WRITE : p->write ? IN_PART : FILLED;
}

/* ---- cells ---- */

/* "COS-STAR 4, 11; ACCORD: methods; ...", a guideline a line. */
static const char *guideline_words(report *r, const point *p) {
    delphi_buffer *out = part_new_phrase(r);
    if (p->cos_star)
        base_buffer_format(out, "COS-STAR%s%s\n", *p->cos_star ? " " : "", p->cos_star);
    if (p->accord)
        base_buffer_format(out, "ACCORD: %s\n", part_words(r, p->accord));
    if (p->delphistar)
        base_buffer_format(out, "DELPHISTAR: %s\n", part_words(r, p->delphistar));
    if (p->credes)
        base_buffer_text(out, "CREDES\n");
    if (out->size > 0 && !out->failed)
        out->data[--out->size] = '\0';
    return part_phrase_text(r);
}

/* The parts of this report that have it, a name a line. */
static const char *place_words(report *r, const point *p) {
    delphi_buffer *out = part_new_phrase(r);
    for (size_t i = 0; i < MOST_PLACES && p->places[i]; i++) {
        const char *name = part_sheet(r, p->places[i]);
        if (name)
            base_buffer_format(out, "%s%s", out->size ? "\n" : "", name);
    }
    return part_phrase_text(r);
}

static void put_point(report *r, document_table *table, size_t number, const delphi_buffer *filled) {
    const point *p = &points[number];
    state found = state_of(p, filled);
    document_start_row(table);
    document_put_count(table, number + 1, DOCUMENT_PLAIN);
    document_put_text(table, part_words(r, p->title), DOCUMENT_STRONG);
    document_put_text(table, part_words(r, state_words[found]), found == FILLED ? DOCUMENT_PLAIN : DOCUMENT_STRONG);
    document_put_text(table, part_text_of(r, filled), DOCUMENT_PLAIN);
    document_put_text(table, filled->size ? place_words(r, p) : "", DOCUMENT_PLAIN);
    document_put_text(table, p->write ? part_words(r, p->write) : "", DOCUMENT_PLAIN);
    document_put_text(table, guideline_words(r, p), DOCUMENT_SMALL);
}

/* ---- the whole ---- */

/* What the data fill in of every point, one behind the other. */
typedef struct {
    delphi_buffer filled[POINTS];
    uint64_t count[STATES];
} findings;

static void find(report *r, findings *out) {
    for (size_t i = 0; i < POINTS; i++) {
        if (points[i].fill)
            points[i].fill(r, &out->filled[i]);
        r->failed |= out->filled[i].failed;
        out->count[state_of(&points[i], &out->filled[i])]++;
    }
}

static void say_answer(report *r, document_part *part, const findings *found) {
    document_say(
        part, DOCUMENT_ANSWER,
        PART_PHRASE(r,
                    N_("Of the {all} points that a report of a Delphi study should tell, the data fill in {filled} and "
                       "a part of {part} more; left to the author: {write}."),
                    {"all", export_number(POINTS).text}, {"filled", export_number((int64_t)found->count[FILLED]).text},
                    {"part", export_number((int64_t)found->count[IN_PART]).text},
                    {"write", export_number((int64_t)found->count[TO_WRITE]).text}));
    document_say(
        part, DOCUMENT_CAUTION,
        part_words(r, N_("The points and the sections beside them are a summary of our own. The numbers of COS-STAR's "
                         "items 1 to 12 are those of its published table; its items 13 to 18, and the wording of the "
                         "items of ACCORD, DELPHISTAR and CREDES, were not checked against the originals. Look there "
                         "before you cite an item.")));
}

static document_table *start_table(report *r, document_part *part) {
    const document_column columns[] = {
        {.head = part_words(r, N_("No.")), .width = 5, .direction = DOCUMENT_HEAD_FIGURES},
        {.head = part_words(r, N_("Point")), .width = 22, .names_row = true},
        {.head = part_words(r, N_("Status")), .width = 15},
        {.head = part_words(r, N_("Filled in from the data")), .width = 62},
        {.head = part_words(r, N_("In this report under")), .width = 17},
        {.head = part_words(r, N_("For the author to write")), .width = 48},
        {.head = part_words(r, N_("Asked for by")), .width = 25},
    };
    return document_add_table(
        part,
        &(document_table_spec){.columns = columns, .column_count = sizeof columns / sizeof *columns, .frozen = 2});
}

static void say_guidelines(report *r, document_part *part) {
    static const struct {
        const char *name, *title, *link;
    } guidelines[] = {
        {"COS-STAR", N_("Core Outcome Set\xE2\x80\x93STAndards for Reporting, 2016, 18 items"),
         ", https://pmc.ncbi.nlm.nih.gov/articles/PMC5068732/"},
        {"ACCORD", N_("ACcurate COnsensus Reporting Document, 2024, 35 items"),
         ", https://pmc.ncbi.nlm.nih.gov/articles/PMC10805282/"},
        {"DELPHISTAR",
         N_("Delphi studies in social and health sciences: recommendations for reporting, 2024, 38 items"),
         ", https://pmc.ncbi.nlm.nih.gov/articles/PMC11346927/"},
        {"CREDES", N_("Conducting and REporting DElphi Studies, 2017, 16 recommendations"), ""},
    };
    document_say(part, DOCUMENT_SECTION, part_words(r, N_("Guidelines")));
    for (size_t i = 0; i < sizeof guidelines / sizeof *guidelines; i++) {
        delphi_buffer *out = part_new_phrase(r);
        base_buffer_format(out, "%s \xE2\x80\x93 %s%s", guidelines[i].name, part_words(r, guidelines[i].title),
                           guidelines[i].link);
        document_say(part, DOCUMENT_NOTE, part_phrase_text(r));
    }
}

void part_checklist(report *r, document_part *part) {
    findings found = {0};
    document_set_title(part, part_words(r, N_("Reporting checklist")));
    find(r, &found);
    say_answer(r, part, &found);
    document_table *table = start_table(r, part);
    for (size_t i = 0; i < POINTS; i++) {
        put_point(r, table, i, &found.filled[i]);
        delphi_buffer_free(&found.filled[i]);
    }
    say_guidelines(r, part);
}
