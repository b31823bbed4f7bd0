"""What the same things are called in the Cross Industry Invoice (D16B and later) and in ZUGFeRD 1.0, which came before it."""

from __future__ import annotations

from typing import NamedTuple

from lxml import etree

Path = tuple[str, ...]


class Names(NamedTuple):
    """The path from the root to each part of the document."""

    header: Path
    agreement: Path
    settlement: Path
    sums: Path
    lines: Path
    delivered: Path


def _names(header: str, deal: str, part: str, sums: str) -> Names:
    settlement = (deal, f"{part}TradeSettlement")
    lines = (deal, "IncludedSupplyChainTradeLineItem")
    delivered = (deal, f"{part}TradeDelivery", "ActualDeliverySupplyChainEvent", "OccurrenceDateTime")
    return Names((header,), (deal, f"{part}TradeAgreement"), settlement, (*settlement, sums), lines, delivered)


_NOW = _names(
    "ExchangedDocument",
    "SupplyChainTradeTransaction",
    "ApplicableHeader",
    "SpecifiedTradeSettlementHeaderMonetarySummation",
)
_BEFORE = _names(
    "HeaderExchangedDocument",
    "SpecifiedSupplyChainTradeTransaction",
    "ApplicableSupplyChain",
    "SpecifiedTradeSettlementMonetarySummation",
)


def names_of(document: etree._Element) -> Names:
    """The names of the generation this document is of."""
    return _BEFORE if etree.QName(document).localname == "CrossIndustryDocument" else _NOW
