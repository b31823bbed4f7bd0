"""All addresses: signing in by allauth, everything else by the doors."""

from django.urls import include, path

urlpatterns = [
    path("account/", include("allauth.account.urls")),
    path("api/", include("akkoord.api.urls")),
    path("p/", include("akkoord.portal.urls")),
    path("", include("akkoord.web.urls")),
]

handler500 = "akkoord.web.faults.server_error"
