"""The settings of interest and costs: what the law leaves to agreement or choice, each with the safe side first."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from akkoord.web.setting import Section, Setting

CLAIMS = Section(
    "settings-claims",
    "claims",
    (
        Setting(
            "invoices_by",
            _("Uw facturen gaan weg per"),
            _("Is er geen termijn afgesproken, dan loopt rente vanaf 31 dagen na ontvangst; zo telt Akkoord die dag."),
            kind="choice",
            choices=(("email", _("E-mail of e-factuur: dezelfde dag ontvangen")), ("post", _("Post: de tweede bezorgdag"))),
            wide=True,
        ),
        Setting(
            "large",
            _("Ons bedrijf is zelf een grote onderneming"),
            _("Zo niet, dan mag een grote klant van u geen langere termijn dan 30 dagen vragen (art. 6:119a lid 6 BW)."),
            kind="check",
            wide=True,
        ),
        Setting(
            "agreed_rate",
            _("Rente in uw voorwaarden, in procent"),
            _("Leeg: de wettelijke rente. Bij een consument telt zij alleen als zij hoger is, en een rechter toetst haar streng."),
            kind="percent",
        ),
        Setting(
            "agreed_per",
            _("Dat percentage is"),
            "",
            kind="choice",
            choices=(("year", _("Per jaar")), ("month", _("Per maand"))),
        ),
        Setting(
            "agreed_joins",
            _("Rente over die rente"),
            _("Alleen als uw voorwaarden dat zeggen."),
            kind="choice",
            choices=(("never", _("Nooit")), ("year", _("Na elk vol jaar")), ("month", _("Na elke maand"))),
            wide=True,
        ),
        Setting(
            "least_at_once",
            _("Bedrijven meteen 40 euro rekenen"),
            _("Tussen bedrijven mag dat vanaf de eerste dag te laat (art. 6:96 lid 4 BW). Zo niet, dan pas na de ingebrekestelling."),
            kind="check",
            wide=True,
        ),
        Setting(
            "costs_over_capitalised",
            _("Rente van volle jaren meetellen voor de kosten"),
            _("Alleen bij bedrijven: na een vol jaar hoort die rente bij de hoofdsom (art. 6:119a lid 3 BW)."),
            kind="check",
            wide=True,
        ),
        Setting(
            "instalment_costs",
            _("Kosten over kleine termijnen van één contract"),
            _("Voor consumenten, per zes maanden (art. 2a Besluit BIK). De tekst laat ruimte; 40 euro is de veilige kant."),
            kind="choice",
            choices=(("safe", _("Hoogstens 40 euro")), ("published", _("Hoogstens 140 euro"))),
            wide=True,
        ),
        Setting(
            "collection_taxed",
            _("Een bureau int voor ons en rekent ons btw"),
            _("De eerste van drie voorwaarden voor btw over de kosten (Besluit BIK art. 2 lid 3)."),
            kind="check",
            wide=True,
        ),
        Setting(
            "vat_declared",
            _("Wij verklaren dat wij die btw niet kunnen verrekenen"),
            _("En dat de kosten daarom met de btw zijn verhoogd. Zo staat het dan ook in de brief."),
            kind="check",
            wide=True,
        ),
        Setting(
            "day_count",
            _("Dagen in een jaar"),
            _("Alleen veranderen als uw incassopartner anders telt; het scheelt hooguit centen, en alleen in schrikkeljaren."),
            kind="choice",
            choices=(
                ("compounding-year", _("Het jaar vanaf de eerste rentedag")),
                ("365", _("Altijd 365")),
                ("calendar-year", _("Het kalenderjaar")),
            ),
            wide=True,
        ),
    ),
)
