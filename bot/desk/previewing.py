"""The first messages of somebody, exactly as they will get them; nothing is recorded.

The cadence itself is played ahead, from the introduction to the first questions, and
what it decides is drawn by what draws the real message.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, time

from bot.desk.desk import Sitting
from bot.desk.launching import introduction, proposed, standing_of
from bot.desk.scenes import Asker, message_card
from bot.desk.setting import calendar_of, setting, views
from bot.ports.store import Letter
from engagement.asking import Unfillable
from engagement.cadence import Sending, Setting, Want, due
from engagement.calendar import WorkCalendar
from engagement.cards import Card
from engagement.launch import first_question_on
from engagement.occasions import Occasion, OccasionState
from engagement.people import Person

REFERENCE = "preview"
"What the questions of a preview are known by: a press on one records nothing."
_LOOKS = 90
"How often somebody is looked at before it is given up: some three months of days."


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """One message to come."""

    at: datetime
    card: Card


@dataclass(frozen=True, slots=True, kw_only=True)
class First:
    """What somebody gets first."""

    person: Person
    introduction: Message | None
    "None: there is no text or no notice yet, or they were introduced."
    questions: Message | None
    "None: nothing is asked of them in the next months."


class Previews:
    """First messages of some people, shown to one coordinator."""

    def __init__(self, at: Sitting, by: Person) -> None:
        self._at = at
        self._by = by
        self._settings: dict[date, Setting] = {}

    def of(self, person: Person) -> First:
        """Return the first messages of one person."""
        calendar = calendar_of(self._at, person)
        introduced_at = person.introduced_at or self._introduced_at(calendar)
        if introduced_at is None:
            return First(person=person, introduction=None, questions=None)
        return First(
            person=person,
            introduction=self._introduction(person, introduced_at),
            questions=self._questions(calendar, introduced_at),
        )

    def _introduced_at(self, calendar: WorkCalendar) -> datetime | None:
        joined = calendar.at(calendar.person.joined_on, time())
        return calendar.next_open(max(self._at.now, joined))

    def _introduction(self, person: Person, on: datetime) -> Message | None:
        if person.introduced_at is not None:
            return None
        if standing_of(self._at).draft:
            card = proposed(self._at, person, self._by, on)
        else:
            card = introduction(self._at, person, on)
        return None if card is None else Message(at=on, card=card)

    def _questions(
        self, calendar: WorkCalendar, introduced_at: datetime
    ) -> Message | None:
        """Play the cadence until it sends something."""
        person = replace(calendar.person, introduced_at=introduced_at)
        calendar = replace(calendar, person=person)
        view = views(self._at, [calendar.person])[0]
        sent = (*view.sent, introduced_at)
        view = replace(view, calendar=calendar, sent=sent)
        first = first_question_on(introduced_at, calendar)
        now: datetime | None = max(calendar.at(first, time()), self._at.now)
        waiting = {one.key: one for one in view.unsettled}
        for _ in range(_LOOKS):
            if now is None:
                return None
            view = replace(view, unsettled=tuple(waiting.values()))
            decided = due(view, self._setting(calendar.today(now), now), now)
            waiting |= {
                want.key: _occasion(want, person, now) for want in decided.wants
            }
            for put_off in decided.deferrals:
                one = waiting[put_off.key]
                waiting[put_off.key] = replace(one, not_before=put_off.until)
            for sending in decided.sendings:
                return self._message(person, sending, waiting, now)
            now = decided.look_at
        return None

    def _setting(self, day: date, now: datetime) -> Setting:
        if day not in self._settings:
            held = setting(replace(self._at, now=now))
            began_on = self._at.unit.organisation().began_on or self._at.now.date()
            self._settings[day] = replace(held, began_on=began_on, introduces=True)
        return self._settings[day]

    def _message(
        self,
        person: Person,
        sending: Sending,
        waiting: Mapping[str, Occasion],
        now: datetime,
    ) -> Message | None:
        """Draw a message as it is drawn right before it is sent."""
        at = replace(self._at, now=now)
        asker, shown = Asker(at), []
        for key in sending.items:
            question = asker.question(waiting[key], person)
            if not isinstance(question, Unfillable):
                state = OccasionState.ASKED
                shown.append(replace(waiting[key], state=state, question=question))
        if not shown:
            return None
        card = message_card(at, _letter(sending, person, now), person, shown)
        return Message(at=now, card=card)


def _occasion(want: Want, person: Person, now: datetime) -> Occasion:
    return Occasion(
        # Pressed, it says that this is a preview; whose it is, is nobody's business.
        occasion_id=f"{REFERENCE}:{want.prompt_id}",
        key=want.key,
        person_id=person.person_id,
        prompt_id=want.prompt_id,
        subject=want.subject,
        period=want.period,
        rank=want.rank,
        owed=want.owed,
        planned_at=now,
        not_before=want.not_before,
        due_at=want.due_at,
    )


def _letter(sending: Sending, person: Person, now: datetime) -> Letter:
    """Return what the message would lie in; nothing writes it."""
    return Letter(
        message_id=REFERENCE,
        kind=sending.kind,
        key=sending.key,
        person_id=person.person_id,
        platform="",
        recipient="",
        language=person.language,
        not_before=now,
        created_at=now,
    )
