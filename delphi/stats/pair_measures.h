/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The compute functions of the table in pair_registry.c. Each may rely on the ratings that its row asks for:
 * delphi_pair_value() has looked. */
#ifndef STATS_PAIR_MEASURES_H
#define STATS_PAIR_MEASURES_H

#include <delphi/stability.h>

/* change.c */
void stats_matched(delphi_pair_space *space, delphi_value *out);
void stats_changed(delphi_pair_space *space, delphi_value *out);
void stats_changed_share(delphi_pair_space *space, delphi_value *out);
void stats_changed_up(delphi_pair_space *space, delphi_value *out);
void stats_changed_down(delphi_pair_space *space, delphi_value *out);
/* group_change.c */
void stats_net_change(delphi_pair_space *space, delphi_value *out);
void stats_median_change(delphi_pair_space *space, delphi_value *out);
void stats_iqr_change(delphi_pair_space *space, delphi_value *out);
void stats_cv_change(delphi_pair_space *space, delphi_value *out);
/* wilcoxon.c */
void stats_wilcoxon_v(delphi_pair_space *space, delphi_value *out);
void stats_wilcoxon_z(delphi_pair_space *space, delphi_value *out);
void stats_wilcoxon_p_normal_cc(delphi_pair_space *space, delphi_value *out);
void stats_wilcoxon_p_exact(delphi_pair_space *space, delphi_value *out);
/* spearman.c */
void stats_spearman(delphi_pair_space *space, delphi_value *out);
/* kappa.c */
void stats_kappa(delphi_pair_space *space, delphi_value *out);
void stats_kappa_linear(delphi_pair_space *space, delphi_value *out);
void stats_kappa_quadratic(delphi_pair_space *space, delphi_value *out);
/* mcnemar.c */
void stats_mcnemar_b(delphi_pair_space *space, delphi_value *out);
void stats_mcnemar_c(delphi_pair_space *space, delphi_value *out);
void stats_mcnemar_p_exact(delphi_pair_space *space, delphi_value *out);
/* bowker.c */
void stats_bowker_chi2(delphi_pair_space *space, delphi_value *out);
void stats_bowker_df(delphi_pair_space *space, delphi_value *out);
void stats_bowker_p(delphi_pair_space *space, delphi_value *out);
/* stuart_maxwell.c */
void stats_stuart_maxwell_chi2(delphi_pair_space *space, delphi_value *out);
void stats_stuart_maxwell_df(delphi_pair_space *space, delphi_value *out);
void stats_stuart_maxwell_p(delphi_pair_space *space, delphi_value *out);
/* chi_square.c */
void stats_independence_chi2(delphi_pair_space *space, delphi_value *out);
void stats_independence_df(delphi_pair_space *space, delphi_value *out);
void stats_independence_p(delphi_pair_space *space, delphi_value *out);
void stats_independence_banded(delphi_pair_space *space, delphi_value *out);
void stats_independence_least(delphi_pair_space *space, delphi_value *out);
void stats_homogeneity_chi2(delphi_pair_space *space, delphi_value *out);
void stats_homogeneity_df(delphi_pair_space *space, delphi_value *out);
void stats_homogeneity_p(delphi_pair_space *space, delphi_value *out);
void stats_homogeneity_banded(delphi_pair_space *space, delphi_value *out);
void stats_homogeneity_least(delphi_pair_space *space, delphi_value *out);

#endif
