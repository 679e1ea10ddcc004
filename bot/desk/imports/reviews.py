"""``reviews.csv``: when management reviews are held (ISO 9001 clause 9.3)."""

from __future__ import annotations

from datetime import date

from bot.desk.desk import Sitting
from bot.desk.imports.cells import DAY, YES
from bot.desk.imports.entries import EntryKind, by_id
from bot.desk.imports.sheet import Column, Line
from bot.desk.imports.titles import ID_COLUMN
from engagement.facts import ReviewRecorded
from engagement.reviews import Review

_COLUMNS = (
    ID_COLUMN,
    Column("date", "datum", DAY, field="held_on", required=True),
    Column("cancelled", "inställd", YES, field="cancelled", blank=False),
)


def _held(at: Sitting) -> tuple[Review, ...]:
    return at.unit.entries.reviews()


def _blank(line: Line, review_id: str) -> Review:
    del line
    # The day is required, so this one never stays.
    return Review(review_id=review_id, held_on=date.min)


REVIEWS = EntryKind(
    name="reviews",
    swedish="ledningens_genomgångar",
    columns=_COLUMNS,
    examples=(
        {"id": "MR-2026-2", "date": "2026-09-03"},
        {"id": "MR-2026-3", "date": "2026-12-10", "cancelled": "no"},
    ),
    part="review",
    record=lambda review: ReviewRecorded(review=review),
    held=_held,
    id_of=lambda review: review.review_id,
    identify=by_id(ID_COLUMN),
    blank=_blank,
    retires=True,
)
