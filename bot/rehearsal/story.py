"""The story: scripted people who answer, promise, go on leave and look after figures."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, time, timedelta

from bot.app import Application
from bot.ports import (
    Actor,
    ChatMessage,
    Click,
    Command,
    File,
    Inbound,
    Place,
    Submit,
    Text,
    What,
)
from bot.ports.store import Unit
from bot.rehearsal.habits import CAST, Character, Habit
from bot.rehearsal.lines import Lines
from engagement.occasions import Occasion, OccasionState
from engagement.people import Permission, Person
from engagement.questions import AskedFollowUp, Question

PLATFORM, WORKSPACE = "webchat", "local"
MEMORY = timedelta(weeks=8)
"How far back open questions are looked at."
TIDY_AT = time(8, 30)
"When the coordinator imports figures, on Mondays, in their own zone."
CASE_AFTER = timedelta(days=2)
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

    # --- what is due -----------------------------------------------------------

    async def next_due(self, now: datetime) -> datetime | None:
        """Return when somebody does something next."""
        deeds = await self._deeds(now)
        times = [deed.at for deed in deeds if deed.key not in self._done]
        return min(times, default=None)

    async def act(self, now: datetime) -> int:
        """Have everybody do what they do by ``now``; returns how many deeds."""
        acted = 0
        while ready := [
            deed
            for deed in await self._deeds(now)
            if deed.at <= now and deed.key not in self._done
        ]:
            deed = min(ready, key=lambda d: (d.at, d.key))
            self._done.add(deed.key)
            for number, what in enumerate(deed.what):
                await self._do(deed, number, what, now)
            acted += 1
        return acted

    async def _do(self, deed: _Deed, number: int, what: What, now: datetime) -> None:
        user = deed.person.person_id
        if isinstance(what, Text):
            await self.application.chat.post(
                ChatMessage(
                    message_id=what.message,
                    conversation=f"dm:{user}",
                    thread=what.reply_to,
                    author=user,
                    card=None,
                    text=what.text,
                    posted_at=now,
                ),
                key=f"story:{deed.key}:{number}",
            )
        await self._hand_in(deed, f"{number}", what, now)
        if isinstance(what, File):
            await self._confirm(deed, now)

    async def _confirm(self, deed: _Deed, now: datetime) -> None:
        """Confirm the import that was looked at in the dry run."""
        person_id = deed.person.person_id
        form = await self.application.store.work.read(
            lambda unit: unit.dialogues.newest(person_id, "import.accept", now)
        )
        if form is not None:
            submit = Submit(action_id=f"{form.reference}.send", values={})
            await self._hand_in(deed, "confirm", submit, now)

    async def _hand_in(self, deed: _Deed, mark: str, what: What, now: datetime) -> None:
        user = deed.person.person_id
        await self.application.receiver.receive(
            Inbound(
                event_id=f"story:{self.seed}:{deed.key}:{mark}",
                actor=Actor(platform=PLATFORM, workspace=WORKSPACE, user_id=user),
                place=Place(conversation=f"dm:{user}", direct=True),
                occurred_at=now,
                received_at=now,
                what=what,
            )
        )
        await self.application.sender.settle()

    async def _deeds(self, now: datetime) -> list[_Deed]:
        def read(unit: Unit) -> list[_Deed]:
            people = unit.people.all()
            cast = [
                p.person_id for p in people if Permission.EXECUTIVE in p.permissions
            ]
            steering = [
                p.person_id for p in people if Permission.COORDINATOR in p.permissions
            ]
            deeds: list[_Deed] = []
            for person in people:
                if person.person_id in self.silent:
                    continue
                if person.person_id in steering:
                    first = person.person_id == steering[0]
                    deeds += self._steering(unit, person, now, first=first)
                elif person.person_id in cast:
                    deeds += self._of(unit, person, cast, now)
            return deeds

        return await self.application.store.work.read(read)

    def _of(
        self, unit: Unit, person: Person, cast: list[str], now: datetime
    ) -> Sequence[_Deed]:
        habit = CAST[cast.index(person.person_id) % len(CAST)]
        character = Character(person_id=person.person_id, habit=habit, seed=self.seed)
        deeds = list(self._leave(character, person))
        for occasion in unit.occasions.asked_since(person.person_id, now - MEMORY):
            deeds += self._reactions(character, person, occasion)
        return deeds

    # --- executives ------------------------------------------------------------

    def _leave(self, character: Character, person: Person) -> Sequence[_Deed]:
        if character.habit is not Habit.ON_LEAVE:
            return ()
        first = (self.began + LEAVE[0]).date()
        last = (self.began + LEAVE[1]).date()
        command = Command(text=f"away {first}..{last}")
        at = self.began + LEAVE[0] - timedelta(days=3)
        return (_Deed(person=person, key="leave", at=at, what=(command,)),)

    def _reactions(
        self, character: Character, person: Person, occasion: Occasion
    ) -> Sequence[_Deed]:
        key, asked = _key(occasion), occasion.asked_at
        if asked is None or occasion.question is None or not character.reacts(key):
            return ()
        base = occasion.snoozed_until or asked
        if occasion.snoozed_until is None and f"{key}:later" in self._done:
            base = occasion.reminded_at or asked
        at = base + character.delay(key)
        instead = character.instead(key)
        open_ = occasion.state in {OccasionState.ASKED, OccasionState.EXPIRED}
        if open_ and instead is not None and f"{key}:{instead}" not in self._done:
            return (self._put_off(person, occasion, instead, at),)
        if open_:
            return (self._answer(character, person, occasion, at),)
        return self._revision(character, person, occasion)

    def _put_off(
        self, person: Person, occasion: Occasion, how: str, at: datetime
    ) -> _Deed:
        which = occasion.occasion_id
        what: tuple[What, ...] = (
            Click(action_id=f"{which}.later"),
            Submit(action_id=f"{which}.snooze", values={"when": "tomorrow"}),
        )
        if how == "skip":
            what = (
                Click(action_id=f"{which}.skip"),
                Submit(action_id=f"{which}.skipped", values={"reason": "no_time"}),
            )
        return _Deed(person=person, key=f"{_key(occasion)}:{how}", at=at, what=what)

    def _answer(
        self, character: Character, person: Person, occasion: Occasion, at: datetime
    ) -> _Deed:
        question = occasion.question
        assert question is not None  # noqa: S101 - asked by the caller
        which, key = occasion.occasion_id, _key(occasion)
        values = self._values(character, key, question)
        what: list[What] = [Submit(action_id=f"{which}.answer", values=values)]
        option = values.get("answer") if question.options else None
        for follow_up in question.follow_ups:
            if follow_up.follows(option) and follow_up.required:
                detail = self._detail(character, key, person, follow_up, at)
                submit = Submit(action_id=f"{which}.detail", values={"detail": detail})
                what.append(submit)
        return _Deed(person=person, key=f"{key}:answer", at=at, what=tuple(what))

    def _values(
        self, character: Character, key: str, question: Question
    ) -> Mapping[str, str]:
        if question.kind == "objective_update":
            confidence = character.number(key, 4, 9)
            track = "on_track" if confidence > 6 else "at_risk"  # noqa: PLR2004 - as typed confidence is read
            return {"confidence": str(confidence), "track": track}
        if question.number is not None:
            least, most = int(question.number.least), int(question.number.most)
            return {"answer": str(character.number(key, least, min(most, least + 20)))}
        if question.options:
            options = [o.option_id for o in question.options]
            return {"answer": character.option(key, options, question.kind)}
        sentence = self.lines.sentence(question, character.dice(key, "sentence"))
        return {"answer": sentence}

    def _detail(
        self,
        character: Character,
        key: str,
        person: Person,
        follow_up: AskedFollowUp,
        at: datetime,
    ) -> str:
        dice = character.dice(key, follow_up.follow_up_id)
        local = person.local(at).date()
        day = local + timedelta(days=dice.randint(3, 12))
        while day.weekday() not in person.hours.days:
            day += timedelta(days=1)
        match follow_up.kind:
            case "choice":
                return dice.choice([o.option_id for o in follow_up.options])
            case "day":
                return day.isoformat()
            case "moment":
                return f"{day}T{dice.choice(['10:00', '13:00', '14:00', '15:30'])}"
            case _:
                return self.lines.detail(follow_up, person.language, dice)

    def _revision(
        self, character: Character, person: Person, occasion: Occasion
    ) -> Sequence[_Deed]:
        after, answered = character.edits(_key(occasion)), occasion.answered_at
        if after is None or answered is None or occasion.revision != 1:
            return ()
        question, which = occasion.question, occasion.occasion_id
        if question is None or question.kind != "sentence":
            return ()
        dice = character.dice(_key(occasion), "revised")
        sentence = self.lines.sentence(question, dice)
        return (
            _Deed(
                person=person,
                key=f"{_key(occasion)}:edit",
                at=answered + after,
                what=(
                    Click(action_id=f"{which}.edit"),
                    Submit(action_id=f"{which}.answer", values={"answer": sentence}),
                ),
            ),
        )

    # --- coordinators ----------------------------------------------------------

    def _steering(
        self, unit: Unit, person: Person, now: datetime, *, first: bool
    ) -> Sequence[_Deed]:
        """Import last week's figures on Mondays, and answer cases after two days."""
        deeds = list(self._figures(person, now)) if first else []
        for case in unit.promises.open_cases():
            if case.owner_id == person.person_id:
                occasion = unit.occasions.get(case.occasion_id)
                key = _key(occasion) if occasion is not None else case.case_id
                line = self.lines.outcome(person.language, key)
                command = Command(text=f'cases close {case.case_id} "{line}"')
                at = case.opened_at + CASE_AFTER
                deeds.append(
                    _Deed(person=person, key=f"case:{key}", at=at, what=(command,))
                )
        return deeds

    def _figures(self, person: Person, now: datetime) -> Sequence[_Deed]:
        deeds = []
        for monday, table in self.lines.figures.items():
            wall = datetime.combine(monday, TIDY_AT, person.tz)
            at = wall.astimezone(UTC)
            if self.began <= at <= now + timedelta(weeks=2):
                name = f"readings-{monday}.csv"
                what = File(name=name, content=table, note="import readings")
                key = f"figures:{monday}"
                deeds.append(_Deed(person=person, key=key, at=at, what=(what,)))
        return deeds


@dataclass(frozen=True, slots=True, kw_only=True)
class _Deed:
    """Something that one person does at one moment."""

    person: Person
    key: str
    at: datetime
    what: tuple[What, ...]


def _key(occasion: Occasion) -> str:
    """Return the unique key without identifiers that are random: dice must repeat."""
    kind, _, which = (occasion.subject or "-").partition(":")
    named = kind if kind in {"commitment", "question"} else f"{kind}:{which}"
    period = occasion.period.partition("ask-")[0] or "ask"
    return f"{occasion.prompt_id}:{named}:{period}:{occasion.person_id}"
