# SPDX-License-Identifier: GPL-3.0-or-later
# Concordance in every round and stability between each two, in R:
#
#     Rscript bench/peer_measures.R STUDY OUT ROUNDS
#
# For each criterion of each round, for the panel and each group: Kendall's W, Fleiss' kappa, Krippendorff's alpha in
# four metrics, six intraclass correlations and Finn's coefficients. For each indicator on each criterion: what changed,
# Wilcoxon, McNemar, Spearman and three kappas. OUT gets a line a value: round,part,criterion,of,measure,value. Prints
# where the coefficients are from and the seconds they took, reading and writing left out.
#
# Takes package irr for the coefficients where R has it (Debian has no package of it), else what stands below; all else is
# R's own friedman.test, wilcox.test, binom.test, cor and quantiles.
here <- dirname(sub("^--file=", "", grep("^--file=", commandArgs(), value = TRUE)))
source(file.path(here, "peer_common.R"))
HAS_IRR <- requireNamespace("irr", quietly = TRUE)
POINTS <- 9L
HIGH <- 7L

# ---- coefficients over items; m has a row an item, a column an expert who rated all of them ---------------------------

kendall <- function(m) {
  friedman <- friedman.test(t(m))
  ranks <- apply(m, 2, rank)
  chi2 <- unname(friedman$statistic)
  s <- sum((rowSums(ranks) - mean(rowSums(ranks)))^2)
  c(kendall_w_ties = chi2 / (ncol(m) * (nrow(m) - 1)),
    kendall_w_uncorrected = 12 * s / (ncol(m)^2 * (nrow(m)^3 - nrow(m))),
    kendall_chi2 = chi2, kendall_p = friedman$p.value)
}

fleiss <- function(m) {
  counts <- t(apply(m, 1, tabulate, POINTS))
  k <- ncol(m)
  observed <- mean((rowSums(counts^2) - k) / (k * (k - 1)))
  expected <- sum((colSums(counts) / sum(counts))^2)
  c(fleiss_kappa = (observed - expected) / (1 - expected))
}

correlations <- function(m) {
  n <- nrow(m); k <- ncol(m)
  total <- sum((m - mean(m))^2)
  rows <- k * sum((rowMeans(m) - mean(m))^2)
  columns <- n * sum((colMeans(m) - mean(m))^2)
  msr <- rows / (n - 1)
  msc <- columns / (k - 1)
  msw <- (total - rows) / (n * (k - 1))
  mse <- (total - rows - columns) / ((n - 1) * (k - 1))
  blind <- (POINTS^2 - 1) / 12
  c(icc_1_1 = (msr - msw) / (msr + (k - 1) * msw), icc_1_k = (msr - msw) / msr,
    icc_2_1 = (msr - mse) / (msr + (k - 1) * mse + k * (msc - mse) / n),
    icc_2_k = (msr - mse) / (msr + (msc - mse) / n),
    icc_3_1 = (msr - mse) / (msr + (k - 1) * mse), icc_3_k = (msr - mse) / msr,
    finn_oneway = 1 - msw / blind, finn_twoway = 1 - mse / blind)
}

# m has a row an item, a column an expert, NA where there is no rating.
alphas <- function(m) {
  counts <- t(apply(m, 1, tabulate, POINTS))
  counts <- counts[rowSums(counts) > 1, , drop = FALSE]
  of_item <- rowSums(counts)
  coincidence <- crossprod(counts / sqrt(of_item - 1)) - diag(colSums(counts / (of_item - 1)))
  n <- rowSums(coincidence)
  expected <- (outer(n, n) - diag(n)) / (sum(n) - 1)
  point <- seq_len(POINTS)
  below <- cumsum(n) - n / 2
  metrics <- list(nominal = outer(point, point, "!=") * 1, ordinal = outer(below, below, "-")^2,
                  interval = outer(point, point, "-")^2,
                  ratio = (outer(point, point, "-") / outer(point, point, "+"))^2)
  values <- sapply(metrics, function(d) 1 - sum(coincidence * d) / sum(expected * d))
  names(values) <- paste0("krippendorff_alpha_", names(metrics))
  values
}

