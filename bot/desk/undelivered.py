"""A message that is not there, or may not be: settled, recorded, and somebody told."""

from __future__ import annotations

from bot.desk.delivery import ASKING
from bot.desk.desk import Sitting
from bot.desk.letters import note
from bot.desk.recording import machinery
from bot.desk.setting import coordinator_for, coordinators
from bot.ports.store import Errand, Letter
from engagement.facts import Fact, MessageDoubtful, MessageFailed


def give_up(at: Sitting, errand: Errand, state: str, reason: str, code: str) -> None:
    """Settle a message that is not there, or may not be; tell a coordinator."""
    letter = errand.letter
    at.unit.outbox.settle(
        errand, state, reason=f"{reason}:{code}", at=at.now, posted=None
    )
    if errand.action == "update" or letter.kind == "reply":
        return
    questions = letter.occasions if letter.kind in ASKING else None
    if state == "doubtful":
        fact: Fact = MessageDoubtful(
            message_id=letter.message_id,
            kind=letter.kind,
            person_id=letter.person_id,
            channel=letter.channel,
            platform=letter.platform,
            code=code,
            occasions=questions,
        )
    else:
        fact = MessageFailed(
            message_id=letter.message_id,
            kind=letter.kind,
            person_id=letter.person_id,
            channel=letter.channel,
            platform=letter.platform,
            reason=reason,
            code=code,
            occasions=questions,
        )
    machinery(at)(fact)
    _alarm(at, letter, state)


def _alarm(at: Sitting, letter: Letter, state: str) -> None:
    if letter.kind == "notice":
        return
    person = at.unit.people.get(letter.person_id or "")
    if person is not None:
        told = coordinator_for(at, person)
        whom = person.name
    else:
        told = next(iter(coordinators(at)), None)
        whom = f"#{letter.channel}"
    if told is not None:
        text = at.say(f"tell.{state}", told.language, name=whom)
        note(at, told, f"{state}:{letter.message_id}", text)
