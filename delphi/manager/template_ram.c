/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Template ram: the RAND/UCLA appropriateness method. */
#include "manager/template.h"

const manager_template manager_template_ram = {
    .study = "{\n"
             "  \"format\": \"delphi-study/1\",\n"
             "  \"id\": \"[[=id]]\",\n"
             "  \"title\": {\"nl\": \"Gepastheid van zorg\", \"en\": \"Appropriateness of care\"},\n"
             "  \"language\": \"[[nl|en]]\",\n"
             "  \"scale\": {\n"
             "    \"min\": 1,\n"
             "    \"max\": 9,\n"
             "    \"labels\": {\n"
             "      \"1\": {\"nl\": \"zeer ongepast\", \"en\": \"very inappropriate\"},\n"
             "      \"5\": {\"nl\": \"onzeker\", \"en\": \"uncertain\"},\n"
             "      \"9\": {\"nl\": \"zeer gepast\", \"en\": \"very appropriate\"}\n"
             "    },\n"
             "    \"cannot_judge\": false\n"
             "  },\n"
             "  \"bands\": {\"low\": [1, 3], \"middle\": [4, 6], \"high\": [7, 9]},\n"
             "  \"criteria\": [\n"
             "    {\"id\": \"appropriateness\", \"title\": {\"nl\": \"Gepastheid\", \"en\": \"Appropriateness\"}}\n"
             "  ],\n"
             "  \"quantile_type\": 7,\n"
             "  \"denominator\": \"valid\",\n"
             "  \"min_ratings\": 7,\n"
             "  \"settled\": \"stay\",\n"
             "  \"replicates\": 2000,\n"
             "  \"rules\": {\"preset\": \"ram\"},\n"
             "  \"rounds\": [{\"id\": 1}, {\"id\": 2}]\n"
             "}\n",
    .indicators =
        "id,topic[[,topic_en|]],text[[,text_en|]],definition,source,since,replaces\n"
        "S01,[[Teleconsultatie,|]]Tele-consultation,[[\"Huisarts overlegt op afstand met de specialist, bij een nieuwe "
        "klacht\",|]]\"General practitioner consults the specialist at a distance, for a new complaint\",,,1,\n"
        "S02,[[Teleconsultatie,|]]Tele-consultation,[[\"Huisarts overlegt op afstand met de specialist, bij een "
        "bekende aandoening\",|]]\"General practitioner consults the specialist at a distance, for a known "
        "condition\",,,1,\n"
        "S03,[[Telemonitoring,|]]Tele-monitoring,[[\"Meten thuis in plaats van controle op de polikliniek, bij "
        "hartfalen\",|]]\"Measuring at home in place of a visit to the clinic, for heart failure\",,,1,\n"
        "S04,[[Zorg thuis,|]]Care at home,[[\"Infuusbehandeling thuis in plaats van in het ziekenhuis\",|]]Infusion at "
        "home in place of in hospital,,,1,\n",
    .panel = "expert,language\n"
             "P01,[[nl|en]]\nP02,[[nl|en]]\nP03,[[nl|en]]\nP04,[[nl|en]]\nP05,[[nl|en]]\nP06,[[nl|en]]\nP07,[[nl|en]]\n"
             "P08,[[nl|en]]\nP09,[[nl|en]]\n",
    .about =
        "[[Deze map is gemaakt met de sjabloon `ram`, de RAND/UCLA-methode: negen panelleden beoordelen elke situatie\n"
        "twee keer op een schaal van 1 tot 9, de tweede keer na overleg. De regels heten `ram`; `delphi rules ram` "
        "laat\n"
        "ze zien, en `ram-ipras` is de variant die onenigheid met IPRAS vaststelt.|"
        "This folder was made from the template `ram`, the RAND/UCLA method: nine panel members rate every situation\n"
        "twice on a scale of 1 to 9, the second time after they have met. The rules are called `ram`; `delphi rules "
        "ram`\n"
        "shows them, and `ram-ipras` is the variant that finds disagreement by IPRAS.]]",
};
