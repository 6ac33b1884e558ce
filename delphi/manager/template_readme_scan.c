/* SPDX-License-Identifier: GPL-3.0-or-later */
/* README.md of a new scan: what its keys and files mean. In parts, as in template_readme.c. */
#include "manager/template.h"

#define COMMANDS                                                                                                       \
    "```\n"                                                                                                            \
    "delphi check [[=id]]\n"                                                                                           \
    "delphi open [[=id]]\n"                                                                                            \
    "delphi ingest [[=id]] export.csv\n"                                                                               \
    "delphi close [[=id]]\n"                                                                                           \
    "delphi scan [[=id]] --questions\n"                                                                                \
    "delphi report [[=id]]\n"                                                                                          \
    "delphi factsheets [[=id]]\n"                                                                                      \
    "```\n\n"

static const char *const dutch[] = {
    "# [[=id]]\n\n[[=about]]\n\n",
    "## Zo gaat u verder\n\n"
    "1. Zet uw vragen in `indicators.csv` en hun antwoorden in `options.csv`; in `panel.csv` de instellingen:\n"
    "   pseudoniemen, nooit namen of mailadressen.\n"
    "2. Noem in `study.json` de metingen (`wave`) en de versie van de vragenlijst (`version`).\n"
    "3. Laat een vragenlijstprogramma de vragen stellen. De export heeft een rij per instelling (`expert`) en een\n"
    "   kolom per vraag, met het nummer of de tekst van het antwoord; een keuze die mag naast andere heeft een eigen\n"
    "   kolom, met `x` of `ja`.\n\n" COMMANDS,

    "## De bestanden\n\n"
    "| bestand | inhoud |\n| --- | --- |\n"
    "| `study.json` | wat vooraf is afgesproken |\n"
    "| `indicators.csv` | een rij per vraag. `topic`: de bouwsteen. `choice_of`: deze rij is een van de keuzen bij die "
    "vraag, waarvan er meer mogen. `asked_if`: alleen gevraagd aan wie zo antwoordde, `B8=3\\|4`. `since`, `until`: "
    "eerste en laatste meting. `replaces`: de vraag waarvoor deze in de plaats komt; `comparable`: `yes` als beide, of "
    "deze vraag in twee versies, toch te vergelijken zijn |\n"
    "| `options.csv` | de antwoorden van een vraag en hun score; een leeg veld: telt in geen score mee. Een vraag die "
    "hier ontbreekt heeft de antwoorden van `scale`, met hun nummer als score |\n"
    "| `blocks.csv` | desgewenst: bouwstenen die per versie verschillen (`version,indicator,block`) |\n"
    "| `panel.csv` | een rij per instelling, met haar soort |\n"
    "| `round-N/` | de antwoorden van meting N en haar uitkomst, `results.json` |\n"
    "| `ledger.jsonl` | het logboek: wie wat deed en wanneer. Verander er niets in |\n"
    "| `out/` | rapporten en factsheets; die kunt u altijd opnieuw maken |\n\n",

    "## Scores en vergelijken\n\n"
    "De score van een instelling op een bouwsteen is het gemiddelde van de scores van haar antwoorden; die van een\n"
    "soort, en van alle, het gemiddelde van haar instellingen. Een soort met minder dan `min_group` instellingen "
    "wordt\n"
    "niet getoond. Metingen worden vergeleken over dezelfde vragen. Een nieuwe `version` is een nieuwe reeks: oude en\n"
    "nieuwe scores komen nooit in één reeks.\n",
    NULL,
};

static const char *const english[] = {
    "# [[=id]]\n\n[[=about]]\n\n",
    "## What to do next\n\n"
    "1. Put your questions in `indicators.csv` and their answers in `options.csv`; in `panel.csv` the institutions:\n"
    "   pseudonyms, never names or mail addresses.\n"
    "2. Name in `study.json` the waves (`wave`) and the version of the questionnaire (`version`).\n"
    "3. Have a survey tool ask the questions. Its export has a row an institution (`expert`) and a column a question,\n"
    "   with the number or the text of the answer; an option that can be chosen beside others has a column of its\n"
    "   own, with `x` or `yes`.\n\n" COMMANDS,

    "## The files\n\n"
    "| file | holds |\n| --- | --- |\n"
    "| `study.json` | what was agreed beforehand |\n"
    "| `indicators.csv` | a row a question. `topic`: its block. `choice_of`: the row is one of the options of that "
    "question, of which several can be chosen. `asked_if`: asked only of those who answered so, `B8=3\\|4`. `since`, "
    "`until`: first and last wave. `replaces`: the question whose place this one takes; `comparable`: `yes` where "
    "both, "
    "or this question in two versions, can be compared all the same |\n"
    "| `options.csv` | the answers of a question and their scores; an empty one counts in no score. A question that is "
    "not here has the answers of `scale`, scored by their number |\n"
    "| `blocks.csv` | if you like: blocks that differ between versions (`version,indicator,block`) |\n"
    "| `panel.csv` | a row an institution, with its type |\n"
    "| `round-N/` | the answers of wave N, and what came of it, `results.json` |\n"
    "| `ledger.jsonl` | who did what, and when. Do not change it |\n"
    "| `out/` | reports and factsheets, which can always be made again |\n\n",

    "## Scores, and what is compared\n\n"
    "The score of an institution on a block is the mean of the scores of its answers; that of a type, and of all, the\n"
    "mean of its institutions. A type of fewer than `min_group` institutions is not shown. Waves are compared over "
    "the\n"
    "same questions. A new `version` is a new series: old and new scores are never put into one.\n",
    NULL,
};

const char *const *const manager_template_readme_scan[DELPHI_LANGUAGE_COUNT] = {
    [DELPHI_NL] = dutch, [DELPHI_EN] = english};
