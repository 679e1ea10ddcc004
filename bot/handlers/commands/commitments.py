"""``commitments``: what one has promised, and whether one is named for keeping it."""

from __future__ import annotations

from bot.handlers.call import Call
from bot.handlers.commands.words import Words
from engagement.cards import Action, Block, Bullets, Paragraph, Section, State, Tone
from engagement.errors import Refused
from engagement.facts import VisibilityChosen
from engagement.people import COMMITMENTS

VISIBLE = {"visible", "synlig", "synliga", "synligt"}
PRIVATE = {"private", "privat", "privata"}


def run(call: Call, words: Words) -> None:
    """List one's open commitments, or choose whether kept ones are told by name."""
    if not words:
        _list(call)
        return
    chosen = words.take().casefold()
    if words or chosen not in VISIBLE | PRIVATE:
        raise Refused("usage", usage=call.say("usage.commitments"))
    choose(call, visible=chosen in VISIBLE)


def _list(call: Call) -> None:
    texts, language = call.at.desk.texts, call.language
    found = call.at.unit.promises.open_commitments([call.person.person_id])
    lines = tuple(
        call.say(
            "status.promise",
            what=one.what,
            when=texts.moment(one.due.wall, language),
        )
        for one in found
    )
    named = call.person.named is not False
    head = call.say("commitments.title", n=len(lines)) if lines else ""
    blocks: list[Block] = [
        Paragraph(text=head or call.say("commitments.none"), tone=Tone.STRONG),
        Bullets(lines=lines),
        Paragraph(text=call.say(_said(visible=named)), tone=Tone.QUIET),
    ]
    verb = "private" if named else "visible"
    section = Section(
        reference="commitments",
        state=State.NOTICE,
        blocks=tuple(block for block in blocks if block != Bullets(lines=())),
        actions=(
            Action(
                action_id=f"commitments:own.{verb}", label=call.say(f"action.{verb}")
            ),
        ),
    )
    call.show([section])


def press(call: Call, rest: str) -> None:
    """Choose by the button of the list."""
    choose(call, visible=rest.rpartition(".")[2] == "visible")


def choose(call: Call, *, visible: bool) -> None:
    """Record whether the person is named for promises that they kept."""
    own = call.person
    if (own.named is not False) != visible:
        fact = VisibilityChosen(
            person_id=own.person_id, subject=COMMITMENTS, visible=visible
        )
        call.record(fact)
    call.tell(call.say(_said(visible=visible)))


def _said(*, visible: bool) -> str:
    return "commitments.visible" if visible else "commitments.private"
