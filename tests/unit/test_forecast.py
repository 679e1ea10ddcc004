"""A forecast plays the cadence itself ahead, and says what does not fit."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from engagement.cadence import PersonView, Setting
from engagement.catalogue import Cadence
from engagement.forecast import WEEKS, Kind, Load, SettingOn, forecast, share_of
from engagement.occasions import OccasionState
from engagement.organisation import Rules
from tests.unit.cadence_parts import (
    a_calendar,
    a_commitment,
    a_person,
    a_prompt,
    a_setting,
    a_signal,
    a_view,
    an_event,
    answered,
    asked,
    at,
    away,
    planned,
)

MONDAY = at("2026-11-23 08:00")
"In the week before whose Tuesday nothing was asked yet."
WEEKLY = [a_prompt(f"W{n}", cadence=Cadence.WEEKLY) for n in range(4)]


def always(setting: Setting) -> SettingOn:
    """Return a setting that holds on every day."""
    return lambda _day: setting


def ahead(setting: Setting, view: PersonView | None = None, now: str = "") -> Load:
    """Return the forecast from a Monday on."""
    return forecast(view or a_view(), always(setting), at(now) if now else MONDAY)


def test_what_fits_is_asked_and_nothing_waits() -> None:
    found = ahead(a_setting(*WEEKLY[:2]))

    assert [2] * WEEKS == [week.items for week in found.weeks]
    assert (0, 100) == (found.deferred, found.share)
    assert {Kind.CADENCE: 26, Kind.EVENT: 0, Kind.COMMITMENT: 0} == found.wanted


def test_what_does_not_fit_waits_and_the_load_says_how_much_there_is() -> None:
    found = ahead(a_setting(*WEEKLY))

    assert [2] * WEEKS == [week.items for week in found.weeks]
    assert 2 == found.deferred
    assert 200 == found.share == share_of(a_view(), always(a_setting(*WEEKLY)), MONDAY)


def test_every_week_has_its_monday_and_a_week_whose_slot_is_over_is_left_out() -> None:
    begun = ahead(a_setting(WEEKLY[0]))
    over = ahead(a_setting(WEEKLY[0]), now="2026-11-25 08:00")

    assert date(2026, 11, 23) == begun.weeks[0].monday
    assert date(2026, 11, 30) == over.weeks[0].monday
    assert (WEEKS, date(2027, 2, 22)) == (len(over.weeks), over.weeks[-1].monday)


def test_half_the_pace_has_half_the_room() -> None:
    slow = a_view(a_calendar(a_person(pace=2)))

    assert 13 == ahead(a_setting(WEEKLY[0]), slow).budget


def test_weeks_away_have_no_room_and_ask_nothing() -> None:
    gone = a_view(a_calendar(absences=(away("2026-11-01", "2027-06-30"),)))

    found = ahead(a_setting(*WEEKLY), gone)

    assert (0, 0, 0) == (found.budget, found.share, found.deferred)


def test_an_event_and_a_promise_are_told_from_what_comes_round() -> None:
    """The promise is kept when it is asked about, so nobody is asked about it twice."""
    view = a_view(commitments=(a_commitment("2026-12-08 10:00"),))
    setting = a_setting(WEEKLY[0], an_event(), of=(a_signal(),))

    found = ahead(setting, view)

    # Notices thirty days (a little late), seven days and one day before, and the check.
    assert {Kind.CADENCE: 13, Kind.EVENT: 1, Kind.COMMITMENT: 4} == found.wanted
    assert 1 == found.weeks[0].asked[Kind.EVENT]


def test_what_has_a_date_happens_on_it() -> None:
    """The setting is asked for each day, so that what is known to come, comes."""
    quiet, loud = a_setting(an_event()), a_setting(an_event(), of=(a_signal(),))

    found = forecast(
        a_view(), lambda day: loud if day >= date(2026, 12, 14) else quiet, MONDAY
    )

    asked_in = [week.monday for week in found.weeks if week.items]
    assert [date(2026, 12, 14)] == asked_in


def test_what_is_planned_already_comes_first_and_what_nobody_needs_ends() -> None:
    view = a_view(unsettled=(planned("W0", "2026-W47"), planned("GONE")))

    found = ahead(a_setting(*WEEKLY[:2]), view)

    assert 26 == sum(found.wanted.values())


def test_what_stands_in_the_chat_is_taken_as_answered() -> None:
    """Otherwise silence of today would halve the pace for the whole quarter."""
    silent = tuple(
        asked(f"W{n}", f"2026-11-{d} 09:00", period=f"2026-W4{w}")
        for n, (d, w) in enumerate((("10", 6), ("17", 7)))
    )
    view = a_view(
        unsettled=silent, bundles=("bundle:E1:2026-W46", "bundle:E1:2026-W47")
    )
    view = replace(view, bundle_messages=("m-2026-11-10", "m-2026-11-17"))

    assert 26 == ahead(a_setting(*WEEKLY[:2]), view).budget
    assert [2] * WEEKS == [w.items for w in ahead(a_setting(*WEEKLY[:2]), view).weeks]


def test_bundles_that_were_ignored_slow_the_weeks_down_as_they_really_will() -> None:
    """Why is asked first; then every other week."""
    state = OccasionState.EXPIRED
    past = tuple(
        answered(f"W{n}", f"2026-11-{d} 09:00", state=state, period=f"2026-W4{w}")
        for n, (d, w) in enumerate((("03", 5), ("10", 6)))
    )
    view = a_view(past=past, bundles=("bundle:E1:2026-W45", "bundle:E1:2026-W46"))
    view = replace(view, bundle_messages=("m-2026-11-03", "m-2026-11-10"))

    found = ahead(a_setting(*WEEKLY[:2]), view)

    assert [1, 0, 2, 0, 2] == [week.items for week in found.weeks[:5]]


def test_the_limits_of_the_programme_are_the_ones_that_count() -> None:
    setting = a_setting(*WEEKLY, rules=Rules(items_per_bundle=1))

    assert (13, 400) == (ahead(setting).budget, ahead(setting).share)


def test_the_same_values_give_the_same_forecast() -> None:
    setting = a_setting(*WEEKLY)

    assert ahead(setting) == ahead(setting)
