"""The addresses of this door: each page module brings its own."""

from django.urls import include, path

from akkoord.web.views import (
    announcements,
    columns,
    debtor_forms,
    debtors,
    desk,
    exports,
    imports,
    invoices,
    letter,
    letters,
    payments,
    people,
    prescription,
    rates,
    rules,
    settings,
    suspend,
    tasks,
    today,
    work,
)

PAGES = (
    desk,
    today,
    debtors,
    debtor_forms,
    suspend,
    work,
    tasks,
    invoices,
    prescription,
    payments,
    imports,
    exports,
    columns,
    announcements,
    letters,
    letter,
    settings,
    rates,
    rules,
    people,
)

urlpatterns = [path("", include(page.urlpatterns)) for page in PAGES]
