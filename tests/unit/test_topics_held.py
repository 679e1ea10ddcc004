"""Whether there is any data of a kind, whatever is asked about it today."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from engagement.reviews import Review
from engagement.subjects import Entry
from engagement.texts import Bilingual
from engagement.topics import Sources, data_of, is_held


def held(subject: str | None, **changes: Any) -> bool:
    return is_held(subject, Sources(today=date(2026, 11, 23), **changes))


def entry(kind: str, **values: str) -> Entry:
    return Entry(kind=kind, entry_id="X1", title=Bilingual(en="X"), values=values)


@pytest.mark.parametrize(
    ("subject", "data"),
    [
        (None, ("people", None)),
        ("coordinator", ("people", None)),
        ("treatment", ("risks", None)),
        ("signals", ("readings", None)),
        ("policy", ("policy", None)),
        ("supplier", ("subjects", "supplier")),
        ("requirement_change", ("subjects", "requirement")),
        ("resource_queue", ("subjects", "resource")),
    ],
)
def test_every_kind_of_subject_comes_from_somewhere(
    subject: str | None, data: tuple[str, str | None]
) -> None:
    assert data == data_of(subject)


def test_what_is_about_nothing_needs_nothing() -> None:
    assert held(None)


@pytest.mark.parametrize(
    "subject",
    [
        "action", "coordinator", "objectives", "policy", "resource_queue", "review",
        "risk", "signal", "supplier",
    ],
)  # fmt: skip
def test_an_empty_organisation_holds_nothing(subject: str) -> None:
    assert not held(subject)


def test_what_is_closed_is_data_all_the_same() -> None:
    """That no complaint is overdue can only be seen where complaints are given."""
    closed = entry("complaint", closed="2026-11-03")

    assert held("complaint", entries=(closed,))
    assert not held("supplier", entries=(closed,))
    assert held("resource_queue", entries=(entry("resource"),))


def test_a_review_that_was_held_long_ago_is_data() -> None:
    review = Review(review_id="MR", held_on=date(2020, 1, 1))

    assert held("review", reviews=(review,))
    assert held("policy", policy=" Vi håller. ")
    assert not held("policy", policy="  ")
