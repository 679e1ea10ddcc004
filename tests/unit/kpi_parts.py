"""What the tests of KPIs stand on: builders, the demo figures, and texts that echo.

``ECHO`` says each sentence as its key with its values, so that a test asks for the
sentence and not for its wording.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal

from engagement.kpis import Baseline, Direction, Kpi, Period, Reading
from engagement.texts import Bilingual, Language

OTIF = """
90.2 91.3 92.1 90.8 89.4 91.2 92.5 91.3 91.9 90.8 91.8 91.9 90.6
92.4 90.8 90.9 93.3 95.6 94.9 93.5 95.9 95.2 93.5 95.4 93.8 95.2
"""
QUIET = {
    "fpy": """
96.5 97.3 97.3 96.7 96.6 97.4 96.4 97.0 97.4 96.9 97.2 96.8 96.8
96.6 97.4 97.4 96.6 96.2 97.0 96.7 97.6 97.0 97.0 96.3 96.9 96.7
""",
    "copq": """
3.26 3.47 3.55 3.11 3.20 3.56 3.19 3.68 3.34 3.33 3.51 3.56 3.33
3.56 3.25 3.41 3.63 3.31 3.44 3.36 3.25 3.57 3.46 3.24 3.21 3.80
""",
    "complaints": """
2.8 3.4 3.1 3.1 2.9 3.3 2.3 3.1 2.4 4.0 3.3 3.3 2.8
3.4 2.0 3.3 3.2 3.7 1.9 1.9 3.0 3.9 3.0 4.0 3.1 3.0
""",
    "supplier_ppm": """
507 587 556 668 729 555 722 627 618 711 635 586 651
825 649 504 534 619 710 836 571 630 843 536 671 555
""",
    "audit_closed": """
84 73 75 77 73 76 84 78 67 70 80 88 85
80 71 74 86 85 66 73 82 83 86 77 75 80
""",
    "lead_time": """
12.7 13.6 11.2 12.5 11.3 13.1 13.2 12.4 12.4 11.9 12.4 13.7 11.9
11.9 13.5 13.5 12.5 12.3 12.0 12.4 12.5 12.3 12.6 11.7 13.0 12.5
""",
    "csat": """
4.39 4.36 4.23 4.30 4.38 4.30 4.21 4.20 4.25 4.36 4.23 4.28 4.39
4.37 4.27 4.26 4.25 4.30 4.36 4.24 4.32 4.39 4.21 4.21 4.31 4.29
""",
}
"The demo company's other seven, in which nothing ever happened."


def kpi(
    direction: Direction = Direction.UP,
    *,
    target: str | None = None,
    bounds: tuple[str | None, str | None] = (None, None),
) -> Kpi:
    """Return a weekly KPI in percent with one decimal."""
    low, high = (None if b is None else Decimal(b) for b in bounds)
    return Kpi(
        kpi_id="otif",
        name=Bilingual(en="On time in full", sv="Leveransprecision"),
        unit=Bilingual(en="%", sv="%"),
        direction=direction,
        decimals=1,
        target=None if target is None else Decimal(target),
        lower_bound=low,
        upper_bound=high,
    )


def band(low: str, high: str) -> Kpi:
    """Return a KPI that is best between two values."""
    plain = kpi(Direction.BAND)
    return replace(plain, target_low=Decimal(low), target_high=Decimal(high))


def week(text: str) -> Period:
    """Return ``W40`` of 2026, or any period written in full."""
    return Period.parse(text if "-" in text else f"2026-{text}")


def readings(values: str | Sequence[object], first: str = "W22") -> list[Reading]:
    """Return one reading a week; ``-`` leaves a week out, ``(5)`` sets one aside."""
    written = values.split() if isinstance(values, str) else [str(v) for v in values]
    period, found = week(first), []
    for text in written:
        if text != "-":
            reading = Reading(
                kpi_id="otif",
                period=period,
                value=Decimal(text.strip("()")),
                set_aside="strike" if text.startswith("(") else None,
            )
            found.append(reading)
        period = period.next()
    return found


def baseline(first: str, last: str, *, since: str | None = None) -> Baseline:
    """Return a baseline that a person stated."""
    return Baseline(
        kpi_id="otif",
        first=week(first),
        last=week(last),
        chosen_by="E3",
        chosen_at=datetime.fromisoformat("2026-09-14T08:00:00+00:00"),
        reason="before the planning tool",
        since=None if since is None else week(since),
    )


@dataclass(frozen=True)
class Echo:
    """Texts that say which sentence it is."""

    def text(self, key: str, _language: Language, /, **values: object) -> str:
        """``key`` and its values."""
        told = ", ".join(f"{name}={value}" for name, value in values.items())
        return f"{key}<{told}>" if told else key

    def day(self, value: date, language: Language, /) -> str:
        """ISO day and language."""
        return f"{value} ({language})"

    weekday = day

    def moment(self, value: datetime, _language: Language, /) -> str:
        """ISO minute."""
        return value.isoformat(" ", "minutes")

    def number(self, value: Decimal, language: Language, /) -> str:
        """The number with the language's decimal mark."""
        return f"{value:f}".replace(".", "," if language == "sv" else ".")


ECHO = Echo()
