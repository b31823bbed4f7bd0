"""What a page of a call posts: each field with what it held before, so that nothing is overwritten in silence."""

from __future__ import annotations

import re
from typing import Any

from django.utils.translation import get_language

from akkoord.core.problem import Refusal, Text
from akkoord.store.models import Call
from akkoord.web import clock
from akkoord.web.call_page import FIELDS
from akkoord.web.requests import DeskRequest
from akkoord.work.conversation.keep import NOT_KEPT, Kept, clean, keep_field

_OF_AGREED = re.compile(r"a-(\d{1,19})-([a-z_]+)")


def keep_one(request: DeskRequest, call: Call) -> dict[str, Any]:
    """Keeps the one field that the page posts while one types; the answer says whether, and what stands there now."""
    said = request.POST
    kept = _kept(request, call, said.get("field", ""), said.get("was", ""), said.get("value", ""))
    if isinstance(kept, Refusal):
        return {"stored": False, "gone": True, "why": _in_words(kept.why)}
    private = kept.why == NOT_KEPT
    return {"stored": kept.stored, "value": kept.value, "version": kept.version, "why": _in_words(kept.why), "private": private}


def keep_all(request: DeskRequest, call: Call) -> list[Text]:
    """Keeps every field that was posted with another value than the page had; gives why some were not. Words about somebody's
    health are meant not to be kept: they stand in nobody's way."""
    lost: list[Text] = []
    for name, value in request.POST.items():
        was = request.POST.get(f"was-{name}")
        if was is None or clean(str(value)) == clean(was):
            continue
        kept = _kept(request, call, name, was, str(value))
        if (isinstance(kept, Refusal) or not kept.stored) and kept.why and kept.why != NOT_KEPT:
            lost.append(kept.why)
    return lost


def _kept(request: DeskRequest, call: Call, name: str, was: str, value: str) -> Kept | Refusal:
    found = _OF_AGREED.fullmatch(name)
    field, agreed = (found[2], int(found[1])) if found else (name, None)
    if agreed is None and field not in FIELDS:
        return Refusal(Text("Dit veld bestaat niet.", "There is no such field."))
    if agreed is not None and not request.desk.agreed().filter(id=agreed, call_id=call.id).exists():
        return Refusal(Text("Deze afspraak is weggehaald.", "This agreement was taken off."))
    return keep_field(desk=request.desk, call_id=call.id, field=field, was=was, value=value, on=clock.today(), agreed_id=agreed)


def _in_words(why: Text | None) -> str:
    return why.in_language(get_language() or "nl") if why else ""
