"""A channel that keeps what it is given, for tests that are not about the channel itself."""

from __future__ import annotations

from dataclasses import dataclass, field

from akkoord.core.message import Message, Receipt


@dataclass
class Carrier:
    """A channel that keeps what it is given, and answers with the receipts it was told to give first."""

    NAME: str
    receipts: list[Receipt] = field(default_factory=list)
    messages: list[Message] = field(default_factory=list)
    stumbles_over: str = ""  # a recipient whose letter makes it fall over, as a mistake in a channel would

    def send(self, message: Message) -> Receipt:
        """Take the message, or say why not."""
        if message.recipient == self.stumbles_over:
            raise RuntimeError("a mistake in the channel")
        receipt = self.receipts.pop(0) if self.receipts else Receipt(sent=True, reference=f"{self.NAME} {len(self.messages) + 1}")
        if receipt.sent:
            self.messages.append(message)
        return receipt

    def finish(self) -> None:
        """There is nothing to let go of."""
