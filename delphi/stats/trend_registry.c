/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The table of measures of a series. The order is the order in which they are written; old names never change. */
#include <string.h>

#include "base/rational.h"
#include "stats/trend_measures.h"

#define SEN     "Theil, 1950; Sen, 1968"
#define MANN    "Mann, 1945; Kendall, 1975"
#define READING "A small one speaks for a trend, a large one for none that shows."

static const delphi_trend_measure measures[] = {
    {"years", 0, "Years with a value", "The years of the series that have a value.", "", "", stats_years},
    {"level", 1, "Level", "The value of the last year that has one.", "", "", stats_level},
    {"level_change", 2, "Change", "The last value less the first one.", "", "", stats_level_change},
    {"level_change_relative", 2, "Relative change", "The last value less the first one, divided by the first one.", "",
     "", stats_level_change_relative},
    {"sen_slope", 2, "Theil and Sen's slope", "The median of the slopes between any two years: change a year.", SEN, "",
     stats_sen_slope},
    {"sen_low", 2, "Slope, lower limit",
     "The lower end of the slope's 95% interval: exact where no two values are equal, else by the normal distribution.",
     SEN, "An interval without zero speaks for a trend.", stats_sen_low},
    {"sen_high", 2, "Slope, upper limit",
     "The upper end of the slope's 95% interval: exact where no two values are equal, else by the normal distribution.",
     SEN, "An interval without zero speaks for a trend.", stats_sen_high},
    {"mann_kendall_s", 2, "Mann and Kendall's S",
     "The pairs of years in which the later value is higher, less those in which it is lower.", MANN, "",
     stats_mann_kendall_s},
    {"mann_kendall_var", 2, "Mann and Kendall's S: variance",
     "The variance of S where there is no trend, corrected for equal values.", MANN, "", stats_mann_kendall_var},
    {"mann_kendall_tau", 2, "Kendall's tau", "S over its greatest possible value, corrected for equal values (tau-b).",
     "Kendall, 1938", "1: always rising; -1: always falling.", stats_mann_kendall_tau},
    {"mann_kendall_z", 2, "Mann and Kendall's z",
     "S, taken one smaller in size, over the root of its variance; 0 where S is 0.", MANN, "", stats_mann_kendall_z},
    {"mann_kendall_p_normal", 2, "Mann and Kendall's p, normal",
     "The two-sided chance of so large a z where there is no trend.", MANN, READING, stats_mann_kendall_p_normal},
    {"mann_kendall_p_exact", 2, "Mann and Kendall's p, exact",
     "The two-sided chance of so large an S over all orders of the values; where no two are equal.", MANN, READING,
     stats_mann_kendall_p_exact},
    {"mann_kendall_p", 2, "Mann and Kendall's p",
     "The exact p where there is one (no equal values, at most 60 years), else the normal one.", MANN, READING,
     stats_mann_kendall_p},
};

static const size_t measure_count = sizeof measures / sizeof *measures;

const delphi_trend_measure *delphi_trend_measures(size_t *count) {
    *count = measure_count;
    return measures;
}

size_t delphi_trend_measure_find(const char *name) {
    for (size_t i = 0; i < measure_count; i++)
        if (strcmp(measures[i].name, name) == 0)
            return i;
    return DELPHI_NONE;
}

void delphi_trend_value(const delphi_trend_measure *measure, delphi_trend_space *space, delphi_value *out) {
    delphi_value years;
    stats_years(space, &years);
    if (years.as.rational.num >= measure->years)
        measure->compute(space, out);
    else
        *out = base_value_undefined(years.as.rational.num == 0 ? DELPHI_REASON_NO_VALUES : DELPHI_REASON_ONE_YEAR);
}
