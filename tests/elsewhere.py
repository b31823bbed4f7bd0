"""Another installation on this computer: a process of its own, with a data folder, a database and a key of its own."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path

PATIENCE = 60  # seconds until it ended


def own(folder: Path, address: str, **more: str) -> dict[str, str]:
    """The environment of an installation that has nothing of ours: its data in `folder`, reached at `address`."""
    keep = {name: value for name, value in os.environ.items() if not name.startswith("AKKOORD_")}
    return {**keep, "AKKOORD_DATA": str(folder), "AKKOORD_PUBLIC_URL": address, "AKKOORD_LOG": "CRITICAL", **more}


@dataclass(frozen=True, slots=True)
class Serving:
    """`akkoord serve` with its worker, as somebody elsewhere runs it."""

    process: subprocess.Popen[str]
    address: str

    def ready(self) -> str:
        """Its address, once it answers there."""
        assert self.process.stdout is not None
        said = self.process.stdout.readline()
        assert self.address in said, f"serve printed no address but: {said}"
        return self.address


@contextmanager
def serving(folder: Path, *, on: date) -> Iterator[Serving]:
    """It starts, with `on` as its day, while something else is done; it is stopped afterwards."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = int(probe.getsockname()[1])
    address = f"http://127.0.0.1:{port}"
    words = [sys.executable, "-m", "akkoord", "serve", "--port", f"{port}", "--on", on.isoformat()]
    with subprocess.Popen(words, env=own(folder, address), stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, text=True) as process:
        try:
            yield Serving(process, address)
        finally:
            process.terminate()
            process.wait(PATIENCE)
