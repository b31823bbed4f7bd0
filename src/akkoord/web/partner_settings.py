"""The settings of the partner as a form: who he is, whether he may collect, and whether he has our mandate."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from akkoord.web.setting import Section, Setting

PARTNER = Section(
    "settings-partner",
    "partner",
    (
        Setting("partner", _("Naam"), _("Aan wie u overdraagt. Zonder partner wordt overdracht nooit aangekondigd."), wide=True),
        Setting(
            "partner_kind",
            _("Wat is hij?"),
            _("Een incassobureau moet geregistreerd zijn. Gerechtsdeurwaarders en advocaten zijn dat niet apart."),
            kind="choice",
            choices=(("agency", _("Incassobureau")), ("bailiff", _("Gerechtsdeurwaarder")), ("lawyer", _("Advocaat"))),
            wide=True,
        ),
        Setting("partner_email", _("E-mailadres"), _("Daarheen gaat het dossier als u per e-mail overdraagt."), kind="email"),
        Setting("partner_phone", _("Telefoon"), _("Staat op de pagina van uw debiteur, zodat hij de partner kan bellen."), more="off"),
        Setting(
            "partner_registration",
            _("Registratienummer"),
            _("Zijn nummer in het register van incassodienstverleners (art. 4 Wki)."),
            more="off",
        ),
        Setting("partner_checked_on", _("Opgezocht in het register op"), _("De dag waarop u het nummer bij Justis opzocht."), kind="date"),
        Setting(
            "partner_way",
            _("Hoe gaat een zaak naar hem toe?"),
            _("Over de lijn komt ook terug wat hij doet en ontvangt. Per e-mail houdt u dat zelf bij."),
            kind="choice",
            choices=(("csv_by_email", _("Per e-mail: tabellen en het dossier")), ("akkoord", _("Over de lijn met zijn Akkoord"))),
            wide=True,
        ),
        Setting(
            "partner_mandated",
            _("Deze partner heeft onze opdracht"),
            _("Er is een overeenkomst: hij neemt over wat u overdraagt. Zolang dit niet is aangevinkt, kondigt geen brief overdracht aan."),
            kind="check",
            wide=True,
        ),
        Setting("partner_mandated_on", _("Opdracht gegeven op"), _("Leeg: vandaag. Staat in elk dossier."), kind="date"),
        Setting(
            "handover",
            _("Overdragen"),
            _("Bepaalt of iemand een overdracht bevestigt voordat zij gebeurt."),
            kind="choice",
            choices=(("person", _("Iemand bevestigt elke overdracht")), ("automatic", _("Overdracht gaat vanzelf"))),
            wide=True,
        ),
    ),
)
