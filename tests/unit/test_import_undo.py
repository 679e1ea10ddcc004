"""Taking an import back: what held before it holds again, what is newer stays."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

import pytest

from bot.desk import imports
from bot.desk.signals import is_stated
from engagement.errors import NotFound, Refused
from engagement.facts import (
    AbsenceWithdrawn,
    BaselineStated,
    EntryRetired,
    FunctionEnded,
    ImportUndone,
    ObjectiveReviewed,
    PaceChanged,
    PersonLeft,
    ReadingRecorded,
    ReadingSetAside,
    ReadingWithdrawn,
    RiskRecorded,
    SubjectReviewed,
)
from engagement.facts.free_text import FreeText
from engagement.kpis import PeriodKind
from engagement.objectives import Track
from engagement.reviews import ActionState
from tests.unit.import_parts import GOALS, KPIS, OBJECTIVES, Store, opened
from tests.unit.kpi_parts import OTIF

TODAY = date(2026, 11, 23)
FILES = {
    "goals": (GOALS, "id;title_sv\nG1;Andra ord\nG2;Nytt\n"),
    "kpis": (KPIS, "id;target;owner\notif;97;E1\nlead_time;;\n"),
    "objectives": (
        OBJECTIVES,
        OBJECTIVES.replace("95;", "96;") + "O2;New;Nytt;G1;;;;;;\n",
    ),
    "readings": (
        "period;otif\n2026-W45;95,4\n2026-W46;93,8\n",
        "period;otif\n2026-W46;90\n2026-W47;91\n",
    ),
    "risks": (
        "id;title_sv;owner;impact\nR1;Risk;E3;5\n",
        "id;title_sv;owner;impact\nR1;Risk;E1;4\nR2;Till;E1;3\n",
    ),
    "reviews": (
        "id;date\nMR-1;2026-12-10\n",
        "id;date;cancelled\nMR-1;2026-12-10;ja\nMR-2;2027-03-04;\n",
    ),
    "actions": (
        "id;title_sv;owner;due\nA1;Åtgärd;E3;2026-12-01\n",
        "id;title_sv;owner;due\nA1;Åtgärd;E1;2026-12-08\nA2;Till;E1;\n",
    ),
    "subjects": (
        "kind;id;title_sv;values\nsupplier;S1;Bolag;n=3\n",
        "kind;id;title_sv;values\nsupplier;S1;Bolag;n=4\nmeeting;M1;Möte;\n",
    ),
    "closed": (
        "id;starts;ends\nk1;2027-01-07;2027-01-08\n",
        "id;starts;ends\nk1;2027-01-07;2027-01-07\nk2;2027-05-07;2027-05-07\n",
    ),
    "absences": (
        "person;starts;ends\nE3;2026-12-21;2026-12-23\n",
        "person;starts;ends\nE3;2026-12-21;2027-01-06\n",
    ),
    "people": (
        "id;name;role_sv;functions\nE7;Robert Kowalski;platschef;site_gm\n",
        "id;name;role_sv;functions;zone\n"
        "E7;Robert Kowalski;chef;coo;America/New_York\nE8;Ny;chef;site_gm;\n",
    ),
}
"Kind -> a file, and one that changes something of it and adds something."


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with opened(tmp_path) as found:
        yield found


@pytest.fixture
def full(store: Store) -> Store:
    """Everything of the first files, imported a day ago."""
    store.now -= timedelta(days=1)
    for kind in imports.KINDS:
        store.take(kind, FILES[kind][0])
    store.now += timedelta(days=1)
    return store


def kept(store: Store, import_id: str) -> tuple[str, ...]:
    return imports.plan_undo(store.at, import_id).kept


@pytest.mark.parametrize(
    "later", [timedelta(), timedelta(days=2)], ids=["same", "later"]
)
@pytest.mark.parametrize("kind", FILES)
def test_an_undo_brings_back_what_held_before(
    full: Store, kind: str, later: timedelta
) -> None:
    before = full.holds()
    import_id = full.take(kind, FILES[kind][1])
    assert before != full.holds()
    full.now += later

    assert () == kept(full, import_id)
    full.undo(import_id)

    assert before == full.holds()


@pytest.mark.parametrize("kind", FILES)
def test_a_first_import_is_taken_back_to_nothing(store: Store, kind: str) -> None:
    """Everything happens at one moment, as while a rehearsal stands still."""
    for needed in ("people", "goals", "kpis", "objectives"):
        if needed != kind:
            store.take(needed, FILES[needed][0])
    before = store.holds()
    import_id = store.take(kind, FILES[kind][0])
    store.undo(import_id)

    assert before == store.holds()


@pytest.mark.parametrize("kind", FILES)
def test_the_mended_file_can_be_imported_afterwards_and_taken_back_too(
    full: Store, kind: str
) -> None:
    """Taken back twice at one moment, it is as before the first time."""
    before = full.holds()
    full.undo(full.take(kind, FILES[kind][1]))
    again = full.take(kind, FILES[kind][1])
    wrong = full.holds()
    full.undo(again)
    assert before == full.holds()

    full.take(kind, FILES[kind][1])
    assert wrong == full.holds()


@pytest.mark.parametrize("kind", FILES)
def test_two_imports_are_taken_back_one_after_the_other(full: Store, kind: str) -> None:
    before = full.holds()
    first = full.take(kind, FILES[kind][1])
    between = full.holds()
    full.now += timedelta(hours=1)
    added = {"people": "E9;Till;chef;hr;", "absences": "E1;2026-12-21;2027-01-06"}
    third = full.take(kind, _more(kind, added))
    full.undo(third)
    assert between == full.holds()

    full.undo(first)
    assert before == full.holds()


def _more(kind: str, added: dict[str, str]) -> str:
    """Return the second file with its first thing changed back, or with one more."""
    first, second = FILES[kind]
    if kind in added:
        return f"{second.strip()}\n{added[kind]}\n"
    return first


def test_an_undo_is_a_fact_with_the_number_of_what_it_took(full: Store) -> None:
    import_id = full.take("goals", FILES["goals"][1])
    number = full.undo(import_id)

    *_, last = full.facts()
    assert ImportUndone(import_id=import_id, rows=2) == last
    assert 2 == number
    assert full.unit.books.imports()[0].undone


def test_an_import_is_taken_back_once(full: Store) -> None:
    import_id = full.take("goals", FILES["goals"][1])
    full.undo(import_id)

    with pytest.raises(Refused) as refused:
        full.undo(import_id)
    assert "import_undone" == refused.value.code


def test_an_unknown_import_is_not_found(full: Store) -> None:
    with pytest.raises(NotFound) as error:
        full.undo("nope")

    assert ("import_unknown", "nope") == (error.value.code, error.value.values["name"])


# --- what is newer -------------------------------------------------------------


def test_what_a_later_file_changed_stays_and_is_named(full: Store) -> None:
    import_id = full.take("risks", FILES["risks"][1])
    full.take("risks", "id;impact\nR1;2\n".replace("id;impact", "id;impact"))

    assert ("risk:R1",) == kept(full, import_id)
    full.undo(import_id)
    assert [("R1", 2, "E1")] == [
        (r.risk_id, r.impact, r.owner_id) for r in full.unit.entries.risks()
    ]


def test_what_a_later_file_said_again_stays(full: Store) -> None:
    """A, then B, then A: taking the first A back must not touch the second."""
    first = full.take("goals", "id;title_sv\nG1;A\n")
    full.take("goals", "id;title_sv\nG1;B\n")
    full.take("goals", "id;title_sv\nG1;A\n")

    assert ("goal:G1",) == kept(full, first)


def test_what_a_command_changed_stays(full: Store) -> None:
    import_id = full.take("risks", FILES["risks"][1])
    (risk, _) = full.unit.entries.risks()
    full.tell(RiskRecorded(risk=replace(risk, likelihood=1)))

    assert ("risk:R1",) == kept(full, import_id)


def test_what_was_retired_since_stays_retired(full: Store) -> None:
    import_id = full.take("risks", FILES["risks"][1])
    full.tell(EntryRetired(kind="risk", entry_id="R1"))

    assert ("risk:R1",) == kept(full, import_id)
    full.undo(import_id)
    assert () == full.unit.entries.risks()


def test_answers_are_kept_and_the_plan_goes_back(full: Store) -> None:
    import_id = full.take("objectives", FILES["objectives"][1])
    full.tell(
        ObjectiveReviewed(
            objective_id="O1",
            person_id="E3",
            on=TODAY,
            value=Decimal("95.2"),
            track=Track.ON_TRACK,
            confidence=8,
        )
    )
    assert () == kept(full, import_id)
    full.undo(import_id)
    (found,) = full.unit.entries.objectives()

    assert Decimal(95) == found.target
    assert (Decimal("95.2"), Track.ON_TRACK, 8, TODAY) == (
        found.value,
        found.track,
        found.confidence,
        found.reviewed_on,
    )


def test_a_review_that_only_the_file_told_goes_with_it(full: Store) -> None:
    import_id = full.take("objectives", OBJECTIVES.replace("2026-11-10", "2026-11-20"))
    full.undo(import_id)

    assert date(2026, 11, 10) == full.unit.entries.objectives()[0].reviewed_on


def test_an_action_goes_back_to_what_its_owner_had_said(full: Store) -> None:
    full.tell(_said("blocked", date(2026, 11, 12)))
    import_id = full.take(
        "actions", "id;title_sv;state;state_date\nA1;Åtgärd;done;2026-11-20\n"
    )
    assert ActionState.DONE is full.unit.entries.actions()[0].state
    full.undo(import_id)
    (found,) = full.unit.entries.actions()

    assert (ActionState.BLOCKED, date(2026, 11, 12), None) == (
        found.state,
        found.state_on,
        found.done_on,
    )


def _said(outcome: str, on: date) -> SubjectReviewed:
    return SubjectReviewed(
        subject="action:A1", person_id="E3", on=on, outcome=outcome, occasion_id="Q1"
    )


# --- people --------------------------------------------------------------------


def test_somebody_who_was_added_by_mistake_was_never_here(store: Store) -> None:
    import_id = store.take("people", FILES["people"][0])
    store.undo(import_id)
    found = store.unit.people.get("E7")
    assert found is not None

    assert found.left_on == found.joined_on
    assert not [a for a in store.unit.people.assignments() if a.covers(TODAY)][2:]


def test_somebody_who_begins_later_is_gone_today_all_the_same(store: Store) -> None:
    text = "id;name;role_sv;joined\nE7;Robert Kowalski;chef;2027-01-11\n"
    store.undo(store.take("people", text))
    found = store.unit.people.get("E7")
    assert found is not None

    assert not found.active_on(TODAY)


def test_pace_stays_when_a_person_goes_back(full: Store) -> None:
    import_id = full.take("people", FILES["people"][1])
    full.tell(PaceChanged(person_id="E7", weeks=2, reason="ignored"))
    full.undo(import_id)
    found = full.unit.people.get("E7")
    assert found is not None

    assert ("platschef", 2) == (found.role.sv, found.pace)


def test_somebody_who_left_since_stays_away(full: Store) -> None:
    import_id = full.take("people", FILES["people"][1])
    full.tell(PersonLeft(person_id="E7", on=TODAY))

    assert "person:E7" in kept(full, import_id)
    full.undo(import_id)
    assert full.unit.people.get("E7") not in full.unit.people.all()


def test_functions_that_were_changed_since_stay(full: Store) -> None:
    import_id = full.take("people", FILES["people"][1])
    (one,) = [
        a
        for a in full.unit.people.assignments()
        if a.person_id == "E8" and a.covers(TODAY)
    ]
    full.tell(FunctionEnded(assignment=replace(one, until=TODAY)))

    assert ("function:E8/site_gm",) == kept(full, import_id)


def test_an_undo_leaves_a_coordinator(tmp_path: Path) -> None:
    text = "id;name;role_sv;permissions\nC1;Karin Åberg;chef;coordinator\n"
    with opened(tmp_path, with_people=False) as store:
        import_id = store.take("people", text)
        with pytest.raises(Refused) as refused:
            store.undo(import_id)
        assert "last_coordinator" == refused.value.code

        store.take("people", text.replace("C1;Karin Åberg", "C2;Rohan Kulkarni"))
        assert 1 == store.undo(import_id)


def test_an_absence_that_was_withdrawn_stays_withdrawn(full: Store) -> None:
    import_id = full.take("absences", FILES["absences"][1])
    new = full.unit.people.absences(["E3"])[-1]
    full.tell(AbsenceWithdrawn(absence_id=new.absence_id, person_id="E3"))

    assert (f"absence:{new.absence_id}",) == kept(full, import_id)


# --- figures -------------------------------------------------------------------


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
    full.undo(full.take("readings", FILES["readings"][1]))

    assert full.unit.kpis.readings("otif")[-1].set_aside is None


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
    store.undo(store.take("readings", weeks("50", first=30)))

    assert before == store.unit.kpis.baseline("otif")


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


def test_a_baseline_goes_back_to_the_one_before(store: Store) -> None:
    store.take("kpis", "id\notif\n")
    store.take("readings", weeks(OTIF))
    before = store.unit.kpis.baseline("otif")
    text = "id;baseline_first;baseline_last\notif;2026-W22;2026-W37\n"
    import_id = store.take("kpis", text)
    assert before != store.unit.kpis.baseline("otif")
    store.undo(import_id)

    assert before == store.unit.kpis.baseline("otif")


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
