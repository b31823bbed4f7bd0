"""A mail server in a process of its own that writes down the number of every letter it takes: `python -m tests.work.counting_mail FILE`."""

from __future__ import annotations

import asyncio
import email
import sys
from pathlib import Path
from typing import Any

from aiosmtpd.smtp import SMTP


class Counting:
    """Takes everything, and has it on disk before it says so."""

    def __init__(self, path: Path) -> None:
        self.path = path

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:
        """One letter."""
        with self.path.open("a", encoding="ascii") as file:
            file.write(f"{email.message_from_bytes(envelope.content)['Message-ID']}\n")
        return "250 OK"


async def serve(path: Path) -> None:
    """Say the port on standard output, and take mail until the process is stopped."""
    server = await asyncio.get_running_loop().create_server(lambda: SMTP(Counting(path)), "127.0.0.1", 0)
    sys.stdout.write(f"{server.sockets[0].getsockname()[1]}\n")
    sys.stdout.flush()
    await server.serve_forever()


if __name__ == "__main__":
    asyncio.run(serve(Path(sys.argv[1])))
