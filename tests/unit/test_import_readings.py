"""Readings out of files, wide or long, and what follows from them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path

import pytest

from bot.desk.recording import MACHINERY
from bot.desk.signals import detect, is_stated, open_ended
from engagement.facts import (
    BaselineStated,
    ObjectiveRecorded,
    ReadingRecorded,
    ReadingSetAside,
    ReadingWithdrawn,
    SignalDetected,
)
from engagement.facts.free_text import FreeText
from engagement.kpis import Period, Status, analyse
from engagement.objectives import Objective
from engagement.texts import Bilingual
from tests.unit.import_parts import Store, opened
from tests.unit.kpi_parts import OTIF, QUIET

WIDE = "period;otif;copq\n2026-W46;93,8;3,21\n2026-W47;95,2;\n"
LONG = "Vecka;Nyckeltal;Värde\n2026-W46;otif;93,8\n2026-W46;copq;3,21\n2026-W47;OTIF;95,2\n"
STEADY = " ".join(str(90 + n % 3) for n in range(20))


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with opened(tmp_path) as found:
        found.take("kpis", "id;owner\notif;E3\ncopq;E1\n")
        yield found


def values(store: Store, kpi_id: str = "otif") -> dict[str, Decimal]:
    return {str(r.period): r.value for r in store.unit.kpis.readings(kpi_id)}


def weeks(written: str, first: str = "2026-W22", kpi_id: str = "otif") -> str:
    """Return a file with one KPI's weeks."""
    period, lines = Period.parse(first), [f"period;{kpi_id}"]
    for value in written.split():
        lines.append(f"{period};{value.replace('.', ',')}")
        period = period.next()
    return "\n".join(lines)


def signals(store: Store) -> list[str]:
    return [f"{s.kpi_id}/{s.episode}" for s in store.unit.kpis.signals()]


@pytest.mark.parametrize("text", [WIDE, LONG], ids=["wide", "long"])
def test_wide_and_long_files_come_to_the_same(store: Store, text: str) -> None:
    store.take("readings", text)

    assert {"2026-W46": Decimal("93.8"), "2026-W47": Decimal("95.2")} == values(store)
    assert {"2026-W46": Decimal("3.21")} == values(store, "copq")


def test_a_plan_names_each_reading(store: Store) -> None:
    store.take("readings", WIDE)
    plan = store.plan(
        "readings", "period;otif\n2026-W45;95,4\n2026-W46;94\n2026-W47;95,2\n"
    )

    assert (("otif/2026-W45",), ("otif/2026-W46",), ("otif/2026-W47",)) == (
        plan.added,
        plan.changed,
        plan.unchanged,
    )
    assert () == plan.missing


def test_a_corrected_reading_is_a_new_revision(store: Store) -> None:
    store.take("readings", WIDE)
    store.take("readings", "period;otif\n2026-W46;94\n")

    assert Decimal(94) == values(store)["2026-W46"]
    assert 2 == store.unit.kpis.revision("otif", "2026-W46")


def test_a_reading_that_was_withdrawn_comes_back_as_a_new_revision(
    store: Store,
) -> None:
    store.take("readings", WIDE)
    store.tell(ReadingWithdrawn(kpi_id="otif", period="2026-W46", revision=2))
    store.take("readings", WIDE)

    assert 3 == store.unit.kpis.revision("otif", "2026-W46")


def test_a_reading_that_was_set_aside_stays_so_while_it_is_the_same(
    store: Store,
) -> None:
    store.take("readings", WIDE)
    store.tell(
        ReadingSetAside(
            kpi_id="otif", period="2026-W46", reason=FreeText(text="strike")
        )
    )

    assert () == store.plan("readings", WIDE).facts


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("period;otif;nope\n2026-W46;1;2\n", [(1, "nope", "unknown_column")]),
        ("period;otif\nvecka 46;95\n", [(2, "period", "not_a_period")]),
        ("period;otif\n2026-10;95\n", [(2, "otif", "wants_week")]),
        ("period;otif\n2026-W46;101\n", [(2, "otif", "above_bound")]),
        ("period;otif\n2026-W46;hög\n", [(2, "otif", "not_a_number")]),
        ("period;otif\n2026-W46;9\n2026-W46;8\n", [(3, "period", "duplicate_period")]),
        ("period;otif\n2026-W49;95\n", [(2, None, "period_ahead")]),
    ],
)
def test_bad_readings_are_told_with_their_place(
    store: Store, text: str, expected: list[tuple[int, str | None, str]]
) -> None:
    assert expected == store.problems("readings", text)
    assert {} == values(store)


def test_the_running_week_may_have_a_reading(store: Store) -> None:
    assert 1 == len(store.plan("readings", "period;otif\n2026-W48;95\n").facts)


def test_without_kpis_there_is_nothing_to_read(tmp_path: Path) -> None:
    with opened(tmp_path) as empty:
        assert [(0, None, "no_kpis")] == empty.problems("readings", WIDE)


# --- what follows --------------------------------------------------------------


