"""The refusal for who may look and change nothing."""

from akkoord.core.problem import Refusal, Text

MAY_NOT = Refusal(Text("U mag hier alleen kijken.", "You may only look here."))
