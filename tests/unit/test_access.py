"""Who may read a record: every audience, every permission, and one's own."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from itertools import chain, combinations

import pytest

from engagement.access import (
    consented,
    export_to_auditors,
    frozen,
    in_channel,
    may_post,
    may_read,
    may_read_answer,
    may_read_case,
    may_read_commitment,
    may_read_stand,
    may_read_status,
    narrowed,
)
from engagement.cases import Case
from engagement.catalogue import Reader
from engagement.facts import AnswerDetailed, Author, Header, PromptAsked
from engagement.objectives import Objective
from engagement.occasions import Occasion
from engagement.people import Permission, Person
from engagement.texts import Bilingual
from tests.unit.fact_parts import HEADER, person
from tests.unit.flow_parts import commitment, play

AUDIENCES = list(
    chain.from_iterable(combinations(Reader, size) for size in range(len(Reader) + 1))
)
OPENS = {
    Permission.EXECUTIVE: Reader.LEADERSHIP,
    Permission.COORDINATOR: Reader.COORDINATOR,
    Permission.AUDITOR: Reader.AUDITOR,
    Permission.OBSERVER: None,
    Permission.ADMIN: None,
}
"Which group a permission puts somebody into."


def header(
    audience: tuple[Reader, ...], author: str | None, on_behalf_of: str | None = None
) -> Header:
    return replace(
        HEADER,
        audience=audience,
        author=Author(person_id=author),
        on_behalf_of=on_behalf_of,
    )


def viewer(*permissions: Permission) -> Person:
    return replace(person("V1", "Vera"), permissions=frozenset(permissions))


def test_every_permission_is_in_the_table() -> None:
    assert set(Permission) == OPENS.keys()


@pytest.mark.parametrize("audience", AUDIENCES)
@pytest.mark.parametrize("permission", Permission)
@pytest.mark.parametrize("author", ["E1", None])
def test_somebody_elses_record_is_for_the_groups_that_it_names(
    audience: tuple[Reader, ...], permission: Permission, author: str | None
) -> None:
    expected = OPENS[permission] in audience

    assert expected is may_read(viewer(permission), header(audience, author))


@pytest.mark.parametrize("audience", AUDIENCES)
@pytest.mark.parametrize("permission", Permission)
def test_ones_own_record_is_always_ones_own(
    audience: tuple[Reader, ...], permission: Permission
) -> None:
    assert may_read(viewer(permission), header(audience, "V1"))


@pytest.mark.parametrize("permission", Permission)
def test_what_was_said_in_ones_name_is_ones_own(permission: Permission) -> None:
    assert may_read(viewer(permission), header((), "C1", "V1"))


def test_one_of_several_permissions_is_enough() -> None:
    both = viewer(Permission.OBSERVER, Permission.AUDITOR)

    assert may_read(both, header((Reader.AUDITOR,), "E1"))


def test_without_a_permission_there_is_only_what_is_ones_own() -> None:
    assert not may_read(viewer(), header(tuple(Reader), "E1"))
    assert may_read(viewer(), header((), "V1"))


@pytest.mark.parametrize("audience", AUDIENCES)
def test_an_export_holds_what_auditors_may_read(audience: tuple[Reader, ...]) -> None:
    expected = Reader.AUDITOR in audience

    assert expected is export_to_auditors(header(audience, "E1"))


# --- answers, and what they led to -----------------------------------------------


def asked(audience: tuple[Reader, ...]) -> Occasion:
    occasion = play("P35").occasion
    assert occasion.question is not None
    return replace(occasion, question=replace(occasion.question, audience=audience))


def case() -> Case:
    return Case(
        case_id="K1",
        occasion_id="Q",
        person_id="E3",
        owner_id="C1",
        reason="blocked",
        opened_at=HEADER.recorded_at,
        due_on=HEADER.recorded_at.date(),
    )


@pytest.mark.parametrize("audience", AUDIENCES)
@pytest.mark.parametrize("permission", Permission)
def test_what_an_answer_led_to_has_the_readers_of_the_answer(
    audience: tuple[Reader, ...], permission: Permission
) -> None:
    expected, reader = OPENS[permission] in audience, viewer(permission)
    occasion = asked(audience)

    assert expected is may_read_answer(reader, occasion)
    assert expected is may_read_commitment(reader, commitment(), occasion)
    assert expected is may_read_case(reader, case(), occasion)


def test_who_promised_and_who_waits_always_reads_it() -> None:
    own = replace(viewer(Permission.OBSERVER), person_id="E3")

    assert may_read_answer(own, asked(()))
    assert may_read_commitment(own, commitment(), None)
    assert may_read_case(own, case(), None)


def test_what_was_put_to_nobody_has_no_reader() -> None:
    planned = replace(asked(()), question=None)

    assert () == frozen(planned) == frozen(None)
    assert not may_read_answer(viewer(Permission.COORDINATOR), planned)


def test_a_new_coordinator_reads_and_one_who_no_longer_is_does_not() -> None:
    """The audience is the group: it is never widened, but who is in it changes."""
    occasion = asked((Reader.COORDINATOR,))

    assert may_read_answer(viewer(Permission.COORDINATOR), occasion)
    assert not may_read_answer(viewer(Permission.EXECUTIVE), occasion)


def test_what_quotes_has_no_more_readers_than_what_is_quoted() -> None:
    every = tuple(Reader)

    assert every == narrowed(every, None)
    assert (Reader.AUDITOR,) == narrowed(every, {Reader.AUDITOR})
    assert () == narrowed((Reader.LEADERSHIP,), {Reader.AUDITOR})


def test_where_an_objective_stands_is_told_as_its_owner_said_it() -> None:
    objective = Objective(
        objective_id="O1", title=Bilingual(), goal_id=None, owner_id="E3"
    )
    said = header((Reader.AUDITOR,), "E9")
    owner = replace(viewer(Permission.OBSERVER), person_id="E3")

    assert may_read_stand(viewer(Permission.OBSERVER), objective, None)
    assert may_read_stand(owner, objective, said)
    assert may_read_stand(viewer(Permission.AUDITOR), objective, said)
    assert not may_read_stand(viewer(Permission.EXECUTIVE), objective, said)


@pytest.mark.parametrize("permission", Permission)
def test_how_somebody_stands_is_for_coordinators(permission: Permission) -> None:
    expected = permission is Permission.COORDINATOR

    assert expected is may_read_status(viewer(permission), person("E1", "Annika"))
    assert may_read_status(viewer(permission), viewer(permission))


@pytest.mark.parametrize("audience", AUDIENCES)
def test_the_channel_is_for_leaders_and_coordinators(
    audience: tuple[Reader, ...],
) -> None:
    expected = {Reader.LEADERSHIP, Reader.COORDINATOR} <= {*audience}

    assert expected is may_post(audience)
    members = {p for p in Permission if in_channel(viewer(p))}
    assert {Permission.EXECUTIVE, Permission.COORDINATOR} == members


# --- consent ---------------------------------------------------------------------


def detailed(revision: int) -> AnswerDetailed:
    return AnswerDetailed(
        occasion_id="Q", person_id="E3", revision=revision, follow_up_id="x", ask=""
    )


def test_auditors_are_let_in_to_the_words_that_were_there_to_read() -> None:
    question = asked(()).question
    assert question is not None
    put = PromptAsked(
        occasion_id="Q",
        person_id="E3",
        message_id="m",
        question=question,
        expires_at=HEADER.recorded_at,
    )

    assert consented(detailed(2), {"Q": 2})
    assert consented(put, {"Q": 2})
    assert not consented(detailed(3), {"Q": 2})
    assert not consented(detailed(2), {"other": 2})
    assert not consented(detailed(2), {})


def test_consent_lets_auditors_in_and_nobody_else() -> None:
    confidential = header((Reader.COORDINATOR,), "E1")

    assert export_to_auditors(confidential, consented=True)
    assert may_read(viewer(Permission.AUDITOR), confidential, consented=True)
    assert not may_read(viewer(Permission.EXECUTIVE), confidential, consented=True)


def test_words_that_were_sent_are_read_by_coordinators_and_their_writer_alone() -> None:
    """There is no question whose readers could be asked; auditors are not among them."""
    sent = Case(
        case_id="k",
        occasion_id="",
        person_id="E1",
        owner_id="C1",
        reason="words",
        opened_at=datetime(2026, 11, 23, 8, tzinfo=UTC),
        due_on=date(2026, 11, 30),
    )
    reads = {one for one in Permission if may_read_case(viewer(one), sent, None)}
    assert reads == {Permission.COORDINATOR}
    assert may_read_case(replace(viewer(), person_id="E1"), sent, None)
