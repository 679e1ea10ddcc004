"""Just before and just after a message is sent: is it wanted, and what did it become.

Rules: everything is looked at again right before sending, because time has passed
since it was planned. What was shown is kept with the message before it is sent, so
that a question is on record as it was shown even if the process ends in between.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, time

from bot.desk.admitting import held_back, introduce
from bot.desk.desk import Sitting
from bot.desk.earned import opened_with, opening
from bot.desk.launching import approval
from bot.desk.pacing import TELLING, free_at
from bot.desk.recording import machinery
from bot.desk.scenes import Asker, message_card
from bot.desk.setting import (
    calendar_of,
    unneeded_ones,
)
from bot.desk.settling import Prepared, drop, wait_for_hours
from bot.ports import Posted
from bot.ports.store import Errand, Letter
from engagement.asking import Unfillable
from engagement.facts import (
    Fact,
    MessageDelivered,
    PersonIntroduced,
    PromptAsked,
    PromptReminded,
    PromptSuperseded,
)
from engagement.launch import APPROVAL, INTRODUCTION
from engagement.occasions import Occasion, OccasionState
from engagement.people import Person
from engagement.questions import Question

ASKING = ("bundle", "owed")
REMINDING = {"reminder": "silence", "wake": "snoozed"}


def prepare(at: Sitting, errand: Errand) -> Prepared | None:
    """Render a message, or settle it where it is not wanted any more or not now."""
    letter = errand.letter
    if errand.action == "update":
        return _update(at, errand)
    if (held := held_back(at, errand)) is not None:
        return held
    if letter.kind in (INTRODUCTION, APPROVAL):
        return introduce(at, errand)
    if letter.kind in ASKING or letter.kind in REMINDING:
        return _ask_or_remind(at, errand)
    return _tell(at, errand)


def _tell(at: Sitting, errand: Errand) -> Prepared:
    """Send what is no question; a notice in working hours, a reply at once."""
    letter, nothing = errand.letter, Prepared(errand=errand, card=None)
    person = at.unit.people.get(letter.person_id or "")
    if person is not None and letter.kind in TELLING:
        left = not person.active_on(person.local(at.now).date())
        free = None if left else free_at(at, letter.kind, person)
        if free is None:
            drop(at, errand, "person_left" if left else "no_working_time")
            return nothing
        if free > at.now:
            at.unit.outbox.postpone(errand, free, TELLING[letter.kind])
            return nothing
    return Prepared(errand=errand, card=letter.card)


def _update(at: Sitting, errand: Errand) -> Prepared:
    letter = errand.letter
    person = at.unit.people.get(letter.person_id or "")
    if person is not None and letter.kind == APPROVAL:
        return Prepared(errand=errand, card=approval(at, letter, person) or letter.card)
    if person is None or letter.kind not in ASKING:
        return Prepared(errand=errand, card=letter.card)
    occasions = at.unit.occasions.of_message(letter.message_id)
    card = message_card(at, letter, person, occasions, opened_with(letter.card))
    return Prepared(errand=errand, card=card)


def _ask_or_remind(at: Sitting, errand: Errand) -> Prepared:
    letter, nothing = errand.letter, Prepared(errand=errand, card=None)
    person = at.unit.people.get(letter.person_id or "")
    if person is None:
        drop(at, errand, "person_gone")
        return nothing
    calendar = calendar_of(at, person)
    if not person.active_on(calendar.today(at.now)):
        drop(at, errand, "person_left")
        return nothing
    if letter.kind != "wake" and not calendar.open_at(at.now):
        wait_for_hours(at, errand, calendar)
        return nothing
    if letter.kind in REMINDING:
        return _remind(at, errand)
    return _ask(at, errand, person)


def _remind(at: Sitting, errand: Errand) -> Prepared:
    found = [at.unit.occasions.get(which) for which in errand.letter.occasions]
    open_ones = [o for o in found if o is not None and _reacts(o, errand.letter)]
    waiting = [o for o in open_ones if _comes_back(o, errand.letter, at.now)]
    if not waiting:
        drop(at, errand, "snoozed" if open_ones else "answered")
        return Prepared(errand=errand, card=None)
    return Prepared(errand=errand, card=errand.letter.card)


def _reacts(occasion: Occasion, letter: Letter) -> bool:
    """Whether an answer is awaited; one that expired may come back as ordered."""
    return occasion.answerable if letter.kind == "wake" else occasion.waiting


def _comes_back(occasion: Occasion, letter: Letter, now: datetime) -> bool:
    until = occasion.snoozed_until
    if letter.kind == "wake":
        return until is not None and until <= now
    return until is None


def _ask(at: Sitting, errand: Errand, person: Person) -> Prepared:
    """Fill in the questions that are still wanted and keep them with the message."""
    asker = Asker(at)
    shown: list[Occasion] = []
    questions: dict[str, Question] = {}
    for occasion in _still_wanted(at, errand.letter, person):
        question = asker.question(occasion, person)
        if not isinstance(question, Unfillable):
            questions[occasion.occasion_id] = question
            shown.append(
                replace(occasion, state=OccasionState.ASKED, question=question)
            )
    if not shown:
        drop(at, errand, "not_wanted")
        return Prepared(errand=errand, card=None)
    above = opening(at, errand.letter, person)
    card = message_card(at, errand.letter, person, shown, above)
    at.unit.outbox.stage(errand.letter.message_id, card, questions)
    return Prepared(errand=errand, card=card)


def _still_wanted(at: Sitting, letter: Letter, person: Person) -> list[Occasion]:
    """Return the questions of a message that are wanted as things stand now."""
    found = [at.unit.occasions.get(which) for which in letter.occasions]
    planned = [o for o in found if o is not None and o.state is OccasionState.PLANNED]
    if letter.created_at == at.now:
        # The planner decided so at this very moment; to look twice is to wait twice.
        return planned
    gone = unneeded_ones(at, person, planned)
    return [o for o in planned if o.occasion_id not in gone]


# --- afterwards ----------------------------------------------------------------


def confirm(at: Sitting, errand: Errand, posted: Posted) -> None:
    """Settle a message that is there, with the facts that follow from it."""
    letter = errand.letter
    at.unit.outbox.settle(errand, "sent", reason="", at=at.now, posted=posted)
    if errand.action == "update" or letter.kind == "reply":
        return
    record = machinery(at)
    record.later(
        MessageDelivered(
            message_id=letter.message_id,
            kind=letter.kind,
            person_id=letter.person_id,
            channel=letter.channel,
            platform=letter.platform,
            conversation=posted.conversation,
            platform_message=posted.message,
        )
    )
    if letter.kind in ASKING:
        asked(at, letter)
    if letter.kind == INTRODUCTION and letter.person_id is not None:
        fact = PersonIntroduced(
            person_id=letter.person_id,
            message_id=letter.message_id,
            language=letter.language,
        )
        record.later(fact)
    for which in letter.occasions if letter.kind in REMINDING else ():
        reason = REMINDING[letter.kind]
        record.later(PromptReminded(occasion_id=which, reason=reason))
    record.flush()


def asked(at: Sitting, letter: Letter) -> None:
    """Record the questions of a delivered message, and what they supersede."""
    record = machinery(at)
    person = at.unit.people.get(letter.person_id or "")
    staged: Mapping[str, Question] = at.unit.outbox.staged(letter.message_id)
    if person is None:
        return
    calendar = calendar_of(at, person)
    days = at.unit.programme().rules.expires_after
    last = calendar.add_working_days(calendar.today(at.now), days)
    expires_at = calendar.at(last, time(23, 59))
    for which, question in staged.items():
        occasion = at.unit.occasions.get(which)
        if occasion is None or occasion.state is not OccasionState.PLANNED:
            continue
        prompt = at.desk.catalogue.by_id.get(question.prompt_id)
        fact: Fact = PromptAsked(
            occasion_id=which,
            person_id=person.person_id,
            message_id=letter.message_id,
            question=question,
            expires_at=expires_at,
        )
        record.later(fact, prompt=prompt)
        for old in at.unit.occasions.earlier(occasion):
            record.later(
                PromptSuperseded(occasion_id=old.occasion_id, by=which), prompt=prompt
            )
            if old.message_id is not None:
                at.unit.outbox.refresh(old.message_id, at.now)
    record.flush()
