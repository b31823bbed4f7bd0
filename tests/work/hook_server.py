"""A real web server on loopback that takes webhooks as a test tells it, and counts them."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


@dataclass
class Hook:
    """What came in. `answers` are the statuses of the next messages in turn, 0 is hanging up; after them all are taken."""

    answers: list[int] = field(default_factory=list)
    bodies: list[bytes] = field(default_factory=list)
    headers: list[dict[str, str]] = field(default_factory=list)
    port: int = 0

    @property
    def address(self) -> str:
        """Where it listens."""
        return f"http://127.0.0.1:{self.port}/akkoord?from=tests"

    @property
    def said(self) -> list[dict[str, Any]]:
        """Every message that came in."""
        return [json.loads(body) for body in self.bodies]


@contextmanager
def hook_server(hook: Hook) -> Iterator[Hook]:
    """The server while a test runs."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            """Take a message, or not."""
            hook.bodies.append(self.rfile.read(int(self.headers["Content-Length"])))
            hook.headers.append(dict(self.headers.items()))
            status = hook.answers.pop(0) if hook.answers else 204
            if status == 0:
                self.connection.close()
                return
            self.send_response(status)
            if 300 <= status < 400:
                self.send_header("Location", hook.address)
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, format: str, *args: Any) -> None:
            """Says nothing of each request."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    hook.port = server.server_port
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield hook
    finally:
        server.shutdown()
        server.server_close()
