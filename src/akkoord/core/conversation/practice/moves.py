"""What the one who practises does with a sentence: greets, asks, understands, argues, threatens, names a day."""

from __future__ import annotations

import re
from enum import StrEnum
from functools import lru_cache

from akkoord.core.conversation.practice.phrases import PHRASES
from akkoord.core.conversation.practice.spoken import CANON, Sentence, sentences
from akkoord.core.conversation.practice.vocabulary import DAYS, DEBT, FILLERS, QUIET, QUIET_PHRASES


class Move(StrEnum):
    """One thing that a turn does; a turn may do several."""

    GREETING = "greeting"
    MATTER = "matter"  # says what it is about
    OPEN_QUESTION = "open-question"
    CLOSED_QUESTION = "closed-question"
    LISTENING = "listening"  # silence, or a short word
    UNDERSTANDING = "understanding"  # acknowledges, or says back what he said
    APOLOGY = "apology"
    ARGUING = "arguing"
    THREAT_ALLOWED = "threat-allowed"  # what the law gives: interest, costs, a court
    THREAT_FORBIDDEN = "threat-forbidden"  # what is not true, or not done
    AMOUNT = "amount"
    DAY = "day"
    TWO_DATES = "two-dates"
    ASKS_PAY = "asks-pay"  # when, how much
    ASKS_WRITTEN = "asks-written"  # a complaint in writing, a proof
    ONLY_REASON = "only-reason"
    OUR_PART = "our-part"  # what we do
    INSTALMENTS = "instalments"
    SUMMARY = "summary"
    RUDE = "rude"
    THIRD_PERSON = "third-person"  # somebody else hears of the debt
    ASKS_FOR = "asks-for"  # asks for the person himself
    GOODBYE = "goodbye"


LONGEST_QUIET = 4  # words of a turn that only listens
_REFLECTED = 2  # long words of his own that must come back before a sentence says him back
_WORD = re.compile(r"[^\W\d_]{6,}")


def _slot(slot: str) -> str:
    if slot == "*":
        return r"(?:\S+ ){0,4}"
    if slot == "+":
        return r"\S+ "
    if slot == "^":
        return rf"(?:^(?:(?:{'|'.join(sorted(FILLERS))}) )*)"
    if slot == "$":
        return "$"
    maybe, slot = slot.endswith("?"), slot.removesuffix("?")
    one = "|".join(_word(word) for word in slot.split("|"))
    return rf"(?:(?:{one}) ){'?' if maybe else ''}"


def _word(word: str) -> str:
    numbers = {"#": r"\d[\d.,]*", "#e": r"\d+(?:e|ste|de)", "#-#": r"\d+[-/]\d+\S*", "#,#": r"\d[\d.]*,\d\d", "###": r"\d[\d.,]{2,}"}
    return numbers.get(word) or (re.escape(word[:-1]) + r"\w*" if word.endswith("~") else re.escape(CANON.get(word, word)))


def _shape(patterns: tuple[str, ...] | list[str]) -> re.Pattern[str]:
    return re.compile("|".join(rf"(?<!\S){''.join(_slot(slot) for slot in one.split())}" for one in patterns) or r"(?!)")


_FITS = {Move(name): _shape([one for one in group if not one.startswith("- ")]) for name, group in PHRASES.items()}
_BACK = {Move(name): _shape([one[2:] for one in group if one.startswith("- ")]) for name, group in PHRASES.items()}
_DAY = _shape(DAYS)
_DEBT = _shape((DEBT,))
_CALL = _shape(("bel|bellen|terugbellen|spreek|bereiken", "als ik|we"))
_QUIET = _shape(QUIET_PHRASES)
_VERBS = "heb|is|kan|wil|gaat|klopt|klop|weet|kom|krijg|zal|mag|moet|bedoelt|vindt|denk|zou|doet|begrijp|betaalt"
_VERB_FIRST = re.compile(rf"^(?:(?:en|maar|oke|goed|ja|nee|meneer) )*(?:{_VERBS}) (?:u|het|dat|dit|er|ik|we|de|die) ")
_ASKING = re.compile(r"(?<!\S)(?:wat|hoe|waarom|waardoor|welke?|wie|waar|hoezo) ")
_WHETHER = re.compile(r"(?<!\S)(?:vragen|weten|hoor) of ")
_OR = re.compile(r"(?<!\S)(?:of|anders|dan wel) ")
# Where one fits, the other does not count: a question when he pays is no way in, a threat that may not be is none that may.
_INSTEAD = (
    (Move.ONLY_REASON, Move.OPEN_QUESTION),
    (Move.ONLY_REASON, Move.MATTER),
    (Move.OPEN_QUESTION, Move.MATTER),
    (Move.ASKS_PAY, Move.OPEN_QUESTION),
    (Move.OPEN_QUESTION, Move.ARGUING),
    (Move.ONLY_REASON, Move.ARGUING),
    (Move.THREAT_FORBIDDEN, Move.THREAT_ALLOWED),
    (Move.THREAT_FORBIDDEN, Move.OUR_PART),
    (Move.THIRD_PERSON, Move.OUR_PART),
    (Move.RUDE, Move.UNDERSTANDING),
)


