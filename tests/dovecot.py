"""A Dovecot of the tests' own: a real IMAP server on a free port of loopback, its mail in a folder that is thrown away."""

from __future__ import annotations

import imaplib
import os
import pwd
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

MISSING = "Dovecot was not found; please install first: apt-get install dovecot-imapd"
USER, PASSWORD = "post@delinde.example", "geheim-ü"  # with a letter that a plain LOGIN cannot carry
PATIENCE = 15  # seconds in which it must have started
_SHARED = """protocols = imap
listen = 127.0.0.1
base_dir = {folder}/run
state_dir = {folder}/run
log_path = {folder}/log
ssl = no
default_internal_user = {inside}
default_login_user = {outside}
default_internal_group = {group}
first_valid_uid = 1
auth_failure_delay = 0
service imap-login {{
  chroot =
  inet_listener imap {{
    port = {port}
  }}
  inet_listener imaps {{
    port = 0
  }}
}}
service anvil {{
  chroot =
}}
"""
_OLD = """disable_plaintext_auth = no
mail_location = maildir:{folder}/mail/%u
passdb {{
  driver = static
  args = password={password}
}}
userdb {{
  driver = static
  args = uid={inside} gid={group} home={folder}/mail
}}
"""
_NEW = """auth_allow_cleartext = yes
mail_driver = maildir
mail_path = {folder}/mail/%{{user}}
passdb static {{
  password = {password}
}}
userdb static {{
  fields {{
    uid = {inside}
    gid = {group}
    home = {folder}/mail
  }}
}}
"""


@dataclass(frozen=True, slots=True)
class Dovecot:
    """A running server with one mailbox."""

    port: int

    def deliver(self, raw: bytes, *, folder: str = "INBOX") -> None:
        """A mail comes in."""
        with self.line() as line:
            assert line.append(folder, "", "", raw)[0] == "OK"

    def make(self, folder: str) -> None:
        """A folder is made."""
        with self.line() as line:
            assert line.create(folder)[0] == "OK"

    def remake(self, folder: str) -> None:
        """A folder is thrown away and made anew, as when a mailbox moves to another server: its numbers start again."""
        with self.line() as line:
            assert line.delete(folder)[0] == "OK"
            assert line.create(folder)[0] == "OK"

    def flags(self, folder: str) -> list[bytes]:
        """What the server keeps of each mail: its number, its flags and its size."""
        with self.line() as line:
            line.select(folder, readonly=True)
            return [part for part in line.fetch("1:*", "(UID FLAGS RFC822.SIZE)")[1] if isinstance(part, bytes)]

    @contextmanager
    def line(self) -> Iterator[imaplib.IMAP4]:
        """A connection that may change everything, which Akkoord's never does."""
        line = imaplib.IMAP4("127.0.0.1", self.port, timeout=10)
        line.authenticate("PLAIN", lambda _: f"\0{USER}\0{PASSWORD}".encode())
        yield line
        line.logout()


@contextmanager
def dovecot() -> Iterator[Dovecot]:
    """The server while tests run."""
    program = shutil.which("dovecot", path=f"{os.environ.get('PATH', '')}:/usr/sbin")
    assert program is not None, MISSING
    folder = Path(tempfile.mkdtemp(prefix="akkoord-dovecot-"))
    folder.chmod(0o755)  # its processes run as other users
    (folder / "mail").mkdir()
    port = _free_port()
    (folder / "dovecot.conf").write_text(_configuration(program, folder, port), encoding="utf-8")
    running = subprocess.Popen([program, "-F", "-c", str(folder / "dovecot.conf")], stdin=subprocess.DEVNULL)
    try:
        _wait_for(port, running, folder)
        yield Dovecot(port)
    finally:
        running.terminate()
        running.wait(timeout=PATIENCE)
        shutil.rmtree(folder)


def _configuration(program: str, folder: Path, port: int) -> str:
    """Written for the version at hand: 2.4 asks for its number in the first lines and names some settings otherwise."""
    inside = outside = pwd.getpwuid(os.geteuid()).pw_name
    if os.geteuid() == 0:
        inside, outside = "dovecot", "dovenull"
        shutil.chown(folder / "mail", inside, inside)
    group = inside if os.geteuid() == 0 else str(os.getegid())
    version = subprocess.run([program, "--version"], capture_output=True, text=True, check=True).stdout.split()[0]
    new = tuple(int(part) for part in version.split(".")[:2]) >= (2, 4)
    first = f"dovecot_config_version = {version}\ndovecot_storage_version = {version}\n" if new else ""
    facts = {"folder": folder, "port": port, "inside": inside, "outside": outside, "group": group, "password": PASSWORD}
    return first + (_SHARED + (_NEW if new else _OLD)).format(**facts)


def _wait_for(port: int, running: subprocess.Popen[bytes], folder: Path) -> None:
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until and running.poll() is None:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            time.sleep(0.05)
        else:
            return
    log = folder / "log"
    raise AssertionError(f"Dovecot did not start:\n{log.read_text() if log.exists() else ''}")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
