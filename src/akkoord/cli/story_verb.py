"""`akkoord story FILE…`: plays stories in a database of their own, in memory, and says what differs."""

from __future__ import annotations

import argparse
import json
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from akkoord.cli.frame import WrongCall, start
from akkoord.cli.inspect_verb import content_of

if TYPE_CHECKING:
    from akkoord.work.story.read import Story


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the verb takes."""
    parser.add_argument("files", type=Path, nargs="+", metavar="FILE")


def run(args: argparse.Namespace) -> int:
    """Play every story; 1 where one differs."""
    from akkoord.work.story.read import story_of

    stories = [(path, story_of(_text(path))) for path in args.files]
    for path, story in stories:
        if isinstance(story, str):
            raise WrongCall(f"{path}: {story}")
    os.environ["AKKOORD_DATABASE_URL"] = "sqlite://:memory:"
    start()
    played = [_play(path, story, as_json=args.json) for path, story in stories if not isinstance(story, str)]
    return 0 if all(played) else 1


def _text(path: Path) -> str:
    try:
        return content_of(path).decode("utf-8")
    except UnicodeDecodeError as wrong:
        raise WrongCall(f"{path} is not UTF-8 (byte {wrong.start})") from wrong


def _play(path: Path, story: Story, *, as_json: bool) -> bool:
    from akkoord.work.story.play import play_story

    try:
        found = play_story(story)
    except (KeyError, ValueError, TypeError, AttributeError) as wrong:
        raise WrongCall(f"{path}: an event cannot be understood: {type(wrong).__name__}: {wrong}") from wrong
    name = story.name or path.stem
    failures = [{"on": one.on.isoformat(), "expected": one.expected, "got": one.got} for one in found]
    if as_json:
        json.dump({"story": name, "passed": not found, "failures": failures}, sys.stdout, ensure_ascii=False)
        sys.stdout.write("\n")
    else:
        print(f"{'goed' if not found else 'FOUT'}  {name}")
        for one in failures:
            print(f"      {one['on']}: verwacht {one['expected']}; gekregen {one['got']}")
    sys.stdout.flush()
    return not found
