"""What an export is about: who led then, and from which content was asked."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from config import content
from engagement import facts as f
from engagement.evidence import (
    BOOKKEEPING,
    TELLING,
    clause_of,
    clause_order,
    content_version,
    place_of,
    scope,
    within,
)
from engagement.evidence.scope import Leader
from engagement.facts import KINDS
from engagement.grades import Grade
from engagement.people import Permission
from engagement.texts import Bilingual
from tests.unit import fact_parts as p
from tests.unit.told_parts import START, Told

MARIA = p.person("E3", "Maria Lindqvist")
CFO = Bilingual(en="CFO", sv="ekonomichef")
FOREVER = (None, None)


class People(Told):
    """A ledger of people, some days apart."""

    def on(self, day: int, fact: f.Fact) -> None:
        """Record something that many days after the start."""
        seq = self.put(fact)
        one = self.records[seq]
        assert one.record is not None
        header = replace(one.record.header, occurred_at=START + timedelta(days=day))
        self.records[seq] = replace(one, record=replace(one.record, header=header))


def days(leaders: tuple[Leader, ...]) -> list[tuple[str, str, date, date | None]]:
    return [(one.name, one.role.en, one.since, one.until) for one in leaders]


def test_a_role_is_the_one_that_was_held_then() -> None:
    told = People()
    told.on(0, f.PersonRecorded(person=MARIA))
    told.on(10, f.PersonRecorded(person=replace(MARIA, role=CFO)))

    whole = scope(told.records, *FOREVER).leaders

    joined, changed = date(2019, 1, 7), date(2026, 12, 4)
    assert [
        ("Maria Lindqvist", "COO", joined, date(2026, 12, 3)),
        ("Maria Lindqvist", "CFO", changed, None),
    ] == days(whole)
    before = scope(told.records, date(2026, 11, 1), date(2026, 12, 3)).leaders
    after = scope(told.records, changed, None).leaders
    assert (["COO"], ["CFO"]) == tuple([x.role.en for x in s] for s in (before, after))


def test_a_change_of_something_else_begins_no_new_role() -> None:
    told = People()
    told.on(0, f.PersonRecorded(person=MARIA))
    told.on(10, f.PersonRecorded(person=replace(MARIA, language="en", pace=1)))

    assert 1 == len(scope(told.records, *FOREVER).leaders)


def test_whoever_left_led_until_then() -> None:
    told = People()
    told.on(0, f.PersonRecorded(person=MARIA))
    told.on(20, f.PersonLeft(person_id="E3", on=date(2026, 12, 31)))
    told.on(21, f.PersonLeft(person_id="E3", on=date(2027, 1, 31)))
    told.on(22, f.PersonLeft(person_id="nobody", on=date(2026, 12, 31)))

    (left,) = scope(told.records, *FOREVER).leaders

    assert date(2026, 12, 30) == left.until
    assert () == scope(told.records, date(2026, 12, 31), None).leaders
    assert ("Göteborg",) == scope(told.records, None, date(2026, 12, 1)).sites


def test_whoever_was_recorded_as_gone_ended_then() -> None:
    told = People()
    told.on(0, f.PersonRecorded(person=p.GONE))

    (gone,) = scope(told.records, *FOREVER).leaders

    assert date(2026, 6, 29) == gone.until


def test_coordinators_are_not_top_management_and_may_stop_being_it() -> None:
    told = People()
    told.on(0, f.PersonRecorded(person=p.person("C1", "Karin", Permission.COORDINATOR)))
    told.on(0, f.PersonRecorded(person=MARIA))
    told.on(
        5,
        f.PersonRecorded(
            person=replace(MARIA, permissions=frozenset({Permission.OBSERVER}))
        ),
    )

    (maria,) = scope(told.records, *FOREVER).leaders

    assert date(2026, 11, 28) == maria.until


def test_a_role_of_no_day_at_all_was_none() -> None:
    """Two corrections on one day leave the second."""
    told = People()
    told.on(0, f.PersonRecorded(person=replace(MARIA, joined_on=START.date())))
    told.on(0, f.PersonRecorded(person=replace(MARIA, role=CFO)))

    assert ["CFO"] == [one.role.en for one in scope(told.records, *FOREVER).leaders]


def test_what_was_taken_out_or_is_about_something_else_says_nothing() -> None:
    told = People()
    told.put(None, kind="person.recorded")
    told.put(f.PersonResumed(person_id="E3"))

    assert ((), ()) == (
        scope(told.records, *FOREVER).leaders,
        scope(told.records, *FOREVER).sites,
    )


# --- clauses -------------------------------------------------------------------


def test_a_clause_is_a_requirement_without_its_item() -> None:
    assert "5.1.1" == clause_of("iso9001:2015/5.1.1.e")
    assert "9.3.2" == clause_of("iso9001:2015/9.3.2.c1")
    assert "9.3.2 c6" == place_of("iso9001:2015/9.3.2.c6")
    assert "5.1.1 e" == place_of("iso9001:2015/5.1.1.e")
    assert "10.3" == place_of("iso9001:2015/10.3")


def test_clauses_are_in_the_order_of_their_numbers() -> None:
    assert ["5.1.2", "5.1.10", "10.2"] == sorted(
        ["10.2", "5.1.10", "5.1.2"], key=clause_order
    )


@pytest.mark.parametrize(
    ("wanted", "belongs"),
    [(None, True), ("5.1.1", True), ("5.1.1.e", True), ("5", True), ("5.1.10", False)],
)
def test_a_filter_shows_the_pages_that_it_fills(
    wanted: str | None, *, belongs: bool
) -> None:
    """A page of a clause that was not asked for would be half a page."""
    assert belongs is within("5.1.1", wanted)


# --- content -------------------------------------------------------------------

CATALOGUE = content.load()
EDITION = ("iso9001:2015",)


def test_the_same_content_has_the_same_version() -> None:
    assert content_version(CATALOGUE, EDITION) == content_version(
        content.load(), EDITION
    )


def test_another_edition_wording_or_grade_is_another_version() -> None:
    first, *others = CATALOGUE.prompts
    (changed,) = (o for o in CATALOGUE.prompts if o.prompt_id == "P08")
    option = replace(changed.options[0], grade=Grade.STATEMENT)
    regraded = replace(changed, options=(option, *changed.options[1:]))
    versions = {
        content_version(CATALOGUE, EDITION),
        content_version(CATALOGUE, ("iso9001:2015", "iso9001:2026")),
        content_version(
            replace(CATALOGUE, prompts=(replace(first, digest="x"), *others)), EDITION
        ),
        content_version(
            replace(
                CATALOGUE,
                prompts=tuple(
                    regraded if one is changed else one for one in CATALOGUE.prompts
                ),
            ),
            EDITION,
        ),
        content_version(replace(CATALOGUE, requirements=()), EDITION),
    }

    assert 5 == len(versions)


def test_every_kind_tells_or_keeps_the_books() -> None:
    """What nobody answered or kept is told like what somebody did."""
    assert BOOKKEEPING < set(KINDS)
    assert set(KINDS) == BOOKKEEPING | TELLING
    assert {
        "prompt.answered",
        "prompt.skipped",
        "prompt.expired",
        "commitment.made",
        "commitment.missed",
        "case.closed",
        "objective.reviewed",
        "digest.posted",
        "organisation.launched",
        "evidence.exported",
        "audit.recorded",
        "record.redacted",
    } <= TELLING
