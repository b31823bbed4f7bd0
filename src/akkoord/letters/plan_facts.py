"""The facts of an arrangement that a letter's text can name: its sums, its days, and what holds for it."""

from __future__ import annotations

from akkoord.core.day_words import day_shown
from akkoord.core.letter import LetterContent, LetterPlan
from akkoord.core.money import shown

_FLAG = "yes"


def plan_facts(content: LetterContent) -> dict[str, str]:
    """The facts of an arrangement by their names; empty where there is none."""
    plan, language = content.plan, content.language
    if plan is None:
        return dict.fromkeys(_FACTS, "")

    def money(cents: int) -> str:
        return shown(cents, language=language) if cents else ""

    sums = {"total": plan.total, "waived": plan.waived, "discount": plan.discount, "added": plan.added, "due": plan.due, "left": plan.left}
    days = {"valid_until": plan.valid_until, "agreed_on": plan.agreed_on, "due_on": plan.due_on}
    found = {f"plan_{name}": money(cents) for name, cents in sums.items()}
    found |= {f"plan_{name}": day_shown(day, language=language) if day else "" for name, day in days.items()}
    partner, revives = content.partner if plan.with_partner else "", money(plan.waived + plan.discount)
    found |= {"plan_times": _times(plan, language), "plan_rate": _rate(plan, language)}
    return found | {"plan_partner": partner, "plan_revives": revives} | _flags(plan)


def _flags(plan: LetterPlan) -> dict[str, str]:
    flags = {"plan_running": plan.interest == "running" and plan.added > 0, "plan_again": plan.version > 1}
    return {name: _FLAG if holds else "" for name, holds in flags.items()}


def _times(plan: LetterPlan, language: str) -> str:
    many = len(plan.parts)
    if language == "nl":
        return "één betaling" if many == 1 else f"{many} betalingen"
    return "one payment" if many == 1 else f"{many} payments"


def _rate(plan: LetterPlan, language: str) -> str:
    if not plan.rate:
        return ""
    figures = plan.rate.replace(".", ",") if language == "nl" else plan.rate
    per = {12: ("per jaar", "a year"), 1: ("per maand", "a month")}[plan.per][language != "nl"]
    return f"{figures}\u00a0% {per}" if language == "nl" else f"{figures}% {per}"


_FACTS = (
    "plan_total", "plan_waived", "plan_discount", "plan_added", "plan_due", "plan_left", "plan_valid_until", "plan_agreed_on",
    "plan_due_on", "plan_times", "plan_rate", "plan_partner", "plan_revives", "plan_running", "plan_again",
)  # fmt: skip
