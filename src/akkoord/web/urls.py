"""The addresses of this door: each page module brings its own."""

from django.urls import include, path

from akkoord.web.views import desk, today

PAGES = (desk, today)

urlpatterns = [path("", include(page.urlpatterns)) for page in PAGES]
