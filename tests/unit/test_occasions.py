"""The life of a question: which state may follow which."""

from __future__ import annotations

from itertools import product

import pytest

from engagement.errors import IllegalEvent
from engagement.occasions import OccasionState as S
from engagement.occasions import advance
from tests.unit.cadence_parts import asked, at, planned

WAYS = {
    S.PLANNED: {S.ASKED, S.EXPIRED, S.WITHDRAWN},
    S.ASKED: {S.ANSWERED, S.SKIPPED, S.EXPIRED, S.WITHDRAWN, S.SUPERSEDED},
    S.EXPIRED: {S.ANSWERED, S.SKIPPED, S.SUPERSEDED},
    S.ANSWERED: {S.ANSWERED},
    S.SKIPPED: {S.ANSWERED, S.SUPERSEDED},
    S.WITHDRAWN: set(),
    S.SUPERSEDED: set(),
}


@pytest.mark.parametrize(("before", "to"), list(product(S, S)))
def test_a_question_goes_only_the_ways_that_are_open(before: S, to: S) -> None:
    """Every other pair is refused."""
    if to in WAYS[before]:
        assert to == advance(before, to)
    else:
        with pytest.raises(IllegalEvent, match=f"from {before} to {to}"):
            advance(before, to)


@pytest.mark.parametrize(
    ("state", "expected"),
    [(state, state in {S.ASKED, S.EXPIRED, S.SKIPPED}) for state in S],
)
def test_a_first_answer_is_welcome_late_too(state: S, *, expected: bool) -> None:
    """And after a skip; never to what was not asked or is over."""
    assert expected == planned(state=state).answerable


def test_silence_counts_from_when_the_question_was_last_put() -> None:
    """When it came back, else when it was asked, else when it was planned."""
    once = asked("M1", "2026-11-17 09:00")
    back = asked("M1", "2026-11-17 09:00", woken_at=at("2026-11-20 09:00"))
    found = [planned().put_at, once.put_at, back.put_at]
    expected = ["2026-11-17 09:00", "2026-11-17 09:00", "2026-11-20 09:00"]
    assert [at(one) for one in expected] == found
