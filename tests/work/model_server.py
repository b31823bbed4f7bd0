"""A real server on loopback that speaks as an OpenAI-compatible language model does, as a test tells it to."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

Answer = tuple[int, bytes]


def choice(content: str) -> Answer:
    """An answer with that as the words of the model."""
    return 200, json.dumps({"id": "1", "choices": [{"index": 0, "message": {"role": "assistant", "content": content}}]}).encode()


def proposes(reason: str, summary: str) -> Answer:
    """An answer as it was asked for."""
    return choice(json.dumps({"reason": reason, "summary": summary}))


@dataclass
class Model:
    """What came in, and what is answered: a status and a body, after so many seconds, and a letter every so many."""

    answer: Callable[[dict[str, Any]], Answer] = lambda _asked: proposes("not-received", "")
    wait: float = 0.0
    drip: float = 0.0
    asked: list[dict[str, Any]] = field(default_factory=list)
    paths: list[str] = field(default_factory=list)
    keys: list[str] = field(default_factory=list)
    port: int = 0

    @property
    def address(self) -> str:
        """Where it listens."""
        return f"http://127.0.0.1:{self.port}/v1"


@contextmanager
def model_server(model: Model) -> Iterator[Model]:
    """The server while a test runs."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            """Take a question and answer as told."""
            asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            model.asked.append(asked)
            model.paths.append(self.path)
            model.keys.append(self.headers.get("Authorization", ""))
            time.sleep(model.wait)
            status, body = model.answer(asked)
            try:
                self.send_response(status)
                self.send_header("Content-Type", "application/json")
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                for place in range(len(body)) if model.drip else ():
                    self.wfile.write(body[place : place + 1])
                    time.sleep(model.drip)
                self.wfile.write(b"" if model.drip else body)
            except OSError:
                return  # who asked has hung up

        def log_message(self, format: str, *args: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    model.port = server.server_address[1]
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield model
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
