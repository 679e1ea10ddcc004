"""Taking readings, baselines and definitions of KPIs back."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

import pytest

from bot.desk import imports
from bot.desk.signals import is_stated
from engagement.facts import (
    BaselineStated,
    ReadingRecorded,
    ReadingSetAside,
    ReadingWithdrawn,
)
from engagement.facts.free_text import FreeText
from engagement.kpis import PeriodKind
from tests.unit.import_parts import Store, opened
from tests.unit.import_samples import FILES, fill
from tests.unit.kpi_parts import OTIF

TODAY = date(2026, 11, 23)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with opened(tmp_path) as found:
        yield found


@pytest.fixture
def full(store: Store) -> Store:
    """Everything of the first files."""
    fill(store)
    return store


def kept(store: Store, import_id: str) -> tuple[str, ...]:
    return imports.plan_undo(store.at, import_id).kept


def weeks(values: str, first: int = 22) -> str:
    lines = [
        f"2026-W{first + n};{value.replace('.', ',')}"
        for n, value in enumerate(values.split())
    ]
    return "\n".join(["period;otif", *lines])


def test_a_reading_that_was_corrected_since_stays(full: Store) -> None:
    import_id = full.take("readings", FILES["readings"][1])
    full.tell(
        ReadingRecorded(kpi_id="otif", period="2026-W46", revision=3, value=Decimal(92))
    )
    assert ("reading:otif/2026-W46",) == kept(full, import_id)
    full.undo(import_id)

    assert [("2026-W45", Decimal("95.4")), ("2026-W46", Decimal(92))] == [
        (str(r.period), r.value) for r in full.unit.kpis.readings("otif")
    ]


def test_a_reading_goes_back_as_a_new_revision_with_its_note(full: Store) -> None:
    note = FreeText(text="preliminär")
    full.tell(
        ReadingRecorded(
            kpi_id="otif",
            period="2026-W47",
            revision=1,
            value=Decimal(94),
            n=120,
            note=note,
        )
    )
    full.undo(full.take("readings", FILES["readings"][1]))
    found = full.unit.kpis.readings("otif")[-1]

    assert ("2026-W47", Decimal(94), 3, 120, "preliminär") == (
        str(found.period),
        found.value,
        found.revision,
        found.n,
        found.note,
    )


def test_a_reading_that_had_been_set_aside_is_so_again(full: Store) -> None:
    full.tell(
        ReadingSetAside(
            kpi_id="otif", period="2026-W46", reason=FreeText(text="strejk")
        )
    )
    full.undo(full.take("readings", FILES["readings"][1]))

    assert "strejk" == full.unit.kpis.readings("otif")[-1].set_aside


def test_a_reading_that_counted_again_still_counts(full: Store) -> None:
    for reason in (FreeText(text="strejk"), None):
        full.tell(ReadingSetAside(kpi_id="otif", period="2026-W46", reason=reason))
    import_id = full.take("readings", FILES["readings"][1])
    size = full.size
    full.undo(import_id)

    assert full.unit.kpis.readings("otif")[-1].set_aside is None
    assert not any(isinstance(f, ReadingSetAside) for f in full.facts(size))


def test_a_reading_that_was_withdrawn_since_stays_withdrawn(full: Store) -> None:
    import_id = full.take("readings", FILES["readings"][1])
    full.tell(ReadingWithdrawn(kpi_id="otif", period="2026-W46", revision=3))

    assert ("reading:otif/2026-W46",) == kept(full, import_id)


def test_a_reading_that_had_been_withdrawn_is_so_again(full: Store) -> None:
    full.tell(ReadingWithdrawn(kpi_id="otif", period="2026-W46", revision=2))
    before = full.holds()
    full.undo(full.take("readings", FILES["readings"][1]))

    assert before == full.holds()


def test_limits_from_wrong_readings_go_with_them(store: Store) -> None:
    store.take("kpis", "id\notif\n")
    values = OTIF.split()
    store.take("readings", weeks(" ".join(values[:8])))
    wrong = store.take("readings", weeks(" ".join(values[8:16]), first=30))
    locked = store.unit.kpis.baseline("otif")
    assert locked is not None
    assert locked.limits is not None
    store.undo(wrong)

    assert not is_stated(store.unit.kpis.baseline("otif"))


def test_limits_are_locked_anew_from_the_readings_that_are_left(store: Store) -> None:
    store.take("kpis", "id\notif\n")
    values = OTIF.split()
    wrong = store.take("readings", weeks("50", first=22))
    store.take("readings", weeks(" ".join(values[1:16]), first=23))
    store.undo(wrong)
    found = store.unit.kpis.baseline("otif")
    assert found is not None
    assert found.limits is not None

    assert (15, "2026-W23") == (found.limits.count, str(found.first))


def test_limits_that_were_locked_before_the_import_stay(store: Store) -> None:
    store.take("kpis", "id\notif\n")
    store.take("readings", weeks(OTIF))
    before = store.unit.kpis.baseline("otif")
    store.now += timedelta(hours=1)
    size = store.size
    store.undo(store.take("readings", weeks("50", first=30)))

    assert before == store.unit.kpis.baseline("otif")
    assert not any(isinstance(f, BaselineStated) for f in store.facts(size))


def test_periods_that_somebody_chose_stand_without_the_wrong_limits(
    store: Store,
) -> None:
    store.take("kpis", "id\notif\n")
    wrong = store.take("readings", weeks(OTIF.replace("90.2", "50.2")))
    store.take("kpis", "id;baseline_first;baseline_last\notif;2026-W22;2026-W37\n")
    store.undo(wrong)
    found = store.unit.kpis.baseline("otif")
    assert found is not None

    assert ("2026-W22", "2026-W37", None) == (
        str(found.first),
        str(found.last),
        found.limits,
    )


@pytest.mark.parametrize("span", ["2026-W22;2026-W36", ";"])
def test_a_baseline_goes_back_to_the_one_before(store: Store, span: str) -> None:
    """Whether a person or the machinery had chosen it."""
    text = "id;baseline_first;baseline_last\notif;{}\n"
    store.take("kpis", text.format(span))
    store.take("readings", weeks(OTIF))
    before = store.unit.kpis.baseline("otif")
    import_id = store.take("kpis", text.format("2026-W22;2026-W37"))
    assert before != store.unit.kpis.baseline("otif")
    store.undo(import_id)

    assert before == store.unit.kpis.baseline("otif")


def test_a_baseline_that_a_person_locked_since_stays_locked(store: Store) -> None:
    store.take("kpis", "id\notif\n")
    wrong = store.take("readings", weeks(OTIF))
    made = store.unit.kpis.baseline("otif")
    assert made is not None
    chosen = replace(made, chosen_by="E3")
    store.tell(BaselineStated(baseline=chosen))
    store.undo(wrong)

    assert chosen == store.unit.kpis.baseline("otif")


def test_a_first_baseline_is_followed_by_none(store: Store) -> None:
    store.take("kpis", "id\notif\n")
    text = "id;baseline_first;baseline_last\notif;2026-W22;2026-W37\n"
    store.undo(store.take("kpis", text))

    assert not is_stated(store.unit.kpis.baseline("otif"))


def test_a_baseline_that_a_person_chose_since_stays(store: Store) -> None:
    text = "id;baseline_first;baseline_last\notif;2026-W22;2026-W37\n"
    import_id = store.take("kpis", text)
    stated = store.unit.kpis.baseline("otif")
    assert stated is not None
    store.tell(BaselineStated(baseline=replace(stated, chosen_by="E3")))

    assert ("baseline:otif",) == kept(store, import_id)


def test_an_old_cadence_does_not_come_back_over_new_readings(store: Store) -> None:
    store.take("kpis", "id;cadence\notif;month\n")
    import_id = store.take("kpis", "id;cadence\notif;week\n")
    store.take("readings", weeks("90.2"))

    assert ("kpi:otif",) == kept(store, import_id)
    store.undo(import_id)
    assert PeriodKind.WEEK is store.unit.kpis.all()[0].cadence


def test_a_baseline_that_a_later_file_states_again_stays(store: Store) -> None:
    text = "id;baseline_first;baseline_last\notif;2026-W22;2026-W{}\n"
    first = store.take("kpis", text.format(37))
    store.take("kpis", text.format(38))
    store.take("kpis", text.format(37))

    assert ("baseline:otif",) == kept(store, first)


def test_a_reading_that_a_later_file_says_again_stays(full: Store) -> None:
    text = "period;otif\n2026-W46;{}\n"
    first = full.take("readings", text.format(90))
    full.take("readings", text.format(91))
    full.take("readings", text.format(90))

    assert ("reading:otif/2026-W46",) == kept(full, first)


def test_a_change_that_was_found_stays_on_record_when_its_readings_go(
    store: Store,
) -> None:
    store.take("kpis", "id;baseline_first;baseline_last\notif;2026-W22;2026-W37\n")
    store.take("readings", weeks(" ".join(OTIF.split()[:20])))
    store.undo(store.take("readings", weeks("50", first=42)))

    assert ["2026-W39:up", "2026-W42:down"] == [
        signal.episode for signal in store.unit.kpis.signals()
    ]
