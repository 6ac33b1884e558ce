/* SPDX-License-Identifier: GPL-3.0-or-later */
/* `delphi grim`: can published percentages, or a mean, come from whole numbers of answers, and from how many? */
#include "cli/json.h"
#include "cli/table.h"

#include "cli/command.h"

#include <cjson/cJSON.h>

#include <stdlib.h>
#include <string.h>

/* More bases than this are told as stretches, without what fits each. */
#define LISTED_MOST 24

/* What is asked. */
typedef struct {
    const cli_values *values;
    delphi_printed *percentages; /* one for each argument */
    size_t count;
    delphi_printed mean;
    delphi_grim_scores scores;
    delphi_rounding rounding;
    int64_t first, last; /* bases */
    /* What is found, a base at a time. */
    delphi_grim_range *ranges;
    size_t tried, fitting;
} question;

/* ---- what is asked ---- */

static delphi_status refuse(const char *option, const char *text, const char *allowed) {
    return cli_error(DELPHI_ERR_USAGE, "grim: %s%s'%s' is not allowed: it takes %s", option, *option ? ": " : "", text,
                     allowed);
}

/* "50" or "1..51". */
static bool read_stretch(const char *text, int64_t least, int64_t most, int64_t *first, int64_t *last) {
    char *end;
    const char *after = strstr(text, "..");
    size_t size = after ? (size_t)(after - text) : strlen(text);
    if (size == 0 || size > 8 || strspn(text, "-0123456789.") != strlen(text))
        return false;
    *first = strtoll(text, &end, 10);
    if (end != text + size)
        return false;
    *last = *first;
    if (after && strlen(after + 2) > 8)
        return false;
    if (after)
        *last = strtoll(after + 2, &end, 10);
    return *end == '\0' && end != after + 2 && *first >= least && *first <= *last && *last <= most;
}

static delphi_status read_numbers(question *q) {
    const cli_values *v = q->values;
    if (!v->base)
        return cli_error(DELPHI_ERR_USAGE, "grim: --base is missing: how many answered, as 50 or as 40..51");
    if (!read_stretch(v->base, 1, DELPHI_GRIM_BASE_MAX, &q->first, &q->last))
        return refuse("--base", v->base, "a number of answers or a range of them, 50 or 40..51, up to 1000000");
    q->scores.items = v->items ? v->items : 1;
    q->scores.bounded = v->scale != NULL;
    if (v->scale &&
        !read_stretch(v->scale, -DELPHI_GRIM_SCALE_MAX, DELPHI_GRIM_SCALE_MAX, &q->scores.min, &q->scores.max))
        return refuse("--scale", v->scale, "the lowest and the highest score, 1..9");
    if (v->mean && !delphi_printed_read(v->mean, &q->mean))
        return refuse("--mean", v->mean, "a mean as it was printed, 5.19");
    q->rounding = v->rounding ? (delphi_rounding)(v->rounding - 1) : DELPHI_ROUNDED_EITHER;
    return DELPHI_OK;
}

static delphi_status read_percentages(question *q) {
    const cli_values *v = q->values;
    if (v->argument_count > DELPHI_GRIM_OPTIONS_MAX)
        return cli_error(DELPHI_ERR_USAGE, "grim: %zu percentages are too many: up to %d", v->argument_count,
                         DELPHI_GRIM_OPTIONS_MAX);
    q->count = v->argument_count;
    q->percentages = calloc(q->count + 1, sizeof *q->percentages);
    q->ranges = calloc(q->count + 1, sizeof *q->ranges);
    if (!q->percentages || !q->ranges)
        return DELPHI_ERR_MEMORY;
    for (size_t i = 0; i < q->count; i++)
        if (!delphi_printed_read(v->arguments[i], &q->percentages[i]) || q->percentages[i].units < 0)
            return refuse("", v->arguments[i], "a percentage as it was printed: 48, 48.4 or 48,4%");
    return DELPHI_OK;
}

