"""Makes what is kept of how the reasons sound: `python -m akkoord.reasons.learnt` after a change of an example or the lexicon.

It writes `nl.npz` beside this file. A test learns it again and compares, so that what is shipped is what the examples teach.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np

from akkoord.core.conversation.learn import learn
from akkoord.reasons import examples, lexicon


def main(language: str = "nl") -> None:
    """Learn, and keep it."""
    learnt = learn(examples(language), lexicon(language))
    np.savez_compressed(Path(__file__).with_name(f"{language}.npz"), **learnt.arrays())


if __name__ == "__main__":
    main()
