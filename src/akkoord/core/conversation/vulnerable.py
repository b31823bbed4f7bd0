"""Signs that somebody is vulnerable, in what he says or writes: then nobody pushes, and a person decides what happens.

Rules and no learning: for each kind the ways in which it is said, on the text in small letters without accents. What is meant
otherwise ("ik ga dood van het lachen") is taken out first; a sign that is denied ("ik ben niet ziek") does not count, except of
self-harm, where a denial is still a reason to listen. The signs follow the four drivers of vulnerability that the British FCA
names (health, life events, resilience, capability; FG21/1) and what Dutch debt counselling sees. Kinds are told, never stored
with what was said of health (AVG art. 9).

>>> signs("Ik zie het niet meer zitten, ik wil er niet meer zijn")
('self-harm', 'despair')
>>> signs("Ik zit in de schuldhulpverlening en mijn vrouw is net overleden")
('grief', 'debt-counselling')
>>> signs("Ik ga dood van het lachen, mijn auto is ziek duur en die rekening kost me de kop")
()
"""

from __future__ import annotations

import re

from akkoord.core.conversation.words import plain

KINDS = ("self-harm", "despair", "illness", "grief", "administration", "debt-counselling", "capability")
"""The kinds, the most pressing first. `administration`: somebody else decides over his money; `capability`: cannot read or follow."""

_ME = r"(?:ik|wij|we|hij|zij|ze|mijn \w+|mn \w+|m'n \w+|onze \w+|me|mij)"
_KIN = (
    r"(?:vrouw|man|zoon|zoontje|zoons?|dochters?|dochtertje|kind|kindje|kinderen|moeder|vader|ouders|partner|broer|broertje|zus|zusje|opa|oma|"
    r"vriendin|vriend|echtgenoot|echtgenote|ma|pa|mam|pap|mama|papa|schoon\w+|tweeling|baby|kleinkind|kleinzoon|kleindochter|compagnon|maat|"
    r"tante|oom|neef|nicht|levenspartner|madam|vent|ega)"
)
_MY_KIN = rf"(?:mijn|me|mn|m'n|mijne|ons|onze|zijn|haar|de|men) (?:\w+ )?{_KIN}"
_SOON = r"(?:[^.!?\n]{0,40}?\b)"

