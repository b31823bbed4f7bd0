"""Makes what is kept of how the reasons sound: `python -m akkoord.reasons.learnt` after a change of an example or the lexicon.

It writes `nl.npz` beside this file, with a hash of all that taught it: the examples, the lexicon and the modules that read and
learn. A test compares that hash, so that what is shipped is what the examples teach.
"""

from __future__ import annotations

import hashlib
from dataclasses import replace
from importlib.resources import files
from pathlib import Path

import numpy as np

from akkoord.core import conversation
from akkoord.core.conversation.learn import hash_of, learn
from akkoord.reasons import examples, lexicon

TAUGHT_BY = ("features.py", "learn.py", "notions.py", "weights.py", "words.py")


def taught_by(language: str = "nl") -> str:
    """The hash of everything that the weights follow from."""
    whole = hashlib.sha256(hash_of(examples(language), lexicon(language)).encode())
    for name in TAUGHT_BY:
        whole.update(files(conversation).joinpath(name).read_bytes())
    return whole.hexdigest()


def main(language: str = "nl") -> None:
    """Learn, and keep it."""
    learnt = replace(learn(examples(language), lexicon(language)), made_of=taught_by(language))
    np.savez_compressed(Path(__file__).with_name(f"{language}.npz"), **learnt.arrays())


if __name__ == "__main__":
    main()
