"""State is nothing but the ledger read from the start."""

from __future__ import annotations

from sqlalchemy import delete

from engagement.facts import KINDS, Record, RecordRedacted
from storage import ledger
from storage import tables as t
from storage.redaction import redact
from tests.contracts.store_parts import WHOSE, Store, of_machine, replay
from tests.unit.fact_parts import ACTION, recorded
from tests.unit.fact_story import EXAMPLES, FOUNDING, STORY

State = dict[str, list[tuple[object, ...]]]
LAST = EXAMPLES["answer.detailed"]
"Told once more at the end, because a new answer takes the details of the old one."


def tell(store: Store) -> None:
    """Record everything that can happen, in an order that could have been."""
    told = [one for one in STORY if one not in FOUNDING]
    for number, fact in enumerate([*told, LAST]):
        if not isinstance(fact, RecordRedacted):
            store.record(recorded(fact, number))


def state(store: Store) -> State:
    return {table.name: store.rows(table) for table in t.STATE}


def replayed(store: Store) -> State:
    """Empty the state, read the ledger from the start, and return what came of it."""
    with store.database.writer.begin() as connection:
        for table in t.STATE:
            connection.execute(delete(table))
        replay(ledger.decoded(list(ledger.read(connection, WHOSE))), connection)
    return state(store)


def take_out(store: Store, seq: int, field: str | None) -> None:
    store.do(
        lambda unit: redact(
            unit,
            lambda fact: unit.record(of_machine(fact)),
            seq,
            field=field,
            reason="erasure",
            decided_by="kvalitetschef",
        )
    )


def test_the_story_leaves_no_kind_of_fact_out() -> None:
    """A new kind of fact needs its place in the story."""
    assert KINDS.keys() == {fact.NAME for fact in STORY}


def test_no_table_of_state_is_empty_after_the_story(store: Store) -> None:
    """Else the replay below would prove nothing for it."""
    tell(store)

    assert not {name for name, rows in state(store).items() if not rows}


def test_replaying_gives_the_same_state_row_by_row(store: Store) -> None:
    tell(store)
    before = state(store)

    assert before == replayed(store)
    assert store.check().intact


def test_words_that_were_taken_out_do_not_come_back_by_a_replay(store: Store) -> None:
    tell(store)
    for row in store.rows(t.ledger_text):
        take_out(store, row[1], row[2])
    before = state(store)

    assert {None} == {row[-1] for row in store.rows(t.ledger_text)}
    assert before == replayed(store)
    assert store.check().intact


def test_nobodys_words_are_left_in_the_state_once_they_were_taken_out(
    store: Store,
) -> None:
    """Every copy of them is found."""
    tell(store)
    # What an action is called stands in the action, whoever promised it by that name.
    said = {row[-1] for row in store.rows(t.ledger_text)} - {ACTION.title.sv}
    for row in store.rows(t.ledger_text):
        take_out(store, row[1], row[2])

    left = str(state(store))
    assert not {words for words in said if words in left}


def test_a_record_that_was_taken_out_is_passed_over(store: Store) -> None:
    seq = store.record(of_machine(EXAMPLES["person.paused"]))
    take_out(store, seq, None)

    found: list[tuple[int, Record | None]] = []
    with store.database.reader.connect() as connection:
        found += ledger.decoded(list(ledger.read(connection, WHOSE)))

    assert (seq, None) in found
    assert replayed(store)["person"]