_SAYS: dict[str, tuple[str, ...]] = {
    "self-harm": (
        r"zelfmoord\w*", r"suicid\w*", r"zelfdoding\w*", r"(?:maak|maken|maakte) (?:ik |we )?er (?:dan |maar |zelf |echt |nog |gewoon )*een (?:eind|einde|eindje) aan",
        r"een (?:eind|einde|eindje) (?:te )?(?:aan (?:te )?ma(?:ken|ak)|aan (?:mijn|m'n|mn|het|me) leven)", r"er een (?:eind|einde|eindje) aan (?:te )?(?:maak|maken|wil)",
        r"(?:uit|beneem|benemen) (?:mijn|me|mn|m'n) (?:leven|lijden)", r"(?:mezelf|mijzelf|me|mij) (?:\w+ ){0,2}(?:wat|iets) aan ?(?:te )?(?:doe|doen|ga doen|ga aandoen)",
        r"doe (?:mezelf|mijzelf|me ?zelf|me) (?:nog )?(?:wat|iets) aan", r"(?:wil|hoef|wou|wilde) (?:ik )?(?:er )?(?:gewoon |echt |ook |eigenlijk |liever )*niet meer (?:te )?(?:leven|verder (?:te )?leven|zijn|wakker worden|bestaan)",
        r"(?:niet meer|nooit meer) (?:wil(?:len)?|hoef(?:t)?) (?:te )?(?:leven|wakker worden)", r"liever (?:dood|er niet meer)", r"was (?:ik )?(?:maar |liever )+(?:dood|er niet meer)",
        r"beter (?:af )?(?:voor \w+ |voor mijn \w+ )?(?:als ik er niet (?:meer )?(?:ben|was)|zonder mij|als ik dood)", r"(?:spring|springen|gooi|gooien|werp|rijd) (?:ik )?(?:\w+ ){0,3}(?:voor de trein|voor een trein|van (?:het|de|een) (?:dak|brug|flat|balkon|toren)|tegen een boom|het kanaal in)",
        r"(?:voor de trein|voor een trein) (?:spring\w*|gooi\w*|stap\w*|ga)", r"(?:hang|ophang|verhang|snij|snijd|verdrink|vergas) (?:ik )?(?:me|mij|mezelf|mijzelf)\b(?: op)?", r"(?:mezelf|mijzelf|me|mij) (?:op ?te hangen|ophangen|verhangen|van kant (?:te )?maken|ombrengen|verdrinken|snijden|kapot ?maken|doodschieten|te verhangen)",
        r"(?:maak|maken) (?:ik )?(?:me|mij|mezelf|mijzelf) (?:nog )?(?:van kant|kapot|dood)", r"(?:touw|strop) (?:al )?(?:ligt|klaar|hangt|gekocht|om mijn)", r"(?:alle |een pot |een doos |een strip )pillen (?:\w+ ){0,2}(?:in ?(?:te )?nemen|slikken|slik|neem)", r"pillen (?:\w+ )?(?:ligg?en|staan) (?:al )?klaar",
        r"(?:ik )?(?:stap|stapt) (?:ik )?er ?uit(?: uit het leven)?(?=$|\n|\s*[,.!?]|\s+en\b|\s+dan\b)", r"uit het leven (?:stap\w*|te stappen)", r"(?:zie|zien) (?:ik )?(?:\w+ )?geen andere uitweg dan (?:de )?dood", r"geen (?:reden|zin) (?:meer )?om (?:nog )?(?:te |door te |verder te )?leven",
        r"(?:wil|wou|zou willen dat ik) (?:ik )?(?:\w+ )?dood(?: (?:zijn|was|gaan))?(?=$|\n|\s*[,.!?]|\s+en\b|\s+want\b|\s+dat\b)", r"(?:wou|wilde|wens) dat ik (?:\w+ )?dood (?:was|ging)", r"jullie (?:hebben|krijgen|zullen) (?:straks )?(?:mijn|een) dood op (?:je|jullie|uw) geweten", r"(?:dit|het) (?:is|wordt) (?:mijn|m'n) dood\b(?! niet)", r"113 (?:al )?(?:bellen|gebeld)|(?:gebeld|bel|bellen) met 113",
        r"kill myself", r"end my life", r"want to die", r"suicide",
    ),
    "despair": (
        r"(?:zie|zien) (?:ik |wij |we )?(?:het |'t |t )(?:echt |gewoon |helemaal |allemaal |even |eerlijk gezegd )*niet (?:meer )?zitten", r"(?:zie|zien) (?:ik |wij |we )?(?:echt |gewoon |nu |ook )*geen (?:\w+ )?(?:uitweg|uitkomst|licht|toekomst|perspectief|gat)", r"wanhop\w*|radeloos|radeloze|ten einde raad|hopeloos",
        r"(?:weet|weten) (?:ik |wij |we )?(?:het |'t |t |me |mij )(?:echt |gewoon |allemaal |zelf |ook )*niet meer(?=$|\n|\s*[,.!?]|\s+hoor\b|\s+en\b|\s+wat\b)", r"(?:geen|niet) raad (?:meer )?(?:mee|met)", r"(?:kan|trek|houd|hou|red) (?:ik )?(?:het |dit |'t |t )(?:echt |gewoon |allemaal |zo |psychisch |mentaal |geestelijk )*niet (?:meer|langer)(?: aan| vol)?(?! (?:betalen|voldoen|missen|opbrengen|vinden|zien|terugvinden|herinneren|volgen|overmaken|maken))",
        r"ik kan (?:echt |gewoon )?niet meer(?=$|\n|\s*[,.!?]|\s+hoor\b|\s+en\b|\s+ik\b)", r"(?:ik )?(?:trek|kan) (?:dit|het|'t) (?:\w+ )?niet (?:meer|langer)(?=$|\n|\s*[,.!?])", r"(?:heeft|hebben) (?:het |'t )?(?:leven )?(?:voor mij )?geen zin meer", r"(?:zit|zitten|ben|zijn) (?:ik |wij |we )?(?:er |helemaal |compleet |totaal )*(?:doorheen|aan (?:het|mijn) einde?(?: van mijn latijn)?|kapot van de (?:stress|zorgen)|op van de zenuwen)",
        r"(?:huil|huilen|lig te huilen|zit te huilen|moet huilen|alleen maar huilen|moet ik huilen)\b", r"(?:slaap|slapen|geslapen|doe) (?:ik |wij |we )?(?:al |echt |er |'s nachts )*(?:\w+ ){0,3}(?:niet meer van|geen oog (?:meer )?dicht)", r"geen oog (?:meer )?dicht", r"niet (?:meer )?(?:te )?slapen van (?:de |al die |alle )?(?:zorgen|schulden|stress|ellende|angst)",
        r"(?:durf|durven) (?:ik |we )?(?:\w+ ){0,3}(?:post|brieven|deur|telefoon|envelop\w*|brievenbus|mail) (?:\w+ ){0,3}(?:open|niet|op ?te nemen|meer|uit)", r"het (?:wordt|is) (?:me|mij|mij allemaal|me allemaal) (?:allemaal |echt |gewoon |nu )*te veel(?: geworden)?(?=$|\n|\s*[,.!?]|\s+en\b)", r"te veel (?:voor me|voor mij) geworden", r"water (?:\w+ )?(?:tot|aan) (?:de |mijn )?lippen",
        r"op straat (?:komen te )?staan|op straat (?:belanden?|gezet)|dakloos|huis ?uit ?gezet|huis uitgezet|uit huis gezet|slaap in (?:de|mijn) auto|(?:mijn|ons|onze|het) (?:huis|woning|huurhuis) (?:\w+ ){0,2}ontruim\w*|ontruimd worden|ontruimingsvonnis|ontruiming van (?:mijn|ons|onze)", r"geen eten (?:meer )?(?:in huis|voor|op tafel)|niets te eten|niks te eten|voedselbank", r"(?:ben|voel|zit) (?:ik |me )?(?:zo |heel |echt |doods)?bang (?:om|voor) (?:de |mijn )?(?:toekomst|deur|post)", r"ik ga (?:hier )?(?:aan |er )?(?:echt )?(?:aan )?(?:onderdoor|kapot|ten onder)(?= (?:aan|van)|$|\s*[,.!?])",
        r"(?:mijn|ons) leven (?:is|ligt) (?:\w+ )?(?:voorbij|kapot|verwoest|aan diggelen|in puin|niks meer waard|een puinhoop)", r"(?:alles|ik ben alles) kwijt(?=$|\n|\s*[,.!?])", r"ik ben (?:helemaal |echt |gewoon )?(?:op|gebroken|radeloos)(?=$|\n|\s*[,.!?])", r"niet meer (?:aan)?kan(?=$|\n|\s*[,.!?])", r"moedeloos|wanhoop", r"paniekaanval\w*|paniek(?! niet)(?= (?:hier|thuis))", r"blijf van mijn lijf\w*|blijf-van-mijn-lijf\w*|huiselijk geweld|mishandel\w+|hij slaat (?:mij|me)|hij sloeg (?:mij|me)",
        r"het heeft (?:voor mij )?(?:allemaal )?geen (?:enkele )?zin meer",
    ),
    "illness": (
        r"kanker(?!\w*(?:zooi|lijer|bedrijf|bende|rekening|factuur|zak|wijf|hond))|borstkanker|chemo\w*|bestraal\w*|bestraling\w*|tumor\w*|leukemie|uitgezaaid", rf"{_ME} (?:\w+ ){{0,4}}(?:ernstig |zwaar |langdurig |chronisch |ongeneeslijk |heel |erg |psychisch |terminaal )+ziek", r"(?:ernstig|zwaar|langdurig|chronisch|ongeneeslijk|psychisch|terminaal) ziek\w*",
        r"\b(?:ik|we|wij) (?:ben|was|word|zit|zat|lig) (?:\w+ ){0,4}ziek(?: geweest| thuis)?\b(?! van (?:jullie|je|u|die|dat|al|het|dit))", r"ben ik (?:\w+ ){0,3}ziek\b(?! van)", rf"{_MY_KIN} (?:is|ligt|was|werd|wordt) (?:\w+ ){{0,4}}(?:ziek|opgenomen|geopereerd|in het ziekenhuis|stervende)\b", r"door (?:mijn|een|haar|zijn) ziekte|wegens ziekte|door ziekte|ziektewet|ziekbed|ziekteverlof",
        r"ziekenhuis(?!bed\w* (?:geleverd|besteld))(?! (?:betaalt|is (?:onze|een) klant|heeft (?:ons )?nog niet betaald))", r"intensive care|spoedeisende hulp|(?:op|naar) de (?:ic|seh)\b", r"geopereerd|operatie(?! (?:geslaagd )?aan (?:het|ons) (?:systeem|gebouw))(?!s? (?:manager|afdeling))|hartoperatie",
        r"burn-?\s?out\w*|overspannen|overwerkt|depress\w*|psychose|psychotisch|psychiat\w*|psycholo(?:og|oog|ge|gische hulp)|therapeut|therapie(?=$|\n|\s|[,.!?])|\bggz\b|angststoornis\w*|ptss|bipolair|borderline|schizo\w*|autis\w*", r"hartaanval\w*|hartinfarct|herseninfarct|hersenbloeding|hersenschudding|beroerte|\btia\b|herseninfect\w*|hartfalen",
        r"(?:alzheimer|dementie|dementerend\w*|parkinson|\bms\b(?= (?:patient|en|dus|gekregen)|$|\s*[,.!?])|heb ms\b|\bals\b(?= patient)|reuma|epilepsie|long ?covid|nierdialyse|dialyse|fibromyalgie)", r"arbeidsongeschikt\w*|afgekeurd voor (?:mijn )?werk|\bwia\b|\bwajong\b|wao-uitkering|in de wao\b", r"verslaaf\w*|verslaving\w*|afkick\w*|gokverslav\w*|alcoholist\w*|aan de (?:drank|drugs|coke|heroine)",
        r"revalid\w+|rolstoel(?!\w* (?:geleverd|besteld|gekocht|kapot|defect))|hernia|gebroken (?:been|heup|arm|rug|nek|pols|bekken)|(?:been|heup|arm|rug|pols|enkel|bekken) gebroken", r"(?:zwaar|ernstig)? ?(?:auto-?|motor|bedrijfs|verkeers|fiets)ongeluk|(?:heb|had|kreeg|hebben|hadden|na) (?:\w+ ){0,2}een (?:\w+ )?(?:ongeluk|ongeval)", r"zwangerschap met complicat\w+|complicaties|miskraam|vroeggebo\w+", r"ik heb (?:een )?(?:psychische|mentale|geestelijke|medische) (?:klachten|problemen)",
        r"(?:psychische|mentale|geestelijke|medische) (?:klachten|problemen|redenen)", r"(?:zit|zitten|zat) (?:al )?(?:\w+ ){0,3}(?:ziek|overspannen|depressief) thuis", r"ziek thuis", r"\b(?:depri|depressief)\b", r"uitbehandeld|palliati\w+|hospice",
    ),
    "grief": (
        rf"(?:{_MY_KIN}|mijn (?:\w+)|hij|zij|ze) (?:is|zijn|was|werd) (?:\w+ ){{0,4}}(?:overleden|gestorven|doodgegaan|verongelukt|heengegaan|begraven|gecremeerd|vermoord)", rf"{_MY_KIN} (?:is|ligt|was|overleed|stierf) (?:\w+ ){{0,4}}(?:dood|op sterven|stervende|overleed|stierf|terminaal)", rf"{_MY_KIN} (?:overleed|stierf)",
        rf"(?:overlijden|dood|sterven|begrafenis|uitvaart|crematie|verlies) van (?:mijn|m'n|mn|me|ons|onze|een) (?:\w+ ){{0,2}}?{_KIN}", r"(?:weduwe|weduwnaar)\b", r"(?:ben|zijn|zit|zitten|nog) (?:\w+ ){0,3}in (?:de )?rouw\b|rouwen(?:de)?\b|rouwproces", r"sterfgeval|uitvaart(?! (?:ondernem|centrum|verzorg))|begrafenis(?!ondernem)|crematie",
        rf"(?:heb|hebben|ben|zijn|verloor|verloren) (?:\w+ ){{0,4}}(?:mijn|m'n|mn|me|ons|onze) {_KIN} (?:\w+ ){{0,3}}(?:verloren|moeten begraven|begraven|verloor|moeten missen)", rf"{_MY_KIN} (?:\w+ )?(?:verloren|begraven)", r"(?:net|vorige week|gisteren|pas) (?:iemand|een kind|een kindje) verloren", r"(?:kindje|kind|baby) verloren",
        r"doodgeboren|stilgeboren", r"zich van het leven beroofd",
    ),
    "administration": (
        r"(?<!niet )onder (?:bewind|curatele|beschermingsbewind|mentorschap)", r"(?:mijn|m'n|mn|me|de|een|zijn|haar|onze) (?:\w+ )?(?:bewindvoerder|bewindvoerster|budgetbeheerder|mentor|budgetcoach|curator over mij)\b(?! van (?:de|het) (?:bedrijf|bv|zaak))", r"beschermingsbewind\w*|budgetbeheer\b", r"bewindvoer\w+", r"(?:mijn|me|mn) (?:geld|inkomen|rekening|leefgeld) (?:wordt|gaat|loopt) (?:\w+ ){0,3}(?:beheerd|bewind\w*)",
        r"leefgeld", r"onder toezicht van (?:een|mijn) (?:bewind\w*|curator)",
    ),
    "debt-counselling": (
        r"schuldhulp\w*|schuld-?hulpverlen\w*|schuldsaner\w*|schuldregel\w*|schuldbemiddel\w*|schuldenregeling|schuldentraject|schuldhulpmaatje\w*", r"\bwsnp\b|wet schuldsanering|sanering(?:straject|skrediet)?\b(?! van (?:de|het) (?:bodem|grond|dak|asbest|riool))", r"kredietbank|stabilisatie(?:traject|overeenkomst|fase)\b", r"minnelijke? (?:traject|regeling|schuldregeling)", r"problematische schulden|schulden(?:problematiek|last)|tot over (?:mijn|onze) oren in de schulden|diep in de schulden|zit(?:ten)? (?:\w+ ){0,3}in de schulden",
        r"(?:bij|van|naar|met) (?:de )?(?:plangroep|geldfit|wijkteam|sociaal raadslied\w*|maatschappelijk werk\w*)", r"maatschappelijk werk\w*", r"schuldeiserslijst|moratorium", r"collectieve schuldenregeling", r"\bschulden bij (?:iedereen|allerlei|van alles)\b|overal schulden", r"geldfit", r"vroegsignaler\w*", r"debt counsell?ing",
    ),
    "capability": (
        r"(?:kan|kon|ken) (?:ik |zelf |hij |zij |we )?(?:\w+ ){0,4}(?:niet|slecht|moeilijk|amper|nauwelijks|geen \w+) (?:zo )?(?:goed )?(?:te )?(?:lezen|schrijven)\b(?! (?:door|omdat|want)? ?(?:de )?(?:slechte )?(?:kwaliteit|print|scan))(?! wat (?:er|u) op (?:de|die) scan)", r"(?:lezen|schrijven) (?:en schrijven )?(?:kan|lukt|gaat) (?:ik |me |mij )?(?:\w+ )?(?:niet|slecht|moeilijk)", r"(?:lees|schrijf) (?:ik )?(?:heel |erg )?(?:slecht|moeilijk)", r"laaggeletterd\w*|analfabe\w*|dyslec\w*|dyslex\w*|digibeet|verstandelijk\w*|licht verstandelijk\w*|\blvb\b|zwakbegaafd\w*",
        r"(?:begrijp|snap) (?:ik )?(?:er )?(?:\w+ ){0,2}?(?:niks|niets|geen bal|geen snars|geen woord|geen hout) (?:meer )?van(?! (?:jullie|uw|die|de|deze|dit|dat) (?:factuur|rekening|nota|bedrag|prijs))", r"(?:begrijp|snap) (?:ik )?(?:al )?(?:die|jullie|uw|zulke|deze) (?:\w+ )?(?:brief|brieven|formulieren|papieren|post) (?:\w+ )?niet", r"(?:brief|brieven|formulier\w*|papieren|post) (?:\w+ ){0,3}(?:begrijp|snap|lees) (?:ik )?(?:\w+ )?(?:niet|niks|niets)",
        r"(?:spreek|praat|spreekt|lees|schrijf|versta|begrijp) (?:ik )?(?:geen|niet goed|weinig|niet zo goed|slecht) nederlands", r"nederlands (?:is|niet) (?:voor mij )?(?:moeilijk|niet goed|slecht|goed)", r"(?:ben|word|is) (?:ik |hij |zij )?(?:\w+ ){0,2}(?:slechtziend|blind|doof|slechthorend|bijna blind|zo goed als blind)\b(?! voor)", r"(?:alles|het) (?:\w+ )?(?:vergeet|door elkaar) (?:ik )?(?:de laatste tijd|sinds)|geheugen (?:\w+ )?(?:weg|slecht|kwijt|laat me in de steek)|geheugenverlies|niet[- ]?aangeboren hersenletsel|\bnah\b(?= |$)",
        r"(?:helpt|doet|leest|regelt) (?:mij|me|mijn \w+|alles) (?:\w+ ){0,3}(?:want|omdat) ik (?:\w+ ){0,3}(?:niet (?:kan )?(?:lezen|schrijven|begrijp\w*)|niet snap)", r"hersenletsel",
    ),
}  # fmt: skip

