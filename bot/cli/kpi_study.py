"""From a file and options to one KPI, looked at."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from pathlib import Path

from bot.sources.decimals import parse_decimal
from bot.sources.readings import cadence_of, read_readings
from bot.sources.sheets import refused
from bot.sources.tables import MOST_BYTES, read_table
from engagement.kpis import (
    Analysis,
    Baseline,
    Direction,
    Kpi,
    Period,
    Reading,
    Verdict,
    analyse,
    episodes,
    verdict,
)
from engagement.texts import Bilingual

_DECIMALS_MOST = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Study:
    """One KPI out of a file, looked at."""

    kpi: Kpi
    analysis: Analysis
    verdict: Verdict


def number(text: str | None) -> Decimal | None:
    """Return the number of an option.

    Raises:
        ValueError: it is none.
    """
    value = None if text is None else parse_decimal(text, ".")
    if value is None and text is not None:
        raise ValueError(f"{text!r} is not a number")
    return value


def span(text: str | None) -> tuple[Period, Period] | None:
    """Return the ends of ``2026-W22..2026-W37``.

    Raises:
        ValueError: it is not like that.
    """
    if text is None:
        return None
    first, _, last = text.partition("..")
    return Period.parse(first), Period.parse(last)


def direction(text: str | None, target: str | None) -> Direction:
    """Return which way is better; where nobody says, neither way is.

    Raises:
        ValueError: a target needs to know it: at least, or at most?
    """
    if text is not None:
        return Direction(text)
    if target is not None:
        raise ValueError("a target needs --direction: up (at least) or down (at most)")
    # As a band without targets: a move is told, and judged neither good nor bad.
    return Direction.BAND


def study(
    file: Path,
    *,
    direction: Direction,
    target: Decimal | None,
    bounds: tuple[Decimal | None, Decimal | None],
    baseline: tuple[Period, Period] | None,
) -> Study:
    """Return what the readings in ``file`` say.

    Raises:
        ImportRefused: the file cannot be used.
        ValueError: bounds, target or baseline do not go with it.
    """
    with file.open("rb") as opened:
        content = opened.read(MOST_BYTES + 1)
    table = read_table(file.name, content)
    if len(table.headings) != len(("period", "value")):
        found = str(len(table.headings))
        raise refused(file.name, "not_two_columns", line=1, found=found)
    name = table.headings[1]
    kpi = Kpi(
        kpi_id=file.stem,
        name=Bilingual(en=name, sv=name),
        direction=direction,
        cadence=cadence_of(table.column(table.headings[0])),
        target=target,
        lower_bound=bounds[0],
        upper_bound=bounds[1],
    )
    readings = [one.reading for one in read_readings(table, [kpi])]
    kpi = replace(kpi, decimals=_decimals(readings))
    return _studied(kpi, readings, _stated(kpi, baseline))


def _decimals(readings: Sequence[Reading]) -> int:
    places = max(-int(r.value.as_tuple().exponent) for r in readings)
    return min(max(places, 0), _DECIMALS_MOST)


def _stated(kpi: Kpi, baseline: tuple[Period, Period] | None) -> Baseline | None:
    if baseline is None:
        return None
    first, last = baseline
    if {first.kind, last.kind} != {kpi.cadence}:
        raise ValueError(f"the readings are by {kpi.cadence}, the baseline is not")
    return Baseline(
        kpi_id=kpi.kpi_id,
        first=first,
        last=last,
        chosen_by=None,
        chosen_at=None,
        reason="",
    )


def _studied(kpi: Kpi, readings: list[Reading], baseline: Baseline | None) -> Study:
    found = analyse(kpi, readings, baseline)
    if not found.basis:
        raise ValueError("the file has no reading within the baseline")
    # What could be told one period ago is known and not told as new again.
    earlier = [r for r in readings if r.period < found.readings[-1].period]
    known = {e.key for e in episodes(analyse(kpi, earlier, baseline))}
    told = verdict(found, kpi, known=known)
    return Study(kpi=kpi, analysis=found, verdict=told)
