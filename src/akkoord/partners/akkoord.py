"""To a partner who works with Akkoord himself: the dossier goes over the line with him, and what he does comes back over it."""

from __future__ import annotations

from akkoord.core.handover.parcel import Means
from akkoord.core.problem import Text

NAME = "akkoord"
LABEL = Text("Over de lijn met zijn Akkoord", "Over the line with his Akkoord")
MEANS: Means = "line"
