"""The addresses of this door: each page module brings its own."""

from django.urls import include, path

from akkoord.web.views import (
    columns,
    debtor_forms,
    debtors,
    desk,
    exports,
    groups,
    imports,
    invoices,
    ladder_edit,
    ladders,
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
    treatment,
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
    rules,
    ladders,
    ladder_edit,
    groups,
    treatment,
    people,
)

urlpatterns = [path("", include(page.urlpatterns)) for page in PAGES]
