"""What a programme asks of one person in the weeks to come: the cadence, played ahead.

``engagement.cadence.due`` itself decides, day by day, on values; nothing is stored, and
the same values give the same forecast. What is assumed of people: everybody answers on
the day, keeps what they promised and promises nothing new; what is not in the data does
not happen. So a forecast says what comes round and what is known to come, and real weeks
hold a little more.

Two plays of the same weeks: one within the limits says what is asked when and what has
to wait; one without them says how much is wanted, which is what the load is.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from enum import StrEnum

from engagement.cadence import Decisions, Past, PersonView, Setting, Want, due
from engagement.cadence.promises import CHECK
from engagement.calendar import monday_of
from engagement.commitments import Commitment
from engagement.occasions import Occasion, OccasionState, Rank

WEEKS = 13
"How far a forecast looks: one quarter."
WARN, FULL = 80, 100
"Per cent of somebody's budget from which on they are warned about, and refused."
_DAY, _WEEK = timedelta(days=1), timedelta(weeks=1)
_NO_LIMIT = 1000
"More items, or messages, than anybody could ever be owed."

SettingOn = Callable[[date], Setting]
"What holds for everybody on a day to come."


class Kind(StrEnum):
    """Why an item is asked."""

    CADENCE = "cadence"
    EVENT = "event"
    COMMITMENT = "commitment"


_KINDS = {Rank.EVENT: Kind.EVENT, Rank.COMMITMENT: Kind.COMMITMENT}


@dataclass(frozen=True, slots=True, kw_only=True)
class Week:
    """One ISO week of a forecast."""

    monday: date
    asked: Mapping[Kind, int]
    "Items that go out in it."
    waiting: int
    "Deferred items that still wait when it ends."

    @property
    def items(self) -> int:
        """How many items go out in it."""
        return sum(self.asked.values())


@dataclass(frozen=True, slots=True, kw_only=True)
class Load:
    """What one person has ahead of them."""

    person_id: str
    weeks: tuple[Week, ...]
    wanted: Mapping[Kind, int]
    "Items that the weeks would hold if there were no limits."
    budget: float
    "Items that there is room for: those of a bundle, at the person's pace."

    @property
    def share(self) -> int:
        """What is wanted, in per cent of the budget."""
        return _share(self.wanted, self.budget)

    @property
    def deferred(self) -> int:
        """The most that waits at the end of a week."""
        return max(week.waiting for week in self.weeks)


def forecast(view: PersonView, setting_on: SettingOn, now: datetime) -> Load:
    """Play the weeks after ``now`` for one person.

    Args:
        view: the person as of now.
        setting_on: what holds on a day to come; what has a date happens then.
        now: where to begin. A week whose slot is over is not counted any more, but
            what is left of it is played with the first one.
    """
    return Load(
        person_id=view.person.person_id,
        weeks=_Play.of(view, setting_on, now).run(),
        wanted=_wanted(view, setting_on, now),
        budget=_budget(view, setting_on, now),
    )


def share_of(view: PersonView, setting_on: SettingOn, now: datetime) -> int:
    """Return ``Load.share`` alone, which takes half the time."""
    wanted = _wanted(view, setting_on, now)
    return _share(wanted, _budget(view, setting_on, now))


def _share(wanted: Mapping[Kind, int], budget: float) -> int:
    return round(100 * sum(wanted.values()) / budget) if budget else 0


def _wanted(
    view: PersonView, setting_on: SettingOn, now: datetime
) -> Mapping[Kind, int]:
    """Return what the weeks would ask of one person if there were no limits."""

    def unlimited(day: date) -> Setting:
        held = setting_on(day)
        rules = replace(
            held.rules,
            items_per_bundle=_NO_LIMIT,
            messages_per_day=_NO_LIMIT,
            messages_per_week=_NO_LIMIT,
        )
        return replace(held, rules=rules)

    played = _Play.of(view, unlimited, now).run()
    return {kind: sum(week.asked[kind] for week in played) for kind in Kind}


def _budget(view: PersonView, setting_on: SettingOn, now: datetime) -> float:
    """Return the items of all bundles that can go; a week off has none."""
    calendar = view.calendar
    first = _first_week(view, now)
    mondays = [first + n * _WEEK for n in range(WEEKS)]
    open_weeks = sum(calendar.slot_of_week(monday) is not None for monday in mondays)
    items = setting_on(first).rules.items_per_bundle
    return open_weeks * items / calendar.person.pace


def _first_week(view: PersonView, now: datetime) -> date:
    """Return the Monday of this week, or of the next one where its slot is over."""
    monday = monday_of(view.calendar.today(now))
    slot = view.calendar.slot_of_week(monday)
    return monday if slot is not None and slot >= now else monday + _WEEK


@dataclass(kw_only=True)
class _Play:
    """One person's weeks while they are played."""

    view: PersonView
    setting_on: SettingOn
    now: datetime
    waiting: dict[str, Occasion]
    "Planned questions by key."
    past: list[Past]
    asked: dict[Kind, int] = field(default_factory=dict)
    "Of the week that is being played."

    @classmethod
    def of(cls, view: PersonView, setting_on: SettingOn, now: datetime) -> _Play:
        """Return the play that begins with what is planned; the rest is answered."""
        planned = [o for o in view.unsettled if o.state is OccasionState.PLANNED]
        return cls(
            view=view,
            setting_on=setting_on,
            now=now,
            waiting={o.key: o for o in planned},
            past=[_answered(one) for one in view.past],
        )

    def run(self) -> tuple[Week, ...]:
        """Play every day, and return the weeks."""
        first, day = (
            _first_week(self.view, self.now),
            self.view.calendar.today(self.now),
        )
        weeks = []
        for number in range(WEEKS):
            monday = first + number * _WEEK
            self.asked = dict.fromkeys(Kind, 0)
            while day < monday + _WEEK:
                self._day(day)
                day += _DAY
            left = sum(bool(one.deferred) for one in self.waiting.values())
            weeks.append(Week(monday=monday, asked=self.asked, waiting=left))
        return tuple(weeks)

    def _day(self, day: date) -> None:
        """Decide once, at the person's time of day: nothing else goes out sooner."""
        calendar = self.view.calendar
        at = max(calendar.at(day, calendar.slot_time()), self.now)
        if not calendar.open_at(at) or calendar.today(at) != day:
            return
        self.view = replace(
            self.view,
            unsettled=tuple(self.waiting.values()),
            past=tuple(self.past),
            sent=tuple(s for s in self.view.sent if at - s < _WEEK),
        )
        self._carry_out(due(self.view, self.setting_on(day), at), at)

    def _carry_out(self, decided: Decisions, at: datetime) -> None:
        for want in decided.wants:
            self.waiting[want.key] = _planned(want, self.view, at)
        over = {end.occasion_id for end in decided.ends}
        for one in [o for o in self.waiting.values() if o.occasion_id in over]:
            self._settle(one, at, message=None)
        for deferral in decided.deferrals:
            one = self.waiting[deferral.key]
            self.waiting[deferral.key] = replace(
                one,
                not_before=deferral.until,
                deferred=one.deferred + 1,
                deferred_for=deferral.reason,
            )
        for sending in decided.sendings:
            for key in sending.items:
                one = self.waiting[key]
                self.asked[_KINDS.get(one.rank, Kind.CADENCE)] += 1
                self._settle(one, at, message=sending.key)
            self._sent(sending.kind, sending.key, at)
        if decided.pace is not None:
            self._slow_down(decided.pace)

    def _settle(self, one: Occasion, at: datetime, *, message: str | None) -> None:
        """Take a question off the list; asked is answered."""
        del self.waiting[one.key]
        state = OccasionState.ANSWERED if message else OccasionState.EXPIRED
        self.past.append(
            Past(
                occasion_id=one.occasion_id,
                key=one.key,
                prompt_id=one.prompt_id,
                subject=one.subject,
                at=at,
                state=state,
                rank=one.rank,
                message_id=message,
            )
        )
        if message and one.prompt_id == CHECK:
            self.view = replace(self.view, commitments=self._without(one))

    def _without(self, check: Occasion) -> tuple[Commitment, ...]:
        """Return the promises that are left when one has been kept."""
        which = (check.subject or "").partition(":")[2]
        held = self.view.commitments
        return tuple(one for one in held if one.commitment_id != which)

    def _sent(self, kind: str, key: str, at: datetime) -> None:
        view = replace(self.view, sent=(*self.view.sent, at))
        if kind == "bundle":
            view = replace(
                view,
                bundles=(*view.bundles, key),
                bundle_messages=(*view.bundle_messages, key),
            )
        self.view = view

    def _slow_down(self, pace: int) -> None:
        calendar = self.view.calendar
        person = replace(calendar.person, pace=pace)
        self.view = replace(self.view, calendar=replace(calendar, person=person))


def _answered(past: Past) -> Past:
    """Return what stands in the chat as it will be: answered, and no sign of silence."""
    open_ = past.state is OccasionState.ASKED
    return replace(past, state=OccasionState.ANSWERED) if open_ else past


def _planned(want: Want, view: PersonView, at: datetime) -> Occasion:
    return Occasion(
        occasion_id=want.key,
        key=want.key,
        person_id=view.person.person_id,
        prompt_id=want.prompt_id,
        subject=want.subject,
        period=want.period,
        rank=want.rank,
        owed=want.owed,
        planned_at=at,
        not_before=want.not_before,
        due_at=want.due_at,
    )
