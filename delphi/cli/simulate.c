/* SPDX-License-Identifier: GPL-3.0-or-later */
/* `delphi simulate`: how many experts, how many rounds, which rule? */
#include "cli/simulate.h"

#include "cli/scan.h"
#include "cli/study.h"

#include <errno.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define SIZES_MOST      32
#define GROUPS_MOST     200
#define EXPERTS_MOST    100000
#define REPLICATES_MOST 100000000
#define REPLICATES      2000

/* ---- words of the command line ---- */

/* A whole number from `least` to `most`; -1 where it is none. */
static long read_whole(const char *text, long least, long most, const char **end) {
    char *stop;
    errno = 0;
    long number = *text >= '0' && *text <= '9' ? strtol(text, &stop, 10) : -1;
    *end = number < 0 ? text : stop;
    return number < least || number > most || errno ? -1 : number;
}

static delphi_status refuse(const char *option, const char *text, const char *allowed) {
    return cli_error(DELPHI_ERR_USAGE, "simulate: --%s: '%s' is not allowed: it takes %s", option, text, allowed);
}

static delphi_status read_count(const char *option, const char *text, long least, long most, long *out) {
    const char *end;
    char allowed[64];
    if (!text)
        return DELPHI_OK;
    long number = read_whole(text, least, most, &end);
    snprintf(allowed, sizeof allowed, "a whole number from %ld to %ld", least, most);
    if (number < 0 || *end)
        return refuse(option, text, allowed);
    *out = number;
    return DELPHI_OK;
}

/* "0.3" or "30%", from 0 to `most`. */
static delphi_status read_part(const char *option, const char *text, double most, const char *allowed, double *out) {
    char *end;
    if (!text)
        return DELPHI_OK;
    double number = strtod(text, &end);
    if (end != text && strcmp(end, "%") == 0) {
        number /= 100;
        end++;
    }
    if (end == text || *end || !(number >= 0 && number <= most))
        return refuse(option, text, allowed);
    *out = number;
    return DELPHI_OK;
}

/* ---- the panel ---- */

/* So many experts in the proportions of panel.csv: whole parts, and one more for the largest remainders. */
static void split(const delphi_study *study, size_t experts, size_t *panel) {
    size_t groups = study->protocol.group_count, total = 0, given = 0, members[GROUPS_MOST] = {0};
    for (size_t e = 0; e < study->expert_count; e++)
        if (study->experts[e].group != DELPHI_NONE)
            members[study->experts[e].group]++, total++;
    for (size_t g = 0; g < groups; g++) {
        members[g] = total ? members[g] : 1;
        panel[g] = experts * members[g] / (total ? total : groups);
        given += panel[g];
    }
    size_t all = total ? total : groups;
    for (; given < experts; given++) {
        size_t best = 0;
        for (size_t g = 1; g < groups; g++) /* furthest below its part */
            if ((long)(experts * members[g]) - (long)(panel[g] * all) >
                (long)(experts * members[best]) - (long)(panel[best] * all))
                best = g;
        panel[best]++;
    }
}

/* "40", or "10+10+5" with a number for each group. */
static delphi_status read_panel(const delphi_study *study, const char **text, size_t *panel) {
    static const char allowed[] = "sizes such as 10,20,40, or a number for each group as in 5+5+10";
    size_t groups = study->protocol.group_count, count = 0;
    const char *word = *text, *end = word;
    do {
        long number = read_whole(count ? end + 1 : word, 0, EXPERTS_MOST, &end);
        if (number < 0 || count == GROUPS_MOST)
            return refuse("panel", word, allowed);
        panel[count++] = (size_t)number;
    } while (*end == '+');
    if (*end && *end != ',')
        return refuse("panel", word, allowed);
    if (count == 1 && groups > 1)
        split(study, panel[0], panel);
    else if (count != (groups ? groups : 1))
        return cli_error(DELPHI_ERR_USAGE, "simulate: --panel: '%.*s' has %zu numbers, and the study has %zu groups",
                         (int)(end - word), word, count, groups);
    *text = *end ? end + 1 : end;
    return DELPHI_OK;
}

/* ---- the model ---- */

/* Without a pilot: indicators from unwanted to wanted by everyone, evenly over the scale, with a spread of a sixth of
 * it. */
static void make_beliefs(const delphi_study *study, delphi_belief *beliefs) {
    const delphi_scale *scale = &study->protocol.scale;
    double width = scale->max - scale->min;
    for (size_t i = 0; i < study->indicator_count; i++)
        for (size_t c = 0; c < study->protocol.criterion_count; c++)
            beliefs[i * study->protocol.criterion_count + c] = (delphi_belief){
                .mean = scale->min + width * (0.1 + 0.85 * ((double)i + 0.5) / (double)study->indicator_count),
                .spread = width / 6};
}

typedef struct {
    delphi_pilot *pilot;
    delphi_belief *beliefs; /* a copy, to be changed */
    delphi_opinion_model model;
    int round; /* 0: no pilot */
} planned;