by_irr <- function(complete, all) {
  corrected <- irr::kendall(complete, correct = TRUE)
  values <- c(kendall_w_ties = corrected$value, kendall_w_uncorrected = irr::kendall(complete, correct = FALSE)$value,
              kendall_chi2 = corrected$statistic, kendall_p = corrected$p.value,
              fleiss_kappa = irr::kappam.fleiss(complete)$value)
  kinds <- list(icc_1 = c("oneway", "consistency"), icc_2 = c("twoway", "agreement"), icc_3 = c("twoway", "consistency"))
  for (kind in names(kinds)) {
    for (unit in c("single", "average")) {
      name <- paste0(kind, if (unit == "single") "_1" else "_k")
      values[name] <- irr::icc(complete, model = kinds[[kind]][1], type = kinds[[kind]][2], unit = unit)$value
    }
  }
  for (model in c("oneway", "twoway"))
    values[paste0("finn_", model)] <- irr::finn(complete, s.levels = POINTS, model = model)$value
  # irr departs from the definition where nothing is missing: what stands above takes its place there.
  if (!anyNA(all))
    return(c(values, alphas(all)))
  for (metric in c("nominal", "ordinal", "interval", "ratio"))
    values[paste0("krippendorff_alpha_", metric)] <- irr::kripp.alpha(t(all), metric)$value
  values
}

concordance <- function(m) {
  complete <- t(m[rowSums(is.na(m)) == 0, , drop = FALSE])
  all <- t(m)
  if (ncol(complete) < 2)
    return(alphas(all))
  if (HAS_IRR) by_irr(complete, all) else c(kendall(complete), fleiss(complete), correlations(complete), alphas(all))
}

# ---- two rounds of an indicator; x and y have an expert each, NA where there is no rating ------------------------------

kappas <- function(x, y) {
  table <- table(factor(x, seq_len(POINTS)), factor(y, seq_len(POINTS))) / length(x)
  blind <- outer(rowSums(table), colSums(table))
  distance <- abs(outer(seq_len(POINTS), seq_len(POINTS), "-")) / (POINTS - 1)
  weights <- list(kappa = (distance > 0) * 1, kappa_linear = distance, kappa_quadratic = distance^2)
  sapply(weights, function(w) 1 - sum(w * table) / sum(w * blind))
}

stability <- function(before, after) {
  cv <- function(v) sd(v) / mean(v)
  first <- before[!is.na(before)]; second <- after[!is.na(after)]
  both <- !is.na(before) & !is.na(after)
  x <- before[both]; y <- after[both]
  left <- sum(x >= HIGH & y < HIGH); entered <- sum(x < HIGH & y >= HIGH)
  ranks <- suppressWarnings(wilcox.test(y, x, paired = TRUE, exact = FALSE, correct = TRUE))
  c(matched = length(x), changed = sum(x != y), changed_up = sum(y > x), changed_down = sum(y < x),
    net_change_unpaired = sum(abs(tabulate(first, POINTS) / length(first) - tabulate(second, POINTS) / length(second))) / 2,
    median_change = median(second) - median(first), iqr_change = IQR(second) - IQR(first),
    cv_change = cv(second) - cv(first), wilcoxon_v = unname(ranks$statistic), wilcoxon_p_normal_cc = ranks$p.value,
    spearman = suppressWarnings(cor(x, y, method = "spearman")), kappas(x, y), mcnemar_b = left, mcnemar_c = entered,
    mcnemar_p_exact = if (left + entered == 0) 1 else binom.test(left, left + entered)$p.value)
}

# ---- all of a study ---------------------------------------------------------------------------------------------------

rows_of <- function(round, part, criterion, of, values)
  data.frame(round, part, criterion, of, measure = names(values), value = values, row.names = NULL)

of_round <- function(rounds, r) {
  rows <- list()
  now <- rounds[[r]]
  for (criterion in now$criteria) {
    m <- now$ratings[[criterion]]
    for (group in c("", sort(unique(now$group)))) {
      members <- if (group == "") rep(TRUE, nrow(m)) else now$group == group
      rows[[length(rows) + 1]] <- rows_of(r, "concordance", criterion, group, concordance(m[members, , drop = FALSE]))
    }
    for (indicator in if (r > 1) now$indicators else character()) {
      values <- stability(rounds[[r - 1]]$ratings[[criterion]][, indicator], m[, indicator])
      rows[[length(rows) + 1]] <- rows_of(r, "stability", criterion, indicator, values)
    }
  }
  do.call(rbind, rows)
}

args <- commandArgs(TRUE)
rounds <- lapply(seq_len(as.integer(args[3])), function(r) read_round(args[1], r))
took <- system.time(found <- do.call(rbind, lapply(seq_along(rounds), function(r) of_round(rounds, r))))
found$value <- sprintf("%.17g", found$value)
write.csv(found, args[2], row.names = FALSE, quote = FALSE)
cat(if (HAS_IRR) "irr" else "plain R", took[["elapsed"]], "\n")