def moves_in(said: str, *, before: str = "", at_door: bool = False) -> frozenset[Move]:
    """What this turn does. `before` is what he said last, `at_door` that somebody else picked up.

    >>> sorted(moves_in("Dat begrijp ik. Wat is er aan de hand?"))
    [<Move.OPEN_QUESTION: 'open-question'>, <Move.UNDERSTANDING: 'understanding'>]
    >>> sorted(moves_in("hmm")), sorted(moves_in(""))
    ([<Move.LISTENING: 'listening'>], [<Move.LISTENING: 'listening'>])
    """
    heard = sentences(said)
    if _is_quiet(heard):
        return frozenset({Move.LISTENING})
    found = {move for one in heard for move in _of_sentence(one, at_door)}
    if before and not any(one.asked for one in heard) and Move.ARGUING not in found and _says_back(said, before):
        found.add(Move.UNDERSTANDING)
    if at_door and any(_DEBT.search(one.words) for one in heard):
        found.add(Move.THIRD_PERSON)
    return frozenset(found)


def _is_quiet(heard: tuple[Sentence, ...]) -> bool:
    words = [word for one in heard for word in one.words.split()]
    if len(words) <= LONGEST_QUIET and all(word in QUIET for word in words):
        return True
    return len(words) <= LONGEST_QUIET + 1 and any(_QUIET.search(one.words) for one in heard)


@lru_cache(maxsize=4096)  # a talk is played again on every turn
def _of_sentence(one: Sentence, at_door: bool) -> frozenset[Move]:
    found = _fitting(one) - (set() if at_door else {Move.ASKS_FOR})
    days = [] if _is_ours(one, found) else [match.start() for match in _DAY.finditer(one.words)]
    if days:
        found.add(Move.DAY)
    if len(days) > 1 and _OR.search(one.words, days[0], days[-1]):
        found.add(Move.TWO_DATES)
    question = one.asked or bool(_VERB_FIRST.search(one.words) or _WHETHER.search(one.words))
    if not question and {Move.AMOUNT, Move.DAY} <= found and Move.ASKS_PAY not in found:
        found.add(Move.SUMMARY)  # a sum and a day, and no question: what is agreed
    if question and not found & {Move.OPEN_QUESTION, Move.ASKS_PAY, Move.ONLY_REASON, Move.ASKS_WRITTEN, Move.ASKS_FOR}:
        found.add(Move.CLOSED_QUESTION)
    return frozenset(found)


def _fitting(one: Sentence) -> set[Move]:
    found = {move for move, fits in _FITS.items() if fits.search(one.words) and not _BACK[move].search(one.words)}
    if one.asked and _ASKING.search(one.words) and not _BACK[Move.OPEN_QUESTION].search(one.words):
        found.add(Move.OPEN_QUESTION)
    for move, instead in _INSTEAD:
        if move in found:
            found.discard(instead)
    return found


def _is_ours(one: Sentence, found: set[Move]) -> bool:
    """Whether a day in this sentence is that of what we do, or of another call: no day was asked of him to pay."""
    if found & {Move.ASKS_PAY, Move.SUMMARY, Move.AMOUNT}:
        return False
    return bool(_CALL.search(one.words)) or (Move.OUR_PART in found and not one.asked)


def _says_back(said: str, before: str) -> bool:
    his, ours = (set(_WORD.findall(text[:1000].casefold())) for text in (before, said))
    return len(his & ours) >= _REFLECTED


def days_in(said: str) -> tuple[str, ...]:
    """The days that were asked of him, in their order; not those of what we do ourselves.

    >>> days_in("Lukt dinsdag, of anders vrijdag?"), days_in("de 12e of 20 mei")
    (('dinsdag', 'vrijdag'), ('de 12e', '20 mei'))
    """
    his = [one for one in sentences(said) if not _is_ours(one, _fitting(one))]
    return tuple(dict.fromkeys(match.group().strip() for one in his for match in _DAY.finditer(one.words)))
