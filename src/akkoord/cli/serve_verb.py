"""`akkoord serve`: the web application with its worker, on loopback, on the embedded database."""

from __future__ import annotations

import argparse
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from typing import Any

from akkoord.cli.frame import WrongCall, on_argument, start

PORT = 8420
STOPS_WITHIN = 30.0  # seconds that a worker has to stop by itself
PAUSE, LONGEST = 0.5, 60.0  # seconds until a worker that ended is started again, twice as long each time


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the verb takes."""
    parser.add_argument("--port", type=int, default=PORT, metavar="N", help=f"{PORT} unless named; 0 takes a free one")
    on_argument(parser)


def run(args: argparse.Namespace) -> int:
    """Serve until stopped; prints the address once it listens."""
    if args.on:
        os.environ["AKKOORD_ON"] = args.on.isoformat()
    listening = _listen(args.port)
    start()
    from django.urls import reverse

    signal.signal(signal.SIGTERM, _stop)
    server = _server(listening)
    stopped = threading.Event()
    threading.Thread(target=_keep_working, args=(stopped,)).start()
    print(f"Akkoord: http://127.0.0.1:{listening.getsockname()[1]}/", flush=True)
    try:
        reverse("today")  # all pages are loaded while somebody goes there; who comes sooner waits in the line of the socket
        server.run()
    finally:
        stopped.set()
        server.close()
    return 0


def _server(listening: socket.socket) -> Any:
    from django.core.wsgi import get_wsgi_application
    from waitress import create_server

    return create_server(get_wsgi_application(), sockets=[listening], threads=8, ident="akkoord", **_behind())


def _behind() -> dict[str, Any]:
    """Where a server with TLS stands in front, on this computer, what it says of who comes and how is believed; else nothing is."""
    from django.conf import settings

    if not settings.SECURE_PROXY_SSL_HEADER:
        return {}
    return {"trusted_proxy": "127.0.0.1", "trusted_proxy_headers": {"x-forwarded-for", "x-forwarded-proto"}}


def _keep_working(stopped: threading.Event) -> None:
    """A worker beside the web until that stops. One that was killed, or that could not start because the database is away, is
    started again, ever later."""
    pause = PAUSE
    while not stopped.is_set():
        began = time.monotonic()
        worker = subprocess.Popen([sys.executable, "-m", "akkoord", "worker", "--parent", str(os.getpid())], stdin=subprocess.DEVNULL)
        while not stopped.wait(0.2) and worker.poll() is None:
            pass
        worker.terminate()
        try:
            worker.wait(timeout=STOPS_WITHIN)
        except subprocess.TimeoutExpired:
            worker.kill()
        pause = PAUSE if time.monotonic() - began > LONGEST else min(LONGEST, pause * 2)
        stopped.wait(pause)


def _listen(port: int) -> socket.socket:
    if not 0 <= port <= 65535:
        raise WrongCall(f"--port {port} does not exist; choose one from 1024 to 65535, or 0 for a free one")
    listening = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind(("127.0.0.1", port))
    except OSError as taken:
        listening.close()
        raise WrongCall(f"port {port} is taken or not allowed ({taken.strerror}); choose another with --port") from taken
    return listening


def _stop(number: int, frame: Any) -> None:
    raise SystemExit(0)
