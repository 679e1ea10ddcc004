"""``closed.csv``: when the company or one of its sites is closed."""

from __future__ import annotations

from datetime import date

from bot.desk.desk import Sitting
from bot.desk.imports.cells import DAY, NAME
from bot.desk.imports.entries import EntryKind, by_id
from bot.desk.imports.sheet import Column, Line
from bot.desk.imports.titles import ID_COLUMN, TITLES
from engagement.facts import ClosedPeriodRecorded
from engagement.people import ClosedPeriod

MOST_DAYS = 120
"A company that is closed for longer needs another word than this."
_COLUMNS = (
    ID_COLUMN,
    *TITLES,
    Column("starts", "från", DAY, field="starts", required=True),
    Column("ends", "till", DAY, field="ends", required=True),
    Column("site", "plats", NAME, field="site"),
)


def _held(at: Sitting) -> tuple[ClosedPeriod, ...]:
    return at.unit.people.closed_periods()


def _blank(line: Line, period_id: str) -> ClosedPeriod:
    del line
    # Both days are required, so these never stay.
    return ClosedPeriod(period_id=period_id, starts=date.min, ends=date.min)


def check_span(line: Line, starts: date, ends: date, most: int) -> None:
    """Refuse days that are not in order, or go on for too long."""
    if ends < starts:
        line.refuse("ends_first", "ends", starts=starts, ends=ends)
    elif (ends - starts).days >= most:
        line.refuse("span_too_long", "ends", most=most)


def _finish(line: Line, read: ClosedPeriod, held: ClosedPeriod | None) -> ClosedPeriod:
    del held
    check_span(line, read.starts, read.ends, MOST_DAYS)
    return read


CLOSED = EntryKind(
    name="closed",
    swedish="stängt",
    columns=_COLUMNS,
    examples=(
        {
            "id": "industrisemester-2027",
            "title_en": "Industrial holiday",
            "title_sv": "Industrisemester",
            "starts": "2027-07-12",
            "ends": "2027-08-08",
            "site": "Gothenburg",
        },
        {
            "id": "klämdag-2027-01",
            "title_en": "Bridge day",
            "title_sv": "Klämdag",
            "starts": "2027-01-07",
            "ends": "2027-01-08",
        },
    ),
    part="period",
    record=lambda period: ClosedPeriodRecorded(period=period),
    held=_held,
    id_of=lambda period: period.period_id,
    identify=by_id(ID_COLUMN),
    blank=_blank,
    finish=_finish,
)
