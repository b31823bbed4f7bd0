"""The addresses of this door: each page module brings its own."""

from django.urls import include, path

from akkoord.web.views import debtor_forms, debtors, desk, invoices, payments, tasks, today

PAGES = (desk, today, debtors, debtor_forms, tasks, invoices, payments)

urlpatterns = [path("", include(page.urlpatterns)) for page in PAGES]
