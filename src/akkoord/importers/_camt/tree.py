"""Small steps through the elements of a CAMT message, by local name: a look at each child once is the fastest there is."""

from __future__ import annotations

from lxml import etree

Parts = dict[str, etree._Element]
"""The children of an element by local name."""


def skip_of(element: etree._Element) -> int:
    """How many characters of the tags in this message are namespace."""
    return element.tag.rfind("}") + 1


def kids(element: etree._Element | None, skip: int) -> Parts:
    """The children by local name; of several with one name the last."""
    return {child.tag[skip:]: child for child in element} if element is not None else {}


def down(parts: Parts, *names: str, skip: int) -> etree._Element | None:
    """The element on this path of local names, or None."""
    found = parts.get(names[0])
    for name in names[1:]:
        if found is None:
            return None
        found = kids(found, skip).get(name)
    return found


def one_line(text: str | None) -> str:
    """A text without line ends and double spaces."""
    return " ".join(text.split()) if text else ""


def text_of(element: etree._Element | None) -> str:
    """The text of an element on one line, "" where it is missing."""
    return one_line(element.text) if element is not None else ""


def leaf_of(element: etree._Element | None) -> str:
    """The text of an element, or of the first below it that has none below: the Dt of a day, the Cd of a status."""
    while element is not None and len(element):
        element = element[0]
    return text_of(element)
