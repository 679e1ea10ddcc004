"""``ledning doctor`` looks at every part and says what to do about it."""

from __future__ import annotations

from contextlib import closing
from datetime import UTC, datetime

from bot.app import open_store
from engagement.facts import (
    Author,
    Fact,
    Header,
    LaunchWidened,
    OrganisationLaunched,
    OrganisationPaused,
    Record,
)
from tests.acceptance.cli_parts import Desk

NOW = datetime(2026, 11, 23, 7, 0, tzinfo=UTC)

PARTS = ("address", "content", "pictures", "database", "guards", "organisation")


def test_a_good_installation_passes_and_every_part_is_told(live: Desk) -> None:
    ran = live.run("doctor", "--full")

    assert 0 == ran.status
    assert "FAIL" not in ran.said
    assert [] == [part for part in PARTS if f"ok    {part}" not in ran.said]
    assert f"intact: {live.published()}" in ran.said


def test_a_clock_that_never_ticked_is_no_fault(live: Desk) -> None:
    assert "note  clock: has not ticked here yet" in live.run("doctor").said


def test_a_clock_that_stands_is_one(live: Desk) -> None:
    live.change(
        "INSERT INTO pulse (organisation_id, name, at)"
        " VALUES ('lindvalla', 'tick', '2026-01-01T00:00:00.000000Z')"
    )

    ran = live.run("doctor")

    assert 1 == ran.status
    assert "FAIL  clock: last tick 2026-01-01 00:00 UTC" in ran.said
    assert "start `ledning run`" in ran.said


def test_guards_that_are_gone_are_named(live: Desk) -> None:
    live.change("UPDATE ledger_head SET size = size")

    ran = live.run("doctor")

    assert 1 == ran.status
    assert "FAIL  guards: missing: ledger_no_update, ledger_no_delete" in ran.said


def test_a_broken_ledger_is_found_when_asked_for(live: Desk) -> None:
    live.change("UPDATE ledger_payload SET payload = '{}' WHERE seq = 3")

    assert "(not checked; --full does)" in live.run("doctor").said
    ran = live.run("doctor", "--full")

    assert 1 == ran.status
    assert "NOT INTACT: record 3" in ran.said


def test_an_address_that_others_reach_is_told_with_its_hosts(live: Desk) -> None:
    ran = live.run(
        "doctor", LEDNING_HOST="192.0.2.7", LEDNING_ALLOWED_HOSTS="kvalitet.example"
    )

    assert "note  hosts: reachable from outside" in ran.said
    assert "kvalitet.example" in ran.said


def test_no_database_is_told_and_none_is_made(bare: Desk) -> None:
    ran = bare.run("doctor")

    assert 1 == ran.status
    assert f"FAIL  database: there is no database {bare.file}" in ran.said
    assert "ledning database upgrade" in ran.said
    assert [] == list(bare.folder.iterdir())


def test_a_database_without_an_organisation_is_told(bare: Desk) -> None:
    bare.run("database", "upgrade")

    ran = bare.run("doctor")

    assert 1 == ran.status
    assert "FAIL  organisation: the database has no organisation" in ran.said
    assert "ledning organisation add FOLDER" in ran.said


def test_who_may_be_written_to_is_told(live: Desk) -> None:
    """Draft, pilot, everybody, paused: each with the way on."""
    assert "note  launch: draft: nothing is sent" in live.run("doctor").said

    record(live, OrganisationLaunched(pilot=("E1", "E2")))
    assert "ok    launch: pilot: 2 of 8 executives" in live.run("doctor").said

    record(live, LaunchWidened(pilot=None))
    assert "ok    launch: launched for everybody\n" in live.run("doctor").said

    record(live, OrganisationPaused(until=None, messages=0, questions=0, reminders=0))
    ran = live.run("doctor")
    assert 0 == ran.status
    assert "note  launch: launched for everybody; paused since 2026-11-23" in ran.said


def record(at: Desk, fact: Fact) -> None:
    """Record a fact of a coordinator's."""
    header = Header(author=Author(person_id="C1"), occurred_at=NOW, recorded_at=NOW)
    with closing(open_store(at.url)) as store:
        store.work.here(lambda unit: unit.record(Record(fact=fact, header=header)))