_MEANT_OTHERWISE = re.compile(
    r"dood ?(?:van het|aan het|te) lachen|lach(?:en)? me dood|erger me dood|schrik\w* me dood|schaam me dood|verveel me dood|dood(?:moe|leuk|eng|simpel|normaal|gewoon)\b"
    r"|dood ?spoor|dode mus|over mijn lijk|kost (?:me|mij|ons) de kop|kop kosten|doodzonde|doodsimpel|dodelijk saai|doodziek (?:van|word)"
    r"|ziek(?:e)? van (?:jullie|je|u|dat|die|al|het|dit|word)|word (?:ik )?ziek van|ziek duur|zieke (?:prijs|korting|actie|auto|deal)"
    r"|(?:auto|bus|machine|computer|server|systeem|printer|laptop|vrachtwagen|motor|heftruck|plant|planten|bomen|boom|gewas) (?:is|was|zijn) (?:\w+ )?ziek"
    r"|(?:markt|accu|batterij|lijn|verbinding|server|telefoon|handel|bedrijfstak|zaak|sector|branche|motor|computer) (?:is|was|ligt) (?:\w+ )?(?:dood|overleden|gestorven)"
    r"|zelfmoordactie|financiele zelfmoord|commerciele zelfmoord|politieke zelfmoord|depressie boven|economische depressie|depressie op zee"
    r"|eind(?:e)? aan (?:de|het|ons|dit|deze|onze|die|dat) (?:\w+ )?(?:contract|samenwerking|discussie|overeenkomst|gesprek|gedoe|relatie|abonnement|gezeur)|eind aan het gezeur"
    r"|maak(?:t|en)? (?:we |ik |wij |u )?(?:\w+ ){0,2}een eind(?:e)? aan (?:de|het|ons|dit|deze|onze|die|dat) (?!leven|allemaal)\w+"
    r"|(?:stap|stappen) (?:ik |we |wij )?er\s?uit (?:bij|met|als|zodra|op|uit (?:het|de|dit) (?:contract|project|abonnement|samenwerking|deal))"
    r"|blind (?:vertrouw\w*|varen|tekenen)|doof voor|blinde vlek|kankeren|kanker(?:zooi|lijers?|bedrijf|bende|rekening|factuur)"
    r"|ik huil (?:met|van het lachen)|huilen met de pet op|om te huilen|hopeloos (?:ouderwets|bedrijf|systeem|traag|verouderd)|hopeloze (?:service|website|app)"
    r"|(?:kraam|dieren|poppen)ziekenhuis|ziekenhuis (?:betaalt|is (?:onze|een|mijn) klant|heeft (?:ons )?nog niet betaald|moet (?:ons|mij) nog)|operatie (?:opschoning|manager)|operationeel\w*"
    r"|(?:saneren|sanering) van (?:de|het) (?:bodem|grond|dak|asbest|riool)|bodemsanering|asbestsanering|rouwauto|rouwkaart\w*|rouwboeket\w*|uitvaartondernem\w*|uitvaartcentrum|uitvaartverzorg\w*|begrafenisondernem\w*|begrafenisonderneming"
    r"|bewindvoerder van (?:de|het|een|onze|mijn) (?:bedrijf|bv|zaak|klant|leverancier)|ontruimd? (?:het|de) (?:magazijn|terrein|loods|kelder|bouwplaats)|ontruiming(?:soefening|splan)"
)
_DENIED = re.compile(
    r"(?:\b(?:niet|geen|nooit|niks|zonder|noch|evenmin|allesbehalve|gelukkig geen|nergens)\b(?: \w+){0,2} ?|\b(?:niemand|nee) (?:\w+ ){0,1})$"
)
_DENIED_AFTER = re.compile(r"^ (?:ben|zijn|is|zit|zitten|sta|staan) (?:ik|wij|we|hij|ze|zij) (?:gelukkig |echt |helemaal )?niet\b|^ ?,? ?(?:gelukkig|nee hoor) niet\b")
_HEARD = {kind: re.compile("|".join(rf"(?<!\w)(?:{one})(?!\w)" for one in ways)) for kind, ways in _SAYS.items()}
_STILL_LISTEN = frozenset({"self-harm"})
_SAID_WITH_NOT = frozenset({"self-harm", "despair", "capability"})  # kinds that are themselves said with a "not"
_NOT = re.compile(r"\b(?:niet|geen|nooit)\b")


def signs(text: str) -> tuple[str, ...]:
    """The kinds of signs in a text, in the order of KINDS; empty where there is none. Any text, of any length."""
    said = re.sub(r"[ \t]+", " ", plain(text))
    said = _MEANT_OTHERWISE.sub(" ... ", said)
    return tuple(kind for kind in KINDS if _heard(kind, said))


def _heard(kind: str, said: str) -> bool:
    for found in _HEARD[kind].finditer(said):
        if kind in _STILL_LISTEN:
            return True
        inside = kind not in _SAID_WITH_NOT and _NOT.search(found[0])
        if not inside and not _is_denied(said, found.start(), found.end()):
            return True
    return False


def _is_denied(said: str, start: int, end: int) -> bool:
    before = re.split(r"[.!?,;\n]|\bmaar\b|\ben\b", said[max(0, start - 40) : start])[-1]
    return bool(_DENIED.search(before) or _DENIED_AFTER.match(said[end : end + 40]))
