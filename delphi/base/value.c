/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A value as a number and as text. */
#include <delphi/value.h>

#include "base/number.h"
#include "base/rational.h"

#include <math.h>
#include <stdio.h>

const char *delphi_reason_text(delphi_reason reason) {
    static const char *const texts[DELPHI_REASON_COUNT] = {
        [DELPHI_REASON_NONE] = "",
        [DELPHI_REASON_NO_RATINGS] = "no valid rating",
        [DELPHI_REASON_TOO_FEW_RATINGS] = "fewer valid ratings than min_ratings",
        [DELPHI_REASON_ONE_RATING] = "needs two ratings or more",
        [DELPHI_REASON_SMALL_GROUP] = "fewer valid ratings than min_group",
        [DELPHI_REASON_NO_GROUP] = "no group reaches min_group",
        [DELPHI_REASON_EMPTY_BASE] = "nobody in the denominator",
        [DELPHI_REASON_ZERO_MEAN] = "divides by a mean of zero",
        [DELPHI_REASON_SCALE] = "defined on a scale of 1 to 9 only",
        [DELPHI_REASON_SEVERAL_MODES] = "several points are equally frequent",
        [DELPHI_REASON_NO_SUCH_QUANTILE] = "Tukey's hinges give quartiles only",
        [DELPHI_REASON_BETWEEN_REGIONS] = "the median lies between two regions of the scale",
        [DELPHI_REASON_NO_HIGH_BAND] = "the protocol has no band named high",
        [DELPHI_REASON_SMALL_PANEL] = "no result of so few ratings can be significant",
        [DELPHI_REASON_FEW_POINTS] = "needs a scale of three points or more",
        [DELPHI_REASON_UNDER_FOUR] = "needs four ratings or more",
        [DELPHI_REASON_ALL_EQUAL] = "all ratings are equal",
        [DELPHI_REASON_NO_INTERVAL] = "fewer than six ratings have no 95% interval of their median",
        [DELPHI_REASON_WEIGHTS] = "the weights are too unlike to be added exactly",
        [DELPHI_REASON_TOO_FEW_EXPERTS] = "fewer than two experts rated every indicator",
        [DELPHI_REASON_ONE_ITEM] = "needs two indicators or more",
        [DELPHI_REASON_ALL_TIED] = "every expert gives all indicators the same rating",
        [DELPHI_REASON_EQUAL_ITEMS] = "the indicators do not differ",
        [DELPHI_REASON_NO_PAIRS] = "no indicator has two ratings",
        [DELPHI_REASON_NEGATIVE_SCALE] = "needs a scale without numbers below zero",
        [DELPHI_REASON_NO_REPLICATES] = "no replicates were asked for",
        [DELPHI_REASON_NO_LOW_BAND] = "the protocol has no band named low",
        [DELPHI_REASON_NO_MATCH] = "no expert rated in both rounds",
        [DELPHI_REASON_NO_CHANGE] = "nobody changed a rating",
        [DELPHI_REASON_CONSTANT_ROUND] = "all ratings of a round are in one category",
        [DELPHI_REASON_LARGE_SAMPLE] = "too many ratings for the exact test",
        [DELPHI_REASON_FEW_ORDERS] = "fewer than two experts rated two indicators or more",
        [DELPHI_REASON_NO_FLIP] = "no change of ratings alters the decision",
        [DELPHI_REASON_NO_FLIP_FOUND] = "no change of ratings was found that alters the decision",
        [DELPHI_REASON_SELECTION] = "the decision rests on the ratings of others, too",
        [DELPHI_REASON_TIED_AT_CUT] = "tied at the cut, for the steering group to decide",
        [DELPHI_REASON_NO_VALUES] = "no year has a value",
        [DELPHI_REASON_ONE_YEAR] = "needs values of two years or more",
        [DELPHI_REASON_NOT_ABOVE_ZERO] = "the first value is not above zero",
        [DELPHI_REASON_SAME_VALUE] = "all values are the same",
        [DELPHI_REASON_EQUAL_VALUES] = "some values are equal",
        [DELPHI_REASON_MANY_YEARS] = "too many years for the exact test",
        [DELPHI_REASON_FEW_YEARS] = "so few years have no 95% interval of their slope",
    };
    return (unsigned)reason < DELPHI_REASON_COUNT ? texts[reason] : "unknown reason";
}

double delphi_value_real(const delphi_value *value) {
    switch (value->kind) {
    case DELPHI_VALUE_RATIONAL:
    case DELPHI_VALUE_SHARE:
        return base_rational_real(value->as.rational);
    case DELPHI_VALUE_REAL:
        return value->as.real;
    default:
        return NAN;
    }
}

size_t delphi_value_text(const delphi_value *value, char *out, size_t size) {
    char number[BASE_NUMBER_SIZE];
    int length;
    if (size == 0)
        return 0;
    switch (value->kind) {
    case DELPHI_VALUE_SHARE:
        length = snprintf(out, size, "%lld/%lld", (long long)value->as.rational.num, (long long)value->as.rational.den);
        break;
    case DELPHI_VALUE_RATIONAL:
    case DELPHI_VALUE_REAL:
        base_write_real(delphi_value_real(value), number);
        length = snprintf(out, size, "%s", number);
        break;
    case DELPHI_VALUE_TRUTH:
        length = snprintf(out, size, "%s", value->as.truth ? "true" : "false");
        break;
    default:
        length = snprintf(out, size, "undefined");
    }
    return length < 0 ? 0 : (size_t)length < size ? (size_t)length : size - 1;
}
