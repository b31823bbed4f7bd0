"""What a payment says of itself: the numbers in its text, whose account it came from, whose name it bears."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from stdnum.iso11649 import is_valid as is_creditor_reference

from akkoord.core.matching.book import RARE, Book, Received, longest
from akkoord.core.matching.names import name_words, nearest
from akkoord.core.matching.points import POINTS, Reason, number_points
from akkoord.core.matching.spelling import folded, nearly, normal, shape, spans, tails, words_of

_REFERENCE = 9  # signs of the shortest payment reference that has a check digit
_UNKNOWN = 5  # signs of the shortest word that is taken for the number of an invoice we do not have
_PIECES = 3
_PAID_LOOKED_AT = 40  # invoices that were paid before, of which the numbers are compared loosely
_SLIP = 4  # signs of the shortest word that may be a number with one sign wrong


@dataclass(frozen=True, slots=True)
class Hit:
    """That an invoice is named, how, and what that weighs."""

    reason: Reason
    points: int


@dataclass(slots=True)
class Said:
    """What stands in a payment, looked up once."""

    hits: dict[int, Hit] = field(default_factory=dict)  # open invoices, in the order they are named
    notes: list[int] = field(default_factory=list)  # open credit notes, in the order they are named
    settled: bool = False  # an invoice that is paid already is named
    unknown: list[str] = field(default_factory=list)  # what looks like a number of ours and is none
    words: set[str] = field(default_factory=set)  # what stands there besides the numbers that were found
    found: dict[str, set[int]] = field(default_factory=dict)  # those numbers, and the debtors whose they are
    owners: dict[int, int] = field(default_factory=dict)  # debtors who paid from this account, and how often
    namesakes: list[int] = field(default_factory=list)  # debtors of just this name
    customers: set[int] = field(default_factory=set)  # debtors whose customer number stands there
    loose: dict[int, Hit | None] = field(default_factory=dict)  # what `loosely` answered before
    paid: dict[int, bool] = field(default_factory=dict)  # by debtor: whether a number may be of what he paid before
    lengths: dict[int, list[str]] = field(default_factory=dict)  # the words that may be a slip, by their length
    payers: dict[int, list[tuple[Reason, int]]] = field(default_factory=dict)  # by debtor: the signs of his account and name


def said_by(book: Book, payment: Received) -> Said:
    """Everything a payment says, before any answer is weighed."""
    said = Said(owners=book.accounts.get(payment.iban, {}) if payment.iban else {})
    for text in dict.fromkeys((payment.reference, *payment.texts)):
        if text:
            _read(book, said, text, structured=text == payment.reference)
    for word in (*said.words, *said.found):
        if len(word) >= _SLIP:
            said.lengths.setdefault(len(word), []).append(word)
    if payment.name:
        said.namesakes = book.by_name.get(name_words(payment.name), [])
    return said


def _read(book: Book, said: Said, text: str, *, structured: bool) -> None:
    words = book.spelled(text)
    if not words:
        return
    hits = longest(book, words)
    covered = {place for start, stop, _ in hits for place in range(start, stop)}
    for (_, _, word), ids in hits.items():
        _hit(book, said, word, ids, structured=structured)
    for start, stop, word in words:
        if covered.isdisjoint(range(start, stop)):
            said.words.add(word)
            said.customers.update(book.by_customer.get(word, ()))
            if stop - start <= _PIECES and len(word) >= _UNKNOWN and shape(word) in book.shapes and word not in book.by_customer:
                said.unknown.append(word)


def _hit(book: Book, said: Said, word: str, ids: Sequence[int], *, structured: bool) -> None:
    standing = [one for one in ids if book.open[one] > 0]
    notes = [one for one in ids if one in book.credit]
    said.notes += [one for one in notes if book.credit[one] > 0 and one not in said.notes]
    said.settled = said.settled or not (standing or notes)
    said.found.setdefault(word, set()).update(book.invoices[one].debtor_id for one in ids)
    for one in standing:
        hit = _weighed(book, one, word, alone=len(ids) == 1, structured=structured)
        if one not in said.hits or said.hits[one].points < hit.points:
            said.hits[one] = hit


def _weighed(book: Book, invoice: int, word: str, *, alone: bool, structured: bool) -> Hit:
    row = book.invoices[invoice]
    number, reference = normal(row.number), normal(row.reference)
    if alone and word == reference and (structured or len(word) >= _REFERENCE or is_creditor_reference(word)):
        return Hit("reference", POINTS["reference"])
    if word in (number, reference):
        return Hit(*number_points("exact", word))
    same = folded(word) in (folded(number), folded(reference))
    return Hit(*number_points("folded" if same else "digits", word.lstrip("0")))


def loosely(book: Book, said: Said, invoice: int) -> Hit | None:
    """Whether what stands there may mean this invoice, once something else points at its debtor or its sum. A number that is
    somebody else's may be a slip of the pen; one of his own is meant."""
    if not said.words and not said.lengths:
        return None
    if invoice not in said.loose:
        said.loose[invoice] = _loosely(book, said, invoice)
    return said.loose[invoice]


def _loosely(book: Book, said: Said, invoice: int) -> Hit | None:
    row = book.invoices[invoice]
    plain = normal(row.number)
    for length in (len(plain) - 1, len(plain), len(plain) + 1):
        for word in said.lengths.get(length, ()):
            if nearly(word, plain) and row.debtor_id not in said.found.get(word, ()):
                return Hit(*number_points("typo", plain))
    if not said.words:
        return None
    ends = tails(row.number)
    if said.words.isdisjoint(ends):
        return None
    return Hit(*number_points("tail", max(said.words & ends, key=len)))


def at_length(book: Book, said: Said, payment: Received) -> bool:
    """Whether anything stands there that is long enough for a slip, also what can be no number of this book."""
    if said.lengths or not said.words:
        return bool(said.lengths)
    for text in dict.fromkeys((payment.reference, *payment.texts)):
        words = spans(words_of(text))
        covered = {place for start, stop, _ in longest(book, words) for place in range(start, stop)}
        if any(len(word) >= _SLIP and covered.isdisjoint(range(start, stop)) for start, stop, word in words):
            return True
    return False


def paid_before(book: Book, said: Said, debtor: int) -> bool:
    """Whether the end of a number, or one with a slip, is that of an invoice this debtor paid before."""
    if not said.words and not said.lengths:
        return False
    if debtor not in said.paid:
        said.paid[debtor] = any(loosely(book, said, one) for one in book.settled.get(debtor, ())[-_PAID_LOOKED_AT:])
    return said.paid[debtor]


def alike(book: Book, payment: Received) -> list[int]:
    """Debtors whose name is, or is nearly, that of the payer; those of the same name first."""
    words = name_words(payment.name)
    found = dict.fromkeys(book.by_name.get(words, ()))
    for word in words:
        sharing = book.by_word.get(word, ())
        if len(sharing) <= RARE:
            found.update((one, None) for one in sharing if nearest(payment.name, book.names[one]) in ("equal", "near"))
    return list(found)
