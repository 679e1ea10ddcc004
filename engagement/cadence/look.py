"""One look at one person: what the decisions of that moment have in common."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property

from engagement.cadence.views import PersonView, Setting
from engagement.calendar import WorkCalendar, monday_of
from engagement.launch import first_question_on
from engagement.organisation import Rules
from engagement.people import Person

Name = tuple[str, str | None]
"Prompt and subject: what makes two questions the same."


@dataclass(frozen=True, kw_only=True)
class Look:
    """One person at one moment."""

    view: PersonView
    setting: Setting
    now: datetime

    @property
    def person(self) -> Person:
        """Who is looked at."""
        return self.view.person

    @property
    def calendar(self) -> WorkCalendar:
        """Their working days and hours."""
        return self.view.calendar

    @property
    def rules(self) -> Rules:
        """Limits and notices."""
        return self.setting.rules

    @cached_property
    def today(self) -> date:
        """The date where the person is."""
        return self.calendar.today(self.now)

    @cached_property
    def monday(self) -> date:
        """The Monday of the person's week."""
        return monday_of(self.today)

    @cached_property
    def begins(self) -> date:
        """First day on which this person is asked anything, or introduced."""
        first = max(self.setting.began_on, self.person.joined_on)
        introduced_at = self.person.introduced_at
        if introduced_at is None:
            return first
        return max(first, first_question_on(introduced_at, self.calendar))

    @cached_property
    def open(self) -> bool:
        """Whether anything may be decided now: only within their working hours."""
        return self.today >= self.begins and self.calendar.open_at(self.now)

    @cached_property
    def known(self) -> frozenset[str]:
        """Keys that exist: nothing is wanted twice under the same one."""
        view = self.view
        return frozenset([p.key for p in view.past] + [o.key for o in view.unsettled])

    @cached_property
    def asked_on(self) -> dict[Name, date]:
        """When each question was last put to the person, whatever came of it."""
        last: dict[Name, datetime] = {}
        for past in self.view.past:
            name = (past.prompt_id, past.subject)
            if past.asked and past.at >= last.get(name, past.at):
                last[name] = past.at
        return {name: self.calendar.today(at) for name, at in last.items()}

    def at_slot(self, day: date) -> datetime:
        """Return the person's time of day on ``day``."""
        return self.calendar.at(day, self.calendar.slot_time())

    def slot_after(self, day: date, working_days: int) -> datetime:
        """Return the person's time of day so many of their working days later."""
        return self.at_slot(self.calendar.add_working_days(day, working_days))
