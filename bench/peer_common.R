# SPDX-License-Identifier: GPL-3.0-or-later
# What both R peers share: reading a study folder. It checks nothing of its input, as peer_common.py does not.

# The ratings of a round: for each criterion a matrix, a row an expert of the panel and a column an indicator, NA where
# there is no rating; and who responded at all (`?` and comments count).
read_round <- function(study, round) {
  panel <- read.csv(file.path(study, "panel.csv"), colClasses = "character")
  indicators <- read.csv(file.path(study, "indicators.csv"), colClasses = "character")$id
  given <- read.csv(file.path(study, sprintf("round-%d", round), "ratings.csv"), colClasses = "character")
  criteria <- sort(unique(given$criterion[given$criterion != ""]))
  rating <- suppressWarnings(as.integer(given$rating))
  matrices <- lapply(criteria, function(criterion) {
    m <- matrix(NA_integer_, nrow(panel), length(indicators), dimnames = list(panel$expert, indicators))
    of <- given$criterion == criterion
    m[cbind(match(given$expert[of], panel$expert), match(given$indicator[of], indicators))] <- rating[of]
    m
  })
  names(matrices) <- criteria
  group <- if ("group" %in% names(panel)) panel$group else rep("", nrow(panel))
  list(criteria = criteria, indicators = indicators, ratings = matrices, group = group,
       responded = panel$expert %in% given$expert)
}
