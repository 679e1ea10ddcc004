"""A message that is not there, or may not be: settled, recorded, and somebody told."""

from __future__ import annotations

from bot.desk.delivery import ASKING
from bot.desk.desk import Sitting
from bot.desk.letters import note
from bot.desk.recording import machinery
from bot.desk.setting import coordinators
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
    if reason == "misconfigured":
        _alarm(at, letter)


def _alarm(at: Sitting, letter: Letter) -> None:
    """Tell every coordinator, once a day, that nothing goes out on a platform.

    One message that failed waits on their list; an installation that fails cannot.
    """
    day = f"{at.now:%Y-%m-%d}"
    for told in coordinators(at):
        text = at.say("tell.installation", told.language, platform=letter.platform)
        note(at, told, f"installation:{letter.platform}:{told.person_id}:{day}", text)
