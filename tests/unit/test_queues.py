"""A queue that only grows is told from one that comes and goes."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from engagement.queues import Wait, growing_since, lengths

MONDAY = datetime(2026, 11, 2, tzinfo=UTC)
DAY = timedelta(days=1)


@pytest.mark.parametrize(
    ("waiting", "begun"),
    [
        ((), None),
        ((9,), None),
        ((0, 1, 2, 3), None),
        ((0, 1, 2, 3, 4), 1),
        ((5, 5, 6, 7, 8, 9), 2),
        ((0, 1, 2, 3, 4, 5, 6), 1),
        ((0, 1, 2, 3, 4, 4), None),
        ((0, 1, 2, 3, 4, 3, 4), None),
        ((1, 3, 2, 4, 5, 6, 7), 3),
    ],
)
def test_four_weeks_of_growth_in_a_row_make_an_episode(
    waiting: tuple[int, ...], begun: int | None
) -> None:
    """Known by its first week, which stays the same for as long as it goes on."""
    assert begun == growing_since(waiting)


def test_a_question_waits_from_its_first_deferral_until_it_is_asked_or_ends() -> None:
    waits = [
        Wait(since=MONDAY + DAY),
        Wait(since=MONDAY + DAY, until=MONDAY + 8 * DAY),
        Wait(since=MONDAY + 8 * DAY, until=MONDAY + 9 * DAY),
    ]
    ends = [MONDAY + 7 * n * DAY for n in range(3)]

    assert (0, 2, 1) == lengths(waits, ends)
