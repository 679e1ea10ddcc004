"""Only somebody else, who may read it, can say that they looked; and at what stands."""

from __future__ import annotations

from dataclasses import replace

import pytest

from engagement import facts as f
from engagement.catalogue import Reader
from engagement.errors import NotAllowed, NotFound, PersonError, Refused
from engagement.evidence import Numbered, demand_verifiable
from engagement.people import Permission, Person
from tests.unit import fact_parts as p
from tests.unit.told_parts import Told

KARIN = p.person("C1", "Karin Åberg", Permission.COORDINATOR)
MARIA = p.person("E3", "Maria", Permission.EXECUTIVE, Permission.COORDINATOR)


def refused(told: Told, seq: int, which: str = "o", who: Person = KARIN) -> PersonError:
    """Try, and return what is said."""
    with pytest.raises(PersonError) as caught:
        demand_verifiable(told.records[seq], told.thread(which), who)
    return caught.value


def test_an_answer_its_proof_and_a_kept_promise_can_be_verified() -> None:
    told = Told()
    told.ask("o")
    said = told.answer("o")
    proof = told.detail("o", "proof", "Protokoll 12")
    told.promise("o", "c1")
    kept = told.keep("c1")

    for seq in (said, proof, kept):
        thread, header = demand_verifiable(told.records[seq], told.thread("o"), KARIN)
        assert "o" == thread.occasion_id
        assert (Reader.COORDINATOR, Reader.AUDITOR) == header.audience


def test_nobody_verifies_their_own() -> None:
    told = Told()
    said = told.answer("o")

    found = refused(told, said, who=MARIA)

    assert (NotAllowed, "verify_own") == (type(found), found.code)


def test_nor_what_they_said_for_somebody_else_or_somebody_said_for_them() -> None:
    told = Told()
    for_them = told.answer("o", by="C1")
    by_them = told.answer("q", on_behalf_of="C1")

    assert "verify_own" == refused(told, for_them).code
    assert "verify_own" == refused(told, by_them, "q").code


def test_what_a_person_may_not_read_is_not_there_for_them() -> None:
    told = Told()
    said = told.answer("o")
    one = told.records[said]
    assert one.record is not None
    hidden = replace(one.record.header, audience=(Reader.AUDITOR,))
    told.records[said] = replace(one, record=replace(one.record, header=hidden))

    found = refused(told, said)

    assert (NotFound, "record_unknown") == (type(found), found.code)


def test_nor_is_what_was_taken_out() -> None:
    gone = Numbered(seq=7, kind="prompt.answered", record=None)

    with pytest.raises(NotFound):
        demand_verifiable(gone, None, KARIN)


def test_what_is_no_answer_cannot_be_verified() -> None:
    told = Told()
    asked = told.ask("o")
    resumed = told.put(f.PersonResumed(person_id="E3"))

    assert "verify_what" == refused(told, asked).code
    with pytest.raises(Refused):
        demand_verifiable(told.records[resumed], None, KARIN)


def test_an_older_version_leads_to_the_newest() -> None:
    told = Told()
    old = told.answer("o")
    new = told.answer("o", revision=2)

    found = refused(told, old)

    assert ("verify_old", new) == (found.code, found.values["newest"])


def test_there_is_nothing_to_verify_in_an_honest_no() -> None:
    told = Told()
    said = told.answer("o", "not_yet")

    assert "verify_negative" == refused(told, said).code
