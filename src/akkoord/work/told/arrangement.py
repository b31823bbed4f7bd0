"""The time line of arrangements: proposed, agreed, missed, ended, and what was let go."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from akkoord.core.problem import Text
from akkoord.work.told.parts import Data, day_of, join, sum_of

_HOW = {
    "portal": Text("op de persoonlijke pagina", "on the personal page"),
    "paper": Text("op papier", "on paper"),
    "spoken": Text("mondeling", "by word of mouth"),
}


def _in_parts(nl: str, en: str) -> Callable[[Data], Text]:
    def told(data: Data) -> Text:
        total, count = sum_of(data), len(data.get("instalments") or ())
        how, name = _HOW.get(str(data.get("how") or "")), str(data.get("name") or "")
        by = Text(f", akkoord {how.nl} door {name}", f", agreed {how.en} by {name}") if how else Text("", "")
        return Text(f"{nl}: {total.nl} in {count} keer{by.nl}", f"{en}: {total.en} in {count} payments{by.en}")

    return told


def _ended(nl: str, en: str) -> Callable[[Data], Text]:
    def told(data: Data) -> Text:
        why = Text(str(data.get("nl") or ""), str(data.get("en") or ""))
        return Text(f"{nl}: {why.nl}" if why.nl else nl, f"{en}: {why.en}" if why.en else en)

    return told


def _missed(data: Data) -> Text:
    due, day = sum_of(data), day_of(data, "day")
    return Text(f"Van de termijn van {day.nl} ontbreekt {due.nl}", f"{due.en} of the instalment of {day.en} is missing")


ARRANGEMENT_SENTENCES: Mapping[str, Callable[[Data], Text]] = {
    "arrangement-proposed": _in_parts("Regeling voorgesteld", "Arrangement proposed"),
    "arrangement-agreed": _in_parts("Regeling", "Arrangement"),
    "arrangement-kept": _ended("De regeling is nagekomen", "The arrangement was kept"),
    "arrangement-broken": _ended("De regeling is niet nagekomen", "The arrangement was broken"),
    "arrangement-replaced": _ended("De regeling is vervangen", "The arrangement was replaced"),
    "arrangement-declined": _ended("Voorstel afgewezen", "Proposal declined"),
    "arrangement-withdrawn": _ended("Regeling ingetrokken", "Arrangement withdrawn"),
    "arrangement-lapsed": _ended("Voorstel verlopen", "Proposal lapsed"),
    "instalment-missed": _missed,
    "let-go": lambda data: join(sum_of(data), Text("vervallen op factuur", "let go on invoice"), str(data.get("invoice") or "")),
    "file-kept": lambda data: join(Text("Bestand bewaard:", "File kept:"), str(data.get("name") or "")),
}
