/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The compute functions of the table in registry.c. Each may rely on at least one rating, and on the scale that
 * its row asks for: delphi_measure_value() has looked. */
#ifndef STATS_MEASURES_H
#define STATS_MEASURES_H

#include <delphi/stats.h>

/* centre.c */
void stats_mean(const delphi_item *item, delphi_value *out);
void stats_median(const delphi_item *item, delphi_value *out);
void stats_mode(const delphi_item *item, delphi_value *out);
void stats_mode_share(const delphi_item *item, delphi_value *out);
/* spread.c */
void stats_min(const delphi_item *item, delphi_value *out);
void stats_max(const delphi_item *item, delphi_value *out);
void stats_sd(const delphi_item *item, delphi_value *out);
void stats_cv(const delphi_item *item, delphi_value *out);
/* quantile.c */
void stats_q1(const delphi_item *item, delphi_value *out);
void stats_q3(const delphi_item *item, delphi_value *out);
void stats_iqr(const delphi_item *item, delphi_value *out);
void stats_p30(const delphi_item *item, delphi_value *out);
void stats_p70(const delphi_item *item, delphi_value *out);
void stats_hinge_lower(const delphi_item *item, delphi_value *out);
void stats_hinge_upper(const delphi_item *item, delphi_value *out);
/* weighted.c */
void stats_weighted_median(const delphi_item *item, delphi_value *out);
void stats_weighted_q1(const delphi_item *item, delphi_value *out);
void stats_weighted_q3(const delphi_item *item, delphi_value *out);
void stats_weighted_iqr(const delphi_item *item, delphi_value *out);
/* deviation.c */
void stats_mad_median(const delphi_item *item, delphi_value *out);
void stats_mean_abs_dev_median(const delphi_item *item, delphi_value *out);
/* ipras.c */
void stats_ipr(const delphi_item *item, delphi_value *out);
void stats_ipras(const delphi_item *item, delphi_value *out);
void stats_disagreement_index(const delphi_item *item, delphi_value *out);
void stats_disagreement(const delphi_item *item, delphi_value *out);
/* tercile.c */
void stats_disagreement_classic(const delphi_item *item, delphi_value *out);
void stats_disagreement_third(const delphi_item *item, delphi_value *out);
void stats_agreement_classic(const delphi_item *item, delphi_value *out);
/* cvr.c */
void stats_cvr(const delphi_item *item, delphi_value *out);
void stats_cvr_critical(const delphi_item *item, delphi_value *out);
void stats_cvr_wilson(const delphi_item *item, delphi_value *out);
/* content.c */
void stats_borda(const delphi_item *item, delphi_value *out);
void stats_mean_rank(const delphi_item *item, delphi_value *out);
void stats_pick_share(const delphi_item *item, delphi_value *out);
void stats_first_share(const delphi_item *item, delphi_value *out);
void stats_i_cvi(const delphi_item *item, delphi_value *out);
void stats_modified_kappa(const delphi_item *item, delphi_value *out);
/* agreement.c */
void stats_van_der_eijk_a(const delphi_item *item, delphi_value *out);
void stats_polarisation(const delphi_item *item, delphi_value *out);
/* ordinal.c */
void stats_leik_d(const delphi_item *item, delphi_value *out);
void stats_blair_lacy_l2(const delphi_item *item, delphi_value *out);
/* consensus.c */
void stats_tastle_wierman_cns(const delphi_item *item, delphi_value *out);
/* bimodality.c */
void stats_bimodality(const delphi_item *item, delphi_value *out);
/* interval_median.c */
void stats_median_low(const delphi_item *item, delphi_value *out);
void stats_median_high(const delphi_item *item, delphi_value *out);

#endif
