"""What a dry run says: names of what is new, values old and new, in both languages."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.desk.imports.telling import Telling
from engagement.texts import Language
from tests.unit.import_parts import (
    GOALS,
    KPIS,
    OBJECTIVES,
    Store,
    csv,
    opened,
)

RISKS = "id;title_en;title_sv;kind;likelihood;owner\nR1;Fire;Brand;threat;3;E1\n"
MOVED = "Maria Lindqvist → Annika Sjöholm"
DUE = "due: 2026-12-31 → 2027-01-31"


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with opened(tmp_path) as found:
        for kind, text in (("goals", GOALS), ("kpis", KPIS)):
            found.take(kind, text)
        found.take("objectives", OBJECTIVES)
        yield found


def lines(store: Store, kind: str, text: str, language: Language = "en") -> list[str]:
    """Return what a dry run says of what changes."""
    plan = store.plan(kind, csv(text))
    return [*Telling(at=store.at, plan=plan, language=language).lines()]


def test_a_changed_row_says_which_field_and_both_values(store: Store) -> None:
    text = "id;title_en;owner;due;target\nO1;On time in full;E1;2027-01-31;96,5\n"
    assert lines(store, "objectives", text) == [
        f"O1 On time in full – owner: {MOVED}; target: 95 → 96.5; {DUE}"
    ]
    assert lines(store, "objectives", text, "sv") == [
        f"O1 Leveransprecision – ägare: {MOVED}; målvärde: 95 → 96,5; klart senast{DUE[3:]}"
    ]


def test_what_is_chosen_from_words_is_said_in_the_readers(store: Store) -> None:
    store.take("risks", RISKS)
    text = RISKS.replace("threat;3;E1", "opportunity;3;")
    assert lines(store, "risks", text) == [
        "R1 Fire – kind: threat → opportunity; owner: Annika Sjöholm → –"
    ]
    assert "slag: risk → möjlighet" in lines(store, "risks", text, "sv")[0]


def test_a_person_says_hours_days_slot_functions_and_permissions(store: Store) -> None:
    text = (
        "id;name;hours;days;slot;functions;permissions\n"
        "E3;Maria Lindqvist;07-16;mon;wed 08:30;cfo;executive|auditor\n"
    )
    (told,) = lines(store, "people", text)
    assert told.startswith(
        "E3 Maria Lindqvist – slot: Tuesdays 09:00 → Wednesdays 08:30"
    )
    assert "hours: 08:00–17:00 → 07:00–16:00" in told
    assert "days: Mondays, Tuesdays, Wednesdays, Thursdays, Fridays → Mondays" in told
    assert "permissions: executive → auditor, executive" in told
    assert told.endswith("functions: coo → cfo")
    (svenska,) = lines(store, "people", text, "sv")
    assert "behörigheter: ledningsmedlem → ledningsmedlem, revisor" in svenska


def test_a_baseline_that_moves_is_a_change(store: Store) -> None:
    heading = "id;target;owner;baseline_first;baseline_last\n"
    row = heading + "otif;95;E3;2026-W{}\n"
    first = lines(store, "kpis", row.format("22;2026-W37"))
    assert first == ["otif On time in full (OTIF) – baseline: – → 2026-W22–2026-W37"]
    store.take("kpis", row.format("22;2026-W37"))
    (moved,) = lines(store, "kpis", row.format("24;2026-W40"), "sv")
    assert "basperiod: 2026-W22–2026-W37 → 2026-W24–2026-W40" in moved


def test_readings_values_and_yes_or_no(store: Store) -> None:
    store.take("readings", "period;otif\n2026-W46;93,8\n")
    told = lines(store, "readings", "period;otif\n2026-W46;94,0\n")
    assert told == ["otif/2026-W46 – value: 93.8 → 94.0"]
    store.take("reviews", "id;date\nMR-1;2026-12-10\n")
    told = lines(store, "reviews", "id;date;cancelled\nMR-1;2026-12-10;yes\n")
    assert told == ["MR-1 2026-12-10 – cancelled: no → yes"]
    heading = "kind;id;title_sv;values\n"
    store.take("subjects", heading + "supplier;L1;Bolaget;ppm=1240\n")
    told = lines(store, "subjects", heading + 'supplier;L1;Bolaget;"ppm=9;n=1"\n')
    assert told == ["supplier:L1 Bolaget – values: ppm=1240 → ppm=9; n=1"]


def test_ten_lines_at_most_and_then_how_many_more(store: Store) -> None:
    """Long values are cut: a card is read on a phone."""
    rows = "".join(f"G{n};Goal {n};{'x' * 99}\n" for n in range(20, 33))
    store.take("goals", "id;title_en;title_sv\n" + rows)
    changed = "id;title_en;title_sv\n" + rows.replace("x", "y")
    told = lines(store, "goals", changed)
    assert len(told) == 11
    assert told[-1] == "… and 3 more."
    assert told[0].count("…") == 2
    plan = store.plan("goals", changed)
    telling = Telling(at=store.at, plan=plan, language="en")
    assert telling.names(plan.missing) == "1: G1 Promises kept"
    assert telling.names(plan.changed).endswith("G29 Goal 29 … and 3 more.")
    assert telling.names(()) == "0"
