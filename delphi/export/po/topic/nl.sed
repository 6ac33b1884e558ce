# Makes of a Dutch text about indicators one about topics, for rounds that rate these: "de indicator" becomes "het
# onderwerp", and what agrees with it changes along. Names in braces stay.
s/{indicator/{%/g
s/Kandidaat-indicatoren/Voorgestelde onderwerpen/g
s/kandidaat-indicatoren/voorgestelde onderwerpen/g
s/behouden de indicator of laten hem/behouden het onderwerp of laten het/g
s/behouden de indicator niet en laten hem/behouden het onderwerp niet en laten het/g
s/is een nieuwe en noemt die waarvoor hij/is een nieuw en noemt dat waarvoor het/g
s/telt als een nieuwe, en noemt die van eerder/telt als een nieuw, en noemt dat van eerder/g
s/Het is een nieuwe:/Het is een nieuw:/g
s/Stel hem hier voor: een naam, en wat hij moet zeggen/Stel het hier voor: een naam, en waar het over gaat/g
s/\bDe indicator\b/Het onderwerp/g
s/\bde indicator\b/het onderwerp/g
s/\bDeze indicator\b/Dit onderwerp/g
s/\bdeze indicator\b/dit onderwerp/g
s/\bElke indicator\b/Elk onderwerp/g
s/\belke indicator\b/elk onderwerp/g
s/\bgeen enkele indicator\b/geen enkel onderwerp/g
s/\bstabiele indicator\b/stabiel onderwerp/g
s/\bindicator die\b/onderwerp dat/g
s/\bIndicatoren\b/Onderwerpen/g
s/\bindicatoren\b/onderwerpen/g
s/\bIndicator\b/Onderwerp/g
s/\bindicator\b/onderwerp/g
s/{%/{indicator/g
