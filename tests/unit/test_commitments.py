"""Promises: when they are due, and what moving them costs."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

import pytest

from engagement.commitments import CommitmentState
from engagement.errors import Refused
from engagement.moments import Moment
from tests.unit.cadence_parts import STOCKHOLM, a_commitment, at

DUE = "2026-12-04 10:00"
LATER = Moment.of(datetime.fromisoformat("2026-12-11T10:00"), STOCKHOLM)


def test_a_commitment_is_due_from_its_time_on() -> None:
    """Not a minute earlier."""
    promise = a_commitment(DUE)
    assert not promise.is_due(at("2026-12-04 09:59"))
    assert promise.is_due(at(DUE))


def test_what_is_kept_is_due_no_more() -> None:
    """Only an open commitment is."""
    kept = replace(a_commitment(DUE), state=CommitmentState.KEPT)
    assert not kept.is_due(at("2026-12-24 10:00"))


def test_moving_it_once_before_its_time_is_free() -> None:
    """The first date is kept."""
    moved = a_commitment(DUE).move(LATER, at("2026-12-01 10:00"))
    assert (moved.due, moved.moved, moved.missed) == (LATER, 1, False)
    assert moved.first_due == a_commitment(DUE).due


def test_moving_it_a_second_time_counts_as_missed() -> None:
    """Plans change once."""
    once = a_commitment(DUE).move(LATER, at("2026-12-01 10:00"))
    again = Moment.of(datetime.fromisoformat("2026-12-18T10:00"), STOCKHOLM)
    assert once.move(again, at("2026-12-02 10:00")).missed


def test_moving_it_after_its_time_counts_as_missed() -> None:
    """The agreed time has passed without it."""
    assert a_commitment(DUE).move(LATER, at("2026-12-05 10:00")).missed


def test_it_cannot_be_moved_into_the_past() -> None:
    """The refusal says so."""
    with pytest.raises(Refused, match="moment_past"):
        a_commitment(DUE).move(LATER, LATER.utc)


def test_what_is_closed_cannot_be_moved() -> None:
    """The refusal says so."""
    kept = replace(a_commitment(DUE), state=CommitmentState.KEPT)
    with pytest.raises(Refused, match="commitment_closed"):
        kept.move(LATER, at("2026-12-01 10:00"))
