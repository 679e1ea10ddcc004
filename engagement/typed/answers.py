"""Standing answers: how something goes, none, unknown; and bare words for the bot.

Rules: a negation in front hides the answer (*inte klart*), and so does one behind it
(*klart är det inte*). *Done* is not read into what is still to come: *klart på fredag*,
*snart klart*, *klart till 90 %*, *klart att vi gör det* (of course). *Fast* (although)
and *check* are ordinary words too and count only where they stand apart. Two answers at
once (*planerat men kört fast*) are none.
"""

from __future__ import annotations

import re

from engagement.typed.days import looks_ahead
from engagement.typed.phrases import Opening, opening, table
from engagement.typed.words import NEGATIONS, key, listed, plain

_FOUR_WAY = table(
    done="klart|klar|klara|gjort|gjord|gjorda|färdigt|färdig|färdiga|fardigt|fardig"
    "|fixat|ordnat|löst|åtgärdat|åtgärdad|avklarat|avklarad|genomfört|genomförd"
    "|slutfört|slutförd|avslutat|avslutad|check|done|finished|completed|complete|fixed"
    "|solved",
    planned="planerat|planerad|planerade|planeras|inplanerat|inplanerad|bokat|bokad"
    "|inbokat|inbokad|ska göra|ska göra det|ska göras|skall göra|skall göras"
    "|kommer att göra|kommer att göra det|kommer att göras|planned|scheduled|booked"
    "|will do|will do it|will do that|ill do|ill do it|ill do that|will be done"
    "|going to do|going to do it",
    blocked="kört fast|kort fast|fastnat|sitter fast|fast|blockerat|blockerad"
    "|blockerade|stopp|stoppat|stoppad|hindrad|hindrat|står still|kan inte|går inte"
    "|kommer inte vidare|blocked|stuck|cant|cannot|can not|stopped|on hold",
    not_relevant="inte aktuellt|inte aktuell|ej aktuellt|ej aktuell|inte relevant"
    "|ej relevant|inte längre aktuellt|inte längre aktuell|inte längre relevant"
    "|inte aktuellt längre|ej aktuellt längre|inte relevant längre|inaktuellt"
    "|inaktuell|not relevant any more|not relevant anymore|irrelevant|inte tillämpligt"
    "|ej tillämpligt|n a|na|not relevant|not applicable|no longer relevant"
    "|no longer applicable",
    other="kan inte nu|kan inte just nu|kan inte idag|kan inte i dag|cant now"
    "|cant right now|cant today|kan inte säga|kan inte svara|kan inte bedöma"
    "|kan inte minnas|kan inte klaga|cant say|cant tell|cant answer|cant remember"
    "|cant complain|cant wait|cannot now|cannot right now|cannot today|can not now"
    "|can not right now|can not today|cannot say|can not say",
)
_FILLERS = listed(
    "ja jo japp jepp yes yep yeah ok okej okay jag vi har är det den de nu redan helt"
    " allt alla just i we have has is are am its ive weve im were that thats this it"
    " all already now been men but och and"
)

TURNS = NEGATIONS | listed(
    "än ännu yet eller or är is was knappast hardly kanske maybe perhaps"
)
"Behind an answer, without a sign between, these make something else of it."

_NOT_DONE = listed(
    "att som vi jag man det du han hon de dom ni that we snart soon nästan almost till"
    " tills senast när when once om if unless until to"
)
_APART = {"check": listed(""), "fast": listed("i på pga hos utan med av för nu igen")}
"Ordinary words besides, and what may still follow them without a sign."
_PARTLY = re.compile(r"\W*\d{1,2}(?:[.,]\d+)? ?(?:%|procent|percent)")

_TICKS = "✅✔☑👍👌"
_AROUND_TICKS = " \ufe0f\U0001f3fb\U0001f3fc\U0001f3fd\U0001f3fe\U0001f3ff"

_NONE = table(
    none="ingen|inga|inget|ingenting|none|nothing|ingen alls|inga alls|inget alls"
    "|none at all|nothing at all|ingen än|inga än|inget än|ingen ännu|inga ännu"
    "|inget ännu|none yet|nothing yet|none so far|nothing so far|inget särskilt"
    "|nothing special|nothing in particular|inget just nu|inga just nu|ingen just nu"
    "|none right now|nothing right now|inte någon|inte några|inte något|not any|nobody"
    "|nobody yet|no one|no one yet",
)
_UNKNOWN = table(
    unknown="vet inte|vet ej|vet inte än|vet inte ännu|vet ej än|vet inte riktigt"
    "|det vet jag inte|det vet jag inte än|ingen aning|har ingen aning|oklart|okänt"
    "|osäker|osäkert|inte säker|kan inte säga|svårt att säga|dont know|dont know yet"
    "|do not know|do not know yet|not known|not known yet|not sure|not sure yet|unsure"
    "|unknown|unclear|no idea|have no idea|cant say|hard to say|idk|dunno",
)
_POLITE = listed("jag vi i we nej nä nope no tyvärr sorry hm hmm ärligt honestly")
_COMMANDS = table(
    help="help|hjälp|hjalp|hej|hej hej|hejsan|hallå|hi|hello|hey|god morgon"
    "|good morning",
    status="status|läge|läget|lage|laget",
)


def read_four_way(text: str) -> tuple[str, str] | None:
    """Return how it goes, by an id of ``vocabulary.FOUR_WAY``, and what else is said.

    The second part is as typed; empty where nothing is said. None: not such an answer.
    """
    said = text.strip().lstrip(_TICKS + _AROUND_TICKS)
    ticked = any(tick in text[: len(text) - len(said)] for tick in _TICKS)
    if ticked and not any(map(str.isalnum, said)):
        return "done", ""
    found = _first(said)
    if found is None:
        return None
    besides = _first(found.rest)
    if besides and besides.meaning != found.meaning:
        return None
    return found.meaning, found.rest


def _first(text: str) -> Opening | None:
    found = opening(text, _FOUR_WAY, _FILLERS)
    return found if found and _meant(found) else None


def _meant(found: Opening) -> bool:
    following = found.following
    if following in TURNS:
        return False
    if following and found.phrase in _APART:
        return following in _APART[found.phrase]
    if found.meaning == "other":
        return False
    return found.meaning != "done" or _is_over(found)


def _is_over(found: Opening) -> bool:
    if found.following in _NOT_DONE or _PARTLY.match(found.rest):
        return False
    return found.separated or not looks_ahead(plain(found.rest))


def is_none(text: str) -> bool:
    """Whether ``text`` says that there is none, and nothing else."""
    return _is(text, _NONE) or set(plain(text)) == {"-"}


def is_unknown(text: str) -> bool:
    """Whether ``text`` says that the person does not know, and nothing else."""
    return _is(text, _UNKNOWN) or set(plain(text)) == {"?"}


def _is(text: str, phrases: dict[str, str]) -> bool:
    found = opening(text, phrases, _POLITE)
    return found is not None and not found.rest


def command_of(text: str) -> str | None:
    """Return ``help`` or ``status`` where a bare word asks for it, else None."""
    if plain(text) == "?":
        return "help"
    return _COMMANDS.get(key(text))
