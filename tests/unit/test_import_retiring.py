"""What is no longer in a file is retired where somebody says so, and comes back."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from bot.desk import imports
from engagement.errors import Refused
from engagement.facts import EntryRetired, ObjectiveReviewed
from engagement.objectives import Track
from tests.unit.import_parts import GOALS, KPIS, OBJECTIVES, PEOPLE, Store, opened

FILES = {
    "goals": "id;title_en\nG1;Promises kept\nG2;Growth\n",
    "kpis": "id;owner\notif;E3\ncopq;E1\n",
    "objectives": "id;title_en;owner\nO1;On time;E3\nO2;Scrap;E1\n",
    "risks": "id;title_en\nR1;Fire\nR2;Flood\n",
    "reviews": "id;date\nMR-1;2026-09-03\nMR-2;2026-12-10\n",
    "actions": "id;title_en\nA1;Call\nA2;Write\n",
    "subjects": "kind;id;title_en\nsupplier;L1;Smith\nsupplier;L2;Jones\n",
}
"Two of each kind that may be retired; the second one goes."


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with opened(tmp_path) as found:
        yield found


def retire(store: Store, kind: str, text: str, *ids: str) -> str:
    """Import a file with what is to be retired; return the import's id."""
    plan = store.plan(kind, text)
    return imports.accept(store.at, plan, store.record, retire=ids or plan.missing)


@pytest.mark.parametrize("kind", FILES)
def test_what_is_left_out_goes_only_when_it_is_said_and_comes_back(
    store: Store, kind: str
) -> None:
    """The same file twice: kept, then retired, then taken back."""
    store.take(kind, FILES[kind])
    one = "".join(FILES[kind].splitlines(keepends=True)[:2])
    before = store.holds()
    plan = store.plan(kind, one)
    assert len(plan.missing) == len(plan.retirements) == 1
    with pytest.raises(Refused, match="nothing_changed"):
        store.take(kind, one)
    assert store.holds() == before

    which = retire(store, kind, one)
    (fact,) = (f for f in store.facts() if isinstance(f, EntryRetired))
    assert fact == plan.retirements[0]
    assert store.plan(kind, one).missing == ()
    store.undo(which)
    assert store.holds() == before


def test_only_what_was_named_is_retired(store: Store) -> None:
    store.take("goals", FILES["goals"])
    with pytest.raises(Refused, match="nothing_changed"):
        retire(store, "goals", "id;title_en\nG1;Promises kept\n", "G7")


def test_an_answer_survives_retiring_and_coming_back(store: Store) -> None:
    """What its owner said last is what comes back, not what a file said first."""
    for kind, text in (("goals", GOALS), ("kpis", KPIS), ("objectives", OBJECTIVES)):
        store.take(kind, text)
    store.tell(
        ObjectiveReviewed(
            objective_id="O1",
            person_id="E3",
            occasion_id="o1",
            on=date(2026, 11, 20),
            value=None,
            track=Track.AT_RISK,
            confidence=4,
        )
    )
    (before,) = store.unit.entries.objectives()
    other = "id;title_en\nO2;Scrap\n"
    which = retire(store, "objectives", other)
    store.undo(which)
    (back,) = store.unit.entries.objectives()
    assert back == before
    assert back.confidence == 4


def test_what_was_added_again_since_stays_as_it_is(store: Store) -> None:
    """An undo keeps what is newer, and says so."""
    store.take("goals", FILES["goals"])
    which = retire(store, "goals", "id;title_en\nG1;Promises kept\n")
    store.take("goals", "id;title_en\nG2;Growth again\n")
    plan = imports.plan_undo(store.at, which)
    assert (plan.facts, plan.kept) == ((), ("entry.retired",))
    retire(store, "goals", "id;title_en\nG1;Promises kept\n")
    assert imports.plan_undo(store.at, which).facts == ()


def test_people_and_absences_never_go_by_a_file(store: Store) -> None:
    """Nobody leaves by being left out."""
    only = "\n".join(PEOPLE.strip().splitlines()[:2]) + "\n"
    plan = store.plan("people", only)
    assert plan.missing == ("E1", "E3")
    assert plan.retirements == ()
    with pytest.raises(Refused, match="nothing_changed"):
        retire(store, "people", only)
