"""`akkoord demo`: an example company with a year of trade behind it, to look at and to try things on."""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from akkoord.cli.frame import WrongCall, on_argument, output, said, start, today
from akkoord.core.problem import Text

if TYPE_CHECKING:
    from akkoord.store.models import User


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the verb takes."""
    on_argument(parser)
    parser.add_argument("--owner", default="", metavar="EMAIL", help="who gets to see it, where there are several users")


def run(args: argparse.Namespace) -> int:
    """Make the example once; a second time changes nothing and counts nothing."""
    start()
    from akkoord.work.demo.company import let_in
    from akkoord.work.demo.play import play_example

    owner = _owner(args.owner)
    began = time.perf_counter()
    made = play_example(last=args.on or today(), progress=_progress if sys.stderr.isatty() else None)
    if owner is not None:
        let_in(owner, made.creditor)
    value = {**made.counts, "seconds": round(time.perf_counter() - began, 3)}
    output(value, as_json=args.json, plain=lambda: _lines(made.creditor.name, value, new=made.new, owner=owner))
    return 0


def _owner(email: str) -> User | None:
    """Who gets to see the example; nobody yet where the first visit still has to make the first user."""
    from akkoord.store.access import active_people

    people = active_people()
    if email:
        found = [one for one in people if one.email == email.strip().lower()]
        if not found:
            raise WrongCall(f"there is no user {email!r}; there is {', '.join(one.email for one in people) or 'none yet'}")
        return found[0]
    if len(people) > 1:
        raise WrongCall(f"say who gets to see it with --owner: {', '.join(one.email for one in people)}")
    return people[0] if people else None


def _progress(done: int, of: int) -> None:
    print(f"\r{done * 100 // of:3} %", end="\n" if done == of else "", file=sys.stderr, flush=True)


def _lines(name: str, value: dict[str, Any], *, new: bool, owner: User | None) -> Iterator[str]:
    yield said(_made(name, value) if new else Text(f"{name} staat er al; er is niets veranderd.", f"{name} is there already."))
    if owner is None:
        yield said(
            Text(
                "Bekijken: akkoord serve. Het eerste bezoek maakt uw account, en het voorbeeld staat er meteen in.",
                "To see it: akkoord serve. The first visit makes your account, and the example is in it at once.",
            )
        )
    else:
        mail = owner.email
        yield said(Text(f"Bekijken: akkoord serve, en aanmelden als {mail}.", f"To see it: akkoord serve, signed in as {mail}."))


def _made(name: str, value: dict[str, Any]) -> Text:
    debtors, invoices, payments, letters = (value[key] for key in ("debtors", "invoices", "payments", "letters"))
    return Text(
        f"{name} staat klaar: een jaar met {debtors} debiteuren, {invoices} facturen, {payments} bankboekingen en {letters} brieven. "
        "Er wordt niets echt verstuurd.",
        f"{name} is ready: a year of {debtors} debtors, {invoices} invoices, {payments} bank entries and {letters} letters. "
        "Nothing is really sent.",
    )
