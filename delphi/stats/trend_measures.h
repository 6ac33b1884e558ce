/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The compute functions of the table in trend_registry.c. Each may rely on as many years as its row asks for. */
#ifndef STATS_TREND_MEASURES_H
#define STATS_TREND_MEASURES_H

#include <delphi/trend.h>

/* series_change.c */
void stats_years(delphi_trend_space *space, delphi_value *out);
void stats_level(delphi_trend_space *space, delphi_value *out);
void stats_level_change(delphi_trend_space *space, delphi_value *out);
void stats_level_change_relative(delphi_trend_space *space, delphi_value *out);
/* theil_sen.c */
void stats_sen_slope(delphi_trend_space *space, delphi_value *out);
void stats_sen_low(delphi_trend_space *space, delphi_value *out);
void stats_sen_high(delphi_trend_space *space, delphi_value *out);
/* mann_kendall.c */
void stats_mann_kendall_s(delphi_trend_space *space, delphi_value *out);
void stats_mann_kendall_var(delphi_trend_space *space, delphi_value *out);
void stats_mann_kendall_tau(delphi_trend_space *space, delphi_value *out);
void stats_mann_kendall_z(delphi_trend_space *space, delphi_value *out);
void stats_mann_kendall_p_normal(delphi_trend_space *space, delphi_value *out);
void stats_mann_kendall_p_exact(delphi_trend_space *space, delphi_value *out);
void stats_mann_kendall_p(delphi_trend_space *space, delphi_value *out);

#endif
