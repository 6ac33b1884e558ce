# SPDX-License-Identifier: GPL-3.0-or-later
# Reads the tidy results of a round and prints a line an indicator and criterion: Rscript read_results.R STUDY ROUND.
# Needs nothing but R and the command `delphi` (or the environment variable DELPHI with its path). `tidy` has a row a
# value: study, round, indicator, criterion, group, measure, value, undefined.
arguments <- commandArgs(trailingOnly = TRUE)
delphi <- Sys.getenv("DELPHI", "delphi")
csv <- system2(delphi, c("results", shQuote(arguments[1]), "--round", arguments[2], "--format", "csv"), stdout = TRUE)
tidy <- read.csv(text = csv, colClasses = "character")

decisions <- subset(tidy, measure == "decision" & indicator != "" & criterion == "" & group == "")
decision_of <- setNames(decisions$value, decisions$indicator)
figures <- c("n", "median", "iqr")
panel <- subset(tidy, indicator != "" & criterion != "" & group == "" & measure %in% figures)
panel$value <- ifelse(panel$value == "", "NA", formatC(as.numeric(panel$value), digits = 4, format = "fg"))

cat("indicator,decision,criterion,n,median,iqr\n")
for (rows in split(panel, interaction(panel$criterion, panel$indicator, drop = TRUE, lex.order = FALSE)
                   )[unique(paste(panel$criterion, panel$indicator, sep = "."))]) {
  value <- setNames(trimws(rows$value), rows$measure)
  cat(rows$indicator[1], decision_of[[rows$indicator[1]]], rows$criterion[1], value[figures], sep = ",")
  cat("\n")
}
