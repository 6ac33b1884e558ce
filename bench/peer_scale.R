# SPDX-License-Identifier: GPL-3.0-or-later
# The count of a large round with data.table: `Rscript peer_scale.R STUDY OUT`. fread and the grouping use every core; all
# else comes from the counts, as in peer_scale.py.
suppressPackageStartupMessages(library(data.table))
setDTthreads(0)

arguments <- commandArgs(TRUE)
study <- arguments[1]
POINTS <- 9
panel <- fread(file.path(study, "panel.csv"), colClasses = "character")
given <- fread(file.path(study, "round-1", "ratings.csv"), select = c("expert", "indicator", "criterion", "rating"),
               colClasses = "character", stringsAsFactors = TRUE)
given[, group := factor(panel$group)[match(levels(expert), panel$expert)][expert]]
counted <- given[rating != "", .N, by = .(indicator, criterion, group, rating)]
counted <- rbind(counted, counted[, .(N = sum(N)), by = .(indicator, criterion, rating)][, group := ""])
cells <- dcast(counted, indicator + criterion + group ~ rating, value.var = "N", fill = 0L)
for (answer in setdiff(c(1:POINTS, "?"), names(cells))) cells[, (answer) := 0L]

counts <- as.matrix(cells[, as.character(1:POINTS), with = FALSE])
n <- rowSums(counts)
cumulative <- t(apply(counts, 1, cumsum))
# Type 7, from the counts added up.
quantile_of <- function(p) {
  at <- (n - 1) * p
  low <- floor(at)
  below <- rowSums(cumulative <= low) + 1
  above <- rowSums(cumulative <= pmin(low + 1, n - 1)) + 1
  below + (at - low) * (above - below)
}
out <- cells[, .(indicator, criterion, group)]
out[, n := n][, cannot_judge := cells[["?"]]]
for (point in 1:POINTS) out[, paste0("count_", point) := counts[, point]]
out[, mean := as.vector(counts %*% 1:POINTS) / n][, median := quantile_of(0.5)]
out[, q1 := quantile_of(0.25)][, q3 := quantile_of(0.75)][, iqr := q3 - q1]
p30 <- quantile_of(0.3)
p70 <- quantile_of(0.7)
# Equal is not disagreement, and floats do not know equal.
out[, disagreement := as.integer(round(p70 - p30 - 2.35 - 1.5 * abs(5 - (p30 + p70) / 2), 9) > 0)]
out[, keep := median >= 6 & 100 * rowSums(counts[, 7:9]) >= 50 * n & disagreement == 0]
out[, drop := median <= 4 & 100 * rowSums(counts[, 1:3]) >= 50 * n]
decided <- out[group == "", .(decision = if (all(keep)) "keep" else if (all(drop)) "drop" else "no_consensus"), by = indicator]
out <- merge(out[, !c("keep", "drop")], decided, by = "indicator")
fwrite(out, arguments[2])
