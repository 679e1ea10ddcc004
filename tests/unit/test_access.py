"""Who may read a record: every audience, every permission, and one's own."""

from __future__ import annotations

from dataclasses import replace
from itertools import chain, combinations

import pytest

from engagement.access import export_to_auditors, may_read
from engagement.catalogue import Reader
from engagement.facts import Author, Header
from engagement.people import Permission, Person
from tests.unit.fact_parts import HEADER, person

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
