"""Readings with how many observations they rest on, and a note."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.unit.import_parts import Store, opened


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with opened(tmp_path) as found:
        found.take("kpis", "id;owner\notif;E3\ncopq;E1\n")
        yield found


def held(store: Store) -> list[tuple[str, int | None, str]]:
    """Return value, n and note of every reading."""
    return [(str(r.value), r.n, r.note) for r in store.unit.kpis.readings("otif")]


@pytest.mark.parametrize(
    "text",
    [
        "period;kpi;value;n;note\n2026-W46;otif;93,8;412;Utan reservdelar\n",
        "vecka;nyckeltal;värde;antal;anteckning\n2026-W46;otif;93,8;412;Utan reservdelar\n",
        "period;note;otif;n\n2026-W46;Utan  reservdelar;93,8;412\n",
    ],
    ids=["long", "Swedish", "wide"],
)
def test_n_and_note_are_kept_with_their_reading(store: Store, text: str) -> None:
    store.take("readings", text)
    assert held(store) == [("93.8", 412, "Utan reservdelar")]


def test_a_changed_note_is_a_revision_and_is_taken_back(store: Store) -> None:
    """A file without the columns leaves them, unless the value is another one."""
    heading = "period;kpi;value;n;note\n"
    store.take("readings", heading + "2026-W46;otif;93,8;412;Utan reservdelar\n")
    plan = store.plan("readings", "period;kpi;value\n2026-W46;otif;93,8\n")
    assert plan.unchanged == ("otif/2026-W46",)
    which = store.take("readings", heading + "2026-W46;otif;93,8;40;\n")
    assert held(store) == [("93.8", 40, "")]
    store.undo(which)
    assert held(store) == [("93.8", 412, "Utan reservdelar")]
    store.take("readings", "period;kpi;value\n2026-W46;otif;94\n")
    assert held(store) == [("94", None, "")]


def test_bad_ones_are_refused_by_their_column(store: Store) -> None:
    heading = "period;kpi;value;antal;note\n"
    rows = (
        f"2026-W45;otif;1;0;\n2026-W46;otif;1;många;\n2026-W47;otif;1;;{'x' * 1001}\n"
    )
    assert store.problems("readings", heading + rows) == [
        (2, "antal", "not_whole"),
        (3, "antal", "not_whole"),
        (4, "note", "too_long"),
    ]


def test_beside_several_values_nobody_knows_whose_they_are(store: Store) -> None:
    text = "period;otif;copq;n\n2026-W46;1;1;5\n"
    assert store.problems("readings", text) == [(1, "n", "unknown_column")]
