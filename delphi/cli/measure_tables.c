/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The engine's tables of measures, a row each: what a table's measures are of, and how its rows are read. */
#include "cli/measures.h"

/* The tables' rows are of different types and call their texts alike. */
#define READ(function, type, table)                                                                                    \
    static bool function(size_t place, cli_entry *out) {                                                               \
        size_t count;                                                                                                  \
        const type *rows = table(&count);                                                                              \
        if (place >= count)                                                                                            \
            return false;                                                                                              \
        const type *row = &rows[place];                                                                                \
        *out = (cli_entry){row->name, row->title, row->definition, row->source, row->reading};                         \
        return true;                                                                                                   \
    }
READ(of_indicator, delphi_measure, delphi_measures)
READ(of_set, delphi_set_measure, delphi_set_measures)
READ(of_pair, delphi_pair_measure, delphi_pair_measures)
READ(of_series, delphi_trend_measure, delphi_trend_measures)
READ(of_decision, delphi_decision_measure, delphi_decision_measures)

/* A verdict's definition says how it reads. */
static bool verdict(size_t place, cli_entry *out) {
    size_t count;
    const delphi_verdict *rows = delphi_stability_verdicts(&count);
    if (place >= count)
        return false;
    *out = (cli_entry){rows[place].name, rows[place].title, rows[place].definition, rows[place].source, ""};
    return true;
}

static void more_of_indicator(const cli_terminal *terminal, size_t place) {
    static const char *const kinds[] = {
        [DELPHI_MEASURE_TRUTH] = "yes or no; stands alone in a rule",
        [DELPHI_MEASURE_RATIONAL] = "an exact fraction; compared exactly",
        [DELPHI_MEASURE_REAL] = "a real number; compared as a double",
    };
    static const char *const scales[] = {
        [DELPHI_SCALE_ANY] = "",
        [DELPHI_SCALE_THREE_POINTS] = "three points or more; undefined on any other",
        [DELPHI_SCALE_1_TO_9] = "1 to 9 only; undefined on any other",
        [DELPHI_SCALE_RANKS] = "the places of a ranking round; in no other",
    };
    _Static_assert(sizeof scales / sizeof *scales == DELPHI_SCALE_RANKS + 1, "words for each");
    size_t count;
    const delphi_measure *measure = &delphi_measures(&count)[place];
    cli_catalogue_say(terminal, "value", kinds[measure->kind]);
    cli_catalogue_say(terminal, "scale", scales[measure->scale]);
}

static void more_of_pair(const cli_terminal *terminal, size_t place) {
    static const char *const bases[] = {
        [DELPHI_PAIR_COUNT] = "a count; 0 where there is nobody",
        [DELPHI_PAIR_MATCHED] = "of the experts who rated in both rounds",
        [DELPHI_PAIR_ROUNDS] = "of all experts of either round",
    };
    size_t count;
    cli_catalogue_say(terminal, "ratings", bases[delphi_pair_measures(&count)[place].base]);
}

static const cli_shelf shelves[] = {
    {"indicator", "Of one indicator, on one criterion. Rules may use these.", true, of_indicator, more_of_indicator},
    {"concordance", "Of all indicators of a round together, on one criterion. Rules may not use these.", false, of_set,
     NULL},
    {"stability", "Of one indicator in two rounds, on one criterion. Rules may not use these.", false, of_pair,
     more_of_pair},
    {"sensitivity", "How sure the decision on one indicator is. Rules may not use these.", false, of_decision, NULL},
    {"trends", "Of a series of yearly values, see 'delphi trends'. Rules may not use these.", false, of_series, NULL},
    {"verdicts", "Verdicts on one indicator in two rounds. Rules may not use these.", false, verdict, NULL},
};

const cli_catalogue cli_measure_tables = {"measures", "measure", "what it is", shelves,
                                          sizeof shelves / sizeof *shelves};
