"""The planner: asks the cadence about everybody whose time has come, and records it.

A second planner inserts nothing: occasions and messages have unique keys, and looking
at a person moves the time at which they are looked at next.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime

from bot.desk.desk import Desk, Sitting
from bot.desk.launching import standing_of
from bot.desk.letters import to_person
from bot.desk.recording import Recorder, machinery
from bot.desk.scenes import watermark
from bot.desk.setting import setting, to_tell_about, views
from bot.ports.store import Letter, Unit, Work
from engagement.cadence import Decisions, PersonView, Reminder, Sending, Setting, due
from engagement.facts import (
    CoordinatorTold,
    Fact,
    PaceChanged,
    PromptDeferred,
    PromptExpired,
    PromptPlanned,
    PromptWithdrawn,
)
from engagement.flows.cards import notice
from engagement.people import Person

PEOPLE = 200
"People planned in one transaction: the ledger is not held for longer than that."


async def plan(work: Work, desk: Desk, now: datetime) -> int:
    """Plan everybody whose time has come; returns how many were looked at."""

    def prepare(unit: Unit) -> Setting | None:
        at = Sitting(unit=unit, desk=desk, now=now)
        if not standing_of(at).running:
            return None
        first = unit.people.next_look()
        if first is None or first > now:
            return None
        return setting(at)

    holds = await work.read(prepare)
    looked, after = 0, ""
    while holds is not None:
        shared, start = holds, after

        def some(
            unit: Unit, shared: Setting = shared, start: str = start
        ) -> Sequence[Person]:
            at = Sitting(unit=unit, desk=desk, now=now)
            people = unit.people.to_look_at(now, after=start, most=PEOPLE)
            _plan_some(at, people, shared)
            return people

        people = await work.run(some)
        looked += len(people)
        if len(people) < PEOPLE:
            break
        after = people[-1].person_id
    return looked


def _plan_some(at: Sitting, people: Sequence[Person], shared: Setting) -> None:
    standing = standing_of(at)
    taking_part = [person for person in people if standing.includes(person)]
    # Who is outside a pilot is looked at when it is widened, not before.
    outside = [person for person in people if not standing.includes(person)]
    at.unit.people.look_at({person.person_id: None for person in outside})
    if not taking_part:
        return
    batch = _Batch(at, shared)
    for view in views(at, taking_part):
        batch.carry_out(view, due(view, shared, at.now))
    batch.close(taking_part)


class _Batch:
    """Decisions about some people, carried out together: one append to the ledger."""

    def __init__(self, at: Sitting, shared: Setting) -> None:
        self._at = at
        self._shared = shared
        self._record: Recorder = machinery(at)
        self._letters: list[Letter] = []
        self._untold: dict[str, list[tuple[Person, str]]] = {}
        self._looks: dict[str, datetime | None] = {}
        self._later: list[tuple[PersonView, Decisions, dict[str, str]]] = []

    def carry_out(self, view: PersonView, decided: Decisions) -> None:
        person_id = view.person.person_id
        self._looks[person_id] = decided.look_at
        ids = {o.key: o.occasion_id for o in view.unsettled}
        for want in decided.wants:
            which = ids[want.key] = self._at.unit.new_id()
            self._note(
                want.prompt_id,
                PromptPlanned(
                    occasion_id=which,
                    key=want.key,
                    person_id=person_id,
                    prompt_id=want.prompt_id,
                    subject=want.subject,
                    period=want.period,
                    rank=want.rank,
                    owed=want.owed,
                    not_before=want.not_before,
                    due_at=want.due_at,
                ),
            )
        self._ends(view, decided)
        for deferral in decided.deferrals:
            self._note(
                _prompt_of(deferral.key),
                PromptDeferred(
                    occasion_id=ids[deferral.key],
                    reason=deferral.reason,
                    until=deferral.until,
                ),
            )
        if decided.pace is not None:
            pace = PaceChanged(
                person_id=person_id, weeks=decided.pace, reason="ignored"
            )
            self._record.later(pace)
        if decided.sendings or decided.reminders or decided.tell:
            self._later.append((view, decided, ids))

    def _note(self, prompt_id: str, fact: Fact) -> None:
        self._record.later(fact, prompt=self._at.desk.catalogue.by_id.get(prompt_id))

    def _ends(self, view: PersonView, decided: Decisions) -> None:
        prompts = {o.occasion_id: o.prompt_id for o in view.unsettled}
        for end in decided.ends:
            kind = PromptExpired if end.how == "expired" else PromptWithdrawn
            fact: Fact = kind(occasion_id=end.occasion_id, reason=end.reason)
            self._note(prompts[end.occasion_id], fact)
            message = next(
                (
                    o.message_id
                    for o in view.unsettled
                    if o.occasion_id == end.occasion_id
                ),
                None,
            )
            if message is not None:
                self._at.unit.outbox.refresh(message, self._at.now)

    def close(self, people: Iterable[Person]) -> None:
        """Record everything, then write the messages about it."""
        del people
        self._record.flush()
        at = self._at
        accounts = at.unit.people.accounts(
            [view.person.person_id for view, _, _ in self._later]
        )
        for view, decided, ids in self._later:
            account = accounts.get(view.person.person_id)
            if account is None:
                continue
            for sending in decided.sendings:
                self._write(view.person, sending, ids)
            for reminder in decided.reminders:
                self._remind(view, reminder)
            self._tell(view, decided.tell)
        self._record.flush()
        at.unit.people.look_at(self._looks)

    def _write(self, person: Person, sending: Sending, ids: dict[str, str]) -> None:
        items = tuple(ids[key] for key in sending.items)
        letter = to_person(
            self._at, person, kind=sending.kind, key=sending.key, occasions=items
        )
        if letter is not None:
            self._at.unit.outbox.write(letter)

    def _remind(self, view: PersonView, reminder: Reminder) -> None:
        at, person = self._at, view.person
        mark = reminder.message_id
        if reminder.kind == "wake":
            occasion = next(
                o for o in view.unsettled if o.occasion_id in reminder.occasion_ids
            )
            mark = f"{occasion.occasion_id}:{occasion.snoozed_until}"
        questions = [
            o.question.text
            for o in view.unsettled
            if o.occasion_id in reminder.occasion_ids and o.question is not None
        ]
        language = person.language
        text = at.say(
            f"reminder.{reminder.kind}", language, question="\n".join(questions)
        )
        letter = to_person(
            at,
            person,
            kind=reminder.kind,
            key=f"{reminder.kind}:{mark}",
            occasions=reminder.occasion_ids,
            card=notice(
                text,
                language,
                reference="reminder",
                watermark=watermark(at, language),
            ),
            parent=reminder.message_id,
        )
        if letter is not None:
            at.unit.outbox.write(letter)

    def _tell(self, view: PersonView, occasion_ids: Sequence[str]) -> None:
        if not occasion_ids:
            return
        coordinator = to_tell_about(self._at, view.person)
        if coordinator is None:
            return
        asked = {o.occasion_id: o for o in view.unsettled}
        for which in occasion_ids:
            fact = CoordinatorTold(
                coordinator_id=coordinator.person_id,
                occasion_id=which,
                reason="silence",
            )
            self._note(asked[which].prompt_id, fact)


def _prompt_of(key: str) -> str:
    """Return the prompt that a unique key begins with."""
    return key.split(":", 2)[1]
