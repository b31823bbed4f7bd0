"""The addresses of the debtor's door, all below /p/. A link is its code; everything else has a name."""

from __future__ import annotations

from django.urls import path, re_path

from akkoord.portal.views import arranging, door, papers, paying, saying, standing

app_name = "portal"
urlpatterns = [
    path("", door.start, name="start"),
    path("weg/", door.gone, name="leave"),
    path("rekening/", standing.standing, name="standing"),
    path("berekening/", standing.reckoned, name="reckoned"),
    path("hulp/", standing.help_page, name="help"),
    path("document/<int:document_id>/", papers.document, name="document"),
    path("brief/<int:letter_id>/", papers.letter, name="letter"),
    path("betalen/", paying.pay, name="pay"),
    path("betalen/online/", paying.begin_online, name="online"),
    path("betalen/online/<int:pay_id>/", paying.online, name="paid_online"),
    path("mollie/<int:pay_id>", paying.told, name="mollie"),
    path("vraag/", saying.question, name="question"),
    path("klacht/", saying.dispute, name="dispute"),
    path("betaald/", saying.paid, name="paid"),
    path("bellen/", saying.call, name="call"),
    path("regeling/", arranging.arrangement, name="arrangement"),
    path("regeling/<int:arrangement_id>/", arranging.agreement, name="agreement"),
    path("voorstel/", saying.propose, name="propose"),
    path("ontvangen/<int:message_id>/", saying.received, name="received"),
    re_path(r"^(?P<code>[0-9A-Za-z-]{20,60})/?$", door.link, name="link"),
    re_path(r"^.*$", door.nowhere, name="nowhere"),
]
