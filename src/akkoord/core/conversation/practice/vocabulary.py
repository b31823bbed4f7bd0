"""Words of a call: which are taken for one another, which name a day, which only listen, and which are never a slip."""

from __future__ import annotations

SAME = {
    "u": "u je jij jou jouw jullie uw ge gij julie jully ulle uwe jou jouwe",
    "ik": "ik k ikke",
    "we": "we wij ons onze",
    "me": "me mij mijn mn",
    "het": "het t",
    "een": "een n",
    "heb": "heb hebt heeft hebben had hadden hebbe",
    "is": "is ben bent zijn was waren zijt",
    "kan": "kan kun kunt kunnen kon kunde",
    "moet": "moet moeten moest moesten moete",
    "wil": "wil wilt willen wilde wou",
    "zal": "zal zult zullen zul",
    "gaat": "gaat ga gaan ging",
    "betaalt": "betaalt betaal betalen betaald betaalde voldoen voldoet voldaan overmaken overgemaakt overmaakt afrekenen",
    "begrijp": "begrijp begrijpt begrijpen begrepen snap snapt snappen begrijpe",
    "niet": "niet nie ni",
    "niks": "niks niets",
    "krijg": "krijg krijgt krijgen kregen gekregen kreeg",
    "stuur": "stuur stuurt sturen gestuurd verstuur stuurde opsturen toesturen doorsturen toezenden zend zenden",
    "mail": "mail mailt mailen gemaild mailtje mailde",
    "zeg": "zeg zegt zeggen zei gezegd",
    "hoor": "hoor hoort horen hoorde gehoord",
    "vertel": "vertel vertelt vertellen verteld",
    "noteer": "noteer noteert noteren genoteerd",
    "spreek": "spreek spreekt spreken gesproken sprak",
    "rekening": "rekening rekeningen factuur facturen nota faktuur",
    "kom": "kom kmt komt komen kwam kwamen",
    "lastig": "lastig irritant vervelend erg verschrikkelijk heftig moeilijk moeilijke zwaar "
    "zware balen vervelende lastige verdrietig pijnlijk akelig naars",
    "meneer": "meneer mevrouw mijnheer",
    "oke": "oke ok okay okee",
    "zoek": "zoek zoekt zoeken uitzoeken uitgezocht onderzoek onderzoeken",
    "enige": "enige enigste",
    "vrijdag": "vrijdag vrydag vrijdach",
    "termijnen": "termijnen delen stukjes stukken gedeelten gedeeltes",
}

DAYS = (
    "maandag|dinsdag|woensdag|donderdag|vrijdag|zaterdag|zondag",
    "morgen|overmorgen|vandaag",
    "de #e",
    "# januari|februari|maart|april|mei|juni|juli|augustus|september|oktober|november|december",
    "#-#",
    "eind|einde van? de|deze? week|maand",
    "de vijfde|zesde|zevende|achtste|negende|tiende|elfde|twaalfde|dertiende|veertiende|vijftiende|zestiende|zeventiende|achttiende",
    "de negentiende|twintigste|eenentwintigste|vijfentwintigste|achtentwintigste|dertigste",
    "de eerste|laatste van? de|januari|februari|maart|april|mei|juni|juli|augustus|september|oktober|november|december",
)

DEBT = (
    "rekening|schuld|schulden|betaalt|geld|openstaa~|openstaande|euro|achterstand|"
    "aanmaning|aanmaningen|incasso|bedrag|betaling|herinnering|deurwaarder"
)
"""Words of which somebody else who picks up should hear none."""

QUIET = frozenset(
    """hm hmm hmmm mm mmm ja jaja oke aha ah oh o zo goed mooi juist precies tja nee echt kijk en dus
    oei ai jee jeetje goh tjonge hemel prima top super fijn bedankt duidelijk helder mhm uhu uhuh jawel""".split()
)
QUIET_PHRASES = (
    "gaat gerust|maar|rustig? door|verder",
    "neem * tijd",
    "ik luister",
    "ik hoor het",
    "praat|vertel maar? rustig|verder|door",
    "ik is * oor",
    "maak * verhaal af",
)
FILLERS = frozenset("en maar dus oke goed ja nee nou eh euh eerst even meneer hm aha ah oh zo dan kijk want vooral sorry dag hallo".split())
COMMON = frozenset(
    """vandaar daarvan daarmee aan af al alle allemaal als altijd ander andere anders bij binnen blijft boven daar daarom dan dat de
    deze die dit doe doen doet door dus echt eens eerst eerste elk en er ergens even gedaan geen geld geval gewoon goed graag groot
    haar hele hem hen hier hij hoe iemand iets ieder in ja jaar juist keer klaar klant kleine laat laatste lang later maar maand
    maken man meer mee mensen met mij minder misschien na naar nee net niemand nieuwe nodig nog nou nu of om omdat onder ook op over
    paar per plaats rond samen sinds soms staat steeds straks te tegen ten terug tijd toch toe toen tot tussen uit van vandaag vanaf
    veel verder via voor vorige vrij vrouw waar waarom wanneer want wat week weer weg weken weten wel welke werk werken werkt wie
    woord worden wordt zaak zaken ze zelf zich zien zij zo zoals zonder zou waren wacht wachten kwam kwijt lopen loopt leveren
    levert geleverd geweest gemaakt maakt maak hoog druk drukte moment dagen uren vraag vragen beetje laten vinden vindt blijven
    snel straat wereld winkel klanten zomer winter buiten gezien kijken kijkt aangesproken aanvrager anderen baten bedenkt bedreigen
    bedrijven bespreking besproken beste bestelbon betaaldag betekenen beurt blank boeken breekt broer contant contract crediteuren
    daarop dacht dezer dienen dient dozen drank dubbele echte eerdere eiken enkel factureren flikkert gebrek gecontroleerd gegaan
    gegevens geldt geleerd gelegd gerekend gestopt gezin goeie handel hangen haven helpt heren herinneringen hersteld hoorn houdt
    iemands ingeboekt interne jongen kanten keert kennen keten klaag klomp koopt kopje kracht krijt laden leden leverancier
    leveranciers lezen lezer liggen losse lucht markt meest meesten melken merkt meten mijne moeite molen nieuw nieuws noemt
    ontvangst opdrachtgevers oplossing orders ouder overblijft overleden overmacht oversteken pakket politiek positie procederen
    rechten rechtzaal regels regenen rekent repareren schaamt schapen scheld schelden schrijft schrijven schuift slaap slapen smijt
    sprake spraken staand stand start stijl stopt storm toezeggen vaker vandaan vaste verbonden verhelpen verkeert vermelden
    verregend verrichten vervallen verwachting verzekerd verzenden voort vriendin waard waarop waarvan waarvoor wezen worst zaten
    zeiden zelden zelfs zicht zitten zorgt bank banken boot boter brood bureau buurman donder eigenaar hoop kamer klok kopen loon
    lonen maat merk mooie paard plan plannen punt rijden schip soep steen steun tafel tante team tekort trein vangen vergeten vlees
    vloer volle vorm voet zomers zonde zwak""".split()
)
"""Words that are what they are: none of them is taken for a slip of another."""
