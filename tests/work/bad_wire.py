"""What stands between two installations and misbehaves: answers get lost, questions come twice, late, or not at all."""

from __future__ import annotations

import http.client
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from random import Random
from typing import Any

WAYS = ("well", "lost", "refused", "double", "garbled", "late", "odd")


@dataclass
class Wire:
    """Where it leads (`target`, a port; 0: nobody answers), and what it does with each question: the `next` ways, then by chance."""

    target: int = 0
    port: int = 0
    next: list[str] = field(default_factory=list)
    chance: Random | None = None
    late: list[tuple[str, str, bytes, dict[str, str]]] = field(default_factory=list)
    did: list[str] = field(default_factory=list)

    @property
    def address(self) -> str:
        """Where it listens."""
        return f"http://127.0.0.1:{self.port}"

    def pass_on(self, method: str, path: str, body: bytes, headers: dict[str, str]) -> tuple[int, bytes, dict[str, str]]:
        """To the desk itself, and what it answers."""
        link = http.client.HTTPConnection("127.0.0.1", self.target, timeout=20)
        try:
            link.request(method, path, body or None, headers)
            answer = link.getresponse()
            return answer.status, answer.read(), dict(answer.headers.items())
        finally:
            link.close()


@contextmanager
def wire() -> Iterator[Wire]:
    """The wire while a test runs."""
    bad = Wire()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            """Any question."""
            body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
            question = (self.command, self.path, body, dict(self.headers.items()))
            way = bad.next.pop(0) if bad.next else bad.chance.choice(WAYS) if bad.chance else "well"
            bad.did.append(way)
            if way == "refused" or not bad.target:
                return self.close_connection_now()
            if way == "late":
                bad.late.append(question)
                return self.close_connection_now()
            if way == "double":
                bad.pass_on(*question)
            answer = bad.pass_on(*question)
            for old in bad.late[:1]:  # what was held back arrives after what was asked since
                bad.late.remove(old)
                bad.pass_on(*old)
            return self.close_connection_now() if way == "lost" else self.answered(way, answer)

        do_GET = do_POST

        def close_connection_now(self) -> None:
            """No answer at all."""
            self.close_connection = True
            self.connection.close()

        def answered(self, way: str, answer: tuple[int, bytes, dict[str, str]]) -> None:
            """What the desk answered; garbled or of somebody else where the wire is like that today."""
            status, body, headers = answer
            if way == "garbled":
                body = body.replace(b"0", b"1") + b" "
            if way == "odd":
                status, body, headers = 200, b'{"messages": [], "more": false, "closed": true, "taken": 99}', {}
            self.send_response(status)
            for name, value in headers.items():
                if name in ("Content-Type", "Akkoord-Signature"):
                    self.send_header(name, value)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: Any) -> None:
            """Says nothing of each request."""

        def finish(self) -> None:
            """What was closed on purpose is no mistake."""
            try:
                super().finish()
            except (OSError, ValueError):
                return

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    bad.port = server.server_port
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield bad
    finally:
        server.shutdown()
        server.server_close()
