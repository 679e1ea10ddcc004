"""What was written is found again: by clause, by person, by time, a page at a time."""

from __future__ import annotations

from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import pytest

from bot.ports.store import Dialogue, Filter
from engagement.cards import Card
from engagement.facts import (
    CommitmentKept,
    CommitmentMade,
    Fact,
    Header,
    MessageNotUnderstood,
    PersonResumed,
)
from engagement.facts.free_text import FreeText
from storage import tables as t
from tests.contracts.store_parts import NOW, Store, card, later, letter, said_by
from tests.unit.fact_parts import EXECUTIVE
from tests.unit.fact_story import EXAMPLES

RESUMED = PersonResumed(person_id=EXECUTIVE)


def under(
    store: Store, *requirements: str, fact: Fact = RESUMED, at: datetime = NOW
) -> int:
    """Record a fact under requirements."""
    whole = tuple(f"iso9001:2015/{one}" for one in requirements)
    return store.record(said_by(EXECUTIVE, fact, at, requirements=whole))


def counted(store: Store, **wanted: Any) -> int:
    """Count what a filter means."""
    found = store.look(lambda unit: unit.books.excerpt(Filter(**wanted), readable))
    kinds = [one.kind for one in found.records]
    assert store.look(lambda unit: unit.books.holds(Filter(**wanted))) == bool(kinds)
    return kinds.count("person.resumed")


def readable(header: Header, /, *, consented: bool = False) -> bool:
    """Let every record be read."""
    del header, consented
    return True


def unreadable(header: Header, /, *, consented: bool = False) -> bool:
    """Let none."""
    return not readable(header, consented=consented)


# --- counts --------------------------------------------------------------------


def test_a_clause_means_its_items_and_never_its_lookalikes(store: Store) -> None:
    for clause in ("5.1.1", "5.1.1.a", "5.1.1.e", "5.1.10", "5.1", "15.1.1", "5.1.1a"):
        under(store, clause)

    assert 3 == counted(store, clause="5.1.1")
    assert 1 == counted(store, clause="5.1.1.e")
    assert 1 == counted(store, clause="5.1.10")
    assert 6 == counted(store, clause="5.1")
    assert 0 == counted(store, clause="5.1.2")


@pytest.mark.parametrize("clause", ["%", "5_1.1", "5.1.1%", "", "'"])
def test_a_clause_is_no_pattern(clause: str, store: Store) -> None:
    under(store, "5.1.1.e")

    assert 0 == counted(store, clause=clause)


def test_a_record_of_several_requirements_counts_once(store: Store) -> None:
    under(store, "5.1.1.a", "5.1.1.b", "9.3.1", "5.1.1.a")

    assert 1 == counted(store, clause="5.1.1")
    assert 1 == counted(store)


def test_every_edition_of_a_clause_counts(store: Store) -> None:
    both = ("iso9001:2015/5.1.1.e", "iso9001:2026/5.1.1.f")
    store.record(said_by(EXECUTIVE, RESUMED, requirements=both))

    assert 1 == counted(store, clause="5.1.1")
    assert 1 == counted(store, clause="5.1.1.f")


def test_a_span_takes_its_first_moment_in_and_leaves_its_last_out(
    store: Store,
) -> None:
    for minutes in (0, 5, 10):
        under(store, "5.1.1", at=later(minutes))

    assert 2 == counted(store, since=NOW, until=later(10))
    assert 3 == counted(store, since=NOW, until=later(10) + timedelta(microseconds=1))
    assert 1 == counted(store, since=later(5) + timedelta(microseconds=1))


def test_a_person_is_whom_a_record_is_about(store: Store) -> None:
    store.record(said_by("C1", RESUMED))
    store.record(said_by(EXECUTIVE, PersonResumed(person_id="E4")))

    assert 1 == counted(store, person_id=EXECUTIVE)
    assert 0 == counted(store, person_id="C1")


def test_an_excerpt_knows_what_a_record_goes_back_to(store: Store) -> None:
    """Also where its question and its promise lie outside of it."""
    asked = ("prompt.planned", "prompt.asked", "prompt.answered", "commitment.made")
    store.record(*(EXAMPLES[name] for name in asked))
    made = EXAMPLES["commitment.made"]
    assert isinstance(made, CommitmentMade)
    kept_one = CommitmentKept(commitment_id=made.commitment_id, on_time=True)
    seq = store.record(said_by("C1", kept_one, later(60)))

    found = store.look(
        lambda unit: unit.books.excerpt(Filter(since=later(30)), readable)
    )

    (kept,) = found.records
    assert (seq, "o1") == (kept.seq, found.occasion_of(kept))
    assert "P35" == found.questions["o1"].prompt_id
    assert found.questions["o1"].asked_at is not None
    assert found.questions["o1"].lost is None


def test_what_may_not_be_shown_is_there_unread(store: Store) -> None:
    under(store, "5.1.1")

    found = store.look(
        lambda unit: unit.books.excerpt(Filter(clause="5.1.1"), unreadable)
    )

    assert ["withheld"] == [one.state for one in found.records]


# --- whom to look at -----------------------------------------------------------


def test_people_are_looked_at_a_page_at_a_time_when_their_time_came(
    store: Store,
) -> None:
    store.do(
        lambda unit: unit.people.look_at(
            {"C1": NOW, EXECUTIVE: later(-5), "E4": later(1)}
        )
    )

    def page(at: datetime, after: str, most: int) -> list[str]:
        found = store.look(
            lambda unit: unit.people.to_look_at(at, after=after, most=most)
        )
        return [person.person_id for person in found]

    assert ["C1"] == page(NOW, "", 1)
    assert [EXECUTIVE] == page(NOW, "C1", 5)
    assert [] == page(NOW, EXECUTIVE, 5)
    assert ["C1", EXECUTIVE, "E4"] == page(later(1), "", 5)
    assert later(-5) == store.look(lambda unit: unit.people.next_look())


