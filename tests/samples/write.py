"""Writes what the samples read as beside them, for review: `python -m tests.samples.write [FOLDER…]`; without folders all of them."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

from akkoord.core.reading import SourceFile
from akkoord.importers.as_json import reading_as_json
from akkoord.importers.recognise import read_file

SAMPLES = Path(__file__).parent
ENDING = ".expected.json"


def main() -> int:
    """Write them and print which are new or changed; 2 where a folder is named that is not there."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folders", nargs="*", metavar="FOLDER", help="the name of an importer's folder, such as camt.053")
    folders = parser.parse_args().folders or sorted(path.name for path in SAMPLES.iterdir() if path.is_dir() and path.name[0] not in "_.")
    missing = [folder for folder in folders if not (SAMPLES / folder).is_dir()]
    if missing:
        print(f"there is no folder {', '.join(missing)} in {SAMPLES.name}", file=sys.stderr)
        return 2
    samples = [path for folder in folders for path in sorted((SAMPLES / folder).iterdir()) if not path.name.endswith(ENDING)]
    changed = [line for path in samples if (line := written(path))]
    print("\n".join((*changed, f"{len(samples)} samples, {len(changed)} new or changed")))
    return 0


def written(sample: Path) -> str:
    """Writes the reading of a sample where it is another than the one that stands there, and says so; "" where it is the same."""
    beside = sample.with_name(f"{sample.name}{ENDING}")
    reading = reading_as_json(read_file(SourceFile(sample.name, sample.read_bytes())), language="nl")
    was = json.loads(beside.read_text(encoding="utf-8")) if beside.exists() else None
    if was == reading:
        return ""
    beside.write_text(json.dumps(reading, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
    return f"{'new' if was is None else 'changed'}: {beside.relative_to(SAMPLES)}"


if __name__ == "__main__":
    sys.exit(main())
