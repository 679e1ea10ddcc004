"""The ledger for readers: newest first, and nobody sees more than they may."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.ports import EvidenceLine
from config import texts
from engagement.catalogue import Reader
from engagement.facts import MessageNotUnderstood, PersonRecorded
from engagement.facts.free_text import FreeText
from engagement.people import Permission
from storage import tables as t
from storage.book import BookInSql
from storage.redaction import redact
from tests.contracts.store_parts import (
    MACHINE,
    NOW,
    WHOSE,
    Store,
    found,
    of_machine,
    said_by,
)
from tests.unit.fact_parts import COORDINATOR, EXECUTIVE, person

MARK = "Hemligheten om Kalle Anka"


def said(words: str) -> MessageNotUnderstood:
    return MessageNotUnderstood(
        person_id=EXECUTIVE,
        platform="webchat",
        platform_message="m-1",
        text=FreeText(text=words),
    )


def book(store: Store) -> BookInSql:
    return BookInSql(store.transactions, WHOSE, texts.load())


async def newest(
    store: Store,
    viewer: str,
    *,
    before: int | None = None,
    most: int = 50,
    about: str | None = None,
    everything: bool = True,
) -> list[EvidenceLine]:
    found = await book(store).newest(
        viewer, before=before, most=most, about=about, everything=everything
    )
    return list(found)


async def test_the_newest_come_first_a_page_at_a_time(store: Store) -> None:
    last = store.record(*(said(f"rad {n}") for n in range(5)))
    store.record(*(said_by(COORDINATOR, said(f"sida {n}")) for n in range(5)))

    first = await newest(store, COORDINATOR, most=3)
    second = await newest(store, COORDINATOR, before=first[-1].seq, most=3)

    assert [last + 5, last + 4, last + 3] == [line.seq for line in first]
    assert [last + 2, last + 1, last] == [line.seq for line in second]


async def test_a_page_is_full_although_much_is_withheld(store: Store) -> None:
    """An executive's own records lie far apart."""
    own = store.record(said_by(EXECUTIVE, said("mitt")))
    store.record(*(said_by("E4", said(f"deras {n}")) for n in range(20)))
    newer = store.record(said_by(EXECUTIVE, said("också mitt")))

    found = await newest(store, EXECUTIVE, most=2)

    assert [newer, own] == [line.seq for line in found]


async def test_who_oversees_sees_that_there_is_something_withheld(store: Store) -> None:
    store.record(said_by(EXECUTIVE, said(MARK)))

    (line, *_) = await newest(store, COORDINATOR)

    assert ("withheld", "", "", ()) == (line.state, line.who, line.what, line.clauses)
    assert "message.not_understood" == line.kind


@pytest.mark.parametrize(
    ("viewer", "reader", "seen"),
    [
        (COORDINATOR, Reader.COORDINATOR, 1),
        (COORDINATOR, Reader.LEADERSHIP, 0),
        ("E4", Reader.LEADERSHIP, 1),
        ("E4", Reader.COORDINATOR, 0),
    ],
)
async def test_the_audience_is_the_one_that_was_frozen(
    viewer: str, reader: Reader, seen: int, store: Store
) -> None:
    store.record(said_by(EXECUTIVE, said(MARK), audience=(reader,)))

    found = await newest(store, viewer, most=1)

    assert seen == sum(MARK in line.what for line in found)


async def test_keeping_the_machine_going_is_no_reason_to_read(store: Store) -> None:
    admin = person("A1", "Drift", Permission.ADMIN)
    store.record(PersonRecorded(person=admin))
    everyone = tuple(Reader)
    store.record(said_by(EXECUTIVE, said(MARK), audience=everyone))

    assert not [line for line in await newest(store, "A1") if MARK in line.what]


async def test_what_was_redacted_is_shown_as_gone(store: Store) -> None:
    seq = store.record(said_by(EXECUTIVE, said(MARK)))
    store.do(
        lambda unit: redact(
            unit,
            lambda fact: unit.record(of_machine(fact)),
            seq,
            field=None,
            reason="erasure",
            decided_by="kvalitetschef",
        )
    )

    (line,) = (one for one in await newest(store, COORDINATOR) if one.seq == seq)

    assert ("redacted", "", NOW) == (line.state, line.what, line.occurred_at)


async def test_a_stranger_sees_nothing(store: Store) -> None:
    assert [] == await newest(store, "nobody")


async def test_what_is_about_a_person_is_found(store: Store) -> None:
    store.record(said_by("E4", replace(said("x"), person_id="E4")))

    found = await newest(store, COORDINATOR, about="E4")

    assert found
    assert {"message.not_understood", "person.recorded"} == {one.kind for one in found}


async def test_another_organisations_ledger_is_not_read(store: Store) -> None:
    found(store.url, "other")
    size, _ = store.look(lambda unit: unit.books.head())

    lines = await newest(store, COORDINATOR)

    assert size == len(lines)


async def test_a_check_says_what_is_wrong_and_where(store: Store) -> None:
    good = await book(store).verify()
    table = "ledger_payload"
    if store.is_sqlite:
        store.sql(f"DROP TRIGGER {table}_only_empty")
    else:
        store.sql(f"ALTER TABLE {table} DISABLE TRIGGER ALL")
    store.sql(
        "UPDATE ledger_payload SET salt = leaf FROM ledger"
        " WHERE ledger.seq = ledger_payload.seq AND ledger.seq = 3"
    )

    bad = await book(store).verify()

    assert (True, None) == (good.intact, good.first_bad)
    assert len(store.rows(t.ledger)) == good.size
    assert (False, 3) == (bad.intact, bad.first_bad)
    assert bad.reason.startswith("commitment: expected ")
    assert MACHINE.author.person_id is None


async def test_how_it_came_about_is_shown_only_with_everything(store: Store) -> None:
    """Particulars of a person keep the books; what somebody said is why one looks."""
    store.record(of_machine(PersonRecorded(person=person("E9", "Nils"))))
    store.record(said_by(EXECUTIVE, said("Det här sa jag")))

    short = [line.kind for line in await newest(store, COORDINATOR, everything=False)]
    whole = [line.kind for line in await newest(store, COORDINATOR)]

    assert "message.not_understood" in short
    assert "person.recorded" not in short
    assert "person.recorded" in whole
