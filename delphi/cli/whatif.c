/* SPDX-License-Identifier: GPL-3.0-or-later */
/* `delphi whatif`: the same ratings under other rules, quantile types, denominators, groups or experts. */
#include "cli/whatif.h"

#include "cli/study.h"

#define QUANTILE_TYPES "2|6|7|8|hinges"
#define DENOMINATORS   "valid|answered|panel"
#define GROUP_LOGICS   "pooled|each|any"

static const delphi_quantile_type quantile_types[] = {
    DELPHI_QUANTILE_TYPE2, DELPHI_QUANTILE_TYPE6, DELPHI_QUANTILE_TYPE7, DELPHI_QUANTILE_TYPE8, DELPHI_QUANTILE_HINGES};

const char *cli_quantile_type_name(delphi_quantile_type type) {
    static const char *const names[] = {[DELPHI_QUANTILE_HINGES] = "hinges",
                                        [DELPHI_QUANTILE_TYPE2] = "2",
                                        [DELPHI_QUANTILE_TYPE6] = "6",
                                        [DELPHI_QUANTILE_TYPE7] = "7",
                                        [DELPHI_QUANTILE_TYPE8] = "8"};
    return names[type];
}

const char *cli_denominator_name(delphi_denominator denominator) {
    static const char *const names[] = {"valid", "answered", "panel"};
    return names[denominator];
}

/* The rules stand as arguments (the first to keep, the second to drop; or a preset's name) or as options. */
static delphi_status read_rules(const cli_values *values, delphi_variant *out) {
    size_t count = values->argument_count - 1;
    const char *first = count > 0 ? values->arguments[1] : NULL, *second = count > 1 ? values->arguments[2] : NULL;
    bool preset = first && delphi_preset_find(first);
    if (preset && second)
        return cli_error(DELPHI_ERR_USAGE, "whatif: the preset '%s' gives both rules; change one of them with --drop",
                         first);
    if (first && !preset && values->keep)
        return cli_error(DELPHI_ERR_USAGE, "whatif: the rule to keep is given twice, as an argument and by --keep");
    if (second && values->drop)
        return cli_error(DELPHI_ERR_USAGE, "whatif: the rule to drop is given twice, as an argument and by --drop");
    out->preset = preset ? first : NULL;
    out->keep = values->keep ? values->keep : preset ? NULL : first;
    out->drop = values->drop ? values->drop : second;
    return DELPHI_OK;
}

static bool is_empty(const delphi_variant *variant) {
    return !variant->preset && !variant->keep && !variant->drop && !variant->other_quantile_type &&
           !variant->other_denominator && !variant->min_ratings && !variant->groups && !variant->stayers_only;
}

static delphi_status read_variant(const cli_values *values, delphi_variant *out) {
    delphi_status status = read_rules(values, out);
    if (status != DELPHI_OK)
        return status;
    if (values->quantile_type) {
        out->other_quantile_type = true;
        out->quantile_type = quantile_types[values->quantile_type - 1];
    }
    if (values->denominator) {
        out->other_denominator = true;
        out->denominator = (delphi_denominator)(values->denominator - 1);
    }
    out->min_ratings = values->min_ratings;
    out->groups = values->groups ? (delphi_group_logic)(values->groups - 1) : DELPHI_GROUPS_AS_WRITTEN;
    out->stayers_only = values->stayers;
    if (values->grid && !is_empty(out))
        return cli_error(DELPHI_ERR_USAGE, "whatif: --grid tries the published alternatives, and takes no rule and no "
                                           "other setting; give one of the two");
    if (!values->grid && is_empty(out))
        return cli_error(DELPHI_ERR_USAGE, "whatif: what should be other? Give a rule (\"median >= 8\"), a preset "
                                           "('delphi rules' lists them), a setting such as --quantile-type 6, or "
                                           "--grid for the published alternatives");
    return DELPHI_OK;
}

static cli_whatif_format format_of(const cli_values *values) {
    return values->json ? CLI_WHATIF_JSON : values->format ? (cli_whatif_format)values->format : CLI_WHATIF_TABLE;
}