static delphi_status read_question(question *q) {
    const cli_values *v = q->values;
    if (!v->mean == (v->argument_count == 0))
        return cli_error(DELPHI_ERR_USAGE, "grim: give the percentages of one question, or --mean");
    if (v->mean && v->multiple)
        return cli_error(DELPHI_ERR_USAGE, "grim: --multiple is of percentages, not of a mean");
    if (!v->mean && (v->items || v->scale))
        return cli_error(DELPHI_ERR_USAGE, "grim: --items and --scale are of a mean, not of percentages");
    delphi_status status = read_numbers(q);
    return status == DELPHI_OK ? read_percentages(q) : status;
}

/* ---- what fits ---- */

static bool fits(question *q, int64_t base, delphi_rounding rounding) {
    q->scores.base = base;
    if (q->values->mean)
        return delphi_grim_sums(q->mean, &q->scores, rounding, q->ranges);
    return delphi_grim_counts(q->percentages, q->count, base, !q->values->multiple, rounding, q->ranges);
}

static size_t count_fitting(question *q, delphi_rounding rounding) {
    size_t count = 0;
    for (int64_t base = q->first; base <= q->last; base++)
        count += fits(q, base, rounding);
    return count;
}

/* "4, 15, 22 to 23": allocated; NULL when out of memory. */
static char *ranges_text(const question *q) {
    size_t count = q->values->mean ? 1 : q->count, room = count * 48 + 1;
    char *out = malloc(room);
    size_t used = 0;
    for (size_t i = 0; out && i < count; i++) {
        const delphi_grim_range *r = &q->ranges[i];
        used += (size_t)snprintf(out + used, room - used, "%s%lld", i ? ", " : "", (long long)r->low);
        if (r->high > r->low)
            used += (size_t)snprintf(out + used, room - used, " to %lld", (long long)r->high);
    }
    return out;
}

static delphi_status print_table(question *q, const cli_terminal *terminal) {
    const cli_column columns[] = {
        {.heading = "base", .right = true},
        {.heading = q->values->mean ? "sum of the scores" : "counts", .wrap = true},
    };
    cli_table *table = cli_table_new(terminal, columns, 2);
    for (int64_t base = q->first; base <= q->last; base++)
        if (fits(q, base, q->rounding)) {
            cli_table_add(table, CLI_BOLD, "%lld", (long long)base);
            cli_table_take(table, CLI_PLAIN, ranges_text(q));
        }
    return cli_table_print(table, 0);
}

/* "10 to 51, 60" */
static void print_stretches(question *q) {
    const char *before = "Bases that fit: ";
    for (int64_t base = q->first; base <= q->last; base++) {
        int64_t from = base;
        if (!fits(q, base, q->rounding))
            continue;
        while (base < q->last && fits(q, base + 1, q->rounding))
            base++;
        printf("%s%lld", before, (long long)from);
        if (base > from)
            printf(" to %lld", (long long)base);
        before = ", ";
    }
    putchar('\n');
}

/* The sum of the percentages as printed, so that a reader sees that 99 is no mistake. */
static void print_sum(const question *q) {
    int decimals = 0;
    int64_t sum = 0, part = 1;
    for (size_t i = 0; i < q->count; i++)
        decimals = q->percentages[i].decimals > decimals ? q->percentages[i].decimals : decimals;
    for (size_t i = 0; i < q->count; i++) {
        int64_t units = q->percentages[i].units;
        for (int d = q->percentages[i].decimals; d < decimals; d++)
            units *= 10;
        sum += units;
    }
    for (int d = 0; d < decimals; d++)
        part *= 10;
    printf("%zu percentage%s as printed, together %.*f%%\n\n", q->count, q->count == 1 ? "" : "s", decimals,
           (double)sum / (double)part);
}

static delphi_status print_words(question *q, const cli_terminal *terminal) {
    delphi_status status = DELPHI_OK;
    if (q->values->mean)
        printf("A mean printed as %s\n\n", q->values->mean);
    else
        print_sum(q);
    if (q->fitting > LISTED_MOST)
        print_stretches(q);
    else if (q->fitting > 0)
        status = print_table(q, terminal);
    if (q->fitting > 0)
        putchar('\n');
    printf("%zu of %zu base%s fit%s.\n", q->fitting, q->tried, q->tried == 1 ? "" : "s", q->fitting == 1 ? "s" : "");
    size_t twice = q->fitting == 0 ? count_fitting(q, DELPHI_ROUNDED_TWICE) : 0;
    if (twice > 0)
        printf("%zu would, had %s been rounded twice (--rounding twice).\n", twice, q->values->mean ? "it" : "they");
    return status;
}

