"""The words for what the store keeps as codes, in the language of the page."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Words = Mapping[str, str | Promise]

KIND: Words = {"business": _("Bedrijf"), "consumer": _("Consument"), "government": _("Overheid")}
LANGUAGE: Words = {"nl": _("Nederlands"), "en": _("Engels")}
TERM_SOURCE: Words = {
    "contract": _("In het contract"),
    "terms": _("In de algemene voorwaarden"),
    "invoice": _("Alleen op de factuur"),
    "statutory": _("Wettelijke termijn"),
    "unknown": _("Onbekend"),
}
BOOKED_BECAUSE: Words = {
    "reference": _("op het kenmerk"),
    "account-and-amount": _("op rekening en bedrag"),
    "person": _("door een mens"),
    "credit-note": _("creditnota"),
    "set-off": _("creditnota, verrekend met een betaling"),
    "partner": _("ontvangen door de incassopartner"),
    "arrangement": _("termijn van een regeling"),
    "arrangement-kept": _("vervallen: de regeling is nagekomen"),
    "name-and-amount": _("op naam en bedrag"),
    "discount": _("korting voor snel betalen"),
    "settled": _("geschikt: de rest hoeft niet meer"),
    "written-off": _("afgeschreven"),
    "file": _("volgens het bestand"),
}
PROPOSED_BECAUSE: Words = {
    "reference": _("betalingskenmerk klopt"),
    "number": _("factuurnummer staat in de omschrijving"),
    "number-letters": _("factuurnummer staat er, met een letter voor een cijfer"),
    "number-digits": _("factuurnummer staat er, zonder letters of nullen ervoor"),
    "number-end": _("het eind van het factuurnummer staat er"),
    "number-typo": _("factuurnummer staat er, op één teken na"),
    "credit-number": _("het nummer van de creditnota staat in de omschrijving"),
    "customer-number": _("klantnummer staat in de omschrijving"),
    "amount": _("precies dit bedrag staat open"),
    "amount-rare": _("alleen deze factuur heeft dit bedrag"),
    "amount-all-named": _("precies het bedrag van wat er genoemd is"),
    "amount-all-due": _("precies wat openstaat, de oudste eerst"),
    "amount-several": _("samen precies dit bedrag"),
    "amount-letter": _("precies wat een brief vroeg"),
    "amount-discount": _("precies met de korting voor snel betalen"),
    "amount-less-credit": _("precies dit bedrag, na aftrek van de creditnota (art. 6:127 BW)"),
    "amount-several-less-credit": _("samen precies dit bedrag, na aftrek van de creditnota (art. 6:127 BW)"),
    "amount-nearly": _("bijna dit bedrag"),
    "account": _("betaalt vaker vanaf deze rekening"),
    "account-other-name": _("betaalde eerder vanaf deze rekening, onder een andere naam"),
    "account-shared": _("vanaf deze rekening betalen meer klanten"),
    "name": _("zelfde naam"),
    "name-near": _("bijna dezelfde naam"),
    "name-before": _("de naam van wie met hem is samengevoegd"),
    "name-near-before": _("bijna de naam van wie met hem is samengevoegd"),
    "no-payer-told": _("de bank noemt geen afzender"),
    "by-law": _("de oudste eerst, zoals de wet zegt (art. 6:43 BW)"),
    "against-other-number": _("er staat een ander factuurnummer"),
    "against-paid-number": _("er staat een nummer dat al betaald is"),
    "against-unknown-number": _("er staat een nummer dat hier niet bekend is"),
    "against-other-account": _("de rekening is van een andere klant"),
    "against-other-name": _("de naam is van een andere klant"),
    "against-older": _("een oudere factuur heeft hetzelfde bedrag"),
    "against-before-invoice": _("betaald voor de factuurdatum"),
    "against-other-sum": _("een andere factuur heeft precies dit bedrag"),
    "against-too-much": _("veel meer dan er openstaat"),
    "against-two-debtors": _("facturen van twee klanten"),
    "against-half": _("het kan ook de helft van de factuur zijn"),
    "refund-note": _("het nummer van de creditnota staat in de omschrijving"),
    "refund-payment": _("het kenmerk van zijn betaling staat in de omschrijving"),
    "refund-amount": _("precies dit bedrag heeft hij nog tegoed"),
    "refund-account": _("naar de rekening waarvan hij betaalt"),
    "refund-name": _("naar dezelfde naam"),
    "refund-name-near": _("naar bijna dezelfde naam"),
    "refund-said": _("de omschrijving spreekt van teruggeven"),
    "against-refund-name": _("onder een andere naam"),
    "against-refund-account": _("de rekening is van een andere klant"),
    "against-refund-other": _("de omschrijving noemt iets anders dat open is"),
    "against-refund-placed": _("deze betaling staat op een factuur; die staat dan weer open"),
    "against-refund-part": _("een deel van wat hij tegoed heeft"),
}
ENDED_BECAUSE: Words = {
    "kept": _("nagekomen"),
    "broken": _("niet nagekomen"),
    "settled": _("opgelost"),
    "released": _("opgeheven"),
}
LETTER_STATE: Words = {
    "draft": _("Nog na te lezen"),
    "approved": _("Goedgekeurd"),
    "sent": _("Verstuurd"),
    "withdrawn": _("Ingetrokken"),
}
OUTCOME: Words = {
    "reached": _("gesproken"),
    "no-answer": _("geen gehoor"),
    "call-back": _("belt later terug"),
    "voicemail": _("voicemail"),
    "third-person": _("iemand anders nam op"),
    "wrong-number": _("verkeerd nummer"),
    "number-right": _("nummer klopt toch"),
    "number-changed": _("ander nummer"),
    "no-number": _("geen beter nummer"),
    "left": _("blijft wachten"),
    "released": _("gaat verder"),
    "paid": _("betaald"),
    "confirmed": _("bevestigd"),
    "withdrawn": _("ingetrokken"),
    "looked": _("bekeken"),
    "read": _("gelezen"),
    "changed": _("adres gewijzigd"),
    "works": _("adres klopt toch"),
    "without": _("verder zonder e-mail"),
    "merged": _("samengevoegd"),
}
AGREED: Words = {
    "promise": _("Betaalt"),
    "arrangement": _("Betalen in delen"),
    "callback": _("Wij bellen terug"),
    "proof": _("Stuurt bewijs"),
    "complaint": _("Antwoord op zijn klacht"),
    "copy": _("Kopie van een factuur"),
    "meeting": _("Afspraak op locatie"),
    "stop-work": _("Werk wacht op betaling"),
    "resume-work": _("Werk gaat verder"),
}
ARRANGEMENT: Words = {
    "proposed": _("voorgesteld"),
    "running": _("loopt"),
    "kept": _("nagekomen"),
    "broken": _("niet nagekomen"),
    "replaced": _("vervangen"),
    "declined": _("afgewezen"),
    "withdrawn": _("ingetrokken"),
    "lapsed": _("verlopen"),
}
AGREED_STATE: Words = {
    "draft": _("nog in gesprek"),
    "open": _("loopt nog"),
    "done": _("gedaan"),
    "kept": _("nagekomen"),
    "broken": _("niet nagekomen"),
    "withdrawn": _("vervallen"),
}
TASK: Words = {
    "call": _("Bellen"),
    "handover": _("Overdracht bevestigen"),
    "read-reply": _("Antwoord lezen"),
    "bad-address": _("Adres nakijken"),
    "bad-number": _("Nummer zoeken"),
    "decide": _("Beslissen"),
    "portal-locked": _("Verkeerde antwoorden bekijken"),
    "partner": _("Partner bekijken"),
    "desk-new": _("Nieuwe zaak bekijken"),
    "desk-answer": _("Antwoord van de opdrachtgever lezen"),
    "desk-objection": _("Bezwaar bekijken"),
    "desk-complaint": _("Ontvangst van een klacht bevestigen"),
    "desk-close": _("Zaak afsluiten"),
    "desk-withdraw": _("Teruggave bevestigen"),
    "desk-unheard": _("Niet verwerkt bericht bekijken"),
    "desk-look": _("Nieuwer dossier bekijken"),
}
DESK: Words = {
    "received": _("nieuw"),
    "accepted": _("in behandeling"),
    "withdrawing": _("wordt teruggenomen"),
    "refused": _("niet aangenomen"),
    "closed": _("gesloten"),
}
INTERRUPTED: Words = {
    "letter": _("Aanmaning of voorbehoud"),
    "acknowledgement": _("Klant erkende de schuld"),
    "claim-in-court": _("Eis bij de rechter"),
}
PAYER: Words = {
    "at-once": _("Betaalt meteen"),
    "on-time": _("Betaalt rond de vervaldag"),
    "late": _("Betaalt meestal een week te laat"),
    "refuser": _("Betaalt zelden vanzelf"),
}
TONE: Words = {"friendly": _("Vriendelijk"), "businesslike": _("Zakelijk"), "firm": _("Streng")}
CHANNEL: Words = {"email": _("E-mail"), "post": _("Post")}
LADDER: Words = {"nl_business": _("Bedrijven en overheden"), "nl_consumer": _("Consumenten")}
KINDS: Words = {"business": _("Bedrijven"), "government": _("Overheden"), "consumer": _("Consumenten")}
WORK_STATE: Words = {"ongoing": _("Loopt"), "stopped": _("Ligt stil"), "ended": _("Geëindigd")}
WORK_KIND: Words = {"project": _("Project"), "subscription": _("Abonnement of vaste dienst")}
WORK_LOOK: Words = {
    "reversed": _("Het werk ging verder na betaling, en die betaling ging terug. Het stopt niet vanzelf opnieuw."),
    "broken": _("Het werk ging verder na een betalingsregeling, en die is niet nagekomen. Het stopt niet vanzelf opnieuw."),
    "part-paid": _("Er is een deel betaald. Er mag niet meer stilliggen dan het onbetaalde deel rechtvaardigt (art. 6:262 lid 2 BW)."),
    "dispute": _("Er is nu een klacht, een faillissement of extra zorg. Kijk of dit werk stil mag blijven liggen."),
}
NOTICE: Words = {"work.warned": _("Het stopt misschien"), "work.stopped": _("Stop"), "work.resumed": _("Ga verder")}
NOTICE_STATE: Words = {
    "queued": _("onderweg"),
    "sending": _("onderweg"),
    "sent": _("aangekomen"),
    "failed": _("niet gelukt"),
    "cancelled": _("vervallen"),
}
LEGAL_FORM: Words = {
    "eenmanszaak": _("Eenmanszaak"),
    "bv": _("B.V."),
    "nv": _("N.V."),
    "vof": _("V.O.F."),
    "cv": _("C.V."),
    "maatschap": _("Maatschap"),
    "stichting": _("Stichting"),
    "vereniging": _("Vereniging"),
    "cooperatie": _("Coöperatie"),
    "foreign": _("Buitenlandse rechtsvorm"),
}
DOUBLE_SIGN: Words = {
    "kvk": _("hetzelfde KvK-nummer"),
    "vat": _("hetzelfde btw-nummer"),
    "iban": _("betaalt vanaf dezelfde rekening"),
    "email": _("hetzelfde e-mailadres"),
    "name-and-place": _("dezelfde naam op dezelfde postcode"),
    "name-near": _("bijna dezelfde naam op dezelfde postcode"),
    "name-alone": _("dezelfde naam, en een van beide heeft geen adres"),
}
MOVED: Words = {
    "Invoice": _("Facturen en creditnota's"),
    "Letter": _("Brieven"),
    "Contact": _("Contactpersonen"),
    "DebtorAccount": _("Bankrekeningen"),
    "Hold": _("Redenen om te wachten"),
    "Task": _("Taken"),
    "Case": _("Dossiers"),
    "InboundMail": _("Mails van de klant"),
    "OngoingWork": _("Lopend werk"),
    "Announcement": _("Aankondigingen"),
    "Arrangement": _("Betalingsregelingen"),
    "DebtorFile": _("Bestanden van de klant"),
    "Payment": _("Betalingen die nog nergens bij horen"),
}
FIELD: Words = {
    "name": _("Naam"),
    "number": _("Klantnummer"),
    "kind": _("Soort debiteur"),
    "street": _("Straat en huisnummer"),
    "postcode": _("Postcode"),
    "city": _("Plaats"),
    "country": _("Land"),
    "email": _("E-mailadres"),
    "phone": _("Telefoon"),
    "kvk": _("KvK-nummer"),
    "vat": _("Btw-nummer"),
    "legal_form": _("Rechtsvorm"),
    "large": _("Grote onderneming"),
}
ENDING: Words = {
    "settled": _("geschikt"),
    "written-off": _("afgeschreven"),
    "credited": _("gecrediteerd"),
    "arrangement": _("regeling nagekomen"),
    "promise": _("toezegging nagekomen"),
}
BARGAIN: Words = {
    "open": _("er ligt een voorstel"),
    "agreed": _("afgesproken"),
    "over": _("zonder afspraak"),
    "person": _("bij een mens"),
    "ended": _("gestopt"),
}
HANDED_OVER: Words = {
    "paid": _("betaald"),
    "settled": _("geschikt"),
    "arrangement": _("regeling"),
    "uncollectable": _("niet te innen"),
    "insolvent": _("insolvent"),
    "withdrawn": _("teruggenomen"),
    "refused": _("niet aangenomen"),
    "other": _("anders"),
}
ENDING_STATE: Words = {
    "offered": _("aangeboden"),
    "done": _("afgerond"),
    "lapsed": _("vervallen"),
    "undone": _("teruggedraaid"),
}
FAMILIES: Mapping[str, Words] = {
    "kind": KIND,
    "language": LANGUAGE,
    "term": TERM_SOURCE,
    "booked": BOOKED_BECAUSE,
    "proposed": PROPOSED_BECAUSE,
    "ended": ENDED_BECAUSE,
    "letter": LETTER_STATE,
    "outcome": OUTCOME,
    "task": TASK,
    "agreed": AGREED,
    "agreedstate": AGREED_STATE,
    "arrangement": ARRANGEMENT,
    "ending": ENDING,
    "handover": HANDED_OVER,
    "bargain": BARGAIN,
    "endingstate": ENDING_STATE,
    "desk": DESK,
    "interrupted": INTERRUPTED,
    "payer": PAYER,
    "tone": TONE,
    "channel": CHANNEL,
    "ladder": LADDER,
    "kinds": KINDS,
    "work": WORK_STATE,
    "workkind": WORK_KIND,
    "look": WORK_LOOK,
    "notice": NOTICE,
    "told": NOTICE_STATE,
    "moved": MOVED,
    "field": FIELD,
    "form": LEGAL_FORM,
}
