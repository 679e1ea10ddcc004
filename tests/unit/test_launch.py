"""Who may be written to: in a draft, in a pilot, in a pause, before an introduction."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from engagement.launch import (
    Barred,
    Launch,
    LaunchTexts,
    Notice,
    Standing,
    Worded,
    barred,
    days_between,
    first_question_on,
)
from engagement.organisation import OrganisationState
from engagement.people import Permission, Person
from engagement.texts import Bilingual
from tests.unit.cadence_parts import a_calendar, a_person, at, away, day
from tests.unit.fact_parts import NOTICE

DRAFT = Standing(state=OrganisationState.DRAFT, launch=Launch())
QUESTIONS = ("bundle", "owed", "reminder", "wake", "notice", "introduction")
INTRODUCED = a_person(introduced_at=at("2026-11-23 08:00"))
STEERING = a_person(
    person_id="C1", permissions=frozenset({Permission.COORDINATOR}), name="Karin"
)


def launched(**changes: Any) -> Standing:
    """Return an organisation that was launched on Monday."""
    launch = Launch(launched_at=at("2026-11-23 08:00"), **changes)
    return Standing(state=OrganisationState.LAUNCHED, launch=launch)


# --- who is let through --------------------------------------------------------


@pytest.mark.parametrize("kind", QUESTIONS)
def test_in_a_draft_nothing_begins_but_to_coordinators(kind: str) -> None:
    assert Barred.DRAFT is barred(DRAFT, INTRODUCED, kind)
    assert Barred.DRAFT is barred(DRAFT, None, kind)
    assert barred(DRAFT, STEERING, kind) is None


def test_the_ceo_is_asked_for_a_word_in_a_draft_and_nobody_is_refused_a_reply() -> None:
    assert barred(DRAFT, INTRODUCED, "approval") is None
    assert barred(DRAFT, INTRODUCED, "reply") is None


@pytest.mark.parametrize("kind", QUESTIONS)
def test_outside_a_pilot_nothing_comes_and_the_channel_waits(kind: str) -> None:
    pilot = launched(pilot=("E2", "E3"))
    inside = replace(INTRODUCED, person_id="E2")

    assert barred(pilot, inside, kind) is None
    assert Barred.OUTSIDE_PILOT is barred(pilot, INTRODUCED, kind)
    assert Barred.OUTSIDE_PILOT is barred(pilot, None, "digest")
    assert barred(pilot, STEERING, kind) is None


@pytest.mark.parametrize("kind", QUESTIONS)
def test_a_pause_stops_what_the_bot_begins_and_no_reply(kind: str) -> None:
    paused = launched(paused_at=at("2026-11-24 10:00"))

    assert Barred.PAUSED is barred(paused, INTRODUCED, kind)
    assert Barred.PAUSED is barred(paused, None, "digest")
    assert Barred.PAUSED is barred(paused, INTRODUCED, "approval")
    assert barred(paused, INTRODUCED, "reply") is None


def test_a_pause_keeps_no_alarm_from_a_coordinator() -> None:
    """That a message could not be delivered is news even then."""
    paused = launched(paused_at=at("2026-11-24 10:00"))

    assert barred(paused, STEERING, "notice") is None
    assert Barred.PAUSED is barred(paused, STEERING, "bundle")


def test_an_executive_is_introduced_before_anything_else_reaches_them() -> None:
    new = a_person()

    assert Barred.NOT_INTRODUCED is barred(launched(), new, "notice")
    assert barred(launched(), new, "introduction") is None
    assert barred(launched(), INTRODUCED, "notice") is None


def test_who_was_launched_before_there_were_introductions_needs_none() -> None:
    """Nobody there is kept waiting for one that never comes."""
    older = Standing(state=OrganisationState.LAUNCHED, launch=Launch())

    assert barred(older, a_person(), "bundle") is None
    assert not older.introduces


def test_who_only_steers_is_not_kept_waiting_for_an_introduction() -> None:
    assert barred(launched(), STEERING, "notice") is None


def test_a_draft_includes_nobody() -> None:
    assert not DRAFT.includes(INTRODUCED)
    assert not DRAFT.running
    assert not DRAFT.whole


# --- pauses --------------------------------------------------------------------


@pytest.mark.parametrize(
    ("until", "over"), [(None, False), ("2026-12-01", True), ("2026-12-02", False)]
)
def test_a_pause_is_over_on_the_day_that_it_was_given(
    until: str | None, *, over: bool
) -> None:
    end = None if until is None else day(until)
    paused = launched(paused_at=at("2026-11-24 10:00"), paused_until=end)

    assert over is paused.pause_over(day("2026-12-01"))


def test_nothing_is_over_where_nothing_was_paused() -> None:
    assert not launched().pause_over(day("2026-12-01"))


def test_only_whole_days_of_a_pause_count_towards_nothing() -> None:
    found = days_between(date(2026, 11, 24), date(2026, 11, 27))

    assert found is not None
    assert (date(2026, 11, 25), date(2026, 11, 26)) == (found.starts, found.ends)
    assert days_between(date(2026, 11, 24), date(2026, 11, 25)) is None


# --- the first question --------------------------------------------------------


@pytest.mark.parametrize(
    ("introduced", "first"),
    [
        ("2026-11-23 08:00", "2026-11-24"),
        ("2026-11-27 16:59", "2026-11-30"),
        ("2026-12-23 09:00", "2026-12-28"),
    ],
)
def test_the_first_question_comes_a_working_day_later(
    introduced: str, first: str
) -> None:
    """A weekend and Christmas are no working days, and neither are days away."""
    calendar = a_calendar(off=("2026-12-24", "2026-12-25"))

    assert day(first) == first_question_on(at(introduced), calendar)


def test_days_away_put_the_first_question_off() -> None:
    calendar = a_calendar(absences=(away("2026-11-24", "2026-11-26"),))

    assert day("2026-11-27") == first_question_on(at("2026-11-23 08:00"), calendar)


# --- what must be there --------------------------------------------------------


def worded(seq: int, text: str = "Vi börjar.") -> Worded:
    return Worded(text=text, seq=seq)


def test_every_language_must_be_approved_after_it_was_last_written() -> None:
    both = {"en": worded(4), "sv": worded(5)}

    assert LaunchTexts(worded=both, approved=both).is_approved  # type: ignore[arg-type]
    assert not LaunchTexts(worded=both).is_approved  # type: ignore[arg-type]
    later = {"en": worded(4), "sv": worded(9)}
    assert not LaunchTexts(worded=later, approved=both).is_approved  # type: ignore[arg-type]
    assert not LaunchTexts(approved={"sv": worded(5)}).is_approved


def test_an_approval_whose_words_were_taken_out_holds_no_more() -> None:
    gone = {"en": worded(4, ""), "sv": worded(5)}

    assert not LaunchTexts(approved=gone).is_approved  # type: ignore[arg-type]


def test_a_notice_names_what_is_empty_in_either_language() -> None:
    half = replace(NOTICE, contact=" ", purpose=Bilingual(en="To follow up.", sv=""))

    assert () == NOTICE.lacking
    assert ("contact", "purpose") == half.lacking
    assert 5 == len(
        Notice(
            controller="",
            contact="",
            purpose=Bilingual(),
            retention=Bilingual(),
            text=Bilingual(),
        ).lacking
    )


def test_somebody_without_any_role_gets_what_is_sent_without_an_introduction() -> None:
    """Who owns a risk and is no executive is introduced when it comes up."""
    owner: Person = a_person(permissions=frozenset({Permission.OBSERVER}))

    assert barred(launched(), owner, "bundle") is None
