# Makes of an English text about indicators one about topics, for rounds that rate these. Names in braces stay.
s/{indicator/{%/g
s/\bAn indicator\b/A topic/g
s/\ban indicator\b/a topic/g
s/\bAn \(candidate \)\?indicator\b/A topic/g
s/a name, and what it should tell/a name, and what it is about/g
s/\bIndicator/Topic/g
s/\bindicator/topic/g
s/{%/{indicator/g
