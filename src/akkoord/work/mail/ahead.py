"""Sets the pages of letters that are about to leave in a thread of its own, so that two processors work on sending (decision 0067)."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import Any

from akkoord.letters.render import render_pdf
from akkoord.store.models import Letter
from akkoord.work.letters.make_letter import blocks_of, said_in

Said = tuple[Any, Any, str]  # all that a page is made of: content, blocks, subject


@dataclass(slots=True)
class Ahead:
    """Pages that are being set. Typst lets go of Python while it sets one; the rest of the sending goes on meanwhile. A page is only
    what its letter says: whether that letter may leave is looked at when it does, and if it says anything else by then, its page
    is set anew."""

    _pool: ThreadPoolExecutor | None = None
    _pages: dict[int, tuple[Said, Future[bytes]]] = field(default_factory=dict)

    def begin(self, letters: Sequence[Letter]) -> None:
        """Begin to set these, in this order; one alone has nothing to go on beside it."""
        self._pages.clear()
        if len(letters) < 2:
            return
        self._pool = self._pool or ThreadPoolExecutor(max_workers=1, thread_name_prefix="pages")
        for letter in letters:
            if letter.pdf is None:
                made = self._pool.submit(render_pdf, said_in(letter), blocks=blocks_of(letter), subject=letter.subject)
                self._pages[letter.id] = _said(letter), made

    def page(self, letter: Letter) -> bytes:
        """The page of this letter as it is now."""
        said, made = self._pages.pop(letter.id, (None, None))
        if made is not None and said == _said(letter):
            return made.result()
        return render_pdf(said_in(letter), blocks=blocks_of(letter), subject=letter.subject)

    def end(self) -> None:
        """The turn is over: what was set and not taken is thrown away, and the thread ends."""
        self._pages.clear()
        if self._pool is not None:
            self._pool.shutdown(cancel_futures=True)
            self._pool = None


def _said(letter: Letter) -> Said:
    return letter.content, letter.blocks, letter.subject
