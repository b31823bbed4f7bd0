"""The wheel holds everything, and installed in an empty home it starts from any folder."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import urllib.request
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from queue import Empty, Queue
from threading import Thread
from typing import IO

import pytest

from tests.house.project import ROOT, SOURCE, files

PATIENCE = 60.0  # seconds for a first start: it makes the tables
ADDRESS = re.compile(r"http://127\.0\.0\.1:\d+/")


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel as it would be published."""
    out = tmp_path_factory.mktemp("dist")
    _run([sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(out), str(ROOT)], cwd=out)
    (built,) = out.glob("akkoord-*.whl")
    return built


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory, wheel: Path) -> Path:
    """An empty home folder in which `pipx install` has put Akkoord."""
    folder = tmp_path_factory.mktemp("home")
    _run([sys.executable, "-m", "pipx", "install", str(wheel)], cwd=folder, env=_environment(folder))
    return folder


def test_wheel_holds_every_file_of_the_source(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        held = {name for name in archive.namelist() if name.startswith("akkoord/")}
    assert held == {path.relative_to(SOURCE.parent).as_posix() for path in files() if path.is_relative_to(SOURCE)}


def test_wheel_holds_every_kind_of_file(wheel: Path) -> None:
    kinds = {".css", ".html", ".js", ".mo", ".py", ".toml", ".typ"}
    with zipfile.ZipFile(wheel) as archive:
        assert kinds - {Path(name).suffix for name in archive.namelist()} == set()


def test_wheel_holds_the_licence(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        (licence,) = [name for name in archive.namelist() if name.endswith("licenses/LICENSE")]
        assert archive.read(licence) == (ROOT / "LICENSE").read_bytes()


def test_installed_command_explains_itself(home: Path, tmp_path: Path) -> None:
    done = _run([str(home / "bin" / "akkoord"), "--help"], cwd=tmp_path, env=_environment(home))
    assert "serve" in done.stdout


def test_installed_command_serves_from_any_folder(home: Path, tmp_path: Path) -> None:
    directly = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    with _serving(home, folder=tmp_path) as address, directly.open(address, timeout=PATIENCE) as answer:
        assert answer.status == 200
        assert "Akkoord" in answer.read().decode()
    assert list(tmp_path.iterdir()) == []


@contextmanager
def _serving(home: Path, *, folder: Path) -> Iterator[str]:
    """The address that `akkoord serve` prints; it is stopped afterwards, and must end well."""
    command = [str(home / "bin" / "akkoord"), "serve", "--port", "0"]
    running = subprocess.Popen(
        command, cwd=folder, env=_environment(home), stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    )
    assert running.stdout is not None
    lines: Queue[str] = Queue()
    reader = Thread(target=_pass_on, args=(running.stdout, lines), daemon=True)
    reader.start()
    try:
        yield _address(lines)
    finally:
        running.terminate()
        running.wait(PATIENCE)
        reader.join(PATIENCE)
        running.stdout.close()


def _pass_on(stream: IO[str], lines: Queue[str]) -> None:
    for line in stream:
        lines.put(line)
    lines.put("")


def _address(lines: Queue[str]) -> str:
    """Waits for the line with the address; fails with everything that was printed where it does not come."""
    said: list[str] = []
    while True:
        try:
            line = lines.get(timeout=PATIENCE)
        except Empty:
            line = ""
        if found := ADDRESS.search(line):
            return found[0]
        assert line != "", f"serve printed no address but: {''.join(said)}"
        said.append(line)


def _environment(home: Path) -> dict[str, str]:
    """The environment of somebody who has nothing of ours: no Python path, no settings, his own home."""
    ours = ("AKKOORD_", "DJANGO_", "PIPX_", "PYTHON", "VIRTUAL_ENV", "XDG_")
    kept = {key: value for key, value in os.environ.items() if not key.startswith(ours)}
    pipx = {"PIPX_HOME": str(home / "pipx"), "PIPX_BIN_DIR": str(home / "bin"), "PIPX_DEFAULT_BACKEND": "pip"}
    return {**kept, **pipx, "HOME": str(home)}


def _run(command: list[str], *, cwd: Path, env: dict[str, str] | None = None) -> subprocess.CompletedProcess[str]:
    done = subprocess.run(command, cwd=cwd, env=env, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False)
    assert done.returncode == 0, f"{' '.join(command)}\n{done.stdout[-3000:]}\n{done.stderr[-3000:]}"
    return done