static delphi_status find_model(cli_call *call, delphi_folder *folder, planned *p) {
    const delphi_study *study = delphi_folder_study(folder);
    size_t cells = study->indicator_count * study->protocol.criterion_count;
    const delphi_result *result = NULL;
    p->round = call->values.round ? call->values.round : delphi_folder_closed(folder);
    p->beliefs = calloc(cells + 1, sizeof *p->beliefs);
    if (!p->beliefs)
        return DELPHI_ERR_MEMORY;
    if (p->round == 0) {
        make_beliefs(study, p->beliefs);
        p->model = (delphi_opinion_model){.leniency = 0.35};
        return DELPHI_OK;
    }
    delphi_status status = cli_round_decisions(call, folder, &result);
    if (status == DELPHI_OK)
        status = delphi_pilot_make(result, &p->pilot, call->problems);
    if (status == DELPHI_OK) {
        p->model = p->pilot->model;
        memcpy(p->beliefs, p->model.beliefs, cells * sizeof *p->beliefs);
    }
    return status;
}

/* What the command line says goes before the pilot. */
static delphi_status change_model(const cli_call *call, const delphi_study *study, planned *p) {
    static const char chance[] = "a part from 0 to 1, or a percentage",
                      points[] = "points of the scale, from 0 to 1000";
    const cli_values *v = &call->values;
    double cannot = -1;
    delphi_status status = read_part("conformity", v->conformity, 1, chance, &p->model.conformity);
    if (status == DELPHI_OK)
        status = read_part("attrition", v->attrition, 1, chance, &p->model.attrition);
    if (status == DELPHI_OK)
        status = read_part("cannot-judge", v->cannot_judge, 1, chance, &cannot);
    if (status == DELPHI_OK)
        status = read_part("leniency", v->leniency, 1000, points, &p->model.leniency);
    if (status == DELPHI_OK)
        status = read_part("wobble", v->wobble, 1000, points, &p->model.wobble);
    for (size_t i = 0; cannot >= 0 && i < study->indicator_count * study->protocol.criterion_count; i++)
        p->beliefs[i].cannot_judge = cannot;
    p->model.beliefs = p->beliefs;
    return status;
}

/* ---- all of it ---- */

/* "2/5": the second of five parts. */
static delphi_status read_shard(const char *text, uint32_t replicates, uint32_t *from, uint32_t *to) {
    const char *end;
    *from = 0;
    *to = replicates;
    if (!text)
        return DELPHI_OK;
    long part = read_whole(text, 1, REPLICATES_MOST, &end);
    long parts = part > 0 && *end == '/' ? read_whole(end + 1, 1, REPLICATES_MOST, &end) : -1;
    if (parts < 1 || part > parts || *end)
        return refuse("shard", text, "I/N, the I-th of N parts, as in 2/5");
    *from = (uint32_t)((uint64_t)replicates * (uint64_t)(part - 1) / (uint64_t)parts);
    *to = (uint32_t)((uint64_t)replicates * (uint64_t)part / (uint64_t)parts);
    return DELPHI_OK;
}

static delphi_status simulate_sizes(cli_call *call, const delphi_study *study, const planned *p, cli_simulations *all) {
    long cores = sysconf(_SC_NPROCESSORS_ONLN);
    size_t panel[GROUPS_MOST];
    delphi_simulation_order order = {.model = &p->model, .panel = panel, .seed = all->seed};
    order.threads = call->values.jobs ? call->values.jobs : cores > 0 && cores < 64 ? (int)cores : 1;
    delphi_status status = read_shard(call->values.shard, all->replicates, &order.from, &order.to);
    const char *text = call->values.panel ? call->values.panel : "5,10,15,20,30,40";
    all->sizes = calloc(SIZES_MOST, sizeof *all->sizes);
    if (!all->sizes)
        return DELPHI_ERR_MEMORY;
    while (*text && status == DELPHI_OK) {
        if (all->count == SIZES_MOST)
            return refuse("panel", text, "32 sizes at the most");
        status = read_panel(study, &text, panel);
        cli_simulated *size = &all->sizes[all->count];
        if (status == DELPHI_OK)
            status = delphi_simulate(study, &order, &size->found, call->problems);
        if (status == DELPHI_OK) {
            size->experts = size->found->experts;
            all->count++;
        }
    }
    return status;
}

/* Parts of other models do not go together: what makes a model is one line of text. */
static void note_model(const delphi_study *study, const planned *p, cli_simulations *all) {
    double sums[3] = {0};
    size_t cells = study->indicator_count * study->protocol.criterion_count;
    for (size_t i = 0; i < cells; i++) {
        sums[0] += p->beliefs[i].mean;
        sums[1] += p->beliefs[i].spread;
        sums[2] += p->beliefs[i].cannot_judge;
    }
    snprintf(
        all->model, sizeof all->model,
        "pilot %d, means %.17g, spreads %.17g, cannot judge %.17g, leniency %.17g, wobble %.17g, conformity %.17g, "
        "attrition %.17g",
        p->round, sums[0], sums[1], sums[2], p->model.leniency, p->model.wobble, p->model.conformity,
        p->model.attrition);
}