def test_twelve_readings_lock_a_baseline_by_the_machinery(store: Store) -> None:
    steady = STEADY.split()
    store.take("readings", weeks(" ".join(steady[:11])))
    assert store.unit.kpis.baseline("otif") is None

    store.take("readings", weeks(" ".join(steady[:12])))
    locked = store.unit.kpis.baseline("otif")
    assert locked is not None
    assert locked.limits is not None
    assert (None, 12, "2026-W33") == (
        locked.chosen_by,
        locked.limits.count,
        str(locked.last),
    )


def test_later_readings_do_not_move_locked_limits(store: Store) -> None:
    store.take("readings", weeks(" ".join(STEADY.split()[:12])))
    locked = store.unit.kpis.baseline("otif")
    store.take("readings", weeks(STEADY))

    assert locked == store.unit.kpis.baseline("otif")


def test_values_only_figures_get_no_limits(store: Store) -> None:
    store.take("kpis", "id;chart\ncopq;values\n")
    store.take("readings", weeks(QUIET["copq"], kpi_id="copq"))

    assert store.unit.kpis.baseline("copq") is None


def test_a_change_is_found_recorded_once_and_wakes_its_owner(store: Store) -> None:
    store.take("kpis", "id;baseline_first;baseline_last\notif;2026-W22;2026-W37\n")
    store.unit.people.look_at({"C1": None, "E1": None, "E3": None})
    store.take("readings", weeks(OTIF))
    store.take("readings", weeks("95.0", first="2026-W48"))
    woken = store.unit.people.to_look_at(store.now, after="", most=9)

    told = [f for f in store.facts() if isinstance(f, SignalDetected)]
    assert ["otif/2026-W39:up"] == [f"{f.kpi_id}/{f.episode}" for f in told]
    assert ["E3"] == [person.person_id for person in woken]


def test_a_finding_is_the_machinerys_own(store: Store) -> None:
    store.take("kpis", "id;baseline_first;baseline_last\notif;2026-W22;2026-W37\n")
    before = store.size
    store.take("readings", weeks(OTIF))
    records = store.unit.books.records(before, store.size - 1)
    found = [
        record
        for _, record in records
        if record is not None and isinstance(record.fact, SignalDetected)
    ]

    assert [MACHINERY] == [record.header.author for record in found]
    (signal,) = [record.fact for record in found]
    assert isinstance(signal, SignalDetected)
    assert ("outside_limits", "2026-W39", "2026-W39", "up") == (
        signal.rule,
        signal.first_period,
        signal.period,
        signal.direction,
    )


def test_what_follows_stands_after_the_import(store: Store) -> None:
    store.take("readings", weeks(STEADY))
    row = store.unit.books.imports()[0]

    recorded = store.unit.books.records(row.first_seq, row.last_seq)
    assert {ReadingRecorded} == {type(r.fact) for _, r in recorded if r is not None}


def test_without_an_owner_of_its_own_the_objectives_owner_is_woken(
    store: Store,
) -> None:
    store.take("kpis", "id;owner\notif;\n")
    measured = Objective(
        objective_id="O1",
        title=Bilingual(sv="Mål"),
        goal_id=None,
        owner_id="E1",
        kpis=("otif",),
    )
    store.tell(ObjectiveRecorded(objective=measured))
    store.unit.people.look_at({"C1": None, "E1": None, "E3": None})
    store.take("readings", weeks(f"{STEADY} 99 91", first="2026-W27"))

    woken = store.unit.people.to_look_at(store.now, after="", most=9)
    assert ["E1"] == [person.person_id for person in woken]


@pytest.mark.parametrize(
    ("today", "expected"),
    [
        (datetime(2026, 11, 23, 7, tzinfo=UTC), ["otif/2026-W42:up"]),
        (datetime(2026, 12, 21, 7, tzinfo=UTC), []),
    ],
    ids=["lately", "long ago"],
)
def test_an_episode_that_ended_long_ago_is_history(
    store: Store, today: datetime, expected: list[str]
) -> None:
    """One reading leaps out in week 42; in week 44 all is as before."""
    store.now = today
    store.take("readings", weeks(f"{STEADY} 99 92 90 91 90", first="2026-W22"))

    assert expected == signals(store)


def test_unknown_kpis_find_nothing(store: Store) -> None:
    assert [] == detect(store.at, store.record, ["nope"])


def test_a_baseline_without_an_end_says_the_same_as_none(store: Store) -> None:
    store.take("readings", weeks(" ".join(STEADY.split()[:8])))
    kpi = store.unit.kpis.all()[1]
    readings = store.unit.kpis.readings("otif")
    endless = open_ended(store.at, kpi)

    with_it, without = analyse(kpi, readings, endless), analyse(kpi, readings, None)
    assert Status.TRIAL is with_it.status
    assert (without.limits, without.basis) == (with_it.limits, with_it.basis)
    assert not is_stated(endless)


def test_a_baseline_without_an_end_is_locked_by_the_twelfth_reading(
    store: Store,
) -> None:
    kpi = store.unit.kpis.all()[1]
    store.tell(BaselineStated(baseline=open_ended(store.at, kpi)))
    store.take("readings", weeks(STEADY))
    locked = store.unit.kpis.baseline("otif")
    assert locked is not None

    assert is_stated(locked)
    assert locked.limits is not None
