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
    letter_texts,
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
    settings,
    rates,
    letter_texts,
    rules,
    people,
)

urlpatterns = [path("", include(page.urlpatterns)) for page in PAGES]
