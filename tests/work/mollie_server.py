"""A real server on loopback that speaks as Mollie's payments do (API v2: POST /v2/payments, GET /v2/payments/{id})."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

KEY = "test_abcdefghijklmnopqrstuvwxyz1234"


@dataclass
class Mollie:
    """The payments by their numbers, as Mollie shows them; a test changes them as a customer or a bank would."""

    payments: dict[str, dict[str, Any]] = field(default_factory=dict)
    asked: list[tuple[str, str]] = field(default_factory=list)
    once: dict[str, str] = field(default_factory=dict)
    port: int = 0

    @property
    def address(self) -> str:
        """Where it listens."""
        return f"http://127.0.0.1:{self.port}"

    def new(self, wanted: dict[str, Any], once: str) -> dict[str, Any]:
        """A payment as it was asked for; the same one for the same key of idempotency."""
        if once and once in self.once:
            return self.payments[self.once[once]]
        number = f"tr_{len(self.payments) + 1:08}"
        checkout = {"href": f"https://www.mollie.com/checkout/{number}", "type": "text/html"}
        said = {"resource": "payment", "id": number, "mode": "test", "status": "open", **wanted, "_links": {"checkout": checkout}}
        self.payments[number], self.once[once] = said, number
        return said

    def becomes(self, number: str, state: str, **more: Any) -> None:
        """What became of a payment."""
        self.payments[number] |= {"status": state, **more}
        if state == "paid":
            self.payments[number] |= {"paidAt": "2026-11-24T09:30:00+00:00"}
            self.payments[number]["_links"] = {}


@contextmanager
def mollie_server(mollie: Mollie) -> Iterator[Mollie]:
    """The server while a test runs."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            """Create a payment."""
            wanted = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            good = self._known() and self.path == "/v2/payments" and {"amount", "description", "redirectUrl"} <= set(wanted)
            self._answer(201, mollie.new(wanted, self.headers.get("Idempotency-Key", ""))) if good else self._wrong(422)

        def do_GET(self) -> None:
            """Show a payment."""
            found = mollie.payments.get(self.path.rpartition("/")[2])
            self._answer(200, found) if self._known() and found else self._wrong(404)

        def _known(self) -> bool:
            mollie.asked.append((self.command, self.path))
            return self.headers.get("Authorization") == f"Bearer {KEY}"

        def _wrong(self, status: int) -> None:
            self._answer(status, {"status": status, "title": "Wrong", "detail": "wrong"})

        def _answer(self, status: int, said: dict[str, Any]) -> None:
            body = json.dumps(said).encode()
            self.send_response(status)
            self.send_header("Content-Type", "application/hal+json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    mollie.port = server.server_address[1]
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield mollie
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
