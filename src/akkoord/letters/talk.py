"""What a confirmation says of a call: each kind of agreement as a phrase, and the sum that was promised."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from akkoord.core.day_words import day_shown
from akkoord.core.letter import AgreedLine, LetterContent
from akkoord.core.money import shown
from akkoord.core.problem import Text

KINDS = ("promise", "arrangement", "callback", "proof", "complaint", "copy", "meeting", "stop-work", "resume-work")
_BY, _AT, _AND = Text("uiterlijk", "by"), Text("om", "at"), Text("en", "and")
_UNSAID = {
    "proof": Text("het bewijs waar wij het over hadden", "the proof we spoke of"),
    "complaint": Text("wat u ons vertelde", "what you told us"),
    "stop-work": Text("ons werk voor u", "our work for you"),
    "resume-work": Text("ons werk voor u", "our work for you"),
}
_FACTS = ("talked_on", "talked_with", "his_words", "promised_sum", "promised_on", *(kind.replace("-", "_") for kind in KINDS))


def asks(content: LetterContent) -> bool:
    """Whether the letter asks for money: a confirmation does where he promised some, one about an arrangement for what is due."""
    if content.ending is not None:
        return False
    if content.plan is not None:
        return content.plan.due > 0
    return content.talk is None or content.talk.promised is not None


def to_pay(content: LetterContent) -> int:
    """The cents that stand beside the term, in the payment details and in the QR code: what was promised, what of
    an arrangement is due, what is enough to settle, or else all of it."""
    if content.settlement is not None:
        return content.settlement.pay
    if content.plan is not None and content.plan.due:
        return content.plan.due
    promised = content.talk.promised if content.talk else None
    return promised.amount if promised else content.asked


def total_word(content: LetterContent) -> str:
    """Under which word the invoices are added up."""
    other = (content.talk, content.plan, content.ending, content.settlement)
    return "to_pay" if all(one is None for one in other) else "open_now"


def talk_facts(content: LetterContent) -> dict[str, str]:
    """The facts of a call by their names; empty where there was none."""
    talk, language = content.talk, content.language
    if talk is None:
        return dict.fromkeys(_FACTS, "")
    promised = talk.promised
    found = {
        "talked_on": day_shown(talk.on, language=language),
        "talked_with": talk.whom if talk.whom != content.addressee.contact else "",
        "his_words": " ".join(_quoted(one) for one in talk.words),
        "promised_sum": shown(promised.amount, language=language) if promised else "",
        "promised_on": day_shown(promised.day, language=language) if promised and promised.day else "",
    }
    return found | {_name(kind): _phrases(content, kind) for kind in KINDS}


def _name(kind: str) -> str:
    return kind.replace("-", "_")


def _phrases(content: LetterContent, kind: str) -> str:
    lines = [one for one in content.talk.agreed if one.kind == kind] if content.talk else []
    said = [_SAY[kind](one, content.language) for one in lines]
    return f" {_AND.in_language(content.language)} ".join([", ".join(said[:-1]), said[-1]] if len(said) > 1 else said)


def _quoted(text: str) -> str:
    return f"“{text}”"


def _day(one: AgreedLine, language: str) -> str:
    return day_shown(one.day, language=language) if one.day else ""


def _by(said: str, one: AgreedLine, language: str) -> str:
    return f"{said}, {_BY.in_language(language)} {_day(one, language)}" if one.day else said


def _moment(one: AgreedLine, language: str) -> str:
    at = f" {_AT.in_language(language)} {one.minute}" if one.minute else ""
    hour = " uur" if at and language == "nl" else ""
    return f"{_day(one, language)}{at}{hour}"


def _what(one: AgreedLine, language: str) -> str:
    return one.what.rstrip(" .") or _UNSAID[one.kind].in_language(language)


def _promise(one: AgreedLine, language: str) -> str:
    return f"{shown(one.amount, language=language)} {_BY.in_language(language)} {_day(one, language)}"


def _arrangement(one: AgreedLine, language: str) -> str:
    parts = Text(f"in {one.parts} delen", f"in {one.parts} parts") if one.parts else Text("in delen", "in parts")
    return f"{shown(one.amount, language=language)} {parts.in_language(language)}"


def _complaint(one: AgreedLine, language: str) -> str:
    said = _quoted(one.what.rstrip(" .")) if one.what else _UNSAID[one.kind].in_language(language)
    answer = Text(f"u hoort van ons uiterlijk {_day(one, 'nl')}", f"you will hear from us by {_day(one, 'en')}")
    return f"{said} ({answer.in_language(language)})" if one.day else said


def _copy(one: AgreedLine, language: str) -> str:
    word = Text("factuur", "invoice") if one.invoice else Text("de factuur", "the invoice")
    return _by(f"{word.in_language(language)} {one.invoice}".rstrip(), one, language)


def _meeting(one: AgreedLine, language: str) -> str:
    return ", ".join(filter(None, (_moment(one, language), one.place, one.what.rstrip(" ."))))


def _work(one: AgreedLine, language: str) -> str:
    since = Text(f"vanaf {_day(one, 'nl')}", f"from {_day(one, 'en')}").in_language(language) if one.day else ""
    return f"{_what(one, language)}, {since}" if since else _what(one, language)


_SAY: Mapping[str, Callable[[AgreedLine, str], str]] = {
    "promise": _promise,
    "arrangement": _arrangement,
    "callback": _moment,
    "proof": lambda one, language: _by(_what(one, language), one, language),
    "complaint": _complaint,
    "copy": _copy,
    "meeting": _meeting,
    "stop-work": _work,
    "resume-work": _work,
}
