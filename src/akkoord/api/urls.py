"""The addresses of this door, all below /api/: what django-ninja serves, its OpenAPI description, and nothing else."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import path, re_path
from ninja import NinjaAPI
from ninja.errors import HttpError, ValidationError
from ninja.openapi.schema import OpenAPISchema

from akkoord.api.lines import router
from akkoord.api.problem import KIND, Refused, problem
from akkoord.core.problem import Text


class Described(NinjaAPI):
    """The interface with its description, in which a problem is of the kind that it is sent as."""

    def get_openapi_schema(self, **how: Any) -> OpenAPISchema:
        """The description, as OpenAPI."""
        schema = super().get_openapi_schema(**how)
        for operation in (one for path_ in schema["paths"].values() for one in path_.values()):
            for status, said in operation["responses"].items():
                if int(status) >= 400 and "application/json" in said.get("content", {}):
                    said["content"][KIND] = said["content"].pop("application/json")
        return schema


api = Described(
    title="Akkoord",
    version="1",
    description="The line between a creditor and the desk of his partner. See docs/how-to/speak-with-a-desk.md.",
    docs_url=None,  # the pages that django-ninja shows are of another site
    openapi_url="/openapi.json",
)
api.add_router("/lines", router)


@api.exception_handler(Refused)
def refused(request: HttpRequest, error: Refused) -> HttpResponse:
    """What this door says no to."""
    return problem(request, error.status, error.why)


@api.exception_handler(ValidationError)
def not_so(request: HttpRequest, error: ValidationError) -> HttpResponse:
    """What does not have the shape of the description: which field, and nothing of what was in it."""
    fields = ", ".join(sorted({str(one["loc"][-1]) for one in error.errors if one.get("loc")}))[:300]
    return problem(request, 422, Text(f"Dit klopt niet: {fields}.", f"This is not right: {fields}."))


@api.exception_handler(HttpError)
def unread(request: HttpRequest, error: HttpError) -> HttpResponse:
    """What could not be read at all."""
    return problem(request, error.status_code, Text("Deze vraag is niet te lezen.", "This question cannot be read."))


def nowhere(request: HttpRequest) -> HttpResponse:
    """Any other address."""
    return problem(request, 404, Text("Dit adres bestaat niet.", "This address does not exist."))


_patterns, _app, _space = api.urls
_elsewhere = re_path(r"^.*$", nowhere)
urlpatterns = [path("v1/", (_patterns, _app, _space)), _elsewhere]
for _pattern in (*_patterns, _elsewhere):
    setattr(_pattern.callback, "login_required", False)  # noqa: B010  # who asks signs, and nobody signs in here; a view is a function
