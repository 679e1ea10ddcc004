"""One person at one moment: what ends, what is sent, what waits, when to look again."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

from engagement.cadence.budget import Item, free_from, select
from engagement.cadence.decisions import (
    Decisions,
    Deferral,
    End,
    Reminder,
    Sending,
    Want,
)
from engagement.cadence.views import PersonView, Setting
from engagement.cadence.wanted import key_of, period_of, topics, wanted
from engagement.calendar import iso_week, monday_of
from engagement.catalogue import Cadence
from engagement.occasions import Occasion, OccasionState, Rank

PACE = "PACE"
"The internal prompt that asks why bundles are ignored."
SLOWEST = 4
"Weeks between two bundles that ignoring never goes beyond."
_WAITING = {OccasionState.ASKED, OccasionState.EXPIRED}


def due(view: PersonView, setting: Setting, now: datetime) -> Decisions:
    """Decide everything about one person at ``now``."""
    calendar = view.calendar
    today = calendar.today(now)
    if not view.person.active_on(today):
        return Decisions(ends=tuple(_gone(view)))
    ends = tuple(_ended(view, setting, now))
    if not calendar.open_at(now):
        return Decisions(ends=ends, look_at=_next_look(view, now))
    over = {end.occasion_id for end in ends}
    alive = [o for o in view.unsettled if o.occasion_id not in over]
    sending = _sending(view, setting, alive, now)
    wakes = tuple(_wakes(alive, now))
    free = not sending.sendings and _free(view, setting, now)
    silent = tuple(_silence(view, setting, alive, now)) if free else ()
    return Decisions(
        wants=sending.wants,
        deferrals=sending.deferrals,
        ends=ends,
        sendings=sending.sendings,
        reminders=wakes + silent,
        tell=tuple(_untold(view, setting, alive, now)),
        pace=sending.pace,
        look_at=_next_look(view, now),
    )


def _free(view: PersonView, setting: Setting, now: datetime) -> bool:
    return free_from(view.sent, now, view.calendar, setting.rules) == now


# --- what ends -----------------------------------------------------------------


def _gone(view: PersonView) -> Iterable[End]:
    for occasion in view.unsettled:
        how = "withdrawn" if occasion.state is OccasionState.PLANNED else "expired"
        yield End(occasion_id=occasion.occasion_id, how=how, reason="person_left")


def _ended(view: PersonView, setting: Setting, now: datetime) -> Iterable[End]:
    for occasion in view.unsettled:
        if occasion.state is OccasionState.ASKED:
            until = max(t for t in (occasion.expires_at, occasion.snoozed_until) if t)
            if until <= now:
                yield End(
                    occasion_id=occasion.occasion_id, how="expired", reason="silence"
                )
        elif end := _unplanned(occasion, view, setting, now):
            yield end


def _unplanned(
    occasion: Occasion, view: PersonView, setting: Setting, now: datetime
) -> End | None:
    """Return why a planned question is not asked any more, if so."""
    which = occasion.occasion_id
    prompt = setting.prompt(occasion.prompt_id)
    if prompt is None:
        return End(occasion_id=which, how="withdrawn", reason="switched_off")
    if occasion.owed:
        too_late = now - occasion.due_at > timedelta(days=setting.rules.stale_days)
        stale = End(occasion_id=which, how="expired", reason="stale")
        return stale if too_late and occasion.asked_by is None else None
    if not prompt.internal:
        subjects = {
            None if subject is None else subject.key: subject
            for subject in topics(prompt, view, setting)
        }
        if occasion.subject not in subjects:
            return End(occasion_id=which, how="withdrawn", reason="subject_gone")
        if occasion.rank is Rank.CADENCE:
            subject = subjects[occasion.subject]
            cadence = setting.cadence_of(prompt, subject)
            today = view.calendar.today(now)
            if occasion.period != period_of(cadence, today):
                return End(occasion_id=which, how="expired", reason="period_over")
    return None


# --- what is sent --------------------------------------------------------------


def _sending(
    view: PersonView, setting: Setting, alive: list[Occasion], now: datetime
) -> Decisions:
    items = _planned(alive, setting, now) + wanted(view, setting, now)
    slot = _bundle_slot(view, now)
    if slot is None:
        items = [item for item in items if item.owed]
    if not items:
        return Decisions()
    if (free := free_from(view.sent, now, view.calendar, setting.rules)) != now:
        later = free or now + timedelta(days=7)
        return _put_off(items, "cap", later)
    pace = None
    if slot is not None and _ignored(view, setting, now):
        pace = min(view.person.pace * 2, SLOWEST)
        items = [_pace_question(view, setting, now), *(i for i in items if i.owed)]
    rules = setting.rules
    extra = any(f in rules.extra_event_item for f in view.functions)
    chosen = select(items, rules, extra_event=extra and slot is not None)
    week = iso_week(view.calendar.today(now))
    kind = "bundle" if slot is not None else "owed"
    mark = week if slot is not None else f"{now:%Y-%m-%dT%H%M}"
    return Decisions(
        wants=tuple(_want(item) for item in items if item.occasion is None),
        deferrals=tuple(
            Deferral(key=item.key, reason=reason, until=_later(item, view, now))
            for item, reason in chosen.cut
        ),
        sendings=(
            Sending(
                kind=kind,
                key=f"{kind}:{view.person.person_id}:{mark}",
                items=tuple(item.key for item in chosen.chosen),
            ),
        ),
        pace=pace,
    )


def _planned(alive: list[Occasion], setting: Setting, now: datetime) -> list[Item]:
    items = []
    for occasion in alive:
        prompt = setting.prompt(occasion.prompt_id)
        planned = occasion.state is OccasionState.PLANNED
        if planned and prompt is not None and occasion.not_before <= now:
            items.append(
                Item(
                    key=occasion.key,
                    prompt=prompt,
                    subject=occasion.subject,
                    period=occasion.period,
                    rank=occasion.rank,
                    owed=occasion.owed,
                    due_at=occasion.due_at,
                    not_before=occasion.not_before,
                    occasion=occasion,
                )
            )
    return items


def _want(item: Item) -> Want:
    return Want(
        key=item.key,
        prompt_id=item.prompt.prompt_id,
        subject=item.subject,
        period=item.period,
        rank=item.rank,
        owed=item.owed,
        due_at=item.due_at,
        not_before=item.not_before,
    )


def _put_off(items: list[Item], reason: str, until: datetime) -> Decisions:
    """Plan and defer what is owed; what is not owed waits for its bundle."""
    owed = [item for item in items if item.owed]
    return Decisions(
        wants=tuple(_want(item) for item in owed if item.occasion is None),
        deferrals=tuple(
            Deferral(key=item.key, reason=reason, until=until) for item in owed
        ),
    )


def _bundle_slot(view: PersonView, now: datetime) -> datetime | None:
    """Return this week's slot if its bundle is to go now.

    After downtime a missed slot is caught up with in the same week, once.
    """
    monday = monday_of(view.calendar.today(now))
    slot = view.calendar.slot_of_week(monday)
    if slot is None or now < slot:
        return None
    weeks = {key.rsplit(":", 1)[-1] for key in view.bundles}
    recent = (monday - timedelta(weeks=n) for n in range(view.person.pace))
    return None if any(iso_week(day) in weeks for day in recent) else slot


def _later(item: Item, view: PersonView, now: datetime) -> datetime:
    """Return when a cut item gets its next chance: tomorrow, or the next bundle."""
    if item.owed:
        today = view.calendar.today(now)
        day = view.calendar.add_working_days(today, 1)
        return view.calendar.at(day, view.calendar.slot_time())
    return _next_slot(view, now)


def _next_slot(view: PersonView, now: datetime) -> datetime:
    monday = monday_of(view.calendar.today(now))
    for week in range(1, 54):
        slot = view.calendar.slot_of_week(monday + timedelta(weeks=week))
        if slot is not None:
            return slot
    return now + timedelta(weeks=1)


def _ignored(view: PersonView, setting: Setting, now: datetime) -> bool:
    """Whether the last bundles in a row got no reaction, and nobody asked why."""
    number = setting.rules.ignored_bundles
    last = view.bundle_messages[-number:]
    if len(last) < number or setting.prompt(PACE) is None:
        return False
    asked = [p for p in view.past if p.message_id in last]
    silent = all(p.state in _WAITING and not p.snoozed for p in asked)
    asked_why = any(
        p.prompt_id == PACE and now - p.at < timedelta(weeks=2 * SLOWEST)
        for p in view.past
    )
    return bool(asked) and silent and not asked_why


def _pace_question(view: PersonView, setting: Setting, now: datetime) -> Item:
    prompt = setting.prompt(PACE)
    assert prompt is not None  # noqa: S101 - _ignored asked for it
    period = period_of(Cadence.WEEKLY, view.calendar.today(now))
    return Item(
        key=key_of(PACE, None, period, view.person.person_id),
        prompt=prompt,
        subject=None,
        period=period,
        rank=Rank.EVENT,
        owed=False,
        due_at=now,
        not_before=now,
    )


# --- after silence -------------------------------------------------------------


def _wakes(alive: list[Occasion], now: datetime) -> Iterable[Reminder]:
    for occasion in alive:
        until, message = occasion.snoozed_until, occasion.message_id
        if occasion.waiting and until is not None and until <= now and message:
            yield Reminder(
                kind="wake", message_id=message, occasion_ids=(occasion.occasion_id,)
            )


def _silence(
    view: PersonView, setting: Setting, alive: list[Occasion], now: datetime
) -> Iterable[Reminder]:
    """The one reminder of a message, for what of it still waits; one at a time."""
    messages: dict[str, list[str]] = {}
    for occasion in alive:
        if (
            occasion.reminded_at is None
            and occasion.message_id is not None
            and _silent_since(occasion, view, setting.rules.reminder_after, now)
        ):
            messages.setdefault(occasion.message_id, []).append(occasion.occasion_id)
    for message_id, ids in list(messages.items())[:1]:
        yield Reminder(kind="reminder", message_id=message_id, occasion_ids=tuple(ids))


def _untold(
    view: PersonView, setting: Setting, alive: list[Occasion], now: datetime
) -> Iterable[str]:
    for occasion in alive:
        if occasion.told_at is None and _silent_since(
            occasion, view, setting.rules.tell_after, now
        ):
            yield occasion.occasion_id


def _silent_since(
    occasion: Occasion, view: PersonView, days: int, now: datetime
) -> bool:
    """Whether a question has waited for so many of the person's working days."""
    if not occasion.waiting or occasion.asked_at is None:
        return False
    if occasion.snoozed_until is not None:
        return False
    asked_on = view.calendar.today(occasion.asked_at)
    day = view.calendar.add_working_days(asked_on, days)
    return view.calendar.at(day, view.calendar.slot_time()) <= now


def _next_look(view: PersonView, now: datetime) -> datetime | None:
    """Return when something could be due: a time that is set, or the next morning.

    Looking once a working day keeps everything that hangs on a date simple.
    """
    calendar, today = view.calendar, view.calendar.today(now)
    times = [
        t
        for o in view.unsettled
        for t in (o.snoozed_until, o.not_before if o.owed else None, o.expires_at)
        if t is not None and t > now
    ]
    this = calendar.at(today, calendar.slot_time())
    if calendar.works_on(today) and now < this:
        times.append(this)
    next_day = calendar.next_working_day(today + timedelta(days=1))
    if next_day is not None:
        times.append(calendar.at(next_day, calendar.slot_time()))
    if not times:
        return now + timedelta(days=1)
    first = min(times)
    return calendar.next_open(first) or first
