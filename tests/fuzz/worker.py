"""Fuzzes one importer with atheris, in a process of its own: what it reads is instrumented, and atheris ends the process itself."""

from __future__ import annotations

import argparse
import sys
import time
from pathlib import Path
from random import Random

import atheris

with atheris.instrument_imports(include=["akkoord.importers", "akkoord.core"], enable_loader_override=False):
    from tests.fuzz.promises import SMALL, kept, targets

    TARGETS = targets()

from tests.fuzz.mutations import mutated

HANGS = 20  # seconds of one call after which atheris stops waiting
MEGABYTES = 2048  # of the whole process, the corpus included


def main() -> None:
    """Never returns: atheris ends the process, with 0 where nothing was found."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--importer", required=True)
    parser.add_argument("--folder", type=Path, required=True, help="holds a folder of seeds by that name; findings are left beside it")
    parser.add_argument("--until", type=float, required=True, help="when to stop, on the monotonic clock")
    args = parser.parse_args()
    importer = TARGETS[args.importer]
    options = [
        f"-max_total_time={max(1, round(args.until - time.monotonic()))}",
        f"-max_len={SMALL}",
        f"-timeout={HANGS}",
        f"-rss_limit_mb={MEGABYTES}",
        f"-artifact_prefix={args.folder}/{args.importer}-",
    ]

    def one_input(content: bytes) -> None:
        kept(importer, content)

    atheris.Setup([sys.argv[0], *options, str(args.folder / args.importer)], one_input, custom_mutator=_changed)
    atheris.Fuzz()


def _changed(content: bytes, most: int, seed: int) -> bytes:
    """Half of the changes keep the shape of the file, the others are those of atheris."""
    choose = Random(seed)
    if choose.random() < 0.5:
        return bytes(atheris.Mutate(content, most))
    return mutated(bytes(content), choose, most=most)


if __name__ == "__main__":
    main()
