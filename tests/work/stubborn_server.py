"""A mail server on loopback that keeps silent, hangs up or refuses at the word a test names; it counts lines and letters."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field

STALL, CLOSE = "stall", "close"
USUAL = {"GREETING": "220 hi", "EHLO": "250 hi", "HELO": "250 hi", "DATA": "354 go on", "QUIT": "221 bye", "AUTH": "235 in"}


@dataclass
class Stubborn:
    """`does` says what happens at a word: GREETING, EHLO, MAIL, RCPT, DATA, END (after the letter), NEXT (a second letter on
    one line); STALL, CLOSE or an answer. `most` letters are taken over one line, then it is closed with 421."""

    does: dict[str, str] = field(default_factory=dict)
    most: int = 10_000
    port: int = 0
    lines: int = 0
    letters: list[bytes] = field(default_factory=list)
    over: threading.Event = field(default_factory=threading.Event)

    def serve(self, listening: socket.socket) -> None:
        """Take lines until the test is over."""
        while not self.over.is_set():
            try:
                line, _ = listening.accept()
            except TimeoutError:
                continue
            self.lines += 1
            threading.Thread(target=self._line, args=(line,), daemon=True).start()

    def _line(self, line: socket.socket) -> None:
        taken = 0
        with line, line.makefile("rb") as said, suppress(OSError):
            if not self._answer(line, "GREETING"):
                return
            while raw := said.readline():
                word = raw[:4].decode("ascii", errors="replace").upper()
                if word == "MAIL" and taken >= self.most:
                    line.sendall(b"421 too many letters over one line\r\n")
                    return
                if not self._answer(line, word):
                    return
                if word == "DATA" and "DATA" not in self.does:
                    letter = b"".join(iter(said.readline, b".\r\n"))
                    kept = self.does.get("END", "").startswith(("4", "5"))
                    self.letters += [] if kept else [letter]
                    taken += 1
                    if not self._answer(line, "END"):
                        return
                if word == "QUIT":
                    return

    def _answer(self, line: socket.socket, word: str) -> bool:
        """Say what belongs to the word; whether the line goes on."""
        does = self.does.get(word, USUAL.get(word, "250 ok"))
        if does == STALL:
            self.over.wait()
        if does in (STALL, CLOSE):
            return False
        line.sendall(does.encode() + b"\r\n")
        return not does.startswith("421")


@contextmanager
def stubborn_server(server: Stubborn) -> Iterator[Stubborn]:
    """The server while a test runs."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        listening.settimeout(0.1)
        server.port = int(listening.getsockname()[1])
        thread = threading.Thread(target=server.serve, args=(listening,), daemon=True)
        thread.start()
        try:
            yield server
        finally:
            server.over.set()
            thread.join()
