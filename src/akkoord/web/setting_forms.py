"""The settings as forms: each with its name in words and one sentence that says what it does."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from akkoord.web.labels import LEGAL_FORM
from akkoord.web.setting import Section, Setting

COMPANY = Section(
    "settings-company",
    "company",
    (
        Setting("name", _("Naam"), _("Zo heet u op brieven en in de afzender van e-mail."), more="organization", wide=True),
        Setting("street", _("Straat en huisnummer"), _("Staat bovenaan elke brief."), more="street-address", wide=True),
        Setting("postcode", _("Postcode"), "", more="postal-code"),
        Setting("city", _("Plaats"), "", more="address-level2"),
        Setting("iban", _("IBAN"), _("Hierop vraagt u te betalen; het controlegetal wordt nagerekend."), wide=True),
        Setting(
            "legal_form",
            _("Rechtsvorm"),
            _("Bepaalt wat de rechter aan griffierecht vraagt."),
            kind="choice",
            choices=(("", _("Niet gekozen")), *LEGAL_FORM.items()),
            wide=True,
        ),
        Setting("kvk", _("KvK-nummer"), _("Acht cijfers; staat onderaan elke brief.")),
        Setting("vat", _("Btw-nummer"), _("Bijvoorbeeld NL123456782B90; staat onderaan elke brief.")),
        Setting(
            "vat_deductible",
            _("Ons bedrijf kan btw verrekenen"),
            _(
                "Zo niet, dan mag er bij incasso door een bureau btw over de kosten bij (Besluit BIK art. 2 lid 3). "
                "Akkoord rekent die niet zolang u zelf int."
            ),
            kind="check",
            wide=True,
        ),
        Setting("email", _("E-mailadres"), _("Afzender van e-mail; hier komen antwoorden binnen."), kind="email", more="email"),
        Setting("phone", _("Telefoon"), _("Staat op de brief, zodat een debiteur kan bellen."), more="tel"),
        Setting("website", _("Website"), _("Staat in het briefhoofd.")),
        Setting("signed_by", _("Ondertekend door"), _("De naam onder uw brieven."), more="name"),
    ),
)
WORK = Section(
    "settings-work",
    "work",
    (
        Setting(
            "approval",
            _("Brieven nalezen"),
            _("Bepaalt of een brief pas weggaat nadat iemand haar las en goedkeurde."),
            kind="choice",
            choices=(("person", _("Iemand keurt elke brief goed")), ("automatic", _("Brieven gaan vanzelf weg"))),
            wide=True,
        ),
        Setting(
            "post",
            _("Brieven op papier"),
            _("Bepaalt wie de post afdrukt. Vanzelf: als PDF in de map post van deze installatie."),
            kind="choice",
            choices=(("person", _("Iemand drukt de post af")), ("automatic", _("Vanzelf naar de map"))),
            wide=True,
        ),
        Setting(
            "attach_invoices",
            _("Facturen meesturen"),
            _("Bij een e-mail als bijlage, bij post achter de brief; alleen waar Akkoord de PDF van de factuur heeft."),
            kind="choice",
            choices=(("always", _("Bij e-mail en bij post")), ("email", _("Alleen bij e-mail")), ("never", _("Niet"))),
            wide=True,
        ),
        Setting(
            "tolerance",
            _("Niet achter kleine bedragen aan"),
            _("Heeft een debiteur minder open dan dit, dan laat Akkoord het rusten."),
            kind="money",
        ),
        Setting(
            "bank_days",
            _("Werkdagen dat een betaling onderweg is"),
            _("Pas daarna heet een toezegging niet nagekomen. Wat op de laatste dag is overgemaakt, staat soms morgen op uw rekening."),
            kind="number",
        ),
        Setting("default_term", _("Gewone betaaltermijn in dagen"), _("Geldt voor facturen waarop geen vervaldag staat."), kind="number"),
        Setting(
            "term_agreed",
            _("Deze termijn is met klanten afgesproken"),
            _("In contract of voorwaarden; dan loopt rente zonder ingebrekestelling (art. 6:83 BW)."),
            kind="check",
            wide=True,
        ),
        Setting(
            "discount_share",
            _("Korting voor wie snel betaalt, in procenten"),
            _("Wie op tijd precies dit minder betaalt, heeft alles betaald. Leeg of 0: geen korting."),
            kind="money",
        ),
        Setting("discount_days", _("Binnen hoeveel dagen na de factuurdatum"), _("Daarna geldt de korting niet meer."), kind="number"),
        Setting(
            "call_attempts",
            _("Hoe vaak bellen voordat u schrijft"),
            _("Zo vaak niet bereikt: dan gaat er een voorstel om in delen te betalen."),
            kind="number",
        ),
        Setting(
            "remind_days",
            _("Herinneren vóór een termijn, in dagen"),
            _("Geldt voor nieuwe betalingsregelingen, ook die van de betaalpagina. Leeg: geen herinnering."),
            kind="number",
        ),
    ),
)
MAIL = Section(
    "settings-mail",
    "mail",
    (
        Setting("smtp_host", _("Server"), _("De naam die uw mailaanbieder noemt voor uitgaande mail (SMTP).")),
        Setting("smtp_port", _("Poort"), _("Meestal 587 bij STARTTLS en 465 bij TLS."), kind="number"),
        Setting(
            "smtp_security",
            _("Beveiliging"),
            _("Hoe de verbinding wordt versleuteld. Zonder alleen binnen uw eigen netwerk."),
            kind="choice",
            choices=(("starttls", "STARTTLS"), ("tls", "TLS"), ("none", _("Zonder"))),
            wide=True,
        ),
        Setting("smtp_user", _("Gebruiker"), _("Vaak uw e-mailadres. Leeg: zonder aanmelden."), more="off"),
        Setting(
            "smtp_password", _("Wachtwoord"), _("Wordt verzegeld bewaard en nooit meer getoond."), kind="password", more="new-password"
        ),
        Setting(
            "hourly_limit",
            _("Hoogstens per uur"),
            _("Zoveel e-mails gaan er in een uur weg; de rest volgt daarna. Kijk wat uw aanbieder toestaat."),
            kind="number",
        ),
    ),
)
INBOX = Section(
    "settings-inbox",
    "inbox",
    (
        Setting("imap_host", _("Server"), _("De naam die uw mailaanbieder noemt voor inkomende mail (IMAP).")),
        Setting("imap_port", _("Poort"), _("Meestal 993 bij TLS en 143 bij STARTTLS."), kind="number"),
        Setting(
            "imap_security",
            _("Beveiliging"),
            _("Hoe de verbinding wordt versleuteld. Zonder alleen binnen uw eigen netwerk."),
            kind="choice",
            choices=(("tls", "TLS"), ("starttls", "STARTTLS"), ("none", _("Zonder"))),
            wide=True,
        ),
        Setting("imap_user", _("Gebruiker"), _("Vaak het e-mailadres waarop antwoorden binnenkomen."), more="off"),
        Setting(
            "imap_password", _("Wachtwoord"), _("Wordt verzegeld bewaard en nooit meer getoond."), kind="password", more="new-password"
        ),
        Setting("imap_folder", _("Map"), _("Waarin antwoorden binnenkomen; gewoonlijk INBOX.")),
    ),
)
MODEL = Section(
    "settings-model",
    "model",
    (
        Setting(
            "model_address",
            _("Webadres"),
            _("Van een taalmodel dat OpenAI-compatibel is, zoals https://taalmodel.bedrijf.nl/v1. Leeg: er wordt niets gevraagd."),
            wide=True,
        ),
        Setting("model_name", _("Model"), _("De naam waaronder uw aanbieder het kent.")),
        Setting("model_key", _("Sleutel"), _("Wordt verzegeld bewaard en nooit meer getoond."), kind="password", more="off"),
    ),
)
PORTAL = Section(
    "settings-portal",
    "portal",
    (
        Setting(
            "portal_on",
            _("Betaalpagina aan"),
            _("Elke brief en e-mail die om geld vraagt, krijgt een persoonlijke link en een code."),
            kind="check",
            wide=True,
        ),
        Setting("portal_days", _("Zo lang werkt een link, in dagen"), _("Geteld vanaf de dag dat de brief weggaat."), kind="number"),
        Setting(
            "mollie_on",
            _("Online betalen met Mollie"),
            _("Uw debiteur kan dan ook meteen betalen, met iDEAL of een kaart. Mollie rekent u daar kosten voor, en uw debiteur niet."),
            kind="check",
            wide=True,
        ),
        Setting(
            "mollie_key",
            _("API-sleutel van Mollie"),
            _("Begint met live_, of met test_ om het te proberen. Wordt verzegeld bewaard en nooit meer getoond."),
            kind="password",
            more="off",
            wide=True,
        ),
    ),
)
