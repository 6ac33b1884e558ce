# SPDX-License-Identifier: GPL-3.0-or-later
# Makes trends/series.csv (a value a year of each case) and trends/values.csv (a value a statistic) in base R, without
# the engine: Rscript --vanilla make_trend_values.R, in this folder (R 4.2.2, stats).
#
# Kendall's tau, and p by the normal distribution (continuity correction) or exact, are cor.test()'s; Holm's correction
# is p.adjust()'s. S, its variance with ties and the slopes are written out as in the packages Kendall, trend and mblm;
# the exact limits of the slope by the distribution of S, a product of polynomials. A statistic that is undefined has no
# row.
RNGkind("Mersenne-Twister", "Inversion", "Rejection"); set.seed(1968)

walk <- function(n, slope, sd, digits, gaps = 0, from = 50) {
  year <- sort(sample(2001:(2000 + n + gaps), n))
  data.frame(year = year, value = round(from + slope * (year - 2000) + rnorm(n, 0, sd), digits))
}
cases <- list(
  # Sen (1968), the example; Hollander and Wolfe, example 9.1; EPA QA/G-9S, Mann-Kendall example.
  sen = data.frame(year = c(1, 2, 3, 4, 10, 12, 18), value = c(9, 15, 19, 20, 45, 55, 78)),
  hollander = data.frame(year = 1:5, value = c(1.26, 1.27, 1.12, 1.16, 1.03)),
  epa = data.frame(year = 1:11, value = c(10, 10, 10, 5, 10, 20, 18, 17, 15, 24, 15)),
  two = data.frame(year = c(2019, 2023), value = c(12.5, 11.9)),
  three = data.frame(year = c(2019, 2020, 2023), value = c(-1.5, 0, 2.25)),
  four = data.frame(year = 2019:2022, value = c(4, 3, 2, 1)),
  alike = data.frame(year = 2015:2021, value = rep(7.5, 7)),
  binary = data.frame(year = 2011:2020, value = c(0, 0, 1, 0, 0, 1, 1, 0, 1, 1)))
for (i in 1:12) cases[[sprintf("short%02d", i)]] <- walk(4 + i %% 6, runif(1, -2, 2), 1.5, 1, gaps = i %% 3)
for (i in 1:12) cases[[sprintf("tied%02d", i)]] <- walk(5 + i, runif(1, -1, 1), 2, 0, gaps = i %% 4, from = 10)
for (i in 1:6) cases[[sprintf("long%02d", i)]] <- walk(18 + 5 * i, runif(1, -.2, .2), 2, 6, gaps = 5)

# Chances of 0, 1, ... inversions among n things.
inversions <- function(n) {
  p <- 1
  for (i in seq_len(n)[-1]) {
    next_p <- numeric(length(p) + i - 1)
    for (j in seq_len(i)) next_p <- next_p + c(rep(0, j - 1), p, rep(0, i - j)) / i
    p <- next_p
  }
  p
}

statistics <- function(year, x) {
  n <- length(x); pairs <- n * (n - 1) / 2; earlier <- upper.tri(diag(n))
  rise <- outer(x, x, function(a, b) b - a)[earlier]
  slopes <- sort(rise / outer(year, year, function(a, b) b - a)[earlier])
  ties <- table(x)
  v <- list(years = n, level = x[n], level_change = x[n] - x[1], sen_slope = median(slopes),
            mann_kendall_s = sum(sign(round(rise, 9))),
            mann_kendall_var = (n * (n - 1) * (2 * n + 5) - sum(ties * (ties - 1) * (2 * ties + 5))) / 18)
  if (x[1] > 0) v$level_change_relative <- (x[n] - x[1]) / x[1]
  if (v$mann_kendall_var == 0) return(v)
  v$mann_kendall_tau <- cor(year, x, method = "kendall")
  normal <- suppressWarnings(cor.test(year, x, method = "kendall", exact = FALSE, continuity = TRUE))
  # cor.test() takes a step off a statistic of zero, too, and divides by n - 2.
  none <- v$mann_kendall_s == 0 || n == 2
  v$mann_kendall_z <- if (none) 0 else unname(normal$statistic)
  v$mann_kendall_p_normal <- if (none) 1 else min(1, normal$p.value)
  exact <- all(ties == 1)
  if (exact) v$mann_kendall_p_exact <- cor.test(year, x, method = "kendall", exact = TRUE)$p.value
  v$mann_kendall_p <- if (exact) v$mann_kendall_p_exact else v$mann_kendall_p_normal
  if (exact) {
    tail <- cumsum(inversions(n)) # P(S >= pairs - 2 i) stands at i + 1
    width <- pairs - 2 * (sum(tail <= .025) - 1) - 2
    m <- (pairs - width) / 2
  } else m <- floor((pairs - qnorm(.975) * sqrt(v$mann_kendall_var)) / 2)
  if (n >= 5 && m >= 1) { v$sen_low <- slopes[m]; v$sen_high <- slopes[pairs + 1 - m] }
  v
}

series <- values <- NULL
for (name in names(cases)) {
  case <- cases[[name]]
  series <- rbind(series, data.frame(case = name, year = case$year, value = sprintf("%.15g", case$value)))
  v <- statistics(case$year, case$value)
  values <- rbind(values, data.frame(case = name, statistic = names(v), value = sprintf("%.17g", unlist(v))))
}
p <- as.numeric(values$value[values$statistic == "mann_kendall_p"])
values <- rbind(values, data.frame(case = values$case[values$statistic == "mann_kendall_p"], statistic = "holm",
                                   value = sprintf("%.17g", p.adjust(p, "holm"))))
write.csv(series, "trends/series.csv", row.names = FALSE, quote = FALSE)
write.csv(values, "trends/values.csv", row.names = FALSE, quote = FALSE)
