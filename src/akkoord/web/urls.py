"""The addresses of this door: each page module brings its own."""

from django.urls import include, path

from akkoord.web.views import columns, desk, imports, letter, letters, people, rules, settings, today

PAGES = (desk, today, imports, columns, letters, letter, settings, rules, people)

urlpatterns = [path("", include(page.urlpatterns)) for page in PAGES]
