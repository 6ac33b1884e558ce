/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The study that the targets read into, and what must hold of every outcome. */
#include "fuzz.h"

#include "base/text.h"

#include <string.h>

const fuzz_target *fuzz_targets(size_t *count) {
    static const fuzz_target targets[] = {
        {"ballots", fuzz_ballots},     {"columns", fuzz_columns},
        {"delimited", fuzz_delimited}, {"indicators", fuzz_indicators},
        {"ledger", fuzz_ledger},       {"longlist", fuzz_longlist},
        {"overrides", fuzz_overrides}, {"panel", fuzz_panel},
        {"proposals", fuzz_proposals}, {"ranking", fuzz_ranking},
        {"ratings", fuzz_ratings},     {"record", fuzz_record},
        {"results", fuzz_results},     {"returned", fuzz_returned},
        {"rules", fuzz_rules},         {"study", fuzz_study},
        {"values", fuzz_values},       {"workbook", fuzz_workbook},
        {"xlsx", fuzz_xlsx},
    };
    *count = sizeof targets / sizeof *targets;
    return targets;
}

void fuzz_check_problems(delphi_status status, const delphi_problems *problems) {
    FUZZ_MUST(status != DELPHI_ERR_MEMORY && status != DELPHI_ERR_INTERNAL);
    FUZZ_MUST((status == DELPHI_OK) == (delphi_problems_errors(problems) == 0));
    for (size_t i = 0; i < delphi_problems_kept(problems); i++) {
        const delphi_error *e = delphi_problems_get(problems, i);
        size_t length = strlen(e->message);
        FUZZ_MUST(length > 0 && length < sizeof e->message);
        FUZZ_MUST(e->line >= 0 && e->column >= 0);
        FUZZ_MUST(base_utf8_valid(e->message, length, NULL));
        char text[sizeof *e + 64];
        FUZZ_MUST(delphi_error_format(e, text, sizeof text) < sizeof text);
    }
}

static const char protocol[] =
    "{\"format\":\"delphi-study/1\",\"id\":\"fuzz\",\"language\":\"en\","
    "\"scale\":{\"min\":1,\"max\":9,\"labels\":{\"1\":\"Not important\",\"9\":\"Very important\"},"
    "\"cannot_judge\":[\"cannot judge\",\"?\"]},"
    "\"criteria\":[{\"id\":\"relevance\",\"title\":\"Relevance\"},{\"id\":\"feasibility\"}],"
    "\"groups\":[{\"id\":\"residents\"},{\"id\":\"experts\"}],\"min_ratings\":1,\"min_group\":1,"
    "\"rules\":{\"keep\":\"median >= 7\",\"drop\":\"median <= 3\"},\"rounds\":[{\"id\":1},{\"id\":2},"
    "{\"id\":3,\"kind\":\"ranking\",\"ranking\":{\"method\":\"order\",\"places\":2},\"rules\":{\"keep\":\"mean_rank < "
    "2\"}},{\"id\":4,\"kind\":\"ranking\",\"ranking\":{\"method\":\"pick\",\"places\":2},\"rules\":{\"keep\":\"pick_"
    "share "
    "> 1/2\"}},{\"id\":5,\"kind\":\"meeting\",\"meeting\":{\"majority\":\"2/3\"}}]}";
static const char indicators[] = "id,topic,text,text_en,since\nI01,A,Eerste,First,1\nI02,A,Tweede,Second,1\n"
                                 "I03,B,\"Derde, met komma\",Third,2\n";
static const char panel[] = "expert,group,language,weight\nE1,residents,nl,1\nE2,experts,en,2\nE3,experts,,\nE4,"
                            "residents,,0.5\n";

delphi_study *fuzz_study_new(bool full) {
    delphi_problems *problems = delphi_problems_new();
    delphi_study *study = delphi_study_new();
    FUZZ_MUST(problems && study);
    FUZZ_MUST(!delphi_read_protocol(study, "study.json", protocol, sizeof protocol - 1, problems));
    if (full) {
        FUZZ_MUST(!delphi_read_indicators(study, "indicators.csv", indicators, sizeof indicators - 1, problems));
        FUZZ_MUST(!delphi_read_panel(study, "panel.csv", panel, sizeof panel - 1, problems));
    }
    delphi_problems_free(problems);
    return study;
}