static delphi_status simulate(cli_call *call, delphi_folder *folder, cli_simulations *all) {
    const delphi_study *study = all->study;
    planned p = {0};
    long replicates = REPLICATES, seed = -1;
    delphi_status status = read_count("replicates", call->values.replicates, 1, REPLICATES_MOST, &replicates);
    if (status == DELPHI_OK)
        status = read_count("seed", call->values.seed, 0, 9007199254740991, &seed);
    if (status == DELPHI_OK)
        status = find_model(call, folder, &p);
    if (status == DELPHI_OK)
        status = change_model(call, study, &p);
    all->replicates = (uint32_t)replicates;
    all->seed = seed < 0 ? study->protocol.seed : (uint64_t)seed;
    all->pilot = p.round;
    if (status == DELPHI_OK) {
        all->leniency = p.model.leniency;
        note_model(study, &p, all);
        status = simulate_sizes(call, study, &p, all);
    }
    delphi_pilot_free(p.pilot);
    free(p.beliefs);
    return status;
}

static delphi_status merge(const cli_call *call, cli_simulations *all) {
    delphi_status status = DELPHI_OK;
    for (size_t i = 1; i < call->values.argument_count && status == DELPHI_OK; i++)
        status = cli_simulate_merge(call->values.arguments[i], all);
    if (status == DELPHI_OK && call->values.argument_count < 2)
        status = cli_error(DELPHI_ERR_USAGE, "simulate: --merge needs the files of the parts");
    return status;
}

static delphi_status run(cli_call *call) {
    delphi_folder *folder = NULL;
    cli_simulations all = {0};
    if (!call->values.merge && call->values.argument_count > 1)
        return cli_error(DELPHI_ERR_USAGE, "simulate: '%s' is one argument too many: files go with --merge",
                         call->values.arguments[1]);
    delphi_status status = cli_open_folder(call, DELPHI_FOLDER_READ, &folder);
    if (status == DELPHI_OK)
        status = cli_refuse_scan(call, delphi_folder_study(folder));
    if (status == DELPHI_OK) {
        all.study = delphi_folder_study(folder);
        status = call->values.merge ? merge(call, &all) : simulate(call, folder, &all);
    }
    if (status == DELPHI_OK)
        status = call->values.json ? cli_simulate_print_json(&all) : cli_simulate_print(&call->terminal, &all);
    for (size_t i = 0; i < all.count; i++)
        delphi_simulation_free(all.sizes[i].found);
    free(all.sizes);
    delphi_folder_free(folder);
    return status;
}

static const cli_option options[] = {
    {"panel", 'p', CLI_TEXT, "SIZES", "10,20,40 experts in all; or 5+5+10 of each group (else 5 to 40)",
     offsetof(cli_values, panel)},
    {"replicates", 'n', CLI_TEXT, "N", "how many panels of each size (else 2000)", offsetof(cli_values, replicates)},
    {"round", 'r', CLI_NUMBER, "N", "the round whose ratings are the pilot (else the last closed one)",
     offsetof(cli_values, round)},
    {"conformity", 0, CLI_TEXT, "PART", "how far experts go to the median they were shown (else 0)",
     offsetof(cli_values, conformity)},
    {"attrition", 0, CLI_TEXT, "PART", "how many leave before each later round (else 0)",
     offsetof(cli_values, attrition)},
    {"cannot-judge", 0, CLI_TEXT, "PART", "how many cannot judge (else as in the pilot)",
     offsetof(cli_values, cannot_judge)},
    {"leniency", 0, CLI_TEXT, "POINTS", "how experts differ over all indicators (else as in the pilot)",
     offsetof(cli_values, leniency)},
    {"wobble", 0, CLI_TEXT, "POINTS", "how an opinion differs from round to round (else 0)",
     offsetof(cli_values, wobble)},
    {"seed", 's', CLI_TEXT, "N", "of the generator (else the study's)", offsetof(cli_values, seed)},
    {"shard", 0, CLI_TEXT, "I/N", "the I-th of N parts of the replicates, to be merged", offsetof(cli_values, shard)},
    {"merge", 0, CLI_FLAG, NULL, "add up parts that --shard and --json wrote", offsetof(cli_values, merge)},
    {"jobs", 'j', CLI_NUMBER, "N", "how many threads (else one a core)", offsetof(cli_values, jobs)},
    CLI_OPTION_JSON,
    CLI_OPTION_END,
};

const cli_command cli_command_simulate = {
    .name = "simulate",
    .arguments = "STUDY [FILE...]",
    .about = "how many experts does it take?",
    .details =
        "Plays the study's rounds under its rules with panels of several sizes, thousands of times, and says how "
        "often what should be kept is kept and what should be dropped is dropped, each with its Monte-Carlo "
        "error. Opinions are those of a round that was rated, the pilot; before there is one, the indicators' "
        "means are laid evenly over the scale. What should be kept is what a panel without end would keep. Any "
        "split into parts by --shard comes to the same bytes when it is merged.",
    .examples = {"delphi simulate kernset --panel 10,20,40 --conformity 30% --attrition 10%",
                 "delphi simulate kernset --merge part-*.json"},
    .least = 1,
    .most = SIZE_MAX,
    .options = options,
    .run = run,
};
