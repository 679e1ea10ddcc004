"""One unit of work is one transaction, whatever happens in it and beside it."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy.exc import IntegrityError

from bot.ports.store import Dialogue, Unit
from engagement.errors import LedgerBroken, OperationError
from engagement.facts import (
    IdentityLinked,
    OrganisationRecorded,
    PaceChanged,
    PersonPaused,
    PersonResumed,
)
from storage import tables as t
from tests.contracts.store_parts import (
    NOW,
    Store,
    found,
    later,
    letter,
    of_machine,
)
from tests.unit.fact_parts import EXECUTIVE, ORGANISATION_BODY
from tests.unit.fact_story import planned

RESUMED = PersonResumed(person_id=EXECUTIVE)
PAUSED = PersonPaused(person_id=EXECUTIVE, until=NOW.date())


class Slip(Exception):
    """Something went wrong in the middle."""


# --- all or nothing ------------------------------------------------------------


def test_an_exception_undoes_facts_state_and_messages(store: Store) -> None:
    before = {table.name: store.rows(table) for table in t.metadata.sorted_tables}

    def unit(unit: Unit) -> None:
        unit.record(of_machine(PAUSED), of_machine(planned("o1", "P01", None)))
        unit.outbox.write(letter("bundle:1", occasions=("o1",)))
        unit.people.look_at({EXECUTIVE: NOW})
        unit.dialogues.put(
            Dialogue(
                person_id=EXECUTIVE,
                reference="o1",
                step="more",
                data={},
                expires_at=later(60),
            )
        )
        unit.seen("webchat", "e-1", NOW)
        unit.beat("tick", NOW)
        unit.keep_file("a.csv", b"a", NOW)
        raise Slip

    with pytest.raises(Slip):
        store.do(unit)

    after = {table.name: store.rows(table) for table in t.metadata.sorted_tables}
    assert before == after
    assert store.check().intact


async def test_what_was_committed_is_there_when_the_unit_returns(store: Store) -> None:
    last = await store.work.run(lambda unit: unit.record(of_machine(PAUSED)))

    person = await store.work.read(lambda unit: unit.people.get(EXECUTIVE))
    assert person is not None
    assert NOW.date() == person.paused_until
    assert last == store.look(lambda unit: unit.books.head())[0] - 1


def test_a_unit_sees_what_it_wrote(store: Store) -> None:
    def unit(unit: Unit) -> tuple[int, ...]:
        size = unit.books.head()[0]
        unit.record(of_machine(planned("o1", "P01", None)))
        unit.outbox.write(letter("bundle:1", occasions=("o1",)))
        assert unit.occasions.get("o1") is not None
        assert unit.outbox.message_of("o1") is not None
        person = unit.people.get(EXECUTIVE)
        unit.record(of_machine(PaceChanged(person_id=EXECUTIVE, weeks=4, reason="x")))
        changed = unit.people.get(EXECUTIVE)
        assert person is not None
        assert changed is not None
        return (size, unit.books.head()[0], person.pace, changed.pace)

    size, now, before, after = store.do(unit)

    assert size + 2 == now
    assert (2, 4) == (before, after)


def test_recording_nothing_changes_nothing(store: Store) -> None:
    size, root = store.look(lambda unit: unit.books.head())

    assert size - 1 == store.do(lambda unit: unit.record())
    assert (size, root) == store.look(lambda unit: unit.books.head())


def test_several_facts_are_numbered_one_after_the_other(store: Store) -> None:
    size, _ = store.look(lambda unit: unit.books.head())

    assert size + 1 == store.record(RESUMED, PAUSED)
    assert [
        (size, "person.resumed"),
        (size + 1, "person.paused"),
    ] == [
        (seq, record.fact.NAME)
        for seq, record in store.look(lambda u: u.books.records(size, size + 1))
        if record is not None
    ]


# --- reading -------------------------------------------------------------------


def test_who_reads_cannot_write(store: Store) -> None:
    before = store.rows(t.pulse)

    with pytest.raises(OperationError, match="cannot be written"):
        store.look(lambda unit: unit.beat("tick", NOW))

    assert before == store.rows(t.pulse)


def test_who_reads_sees_one_moment_from_beginning_to_end(store: Store) -> None:
    """Else a check of the ledger would find records that its head does not know."""

    def unit(unit: Unit) -> tuple[int, int]:
        before = unit.books.head()[0]
        store.record(RESUMED)
        return before, unit.books.head()[0]

    before, after = store.look(unit)

    assert before == after
    assert before + 1 == store.look(lambda unit: unit.books.head())[0]


def test_an_organisation_that_is_not_there_has_no_ledger(store: Store) -> None:
    with closing(Store.open(store.url, "nobody")) as other:
        with pytest.raises(LedgerBroken, match="nobody"):
            other.record(RESUMED)
        with pytest.raises(LedgerBroken, match="nobody"):
            other.do(lambda unit: unit.organisation())


def test_the_organisation_is_read_again_once_it_changed(store: Store) -> None:
    def unit(unit: Unit) -> tuple[str, str]:
        before = unit.organisation().name
        changed = replace_name("Nya Pumpar AB")
        unit.record(of_machine(changed))
        return before, unit.organisation().name

    assert (ORGANISATION_BODY.name, "Nya Pumpar AB") == store.do(unit)


def replace_name(name: str) -> OrganisationRecorded:
    return OrganisationRecorded(organisation=replace(ORGANISATION_BODY, name=name))


# --- two at once ---------------------------------------------------------------

EACH = 15


def together(*works: Callable[[], None]) -> None:
    """Run works in threads of their own and raise what any of them raised."""
    failures: list[BaseException] = []

    def guarded(work: Callable[[], None]) -> None:
        try:
            work()
        except BaseException as error:  # noqa: BLE001 - raised below
            failures.append(error)

    threads = [threading.Thread(target=guarded, args=(work,)) for work in works]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if failures:
        raise failures[0]


def test_two_processes_at_once_lose_nothing(store: Store) -> None:
    """Two pools, as two processes have: each waits for the other."""
    before, _ = store.look(lambda unit: unit.books.head())
    with closing(Store.open(store.url)) as other:

        def writes(whose: Store) -> Callable[[], None]:
            def work() -> None:
                for number in range(EACH):
                    whose.record(RESUMED, PAUSED, at=later(number))

            return work

        together(writes(store), writes(other))

    size, _ = store.look(lambda unit: unit.books.head())
    assert before + 4 * EACH == size
    assert store.check().intact
    assert size == store.check().size


def test_what_a_unit_loaded_is_still_so_when_it_decides(store: Store) -> None:
    """Else a double click is answered twice."""
    seen: list[int] = []

    def click() -> None:
        def unit(unit: Unit) -> None:
            seen.append(unit.books.head()[0])
            time.sleep(0.02)
            unit.record(of_machine(RESUMED))

        store.do(unit)

    with closing(Store.open(store.url)) as other:
        together(click, click, lambda: other.do(lambda unit: unit.beat("x", NOW)))

    assert len(seen) == len(set(seen))


def test_two_units_never_wait_for_each_other(store: Store) -> None:
    """One touches a message and then the ledger, the other the other way round."""
    store.do(lambda unit: unit.outbox.write(letter("a")))

    def message_first(unit: Unit) -> None:
        unit.beat("a", NOW)
        time.sleep(0.02)
        unit.record(of_machine(RESUMED))

    def ledger_first(unit: Unit) -> None:
        unit.record(of_machine(RESUMED))
        time.sleep(0.02)
        unit.beat("a", NOW)

    with closing(Store.open(store.url)) as other:
        together(
            *(lambda: store.do(message_first) for _ in range(3)),
            *(lambda: other.do(ledger_first) for _ in range(3)),
        )

    assert store.check().intact


def test_readers_do_not_wait_for_a_writer(store: Store) -> None:
    reading = threading.Event()

    def unit(unit: Unit) -> None:
        unit.record(of_machine(RESUMED))
        thread = threading.Thread(target=read)
        thread.start()
        assert reading.wait(timeout=5)
        thread.join()

    def read() -> None:
        store.look(lambda unit: unit.books.head())
        reading.set()

    store.do(unit)


# --- what exists once ----------------------------------------------------------


def test_the_database_refuses_a_second_occasion_of_a_key(store: Store) -> None:
    store.record(planned("o1", "P01", None))
    twin = replace(planned("o2", "P01", None), key=planned("o1", "P01", None).key)
    size, _ = store.look(lambda unit: unit.books.head())

    with pytest.raises(IntegrityError):
        store.record(RESUMED, twin)

    assert size == store.look(lambda unit: unit.books.head())[0]


def test_a_second_letter_of_a_key_is_not_written(store: Store) -> None:
    first, second = letter("bundle:1"), letter("bundle:1", message_id="message-2")

    assert store.do(lambda unit: unit.outbox.write(first))
    assert not store.do(lambda unit: unit.outbox.write(second))
    assert first == store.look(lambda unit: unit.outbox.by_key("bundle:1"))
    assert store.look(lambda unit: unit.outbox.message("message-2")) is None


def test_an_event_is_seen_once(store: Store) -> None:
    assert not store.do(lambda unit: unit.seen("webchat", "e-1", NOW))
    assert store.do(lambda unit: unit.seen("webchat", "e-1", later(5)))
    assert not store.do(lambda unit: unit.seen("slack", "e-1", NOW))
    assert not store.do(lambda unit: unit.seen("webchat", "e-2", NOW))


def test_an_event_of_a_unit_that_failed_was_not_seen(store: Store) -> None:
    def unit(unit: Unit) -> None:
        unit.seen("webchat", "e-1", NOW)
        raise Slip

    with pytest.raises(Slip):
        store.do(unit)

    assert not store.do(lambda unit: unit.seen("webchat", "e-1", NOW))


def test_an_account_is_never_given_to_a_second_person(store: Store) -> None:
    linked = IdentityLinked(
        person_id=EXECUTIVE,
        platform="webchat",
        workspace="local",
        user_id="maria",
        verified_by="C1",
    )
    store.record(linked)

    with pytest.raises(IntegrityError):
        store.record(replace(linked, person_id="E4"))


# --- small things that it keeps ------------------------------------------------


def test_a_pulse_is_the_last_one(store: Store) -> None:
    assert store.look(lambda unit: unit.last_beat("tick")) is None
    for minutes in (0, 3):
        at = later(minutes)
        store.do(lambda unit, at=at: unit.beat("tick", at))  # type: ignore[misc]

    assert later(3) == store.look(lambda unit: unit.last_beat("tick"))
    assert store.look(lambda unit: unit.last_beat("tock")) is None


def test_a_file_is_kept_as_it_came(store: Store) -> None:
    content = bytes(range(256)) * 40

    file_id = store.do(lambda unit: unit.keep_file("ämnen.csv", content, NOW))

    assert content == store.look(lambda unit: unit.kept_file(file_id))
    assert store.look(lambda unit: unit.kept_file("nothing")) is None


def test_two_organisations_in_one_database_know_nothing_of_each_other(
    store: Store,
) -> None:
    found(store.url, "other")
    with closing(Store.open(store.url, "other")) as other:
        other.record(PAUSED)
        other.do(lambda unit: unit.outbox.write(letter("bundle:1")))
        other.do(lambda unit: unit.people.look_at({EXECUTIVE: NOW}))

        assert 6 == other.do(lambda unit: unit.books.head())[0]
        assert other.check("other").intact
    person = store.look(lambda unit: unit.people.get(EXECUTIVE))
    assert person is not None
    assert person.paused_until is None
    assert 5 == store.look(lambda unit: unit.books.head())[0]
    assert store.look(lambda unit: unit.outbox.by_key("bundle:1")) is None
    assert store.look(lambda unit: unit.people.next_look()) is None
    assert store.do(lambda unit: unit.outbox.write(letter("bundle:1")))


def test_founding_twice_is_refused(store: Store) -> None:
    with pytest.raises(OperationError, match="exists already"):
        found(store.url)


def test_time_spans_are_kept_to_the_microsecond(store: Store) -> None:
    at = NOW + timedelta(microseconds=1)

    store.do(lambda unit: unit.beat("tick", at))

    assert at == store.look(lambda unit: unit.last_beat("tick"))