static delphi_status run_one(cli_call *call, const delphi_result *real, const delphi_result *previous,
                             const delphi_variant *variant) {
    delphi_variant_result *tried = NULL;
    delphi_status status = delphi_variant_analyse(real, previous, variant, &tried, call->problems);
    if (status != DELPHI_OK)
        return status;
    cli_whatif_format format = format_of(&call->values);
    status = format == CLI_WHATIF_JSON  ? cli_whatif_json(real, tried)
             : format == CLI_WHATIF_CSV ? cli_whatif_csv(real, tried)
                                        : cli_whatif_print(&call->terminal, real, tried);
    delphi_variant_free(tried);
    return status;
}

static delphi_status run_grid(cli_call *call, const delphi_result *real, const delphi_result *previous) {
    delphi_alternatives *alternatives = NULL;
    delphi_status status = delphi_alternatives_try(real, previous, &alternatives, call->problems);
    if (status != DELPHI_OK)
        return status;
    cli_whatif_format format = format_of(&call->values);
    status = format == CLI_WHATIF_JSON  ? cli_whatif_grid_json(real, alternatives)
             : format == CLI_WHATIF_CSV ? cli_whatif_grid_csv(real, alternatives)
                                        : cli_whatif_print_grid(&call->terminal, real, alternatives);
    delphi_alternatives_free(alternatives);
    return status;
}

static delphi_status run(cli_call *call) {
    delphi_folder *folder = NULL;
    delphi_variant variant = {0};
    const delphi_result *real = NULL, *previous = NULL;
    delphi_status status = read_variant(&call->values, &variant);
    if (status == DELPHI_OK)
        status = cli_open_folder(call, DELPHI_FOLDER_READ, &folder);
    if (status == DELPHI_OK)
        status = cli_round_decisions(call, folder, &real);
    if (status == DELPHI_OK && real->round > 1)
        status = delphi_folder_result(folder, real->round - 1, &previous, call->problems);
    if (status == DELPHI_OK)
        status = call->values.grid ? run_grid(call, real, previous) : run_one(call, real, previous, &variant);
    delphi_folder_free(folder);
    return status;
}

static const cli_option options[] = {
    {"grid", 0, CLI_FLAG, NULL, "the published alternatives, all at once", offsetof(cli_values, grid)},
    {"keep", 0, CLI_TEXT, "RULE", "the rule to keep (else the round's)", offsetof(cli_values, keep)},
    {"drop", 0, CLI_TEXT, "RULE", "the rule to drop (else the round's; \"\" for none)", offsetof(cli_values, drop)},
    {"quantile-type", 'q', CLI_CHOICE, QUANTILE_TYPES, "how quantiles are defined",
     offsetof(cli_values, quantile_type)},
    {"denominator", 0, CLI_CHOICE, DENOMINATORS, "what shares are counted over", offsetof(cli_values, denominator)},
    {"groups", 0, CLI_CHOICE, GROUP_LOGICS, "ask the rules of the panel, of each group or of any",
     offsetof(cli_values, groups)},
    {"stayers", 0, CLI_FLAG, NULL, "only experts who took part in the round before, too",
     offsetof(cli_values, stayers)},
    {"min-ratings", 0, CLI_NUMBER, "N", "fewer ratings leave a measure undefined", offsetof(cli_values, min_ratings)},
    CLI_OPTION_ROUND,
    {"format", 'f', CLI_CHOICE, "table|csv|json", "how to print it (else table)", offsetof(cli_values, format)},
    CLI_OPTION_JSON,
    CLI_OPTION_END,
};

const cli_command cli_command_whatif = {
    .name = "whatif",
    .arguments = "STUDY [RULE] [DROP-RULE]",
    .about = "which decisions move under other rules",
    .details = "Decides a round's ratings again under other rules or settings, and shows which decisions move. RULE "
               "is one to keep, or the name of a preset. The indicators are those that were really rated. Nothing is "
               "written.",
    .examples = {"delphi whatif kernset \"median >= 7 and iqr <= 2\" --quantile-type 6",
                 "delphi whatif kernset --grid"},
    .least = 1,
    .most = 3,
    .options = options,
    .run = run,
};
