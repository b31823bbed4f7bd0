"""The addresses of this door: each page module brings its own."""

from django.urls import include, path

from akkoord.web.views import (
    columns,
    debtor_forms,
    debtors,
    desk,
    exports,
    imports,
    invoices,
    letter,
    letters,
    mails,
    payments,
    people,
    prescription,
    rates,
    refunds,
    rules,
    settings,
    suspend,
    tasks,
    today,
    why,
)

PAGES = (
    desk,
    today,
    debtors,
    debtor_forms,
    suspend,
    tasks,
    invoices,
    prescription,
    payments,
    imports,
    exports,
    columns,
    letters,
    letter,
    mails,
    settings,
    rates,
    refunds,
    rules,
    people,
    why,
)

urlpatterns = [path("", include(page.urlpatterns)) for page in PAGES]
