"""Days and moments: from a form and from what is typed."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from engagement.errors import Refused
from engagement.moments import Moment
from engagement.prompts.days import (
    bare_moment_from_text,
    day_from_form,
    day_from_text,
    day_input,
    moment_from_form,
    moment_from_text,
    moment_input,
)
from engagement.prompts.fields import Clock
from engagement.questions import Given
from tests.unit.flow_company import TEXTS
from tests.unit.flow_parts import wall

LOCAL = wall("2026-11-24T10:00").wall
CLOCK = Clock(local=LOCAL, zone="Europe/Stockholm")


# --- days ----------------------------------------------------------------------


@pytest.mark.parametrize("day", ["2026-11-24", "2026-12-04", "2031-12-31"])
def test_a_day_from_today_on_is_read(day: str) -> None:
    assert Given(day=date.fromisoformat(day)) == day_from_form({"a": day}, "a", CLOCK)


@pytest.mark.parametrize(
    ("day", "code"),
    [
        ("2026-11-23", "day_past"),
        ("0001-01-01", "day_past"),
        ("2032-01-01", "day_far"),
        ("9999-12-31", "day_far"),
        ("10000-01-01", "day_unread"),
        ("2026-02-30", "day_unread"),
        ("i morgon", "day_unread"),
        ("٢٠٢٦-١٢-٠١", "day_unread"),
        ("", "day_unread"),
    ],
)
def test_an_absurd_day_is_refused_with_words(day: str, code: str) -> None:
    with pytest.raises(Refused, match=code) as refused:
        day_from_form({"a": day}, "a", CLOCK)

    assert TEXTS.text(refused.value.text_key, "sv", **refused.value.values)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("fredag", Given(day=date(2026, 11, 27))),
        ("1 december", Given(day=date(2026, 12, 1))),
        (
            "fredag, om offerten kommit",
            Given(day=date(2026, 11, 27), text="fredag, om offerten kommit"),
        ),
        ("snart", None),
    ],
)
def test_a_day_is_typed_with_what_is_said_besides(
    text: str, expected: Given | None
) -> None:
    assert expected == day_from_text(text, CLOCK)


def test_a_typed_day_that_is_over_is_refused() -> None:
    with pytest.raises(Refused, match="day_past"):
        day_from_text("2026-11-01", CLOCK)


def test_a_place_for_a_day_shows_the_last_one() -> None:
    day = date(2026, 12, 4)

    assert (day, CLOCK.today) == (
        day_input("a", "Dag", CLOCK, Given(day=day)).value,
        day_input("a", "Dag", CLOCK, Given(day=day)).earliest,
    )
    assert day_input("a", "Dag", CLOCK, None).value is None


# --- moments -------------------------------------------------------------------


def test_a_moment_is_the_wall_clock_and_what_it_came_to() -> None:
    read = moment_from_form({"a": "2026-12-01T14:00"}, "a", CLOCK)

    assert (
        Given(
            moment=Moment(
                wall=wall("2026-12-01T14:00").wall,
                zone="Europe/Stockholm",
                utc=datetime(2026, 12, 1, 13, 0, tzinfo=UTC),
            )
        )
        == read
    )


def test_a_time_that_the_clocks_skip_is_the_one_after() -> None:
    """02:30 does not exist on 28 March 2027 in Stockholm."""
    read = moment_from_form({"a": "2027-03-28T02:30"}, "a", CLOCK).moment

    assert read is not None
    assert datetime(2027, 3, 28, 1, 30, tzinfo=UTC) == read.utc


@pytest.mark.parametrize(
    ("moment", "code"),
    [
        ("2026-11-24T09:59", "moment_past"),
        ("2026-11-24T10:00", "moment_past"),
        ("2026-11-24T10:00:59", "moment_past"),
        ("2026-11-23T14:00", "day_past"),
        ("2036-11-24T14:00", "day_far"),
        ("2026-12-01", "moment_time_missing"),
        ("2026-12-01T", "moment_unread"),
        ("2026-12-01T25:00", "moment_unread"),
        ("2026-12-01T14:00+05:30", "moment_unread"),
        ("tisdag 14", "moment_unread"),
        ("", "moment_unread"),
    ],
)
def test_an_absurd_moment_is_refused_with_words(moment: str, code: str) -> None:
    with pytest.raises(Refused, match=code):
        moment_from_form({"a": moment}, "a", CLOCK)


def test_a_day_alone_in_the_past_is_past() -> None:
    with pytest.raises(Refused, match="day_past"):
        moment_from_form({"a": "2026-11-01"}, "a", CLOCK)


def test_a_moment_is_one_to_the_minute() -> None:
    read = moment_from_form({"a": "2026-12-01T14:00:31"}, "a", CLOCK)

    assert wall("2026-12-01T14:00") == read.moment


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("onsdag 14", Given(moment=wall("2026-11-25T14:00"))),
        ("on Wednesday at 2 pm", Given(moment=wall("2026-11-25T14:00"))),
        (
            "onsdag 14 om Eva kan",
            Given(moment=wall("2026-11-25T14:00"), text="onsdag 14 om Eva kan"),
        ),
        ("snart", None),
    ],
)
def test_a_moment_is_typed_with_what_is_said_besides(
    text: str, expected: Given | None
) -> None:
    assert expected == moment_from_text(text, CLOCK)


def test_a_typed_day_is_asked_for_its_time() -> None:
    with pytest.raises(Refused, match="moment_time_missing") as refused:
        moment_from_text("fredag", CLOCK)

    assert {"day": date(2026, 11, 27)} == refused.value.values


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("onsdag 14", True),
        ("på onsdag kl 14", True),
        ("ok, onsdag 14:00 blir bra", True),
        ("onsdag", False),
        ("14", False),
        ("jag ringde honom, mötet är onsdag 14", False),
        ("vi får se", False),
    ],
)
def test_a_moment_alone_is_nothing_but_a_moment(text: str, *, found: bool) -> None:
    """In a sentence it may be about anything."""
    read = bare_moment_from_text(text, CLOCK)

    assert (Given(moment=wall("2026-11-25T14:00")) if found else None) == read


def test_a_place_for_a_moment_shows_the_last_one() -> None:
    held = Given(moment=wall("2026-12-01T14:00"))

    assert wall("2026-12-01T14:00").wall == moment_input("a", "När", CLOCK, held).value
    assert moment_input("a", "När", CLOCK, None).value is None
    assert moment_input("a", "När", CLOCK, Given()).value is None
