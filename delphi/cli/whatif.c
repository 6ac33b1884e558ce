/* SPDX-License-Identifier: GPL-3.0-or-later */
/* `delphi whatif`: the same ratings under other rules, quantile types, denominators, groups or experts. */
#include "cli/whatif.h"

#include "cli/scan.h"
#include "cli/study.h"

#include <string.h>

#define QUANTILE_TYPES "2|6|7|8|hinges"
#define DENOMINATORS   "valid|answered|panel"
#define GROUP_LOGICS   "pooled|each|any"

static const delphi_quantile_type quantile_types[] = {
    DELPHI_QUANTILE_TYPE2, DELPHI_QUANTILE_TYPE6, DELPHI_QUANTILE_TYPE7, DELPHI_QUANTILE_TYPE8, DELPHI_QUANTILE_HINGES};

/* Places in the choices of --format, from 1. */
typedef enum { TABLE = 1, CSV, JSON } format;

/* A single word is a preset's name, or was meant to be one; the one word that is a rule is a measure like
 * `disagreement`. */
static bool names_preset(const char *word) {
    static const char letters[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_";
    return *word && word[strspn(word, letters)] == '\0' && delphi_measure_find(word) == DELPHI_NONE;
}

/* The rules stand as arguments (the first to keep, the second to drop; or a preset's name) or as options. */
static delphi_status read_rules(const cli_values *values, delphi_variant *out) {
    size_t count = values->argument_count - 1;
    const char *first = count > 0 ? values->arguments[1] : NULL, *second = count > 1 ? values->arguments[2] : NULL;
    bool preset = first && names_preset(first);
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
    out->keep_place = values->keep ? "--keep" : NULL;
    out->drop_place = values->drop ? "--drop" : NULL;
    return DELPHI_OK;
}

static bool is_empty(const delphi_variant *variant) {
    return !variant->preset && !variant->keep && !variant->drop && !variant->other_quantile_type &&
           !variant->other_denominator && !variant->min_ratings && !variant->best && !variant->groups &&
           !variant->stayers_only;
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
    out->best = values->best;
    out->groups = values->groups ? (delphi_group_logic)(values->groups - 1) : DELPHI_GROUPS_AS_WRITTEN;
    out->stayers_only = values->stayers;
    if (values->json && values->format && values->format != JSON)
        return cli_error(DELPHI_ERR_USAGE, "whatif: --json is --format json: give one of the two");
    if (values->grid && !is_empty(out))
        return cli_error(DELPHI_ERR_USAGE, "whatif: --grid tries the published alternatives, and takes no rule and no "
                                           "other setting; give one of the two");
    if (!values->grid && is_empty(out))
        return cli_error(DELPHI_ERR_USAGE, "whatif: what should be other? Give a rule (\"median >= 8\"), a preset "
                                           "('delphi rules' lists them), a setting such as --quantile-type 6, or "
                                           "--grid for the published alternatives");
    return DELPHI_OK;
}

static format format_of(const cli_values *values) {
    return values->json ? JSON : values->format ? (format)values->format : TABLE;
}

/* Prints what an export wrote, and frees it. */
static delphi_status print_buffer(delphi_status status, delphi_buffer *out) {
    if (status == DELPHI_OK && out->data)
        fwrite(out->data, 1, out->size, stdout);
    delphi_buffer_free(out);
    return status;
}

static delphi_status run_one(cli_call *call, const delphi_result *real, const delphi_result *previous,
                             const delphi_variant *variant) {
    delphi_variant_result *tried = NULL;
    delphi_buffer out = {0};
    format chosen = format_of(&call->values);
    delphi_status status = delphi_variant_analyse(real, previous, variant, &tried, call->problems);
    if (status != DELPHI_OK)
        return status;
    if (chosen == TABLE)
        status = cli_whatif_print(&call->terminal, real, tried);
    else if (chosen == JSON)
        status = print_buffer(delphi_export_variant_json(real, tried, &out), &out);
    else
        status = print_buffer(delphi_export_variant_csv(real, tried, DELPHI_CSV_RFC4180, &out), &out);
    delphi_variant_free(tried);
    return status;
}

static delphi_status run_grid(cli_call *call, const delphi_result *real, const delphi_result *previous) {
    delphi_alternatives *all = NULL;
    delphi_buffer out = {0};
    format chosen = format_of(&call->values);
    delphi_status status = delphi_alternatives_try(real, previous, &all, call->problems);
    if (status != DELPHI_OK)
        return status;
    if (chosen == TABLE)
        status = cli_whatif_print_grid(&call->terminal, real, all);
    else if (chosen == JSON)
        status = print_buffer(delphi_export_alternatives_json(real, all, &out), &out);
    else
        status = print_buffer(delphi_export_alternatives_csv(real, all, DELPHI_CSV_RFC4180, &out), &out);
    delphi_alternatives_free(all);
    return status;
}

static delphi_status run(cli_call *call) {
    delphi_folder *folder = NULL;
    delphi_variant variant = {0};
    const delphi_result *real = NULL;
    delphi_status status = read_variant(&call->values, &variant);
    if (status == DELPHI_OK)
        status = cli_open_folder(call, DELPHI_FOLDER_READ, &folder);
    if (status == DELPHI_OK)
        status = cli_refuse_scan(call, delphi_folder_study(folder));
    if (status == DELPHI_OK)
        status = cli_round_decisions(call, folder, &real);
    if (status == DELPHI_OK && call->values.grid && real->kind != DELPHI_KIND_RATING)
        status =
            cli_error(DELPHI_ERR_USAGE, "whatif: round %d is a %s, and the published alternatives are about ratings",
                      real->round, delphi_kind_name(real->kind));
    if (status == DELPHI_OK && real->overridden)
        cli_note("%u decision%s of round %d %s the steering group's; here the rules' are compared", real->overridden,
                 cli_plural(real->overridden), real->round, real->overridden == 1 ? "is" : "are");
    if (status == DELPHI_OK)
        status = call->values.grid ? run_grid(call, real, real->before) : run_one(call, real, real->before, &variant);
    delphi_folder_free(folder);
    return status;
}

static const cli_option options[] = {
    {"grid", 0, CLI_FLAG, NULL, "the published alternatives at once", offsetof(cli_values, grid)},
    {"keep", 0, CLI_TEXT, "RULE", "the rule to keep; \"\" for none", offsetof(cli_values, keep)},
    {"drop", 0, CLI_TEXT, "RULE", "the rule to drop; \"\" for none", offsetof(cli_values, drop)},
    {"quantile-type", 'q', CLI_CHOICE, QUANTILE_TYPES, "how quantiles are defined",
     offsetof(cli_values, quantile_type)},
    {"denominator", 0, CLI_CHOICE, DENOMINATORS, "what shares are counted over", offsetof(cli_values, denominator)},
    {"groups", 0, CLI_CHOICE, GROUP_LOGICS, "whom the rules have to hold for", offsetof(cli_values, groups)},
    {"stayers", 0, CLI_FLAG, NULL, "only who rated the round before, too", offsetof(cli_values, stayers)},
    {"min-ratings", 0, CLI_NUMBER, "N", "fewer leave a measure undefined", offsetof(cli_values, min_ratings)},
    {"best", 0, CLI_NUMBER, "N", "how many a round that selects is to select", offsetof(cli_values, best)},
    CLI_OPTION_ROUND,
    {"format", 'f', CLI_CHOICE, "table|csv|json", "how to print it (else table)", offsetof(cli_values, format)},
    CLI_OPTION_JSON,
    CLI_OPTION_END,
};

const cli_command cli_command_whatif = {
    .name = "whatif",
    .arguments = "STUDY [RULE...]",
    .about = "which decisions move under other rules",
    .details = "Decides a round's ratings again under other rules or settings, and shows which decisions move. The "
               "first RULE is the one to keep, a second the one to drop; a preset's name stands for both. The "
               "indicators are those that the round really rated. Nothing is written.",
    .examples = {"delphi whatif kernset \"median >= 7 and iqr <= 2\" --quantile-type 6",
                 "delphi whatif kernset --grid"},
    .least = 1,
    .most = 3,
    .options = options,
    .run = run,
};
