"""What is looked at once a week and once a quarter is found on every database."""

from __future__ import annotations

from datetime import date, timedelta

from engagement.facts import (
    Fact,
    ProgrammeRecorded,
    PromptAsked,
    PromptDeferred,
    PromptExpired,
    PromptPlanned,
    PromptUntriggered,
)
from engagement.occasions import Rank
from engagement.organisation import Programme
from engagement.queues import Wait
from tests.contracts.store_parts import NOW, Store, later, said_by
from tests.unit.fact_parts import EXECUTIVE, QUESTION

DAY = 24 * 60


def planned(which: str, rank: Rank = Rank.CADENCE, by: str | None = None) -> Fact:
    return PromptPlanned(
        occasion_id=which,
        key=f"prompt:P06:-:{which}:{EXECUTIVE}",
        person_id=EXECUTIVE,
        prompt_id=f"P-{which}",
        subject=None,
        period="2026-11",
        rank=rank,
        owed=False,
        not_before=NOW,
        due_at=NOW,
        asked_by=by,
    )


def deferred(which: str) -> Fact:
    return PromptDeferred(occasion_id=which, reason="budget", until=later(9 * DAY))


def record(store: Store, minutes: float, *facts: Fact) -> None:
    for fact in facts:
        store.record(said_by(EXECUTIVE, fact, later(minutes)))


def test_a_question_waits_from_its_first_deferral_to_its_end(store: Store) -> None:
    record(store, 0, *(planned(one) for one in ("a", "b", "c", "d")))
    record(store, 1, deferred("a"), deferred("b"), deferred("c"))
    record(
        store, 2, deferred("a"), PromptExpired(occasion_id="b", reason="period_over")
    )
    asked = PromptAsked(
        occasion_id="c",
        person_id=EXECUTIVE,
        message_id="m",
        question=QUESTION,
        expires_at=later(DAY),
    )
    record(store, 3, asked)
    record(store, 4, PromptExpired(occasion_id="c", reason="silence"))

    found = store.look(lambda unit: unit.occasions.waits(NOW))
    none = store.look(lambda unit: unit.occasions.waits(later(5)))

    assert {
        Wait(since=later(1)),
        Wait(since=later(1), until=later(2)),
        Wait(since=later(1), until=later(3)),
    } == set(found[EXECUTIVE])
    assert {} == none


def test_only_what_an_event_had_planned_was_triggered(store: Store) -> None:
    record(store, 0, planned("early", Rank.EVENT))
    record(store, 1, planned("round"), planned("own", Rank.EVENT, by="C1"))
    record(store, 1, planned("event", Rank.EVENT))
    record(store, 9, planned("late", Rank.EVENT))

    found = store.look(lambda unit: unit.occasions.triggered(later(1), later(9)))

    assert {"P-event"} == found


def test_what_stayed_away_is_found_by_its_quarter(store: Store) -> None:
    for prompt, quarter in (("P18", "2026-Q3"), ("P36", "2026-Q4"), ("P04", "2026-Q4")):
        fact = PromptUntriggered(
            prompt_id=prompt,
            quarter=quarter,
            since=date(2026, 10, 1),
            until=date(2026, 10, 1) + timedelta(days=91),
        )
        record(store, 1, fact)

    found = store.look(lambda unit: unit.books.untriggered("2026-Q4"))

    assert ("P04", "P36") == found


def test_every_record_of_a_kind_is_found_in_order(store: Store) -> None:
    for name in ("first_month", "full"):
        record(store, 1, ProgrammeRecorded(programme=Programme(chosen=name)))

    found = store.look(lambda unit: unit.books.of_kind(ProgrammeRecorded.NAME))

    chosen = [
        r.fact.programme.chosen for r in found if isinstance(r.fact, ProgrammeRecorded)
    ]
    assert ["first_month", "full"] == chosen[-2:]
