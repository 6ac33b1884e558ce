# SPDX-License-Identifier: GPL-3.0-or-later
# The bootstrap of a round's decisions by R's `boot`:
#
#     Rscript bench/peer_boot.R STUDY OUT REPLICATES plain|counts CORES [MEDIAN LOW PERCENT]
#
# Draws the experts who responded in round 1, with replacement within their groups, and asks of each replicate which
# indicators are kept by `median >= MEDIAN and share(LOW..9) >= PERCENT%` (7, 7 and 75) on every criterion, of five
# ratings or more. OUT gets a line an indicator: its id and the share of replicates that keep it; OUT.seconds what boot()
# alone took.
#
# plain   as a good analyst writes it: the rows that were drawn, a median a column
# counts  as fast as we know to write it: how often each expert was drawn times a matrix of zeros and ones gives the
#         frequency of every rating in every column, and the medians come from cumulated frequencies
suppressPackageStartupMessages(library(boot))
here <- dirname(sub("^--file=", "", grep("^--file=", commandArgs(), value = TRUE)))
source(file.path(here, "peer_common.R"))

POINTS <- 9L
LEAST <- 5L

args <- commandArgs(TRUE)
replicates <- as.integer(args[3])
mode <- args[4]
cores <- as.integer(args[5])
rule <- if (length(args) >= 8) as.integer(args[6:8]) else c(7L, 7L, 75L)
round <- read_round(args[1], 1)

# A row an expert who responded; the criteria of an indicator stand side by side.
x <- do.call(cbind, lapply(seq_along(round$indicators), function(i) sapply(round$ratings, function(m) m[, i])))
x <- x[round$responded, , drop = FALSE]
strata <- factor(round$group[round$responded])
criteria <- length(round$criteria)

keeps <- function(n, median, high) {
  holds <- n >= LEAST & median >= rule[1] & 100 * high >= rule[3] * n
  holds[is.na(holds)] <- FALSE
  colSums(matrix(holds, criteria)) == criteria
}

plain <- function(data, drawn) {
  d <- data[drawn, , drop = FALSE]
  keeps(colSums(!is.na(d)), apply(d, 2, median, na.rm = TRUE), colSums(d >= rule[2], na.rm = TRUE))
}

# POINTS rows a column of x: which experts gave that rating.
given <- sapply(seq_len(ncol(x)), function(k) outer(x[, k], seq_len(POINTS), "=="))
given[is.na(given)] <- FALSE
given <- matrix(as.numeric(given), nrow(x))
up_to <- lower.tri(diag(POINTS), diag = TRUE) * 1

counts <- function(data, times) {
  frequency <- matrix(crossprod(given, times), POINTS)
  below <- up_to %*% frequency
  n <- below[POINTS, ]
  lower <- colSums(below < rep(floor((n + 1) / 2), each = POINTS)) + 1
  upper <- colSums(below < rep(floor(n / 2) + 1, each = POINTS)) + 1
  keeps(n, (lower + upper) / 2, n - below[rule[2] - 1, ])
}

set.seed(1)
parallel <- if (cores > 1) "multicore" else "no"
took <- system.time(
  drawn <- if (mode == "plain") boot(x, plain, replicates, strata = strata, parallel = parallel, ncpus = cores)
           else boot(x, counts, replicates, stype = "f", strata = strata, parallel = parallel, ncpus = cores))
write.csv(data.frame(indicator = round$indicators, keep = colMeans(drawn$t)), args[2], row.names = FALSE, quote = FALSE)
cat(took[["elapsed"]], "\n", file = paste0(args[2], ".seconds"))
