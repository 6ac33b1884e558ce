/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The compute functions of the table in set_registry.c. */
#ifndef STATS_SET_MEASURES_H
#define STATS_SET_MEASURES_H

#include <delphi/concordance.h>

/* set.c */
void stats_complete_experts(delphi_set_space *space, delphi_value *out);
/* kendall.c */
void stats_kendall_s(delphi_set_space *space, delphi_value *out);
void stats_kendall_t(delphi_set_space *space, delphi_value *out);
void stats_kendall_w(delphi_set_space *space, delphi_value *out);
void stats_kendall_w_uncorrected(delphi_set_space *space, delphi_value *out);
void stats_kendall_chi2(delphi_set_space *space, delphi_value *out);
void stats_kendall_df(delphi_set_space *space, delphi_value *out);
void stats_kendall_p(delphi_set_space *space, delphi_value *out);
void stats_kendall_mean_spearman(delphi_set_space *space, delphi_value *out);
/* kendall_permutation.c */
void stats_kendall_p_permutation(delphi_set_space *space, delphi_value *out);
/* kendall_incomplete.c */
void stats_kendall_incomplete_experts(delphi_set_space *space, delphi_value *out);
void stats_kendall_w_incomplete(delphi_set_space *space, delphi_value *out);
void stats_kendall_p_incomplete_permutation(delphi_set_space *space, delphi_value *out);
/* alpha.c */
void stats_alpha_nominal(delphi_set_space *space, delphi_value *out);
void stats_alpha_ordinal(delphi_set_space *space, delphi_value *out);
void stats_alpha_interval(delphi_set_space *space, delphi_value *out);
void stats_alpha_ratio(delphi_set_space *space, delphi_value *out);
/* alpha_bootstrap.c */
void stats_alpha_nominal_low(delphi_set_space *space, delphi_value *out);
void stats_alpha_nominal_high(delphi_set_space *space, delphi_value *out);
void stats_alpha_ordinal_low(delphi_set_space *space, delphi_value *out);
void stats_alpha_ordinal_high(delphi_set_space *space, delphi_value *out);
void stats_alpha_interval_low(delphi_set_space *space, delphi_value *out);
void stats_alpha_interval_high(delphi_set_space *space, delphi_value *out);
void stats_alpha_ratio_low(delphi_set_space *space, delphi_value *out);
void stats_alpha_ratio_high(delphi_set_space *space, delphi_value *out);
/* fleiss.c */
void stats_fleiss_kappa(delphi_set_space *space, delphi_value *out);
/* gwet.c */
void stats_percent_agreement(delphi_set_space *space, delphi_value *out);
void stats_gwet_ac1(delphi_set_space *space, delphi_value *out);
void stats_gwet_ac2_linear(delphi_set_space *space, delphi_value *out);
void stats_gwet_ac2_quadratic(delphi_set_space *space, delphi_value *out);
void stats_gwet_ac2_ordinal(delphi_set_space *space, delphi_value *out);
/* icc.c */
void stats_icc_1_1(delphi_set_space *space, delphi_value *out);
void stats_icc_1_k(delphi_set_space *space, delphi_value *out);
void stats_icc_2_1(delphi_set_space *space, delphi_value *out);
void stats_icc_2_k(delphi_set_space *space, delphi_value *out);
void stats_icc_3_1(delphi_set_space *space, delphi_value *out);
void stats_icc_3_k(delphi_set_space *space, delphi_value *out);
/* finn.c */
void stats_finn_oneway(delphi_set_space *space, delphi_value *out);
void stats_finn_twoway(delphi_set_space *space, delphi_value *out);
/* scvi.c */
void stats_scvi_ave(delphi_set_space *space, delphi_value *out);
void stats_scvi_ua(delphi_set_space *space, delphi_value *out);
/* apmo.c */
void stats_apmo(delphi_set_space *space, delphi_value *out);

#endif
