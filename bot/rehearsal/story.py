"""The story: scripted people who answer, promise, go on leave and look after figures."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta

from bot.app import Application, new_id
from bot.desk.desk import Sitting
from bot.desk.launching import approval_key, ceo_of, launch_text, mark_of
from bot.desk.setting import sources
from bot.ports import (
    Actor,
    ChatMessage,
    Click,
    Command,
    File,
    Inbound,
    Place,
    Submit,
    What,
)
from bot.ports.store import Unit
from bot.rehearsal.deeds import Deed, name_of
from bot.rehearsal.executives import Executive
from bot.rehearsal.habits import CAST, Character, Habit
from bot.rehearsal.lines import Asking, Lines
from engagement.cases import Case
from engagement.moments import instant_of
from engagement.occasions import OccasionState
from engagement.people import Permission, Person
from engagement.topics import subjects_of

PLATFORM, WORKSPACE = "webchat", "local"
MEMORY = timedelta(weeks=8)
"How far back open questions are looked at."
TIDY_AT = time(8, 30)
"When the coordinator imports figures, on Mondays, in their own zone."
CASE_AFTER = timedelta(days=2)
APPROVES_AFTER = timedelta(minutes=25)
LEAVE = (timedelta(days=14), timedelta(days=24))
"When the one on leave is away, from the start of the story."


@dataclass
class Story:
    """Everybody who plays by themselves.

    Args:
        application: what they talk to.
        seed: makes the story repeat.
        lines: what they say, and the figures that come in week by week.
        began: when the story began.
    """

    application: Application
    seed: int
    lines: Lines
    began: datetime
    silent: set[str] = field(default_factory=set)
    "People who act for themselves just now."
    _done: set[str] = field(default_factory=set)
    _read: tuple[object, list[Deed]] = (None, [])
    "What everybody had in mind, and what it was read from."

    # --- what is due -----------------------------------------------------------

    async def next_due(self, now: datetime) -> datetime | None:
        """Return when somebody does something next."""
        return min((deed.at for deed in await self._to_do(now)), default=None)

    async def act(self, now: datetime) -> int:
        """Have everybody do what they do by ``now``; returns how many deeds."""
        acted = 0
        while ready := [deed for deed in await self._to_do(now) if deed.at <= now]:
            deed = min(ready, key=lambda d: (d.at, d.key))
            self._done.add(deed.key)
            for number, what in enumerate(deed.what):
                await self._do(deed, number, what, now)
            acted += 1
        return acted

    async def _to_do(self, now: datetime) -> list[Deed]:
        deeds = await self.application.store.work.read(
            lambda unit: self._deeds(unit, now)
        )
        return [deed for deed in deeds if deed.key not in self._done]

    def _deeds(self, unit: Unit, now: datetime) -> list[Deed]:
        """Return what everybody has in mind; read again only when it can have changed.

        Whatever changes a mind is a record, so the number of the last one tells.
        """
        last = unit.record()
        seen = (last, len(self._done), frozenset(self.silent), now.date())
        if self._read[0] != seen:
            self._read = (seen, list(self._of_everybody(unit, now)))
        return self._read[1]

    def _of_everybody(self, unit: Unit, now: datetime) -> Iterator[Deed]:
        at = Sitting(unit=unit, desk=self.application.desk, now=now)
        yield from self._approval(at)
        people = unit.people.all()
        cast = [p for p in people if Permission.EXECUTIVE in p.permissions]
        steering = [p for p in people if Permission.COORDINATOR in p.permissions]
        for person in people:
            if person.person_id in self.silent:
                continue
            if person in steering:
                yield from self._steering(at, person, first=person == steering[0])
            elif person in cast:
                habit = CAST[cast.index(person) % len(CAST)]
                yield from self._of(unit, person, habit, now)

    def _approval(self, at: Sitting) -> Iterator[Deed]:
        """Have the CEO approve the launch text, a while after they were asked."""
        ceo = ceo_of(at)
        if ceo is None or ceo.person_id in self.silent:
            return
        mark = mark_of(launch_text(at, ceo))
        letter = at.unit.outbox.by_key(approval_key(mark))
        if letter is None or at.unit.launch_texts().is_approved:
            return
        posted = at.unit.outbox.posted(letter.message_id)
        if posted is not None:
            click = Click(action_id=f"launch:{mark}.approve", message=posted.message)
            when = letter.not_before + APPROVES_AFTER
            yield Deed(person=ceo, key=f"approve:{mark}", at=when, what=(click,))

    # --- executives ------------------------------------------------------------

    def _of(
        self, unit: Unit, person: Person, habit: Habit, now: datetime
    ) -> Iterator[Deed]:
        character = Character(person_id=person.person_id, habit=habit, seed=self.seed)
        executive = Executive(person=person, character=character, lines=self.lines)
        if habit is Habit.ON_LEAVE:
            yield self._leave(person)
        for occasion in unit.occasions.asked_since(person.person_id, now - MEMORY):
            deed = executive.reaction(occasion, self._done)
            if deed is not None:
                yield deed

    def _leave(self, person: Person) -> Deed:
        first, last = ((self.began + length).date() for length in LEAVE)
        command = Command(text=f"away {first}..{last}")
        at = self.began + LEAVE[0] - timedelta(days=3)
        return Deed(person=person, key="leave", at=at, what=(command,))

    # --- coordinators ----------------------------------------------------------

    def _steering(self, at: Sitting, person: Person, *, first: bool) -> Iterator[Deed]:
        """Import figures on Mondays, ask, and answer cases after two days."""
        if first:
            yield from self._figures(person)
            yield from self._questions(at, person)
        for case in at.unit.promises.open_cases():
            if case.owner_id == person.person_id:
                yield self._closing(at.unit, person, case)

    def _closing(self, unit: Unit, person: Person, case: Case) -> Deed:
        """Answer a case, in the language of whoever waits for it."""
        occasion = unit.occasions.get(case.occasion_id)
        key = name_of(occasion) if occasion is not None else case.case_id
        waits = unit.people.get(case.person_id) or person
        asked = occasion.prompt_id if occasion is not None else ""
        line = self.lines.outcome(case, asked, waits.language, key)
        close = "ärenden stäng" if person.language == "sv" else "cases close"
        command = Command(text=f'{close} {case.case_id} "{line}"')
        when = case.opened_at + CASE_AFTER
        return Deed(person=person, key=f"case:{key}", at=when, what=(command,))

    def _figures(self, person: Person) -> Iterator[Deed]:
        for monday, table in self.lines.figures.items():
            at = _at(monday, TIDY_AT, person)
            if self.began <= at:
                name = f"readings-{monday}.csv"
                what = File(name=name, content=table, note="import readings")
                key = f"figures:{monday}"
                yield Deed(person=person, key=key, at=at, what=(what,))

    def _questions(self, at: Sitting, person: Person) -> Iterator[Deed]:
        today = person.local(at.now).date()
        ask = "fråga" if person.language == "sv" else "ask"
        for number, one in enumerate(self.lines.questions):
            on = person.local(self.began).date() + timedelta(days=one.day)
            if on > today or (on == today and not stale(at, one)):
                yield Deed(
                    person=person,
                    key=f"question:{number}",
                    at=_at(on, TIDY_AT, person),
                    what=(Command(text=f"{ask} @{one.whom} {one.what}"),),
                )

    # --- through the door ------------------------------------------------------

    async def _do(self, deed: Deed, number: int, what: What, now: datetime) -> None:
        await self._hand_in(deed, f"{number}", what, now)
        if isinstance(what, File):
            await self._confirm(deed, now)

    async def _confirm(self, deed: Deed, now: datetime) -> None:
        """Confirm the import that was looked at in the dry run."""
        person_id = deed.person.person_id
        form = await self.application.store.work.read(
            lambda unit: unit.dialogues.newest(person_id, "import.accept", now)
        )
        if form is not None:
            submit = Submit(action_id=f"{form.reference}.send", values={})
            await self._hand_in(deed, "confirm", submit, now)

    async def _hand_in(self, deed: Deed, mark: str, what: What, now: datetime) -> None:
        user = deed.person.person_id
        if isinstance(what, Command):
            await self._typed(deed, mark, f"/ledning {what.text}", now)
        await self.application.receiver.receive(
            Inbound(
                event_id=f"story:{deed.key}:{mark}",
                actor=Actor(platform=PLATFORM, workspace=WORKSPACE, user_id=user),
                place=Place(conversation=f"dm:{user}", direct=True),
                occurred_at=now,
                received_at=now,
                what=what,
            )
        )
        await self.application.sender.settle()

    async def _typed(self, deed: Deed, mark: str, text: str, now: datetime) -> None:
        """Leave what somebody typed in the room, as the page does."""
        user, key = deed.person.person_id, f"said:story:{deed.key}:{mark}"
        line = ChatMessage(
            message_id=new_id(),
            conversation=f"dm:{user}",
            thread=None,
            author=user,
            card=None,
            text=text,
            posted_at=now,
        )
        await self.application.chat.post(line, key=key)


def stale(at: Sitting, one: Asking) -> bool:
    """Whether a question of a prompt would be refused by now.

    It is asked already, or its subject is nobody's or somebody else's to answer for.
    """
    if one.what.startswith('"'):
        return False
    prompt_id, _, subject_id = one.what.partition(" ")
    held = subjects_of(sources(at)).get(one.whom, ())
    keys = {subject.key for subject in held if subject.subject_id == subject_id}
    return not keys or any(
        o.state is OccasionState.ASKED
        and o.prompt_id == prompt_id
        and o.subject in keys
        for o in at.unit.occasions.unsettled([one.whom])
    )


def _at(day: date, wall: time, person: Person) -> datetime:
    return instant_of(datetime.combine(day, wall), person.tz).astimezone(UTC)