def test_nobody_is_looked_at_without_a_time(store: Store) -> None:
    store.do(lambda unit: unit.people.look_at({EXECUTIVE: NOW}))
    store.do(lambda unit: unit.people.look_at({EXECUTIVE: None, "E4": None}))
    store.do(lambda unit: unit.people.look_at({}))

    assert store.look(lambda unit: unit.people.next_look()) is None
    assert () == store.look(
        lambda unit: unit.people.to_look_at(later(9999), after="", most=5)
    )


# --- dialogues -----------------------------------------------------------------


def dialogue(reference: str, **changes: Any) -> Dialogue:
    plain = Dialogue(
        person_id=EXECUTIVE,
        reference=reference,
        step="more",
        data={"text": "hej ”du” 🙂"},
        expires_at=later(60),
    )
    return replace(plain, **changes)


def test_a_dialogue_is_forgotten_when_its_time_is_over(store: Store) -> None:
    kept = dialogue("o1")
    store.do(lambda unit: unit.dialogues.put(kept))

    assert kept == store.look(lambda unit: unit.dialogues.get("o1", later(59)))
    assert store.look(lambda unit: unit.dialogues.get("o1", later(60))) is None


def test_the_last_step_of_a_dialogue_is_the_one(store: Store) -> None:
    for step in ("more", "later"):
        store.do(lambda unit, s=step: unit.dialogues.put(dialogue("o1", step=s)))  # type: ignore[misc]

    found = store.look(lambda unit: unit.dialogues.of(["o1", "o2"], NOW))

    assert {"o1": dialogue("o1", step="later")} == found


def test_a_dialogue_can_be_ended(store: Store) -> None:
    store.do(lambda unit: unit.dialogues.put(dialogue("o1")))

    store.do(lambda unit: unit.dialogues.clear("o1"))

    assert store.look(lambda unit: unit.dialogues.get("o1", NOW)) is None


# --- values --------------------------------------------------------------------


def test_instants_keep_their_microseconds_and_come_back_in_utc(store: Store) -> None:
    kathmandu = timezone(timedelta(hours=5, minutes=45))
    at = NOW.replace(microsecond=1).astimezone(kathmandu)

    store.do(lambda unit: unit.beat("tick", at))

    found = store.look(lambda unit: unit.last_beat("tick"))
    assert at == found
    assert found is not None
    assert UTC is found.tzinfo


def test_an_instant_without_a_zone_is_refused(store: Store) -> None:
    with pytest.raises(ValueError, match="naive"):
        store.do(lambda unit: unit.beat("tick", NOW.replace(tzinfo=None)))

    assert store.look(lambda unit: unit.last_beat("tick")) is None


WORDS = {
    "long": "Vi börjar om. " * 215,
    "emoji": "👩🏽‍🔧 klart 🇸🇪 🙂",
    "right to left": "\u200fשלום, הכל בסדר\u200f (OTIF 95,2 %)",
    "markup": "<script>alert('x')</script> [länk](javascript:x) *fet*",
    "quotes": "'; DROP TABLE ledger; -- \\ \" % _",
    "lines": "rad 1\r\nrad 2\n\trad 3\u2028rad 4",
    "apart": "Ångström",
    "astral": "𝔏𝔢𝔡𝔫𝔦𝔫𝔤",
}


@pytest.mark.parametrize("words", WORDS.values(), ids=WORDS)
def test_words_come_back_as_they_were_said(words: str, store: Store) -> None:
    said = MessageNotUnderstood(
        person_id=EXECUTIVE,
        platform="webchat",
        platform_message="m-1",
        text=FreeText(text=words),
    )
    seq = store.record(said)
    store.do(lambda unit: unit.outbox.write(letter("a", card=card(words))))
    store.do(lambda unit: unit.dialogues.put(dialogue("o1", data={"x": words})))

    ((_, record),) = store.look(lambda unit: unit.books.records(seq, seq))
    kept = store.look(lambda unit: unit.outbox.by_key("a"))
    step = store.look(lambda unit: unit.dialogues.get("o1", NOW))
    assert record is not None
    assert said == record.fact
    assert kept is not None
    assert kept.card is not None
    assert step is not None
    assert words == step.data["x"]
    assert store.check().intact


def test_what_no_store_can_keep_is_left_out_and_the_rest_is_kept(
    store: Store,
) -> None:
    """NUL and half a surrogate pair; PostgreSQL and UTF-8 refuse them."""
    said = MessageNotUnderstood(
        person_id=EXECUTIVE,
        platform="webchat",
        platform_message="m-1",
        text=FreeText(text="a\0b\ud800c"),
    )

    seq = store.record(said)

    assert ["ab?c"] == [row[-1] for row in store.rows(t.ledger_text) if row[1] == seq]
    assert store.check().intact


def test_a_card_with_control_characters_comes_back(store: Store) -> None:
    odd: Card = card("a\0b\x1b[31m\u2028c")

    store.do(lambda unit: unit.outbox.write(letter("a", card=odd)))

    kept = store.look(lambda unit: unit.outbox.by_key("a"))
    assert kept is not None
    assert odd == kept.card


def test_a_store_that_was_closed_and_opened_holds_the_same(store: Store) -> None:
    under(store, "5.1.1")
    before = {table.name: store.rows(table) for table in t.metadata.sorted_tables}

    with closing(Store.open(store.url)) as again:
        after = {table.name: again.rows(table) for table in t.metadata.sorted_tables}

    assert before == after