/* ---- for a program ---- */

static bool add_range(cJSON *list, const delphi_grim_range *range) {
    const double ends[] = {(double)range->low, (double)range->high};
    cJSON *pair = cJSON_CreateDoubleArray(ends, 2);
    if (pair && cJSON_AddItemToArray(list, pair))
        return true;
    cJSON_Delete(pair);
    return false;
}

static bool add_base(question *q, cJSON *list, int64_t base) {
    cJSON *object = cJSON_CreateObject(), *ranges = NULL;
    if (!object || !cJSON_AddItemToArray(list, object)) {
        cJSON_Delete(object);
        return false;
    }
    bool good = cJSON_AddNumberToObject(object, "base", (double)base) &&
                (ranges = cJSON_AddArrayToObject(object, q->values->mean ? "sums" : "counts"));
    for (size_t i = 0; good && i < (q->values->mean ? 1 : q->count); i++)
        good = add_range(ranges, &q->ranges[i]);
    return good;
}

static delphi_status print_json(question *q) {
    static const char *const roundings[DELPHI_ROUNDING_COUNT] = {"either", "up", "even", "twice"};
    cJSON *root = cJSON_CreateObject(), *list = NULL;
    bool good = root && cJSON_AddStringToObject(root, "format", "delphi-grim/1") &&
                cJSON_AddStringToObject(root, "rounding", roundings[q->rounding]) &&
                cJSON_AddNumberToObject(root, "tried", (double)q->tried) &&
                (list = cJSON_AddArrayToObject(root, "bases"));
    for (int64_t base = q->first; good && base <= q->last; base++)
        if (fits(q, base, q->rounding))
            good = add_base(q, list, base);
    return cli_print_json(root, good);
}

static delphi_status run(cli_call *call) {
    question q = {.values = &call->values};
    delphi_status status = read_question(&q);
    if (status == DELPHI_OK) {
        q.tried = (size_t)(q.last - q.first + 1);
        q.fitting = count_fitting(&q, q.rounding);
        status = call->values.json ? print_json(&q) : print_words(&q, &call->terminal);
    }
    if (status == DELPHI_OK && q.fitting == 0)
        status = DELPHI_ERR_STATE;
    free(q.percentages);
    free(q.ranges);
    return status;
}

static const cli_option options[] = {
    {"base", 'b', CLI_TEXT, "N|N..M", "how many answered, or between how many and how many",
     offsetof(cli_values, base)},
    {"multiple", 0, CLI_FLAG, NULL, "the percentages need not add up: more than one option could be chosen",
     offsetof(cli_values, multiple)},
    {"mean", 0, CLI_TEXT, "M", "a mean of whole scores, in place of percentages", offsetof(cli_values, mean)},
    {"items", 0, CLI_NUMBER, "N", "of a mean: scores of each who answered (else 1)", offsetof(cli_values, items)},
    {"scale", 0, CLI_TEXT, "MIN..MAX", "of a mean: the lowest and the highest score", offsetof(cli_values, scale)},
    {"rounding", 0, CLI_CHOICE, "either|up|even|twice", "how halves were rounded (else either: up or to even)",
     offsetof(cli_values, rounding)},
    CLI_OPTION_JSON,
    CLI_OPTION_END,
};

const cli_command cli_command_grim = {
    .name = "grim",
    .arguments = "[PERCENTAGE...]",
    .about = "can published figures be of whole answers?",
    .details =
        "Tells which numbers of answers fit the percentages of a question as they were printed, and how many chose "
        "each option then; or, with --mean, which fit a mean of whole scores (GRIM: Brown and Heathers 2017). The "
        "decimals count: 48.0 says more than 48. Percentages that add up to 99 or 101 are no mistake: each is rounded "
        "by itself. Exact, in whole numbers. Exit 1 where nothing fits.",
    .examples = {"delphi grim 8 30 44 18 --base 40..51", "delphi grim --mean 5.19 --base 28 --scale 1..9"},
    .least = 0,
    .most = SIZE_MAX,
    .options = options,
    .run = run,
};
