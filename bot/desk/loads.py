"""How much a programme asks of everybody in the quarter to come.

Whoever is played is played whole; where there are too many people for an answer in a
chat, those with the most to answer are, and the number of the others is said.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cache

from bot.desk.desk import Sitting
from bot.desk.setting import readers, setting_of, sources, today_of, views
from engagement.cadence import PersonView, Setting, topics
from engagement.catalogue import Cadence
from engagement.forecast import FULL, WARN, Load, SettingOn, forecast, share_of
from engagement.organisation import Programme, Rules
from engagement.people import Permission, Person
from engagement.subjects import Subject
from engagement.topics import Sources, subjects_of

MOST = 20
"People who are played: about 40 ms each, and a chat waits no longer than a second."

_Subjects = Mapping[str | None, tuple[Subject, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Loads:
    """The loads of some people, the heaviest first."""

    people: tuple[tuple[Person, Load], ...]
    others: int
    "How many more are asked something, each less than those by today's count."


@dataclass(frozen=True, slots=True, kw_only=True)
class Heavier:
    """Somebody of whom a change of the programme asks more, and nearly too much."""

    person: Person
    before: int
    "Per cent of their budget."
    after: int

    @property
    def too_much(self) -> bool:
        """Whether it would be more than there is room for."""
        return self.after > FULL


class Outlook:
    """What lies ahead of everybody; read from the store once, for any programme."""

    def __init__(self, at: Sitting) -> None:
        self._at = at
        self._readers = readers(at)
        self._sources = sources(at)
        today = today_of(at.unit.organisation(), at.now)
        active = [p for p in at.unit.people.all() if p.active_on(today)]
        self._views = views(at, active)
        self._subjects: dict[tuple[Rules, date], _Subjects] = {}

    def on(self, programme: Programme, day: date) -> Setting:
        """Return what holds for everybody on a day to come under a programme."""
        known = (programme.rules, day)
        if known not in self._subjects:
            then = replace(self._sources, today=day, rules=programme.rules)
            self._subjects[known] = subjects_of(then)
        return setting_of(self._at, programme, self._subjects[known], self._readers)

    @property
    def sources(self) -> Sources:
        """Everything that questions can be about."""
        return self._sources

    @property
    def views(self) -> tuple[PersonView, ...]:
        """Everybody who takes part."""
        return tuple(self._views)

    def now(self, programme: Programme) -> Setting:
        """Return what would hold for everybody today under a programme."""
        return self.on(programme, self._sources.today)

    def loads(self, programme: Programme, most: int = MOST) -> Loads:
        """Return the loads under a programme, of ``most`` people at most."""
        ahead = self._ahead(programme)
        views = self._concerned(self.now(programme))
        played = [
            (view.person, forecast(view, ahead, self._at.now)) for view in views[:most]
        ]
        played.sort(key=lambda one: -one[1].share)
        return Loads(people=tuple(played), others=len(views[most:]))

    def load_of(self, programme: Programme, person: Person) -> Load | None:
        """Return one person's load; None for somebody who has left."""
        for view in self._views:
            if view.person.person_id == person.person_id:
                return forecast(view, self._ahead(programme), self._at.now)
        return None

    def shares(self, programme: Programme, most: int) -> list[tuple[Person, int]]:
        """Return the loads of the ``most`` heaviest alone, in per cent of budgets."""
        ahead = self._ahead(programme)
        views = self._concerned(self.now(programme))[:most]
        found = [(view.person, share_of(view, ahead, self._at.now)) for view in views]
        return sorted(found, key=lambda one: -one[1])

    def heavier(
        self, new: Programme, old: Programme, most: int = MOST
    ) -> tuple[Heavier, ...]:
        """Return whose load a change makes heavier, and more than is comfortable."""
        ahead, behind = self._ahead(new), self._ahead(old)
        found = []
        for view in self._concerned(self.now(new))[:most]:
            after = share_of(view, ahead, self._at.now)
            if after <= WARN:
                continue
            before = share_of(view, behind, self._at.now)
            if after > before:
                found.append(Heavier(person=view.person, before=before, after=after))
        return tuple(sorted(found, key=lambda one: -one.after))

    def _ahead(self, programme: Programme) -> SettingOn:
        return cache(lambda day: self.on(programme, day))

    def _concerned(self, setting: Setting) -> list[PersonView]:
        """Return who is asked something, those with the most rounds first."""
        rounds = {view.person.person_id: _rounds(view, setting) for view in self._views}
        asked = [
            view
            for view in self._views
            if rounds[view.person.person_id]
            or Permission.EXECUTIVE in view.person.permissions
        ]
        return sorted(asked, key=lambda view: -rounds[view.person.person_id])


def _rounds(view: PersonView, setting: Setting) -> float:
    """Return how many items a week come round for somebody, at their pace."""
    paces = [
        setting.cadence_of(prompt, subject)
        for prompt in setting.prompts
        if not prompt.internal
        for subject in topics(prompt, view, setting)
    ]
    weekly = sum(1 / pace.weeks for pace in paces if pace is not Cadence.EVENT)
    return weekly * view.person.pace / setting.rules.items_per_bundle
