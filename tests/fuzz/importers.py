"""Fuzzes every importer on the shelf for a bounded time: `python -m tests.fuzz.importers --seconds N [--importer NAME]`.

The time is shared by all of them, two at once. Seeds are the samples of the project, and with `--shared` those beside it. A
finding is an exception, a crash, a text that cannot be stored, a call over one second or over 200 MB: the input is kept and
named, and `--replay FILE` reads it again. Nothing is written in the project's folder.
"""

from __future__ import annotations

import argparse
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from akkoord.importers.recognise import HEAD
from tests.fuzz.promises import ANY, SMALL, kept, targets
from tests.fuzz.slow import SLOW

ROOT = Path(__file__).resolve().parents[2]
SAMPLES = ROOT / "tests" / "samples"
AT_ONCE = 2
SEEDS = 60  # of each importer, the smallest: reading them is not bounded by the time there is
SHOWN = 30  # lines of what a process said when it found something
_RUNS = re.compile(r"Done (\d+) runs")


@dataclass(frozen=True)
class Outcome:
    """What fuzzing one importer gave."""

    name: str
    runs: int
    findings: tuple[Path, ...]
    said: str  # by the process, where it did not end well

    @property
    def is_well(self) -> bool:
        """Whether nothing was found and the process did run."""
        return not self.findings and not self.said


def seeds(*, shared: Path | None) -> list[bytes]:
    """The small samples, each once."""
    paths = [path for path in SAMPLES.glob("[!_]*/*") if not path.name.endswith(".expected.json")]
    if shared is not None:
        paths += [path for path in (shared / "samples").rglob("*") if path.is_file()]
    return list(dict.fromkeys(path.read_bytes() for path in sorted(paths) if path.stat().st_size <= SMALL))


def fuzzed(name: str, *, folder: Path, until: float) -> Outcome:
    """Fuzzes one importer in a process of its own until that time of the monotonic clock."""
    command = [sys.executable, "-m", "tests.fuzz.worker", f"--importer={name}", f"--folder={folder}", f"--until={until}"]
    done = subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, errors="replace", check=False)
    found = tuple(sorted(path for path in folder.glob(f"{name}-*") if path.is_file()))
    runs = _RUNS.search(done.stdout)
    said = "" if done.returncode == 0 and runs else "\n".join(done.stdout.splitlines()[-SHOWN:])
    return Outcome(name, int(runs[1]) if runs else 0, found, said)


def _all(names: Sequence[str], *, seconds: float, folder: Path, shared: Path | None) -> list[Outcome]:
    began, every = time.monotonic(), targets()
    files = sorted(seeds(shared=shared), key=len)
    for name in names:
        (folder / name).mkdir()
        mine = [content for content in files if every[name].recognises(content[:HEAD])]
        for place, content in enumerate((mine or files)[:SEEDS]):
            (folder / name / f"seed-{place}").write_bytes(content)
    rounds = -(-len(names) // AT_ONCE)
    with ThreadPoolExecutor(AT_ONCE) as pool:
        ends = [began + seconds * (place // AT_ONCE + 1) / rounds for place in range(len(names))]
        return list(pool.map(lambda one: fuzzed(one[0], folder=folder, until=one[1]), zip(names, ends, strict=True)))


def _replayed(names: Sequence[str], files: Sequence[Path]) -> int:
    """Reads the files again, with what they break shown as it is."""
    for name in names:
        for path in files:
            reading = kept(targets()[name], path.read_bytes(), name=path.name)
            print(f"{name}: {path.name} is read, with {len(reading.problems)} problems")
    return 0


def main() -> int:
    """0 where every importer kept its promises; 1 with the inputs that broke them; 2 where the call was wrong."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seconds", type=float, default=60, help="for all together")
    parser.add_argument("--importer", action="append", choices=sorted(targets()), help="only this one; may be given several times")
    parser.add_argument("--shared", type=Path, help="a folder that holds samples/")
    parser.add_argument("--replay", type=Path, nargs="+", metavar="FILE", help="read these again instead of fuzzing")
    args = parser.parse_args()
    names = args.importer or list(targets())
    if args.replay:
        return _replayed(names, args.replay)
    for content in SLOW.values():
        kept(targets()[ANY], content)
    folder = Path(tempfile.mkdtemp(prefix="akkoord-fuzz-"))
    outcomes = _all(names, seconds=args.seconds, folder=folder, shared=args.shared)
    print(f"fuzz: {sum(one.runs for one in outcomes)} files, " + ", ".join(f"{one.name} {one.runs}" for one in outcomes))
    wrong = [one for one in outcomes if not one.is_well]
    for one in wrong:
        print(f"\nfuzz: {one.name}\n{one.said}")
        print("\n".join(f"python -m tests.fuzz.importers --importer {one.name} --replay {path}" for path in one.findings))
    for name in names:
        shutil.rmtree(folder / name)
    if not any(one.findings for one in wrong):
        folder.rmdir()
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
