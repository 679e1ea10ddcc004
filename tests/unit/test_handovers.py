"""Things that go from one person to another: when they are whose."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from engagement.describing import describe
from engagement.errors import Refused
from engagement.facts import (
    ActionRecorded,
    KpiRecorded,
    ObjectiveRecorded,
    RiskRecorded,
)
from engagement.handovers import (
    Body,
    Handover,
    HandoverState,
    Step,
    handed_over,
    owned,
    owned_by,
    step,
)
from engagement.vacancies import Ownerless, ownerless
from tests.unit import fact_parts as p
from tests.unit.cadence_parts import a_calendar, a_person, a_prompt, a_subject
from tests.unit.digest_parts import TEXTS

MONDAY = date(2026, 11, 23)
GOOD = Handover(subject="objective:O1", person_id="E2", was="E1", on=MONDAY)
WHILE = replace(GOOD, until=date(2026, 12, 4))
ACCEPTED = HandoverState.ACCEPTED


@pytest.mark.parametrize(
    ("one", "today", "due"),
    [
        (GOOD, date(2026, 11, 30), None),
        (GOOD, date(2026, 12, 1), Step.TAKE),
        (replace(GOOD, state=ACCEPTED), date(2027, 1, 1), None),
        (replace(GOOD, state=HandoverState.DECLINED), date(2027, 1, 1), None),
        (WHILE, date(2026, 11, 22), None),
        (WHILE, MONDAY, Step.TAKE),
        (replace(WHILE, state=ACCEPTED), date(2026, 12, 4), None),
        (replace(WHILE, state=ACCEPTED), date(2026, 12, 5), Step.RETURN),
        (WHILE, date(2026, 12, 5), None),
        (replace(WHILE, state=HandoverState.RETURNED), date(2026, 12, 5), None),
    ],
)
def test_what_is_due_with_a_hand_over(
    one: Handover, today: date, due: Step | None
) -> None:
    """For good: after five working days of silence; for a while: on its days."""
    assert due == step(one, a_calendar(), today)


def test_what_is_on_its_way_is_not_handed_over_twice() -> None:
    objective = replace(p.OBJECTIVE, owner_id="E1")
    bodies: dict[str, Body] = {
        "objective:O1": objective,
        "risk:R1": replace(p.RISK, owner_id="E3"),
    }

    assert ("objective:O1",) == owned("E1", bodies, ())
    assert () == owned("E1", bodies, [GOOD])
    assert ("objective:O1",) == owned("E1", bodies, [replace(GOOD, state=ACCEPTED)])


def test_nobody_gets_what_they_have_or_what_comes_after_they_left() -> None:
    to = replace(a_person(), person_id="E2", left_on=MONDAY)

    with pytest.raises(Refused):
        handed_over("objective:O1", "E2", to, MONDAY)
    with pytest.raises(Refused):
        handed_over("objective:O1", "E1", to, MONDAY)
    made = handed_over("objective:O1", "E1", to, date(2026, 11, 20), MONDAY)
    assert ("E2", "E1", MONDAY) == (made.person_id, made.was, made.until)


def test_each_kind_of_thing_gets_its_new_owner() -> None:
    found = [owned_by(one, "E9") for one in (p.OBJECTIVE, p.RISK, p.ACTION, p.KPI)]

    assert [
        ObjectiveRecorded(objective=replace(p.OBJECTIVE, owner_id="E9")),
        RiskRecorded(risk=replace(p.RISK, owner_id="E9")),
        ActionRecorded(action=replace(p.ACTION, owner_id="E9")),
        KpiRecorded(kpi=replace(p.KPI, owner_id="E9")),
    ] == found


# --- questions without an owner -----------------------------------------------------


def test_a_question_to_a_function_that_nobody_holds_has_no_owner() -> None:
    one = a_prompt("M1", asked_of=("cfo",), subject=None)
    inner = a_prompt("M2", asked_of=("cfo",), subject=None, internal=True)

    found = ownerless([one, inner], {}, {"ceo"}, {"E1"})

    assert (Ownerless(prompt_id="M1", subject=None),) == found
    assert () == ownerless([one], {}, {"cfo"}, {"E1"})


def test_a_thing_of_somebody_who_left_has_no_owner_and_one_of_a_function_may() -> None:
    one = a_prompt("M1", asked_of=("cfo",), subject="objective")
    theirs, nobodys = a_subject("O1", "objective"), a_subject("O2", "objective", None)
    subjects = {"E1": (theirs,), None: (nobodys,)}

    assert ("objective:O1",) == tuple(
        f.subject for f in ownerless([one], subjects, {"cfo"}, set())
    )
    assert ("objective:O2",) == tuple(
        f.subject for f in ownerless([one], subjects, set(), {"E1"})
    )


def test_a_hand_over_for_good_is_told_without_a_last_day() -> None:
    given = handed_over(
        "objective:O1", "E1", replace(a_person(), person_id="E2"), MONDAY
    )

    said = describe(given, "en", TEXTS)

    assert said.endswith("from 23 November.")
