"""What the headings of an invoice list mean: Dutch and English words for each field, best first."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping, Sequence

from akkoord.core.problem import Text

FIELDS: Mapping[str, Text] = {
    "number": Text("Factuurnummer", "Invoice number"),
    "buyer_name": Text("Naam van de klant", "Name of the customer"),
    "buyer_number": Text("Klantnummer", "Customer number"),
    "issued_on": Text("Factuurdatum", "Invoice date"),
    "due_on": Text("Vervaldatum", "Due date"),
    "term_days": Text("Betalingstermijn in dagen", "Payment term in days"),
    "total": Text("Factuurbedrag inclusief btw", "Invoice amount including VAT"),
    "open": Text("Openstaand bedrag", "Amount still open"),
    "paid": Text("Al betaald bedrag", "Amount paid already"),
    "paid_on": Text("Voldaan op", "Paid on"),
    "delivered_from": Text("Geleverd vanaf", "Delivered from"),
    "delivered_until": Text("Geleverd op, of tot en met", "Delivered on, or until"),
    "currency": Text("Valuta", "Currency"),
    "document_kind": Text("Factuur of creditnota", "Invoice or credit note"),
    "payment_reference": Text("Betalingskenmerk", "Payment reference"),
    "refers_to": Text("Hoort bij factuur", "Belongs to invoice"),
    "description": Text("Omschrijving", "Description"),
    "buyer_kind": Text("Soort klant (zakelijk, particulier, overheid)", "Kind of customer (business, consumer, government)"),
    "street": Text("Straat en huisnummer", "Street and number"),
    "house_number": Text("Huisnummer", "House number"),
    "postcode": Text("Postcode", "Postcode"),
    "city": Text("Plaats", "City"),
    "country": Text("Land", "Country"),
    "email": Text("E-mailadres", "E-mail address"),
    "phone": Text("Telefoonnummer", "Phone number"),
    "kvk": Text("KvK-nummer", "KvK number"),
    "vat": Text("Btw-nummer", "VAT number"),
    "iban": Text("IBAN van de klant", "IBAN of the customer"),
}
"""Every field a column can be, with its name for people; the keys are those of `SourceFile.columns`."""

_WORDS = {
    "number": "factuurnummer factuurnr factuurno factnr factuurid nummerfactuur nrfactuur verkoopfactuurnummer verkoopfactuur"
    " invoicenumber invoicenr invoiceno invoicenum invoiceid invnr invno documentnummer documentnumber documentno docnr docno"
    " boekstuknummer boekstuknr stuknummer factuurcode invoicecode mutfactuur documentnr boekstnr bkstnr invoiceref factuur invoice"
    " nummer number",
    "buyer_name": "debiteurnaam debiteurennaam naamdebiteur klantnaam naamklant relatienaam naamrelatie bedrijfsnaam customername"
    " nameofcustomer clientname debtorname accountname companyname buyername billto debiteur klant relatie afnemer opdrachtgever bedrijf"
    " organisatie customer client debtor company buyer organisation organization relbedrijf handelsnaam clientfullname naam name"
    " contactnaam contact",
    "buyer_number": "debiteurnummer debiteurennummer debiteurnr debnr deb debnummer debiteurid debiteurcode klantnummer klantnr klantid"
    " klantcode relatienummer relatienr relatiecode relatieid customernumber customernr customerno customerid custid custno customercode"
    " clientnumber clientid debtornumber debtorno debtorid accountcode accountnumber accountid buyerid buyernumber relcode klantennummer"
    " klantenr",
    "issued_on": "factuurdatum datumfactuur factuurdat invoicedate dateofinvoice invoicedt issuedate issuedon dateissued documentdatum"
    " documentdate docdate boekdatum boekstukdatum verkoopdatum mutdatum boekingsdatum postingdate datesent datum date",
    "due_on": "vervaldatum vervaldag vervaldat vervalt vervaltop datumvervallen betalenvoor uiterstebetaaldatum uiterstebetaaldag"
    " uiterlijkebetaaldatum betaaldatumuiterlijk duedate duedt dateofdue dueon due paymentdue paymentduedate payby netduedate datedue"
    " expirationdate expirydate vervaltper vervaldatumfactuur",
    "term_days": "betalingstermijn betaaltermijn betalingstermijndagen betaaltermijndagen betalingstermijnindagen termijn termijndagen"
    " krediettermijn kredietdagen aantaldagenkrediet termdays term paymentterm paymentterms paymenttermdays creditdays terms days",
    "total": "bedraginclbtw bedraginclusiefbtw totaalinclbtw totaalinclusiefbtw totaalbedraginclbtw bedragincl totaalincl"
    " factuurbedraginclbtw factuurbedraginclusiefbtw factuurbedrag factuurtotaal totaalbedrag amountinclvat amountincludingvat"
    " totalinclvat totalincludingvat totalincl totalinctax grossamount grosstotal invoiceamount invoicetotal totalamount"
    " oorspronkelijkbedrag origineelbedrag originalamount inclbtw inclusiefbtw inclvat brutobedrag bruto gross bedrag bedrageur"
    " bedragineur bedragineuro totaalfactuurbedrag oorspronkelijk totaal totaaleur amount amounteur amountineur total totaleur value"
    " waarde",
    "open": "openstaandbedrag openstaand openstaandsaldo bedragopenstaand nogopenstaand openbedrag bedragopen resterendbedrag restbedrag"
    " restant nogtebetalen tebetalen tevorderen amountopen openamount amountoutstanding outstandingamount outstanding outstandingbalance"
    " balancedue amountdue remaining remainingamount unpaid openbalance openstaandeur openstaandinclbtw resterend resterendbedraglv"
    " remainingamountlcy totaalonbetaaldbedrag onbetaald onbetaaldbedrag nogteontvangen teontvangen openpost opensaldo totalunpaid"
    " amountunpaid open saldo balance",
    "paid": "betaaldbedrag bedragbetaald reedsbetaald albetaald voldaanbedrag bedragvoldaan ontvangenbedrag amountpaid paidamount"
    " totalpaid betaald ontvangen paid",
    "paid_on": "voldaanop datumvoldaan voldaan betaaldop datumbetaald betaaldatum betaaldatumklant afgeletterdop ontvangenop settleddate"
    " settledon settlementdate dateofsettlement paidon paiddate datepaid betalingsdatum paymentdate cleareddate clearedon cleardate",
    "delivered_from": "geleverdvan geleverdvanaf leveringvan leveringvanaf periodevan periodevanaf periodfrom periodstart servicefrom"
    " servicestart deliveredfrom",
    "delivered_until": "leverdatum afleverdatum leveringsdatum datumlevering datumgeleverd geleverdop prestatiedatum"
    " datumprestatie uitgevoerdop leveringtot leveringtotenmet periodetot periodetm periodetotenmet deliverydate datedelivered"
    " deliveredon periodto periodend serviceto serviceend servicedate",
    "currency": "valuta valutacode munt muntcode munteenheid muntsoort currency currencycode ccy cur",
    "document_kind": "documentsoort documenttype factuursoort factuurtype soortfactuur typefactuur soortdocument typedocument"
    " invoicetype doctype documentkind invoicekind kinddocument",
    "payment_reference": "betalingskenmerk betaalkenmerk betaalreferentie betalingsreferentie kenmerk factuurreferentie paymentreference"
    " paymentref remittancereference referentie reference uwreferentie ref",
    "refers_to": "creditnotavan creditvoor creditvan hoortbijfactuur betreftfactuur gerelateerdefactuur creditedinvoice creditofinvoice"
    " originalinvoice relatedinvoice refersto correctsinvoice",
    "description": "omschrijving factuuromschrijving omschrijvingfactuur betreft onderwerp notitie opmerking toelichting description"
    " subject memo details note notes",
    "buyer_kind": "soortklant klantsoort klanttype typeklant soortdebiteur debiteursoort debiteurtype soortrelatie relatietype"
    " customertype customerkind buyerkind buyertype debtortype debtorkind accounttype segment",
    "street": "adres straat straatnaam straatenhuisnummer straathuisnummer factuuradres adresregel1 adresregel adres1 address street"
    " streetname streetaddress addressline1 address1 billingaddress postadres bezoekadres",
    "house_number": "huisnummer huisnr housenumber houseno streetnumber",
    "postcode": "postcode postkode pc zip zipcode postalcode postalzone",
    "city": "plaats woonplaats plaatsnaam vestigingsplaats stad gemeente city town place",
    "country": "land landcode landnaam country countrycode countryname",
    "email": "email emailadres mail mailadres emailaddress emailfactuur factuuremail emaildebiteur emailklant contactemail customeremail",
    "phone": "telefoon telefoonnummer tel telnr telefoonnr mobiel mobielnummer gsm phone phonenumber telephone mobile mobilephone",
    "kvk": "kvk kvknummer kvknr kamervankoophandel handelsregister handelsregisternummer cocnumber coc chamberofcommerce"
    " chamberofcommercenumber registrationnumber companyregistrationnumber",
    "vat": "btwnummer btwnr btwid btwidentificatienummer btwidnummer vatnumber vatno vatnr vatid vat taxid taxnumber",
    "iban": "iban ibannr ibannummer ibanklant ibandebiteur rekeningnummer bankrekening bankrekeningnummer banknummer bankaccount",
}
SYNONYMS: Mapping[str, tuple[str, ...]] = {name: tuple(words.split()) for name, words in _WORDS.items()}
MANY_MEANINGS = frozenset(("nummer", "number"))  # of an invoice where nothing better is there; in a list of a bank of anything
EITHER_KIND = frozenset(("soort", "type", "kind"))
_BANK = frozenset(
    "tegenrekening tegenrekeningibanbban afbij mutatiesoort mutatiecode mutationcode saldonatrn saldonamutatie rentedatum ibanbban"
    " transactiedatum transactionamount transactiebedrag interestdate valuedate counterparty debitcredit transactiontype beginsaldo"
    " eindsaldo startsaldo endsaldo afschriftnummer naamtegenpartij rekeningnummertegenpartij dc partnername resultingbalance bij af"
    " boeksaldo valutairsaldo bookbalance boekingsdatum bookingdate amountcurrency debetcredit creditdebet creditdebit bijaf bijofaf"
    " afofbij datumtransactie datumboeking kaartnummer cardnumber billingamount".split()  # the last ones of cards: ICS and its like
)


def bare(heading: str) -> str:
    """A heading without accents, capitals and marks.

    >>> bare("Factuurnr."), bare("Bedrag (EUR)"), bare("E-mail")
    ('factuurnr', 'bedrageur', 'email')
    """
    plain = unicodedata.normalize("NFKD", heading.casefold())
    return "".join(char for char in plain if char.isalnum())


def recognised(headings: Sequence[str]) -> dict[str, int]:
    """The column of each field whose heading is known; a heading serves one field."""
    places: dict[str, int] = {}
    for place, heading in enumerate(headings):
        places.setdefault(bare(heading), place)
    found: dict[str, int] = {}
    for field, words in SYNONYMS.items():
        hit = next((places[word] for word in words if word in places and places[word] not in found.values()), None)
        if hit is not None:
            found[field] = hit
    name = places.get("naam", places.get("name"))
    if name is not None and "buyer_name" in found and "buyer_number" not in found and name not in found.values():
        found["buyer_number"], found["buyer_name"] = found["buyer_name"], name  # "Debiteur;Naam": a number and his name
    return found


def answered(headings: Sequence[str], answers: Mapping[str, str]) -> dict[str, int]:
    """The columns a person named (field -> heading), before those that are recognised; an empty answer means no column."""
    named = {field: headings.index(heading) for field, heading in answers.items() if heading and heading in headings and field in FIELDS}
    taken = set(named.values())
    rest = recognised(headings)
    return named | {field: at for field, at in rest.items() if field not in answers and at not in taken}


def missing(columns: Mapping[str, int]) -> tuple[str, ...]:
    """The fields an invoice list cannot do without and that no column holds."""
    needs = {"number": ("number",), "buyer_name": ("buyer_name", "buyer_number"), "issued_on": ("issued_on",), "total": ("total", "open")}
    return tuple(field for field, any_of in needs.items() if not any(one in columns for one in any_of))


def is_bank(headings: Sequence[str]) -> bool:
    """Whether these are the headings of a bank's list of movements: its words, and no invoice number."""
    words = {bare(heading) for heading in headings}
    numbers = set(SYNONYMS["number"]) - MANY_MEANINGS | {"debiteurnummer", "klantnummer"}
    signs = words & _BANK
    return bool(signs) and not words & numbers
