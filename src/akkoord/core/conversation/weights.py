"""What was learnt: a table of features and what each says for and against every reason. Read and used with numpy alone."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from akkoord.core.conversation.features import Features

SHARE: tuple[float, ...] = (1.73, 1.41, 2.45, 0.55, 0.55)
"""How heavy each block of features weighs in a text; chosen across authors (docs/algorithms/reasons.md)."""


@dataclass(frozen=True, slots=True)
class Weights:
    """`keys` are the features that are known, in rising order, `rare` how much more a rare one says, `table` a row of whole
    numbers a feature, a column a reason, that are to be taken `scale` times."""

    reasons: tuple[str, ...]
    keys: NDArray[np.uint32]
    rare: NDArray[np.float32]
    table: NDArray[np.int8]
    scale: NDArray[np.float32]
    bias: NDArray[np.float32]
    made_of: str  # hash of the examples and the lexicon

    def scores(self, found: Features) -> NDArray[np.float64]:
        """A score for each of the reasons, higher is likelier; only their differences mean something."""
        total = self.bias.astype(np.float64)
        for share, block in zip(SHARE, found, strict=True):
            places = self._places(block)
            if places.size:
                rare = self.rare[places]
                pull = rare.astype(np.float64) @ self.table[places] * (share / float(np.sqrt(rare @ rare)))
                total = total + pull * self.scale
        return total

    def known(self, keys: frozenset[int]) -> frozenset[int]:
        """Those of these features that it knows."""
        return frozenset(self.keys[self._places(keys)].tolist())

    def _places(self, block: frozenset[int]) -> NDArray[np.intp]:
        asked = np.fromiter(block, dtype=np.uint32, count=len(block))
        places = np.searchsorted(self.keys, asked)
        places[places == len(self.keys)] = 0
        return np.sort(places[self.keys[places] == asked]) if len(self.keys) else places[:0]

    def arrays(self) -> dict[str, Any]:
        """Everything as arrays, to be kept in a file."""
        return {name: np.asarray(getattr(self, name)) for name in self.__slots__}


def weights_of(arrays: Mapping[str, Any]) -> Weights:
    """The weights that were kept as arrays."""
    return Weights(
        reasons=tuple(str(one) for one in arrays["reasons"]),
        made_of=str(arrays["made_of"]),
        **{name: arrays[name] for name in ("keys", "rare", "table", "scale", "bias")},
    )
