"""The words of practising: the goals of the three steps, what a turn did, how it ended and what came of it."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from akkoord.core.conversation.practice.assess import Came, Done, Goal, Step
from akkoord.core.conversation.practice.moves import Move
from akkoord.core.conversation.practice.talk import End

Word = str | Promise

STEPS: Mapping[Step, Word] = {Step.TALK: _("Aan de praat"), Step.UNDERSTAND: _("Begrip tonen"), Step.RETURN: _("Terug naar de rekening")}
LEVELS: Mapping[int, Word] = {1: _("Om te beginnen"), 2: _("Gewone dag"), 3: _("Lastig"), 4: _("Zwaar")}
DONE: Mapping[Done, tuple[Word, str]] = {
    Done.DONE: (_("gelukt"), "green"),
    Done.PARTLY: (_("deels"), "amber"),
    Done.NOT: (_("nog niet"), ""),
}
MET: Mapping[Goal, Word] = {
    Goal.SAID_WHO: _("U zei wie u bent."),
    Goal.DISCREET: _("Niemand anders hoorde van de rekening."),
    Goal.OPEN_QUESTION: _("U stelde een open vraag."),
    Goal.LISTENED: _("U liet eerst het verhaal komen, zonder geld of tegenspraak."),
    Goal.ONLY_REASON: _("U vroeg of dit de enige reden is."),
    Goal.REASON_FOUND: _("De echte reden kwam op tafel."),
    Goal.ACKNOWLEDGED: _("U toonde begrip, zonder ‘maar’ erachter."),
    Goal.NO_ARGUING: _("U ging niet in discussie."),
    Goal.RIGHTED: _("U nam de klacht serieus: excuses, op papier, of iets wat u doet."),
    Goal.AMOUNT: _("Er kwam een bedrag op tafel."),
    Goal.DAY: _("Er kwam een dag."),
    Goal.TWO_DATES: _("U bood twee dagen aan."),
    Goal.CONFIRMED: _("U vatte het samen en kreeg een ja."),
}
MISSED: Mapping[Goal, Word] = {
    Goal.SAID_WHO: _("Zeg eerst wie u bent."),
    Goal.DISCREET: _("Noem de rekening pas als u hem zelf spreekt."),
    Goal.OPEN_QUESTION: _("Vraag open: wat, hoe, waarom."),
    Goal.LISTENED: _("Laat eerst het verhaal komen. Stil zijn mag."),
    Goal.ONLY_REASON: _("Vraag of dit de enige reden is; daarachter zit vaak de echte."),
    Goal.REASON_FOUND: _("Vraag door tot u weet wat erachter zit."),
    Goal.ACKNOWLEDGED: _("Laat merken dat u het hoort, in één zin, zonder ‘maar’."),
    Goal.NO_ARGUING: _("Ga niet in discussie. Gelijk krijgen is iets anders dan betaald krijgen."),
    Goal.RIGHTED: _("Doe iets met de klacht: excuses, op papier, of zeg wat u doet."),
    Goal.AMOUNT: _("Noem een bedrag."),
    Goal.DAY: _("Vraag een dag, geen ‘binnenkort’."),
    Goal.TWO_DATES: _("Bied twee dagen aan om uit te kiezen."),
    Goal.CONFIRMED: _("Vat bedrag en dag samen en laat hem ja zeggen, voordat u ophangt."),
}
MOVES: Mapping[Move, Word] = {
    Move.GREETING: _("groet"),
    Move.MATTER: _("waar het over gaat"),
    Move.OPEN_QUESTION: _("open vraag"),
    Move.CLOSED_QUESTION: _("gesloten vraag"),
    Move.LISTENING: _("luisteren"),
    Move.UNDERSTANDING: _("begrip"),
    Move.APOLOGY: _("excuses"),
    Move.ARGUING: _("tegenspraak"),
    Move.THREAT_ALLOWED: _("gevolgen genoemd"),
    Move.THREAT_FORBIDDEN: _("dreigement dat niet mag"),
    Move.AMOUNT: _("bedrag"),
    Move.DAY: _("dag"),
    Move.TWO_DATES: _("twee dagen"),
    Move.ASKS_PAY: _("vraag om betaling"),
    Move.ASKS_WRITTEN: _("op papier"),
    Move.ONLY_REASON: _("enige reden?"),
    Move.OUR_PART: _("wat wij doen"),
    Move.INSTALMENTS: _("in delen"),
    Move.SUMMARY: _("samenvatting"),
    Move.RUDE: _("grof"),
    Move.THIRD_PERSON: _("een ander hoort het"),
    Move.ASKS_FOR: _("vraagt naar hem"),
    Move.GOODBYE: _("afscheid"),
}
HARMS = frozenset({Move.ARGUING, Move.THREAT_FORBIDDEN, Move.RUDE, Move.THIRD_PERSON})
ENDS: Mapping[End, Word] = {
    End.AGREED: _("U werd het eens."),
    End.HUNG_UP: _("%(name)s hing op."),
    End.LEFT: _("U hing op."),
    End.LIMIT: _("%(name)s moest weg; het gesprek duurde te lang."),
}
CAME: Mapping[Came, Word] = {
    Came.PAID: _("Het geld kwam, zoals afgesproken: %(amount)s, %(day)s."),
    Came.BEGAN: _("Het begin kwam, zoals afgesproken: %(amount)s, %(day)s. De rest staat in uw bevestiging."),
    Came.SENT: _("Het bewijs kwam, zoals beloofd. Nu de rekening nog: bel daarna meteen terug."),
    Came.BROKEN: _("Er kwam niets. Het was een belofte om ervan af te zijn: wat erachter zat, was er nog."),
    Came.FADED: _("Er kwam een aanbod, maar niemand vatte het samen. Een week later wist %(name)s van niets."),
    Came.NOTHING: _("Er is niets afgesproken, en er kwam ook niets."),
}
SUMS: Mapping[tuple[Step, Done], Word] = {
    (Step.TALK, Done.DONE): _("U vroeg, en u kreeg te horen wat erachter zat."),
    (Step.TALK, Done.PARTLY): _("U was op weg: open vragen én de echte reden horen bij elkaar."),
    (Step.TALK, Done.NOT): _("U weet nog niet waarom er niet betaald is. Begin met één open vraag, en wacht."),
    (Step.UNDERSTAND, Done.DONE): _("U gaf het gevoel gehoord te zijn, en liet de discussie liggen."),
    (Step.UNDERSTAND, Done.PARTLY): _("Er was begrip, maar nog niet het hele stuk."),
    (Step.UNDERSTAND, Done.NOT): _("Er was nog geen begrip te merken. Eén zin is genoeg."),
    (Step.RETURN, Done.DONE): _("Een bedrag, een dag en een ja: daar kunt u op terugkomen."),
    (Step.RETURN, Done.PARTLY): _("U kwam terug bij het geld; een bedrag, een dag én een ja maken het rond."),
    (Step.RETURN, Done.NOT): _("U kwam niet terug bij de rekening. Noem twee dagen, en wees dan stil."),
}
NO_RETURN: Word = _("Aan de rekening kwam u niet toe.")
