"""What is asked about commitments."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest

from engagement.cadence import due
from engagement.cadence.promises import moot, promises
from engagement.commitments import Commitment
from engagement.occasions import Rank
from tests.unit.cadence_parts import (
    a_calendar,
    a_commitment,
    a_look,
    a_setting,
    a_view,
    answered,
    at,
    away,
    nine,
    planned,
)

DUE = "2026-12-18 10:00"
"A Friday."


def asked_about(
    commitment: Commitment, now: str, **view: Any
) -> list[tuple[str, datetime]]:
    """Return what is asked about it and when, the earliest first."""
    calendar = view.pop("calendar", None)
    looked = a_view(calendar, commitments=(commitment,), **view)
    found = promises(a_look(now, looked, a_setting()))
    named = [(f"{i.prompt.prompt_id}{i.period[16:]}", i.not_before) for i in found]
    return sorted(named, key=lambda one: one[1])


def test_a_notice_comes_30_7_and_1_days_before_and_the_check_the_day_after() -> None:
    """The thirtieth day before is a Wednesday; the working day after is a Monday."""
    assert asked_about(a_commitment(DUE), "2026-11-16 10:00") == [
        ("NEAR-d30", nine("2026-11-18")),
        ("NEAR-d7", nine("2026-12-11")),
        ("NEAR-d1", nine("2026-12-17")),
        ("CHECK", nine("2026-12-21")),
    ]


def test_a_notice_on_a_day_off_comes_on_the_working_day_before() -> None:
    """Before its time, not after."""
    calendar = a_calendar(off=["2026-12-17"])
    found = dict(asked_about(a_commitment(DUE), "2026-12-14 10:00", calendar=calendar))
    assert nine("2026-12-16") == found["NEAR-d1"]


def test_who_is_away_for_long_gets_the_notice_on_its_own_day() -> None:
    """There is no working day near before it; it goes when they are back."""
    calendar = a_calendar(absences=(away("2026-12-07", "2026-12-16"),))
    found = dict(asked_about(a_commitment(DUE), "2026-12-04 10:00", calendar=calendar))
    assert nine("2026-12-11") == found["NEAR-d7"]


def test_after_downtime_only_the_nearest_notice_holds() -> None:
    """Nobody is told the same thing twice."""
    found = [name for name, _ in asked_about(a_commitment(DUE), "2026-12-14 10:00")]
    assert found == ["NEAR-d7", "NEAR-d1", "CHECK"]


@pytest.mark.parametrize(
    ("made", "expected"),
    [
        ("2026-12-10 09:00", []),
        ("2026-12-04 09:00", ["NEAR-d7", "NEAR-d1"]),
        ("2026-10-19 09:00", ["NEAR-d30", "NEAR-d7", "NEAR-d1"]),
    ],
)
def test_what_was_promised_shortly_before_needs_no_notice(
    made: str, expected: list[str]
) -> None:
    """It is still in mind: 8 days none, 14 days no thirty, 60 days all."""
    found = asked_about(a_commitment(DUE, made), "2026-11-17 10:00")
    assert expected == [name for name, _ in found if name != "CHECK"]


def test_who_was_asked_about_it_lately_needs_no_notice() -> None:
    """A question about it stands in the chat."""
    past = answered("CHECK/commitment:K1", "2026-12-09 09:00")
    found = asked_about(a_commitment(DUE), "2026-12-11 10:00", past=(past,))
    assert [name for name, _ in found] == ["CHECK"]


def test_after_its_time_there_is_only_the_check() -> None:
    """The outcome is what is left to say."""
    found = asked_about(a_commitment(DUE), "2026-12-18 10:00")
    assert [name for name, _ in found] == ["CHECK"]


def test_without_the_prompts_nothing_is_asked() -> None:
    """They are content like any other."""
    view = a_view(commitments=(a_commitment(DUE),))
    look = a_look("2026-12-11 10:00", view, a_setting(prompts=()))
    assert list(promises(look)) == []


def test_the_check_ranks_as_a_commitment_and_is_owed() -> None:
    """It goes by itself on the working day after, at the person's time of day."""
    view = a_view(commitments=(a_commitment("2026-12-17 10:00"),))
    setting = a_setting()
    assert due(view, setting, at("2026-12-17 15:00")).sendings == ()
    decided = due(view, setting, nine("2026-12-18"))
    assert [w.rank for w in decided.wants] == [Rank.COMMITMENT]
    assert [s.kind for s in decided.sendings] == ["owed"]


def about(
    commitment: Commitment | None, now: str, key: str = "CHECK", period: str = ""
) -> str | None:
    """Return why a question about K1 is moot."""
    occasion = planned(f"{key}/commitment:K1", period or "2026-12-18T10:00", owed=True)
    held = () if commitment is None else (commitment,)
    return moot(occasion, a_look(now, a_view(commitments=held), a_setting()))


def test_a_question_about_an_open_commitment_is_wanted() -> None:
    """Before and after its time."""
    assert about(a_commitment(DUE), "2026-12-21 09:00") is None


def test_a_question_about_a_closed_commitment_is_moot() -> None:
    """It was kept before anybody asked."""
    assert about(None, "2026-12-21 09:00") == "commitment_closed"


def test_a_question_about_its_old_time_is_moot() -> None:
    """A new time makes a new question."""
    moved = a_commitment("2027-01-08 10:00")
    assert about(moved, "2026-12-21 09:00") == "commitment_moved"


def test_a_notice_is_moot_once_its_time_has_come() -> None:
    """The check says the rest."""
    notice = ("NEAR", "2026-12-18T10:00-d1")
    assert about(a_commitment(DUE), "2026-12-17 10:00", *notice) is None
    assert about(a_commitment(DUE), "2026-12-18 10:00", *notice) == "commitment_due"
