"""A carrier that delivers nowhere: the letters of the example leave on paper only."""

from __future__ import annotations

from dataclasses import dataclass

from akkoord.core.message import Channel, Message, Receipt


@dataclass(slots=True)
class Nowhere:
    """Takes a letter, and says so in its receipt."""

    NAME: str

    def send(self, message: Message) -> Receipt:
        """Keeps nothing and sends nothing."""
        return Receipt(sent=True, reference=f"voorbeeld, niet echt verstuurd: {message.key}")

    def finish(self) -> None:
        """There is nothing to let go of."""


def nowhere() -> dict[str, Channel]:
    """Every channel, leading nowhere."""
    return {name: Nowhere(name) for name in ("email", "post")}
