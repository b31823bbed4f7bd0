"""A PostgreSQL server of the tests' own: made in a folder that is thrown away, on a free port of loopback."""

from __future__ import annotations

import os
import pwd
import shutil
import socket
import subprocess
import tempfile
from dataclasses import dataclass
from pathlib import Path

USER = "akkoord"
MISSING = "PostgreSQL's server programs were not found; please install first: apt-get install postgresql"
FAST = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off", "max_connections": "40"}


class PostgresError(Exception):
    """The server could not be made or started; the message says why in a few lines."""


@dataclass(frozen=True, slots=True)
class Cluster:
    """A running server; `folder` holds everything it has."""

    folder: Path
    programs: Path
    port: int

    @property
    def url(self) -> str:
        """The address as AKKOORD_DATABASE_URL takes it."""
        return f"postgresql://{USER}@127.0.0.1:{self.port}/postgres"

    def stop(self) -> None:
        """Stops the server and removes its folder."""
        _run([self.programs / "pg_ctl", "-D", self.folder / "data", "-m", "immediate", "-w", "stop"])
        shutil.rmtree(self.folder)


def start(**settings: str) -> Cluster:
    """Makes and starts a server, with these settings instead of the quick ones; raises PostgresError where that cannot be."""
    programs, folder = _programs(), Path(tempfile.mkdtemp(prefix="akkoord-postgres-"))
    if os.geteuid() == 0:
        owner = _postgres_user()
        os.chown(folder, owner.pw_uid, owner.pw_gid)
    cluster = Cluster(folder=folder, programs=programs, port=_free_port())
    data, log = folder / "data", folder / "log"
    settings = {**FAST, **settings, "listen_addresses": "127.0.0.1", "port": str(cluster.port), "unix_socket_directories": str(folder)}
    try:
        _run([programs / "initdb", "-D", data, "-U", USER, "--auth=trust", "--encoding=UTF8", "--locale=C.UTF-8", "--no-sync"])
        _run([programs / "pg_ctl", "-D", data, "-l", log, "-w", "-o", " ".join(f"-c {k}={v}" for k, v in settings.items()), "start"])
    except PostgresError as error:
        said = log.read_text(errors="replace")[-2000:] if log.exists() else ""
        shutil.rmtree(folder)
        raise PostgresError(f"{error}\n{said}") from error
    return cluster


def _programs() -> Path:
    """The folder of initdb and pg_ctl: Debian keeps them out of the path, one folder a version; the newest wins."""
    versions = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
    found = str(versions[-1]) if versions else shutil.which("initdb")
    if found is None:
        raise PostgresError(MISSING)
    return Path(found).parent


def _postgres_user() -> pwd.struct_passwd:
    """Who runs the server where the tests run as root, which PostgreSQL refuses."""
    try:
        return pwd.getpwnam("postgres")
    except KeyError as error:
        raise PostgresError("there is no user `postgres` to run the server as, and root may not; install Debian's postgresql") from error


def _run(command: list[Path | str]) -> None:
    """Runs one of PostgreSQL's programs, as user postgres where we are root. Files, not pipes: the server keeps them open."""
    drop = ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups", "--"] if os.geteuid() == 0 else []
    with tempfile.TemporaryFile() as output:
        done = subprocess.run([*drop, *map(str, command)], stdin=subprocess.DEVNULL, stdout=output, stderr=output, cwd="/", check=False)
        if done.returncode:
            output.seek(0)
            raise PostgresError(f"{command[0]} failed: {output.read().decode(errors='replace').strip()[-2000:]}")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
