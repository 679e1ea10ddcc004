"""Messages go out in order, once, and what nobody knows about is never sent again."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest

from bot.ports.store import Errand
from storage.repositories.outbox import RETRY
from tests.contracts.store_parts import NOW, Store, card, later, letter, place
from tests.unit.fact_parts import EXECUTIVE, QUESTION

MOST = 50


def write(store: Store, *keys: str, **changes: Any) -> None:
    for key in keys:
        assert store.do(lambda unit, k=key: unit.outbox.write(letter(k, **changes)))  # type: ignore[misc]


def claim(store: Store, at: datetime = NOW, most: int = MOST) -> list[Errand]:
    return store.do(lambda u: u.outbox.claim(at, at.replace(minute=30), most))


def keys(errands: list[Errand]) -> list[str]:
    return [errand.letter.key for errand in errands]


def sent(store: Store, errand: Errand, message: str | None = None) -> None:
    where = place(message or errand.letter.key)
    store.do(lambda u: u.outbox.settle(errand, "sent", reason="", at=NOW, posted=where))


# --- lanes ---------------------------------------------------------------------


def test_a_conversation_gets_one_message_at_a_time_in_order(store: Store) -> None:
    write(store, "a", "b", "c")

    (first,) = claim(store)
    assert [] == claim(store)
    sent(store, first)
    (second,) = claim(store)
    sent(store, second)

    assert ["a", "b", "c"] == [*keys([first, second]), *keys(claim(store))]


def test_conversations_do_not_wait_for_each_other(store: Store) -> None:
    write(store, "a", "b")
    write(store, "c", recipient="E4")
    write(store, "d", platform="slack")

    assert ["a", "c", "d"] == keys(claim(store))


def test_no_more_are_taken_than_asked_for(store: Store) -> None:
    for number in range(5):
        write(store, f"m{number}", recipient=f"E{number}")

    assert ["m0", "m1"] == keys(claim(store, most=2))
    assert ["m2", "m3", "m4"] == keys(claim(store))


def test_what_is_not_due_yet_holds_nobody_up(store: Store) -> None:
    write(store, "tomorrow", not_before=later(600))
    write(store, "now")

    assert ["now"] == keys(claim(store))


def test_what_waits_to_be_tried_again_holds_up_what_was_written_later(
    store: Store,
) -> None:
    """Else an answer would stand above its question."""
    write(store, "a", "b")
    (first,) = claim(store)
    store.do(lambda u: u.outbox.postpone(first, later(5), RETRY))

    assert [] == claim(store, later(1))
    (again,) = claim(store, later(5))
    assert ("a", 1) == (again.letter.key, again.attempt)


def test_what_is_put_off_for_another_reason_is_no_attempt(store: Store) -> None:
    write(store, "a", "b")
    (first,) = claim(store)
    store.do(lambda u: u.outbox.postpone(first, later(600), "quiet_hours"))

    assert ["b"] == keys(claim(store, later(1)))
    waiting = store.look(lambda u: u.outbox.by_key("a"))
    assert waiting is not None
    assert later(600) == waiting.not_before


def test_the_next_time_to_look_is_the_earliest_row(store: Store) -> None:
    assert store.look(lambda u: u.outbox.next_ready()) is None
    write(store, "late", not_before=later(60))
    write(store, "soon", not_before=later(10), recipient="E4")

    assert later(10) == store.look(lambda u: u.outbox.next_ready())


# --- leases --------------------------------------------------------------------


def test_a_lapsed_lease_is_told_and_never_sent_again_by_itself(store: Store) -> None:
    """Nobody knows whether the message went out."""
    write(store, "a")
    store.do(lambda u: u.outbox.claim(NOW, later(2), MOST))

    assert [] == store.do(lambda u: u.outbox.lapsed(later(1)))
    (lapsed,) = store.do(lambda u: u.outbox.lapsed(later(2)))
    assert "a" == lapsed.letter.key
    assert [] == claim(store, later(60))

    store.do(
        lambda u: u.outbox.settle(
            lapsed, "doubtful", reason="lease", at=later(3), posted=None
        )
    )
    assert [] == store.do(lambda u: u.outbox.lapsed(later(60)))
    assert ["a"] == [one.key for one in store.look(lambda u: u.outbox.doubtful())]


def test_the_next_time_to_look_is_when_a_lease_lapses(store: Store) -> None:
    write(store, "a")
    store.do(lambda u: u.outbox.claim(NOW, later(2), MOST))

    assert later(2) == store.look(lambda u: u.outbox.next_ready())


def test_two_processes_never_take_the_same_message(store: Store) -> None:
    for number in range(20):
        write(store, f"m{number}", recipient=f"E{number}")

    taken = [*keys(claim(store, most=7)), *keys(claim(store, most=20))]

    assert sorted(set(taken)) == sorted(taken)
    assert 20 == len(taken)


# --- what became of it ---------------------------------------------------------


def test_where_a_message_is_can_be_found_both_ways(store: Store) -> None:
    write(store, "a", occasions=("o1", "o2"))
    (errand,) = claim(store)
    sent(store, errand, "m-7")

    assert place("m-7") == store.look(lambda u: u.outbox.posted("message-a"))
    at = store.look(lambda u: u.outbox.message_at(place("m-7")))
    of = store.look(lambda u: u.outbox.message_of("o2"))
    assert at == of == store.look(lambda u: u.outbox.message("message-a"))
    assert store.look(lambda u: u.outbox.message_at(place("m-8"))) is None
    assert 1 == store.look(lambda u: u.outbox.delivered())


@pytest.mark.parametrize("state", ["failed", "dropped"])
def test_what_did_not_go_is_nowhere(state: str, store: Store) -> None:
    write(store, "a")
    (errand,) = claim(store)
    store.do(lambda u: u.outbox.settle(errand, state, reason="x", at=NOW, posted=None))

    assert store.look(lambda u: u.outbox.posted("message-a")) is None
    assert 0 == store.look(lambda u: u.outbox.delivered())
    assert [] == claim(store, later(600))


def test_a_reply_knows_where_its_thread_is(store: Store) -> None:
    write(store, "parent")
    sent(store, claim(store)[0], "m-1")
    write(store, "reply", parent="message-parent")

    (reply,) = claim(store)

    assert place("m-1") == reply.parent_posted
    assert reply.posted is None


def test_staged_questions_come_back(store: Store) -> None:
    write(store, "a", occasions=("o1",))
    assert {} == store.look(lambda u: u.outbox.staged("message-a"))

    store.do(
        lambda u: u.outbox.stage("message-a", card("Två frågor"), {"o1": QUESTION})
    )

    assert {"o1": QUESTION} == store.look(lambda u: u.outbox.staged("message-a"))
    kept = store.look(lambda u: u.outbox.message("message-a"))
    assert kept is not None
    assert card("Två frågor") == kept.card


# --- updates -------------------------------------------------------------------


def test_several_changes_become_one_update(store: Store) -> None:
    """The last state wins: it is rendered when it is sent."""
    write(store, "a")
    sent(store, claim(store)[0])

    for _ in range(3):
        store.do(lambda u: u.outbox.refresh("message-a", later(1)))

    (update,) = claim(store, later(1))
    assert ("update", place("a")) == (update.action, update.posted)
    assert [] == claim(store, later(2))


def test_what_has_yet_to_go_needs_no_update(store: Store) -> None:
    write(store, "a")

    store.do(lambda u: u.outbox.refresh("message-a", NOW))

    assert ["send"] == [errand.action for errand in claim(store)]
    assert [] == claim(store, later(60))


def test_what_changes_while_it_goes_is_updated_after(store: Store) -> None:
    """It may show what was before."""
    write(store, "a")
    (sending,) = claim(store)
    store.do(lambda u: u.outbox.refresh("message-a", NOW))
    assert [] == claim(store)

    sent(store, sending)

    assert ["update"] == [errand.action for errand in claim(store)]


def test_the_update_of_what_never_arrived_is_dropped(store: Store) -> None:
    write(store, "a")
    (sending,) = claim(store)
    store.do(lambda u: u.outbox.refresh("message-a", NOW))
    store.do(
        lambda u: u.outbox.settle(sending, "failed", reason="x", at=NOW, posted=None)
    )

    assert [] == claim(store)
    assert store.look(lambda u: u.outbox.next_ready()) is None


def test_another_card_is_shown_by_an_update(store: Store) -> None:
    write(store, "a", card=card("Förut"))
    sent(store, claim(store)[0])

    store.do(lambda u: u.outbox.restate("message-a", card("Nu"), later(1)))

    (update,) = claim(store, later(1))
    assert card("Nu") == update.letter.card


# --- caps ----------------------------------------------------------------------


def test_messages_count_from_when_they_go_not_from_when_they_were_written(
    store: Store,
) -> None:
    """What waited over a holiday counts when it goes."""
    write(store, "waits", not_before=later(60))
    write(store, "went", recipient="E4", person_id="E4")
    write(store, "reply", kind="reply")
    sent(store, claim(store)[0])

    found = store.look(lambda u: u.outbox.sent_since([EXECUTIVE, "E4"], NOW))

    assert {EXECUTIVE: (later(60),), "E4": (NOW,)} == found
    assert {EXECUTIVE: (later(60),)} == store.look(
        lambda u: u.outbox.sent_since([EXECUTIVE, "E4"], later(1))
    )


def test_what_failed_costs_nobody_their_budget(store: Store) -> None:
    write(store, "a")
    (errand,) = claim(store)
    store.do(
        lambda u: u.outbox.settle(errand, "failed", reason="x", at=NOW, posted=None)
    )

    assert {} == store.look(lambda u: u.outbox.sent_since([EXECUTIVE], NOW))


def test_bundles_are_found_by_when_they_were_written(store: Store) -> None:
    write(store, "bundle:E3:2026-W47", created_at=later(-60))
    write(store, "bundle:E3:2026-W48")
    write(store, "owed:1", kind="owed")

    found = store.look(lambda u: u.outbox.bundles([EXECUTIVE], NOW))

    assert {EXECUTIVE: (("bundle:E3:2026-W48", "message-bundle:E3:2026-W48"),)} == found
